"""A set as it is read: on a wide and a narrow terminal, line by line, and by scripts."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from random import Random

import pytest

from cards.model.card_set import CardSet
from quiz.screens.json_lines import JsonView
from quiz.screens.plain import PlainView
from quiz.screens.screen import ScreenView
from quiz.screens.view import View
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import ask
from quiz.session.session import Session
from quiz.session.sets import with_sets
from quiz.terminal.layout import TextLayout, columns
from tests.support.acting import Clock, Script, act, session_of
from tests.support.library import cached_library
from tests.support.paths import CLASS

Golden = Callable[[str, str], None]

ASKED = (
    "statement-cloze/wall-bridge/knees",
    "role/wall-bridge/biceps-femoris/role",
    "muscle-in-role/wall-bridge/obliques/role",
    "contraction/wall-bridge/lifting/gluteus-maximus/contraction",
    "role/wall-bridge/gluteus-maximus/role",
)
SET = CardSet("exercise", "the wall bridge", "the wall bridge", "this exercise", ASKED[1:4])


def session() -> Session:
    """A question, a set of three, and another question."""
    chance = Random(7)
    cards = {card.id: card for card in cached_library(CLASS).cards}
    return with_sets(session_of(ask(cards[id_], chance) for id_ in ASKED), [SET])


def transcript(view: View, session: Session, *keys: str, pause: bool) -> str:
    clock, out = Clock(), StringIO()
    act(
        session,
        view=view,
        keyboard=Script(clock, *((1.0, key) for key in keys)),
        out=out,
        clock=clock,
        base=cached_library(CLASS).library.base,
        pause=pause,
    )
    return out.getvalue()


def layout_of(width: int) -> TextLayout:
    return TextLayout(measure=lambda: width)


@pytest.mark.parametrize("width", [80, 40])
def test_a_set_on_a_terminal_reads_well(golden: Golden, width: int) -> None:
    keys = ("right angle", " ", "a", " ", "b", " ", "c", " ", "a", " ")
    text = transcript(ScreenView(layout_of(width), 7), session(), *keys, pause=True)

    golden(f"set-screen-{width}.txt", text)
    assert max(columns(line) for line in text.splitlines()) <= width


def test_a_set_in_plain_text_reads_well(golden: Golden) -> None:
    view = PlainView(layout_of(80), 7, "--plain was asked for")
    text = transcript(view, session(), "right angle", "a", "b", "c", "a", pause=False)

    golden("set-plain.txt", text)


def test_scripts_get_the_set_of_each_question() -> None:
    text = transcript(JsonView(7), session(), "right angle", "a", "b", "c", "a", pause=False)
    questions = [e for line in text.splitlines() if (e := json.loads(line))["event"] == "question"]
    of_set = {"text": "the wall bridge", "first": 2, "last": 4}

    assert [each["set"] for each in questions] == [None, of_set, of_set, of_set, None]
    assert all("wall bridge" in each["stem"] for each in questions)  # the whole wording


def shown(session: Session, position: int) -> str:
    """A question in plain text, as one line."""
    view = PlainView(layout_of(80), 7, "")
    lines = view.question(session.moved(position), session.items[position], None, ())
    return " ".join(lines)


@pytest.mark.parametrize("position", [2, 3])
def test_each_question_of_a_set_says_what_it_refers_to(position: int) -> None:
    """In an exam it may be the first one that is shown, and after resuming, too."""
    exam = replace(session(), feedback=Feedback.AT_END, navigation=Navigation.FREE)

    assert "Questions 2 to 4: the wall bridge." in shown(exam, position)


def test_a_set_is_cut_short_with_the_session() -> None:
    whole = session()
    two, one = (replace(whole, items=whole.items[:end]) for end in (3, 2))

    assert "Questions 2 and 3 refer to the wall bridge." in shown(two, 1)
    assert "Questions 2 and 3: the wall bridge." in shown(two, 2)
    assert "Question 2 refers to the wall bridge." in shown(one, 1)


def test_a_question_after_a_set_has_its_whole_wording() -> None:
    assert "wall bridge" in shown(session(), 4)
    assert "this exercise" not in shown(session(), 4)
