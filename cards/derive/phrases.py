"""Joint actions in sentences: those of an exercise, and those of a muscle."""

from collections.abc import Sequence

from cards.english import gerund, third_person
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Phase

MOST_NAMED = 3
"""Joint actions that fit into a clause."""

_LONGEST = 50
"""Characters of joint actions that fit into a clause."""

_YOU = "as you "


def movement(exercise: Exercise, phase: Phase, all_: Sequence[Term], chief: Sequence[Term]) -> str:
    """A clause on the movement in a phase: "standing up is hip and knee extension".

    Args:
        exercise: The exercise.
        phase: The phase; the words for it are the exercise's own.
        all_: All joint actions of the movement.
        chief: Those that matter; the others are omitted if there are many.
    """
    doing = _as_a_noun(exercise.phases.get(phase, ""))
    if doing is None and phase is Phase.LIFTING:
        doing = f"the {exercise.name}"
    if doing is not None:
        named = named_actions(all_, chief)
        verb = "is" if len(named) == len(all_) else "includes"
        return f"{doing} {verb} {joined_actions(named)}"
    when = exercise.phases.get(phase, f"in the {exercise.name}")
    return f"{when}, {joined_actions(chief)} {'take' if len(chief) > 1 else 'takes'} place"


def named_actions(all_: Sequence[Term], chief: Sequence[Term]) -> Sequence[Term]:
    """The joint actions of a movement that a clause names: all, or the chief ones of many."""
    few = len(all_) <= MOST_NAMED and len(joined_actions(all_)) <= _LONGEST
    return all_ if few else chief


def _as_a_noun(when: str) -> str | None:
    """The words for a phase as a noun: "standing up"; None if they do not say what you do."""
    verb = when.removeprefix(_YOU)
    # After "and" comes another verb, or a list: "press and turn the dumbbells".
    return None if verb == when or " and " in verb else gerund(verb)


def joined_actions(actions: Sequence[Term]) -> str:
    """Joint actions in a sentence: "hip and knee extension"."""
    names = [action.name for action in actions]
    last_words = {name.rpartition(" ")[2] for name in names}
    if len(names) > 1 and len(last_words) == 1 and all(name.count(" ") == 1 for name in names):
        return f"{joined([name.partition(' ')[0] for name in names])} {last_words.pop()}"
    return joined(names)


def joined_predicates(predicates: Sequence[str]) -> str:
    """Predicates in a sentence, with a shared object only once: "adducts and extends the hip"."""
    verbs, objects = zip(*(text.partition(" the ")[::2] for text in predicates), strict=True)
    if len(verbs) > 1 and objects[0] and len(set(objects)) == 1:
        return f"{joined(verbs)} the {objects[0]}"
    return joined(predicates)


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
