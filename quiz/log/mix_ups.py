"""Mix-ups: one concept answered where another of its closed vocabulary is right.

A mix-up has a direction. It is named from the second time on, because one answer may be a slip. It
fades with time and with each right answer, and is settled after right answers on two later days.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from cards.value_class import value_class

FEWEST = 2
"""Answers that make a mix-up: one may be a slip."""

SETTLED_AFTER = 2
"""Days with a right answer, after that of the last slip."""

HALF_LIFE = 14.0
"""Days after which a slip counts half."""

RIGHT_KEEPS = 0.9
"""The part of a slip's weight that a later right answer leaves."""

LIVE = 0.5
"""The least weight of a mix-up that still counts: two slips that are four weeks old."""


class ConceptAnswer(Protocol):
    """An answer to a question whose right answer is a concept; a `Review` is one."""

    @property
    def day(self) -> str:
        """The study day."""

    @property
    def card(self) -> str:
        """Id of the card."""

    @property
    def asked_for(self) -> str | None:
        """The right concept."""

    @property
    def taken_for(self) -> str | None:
        """The concept that was answered instead."""

    @property
    def right(self) -> bool:
        """Whether it was wholly right."""


class ConceptRow(NamedTuple):
    """An answer to a question whose right answer is a concept; see `ConceptAnswer`."""

    day: str
    card: str
    asked_for: str | None
    taken_for: str | None
    right: bool


def slipped(rows: Iterable[ConceptRow]) -> tuple[ConceptRow, ...]:
    """The answers on concepts for which another was ever taken; others are part of no mix-up."""
    every = tuple(rows)
    concepts = {row.asked_for for row in every if row.taken_for is not None}
    return tuple(row for row in every if row.asked_for in concepts)


@value_class(frozen=True, kw_only=True)
class MixUp:
    """One concept answered where another is right.

    Attributes:
        asked_for: The right concept: `contraction/eccentric`.
        taken_for: The concept that was answered.
        count: How often.
        asked: How often the right concept was asked in all, to show `count` of `asked`.
        cards: The cards it happened on, the latest last.
        weight: Its weight after fading; a mistake of today counts 1.
        is_settled: Whether right answers on two later days followed the last slip.
    """

    asked_for: str
    taken_for: str
    count: int
    asked: int
    cards: tuple[str, ...] = ()
    weight: float = 0.0
    is_settled: bool = False

    @property
    def is_live(self) -> bool:
        """Whether it should be practised."""
        return not self.is_settled and self.weight >= LIVE


def mix_ups(
    answers: Iterable[ConceptAnswer], vocabularies: Mapping[str, str], today: date
) -> tuple[MixUp, ...]:
    """All mix-ups: those that are not settled first, then the heaviest.

    Args:
        answers: The answers that count, in the order of time.
        vocabularies: The closed vocabulary of each concept that belongs to one.
        today: The study day.
    """
    concepts: dict[str, _Concept] = {}
    for answer in answers:
        right = answer.asked_for
        if right is not None and right in vocabularies:
            concepts.setdefault(right, _Concept()).add(answer, right, vocabularies)
    found = (
        MixUp(
            asked_for=right,
            taken_for=wrong,
            count=len(slips),
            asked=concept.asked,
            cards=tuple(dict.fromkeys(slip.card for slip in slips)),
            weight=sum(concept.weight(slip, today) for slip in slips),
            is_settled=concept.right_days_after(slips[-1]) >= SETTLED_AFTER,
        )
        for right, concept in concepts.items()
        for wrong, slips in concept.slips.items()
        if len(slips) >= FEWEST
    )
    return tuple(
        sorted(found, key=lambda m: (m.is_settled, -m.weight, -m.count, m.asked_for, m.taken_for))
    )


def contrasts(found: Iterable[MixUp]) -> dict[str, Collection[str]]:
    """The wrong options to prefer, by the right concept: those of live mix-ups.

    In both directions: otherwise the two would only be shown together where one of them is right.
    """
    pairs = [(mix.asked_for, mix.taken_for) for mix in found if mix.is_live]
    preferred: dict[str, Collection[str]] = {}
    for right, wrong in (*pairs, *((b, a) for a, b in pairs)):
        if wrong not in preferred.get(right, ()):
            preferred[right] = (*preferred.get(right, ()), wrong)
    return preferred


def are_mixed_up(one: str, other: str, vocabularies: Mapping[str, str]) -> bool:
    """Whether two concepts are different ones of one closed vocabulary."""
    known = vocabularies.get(one)
    return one != other and known is not None and known == vocabularies.get(other)


@value_class(frozen=True)
class _Slip:
    """A wrong answer.

    Attributes:
        right_before: How many right answers to the concept came before it.
    """

    day: str
    card: str
    right_before: int


class _Concept:
    """The answers to the questions in which one concept is right."""

    def __init__(self) -> None:
        self.asked = 0
        self.slips: dict[str, list[_Slip]] = {}
        self._right = 0
        self._right_days: set[str] = set()

    def add(self, answer: ConceptAnswer, right: str, vocabularies: Mapping[str, str]) -> None:
        self.asked += 1
        if answer.right:
            self._right += 1
            self._right_days.add(answer.day)
        wrong = answer.taken_for
        if wrong is not None and are_mixed_up(right, wrong, vocabularies):
            slip = _Slip(answer.day, answer.card, self._right)
            self.slips.setdefault(wrong, []).append(slip)

    def weight(self, slip: _Slip, today: date) -> float:
        try:
            days = max(0, (today - date.fromisoformat(slip.day)).days)
        except ValueError:  # a log written by another program may have days that are none
            return 0.0
        right_after = self._right - slip.right_before
        return float(0.5 ** (days / HALF_LIFE) * RIGHT_KEEPS**right_after)

    def right_days_after(self, slip: _Slip) -> int:
        return sum(day > slip.day for day in self._right_days)
