"""The distractor rules: each finds wrong options, with a proof and a reason.

A source's silence proves nothing: what is merely not listed never becomes an option. To add a rule,
write a function from a fact to its distractors, near ones first, and add its line to `RULES`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from cards.distractors.anatomy import (
    asserted_joint,
    asserted_opposite,
    muscles_with_other_texts,
    muscles_without_the_value,
    other_actions,
    other_joints,
    other_nerves,
    other_texts,
)
from cards.distractors.neighbours import MOST_FOUND, lowest_hash
from cards.distractors.overlap import side_by_side
from cards.distractors.proofs import proven_without
from cards.distractors.terms import other_definitions, other_terms, other_terms_of_value
from cards.english import telling_stems
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.fact import Fact
from cards.model.facts.alternative import Alternative
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.involvement import Involvement
from cards.model.facts.membership import Membership
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.table import FACT_TYPES
from cards.model.facts.term_statement import Crossing, JointAction, Nerve, TermStatement
from cards.model.facts.text_statement import TextStatement
from cards.model.nouns import Group, Muscle
from cards.model.vocabulary import Contraction, Phase, Role

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Rule(Generic[F]):
    """A rule that finds wrong options.

    Attributes:
        classes: The classes of facts that it applies to.
        slot: The slot that the options are values of.
        options: Returns the distractors for a fact, near ones first.
        about: A one-line description for authors: the options and their proof.
        asserts: Chooses the value that a false statement asserts, if the vocabulary is closed;
            with None, a near one is drawn when the card is asked (see `assertions`).
    """

    classes: tuple[type[F], ...]
    slot: str
    options: Callable[[F, FactBase], Iterable[Distractor]]
    about: str
    asserts: Callable[[F, Sequence[Distractor]], Distractor | None] | None = None

    @property
    def over(self) -> tuple[str, ...]:
        """The names of the types of facts that it applies to."""
        names = (n for c in FACT_TYPES if issubclass(c, self.classes) for n in c.TYPES)
        return tuple(dict.fromkeys(names))

    def find(self, fact: Fact, base: FactBase) -> Iterable[Distractor]:
        """The distractors for a fact; empty if the rule does not apply to its class."""
        return self.options(fact, base) if isinstance(fact, self.classes) else ()


def _asserted_role(fact: RoleClaim, wrong: Sequence[Distractor]) -> Distractor | None:
    """The role that a false statement asserts."""
    # Whether a synergist may be the prime mover depends on claims about other muscles.
    of_action = fact.role is Role.SYNERGIST and fact.of is not None
    return lowest_hash(fact, [d for d in wrong if not of_action or d.text != Role.PRIME_MOVER])


# -- values of one claim: role, contraction ------------------------------------------------------

# The values that learners confuse each value with, the most likely first.
_NEAR_CONTRACTIONS: Mapping[Contraction, tuple[Contraction, ...]] = MappingProxyType(
    {
        Contraction.CONCENTRIC: (Contraction.ECCENTRIC, Contraction.ISOMETRIC),
        Contraction.ECCENTRIC: (Contraction.CONCENTRIC, Contraction.ISOMETRIC),
        Contraction.ISOMETRIC: (Contraction.ECCENTRIC, Contraction.CONCENTRIC),
    }
)
_NEAR_ROLES: Mapping[Role, tuple[Role, ...]] = MappingProxyType(
    {
        Role.PRIME_MOVER: (Role.SYNERGIST, Role.ANTAGONIST, Role.STABILISER),
        Role.SYNERGIST: (Role.STABILISER, Role.PRIME_MOVER, Role.ANTAGONIST),
        Role.STABILISER: (Role.SYNERGIST, Role.ANTAGONIST, Role.PRIME_MOVER),
        Role.ANTAGONIST: (Role.SYNERGIST, Role.STABILISER, Role.PRIME_MOVER),
    }
)


def _other_roles(fact: RoleClaim, base: FactBase) -> Iterator[Distractor]:
    """The other roles, which the stated role excludes."""
    # A role that any source states for this muscle here, even contested, may be right.
    claimed = {
        role
        for claim in base.claims_of(RoleClaim, fact.exercise)
        if _overlap(claim.muscle, fact.muscle, base) and _may_share_action(claim, fact)
        for role in (claim.role, *claim.open)
    }
    for role in _NEAR_ROLES[fact.role]:
        if role not in claimed and role not in fact.open and _is_ruled_out(role, fact, base):
            claims = agreed(base.claims_of(RoleClaim, fact.exercise))
            true = [claim for claim in claims if claim.role is role]
            yield _other_value(role, fact, true, base)


def _other_contractions(fact: ContractionClaim, base: FactBase) -> Iterator[Distractor]:
    """The other contractions, which the stated contraction excludes."""
    claimed = {
        contraction
        for claim in base.claims_of(ContractionClaim, fact.exercise)
        if _overlap(claim.muscle, fact.muscle, base) and _may_share_phase(claim.phase, fact.phase)
        for contraction in (claim.contraction, *claim.open)
    }
    for contraction in _NEAR_CONTRACTIONS[fact.contraction]:
        if contraction not in claimed and contraction not in fact.open:
            claims = agreed(base.claims_of(ContractionClaim, fact.exercise))
            true = [claim for claim in claims if claim.contraction is contraction]
            yield _other_value(contraction, fact, true, base)


def _other_value(
    value: Role | Contraction, fact: Involvement, true: Sequence[Involvement], base: FactBase
) -> Distractor:
    """A value that is wrong for a fact, with the claims of the exercise for which it is right."""
    return Distractor(
        text=value,
        reason=_where_true(value, fact, true, base),
        proof=Proof.ATTRIBUTED if fact.attributed else Proof.FUNCTIONAL,
        concept=f"{fact.type}/{value.replace(' ', '-')}",
    )


def _is_ruled_out(role: Role, fact: RoleClaim, base: FactBase) -> bool:
    """Whether a stated role excludes another one.

    If no prime mover of an action is stated, a synergist may be that prime mover.
    """
    if role is not Role.PRIME_MOVER or fact.of is None or fact.role is not Role.SYNERGIST:
        return True
    return any(
        claim.role is Role.PRIME_MOVER and claim.of in (None, fact.of)
        for claim in agreed(base.claims_of(RoleClaim, fact.exercise))
    )


def _overlap(one: Muscle, other: Muscle, base: FactBase) -> bool:
    """Whether two muscles or groups overlap; a group without members only overlaps itself."""
    unknown = any(isinstance(muscle, Group) and not muscle.members for muscle in (one, other))
    return one.id == other.id or (not unknown and base.overlap(one, other))


def _may_share_action(one: RoleClaim, other: RoleClaim) -> bool:
    """Whether two claims may refer to the same joint action.

    A source that disputes a role may refer to another joint action, so every role counts.
    """
    disputed = one.attributed or other.attributed
    return disputed or one.of is other.of or None in (one.of, other.of)


def _may_share_phase(one: Phase | None, other: Phase | None) -> bool:
    """Whether two claims may refer to the same phase; a claim without a phase may refer to any."""
    return one is other or None in (one, other) or Phase.THROUGHOUT in (one, other)


def _where_true(value: str, fact: Involvement, true: Sequence[Involvement], base: FactBase) -> str:
    """The nearest fact for which another value is right, and the meaning of the value."""
    meaning = base.meaning(value)
    if not true:
        return meaning or "our sources state another value here"
    nearest = min(true, key=lambda c: (c.muscle.id != fact.muscle.id, c.phase != fact.phase))
    return _joined(_elsewhere(nearest, fact), meaning)


def _elsewhere(found: Involvement, fact: Involvement) -> str:
    moment = _moment(found)
    if found.muscle.id == fact.muscle.id:
        return f"that is the same muscle{moment}"
    if isinstance(found, RoleClaim) and isinstance(fact, RoleClaim):
        those = "those are" if found.muscle.plural else "that is"
        of = f", in {found.of.name}" if found.of and found.of is not fact.of else ""
        return f"{those} the {found.muscle.name} here{of}"
    works = "work" if found.muscle.plural else "works"
    return f"that is how the {found.muscle.name} {works} here{moment}"


def _moment(claim: Involvement) -> str:
    if claim.phase is None:
        return ""
    words = "throughout" if claim.phase is Phase.THROUGHOUT else claim.exercise.phases[claim.phase]
    return f", {words}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


# -- muscles ---------------------------------------------------------------------------------------


def _muscles_in_other_roles(fact: RoleClaim, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to have the asked role in this exercise."""
    if fact.attributed:
        return
    exercise, role = fact.exercise, fact.role
    claimed_here = {claim.muscle.id for claim in base.claims(exercise)}
    in_roles = {c.muscle.id for c in agreed(base.claims_of(RoleClaim, exercise))}
    near = [muscle for muscle in base.muscles.values() if muscle.id in claimed_here]
    near.sort(key=lambda muscle: (muscle.id not in in_roles, isinstance(muscle, Group)))
    far = [
        muscle
        for muscle in base.muscles.values()
        if muscle.id not in claimed_here
        and (role in exercise.complete or (fact.of and muscle.id in base.trained))
    ]
    candidates = (
        (muscle, *proven)
        for muscle in (*near, *_by_kinship(far, fact.muscle, base))
        if (proven := proven_without(muscle, role, exercise, base, fact.of))
    )
    wrong = islice(candidates, 2 * MOST_FOUND)  # some of them overlap
    for muscle, proof, reason in side_by_side(wrong, lambda each: each[0], base)[:MOST_FOUND]:
        yield Distractor(
            text=muscle.name, reason=reason, proof=proof, concept=f"muscle/{muscle.id}"
        )


def _by_kinship(muscles: Iterable[Muscle], to: Muscle, base: FactBase) -> list[Muscle]:
    """Muscles that share a group with the given one, then of its region, then single muscles."""
    kin = {member for group in base.groups_of(to) for member in group.members or ()}
    return sorted(
        muscles,
        key=lambda m: (m.id not in kin, m.region != to.region, isinstance(m, Group), m.id),
    )


def _muscles_outside_the_group(fact: Membership, base: FactBase) -> Iterator[Distractor]:
    """Muscles of other groups, where the group's members are all known."""
    if not fact.group.complete or not fact.group.members:
        return
    asked = telling_stems(fact.group.name)
    shown: set[str] = set()
    inside = [base.muscles[id_] for id_ in fact.group.members]
    region = fact.muscle.region
    others = sorted(
        base.of_type(Membership), key=lambda m: (m.muscle.region != region, not m.group.complete)
    )
    for other in others:
        muscle = other.muscle
        if muscle.id in shown or any(base.overlap(muscle, m) for m in inside):
            continue
        if len(shown) == MOST_FOUND:
            return
        # In a question about the adductors, "adductor longus" would stand out by its name.
        if asked & telling_stems(muscle.name):
            continue
        shown.add(muscle.id)
        yield Distractor(
            text=muscle.name,
            reason=f"belongs to the {other.group.name}",
            proof=Proof.COMPLETE,
            concept=f"muscle/{muscle.id}",
        )


# -- claims of one source ------------------------------------------------------------------------


def _other_suggestions(fact: Alternative, base: FactBase) -> Iterator[Distractor]:
    """The suggestions of the same source for other muscles."""
    suggested = base.suggestions_of(fact.source)
    near = [texts for muscle, texts in suggested if base.overlap(muscle, fact.serves)]
    wrong = (
        Distractor(
            text=text,
            reason=f"{fact.source.name} suggests it for the {muscle.name}",
            proof=Proof.ATTRIBUTED,
            concept=f"exercise/{text.lower().replace(' ', '-')}",
        )
        for muscle, texts in suggested
        for text in texts
        if not any(text in others for others in near)
    )
    yield from islice(wrong, MOST_FOUND)


def _other_purposes(fact: PurposeClaim, base: FactBase) -> Iterator[Distractor]:
    """The purposes that the same source states for other muscles of the exercise."""
    claims = [c for c in base.claims_of(PurposeClaim, fact.exercise) if c.source is fact.source]
    same = [c for c in claims if base.overlap(c.muscle, fact.muscle)]
    taken = telling_stems(" ".join(c.purpose for c in same))
    shown: list[frozenset[str]] = []
    for other in claims:
        if other in same or taken & telling_stems(other.purpose):
            continue
        # The purpose of a muscle with the same role may also be true for this one.
        stems = telling_stems(other.purpose)
        if any(stems <= s or s <= stems for s in shown) or not _roles_differ(fact, other, base):
            continue
        shown.append(stems)
        yield Distractor(
            text=other.purpose,
            reason=f"{other.source.name} says this of the {other.muscle.name}",
            proof=Proof.ATTRIBUTED,
            concept=f"purpose/{other.id}",
        )


def _roles_differ(one: Involvement, other: Involvement, base: FactBase) -> bool:
    """Whether two muscles of an exercise have stated roles that exclude each other."""
    roles: list[set[Role]] = []
    for claim in (one, other):
        stated = base.claims_of(RoleClaim, claim.exercise, claim.muscle)
        roles.append({role for c in stated for role in (c.role, *c.open)})
    return all(roles) and not roles[0] & roles[1]


RULES: Mapping[str, Rule[Any]] = MappingProxyType(
    {
        "other-contractions": Rule(
            (ContractionClaim,),
            "contraction",
            _other_contractions,
            "the other contractions; another one is stated for this muscle and phase",
            lowest_hash,
        ),
        "other-roles": Rule(
            (RoleClaim,),
            "role",
            _other_roles,
            "the other roles; another one is stated for this muscle and joint action",
            _asserted_role,
        ),
        "muscles-in-other-roles": Rule(
            (RoleClaim,),
            "muscle",
            _muscles_in_other_roles,
            "muscles stated to have another role here, or none that the action needs",
        ),
        "muscles-outside-the-group": Rule(
            (Membership,),
            "muscle",
            _muscles_outside_the_group,
            "muscles of other groups; the group's own list is complete",
        ),
        "other-definitions": Rule(
            (Definition,),
            "definition",
            other_definitions,
            "what the other terms of the same family mean",
        ),
        "other-terms": Rule(
            (Definition,),
            "term",
            other_terms,
            "the other terms of the same family",
        ),
        "other-values": Rule(
            (TermStatement,),
            "value",
            other_terms_of_value,
            "the other values of a family in which each thing has only one",
        ),
        "other-suggestions": Rule(
            (Alternative,),
            "suggests",
            _other_suggestions,
            "what the same source suggests for other muscles",
        ),
        "other-purposes": Rule(
            (PurposeClaim,),
            "purpose",
            _other_purposes,
            "what the same source says muscles in other roles are for",
        ),
        "other-actions": Rule(
            (JointAction,),
            "value",
            other_actions,
            "joint actions that the muscle cannot perform, or that the phase reverses",
            asserted_opposite,
        ),
        "other-joints": Rule(
            (Crossing,),
            "value",
            other_joints,
            "joints that the muscle does not cross; every joint it crosses is listed",
            asserted_joint,
        ),
        "other-nerves": Rule(
            (Nerve,),
            "value",
            other_nerves,
            "nerves of other muscles, never a branch beside its trunk",
        ),
        "other-texts": Rule(
            (TextStatement,),
            "text",
            other_texts,
            "where other muscles originate, insert or lie, in words that do not overlap",
        ),
        "muscles-with-other-texts": Rule(
            (TextStatement,),
            "muscle",
            muscles_with_other_texts,
            "muscles that originate, insert or lie somewhere else",
        ),
        "muscles-without-the-value": Rule(
            (JointAction, Nerve),
            "muscle",
            muscles_without_the_value,
            "muscles proven not to perform the action or not supplied by the nerve",
        ),
    }
)
"""The rules that templates can use, by name."""
