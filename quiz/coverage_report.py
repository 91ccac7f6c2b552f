"""What `primemover facts list` and `facts check --report` count, as lines and as records."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cards.coverage import Coverage, counted, coverage
from cards.facts import Confidence
from cards.topics import Topic, Topics
from quiz.look import Look
from quiz.look import counted as count_of

if TYPE_CHECKING:
    from cards.base import FactBase
    from cards.card import Card

_HEADS = ("keyable", "roles", "contr.", *(degree.value for degree in Confidence), "derived")
_SHORT = {"contested": "cont.", "opinion": "opin.", "unverified": "unver."}
_WIDEST_NAME = 32


def report(base: "FactBase", cards: Sequence["Card"], look: Look) -> Iterator[str]:
    """The counts as a table; the totals last."""
    found = list(coverage(base))
    whole = counted("all", base.facts)
    if look.width < _WIDEST_NAME + 8 * len(_HEADS):
        yield from _narrow(found, look)
    else:
        heads = (_SHORT.get(head, head) for head in _HEADS)
        yield f"{'':<{_WIDEST_NAME}}" + "".join(f"{head:>8}" for head in heads)
        for line in (*found, whole):
            name = line.name if len(line.name) < _WIDEST_NAME else f"{line.name[:30]}…"
            yield f"{name:<{_WIDEST_NAME}}" + "".join(f"{n:>8}" for n in _numbers(line))
    yield ""
    asked = {fact.id for card in cards for fact in card.facts}
    for label, number in (
        ("exercises", len([line for line in found if line.name in _names(base)])),
        ("muscles and groups", len(base.muscles)),
        ("terms with a definition", len(base.definition_facts)),
        ("sources cited", len({c.source.id for f in base.facts for c in f.citations})),
        ("facts", whole.total),
        ("of them keyable: agreed, read, with a value", whole.keyable),
        ("derived by a rule of ours", whole.derived),
        ("contested", whole.by_confidence[Confidence.CONTESTED]),
        ("one author's opinion", whole.by_confidence[Confidence.OPINION]),
        ("unverified: read nowhere, never asked", whole.unread),
        ("cards", len(cards)),
        ("facts that no card asks for", whole.total - len(asked)),
    ):
        yield f"{number:>7}  {label}"


def _narrow(found: Iterable[Coverage], look: Look) -> Iterator[str]:
    """The same where a table has no room: a line of words each."""
    for line in found:
        pairs = zip(_HEADS, _numbers(line), strict=True)
        told = ", ".join(f"{number} {head}" for head, number in pairs if number)
        yield from look.wrap(f"{line.name}: {told}", "    ", "  ")


def _numbers(line: Coverage) -> tuple[int, ...]:
    degrees = (line.by_confidence[degree] for degree in Confidence)
    return (line.keyable, line.roles, line.contractions, *degrees, line.derived)


def _names(base: "FactBase") -> set[str]:
    return {exercise.name for exercise in base.exercises.values()}


def records(base: "FactBase") -> Iterator[dict[str, object]]:
    """A record for each line of the table, the totals last."""
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


def overview(
    base: "FactBase", topics: Topics, cards: Sequence["Card"], look: Look
) -> Iterator[str]:
    """What there is, by pack and by movement pattern, with the words to ask for each."""
    facts = base.facts
    per_fact = Counter(fact.id for card in cards for fact in card.facts[:1])

    def line(name: str, topic: Topic, about: str) -> list[str]:
        held = [fact for fact in facts if topic in topics.of_fact[fact.id]]
        number = sum(per_fact[fact.id] for fact in held)
        if not held:
            return []
        told = f"{count_of(len(held), 'fact')}, {count_of(number, 'card')}"
        return look.wrap(f"{told}{f': {about}' if about else ''}", " " * 26, f"  {name:<24}")

    yield "Packs"
    for pack in base.packs.values():
        yield from line(pack.id, Topic("pack", pack.id), pack.about)
    yield ""
    yield "Movement patterns"
    for pattern in base.family("movement-pattern"):
        names = [e.name for e in base.exercises.values() if pattern.id in base.patterns_of(e)]
        yield from line(pattern.id, Topic("pattern", pattern.id), ", ".join(names))
    alone = [e for e in base.exercises.values() if base.claims(e) and not base.patterns_of(e)]
    if alone:
        yield from look.wrap(", ".join(e.name for e in alone), " " * 26, f"  {'(no pattern)':<24}")
    yield ""
    yield f"{count_of(len(facts), 'fact')}, {count_of(len(cards), 'card')}."
    yield from look.wrap(
        "`facts list TOPIC` lists the facts on one, `facts list --all` all of them."
    )
