"""Matters of anatomy and of words: groups, places, terms and what they mean."""

from collections.abc import Iterator

from cards.distractors.rules import RULES
from cards.english import telling_stems
from cards.groups.group import FEWEST, MOST, FactGroup, listed
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.membership import Membership
from cards.model.facts.term_statement import TermLocation
from cards.model.nouns import Group


def members_of_a_group(base: FactBase) -> Iterator[FactGroup]:
    """The members of a group whose members are all known, beside muscles of other groups."""
    for group in base.muscles.values():
        if not isinstance(group, Group) or not group.complete:
            continue
        facts = tuple(m for m in base.of_type(Membership) if m.group is group)
        # "Which of these belong to the glutes?" is answered by "gluteus" alone.
        told = any(telling_stems(group.name) & telling_stems(m.muscle.name) for m in facts)
        if told or not FEWEST <= len(facts) <= MOST:
            continue
        wrong = tuple(RULES["muscles-outside-the-group"].find(facts[0], base))
        if wrong:
            yield FactGroup(
                id=group.id,
                facts=facts,
                nouns={"group": group, "all": listed(facts)},
                key=tuple(fact.muscle.name for fact in facts),
                distractors=wrong,
                reasons=tuple("a member" for _ in facts),
            )


def any_member(base: FactBase) -> Iterator[FactGroup]:
    """Any member of a group whose members are all known: another answer would be wrong indeed."""
    for group in base.muscles.values():
        if not isinstance(group, Group) or not group.complete:
            continue
        facts = tuple(m for m in base.of_type(Membership) if m.group is group)
        # A member that is named like its group is no answer anybody has to know.
        told = any(telling_stems(group.name) & telling_stems(m.muscle.name) for m in facts)
        if len(facts) >= FEWEST and not told:
            yield FactGroup(
                id=group.id,
                facts=facts,
                nouns={"group": group, "all": listed(facts)},
                key=tuple(fact.muscle.name for fact in facts),
            )


def muscles_and_locations(base: FactBase) -> Iterator[FactGroup]:
    """Muscles and where they lie, and a place where none of them lies."""
    placed = agreed(base.of_type(TermLocation))
    stated: dict[str, TermLocation] = {}
    for fact in placed:
        muscle, place = fact.muscle, fact.value
        if muscle is None:
            continue
        taken = any(base.overlap(muscle, s.muscle) for s in stated.values() if s.muscle)
        # "erector spinae" beside "along the spine" asks nothing.
        if not taken and not telling_stems(muscle.name) & telling_stems(place.name):
            stated.setdefault(place.id, fact)
    for start in range(0, len(stated), MOST):
        chosen = list(stated.values())[start : start + MOST]
        spare = next((s for s in placed if _elsewhere(s, chosen, base)), None)
        if len(chosen) < FEWEST or spare is None or spare.muscle is None:
            continue
        yield FactGroup(
            id="+".join(s.muscle.id for s in chosen if s.muscle),
            facts=tuple(chosen),
            nouns={},
            left=tuple(s.muscle.name for s in chosen if s.muscle),
            key=tuple(s.value.name for s in chosen),
            distractors=(
                Distractor(
                    text=spare.value.name,
                    reason=f"none of these; that is the place of the {spare.muscle.name}",
                    proof=Proof.FUNCTIONAL,
                    concept=f"term/{spare.value.id}",
                ),
            ),
            reasons=tuple(s.says.rstrip(".") for s in chosen),
        )


def _elsewhere(fact: TermLocation, others: list[TermLocation], base: FactBase) -> bool:
    """Whether it names a place where none of the others' muscles is said to lie."""
    places = {other.value.id for other in others}
    muscles = [other.muscle for other in others if other.muscle]
    if fact.muscle is None or fact.value.id in places:
        return False
    same = (s.muscle for s in base.of_type(TermLocation) if s.value is fact.value and s.muscle)
    return not any(base.overlap(there, muscle) for there in same for muscle in muscles)


def terms_and_definitions(base: FactBase) -> Iterator[FactGroup]:
    """Terms of one family and what they mean, and a meaning that belongs to none of them."""
    facts = {fact.term.id: fact for fact in base.of_type(Definition)}
    for family in base.families.values():
        terms = [term for term in base.family(family.id) if term.id in facts]
        chosen = terms[: min(MOST, len(terms) - 1)]
        if len(chosen) < FEWEST:
            continue
        spare = terms[len(chosen)]
        yield FactGroup(
            id="+".join(term.id for term in chosen),
            facts=tuple(facts[term.id] for term in chosen),
            nouns={"family": family},
            left=tuple(term.name for term in chosen),
            key=tuple(term.definition or "" for term in chosen),
            distractors=(
                Distractor(
                    text=spare.definition or "",
                    reason=f"none of these; that is “{spare.name}”",
                    proof=Proof.VOCABULARY,
                    concept=f"term/{spare.id}",
                ),
            ),
            reasons=tuple(f"{term.name}: {base.meaning(term.id)}" for term in chosen),
        )


def confused_pairs(base: FactBase) -> Iterator[FactGroup]:
    """Two terms that learners confuse and what they mean, and a meaning that is neither's."""
    facts = {fact.term.id: fact for fact in agreed(base.of_type(Definition))}
    for distinction in agreed(base.of_type(Distinction)):
        pair = [facts[id_] for id_ in distinction.between if id_ in facts]
        if len(pair) < FEWEST or base.kin(pair[0].term, pair[1].term):
            continue
        if pair[0].term.family != pair[1].term.family:
            continue  # the form of their meanings would tell them apart
        shown = [fact.term.id for fact in pair]
        spare = next(
            (
                term
                for fact in pair
                for term in base.family(fact.term.family)
                if term.definition
                and term.id not in shown
                and not any(base.kin(term, each.term) for each in pair)
            ),
            None,
        )
        if spare is None:
            continue
        yield FactGroup(
            id="+".join(shown),
            facts=(distinction, *pair),
            nouns={"says": distinction.says},
            left=tuple(fact.term.name for fact in pair),
            key=tuple(fact.text for fact in pair),
            distractors=(
                Distractor(
                    text=spare.definition or "",
                    reason=f"neither of them; that is “{spare.name}”",
                    proof=Proof.VOCABULARY,
                    concept=f"term/{spare.id}",
                ),
            ),
            reasons=tuple(f"{fact.term.name}: {base.meaning(fact.term.id)}" for fact in pair),
        )
