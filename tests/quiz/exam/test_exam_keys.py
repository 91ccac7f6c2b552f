"""Exams in a real terminal: what each key does, and no feedback before the end."""

import re

import pytest

from quiz.log.events import Ended, Paused
from quiz.run.keys import Action, Moment, keys_at
from quiz.session.policy import Feedback, Navigation
from tests.quiz.exam.sittings import PRESET, exam, key, number, paper, says, state
from tests.support.learner import Learner
from tests.support.terminal import Terminal


def hands_in(terminal: Terminal) -> str:
    """Hand in; return the report with its details."""
    terminal.type("h")
    terminal.until("Hand in? ")
    terminal.type("y")
    summary = terminal.until("v whole report")
    terminal.type("v")
    return (summary + terminal.until("any key: the end")).replace("\r", "")


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

    for known in keys_at(Moment.QUESTION, Feedback.AT_END, Navigation.FREE):
        assert known.help in said or known.action is Action.SHOW_KEYS
    assert "Enter alone never answers." in said


@pytest.mark.parametrize("keys", ["y", "9", "\r", "i", "é"])
def test_a_wrong_key_answers_nothing(learner: Learner, sitting: Terminal, keys: str) -> None:
    said = says(sitting, keys)

    assert "to answer, ? for keys." in said
    assert "Exam ·" not in said
    assert learner.counted() == []


def test_the_confidence_is_asked_only_on_request(learner: Learner) -> None:
    terminal = exam(learner, "--confidence")
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
    sitting.until("What is wrong?")
    sitting.type("\r")
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
        shown = again.output.replace("\r", "")
        details, _, summary = shown.partition(f"{PRESET}:")
        assert details in report
        assert f"\n{summary.partition('again.')[2].strip()}\n" in report


def test_an_exam_that_was_not_handed_in_has_no_report(learner: Learner) -> None:
    output = learner.starts("exam", "--report", "last")
    assert output.ends() == 3
    assert output.output.startswith("No exam was handed in yet.")
