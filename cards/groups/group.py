"""What several facts make together, ready to be asked about."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cards.model.base import FactBase
from cards.model.card import Distractor
from cards.model.fact import Fact, SlotValue
from cards.model.facts.role import built_on
from cards.model.nouns import Exercise

FEWEST = 2
"""Right answers or pairs of a group: one alone is a plain choice."""

MOST_LISTED = 4
"""Muscles that a sentence names as examples."""


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """What a card on several facts is about.

    A group holds everything that belongs to it; a question shows a part (see `selection`). So the
    id names the group alone, and stays when its facts become more.

    Attributes:
        id: Names what the facts have in common; the card's id is the template's and this.
        facts: All of them; the first gives the card its place in the terminal and in Anki. In a
            group of pairs or of right answers, one for each of `key`, after those on the whole.
        slots: What fills the slots of the wordings: names of slots to nouns or texts.
        key: What is right: all that apply, the pairs' right-hand sides, or the items in order.
        left: The left-hand sides of pairs, in the order of `key`.
        reasons: Why each of `key` is right, in its order.
        distractors: Everything that is proven wrong; in a matching, the possible spares.
        ruled_out: In a matching, what is proven wrong for each pair; see `Card.ruled_out`.
    """

    id: str
    facts: tuple[Fact, ...]
    slots: Mapping[str, SlotValue]
    key: tuple[str, ...]
    left: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    ruled_out: tuple[frozenset[int], ...] = ()


_Subject = TypeVar("_Subject")


@dataclass(frozen=True, kw_only=True)
class MatchingPair(Generic[_Subject]):
    """One pair of a matching.

    Attributes:
        subject: What the left-hand side stands for.
        concept: What the right-hand side stands for, named as distractors name theirs.
    """

    fact: Fact
    subject: _Subject
    left: str
    right: str
    concept: str
    reason: str


def matching(
    id_: str,
    slots: Mapping[str, SlotValue],
    pairs: Sequence[MatchingPair[_Subject]],
    spares: Sequence[Distractor],
    wrong: Mapping[_Subject, Collection[str]],
    facts: Sequence[Fact] = (),
) -> FactGroup:
    """A group of pairs.

    Args:
        id_: The group's.
        slots: What fills the slots of the wordings.
        pairs: All pairs, by id; of two with the same sides, the first counts.
        spares: Right-hand sides that may be shown without belonging to any pair.
        wrong: The concepts that are proven wrong for the subject of each pair.
        facts: Facts on the whole group, besides those of the pairs.
    """
    pairs = list({(pair.left, pair.right): pair for pair in reversed(pairs)}.values())[::-1]
    concepts = [*(pair.concept for pair in pairs), *(spare.concept for spare in spares)]
    numbers: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts):
        numbers.setdefault(concept, []).append(number)
    return FactGroup(
        id=id_,
        facts=(*facts, *(pair.fact for pair in pairs)),
        slots=slots,
        key=tuple(pair.right for pair in pairs),
        left=tuple(pair.left for pair in pairs),
        reasons=tuple(pair.reason for pair in pairs),
        distractors=tuple(spares),
        ruled_out=tuple(
            frozenset(n for concept in wrong[pair.subject] for n in numbers.get(concept, ()))
            for pair in pairs
        ),
    )


def slots_of(exercise: Exercise, base: FactBase, **others: SlotValue) -> dict[str, SlotValue]:
    """What fills the slots of a group in an exercise; its joint action too, if it is stated."""
    slots: dict[str, SlotValue] = {"exercise": exercise, **others}
    action = built_on(base.main_actions(exercise))
    return slots if action is None else {"action": action, **slots}


def slug(text: str) -> str:
    """A role or a region as an id writes it."""
    return text.replace(" ", "-")


def listed(facts: Iterable[Fact]) -> str:
    """Their muscles in a sentence: "the quadriceps and the hip adductors"."""
    muscles = (fact.about.muscle for fact in facts)
    names = [f"the {muscle.name}" for muscle in muscles if muscle is not None]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
