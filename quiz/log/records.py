"""The nouns of the review log: what is written down of a session; knows no database and no clock.

The log is the only truth about what was learned. It only grows: an undone answer stays, and an
event behind it says that it was undone. Everything shown is folded from it in `history`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from cards.errors import ExitCode, PrimemoverError


class StoreError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The review log cannot be used.

    Its file is damaged, written by a newer version, or in a place that cannot be written to.
    """

    def report(self) -> str:
        """The text, which names a file and the reason, after what that means."""
        return f"Error: the review log cannot be used. {self}"


class Mode(StrEnum):
    """What sort of session it is."""

    QUIZ = "quiz"
    EXAM = "exam"


class EventKind(StrEnum):
    """What happens in a session beside answers; behind each, what its event's body holds."""

    UNDONE = "undone"  # review: id of the answer that does not count any more
    FLAGGED = "flagged"  # position, card, on: whether the flag was put up or taken down
    QUEUED = "queued"  # planned: a question put in; before: the position it takes; because: review
    MOVED = "moved"  # position: in an exam, the question that is looked at
    PAUSED = "paused"  # seconds
    LEFT = "left"  # nothing: it is there for the time
    RESUMED = "resumed"  # away: seconds since the session was left; gone: cards left out since
    REDRAWN = "redrawn"  # position, planned: the question as it is asked from here on
    ENDED = "ended"  # how: "finished", "handed in" or "discarded"


@dataclass(frozen=True, kw_only=True)
class PlannedQuestion:
    """A question as it will be asked, so that it can be asked the very same way later.

    Attributes:
        card: The card's id.
        stem: The wording that was drawn.
        options: Texts of the options, in their order; of a matching, the right halves.
        left: In a matching, the left halves, in their order.
        why: Why it is asked: a word for the log, and for people in `why`.
    """

    card: str
    stem: str
    options: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    why: str = "drawn"


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """A session as it began.

    Attributes:
        id: Sorts by time and is never used again.
        at: When, in UTC.
        exam_format: In an exam, the id of its preset.
        version: Of the facts: equal versions and seeds make equal questions.
        settings: What the command line asked for, as far as going on needs it: plain values.
        plan: The questions in their order.
    """

    id: str
    at: datetime
    mode: Mode
    seed: int
    version: str
    preset: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    plan: tuple[PlannedQuestion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Review:
    """One answer.

    Attributes:
        id: Made of the session's id and a running number in it.
        position: The question's place in the session, counted from 0.
        at: When it was given, in UTC.
        day: The study day: the learner's own date, which ends at four in the morning.
        fact: Id of the fact that the card is chiefly about; `facts` are all of them.
        tests: What the template tests: "role", "contraction" …
        options: As they were shown, in their order.
        chosen: Numbers of the chosen options.
        given: The chosen options or the typed text; None where nothing was answered.
        key: The right answer, in a line.
        outcome: "right", "partly right", "wrong", "don't know" or "no answer in time".
        score: From 0 to 1, hints taken off.
        seconds: From the question on the screen to the answer, pauses taken off.
        elapsed: From the beginning of the session to the answer, pauses taken off.
        late: Whether it came after a limit.
        confidence: 1 a guess, 2 think so, 3 sure; None where it was not asked.
        asked_for: The concept that was right, `role/synergist`, say; None where it has none.
        taken_for: The concept that was answered in its place; None for a right answer.
        version: Of the facts.
    """

    id: str
    session: str
    position: int
    at: datetime
    day: str
    fact: str
    card: str
    template: str
    kind: str
    tests: str
    outcome: str
    score: float
    seconds: float
    elapsed: float
    version: str
    facts: tuple[str, ...] = ()
    exercise: str | None = None
    muscle: str | None = None
    role: str | None = None
    contraction: str | None = None
    phase: str | None = None
    why: str = "drawn"
    stem: str = ""
    options: tuple[str, ...] = ()
    chosen: tuple[int, ...] = ()
    given: str | None = None
    key: str = ""
    late: bool = False
    hinted: bool = False
    confidence: int | None = None
    asked_for: str | None = None
    taken_for: str | None = None

    @property
    def right(self) -> bool:
        """Whether it was wholly right, in time or late, with a hint or without."""
        return self.outcome == "right"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in a session beside an answer."""

    id: str
    session: str
    at: datetime
    kind: EventKind
    elapsed: float = 0.0
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Log:
    """What was written down, each in the order of time."""

    sessions: tuple[SessionRecord, ...] = ()
    reviews: tuple[Review, ...] = ()
    events: tuple[Event, ...] = ()


_DAY_BEGINS = timedelta(hours=4)
"""Who studies after midnight is still at yesterday's work; Anki has the same hour."""


def study_day(now: datetime) -> str:
    """The study day of a moment in the learner's own time zone: `2026-11-23`."""
    return (now - _DAY_BEGINS).date().isoformat()
