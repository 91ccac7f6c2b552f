"""Asks a question as a flashcard: the learner thinks, sees the answer, and rates the recall.

Nothing is stored before the rating: it is the answer.
"""

from cards.value_class import replace
from quiz.run.actions import answer_key
from quiz.run.keys import Moment, labels
from quiz.run.state import Next, Run
from quiz.session.answer import Answer

_THINK = "Think of the answer, then press Enter: "
_RATE = "How well? 1 again, 2 hard, 3 good, 4 easy: "


def wait_for_rating(run: Run, asked: float) -> Answer | Next:
    """Reveal the answer at any key, and wait for the rating or a key that leads away.

    Args:
        run: The session.
        asked: When the question was shown, by the session's clock.
    """
    follows = _key(run, _THINK, Moment.THINKING)
    while follows is Next.WAIT:
        follows = _key(run, _THINK, Moment.THINKING)
    if follows is not None:
        return follows
    run.detailed = False
    run.terminal.say(run.view.revealed(run.answer, labels(run.situation(Moment.REVEALED))))
    run.terminal.ignore_early_keys()
    while not isinstance(follows, Answer):
        follows = _key(run, _RATE, Moment.REVEALED)
        if follows is None:
            run.terminal.remark("Type 1 to 4, or ? for keys.")
        elif follows in (Next.ASK, Next.STOP):
            return follows
    return replace(follows, seconds=max(0.0, run.elapsed() - asked))


def _key(run: Run, prompt: str, moment: Moment) -> Answer | Next | None:
    """The effect of one key; None if it has none at this moment."""
    typed = run.terminal.key(prompt) or ""
    run.catch_up()
    run.terminal.ignore_repeats(typed)
    return answer_key(run, typed, moment)
