"""A policy decides what a simulated learner is asked; it sees the answers, and not the memory."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple, Protocol

from tests.simulation.course import FORMS, Course, CourseQuestion


class CourseAnswer(NamedTuple):
    """An answer as a policy sees it.

    Attributes:
        question: The question.
        at: The time of the answer, in days.
        seconds: How long it took, without reading the explanation.
        is_right: Whether it was right.
    """

    question: CourseQuestion
    at: float
    seconds: float
    is_right: bool


class Policy(Protocol):
    """Decides what is asked next."""

    def choose(self, now: float, seconds: float) -> CourseQuestion | None:
        """The next question; None ends the day.

        Args:
            now: The time, in days.
            seconds: The study time that remains today.
        """

    def learn(self, answer: CourseAnswer) -> None:
        """Take an answer into account."""


PolicyFor = Callable[[Course, Random], Policy]
"""A policy for a course, with a source of randomness."""


class RandomPolicy:
    """Asks any question, each time."""

    def __init__(self, course: Course, random: Random) -> None:
        self._course, self._random = course, random

    def choose(self, now: float, seconds: float) -> CourseQuestion | None:  # noqa: ARG002 -- any time is alike
        facts, forms = self._course.facts, len(FORMS)
        return CourseQuestion(self._random.randrange(facts), self._random.randrange(forms))

    def learn(self, answer: CourseAnswer) -> None:
        """Do nothing: the answers do not matter."""
