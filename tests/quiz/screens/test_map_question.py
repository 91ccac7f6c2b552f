"""Questions with a map on a terminal: a picture where it is clear, else the same in words."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from cards.cache.figure import load_figure
from cards.model.card import Card
from quiz.screens.map_question import map_question
from quiz.screens.screen import ScreenView
from quiz.session.question import ask
from quiz.terminal.layout import TextLayout, columns
from tests.support.acting import session_of
from tests.support.library import builtin_card, builtin_cards

Golden = Callable[[str, str], None]

FIGURE = load_figure(None)
WIDE, NARROW = TextLayout(measure=lambda: 80), TextLayout(measure=lambda: 40)
KEYS = (("i", "don't know"), ("?", "keys"), ("q", "stop"))


def screen(card: Card, layout: TextLayout) -> list[str]:
    view = ScreenView(layout, 1, figure=lambda: FIGURE)
    session = session_of([ask(card, Random(4))])
    item = session.current
    assert item is not None
    return view.question(session, item, None, KEYS)


def is_drawn(card: Card) -> bool:
    if card.on_map is None or card.on_map.is_numbered:
        return False
    return all(FIGURE.by_id[region].in_terminal for _, region in card.on_map.regions)


DRAWN = [card for card in builtin_cards() if is_drawn(card)]


@pytest.mark.parametrize("muscle", ["gluteus-medius", "vastus-medialis", "biceps-brachii"])
def test_a_map_is_over_its_question(muscle: str, golden: Golden) -> None:
    card = builtin_card(f"highlighted-muscle/{muscle}")

    golden(f"map-question-{muscle}-80.txt", "\n".join([*screen(card, WIDE), ""]))


def test_a_picture_with_its_question_fits_a_screen_of_80_by_24() -> None:
    shown = {card.id: screen(card, WIDE) for card in DRAWN}

    assert len(DRAWN) >= 15
    assert {id_: len(lines) for id_, lines in shown.items() if len(lines) > 23} == {}, (
        "and a prompt"
    )
    assert {id_ for id_, lines in shown.items() if max(map(columns, lines)) > 80} == set()


def test_a_picture_takes_the_place_of_the_words_for_the_same_place() -> None:
    for card in DRAWN:
        text = " ".join(screen(card, WIDE))

        assert "Which muscle is highlighted?" in text, card.id
        assert not any(stem in text for stem in card.stems), card.id


@pytest.mark.parametrize(
    "layout", [NARROW, replace(WIDE, unicode=False)], ids=["40 columns", "ASCII"]
)
def test_without_a_picture_the_same_is_asked_in_words(layout: TextLayout) -> None:
    card = builtin_card("highlighted-muscle/gluteus-medius")
    text = " ".join(" ".join(screen(card, layout)).split())

    assert map_question(card, FIGURE, layout) == []
    assert any(stem in text for stem in card.stems)
    assert "highlighted" not in text


def test_numbers_and_small_muscles_are_asked_in_words() -> None:
    unclear = [card for card in builtin_cards() if card.on_map and card not in DRAWN]

    assert [card.id for card in unclear if map_question(card, FIGURE, WIDE)] == []
