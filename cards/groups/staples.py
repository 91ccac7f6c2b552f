"""Staples: the exercises of one part of the body that strength programmes are made of.

Jumps, carries and holds have other purposes. A coach does not name them when asked for an exercise
for a muscle, or for the partner of another exercise.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from cards.distractors.neighbours import Ring
from cards.model.base import FactBase
from cards.model.facts.term_statement import (
    Equipment,
    JointAction,
    Mechanic,
    Pattern,
    TermStatement,
)
from cards.model.nouns import Exercise, Term
from cards.model.recorded import STAPLES, record
from cards.model.vocabulary import Phase

LIFTING = (None, Phase.LIFTING, Phase.THROUGHOUT)
"""The phases in which an exercise works against its load."""

ISOLATION = "isolation"


S = TypeVar("S", bound=TermStatement)


class Region(StrEnum):
    """A part of the body that an exercise moves."""

    ARMS = "arms"
    LEGS = "legs"
    TRUNK = "trunk"


_REGION_OF = {
    **dict.fromkeys(("hip-joint", "knee-joint", "ankle-joint", "foot", "toes"), Region.LEGS),
    **dict.fromkeys(("spine", "pelvis", "neck", "ribs"), Region.TRUNK),
    **dict.fromkeys(
        ("shoulder-joint", "shoulder-blade", "elbow-joint", "forearm", "wrist-joint", "fingers"),
        Region.ARMS,
    ),
}

_OTHER_PURPOSES = frozenset(
    {
        *("anti-extension", "anti-lateral-flexion", "anti-rotation", "jump-pattern"),
        *("loaded-carry", "olympic-lift", "sled-pattern", "swing-pattern"),
    }
)
"""Patterns of exercises for power, for conditioning, or for holding still."""

_WITHOUT_LOAD = "body-weight"


@dataclass(frozen=True, kw_only=True)
class Staple:
    """A staple, with the agreed facts that make it one.

    Attributes:
        exercise: The exercise.
        region: The only part of the body that it moves.
        mechanic: Whether it is compound or isolation.
        actions: The joint actions by which it lifts, the chief ones first.
        stated: Ids of all joint actions that any source has it lift by.
        pattern: Its only movement pattern.
        equipment: Ids of what it is done with.
    """

    exercise: Exercise
    region: Region
    mechanic: Mechanic
    actions: tuple[JointAction, ...]
    stated: frozenset[str]
    pattern: Pattern | None
    equipment: frozenset[str] = field(default=frozenset())

    @property
    def chief(self) -> Term:
        """The joint action that it is built on."""
        return self.actions[0].value

    @property
    def is_isolation(self) -> bool:
        """Whether it moves one joint."""
        return self.mechanic.value.id == ISOLATION

    @property
    def is_drill(self) -> bool:
        """Whether it is an exercise of one joint of a limb that needs no load."""
        without_load = _WITHOUT_LOAD in self.equipment and self.region is not Region.TRUNK
        return self.is_isolation and without_load


def staples(base: FactBase) -> tuple[Staple, ...]:
    """The staples, by the id of the exercise."""
    record(base, STAPLES)
    return _staples(base.unrecorded)


@lru_cache(maxsize=2)
def _staples(base: FactBase) -> tuple[Staple, ...]:
    mechanics = single_values(Mechanic, base)
    patterns = single_values(Pattern, base)
    equipment: dict[str, set[str]] = {}
    for fact in base.of_type(Equipment):
        if fact.exercise is not None:
            equipment.setdefault(fact.exercise.id, set()).add(fact.value.id)
    agreed, stated = _lifting_actions(base)
    found = []
    for id_, mechanic in mechanics.items():
        exercise = base.exercises[id_]
        by_action = agreed.get(id_, {})
        actions = [by_action[a.id] for a in base.main_actions(exercise) if a.id in by_action]
        regions = {_REGION_OF.get(fact.value.joint or "") for fact in actions}
        region = next(iter(regions)) if len(regions) == 1 else None
        if region is None or base.patterns_of(exercise) & _OTHER_PURPOSES:
            continue
        found.append(
            Staple(
                exercise=exercise,
                region=region,
                mechanic=mechanic,
                actions=tuple(actions),
                stated=frozenset(stated[id_]),
                pattern=patterns.get(id_),
                equipment=frozenset(equipment.get(id_, ())),
            )
        )
    return tuple(found)


def single_values(class_: type[S], base: FactBase) -> dict[str, S]:
    """For each exercise that is agreed to have one value only, the statement of it."""
    found: dict[str, S] = {}
    for fact in base.of_type(class_):
        if fact.exercise and not fact.attributed and len(base.stated_values(fact)) == 1:
            found.setdefault(fact.exercise.id, fact)
    return found


def typical_of_patterns(found: Iterable[Staple]) -> dict[str, Ring[Staple]]:
    """For each movement pattern, the staples with the joint actions that most of its staples have.

    An upright row is called a vertical pull, but moves the shoulder as a press does.
    """
    by_pattern: dict[str, list[Staple]] = {}
    for staple in found:
        if staple.pattern is not None:
            by_pattern.setdefault(staple.pattern.value.id, []).append(staple)
    return {
        pattern: Ring([(s.exercise.id, s) for s in all_ if _usual(all_) <= _actions_of(s)])
        for pattern, all_ in by_pattern.items()
    }


def _usual(all_: Collection[Staple]) -> set[str]:
    """The joint actions that at least three in four of some staples have."""
    count = Counter(action for staple in all_ for action in _actions_of(staple))
    return {action for action, times in count.items() if times * 4 >= len(all_) * 3}


def _actions_of(staple: Staple) -> set[str]:
    return {fact.value.id for fact in staple.actions}


def _lifting_actions(
    base: FactBase,
) -> tuple[Mapping[str, Mapping[str, JointAction]], Mapping[str, set[str]]]:
    """For each exercise, the joint actions by which it lifts: those agreed, and ids of all."""
    agreed: dict[str, dict[str, JointAction]] = {}
    stated: dict[str, set[str]] = {}
    for fact in base.of_type(JointAction):
        if fact.exercise is not None and fact.phase in LIFTING:
            stated.setdefault(fact.exercise.id, set()).add(fact.value.id)
            if not fact.attributed:
                agreed.setdefault(fact.exercise.id, {}).setdefault(fact.value.id, fact)
    return agreed, stated
