"""Words of an answer that repeat the question, or say what a role is a role in."""

from cards.answers.asked import Asked
from cards.answers.normalisation import normalise, spellings
from cards.answers.reach import performed
from cards.answers.roles import actions_of
from cards.answers.vocabulary import Sort
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise
from cards.model.vocabulary import Role


def is_context(part: str, asked: Asked) -> bool:
    """Whether a part of an answer names something that the question is about."""
    nouns = {noun.id for fact in asked.facts for noun in (*fact.nouns, *actions_of(fact, asked))}
    about = asked.fact.about
    exercise = about.exercise if asked.sorts == {Sort.ROLE} else None
    if exercise is not None and _is_short_for(part, exercise):
        return True
    spelt = asked.lexicon.spelt(spellings(part))
    phase = about.phase if about.phase is not None else ""
    joints = asked.base.anatomy.joints_of(about.muscle) if about.muscle is not None else frozenset()
    known = {*nouns, phase, *joints}
    return any(c.id in known or (c.sort is Sort.ACTION and _fits(c.id, asked)) for c in spelt)


def _is_short_for(part: str, exercise: Exercise) -> bool:
    """Whether words are a part of the name of an exercise: "in the squat"."""
    words = frozenset(normalise(part).split())
    return words < frozenset(normalise(exercise.name).split())


def _fits(action: str, asked: Asked) -> bool:
    """Whether a joint action is one that the muscle of a question on roles has its role in.

    The gluteus maximus of a leg raise is the "antagonist for hip flexion".
    """
    claim = asked.fact
    if asked.sorts != {Sort.ROLE} or not isinstance(claim, RoleClaim):
        return False
    does = performed(claim.muscle, asked.base)
    if claim.role is Role.ANTAGONIST:
        return asked.base.opposite(action) in does
    return claim.role is Role.STABILISER or action in does
