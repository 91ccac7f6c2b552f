"""Matters that several facts make together: who shares a role, and which belongs to which.

To add one: a function from a fact base to its matters, and its line in `GATHERINGS`. As everywhere,
a wrong option is only what is proven wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from types import MappingProxyType

from cards.base import FactBase, agreed
from cards.card import Distractor, Proof
from cards.distractors import RULES, proven_without
from cards.facts import (
    Contraction,
    Exercise,
    Fact,
    Group,
    Involvement,
    Phase,
    Role,
    Statement,
    StatementKind,
)
from cards.template import Kind
from cards.words import telling_stems

FEWEST, MOST = 2, 4
"""Keys of one card: one is a plain choice, and more than four are a list to learn by heart."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a card on several facts is about.

    Attributes:
        id: Made of what it is about; the card's id is the template's and this.
        facts: All of them; the first gives the card its place in the terminal and in Anki.
        nouns: What fills the slots: names of slots to nouns or texts.
        key: What is right: all that apply, the pairs' right halves, or the items in their order.
        left: The left halves of pairs, in the order of `key`.
        distractors: What is proven wrong; a spare right half for pairs.
        reasons: Why each of `key` is right, in its order.
    """

    id: str
    facts: tuple[Fact, ...]
    nouns: Mapping[str, object]
    key: tuple[str, ...]
    left: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathering:
    """A way of putting facts together.

    Attributes:
        kinds: The kinds of card that can ask about it.
        slots: What its wordings can name.
        find: The matters in a fact base.
    """

    kinds: tuple[Kind, ...]
    slots: tuple[str, ...]
    find: Callable[[FactBase], Iterable[Matter]] = field(repr=False)


# -- who has a role --------------------------------------------------------------------------------


def _muscles_in_a_role(base: FactBase) -> Iterator[Matter]:
    """All muscles with one role in an exercise, beside muscles proven to have another."""
    for exercise, roles in _by_role(base):
        for role, claims in roles.items():
            if not FEWEST <= len(claims) <= MOST:
                continue
            wrong = tuple(RULES["muscles-in-other-roles"].find(claims[0], base))
            if wrong:
                yield Matter(
                    id=f"{exercise.id}/{_slug(role)}",
                    facts=claims,
                    nouns=_nouns(exercise, base, role=role),
                    key=tuple(claim.muscle.name for claim in claims),
                    distractors=wrong,
                    reasons=tuple(_role_here(claim) for claim in claims),
                )


def _odd_role_out(base: FactBase) -> Iterator[Matter]:
    """One muscle whose role differs from that of two or three others."""
    for exercise, roles in _by_role(base):
        for odd_role, odd_claims in roles.items():
            for role, claims in roles.items():
                settled = [c for c in claims if not c.open and not _clash(c, odd_claims, base)]
                if role is odd_role or len(odd_claims) != 1 or len(settled) < FEWEST:
                    continue
                odd = odd_claims[0]
                if odd.open:
                    continue
                yield Matter(
                    id=f"{exercise.id}/{odd.muscle.id}/{_slug(role)}",
                    facts=(odd, *settled),
                    nouns=_nouns(exercise, base, role=odd_role),
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


def _muscles_and_roles(base: FactBase) -> Iterator[Matter]:
    """One muscle for each role that an exercise has, and a role that none of them has."""
    for exercise, roles in _by_role(base):
        chosen: list[Involvement] = []
        for claims in roles.values():
            fitting = (c for c in claims if not c.open and not _clash(c, chosen, base))
            chosen += list(fitting)[:1]
        spare = next((role for role in _SPARE_ROLES if role not in roles), None)
        if len(chosen) < FEWEST or spare is None:
            continue
        yield Matter(
            id=exercise.id,
            facts=tuple(chosen),
            nouns=_nouns(exercise, base),
            left=tuple(claim.muscle.name for claim in chosen),
            key=tuple(str(claim.role) for claim in chosen),
            distractors=(_spare(spare, base),),
            reasons=tuple(f"{claim.muscle.name}: {_role_here(claim)}" for claim in chosen),
        )


def _same_role_twice(base: FactBase) -> Iterator[Matter]:
    """A muscle with one role in two exercises."""
    claims = sorted(
        (c for c in agreed(base.involvements) if c.role and not c.phase and not c.open),
        key=lambda c: c.muscle.id,
    )
    for _, group in groupby(claims, key=lambda c: c.muscle.id):
        same = list(group)
        for one, other in pairwise(same):
            if one.role is not other.role or one.exercise is other.exercise:
                continue
            yield Matter(
                id=f"{one.muscle.id}/{one.exercise.id}/{other.exercise.id}",
                facts=(one, other),
                nouns=_nouns(
                    one.exercise, base, muscle=one.muscle, other=other.exercise, role=one.role
                ),
                key=(str(one.role),),
                reasons=(_role_here(one),),
            )


_SPARE_ROLES = (Role.ANTAGONIST, Role.STABILISER, Role.SYNERGIST)


def _by_role(base: FactBase) -> Iterator[tuple[Exercise, dict[Role, tuple[Involvement, ...]]]]:
    """The agreed claims on roles of each exercise, by role; a role left open counts for neither."""
    for exercise in base.exercises.values():
        roles: dict[Role, tuple[Involvement, ...]] = {}
        for claim in agreed(base.claims(exercise)):
            if claim.role and claim.phase is None:
                roles[claim.role] = (*roles.get(claim.role, ()), claim)
        if roles:
            yield exercise, roles


def _clash(claim: Involvement, others: Iterable[Involvement], base: FactBase) -> bool:
    return any(base.overlap(claim.muscle, other.muscle) for other in others)


def _role_here(claim: Involvement) -> str:
    role = f"{claim.role}s" if claim.muscle.plural else _a(str(claim.role))
    return f"{role} in the {claim.exercise.name}"


def _spare(role: Role, base: FactBase) -> Distractor:
    meaning = base.meaning(role)
    return Distractor(
        text=role,
        reason=f"none of these muscles{f'; {meaning}' if meaning else ''}",
        proof=Proof.FUNCTIONAL,
        concept=f"role/{_slug(role)}",
    )


# -- how a muscle works through the phases ---------------------------------------------------------


def _phases_and_contractions(base: FactBase) -> Iterator[Matter]:
    """The contraction of a muscle in each of its phases, and one that belongs to none."""
    for exercise in base.exercises.values():
        claims = [c for c in agreed(base.claims(exercise)) if c.contraction and c.phase]
        for _, group in groupby(claims, key=lambda c: c.muscle.id):
            phased = [c for c in group if c.phase is not Phase.THROUGHOUT]
            used = {c.contraction for c in phased}
            spare = next((c for c in reversed(Contraction) if c not in used), None)
            if len(phased) < FEWEST or len(used) < len(phased) or spare is None:
                continue
            muscle = phased[0].muscle
            yield Matter(
                id=f"{exercise.id}/{muscle.id}",
                facts=tuple(phased),
                nouns=_nouns(exercise, base, muscle=muscle),
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


# -- groups, places and terms ----------------------------------------------------------------------


def _members_of_a_group(base: FactBase) -> Iterator[Matter]:
    """The members of a group whose members are all known, beside muscles of other groups."""
    for group in base.muscles.values():
        if not isinstance(group, Group) or not group.complete:
            continue
        facts = tuple(m for m in base.memberships if m.group is group)
        if not FEWEST <= len(facts) <= MOST:
            continue
        wrong = tuple(RULES["muscles-outside-the-group"].find(facts[0], base))
        if wrong:
            yield Matter(
                id=group.id,
                facts=facts,
                nouns={"group": group},
                key=tuple(fact.muscle.name for fact in facts),
                distractors=wrong,
                reasons=tuple(f"one of the {group.name}" for _ in facts),
            )


def _muscles_and_locations(base: FactBase) -> Iterator[Matter]:
    """Muscles and where they lie, and a place where none of them lies."""
    stated: dict[str, Statement] = {}
    for fact in base.statements:
        if fact.kind is StatementKind.LOCATION and fact.value and fact.muscle:
            # "erector spinae" beside "along the spine" asks nothing.
            if telling_stems(fact.muscle.name) & telling_stems(fact.value.name):
                continue
            if fact.attributed or any(
                fact.muscle and s.muscle and base.overlap(fact.muscle, s.muscle)
                for s in stated.values()
            ):
                continue
            stated.setdefault(fact.value.id, fact)
    for number, start in enumerate(range(0, len(stated), MOST)):
        chosen = list(stated.values())[start : start + MOST]
        others = [s for s in stated.values() if s not in chosen] or chosen[:0]
        spare = next((s for s in others), None)
        if len(chosen) < FEWEST or spare is None or spare.value is None or spare.muscle is None:
            continue
        yield Matter(
            id="+".join(s.muscle.id for s in chosen if s.muscle),
            facts=tuple(chosen),
            nouns={"number": str(number)},
            left=tuple(s.muscle.name for s in chosen if s.muscle),
            key=tuple(s.value.name for s in chosen if s.value),
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


def _terms_and_definitions(base: FactBase) -> Iterator[Matter]:
    """Terms of one family and what they mean, and a meaning that belongs to none of them."""
    facts = {fact.term.id: fact for fact in base.definition_facts}
    for family in base.families.values():
        terms = [term for term in base.family(family.id) if term.id in facts]
        chosen = terms[: min(MOST, len(terms) - 1)]
        if len(chosen) < FEWEST:
            continue
        spare = terms[len(chosen)]
        yield Matter(
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


# -- orders and exercises --------------------------------------------------------------------------


def _rankings(base: FactBase) -> Iterator[Matter]:
    """Things that a source puts in an order."""
    for fact in base.statements:
        if fact.order and fact.exercise and fact.quality:
            yield Matter(
                id=fact.id,
                facts=(fact,),
                nouns={
                    "exercise": fact.exercise,
                    "quality": fact.quality,
                    "source": fact.source.name,
                    "says": fact.says,
                },
                key=fact.order,
                reasons=tuple(f"number {n}" for n in range(1, len(fact.order) + 1)),
            )


def _exercises_with_a_role(base: FactBase) -> Iterator[Matter]:
    """An exercise in which a muscle has a role, beside exercises proven to lack it."""
    for claim in agreed(base.involvements):
        if claim.role is None or claim.phase is not None:
            continue
        wrong = []
        for exercise in base.exercises.values():
            if exercise is claim.exercise:
                continue
            proven = proven_without(claim.muscle, claim.role, exercise, base)
            if proven:
                proof, reason = proven
                wrong.append(
                    Distractor(
                        text=exercise.name,
                        reason=f"the {claim.muscle.name}: {reason}",
                        proof=proof,
                        concept=f"exercise/{exercise.id}",
                    )
                )
        if len(wrong) >= FEWEST:
            yield Matter(
                id=claim.id,
                facts=(claim,),
                nouns=_nouns(claim.exercise, base, muscle=claim.muscle, role=str(claim.role)),
                key=(claim.exercise.name,),
                distractors=tuple(wrong),
                reasons=(_role_here(claim),),
            )


def _nouns(exercise: Exercise, base: FactBase, **others: object) -> dict[str, object]:
    nouns: dict[str, object] = {"exercise": exercise, **others}
    action = base.main_action(exercise)
    if action is not None:
        nouns["action"] = action
    return {name: noun for name, noun in nouns.items() if noun is not None}


def _slug(role: str) -> str:
    return role.replace(" ", "-")


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


_IN_EXERCISE = ("exercise", "action", "role")

GATHERINGS: Mapping[str, Gathering] = MappingProxyType(
    {
        "exercises-with-a-role": Gathering(
            (Kind.CHOICE,), ("muscle", "role", "action"), _exercises_with_a_role
        ),
        "members-of-a-group": Gathering((Kind.SELECT_ALL,), ("group",), _members_of_a_group),
        "muscles-and-locations": Gathering((Kind.MATCHING,), (), _muscles_and_locations),
        "muscles-and-roles": Gathering(
            (Kind.MATCHING,), ("exercise", "action"), _muscles_and_roles
        ),
        "muscles-in-a-role": Gathering((Kind.SELECT_ALL,), _IN_EXERCISE, _muscles_in_a_role),
        "odd-role-out": Gathering((Kind.CHOICE,), _IN_EXERCISE, _odd_role_out),
        "phases-and-contractions": Gathering(
            (Kind.MATCHING,), ("exercise", "action", "muscle"), _phases_and_contractions
        ),
        "rankings": Gathering(
            (Kind.ORDERING,), ("exercise", "quality", "source", "says"), _rankings
        ),
        "same-role-twice": Gathering(
            (Kind.TYPED,), ("exercise", "action", "muscle", "other", "role"), _same_role_twice
        ),
        "terms-and-definitions": Gathering((Kind.MATCHING,), ("family",), _terms_and_definitions),
    }
)
"""What a template can gather."""
