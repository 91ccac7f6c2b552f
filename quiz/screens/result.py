"""What a run came to: the score, the time, and what to look at again."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cards.model.template import Kind
from quiz.session.session import Answer, Outcome, Session, missed
from quiz.terminal.layout import counted


@dataclass(frozen=True, kw_only=True)
class Report:
    """The figures of a run.

    Attributes:
        answered: Questions that were put and ended one way or another.
        right: Right answers in time; late ones are counted in `late` alone.
        partly: Answers in time that were partly right.
        points: The scores of all answers in time.
        hinted: Answers in time after a hint.
        sure_but_wrong: Numbers of the questions answered wrong and surely, from 1.
        lucky: Numbers of those answered right and guessed.
        flagged: Numbers of those that carry a flag.
        mix_ups: What was right, what was answered in its place, and how often.
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
    hinted: int
    sure_but_wrong: tuple[int, ...]
    lucky: tuple[int, ...]
    flagged: tuple[int, ...]
    mix_ups: tuple[tuple[str, str, int], ...]
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
        hinted=sum(a.hinted and a.score > 0 and not a.late for a in session.answers),
        sure_but_wrong=_numbers(session, lambda a: a.confidence == _SURE and not _right(a)),
        lucky=_numbers(session, lambda a: a.confidence == _GUESS and _right(a)),
        flagged=_numbers(session, lambda a: a.question.card.id in session.flags),
        mix_ups=_mix_ups(session),
        missed=missed(session.answers),
    )


_GUESS, _SURE = 1, 3


def _numbers(session: Session, holds: Callable[[Answer], bool]) -> tuple[int, ...]:
    """The numbers of the questions whose answers are such, counted from 1."""
    return tuple(n for n, answer in enumerate(session.answers, start=1) if holds(answer))


def _right(answer: Answer) -> bool:
    return answer.outcome is Outcome.RIGHT


def _mix_ups(session: Session) -> tuple[tuple[str, str, int], ...]:
    found = Counter(
        (answer.question.card.key[0], answer.named)
        for answer in session.answers
        if answer.outcome is Outcome.WRONG and answer.named and _names(answer)
    )
    return tuple((right, wrong, count) for (right, wrong), count in found.most_common())


def _names(answer: Answer) -> bool:
    """Whether both the key and the answer name something, and one thing each."""
    from cards.model.concepts import asked_for

    card = answer.question.card
    return card.kind is not Kind.TRUE_FALSE and asked_for(card) is not None


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
            (found.hinted, "with a hint, counted half"),
        )
        if count
    ]
    yield " · ".join((f"Score: {score}", *apart)), "strong"
    left = len(session.items) - found.answered
    if left:
        ended = "Stopped" if session.stopped else "Time is up"
        yield f"{ended} with {left} of {counted(len(session.items), 'question')} left.", ""
    pace = session.seconds / found.answered
    away = f" · away for {_minutes(session.away)}" if session.away >= 1 else ""
    yield f"Time: {_minutes(session.seconds)} in all, {pace:.1f} s a question{away}", ""
    yield from _apart(found)
    if not found.missed:
        return
    yield "", ""
    yield "To look at again:", ""
    for answer in found.missed:
        question = answer.question
        sign = f"{signs[answer.outcome]} " if signs else ""
        yield f"  {sign}{question.stem} – {question.key}", ""


def _apart(found: Report) -> Iterator[tuple[str, str]]:
    """What is worth knowing beside the score; nothing where there is nothing."""
    for what, numbers in (
        ("Sure but wrong", found.sure_but_wrong),
        ("Guessed and right", found.lucky),
        ("Flagged", found.flagged),
    ):
        if numbers:
            word = "question" if len(numbers) == 1 else "questions"
            yield f"{what}: {word} {', '.join(map(str, numbers))}", ""
    if found.mix_ups:
        yield "Mixed up:", ""
    for right, wrong, count in found.mix_ups:
        yield f"  {wrong} for {right}{f', {count} times' if count > 1 else ''}", ""


def _minutes(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute has sixty
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:  # noqa: PLR2004 - an hour has sixty
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {rest:02} s"
