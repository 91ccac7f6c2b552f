"""The two policies of a session: when it gives feedback, and how it is navigated."""

from enum import StrEnum


class Feedback(StrEnum):
    """When the learner is shown whether an answer is right."""

    AT_ONCE = "at once"  # after each answer, with the reasons
    AT_END = "at the end"  # with the result


class Navigation(StrEnum):
    """Which question may be shown."""

    FORWARD = "forward"  # the first without an answer; the last answer can be undone
    FREE = "free"  # any; answers can be changed until the session is handed in
