"""Keys that undo, flag, report and pause."""

import re

from quiz.log import history
from quiz.run.keys import Action, Moment, keys_at
from quiz.session.policy import Feedback, Navigation
from tests.support.learner import (
    ROLE,
    Learner,
    answer,
    goes_on,
    head,
    number,
    question,
)
from tests.support.quiz_keys import FIVE, PLAIN_RUN, ends_with_score, says

UNDONE = "Undone: question 1 is asked again."


# -- undo ------------------------------------------------------------------------------------------


def test_there_is_nothing_to_undo_at_the_first_question(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE)

    assert "u undo" not in terminal.output
    assert says(terminal, "u").split("\r\n") == ["u", "There is no answer to undo.", "> "]


def test_undo_can_be_repeated_back_to_the_first_question(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "3", *ROLE, *PLAIN_RUN)
    asked = [question(terminal)]
    for _ in range(2):
        answer(terminal, "i")
        goes_on(terminal)
        asked.append(question(terminal))

    for back in (1, 0):
        assert f"Undone: question {back + 1} is asked again." in says(terminal, "u")
        assert question(terminal) == asked[back]
    assert learner.counted() == []
    assert "There is no answer to undo." in says(terminal, "u")


def test_a_question_undone_after_its_answer_counts_once(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    first = question(terminal)
    answer(terminal, learner.wrong(terminal))

    assert UNDONE in says(terminal, "u")

    assert question(terminal) == first
    answer(terminal, learner.right(terminal))
    assert learner.counted() == [(0, "right")]
    goes_on(terminal)
    assert head(terminal).endswith("1 of 1 right")


def test_undo_on_the_result_screen_asks_the_last_question_again(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    answer(terminal, learner.wrong(terminal))
    terminal.type(" ")
    terminal.until("any key: the end")
    assert "u undo" in terminal.until("u undo")

    assert UNDONE in says(terminal, "u")

    answer(terminal, learner.right(terminal))
    ends_with_score(terminal)
    assert learner.counted() == [(0, "right")]


def test_undoing_an_answer_removes_its_contrasts(learner: Learner) -> None:
    terminal = learner.quizzes(*FIVE)
    plan = [planned.stem for planned in learner.session().plan]
    answer(terminal, learner.wrong(terminal))
    assert len(learner.queued()) == 2

    says(terminal, "u")

    for position in range(5):
        assert number(terminal) == f"{position + 1} of 5"
        assert learner.asked(terminal).stem == plan[position]
        answer(terminal, "i")
        if position < 4:
            goes_on(terminal)


def test_after_the_time_an_answer_cannot_be_undone(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN, "--time", "2s")
    answer(terminal, "i")
    learner.waits(2)
    terminal.type("u")

    terminal.until("Time is up: the answer stands.")
    terminal.type(" ")
    terminal.until("Time is up with 1 of 2 questions left.")
    assert terminal.ends() == 0
    assert learner.counted() == [(0, "don't know")]


# -- flags, reasons, faults ------------------------------------------------------------------------


def test_m_sets_and_removes_a_flag(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)

    assert "Flagged." in says(terminal, "m")
    assert "The flag is removed." in says(terminal, "m")
    says(terminal, "m")
    answer(terminal, "i")
    terminal.type("m")
    terminal.until("The flag is removed.")
    terminal.type("m")
    terminal.until("Flagged.")
    card = learner.session().plan[0].card
    assert history.flagged(learner.log().events) == (card,)
    goes_on(terminal)
    terminal.type("q")
    terminal.until("Flagged: question 1")


def test_w_shows_why_a_question_is_asked_and_earlier_answers(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    said = " ".join(says(terminal, "w").split())

    assert "Drawn from" in said
    assert "You have not been asked it before." in said
    answer(terminal, "i")
    terminal.type("w")
    said = " ".join(terminal.until("any key: the score").split())
    assert "You have answered it once, 0 right; last on " in said


def test_v_shows_the_details_once_after_any_answer(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)

    said = answer(terminal, learner.right(terminal))

    assert "v details" in said
    assert "Source:" not in said
    terminal.type("v")
    assert "Source: Class notes" in terminal.until("any key: the next question · q stop")
    terminal.type("v")
    terminal.until("The details are shown above.")
    goes_on(terminal)
    assert "Fact " not in answer(terminal, learner.wrong(terminal))
    terminal.type("v")
    terminal.until("Fact ")


def test_f_reports_a_question_as_wrong_and_stays(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    answer(terminal, "i")
    terminal.type("f")
    terminal.until("What is wrong?")
    terminal.type("\r")
    terminal.until("Reported in")
    terminal.until("any key: the score")

    assert (learner.home / "errata.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_question_mark_explains_the_keys_before_and_after_an_answer(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    before = " ".join(says(terminal, "?").split())
    answer(terminal, "i")
    terminal.type("?")
    after = " ".join(terminal.until("any key: the score").split())

    for moment in (Moment.QUESTION, Moment.ANSWERED):
        for key in keys_at(moment, Feedback.AT_ONCE, Navigation.FORWARD):
            assert key.help in before or key.action is Action.SHOW_KEYS
            assert key.help in after or key.action is Action.SHOW_KEYS


# -- pauses ----------------------------------------------------------------------------------------


def test_a_pause_is_subtracted_from_the_time(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN, "--time", "60s")
    terminal.type("z")
    terminal.until("Any key continues.")
    learner.waits(30)

    assert re.search(r"Paused for 3\d s\.", says(terminal, " "))

    answer(terminal, "i")
    (review,) = learner.log().reviews
    assert review.seconds < 30
    assert review.elapsed < 30
    said = ends_with_score(terminal) + terminal.output
    assert re.search(r"away for 3\d\.\d s", said)


def test_a_limit_does_not_run_out_in_a_pause(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN, "--per-question", "20s")
    terminal.type("z")
    terminal.until("Any key continues.")
    learner.waits(60)
    said = says(terminal, " ")

    assert re.search(r"Paused for 6\d s\.", said)
    assert learner.counted() == []
