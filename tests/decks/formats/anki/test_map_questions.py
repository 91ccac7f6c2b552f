"""Questions on a map in Anki: a picture on the front that names nothing, or the same in words."""

import re
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.cache.figure import load_figure
from cards.model.card import Card
from cards.model.nouns import Group
from decks.deck import Deck
from decks.formats.anki import write as package
from decks.formats.anki.figures import Figures
from decks.formats.format import Settings
from decks.ledger import Times
from decks.maps.question import asked_regions
from tests.decks.formats.anki.packages import LIBRARY, NOW, cards_in, import_package, write
from tests.support.library import builtin_cards

pytestmark = pytest.mark.slow

FIGURE = load_figure(None)
ASKED = {card.id: card for card in builtin_cards() if card.on_map is not None}
DECK = Deck(name="maps", cards=tuple(ASKED.values()), base=LIBRARY.base)
NAMES = [
    name.lower()
    for muscle in LIBRARY.base.muscles.values()
    if not isinstance(muscle, Group)
    for name in (muscle.name, muscle.id)
]


def is_numbered(card: Card) -> bool:
    return card.on_map is not None and card.on_map.is_numbered


def write_with_maps(file: Path, *, exam: bool = False) -> None:
    times = Times(int(NOW), int(NOW))
    package.write(DECK, file, Settings(times=times, figure=FIGURE, exam=exam))


def without_choices(html: str) -> str:
    return re.sub(r"<details.*?</details>|<script.*?</script>", "", html, flags=re.DOTALL)


def test_a_front_has_the_map_in_both_themes_and_names_no_muscle_but_the_asked_one(
    tmp_path: Path, collection: Collection
) -> None:
    write_with_maps(tmp_path / "maps.apkg")
    import_package(collection, tmp_path / "maps.apkg")
    faults = []
    for id_, shown in cards_in(collection).items():
        card, front = ASKED[id_], without_choices(shown.question())
        asked = card.fact.about.muscle
        assert card.on_map is not None
        assert asked is not None
        assert front.count("<img") == 2
        assert card.on_map.stem in front
        rest = front.replace(card.on_map.stem, "").lower()
        faults += [f"{id_}: {name}" for name in NAMES if name in rest]

    assert faults == []
    assert not collection.media.check().missing


def test_a_back_names_the_muscle_with_its_map(tmp_path: Path, collection: Collection) -> None:
    write_with_maps(tmp_path / "maps.apkg")
    import_package(collection, tmp_path / "maps.apkg")
    for id_, shown in cards_in(collection).items():
        muscle = ASKED[id_].fact.about.muscle
        assert muscle is not None
        texts = re.findall(r'aria-label="([^"]+)"', shown.answer())

        assert any(muscle.name in text.lower() for text in texts), id_


def test_front_and_back_of_a_highlighted_muscle_show_the_same_part_of_the_body() -> None:
    figures = Figures(LIBRARY.base, FIGURE, lambda text: text)
    faults = []
    for card in ASKED.values():
        asked, back = asked_regions(card, ()), figures.of(card)
        if is_numbered(card) or asked is None or back is None:
            continue
        files = (*figures.asking(asked).files.values(), *back.files.values())
        if len({re.findall(r'viewBox="[^"]+"', svg)[0] for svg in files}) > 1:
            faults.append(card.id)

    assert faults == []


def test_the_answer_is_the_number_of_the_region(tmp_path: Path, collection: Collection) -> None:
    write_with_maps(tmp_path / "maps.apkg")
    import_package(collection, tmp_path / "maps.apkg")
    numbered = {id_: card for id_, card in cards_in(collection).items() if is_numbered(ASKED[id_])}
    for id_, shown in numbered.items():
        card = ASKED[id_]
        asked = asked_regions(card, [card.key[0], *(d.text for d in card.distractors)])
        assert asked is not None

        assert shown.note()["Answer"] == f"{asked.number(card.key[0])}: {card.key[0]}"
        assert shown.note()["Choices"] == ""


def test_the_exam_card_of_a_numbered_map_has_the_numbers_as_choices(
    tmp_path: Path, collection: Collection
) -> None:
    write_with_maps(tmp_path / "maps.apkg", exam=True)
    import_package(collection, tmp_path / "maps.apkg")
    choices = [
        collection.get_note(id_)["ExamChoices"]
        for id_ in collection.find_notes("Question:*number*marks*")
    ]

    assert len(choices) > 15
    assert all("1, 2, 3" in each for each in choices)


def test_without_maps_a_front_asks_the_same_in_words(
    tmp_path: Path, collection: Collection
) -> None:
    write(DECK, tmp_path / "words.apkg", NOW)
    import_package(collection, tmp_path / "words.apkg")
    for id_, shown in cards_in(collection).items():
        front = shown.question()

        assert "<img" not in front, id_
        assert any(stem in front for stem in ASKED[id_].stems), id_
        assert "highlighted" not in front, id_
