"""Wrong options for findings of assessments: what a body lists elsewhere, or does not list."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from cards.distractors.anatomy import is_near
from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.overlap import side_by_side
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import Observation
from cards.model.nouns import Muscle


class _Option(NamedTuple):
    """A muscle by the words that name it, and why it is wrong."""

    muscle: Muscle
    name: str
    reason: str


def muscles_not_listed(fact: ListedMuscle, base: FactBase) -> Iterator[Distractor]:
    """Muscles that the body lists on the other side, and near ones that it does not list at all."""
    if not fact.askable:
        return
    options = islice(_alternating(_opposite(fact, base), _absent(fact, base)), 2 * MOST_FOUND)
    for option in side_by_side(options, lambda each: each.muscle, base)[:MOST_FOUND]:
        yield Distractor(
            text=option.name,
            reason=option.reason,
            proof=Proof.ATTRIBUTED,
            concept=f"muscle/{option.muscle.id}",
        )


def may_be_listed(muscle: Muscle, fact: ListedMuscle, base: FactBase) -> bool:
    """Whether anyone lists the muscle, or one that overlaps with it, on the side that is asked."""
    side = base.findings.listed_by_any(fact.compensation, fact.side)
    return any(base.overlap(muscle, other) for other in side)


def _opposite(fact: ListedMuscle, base: FactBase) -> Iterator[_Option]:
    """The muscles of the other list, near ones first."""
    lists, term = f"{fact.listing.name} lists", fact.listing.term(fact.side.other)
    found = (
        _Option(each.muscle, each.name, f"{lists} {_it(each.is_plural)} as {term}")
        for each in fact.listing.on(fact.side.other)
        if not each.in_part and not may_be_listed(each.muscle, fact, base)
    )
    yield from sorted(found, key=lambda option: not is_near(option.muscle, fact.muscle, base))


def _absent(fact: ListedMuscle, base: FactBase) -> Iterator[_Option]:
    """Near muscles that are listed for other findings, if the whole row was read."""
    if not fact.listing.whole:
        return
    listed = [each.muscle for _, each in fact.listing.every()]
    for muscle in base.findings.muscles:
        if not is_near(muscle, fact.muscle, base):
            continue
        if any(base.overlap(muscle, other) for other in listed):
            continue
        if not may_be_listed(muscle, fact, base):
            reason = f"{fact.listing.name} does not list {_it(muscle.plural)} for this finding"
            yield _Option(muscle, muscle.name, reason)


def _it(plural: bool) -> str:
    return "them" if plural else "it"


def _alternating(*options: Iterable[_Option]) -> Iterator[_Option]:
    """One option of each kind, then the next of each."""
    alternating = chain.from_iterable(zip_longest(*options))
    return (option for option in alternating if option is not None)


def other_findings(fact: Observation, base: FactBase) -> Iterator[Distractor]:
    """The other findings of the assessment that consist of other movements."""
    asked = fact.compensation
    for other in base.findings.by_assessment[asked.assessment]:
        finding = other.compensation
        if finding.movement and asked.movement and not {*finding.movement} & {*asked.movement}:
            yield Distractor(
                text=finding.name,
                reason=f"{other.claim}",
                proof=Proof.VOCABULARY,
                concept=f"compensation/{finding.id}",
            )
