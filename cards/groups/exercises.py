"""Matters of exercises: who shares a role or a purpose, how a muscle works through the phases."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from cards.distractors.neighbours import Ring
from cards.distractors.proofs import proven_without
from cards.english import telling_stems, with_article
from cards.groups.group import FEWEST, MOST, MOST_TO_ORDER, FactGroup, listed, nouns_of, slug
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.ranking import Ranking
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Contraction, Phase, Role


def muscles_in_a_role(base: FactBase) -> Iterator[FactGroup]:
    """All muscles with one role in an exercise, beside muscles proven to have another."""
    for exercise, roles in _by_role(base):
        for role, all_ in roles.items():
            claims = _apart(all_, base)
            if not FEWEST <= len(claims) <= MOST:
                continue
            # The question is about all of the joint actions, so only a role that is stated here
            # tells that a muscle does not have the asked one.
            wrong = tuple(_in_other_roles(exercise, role, base))
            if wrong:
                yield FactGroup(
                    id=f"{exercise.id}/{slug(role)}",
                    facts=claims,
                    nouns=nouns_of(exercise, base, role=role, all=listed(claims)),
                    key=tuple(claim.muscle.name for claim in claims),
                    distractors=wrong,
                    reasons=tuple(_role_here(claim) for claim in claims),
                )


def _in_other_roles(exercise: Exercise, role: Role, base: FactBase) -> Iterator[Distractor]:
    """The muscles that have another role in an exercise, for any of its joint actions."""
    chosen: list[Muscle] = []
    for muscle in dict.fromkeys(claim.muscle for claim in base.claims(exercise)):
        proven = proven_without(muscle, role, exercise, base)
        if proven is None or any(base.overlap(muscle, other) for other in chosen):
            continue
        chosen.append(muscle)
        proof, reason = proven
        yield Distractor(
            text=muscle.name, reason=reason, proof=proof, concept=f"muscle/{muscle.id}"
        )


def odd_role_out(base: FactBase) -> Iterator[FactGroup]:
    """One muscle whose role differs from that of two or three others."""
    for exercise, roles in _by_role(base):
        for odd_role, odd_claims in roles.items():
            for role, claims in roles.items():
                odd = odd_claims[0]
                settled = _apart((c for c in claims if _lacks(c, Role, base)), base)
                if role is odd_role or len(odd_claims) != 1 or len(settled) < FEWEST:
                    continue
                if not _lacks(odd, (role,), base):
                    continue
                yield FactGroup(
                    id=f"{exercise.id}/{odd.muscle.id}/{slug(role)}",
                    facts=(odd, *settled[:3]),
                    nouns=nouns_of(exercise, base, role=odd_role),
                    key=(odd.muscle.name,),
                    distractors=tuple(
                        Distractor(
                            text=claim.muscle.name,
                            reason=f"{_role_here(claim)}, like the others",
                            proof=Proof.FUNCTIONAL,
                            concept=f"muscle/{claim.muscle.id}",
                        )
                        for claim in settled[:3]
                    ),
                    reasons=(_role_here(odd),),
                )


def muscles_and_roles(base: FactBase) -> Iterator[FactGroup]:
    """One muscle for each role that an exercise has, and a role that none of them has."""
    for exercise, roles in _by_role(base):
        chosen: list[RoleClaim] = []
        for claims in roles.values():
            sure = (c for c in claims if _lacks(c, roles, base))
            chosen += [c for c in sure if not _clash(c, chosen, base)][:1]
        spares = (role for role in _SPARE_ROLES if role not in roles)
        spare = next((r for r in spares if all(_lacks(c, (r,), base) for c in chosen)), None)
        if len(chosen) < FEWEST or spare is None:
            continue
        yield FactGroup(
            id=exercise.id,
            facts=tuple(chosen),
            nouns=nouns_of(exercise, base),
            left=tuple(claim.muscle.name for claim in chosen),
            key=tuple(str(claim.role) for claim in chosen),
            distractors=(_spare(spare, base),),
            reasons=tuple(f"{claim.muscle.name}: {_role_here(claim)}" for claim in chosen),
        )


def same_role_twice(base: FactBase) -> Iterator[FactGroup]:
    """A muscle with one role in an exercise and in its variation."""
    claims = sorted(
        (c for c in agreed(base.of_type(RoleClaim)) if not c.phase and not c.open),
        key=lambda c: (c.muscle.id, c.exercise.id),
    )
    in_exercise: dict[tuple[str, str], list[RoleClaim]] = {}
    for claim in claims:
        in_exercise.setdefault((claim.muscle.id, claim.exercise.id), []).append(claim)
    for one in claims:
        later = (id_ for id_ in base.kin_exercises(one.exercise) if id_ > one.exercise.id)
        for other in (c for id_ in later for c in in_exercise.get((one.muscle.id, id_), ())):
            if one.role is not other.role or one.of is not other.of:
                continue
            nouns = nouns_of(
                one.exercise, base, muscle=one.muscle, other=other.exercise, role=one.role
            )
            shared = one.of or _shared_action(one.exercise, other.exercise, base)
            nouns.pop("action", None)
            if shared is not None:
                nouns["action"] = shared
            yield FactGroup(
                id=f"{one.muscle.id}/{one.exercise.id}/{other.exercise.id}",
                facts=(one, other),
                nouns=nouns,
                key=(str(one.role),),
                reasons=(_role_here(one),),
            )


def _shared_action(one: Exercise, other: Exercise, base: FactBase) -> Term | None:
    """The one joint action that two exercises are both built on."""
    action = base.main_action(one)
    return action if action is base.main_action(other) else None


_SPARE_ROLES = (Role.ANTAGONIST, Role.STABILISER, Role.SYNERGIST)


def _by_role(base: FactBase) -> Iterator[tuple[Exercise, dict[Role, tuple[RoleClaim, ...]]]]:
    """The agreed claims on roles of each exercise, by role."""
    for exercise in base.exercises.values():
        roles: dict[Role, tuple[RoleClaim, ...]] = {}
        for claim in agreed(base.claims_of(RoleClaim, exercise)):
            if claim.phase is None:
                roles[claim.role] = (*roles.get(claim.role, ()), claim)
        if roles:
            yield exercise, roles


def _clash(claim: RoleClaim, others: Iterable[RoleClaim], base: FactBase) -> bool:
    return any(base.overlap(claim.muscle, other.muscle) for other in others)


def _apart(claims: Iterable[RoleClaim], base: FactBase) -> tuple[RoleClaim, ...]:
    """The claims whose muscles can stand side by side: no group beside its member."""
    kept: list[RoleClaim] = []
    for claim in claims:
        if not _clash(claim, kept, base):
            kept.append(claim)
    return tuple(kept)


def _lacks(claim: RoleClaim, roles: Iterable[Role], base: FactBase) -> bool:
    """Whether its muscle is proven to have none of these roles but the one that is claimed."""
    others = (role for role in roles if role is not claim.role)
    return all(proven_without(claim.muscle, role, claim.exercise, base) for role in others)


def _role_here(claim: RoleClaim) -> str:
    role = f"{claim.role}s" if claim.muscle.plural else with_article(str(claim.role))
    return f"{role} in the {claim.exercise.name}"


def _spare(role: Role, base: FactBase) -> Distractor:
    meaning = base.meaning(role)
    return Distractor(
        text=role,
        reason=f"none of these muscles{f'; {meaning}' if meaning else ''}",
        proof=Proof.FUNCTIONAL,
        concept=f"role/{slug(role)}",
    )


def any_in_a_role(base: FactBase) -> Iterator[FactGroup]:
    """Any muscle that one source gives a role which several have in an exercise.

    The source is named, for a muscle that it passes over may have the role all the same.
    """
    for exercise, roles in _by_role(base):
        for role, claims in roles.items():
            source = claims[0].source
            theirs = tuple({c.muscle.id: c for c in claims if c.source is source}.values())
            if len(theirs) >= FEWEST:
                yield FactGroup(
                    id=f"{exercise.id}/{slug(role)}",
                    facts=theirs,
                    nouns=nouns_of(
                        exercise, base, role=role, all=listed(theirs), source=source.name
                    ),
                    key=tuple(claim.muscle.name for claim in theirs),
                )


def muscles_for_a_purpose(base: FactBase) -> Iterator[FactGroup]:
    """The muscles that one source gives the same purpose in an exercise; any of them is right."""
    found: dict[tuple[str, str, str], list[PurposeClaim]] = {}
    for claim in agreed(base.of_type(PurposeClaim)):
        spot = (claim.exercise.id, claim.source.id, claim.purpose)
        found.setdefault(spot, []).append(claim)
    for claims in found.values():
        first = claims[0]
        stems = telling_stems(f"{first.purpose} {first.exercise.name}")
        named = any(stems & telling_stems(claim.muscle.name) for claim in claims)
        if named or _purpose_is_shared(claims, base):
            continue
        yield FactGroup(
            id=first.id,
            facts=tuple(claims),
            nouns={
                "exercise": first.exercise,
                "source": first.source.name,
                "purpose": first.purpose,
                "all": listed(claims),
            },
            key=tuple(claim.muscle.name for claim in claims),
        )


def _purpose_is_shared(claims: list[PurposeClaim], base: FactBase) -> bool:
    """Whether another muscle of the exercise works for much the same in other words."""
    stems = telling_stems(claims[0].purpose)
    others = (c for c in base.claims_of(PurposeClaim, claims[0].exercise) if c not in claims)
    return any(len(stems & telling_stems(c.purpose)) >= _MUCH for c in others)


_MUCH = 2
"""Telling words. "Help stabilise the spine" and "stabilise the spine" share two."""


def phases_and_contractions(base: FactBase) -> Iterator[FactGroup]:
    """The contraction of a muscle in each of its phases, and one that belongs to none."""
    for exercise in base.exercises.values():
        claims = [c for c in agreed(base.claims_of(ContractionClaim, exercise)) if c.phase]
        for _, group in groupby(claims, key=lambda c: c.muscle.id):
            phased = [c for c in group if c.phase is not Phase.THROUGHOUT and not c.open]
            if len(phased) < FEWEST or len({c.contraction for c in phased}) < len(phased):
                continue
            muscle = phased[0].muscle
            named = base.claims_of(ContractionClaim, exercise, muscle)
            used = {value for c in named for value in (c.contraction, *c.open)}
            spare = next((c for c in reversed(Contraction) if c not in used), None)
            if spare is None:
                continue
            yield FactGroup(
                id=f"{exercise.id}/{muscle.id}",
                facts=tuple(phased),
                nouns=nouns_of(exercise, base, muscle=muscle),
                left=tuple(exercise.phases[c.phase] for c in phased if c.phase),
                key=tuple(str(c.contraction) for c in phased),
                distractors=(
                    Distractor(
                        text=spare,
                        reason=f"neither phase; {base.meaning(spare)}",
                        proof=Proof.FUNCTIONAL,
                        concept=f"contraction/{spare}",
                    ),
                ),
                reasons=tuple(
                    f"{exercise.phases[c.phase]}: {c.contraction}" for c in phased if c.phase
                ),
            )


def rankings(base: FactBase) -> Iterator[FactGroup]:
    """Things that a source puts in an order."""
    for fact in base.of_type(Ranking):
        if fact.exercise is not None:
            yield FactGroup(
                id=fact.id,
                facts=(fact,),
                nouns={
                    "exercise": fact.exercise,
                    "quality": fact.quality,
                    "source": fact.source.name,
                    "says": fact.says,
                },
                key=fact.order[:MOST_TO_ORDER],
                reasons=tuple(f"number {n}" for n, _ in enumerate(fact.order[:MOST_TO_ORDER], 1)),
            )


def exercises_with_a_role(base: FactBase) -> Iterator[FactGroup]:
    """An exercise in which a muscle has a role, beside exercises proven to lack it."""
    lacking: dict[tuple[str, Role], Ring] = {}
    for claim in agreed(base.of_type(RoleClaim)):
        if claim.phase is not None:
            continue
        key = (claim.muscle.id, claim.role)
        if key not in lacking:
            lacking[key] = Ring(list(_exercises_without(claim.muscle, claim.role, base)))
        # The exercise itself is not among them: its claim credits the muscle with the role.
        wrong = lacking[key].after(claim.exercise.id)
        if len(wrong) >= FEWEST:
            nouns = nouns_of(claim.exercise, base, muscle=claim.muscle, role=str(claim.role))
            nouns.pop("action", None)
            # Nobody is a stabiliser "of knee flexion": what is kept still is not what moves.
            moves = claim.role is not Role.STABILISER
            action = (claim.of or base.main_action(claim.exercise)) if moves else None
            yield FactGroup(
                id=claim.id,
                facts=(claim,),
                nouns=nouns | ({"action": action} if action is not None else {}),
                key=(claim.exercise.name,),
                distractors=wrong,
                reasons=(_role_here(claim),),
            )


def _exercises_without(
    muscle: Muscle, role: Role, base: FactBase
) -> Iterator[tuple[str, Distractor]]:
    """The exercises in which a muscle is proven not to have a role, each with its id.

    Only those with a claim on the muscle itself: an exercise for which nobody mentions it tempts
    nobody.
    """
    for exercise in base.exercises_of(muscle):
        proven = proven_without(muscle, role, exercise, base)
        if proven and proven[0] is not Proof.COMPLETE:
            proof, reason = proven
            yield (
                exercise.id,
                Distractor(
                    text=exercise.name,
                    reason=f"the {muscle.name}: {reason}",
                    proof=proof,
                    concept=f"exercise/{exercise.id}",
                ),
            )
