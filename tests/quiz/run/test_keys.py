"""Every key of a quiz in a real terminal: what it does, what it says, and what is written down."""

import re

import pytest

from cards.model.template import Kind
from quiz.log import history
from quiz.log.events import Ended
from quiz.run.keys import Action, Moment, keys_at
from quiz.session.policy import Feedback, Navigation
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
    question,
)
from tests.support.terminal import Terminal

PLAIN_RUN = ("--no-contrast",)
FIVE = ("-n", "5", *ROLE, *MUSCLE)
"""A quiz with room for a pair of contrasts."""
UNDONE = "Undone: question 1 is asked again."


def says(terminal: Terminal, keys: str) -> str:
    """Press keys that do not answer; return the output."""
    terminal.type(keys)
    return terminal.until("\r\n> ")


def ends_with_score(terminal: Terminal) -> str:
    """Continue after the last answer; return the result."""
    terminal.type(" ")
    terminal.until("Score: ")
    assert terminal.ends() == 0
    return terminal.rest().replace("\r", "")


# -- answering -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_question_can_be_answered_right(learner: Learner, kind: Kind) -> None:
    terminal = learner.quizzes("-n", "1", "--kind", kind.value, *PLAIN_RUN)
    asked = learner.asked(terminal)
    by_key = kind in (Kind.CHOICE, Kind.TRUE_FALSE)

    said = answer(terminal, learner.right(terminal) + ("" if by_key else "\r"))

    assert asked.card.kind is kind
    assert "✓ right" in said
    assert learner.counted() == [(0, "right")]
    assert "1 of 1 right (100%)" in ends_with_score(terminal) + terminal.output


@pytest.mark.parametrize("kind", [Kind.SELECT_ALL, Kind.ORDERING, Kind.MATCHING])
def test_several_letters_wait_for_enter(learner: Learner, kind: Kind) -> None:
    terminal = learner.quizzes("-n", "1", "--kind", kind.value, *PLAIN_RUN)
    typed = learner.right(terminal)
    terminal.type(typed)
    terminal.until(typed)
    terminal.type("\x15")  # deletes the line
    wrong = learner.right(terminal)[:1] * 2

    said = says(terminal, f"{wrong}\r")

    assert "Type each letter once, then Enter; ? for keys." in said
    assert learner.counted() == []


def test_a_partly_right_select_all_shows_its_score(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", "--kind", "select-all", *PLAIN_RUN)

    said = answer(terminal, f"{learner.right(terminal)[:1]}\r")

    assert "partly right" in said
    assert "1 of 2 right. Score:" in " ".join(said.split())
    assert "0.5 of 1 points (50%)" in ends_with_score(terminal) + terminal.output


def test_one_key_answers_and_one_continues(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    terminal.type(learner.right(terminal))
    terminal.until("? see all keys")
    terminal.type("\r")
    terminal.until("> ")

    assert number(terminal) == "2 of 2"
    assert learner.counted() == [(0, "right")]


def test_type_ahead_does_not_skip_the_reasons(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *TYPED, *PLAIN_RUN)
    terminal.type("i\r  ")
    terminal.until("? see all keys")
    terminal.type("m")

    terminal.until("Flagged.")  # after the answer; at a question it would need Enter
    assert number(terminal) == "1 of 2"


def test_i_means_not_knowing_and_shows_the_answer(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    key = learner.asked(terminal).key

    said = answer(terminal, "i")

    assert re.search(rf"✗ don't know · the answer is [a-d], {key}", said)
    assert learner.counted() == [(0, "don't know")]


@pytest.mark.parametrize("key", ["y", "9", "0", "é"])
def test_a_wrong_key_is_reported_in_one_line_and_nothing_is_redrawn(
    learner: Learner, key: str
) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE)

    said = says(terminal, key).split("\r\n")

    assert said == [key, f"'{key}' is not an option: a-d to answer, ? for keys.", "> "]
    assert learner.counted() == []


# -- striking out ----------------------------------------------------------------------------------


def test_x_and_a_letter_strike_out_and_restore(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    terminal.type("x")
    terminal.until("Strike out which? ")

    assert "Struck out: a. Remaining: b, c, d." in says(terminal, "a")
    assert "a is struck out; x and a put it back." in says(terminal, "a")
    terminal.type("x")
    terminal.until("Strike out which? ")
    assert "Struck out: none. Remaining: a, b, c, d." in says(terminal, "a")
    answer(terminal, "a")
    assert len(learner.counted()) == 1


def test_a_struck_out_option_can_be_another_options_digit(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE)

    assert "Struck out: b. Remaining: a, c, d." in says(terminal, "x2")
    assert "b is struck out; x and b put it back." in says(terminal, "2")


def test_a_missing_option_cannot_be_struck_out(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE)
    terminal.type("x")
    terminal.until("Strike out which? ")

    assert "Nothing is struck out. Type a-d." in says(terminal, "y")


def test_true_and_false_cannot_be_struck_out(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", "--kind", "true-false")

    assert "There is nothing to strike out here." in says(terminal, "x")


def test_the_prompt_for_striking_out_ends_with_the_limit(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN, "--per-question", "1s")
    terminal.type("x")
    terminal.until("Strike out which? ")

    terminal.until("no answer in time")


# -- hints -----------------------------------------------------------------------------------------


def test_a_hint_makes_a_right_answer_count_half(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, *PLAIN_RUN)
    right = learner.right(terminal)

    hint = re.search(r"Hint: It is not ([a-d]), ", says(terminal, "h"))

    assert hint
    assert hint[1] != right
    assert "✓ right, with a hint" in answer(terminal, right)
    said = ends_with_score(terminal) + terminal.output
    assert "1 of 1 right (50%)" in said
    assert "1 with a hint, counted half" in said
    (review,) = learner.log().reviews
    assert (review.hinted, review.score) == (True, 0.5)


def test_there_is_one_hint_per_question(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, *PLAIN_RUN)
    says(terminal, "h")

    assert "There is one hint a question." in says(terminal, "h")
    answer(terminal, "i")
    goes_on(terminal)
    assert "Hint: " in says(terminal, "h")


def test_an_option_ruled_out_by_a_hint_is_struck_out(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE)
    hint = re.search(r"Hint: It is not ([a-d]), ", says(terminal, "h"))

    assert hint
    assert f"{hint[1]} is struck out" in says(terminal, hint[1])


def test_a_hint_that_would_give_the_answer_away_is_refused_at_no_cost(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", "--kind", "true-false", *PLAIN_RUN)

    assert "No hint is possible without giving the answer away." in says(terminal, "h")
    answer(terminal, learner.right(terminal))
    assert learner.log().reviews[0].score == 1


def test_a_hint_in_a_typed_answer_shows_its_shape(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *TYPED)
    key = learner.asked(terminal).card.key[0]

    said = says(terminal, "h\r")

    assert f"Hint: It looks like this: {key[0]}{'_' * (len(key.split()[0]) - 1)}" in said


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
    terminal.until("From here on nothing is saved.")
    terminal.until("> ")
    answer(terminal, "i")
    goes_on(terminal)
    terminal.type("q")

    assert terminal.ends() == 0
    assert "0 of 1 right" in terminal.output
    assert "Continue with" not in terminal.output
    assert terminal.output.count("nothing is saved") == 1
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

    assert [review.confidence for review in learner.log().reviews] == [1, 3, None]
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

    terminal.until("Half of the time is over: 2 seconds left.")
    terminal.until("> syn")


def test_the_running_clock_only_rewrites_its_line(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *MUSCLE, "--time", "20s", "--tick")
    terminal.until("\r\x1b[K0:18 > ")

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
