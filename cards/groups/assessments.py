"""Groups on findings of assessments: the corrective step, the phase, and two findings at once."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from zlib import crc32

from cards.distractors.listed import muscles_not_listed
from cards.distractors.muscles import LITTLE_KNOWN
from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.overlap import side_by_side
from cards.groups.group import FEWEST, FactGroup
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.definition import Definition
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import Observation, finding_slots
from cards.model.findings import Row
from cards.model.nouns import Muscle, Term
from cards.model.vocabulary import Imbalance

_STEPS: Mapping[Imbalance, str] = MappingProxyType(
    {Imbalance.OVERACTIVE: "stretch", Imbalance.UNDERACTIVE: "strengthen"}
)
"""The step for the muscles of each list."""

_PHASES: Mapping[str, Imbalance] = MappingProxyType(
    {
        "inhibit-phase": Imbalance.OVERACTIVE,
        "lengthen-phase": Imbalance.OVERACTIVE,
        "activate-phase": Imbalance.UNDERACTIVE,
    }
)
"""The phases of corrective exercise that treat the muscles of one list, by the ids of the terms."""

_INHIBIT = "inhibit-phase"

_NOT_ROLLED = frozenset(
    {"rectus-abdominis", "external-oblique", "internal-oblique", "obliques", "abdominals"}
)
"""Ids of muscles that no client treats with a foam roller."""

_STEP_OF: Mapping[Imbalance, str] = MappingProxyType(
    {Imbalance.OVERACTIVE: "lengthen-phase", Imbalance.UNDERACTIVE: "activate-phase"}
)
"""The phase whose definition says what is done with the muscles of each list."""


def steps_for_a_finding(base: FactBase) -> Iterator[FactGroup]:
    """The step that fits a muscle of a list; the others stretch or strengthen the wrong muscle."""
    for row in base.findings.rows():
        listed = [fact for fact in row if fact.askable]
        for fact in listed:
            principle = _principle(_STEP_OF[fact.side], fact, base)
            wrong = _wrong_steps(fact, listed, base)
            if principle is None or not wrong:
                continue
            yield FactGroup(
                id=fact.id,
                facts=(fact, principle),
                slots={
                    **_slots(fact, base),
                    "why": f"{_lists(fact)}; overactive muscles are stretched, underactive ones"
                    " strengthened.",
                },
                key=(f"{_STEPS[fact.side]} the {fact.listed.name}",),
                distractors=wrong,
            )


def _wrong_steps(
    fact: ListedMuscle, row: Sequence[ListedMuscle], base: FactBase
) -> tuple[Distractor, ...]:
    """The opposite step for other muscles of the row: two of the same list, one of the other.

    So each question offers to stretch two muscles and to strengthen two, and neither is a cue.
    """
    others = [each for each in row if not base.overlap(each.muscle, fact.muscle)]
    others.sort(key=lambda each: _order(fact, each))
    same = [each for each in others if each.side is fact.side][:2]
    opposite = [each for each in others if each.side is not fact.side][:1]
    if len(same) + len(opposite) < _WRONG_STEPS:
        return ()
    return tuple(
        Distractor(
            text=f"{_STEPS[each.side.other]} the {each.listed.name}",
            reason=f"{each.listing.name} lists {_it(each)} as {each.term}",
            proof=Proof.ATTRIBUTED,
            concept=f"muscle/{each.muscle.id}",
            because=(each,),
        )
        for each in (*same, *opposite)
    )


_WRONG_STEPS = 3


def muscles_for_a_phase(base: FactBase) -> Iterator[FactGroup]:
    """The muscle of a list that belongs in a phase of corrective exercise."""
    for row in base.findings.rows():
        for phase, side in _PHASES.items():
            listed = [each for each in row if each.side is side and each.askable]
            if phase == _INHIBIT:
                listed = [each for each in listed if each.muscle.id not in _NOT_ROLLED]
            fact = _chosen(phase, listed)
            principle = _principle(phase, fact, base) if fact is not None else None
            if principle is None or fact is None:
                continue
            wrong = tuple(muscles_not_listed(fact, base))
            if len(wrong) >= FEWEST:
                yield FactGroup(
                    id=f"{fact.compensation.id}/{phase}@{fact.listing.id}",
                    facts=(fact, principle),
                    slots={
                        **_slots(fact, base),
                        "phase": principle.term.name,
                        "why": f"{_lists(fact)}; the {principle.term.name}"
                        f" {_what_it_does(principle)}.",
                    },
                    key=(fact.listed.name,),
                    distractors=wrong,
                )


def muscles_in_two_findings(base: FactBase) -> Iterator[FactGroup]:
    """A muscle that one body lists for two findings; the others are listed for one of them."""
    by_listing: dict[str, list[Row]] = {}
    for row in base.findings.rows():
        if row[0].listing.whole and not row[0].listing.older:
            by_listing.setdefault(row[0].listing.id, []).append(row)
    for rows in by_listing.values():
        for one, other in combinations(rows, 2):
            for side in Imbalance:
                yield from _in_both(one, other, side, base)


def _in_both(one: Row, other: Row, side: Imbalance, base: FactBase) -> Iterator[FactGroup]:
    first = {fact.listed.name: fact for fact in one if fact.side is side and fact.askable}
    second = {fact.listed.name: fact for fact in other if fact.side is side}
    shared = [name for name in first if name in second]
    if len(first) == len(second) == len(shared):
        return  # Then one finding would do.
    key = _chosen(other[0].compensation.id, [first[name] for name in shared])
    if key is None:
        return
    options = _in_one_only((*one, *other), first.keys() & second.keys(), side, base)
    wrong = tuple(option for _, option in side_by_side(options, _muscle_of, base))
    if len(wrong) < FEWEST:
        return
    findings = one[0].compensation, other[0].compensation
    if any(len(finding.seen.split()) > _MOST_WORDS for finding in findings):
        return
    yield FactGroup(
        id=f"{findings[0].id}/{findings[1].id}/{side}@{key.listing.id}",
        facts=(key, second[key.listed.name]),
        slots={
            **_slots(key, base),
            "other": findings[1].seen.replace("a client", "the same client", 1),
            "other-assessment": base.terms[findings[1].assessment],
            "why": f"{_lists(key)} for both findings.",
        },
        key=(key.listed.name,),
        distractors=wrong[:MOST_FOUND],
    )


_MOST_WORDS = 8
"""Words of what is seen, if a stem describes two findings."""

_Option = tuple[Muscle, Distractor]


def _muscle_of(option: _Option) -> Muscle:
    return option[0]


def _in_one_only(
    facts: Row, shared: Collection[str], side: Imbalance, base: FactBase
) -> Iterator[_Option]:
    """The muscles that are on the list of one of two findings, or on the other list."""
    on_side = [fact for fact in facts if fact.side is side]
    right = [fact.muscle for fact in on_side if fact.listed.name in shared]
    shown: set[str] = set()
    for fact in sorted(facts, key=lambda each: (each.side is not side, each.id)):
        overlapping = [each for each in on_side if base.overlap(each.muscle, fact.muscle)]
        in_both = len({each.compensation.id for each in overlapping}) > 1
        if in_both or any(base.overlap(fact.muscle, muscle) for muscle in right):
            continue
        if fact.listed.name in shown or fact.listed.in_part:
            continue
        shown.add(fact.listed.name)
        only = f", only for: {fact.compensation.name}" if fact.side is side else ""
        yield (
            fact.muscle,
            Distractor(
                text=fact.listed.name,
                reason=f"{fact.listing.name} lists {_it(fact)} as {fact.term}{only}",
                proof=Proof.ATTRIBUTED,
                concept=f"muscle/{fact.muscle.id}",
                because=(fact,),
            ),
        )


def muscles_listed_by_all(base: FactBase) -> Iterator[FactGroup]:
    """A muscle that several bodies list on one side; all others are only on the other one."""
    for observation in base.findings.observations.values():
        finding = observation.compensation
        rows = [row for row in base.findings.rows_of(finding) if not row[0].listing.older]
        if len({row[0].listing.teacher for row in rows}) < FEWEST:
            continue
        facts = [fact for row in rows for fact in row if fact.askable]
        for side in Imbalance:
            yield from _agreed_on(side, [f for f in facts if _is_one_sided(f, base)], base)


def _is_one_sided(fact: ListedMuscle, base: FactBase) -> bool:
    """Whether no list of any edition has the muscle on the other side."""
    other = base.findings.listed_by_any(fact.compensation, fact.side.other)
    return not any(base.overlap(fact.muscle, muscle) for muscle in other)


def _agreed_on(side: Imbalance, facts: list[ListedMuscle], base: FactBase) -> Iterator[FactGroup]:
    by_name: dict[str, list[ListedMuscle]] = {}
    for fact in facts:
        by_name.setdefault(fact.listed.name, []).append(fact)
    wrong = [
        stated[0]
        for stated in by_name.values()
        if stated[0].side is side.other and stated[0].muscle.id not in LITTLE_KNOWN
    ]
    for name, stated in by_name.items():
        if stated[0].side is not side or len({fact.listing.teacher for fact in stated}) < FEWEST:
            continue
        names = " and ".join(fact.listing.name for fact in stated)
        shown = side_by_side(wrong, lambda fact: fact.muscle, base)
        options = sorted(shown, key=lambda each: _order(stated[0], each))
        if len(options) >= FEWEST:
            yield FactGroup(
                id=f"{stated[0].compensation.id}/{stated[0].muscle.id}/{side}",
                facts=tuple(stated),
                slots={
                    **_slots(stated[0], base),
                    "described": _DESCRIBED[side],
                    "why": f"{names} list the {name} as {side}.",
                },
                key=(name,),
                distractors=tuple(
                    Distractor(
                        text=each.listed.name,
                        reason=f"listed as {each.side}",
                        proof=Proof.FUNCTIONAL,
                        concept=f"muscle/{each.muscle.id}",
                        because=(each,),
                    )
                    for each in options
                ),
            )


_DESCRIBED: Mapping[Imbalance, str] = MappingProxyType(
    {
        Imbalance.OVERACTIVE: "tight or overactive",
        Imbalance.UNDERACTIVE: "weak or underactive",
    }
)


def findings_at_a_place(base: FactBase) -> Iterator[FactGroup]:
    """A finding that is seen at a checkpoint or from a side; the others are seen elsewhere."""
    for assessment, observations in base.findings.by_assessment.items():
        for name, place_of in _PLACES.items():
            places = {each: place for each in observations if (place := place_of(each))}
            for fact in places:
                yield from _seen(fact, name, places, base.terms[assessment])


def _seen(
    fact: Observation, name: str, places: Mapping[Observation, str], assessment: Term
) -> Iterator[FactGroup]:
    place = places[fact]
    here = [each.compensation.name for each, other in places.items() if other == place]
    elsewhere = {each: other for each, other in places.items() if other != place}
    if len(elsewhere) >= FEWEST:
        yield FactGroup(
            id=f"{fact.id}/{name}",
            facts=(fact,),
            slots={
                "assessment": assessment,
                "place": place,
                "why": f"Looked for {place}: {', '.join(here)}.",
            },
            key=(fact.compensation.name,),
            distractors=tuple(
                Distractor(
                    text=each.compensation.name,
                    reason=f"looked for {other}",
                    proof=Proof.FUNCTIONAL,
                    concept=f"compensation/{each.compensation.id}",
                    because=(each,),
                )
                for each, other in elsewhere.items()
            ),
        )


def _view(fact: Observation) -> str | None:
    """The only side from which it is seen."""
    views = fact.compensation.views
    return f"from the {views[0]} view" if len(views) == 1 else None


def _checkpoint(fact: Observation) -> str | None:
    checkpoint = fact.compensation.checkpoint
    return f"at the {checkpoint}" if checkpoint is not None else None


_PLACES: Mapping[str, Callable[[Observation], str | None]] = MappingProxyType(
    {"view": _view, "checkpoint": _checkpoint}
)
"""Where a finding is seen: each in words, by the name of the question."""


def _slots(fact: ListedMuscle, base: FactBase) -> dict[str, str]:
    slots = finding_slots(fact.compensation, base)
    named = {name: str(getattr(value, "name", value)) for name, value in slots.items() if value}
    return {**named, "side": fact.term, "body": fact.listing.name}


def _lists(fact: ListedMuscle) -> str:
    return f"{fact.listing.name} lists the {fact.listed.name} as {fact.term}"


def _principle(phase: str, fact: ListedMuscle, base: FactBase) -> Definition | None:
    """The definition of a phase of corrective exercise, if the body of the list teaches it."""
    definition = base.glossary.definitions.get(phase)
    if definition is None:
        return None
    return definition if fact.bodies & definition.bodies else None


def principles_of(fact: ListedMuscle, base: FactBase) -> tuple[Definition, ...]:
    """The definitions of what is done with the muscles of both lists, if its body has them."""
    found = (_principle(phase, fact, base) for phase in _STEP_OF.values())
    return tuple(principle for principle in found if principle is not None)


def _what_it_does(phase: Definition) -> str:
    """The definition of a phase as a predicate: "stretches overactive muscles"."""
    return phase.text.partition(" that ")[2] or f"is {phase.text}"


def _chosen(seed: str, facts: list[ListedMuscle]) -> ListedMuscle | None:
    """One of several facts, always the same one while they stay."""
    return min(facts, key=lambda fact: crc32(f"{seed} {fact.id}".encode()), default=None)


def _order(fact: ListedMuscle, other: ListedMuscle) -> int:
    return crc32(f"{fact.id} {other.id}".encode())


def _it(fact: ListedMuscle) -> str:
    return "them" if fact.listed.is_plural else "it"
