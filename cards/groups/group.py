"""Groups of facts that one card asks about together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cards.derive.reason import Reason
from cards.model.card import Distractor
from cards.model.fact import Fact, SlotValue

FEWEST = 2
"""Minimum number of right answers or pairs; with one, it would be a plain choice."""

MOST_LISTED = 4
"""Number of muscles that a sentence names as examples."""


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """The facts of a card on several facts.

    A group holds everything that belongs to it; a question shows a part (see `selection`). So the
    id names only the group, so it does not change when facts are added.

    Attributes:
        id: The id of what the facts have in common; part of the card's id.
        facts: The facts; the first one determines the context that is shown. In a
            group of pairs or of right answers, one for each of `key`, after those on the whole.
        slots: The values of the slots: nouns or texts by name.
        key: The right answers: all that apply, the right-hand sides of pairs, or the items in
            order.
        left_side: The left-hand sides of pairs, in the order of `key`.
        reasons: Why each item of `key` is right, in the same order.
        why: Why the key is right, if that is derived.
        distractors: The options proven wrong; in a matching, the possible spares.
        ruled_out: In a matching, the options proven wrong for each pair; see `Card.ruled_out`.
        regions: Ids of the regions of a map, by the options that they belong to.
    """

    id: str
    facts: tuple[Fact, ...]
    slots: Mapping[str, SlotValue]
    key: tuple[str, ...]
    left_side: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    why: Reason | None = None
    distractors: tuple[Distractor, ...] = ()
    ruled_out: tuple[frozenset[int], ...] = ()
    regions: Mapping[str, str] = field(default_factory=dict)


_Subject = TypeVar("_Subject")


@dataclass(frozen=True, kw_only=True)
class MatchingPair(Generic[_Subject]):
    """A pair of a matching.

    Attributes:
        subject: The subject of the left-hand side.
        concept: The concept of the right-hand side, as in distractors.
    """

    fact: Fact
    subject: _Subject
    left_side: str
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
        id_: The id of the group.
        slots: The values of the slots of the wordings.
        pairs: All pairs, by id; of two with the same sides, the first counts.
        spares: Right-hand sides that may be shown without belonging to any pair.
        wrong: The concepts that are proven wrong for the subject of each pair.
        facts: Facts on the whole group, besides those of the pairs.
    """
    pairs = list({(pair.left_side, pair.right): pair for pair in reversed(pairs)}.values())[::-1]
    concepts = [*(pair.concept for pair in pairs), *(spare.concept for spare in spares)]
    numbers: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts):
        numbers.setdefault(concept, []).append(number)
    return FactGroup(
        id=id_,
        facts=(*facts, *(pair.fact for pair in pairs)),
        slots=slots,
        key=tuple(pair.right for pair in pairs),
        left_side=tuple(pair.left_side for pair in pairs),
        reasons=tuple(pair.reason for pair in pairs),
        distractors=tuple(spares),
        ruled_out=tuple(
            frozenset(n for concept in wrong[pair.subject] for n in numbers.get(concept, ()))
            for pair in pairs
        ),
    )


def slug(text: str) -> str:
    """A role or a region as part of an id."""
    return text.replace(" ", "-")


def listed(facts: Iterable[Fact]) -> str:
    """Their muscles as part of a sentence: "the quadriceps and the hip adductors"."""
    muscles = (fact.about.muscle for fact in facts)
    names = [f"the {muscle.name}" for muscle in muscles if muscle is not None]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
