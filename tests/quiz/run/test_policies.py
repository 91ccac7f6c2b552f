"""Each policy of a session does what it says, by itself and combined with the other."""

from io import StringIO
from itertools import product
from random import Random

import pytest

from quiz.run.loop import Ending
from quiz.screens.screen import ScreenView
from quiz.session.answer import Outcome
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question, ask
from quiz.session.session import Session
from quiz.terminal.layout import TextLayout
from tests.support.acting import Clock, Script, act, session_of
from tests.support.library import cached_library
from tests.support.paths import CLASS

LIBRARY = cached_library(CLASS, only=True)
CARDS = {card.id: card for card in LIBRARY.cards}
MUSCLES = ("gluteus-maximus", "biceps-femoris", "obliques")
QUESTIONS = [ask(CARDS[f"role/wall-bridge/{muscle}/role"], Random(1)) for muscle in MUSCLES]

each_feedback = pytest.mark.parametrize("feedback", Feedback)
both = pytest.mark.parametrize(("feedback", "navigation"), list(product(Feedback, Navigation)))


def new_session(feedback: Feedback, navigation: Navigation) -> Session:
    return session_of(QUESTIONS, feedback=feedback, navigation=navigation)


def letter(question: Question, *, right: bool) -> str:
    return next("abcd"[n] for n, o in enumerate(question.options) if o.right is right)


def played(session: Session, *keys: str, resumed: bool = False) -> tuple[Ending, str]:
    """The session after these keys, and what was shown."""
    clock, out = Clock(), StringIO()
    ending = act(
        session,
        view=ScreenView(TextLayout(), 7),
        keyboard=Script(clock, *((1.0, key) for key in keys)),
        out=out,
        clock=clock,
        base=LIBRARY.library.base,
        pause=True,
        resumed=resumed,
    )
    return ending, out.getvalue()


def answers(feedback: Feedback, *, right: bool) -> list[str]:
    """The keys that answer all questions; with feedback at once, another key continues."""
    on = [" "] if feedback is Feedback.AT_ONCE else []
    return [key for question in QUESTIONS for key in (letter(question, right=right), *on)]


def begin(navigation: Navigation) -> list[str]:
    """The key before the first question, if any."""
    return [" "] if navigation is Navigation.FREE else []


def hand_in(navigation: Navigation) -> list[str]:
    """The key after the last answer, if there is one."""
    return ["y"] if navigation is Navigation.FREE else []


@both
def test_a_session_can_be_answered_to_its_end(feedback: Feedback, navigation: Navigation) -> None:
    keys = [*begin(navigation), *answers(feedback, right=True), *hand_in(navigation)]

    ending, shown = played(new_session(feedback, navigation), *keys, " ")

    assert [answer.outcome for answer in ending.session.answers] == [Outcome.RIGHT] * 3
    assert not ending.resumable
    assert "Score: 3 of 3 right (100%)" in shown


@both
def test_answers_are_judged_when_the_feedback_policy_says(
    feedback: Feedback, navigation: Navigation
) -> None:
    keys = [*begin(navigation), letter(QUESTIONS[0], right=False)]

    _, shown = played(new_session(feedback, navigation), *keys)

    assert ("✗ wrong · the answer is" in shown) is (feedback is Feedback.AT_ONCE)


@both
def test_an_answer_can_be_changed_as_the_navigation_policy_says(
    feedback: Feedback, navigation: Navigation
) -> None:
    wrong, right = (letter(QUESTIONS[0], right=value) for value in (False, True))
    on = [" "] if feedback is Feedback.AT_ONCE else []
    back = "p" if navigation is Navigation.FREE else "u"

    ending, _ = played(
        new_session(feedback, navigation), *begin(navigation), wrong, *on, back, right
    )

    assert ending.session.answers_at[0].right
    assert len(ending.session.changes) == (1 if navigation is Navigation.FREE else 0)


@each_feedback
def test_a_retry_or_review_of_missed_questions_is_offered_at_the_end(feedback: Feedback) -> None:
    _, shown = played(
        new_session(feedback, Navigation.FORWARD), *answers(feedback, right=False), "r", "q"
    )

    offered = {
        Feedback.AT_ONCE: "r retry the missed ones",
        Feedback.AT_END: "r review what was missed",
    }
    assert offered[feedback] in shown


@both
def test_a_session_that_is_abandoned_can_be_resumed(
    feedback: Feedback, navigation: Navigation
) -> None:
    keys = [*begin(navigation), letter(QUESTIONS[0], right=True)]
    on = [" "] if feedback is Feedback.AT_ONCE else []

    ending, _ = played(new_session(feedback, navigation), *keys, *on, "q")

    assert ending.resumable
    assert len(ending.session.answers) == 1


@pytest.mark.parametrize("resumed", [False, True])
def test_a_session_left_before_it_begins_can_be_resumed_if_it_was_stored(resumed: bool) -> None:
    ending, _ = played(new_session(Feedback.AT_END, Navigation.FREE), "q", resumed=resumed)

    assert ending.resumable is resumed
