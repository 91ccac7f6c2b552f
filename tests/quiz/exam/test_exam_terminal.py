"""Exams in a real terminal: leaving and resuming, time, papers and widths."""

import re

import pytest

from quiz.log.events import Moved
from quiz.log.records import Mode
from tests.quiz.exam.sittings import HEAD, PRESET, exam, key, number, paper, says, state
from tests.support.learner import Learner
from tests.support.terminal import Terminal


def current(terminal: Terminal) -> str:
    """The question on the screen with its options."""
    text = terminal.output.replace("\r", "")
    block = text[list(HEAD.finditer(text))[-1].end() :]
    return block[: block.index("\n\na") if "\n\na" in block else None].split("letter answers")[0]


# -- leaving and going on --------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "code"), [("q", 0), ("\x03", 130), ("\x04", 0)])
def test_an_abandoned_exam_is_resumed_at_the_same_question(
    learner: Learner, sitting: Terminal, keys: str, code: int
) -> None:
    says(sitting, "a")
    says(sitting, "m")
    says(sitting, "n")
    asked = current(sitting)
    sitting.type(keys)
    assert sitting.ends() == code
    assert sitting.output.splitlines()[-1] == "Saved. Continue with: primemover resume"
    assert not re.search(r"[✓✗]|\bright\b", sitting.output.partition("q leave")[2])

    again = learner.resumes()
    again.until("1 of 4 answered · seed 7")
    again.until("q leave")
    again.type(" ")
    again.until("> ")

    assert number(again) == "3 of 4"
    assert "3 unanswered · 1 flagged" in again.output
    assert current(again) == asked


@pytest.mark.parametrize("steps", ["", "a", "am", "amna", "anp", "xa", "t", "?", "h"])
def test_a_killed_exam_is_resumed_at_the_same_question(
    learner: Learner, sitting: Terminal, steps: str
) -> None:
    for step in steps:
        sitting.type(step)
        sitting.until({"x": "which? ", "h": "Hand in? "}.get(step, "\r\n> "))
    asked, at = current(sitting), number(sitting)
    counted = learner.counted()
    sitting.kill()

    again = learner.resumes()
    again.until("q leave")
    again.type(" ")
    again.until("> ")

    assert (current(again), number(again)) == (asked, at)
    assert learner.counted() == counted
    assert f"{4 - len(counted)} unanswered" in again.output
    assert ("1 flagged" in again.output) is ("m" in steps)


def test_the_clock_of_a_resumed_exam_continues(learner: Learner, sitting: Terminal) -> None:
    learner.waits(60)
    says(sitting, "n")
    sitting.kill()
    learner.waits(60)

    again = learner.resumes()
    again.until("q leave")
    learner.waits(60)
    again.type(" ")
    again.until("> ")

    ((minutes, seconds),) = re.findall(r"(\d):(\d\d) left", again.output)
    assert 150 < int(minutes) * 60 + int(seconds) <= 207


def test_an_exam_that_runs_in_another_process_is_refused(
    learner: Learner, sitting: Terminal
) -> None:
    assert sitting.process.poll() is None

    refused = learner.resumes()

    assert refused.ends() == 1
    assert len(refused.output.splitlines()) == 1


# -- time ------------------------------------------------------------------------------------------


def test_the_end_of_the_time_is_announced_once_and_later_answers_are_late(learner: Learner) -> None:
    facts = ("--only", "--facts", str(learner.facts), "--seed", "7", "-n", "2")
    terminal = learner.starts("exam", PRESET, *facts, "--no-confidence")
    terminal.until("q leave")
    terminal.type(" ")
    terminal.until("> ")
    terminal.wait_for(lambda: bool(learner.log().sessions), "the session in the log")
    terminal.kill()
    aged(learner, 132.2)
    terminal = learner.resumes()
    terminal.until("q leave")
    terminal.type(" ")
    terminal.until("> ")
    says(terminal, "m")  # the time in which the session is stored does not count
    learner.waits(3)
    output = "Time is up. You may finish untimed; the report marks what comes late."
    terminal.until(output)
    terminal.until("> ")
    first, second = paper(learner)
    says(terminal, key(first, right=True))
    terminal.type(key(second, right=True))
    terminal.until("Hand in? ")
    terminal.type("y")
    terminal.until("Late: 2 (1, 2), 2 of them right; the answer given in time counts.")

    assert terminal.output.count(output) == 1
    assert "0 of 2 items right = 0%" in terminal.output
    assert [review.late for review in learner.log().reviews] == [True, True]


def aged(learner: Learner, seconds: float) -> None:
    """Set the elapsed time of the session."""
    from quiz.log.records import Event
    from quiz.log.store import Store

    started = learner.session()
    store = Store(learner.home / "progress.db")
    moved = Event(
        session=started.id,
        writer=started.id,
        counter=1,
        at=started.at,
        elapsed=seconds,
        body=Moved(position=0),
    )
    store.add(moved)
    store.close()


def test_without_a_limit_no_time_is_announced(learner: Learner) -> None:
    terminal = exam(learner, "--untimed", "--no-confidence")

    assert "untimed" in terminal.output
    assert " left" not in state(terminal)


def test_extra_time_lengthens_the_limit(learner: Learner) -> None:
    terminal = exam(learner, "--extra", "1.5", "--no-confidence")

    assert "6:40 in all" in terminal.output


# -- papers ----------------------------------------------------------------------------------------


def test_equal_seeds_draw_equal_papers(learner: Learner) -> None:
    plans = []
    for _ in range(2):
        terminal = exam(learner, "--no-confidence")
        terminal.type("q")
        assert terminal.ends() == 0
        plans.append(learner.session().plan)

    assert plans[0] == plans[1]
    assert {each.mode for each in learner.log().sessions} == {Mode.EXAM}


def test_the_exam_formats_are_listed(learner: Learner) -> None:
    terminal = learner.starts("exam", "--list")

    assert terminal.ends() == 0
    for name in ("nsca-cpt", "nasm-cpt", "ace-cpt", "acsm-cpt"):
        assert name in terminal.output


def test_an_unknown_exam_is_reported_with_the_known_ones(learner: Learner) -> None:
    terminal = learner.starts("exam", "nosuch")

    assert terminal.ends() == 3
    assert terminal.output.startswith("Unknown exam 'nosuch'. Known: ")


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_an_exam_fits_every_screen(learner: Learner, columns: int) -> None:
    terminal = exam(learner, "--no-confidence", columns=columns, count=2)
    for step in "m?xa":
        terminal.type(step)
        terminal.until("which? " if step == "x" else "\r\n> ")
    terminal.type("h")
    terminal.until("Hand in? ")
    terminal.type("y")
    terminal.until("review what was")
    terminal.type("r")
    terminal.until("any key: the next")
    terminal.type("q")
    assert terminal.ends() == 0

    # A line of progress is rewritten; it is there if the library had to be built.
    shown = re.sub(r"(\rPreparing facts \(once\) … \d+%)+", "", terminal.output)
    assert not [line for line in shown.split("\r\n") if len(line) > columns]
