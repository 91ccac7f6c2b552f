"""Puts a library together: cards of an earlier library, and those that have to be generated."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cards.balance import OptionTally, balance_builtin, balance_user, blocks, is_balanced
from cards.cache.earlier import EarlierFile, SkippedPair
from cards.cache.entry import CardEntry
from cards.cache.tallies import pack_tally, unpack_tally
from cards.generate import generate
from cards.model.card_set import SetKind
from cards.model.recorded import Read
from cards.model.shown import Shown
from cards.model.template import Kind, Library, Template
from cards.outcomes import Generation
from cards.sets.build import NO_SCENES, Scenes, SetCandidate, build_scenes


class Work(NamedTuple):
    """The parts, cards and blocks that were computed for a library.

    Attributes:
        parts: The names of the parts that were generated.
        cards: The ids of the cards that are new or shown in another way.
        blocks: The names of the blocks that were balanced.
        files: The names of the user's files that were read.
    """

    parts: frozenset[str]
    cards: frozenset[str]
    blocks: frozenset[str]
    files: frozenset[str] = frozenset()


class Assembly(NamedTuple):
    """Everything that a library is stored from, apart from its facts.

    Attributes:
        cards: The cards, in the order of their templates.
        skipped: The pairs of template and fact without a card.
        reads: The facts and indexes that each part has read, by its name.
        tallies: How often each text is shown in the built-in cards of each balanced template.
        scenes: The sets of each scene.
        work: The parts, cards and blocks that were computed.
    """

    cards: Sequence[CardEntry]
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
    cards = _cards(found, earlier)
    skipped = [] if earlier is None else earlier.skipped()
    reads = {} if earlier is None else dict(earlier.reads())
    for name, part in found.renewed.items():
        skipped += (SkippedPair(e.template, e.fact, e.reason, name) for e in part.skipped)
        reads[name] = frozenset(part.reads)
    cards.sort(key=lambda card: (place[card.template], card.key))
    skipped.sort(key=lambda pair: (place[pair.template], pair.fact))
    balance = _Balance(earlier)
    for id_, of_template in groupby(cards, attrgetter("template")):
        balance.take(library.templates[place[id_]], list(of_template))
    for card in cards:
        card.describe()
    changed = frozenset(card.id for card in cards if card.is_changed)
    work = Work(frozenset(found.renewed), changed, frozenset(balance.renewed))
    scenes = _scenes(cards, kinds, library, earlier)
    return Assembly(cards, skipped, reads, balance.tallies, scenes, work)


def _cards(found: Generation, earlier: EarlierFile | None) -> list[CardEntry]:
    """The cards of all parts; one that is as it was in the earlier library is taken from there."""
    placed = [(part.name, each) for part in found.renewed.values() for each in part.cards]
    if earlier is None:
        return [CardEntry(*each) for each in placed]
    numbers = [earlier.number_of(*each) for each in placed]
    equal: dict[int | None, CardEntry] = {n: earlier.entry(n) for n in numbers if n is not None}
    # In the order of each part, which decides among cards with the same key.
    renewed = (equal.get(n) or CardEntry(*each) for n, each in zip(numbers, placed, strict=True))
    return [*earlier.entries(), *renewed]


class _Balance:
    """Balances the cards of each template, apart from blocks in which no card has changed.

    Attributes:
        tallies: Those of the built-in cards of each template.
        renewed: The names of the blocks that were balanced.
    """

    def __init__(self, earlier: EarlierFile | None) -> None:
        self._earlier = earlier
        self.tallies: dict[str, bytes] = {}
        self.renewed: set[str] = set()

    def take(self, template: Template, cards: Sequence[CardEntry]) -> None:
        """Balance the cards of a template."""
        if not is_balanced(template):
            return
        by_id = {card.id: card for card in cards}
        builtin, *others = blocks((card.id, card.subject) for card in cards)
        tally = self._builtin(template, [by_id[id_] for id_ in builtin])
        for ids in others:
            block = [by_id[id_] for id_ in ids]
            name = f"{template.id}/{block[0].subject}"
            if tally.is_changed or not self._is_unchanged(name, block):
                self._show(name, block, balance_user([c.whole() for c in block], tally.counts))

    def _builtin(self, template: Template, block: Sequence[CardEntry]) -> "_BuiltinTally":
        """Balance the built-in cards of a template."""
        name = f"{template.id}/"
        packed = self._earlier.tallies.get(template.id) if self._earlier is not None else None
        if packed is not None and self._is_unchanged(name, block):
            self.tallies[template.id] = packed
            return _BuiltinTally(packed, is_changed=False)
        shown, tally = balance_builtin([card.whole() for card in block])
        self._show(name, block, shown)
        self.tallies[template.id] = now = pack_tally(tally)
        return _BuiltinTally(now, is_changed=packed is None or unpack_tally(packed) != tally)

    def _is_unchanged(self, name: str, block: Sequence[CardEntry]) -> bool:
        """Whether a block has the same cards as before."""
        sizes = {} if self._earlier is None else self._earlier.block_sizes
        return sizes.get(name, 0) == len(block) and all(
            card.block == name and not card.is_changed for card in block
        )

    def _show(self, name: str, block: Sequence[CardEntry], shown: Mapping[str, Shown]) -> None:
        self.renewed.add(name)
        for card in block:
            card.show(shown[card.id], name)


class _BuiltinTally:
    """The tally of the built-in cards of a template.

    Attributes:
        is_changed: Whether it differs from that of the earlier library.
    """

    def __init__(self, packed: bytes, *, is_changed: bool) -> None:
        self._packed, self.is_changed = packed, is_changed

    @cached_property
    def counts(self) -> OptionTally:
        """The counts."""
        return unpack_tally(self._packed)


def _scenes(
    cards: Sequence[CardEntry],
    kinds: Sequence[SetKind],
    library: Library,
    earlier: EarlierFile | None,
) -> Scenes:
    templates = {id_ for kind in kinds for question in kind.questions for id_ in question}
    candidates = [
        SetCandidate(
            *(card.id, card.template, card.summary.wrong, card.member, card.is_changed, card.card)
        )
        for card in cards
        if card.template in templates
        and card.summary.kind == Kind.CHOICE
        and not (card.summary.optional or card.summary.opinion)
    ]
    known = NO_SCENES if earlier is None else earlier.scenes(repr(kinds))
    # The order of a recorded base, whose index of words exists already.
    return build_scenes(kinds, candidates, library.base.sorted_by_id(), known)
