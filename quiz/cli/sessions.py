"""Starts and resumes quizzes and exams, and runs them to their end.

The log is loaded while the first question is read; replay and history, only to resume or retry.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, NothingMatched
from cards.named_tuple import NamedTuple
from cards.value_class import replace
from quiz.cli.display import Display
from quiz.cli.options import remark
from quiz.cli.store import keep_weekly_backup, new_writer, now, open_store, readable_log
from quiz.home.library import LibraryHandle
from quiz.log.settings import QuizSettings
from quiz.run.loop import Ending, run_session
from quiz.run.state import Run
from quiz.session.session import Item, Session, Why
from quiz.session.sets import with_sets

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from quiz.log.exam_settings import ExamSettings
    from quiz.log.planned import PlannedQuestion
    from quiz.log.reader import LogReader
    from quiz.log.recorder import Recorder
    from quiz.log.records import Log, Mode, SessionRecord
    from quiz.log.replay import Read, Restored
    from quiz.log.store import Store
    from quiz.run.services import SessionServices
    from quiz.session.question import Question
    from quiz.terminal.terminal import Terminal

    _Untimed = Callable[[], AbstractContextManager[object]]

_LARGEST_SEED = 10_000


def new_seed() -> int:
    """A random seed, for a session without --seed."""
    return random.SystemRandom().randrange(_LARGEST_SEED)


class Setup(NamedTuple):
    """The parameters of a session, apart from its questions.

    Attributes:
        handle: The library.
        display: The display options.
        seed: The seed for drawing questions.
        settings: The settings to store in the log.
        saves: Whether the session is stored.
    """

    handle: LibraryHandle
    display: Display
    seed: int
    settings: "QuizSettings | ExamSettings"
    saves: bool = True

    def store(self) -> "Store":
        """The log.

        Raises:
            StoreError: The log cannot be opened.
        """
        return open_store(saves=self.saves)

    def log(self) -> "LogReader":
        """The log, to read it: also where nothing can be stored.

        Raises:
            StoreError: The log cannot be read.
        """
        return readable_log(saves=self.saves)


def run_round(session: Session, setup: Setup) -> Ending:
    """Run one round of study."""
    return _run(session, setup, partial(_new_recorder, session, setup))


def start(session: Session, setup: Setup) -> None:
    """Run a new session, and then retry missed questions as long as the learner asks for it.

    Raises:
        Exit: The session was interrupted.
    """
    ending = _run(session, setup, partial(_new_recorder, session, setup))
    _conclude(ending, setup)


def resume(started: "SessionRecord", store: "Store", display: Display) -> None:
    """Resume an abandoned session with the same question and elapsed time.

    Raises:
        NothingMatched: Its questions no longer exist.
        Exit: The session cannot be rebuilt, or was interrupted.
    """
    log = store.session_log(started.id)
    handle, found = rebuild(log)
    settings = _settings(started)
    setup = Setup(handle=handle, display=display, seed=started.seed, settings=settings)
    session, seen = found.session, _last_record(log)
    beat = store.last_beat(started.id)
    if beat is not None:
        session, seen = session.at(beat.elapsed), max(seen, beat.at)
    away = round(max(0.0, (now() - seen).total_seconds()), 3)
    recorder = partial(_continued_recorder, log, found, store, away, session.seconds)
    ending = _run(session.paused(away), setup, recorder, resumed=True)
    _conclude(ending, setup)


def rebuild(log: "Log") -> "tuple[LibraryHandle, Restored]":
    """Rebuild a session and its library from the log, and report changed facts.

    Raises:
        NothingMatched: Its questions no longer exist.
        Exit: The session cannot be rebuilt.
    """
    from quiz.log.replay import restored

    started = log.sessions[0]
    handle = LibraryHandle.from_settings(_settings(started).library)
    found = restored(log, read_question(handle, started.seed))
    if not found.session.items:
        raise NothingMatched("Its questions no longer exist in the current facts.")
    for count, what in ((len(found.gone), "gone"), (found.changed, "redrawn")):
        if count:
            are = "is" if count == 1 else "are"
            remark(f"The facts have changed: {count} of its questions {are} {what}.")
    return handle, found


def _settings(started: "SessionRecord") -> "QuizSettings | ExamSettings":
    """The settings of a session.

    Raises:
        Exit: The log does not contain all of them.
    """
    if started.settings is None:
        remark("That session cannot be resumed: its settings in the log are incomplete.")
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    return started.settings


def read_question(handle: LibraryHandle, seed: int) -> "Read":
    """A function that restores a question; if its card has changed, it is redrawn."""
    from quiz.session.question import ask, asked_as

    def read(asked: "PlannedQuestion") -> "tuple[Question | None, bool]":
        card = handle.find(asked.card)
        if card is None:
            return None, False
        question = asked_as(card, asked.stem, asked.options, asked.left_side)
        return question or ask(card, random.Random(f"{seed} {asked.card}")), question is None

    return read


def resumable(log: "Log") -> "tuple[SessionRecord, ...]":
    """The sessions that can be resumed, oldest first; without an answer, only the latest one.

    A round of study cannot: the next plan asks what it left.
    """
    from quiz.log import history
    from quiz.log.records import Mode

    abandoned = [each for each in history.unfinished(log) if each.mode is not Mode.STUDY]
    answered = {review.session for review in log.reviews}
    return tuple(each for each in abandoned if each.id in answered or each is abandoned[-1])


def _conclude(ending: Ending, setup: Setup) -> None:
    """Retry missed questions if requested, say how to resume, and set the exit code."""
    while ending.retries:
        session = _retry(ending.session, setup.seed)
        ending = _run(session, setup, partial(_new_recorder, session, setup))
    if ending.resumable and setup.saves and not setup.display.jsonl:
        remark("Saved. Continue with: primemover resume")
    if ending.interrupted:
        raise click.exceptions.Exit(ExitCode.INTERRUPTED)


def _retry(session: Session, seed: int) -> Session:
    """A session of the questions missed in another one, with reshuffled options."""
    from quiz.session.questions import draw

    cards = {answer.question.card.id: answer.question.card for answer in session.missed}
    questions = draw(tuple(cards.values()), random.Random(f"{seed} {len(session.answers)} again"))
    items = tuple(Item(question=question, why=Why.MISSED) for question in questions)
    return Session(items=items, limits=session.limits)


def _run(
    session: Session,
    setup: Setup,
    recorder: "Callable[[Callable[[str], None], _Untimed], Recorder]",
    *,
    resumed: bool = False,
) -> Ending:
    display = replace(setup.display, american=setup.handle.american)
    session = with_sets(session, setup.handle.sets)
    view = display.view(setup.seed, lambda: setup.handle.figure)
    # Exams record the confidence, but a script that takes an exam is not asked for it.
    always = session.judges_at_once
    with display.terminal(view) as terminal:
        run = Run(
            session,
            view=view,
            terminal=terminal,
            recorder=partial(recorder, terminal.remark),
            services=partial(_services, session, setup, terminal),
            asks_confidence=setup.settings.confidence and (always or terminal.waits),
        )
        ending = run_session(run, resumed=resumed)
    if setup.saves:
        keep_weekly_backup()
        if run.begun:
            _prepare_next_start(setup)
    return ending


def _prepare_next_start(setup: Setup) -> None:
    """Store the answers as the next quiz needs them, so that it begins without the log."""
    from quiz.cli.learner import remember_answers
    from quiz.log.records import StoreError

    with suppress(StoreError):
        remember_answers(setup.store())


def _services(session: Session, setup: Setup, terminal: "Terminal") -> "SessionServices":
    from quiz.run.services import SessionServices

    settings = setup.settings
    contrasts, attributed = False, False
    if isinstance(settings, QuizSettings):
        contrasts = terminal.waits if settings.contrast is None else settings.contrast
        attributed = settings.attributed
    return SessionServices(
        handle=setup.handle,
        store=setup.store,
        now=now,
        random=random.Random(f"{setup.seed} {len(session.answers)}"),
        released=terminal.released,
        contrasts=contrasts,
        attributed=attributed,
        scope=settings.scope,
    )


def _new_recorder(
    session: Session, setup: Setup, on_error: Callable[[str], None], untimed: "_Untimed"
) -> "Recorder":
    from quiz.log.planned import planned
    from quiz.log.recorder import Recorder
    from quiz.log.records import SessionRecord

    at = now()
    started = SessionRecord(
        id=new_writer(at),
        at=at,
        mode=_mode(session),
        seed=setup.seed,
        version=setup.handle.version,
        exam_format=None if session.sheet is None else session.sheet.exam_format.id,
        settings=setup.settings,
        plan=tuple(map(planned, session.items)),
    )
    return Recorder(setup.store, started, now, on_error, untimed=untimed)


def _mode(session: Session) -> "Mode":
    from quiz.log.records import Mode

    if session.sheet is not None:
        return Mode.EXAM
    return Mode.QUIZ if session.round is None else Mode.STUDY


def _continued_recorder(
    log: "Log",
    found: "Restored",
    store: "Store",
    away: float,
    seconds: float,
    on_error: Callable[[str], None],
    untimed: "_Untimed",
) -> "Recorder":
    from quiz.log.recorder import Continued, Recorder

    continued = Continued(new_writer(now()), log, found.reviews)
    recorder = Recorder(
        lambda: store, log.sessions[0], now, on_error, continues=continued, untimed=untimed
    )
    recorder.resumed(away, seconds, found.gone)
    return recorder


def _last_record(log: "Log") -> datetime:
    """The moment of the last record in the log of a single session."""
    moments = [log.sessions[0].at, *(review.at for review in log.reviews)]
    return max([*moments, *(event.at for event in log.events)])
