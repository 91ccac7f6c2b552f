"""Muscle maps on the backs of notes: in Anki's media, in both themes, and never on a front."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.cache.figure import load_figure
from cards.model.card import Card
from cards.model.vocabulary import Subject
from decks.deck import Deck
from decks.formats.anki import write as package
from decks.formats.anki.figures import Figures, Picture
from decks.formats.anki.style import CSS
from decks.formats.format import ExportResult, Settings
from decks.ledger import Times
from decks.maps.subject import map_subject
from tests.decks.formats.anki.packages import LIBRARY, NOW, cards_in, import_package
from tests.support.library import builtin_cards

pytestmark = pytest.mark.slow

FIGURE = load_figure(None)
MAPPED = (Subject.ROLES, Subject.CONTRACTION, Subject.MUSCLE_ACTIONS, Subject.ASSESSMENT)
DECK = Deck(
    name="maps",
    cards=tuple(
        card
        for subject in MAPPED
        for card in [c for c in builtin_cards() if c.tests is subject and not c.optional][::40]
    ),
    base=LIBRARY.base,
)


def pictures(cards: tuple[Card, ...]) -> dict[str, Picture]:
    figures = Figures(LIBRARY.base, FIGURE, lambda text: text)
    return {card.id: picture for card in cards if (picture := figures.of(card)) is not None}


def write_deck(file: Path, *, with_maps: bool) -> ExportResult:
    times = Times(int(NOW), int(NOW))
    return package.write(DECK, file, Settings(times=times, figure=FIGURE if with_maps else None))


def media_in(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as packed:
        named = json.loads(packed.read("media"))
        return {name: packed.read(number).decode() for number, name in named.items()}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("maps") / "maps.apkg"
    write_deck(file, with_maps=True)
    return file


def test_each_of_these_subjects_has_maps() -> None:
    mapped = pictures(DECK.cards)

    assert {card.tests for card in DECK.cards if card.id in mapped} == set(MAPPED)


def test_a_card_on_one_muscle_has_the_map_of_its_place() -> None:
    """A load moved by one muscle, and the roles of one muscle in two exercises."""
    templates = ("muscle-against-a-load", "roles-compared")
    cards = [card for card in builtin_cards() if card.template.id in templates]
    kinds = {subject.kind for card in cards if (subject := map_subject(card)) is not None}

    assert kinds == {"muscle"}
    assert [card.id for card in cards if map_subject(card) is None] == []


def test_a_package_has_the_maps_that_its_notes_name_and_no_others(exported: Path) -> None:
    named = {
        name
        for picture in pictures(DECK.cards).values()
        for name in re.findall(r'src="([^"]+)"', picture.html)
    }

    assert set(media_in(exported)) == named
    assert all(re.fullmatch(r"primemover-[0-9a-f]{16}\.svg", name) for name in named)


def test_anki_finds_every_map(exported: Path, collection: Collection) -> None:
    import_package(collection, exported)
    found = collection.media.check()

    assert (list(found.missing), list(found.unused)) == ([], [])


def test_a_map_is_on_the_back_in_both_themes_and_not_on_the_front(
    exported: Path, collection: Collection
) -> None:
    import_package(collection, exported)
    mapped = pictures(DECK.cards)
    for id_, card in cards_in(collection).items():
        assert "<img" not in card.question()
        assert card.answer().count("<img") == (2 if id_ in mapped else 0)


def test_the_alternative_text_names_what_is_drawn() -> None:
    card = next(c for c in DECK.cards if c.fact.about.role == "prime mover")
    (picture,) = pictures((card,)).values()
    muscle = card.fact.about.muscle
    assert muscle is not None

    assert all(muscle.name in text for text in re.findall(r'aria-label="([^"]+)"', picture.html))
    assert "Prime mover" in picture.html


def test_a_map_never_changes_what_the_ledger_knows_of_a_note(tmp_path: Path) -> None:
    with_maps = write_deck(tmp_path / "with.apkg", with_maps=True)
    without = write_deck(tmp_path / "without.apkg", with_maps=False)

    assert with_maps.stamps == without.stamps
    assert media_in(tmp_path / "without.apkg") == {}


def test_the_texts_of_a_map_are_in_the_spelling_of_the_deck() -> None:
    figures = Figures(LIBRARY.base, FIGURE, lambda text: text.replace("stabiliser", "stabilizer"))
    found = [picture for card in DECK.cards if (picture := figures.of(card)) is not None]
    texts = [*(picture.html for picture in found), *(t for p in found for t in p.files.values())]

    assert not [text for text in texts if "stabiliser" in text]
    assert any("stabilizer" in text for text in texts)


def test_the_legend_is_text_of_the_card_with_the_asked_muscle_in_bold() -> None:
    card = next(c for c in DECK.cards if c.fact.about.role == "prime mover")
    (picture,) = pictures((card,)).values()
    assert card.fact.about.muscle is not None

    heading = f"prime mover: <b>{card.fact.about.muscle.name}</b></summary>"
    assert heading in picture.html
    assert picture.html.count('<i style="left:') == 1, "a ring round it"


def test_the_open_legend_names_all_painted_muscles_and_has_the_badges_of_the_picture() -> None:
    card = next(c for c in builtin_cards() if c.id.startswith("contraction/crunch/lowering/rectus"))
    (picture,) = pictures((card,)).values()
    _, fold = picture.html.split("</summary>")

    assert "prime mover: rectus abdominis</div>" in fold
    assert "synergist: obliques</div>" in fold
    assert '<i class="eccentric"></i>lengthens' in fold


def test_no_map_has_words_that_would_be_small_on_a_phone() -> None:
    svgs = [svg for picture in pictures(DECK.cards).values() for svg in picture.files.values()]

    assert svgs
    assert not [svg for svg in svgs if "<text" in svg]


def test_a_map_shows_the_part_of_the_body_that_works() -> None:
    (card,) = [c for c in builtin_cards() if c.id == "role-typed/bench-press/rotator-cuff/role"]
    (picture,) = pictures((card,)).values()
    boxes = [re.search(r'viewBox="0 (-?\d+) \d+ (\d+)"', svg) for svg in picture.files.values()]

    assert all(box is not None and int(box[1]) + int(box[2]) < 600 for box in boxes), "no knees"
    assert all('id="v1"' in svg for svg in picture.files.values()), "the cuff is on the back"


def test_each_class_of_the_legend_has_a_style_in_both_themes() -> None:
    named = {
        name
        for picture in pictures(DECK.cards).values()
        for name in re.findall(r'<i class="([a-z-]+)"', picture.html)
    }
    assert len(named) > 4
    for name in named:
        assert f"\n.legend .{name} {{" in CSS
        assert name == "deep" or f".night_mode .legend .{name} {{" in CSS


@pytest.mark.full
def test_the_maps_of_all_cards_take_less_than_five_megabytes(tmp_path: Path) -> None:
    cards = tuple(card for card in builtin_cards() if not card.optional and not card.opinion)
    deck = Deck(name="all", cards=cards, base=LIBRARY.base)
    times = Times(int(NOW), int(NOW))
    for name, figure in {"with": FIGURE, "without": None}.items():
        package.write(deck, tmp_path / name, Settings(times=times, figure=figure))
    sizes = [(tmp_path / name).stat().st_size for name in ("with", "without")]

    assert sizes[0] - sizes[1] < 5_000_000
