"""Exercises that lift a load by opposite joint actions, to balance one another."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cards.distractors.neighbours import Ring
from cards.groups.group import FEWEST, FactGroup
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Exercise, Term
from cards.model.vocabulary import Phase

_LIFTING = (None, Phase.LIFTING, Phase.THROUGHOUT)


class _Lift(NamedTuple):
    """The joint actions by which an exercise lifts: the agreed ones, and all that are stated."""

    exercise: Exercise
    agreed: Mapping[str, JointAction]
    stated: frozenset[str]


def exercises_for_the_opposite_action(base: FactBase) -> Iterator[FactGroup]:
    """An exercise that lifts by the opposite of the only joint action of another exercise.

    The wrong options lift by the same joint action as the other exercise: in one phase, a joint
    does not move both ways.
    """
    lifts = _lifts(base)
    by_action = _rings((action, lift) for lift in lifts for action in lift.agreed)
    alone = _rings((next(iter(x.agreed)), x) for x in lifts if len(x.agreed) == 1)
    for right in lifts:
        for done in right.agreed:
            undone = base.opposite(done)
            if undone is None or undone in right.stated or undone not in alone:
                continue
            # The only joint action of the first exercise needs no name in the question.
            first = alone[undone].after(right.exercise.id)[0]
            wrong = [
                _repetition(lift, base.terms[undone], first)
                for lift in by_action[undone].after(right.exercise.id)
                if lift is not first and done not in lift.stated
            ]
            if len(wrong) >= FEWEST:
                yield FactGroup(
                    id=f"{right.exercise.id}/{done}",
                    facts=(first.agreed[undone], right.agreed[done]),
                    slots={
                        "exercise": right.exercise,
                        "first": first.exercise,
                        "action": base.terms[done],
                        "opposite": base.terms[undone],
                    },
                    key=(right.exercise.name,),
                    distractors=tuple(wrong),
                )


def _lifts(base: FactBase) -> list[_Lift]:
    agreed: dict[str, dict[str, JointAction]] = {}
    stated: dict[str, set[str]] = {}
    for fact in base.of_type(JointAction):
        if fact.exercise is not None and fact.phase in _LIFTING:
            stated.setdefault(fact.exercise.id, set()).add(fact.value.id)
            if not fact.attributed:
                agreed.setdefault(fact.exercise.id, {}).setdefault(fact.value.id, fact)
    return [
        _Lift(base.exercises[id_], facts, frozenset(stated[id_])) for id_, facts in agreed.items()
    ]


def _rings(lifts: Iterable[tuple[str, _Lift]]) -> dict[str, Ring[_Lift]]:
    """For each joint action, the exercises that lift by it."""
    found: dict[str, list[tuple[str, _Lift]]] = {}
    for action, lift in lifts:
        found.setdefault(action, []).append((lift.exercise.id, lift))
    return {action: Ring(all_) for action, all_ in found.items()}


def _repetition(lift: _Lift, action: Term, first: _Lift) -> Distractor:
    return Distractor(
        text=lift.exercise.name,
        reason=f"it trains {action.name}, like the {first.exercise.name}",
        proof=Proof.FUNCTIONAL,
        concept=f"exercise/{lift.exercise.id}",
        because=(lift.agreed[action.id],),
    )
