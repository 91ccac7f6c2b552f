"""`primemover resume`: continues a session that was abandoned."""

from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, NothingMatched
from quiz.cli.display import Display, display_options
from quiz.cli.options import remark
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.log.recorder import Recorder
    from quiz.log.records import Log, SessionRecord
    from quiz.log.replay import Restored
    from quiz.log.settings import QuizSettings
    from quiz.log.store import Store


@click.command(
    epilog="""\b
Examples:
  primemover resume                  the last unfinished session
  primemover resume --list           all unfinished sessions
  primemover resume 20261123-0912    one of them, by the beginning of its id
  primemover resume --discard        discard the last one"""
)
@click.argument("session", required=False, metavar="[SESSION]")
@click.option("--list", "listed", is_flag=True, help="List the unfinished sessions.")
@click.option("--discard", is_flag=True, help="Discard the session; its answers still count.")
@display_options
def resume(display: Display, session: str | None, listed: bool, discard: bool) -> None:
    """Continue an unfinished session: the same question, with the same time remaining."""
    from quiz.cli.play import open_store

    store = open_store()
    open_sessions = unfinished(store.figures())
    if listed:
        for each in reversed(open_sessions):
            log = store.log(each.id)
            if log.sessions:  # a damaged one has been reported
                click.echo(_line(log))
        if not open_sessions:
            remark("No session is unfinished.")
        return
    started = _chosen(open_sessions, session, store, given=session is not None)
    if discard:
        _discard(started, store)
        return
    run_on(started, store, display)


def unfinished(log: "Log") -> tuple["SessionRecord", ...]:
    """The sessions to resume, the latest last; of those without an answer only the last."""
    from quiz.log import history

    found = history.unfinished(log)
    answered = {review.session for review in log.reviews}
    return tuple(session for session in found if session.id in answered or session is found[-1])


def _chosen(
    unfinished: tuple["SessionRecord", ...], session: str | None, store: "Store", *, given: bool
) -> "SessionRecord":
    """The session that is meant, claimed for this process.

    Raises:
        NothingMatched: There is none.
    """
    found = [started for started in unfinished if started.id.startswith(session or "")]
    if not found:
        raise NothingMatched(
            f"No unfinished session begins with '{session}'; `primemover resume --list` lists them."
            if given
            else "No session is unfinished. `primemover quiz` begins one."
        )
    for started in reversed(found):
        if store.claim(started.id):
            return store.session_log(started.id).sessions[0]
        if given:
            break
    remark("That session is running in another window. Continue it there.")
    raise click.exceptions.Exit(ExitCode.FAULTY_DATA)


def _discard(started: "SessionRecord", store: "Store") -> None:
    from quiz.cli.play import new_writer, now
    from quiz.log.events import End
    from quiz.log.recorder import Continued, Recorder

    log = store.session_log(started.id)
    continued = Continued(new_writer(now()), log)
    recorder = Recorder(lambda: store, started, now, remark, continues=continued)
    recorder.ended(End.DISCARDED, 0.0)
    remark(f"Discarded: {_line(log)}")


def run_on(started: "SessionRecord", store: "Store", display: Display) -> None:
    """Run a session from where it was abandoned."""
    from quiz.log.settings import QuizSettings

    settings = started.settings
    if settings is None:
        remark("That session cannot be resumed: the log does not have all of its settings.")
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    if isinstance(settings, QuizSettings):
        _resume_quiz(started, settings, store, display)
        return
    from quiz.cli.commands.exam import resume_exam

    resume_exam(started, settings, store, display)


def _resume_quiz(
    started: "SessionRecord", settings: "QuizSettings", store: "Store", display: Display
) -> None:
    from dataclasses import replace
    from functools import partial

    from quiz.cli.commands.quiz import finish, once_more
    from quiz.cli.play import Play, away_since, changes_in_words, limits_of, read_question
    from quiz.log.replay import restored

    handle = LibraryHandle.from_settings(settings.library)
    log = store.session_log(started.id)
    found = restored(log, read_question(handle, started.seed), limits_of(settings))
    if not found.session.items:
        raise NothingMatched("None of its questions exist in the current facts.")
    for text in changes_in_words(len(found.gone), found.changed):
        remark(text)
    display = replace(display, american=handle.american)
    play = Play(handle=handle, display=display, seed=started.seed, settings=settings)
    away = away_since(log)
    session = replace(found.session, away=found.session.away + away)
    ending = play.run(session, partial(_recorder, log, found, store, away))
    while ending.again:
        ending = play.run(once_more(ending.session, started.seed))
    finish(ending, saves=True, display=display)


def _recorder(
    log: "Log",
    found: "Restored",
    store: "Store",
    away: float,
    on_error: "Callable[[str], None]",
) -> "Recorder":
    """The recorder of a quiz that is resumed."""
    from quiz.cli.play import new_writer, now
    from quiz.log.recorder import Continued, Recorder

    continued = Continued(new_writer(now()), log, found.reviews)
    recorder = Recorder(lambda: store, log.sessions[0], now, on_error, continues=continued)
    recorder.resumed(away, found.session.seconds, found.gone)
    return recorder


def _line(log: "Log") -> str:
    """The session of a log in a line: its id, its beginning, its progress, what it is about."""
    from quiz.log import history

    started = log.sessions[0]
    answered = len({review.position for review in history.standing(log)})
    of = history.planned_count(log)
    scope = started.exam_format or "" if started.settings is None else started.settings.scope
    at = started.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{started.id}  {started.mode} of {at}, {answered} of {of}, {scope}"
