"""Keys that leave a quiz or ask again, and the clock."""

import re

import pytest

from quiz.log import history
from quiz.log.events import Ended
from tests.support.learner import (
    MUSCLE,
    ROLE,
    TYPED,
    Learner,
    answer,
    goes_on,
    head,
    number,
    options,
)
from tests.support.quiz_keys import FIVE, PLAIN_RUN, ends_with_score, says

# -- leaving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130), ("\x04", 0)])
def test_an_abandoned_session_has_its_exit_code_and_can_be_resumed(
    learner: Learner, key: str, code: int
) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    answer(terminal, "i")
    goes_on(terminal)
    terminal.type(key)

    assert terminal.ends() == code
    assert "Stopped with 1 of 2 questions left." in terminal.output
    assert terminal.output.splitlines()[-1] == "Saved. Continue with: primemover resume"
    assert "Traceback" not in terminal.output
    assert terminal.mode() == terminal.before


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130), ("\x04", 0)])
def test_quitting_after_the_first_answer_shows_the_score(
    learner: Learner, key: str, code: int
) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    answer(terminal, learner.right(terminal))
    terminal.type(key)

    assert terminal.ends() == code
    assert "Score: 1 of 1 right (100%)" in terminal.output
    assert learner.counted() == [(0, "right")]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)])
def test_quitting_after_the_last_answer_finishes_the_quiz_on_a_terminal(
    learner: Learner, key: str, code: int
) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    answer(terminal, learner.right(terminal))
    terminal.type(key)

    assert terminal.ends() == code
    assert terminal.output.count("Score: 1 of 1 right (100%)") == 1
    assert "Continue with" not in terminal.output
    assert [e.body.how for e in learner.log().events if isinstance(e.body, Ended)] == ["finished"]


def test_an_unsaved_session_cannot_be_resumed(learner: Learner) -> None:
    terminal = learner.starts(
        *("quiz", "--only", "--facts", str(learner.facts), "--no-save", "-n", "2", *ROLE)
    )
    terminal.until("> ")
    answer(terminal, "i")
    terminal.type("q")

    assert terminal.ends() == 0
    assert "Continue with" not in terminal.output
    assert not (learner.home / "progress.db").exists()


def test_an_unwritable_log_does_not_stop_a_quiz(learner: Learner) -> None:
    (learner.home / "progress.db").mkdir()
    terminal = learner.starts("quiz", "--only", "--facts", str(learner.facts), "-n", "2", *ROLE)
    terminal.until("Not saved yet")
    terminal.until("> ")
    answer(terminal, "i")
    goes_on(terminal)
    terminal.type("q")

    assert terminal.ends() == 0
    assert "0 of 1 right" in terminal.output
    assert "Continue with" not in terminal.output
    assert terminal.output.count("Not saved yet") == 1
    (unsaved,) = learner.home.glob("primemover-unsaved-*.jsonl")
    assert f"primemoverprogressimport{unsaved}" in "".join(terminal.output.split())
    assert unsaved.read_text("utf-8").count('"type": "review"') == 1
    assert "Traceback" not in terminal.output


# -- contrasts, confidence, the missed ones --------------------------------------------------------


def test_a_missed_question_comes_back_with_its_neighbour_unlabelled_and_inside_the_count(
    learner: Learner,
) -> None:
    terminal = learner.quizzes(*FIVE)
    missed = learner.asked(terminal).card.id
    said = answer(terminal, learner.wrong(terminal))
    asked = []
    for position in range(1, 5):
        goes_on(terminal)
        assert number(terminal) == f"{position + 1} of 5"
        assert "contrast" not in head(terminal)
        asked.append(learner.asked(terminal).card.id)
        answer(terminal, learner.right(terminal))

    assert "contrast" not in said
    assert asked[2:] == learner.queued()
    assert missed in learner.queued()
    assert "2 of 3 right" in ends_with_score(terminal)
    assert "2 to compare, not counted" in terminal.output


def test_a_missed_contrast_has_no_contrast(learner: Learner) -> None:
    terminal = learner.quizzes(*FIVE)
    for _ in range(4):
        answer(terminal, learner.wrong(terminal))
        goes_on(terminal)

    assert len(learner.queued()) == 2


@pytest.mark.parametrize("options", [PLAIN_RUN, ()])
def test_no_contrast_follows_an_unanswered_question(
    learner: Learner, options: tuple[str, ...]
) -> None:
    terminal = learner.quizzes(*FIVE, *options)
    answer(terminal, "i" if not options else learner.wrong(terminal))

    assert learner.queued() == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_short_quiz_has_no_room_for_contrasts(learner: Learner, count: int) -> None:
    terminal = learner.quizzes("-n", str(count), *ROLE, *MUSCLE)
    answer(terminal, learner.wrong(terminal))

    assert learner.queued() == []


def test_the_confidence_is_asked_and_reported(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "3", *ROLE, *PLAIN_RUN, "--confidence")
    for sure in ("1", "3", "\r"):
        wrong = sure == "3"
        terminal.type(learner.wrong(terminal) if wrong else learner.right(terminal))
        terminal.until("How sure? 1 guess, 2 think so, 3 sure, Enter skips: ")
        terminal.type("7")
        terminal.until("Type 1, 2 or 3, or Enter to skip it.")
        terminal.until("skips: ")
        answer(terminal, sure)
        if sure != "\r":
            goes_on(terminal)
    ends_with_score(terminal)

    assert [review.confidence for review in history.given(learner.log())] == [1, 3, None]
    assert "Sure but wrong: question 2" in terminal.output
    assert "Guessed and right: question 1" in terminal.output


def test_i_do_not_know_is_never_asked_for_confidence(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, "--confidence")

    assert "How sure?" not in answer(terminal, "i")


def test_missed_questions_can_be_retried_from_the_result_screen(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    missed = learner.asked(terminal).card.id
    answer(terminal, "i")
    goes_on(terminal)
    answer(terminal, learner.right(terminal))
    terminal.type(" ")
    terminal.until("r retry the missed ones")
    terminal.type("r")
    terminal.until("> ")

    assert number(terminal) == "1 of 1"
    terminal.wait_for(lambda: len(learner.log().sessions) == 2, "the session in the log")
    assert [each.card for each in learner.session().plan] == [missed]


def missed_and_right(learner: Learner) -> tuple[str, str]:
    """Miss one question and answer another; ids of the cards."""
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    missed, right = (each.card for each in learner.session().plan)
    terminal.type("m")
    terminal.until("Flagged.")
    terminal.until("> ")
    answer(terminal, "i")
    goes_on(terminal)
    answer(terminal, learner.right(terminal))
    ends_with_score(terminal)
    return missed, right


@pytest.mark.parametrize("which", [("--retry-missed", "last"), ("--retry-missed", "all")])
def test_missed_questions_can_be_retried(learner: Learner, which: tuple[str, str]) -> None:
    missed, _ = missed_and_right(learner)

    terminal = learner.quizzes(*which)

    assert number(terminal) == "1 of 1"
    assert [(each.card, each.why) for each in learner.session().plan] == [(missed, "missed")]
    assert "You missed it before." in " ".join(says(terminal, "w").split())


def test_missed_questions_of_a_session_can_be_retried_by_its_id(learner: Learner) -> None:
    missed, _ = missed_and_right(learner)
    session = learner.session().id

    learner.quizzes("--retry-missed", session)

    assert [each.card for each in learner.session().plan] == [missed]


def test_questions_answered_right_since_are_not_retried(learner: Learner) -> None:
    missed_and_right(learner)
    terminal = learner.quizzes("--retry-missed", "all")
    answer(terminal, learner.right(terminal))
    ends_with_score(terminal)

    output = learner.starts(
        "quiz", "--only", "--facts", str(learner.facts), "--retry-missed", "all"
    )

    assert output.ends() == 3
    assert output.output.splitlines() == ["Nothing to retry in that session."]


def test_an_unknown_session_to_retry_is_reported(learner: Learner) -> None:
    output = learner.starts(
        "quiz", "--only", "--facts", str(learner.facts), "--retry-missed", "1999"
    )

    assert output.ends() == 2
    assert "No session begins with '1999'." in output.output


def test_flagged_questions_are_asked_again(learner: Learner) -> None:
    flagged, _ = missed_and_right(learner)

    terminal = learner.quizzes("--flagged")

    assert [each.card for each in learner.session().plan] == [flagged]
    assert number(terminal) == "1 of 1"


def test_a_mix_up_is_asked_with_both_concepts_as_options(learner: Learner) -> None:
    terminal = learner.quizzes("--mix-up", "concentric/eccentric", "-n", "2", "--kind", "choice")
    for _ in range(2):
        texts = set(options(terminal).values())
        assert {"concentric", "eccentric"} <= texts
        assert learner.asked(terminal).key in ("concentric", "eccentric")
        answer(terminal, "i")
        terminal.type(" ")
        terminal.until("> " if number(terminal) == "1 of 2" else "Score: ")


# -- the clock -------------------------------------------------------------------------------------


def test_half_of_the_time_is_announced(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *TYPED, "--time", "4s")
    terminal.type("syn")
    terminal.until("syn")
    learner.waits(2)

    terminal.until("Half of the time is over: 2 seconds left.")
    terminal.until("> syn")


def test_the_running_clock_only_rewrites_its_line(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *MUSCLE, "--time", "20s", "--tick")
    for seconds in (19, 18):
        terminal.wait_for(terminal.sleeps, "the program at rest")  # it has read the clock
        learner.waits(1)
        terminal.until(f"\r\x1b[K0:{seconds} > ")

    shown = terminal.shows()
    assert sum(bool(re.search(r"0:\d\d > $", f"{line} ")) for line in shown) == 1
    assert len([line for line in shown if line.startswith("1 of 1")]) == 1


def test_no_clock_hides_all_times(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN, "--time", "3s", "--no-clock")
    learner.waits(2)
    answer(terminal, "i")

    assert not re.search(r"\d:\d\d|\d s\b|left", terminal.output.partition("? keys")[2])
    assert not re.search(r"\d:\d\d", terminal.output)


@pytest.mark.parametrize(
    ("option", "output"), [("--time", "1:30 in all"), ("--per-question", "1:30")]
)
def test_extra_time_lengthens_every_limit(learner: Learner, option: str, output: str) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, option, "60s", "--extra", "1.5")

    assert output in terminal.output


def test_extra_time_without_a_limit_is_refused(learner: Learner) -> None:
    output = learner.starts("quiz", "--only", "--facts", str(learner.facts), "--extra", "1.5")

    assert output.ends() == 2
    assert "--extra lengthens --time and --per-question" in output.output
