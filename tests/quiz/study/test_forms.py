"""Which card of a fact is asked: in rotation, harder as the fact grows stronger."""

from random import Random
from zlib import crc32

import pytest

from cards.model.kinds import CHOICES
from cards.model.summary import CardSummary
from cards.model.template import Kind
from cards.model.vocabulary import Level
from quiz.study.forms import AskedBefore, form, minor_is_over

AIMS: dict[str, float] = {Level.RECALL: 50.0, Level.APPLICATION: 50.0}
NOTHING = AskedBefore({}, {})


def card(id_: str, kind: Kind, level: Level = Level.RECALL) -> CardSummary:
    """A card of the fact."""
    return CardSummary(
        id=id_,
        template=id_,
        tests="roles",
        kind=kind.value,
        level=level,
        opinion=False,
        optional=False,
        body=None,
        right="x",
        longest=False,
        wrong=3,
        about="fact",
        stem=crc32(id_.encode()),
        number=0,
    )


CHOICE = card("choice", Kind.CHOICE)
TYPED = card("typed", Kind.TYPED)
APPLIED = card("applied", Kind.CHOICE, Level.APPLICATION)
JUDGED = card("judged", Kind.TRUE_FALSE)
CARDS = (JUDGED, APPLIED, TYPED, CHOICE)


@pytest.mark.parametrize(
    ("days_right", "expected"),
    [(0, CHOICE), (0.25, CHOICE), (1, TYPED), (2, APPLIED), (9, APPLIED)],
)
def test_a_fact_is_recognised_then_recalled_then_applied(
    days_right: float, expected: CardSummary
) -> None:
    assert form(CARDS, days_right, NOTHING, AIMS, Random(1)) is expected


def test_all_cards_of_a_fact_take_turns() -> None:
    asked: dict[str, int] = {}
    for _ in CARDS:
        chosen = form(CARDS, 0, AskedBefore(asked, {}), AIMS, Random(1))
        asked[chosen.id] = asked.get(chosen.id, 0) + 1

    assert asked == {each.id: 1 for each in CARDS}


def test_the_level_that_is_furthest_below_its_aim_comes_first() -> None:
    analysed = card("analysed", Kind.CHOICE, Level.ANALYSIS)
    aims: dict[str, float] = {Level.APPLICATION: 50.0, Level.ANALYSIS: 50.0}

    lately = AskedBefore({}, {Level.APPLICATION: 9, Level.ANALYSIS: 1})

    assert form((APPLIED, analysed), 3, lately, aims, Random(1)) is analysed


def test_an_applied_card_comes_once_more_while_its_level_is_below_its_aim() -> None:
    asked = {"applied": 1, "choice": 0}

    def chosen(applied: int) -> str:
        lately = AskedBefore(asked, {Level.RECALL: 10 - applied, Level.APPLICATION: applied})
        return form((APPLIED, CHOICE), 2, lately, AIMS, Random(1)).id

    assert chosen(applied=1) == "applied"
    assert chosen(applied=9) == "choice"


def test_a_new_fact_is_applied_at_once_while_that_level_is_far_below_its_aim() -> None:
    lately = AskedBefore({}, {Level.RECALL: 90, Level.APPLICATION: 10})

    assert form(CARDS, 0, lately, AIMS, Random(1)) is APPLIED


def test_equal_cards_take_turns_by_chance() -> None:
    others = tuple(card(f"choice-{number}", Kind.CHOICE) for number in range(5))

    found = {form(others, 0, NOTHING, AIMS, Random(seed)).id for seed in range(40)}

    assert len(found) == len(others)
    assert all(each.kind in CHOICES for each in others)


@pytest.mark.parametrize(
    ("recall", "recalled", "is_over"),
    [(20, 24, False), (20, 26, True), (20, 0, False), (70, 66, False), (70, 64, True)],
)
def test_the_levels_that_an_exam_asks_for_less_are_over_from_five_of_a_hundred(
    recall: int, recalled: int, *, is_over: bool
) -> None:
    aims: dict[str, float] = {Level.RECALL: recall, Level.APPLICATION: 100 - recall}
    levels: dict[str, int] = {Level.RECALL: recalled, Level.APPLICATION: 100 - recalled}

    assert minor_is_over(levels, aims) is is_over
