"""Times in days, as memory counts them: study days that begin at four in the morning."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from quiz.log.days import DAY_BEGINS


def in_days(moment: datetime) -> float:
    """A moment as a number of study days; its whole part is the study day.

    Args:
        moment: The moment, in the learner's time zone.
    """
    shifted = moment - DAY_BEGINS
    midnight = shifted.replace(hour=0, minute=0, second=0, microsecond=0)
    return shifted.toordinal() + (shifted - midnight).total_seconds() / 86_400


_FIRST = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def to_days(now: datetime) -> Callable[[float], float]:
    """A function from seconds since 1970 to study days, in the zone of a moment.

    It gives the same as `in_days` for a moment in that zone, in much less time.
    """
    offset = now.utcoffset() or timedelta()
    begin = (offset - DAY_BEGINS).total_seconds()
    return lambda seconds: (seconds + begin) / 86_400 + _FIRST


EXAM_HOUR = 5 / 24
"""Exams begin at nine in the morning, five hours after the study day."""


def exam_time(day: date) -> float:
    """The time of an exam on a day, in days."""
    return day.toordinal() + EXAM_HOUR
