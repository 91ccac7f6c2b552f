"""What a run came to: the score, the time, and what to look at again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quiz.look import counted
from quiz.session import Answer, Outcome, Session, missed


@dataclass(frozen=True, kw_only=True)
class Report:
    """The figures of a run.

    Attributes:
        answered: Questions that were put and ended one way or another.
        right: Right answers in time; late ones are counted in `late` alone.
        partly: Answers in time that were partly right.
        points: The scores of all answers in time.
    """

    answered: int
    right: int
    partly: int
    points: float
    wrong: int
    unknown: int
    timeouts: int
    late: int
    late_right: int
    missed: tuple[Answer, ...]

    @property
    def share(self) -> float:
        """Points in time, of all that were put; 0 where nothing was."""
        return self.points / self.answered if self.answered else 0.0


def report(session: Session) -> Report:
    """Add a run up."""
    return Report(
        answered=len(session.answers),
        right=session.count(Outcome.RIGHT),
        partly=session.count(Outcome.PARTLY),
        points=sum(answer.score for answer in session.answers if not answer.late),
        wrong=session.count(Outcome.WRONG),
        unknown=session.count(Outcome.UNKNOWN),
        timeouts=session.count(Outcome.TIMEOUT),
        late=session.count(*Outcome, late=True),
        late_right=session.count(Outcome.RIGHT, late=True),
        missed=missed(session.answers),
    )


def report_lines(
    session: Session, found: Report, signs: Mapping[Outcome, str]
) -> Iterator[tuple[str, str]]:
    """The report as texts with a style each.

    Args:
        session: The run.
        found: Its figures.
        signs: What stands before a line of each outcome; empty for those who read without signs.
    """
    if not found.answered:
        yield "No question was answered.", "strong"
        return
    score = f"{found.right} of {found.answered} right ({found.share:.0%})"
    if found.partly:
        points = f"{found.points:.1f} of {found.answered} points ({found.share:.0%})"
        score = f"{points} · {found.right} right · {found.partly} partly right"
    apart = [
        f"{count} {what}"
        for count, what in (
            (found.wrong, "wrong"),
            (found.unknown, "not known"),
            (found.timeouts, "without an answer in time"),
            (found.late, f"late ({found.late_right} right)"),
        )
        if count
    ]
    yield " · ".join((f"Score: {score}", *apart)), "strong"
    left = len(session.items) - found.answered
    if left:
        ended = "Stopped" if session.stopped else "Time is up"
        yield f"{ended} with {left} of {counted(len(session.items), 'question')} left.", ""
    pace = session.seconds / found.answered
    yield f"Time: {_minutes(session.seconds)} in all, {pace:.1f} s a question", ""
    if not found.missed:
        return
    yield "", ""
    yield "To look at again:", ""
    for answer in found.missed:
        question = answer.question
        sign = f"{signs[answer.outcome]} " if signs else ""
        yield f"  {sign}{question.stem} – {question.key}", ""


def _minutes(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute has sixty
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s"
