"""The result of a session, as figures; `screens` has the views of it.

An answer counts as it was when the time was over: `counts_as`. Numbers of questions count from 1,
as they are shown.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from cards.model.concepts import asked_for
from cards.model.kinds import ASSERTIONS
from cards.value_class import value_class
from quiz.session.answer import GUESS, SURE, Answer, Outcome
from quiz.session.session import Change, ExamSection, ExamSheet, Item, Session, StudyRound


class ChangeEffect(StrEnum):
    """The effect of changing an answer."""

    FOR_BETTER = "wrong to right"
    FOR_WORSE = "right to wrong"
    NEITHER = "wrong to wrong"


class QuestionResult(NamedTuple):
    """The result of one question.

    Attributes:
        number: Counted from 1.
        answer: The latest one; None if it has none.
        counts_as: The outcome that counts; None if there was none in time.
        spent: How many seconds it was shown; None if it never was.
    """

    number: int
    item: Item
    answer: Answer | None
    counts_as: Outcome | None
    flagged: bool
    spent: float | None

    @property
    def final(self) -> Answer:
        """The latest answer; one with the outcome `SKIPPED` if there is none."""
        return self.answer or Answer(question=self.item.question, outcome=Outcome.SKIPPED)


@value_class(frozen=True, kw_only=True)
class Result:
    """The result of a session.

    Attributes:
        questions: The questions in order.
        changes: Answers that replaced others, in the order of time.
        seconds: The time that it took, without pauses.
        limit: The time limit; None for no limit.
        away: How many seconds it was paused or abandoned.
        closed: Whether the learner ended it.
        sheet: The format, seed and facts of an exam.
        round: The place of a round of study in today's plan.
        sections: The sections of an exam; empty if all questions have one clock.
    """

    questions: tuple[QuestionResult, ...]
    changes: tuple[Change, ...]
    seconds: float
    limit: float | None
    away: float
    closed: bool
    sheet: ExamSheet | None
    round: StudyRound | None
    sections: tuple[ExamSection, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The latest answers, in the order of their questions."""
        return tuple(each.answer for each in self.questions if each.answer is not None)

    @property
    def answered(self) -> int:
        """How many questions were asked and ended, in whatever way."""
        return len(self.answers)

    @property
    def counted(self) -> int:
        """How many of them count; see `Outcome.NOT_DECIDED`."""
        return sum(answer.counts for answer in self._scored)

    @property
    def compared(self) -> int:
        """How many contrasts were answered; they are outside the score."""
        return len(self.answers) - len(self._scored)

    @property
    def _scored(self) -> tuple[Answer, ...]:
        """The latest answers to the questions that are part of the score."""
        asked = (each for each in self.questions if each.item.counts)
        return tuple(each.answer for each in asked if each.answer is not None)

    def count(self, *outcomes: Outcome) -> int:
        """How many questions of the score count as one of these."""
        return sum(each.counts_as in outcomes for each in self.questions if each.item.counts)

    @property
    def right(self) -> int:
        """How many questions count as right."""
        return self.count(Outcome.RIGHT)

    @property
    def points(self) -> float:
        """The scores of all answers in time."""
        return sum(answer.score for answer in self._scored if not answer.late)

    @property
    def share(self) -> float:
        """The points, as a share of the questions that count; 0 if there are none."""
        return self.points / self.counted if self.counted else 0.0

    @property
    def hinted(self) -> int:
        """How many answers in time scored after a hint."""
        return sum(a.hinted and a.score > 0 and not a.late for a in self._scored)

    @property
    def late(self) -> tuple[int, ...]:
        """The questions whose latest answer was given after a limit."""
        return self._numbers(lambda answer: answer.late)

    @property
    def late_right(self) -> int:
        """How many of those answers were right."""
        return sum(answer.late and answer.right for answer in self.answers)

    @property
    def rated(self) -> int:
        """How many answers have a confidence."""
        return sum(answer.confidence is not None for answer in self.answers)

    @property
    def sure_but_wrong(self) -> tuple[int, ...]:
        """The questions answered wrong with certainty."""
        return self._numbers(lambda a: a.confidence == SURE and a.counts and not a.right)

    @property
    def lucky(self) -> tuple[int, ...]:
        """The questions guessed right."""
        return self._numbers(lambda answer: answer.confidence == GUESS and answer.right)

    @property
    def flagged(self) -> tuple[int, ...]:
        """The flagged questions."""
        return tuple(each.number for each in self.questions if each.flagged)

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The questions without an answer."""
        return tuple(each.number for each in self.questions if each.answer is None)

    @property
    def missed(self) -> tuple[Answer, ...]:
        """The answers that count and are not wholly right."""
        return tuple(answer for answer in self.answers if answer.counts and not answer.right)

    @property
    def not_right(self) -> tuple[QuestionResult, ...]:
        """The questions whose latest answer counts and is not wholly right, or that have none."""
        finals = ((each, each.final) for each in self.questions)
        return tuple(each for each, final in finals if final.counts and not final.right)

    @property
    def median(self) -> float | None:
        """Seconds, of the questions that were shown; None if none was."""
        from statistics import median  # slow to load, and no quiz needs it

        spent = [each.spent for each in self.questions if each.spent is not None]
        return median(spent) if spent else None

    @property
    def slowest(self) -> tuple[int, float] | None:
        """The question shown longest, and its seconds."""
        shown = [(each.spent, -each.number) for each in self.questions if each.spent is not None]
        if not shown:
            return None
        seconds, number = max(shown)
        return -number, seconds

    def changed(self, effect: ChangeEffect) -> int:
        """How many changes of an answer had that effect."""
        return sum(effect_of(change) is effect for change in self.changes)

    def _numbers(self, holds: Callable[[Answer], bool]) -> tuple[int, ...]:
        return tuple(q.number for q in self.questions if q.answer is not None and holds(q.answer))


def result_of(session: Session) -> Result:
    """Compute the result of a session."""
    return Result(
        questions=tuple(
            QuestionResult(
                number=position + 1,
                item=item,
                answer=session.answers_at.get(position),
                counts_as=session.counting(position),
                flagged=item.question.card.id in session.flags,
                spent=session.spent.get(position),
            )
            for position, item in enumerate(session.items)
        ),
        changes=session.changes,
        seconds=session.seconds,
        limit=session.limits.whole,
        away=session.away,
        closed=session.closed,
        sheet=session.sheet,
        round=session.round,
        sections=session.sections,
    )


def effect_of(change: Change) -> ChangeEffect:
    """The effect of changing an answer."""
    if change.was is Outcome.RIGHT:
        return ChangeEffect.FOR_WORSE
    better = change.now is Outcome.RIGHT
    return ChangeEffect.FOR_BETTER if better else ChangeEffect.NEITHER


def _names_one_thing(answer: Answer) -> bool:
    """Whether the key and the answer each name exactly one concept."""
    card = answer.question.card
    return card.kind not in ASSERTIONS and asked_for(card) is not None
