"""Every map that a card asks with: small, without words, and without the name of any muscle."""

import zlib
from collections.abc import Iterator

from cards.cache.figure import load_figure
from cards.model.card import Card
from cards.model.nouns import Group
from decks.maps.document import render
from decks.maps.painting import painted
from decks.maps.question import asked_map, asked_regions, asked_text
from tests.support.library import builtin_cards, builtin_library

FIGURE = load_figure(None)
BASE = builtin_library().base
MOST_BYTES, MOST_DEFLATED = 30_000, 12_000
ASKED = [card for card in builtin_cards() if card.on_map is not None]


def options(card: Card) -> list[str]:
    return [card.key[0], *(distractor.text for distractor in card.distractors)]


def names() -> Iterator[str]:
    for muscle in BASE.muscles.values():
        if not isinstance(muscle, Group):
            yield from (muscle.id, muscle.name.lower())


def test_no_map_that_asks_names_a_muscle_or_is_large() -> None:
    named, faults = tuple(names()), []
    for card in ASKED:
        asked = asked_regions(card, options(card))
        assert asked is not None
        svg, text = render(asked_map(asked, FIGURE), FIGURE), asked_text(asked, FIGURE)
        shown = f"{svg} {text}".lower()
        faults += [f"{card.id}: {name}" for name in named if name in shown]
        faults += [f"{card.id}: {tag}" for tag in ("<title", "<desc", "<text") if tag in svg]
        content = svg.encode()
        if len(content) > MOST_BYTES or len(zlib.compress(content, 9)) > MOST_DEFLATED:
            faults.append(f"{card.id}: {len(content)} bytes")

    assert len(ASKED) > 50
    assert faults == []


def test_a_map_that_asks_paints_the_regions_of_its_options_and_no_others() -> None:
    for card in ASKED:
        asked = asked_regions(card, options(card))
        assert asked is not None
        (panel,) = asked_map(asked, FIGURE).panels
        spec = asked_map(asked, FIGURE)
        shown = {id_ for id_ in painted(panel, FIGURE) if FIGURE.by_id[id_].view in spec.views}

        assert shown == set(asked.regions), card.id


def test_each_number_stands_for_the_region_of_its_option_whatever_the_order() -> None:
    numbered = [card for card in ASKED if card.on_map is not None and card.on_map.is_numbered]
    for card in numbered:
        asked = asked_regions(card, options(card))
        assert asked is not None
        assert card.on_map is not None
        region_of = dict(card.on_map.regions)

        assert asked == asked_regions(card, options(card)[::-1])
        for option in options(card):
            assert asked.regions[asked.number(option) - 1] == region_of[option], card.id


def test_the_number_of_the_key_does_not_follow_from_its_place_among_the_options() -> None:
    numbered = [card for card in ASKED if card.on_map is not None and card.on_map.is_numbered]
    numbers = [
        asked.number(card.key[0])
        for card in numbered
        if (asked := asked_regions(card, options(card))) is not None
    ]

    assert {numbers.count(number) > len(numbers) / 2 for number in range(1, 5)} == {False}
    assert set(numbers) == {1, 2, 3, 4}
