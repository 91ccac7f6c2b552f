"""How answers are rated."""

import pytest

from quiz.memory.pace import Pace
from quiz.memory.rating import SLOW, Rating, rating_of
from quiz.session.answer import Outcome
from tests.support.log import review

USUAL = 10.0

RATINGS = {
    Outcome.RIGHT: Rating.GOOD,
    Outcome.PARTLY: Rating.AGAIN,
    Outcome.WRONG: Rating.AGAIN,
    Outcome.UNKNOWN: Rating.AGAIN,
    Outcome.TIMEOUT: Rating.AGAIN,
    Outcome.SKIPPED: None,
    Outcome.NOT_DECIDED: None,
}


def test_every_outcome_has_its_rating_and_none_is_easy() -> None:
    found = {each: rating_of(review(1, outcome=each.value), USUAL) for each in Outcome}

    assert found == RATINGS


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [("not recognised", Rating.AGAIN), ("too general", None), ("two names at once", None)],
)
def test_of_the_answers_that_ask_again_only_an_unknown_word_counts(
    verdict: str, rating: Rating | None
) -> None:
    assert rating_of(review(1, outcome="not answered", verdict=verdict), USUAL) is rating


@pytest.mark.parametrize(
    "values", [{"hinted": True}, {"late": True}, {"seconds": SLOW * USUAL + 0.1}], ids=str
)
def test_a_right_answer_with_a_hint_after_a_limit_or_slow_is_hard(values: dict[str, bool]) -> None:
    assert rating_of(review(1, outcome="right", **values), USUAL) is Rating.HARD


def test_only_what_was_right_and_sure_in_the_check_is_easy() -> None:
    def rating(**values: object) -> Rating | None:
        return rating_of(review(1, outcome="right", **values), USUAL)

    assert rating(why="check", confidence=3) is Rating.EASY
    assert rating(why="check", confidence=2) is Rating.GOOD
    assert rating(why="new", confidence=3) is Rating.GOOD
    assert rating(why="check", confidence=3, hinted=True) is Rating.HARD


def test_the_rating_of_a_learner_counts_as_it_is() -> None:
    slow = {"seconds": SLOW * USUAL + 0.1}

    found = [rating_of(review(1, rating=each, **slow), USUAL) for each in Rating]

    assert found == list(Rating)


def test_a_right_answer_is_never_slow_before_the_usual_time_is_known() -> None:
    assert rating_of(review(1, outcome="right", seconds=900.0), None) is Rating.GOOD


def test_the_usual_time_is_known_from_the_fifth_right_answer_on() -> None:
    paces = [Pace()]
    for _ in range(5):
        paces.append(paces[-1].after(8.0))

    assert [pace.usual for pace in paces[:5]] == [None] * 5
    assert paces[5].usual == pytest.approx(8)


def test_one_long_interruption_hardly_moves_the_usual_time() -> None:
    pace = Pace()
    for _ in range(20):
        pace = pace.after(10.0)

    usual = pace.after(3600.0).usual

    assert usual is not None
    assert 10 < usual < 14


def test_the_usual_time_follows_a_learner_who_gets_faster() -> None:
    pace = Pace()
    for seconds in (*[30.0] * 500, *[10.0] * 200):
        pace = pace.after(seconds)

    assert pace.usual == pytest.approx(10, rel=0.03)


def test_an_answer_that_took_no_time_has_a_pace() -> None:
    assert Pace().after(0.0).answers == 1
