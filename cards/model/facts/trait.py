"""Traits: short claims on an exercise or a muscle, for which the program writes the sentence."""

from typing import TYPE_CHECKING, Literal

from cards.model.fact import fact_id
from cards.model.vocabulary import Phase
from cards.named_tuple import NamedTuple

if TYPE_CHECKING:
    from cards.model.entry import FactEntry, Said


class Trait(NamedTuple):
    """How a statement is written as a trait.

    Attributes:
        key: Its key under `traits`.
        of: The kind of noun that has the trait.
        help: A line for authors.
        singular: The words after the name in the sentence; `{}` is the value.
        plural: The same where the name takes a plural verb.
    """

    key: str
    of: Literal["exercise", "muscle"]
    help: str
    singular: str
    plural: str


def trait_parts(
    entry: "FactEntry", trait: Trait, type_: str, phase: Phase | None, shown: str, value: str | None
) -> "Said":
    """The arguments that a trait shares with other statements; ends the reading of the entry.

    Args:
        entry: The entry.
        trait: The trait.
        type_: The type of the fact.
        phase: The phase in which it holds.
        shown: The value as the sentence has it.
        value: The value in the id of the fact.
    """
    cited = entry.cited()
    exercise, muscle = entry.exercise, entry.muscle
    noun = entry.need(exercise or muscle)
    words = (trait.plural if noun.plural else trait.singular).format(shown)
    if phase is not None and exercise is not None:
        words += f" {'throughout' if phase is Phase.THROUGHOUT else exercise.phases[phase]}"
    return {
        "id": fact_id((noun.id, phase, type_, value), cited),
        "says": f"The {noun.name} {words}.",
        "gap": None,
        "gapped": None,
        "accept": (),
        "exercise": exercise,
        "muscle": muscle,
        "thing": None,
        "phase": phase,
        "describes": None,
        **cited,
    }
