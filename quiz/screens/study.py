"""The screens of a study session: today's plan, the line between two rounds, and the end."""

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from cards.named_tuple import NamedTuple
from quiz.session.session import StudyRound
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from quiz.session.result import Result
    from quiz.study.forecast import Forecast


def round_line(result: "Result", of: StudyRound) -> str:
    """The line after a round: what is done and what remains of today's plan."""
    done = of.answered + result.answered
    parts = [
        f"{done} of {done + of.remaining} done",
        f"{of.right + result.right} right",
    ]
    if of.remaining:
        parts.append(f"{minutes(of.seconds)} left today")
    return " · ".join(parts)


def minutes(seconds: float) -> str:
    """A time to plan with: `about 14 minutes`."""
    whole = ceil(seconds / 60)
    return f"about {counted(whole, 'minute')}" if whole > 1 else "about a minute"


class PlanCounts(NamedTuple):
    """The numbers of today's plan.

    Attributes:
        due: Questions on facts that memory asks for again.
        weak: Questions on facts that were missed last.
        new: Questions on facts that were never asked.
        ahead: Questions on facts before their time.
        seconds: How long the plan is expected to take.
        waiting: Facts that are due and wait for another day.
    """

    due: int
    weak: int
    new: int
    ahead: int
    seconds: float
    waiting: int

    @property
    def questions(self) -> int:
        """All questions."""
        return self.due + self.weak + self.new + self.ahead


def plan_in_a_line(counts: PlanCounts) -> str:
    """The numbers of today's plan: `12 due, 4 weak, 8 new · about 18 minutes`."""
    parts = [
        f"{number} {what}"
        for number, what in (
            (counts.due, "due"),
            (counts.weak, "weak"),
            (counts.new, "new"),
            (counts.ahead, "ahead of time"),
        )
        if number
    ]
    return f"{', '.join(parts)} · {minutes(counts.seconds)}"


def check_lines(right: int, answered: int, *, is_done: bool) -> Iterator[str]:
    """The end of the check before the first study.

    Args:
        right: The right answers.
        answered: The questions that were answered.
        is_done: Whether no question of the check remains.
    """
    yield f"{'Check' if is_done else 'Check so far'}: {right} of {answered} right."
    yield "What you know is asked less; what you missed comes back first."
    if not is_done:
        yield "Today's plan: primemover study"


def plan_lines(counts: PlanCounts, why: str) -> Iterator[str]:
    """Today's plan, before its first question: how much, why, and what waits."""
    yield plan_in_a_line(counts)
    yield why
    if counts.waiting:
        are, wait = ("fact is", "it waits") if counts.waiting == 1 else ("facts are", "they wait")
        yield f"{counts.waiting} more {are} due; {wait} for the next days."


class DayResult(NamedTuple):
    """The effect of a day of study.

    Attributes:
        questions: The questions that were answered today.
        seconds: The time that they took.
        firmer: The facts that are remembered longer than before.
        begun: The facts that were asked for the first time.
        tomorrow: The facts that are due tomorrow.
    """

    questions: int
    seconds: float
    firmer: int
    begun: int
    tomorrow: int


def day_lines(result: DayResult, outlook: str, *, is_done: bool) -> Iterator[str]:
    """The end of a study session.

    Args:
        result: The effect of the day.
        outlook: The state that is expected by the exam; empty without an exam date.
        is_done: Whether nothing of today's plan remains.
    """
    took, rest = divmod(round(result.seconds), 60)
    done = "Done for today" if is_done else "Today so far"
    yield f"{done}: {counted(result.questions, 'question')}, {took}:{rest:02}."
    parts = (
        f"Firmer: {counted(result.firmer, 'fact')}",
        f"new: {result.begun}",
        f"due tomorrow: {result.tomorrow}",
    )
    yield " · ".join(parts)
    if outlook:
        yield outlook
    if not is_done:
        yield "Continue today's plan: primemover study"


def outlook_line(found: "Forecast", more: "Forecast") -> str:
    """The expected state on the exam day.

    Args:
        found: The forecast at the minutes of today.
        more: The forecast with ten minutes more a day.
    """
    firm, firmer = (_rounded(sum(each.firm.values())) for each in (found, more))
    practised = _rounded(sum(found.practised.values()))
    text = f"By the exam, at this pace: about {counted(practised, 'fact')} asked on three days"
    text += f" or more, about {firm} of them firm."
    if firmer > firm:
        text += f" Ten minutes more a day: about {firmer} firm."
    if found.omitted:
        text += f" Not reached: {', '.join(found.omitted)}."
    return text


def plan_record(counts: PlanCounts, why: str) -> dict[str, object]:
    """Today's plan, for scripts."""
    return {"event": "plan", **counts._asdict(), "why": why}


def day_record(
    result: DayResult, outlook: "tuple[Forecast, Forecast] | None", *, is_done: bool
) -> dict[str, object]:
    """The end of a study session, for scripts; see `day_lines`.

    Args:
        result: The effect of the day.
        outlook: The forecast at the minutes of today, and with ten more; None without an exam date.
        is_done: Whether nothing of today's plan remains.
    """
    names = ("forecast", "forecast_ten_minutes_more")
    found = (None, None) if outlook is None else map(_forecast_record, outlook)
    return {
        "event": "day",
        **result._asdict(),
        "done": is_done,
        **dict(zip(names, found, strict=True)),
    }


def _forecast_record(found: "Forecast") -> dict[str, object]:
    return {
        "firm": {subject: round(count, 1) for subject, count in found.firm.items()},
        "on_three_days": dict(found.practised),
        "met": dict(found.met),
        "recalled": round(found.recalled, 3),
    }


def _rounded(number: float) -> int:
    """A forecast in tens, because it is no more exact than that."""
    return 10 * round(number / 10) if number >= _TENS else round(number)


_TENS = 20
