"""An exam as it is sat, as a value; knows no clock and no terminal.

Every step makes a new sitting. What a step writes to the log is told beside it; `exam_resuming`
makes the very same sitting of those records, so that an exam can be left and gone on with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cards.exams.exam_format import ExamFormat
from quiz.exam.paper import Paper
from quiz.session.question import Question
from quiz.session.session import Answer, Outcome

_DIGITS = 3
"""Of a second: what the log keeps, so that what is folded from it is the same to the last one."""


class Turn(StrEnum):
    """Which way an answer was changed."""

    FOR_BETTER = "wrong to right"
    FOR_WORSE = "right to wrong"
    NEITHER = "wrong to wrong"


@dataclass(frozen=True, kw_only=True)
class Change:
    """An answer that was given in the place of another.

    Attributes:
        late: Whether the new one came after the limit.
        was_late: Whether the old one did.
    """

    position: int
    was: Outcome
    now: Outcome
    late: bool = False
    was_late: bool = False

    @property
    def turn(self) -> Turn:
        """Which way it went."""
        if self.was is Outcome.RIGHT:
            return Turn.FOR_WORSE
        return Turn.FOR_BETTER if self.now is Outcome.RIGHT else Turn.NEITHER


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """An exam as far as it has come. Positions count from 0.

    Attributes:
        exam_format: The format.
        unscored: Positions of the questions that do not count; for the report alone.
        limit: Seconds it may take; None is no limit.
        answers: The answer that stands at each position.
        changes: Answers that were changed, in the order of time.
        flags: Positions to come back to.
        position: The question that is looked at.
        seconds: How long it has taken, pauses taken off.
        away: Seconds it was paused or left.
        spent: Seconds each question was looked at.
        handed_in: Whether it is over.
        places: Positions in the log, where they differ: some questions are not made any more.
    """

    exam_format: ExamFormat
    questions: tuple[Question, ...]
    unscored: frozenset[int] = frozenset()
    limit: float | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    flags: frozenset[int] = frozenset()
    position: int = 0
    seconds: float = 0.0
    away: float = 0.0
    spent: Mapping[int, float] = field(default_factory=dict)
    handed_in: bool = False
    places: tuple[int, ...] = ()

    @property
    def current(self) -> Question:
        """The question that is looked at."""
        return self.questions[self.position]

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Positions without an answer, in their order."""
        return tuple(n for n in range(len(self.questions)) if n not in self.answers)

    @property
    def out_of_time(self) -> bool:
        """Whether the limit has passed; answers are late from then on."""
        return self.limit is not None and self.seconds >= self.limit

    @property
    def remaining(self) -> float | None:
        """Seconds that are left; None without a limit."""
        return None if self.limit is None else max(0.0, self.limit - self.seconds)

    @property
    def ahead(self) -> float | None:
        """Seconds by which the answers are ahead of an even pace; less than 0 is behind it."""
        if self.limit is None:
            return None
        return self.limit / len(self.questions) * len(self.answers) - self.seconds

    def next_unanswered(self, after: int) -> int | None:
        """The next position without an answer, from the beginning again behind the last."""
        left = self.unanswered
        return next((n for n in left if n > after), left[0] if left else None)

    def place_of(self, position: int) -> int:
        """The position as the log has it."""
        return self.places[position] if self.places else position

    def counting(self, position: int) -> Outcome | None:
        """What the answer at a position counts as: the one that stood when the time was over."""
        answer = self.answers.get(position)
        if answer is None or not answer.late:
            return None if answer is None else answer.outcome
        changed = (c for c in self.changes if c.position == position)
        return next((c.was for c in changed if c.late and not c.was_late), None)

    def at(self, seconds: float) -> "Sitting":
        """The sitting, that many seconds after its start; every step comes behind one of these."""
        now = max(self.seconds, round(seconds, _DIGITS))
        if now == self.seconds:
            return self
        looked = self.spent.get(self.position, 0.0) + now - self.seconds
        spent = {**self.spent, self.position: round(looked, _DIGITS)}
        return replace(self, seconds=now, spent=spent)

    def answered(self, position: int, answer: Answer) -> "Sitting":
        """The sitting with an answer, in the place of the one before; written as a `Review`.

        After the limit it is late, unless it only says again what was said in time.
        """
        before = self.answers.get(position)
        same = before is not None and _choice(before) == _choice(answer)
        late = before.late if before is not None and same else answer.late or self.out_of_time
        seconds = round(answer.seconds, _DIGITS)
        return self.put(position, replace(answer, late=late, seconds=seconds))

    def put(self, position: int, answer: Answer) -> "Sitting":
        """The sitting with an answer just as it is, late or not."""
        before = self.answers.get(position)
        changes = self.changes
        if before is not None and _choice(before) != _choice(answer):
            change = Change(
                position=position,
                was=before.outcome,
                now=answer.outcome,
                late=answer.late,
                was_late=before.late,
            )
            changes = (*changes, change)
        return replace(self, answers={**self.answers, position: answer}, changes=changes)

    def moved(self, to: int) -> "Sitting":
        """The sitting at another question; written as `MOVED`."""
        return replace(self, position=min(max(to, 0), len(self.questions) - 1))

    def skipped(self) -> "Sitting":
        """The sitting at the next question, or still at the last; written as `MOVED`."""
        return self.moved(self.position + 1)

    def flagged(self, position: int, *, on: bool) -> "Sitting":
        """The sitting with a flag put up or taken down; written as `FLAGGED`."""
        flags = self.flags | {position} if on else self.flags - {position}
        return replace(self, flags=flags)

    def paused(self, seconds: float) -> "Sitting":
        """The sitting after some time away; written as `PAUSED` or `RESUMED`."""
        return replace(self, away=round(self.away + round(seconds, _DIGITS), _DIGITS))

    def ended(self) -> "Sitting":
        """The sitting, handed in; written as `ENDED`."""
        return replace(self, handed_in=True)


def sit(paper: Paper, limit: float | None) -> Sitting:
    """Sit down to a paper.

    Args:
        paper: What is asked.
        limit: What it may take, in seconds; None is no limit.
    """
    return Sitting(
        exam_format=paper.exam_format,
        questions=paper.questions,
        unscored=paper.unscored,
        limit=limit,
    )


def _choice(answer: Answer) -> tuple[str | None, Outcome]:
    return answer.given, answer.outcome
