"""A session while it runs: its value, and the parts that show, time and record it."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.run.keys import Moment, Situation
from quiz.screens.view import View
from quiz.session.answer import Answer, Outcome
from quiz.session.session import Item, Session
from quiz.terminal.stopwatch import Stopwatch
from quiz.terminal.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from quiz.log.recorder import Recorder
    from quiz.run.services import SessionServices

_LEAST = 0.001
"""Seconds: the log stores no shorter pause."""


_STALL = 0.5
"""Seconds that writing an answer takes only if something is wrong with the disk."""


class Next(Enum):
    """The step after a key that is not an answer."""

    WAIT = auto()  # wait for another key
    ASK = auto()  # ask the current question, or finish if there is none
    STOP = auto()  # abandon the session


class Run:
    """One session as it happens.

    Attributes:
        session: The current state, complete whenever it is interrupted.
        position: The question that is being asked, or was answered last.
        struck: Numbers of the options that the learner has ruled out, by the card's id.
        asking: Whether a question waits for its answer.
        hinted: Whether a hint was shown for this question.
        detailed: Whether the details on the last answer were shown.
        reported: Whether the whole report on an exam was shown.
        tried: Whether a typed answer to this question was answered with another try.
        deadline: When waiting for an answer to this question ends, by the session's clock.
        warned: Whether the learner was informed that the session's time is over.
        retries: Whether to ask the missed questions again, in a new session.
        stops: Whether the learner wants to stop the rounds of study.
    """

    def __init__(
        self,
        session: Session,
        *,
        view: View,
        terminal: Terminal,
        recorder: "Callable[[Callable[[], AbstractContextManager[object]]], Recorder]",
        services: "Callable[[], SessionServices]",
        asks_confidence: bool = False,
    ) -> None:
        """Put the parts together.

        Args:
            session: Its initial state, or the state in which it was abandoned.
            view: How it is shown.
            terminal: The screen and the keyboard.
            recorder: Makes the recorder, while the first question is read. Its argument is a
                context that keeps long waits out of the session's time.
            services: Creates the services on first use.
            asks_confidence: Whether to ask for the confidence after each answer.
        """
        self.session, self.view, self.terminal = session, view, terminal
        self.asks_confidence = asks_confidence
        self._make_recorder, self._make_services = recorder, services
        self._stopwatch = Stopwatch(terminal.clock, session.seconds)
        self.position = session.position
        self.struck: dict[str, frozenset[int]] = {}
        self.asking = self.hinted = self.detailed = self.reported = self.tried = False
        self.deadline: float | None = None
        self.warned = session.out_of_time
        self.retries = self.stops = False

    def start_clock(self) -> None:
        """Begin to count the session's seconds; a resumed one continues where it was abandoned."""
        self._stopwatch = Stopwatch(self.terminal.clock, self.session.seconds)
        self._stopwatch.away = self.session.away
        self.terminal.begin(self._stopwatch, self.session.limit, self.session.began)

    def start_section(self, *, waits: "Callable[[], Next]") -> Next:
        """Start the clock of a section, once the learner is ready.

        Args:
            waits: Waits for the learner; `STOP` if they want to stop.
        """
        self.asking = False
        self.terminal.begin(self._stopwatch, None)  # no time is announced before that
        began = self.elapsed()
        follows = waits()
        self._stopwatch.skip(self.elapsed() - began)
        self.catch_up()
        self.terminal.begin(self._stopwatch, self.session.limit, self.session.began)
        self.warned = self.session.out_of_time
        return follows

    @cached_property
    def recorder(self) -> "Recorder":
        """Records what happens."""
        return self._make_recorder(self._untimed)

    @contextmanager
    def _untimed(self) -> Iterator[None]:
        """A context whose time, if it is long, is a pause of the session."""
        clock = self.terminal.clock
        began = clock()
        try:
            yield
        finally:
            seconds = clock() - began
            if seconds > _STALL:
                self._stopwatch.skip(seconds)

    @cached_property
    def services(self) -> "SessionServices":
        """Looks up facts, earlier answers and contrasts."""
        return self._make_services()

    @property
    def begun(self) -> bool:
        """Whether a record was stored, so that the session can be resumed."""
        return "recorder" in vars(self) and self.recorder.begun

    @property
    def item(self) -> Item:
        """The question that is being asked, or was answered last."""
        return self.session.items[self.position]

    @property
    def answer(self) -> Answer:
        """The answer to that question; one with the outcome `SKIPPED` if there is none."""
        answer = self.session.answers_at.get(self.position)
        return answer or Answer(question=self.item.question, outcome=Outcome.SKIPPED)

    @property
    def time_remains(self) -> bool:
        """Whether the session's time is not over, so that a question can be asked again."""
        deadline = self.session.deadline
        return deadline is None or self._stopwatch.elapsed() < deadline

    def elapsed(self) -> float:
        """Seconds since the session began, without pauses."""
        return self._stopwatch.elapsed()

    def catch_up(self) -> None:
        """Bring the session up to now; a suspension in between is recorded as a pause.

        Time that is spent on the last feedback and on the result does not count.
        """
        away = self._stopwatch.away - self.session.away
        if self.asking or self.session.current is not None:
            self.session = self.session.at(self.elapsed())
        if away >= _LEAST:
            self.session = self.session.paused(away)
            self.recorder.paused(away, self.session.seconds)

    def store_time(self) -> None:
        """Store how long the session has taken, in case the program is killed at a question."""
        if self.asking:
            self.recorder.beat(self.elapsed())

    def pause(self, text: str) -> float:
        """Stop the clock until a key is pressed; the number of seconds it was stopped."""
        began = self.elapsed()
        self.terminal.pause(text)
        away = self.elapsed() - began
        self._stopwatch.skip(away)
        self.catch_up()
        return away

    def situation(self, moment: Moment) -> Situation:
        """The situation in which the session waits for a key."""
        session = self.session
        return Situation(
            moment,
            session.feedback,
            session.navigation,
            question=self.item.question if self.position < len(session.items) else None,
            attended=self.terminal.waits,
            time_remains=self.time_remains,
            details_hidden=not (self.reported if moment is Moment.RESULT else self.detailed),
            questions_remain=session.current is not None,
            missed=session.round is None
            and bool(
                session.missed or (session.closed and len(session.answers_at) < len(session.items))
            ),
            answers_exist=bool(session.answers),
            rounds_remain=session.round is not None and session.round.remaining > 0,
        )
