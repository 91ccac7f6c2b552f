"""Questions answered with several letters: typed, piped, on a terminal, and as they read."""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cards.cache.library import LoadedLibrary
from quiz.screens.feedback import in_letters
from quiz.screens.json_lines import JsonView
from quiz.screens.plain import PlainView
from quiz.screens.screen import ScreenView
from quiz.screens.view import View
from quiz.session.answer import Outcome
from quiz.session.question import Question, ask, letters
from quiz.session.session import Session
from quiz.terminal.layout import TextLayout, columns
from tests.quiz.cli.test_pipe import run as run_program
from tests.quiz.screens.test_views import Seen, layout_of
from tests.quiz.terminal import test_terminal
from tests.quiz.terminal.test_terminal import Start
from tests.support.acting import Clock, Key, act, session_of
from tests.support.homes import make_home
from tests.support.library import cached_library
from tests.support.paths import LETTERS

Golden = Callable[[str, str], None]
SELECT = "select-role/sofa-bridge/stabiliser"
MATCH = "match-roles/sofa-bridge"
ORDER = "order-ranking/sofa-bridge/activity"
KINDS = (SELECT, MATCH, ORDER)

start = test_terminal.start


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Do not read the files of a developer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path_factory.mktemp("home"))))
        yield


@pytest.fixture(scope="module")
def ready() -> LoadedLibrary:
    """Only the facts of a class, by a relative path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(LETTERS.parent)
        return cached_library(Path("letters.yaml"), only=True)


@pytest.fixture(scope="module")
def question(ready: LoadedLibrary) -> Callable[[str], Question]:
    cards = {card.id: card for card in ready.cards}
    return lambda id_: ask(cards[id_], Random(5))


def answer_to(question: Question) -> str:
    """The letters of the right answer."""
    keys = letters(question.options)
    numbers = question.solution or [n for n, o in enumerate(question.options) if o.right]
    return "".join(keys[number] for number in numbers)


def spare_of(question: Question) -> str:
    """The letter of a wrong option."""
    return next(
        k for k, o in zip(letters(question.options), question.options, strict=True) if not o.right
    )


Play = Callable[..., tuple[Session, str]]


@pytest.fixture
def play(ready: LoadedLibrary) -> Play:
    """Type lines at one question; return how the run ended and the output."""

    def run(question: Question, *lines: str, view: View | None = None) -> tuple[Session, str]:
        clock, out = Clock(), StringIO()
        view = view or PlainView(TextLayout(), 7, "it is a test")
        keys: list[Key] = [(1.0, line) for line in lines]
        ended = act(
            session_of((question,)),
            view=view,
            keyboard=Seen(clock, *keys, view=view, out=out),
            out=out,
            clock=clock,
            base=ready.library.base,
            pause=False,
        )
        return ended.session, out.getvalue()

    return run


# -- how letters can be typed ----------------------------------------------------------------------

WRITTEN: dict[str, Callable[[str], str]] = {
    "together": lambda answer: answer,
    "in capitals": str.upper,
    "with spaces": " ".join,
    "with many spaces": lambda answer: f"  {'   '.join(answer)} ",
    "with commas": ",".join,
    "with commas and spaces": ", ".join,
    "with semicolons": ";".join,
    "with hyphens": "-".join,
    "as digits": lambda answer: "".join(str("abcdef".index(letter) + 1) for letter in answer),
    "as digits with spaces": lambda answer: " ".join(
        str("abcdef".index(letter) + 1) for letter in answer
    ),
    "half in digits": lambda answer: f"{'abcdef'.index(answer[0]) + 1}{answer[1:].upper()}",
}


@pytest.mark.parametrize("id_", KINDS)
@pytest.mark.parametrize("written", WRITTEN)
def test_letters_are_accepted_in_common_notations(
    id_: str, written: str, question: Callable[[str], Question], play: Play
) -> None:
    asked = question(id_)
    ended, _ = play(asked, WRITTEN[written](answer_to(asked)))

    assert [answer.outcome for answer in ended.answers] == [Outcome.RIGHT]
    assert ended.answers[0].score == 1


def test_the_order_of_letters_only_matters_for_orderings(
    question: Callable[[str], Question], play: Play
) -> None:
    def outcome(id_: str) -> Outcome:
        asked = question(id_)
        ended, _ = play(asked, answer_to(asked)[::-1])
        return ended.answers[0].outcome

    assert outcome(SELECT) is Outcome.RIGHT
    assert outcome(MATCH) is Outcome.PARTLY
    assert outcome(ORDER) is Outcome.WRONG


SLIPS = (
    (SELECT, "", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, " , ", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "ae", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "5", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "0", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "a1", "Type each letter once, then Enter; ? for keys."),
    (SELECT, "aa", "Type each letter once, then Enter; ? for keys."),
    (SELECT, "obliques", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "\x1b[A", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "é", "Type letters from a-d, then Enter; ? for keys."),
    (SELECT, "²", "Type letters from a-d, then Enter; ? for keys."),
    (MATCH, "a", "Type 3 letters, then Enter; ? for keys."),
    (MATCH, "abcd", "Type 3 letters, then Enter; ? for keys."),
    (MATCH, "aab", "Type each letter once, then Enter; ? for keys."),
    (MATCH, "abz", "Type letters from a-d, then Enter; ? for keys."),
    (ORDER, "abc", "Type 4 letters, then Enter; ? for keys."),
    (ORDER, "abca", "Type each letter once, then Enter; ? for keys."),
    (ORDER, "abcda", "Type each letter once, then Enter; ? for keys."),
)


@pytest.mark.parametrize(("id_", "typed", "remark"), SLIPS)
def test_a_wrong_key_is_reported_in_one_line_and_ignored(
    id_: str, typed: str, remark: str, question: Callable[[str], Question], play: Play
) -> None:
    prompt = "Your letters, or ? for help: "
    ended, text = play(question(id_), typed, "q")
    before, _, after = text.partition(f"{prompt}{typed}\n")

    assert before
    assert after.splitlines()[:2] == [remark, f"{prompt}q"]
    assert (ended.answers, ended.closed) == ((), True)


@pytest.mark.parametrize("id_", KINDS)
def test_after_a_wrong_key_the_same_question_waits(
    id_: str, question: Callable[[str], Question], play: Play
) -> None:
    asked = question(id_)
    ended, _ = play(asked, "zz", "", answer_to(asked))

    assert [answer.outcome for answer in ended.answers] == [Outcome.RIGHT]
    assert ended.answers[0].seconds == 3


@pytest.mark.parametrize("id_", KINDS)
def test_i_means_not_knowing_and_shows_the_answer(
    id_: str, question: Callable[[str], Question], play: Play
) -> None:
    asked = question(id_)
    ended, text = play(asked, "I")

    assert [answer.outcome for answer in ended.answers] == [Outcome.UNKNOWN]
    assert ended.answers[0].score == 0
    assert f"The answer is {in_letters(asked)}." in " ".join(text.split())


@pytest.mark.parametrize(
    ("id_", "how"),
    [
        (SELECT, "The letters of all that apply, then Enter: for example ad."),
        (MATCH, "A letter for each of 1-3, then Enter: for example cba."),
        (ORDER, "The letters in order, then Enter: for example dcba."),
    ],
)
def test_a_question_mark_explains_how_to_type_letters(
    id_: str, how: str, question: Callable[[str], Question], play: Play
) -> None:
    for view in (PlainView(TextLayout(), 7, "it is a test"), ScreenView(TextLayout(), 7)):
        ended, text = play(question(id_), "?", view=view)

        assert how in text
        assert ended.answers == ()


# -- as it reads -----------------------------------------------------------------------------------


def transcript(
    ready: LoadedLibrary, question: Callable[[str], Question], view: View, *, pause: bool
) -> str:
    """A quiz that is answered well, half well and badly."""
    select, match, order = map(question, KINDS)
    three = answer_to(match)
    four = answer_to(order)
    asked = (
        (select, ("zz", "", "?", ", ".join(answer_to(select)))),
        (select, (f"{answer_to(select)[0]} {spare_of(select)}",)),
        (select, (answer_to(select)[1],)),
        (match, ("ab", f"{three[1]}{three[0]}{three[2]}")),
        (match, ("?", three.upper())),
        (order, ("abcc", f"{four[1]}{four[0]}{four[2:]}")),
        (order, ("?", four)),
        (match, ("i",)),
        (order, ("i",)),
    )
    time, out = Clock(), StringIO()
    keys: list[Key] = []
    for _, lines in asked:
        keys += [(2.5, line) for line in lines]
        keys += [(1.0, " ")] * pause
    act(
        session_of(q for q, _ in asked),
        view=view,
        keyboard=Seen(time, *keys, view=view, out=out),
        out=out,
        clock=time,
        base=ready.library.base,
        pause=pause,
    )
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 40])
def test_several_letters_read_well_on_a_terminal(
    ready: LoadedLibrary, question: Callable[[str], Question], golden: Golden, width: int
) -> None:
    text = transcript(ready, question, ScreenView(layout_of(width), 7), pause=True)

    golden(f"quiz-letters-screen-{width}.txt", text)
    assert max(columns(line) for line in text.splitlines()) <= width


def test_several_letters_read_well_line_by_line(
    ready: LoadedLibrary, question: Callable[[str], Question], golden: Golden
) -> None:
    text = transcript(
        ready, question, PlainView(layout_of(80), 7, "--plain was asked for"), pause=False
    )

    golden("quiz-letters-plain.txt", text)
    assert not set("✓✗~·_\x1b") & set(text)


def test_ascii_output_contains_only_ascii(
    ready: LoadedLibrary, question: Callable[[str], Question]
) -> None:
    layout = TextLayout(unicode=False)
    for view, pause in (
        (ScreenView(layout, 7), True),
        (PlainView(layout, 7, "it is a test"), False),
    ):
        assert transcript(ready, question, view, pause=pause).isascii()


def test_colours_carry_no_extra_information(
    ready: LoadedLibrary, question: Callable[[str], Question]
) -> None:
    painted = transcript(ready, question, ScreenView(TextLayout(colour=True), 7), pause=True)
    bare = transcript(ready, question, ScreenView(TextLayout(), 7), pause=True)

    assert painted != bare
    assert bare == re.sub(r"\x1b\[\d+m", "", painted)


def test_json_lines_contain_the_scores(
    ready: LoadedLibrary, question: Callable[[str], Question]
) -> None:
    text = transcript(ready, question, JsonView(7), pause=False)
    found = [json.loads(line) for line in text.splitlines()]
    answers = [record for record in found if record["event"] == "answer"]
    result = found[-1]

    expected = [1.0, 0.0, 0.5, 0.333, 1.0, 0.5, 1.0, 0.0, 0.0]
    assert expected == [answer["score"] for answer in answers]
    assert result["points"] == pytest.approx(sum(expected), abs=0.01)
    assert (result["right"], result["partly"], result["wrong"], result["unknown"]) == (3, 3, 1, 2)
    assert result["missed"] == [a["card"] for a in answers if a["outcome"] != "right"]
    for record in found:
        if record["event"] == "question" and record["kind"] == "matching":
            assert len(record["left"]) == 3
            assert len(record["options"]) == 4


# -- between programs and on a terminal ------------------------------------------------------------

QUIZ = ("quiz", "sofa-bridge", "--facts", str(LETTERS), "--only", "--seed", "7", "-n", "1")
TEMPLATES = {"select-all": "select-role", "matching": "match-roles", "ordering": "order-ranking"}
TYPED = (("select-all", "c", 1), ("matching", "cab", 3), ("ordering", "d c b a", 4))


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "typed", "count"), TYPED)
def test_several_letters_can_be_piped_as_json_lines(kind: str, typed: str, count: int) -> None:
    slips = b"\naa\nyy\n"
    ended = run_program(
        *QUIZ, "--template", TEMPLATES[kind], "--jsonl", typed=slips + typed.encode() + b"\n"
    )
    found = [json.loads(line) for line in ended.stdout.splitlines()]

    assert (ended.returncode, ended.stderr) == (0, b"")
    events = ["question", "remark", "remark", "remark", "answer", "result"]
    assert events == [record["event"] for record in found]
    question, *_, answer, result = found
    keys = [letter for letter in typed if letter.isalpha()]
    assert answer["given"] == "; ".join(question["options"][key] for key in keys)
    assert len(keys) == count
    assert 0 <= answer["score"] <= 1
    assert (result["answered"], result["points"]) == (1, answer["score"])


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "typed", "count"), TYPED)
def test_several_letters_can_be_piped_in_plain_text(kind: str, typed: str, count: int) -> None:
    ended = run_program(
        *QUIZ, "--template", TEMPLATES[kind], "--plain", typed=f"aa\n{typed}\n".encode()
    )
    text = ended.stdout.decode()

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert text.count("Type each letter once, then Enter; ? for keys.") == 1
    assert "Your letters, or ? for help: " in text
    assert "Score: " in text
    assert len(re.findall(r"^Item \d: ", text, re.MULTILINE)) == (
        count if kind == "matching" else 0
    )


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "typed", "count"), TYPED)
def test_several_letters_are_typed_on_a_terminal_and_end_with_enter(
    start: Start, kind: str, typed: str, count: int
) -> None:
    terminal = start("-m", "quiz", *QUIZ, "--template", TEMPLATES[kind])
    terminal.until("> ")
    terminal.type("aa\r")
    terminal.until("Type each letter once")
    terminal.until("> ")
    terminal.type(typed)
    terminal.type("z\x7f\r")  # a letter that is taken back

    terminal.until("any key: the score")
    shown = terminal.shows()
    assert f"> {typed}" in shown
    assert any(line.startswith(("✓ right", "~ partly right", "✗ wrong")) for line in shown)
    terminal.type("v")
    terminal.until("Fact ")
    shown = terminal.shows()
    marked = [line for line in shown if re.match(r"  [a-d1-4] [ ✓✗]  \S", line)]
    assert len(marked) == 4
    assert count <= len(marked)
    terminal.type(" ")
    terminal.until("Score: ")
    assert terminal.ends() == 0
    assert terminal.mode() == terminal.before
