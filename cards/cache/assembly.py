"""Puts a library together: cards of an earlier library, and those that have to be generated."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from cards.cache.balance import BlockBalance
from cards.cache.earlier import EarlierFile, SkippedPair
from cards.cache.entry import CardEntry, NumberOrEntry
from cards.cache.rows import Rows
from cards.generate import generate
from cards.model.card_set import SetKind
from cards.model.recorded import Read
from cards.model.template import Kind, Library, Template
from cards.outcomes import BuildPart, PlacedCard
from cards.sets.build import NO_SCENES, Scenes, SetCandidate, build_scenes
from cards.sets.scenes import Member


class Work(NamedTuple):
    """The parts, cards and blocks that were computed for a library.

    Attributes:
        parts: The names of the parts that were generated.
        generated: How many cards they have.
        cards: The ids of the cards that are new or shown in another way.
        blocks: The names of the blocks that were balanced.
        files: The names of the user's files that were read.
    """

    parts: frozenset[str]
    generated: int
    cards: frozenset[str]
    blocks: frozenset[str]
    files: frozenset[str] = frozenset()


class Assembly(NamedTuple):
    """Everything that a library is stored from, apart from its facts.

    Attributes:
        cards: The cards, in the order of their templates; numbers are those of the earlier file.
        skipped: The pairs of template and fact without a card.
        reads: The facts and indexes that each part has read, by its name.
        tallies: How often each text is shown in the built-in cards of each balanced template.
        scenes: The sets of each scene.
        work: The parts, cards and blocks that were computed.
    """

    cards: Rows[CardEntry]
    skipped: Sequence[SkippedPair]
    reads: Mapping[str, frozenset[Read]]
    tallies: Mapping[str, bytes]
    scenes: Scenes
    work: Work


def assemble(
    library: Library,
    kinds: Sequence[SetKind],
    earlier: EarlierFile | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Assembly:
    """Put a library together.

    Args:
        library: The facts and the templates.
        kinds: The kinds of set.
        earlier: An earlier library; what is equal in it is used again.
        progress: Called with the share of the cards that were generated.

    Raises:
        Damaged: The earlier file is not what was written.
    """
    found = generate(library, () if earlier is None else earlier.parts, progress)
    place = {template.id: number for number, template in enumerate(library.templates)}
    skipped = [] if earlier is None else earlier.skipped()
    reads = {} if earlier is None else dict(earlier.reads())
    for name, part in found.items():
        skipped += (SkippedPair(e.template, e.fact, e.reason, name) for e in part.skipped)
        reads[name] = frozenset(part.reads)
    skipped.sort(key=lambda pair: (place[pair.template], pair.fact))
    balance = BlockBalance(earlier)
    rows: list[range | NumberOrEntry] = []
    for template, of_template in _by_template(found, library, earlier):
        rows += balance.balanced(template, of_template)
    cards = Rows(rows, 0 if earlier is None else earlier.number_of_cards)
    for _, card in cards.new:
        card.describe()
    changed = frozenset(card.id for _, card in cards.new if card.is_changed)
    generated = sum(len(part.cards) for part in found.values())
    work = Work(frozenset(found), generated, changed, frozenset(balance.renewed))
    scenes = _scenes(cards, kinds, library, earlier)
    return Assembly(cards, skipped, reads, balance.tallies, scenes, work)


def _by_template(
    found: Mapping[str, BuildPart], library: Library, earlier: EarlierFile | None
) -> Iterator[tuple[Template, range | list[NumberOrEntry]]]:
    """The cards of each template; a range of the earlier file if they are as they were there."""
    placed: dict[str, list[tuple[str, PlacedCard]]] = {}
    for name, part in found.items():
        for each in part.cards:
            placed.setdefault(each.card.template.id, []).append((name, each))
    for template in library.templates:
        # Stable: cards with the same key are in the order of their part.
        new = sorted(placed.get(template.id, ()), key=lambda each: each[1].key)
        if earlier is None:
            yield template, [CardEntry(*one) for one in new]
            continue
        numbers = [earlier.number_of(*one) for one in new]
        if numbers == earlier.renewed_in(template.id):
            yield template, earlier.numbers_in(template.id)
            continue
        rows: list[tuple[str, NumberOrEntry]]
        rows = [(earlier.columns.keys[number], number) for number in earlier.right_in(template.id)]
        rows += (
            (one[1].key, CardEntry(*one) if number is None else number)
            for number, one in zip(numbers, new, strict=True)
        )
        yield template, [row for _, row in sorted(rows, key=itemgetter(0))]


def _scenes(
    cards: Rows[CardEntry],
    kinds: Sequence[SetKind],
    library: Library,
    earlier: EarlierFile | None,
) -> Scenes:
    templates = {id_ for kind in kinds for question in kind.questions for id_ in question}
    candidates = [
        SetCandidate(
            *(card.id, card.template, card.summary.wrong),
            *(Member._make(card.member), card.is_changed, card.card),
        )
        for card in _of_templates(templates, cards, earlier)
        if card.summary.kind == Kind.CHOICE and not (card.summary.optional or card.summary.opinion)
    ]
    known = NO_SCENES if earlier is None else earlier.scenes(repr(kinds))
    # The order of a recorded base, whose index of words exists already.
    return build_scenes(kinds, candidates, library.base.sorted_by_id(), known)


def _of_templates(
    templates: Collection[str], cards: Rows[CardEntry], earlier: EarlierFile | None
) -> Iterator[CardEntry]:
    """The cards of some templates."""
    for run in cards.runs:
        if isinstance(run, CardEntry):
            if run.template in templates:
                yield run
        elif earlier is not None:
            yield from (earlier.entry(n) for n in run if earlier.columns.templates[n] in templates)
