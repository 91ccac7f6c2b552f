"""Feedback at once: the verdict, a mix-up and its contrast question, and time to read."""

from quiz.run.actions import answer_key
from quiz.run.keys import Moment, labels
from quiz.run.state import Next, Run
from quiz.session.answer import Answer

CONTRAST_AFTER = 2
"""Questions between a miss and its contrast, so that the answer is no longer on the screen."""


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
    """Name a mix-up, and queue a question that contrasts the two concepts."""
    said = [text for text in (run.services.mix_up(run.answer),) if text]
    if not run.session.goes_back and run.item.because is None:
        contrast = run.services.contrast(run.session, run.answer)
        if contrast is not None:
            run.session = run.session.queued(contrast, CONTRAST_AFTER)
            place = run.session.items.index(contrast, run.position + 1)
            run.recorder.queued(contrast, place, run.session.seconds)
            said.append(f"A contrast question is queued: {contrast.reason}.")
    if said:
        run.terminal.say(run.view.aside(" ".join(said)))


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
