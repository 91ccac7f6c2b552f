"""The numbers of the memory of a fact that a plan needs; they load faster than the memory."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cards.named_tuple import NamedTuple

if TYPE_CHECKING:
    from quiz.memory.state import Memory


class KnownFact(NamedTuple):
    """The memory of a fact, as a plan needs it.

    Attributes:
        successes: Right answers for the recall model; see `FactMemory`.
        failures: Other answers, counted alike.
        last: The moment of the last answer, in seconds since 1970.
        stability: The days after which its retrievability is 0.9.
        due_day: The study day on which it is due, as the number of the day.
        due_at: The moment of that day from which it is due, in seconds since 1970; None for all of
            the day.
        was_right: Whether the last answer was right.
        right_days: On how many study days it was answered right.
    """

    successes: float
    failures: float
    last: float
    stability: float
    due_day: int
    due_at: float | None
    was_right: bool
    right_days: int


def known_facts(memory: "Memory") -> Mapping[str, KnownFact]:
    """The facts that a memory has, by their ids."""
    return {
        fact: KnownFact(
            each.successes,
            each.failures,
            each.last_review.timestamp(),
            each.stability,
            each.due_day.toordinal(),
            None if each.due_at is None else each.due_at.timestamp(),
            each.was_right,
            each.right_days,
        )
        for fact, each in memory.facts.items()
    }
