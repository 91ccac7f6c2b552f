"""Observations of a client who lifts: the one that is a fault, or the one that is right.

A fault that a source corrects, and a position or a breath that a source rejects, are wrong. A
position, a range, a grip and a breath that a source states are right. Facts of one body only are
omitted.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from cards.english import telling_stems
from cards.groups.group import FEWEST, FactGroup
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.property_value import PropertyValue
from cards.model.nouns import Exercise

_CORRECTION, _BREATH, _GRIP = "correction", "exhalation", "hand-position"

_CLAUSES: Mapping[str, str] = MappingProxyType(
    {
        _BREATH: "exhalation occurs {value}",
        "starting-position": "{case} {be} {value}",
        "end-of-range": "{case} {stop} {value}",
        _GRIP: "the grip is {value}",
        "good-execution": "{case} {value}",
    }
)
"""The clauses on what is right, by the ids of the properties."""

_FAULTS = (_CORRECTION, _BREATH)
"""The properties of the faults that a question asks for."""

_SHOWN = 3
"""Wrong options of a question."""

_ALIKE = 12
"""Characters by which two observations of like length differ; the longest stands out."""

_MOST_WORDS = 3
"""Words for a part of the body or of the equipment; more describe another exercise."""


class _Observed(NamedTuple):
    """An observation as a clause, why it is right or wrong, and the fact that says so."""

    clause: str
    reason: str
    fact: PropertyValue


class _Technique(NamedTuple):
    """The right and the wrong observations of an exercise."""

    right: tuple[_Observed, ...]
    wrong: tuple[_Observed, ...]


def faults_among_good_technique(base: FactBase) -> Iterator[FactGroup]:
    """A fault of an exercise, or a breath at the wrong time; the wrong options are right."""
    for exercise, technique in _by_exercise(base):
        first = {fault.fact.id: fault for fault in reversed(technique.wrong)}
        for fault in reversed(first.values()):
            others = [right for right in technique.right if not _is_on_the_same(right, fault)]
            if fault.fact.of.id in _FAULTS:
                yield from _group(exercise, fault, others)


def good_technique_among_faults(base: FactBase) -> Iterator[FactGroup]:
    """Good technique in an exercise; the wrong options are faults, each of another part of it.

    The usual grip shows little: another question asks for it.
    """
    for exercise, technique in _by_exercise(base):
        for right in technique.right:
            if right.fact.of.id == _GRIP:
                continue
            others = [
                wrong
                for wrong in technique.wrong
                if wrong.fact is not right.fact and not _is_on_the_same(right, wrong)
            ]
            yield from _group(exercise, right, _of_each_part(right, others))


def _by_exercise(base: FactBase) -> Iterator[tuple[Exercise, _Technique]]:
    right: dict[str, list[_Observed]] = {}
    wrong: dict[str, list[_Observed]] = {}
    for fact in agreed(base.of_type(PropertyValue)):
        if fact.exercise is None or fact.body is not None:
            continue
        if fact.of.id == _CORRECTION:
            fault = _Observed(fact.case_name, f"the correction is to {fact.value}", fact)
            wrong.setdefault(fact.exercise.id, []).append(fault)
        elif fact.of.id in _CLAUSES and _is_a_part(fact):
            because = fact.because or fact.claim
            stated = _Observed(_clause(fact, fact.value), _as_clause(because), fact)
            right.setdefault(fact.exercise.id, []).append(stated)
            wrong.setdefault(fact.exercise.id, []).extend(
                _Observed(_clause(fact, value), reason, fact) for value, reason in fact.wrong
            )
    for id_, exercise in base.exercises.items():
        yield exercise, _Technique(tuple(right.get(id_, ())), tuple(wrong.get(id_, ())))


def _is_a_part(fact: PropertyValue) -> bool:
    """Whether it is about a part of the body or of the equipment, or about the whole exercise."""
    return "{case}" not in _CLAUSES[fact.of.id] or len(fact.case_name.split()) <= _MOST_WORDS


def _clause(fact: PropertyValue, value: str) -> str:
    many = fact.case_name.endswith("s")
    return _CLAUSES[fact.of.id].format(
        case=fact.case_name,
        value=value,
        be="are" if many else "is",
        stop="stop" if many else "stops",
    )


def _as_clause(sentence: str) -> str:
    """A sentence as a clause after a colon; a name at its beginning keeps its capital."""
    first, _, rest = sentence.rstrip(".").partition(" ")
    return f"{first if first.isupper() else first.lower()} {rest}"


def _is_on_the_same(right: _Observed, wrong: _Observed) -> bool:
    """Whether both name one part of the body, so that only one of them could be seen.

    A correction names it, too: "the trunk tips far forward" is corrected by raising the chest. A
    breath is timed by the bar, and is about the breath only.
    """
    properties = {right.fact.of.id, wrong.fact.of.id}
    if _BREATH in properties:
        return properties == {_BREATH}
    corrected = wrong.fact.value if wrong.fact.of.id == _CORRECTION else ""
    shared = telling_stems(f"{wrong.clause} {corrected}") & telling_stems(right.clause)
    return bool(shared)


def _of_each_part(right: _Observed, wrong: Sequence[_Observed]) -> list[_Observed]:
    """Faults of different parts; of two on one part, only one could be seen."""
    ordered = sorted(wrong, key=lambda each: crc32(f"{right.fact.id} {each.clause}".encode()))
    return list({each.fact.id: each for each in reversed(ordered)}.values())[::-1]


def _group(exercise: Exercise, key: _Observed, others: Sequence[_Observed]) -> Iterator[FactGroup]:
    if len(others) < FEWEST:
        return

    def place(each: _Observed) -> tuple[int, int]:
        unlike = abs(len(each.clause) - len(key.clause)) // _ALIKE
        return unlike, crc32(f"{key.fact.id} {each.fact.id}".encode())

    shown = sorted(others, key=place)[:_SHOWN]
    yield FactGroup(
        id=key.fact.id,
        facts=(key.fact, *(each.fact for each in shown)),
        slots={
            "exercise": exercise,
            "value": f"exhale {key.fact.value}" if key.fact.of.id == _BREATH else key.fact.value,
            "because": key.fact.because or key.fact.claim,
        },
        key=(key.clause,),
        distractors=tuple(
            Distractor(
                text=each.clause,
                reason=each.reason,
                proof=Proof.FUNCTIONAL,
                concept=f"observation/{each.fact.id}/{each.clause}",
                because=(each.fact,),
            )
            for each in shown
        ),
    )
