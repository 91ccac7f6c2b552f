"""Groups of claims in exercises: shared roles and purposes, contractions through the phases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cards.derive.exercises import what_moves
from cards.derive.phrases import joined, the_muscles
from cards.derive.reason import LONGEST, Reason
from cards.derive.reasons import why
from cards.distractors.overlap import side_by_side
from cards.distractors.proofs import credited_with, proven_apart, proven_without
from cards.doubtful_roles import is_named
from cards.english import capitalised, of_several, predicate, telling_stems
from cards.groups.group import (
    FEWEST,
    MOST_LISTED,
    FactGroup,
    MatchingPair,
    listed,
    matching,
    slug,
)
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.ranking import Ranking
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Role


def muscles_in_a_role(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """All muscles with a role in an exercise; the distractors are proven to have another one."""
    for role, all_ in _by_role(exercise, base).items():
        claims = side_by_side(all_, _muscle_of, base)
        if len(claims) < FEWEST:
            continue
        # The question covers all joint actions, so only a role stated here proves that a
        # muscle does not have the role in question.
        wrong = tuple(_in_other_roles(exercise, role, base))
        if wrong:
            yield FactGroup(
                id=f"{exercise.id}/{slug(role)}",
                facts=claims,
                slots={"exercise": exercise, "role": role, "all": listed(claims)},
                key=tuple(claim.muscle.name for claim in claims),
                distractors=wrong,
                reasons=tuple(_why_or_role(claim, base) for claim in claims),
            )


def _in_other_roles(exercise: Exercise, role: Role, base: FactBase) -> Iterator[Distractor]:
    """The muscles that have another role in an exercise, in any of its joint actions."""
    wrong = []
    for muscle in dict.fromkeys(claim.muscle for claim in base.claims(exercise)):
        proven = proven_apart(muscle, role, exercise, base)
        if proven is not None:
            wrong.append((muscle, *proven))
    for muscle, proof, reason in side_by_side(wrong, lambda each: each[0], base):
        yield Distractor(
            text=muscle.name, reason=reason, proof=proof, concept=f"muscle/{muscle.id}"
        )


def odd_role_out(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """A muscle whose role differs from the role that several others share."""
    roles = _by_role(exercise, base)
    for role, claims in roles.items():
        sharing = side_by_side((c for c in claims if _lacks(c, Role, base)), _muscle_of, base)
        if len(sharing) < FEWEST:
            continue
        others = (claim for other, all_ in roles.items() if other is not role for claim in all_)
        for odd in {claim.muscle.id: claim for claim in others}.values():
            if _lacks(odd, (role,), base):
                yield _odd_one(odd, role, sharing, base)


def _odd_one(
    odd: RoleClaim, role: Role, sharing: tuple[RoleClaim, ...], base: FactBase
) -> FactGroup:
    return FactGroup(
        id=f"{odd.exercise.id}/{odd.muscle.id}/{slug(role)}",
        facts=(odd, *sharing),
        slots={"exercise": odd.exercise, "role": odd.role},
        key=(odd.muscle.name,),
        distractors=tuple(
            Distractor(
                text=claim.muscle.name,
                reason=f"{_role_here(claim)}, like the others",
                proof=Proof.FUNCTIONAL,
                concept=f"muscle/{claim.muscle.id}",
            )
            for claim in sharing
        ),
        reasons=(_role_here(odd),),
        why=_why_odd(odd, base),
    )


def _why_odd(odd: RoleClaim, base: FactBase) -> Reason | None:
    """The role of the odd one, and its derived reason."""
    derived = why(odd, base)
    if derived is None:
        return None
    verb = "are" if odd.muscle.plural else "is"
    clause = f"the {odd.muscle.name} {verb} {_role_here(odd)}"
    return replace(derived, clauses=(clause, derived.short))


def muscles_and_roles(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """The muscles of an exercise with their roles, and a role of no muscle among them."""
    roles = _by_role(exercise, base)
    claims = [claim for all_ in roles.values() for claim in all_ if not claim.open]
    pairs = [
        MatchingPair(
            fact=claim,
            subject=claim.muscle,
            left_side=claim.muscle.name,
            right=str(claim.role),
            concept=f"role/{slug(claim.role)}",
            reason=_why_or_role(claim, base),
        )
        for claim in claims
    ]
    spares = [_spare(role, base) for role in _SPARE_ROLES]
    wrong = {
        muscle: [
            f"role/{slug(role)}" for role in Role if proven_without(muscle, role, exercise, base)
        ]
        for muscle in {claim.muscle for claim in claims}
    }
    group = matching(exercise.id, {"exercise": exercise}, pairs, spares, wrong)
    if roles:
        yield replace(group, why=what_moves(exercise, base))


_SPARE_ROLES = (Role.ANTAGONIST, Role.STABILISER, Role.SYNERGIST)


def _by_role(exercise: Exercise, base: FactBase) -> dict[Role, tuple[RoleClaim, ...]]:
    """The agreed claims on roles in an exercise as a whole, by role."""
    roles: dict[Role, tuple[RoleClaim, ...]] = {}
    for claim in agreed(base.claims_of(RoleClaim, exercise)):
        if claim.phase is None and claim.of is None:
            roles[claim.role] = (*roles.get(claim.role, ()), claim)
    return roles


def _muscle_of(claim: RoleClaim) -> Muscle:
    return claim.muscle


def _lacks(claim: RoleClaim, roles: Iterable[Role], base: FactBase) -> bool:
    """Whether the muscle of a claim is proven not to have any of the other roles."""
    others = (role for role in roles if role is not claim.role)
    return all(proven_apart(claim.muscle, role, claim.exercise, base) for role in others)


def _role_here(claim: RoleClaim) -> str:
    return f"{predicate(claim.role, plural=claim.muscle.plural)} in the {claim.exercise.name}"


def _why_or_role(claim: RoleClaim, base: FactBase) -> str:
    """The derived reason of a role in short, else the role."""
    derived = why(claim, base)
    return derived.short if derived is not None else _role_here(claim)


def _spare(role: Role, base: FactBase) -> Distractor:
    meaning = base.meaning(role)
    return Distractor(
        text=role,
        reason=f"none of these muscles{f'; {meaning}' if meaning else ''}",
        proof=Proof.FUNCTIONAL,
        concept=f"role/{slug(role)}",
    )


def any_in_a_role(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """Any of the muscles that our sources assign the same role in an exercise.

    A muscle that a source credits with the role is accepted even if another source disagrees.
    """
    for role, claims in _by_role(exercise, base).items():
        named = tuple({claim.muscle.id: claim for claim in reversed(claims)}.values())[::-1]
        if len(named) < FEWEST or any(is_named(claim, base) for claim in named):
            continue
        credited = (muscle.name for muscle in credited_with(role, exercise, base))
        yield FactGroup(
            id=f"{exercise.id}/{slug(role)}",
            facts=named,
            slots={
                "exercise": exercise,
                "role": role,
                "why": _each_with_reason(named[:MOST_LISTED], base),
            },
            key=tuple(dict.fromkeys((*(claim.muscle.name for claim in named), *credited))),
        )


def _each_with_reason(claims: Sequence[RoleClaim], base: FactBase) -> str:
    """The reasons of muscles with the same role, up to what fits; a list if too few are derived."""
    role, exercise = claims[0].role, claims[0].exercise
    reasons = {claim.muscle: why(claim, base) for claim in claims}
    done = _merged({muscle: each.short for muscle, each in reasons.items() if each is not None})
    for number in range(len(done), 0, -1):
        text = f"{capitalised(joined(done[:number]))}."
        if len(text) <= LONGEST and (number > 1 or len(claims) > len(done)):
            return text
    stated = f"Among the {role}s of the {exercise.name} are {listed(claims)}."
    longer = f"{stated} {capitalised(done[0])}." if done else stated
    return longer if len(longer) <= LONGEST else stated


def _merged(clauses: Mapping[Muscle, str]) -> list[str]:
    """Clauses on muscles; those that do the same share one: "the X and the Y flex the elbow"."""
    by_predicate: dict[str, list[Muscle]] = {}
    for muscle, clause in clauses.items():
        by_predicate.setdefault(clause.removeprefix(f"the {muscle.name} "), []).append(muscle)
    merged: dict[str, None] = {}
    for done, muscles in by_predicate.items():
        if len(muscles) == 1 or any(muscle.plural for muscle in muscles):
            merged |= dict.fromkeys(clauses[muscle] for muscle in muscles)
        else:
            merged[f"{the_muscles(muscles)} {of_several(done)}"] = None
    return list(merged)


def _of_muscle(muscle: Muscle, reason: str) -> str:
    """A proof as a clause: "the hamstrings are antagonists here", "the soleus does not …"."""
    are = "are" if muscle.plural else "is"
    verb = "" if reason.startswith(("do ", "does ", "perform")) else f"{are} "
    return f"the {muscle.name} {verb}{reason}"


def muscles_for_a_purpose(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """Any of the muscles to which the same purpose is assigned in an exercise.

    An opinion of a page is a question on that page, apart from the claims of several sources.
    """
    found: dict[tuple[str, str], list[PurposeClaim]] = {}
    for claim in agreed(base.claims_of(PurposeClaim, exercise)):
        source = claim.source.id if claim.names_source else ""
        found.setdefault((source, claim.purpose), []).append(claim)
    for claims in found.values():
        first = claims[0]
        stems = telling_stems(f"{first.purpose} {exercise.name}")
        named = any(stems & telling_stems(claim.muscle.name) for claim in claims)
        if named or _purpose_is_shared(claims, base):
            continue
        yield FactGroup(
            id=first.id,
            facts=tuple(claims),
            slots={
                "exercise": exercise,
                "purpose": first.purpose,
                "all": listed(claims),
            },
            key=tuple(claim.muscle.name for claim in claims),
        )


def _purpose_is_shared(claims: list[PurposeClaim], base: FactBase) -> bool:
    """Whether another muscle of the exercise has a similar purpose in other words."""
    stems = telling_stems(claims[0].purpose)
    others = (c for c in base.claims_of(PurposeClaim, claims[0].exercise) if c not in claims)
    return any(len(stems & telling_stems(c.purpose)) >= _MUCH for c in others)


_MUCH = 2
"""Number of significant words. "Help stabilise the spine" and "stabilise the spine" share two."""


def rankings(base: FactBase) -> Iterator[FactGroup]:
    """Items that a source puts in order."""
    for fact in base.of_type(Ranking):
        if fact.exercise is not None:
            yield FactGroup(
                id=fact.id,
                facts=(fact,),
                slots={
                    "exercise": fact.exercise,
                    "quality": fact.quality,
                    "source": fact.source.name,
                    "says": fact.says,
                },
                key=fact.order,
                reasons=tuple(f"number {n}" for n, _ in enumerate(fact.order, 1)),
            )
