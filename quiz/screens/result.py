"""The result of a quiz: the score, the time, and what to look at again."""

from collections.abc import Iterator, Mapping

from quiz.session.answer import Outcome
from quiz.session.result import Result
from quiz.terminal.layout import counted


def result_lines(result: Result, symbols: Mapping[Outcome, str]) -> Iterator[tuple[str, str]]:
    """The result as texts with a style each.

    Args:
        result: The figures.
        symbols: The symbol of each outcome; empty for a view without symbols.
    """
    if not result.answered:
        yield "No question was answered.", "strong"
        return
    if result.missed:
        # Before the score: after many misses it would not be on the screen otherwise.
        yield "To look at again:", ""
        for answer in result.missed:
            question = answer.question
            symbol = f"{symbols[answer.outcome]} " if symbols else ""
            yield f"  {symbol}{question.stem} – {question.key}", ""
        yield "", ""
    partly = result.count(Outcome.PARTLY)
    score = f"{result.right} of {result.counted} right ({result.share:.0%})"
    if not result.counted:
        score = "no answer counts"
    if partly:
        points = f"{result.points:.1f} of {result.counted} points ({result.share:.0%})"
        score = f"{points} · {result.right} right · {partly} partly right"
    apart = [
        f"{count} {what}"
        for count, what in (
            (result.count(Outcome.WRONG), "wrong"),
            (result.count(Outcome.UNKNOWN), "not known"),
            (result.count(Outcome.TIMEOUT), "without an answer in time"),
            (result.count(Outcome.SKIPPED), "not answered"),
            (result.count(Outcome.NOT_DECIDED), "not counted"),
            (len(result.late), f"late ({result.late_right} right)"),
            (result.hinted, "with a hint, counted half"),
            (result.compared, "to compare, not counted"),
        )
        if count
    ]
    yield " · ".join((f"Score: {score}", *apart)), "strong"
    asked = len(result.questions)
    if result.unanswered:
        ended = "Stopped" if result.closed else "Time is up"
        yield f"{ended} with {len(result.unanswered)} of {counted(asked, 'question')} left.", ""
    pace = result.seconds / result.answered
    away = f" · away for {_minutes(result.away)}" if result.away >= 1 else ""
    yield f"Time: {_minutes(result.seconds)} in all, {pace:.1f} s a question{away}", ""
    yield from _apart(result)


def _apart(result: Result) -> Iterator[tuple[str, str]]:
    """Confidence and flags, if there are any."""
    for what, numbers in (
        ("Sure but wrong", result.sure_but_wrong),
        ("Guessed and right", result.lucky),
        ("Flagged", result.flagged),
    ):
        if numbers:
            word = "question" if len(numbers) == 1 else "questions"
            yield f"{what}: {word} {', '.join(map(str, numbers))}", ""


def _minutes(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute has sixty
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:  # noqa: PLR2004 - an hour has sixty
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {rest:02} s"
