"""A simulated month of study: what is planned, asked and forgotten, without a terminal.

`python -m tests.support.study_month nasm 20 25` prints the figures for the built-in facts: the
exam, minutes a day, seconds a question.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from cards.cache.library import load_or_build
from cards.cache.tiers import tier_numbers
from cards.exams.scope import ExamScope
from cards.model.summary import CardSummary
from quiz.home.exams import chosen_exam
from quiz.home.paths import cache_folder
from quiz.log.days import study_day
from quiz.log.records import Review
from quiz.memory.fold import memory_after
from quiz.memory.recall_model import RecallModel, fitted
from quiz.memory.scheduler import reviewed
from quiz.memory.state import Memory
from quiz.session.kinds import RARE_KINDS
from quiz.study.candidates import candidates
from quiz.study.choice import Chosen
from quiz.study.days import exam_time, in_days
from quiz.study.forecast import Forecast, forecast
from quiz.study.forms import AskedBefore, form
from quiz.study.past import PastStudy, past_study
from quiz.study.plan import MISSED_DAYS, ROUND, Day, plan

BEGIN = datetime(2026, 11, 1, 18, tzinfo=UTC)
DAYS = 28
_A_WEEK = timedelta(days=7)
GUESS = 0.25


@dataclass
class StudyMonth:
    """A learner who studies for an exam in four weeks.

    Attributes:
        exam: The exam.
        cards: The cards that may be asked.
        tiers: The tier of each fact.
        minutes: The study time of a day.
        seconds: How long a question takes.
        random: Decides what is recalled.
        has_date: Whether the plan knows the day of the exam.
        answers: The answers, in the order of time.
        first: The forecast of the first day, for a learner who misses no day, as this one.
        after_a_week: The forecast after a week, with the learner's own times and memory.
    """

    exam: ExamScope
    cards: list[CardSummary]
    tiers: dict[str, int]
    minutes: int
    seconds: float
    random: Random
    has_date: bool = True
    answers: list[Review] = field(default_factory=list)
    first: Forecast | None = None
    after_a_week: Forecast | None = None
    spent: dict[str, float] = field(default_factory=dict)
    _memory: Memory = field(default_factory=Memory)
    _model: RecallModel = field(default_factory=RecallModel)

    def play(self) -> None:
        """Study every day but every sixth."""
        for number in range(DAYS):
            if (number + 1) % round(1 / MISSED_DAYS):
                self._study(BEGIN + timedelta(days=number))
                self._model = fitted(self._memory.trials, self._model)

    def _study(self, begin: datetime) -> None:
        today, moment = study_day(begin), begin
        while True:
            past = past_study(self.answers[-2000:], today)
            found = candidates(self.cards, self._memory, self.tiers, moment, self.exam.levels)
            day = self._day(moment, past)
            if self.has_date and self.first is None:
                self.first = forecast(found, day._replace(missed=0.0))
            if self.has_date and self.after_a_week is None and begin >= BEGIN + _A_WEEK:
                self.after_a_week = forecast(found, day)
            chosen = plan(found, day).chosen[:ROUND]
            if not chosen:
                break
            for card, each in zip(self._forms(chosen, past), chosen, strict=True):
                moment += timedelta(seconds=self.seconds)
                self._answer(card, each, moment, (moment - begin).total_seconds())
        self.spent[today] = (moment - begin).total_seconds()

    def _day(self, moment: datetime, past: PastStudy) -> Day:
        end = (BEGIN + timedelta(days=DAYS)).date()
        return Day(
            now=in_days(moment),
            exam=exam_time(end) if self.has_date else None,
            seconds=max(0.0, self.minutes * 60 - past.seconds),
            shares=self.exam.shares,
            recent=past.subjects,
            model=self._model,
            times=past.times,
            begun=past.begun,
            daily=self.minutes * 60,
            missed=MISSED_DAYS if past.missed is None else past.missed,
        )

    def _forms(self, chosen: tuple[Chosen, ...], past: PastStudy) -> list[CardSummary]:
        level_of = {card.id: card.level for card in self.cards}
        levels = Counter(level_of[card] for card in past.latest)
        found = []
        for each in chosen:
            practice = each.candidate.practice
            days_right = 0.0 if practice is None else practice.successes
            asked = AskedBefore(past.cards, levels)
            card = form(each.candidate.cards, days_right, asked, self.exam.levels, self.random)
            levels[card.level] += 1
            found.append(card)
        return found

    def _answer(self, card: CardSummary, chosen: Chosen, moment: datetime, elapsed: float) -> None:
        known = self._memory.facts.get(card.about)
        recall = 0.15 if known is None else known.retrievability(moment)
        is_right = self.random.random() < recall + (1 - recall) * GUESS
        answer = Review(
            session=study_day(moment),
            writer=study_day(moment),
            counter=len(self.answers),
            position=len(self.answers),
            at=moment,
            day=study_day(moment),
            fact=card.about,
            card=card.id,
            template=card.template,
            kind=card.kind,
            tests=card.tests,
            outcome="right" if is_right else "wrong",
            score=float(is_right),
            seconds=self.seconds / 2,
            elapsed=elapsed - self.seconds / 2,
            version="x",
            facts=(card.about,),
            why=chosen.why.value,
        )
        self.answers.append(answer)
        self._memory = memory_after(self._memory, [answer], reviewed)

    # -- figures -----------------------------------------------------------------------------------

    @property
    def met(self) -> Counter[str]:
        """On how many days each fact was asked."""
        return Counter(fact for fact, _ in {(answer.fact, answer.day) for answer in self.answers})

    def practised(self, days: int = 3) -> int:
        """How many facts were asked on at least that many days."""
        return sum(count >= days for count in self.met.values())

    def firm(self) -> int:
        """How many facts are firm."""
        return sum(each.is_firm for each in self._memory.facts.values())

    def shares(self, latest: int = 100) -> Counter[str]:
        """The subjects of the latest questions."""
        return Counter(answer.tests for answer in self.answers[-latest:])

    def levels(self, latest: int = 300) -> Counter[str]:
        """The levels of the latest questions."""
        level_of = {card.id: card.level for card in self.cards}
        return Counter(level_of[answer.card] for answer in self.answers[-latest:])


def month(
    exam: str, minutes: int, seconds: float, seed: int, *, has_date: bool = True
) -> StudyMonth:
    """A month for an exam, with the built-in facts; not played yet."""
    library = load_or_build((), only=False, stance=None, derived=True, keep=cache_folder())
    scope = chosen_exam(exam)
    cards = [
        card
        for card in library.summaries
        if not card.optional
        and not card.opinion
        and card.kind not in RARE_KINDS
        and scope.allows(card)
        and scope.weighs(card)
    ]
    tiers = dict(tier_numbers(library, scope, cache_folder()))
    return StudyMonth(scope, cards, tiers, minutes, seconds, Random(seed), has_date)


def lines(played: StudyMonth) -> Iterator[str]:
    """The figures of a month, to read."""
    yield f"questions {len(played.answers)}, facts met {len(played.met)}"
    yield f"asked on three days {played.practised()}, firm {played.firm()}"
    for expected in (played.first, played.after_a_week):
        if expected is None:
            continue
        yield f"forecast: {sum(expected.practised.values())}, {sum(expected.firm.values()):.0f}"
    yield f"why {Counter(answer.why for answer in played.answers)}"
    total, shown = sum(played.exam.shares.values()), played.shares()
    for subject, share in sorted(played.exam.shares.items()):
        yield f"  {subject:16} {100 * share / total:5.1f} {shown[subject]:4}"
    levels = played.levels()
    for level, aim in played.exam.levels.items():
        yield f"  {level:16} {aim:5.1f} {100 * levels[level] / levels.total():6.1f}"


if __name__ == "__main__":
    asked = month(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), seed=1)
    asked.play()
    sys.stdout.write("".join(f"{line}\n" for line in lines(asked)))
