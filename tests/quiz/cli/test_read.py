"""`primemover read`."""

import json

import pytest

from tests.quiz.cli.calls import Primemover
from tests.support.learner import Learner
from tests.support.paths import LETTERS

pytestmark = pytest.mark.usefixtures("clean_environment")


def test_a_page_is_plain_in_a_pipe(primemover: Primemover) -> None:
    code, text, errors = primemover("read", "back", "squat")

    assert (code, errors) == (0, "")
    assert text.startswith("Back squat\nsquat pattern, compound exercise, sagittal plane\n\n")


def test_the_spelling_is_that_of_the_exam(primemover: Primemover) -> None:
    assert "stabilizer" in primemover("read", "hip-thrust", "--exam", "nasm")[1]
    assert "stabiliser" in primemover("read", "hip-thrust", "--exam", "nasm", "--spelling", "uk")[1]


def test_json_is_one_object(primemover: Primemover) -> None:
    page = json.loads(primemover("read", "nsca", "load", "--json")[1])

    assert page["schema"] == 1
    assert page["sections"][0]["columns"][0] == "for"
    assert page["sections"][0]["rows"][0]["facts"]


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        ((), 2, "Missing argument TOPIC"),
        (("bak", "squat"), 3, "Did you mean 'back squat'?"),
        (("back-squat", "--plain", "--json"), 2, "--plain and --json cannot be combined."),
        (("role-typed",), 3, "'role-typed' is a template, which has no page"),
    ],
)
def test_a_mistake_is_explained(
    arguments: tuple[str, ...], code: int, error: str, primemover: Primemover
) -> None:
    found, text, errors = primemover("read", *arguments)

    assert (found, text) == (code, "")
    assert error in " ".join(errors.split())


def test_what_was_missed_is_read_with_its_answer(primemover: Primemover) -> None:
    facts = ("--only", "--facts", str(LETTERS))

    assert "you have missed nothing yet" in primemover("read", "--weak", *facts)[2]
    answers = "i\n" * 3
    assert primemover("quiz", *facts, "-n", "3", "--template", "role", typed=answers)[0] == 0
    code, text, _ = primemover("read", "--weak", *facts)
    assert code == 0
    assert text.startswith("What you miss\n\nRoles:\nWhich role ")


@pytest.mark.slow
def test_enter_leads_to_questions_on_the_topic(learner: Learner) -> None:
    terminal = learner.starts("read", "back-squat")
    terminal.until("Enter: be asked about it")
    terminal.type("\r")

    terminal.until("Which exam?")  # the first study begins with the first run


@pytest.mark.slow
def test_m_shows_the_muscles_of_the_page_on_the_body(learner: Learner) -> None:
    terminal = learner.starts("read", "back-squat")
    terminal.until("m: muscle map")
    terminal.type("m")

    assert "Prime mover" in terminal.until("Enter: be asked about it · q: quit")
    terminal.type("q")
    assert terminal.ends() == 0


@pytest.mark.slow
def test_another_key_than_enter_ends_the_page(learner: Learner) -> None:
    terminal = learner.starts("read", "back-squat")
    terminal.until("Enter: be asked about it")
    terminal.type("q")

    assert terminal.ends() == 0
