"""`primemover resume`: goes on with a session that was left."""

from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, NothingMatched
from quiz.cli.display import Display, display_options
from quiz.cli.options import remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.log.recorder import Recorder
    from quiz.log.records import Log, SessionRecord
    from quiz.log.replay import Restored
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
    left = unfinished(store.figures())
    if listed:
        for each in reversed(left):
            click.echo(_line(store.log(each.id)))
        if not left:
            remark("No session was left unfinished.")
        return
    started = _chosen(left, session, store, given=session is not None)
    if discard:
        _discard(started, store)
        return
    go_on(started, store, display)


def unfinished(log: "Log") -> tuple["SessionRecord", ...]:
    """The sessions to go on with, the latest last; of those without an answer only the last."""
    from quiz.log import history

    left = history.unfinished(log)
    answered = {review.session for review in log.reviews}
    return tuple(s for s in left if s.id in answered or s is left[-1])


def _chosen(
    left: tuple["SessionRecord", ...], session: str | None, store: "Store", *, given: bool
) -> "SessionRecord":
    """The session that is meant, taken for this process.

    Raises:
        NothingMatched: There is none.
    """
    found = [started for started in left if started.id.startswith(session or "")]
    if not found:
        raise NothingMatched(
            f"No unfinished session begins with '{session}'; `primemover resume --list` lists them."
            if given
            else "No session was left unfinished. `primemover quiz` begins one."
        )
    for started in reversed(found):
        if store.claim(started.id):
            return store.log(started.id).sessions[0]
        if given:
            break
    remark("That session is running in another window. Go on with it there.")
    raise click.exceptions.Exit(ExitCode.FAULTY_DATA)


def _discard(started: "SessionRecord", store: "Store") -> None:
    from quiz.cli.play import now
    from quiz.log.recorder import Recorder

    of_it = store.log(started.id)
    written = len(of_it.reviews) + len(of_it.events) + 1
    Recorder(lambda: store, started, now, remark, written).ended("discarded", 0.0)
    remark(f"Discarded: {_line(of_it)}")


def go_on(started: "SessionRecord", store: "Store", display: Display) -> None:
    """Run a session from where it was left."""
    from dataclasses import replace
    from functools import partial

    from quiz.cli.commands.quiz import finish, once_more
    from quiz.cli.play import Play, away_since, changes_in_words, limits_of, read_question
    from quiz.home.library import library_from_settings
    from quiz.log.records import Mode
    from quiz.log.replay import restored, untold

    why = untold(started)
    if why is not None:
        remark(why)
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    if started.mode is Mode.EXAM:
        from quiz.cli.commands.exam import go_on_with_exam

        go_on_with_exam(started, store, display)
        return
    handle = library_from_settings(started.settings)
    found = restored(
        store.log(started.id), read_question(handle, started.seed), limits_of(started.settings)
    )
    if not found.session.items:
        raise NothingMatched("None of its questions exist in the current facts.")
    for text in changes_in_words(len(found.gone), found.changed):
        remark(text)
    display = replace(display, american=handle.american)
    play = Play(handle=handle, display=display, seed=started.seed, settings=started.settings)
    away = away_since(store.log(started.id))
    session = replace(found.session, away=found.session.away + away)
    ending = play.run(session, partial(_pen, started, found, store, away))
    while ending.again:
        ending = play.run(once_more(ending.session, started.seed))
    finish(ending, saves=True, display=display)


def _pen(
    started: "SessionRecord",
    found: "Restored",
    store: "Store",
    away: float,
    told: "Callable[[str], None]",
) -> "Recorder":
    """What writes on in the session."""
    from quiz.cli.play import now
    from quiz.log.recorder import Recorder
    from quiz.log.records import EventKind

    pen = Recorder(lambda: store, started, now, told, found.written)
    pen.knows(found.reviews)
    gone = list(found.gone)  # places written from here on are counted without them
    pen.event(EventKind.RESUMED, found.session.seconds, away=away, gone=gone)
    return pen


def _line(log: "Log") -> str:
    """The session of a log in a line: its id, when it began, what it asks, how far it came."""
    from quiz.log import history

    started = log.sessions[0]
    answered = len({review.position for review in history.standing(log)})
    of = history.planned_count(log)
    what = str(started.settings.get("choice", started.preset or ""))
    at = started.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{started.id}  {started.mode} of {at}, {answered} of {of}, {what}"
