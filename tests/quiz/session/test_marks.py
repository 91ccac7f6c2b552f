"""The verdict on each option, and the scores of answers with several letters."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.card import Card
from cards.model.template import Kind
from quiz.screens.result import result_lines
from quiz.session.answer import SELECT_ALL_RULE, Answer, Outcome, grade_choice
from quiz.session.kinds import Entry
from quiz.session.marks import OptionVerdict, verdicts
from quiz.session.question import MOST_TO_SELECT, Question, ask, letters
from quiz.session.result import result_of
from quiz.session.session import Session
from tests.cards.groups.bases import cards_of
from tests.cards.groups.bases import letters as letters_library
from tests.support.acting import session_of
from tests.support.library import builtin_cards, each

CARDS = {card.id: card for card in cards_of(letters_library())}
SELECT = CARDS["select-role/sofa-bridge/stabiliser"]
MATCH = CARDS["match-roles/sofa-bridge"]
ORDER = CARDS["order-ranking/sofa-bridge/activity"]
CHOICE = CARDS["role/sofa-bridge/biceps-femoris/role"]
SEVERAL = [
    card
    for card in (*builtin_cards(), *CARDS.values())
    if card.kind in (Kind.SELECT_ALL, Kind.MATCHING)
]
ORDERED = [card for card in (*builtin_cards(), *CARDS.values()) if card.kind is Kind.ORDERING]


def asked(card: Card, seed: int = 1) -> Question:
    return ask(card, Random(seed))


def chosen(question: Question, *texts: str) -> Answer:
    """The answer that chooses these options."""
    shown = [option.text for option in question.options]
    return grade_choice(question, tuple(shown.index(text) for text in texts))


def text(answer: Answer) -> dict[str, tuple[bool | None, str]]:
    return {verdict.text: (verdict.right, verdict.suffix) for verdict in verdicts(answer)}


# -- as it is asked --------------------------------------------------------------------------------


@each([*SEVERAL, *ORDERED])
def test_all_keys_and_at_least_one_wrong_option_are_shown(card: Card) -> None:
    for seed in range(20):
        question = asked(card, seed)
        right = [option.text for option in question.options if option.right]
        wrong = [option.text for option in question.options if not option.right]

        assert question.entry is Entry.LETTERS
        assert sorted(question.card.key) == sorted(right)
        assert {*right} <= {*card.key}
        assert bool(wrong) is bool(card.distractors)
        assert {*wrong} <= {d.text for d in card.distractors}
        assert len(letters(question.options)) == len(question.options) <= MOST_TO_SELECT


@pytest.mark.parametrize("card", ORDERED, ids=lambda card: card.id)
def test_an_order_is_never_shown_sorted(card: Card) -> None:
    seen = {tuple(option.text for option in asked(card, seed).options) for seed in range(400)}

    assert card.key not in seen
    assert len(seen) > len(card.key)
    for seed in range(20):
        question = asked(card, seed)
        assert list(card.key) == [question.options[number].text for number in question.solution]


def test_the_pairs_of_a_matching_do_not_depend_on_the_order_shown() -> None:
    belongs = set(zip(MATCH.left_side, MATCH.key, strict=True))
    orders, shown = set(), set()
    for seed in range(60):
        question = asked(MATCH, seed)
        pairs = zip(question.left_side, question.solution, strict=True)
        matched = {(side, question.options[number].text) for side, number in pairs}
        orders.add((question.left_side, tuple(option.text for option in question.options)))
        shown |= matched

        assert matched <= belongs
        assert len({right for _, right in matched}) == len(matched) == 3
    assert shown == belongs, "each pair is drawn at times"
    assert len(orders) > 30


def test_the_answer_of_each_kind_is_shown_in_one_line() -> None:
    select, match, order = asked(SELECT), asked(MATCH), asked(ORDER)

    assert sorted(select.key.split("; ")) == ["obliques", "quadriceps"]
    assert set(match.key.split("; ")) == {
        f"{side}: {right}" for side, right in zip(match.card.left_side, match.card.key, strict=True)
    }
    assert order.key.split("; ") == list(ORDER.key)


# -- what it is worth ------------------------------------------------------------------------------

WORTH = (
    (("obliques", "quadriceps"), 1.0, Outcome.RIGHT, ""),
    (("quadriceps", "obliques"), 1.0, Outcome.RIGHT, ""),
    (
        ("obliques",),
        0.5,
        Outcome.PARTLY,
        f"1 of 2 right. Score: {SELECT_ALL_RULE}; here 0.5.",
    ),
    (
        ("obliques", "quadriceps", "gluteus maximus"),
        0.5,
        Outcome.PARTLY,
        f"2 of 2 right, 1 extra. Score: {SELECT_ALL_RULE}; here 0.5.",
    ),
    (
        ("obliques", "gluteus maximus"),
        0.0,
        Outcome.WRONG,
        f"1 of 2 right, 1 extra. Score: {SELECT_ALL_RULE}; here 0.",
    ),
    (
        ("gluteus maximus", "biceps femoris"),
        0.0,
        Outcome.WRONG,
        f"0 of 2 right, 2 extra. Score: {SELECT_ALL_RULE}; here 0.",
    ),
    (
        ("obliques", "quadriceps", "gluteus maximus", "biceps femoris"),
        0.0,
        Outcome.WRONG,
        f"2 of 2 right, 2 extra. Score: {SELECT_ALL_RULE}; here 0.",
    ),
)


@pytest.mark.parametrize(("texts", "score", "outcome", "remark"), WORTH)
def test_a_select_all_is_scored_by_its_rule_which_is_stated(
    texts: tuple[str, ...], score: float, outcome: Outcome, remark: str
) -> None:
    answer = chosen(asked(SELECT), *texts)

    assert (score, outcome, remark) == (answer.score, answer.outcome, answer.remark)


@each(SEVERAL)
def test_choosing_everything_scores_only_the_surplus_of_right_options(card: Card) -> None:
    question = asked(card)
    if question.left_side:
        return
    answer = grade_choice(question, tuple(range(len(question.options))))
    keys = len(question.card.key)
    wrong = len(question.options) - keys

    assert answer.score == max(0, keys - wrong) / keys
    assert answer.outcome is not Outcome.RIGHT


@given(st.sampled_from([*SEVERAL, *ORDERED]), st.randoms(use_true_random=False), st.data())
def test_a_score_is_between_0_and_1_and_gives_the_outcome(
    card: Card, chance: Random, data: st.DataObject
) -> None:
    question = ask(card, chance)
    numbers = range(len(question.options))
    requested = len(question.solution)
    order = data.draw(st.permutations(numbers))
    count = requested or data.draw(st.integers(1, len(question.options)))
    answer = grade_choice(question, tuple(order[:count]))

    assert 0 <= answer.score <= 1
    assert (answer.score == 1) is (answer.outcome is Outcome.RIGHT)
    assert (answer.score == 0) is (answer.outcome is Outcome.WRONG)
    assert bool(answer.remark) is (answer.outcome is not Outcome.RIGHT)
    assert answer.given == "; ".join(question.options[n].text for n in answer.chosen)
    assert len(list(verdicts(answer))) >= len(question.solution or question.options)


def test_a_matching_and_an_order_are_scored_by_right_positions() -> None:
    for card in (MATCH, ORDER):
        question = asked(card)
        for numbers in permutations(range(len(question.options)), len(question.solution)):
            answer = grade_choice(question, numbers)
            hits = sum(a == b for a, b in zip(numbers, question.solution, strict=True))

            assert answer.score == hits / len(question.solution)
            expected = f"{hits} of {len(question.solution)} in the right place."
            assert answer.remark == ("" if answer.outcome is Outcome.RIGHT else expected)


def test_the_concept_taken_for_right_is_recorded() -> None:
    question = asked(SELECT)

    assert chosen(question, "obliques", "gluteus maximus").concept == "muscle/gluteus-maximus"
    assert chosen(question, "obliques").concept is None


# -- explanations of each option ------------------------------------------------------------------


def test_each_option_of_a_select_all_says_whether_it_was_found() -> None:
    answer = chosen(asked(SELECT), "obliques", "gluteus maximus")

    assert text(answer) == {
        "obliques": (True, "yours"),
        "quadriceps": (True, "missed"),
        "gluteus maximus": (False, "yours"),
        "biceps femoris": (None, ""),
    }


def test_without_an_answer_the_right_one_is_shown() -> None:
    for card in (SELECT, CHOICE):
        question = asked(card)
        answer = Answer(question=question, outcome=Outcome.UNKNOWN)

        assert text(answer) == {
            option.text: (True, "the answer") if option.right else (None, "")
            for option in question.options
        }


def test_a_choice_explains_the_chosen_and_the_right_option() -> None:
    answer = chosen(asked(CHOICE), "stabiliser")

    assert text(answer)["stabiliser"] == (False, "yours")
    assert text(answer)["synergist"] == (True, "the answer")
    assert text(answer)["antagonist"] == (None, "")


def test_a_matching_explains_each_pair_and_the_spare_option() -> None:
    question = asked(MATCH)
    keys = letters(question.options)
    first, second, third = question.solution
    answer = grade_choice(question, (second, first, third))

    shown = list(verdicts(answer))
    assert [verdict.label for verdict in shown[:3]] == ["1", "2", "3"]
    assert [(verdict.right, verdict.suffix) for verdict in shown[:3]] == [
        (False, f"you chose {keys[second]}"),
        (False, f"you chose {keys[first]}"),
        (True, ""),
    ]
    assert [verdict.text for verdict in shown[:3]] == [
        f"{side}: {question.options[number].text} ({keys[number]})"
        for side, number in zip(question.left_side, question.solution, strict=True)
    ]
    assert (shown[3].text, shown[3].right, shown[3].suffix) == ("antagonist", None, "spare")
    assert shown[3].reason.startswith("none of these muscles; ")


def test_an_order_explains_each_position() -> None:
    question = asked(ORDER)
    keys = letters(question.options)
    first, second, *rest = question.solution
    answer = grade_choice(question, (second, first, *rest))

    assert list(verdicts(answer)) == [
        OptionVerdict(
            label=str(place + 1),
            text=f"{ORDER.key[place]} ({keys[number]})",
            right=place > 1,
            suffix=f"you put {keys[[second, first][place]]} here" if place < 2 else "",
            reason="",
        )
        for place, number in enumerate(question.solution)
    ]


@pytest.mark.parametrize("card", [MATCH, ORDER], ids=["matching", "ordering"])
def test_without_an_answer_nothing_is_called_wrong(card: Card) -> None:
    answer = Answer(question=asked(card), outcome=Outcome.TIMEOUT)

    assert {verdict.suffix for verdict in verdicts(answer)} <= {"", "spare"}
    assert not any(verdict.right is False for verdict in verdicts(answer))


def test_every_option_is_marked_once_whatever_is_chosen() -> None:
    question = asked(SELECT)
    for ticks in product((False, True), repeat=len(question.options)):
        numbers = tuple(n for n, tick in enumerate(ticks) if tick)
        if numbers:
            found = [verdict.label for verdict in verdicts(grade_choice(question, numbers))]
            assert found == list(letters(question.options))


# -- in the result ---------------------------------------------------------------------------------


@pytest.fixture
def ended() -> Callable[..., Session]:
    def session(*answers: Answer) -> Session:
        return session_of(
            (a.question for a in answers),
            answers=answers,
            seconds=4.0 * len(answers),
        )

    return session


def test_partly_right_answers_count_as_points(ended: Callable[..., Session]) -> None:
    half = chosen(asked(SELECT), "obliques")
    right = chosen(asked(CHOICE), "synergist")
    wrong = chosen(asked(CHOICE), "antagonist")
    session = ended(half, right, wrong)
    found = result_of(session)

    assert (found.right, found.count(Outcome.PARTLY), found.count(Outcome.WRONG)) == (1, 1, 1)
    assert (found.points, found.share) == (1.5, 0.5)
    assert [answer.outcome for answer in found.missed] == [Outcome.PARTLY, Outcome.WRONG]
    shown = [text for text, _ in result_lines(found, {})]
    assert shown[-2] == "Score: 1.5 of 3 points (50%) · 1 right · 1 partly right · 1 wrong"


def test_without_partly_right_answers_no_points_are_shown(ended: Callable[..., Session]) -> None:
    session = ended(chosen(asked(CHOICE), "synergist"), chosen(asked(CHOICE), "antagonist"))
    shown = [text for text, _ in result_lines(result_of(session), {})]

    assert shown[-2] == "Score: 1 of 2 right (50%) · 1 wrong"


def test_a_late_answer_scores_no_points(ended: Callable[..., Session]) -> None:
    late = replace(chosen(asked(SELECT), "obliques"), late=True)
    found = result_of(ended(late))

    assert (found.points, found.count(Outcome.PARTLY)) == (0, 0)
    assert (found.late, found.late_right) == ((1,), 0)
