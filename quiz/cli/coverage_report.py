"""The counts of `primemover facts list` and `facts check --report`, as text and as records."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cards.model.facts.definition import Definition
from cards.model.vocabulary import Confidence, Subject
from cards.report.coverage import FactCounts, by_rank, counted, coverage, disputes
from cards.report.supply import Supply, supplies
from cards.topics import Topic, Topics
from quiz.terminal.layout import TextLayout
from quiz.terminal.layout import counted as count_of

if TYPE_CHECKING:
    from cards.exams.profile import ExamProfile
    from cards.model.base import FactBase
    from cards.model.card import Card
    from cards.model.fact import Fact
    from cards.model.summary import CardSummary

_HEADS = ("keyable", "roles", "contractions", *(degree.value for degree in Confidence), "derived")
_SHORT = ("key", "role", "contr", "high", "med", "cont", "opin", "unver", "deriv")
"""Short column headings, in the order of `_HEADS`."""

_COLUMN, _NAME = 6, 26
"""Widths. Nine columns and a name fill the 80 of an old terminal."""

_STACKED = 60
"""In a terminal with fewer columns, the description is below the name."""


def report(base: "FactBase", cards: Sequence["Card"], layout: TextLayout) -> Iterator[str]:
    """The counts as a table, with the totals last."""
    found = list(coverage(base))
    whole = counted("all", base.facts)
    if layout.width < _NAME + _COLUMN * len(_HEADS):
        yield from _narrow((*found, whole), layout)
    else:
        yield " " * _NAME + "".join(f"{head:>{_COLUMN}}" for head in _SHORT)
        for line in (*found, whole):
            name = line.name if len(line.name) < _NAME else f"{line.name[: _NAME - 2]}…"
            cells = "".join(f"{number or '·':>{_COLUMN}}" for number in _numbers(line))
            yield layout.spell(f"{name:<{_NAME}}{cells}")
    yield ""
    names = {exercise.name for exercise in base.exercises.values()}
    asked = {fact.id for card in cards for fact in card.facts}
    for label, number in (
        ("exercises", sum(line.name in names for line in found)),
        ("muscles and groups", len(base.muscles)),
        ("terms with a definition", len(base.of_type(Definition))),
        ("sources cited", len({c.source.id for f in base.facts for c in f.citations})),
        ("facts", whole.total),
        ("keyable facts: agreed, with a source that was read and a value", whole.keyable),
        ("derived by a rule", whole.derived),
        ("contested", whole.by_confidence[Confidence.CONTESTED]),
        ("one author's opinion", whole.by_confidence[Confidence.OPINION]),
        ("unverified: no source was read; never asked", whole.unread),
        ("cards", len(cards)),
        ("facts without a card", whole.total - len(asked)),
    ):
        yield f"{number:>7}  {label}"
    yield ""
    yield from _ranks(base)
    yield ""
    yield from _supply(cards)
    yield ""
    yield from _core(base, cards)


def _ranks(base: "FactBase") -> Iterator[str]:
    """The counts by the best rank of the sources, and the roles that sources dispute."""
    yield f"{'best source':<{_NAME}}{'facts':>8}{'keyable':>9}{'roles':>7}"
    for line in by_rank(base):
        name = line.rank or "only a rule, or unread"
        yield f"{name:<{_NAME}}{line.facts:>8}{line.keyable:>9}{line.roles:>7}"
    yield ""
    several, contested = disputes(base)
    yield f"{several:>7}  muscles in an exercise for which sources state several roles"
    yield f"{contested:>7}  of them contested, as no better rank decides"


_IN_A_ROW = 5
"""Exams side by side in the table of facts by exam and subject."""

_CELL = 10


def _supply(cards: Sequence["Card"]) -> Iterator[str]:
    """The facts that each exam can ask about, by subject, and how many its share needs."""
    yield "Facts that an exam can ask about / that its share of questions needs (! too few)"
    for row in _rows_of_profiles():
        found = [{s.subject: s for s in supplies(profile, cards)} for profile in row]
        yield from _by_subject(
            row, {s: [_cell(supply.get(s)) for supply in found] for s in Subject}
        )


def _core(base: "FactBase", cards: Sequence["Card"]) -> Iterator[str]:
    """The facts of tier 1 of each exam, by subject, and those that a card applies."""
    from cards.model.summary import summary
    from cards.report.tiers import core_of

    summaries = tuple(map(summary, cards))
    yield "Facts of tier 1 / those of them with a card of application or analysis"
    for row in _rows_of_profiles():
        found = [core_of(profile, base, cards, summaries) for profile in row]
        cells = {
            subject: [
                f"{count}/{core.applied_by_subject.get(subject, 0)} "
                if (count := core.by_subject.get(subject, 0))
                else ""
                for core in found
            ]
            for subject in Subject
        }
        yield from _by_subject(row, cells)
        whole = [f"{core.facts}/{core.applied} " for core in found]
        yield f"{'all':<{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in whole)


def _rows_of_profiles() -> Iterator[Sequence["ExamProfile"]]:
    """The exams with known shares, as many as fit side by side."""
    from quiz.home.exams import exams

    profiles = [each for each in exams().profiles if each.weights is not None]
    for start in range(0, len(profiles), _IN_A_ROW):
        yield profiles[start : start + _IN_A_ROW]


def _by_subject(
    row: Sequence["ExamProfile"], cells: Mapping[Subject, Sequence[str]]
) -> Iterator[str]:
    """A table with a column for each exam; subjects without a value are omitted."""
    yield ""
    yield " " * _NAME + "".join(f"{profile.id:>{_CELL}}" for profile in row)
    for subject, values in cells.items():
        if any(values):
            yield f"{subject.label:<{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in values)


def _cell(supply: Supply | None) -> str:
    if supply is None:
        return ""
    return f"{supply.facts}/{supply.needed}{' ' if supply.is_enough else '!'}"


def _narrow(found: Iterable[FactCounts], layout: TextLayout) -> Iterator[str]:
    """The counts as text, for narrow terminals."""
    for line in found:
        pairs = zip(_HEADS, _numbers(line), strict=True)
        yield line.name
        yield from layout.wrap(", ".join(f"{h} {n}" for h, n in pairs if n), "    ")


def _numbers(line: FactCounts) -> tuple[int, ...]:
    degrees = (line.by_confidence[degree] for degree in Confidence)
    return (line.keyable, line.roles, line.contractions, *degrees, line.derived)


def records(base: "FactBase") -> Iterator[dict[str, object]]:
    """A record for each line of the table, with the totals last."""
    for line in (*coverage(base), counted("all", base.facts)):
        yield {
            "about": line.name,
            "facts": line.total,
            **{degree.value: line.by_confidence[degree] for degree in Confidence},
            "keyable": line.keyable,
            "roles": line.roles,
            "contractions": line.contractions,
            "derived": line.derived,
        }


_MOST_NAMED = 100
"""Exercises that a line names; of more, it says how many there are."""


def _listed(names: Sequence[str]) -> str:
    named = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def _counts_on_topics(
    facts: Iterable["Fact"], topics: Topics, cards: Iterable["CardSummary"]
) -> tuple[Mapping[Topic, int], Mapping[Topic, int]]:
    """The number of facts on each topic, and of cards that are chiefly about one of these facts."""
    per_fact = Counter(card.about for card in cards)
    facts_on, cards_on = Counter[Topic](), Counter[Topic]()
    for fact in facts:
        for topic in topics.of_fact[fact.id]:
            facts_on[topic] += 1
            cards_on[topic] += per_fact[fact.id]
    return facts_on, cards_on


_NO_PATTERN = ""


def _exercises_by_pattern(base: "FactBase") -> Mapping[str, Sequence[str]]:
    """The names of the exercises of each movement pattern by its id; of those with none by ""."""
    found: dict[str, list[str]] = {}
    for exercise in base.exercises.values():
        patterns = base.patterns_of(exercise)
        without = (_NO_PATTERN,) if base.claims(exercise) else ()
        for id_ in patterns or without:
            found.setdefault(id_, []).append(exercise.name)
    return found


def overview(
    base: "FactBase",
    facts: Sequence["Fact"],
    topics: Topics,
    cards: Sequence["CardSummary"],
    layout: TextLayout,
) -> Iterator[str]:
    """An overview of facts by pack and by movement pattern, with the topic for each."""
    facts_on, cards_on = _counts_on_topics(facts, topics, cards)

    def line(name: str, topic: Topic, about: str) -> list[str]:
        if not facts_on[topic]:
            return []
        counts = f"{count_of(facts_on[topic], 'fact')}, {count_of(cards_on[topic], 'card')}"
        text = f"{counts}: {about}" if about else counts
        if layout.width < _STACKED:
            return [f"  {name}", *layout.wrap(text, "    ")]
        return layout.wrap(text, " " * 26, f"  {name:<24}")

    yield "Packs"
    for pack in base.packs.values():
        yield from line(pack.id, Topic("pack", pack.id), pack.about)
    yield ""
    yield "Movement patterns"
    names = _exercises_by_pattern(base)
    for pattern in base.family("movement-pattern"):
        named = _listed(names.get(pattern.id, ()))
        yield from line(pattern.id, Topic("pattern", pattern.id), named)
    if _NO_PATTERN in names:
        listed = _listed(names[_NO_PATTERN])
        yield from layout.wrap(
            f"Without a movement pattern in the sources: {listed}.", "    ", "  "
        )
    yield ""
    yield f"{count_of(len(facts), 'fact')}, {count_of(len(cards), 'card')}."
    yield from layout.wrap(
        "`facts list TOPIC` lists the facts on a topic, `facts list --all` lists all facts."
    )
