"""Study days, which begin in the night."""

from datetime import datetime, timedelta

DAY_BEGINS = timedelta(hours=4)
"""After midnight a learner is still finishing the day's work; Anki has the same hour."""


def study_day(now: datetime) -> str:
    """The study day of a moment in the learner's time zone: `2026-11-23`."""
    return (now - DAY_BEGINS).date().isoformat()
