"""A day of study: the page that is offered, contrasts, what is not saved, and after the exam."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cli.store import now
from tests.support.learner import Learner
from tests.support.terminal import Terminal

DAY = 24 * 60 * 60


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner with twenty minutes a day."""
    learner = Learner(tmp_path / "home")
    (learner.home / "settings.yaml").write_text("version: 1\nminutes: 20\n")
    yield learner
    learner.leaves()


def starts(learner: Learner, *options: str) -> Terminal:
    """Start to study the few facts, without the check."""
    facts = ("--only", "--facts", str(learner.facts))
    return learner.starts("study", "--no-check", *facts, *options)


def asked(learner: Learner, terminal: Terminal) -> None:
    """Wait until a question of a new round is on the screen, and its session in the log."""
    before = len(learner.log().sessions)
    terminal.until("1 of ")
    terminal.until("> ")
    terminal.wait_for(lambda: len(learner.log().sessions) > before, "the session in the log")


def answers(learner: Learner, terminal: Terminal, *, right: bool = True) -> str:
    """Answer the question on the screen, and go on; return what was shown."""
    terminal.type(learner.right(terminal) if right else learner.wrong(terminal))
    shown = terminal.until("any key")
    shown += terminal.until("keys")
    terminal.type(" ")
    return shown


def gives_up_in_a_round(terminal: Terminal) -> None:
    """Answer nothing in a round of ten up to its result, and go on."""
    for _ in range(10):
        shown = terminal.until("> ")
        terminal.type("i\r" if "type the answer" in shown or "then Enter" in shown else "i")
        terminal.until("see all keys")
        terminal.type(" ")
    terminal.until("any key: the next round")
    terminal.until("stop")
    terminal.type(" ")


def stops(terminal: Terminal) -> None:
    """Stop at a question."""
    terminal.type("q\r")
    assert terminal.ends() == 0


# -- the page to learn from ------------------------------------------------------------------------


@pytest.mark.slow
def test_after_the_first_round_of_a_day_the_page_on_what_is_new_is_offered(
    learner: Learner,
) -> None:
    terminal = learner.starts("study", "--no-check", "--exam", "nasm")
    gives_up_in_a_round(terminal)
    terminal.until("New today: ")
    terminal.until("> ")
    terminal.type("r")
    terminal.until("Enter: go on")
    terminal.until("> ")
    learner.waits(90)
    terminal.type("\r")

    gives_up_in_a_round(terminal)
    assert "New today: " not in terminal.until("> ")  # it is offered once
    stops(terminal)
    log = learner.log()
    first = next(each for each in log.reviews if each.session == log.sessions[1].id)
    assert first.elapsed - first.seconds >= 90  # reading is part of the minutes


# -- without saving --------------------------------------------------------------------------------


def test_without_saving_the_plan_knows_the_log_and_changes_nothing(learner: Learner) -> None:
    terminal = starts(learner)
    asked(learner, terminal)
    answers(learner, terminal, right=False)
    terminal.until("> ")
    stops(terminal)
    learner.waits(DAY)
    before = {file.name: file.read_bytes() for file in learner.home.glob("progress.db*")}

    again = starts(learner, "--no-save", "--new", "0")
    again.until("1 weak")
    again.until("1 of 1")
    again.until("> ")
    again.type("i")
    again.until("any key")
    again.type(" ")
    again.until("any key: the end")
    again.type(" ")
    assert again.ends() == 0

    assert {file.name: file.read_bytes() for file in learner.home.glob("progress.db*")} == before
    assert len(learner.log().reviews) == 1


# -- after the exam --------------------------------------------------------------------------------


@pytest.fixture
def graduate(learner: Learner) -> Learner:
    """A learner whose exam was yesterday, and who knows one fact."""
    terminal = starts(learner)
    asked(learner, terminal)
    answers(learner, terminal)
    terminal.until("> ")
    stops(terminal)
    day = (now() - timedelta(days=1)).date()
    text = f"version: 1\nexam: nasm-cpt\nminutes: 20\ndate: {day}\n"
    (learner.home / "settings.yaml").write_text(text)
    return learner


def settings(learner: Learner) -> str:
    return (learner.home / "settings.yaml").read_text()


def test_after_the_exam_enter_keeps_what_is_known_and_is_asked_once(graduate: Learner) -> None:
    terminal = starts(graduate)
    terminal.until("What comes now?")
    terminal.until("> ")
    terminal.type("\r")
    terminal.until("Nothing is due today.")
    assert terminal.ends() == 0
    assert settings(graduate) == "version: 1\nexam: nasm-cpt\nminutes: 20\nnew: 0\n"

    graduate.waits(30 * DAY)
    later = starts(graduate)
    assert "What comes now?" not in later.until("1 due")
    later.until("> ")
    stops(later)


def test_after_the_exam_another_one_can_be_set(graduate: Learner) -> None:
    terminal = starts(graduate)
    terminal.until("> ")
    terminal.type("1")
    terminal.until("Which exam?")
    terminal.until("> ")
    terminal.type("cscs\r")
    terminal.until("When is it?")
    terminal.until("> ")
    terminal.type("28\r")
    terminal.until("CSCS is in 28 days")

    day = (now() + timedelta(days=28)).date()
    assert settings(graduate) == f"version: 1\nexam: cscs\nminutes: 20\ndate: {day}\n"


def test_who_stops_after_the_exam_is_shown_no_plan_and_can_study(graduate: Learner) -> None:
    terminal = graduate.starts()
    terminal.until("What comes now?")
    terminal.until("> ")
    terminal.type("3")
    terminal.until("Saved.")
    screen = terminal.until("q quit")
    terminal.until("> ")
    assert "Today" not in screen
    terminal.type("q")
    terminal.ends()

    assert settings(graduate).endswith("new: 0\nreminders: false\n")
    studies = starts(graduate, "--new", "3")
    studies.until("2 new")  # besides the one of before
