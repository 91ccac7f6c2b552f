"""Keys that answer: letters, strike-outs and hints."""

import re

import pytest

from cards.model.template import Kind
from tests.support.learner import (
    ROLE,
    TYPED,
    Learner,
    answer,
    goes_on,
    number,
)
from tests.support.quiz_keys import PLAIN_RUN, ends_with_score, says

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
    learner.waits(1)

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
