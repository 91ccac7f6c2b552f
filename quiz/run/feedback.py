"""Feedback at once: the verdict, a mix-up and its contrast question, and time to read."""

from quiz.run.actions import answer_key
from quiz.run.keys import Moment, labels
from quiz.run.state import Next, Run
from quiz.session.answer import Answer
from quiz.session.session import Session

CONTRAST_AFTER = 2
"""Questions between a miss and its contrasts, so that the answer is no longer on the screen."""

PAIR = 2
"""Questions of a contrast: the missed one and its neighbour."""

_MOST_CONTRASTS = 1 / 2
"""The most contrasts, as a part of all questions."""


def give_feedback(run: Run) -> Next:
    """Show the verdict on the last answer, and wait until it is read."""
    run.terminal.discard_typeahead()  # it must not skip the reasons
    run.detailed = False
    run.terminal.say(run.view.feedback(run.answer))
    _name_mix_up(run)
    if not run.terminal.waits:
        return Next.ASK
    follows = _wait_for_key(run)
    run.catch_up()
    return follows


def _name_mix_up(run: Run) -> None:
    """Name a mix-up, and queue two questions that contrast its concepts."""
    said = run.services.mix_up(run.answer)
    if said:
        run.terminal.say(run.view.aside(said))
    session = run.session
    if session.goes_back or run.item.because is not None or not _has_room(session):
        return
    last = len(session.items) - (PAIR if session.round is None else 0)
    earliest = min(session.position + CONTRAST_AFTER, last)
    place = session.outside_sets(range(earliest, last + 1))
    if place is None:
        return
    for number, item in enumerate(run.services.contrast(session, run.answer)):
        run.session = run.session.queued(item, place + number)
        run.recorder.queued(
            item, place + number, run.session.seconds, replaces=session.round is None
        )
        run.struck.pop(item.question.card.id, None)


def _has_room(session: Session) -> bool:
    """Whether a pair can replace the last two questions, with another one before it.

    In a round of study it can replace two that today's plan asks after the round, so that the
    minutes of the day hold.
    """
    ahead = session.items[session.position :]
    contrasts = sum(item.because is not None for item in session.items)
    if session.round is not None:
        room = len(session.items) * _MOST_CONTRASTS
        return bool(ahead) and session.round.remaining >= PAIR and contrasts + PAIR <= room
    return (
        len(ahead) > PAIR
        and all(item.because is None for item in ahead[-PAIR:])
        and contrasts + PAIR <= len(session.items) * _MOST_CONTRASTS
    )


def _wait_for_key(run: Run) -> Next:
    """Wait for the key that shows the next question."""
    on = "the score" if run.session.current is None else "the next question"
    offered = labels(run.situation(Moment.ANSWERED))
    run.terminal.say(["", *run.view.offer(on, offered)])
    while True:
        follows = answer_key(run, run.terminal.key("") or "", Moment.ANSWERED)
        if follows is None or isinstance(follows, Answer):
            return Next.ASK
        if follows is not Next.WAIT:
            return follows
        stop = [(key, label) for key, label in offered if key == "q"]
        run.terminal.say(run.view.offer(on, stop))
