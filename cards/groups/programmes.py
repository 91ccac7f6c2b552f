"""Gaps in a programme: the exercise that adds a movement or a plane that it lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations, zip_longest
from zlib import crc32

from cards.derive.phrases import joined
from cards.distractors.neighbours import Ring
from cards.english import telling_stems
from cards.groups.group import FactGroup
from cards.groups.staples import (
    Region,
    Staple,
    single_values,
    staples,
    typical_of_patterns,
)
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import Pattern, Plane, TermStatement
from cards.model.nouns import Exercise

_MOVEMENTS = (
    ("squat-pattern",),
    ("hip-hinge",),
    ("lunge-pattern",),
    ("horizontal-push", "vertical-push"),
    ("horizontal-pull", "vertical-pull"),
)
"""The movements that every programme is expected to have, each with its patterns."""

_ADDITIONS = ("trunk-rotation-pattern", "loaded-carry")
"""The patterns that a coach adds to a programme which has all of these movements."""

_FEWEST = 3
"""Wrong options of a question."""

_OF_A_VALUE = 2
"""Wrong options with the same value: three alike would show which option is the odd one."""

_Rings = Mapping[str, Ring[TermStatement]]
"""For each value, the statements that exercises have it."""


def exercises_for_a_missing_pattern(base: FactBase) -> Iterator[FactGroup]:
    """An exercise whose movement a programme lacks; the wrong options repeat its movements."""
    typical = typical_of_patterns(staple for staple in staples(base) if not staple.is_isolation)
    rings = _rings(
        (pattern, staple.pattern)
        for pattern, ring in typical.items()
        for staple in ring.items
        if staple.pattern is not None and _fits(staple, pattern, base)
    )
    for movement in _MOVEMENTS:
        others = [other for other in _MOVEMENTS if other is not movement]
        for right in (
            fact for pattern in movement if pattern in rings for fact in rings[pattern].items
        ):
            yield from _gap(right, _programme(right, others, rings), rings)
    for fact in single_values(Pattern, base).values():
        if fact.value.id in _ADDITIONS:
            yield from _gap(fact, _programme(fact, _MOVEMENTS, rings), rings)


def _fits(staple: Staple, pattern: str, base: FactBase) -> bool:
    """Whether the name of an exercise tells no other movement: a split squat is a lunge."""
    others = [base.terms[p].name for m in _MOVEMENTS for p in m if p != pattern and p in base.terms]
    telling = telling_stems(" ".join(others)) - telling_stems(base.terms[pattern].name)
    return not telling & telling_stems(staple.exercise.name)


def _programme(
    right: TermStatement, movements: Iterable[Sequence[str]], rings: _Rings
) -> list[TermStatement]:
    """One exercise for each movement; a push and a pull may have either direction."""
    number = crc32(right.id.encode())
    listed = []
    for movement in movements:
        stated = [pattern for pattern in movement if pattern in rings and rings[pattern].items]
        if not stated:
            return []
        ring = rings[stated[number % len(stated)]]
        listed.append(ring.after(_exercise(right).id)[0])
    return listed


def exercises_for_a_missing_plane(base: FactBase) -> Iterator[FactGroup]:
    """An exercise whose plane a programme lacks; the wrong options repeat its planes.

    A programme that lacks the sagittal plane would not be realistic. It trains legs and arms.
    """
    planes = single_values(Plane, base)
    known = [s for s in staples(base) if s.exercise.id in planes and not s.is_drill]
    rings = _rings((planes[s.exercise.id].value.id, planes[s.exercise.id]) for s in known)
    sagittal = [s for s in known if planes[s.exercise.id].value.id == _SAGITTAL]
    legs = [s for s in sagittal if s.region is Region.LEGS and not s.is_isolation]
    arms = [planes[s.exercise.id] for s in sagittal if s.region is Region.ARMS]
    basis = (
        *_by_pattern(legs, ("squat-pattern", "hip-hinge"), planes),
        _rings(("arms", fact) for fact in arms).get("arms"),
    )
    for plane, other in permutations(("frontal-plane", "transverse-plane")):
        for right in rings[plane].items if plane in rings else ():
            around = [*basis, rings.get(other)]
            listed = [
                ring.after(_exercise(right).id)[0]
                for ring in around
                if ring is not None and ring.items
            ]
            if len(listed) == len(around):
                yield from _gap(right, listed, rings)


_SAGITTAL = "sagittal-plane"


def _by_pattern(
    all_: Iterable[Staple], patterns: Sequence[str], planes: Mapping[str, Plane]
) -> list[Ring[TermStatement]]:
    """The planes of staples, for each of some patterns."""
    found: dict[str, list[tuple[str, TermStatement]]] = {pattern: [] for pattern in patterns}
    for staple in all_:
        pattern = staple.pattern.value.id if staple.pattern else None
        if pattern in found:
            found[pattern].append((staple.exercise.id, planes[staple.exercise.id]))
    return [Ring(items) for items in found.values()]


def _rings(facts: Iterable[tuple[str, TermStatement]]) -> _Rings:
    found: dict[str, list[tuple[str, TermStatement]]] = {}
    for value, fact in facts:
        found.setdefault(value, []).append((_exercise(fact).id, fact))
    return {value: Ring(all_) for value, all_ in found.items()}


def _exercise(fact: TermStatement) -> Exercise:
    """The exercise of a statement; `single_values` returns only statements on exercises."""
    exercise = fact.exercise
    if exercise is None:
        raise ValueError(fact.id)
    return exercise


def _gap(
    right: TermStatement, listed: Sequence[TermStatement], rings: _Rings
) -> Iterator[FactGroup]:
    """The programme and the exercise that it lacks, if there are enough others to offer."""
    exercise = _exercise(right)
    wrong = [each for row in zip_longest(*_repeating(right, listed, rings)) for each in row if each]
    if len(wrong) < _FEWEST:
        return
    yield FactGroup(
        id=f"{right.value.id}/{exercise.id}",
        facts=(right, *listed),
        slots={
            "exercise": exercise,
            "value": right.value,
            "programme": joined([f"the {_exercise(fact).name}" for fact in listed]),
            "covered": joined(
                [f"the {name}" for name in dict.fromkeys(fact.value.name for fact in listed)]
            ),
        },
        key=(exercise.name,),
        distractors=tuple(_repetition(each, listed) for each in wrong),
    )


def _repeating(
    right: TermStatement, listed: Sequence[TermStatement], rings: _Rings
) -> Iterator[list[TermStatement]]:
    """For each value of a programme, other exercises that have it.

    With the back squat in the programme, the name of the front squat tells that it repeats it: such
    exercises come last.
    """
    for value in dict.fromkeys(fact.value.id for fact in listed):
        names = " ".join(_exercise(fact).name for fact in listed if fact.value.id == value)
        stems = telling_stems(names)
        others = [fact for fact in rings[value].after(_exercise(right).id) if fact not in listed]
        others.sort(key=lambda fact: bool(stems & telling_stems(_exercise(fact).name)))
        yield others[:_OF_A_VALUE]


def _repetition(fact: TermStatement, listed: Sequence[TermStatement]) -> Distractor:
    """An exercise that repeats a value of the programme."""
    exercise = _exercise(fact)
    like = next(each for each in listed if each.value is fact.value)
    return Distractor(
        text=exercise.name,
        reason=f"{fact.value.name}, like the {_exercise(like).name}",
        proof=Proof.FUNCTIONAL,
        concept=f"exercise/{exercise.id}",
        because=(fact, like),
    )
