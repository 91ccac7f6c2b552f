"""When a session says what an answer was worth, and whether one may go back: its two policies."""

from enum import StrEnum


class Feedback(StrEnum):
    """When an answer is judged in front of the learner."""

    AT_ONCE = "at once"  # after each answer, with the reasons
    AT_END = "at the end"  # when everything is handed in


class Navigation(StrEnum):
    """Which question may be looked at."""

    FORWARD = "forward"  # the first without an answer; the last answer can be undone
    FREE = "free"  # any; answers can be changed until everything is handed in
