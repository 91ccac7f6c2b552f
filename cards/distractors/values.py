"""Wrong options for the value of one claim: another role, another contraction."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from cards.distractors.neighbours import lowest_hash
from cards.doubtful_roles import has_unsettled_rank, may_move
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Group, Muscle
from cards.model.vocabulary import Contraction, Origin, Phase, Role

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


def other_roles(fact: RoleClaim, base: FactBase) -> Iterator[Distractor]:
    """The other roles, which the stated role excludes."""
    # A role that any source states for this muscle here, even contested, may be right.
    claimed = {
        role
        for claim in base.claims_of(RoleClaim, fact.exercise)
        if _overlap(claim.muscle, fact.muscle, base)
        for role in (claim.role, *claim.open)
    }
    # The role next to it may be right where authors draw the line differently.
    if has_unsettled_rank(fact, base):
        claimed |= {Role.PRIME_MOVER, Role.SYNERGIST}
    if fact.origin is Origin.BUILTIN and may_move(fact, base):
        claimed |= {Role.PRIME_MOVER}
    for role in _NEAR_ROLES[fact.role]:
        if role not in claimed and role not in fact.open and _is_ruled_out(role, fact, base):
            claims = agreed(base.claims_of(RoleClaim, fact.exercise))
            true = [claim for claim in claims if claim.role is role and claim.of is fact.of]
            yield _other_value(role, fact, true, base)


def other_roles_in_action(fact: RoleClaim, base: FactBase) -> Iterator[Distractor]:
    """The other roles in a joint action, which a muscle performs, assists in or opposes."""
    holding = f"role/{Role.STABILISER}"
    return (wrong for wrong in other_roles(fact, base) if wrong.concept != holding)


_ASSERTED_ROLES: Mapping[Role, Mapping[str, int]] = MappingProxyType(
    {
        Role.PRIME_MOVER: {Role.STABILISER: 3, Role.SYNERGIST: 5, Role.ANTAGONIST: 2},
        Role.SYNERGIST: {Role.STABILISER: 2, Role.ANTAGONIST: 1},
        Role.STABILISER: {Role.PRIME_MOVER: 1},
        Role.ANTAGONIST: {Role.PRIME_MOVER: 1},
    }
)
"""How often false statements assert each role of a muscle that has another one.

With these weights, each role is asserted about as often falsely as truly, so that the asserted role
gives nothing away. No statement makes a synergist the prime mover: whether
that is wrong depends on claims about other muscles.
"""


def asserted_role(fact: RoleClaim, wrong: Sequence[Distractor]) -> Distractor | None:
    """The role that a false statement asserts."""
    weights = _ASSERTED_ROLES[fact.role]
    return lowest_hash(fact, [d for d in wrong if d.text in weights], weights)


def other_contractions(fact: ContractionClaim, base: FactBase) -> Iterator[Distractor]:
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
        claim.role is Role.PRIME_MOVER and claim.of is fact.of
        for claim in agreed(base.claims_of(RoleClaim, fact.exercise))
    )


def _overlap(one: Muscle, other: Muscle, base: FactBase) -> bool:
    """Whether two muscles or groups overlap; a group without members only overlaps itself."""
    unknown = any(isinstance(muscle, Group) and not muscle.members for muscle in (one, other))
    return one.id == other.id or (not unknown and base.overlap(one, other))


def _may_share_phase(one: Phase | None, other: Phase | None) -> bool:
    """Whether two claims may refer to the same phase; a claim without a phase may refer to any."""
    return one is other or None in (one, other) or Phase.THROUGHOUT in (one, other)


def _where_true(value: str, fact: Involvement, true: Sequence[Involvement], base: FactBase) -> str:
    """The meaning of another value, and the nearest fact for which it is right."""
    meaning = base.meaning(value)
    if not true:
        return meaning or "our sources state another value here"
    nearest = min(true, key=lambda c: (c.muscle.id != fact.muscle.id, c.phase != fact.phase))
    is_same = nearest.muscle.id == fact.muscle.id
    muscle = "the same muscle" if is_same else f"the {nearest.muscle.name}"
    return _joined(meaning, f"here, {muscle}{_moment(nearest)}")


def _moment(claim: Involvement) -> str:
    if claim.phase is None:
        return ""
    words = "throughout" if claim.phase is Phase.THROUGHOUT else claim.exercise.phases[claim.phase]
    return f", {words}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
