"""Joint actions in sentences: those of an exercise, and those of a muscle."""

from collections.abc import Sequence

from cards.english import gerund, third_person
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Phase

MOST_NAMED = 3
"""Joint actions that fit into a clause."""

_YOU = "as you "


def named_actions(actions: Sequence[Term], chief: Sequence[Term]) -> Sequence[Term]:
    """The joint actions of a movement that a clause names: all, or the chief ones of many."""
    return actions if len(actions) <= MOST_NAMED else chief


def movement(exercise: Exercise, actions: Sequence[Term], *, all_of_it: bool) -> str:
    """A clause on the movement of an exercise: "standing up is hip and knee extension".

    Args:
        exercise: The exercise.
        actions: The joint actions to name.
        all_of_it: Whether these are all joint actions of the movement.
    """
    verb = "is" if all_of_it else "includes"
    return f"{_lifting(exercise)} {verb} {joined_actions(actions)}"


def _lifting(exercise: Exercise) -> str:
    """The movement of the lifting phase in words: "standing up"; else the exercise."""
    when = exercise.phases.get(Phase.LIFTING, "")
    verb = when.removeprefix(_YOU)
    # After "and" comes another verb, or a list: "press and turn the dumbbells".
    if verb == when or " and " in verb:
        return f"the {exercise.name}"
    return gerund(verb)


def joined_actions(actions: Sequence[Term]) -> str:
    """Joint actions in a sentence: "hip and knee extension"."""
    names = [action.name for action in actions]
    last_words = {name.rpartition(" ")[2] for name in names}
    if len(names) > 1 and len(last_words) == 1 and all(name.count(" ") == 1 for name in names):
        return f"{joined([name.partition(' ')[0] for name in names])} {last_words.pop()}"
    return joined(names)


def joined(texts: Sequence[str]) -> str:
    """Texts in a sentence: "a, b and c"."""
    *others, last = texts
    return " and ".join(part for part in (", ".join(others), last) if part)


def the_muscles(muscles: Sequence[Muscle]) -> str:
    """Muscles in a sentence: "the soleus and the gastrocnemius"."""
    return joined([f"the {muscle.name}" for muscle in muscles])


def does(action: Term, *, plural: bool) -> str:
    """The predicate of muscles that perform a joint action: "extends the hip"."""
    verb = action.verb or f"perform {action.name}"
    return verb if plural else third_person(verb)


def assists(action: Term, *, plural: bool) -> str:
    """The predicate of muscles that assist in a joint action."""
    return f"{'assist' if plural else 'assists'} in {action.name}"
