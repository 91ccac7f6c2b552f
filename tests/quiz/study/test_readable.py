"""The card by which a fact is read."""

from cards.model.summary import CardSummary, summary
from cards.model.template import Kind
from quiz.study.readable import readable_cards
from tests.support.library import builtin_card

CHOICE = summary(builtin_card("role/hip-thrust/gluteus-maximus/role"), 1)
FACT = CHOICE.about


def card(id_: str, kind: Kind, number: int, *, optional: bool = False) -> CardSummary:
    return CHOICE._replace(id=id_, kind=kind.value, number=number, optional=optional)


def test_a_fact_is_read_by_the_card_that_was_asked_last() -> None:
    other = card("other", Kind.CHOICE, 2)

    assert list(readable_cards([FACT], {FACT: "other"}, [CHOICE, other])) == [2]


def test_a_fact_asked_as_true_or_false_is_read_by_a_card_with_one_right_answer() -> None:
    statement = card("statement", Kind.TRUE_FALSE, 2)

    assert list(readable_cards([FACT], {FACT: "statement"}, [statement, CHOICE])) == [1]
    assert list(readable_cards([FACT], {FACT: "statement"}, [statement])) == [2]


def test_a_fact_without_a_card_is_not_read() -> None:
    assert list(readable_cards(["gone"], {"gone": "gone"}, [CHOICE])) == []
