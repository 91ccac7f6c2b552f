"""Exercises of the other type than some others, and the next exercise of a circuit."""

from collections.abc import Iterator, Sequence
from zlib import crc32

from cards.derive.exercises import moves_too_few_joints
from cards.derive.phrases import joined
from cards.distractors.neighbours import Ring
from cards.english import telling_stems, with_article
from cards.groups.group import FactGroup
from cards.groups.staples import Region, Staple, staples, typical_of_patterns
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import TermStatement

_WRONG = 3
"""Wrong options of a question."""

_DONE = 2
"""Exercises of the other side that a circuit has before the one that is asked for."""

_PUSHES = ("horizontal-push", "vertical-push")
_PULLS = ("horizontal-pull", "vertical-pull")


def isolation_among_compound(base: FactBase) -> Iterator[FactGroup]:
    """An isolation exercise among compound ones of the same part of the body."""
    yield from _odd_ones(base, isolated=True)


def compound_among_isolation(base: FactBase) -> Iterator[FactGroup]:
    """A compound exercise of the arms or the trunk among isolation exercises of the same part.

    The isolation exercises of the legs are named by their only joint action: "leg curl".
    """
    yield from _odd_ones(base, isolated=False)


def _odd_ones(base: FactBase, *, isolated: bool) -> Iterator[FactGroup]:
    """The exercises of one type, each with some of the other type.

    Args:
        base: All facts.
        isolated: Whether the keys are isolation exercises.
    """
    known = [
        staple
        for staple in staples(base)
        if not staple.is_drill and not moves_too_few_joints(staple.mechanic, base)
    ]
    regions = [r for r in Region if isolated or r is not Region.LEGS]
    for region in regions:
        here = [staple for staple in known if staple.region is region]
        ring = Ring([(_lot(s), s) for s in here if s.is_isolation is not isolated])
        for staple in here:
            if staple.is_isolation is not isolated or _is_omitted(staple):
                continue
            wrong = _varied(ring.after(_lot(staple)))[:_WRONG]
            if len(wrong) == _WRONG:
                yield _odd_one(staple, wrong)


def _lot(staple: Staple) -> str:
    """A place in a ring that the name does not decide; those of "reverse …" are not in a row."""
    return f"{crc32(staple.exercise.id.encode()):08x}"


def _varied(found: Sequence[Staple]) -> list[Staple]:
    """The exercises whose names share no word with the name of an earlier one."""
    varied: list[Staple] = []
    named: set[str] = set()
    for staple in found:
        stems = telling_stems(staple.exercise.name)
        if named.isdisjoint(stems):
            varied.append(staple)
            named |= stems
    return varied


def _is_omitted(staple: Staple) -> bool:
    """Whether an exercise has no card: the rule is the same for all, so one in two is asked."""
    return bool(crc32(staple.exercise.id.encode()) % 2)


def _odd_one(odd: Staple, others: Sequence[Staple]) -> FactGroup:
    asked = others[0].mechanic.value
    moved = joined(list(dict.fromkeys(fact.value.name for fact in odd.actions[:2])))
    return FactGroup(
        id=odd.exercise.id,
        facts=(odd.mechanic, *(staple.mechanic for staple in others)),
        slots={
            "why": f"The {odd.exercise.name} is {with_article(odd.mechanic.value.name)}, with"
            f" {moved}; the others are {asked.name}s.",
        },
        key=(odd.exercise.name,),
        distractors=tuple(
            _wrong(s, f"is {with_article(asked.name)}", (s.mechanic,)) for s in others
        ),
    )


def exercises_that_come_next(base: FactBase) -> Iterator[FactGroup]:
    """The exercise that follows a push in a circuit that alternates pushes and pulls, or a pull."""
    typical = typical_of_patterns(s for s in staples(base) if not s.is_isolation)
    pushes, pulls = (
        Ring([(s.exercise.id, s) for id_ in ids if id_ in typical for s in typical[id_].items])
        for ids in (_PUSHES, _PULLS)
    )
    for keys, same in ((pulls, pushes), (pushes, pulls)):
        for key in keys.items:
            others = same.after(key.exercise.id)[: _WRONG + _DONE]
            before = [s for s in keys.after(key.exercise.id) if s is not key][:1]
            if len(others) == _WRONG + _DONE and before and key.pattern is not None:
                yield _next(key, others, before[0])


def _next(key: Staple, same: Sequence[Staple], before: Staple) -> FactGroup:
    """The circuit begins and ends with exercises of the other side."""
    first, last, *wrong = same
    shown = [first, before, last]
    patterns = [staple.pattern for staple in (key, *shown) if staple.pattern is not None]
    return FactGroup(
        id=key.exercise.id,
        facts=tuple(patterns),
        slots={
            "exercise": key.exercise,
            "programme": joined([f"the {staple.exercise.name}" for staple in shown]),
            "why": f"The {last.exercise.name} is {_named(patterns[3])}, so that a"
            f" {_kind(patterns[0])} comes next: the {key.exercise.name}.",
        },
        key=(key.exercise.name,),
        distractors=tuple(
            _wrong(s, f"is a {_kind(s.pattern)}, like the {last.exercise.name}", (s.pattern,))
            for s in wrong
            if s.pattern is not None
        ),
    )


def _named(pattern: TermStatement) -> str:
    return with_article(pattern.value.name)


def _kind(pattern: TermStatement) -> str:
    """The last word of a pattern: "push", "pull"."""
    return pattern.value.name.rpartition(" ")[2]


def _wrong(staple: Staple, reason: str, because: tuple[TermStatement, ...]) -> Distractor:
    return Distractor(
        text=staple.exercise.name,
        reason=reason,
        proof=Proof.FUNCTIONAL,
        concept=f"exercise/{staple.exercise.id}",
        because=because,
    )
