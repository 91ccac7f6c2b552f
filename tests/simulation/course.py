"""The course of a simulated learner: facts, questions on each of them, and an exam on all."""

from typing import NamedTuple

from cards.model.template import Kind
from cards.model.vocabulary import Level

SIDES = 2
"""A fact is asked from two sides, such as the muscle of a role and the role of a muscle."""


class QuestionForm(NamedTuple):
    """A way of asking about a fact. All numbers are assumed, not measured.

    Attributes:
        name: A short name.
        side: The side of the fact, from 0.
        kind: How it is answered.
        guess: The chance of a right answer without knowing.
        seconds: The time of a right answer.
        ease: How much easier it is than free recall, in logits.
    """

    name: str
    side: int
    kind: Kind
    guess: float
    seconds: float
    ease: float


FORMS = (
    QuestionForm("choice", 0, Kind.CHOICE, 0.25, 8.0, 0.8),
    QuestionForm("typed", 0, Kind.TYPED, 0.02, 12.0, 0.0),
    QuestionForm("true or false", 0, Kind.TRUE_FALSE, 0.5, 6.0, 0.8),
    QuestionForm("reversed choice", 1, Kind.CHOICE, 0.25, 8.0, 0.8),
    QuestionForm("reversed, typed", 1, Kind.TYPED, 0.02, 12.0, 0.0),
    QuestionForm("odd one out", 1, Kind.CHOICE, 0.25, 10.0, 0.5),
)

EXAM_GUESS, EXAM_EASE = 0.25, 0.8
"""The exam asks with four options."""

SHARES = {"roles": 40.0, "actions": 25.0, "planes": 15.0, "technique": 12.0, "load": 8.0}
"""The share of each subject in the exam. The facts have the same shares."""

LEVELS = {Level.RECALL.value: 50.0, Level.APPLICATION.value: 50.0}
"""The share of each cognitive level in the exam: each side of a fact is one."""

EXAM_HOUR = 9 / 24


class CourseQuestion(NamedTuple):
    """A fact, asked in one way.

    Attributes:
        fact: Number of the fact.
        form: Number of the form.
    """

    fact: int
    form: int

    @property
    def asks(self) -> QuestionForm:
        """How it is asked."""
        return FORMS[self.form]


class Course(NamedTuple):
    """A course.

    Attributes:
        facts: How many facts there are.
        days: How many days there are before the day of the exam.
        minutes: The study time of a day.
    """

    facts: int
    days: int
    minutes: float

    @property
    def exam(self) -> float:
        """The time of the exam, in days."""
        return self.days + EXAM_HOUR

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subject of each fact, spread evenly over the facts."""
        counts = dict.fromkeys(SHARES, 0)
        found = []
        total = sum(SHARES.values())
        for number in range(self.facts):
            lacking = {s: SHARES[s] / total * (number + 1) - counts[s] for s in SHARES}
            subject = max(lacking, key=lacking.__getitem__)
            counts[subject] += 1
            found.append(subject)
        return tuple(found)
