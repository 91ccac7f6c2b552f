"""The plan as `primemover study` makes it, and variants with one constraint less.

The answers are records of a review log. Memory, past, candidates, plan and forms come from the code
that a learner uses; the loop of `quiz.cli.studying` is repeated here without a terminal.
"""

from collections import Counter, deque
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from cards.model.summary import CardSummary
from quiz.log.days import study_day
from quiz.log.records import Review
from quiz.memory.fold import memory_after
from quiz.memory.recall_model import RecallModel, fitted
from quiz.memory.scheduler import reviewed
from quiz.memory.state import Memory
from quiz.study.candidates import candidates
from quiz.study.days import exam_time, in_days
from quiz.study.forms import AskedBefore, form
from quiz.study.past import past_study
from quiz.study.plan import MISSED_DAYS, ROUND, Day, NewFactLimits, plan
from tests.simulation.course import FORMS, LEVELS, SHARES, Course, CourseQuestion
from tests.simulation.policies.queue import BEGIN

if TYPE_CHECKING:
    from quiz.study.choice import Chosen
    from tests.simulation.policies.policy import CourseAnswer

_LATELY = 2_000
"""The latest answers, as `quiz.cli.studying` reads them."""


class Constraints(NamedTuple):
    """The constraints of a plan, apart from the gain.

    Attributes:
        has_shares: Whether the subjects have the shares of the exam.
        round_length: Questions until the plan is made again.
        limits: When facts may be begun, and how many.
        is_on_time: Whether a question that would go over the minutes is left for another day.
    """

    has_shares: bool = True
    round_length: int = ROUND
    limits: NewFactLimits = NewFactLimits()
    is_on_time: bool = True


class PlannedPolicy:
    """Asks what the plan of the day says."""

    def __init__(self, course: Course, random: Random, constraints: Constraints) -> None:
        self._course, self._random, self._constraints = course, random, constraints
        self._shares = SHARES if constraints.has_shares else {"all": 1.0}
        self._cards = _cards(course, random, has_subjects=constraints.has_shares)
        self._questions = {card.id: _question(card) for card in self._cards}
        self._summaries = {card.id: card for card in self._cards}
        self._memory, self._model = Memory(), RecallModel()
        self._answers: list[Review] = []
        self._folded = 0
        self._round: deque[tuple[CardSummary, Chosen]] = deque()
        self._asked: tuple[CardSummary, Chosen] | None = None
        self._day, self._begin = -1, 0.0

    def choose(self, now: float, seconds: float) -> CourseQuestion | None:
        if int(now) != self._day:
            self._day, self._begin = int(now), now
            self._round.clear()
            self._fold()
            self._model = fitted(self._memory.trials, self._model)
        if not self._round:
            self._plan(now, seconds)
        if not self._round:
            return None
        self._asked = self._round.popleft()
        return self._questions[self._asked[0].id]

    def learn(self, answer: "CourseAnswer") -> None:
        if self._asked is None:
            raise ValueError("An answer without a question.")
        card, chosen = self._asked
        at = BEGIN + timedelta(days=answer.at)
        today = study_day(at)
        self._answers.append(
            Review(
                session=today,
                writer=today,
                counter=len(self._answers),
                position=len(self._answers),
                at=at,
                day=today,
                fact=card.about,
                card=card.id,
                template=card.template,
                kind=card.kind,
                tests=card.tests,
                outcome="right" if answer.is_right else "wrong",
                score=float(answer.is_right),
                seconds=answer.seconds,
                elapsed=(answer.at - self._begin) * 86_400,
                version="",
                facts=(card.about,),
                why=chosen.why.value,
            )
        )

    def _fold(self) -> None:
        self._memory = memory_after(self._memory, self._answers[self._folded :], reviewed)
        self._folded = len(self._answers)

    def _plan(self, now: float, seconds: float) -> None:
        self._fold()
        moment = BEGIN + timedelta(days=now)
        past = past_study(self._answers[-_LATELY:], study_day(moment))
        found = candidates(self._cards, self._memory, {}, moment, LEVELS)
        day = Day(
            now=in_days(moment),
            exam=exam_time((BEGIN + timedelta(days=self._course.days)).date()),
            seconds=seconds,
            shares=self._shares,
            recent=past.subjects,
            model=self._model,
            times=past.times,
            daily=self._course.minutes * 60,
            missed=MISSED_DAYS if past.missed is None else past.missed,
            limits=self._constraints.limits,
        )
        chosen = plan(found, day).chosen
        if not chosen and not self._constraints.is_on_time:
            chosen = plan(found, day._replace(seconds=seconds + day.times.new)).chosen[:1]
        levels = Counter(self._summaries[card].level for card in past.latest)
        for each in chosen[: self._constraints.round_length]:
            practice = each.candidate.practice
            successes = 0.0 if practice is None else practice.successes
            asked = AskedBefore(past.cards, levels)
            card = form(each.candidate.cards, successes, asked, LEVELS, self._random)
            levels[card.level] += 1
            self._round.append((card, each))


def _cards(course: Course, random: Random, *, has_subjects: bool) -> list[CardSummary]:
    """The cards of a course; their numbers, and so the order of new facts, are random."""
    subjects = course.subjects
    order = random.sample(range(course.facts), course.facts)
    return [
        CardSummary(
            id=f"{fact}/{number}",
            template=each.name,
            tests=subjects[fact] if has_subjects else "all",
            kind=each.kind.value,
            level=list(LEVELS)[each.side],
            opinion=False,
            optional=False,
            body=None,
            right="",
            longest=False,
            wrong=3,
            about=str(fact),
            stem=0,
            number=order[fact] * len(FORMS) + number,
        )
        for fact in range(course.facts)
        for number, each in enumerate(FORMS)
    ]


def _question(card: CardSummary) -> CourseQuestion:
    fact, _, number = card.id.partition("/")
    return CourseQuestion(int(fact), int(number))
