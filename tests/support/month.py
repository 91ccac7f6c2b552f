"""A simulated month of default quizzes: which subjects and facts come, and how often.

`python -m tests.support.month` prints the figures for the built-in facts.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from cards.cache.library import LoadedLibrary, load_or_build
from cards.model.summary import CardSummary
from quiz.home.paths import cache_folder
from quiz.log.past import Past
from quiz.schedule.sampling import sample
from quiz.schedule.scheduler import Mix
from quiz.schedule.shares import sizes, supply, weights
from quiz.session.kinds import RARE_KINDS
from tests.support.exams import SHARES

DAYS, QUIZZES, QUESTIONS = 28, 10, 10
"""A month of ten quizzes a day, with ten questions each."""

RIGHT = 0.7
"""How many of the answers are right."""

_BEGIN = datetime(2026, 11, 1, 18, tzinfo=UTC)
_ON_ROLES = ("role", "role-typed", "muscle-in-role")


@dataclass
class Month:
    """The questions of a month.

    Attributes:
        pool: The cards that could be asked.
        shares: The share of each subject in the exam.
        quizzes: The cards of each quiz.
        past: The answers on each fact.
    """

    pool: tuple[CardSummary, ...]
    shares: Mapping[str, float]
    quizzes: list[tuple[CardSummary, ...]] = field(default_factory=list)
    past: dict[str, Past] = field(default_factory=dict)

    @property
    def asked(self) -> list[CardSummary]:
        """All cards that were asked, in order."""
        return [card for quiz in self.quizzes for card in quiz]

    @property
    def role_facts(self) -> set[str]:
        """The facts on roles that a single-fact card asks about."""
        return {card.about for card in self.pool if card.template in _ON_ROLES}

    def coverage(self, times: int) -> float:
        """The part of the role facts that were asked at least that often."""
        facts = self.role_facts
        often = [f for f in facts if f in self.past and self.past[f].times >= times]
        return len(often) / len(facts)

    def expected(self) -> dict[str, float]:
        """The part of the questions that each subject should get, with the facts there are."""
        found = weights(supplies(self.pool), self.shares)
        return {subject: weight / sum(found.values()) for subject, weight in found.items()}


def supplies(pool: Iterable[CardSummary]) -> dict[str, float]:
    """The supply of each subject."""
    facts: dict[str, dict[str, set[str]]] = {}
    for card in pool:
        facts.setdefault(card.tests, {}).setdefault(card.template, set()).add(card.about)
    return {subject: supply(sizes(found)) for subject, found in facts.items()}


def simulate(library: LoadedLibrary, seed: int = 1) -> Month:
    """A month of a learner who takes default quizzes; equal seeds give the same month."""
    chance = Random(seed)
    pool = tuple(c for c in library.summaries if not c.opinion and not c.optional)
    month = Month(pool, SHARES)
    for number in range(DAYS * QUIZZES):
        cards = sample(
            pool,
            QUESTIONS,
            mix=Mix(month.shares, RARE_KINDS, library.sets),
            history=month.past.copy,
            now=_BEGIN + timedelta(days=number // QUIZZES, minutes=6 * (number % QUIZZES)),
            random=chance,
        )
        month.quizzes.append(cards)
        for card in cards:
            times = month.past[card.about].times if card.about in month.past else 0
            month.past[card.about] = Past(times + 1, chance.random() < RIGHT)
    return month


def parts(counted: Counter[str]) -> dict[str, float]:
    """Each count as a part of the total."""
    return {name: count / counted.total() for name, count in counted.items()}


def figures(month: Month) -> str:
    """The figures as text."""
    asked, expected = parts(Counter(card.tests for card in month.asked)), month.expected()
    lines = [f"{'subject':<16}{'asked':>8}{'expected':>10}"]
    for subject, part in sorted(expected.items(), key=lambda pair: -pair[1]):
        lines.append(f"{subject:<16}{asked.get(subject, 0):>8.1%}{part:>10.1%}")
    lines.append(f"{len(month.role_facts)} facts on roles, asked at least")
    lines += [f"  {times} times: {month.coverage(times):.0%}" for times in (1, 2, 3)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(figures(simulate(load_or_build(keep=cache_folder()))) + "\n")
