"""Gaps in a programme: the exercise that adds a movement pattern or a plane that it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, permutations, zip_longest
from typing import NamedTuple
from zlib import crc32

from cards.derive.phrases import joined
from cards.distractors.neighbours import Ring
from cards.english import telling_stems
from cards.groups.group import FactGroup
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import Pattern, Plane, TermStatement
from cards.model.nouns import Exercise

_PATTERNS = (
    "squat-pattern",
    "horizontal-push",
    "hip-hinge",
    "vertical-pull",
    "lunge-pattern",
    "vertical-push",
    "horizontal-pull",
)
"""The patterns that a programme is expected to cover; neighbours train different parts."""

_LISTED = 3
"""Exercises that a question lists."""

_FEWEST = 3
"""Wrong options of a question."""

_OF_A_VALUE = 2
"""Wrong options with the same value: three alike would show which option is the odd one."""


class _Stated(NamedTuple):
    """An exercise with the statement of its pattern or plane."""

    exercise: Exercise
    fact: TermStatement


_Rings = Mapping[str, Ring[_Stated]]


def exercises_for_a_missing_pattern(base: FactBase) -> Iterator[FactGroup]:
    """An exercise whose pattern a programme lacks; the wrong options repeat its patterns."""
    rings = _by_value(Pattern, base)
    patterns = [pattern for pattern in _PATTERNS if pattern in rings]
    for pattern in patterns:
        others = [other for other in patterns if other != pattern]
        for stated in rings[pattern].items:
            start = crc32(stated.fact.id.encode())
            choices = (
                [others[(start + first + n) % len(others)] for n in range(_LISTED)]
                for first in range(len(others))
            )
            gaps = (_gap(stated, covered, rings) for covered in choices)
            yield from islice((gap for gap in gaps if gap is not None), 1)


def exercises_for_a_missing_plane(base: FactBase) -> Iterator[FactGroup]:
    """An exercise whose plane a programme lacks; the wrong options repeat its planes.

    A programme that lacks the sagittal plane would not be realistic.
    """
    rings = _by_value(Plane, base)
    for plane, other in permutations(("frontal-plane", "transverse-plane")):
        for stated in rings[plane].items if plane in rings else ():
            gap = _gap(stated, ("sagittal-plane", other, "sagittal-plane"), rings)
            if gap is not None:
                yield gap


def _by_value(class_: type[Pattern | Plane], base: FactBase) -> _Rings:
    """For each value, the exercises that are agreed to have it, and no other value."""
    found: dict[str, list[tuple[str, _Stated]]] = {}
    for fact in base.of_type(class_):
        single = not fact.attributed and len(base.stated_values(fact)) == 1
        if fact.exercise is None or not single:
            continue
        # An exercise without a movement is not said to train a plane of movement.
        if class_ is not Plane or base.main_actions(fact.exercise):
            stated = _Stated(fact.exercise, fact)
            found.setdefault(fact.value.id, []).append((fact.exercise.id, stated))
    return {value: Ring(all_) for value, all_ in found.items()}


def _gap(right: _Stated, covered: Sequence[str], rings: _Rings) -> FactGroup | None:
    """A programme with an exercise for each of some values, and the exercise that it lacks."""
    exercise, fact = right
    around = {value: rings[value].after(exercise.id) for value in covered if value in rings}
    listed: list[_Stated] = []
    for value in covered:
        listed += [each for each in around.get(value, ()) if each not in listed][:1]
    values = [each.fact.value.name for each in listed]
    wrong = [each for row in zip_longest(*_repeating(around, listed)) for each in row if each]
    if len(listed) < len(covered) or len(wrong) < _FEWEST:
        return None
    return FactGroup(
        id=f"{fact.value.id}/{exercise.id}",
        facts=(fact, *(each.fact for each in listed)),
        slots={
            "exercise": exercise,
            "value": fact.value,
            "programme": joined([f"the {each.exercise.name}" for each in listed]),
            "covered": joined([f"the {name}" for name in dict.fromkeys(values)]),
        },
        key=(exercise.name,),
        distractors=tuple(_repetition(each, listed) for each in wrong),
    )


def _repeating(
    around: Mapping[str, Sequence[_Stated]], listed: Sequence[_Stated]
) -> Iterator[list[_Stated]]:
    """For each value of a programme, other exercises that have it.

    With the back squat in the programme, the name of the front squat excludes it.
    """
    for value, all_ in around.items():
        names = " ".join(each.exercise.name for each in listed if each.fact.value.id == value)
        stems = telling_stems(names)
        unlike = (e for e in all_ if not stems & telling_stems(e.exercise.name) and e not in listed)
        yield list(islice(unlike, _OF_A_VALUE))


def _repetition(wrong: _Stated, listed: Sequence[_Stated]) -> Distractor:
    """An exercise that repeats a value of the programme."""
    exercise, fact = wrong
    like = next(each for each in listed if each.fact.value is fact.value)
    return Distractor(
        text=exercise.name,
        reason=f"{fact.value.name}, like the {like.exercise.name}",
        proof=Proof.FUNCTIONAL,
        concept=f"exercise/{exercise.id}",
        because=(fact, like.fact),
    )
