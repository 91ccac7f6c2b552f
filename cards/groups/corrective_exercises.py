"""Exercises for a client with a finding: they strengthen a muscle that is listed as underactive."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from cards.derive.muscle_actions import parts
from cards.distractors.anatomy import is_near
from cards.distractors.listed import may_be_listed
from cards.distractors.neighbours import Ring
from cards.distractors.proofs import cannot_perform, credited_with
from cards.doubtful_roles import is_doubtful
from cards.groups.group import FEWEST, FactGroup
from cards.groups.prime_movers import chief_claim, comes_to_mind, excluded_from_lead
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.fact import Fact
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import finding_slots
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import Assistance
from cards.model.findings import Row
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.recorded import Recall
from cards.model.vocabulary import Imbalance, Role

_MOST_MOVERS = 3
"""Prime movers of an exercise that trains a muscle by itself, or nearly so."""

_MOVERS = (Role.PRIME_MOVER, Role.SYNERGIST)


def lists_with_exercises(base: FactBase) -> list[str]:
    """The keys of the lists of findings that name an underactive muscle."""
    return sorted(_rows(base))


def exercises_for_a_finding(key: str, base: FactBase) -> Iterator[FactGroup]:
    """An exercise whose prime mover is underactive; the others train none of such muscles."""
    row, training = _rows(base)[key], _training(base)
    tight = [fact for fact in row if fact.side is Imbalance.OVERACTIVE]
    weak = [fact for fact in row if fact.side is Imbalance.UNDERACTIVE]
    wrong = Ring(list(_wrong(weak, tight, training)))
    shown: set[str] = set()
    for fact in weak:
        for group in _strengthening(fact, wrong, training) if fact.askable else ():
            if group.id not in shown:
                shown.add(group.id)
                yield group


def _rows(base: FactBase) -> dict[str, Row]:
    """The lists with an underactive muscle, by the ids of their finding and their body."""
    return {
        f"{row[0].compensation.id}/{row[0].listing.id}": row
        for row in base.findings.rows()
        if not row[0].listing.older and any(fact.side is Imbalance.UNDERACTIVE for fact in row)
    }


def _strengthening(
    fact: ListedMuscle, wrong: Ring[Distractor], training: "_Training"
) -> Iterator[FactGroup]:
    base, listing = training.base, fact.listing
    for claim in training.chief_exercises(fact):
        options = wrong.after(claim.exercise.id)
        if len(options) < FEWEST:
            return
        are = "are prime movers" if fact.muscle.plural else "is a prime mover"
        slots = finding_slots(fact.compensation, base)
        yield FactGroup(
            id=f"{fact.compensation.id}/{claim.exercise.id}@{listing.id}",
            facts=(fact, claim),
            slots={
                **{name: value for name, value in slots.items() if value},
                "body": listing.name,
                "side": fact.term,
                "why": f"The {fact.muscle.name} {are} of the {claim.exercise.name}, and"
                f" {listing.name} lists {_it(fact.muscle)} as {fact.term}.",
            },
            key=(claim.exercise.name,),
            distractors=options,
        )


def _wrong(
    weak: Sequence[ListedMuscle], tight: Sequence[ListedMuscle], training: "_Training"
) -> Iterator[tuple[str, Distractor]]:
    """Exercises in which no underactive muscle moves the load, those of overactive ones first."""
    found: set[str] = set()
    for claim, reason, because in chain(_for_tight(tight, training), _for_others(weak, training)):
        exercise, mover = claim.exercise, claim.muscle
        if exercise.id in found:
            continue
        if all(training.excluded(each.muscle, exercise) for each in weak):
            found.add(exercise.id)
            are = "are prime movers" if mover.plural else "is a prime mover"
            yield (
                exercise.id,
                Distractor(
                    text=exercise.name,
                    reason=f"the {mover.name} {are}; {reason}",
                    proof=Proof.FUNCTIONAL,
                    concept=f"exercise/{exercise.id}",
                    because=because,
                ),
            )


_Candidate = tuple[RoleClaim, str, tuple[Fact, ...]]
"""The claim on the prime mover of an exercise, and why that is not what is asked for."""


def _for_tight(tight: Sequence[ListedMuscle], training: "_Training") -> Iterator[_Candidate]:
    """The exercises of overactive muscles, and of members of listed groups."""
    for fact in tight:
        for part in parts(fact.muscle, training.base):
            for claim in training.leading(part):
                listed = _it(part) if part is fact.muscle else f"the {fact.listed.name}"
                reason = f"{fact.listing.name} lists {listed} as {fact.term}"
                yield claim, reason, (fact, claim)


def _for_others(weak: Sequence[ListedMuscle], training: "_Training") -> Iterator[_Candidate]:
    """The exercises of near muscles that no body lists as underactive."""
    base, listing = training.base, weak[0].listing
    if not listing.whole:
        return
    for muscle in base.findings.muscles:
        near = any(is_near(muscle, fact.muscle, base) for fact in weak)
        if near and not may_be_listed(muscle, weak[0], base):
            reason = f"{listing.name} does not list {_it(muscle)} as {weak[0].term}"
            for claim in training.leading(muscle):
                yield claim, reason, (weak[0], claim)


def _it(muscle: Muscle) -> str:
    return "them" if muscle.plural else "it"


class _Training:
    """The exercises that train muscles, and those that are proven not to.

    Attributes:
        leading: Returns the agreed claims that a muscle is a prime mover of an exercise.
    """

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self.leading = Recall(base, self._leading)
        self._excluded = Recall(base, self._is_excluded)

    def _leading(self, muscle: Muscle) -> tuple[RoleClaim, ...]:
        claims = (chief_claim(muscle, e, self.base) for e in self.base.exercises_of(muscle))
        return tuple(claim for claim in claims if claim is not None)

    def chief_exercises(self, fact: ListedMuscle) -> tuple[RoleClaim, ...]:
        """The exercises that train the muscle nearly by itself, and no overactive one."""
        found = []
        for claim in self.leading(fact.muscle):
            if is_doubtful(claim, self.base) or not comes_to_mind(claim, self.base):
                continue
            movers = credited_with(Role.PRIME_MOVER, claim.exercise, self.base)
            tight = (each.muscle for each in fact.listing.on(fact.side.other))
            trains_tight = any(self.base.overlap(one, m) for one in tight for m in movers)
            if len(movers) <= _MOST_MOVERS and not trains_tight:
                found.append(claim)
        return tuple(found)

    def excluded(self, muscle: Muscle, exercise: Exercise) -> bool:
        """Whether it is proven that a muscle does not move the load in an exercise."""
        return self._excluded((muscle, exercise))

    def _is_excluded(self, pair: tuple[Muscle, Exercise]) -> bool:
        muscle, exercise = pair
        base = self.base
        claims = base.claims_of(RoleClaim, exercise)
        moving = [c for c in claims if c.role in _MOVERS or not c.open.isdisjoint(_MOVERS)]
        if any(base.overlap(muscle, claim.muscle) for claim in moving):
            return False
        if excluded_from_lead(muscle, exercise, base) is not None:
            return True
        actions = base.main_actions(exercise)
        return bool(actions) and all(_at_most_helps(muscle, each, base) for each in actions)


@lru_cache(maxsize=2)
def _training(base: FactBase) -> _Training:
    return _Training(base)


def _at_most_helps(muscle: Muscle, action: Term, base: FactBase) -> bool:
    """Whether a muscle, and each member of a group, is proven not to perform a joint action.

    One that only assists in it is not what the action strengthens best.
    """
    members = parts(muscle, base)[1:] or (muscle,)
    return all(
        cannot_perform(each, action, base)
        or any(fact.value is action for fact in agreed(base.anatomy.stated(Assistance, each)))
        for each in members
    )
