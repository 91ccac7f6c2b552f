"""Plans for a finding: a muscle to stretch and one to strengthen, as the lists of a body demand."""

from collections.abc import Iterator
from zlib import crc32

from cards.doubtful_listings import is_hardly_asked
from cards.groups.assessments import principles_of
from cards.groups.group import FactGroup
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import finding_slots
from cards.model.findings import Row
from cards.model.vocabulary import Imbalance

_MOST = 3
"""Plans for a finding that are asked for."""

_Two = tuple[ListedMuscle, ListedMuscle]


def plans_for_a_finding(base: FactBase) -> Iterator[FactGroup]:
    """An overactive muscle to stretch and an underactive one to strengthen.

    The other plans do the opposite for one of the two, or for both.
    """
    for row in base.findings.rows():
        if not row[0].listing.older:
            sides = (
                _twos(side, row, base) for side in (Imbalance.OVERACTIVE, Imbalance.UNDERACTIVE)
            )
            for tight, weak in zip(*sides, strict=False):
                yield _plan(tight, weak, base)


def _twos(side: Imbalance, row: Row, base: FactBase) -> list[_Two]:
    """Muscles of a list, each with the next one; always the same ones while they stay."""
    facts = [
        fact
        for fact in row
        if fact.side is side
        and fact.askable
        and not fact.listed.in_part
        and not is_hardly_asked(fact, base)
    ]
    facts.sort(key=lambda fact: crc32(fact.id.encode()))
    following = [*facts[1:], *facts[:1]]
    pairs = zip(facts, following, strict=True)
    return [pair for pair in pairs if not base.overlap(pair[0].muscle, pair[1].muscle)][:_MOST]


def _plan(tight: _Two, weak: _Two, base: FactBase) -> FactGroup:
    fact, other = tight[0], weak[0]
    named = {
        name: str(getattr(value, "name", value))
        for name, value in finding_slots(fact.compensation, base).items()
        if value
    }
    body = fact.listing.name
    return FactGroup(
        id=f"{fact.compensation.id}/{fact.muscle.id}+{other.muscle.id}@{fact.listing.id}",
        facts=(fact, other, *principles_of(fact, base)),
        slots={
            **named,
            "body": body,
            "why": f"{body} lists the {fact.listed.name} as {fact.term} and the"
            f" {other.listed.name} as {other.term}; what is overactive is stretched, and what is"
            " underactive is strengthened.",
        },
        key=(_text(fact, other),),
        distractors=(
            _wrong(other, fact, f"{body} lists them the other way round"),
            _wrong(fact, tight[1], _listed(tight[1])),
            _wrong(weak[1], other, _listed(weak[1])),
        ),
    )


def _text(stretched: ListedMuscle, strengthened: ListedMuscle) -> str:
    return f"stretch the {stretched.listed.name} and strengthen the {strengthened.listed.name}"


def _listed(fact: ListedMuscle) -> str:
    return f"{fact.listing.name} lists the {fact.listed.name} as {fact.term}"


def _wrong(stretched: ListedMuscle, strengthened: ListedMuscle, reason: str) -> Distractor:
    return Distractor(
        text=_text(stretched, strengthened),
        reason=reason,
        proof=Proof.ATTRIBUTED,
        concept=f"plan/{stretched.id}+{strengthened.id}",
        because=(stretched, strengthened),
    )
