"""Wrong options, each with the proof that it is wrong and the reason somebody reads afterwards.

A source's silence proves nothing: what is merely not listed never becomes an option. To add a rule:
one function from a fact to its distractors, near ones first, and its line in `RULES`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from cards.distractors.anatomy import (
    muscles_with_other_texts,
    muscles_without_the_value,
    other_actions,
    other_joints,
    other_nerves,
    other_texts,
)
from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.proofs import proven_without
from cards.distractors.terms import other_definitions, other_terms, other_terms_of_value
from cards.english import telling_stems
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts import Fact, Involvement, Membership, Statement, StatementKind
from cards.model.nouns import Group, Muscle, Term
from cards.model.vocabulary import Contraction, Phase, Role


@dataclass(frozen=True)
class Rule:
    """A way to find wrong options.

    Attributes:
        over: The types of fact it can be used with.
        slot: The slot whose place the options take.
        find: The distractors of a fact, near ones first; empty where nothing is proven.
        about: Which options it finds and what proves them wrong, in a line for authors.
    """

    over: tuple[str, ...]
    slot: str
    find: Callable[[Fact, FactBase], Iterable[Distractor]]
    about: str


def term_of(value: Role | Contraction, base: FactBase) -> Term | None:
    """The glossary's entry for a role or a contraction."""
    return base.terms.get(value.replace(" ", "-"))


# -- values of one claim: role, contraction ------------------------------------------------------

# What learners take one value for, the likeliest first.
_NEAR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Contraction.CONCENTRIC: (Contraction.ECCENTRIC, Contraction.ISOMETRIC),
        Contraction.ECCENTRIC: (Contraction.CONCENTRIC, Contraction.ISOMETRIC),
        Contraction.ISOMETRIC: (Contraction.ECCENTRIC, Contraction.CONCENTRIC),
        Role.PRIME_MOVER: (Role.SYNERGIST, Role.ANTAGONIST, Role.STABILISER),
        Role.SYNERGIST: (Role.STABILISER, Role.PRIME_MOVER, Role.ANTAGONIST),
        Role.STABILISER: (Role.SYNERGIST, Role.ANTAGONIST, Role.PRIME_MOVER),
        Role.ANTAGONIST: (Role.SYNERGIST, Role.STABILISER, Role.PRIME_MOVER),
    }
)


def _other_values(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """The other roles, or the other contractions: one value is stated, and it rules them out."""
    if not isinstance(fact, Involvement):
        return
    stated = fact.role or fact.contraction
    if stated is None:
        return
    # What any source claims of this muscle here, even a contested one, is not proven wrong.
    claimed = {
        value
        for claim in base.claims(fact.exercise)
        if claim.type == fact.type and _same_flesh(claim.muscle, fact.muscle, base)
        for value in (claim.role, claim.contraction, *claim.open)
        if value and _meet(claim, fact)
    }
    for value in _NEAR[stated]:
        if value in claimed or value in fact.open or not _is_ruled_out(value, fact, base):
            continue
        yield Distractor(
            text=value,
            reason=_where_true(value, fact, base),
            proof=Proof.ATTRIBUTED if fact.attributed else Proof.FUNCTIONAL,
            concept=f"{fact.type}/{value.replace(' ', '-')}",
        )


def _is_ruled_out(value: str, fact: Involvement, base: FactBase) -> bool:
    """Whether a stated role rules a value out.

    A synergist of an action whose prime mover nobody names may be that prime mover itself.
    """
    if value != Role.PRIME_MOVER or fact.of is None or fact.role is not Role.SYNERGIST:
        return True
    return any(
        claim.role is Role.PRIME_MOVER and claim.of in (None, fact.of)
        for claim in agreed(base.claims(fact.exercise))
    )


def _same_flesh(one: Muscle, other: Muscle, base: FactBase) -> bool:
    """Whether two names overlap; a group whose members are not stated overlaps itself alone."""
    unknown = any(isinstance(muscle, Group) and not muscle.members for muscle in (one, other))
    return one.id == other.id or (not unknown and base.overlap(one, other))


def _meet(one: Involvement, other: Involvement) -> bool:
    """Whether two claims may speak of the same thing: a joint action, or a moment.

    Who disputes a role may mean another joint action by it, so every role that is claimed counts.
    """
    if other.role is not None:
        disputed = one.attributed or other.attributed
        return disputed or one.of is other.of or None in (one.of, other.of)
    return _phases_meet(one.phase, other.phase)


def _phases_meet(one: Phase | None, other: Phase | None) -> bool:
    """Whether two claims may speak of the same moment; one without a phase may speak of any."""
    return one is other or None in (one, other) or Phase.THROUGHOUT in (one, other)


def _where_true(value: str, fact: Involvement, base: FactBase) -> str:
    """The nearest fact for which another value would be right, and what the value means."""
    here = [c for c in agreed(base.claims(fact.exercise)) if value == (c.role or c.contraction)]
    meaning = base.meaning(value)
    if not here:
        return meaning or "our sources state another value here"
    nearest = min(here, key=lambda c: (c.muscle.id != fact.muscle.id, c.phase != fact.phase))
    return _joined(_elsewhere(nearest, fact), meaning)


def _elsewhere(found: Involvement, fact: Involvement) -> str:
    moment = _moment(found)
    if found.muscle.id == fact.muscle.id:
        return f"that is the same muscle{moment}"
    if found.role:
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


def _muscles_in_other_roles(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to have the asked role in this exercise."""
    if not isinstance(fact, Involvement) or fact.role is None or fact.attributed:
        return
    exercise, role = fact.exercise, fact.role
    claims = base.claims(exercise)
    claimed_here = {claim.muscle.id for claim in claims}
    in_roles = {claim.muscle.id for claim in agreed(claims) if claim.role}
    near = [muscle for muscle in base.muscles.values() if muscle.id in claimed_here]
    near.sort(key=lambda muscle: muscle.id not in in_roles)
    far = [
        muscle
        for muscle in base.muscles.values()
        if muscle.id not in claimed_here
        and (role in exercise.complete or (fact.of and muscle.id in base.trained))
    ]
    chosen: list[Muscle] = []
    for muscle in (*near, *_by_kinship(far, fact.muscle, base)):
        if len(chosen) == MOST_FOUND or any(base.overlap(muscle, other) for other in chosen):
            continue
        proven = proven_without(muscle, role, exercise, base, fact.of)
        if proven is None:
            continue
        proof, reason = proven
        chosen.append(muscle)
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


def _muscles_outside_the_group(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Muscles of other groups, where the group's members are all known."""
    if not isinstance(fact, Membership) or not fact.group.complete or not fact.group.members:
        return
    asked = telling_stems(fact.group.name)
    shown: set[str] = set()
    inside = [base.muscles[id_] for id_ in fact.group.members]
    region = fact.muscle.region
    others = sorted(
        base.memberships, key=lambda m: (m.muscle.region != region, not m.group.complete)
    )
    for other in others:
        muscle = other.muscle
        if muscle.id in shown or any(base.overlap(muscle, m) for m in inside):
            continue
        if len(shown) == MOST_FOUND:
            return
        # "adductor longus" beside a question about the adductors would stand out by its name.
        if asked & telling_stems(muscle.name):
            continue
        shown.add(muscle.id)
        yield Distractor(
            text=muscle.name,
            reason=f"belongs to the {other.group.name}",
            proof=Proof.COMPLETE,
            concept=f"muscle/{muscle.id}",
        )


# -- what one source says ------------------------------------------------------------------------


def _other_suggestions(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """What the same source suggests for other muscles."""
    if not isinstance(fact, Statement) or fact.serves is None:
        return
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


def _other_purposes(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """What the same source says other muscles of the exercise are for."""
    if not isinstance(fact, Involvement) or fact.purpose is None:
        return
    claims = [c for c in base.claims(fact.exercise) if c.purpose and c.source is fact.source]
    own = [c for c in claims if base.overlap(c.muscle, fact.muscle)]
    taken = telling_stems(" ".join(c.purpose for c in own if c.purpose))
    shown: list[frozenset[str]] = []
    for other in claims:
        if other in own or other.purpose is None or taken & telling_stems(other.purpose):
            continue
        # What a muscle in the same role is for may well be true of this one too.
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
    """Whether two muscles of an exercise are stated to have roles that exclude each other."""
    roles: list[set[str]] = []
    for claim in (one, other):
        stated = [c for c in base.claims(claim.exercise, claim.muscle) if c.role]
        roles.append({value for c in stated for value in (c.role, *c.open) if value})
    return all(roles) and not roles[0] & roles[1]


_WITH_VALUE = tuple(kind.value for kind in StatementKind)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "other-contractions": Rule(
            ("contraction",),
            "contraction",
            _other_values,
            "the other contractions; another one is stated for this muscle and phase",
        ),
        "other-roles": Rule(
            ("role",),
            "role",
            _other_values,
            "the other roles; another one is stated for this muscle and joint action",
        ),
        "muscles-in-other-roles": Rule(
            ("role",),
            "muscle",
            _muscles_in_other_roles,
            "muscles stated to have another role here, or none that the action needs",
        ),
        "muscles-outside-the-group": Rule(
            ("membership",),
            "muscle",
            _muscles_outside_the_group,
            "muscles of other groups; the group's own list is complete",
        ),
        "other-definitions": Rule(
            ("definition",),
            "definition",
            other_definitions,
            "what the other terms of the same family mean",
        ),
        "other-terms": Rule(
            ("definition",),
            "term",
            other_terms,
            "the other terms of the same family",
        ),
        "other-values": Rule(
            _WITH_VALUE,
            "value",
            other_terms_of_value,
            "the other values of a family in which each thing has only one",
        ),
        "other-suggestions": Rule(
            ("alternative",),
            "suggests",
            _other_suggestions,
            "what the same source suggests for other muscles",
        ),
        "other-purposes": Rule(
            ("purpose",),
            "purpose",
            _other_purposes,
            "what the same source says muscles in other roles are for",
        ),
        "other-actions": Rule(
            ("action",),
            "value",
            other_actions,
            "joint actions that the muscle cannot perform, or that the phase reverses",
        ),
        "other-joints": Rule(
            ("crossing",),
            "value",
            other_joints,
            "joints that the muscle does not cross; every joint it crosses is listed",
        ),
        "other-nerves": Rule(
            ("nerve",),
            "value",
            other_nerves,
            "nerves of other muscles, never a branch beside its trunk",
        ),
        "other-texts": Rule(
            ("origin", "insertion", "location"),
            "text",
            other_texts,
            "where other muscles originate, insert or lie, in words that do not overlap",
        ),
        "muscles-with-other-texts": Rule(
            ("origin", "insertion", "location"),
            "muscle",
            muscles_with_other_texts,
            "muscles that originate, insert or lie somewhere else",
        ),
        "muscles-without-the-value": Rule(
            ("action", "nerve"),
            "muscle",
            muscles_without_the_value,
            "muscles proven not to perform the action or not supplied by the nerve",
        ),
    }
)
"""The rules a template can name."""
