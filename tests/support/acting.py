"""A quiz with a clock that counts and a keyboard that follows a script; everything else is real."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from cards.answers.vocabulary import Lexicon, lexicon
from cards.model.base import FactBase
from quiz.log.recorder import Recorder
from quiz.log.records import Mode, SessionRecord
from quiz.log.store import Store
from quiz.run.loop import Ending, run_session
from quiz.run.services import SessionServices
from quiz.run.state import Run
from quiz.screens.view import View
from quiz.session.answer import Answer
from quiz.session.question import Question
from quiz.session.session import Item, Session
from quiz.terminal.keyboard import Complete
from quiz.terminal.terminal import Terminal


class Clock:
    """A clock that only advances on request."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


Key = tuple[float, str] | type[BaseException]


class Script:
    """A keyboard on which each key is pressed a number of seconds after the one before it."""

    pending = ""

    def __init__(self, clock: Clock, *keys: Key) -> None:
        self._clock, self._keys = clock, list(keys)
        self.forgotten = 0

    def key(self, timeout: float | None) -> str | None:
        key = self._keys[0] if self._keys else EOFError
        if isinstance(key, type):
            raise key
        after, text = key
        if timeout is not None and after > timeout:
            self._clock.now += timeout
            self._keys[0] = (after - timeout, text)
            return None
        self._clock.now += after
        del self._keys[0]
        return text

    def line(
        self,
        timeout: float | None,
        room: int = 80,  # noqa: ARG002 - the script types whole lines
        complete: Complete | None = None,  # noqa: ARG002 - as above
    ) -> str | None:
        return self.key(timeout)

    def discard_typeahead(self) -> None:
        self.forgotten += 1

    def on_continue(self, on_error: Callable[[float], None]) -> None:
        """A script cannot be suspended."""

    def on_wait(self, callback: Callable[[], None]) -> None:
        """A script does not wait."""


class NoServices(SessionServices):
    """Looks nothing up but the vocabulary."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    def base(self) -> FactBase:
        return self._base

    def lexicon(self) -> Lexicon:
        return lexicon(self._base)

    def report_question(self, answer: Answer, reason: str) -> str:  # noqa: ARG002 - as above
        return f"Reported: {answer.question.card.id}."

    def mix_up(self, answer: Answer) -> str:  # noqa: ARG002 - as the protocol has it
        return ""

    def contrast(self, session: Session, answer: Answer) -> tuple[Item, ...]:  # noqa: ARG002 - as above
        return ()

    def why(self, item: Item) -> str:
        return f"Asked because: {item.why}."

    def edit(self, question: Question) -> tuple[Question | None, str]:  # noqa: ARG002 - as above
        return None, "There is no editor here."


def recorder(on_error: Callable[[str], None] = lambda _: None) -> Recorder:
    """A recorder that writes to a log in memory."""
    store = Store(None)
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    started = SessionRecord(id="test", at=moment, mode=Mode.QUIZ, seed=7, version="test")
    return Recorder(lambda: store, started, lambda: moment, on_error)


def session_of(
    questions: Iterable[Question], answers: Iterable[Answer] = (), **values: Any
) -> Session:
    """A session that asks these questions, the first of which are answered."""
    items = tuple(Item(question=question) for question in questions)
    given = dict(enumerate(answers))
    return Session(items=items, answers_at=given, position=len(given), **values)


def act(
    session: Session,
    *,
    view: View,
    keyboard: Script,
    out: StringIO,
    clock: Clock,
    base: FactBase,
    pause: bool,
    resumed: bool = False,
) -> Ending:
    """Run a session through a script.

    Args:
        session: The session.
        view: How it is shown.
        keyboard: The script.
        out: Where it is shown.
        clock: The clock that the script advances.
        base: The vocabulary.
        pause: Whether a key is needed to continue.
        resumed: Whether it continues an unfinished session.
    """
    terminal = Terminal(
        keyboard=keyboard,
        out=out,
        clock=clock,
        waits=pause,
        echoes=pause,
        announce=view.remark,
    )
    run = Run(
        session,
        view=view,
        terminal=terminal,
        recorder=lambda _: recorder(),
        services=lambda: NoServices(base),
    )
    return run_session(run, resumed=resumed)
