"""Exams in a real terminal, through a pipe and for scripts: no feedback before the end."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from quiz.log.events import Ended, Moved, Paused
from quiz.log.records import Mode
from quiz.run.keys import Action, Moment, keys_at
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question, asked_as, letters
from tests.support.learner import Learner
from tests.support.paths import ROOT
from tests.support.terminal import Terminal

PRESET = "acsm-cpt"
"""At four questions it has no unscored ones, and takes 4 minutes and 27 seconds."""
HEAD = re.compile(r"^Exam · (\d+ of \d+)(.*)$", re.MULTILINE)


def exam(learner: Learner, *options: str, columns: int = 80, count: int = 4) -> Terminal:
    """Sit an exam down to its first question."""
    before = len(learner.log().sessions)
    facts = ("--only", "--facts", str(learner.facts), "--seed", "7", "-n", str(count))
    terminal = learner.starts("exam", PRESET, *facts, *options, columns=columns)
    terminal.until("q leave")
    terminal.type(" ")
    terminal.until("> ")
    terminal.wait_for(lambda: len(learner.log().sessions) > before, "the session in the log")
    return terminal


@pytest.fixture
def sitting(learner: Learner) -> Terminal:
    """An exam of four questions, at its first."""
    return exam(learner, "--no-confidence")


def says(terminal: Terminal, keys: str) -> str:
    """Press keys; return the output up to the next prompt."""
    terminal.type(keys)
    return terminal.until("\r\n> ").replace("\r", "")


def number(terminal: Terminal) -> str:
    """The number of the question on the screen: `2 of 4`."""
    return str(HEAD.findall(terminal.output.replace("\r", ""))[-1][0])


def state(terminal: Terminal) -> str:
    """The text after that number."""
    return str(HEAD.findall(terminal.output.replace("\r", ""))[-1][1])


def current(terminal: Terminal) -> str:
    """The question on the screen with its options."""
    text = terminal.output.replace("\r", "")
    block = text[list(HEAD.finditer(text))[-1].end() :]
    return block[: block.index("\n\na") if "\n\na" in block else None].split("letter answers")[0]


def paper(learner: Learner) -> list[Question]:
    """The questions of the last exam."""
    found = [
        asked_as(learner.cards[each.card], each.stem, each.options, each.left_side)
        for each in learner.session().plan
    ]
    return [question for question in found if question is not None]


def key(question: Question, *, right: bool) -> str:
    """The letter of an option that is right, or wrong."""
    known = zip(letters(question.options), question.options, strict=True)
    return next(letter for letter, option in known if option.right is right)


def hands_in(terminal: Terminal) -> str:
    """Hand in; return the report."""
    terminal.type("h")
    terminal.until("Hand in? ")
    terminal.type("y")
    return terminal.until(f"format {PRESET}").replace("\r", "")


# -- before ----------------------------------------------------------------------------------------


def test_the_clock_starts_when_the_learner_is_ready(learner: Learner) -> None:
    facts = ("--only", "--facts", str(learner.facts), "--seed", "7", "-n", "4")
    terminal = learner.starts("exam", PRESET, *facts)
    terminal.until("4 questions · 4:27 in all · seed 7 · facts ")
    terminal.until("any key: the first question, and the clock · q leave")
    learner.waits(60)
    terminal.type(" ")

    assert "4 unanswered · 4:27 left" in terminal.until("> ")


@pytest.mark.parametrize("keys", ["q", "\x04"])
def test_quitting_before_the_first_question_stores_nothing(learner: Learner, keys: str) -> None:
    facts = ("--only", "--facts", str(learner.facts), "-n", "4")
    terminal = learner.starts("exam", PRESET, *facts)
    terminal.until("q leave")
    terminal.type(keys)

    assert terminal.ends() == 0
    assert "Saved" not in terminal.output
    assert learner.log().sessions == ()


# -- keys ------------------------------------------------------------------------------------------


def test_an_answer_shows_the_next_question_without_feedback(
    learner: Learner, sitting: Terminal
) -> None:
    for place, question in enumerate(paper(learner)[:3]):
        assert number(sitting) == f"{place + 1} of 4"
        said = says(sitting, key(question, right=place == 0))
        assert f"{3 - place} unanswered" in said

    before = sitting.output.partition("q leave")[2]
    assert not re.search(r"[✓✗]|\bright\b|\bwrong\b|answer is|Source:|Fact ", before)
    assert [review.outcome for review in learner.log().reviews] == ["right", "wrong", "wrong"]


def test_an_answer_can_be_changed_and_the_last_one_counts(
    learner: Learner, sitting: Terminal
) -> None:
    first = paper(learner)[0]
    wrong, right = key(first, right=False), key(first, right=True)
    says(sitting, wrong)

    assert f"Your answer: {wrong}; another letter changes it." in says(sitting, "p")
    says(sitting, right)

    assert number(sitting) == "2 of 4"
    assert learner.counted() == [(0, "right")]
    assert "Changed answers: 1 (1 wrong to right)." in hands_in(sitting)


def test_questions_can_be_skipped_and_chosen_by_number(sitting: Terminal) -> None:
    says(sitting, "s")
    assert number(sitting) == "2 of 4"
    says(sitting, "n")
    assert number(sitting) == "3 of 4"
    says(sitting, "p")
    assert number(sitting) == "2 of 4"
    sitting.type("g")
    sitting.until("Go to question: ")
    says(sitting, "4\r")
    assert number(sitting) == "4 of 4"
    assert "4 unanswered" in sitting.output.rpartition("Exam · ")[2]


def test_there_is_nothing_before_the_first_and_after_the_last_question(sitting: Terminal) -> None:
    assert "This is the first question; g goes to another, h hands in." in says(sitting, "p")
    for _ in range(3):
        says(sitting, "n")
    assert "This is the last question; g goes to another, h hands in." in says(sitting, "n")
    assert number(sitting) == "4 of 4"


@pytest.mark.parametrize("typed", ["0", "5", "x", "", "99999999999999999999", "²"])
def test_an_unknown_question_number_is_reported(sitting: Terminal, typed: str) -> None:
    sitting.type("g")
    sitting.until("Go to question: ")

    assert "type 1 to 4." in says(sitting, f"{typed}\r")
    assert number(sitting) == "1 of 4"


def test_a_flag_is_set_and_removed(sitting: Terminal) -> None:
    assert "Flagged." in says(sitting, "m")
    says(sitting, "n")
    assert "1 flagged" in state(sitting)
    assert " · flagged" in says(sitting, "p")
    assert "The flag is removed." in says(sitting, "m")
    says(sitting, "n")
    assert "flagged" not in state(sitting)


def test_the_time_can_be_hidden_and_shown(sitting: Terminal) -> None:
    assert " left" in state(sitting)
    assert "The time is hidden from here on." in says(sitting, "t")
    says(sitting, "n")
    assert " left" not in state(sitting)
    assert "The time is shown from here on." in says(sitting, "t")
    says(sitting, "n")
    assert " left" in state(sitting)


def test_an_option_can_be_struck_out_and_restored(learner: Learner, sitting: Terminal) -> None:
    sitting.type("x")
    sitting.until("Strike out which? ")
    assert "Struck out: a." in says(sitting, "a")
    assert "a is struck out; x and a put it back." in says(sitting, "a")
    assert number(sitting) == "1 of 4"
    assert "Struck out: none." in says(sitting, "xa")
    says(sitting, "a")
    assert number(sitting) == "2 of 4"
    assert len(learner.counted()) == 1


def test_a_pause_stops_the_clock_and_is_reported(learner: Learner, sitting: Terminal) -> None:
    sitting.type("z")
    sitting.until("Paused; the clock is stopped. Any key continues.")
    learner.waits(30)
    assert re.search(r"Paused for 3\d s\.", says(sitting, " "))

    report = hands_in(sitting)

    assert re.search(r"away 3\d s", " ".join(report.split()))
    assert re.search(r"Time: \d s of 4 min 27 s", " ".join(report.split()))
    (paused,) = (e.body for e in learner.log().events if isinstance(e.body, Paused))
    assert paused.seconds == pytest.approx(30, abs=9)


def test_question_mark_explains_every_key(sitting: Terminal) -> None:
    said = " ".join(says(sitting, "?").split())

    for key in keys_at(Moment.QUESTION, Feedback.AT_END, Navigation.FREE):
        assert key.help in said or key.action is Action.SHOW_KEYS
    assert "Enter alone never answers." in said


@pytest.mark.parametrize("keys", ["y", "9", "\r", "i", "é"])
def test_a_wrong_key_answers_nothing(learner: Learner, sitting: Terminal, keys: str) -> None:
    said = says(sitting, keys)

    assert "to answer, ? for keys." in said
    assert "Exam ·" not in said
    assert learner.counted() == []


def test_the_confidence_is_asked_unless_disabled(learner: Learner) -> None:
    terminal = exam(learner)
    first, second, *_ = paper(learner)
    terminal.type(key(first, right=True))
    terminal.until("How sure? ")
    says(terminal, "1")
    terminal.type(key(second, right=False))
    terminal.until("How sure? ")
    says(terminal, "3")

    report = hands_in(terminal)

    assert "Lucky guesses: 1 (1)." in report
    assert "Sure but wrong: 1 (2)." in report


# -- handing in ------------------------------------------------------------------------------------


def test_unanswered_questions_are_listed_before_handing_in(
    learner: Learner, sitting: Terminal
) -> None:
    says(sitting, "m")
    says(sitting, "n")
    says(sitting, "a")
    sitting.type("h")
    listed = sitting.until("Hand in? ")

    assert "Unanswered: 3 (1, 3, 4)." in listed
    assert "Flagged: 1 (1)." in listed
    says(sitting, " ")
    assert number(sitting) == "3 of 4"
    sitting.type("h")
    sitting.until("Hand in? ")
    sitting.type("g")
    sitting.until("Go to question: ")
    says(sitting, "1\r")
    assert number(sitting) == "1 of 4"
    assert not [e for e in learner.log().events if isinstance(e.body, Ended)]


def test_after_the_last_question_the_exam_can_be_handed_in(
    learner: Learner, sitting: Terminal
) -> None:
    for question in paper(learner)[:3]:
        says(sitting, key(question, right=True))
    sitting.type(key(paper(learner)[3], right=True))
    assert "Every question is answered." in sitting.until("Hand in? ")
    sitting.type("y")

    sitting.until("4 of 4 items right = 100%")
    assert sitting.ends() == 0
    assert "review what was missed" not in sitting.output
    assert "Saved. Continue with" not in sitting.output
    assert [e.body.how for e in learner.log().events if isinstance(e.body, Ended)] == ["handed in"]
    assert learner.resumes().ends() == 3


def test_missed_questions_can_be_reviewed_with_reasons(learner: Learner, sitting: Terminal) -> None:
    questions = paper(learner)
    says(sitting, key(questions[0], right=True))
    says(sitting, key(questions[1], right=False))
    report = hands_in(sitting)

    assert "1 of 4 items right = 25%" in report
    assert "Unanswered: 2 (3, 4), counted as not right." in report
    sitting.until("r review what was missed")
    sitting.type("r")
    shown = sitting.until("any key: the next one")
    assert "Exam · 2 of 4" in shown
    assert "✗ wrong · the answer is" in shown
    assert "Source: Class notes" in shown
    sitting.type("f")
    sitting.until("Reported in")
    sitting.type(" ")
    assert "Exam · 3 of 4" in sitting.until("any key: the next one")
    sitting.type("q")
    assert sitting.ends() == 0


def test_the_report_can_be_shown_again(learner: Learner, sitting: Terminal) -> None:
    says(sitting, key(paper(learner)[0], right=True))
    report = hands_in(sitting)
    sitting.type(" ")
    assert sitting.ends() == 0

    for name in ("last", learner.session().id):
        again = learner.starts("exam", "--report", name)
        assert again.ends() == 0
        shown = again.output.replace("\r", "").partition("\nAsked here")[0]
        assert shown in report


def test_an_exam_that_was_not_handed_in_has_no_report(learner: Learner) -> None:
    output = learner.starts("exam", "--report", "last")
    assert output.ends() == 3
    assert output.output.startswith("No exam was handed in yet.")


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


def test_an_unknown_exam_format_is_reported_with_the_known_ones(learner: Learner) -> None:
    terminal = learner.starts("exam", "nosuch")

    assert terminal.ends() == 3
    assert terminal.output.startswith("Unknown exam format 'nosuch'. Known: ")


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

    assert max(len(line) for line in terminal.output.split("\r\n")) <= columns


# -- pipes and scripts -----------------------------------------------------------------------------


def piped(learner: Learner, typed: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """An exam whose keys come from a pipe."""
    facts = ("--only", "--facts", str(learner.facts), "--seed", "7", "-n", "4")
    return subprocess.run(
        [sys.executable, "-m", "quiz", "exam", PRESET, *facts, *options],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**os.environ, "PRIMEMOVER_HOME": str(learner.home), "PYTHONUTF8": "1"},
    )


def test_a_piped_exam_works_line_by_line(learner: Learner) -> None:
    done = piped(learner, "a\ns\nm\na\nh\ny\n")

    assert done.returncode == 0
    assert done.stdout.count("Exam question ") >= 4
    assert " of 4 items right = " in done.stdout
    assert "Flagged" in done.stdout
    before = done.stdout.partition("Hand in?")[0]
    assert not re.search(r"^(Right|Wrong)\b", before, re.MULTILINE)
    assert "\x1b" not in done.stdout


def test_a_piped_exam_whose_input_ends_can_be_resumed(learner: Learner) -> None:
    done = piped(learner, "a\n")

    assert done.returncode == 0
    assert "Saved. Continue with: primemover resume" in done.stdout + done.stderr
    assert len(learner.counted()) == 1


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_scripts_read_one_object_per_line(learner: Learner) -> None:
    done = piped(learner, "a\nb\na\nb\ny\n", "--jsonl")

    assert done.returncode == 0
    found = records(done.stdout)
    kinds = [each["event"] for each in found if each["event"] != "remark"]
    assert kinds == ["question"] * 4 + ["answer"] * 4 + ["result"]
    answers = [each for each in found if each["event"] == "answer"]
    assert all(each["seconds"] >= 0 for each in answers)
    assert "-0.0" not in done.stdout
    result = found[-1]
    assert result["mode"] == "exam"
    assert result["right"] == sum(each["outcome"] == "right" for each in answers)


def test_scripts_get_the_same_paper_for_the_same_seed(learner: Learner) -> None:
    first, second = (piped(learner, "a\na\na\na\ny\n", "--jsonl", "--no-save") for _ in range(2))

    def asked(text: str) -> list[dict[str, Any]]:
        found = [each for each in records(text) if each["event"] == "question"]
        return [{k: v for k, v in each.items() if k != "seconds_left"} for each in found]

    assert asked(first.stdout) == asked(second.stdout)
    assert learner.log().sessions == ()
