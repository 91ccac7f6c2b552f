"""`primemover resume`: continues a session that was abandoned."""

from typing import TYPE_CHECKING

import click

from cards.characters import escaped
from cards.errors import ExitCode, NothingMatched
from quiz.cli import sessions
from quiz.cli.display import Display, display_options
from quiz.cli.options import remark
from quiz.cli.sessions import resumable
from quiz.cli.store import local, new_writer, now, open_reader, open_store
from quiz.log import history
from quiz.log.events import End
from quiz.log.recorder import Continued, Recorder
from quiz.log.records import Log, SessionRecord

if TYPE_CHECKING:
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
    if listed:
        _list()
        return
    store = open_store()
    open_sessions = resumable(store.unfinished_figures())
    started = _chosen(open_sessions, session, store, given=session is not None)
    if discard:
        _discard(started, store)
        return
    sessions.resume(started, store, display)


def _list() -> None:
    """Print the unfinished sessions, the latest first."""
    reader = open_reader()
    found = resumable(reader.unfinished_figures())
    for each in reversed(found):
        log = reader.log(each.id)
        if log.sessions:  # a damaged one has been reported
            click.echo(escaped(_line(log)))
    if not found:
        remark("No session is unfinished.")


def _chosen(
    unfinished: tuple[SessionRecord, ...], session: str | None, store: "Store", *, given: bool
) -> SessionRecord:
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


def _discard(started: SessionRecord, store: "Store") -> None:
    log = store.session_log(started.id)
    continued = Continued(new_writer(now()), log)
    recorder = Recorder(lambda: store, started, now, remark, continues=continued)
    recorder.ended(End.DISCARDED, 0.0)
    remark(f"Discarded: {_line(log)}")


def _line(log: Log) -> str:
    """The session of a log in a line: its id, its beginning, its progress, what it is about."""
    started = log.sessions[0]
    answered = len({review.position for review in history.given(log)})
    of = history.planned_count(log)
    scope = started.exam_format or "" if started.settings is None else started.settings.scope
    at = local(started.at).strftime("%Y-%m-%d %H:%M")
    return f"{started.id}  {started.mode} of {at}, {answered} of {of}, {scope}"
