"""The end of a session: its result and the choices it offers, or its abandonment."""

from typing import assert_never

from quiz.log.events import End
from quiz.run.actions import answer_key, review
from quiz.run.keys import Moment, labels
from quiz.run.state import Next, Run
from quiz.session.policy import Feedback
from quiz.session.result import result_of


def finish(run: Run) -> Next:
    """Show the result and its choices; `ASK` if the last answer was taken back."""
    try:
        follows = _show_result(run)
    except (EOFError, KeyboardInterrupt):  # everything is answered: nothing is interrupted
        follows = None
    if follows is Next.ASK:
        return Next.ASK
    run.stops = follows is Next.STOP
    _close(run)
    return Next.STOP


def _show_result(run: Run) -> Next | None:
    run.catch_up()
    run.terminal.say(run.view.result(result_of(run.session)))
    run.reported = False
    if run.terminal.waits and labels(run.situation(Moment.RESULT)):
        return _wait_at_result(run)
    if not run.terminal.waits and not run.session.judges_at_once:
        review(run)
    return None


def _wait_at_result(run: Run) -> Next | None:
    """Wait for a key; after the whole report, once more."""
    while True:
        situation = run.situation(Moment.RESULT)
        on = "the next round" if situation.rounds_remain else "the end"
        run.terminal.say(["", *run.view.offer(on, labels(situation))])
        follows = answer_key(run, run.terminal.key("") or "", Moment.RESULT)
        if situation.details_hidden and run.reported:
            continue
        return follows if isinstance(follows, Next) else None


def _close(run: Run) -> None:
    """Record that the session is over; handing in has recorded it already."""
    if run.session.answers and not run.session.closed:
        run.recorder.ended(End.FINISHED, run.session.seconds)


def abandon(run: Run) -> bool:
    """Record that the learner has stopped, and show the result so far.

    Returns:
        Whether questions remain.
    """
    run.terminal.end_line()
    run.catch_up()
    if run.session.current is None:
        if not run.session.closed:
            run.terminal.say(run.view.result(result_of(run.session)))
            _close(run)
        return False
    if run.session.round is not None:  # the next round asks what remains of today's plan
        run.recorder.stopped(run.session.seconds)
        return False
    run.recorder.abandoned(run.session.seconds)
    match run.session.feedback:
        case Feedback.AT_ONCE:
            run.session = run.session.ended()
            run.terminal.say(run.view.result(result_of(run.session)))
        case Feedback.AT_END:
            pass
        case _:
            assert_never(run.session.feedback)
    return True
