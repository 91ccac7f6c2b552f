"""The records of the review log: sessions, answers, events; independent of database and clock.

The log is the only truth about what was learned. It only grows: an answer that was taken back
stays, followed by an event that says so. Everything shown is computed from it in `history`.

Each record is known by its writer and a counter, which no other record has. A writer is one run of
the program in one session: the run that begins a session writes under the session's own id, each
run that resumes it under a new one. A writer is not a machine, so that a home folder that is
copied to another machine, or restored from a backup, never gives an id twice.

The counter is a logical clock: it begins above every counter that the run has read of its session,
and rises by one with each record. It is therefore the order inside a session, whatever the clock of
the machine says; `branches` has the rule for a session that two machines resumed independently.

The records are named tuples: a long log is read in half the time, and the first answer need not
wait for dataclasses to be defined.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cards.errors import ExitCode, PrimemoverError
from quiz.log.events import KINDS, EventBody
from quiz.log.planned import PlannedQuestion

if TYPE_CHECKING:
    from quiz.log.exam_settings import ExamSettings
    from quiz.log.settings import QuizSettings

SCHEMA_VERSION = 2
"""Of the records and of the tables that hold them; `migrations` upgrades earlier ones."""


class StoreError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The review log cannot be used.

    Its file is damaged, written by a newer version, or in a place that cannot be written to.
    """

    def report(self) -> str:
        """The text of the error: what cannot be used, then the file and the reason."""
        return f"Error: the review log cannot be used. {self}"


class DamagedLog(StoreError, exit_code=ExitCode.FAULTY_DATA):
    """The file of the review log is damaged, so that `progress rescue` is needed."""

    def __init__(self, file: object, reason: object) -> None:
        """Name the file and the reason, and what to do."""
        super().__init__(
            f"{file}: It is damaged ({reason})."
            " `primemover progress rescue` keeps what can be read."
        )


class Mode(StrEnum):
    """The kind of session."""

    QUIZ = "quiz"
    EXAM = "exam"
    STUDY = "study"
    ANKI = "anki"  # the reviews of a day in Anki


class SessionRecord(NamedTuple):
    """A session as it began.

    Attributes:
        id: Begins with the local time, and is never used again.
        at: The time, in UTC.
        version: The version of the facts; equal versions and seeds give equal questions.
        exam_format: In an exam, the id of its format.
        settings: Its settings; None if the log does not contain all that resuming needs.
        plan: The questions in order.
    """

    id: str
    at: datetime
    mode: Mode
    seed: int
    version: str
    exam_format: str | None = None
    settings: "QuizSettings | ExamSettings | None" = None
    plan: tuple[PlannedQuestion, ...] = ()

    @property
    def writer(self) -> str:
        """The run that began the session."""
        return self.id

    @property
    def counter(self) -> int:
        """Zero: the record comes before all others of its session."""
        return 0


def record_id(writer: str, counter: int) -> str:
    """The id of a review or an event: `20261123-091200-4f1f/00007`."""
    return f"{writer}/{counter:05d}"


class Review(NamedTuple):
    """One answer.

    Attributes:
        session: Id of its session.
        writer: The run that stored it.
        counter: Its place in the session.
        position: The question's position in the session, counted from 0.
        at: The time of the answer, in UTC.
        day: The study day: the learner's local date, which ends at four in the morning.
        fact: Id of the fact that the card is chiefly about; `facts` are all of them.
        tests: The subject that the template tests: "role", "contraction" …
        options: In the order shown.
        chosen: Numbers of the chosen options.
        given: The chosen options or the typed text; None if nothing was answered.
        key: The right answer, in a line.
        outcome: "right", "partly right", "wrong", "don't know", "no answer in time", "not answered"
            or "not decided".
        score: From 0 to 1, after deduction for a hint.
        seconds: From showing the question to the answer, without pauses.
        elapsed: From the beginning of the session to the answer, without pauses.
        late: Whether it was given after a limit.
        confidence: 1 a guess, 2 think so, 3 sure; None if it was not asked, or if a
            `HowSure` event has it.
        asked_for: The right concept, such as `role/synergist`; None if it has none.
        taken_for: The concept that was answered instead; None for a right answer.
        verdict: The verdict on a typed answer: "right", "too general" and so on; None if it was not
            typed.
        rating: The learner's rating of the answer, 1 (Again) to 4 (Easy); None if the program
            judged it.
        version: The version of the facts.
    """

    session: str
    writer: str
    counter: int
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
    verdict: str | None = None
    rating: int | None = None

    @property
    def id(self) -> str:
        """The id that other records name it by."""
        return record_id(self.writer, self.counter)

    @property
    def right(self) -> bool:
        """Whether it was wholly right, in time or late, with a hint or without."""
        return self.outcome == "right"

    @property
    def counts(self) -> bool:
        """Whether it counts as right or wrong; see `Outcome.NOT_DECIDED`."""
        return self.outcome != "not decided"


class Event(NamedTuple):
    """Something that happened in a session besides an answer.

    Attributes:
        session: Id of its session.
        writer: The run that stored it.
        counter: Its place in the session.
        at: The time, in UTC.
        body: The event.
        elapsed: Seconds from the beginning of the session, without pauses.
    """

    session: str
    writer: str
    counter: int
    at: datetime
    body: EventBody
    elapsed: float = 0.0

    @property
    def id(self) -> str:
        """The id that other records name it by."""
        return record_id(self.writer, self.counter)

    @property
    def kind(self) -> str:
        """The word for what happened, as it is stored."""
        return KINDS[type(self.body)]


Record = SessionRecord | Review | Event


class Log(NamedTuple):
    """All records: each kind ordered by time, and within a session by counter."""

    sessions: tuple[SessionRecord, ...] = ()
    reviews: tuple[Review, ...] = ()
    events: tuple[Event, ...] = ()


class LogExtent(NamedTuple):
    """How much of the log something was computed from.

    Attributes:
        reviews: How many answers it has.
        until: The moment of the latest one, as the log stores it; empty without answers.
        undone: How often an answer was taken back.
        exams: How many events each of its exams has, by the exam's id.
    """

    reviews: int
    until: str
    undone: int
    exams: Mapping[str, int]
