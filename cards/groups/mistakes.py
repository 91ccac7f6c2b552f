"""Statements on a role and its reason, either of which may be wrong."""

from collections.abc import Iterator
from enum import StrEnum
from zlib import crc32

from cards.derive.phrases import does
from cards.derive.reason import LONGEST
from cards.english import predicate
from cards.groups.group import FactGroup
from cards.groups.reasons import ExplainedRole, explained_roles
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Role


class CorrectPart(StrEnum):
    """The parts of a statement that are correct."""

    ROLE = "the role is right, the joint action wrong"
    ACTION = "the role is wrong, the joint action right"
    BOTH = "role and joint action are both right"
    NEITHER = "role and joint action are both wrong"


def statements_with_a_mistake(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """A statement on a role and its reason; each of the four answers is equally frequent.

    A role that leaves another one open is in no statement: who calls it wrong may mean the other.
    """
    parts = list(CorrectPart)
    for each, roles in explained_roles(exercise, base):
        if each.claim.open:
            continue
        number = crc32(f"correct {each.claim.id}".encode())
        yield _statement(each, roles, parts[number % len(parts)])


def _statement(each: ExplainedRole, roles: tuple[Role, Role], correct: CorrectPart) -> FactGroup:
    claim, muscle = each.claim, each.claim.muscle
    said, action = claim.role, each.performs
    if correct not in (CorrectPart.ROLE, CorrectPart.BOTH):
        said = next(role for role in roles if role is not claim.role)
    if correct not in (CorrectPart.ACTION, CorrectPart.BOTH):
        action = each.other
    role = predicate(claim.role, plural=muscle.plural)
    they, are = ("they", "are") if muscle.plural else ("it", "is")
    truth = f"the {muscle.name} {are} {role}"
    what = does(each.performs, plural=muscle.plural)
    return FactGroup(
        id=claim.id,
        facts=(claim,),
        slots={
            "exercise": claim.exercise,
            "muscle": muscle,
            "said": predicate(said, plural=muscle.plural),
            "does": does(action, plural=muscle.plural),
            "why": _explained(f"In the {claim.exercise.name} {truth}", f"{they} {what}", each),
        },
        key=(correct.value,),
        distractors=tuple(
            Distractor(
                text=other.value,
                reason=_refuted(other, correct, truth, (muscle, what)),
                proof=Proof.FUNCTIONAL,
                concept=f"correct/{other.name.lower()}",
                because=(claim, *each.unable.facts),
            )
            for other in CorrectPart
            if other is not correct
        ),
    )


_WITH_RIGHT_ROLE = (CorrectPart.ROLE, CorrectPart.BOTH)
_WITH_RIGHT_ACTION = (CorrectPart.ACTION, CorrectPart.BOTH)


def _refuted(
    option: CorrectPart, correct: CorrectPart, role: str, does_: tuple[Muscle, str]
) -> str:
    """The truth on what an answer gets wrong: the role, the joint action, or both."""
    muscle, action = does_
    wrong_role = (option in _WITH_RIGHT_ROLE) is not (correct in _WITH_RIGHT_ROLE)
    wrong_action = (option in _WITH_RIGHT_ACTION) is not (correct in _WITH_RIGHT_ACTION)
    if wrong_role and wrong_action:
        return f"{role}, and {'they' if muscle.plural else 'it'} {action}"
    return role if wrong_role else f"the {muscle.name} {action}"


def _explained(truth: str, performs: str, each: ExplainedRole) -> str:
    """The role with its reason; without the movement of the exercise if that is too long."""
    whole = f"{truth}. {each.why.sentence}."
    return whole if len(whole) <= LONGEST else f"{truth}: {performs}."
