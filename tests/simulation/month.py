"""A simulated learner on a course: studies on most days, and takes the exam.

The last question of a day may go over its minutes; the next day is as much shorter, so that no
policy gains by it.
"""

from math import exp
from random import Random
from typing import NamedTuple

from tests.simulation.course import EXAM_EASE, EXAM_GUESS, SIDES, Course, CourseQuestion
from tests.simulation.memories.hidden import HiddenMemory, logistic, logit
from tests.simulation.memories.models import MODELS
from tests.simulation.policies.policy import CourseAnswer, PolicyFor

_MISSED = 0.12
"""The part of the days on which a learner does not study."""

_SLIP = 0.03
"""The chance of a wrong answer to what is known."""

_TRANSFER = 0.8
"""The chance that the explanation of one side of a fact also trains the other."""

_FEEDBACK, _FIRST_SIGHT = 6.0, 8.0
"""Seconds to read the explanation after a wrong answer, and more of it the first time."""

_SECONDS_A_DAY = 86_400


class CourseResult(NamedTuple):
    """The outcome of a course.

    Attributes:
        score: The expected score in the exam, in percent.
        minutes: The study time in all.
        questions: How many were answered.
    """

    score: float
    minutes: float
    questions: int


def result(
    model: str, policy_for: PolicyFor, course: Course, seed: int, seconds: float | None = None
) -> CourseResult:
    """The result of one learner. Equal seeds give equal learners and days, whatever the policy.

    Args:
        model: The name of the model of memory.
        policy_for: The policy.
        course: The course.
        seed: The learner's number.
        seconds: How long a question takes on average, with its explanation; None for the times of
            each form of question.
    """
    memory = MODELS[model](Random(f"{seed} memory"), course.facts)
    return _Learner(memory, course, seed, seconds).study(policy_for)


class _Learner:
    def __init__(
        self, memory: HiddenMemory, course: Course, seed: int, seconds: float | None
    ) -> None:
        self._memory, self._course, self._seed, self._seconds = memory, course, seed, seconds
        self._random = Random(f"{seed} answers")
        self._met: set[int] = set()

    def study(self, policy_for: PolicyFor) -> CourseResult:
        policy = policy_for(self._course, Random(f"{self._seed} policy"))
        calendar = Random(f"{self._seed} calendar")
        studied, questions, excess = 0.0, 0, 0.0
        for day in range(self._course.days):
            begin = day + (18 + calendar.uniform(-2, 2)) / 24
            length = self._course.minutes * 60 * exp(calendar.gauss(0, 0.3))
            if calendar.random() < _MISSED:
                continue
            length, spent = length - excess, 0.0
            while spent < length:
                question = policy.choose(begin + spent / _SECONDS_A_DAY, length - spent)
                if question is None:
                    break
                answer, cost = self._answer(question, begin + spent / _SECONDS_A_DAY)
                spent += cost
                questions += 1
                self._train(question, begin + spent / _SECONDS_A_DAY, is_known=answer.is_known)
                policy.learn(answer.seen)
            studied += spent
            excess = max(0.0, spent - length)
        return CourseResult(100 * self._score(), studied / 60, questions)

    def _answer(self, question: CourseQuestion, now: float) -> tuple["_Answered", float]:
        """The answer to a question, and its time in seconds with reading the explanation."""
        form, chance = question.asks, self._random
        recall = self._memory.recall(_trace(question), now)
        is_known = chance.random() < logistic(logit(recall) + form.ease)
        is_right = chance.random() > _SLIP if is_known else chance.random() < form.guess
        if self._seconds is None:
            seconds = form.seconds * (
                exp(chance.gauss(0, 0.3)) * (1.5 - recall / 2)
                if is_known
                else exp(chance.gauss(0, 0.4)) * 1.6
            )
            cost = seconds + _FEEDBACK * (not is_right)
            cost += _FIRST_SIGHT * (question.fact not in self._met)
        else:
            cost = self._seconds * exp(chance.gauss(0, 0.3) - 0.3**2 / 2)
            seconds = cost / 2
        self._met.add(question.fact)
        seen = CourseAnswer(question, now + seconds / _SECONDS_A_DAY, seconds, is_right)
        return _Answered(seen, is_known), cost

    def _train(self, question: CourseQuestion, now: float, *, is_known: bool) -> None:
        trace = _trace(question)
        self._memory.study(trace, now, is_recalled=is_known)
        for side in range(SIDES):
            if side != question.asks.side and self._random.random() < _TRANSFER:
                self._memory.study(question.fact * SIDES + side, now, is_recalled=is_known)

    def _score(self) -> float:
        """The expected share of right answers in the exam, on all facts from all sides."""
        traces = range(self._course.facts * SIDES)
        known = [
            logistic(logit(self._memory.recall(trace, self._course.exam)) + EXAM_EASE)
            for trace in traces
        ]
        return sum((1 - _SLIP) * each + (1 - each) * EXAM_GUESS for each in known) / len(known)


class _Answered(NamedTuple):
    seen: CourseAnswer
    is_known: bool


def _trace(question: CourseQuestion) -> int:
    return question.fact * SIDES + question.asks.side
