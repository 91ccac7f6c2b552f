"""Groups of muscle groups, places and terms: their members, locations and definitions."""

from collections.abc import Iterator, Sequence

from cards.derive.reason import LONGEST
from cards.derive.reasons import why
from cards.distractors.rules import RULES
from cards.english import capitalised, telling_stems
from cards.groups.group import FEWEST, FactGroup, MatchingPair, listed, matching
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.membership import Membership
from cards.model.facts.term_statement import TermLocation
from cards.model.nouns import Family, Group, Muscle, Term


def members_of_a_group(base: FactBase) -> Iterator[FactGroup]:
    """The members of a complete group, with muscles of other groups as distractors."""
    for group, members in _complete_groups(base):
        # "Which of these belong to the glutes?" can be answered by the word "gluteus".
        facts = [fact for fact in members if not _named_alike(group, fact.muscle)]
        if len(facts) < FEWEST:
            continue
        wrong = tuple(RULES["muscles-outside-the-group"].find(facts[0], base))
        if wrong:
            yield FactGroup(
                id=group.id,
                facts=tuple(facts),
                slots={"group": group, "all": listed(members)},
                key=tuple(fact.muscle.name for fact in facts),
                distractors=wrong,
                reasons=tuple("a member" for _ in facts),
            )


def any_member(base: FactBase) -> Iterator[FactGroup]:
    """Any member of a complete group, so that other answers are certainly wrong."""
    for group, members in _complete_groups(base):
        # A member named like its group answers the question without knowledge.
        named_alike = any(_named_alike(group, fact.muscle) for fact in members)
        if len(members) >= FEWEST and not named_alike:
            yield FactGroup(
                id=group.id,
                facts=members,
                slots={"group": group, "all": listed(members)},
                key=tuple(fact.muscle.name for fact in members),
            )


def _complete_groups(base: FactBase) -> Iterator[tuple[Group, tuple[Membership, ...]]]:
    for group in base.muscles.values():
        if isinstance(group, Group) and group.complete:
            yield group, tuple(m for m in base.of_type(Membership) if m.group is group)


def _named_alike(one: Muscle | Term, other: Muscle | Term) -> bool:
    return bool(telling_stems(one.name) & telling_stems(other.name))


def muscles_and_locations(base: FactBase) -> Iterator[FactGroup]:
    """Muscles with their locations, and the location of another muscle as a spare."""
    muscles: dict[str, list[Muscle]] = {}
    pairs, spares = [], dict[str, Distractor]()
    for fact in base.of_type(TermLocation):
        muscle, place = fact.muscle, fact.value
        if muscle is None:
            continue
        muscles.setdefault(f"term/{place.id}", []).append(muscle)
        if fact.attributed:
            continue
        spare = _value_spare(place, f"that is the place of the {muscle.name}")
        spares.setdefault(spare.concept, spare)
        # "erector spinae" with "along the spine" requires no knowledge.
        if not _named_alike(muscle, place):
            pairs.append(_pair(fact, muscle, place))

    wrong = {
        pair.subject: {
            place
            for place, there in muscles.items()
            if not any(base.overlap(pair.subject, muscle) for muscle in there)
        }
        for pair in pairs
    }
    yield matching("body", {}, pairs, list(spares.values()), wrong)


def _pair(fact: TermLocation, muscle: Muscle, value: Term) -> MatchingPair[Muscle]:
    return MatchingPair(
        fact=fact,
        subject=muscle,
        left_side=muscle.name,
        right=value.name,
        concept=f"term/{value.id}",
        reason=fact.says.rstrip("."),
    )


def _value_spare(value: Term, reason: str) -> Distractor:
    return Distractor(
        text=value.name,
        reason=f"none of these; {reason}",
        proof=Proof.FUNCTIONAL,
        concept=f"term/{value.id}",
    )


def terms_and_definitions(base: FactBase) -> Iterator[FactGroup]:
    """The terms of a family with their meanings."""
    for family in base.families.values():
        facts = [
            fact
            for fact in base.of_type(Definition)
            if fact.term.family == family.id
            if not fact.term.everyday and not fact.term.uncommon
        ]
        yield _defined(family, facts, base)


def _defined(family: Family, facts: Sequence[Definition], base: FactBase) -> FactGroup:
    """Terms with their definitions, and definitions of other terms as spares."""
    pairs = [
        MatchingPair(
            fact=fact,
            subject=fact,
            left_side=fact.term.name,
            right=fact.text,
            concept=f"term/{fact.term.id}",
            reason=_what_distinguishes(fact, base),
        )
        for fact in facts
    ]
    spares = [
        Distractor(
            text=fact.text,
            reason=f"none of these; that is “{fact.term.name}”",
            proof=Proof.VOCABULARY,
            concept=f"term/{fact.term.id}",
        )
        for fact in facts
    ]
    wrong = {
        fact: {
            f"term/{other.term.id}"
            for other in facts
            if other.text != fact.text and not base.kin(other.term, fact.term)
        }
        for fact in facts
    }
    return matching(
        family.id, {"family": family, "difference": _difference(pairs)}, pairs, spares, wrong
    )


def _difference(pairs: Sequence[MatchingPair[Definition]]) -> str:
    """The differences between the terms, in two lines; else the first two meanings."""
    distinguishing = [pair.reason for pair in pairs if pair.right not in pair.reason]
    said = ""
    for reason in dict.fromkeys(distinguishing or [pair.reason for pair in pairs[:2]]):
        longer = f"{said}; {reason}" if said else capitalised(reason)
        said = longer if len(longer) < LONGEST or not said else said
    return said


def _what_distinguishes(fact: Definition, base: FactBase) -> str:
    """The difference of the term from another, if a sentence names both; else its definition."""
    derived = why(fact, base)
    if derived is not None and any(isinstance(ground, Distinction) for ground in derived.facts):
        return derived.short
    return f"{fact.term.name}: {base.meaning(fact.term.id)}"
