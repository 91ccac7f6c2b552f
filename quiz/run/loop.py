"""Runs a session, quiz or exam, from its first question to its result."""

from typing import assert_never

from cards.named_tuple import NamedTuple
from quiz.run.keys import Moment
from quiz.run.question import ask_current
from quiz.run.state import Next, Run
from quiz.session.policy import Navigation
from quiz.session.session import Session


class Ending(NamedTuple):
    """How a run ended.

    Attributes:
        interrupted: Whether by Ctrl-C.
        resumable: Whether it was stored and is unfinished.
        retries: Whether the learner wants the missed questions again.
        stopped: Whether the learner wants to stop the rounds of study.
    """

    session: Session
    interrupted: bool = False
    resumable: bool = False
    retries: bool = False
    stopped: bool = False


def run_session(run: Run, *, resumed: bool = False) -> Ending:
    """Ask until the session is over or abandoned, and show its result.

    Args:
        run: The session and its parts.
        resumed: Whether it continues an unfinished session.
    """
    run.terminal.say(run.view.opening(run.session, resumed=resumed))
    if not _is_ready(run):
        return Ending(session=run.session, resumable=resumed)  # a new one is not stored yet
    run.start_clock()
    interrupted = abandoned = False
    try:
        abandoned = _ask_all(run)
    except EOFError:
        abandoned = True
    except KeyboardInterrupt:
        interrupted = abandoned = True
    resumable = False
    if abandoned:
        from quiz.run.ending import abandon

        resumable = abandon(run)
    return Ending(
        session=run.session,
        interrupted=interrupted,
        resumable=resumable and run.begun,
        retries=run.retries,
        stopped=run.stops or abandoned,
    )


def _is_ready(run: Run) -> bool:
    """Wait, before an exam, until the learner wants to begin; False if they do not."""
    match run.session.navigation:
        case Navigation.FORWARD:
            return True
        case Navigation.FREE if not run.terminal.waits:
            return True
        case Navigation.FREE:
            from quiz.run.actions import wait_at  # a quiz begins without waiting

            try:
                return wait_at(run, Moment.START) is Next.ASK
            except EOFError:
                return False
        case _:
            assert_never(run.session.navigation)


def _ask_all(run: Run) -> bool:
    """Ask every question and show the result; True if the learner stopped before."""
    while True:
        while run.session.current is not None:
            if ask_current(run) is Next.STOP:
                return True
        from quiz.run.ending import finish  # after the last question

        if finish(run) is Next.STOP:
            return False
