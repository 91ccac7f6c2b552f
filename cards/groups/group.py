"""A matter: what several facts make together, ready to be asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cards.model.base import FactBase
from cards.model.card import Distractor
from cards.model.fact import Fact, SlotValue
from cards.model.facts.role import built_on
from cards.model.nouns import Exercise

FEWEST, MOST = 2, 4
"""Keys of one card: one is a plain choice, and more than four are a list to learn by heart."""


MOST_TO_ORDER = 6
"""Items of an order; of a longer one the first are asked."""


@dataclass(frozen=True, kw_only=True)
class FactGroup:
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
    nouns: Mapping[str, SlotValue]
    key: tuple[str, ...]
    left: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    reasons: tuple[str, ...] = ()


def nouns_of(exercise: Exercise, base: FactBase, **others: SlotValue) -> dict[str, SlotValue]:
    """What fills the slots of a matter in an exercise; its joint action too, if it is stated."""
    nouns: dict[str, SlotValue] = {"exercise": exercise, **others}
    action = built_on(base.main_actions(exercise))
    return nouns if action is None else {"action": action, **nouns}


def slug(role: str) -> str:
    """A role as it stands in an id."""
    return role.replace(" ", "-")


def listed(facts: Iterable[Fact]) -> str:
    """Their muscles in a sentence: "the quadriceps and the hip adductors"."""
    muscles = (fact.about.muscle for fact in facts)
    names = [f"the {muscle.name}" for muscle in muscles if muscle is not None]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
