"""How many facts an exam can ask about in each subject, and how many its share needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from cards.exams.profile import ExamProfile
from cards.model.card import Card
from cards.model.vocabulary import Subject

FACTS_PER_PERCENT = 1.5
"""The facts that one percent of an exam needs, so that a month of study does not repeat itself."""

FEWEST_FACTS = 8
"""The facts that the smallest subject of an exam needs."""


@dataclass(frozen=True, kw_only=True)
class Supply:
    """The facts on one subject that the questions of an exam can be about.

    Attributes:
        share: Percent of the questions of the exam.
        facts: The facts with a card that is asked by default: those that hold in general, and
            those of the body that sets the exam.
    """

    subject: Subject
    share: float
    facts: int

    @property
    def needed(self) -> int:
        """The facts that this share needs."""
        return max(FEWEST_FACTS, ceil(FACTS_PER_PERCENT * self.share))

    @property
    def is_enough(self) -> bool:
        """Whether there are as many facts as this share needs."""
        return self.facts >= self.needed


def supplies(profile: ExamProfile, cards: Iterable[Card]) -> Iterator[Supply]:
    """The supply of each subject of an exam, in the order of the subjects."""
    facts: Mapping[Subject, set[str]] = {subject: set() for subject in Subject}
    for card in cards:
        if not card.optional and is_asked(card, profile):
            facts[card.tests].add(card.fact.id)
    whole = sum(profile.shares.values())
    for subject in Subject:
        share = 100 * profile.shares.get(subject, 0) / whole
        if share:
            yield Supply(subject=subject, share=share, facts=len(facts[subject]))


def is_asked(card: Card, profile: ExamProfile) -> bool:
    """Whether an exam asks a card: no other body's teaching, and no opinion."""
    return not card.opinion and (profile.stance is None or card.body in (None, profile.stance))
