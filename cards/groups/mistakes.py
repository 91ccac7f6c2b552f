"""Statements with a mistake: the role of a muscle is wrong, or the conclusion from it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cards.english import capitalised, predicate, third_person
from cards.explanations import with_reason
from cards.groups.group import FactGroup, slug
from cards.groups.sole_roles import SoleRole, sole_role
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.definition import Definition
from cards.model.vocabulary import Role


class _Text(NamedTuple):
    """The texts on a role.

    Attributes:
        conclusion: A wrong conclusion from the role, as a verb phrase.
        rule: The rule that it contradicts: a consequence of the definition.
    """

    conclusion: str
    rule: str


_TEXTS: Mapping[Role, _Text] = MappingProxyType(
    {
        Role.PRIME_MOVER: _Text("only keep the body steady", "A prime mover lifts the load"),
        Role.STABILISER: _Text("lift the load", "A stabiliser holds a body part still"),
        Role.ANTAGONIST: _Text("help to lift the load", "An antagonist opposes the lifting"),
    }
)
"""The roles that a statement may name.

The synergist is omitted: authors draw the line between it and the prime mover differently.
"""

_ONE_IN = {Role.ANTAGONIST: 1, Role.STABILISER: 3, Role.PRIME_MOVER: 7}
"""The share of the roles that are asked about: the role that is rare is asked about most."""


def statements_with_a_mistake(base: FactBase) -> Iterator[FactGroup]:
    """A statement on a role, with a conclusion that contradicts the definition of that role.

    In some of them the role is wrong; in the others it is right, and only the conclusion is wrong.
    """
    defined = {fact.term.id: fact for fact in base.of_type(Definition)}
    if not all(slug(role) in defined for role in _TEXTS):
        return
    for muscle in base.muscles.values():
        for exercise in base.exercises_of(muscle):
            sole = sole_role(muscle, exercise, base) if base.main_actions(exercise) else None
            if sole is None or sole.role not in _TEXTS or sole.number % _ONE_IN[sole.role]:
                continue
            if all(role is sole.role or role in sole.without for role in _TEXTS):
                roles = list(_TEXTS)
                said = roles[sole.number // _ONE_IN[sole.role] % len(roles)]
                yield _mistaken(sole, said, defined[slug(said)], base)


def _mistaken(sole: SoleRole, said: Role, definition: Definition, base: FactBase) -> FactGroup:
    muscle, exercise = sole.claim.muscle, sole.exercise
    they = "they are" if muscle.plural else "it is"
    are = "are" if muscle.plural else "is"
    options = {
        each: "the conclusion; the role is correct"
        if each is said
        else f"the role; {they} {predicate(each, plural=muscle.plural)}"
        for each in _TEXTS
    }
    conclusion = _TEXTS[said].conclusion
    role = predicate(sole.role, plural=muscle.plural)
    truth = f"the {muscle.name} {are} {role} in the {exercise.name}"
    stated = f"{capitalised(truth)}."
    rule = f"{stated} {_TEXTS[said].rule}."
    return FactGroup(
        id=sole.claim.id,
        facts=(sole.claim, definition),
        slots={
            "exercise": exercise,
            "muscle": muscle,
            "said": predicate(said, plural=muscle.plural),
            "conclusion": conclusion if muscle.plural else _third_person(conclusion),
            "why": rule if said is sole.role else with_reason(stated, sole.claim, base),
        },
        key=(options[sole.role],),
        distractors=tuple(
            Distractor(
                text=text,
                reason=truth,
                proof=Proof.FUNCTIONAL,
                concept=f"role/{slug(role)}",
                because=(sole.claim,),
            )
            for role, text in options.items()
            if role is not sole.role
        ),
    )


def _third_person(phrase: str) -> str:
    adverb = "only "
    start = adverb if phrase.startswith(adverb) else ""
    return f"{start}{third_person(phrase.removeprefix(adverb))}"
