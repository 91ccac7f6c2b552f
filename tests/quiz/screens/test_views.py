"""Whole quizzes as they are read: on a wide and a narrow terminal, and line by line."""

import json
from collections.abc import Callable
from io import StringIO
from random import Random

import pytest

from cards.cache.library import LoadedLibrary
from cards.context import context_words
from quiz.screens.json_lines import JsonView
from quiz.screens.plain import PlainView
from quiz.screens.screen import ScreenView
from quiz.screens.view import View, clock, limits_in_words
from quiz.session.question import ask
from quiz.session.session import Limits
from quiz.terminal.keyboard import Complete
from quiz.terminal.layout import TextLayout, columns
from tests.support.acting import Clock, Key, Script, act, session_of
from tests.support.library import cached_library
from tests.support.paths import CLASS

Golden = Callable[[str, str], None]
ASKED = (
    "role/wall-bridge/biceps-femoris/role",
    "contraction/wall-bridge/lifting/gluteus-maximus/contraction",
    "true-false/wall-bridge/obliques/role=prime-mover",
    "joint-action-typed/wall-bridge/joint-action",
    "statement-cloze/wall-bridge/knees",
    "muscle-in-role/wall-bridge/obliques/role",
    "role-typed/wall-bridge/gluteus-maximus/role",
)
TYPED: tuple[tuple[Key, ...], ...] = (
    ((2.0, "y"), (0.5, ""), (0.5, "?"), (3.2, "a")),
    ((4.1, "2"),),
    ((1.9, "A"),),
    ((5.5, ""), (3.0, "hip abduction")),
    ((6.0, "right anlge"),),
)
"""Wrong keys, a mix-up, a typing error, and too long a pause."""


@pytest.fixture(scope="module")
def ready() -> LoadedLibrary:
    """The built-in facts and those of a class."""
    return cached_library(CLASS)


def transcript(ready: LoadedLibrary, view: View, *, pause: bool) -> str:
    """The whole output of a quiz."""
    cards = {card.id: card for card in ready.cards}
    chance = Random(7)
    session = session_of(
        (ask(cards[id_], chance) for id_ in (*ASKED, ASKED[0])),
        limits=Limits(whole=80.0, question=40.0),
    )
    time, out = Clock(), StringIO()
    keys = [key for keys in TYPED for key in (*keys, *([(1.0, " ")] * pause))]
    keys += [(41.0, " "), (25.0, "agonist"), (1.0, " ")] if pause else [(65.0, "agonist")]
    act(
        session,
        view=view,
        keyboard=Seen(time, *keys, view=view, out=out),
        out=out,
        clock=time,
        base=ready.library.base,
        pause=pause,
    )
    return out.getvalue()


class Seen(Script):
    """A script whose lines are seen, as a terminal shows them."""

    def __init__(self, clock: Clock, *keys: Key, view: View, out: StringIO) -> None:
        super().__init__(clock, *keys)
        self._view, self._out = view, out

    def key(self, timeout: float | None) -> str | None:
        text = super().key(timeout)
        if isinstance(self._view, PlainView):
            self._out.write("" if text is None else f"{text}\n")
        return text

    def line(
        self,
        timeout: float | None,
        room: int = 80,  # noqa: ARG002 - the script types whole lines
        complete: Complete | None = None,  # noqa: ARG002 - as above
    ) -> str | None:
        text = super().key(timeout)
        if not isinstance(self._view, JsonView):
            self._out.write("" if text is None else f"{text}\n")
        return text


def layout_of(width: int) -> TextLayout:
    return TextLayout(measure=lambda: width)


@pytest.mark.slow
@pytest.mark.parametrize("width", [80, 40])
def test_a_quiz_on_a_terminal_reads_well(ready: LoadedLibrary, golden: Golden, width: int) -> None:
    text = transcript(ready, ScreenView(layout_of(width), 7), pause=True)

    golden(f"quiz-screen-{width}.txt", text)
    assert max(columns(line) for line in text.splitlines()) <= width


def test_a_quiz_in_plain_text_reads_well(ready: LoadedLibrary, golden: Golden) -> None:
    view = PlainView(layout_of(80), 7, "--plain was asked for")
    text = transcript(ready, view, pause=False)

    golden("quiz-plain.txt", text)


def test_an_ascii_quiz_contains_only_ascii(ready: LoadedLibrary) -> None:
    layout = TextLayout(unicode=False)
    for text in (
        transcript(ready, ScreenView(layout, 7), pause=True),
        transcript(ready, PlainView(layout, 7, "it is a test"), pause=False),
    ):
        assert text.isascii()


def test_plain_text_contains_no_symbols(ready: LoadedLibrary) -> None:
    text = transcript(ready, PlainView(TextLayout(), 7, "it is a test"), pause=False)

    assert not set("✓✗·_\x1b") & set(text)


def test_american_spelling_applies_to_everything(ready: LoadedLibrary) -> None:
    layout = TextLayout(american=True)
    text = transcript(ready, ScreenView(layout, 7), pause=True)

    assert "stabilizer" in text
    assert "stabiliser" not in text


def test_colours_do_not_change_the_text(ready: LoadedLibrary) -> None:
    painted = transcript(ready, ScreenView(TextLayout(colour=True), 7), pause=True)
    bare = transcript(ready, ScreenView(TextLayout(), 7), pause=True)

    assert "\x1b[31m" in painted
    for code in ("0", "1", "2", "31", "32", "35"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert bare == painted


def test_each_json_line_is_one_object(ready: LoadedLibrary) -> None:
    text = transcript(ready, JsonView(7), pause=False)
    found = [json.loads(line) for line in text.splitlines()]

    answers = [record for record in found if record["event"] == "answer"]
    (result,) = (record for record in found if record["event"] == "result")
    assert result["answered"] == len(answers)
    outcomes = ("right", "wrong", "unknown", "timeouts", "late", "not_answered", "not_decided")
    assert result["answered"] == sum(result[name] for name in outcomes)
    counted = [answer for answer in answers if answer["outcome"] != "not decided"]
    assert result["missed"] == [a["card"] for a in counted if a["outcome"] != "right"]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (-3, "0:00"), (59.2, "1:00"), (90, "1:30"), (3600, "60:00")]
)
def test_time_is_shown_in_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert shown == clock(seconds)


def test_limits_are_shown_at_the_beginning() -> None:
    limits = Limits(whole=600.0, question=30.0)

    assert limits_in_words(session_of(())) == ""
    assert limits_in_words(session_of((), limits=limits)) == "10:00 in all, 0:30 a question"


def test_only_a_gap_is_read_as_a_blank() -> None:
    view = PlainView(layout_of(80), 7, "--plain was asked for")

    assert view.remark("It looks like this: g______ m_____") == [
        "It looks like this: g______ m_____"
    ]
    assert view.remark("It is at the ____ of the thigh.") == ["It is at the (blank) of the thigh."]


def test_a_question_without_a_context_has_no_empty_heading(ready: LoadedLibrary) -> None:
    card = next(c for c in ready.cards if not context_words(c, c.stem) and not c.optional)
    for view in (PlainView(layout_of(80), 7, "a test asks"), ScreenView(layout_of(80), 7)):
        time, out = Clock(), StringIO()
        act(
            session_of([ask(card, Random(1))]),
            view=view,
            keyboard=Seen(time, (1.0, "q"), view=view, out=out),
            out=out,
            clock=time,
            base=ready.library.base,
            pause=False,
        )

        assert "1 of 1" in out.getvalue()
        assert ". ." not in out.getvalue()
        assert "·  ·" not in out.getvalue()
