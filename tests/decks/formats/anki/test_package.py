"""Packages, imported with the real Anki library."""

import gc
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.card import Card, Distractor
from cards.model.fact import GAP, Fact
from cards.model.template import Kind
from cards.selection import first_selection
from decks.deck import CardFilter, Deck, make_deck
from decks.formats.anki import write as package
from decks.formats.anki.notes import content
from decks.formats.format import ExportResult, Settings
from decks.ledger import Times
from tests.support.library import builtin_cards, builtin_library, sample
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.cards import Card as AnkiCard
    from anki.import_export_pb2 import ImportResponse
    from anki.notes import Note

NOW = 1_760_000_000.0
LATER = NOW + 86_400

LIBRARY = builtin_library()
BUILTIN = tuple(map(first_selection, sample(builtin_cards())))
"""Cards that hold no more than a note shows."""

BUILTIN_DECK = make_deck("Primemover", BUILTIN, CardFilter(attributed=True), LIBRARY.base)
RANKING = """
sources:
  mine: {name: My notes, title: Notes, kind: notes}
source: mine
exercises:
  wall-bridge:
    name: wall bridge
    phases: {lifting: as the hips rise, lowering: as the hips sink}
    statements:
      heights:
        kind: ranking
        says: The heels come out highest with a block, then on the floor, then in a hole.
        quality: heel height
        order: [block, floor, hole]
        at: p. 3
"""


def _cards_from(text: str) -> tuple[Card, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mine.yaml")
        file.write_text(text, encoding="utf-8")
        return make_cards(read_library([file], only=True))[0]


CARDS = (*BUILTIN, *(card for card in _cards_from(RANKING) if card.kind is Kind.ORDERING))
WHOLE = make_deck("Primemover", CARDS, CardFilter(attributed=True, optional=True), LIBRARY.base)
EXPANDED = (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING)

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '<img src="http://example.org/x.png" onerror=alert(1)>',
    "cloze": "{{c1::x}}",
    "field": "{{Answer}} {{#Why}}",
    "open-braces": "{{",
    "closed-braces": "}}",
    "sound": "[sound:x.mp3]",
    "speech": "[anki:tts lang=en_US]x[/anki:tts]",
    "mathjax": r"\(x^2\) \[y\]",
    "latex": "[latex]x[/latex] [$]y[/$]",
    "entity": "&amp; &lt;b&gt; &#123;",
    "quotes": "\"double\" 'single' `back`",
    "colons": "a::b",
    "comment": "<!-- gone --> a < b > c",
    "cjk": "大臀筋は主動筋である。",
    "right-to-left": "العضلة الألوية الكبرى",
    "long-word": "Donaudampfschifffahrt" * 20,
    "backslashes": r"C:\new\table\1",
}
ALLOWED_TAGS = {"b", "details", "div", "h2", "hr", "li", "ol", "p", "script", "span", "summary"}


# -- what is on a card ---------------------------------------------------------------------------


@dataclass
class Side(HTMLParser):
    """A side of a card as a browser reads it: its texts, its options, and its tags."""

    texts: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}]
        self.tags.add(tag)
        if tag != "hr":
            holds_options = tag == "details" or ("class", "open") in attrs
            self._open.append("options" if holds_options else tag)

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        assert opened in (tag, "options"), "a tag is not closed where it should be"

    def handle_data(self, data: str) -> None:
        if "script" in self._open:  # the same on every card
            assert data.strip().startswith("(function () {")
            return
        (self.options if "options" in self._open else self.texts).append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def _shown(html: str) -> Side:
    shown = Side()
    shown.feed(html)
    shown.close()
    return shown


def _front(card: "AnkiCard") -> Side:
    return _shown(card.render_output().question_text)


def _back(card: "AnkiCard") -> Side:
    return _shown(card.render_output().answer_text)


def write(deck: Deck, file: Path, now: float) -> ExportResult:
    """Write a package without a ledger."""
    return package.write(deck, file, Settings(times=Times(int(now), int(now))))


# -- packages and collections --------------------------------------------------------------------


@contextmanager
def _collection(folder: Path) -> Iterator[Collection]:
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def _import(collection: Collection, package: Path) -> "ImportResponse.Log":
    """Import with Anki's default options."""
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions()
    )
    return collection.import_anki_package(request).log


def _deck(*cards: Card) -> Deck:
    return Deck(name="Primemover", cards=cards, base=LIBRARY.base)


def _one_of(kind: Kind) -> Card:
    return next(card for card in CARDS if card.kind is kind)


def _cards(collection: Collection) -> dict[str, "AnkiCard"]:
    """Every card of a collection, by its card id."""
    cards = [collection.get_card(id_) for id_ in collection.find_cards("")]
    return {card.note().guid.removeprefix("primemover/"): card for card in cards}


def _note(collection: Collection, card: Card) -> "Note":
    guid = f"primemover/{card.id}"
    assert collection.db is not None
    return collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with _collection(tmp_path / "anki") as empty:
        yield empty


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """A collection with all cards; tests must not change it."""
    folder = tmp_path_factory.mktemp("whole")
    write(WHOLE, folder / "whole.apkg", NOW)
    with _collection(folder / "anki") as full:
        _import(full, folder / "whole.apkg")
        yield full


# -- what arrives --------------------------------------------------------------------------------


def test_every_card_is_imported_as_one_note_with_its_id(whole: Collection) -> None:
    expected = Counter(f"primemover/{card.id}" for card in WHOLE.cards)
    ids = whole.find_notes("")
    actual = Counter(whole.get_note(id_).guid for id_ in ids)

    assert expected == actual


def test_every_note_has_exactly_one_card(whole: Collection) -> None:
    expected = (len(WHOLE.cards), len(WHOLE.cards))
    actual = (whole.note_count(), whole.card_count())

    assert expected == actual


def test_the_collection_passes_ankis_integrity_check(whole: Collection) -> None:
    _, is_sound = whole.fix_integrity()

    expected = (True, 0)
    actual = (is_sound, len(whole.get_empty_cards().notes))

    assert expected == actual


def test_every_card_shows_a_question_and_an_answer(whole: Collection) -> None:
    expected: list[str] = []
    actual = []
    for id_, card in _cards(whole).items():
        output = card.render_output()
        is_whole = (
            'class="question"' in output.question_text
            and 'id="answer"' in output.answer_text
            and not re.search(r"\{\{|\}\}", output.question_text + output.answer_text)
        )
        if not is_whole:
            actual.append(id_)

    assert expected == actual


def test_cards_only_contain_allowed_tags(whole: Collection) -> None:
    actual = {tag for card in _cards(whole).values() for tag in _front(card).tags}
    actual |= {tag for card in _cards(whole).values() for tag in _back(card).tags}

    assert actual <= ALLOWED_TAGS


def test_no_front_gives_its_answer_away(whole: Collection) -> None:
    shown = _cards(whole)

    expected: list[str] = []
    actual = [
        card.id
        for card in WHOLE.cards
        if card.kind is not Kind.TRUE_FALSE
        for key in (card.key if card.kind in EXPANDED else card.key[:1])
        if re.search(rf"(?i)\b{re.escape(key)}\b", _front(shown[card.id]).text)
    ]

    assert expected == actual


def test_a_choice_has_all_its_options_collapsed(whole: Collection) -> None:
    choices = [c for c in WHOLE.cards if c.kind is Kind.CHOICE and "these" not in c.stem]
    card = next(c for c in choices if len(c.distractors) >= 3)
    shown = _front(_cards(whole)[card.id])
    wrong = _wrong(card, shown.options)

    expected = sorted([card.key[0], *(d.text for d in wrong), "Show choices"])
    actual = sorted(shown.options)

    assert expected == actual
    assert len(wrong) == 3


def test_amounts_stay_in_ascending_order(whole: Collection) -> None:
    card = _cards(whole)["rest-for-goal/rest-between-sets/endurance-goal@nsca"]
    shown = ["30 seconds or less", "30 to 90 seconds", "2 to 5 minutes"]

    assert [text for text in _front(card).options if text in shown] == shown
    assert 'class="choices mix"' not in card.render_output().question_text


def _wrong(card: Card, options: list[str]) -> list[Distractor]:
    """The wrong options on a note."""
    return [distractor for distractor in card.distractors[:8] if distractor.text in options]


def test_a_key_is_also_shown_as_a_wrong_option(whole: Collection) -> None:
    """Otherwise an option that is never wrong would give the answer away."""
    shown, wrong = _cards(whole), Counter[str]()
    choices = [card for card in WHOLE.cards if card.kind is Kind.CHOICE]
    for card in choices:
        wrong.update(d.text for d in _wrong(card, _front(shown[card.id]).options))
    right = Counter(card.key[0] for card in choices)
    could = Counter(d.text for card in choices for d in card.distractors[:8])

    assert not [
        text for text, n in right.items() if n >= 5 and could[text] >= 9 and not wrong[text]
    ]


def test_options_are_expanded_if_the_question_refers_to_them(whole: Collection) -> None:
    expected = {
        card.id for card in WHOLE.cards if card.kind is Kind.CHOICE and "these" in card.stem
    }
    actual = {id_ for id_, card in _cards(whole).items() if "<details open" in card.question()}

    assert expected == actual


def test_the_right_option_appears_in_every_position(whole: Collection) -> None:
    shown = _cards(whole)
    places = Counter(
        [text for text in _front(shown[card.id]).options if "hoices" not in text].index(card.key[0])
        for card in WHOLE.cards
        if card.kind is Kind.CHOICE
    )

    expected = {0, 1, 2, 3}
    actual = set(places)

    assert expected == actual


def _expanded_cards(*kinds: Kind) -> list[Card]:
    cards = [card for card in WHOLE.cards if card.kind in kinds]
    assert {card.kind for card in cards} == set(kinds)
    return cards


def test_options_are_expanded_if_the_question_needs_them(
    whole: Collection,
) -> None:
    shown = _cards(whole)

    expected = {}
    actual = {}
    for card in _expanded_cards(*EXPANDED):
        wrong = _wrong(card, _front(shown[card.id]).options)
        assert len(wrong) == min(len(card.distractors), 1 if card.left_side else 3)
        note = ["One of the letters is left over."] if card.left_side and wrong else []
        expected[card.id] = sorted([*card.key, *card.left_side, *(d.text for d in wrong), *note])
        actual[card.id] = sorted(_front(shown[card.id]).options)

    assert expected == actual
    assert not [id_ for id_ in expected if "<details" in shown[id_].question()]


def test_a_select_all_question_says_so(whole: Collection) -> None:
    shown = _cards(whole)

    expected = {card.id for card in _expanded_cards(Kind.SELECT_ALL)}
    actual = {id_ for id_, card in shown.items() if "Select all that" in _front(card).text}

    assert expected == actual


def _order(of: tuple[str, ...], texts: list[str]) -> list[int]:
    return [of.index(text) for text in texts if text in of]


def _with_parts(kind: Kind, *key: str) -> Card:
    items = tuple(f"left {text}" for text in key) if kind is Kind.MATCHING else ()
    return _all_apart(replace(_one_of(kind), key=key, left_side=items, reasons=key))


def _all_apart(card: Card) -> Card:
    """A card of which each pair rules out all other right-hand sides and all spares."""
    numbers = frozenset(range(len(card.key) + len(card.distractors)))
    return replace(card, ruled_out=tuple(numbers - {number} for number in range(len(card.key))))


def test_a_note_shows_the_first_selection_of_a_card() -> None:
    for card in sample(builtin_cards()):
        assert content(card) == content(first_selection(card))


@pytest.mark.parametrize("kind", EXPANDED)
def test_options_are_shuffled_into_every_order_except_the_answer(
    collection: Collection, tmp_path: Path, kind: Kind
) -> None:
    model = _with_parts(kind, "one", "two", "three")
    cards = [replace(model, id=f"card-{number}") for number in range(80)]
    write(_deck(*cards), tmp_path / "deck.apkg", NOW)
    _import(collection, tmp_path / "deck.apkg")
    options = [_front(card).options for card in _cards(collection).values()]

    # For a matching question, the order of one list relative to the other counts.
    orders = [_order(model.key, texts) for texts in options]
    asked = [_order(model.left_side, texts) if model.left_side else [0, 1, 2] for texts in options]
    ways = {tuple(map(one.index, order)) for one, order in zip(asked, orders, strict=True)}

    expected = set(permutations(range(3))) - ({(0, 1, 2)} if kind is not Kind.SELECT_ALL else set())
    actual = ways

    assert expected == actual


def test_two_pairs_appear_in_either_order(collection: Collection, tmp_path: Path) -> None:
    """If they never appeared in the right order, that would give the answer away."""
    model = _with_parts(Kind.MATCHING, "one", "two")
    cards = [replace(model, id=f"card-{number}") for number in range(40)]
    write(_deck(*cards), tmp_path / "deck.apkg", NOW)
    _import(collection, tmp_path / "deck.apkg")
    options = [_front(card).options for card in _cards(collection).values()]

    straight = sum(_order(model.left_side, texts) == _order(model.key, texts) for texts in options)

    assert 10 < straight < 30


@pytest.mark.parametrize("kind", EXPANDED)
def test_the_answer_is_a_list_with_the_letters_of_the_front(whole: Collection, kind: Kind) -> None:
    shown = _cards(whole)

    expected = {}
    actual = {}
    for card in _expanded_cards(kind):
        options = _front(shown[card.id]).options
        items, right = options[: len(card.left_side)], options[len(card.left_side) :]
        belonging = dict(zip(card.left_side, card.key, strict=False))
        keys = [belonging[text] for text in items] if items else list(card.key)
        if kind is Kind.SELECT_ALL:
            keys.sort(key=right.index)
        names = items or [""] * len(keys)
        expected[card.id] = "".join(
            f"{name}{'ABCDEFG'[right.index(key)]} {key}"
            for name, key in zip(names, keys, strict=True)
        )
        answer = shown[card.id].answer().split('<div class="answer">')[1]
        actual[card.id] = _shown(answer.split("</ol>")[0] + "</ol>").text

    assert expected == actual


def test_each_option_of_a_select_all_question_is_marked_and_explained(whole: Collection) -> None:
    shown = _cards(whole)

    expected: list[tuple[str, str]] = []
    actual = []
    for card in _expanded_cards(Kind.SELECT_ALL):
        text = _back(shown[card.id]).text
        said = [f"{k} ✓ Right{r}." for k, r in zip(card.key, card.reasons, strict=True)]
        wrong = _wrong(card, _front(shown[card.id]).options)
        said += [f"{d.text} ✗ Wrong{d.reason}." for d in wrong]
        actual += [(card.id, part) for part in said if part not in text]

    assert expected == actual


def test_the_spare_option_of_a_matching_question_is_explained(whole: Collection) -> None:
    shown = _cards(whole)

    expected: list[str] = []
    actual = [
        card.id
        for card in _expanded_cards(Kind.MATCHING)
        for spare in _wrong(card, _front(shown[card.id]).options)
        if f"Left over{spare.text}{spare.reason}." not in _back(shown[card.id]).text
    ]

    assert expected == actual


def test_the_exercise_is_shown_only_if_all_facts_are_about_it(whole: Collection) -> None:
    shown = _cards(whole)
    mixed = [card.id for card in WHOLE.cards if len(set(map(_exercise, card.facts))) > 1]

    expected: list[str] = []
    actual = [id_ for id_ in mixed if 'class="context"' in shown[id_].question()]

    assert expected == actual
    assert mixed


def _exercise(fact: Fact) -> str | None:
    return fact.about.exercise.id if fact.about.exercise else None


def test_every_back_explains_the_answer_and_each_wrong_option(whole: Collection) -> None:
    shown = _cards(whole)

    expected: list[tuple[str, str]] = []
    actual = []
    for card in WHOLE.cards:
        text = _back(shown[card.id]).text
        required = [*(card.key if card.kind in EXPANDED else card.key[:1]), card.id]
        required += [fact.id for fact in card.facts]
        # A statement that is on the card already is not repeated.
        said = card.explanation.split(" Derived by ")[0]
        required += [said] * (said != card.stem)
        required += [c.source.name for fact in card.facts for c in fact.citations]
        if card.kind is Kind.CHOICE:
            wrong = _wrong(card, _front(shown[card.id]).options)
            required += [part for d in wrong for part in (d.text, f"{d.reason}.")]
        actual += [(card.id, part) for part in required if part not in text]

    assert expected == actual


def test_a_true_or_false_question_says_so(
    whole: Collection,
) -> None:
    shown = _cards(whole)
    cards = [card for card in WHOLE.cards if card.kind is Kind.TRUE_FALSE]

    expected = {card.id: f"True or false? {card.stem}" for card in cards}
    actual = {
        card.id: "True or false?" + _front(shown[card.id]).text.split("True or false?")[1].rstrip()
        for card in cards
    }

    assert expected == actual


def test_a_false_statement_is_explained_once(whole: Collection) -> None:
    card = next(
        card
        for card in WHOLE.cards
        if card.kind is Kind.TRUE_FALSE and card.key == ("False",) and not card.fact.derived
    )
    text = _back(_cards(whole)[card.id]).text

    expected = [1, 1, 1]
    actual = [
        text.count(part) for part in (card.explanation, card.distractors[0].reason, card.stem)
    ]

    assert expected == actual


def test_a_true_statement_has_no_reason_against_it(whole: Collection) -> None:
    card = next(c for c in WHOLE.cards if c.kind is Kind.TRUE_FALSE and c.key == ("True",))
    text = _back(_cards(whole)[card.id]).text

    assert text.count(card.explanation) == 1
    assert "Why it is false" not in text


def test_other_right_answers_are_listed_on_the_back(collection: Collection, tmp_path: Path) -> None:
    card = replace(_one_of(Kind.TYPED), key=("concentric", "shortening", "positive"))
    write(_deck(card), tmp_path / "deck.apkg", NOW)
    _import(collection, tmp_path / "deck.apkg")

    assert "Also right: shortening; positive" in _back(_cards(collection)[card.id]).text


@pytest.mark.parametrize(
    ("at", "places"),
    [((), ""), (("S013", "S014"), ", S013, S014"), (("p.", "4"), ", p. 4"), (("11.1",), ", 11.1")],
)
def test_a_source_is_named_with_its_places(at: tuple[str, ...], places: str) -> None:
    card = _one_of(Kind.TYPED)
    (citation, *_) = card.fact.citations
    fact = replace(card.fact, citations=(replace(citation, at=at),))
    fields = content(replace(card, fact=fact, also=())).fields

    assert f"<div>Source: {escape(citation.source.name)}{places}</div>" in "".join(fields)


def test_the_exercise_is_shown_unless_it_gives_the_answer_away(
    collection: Collection, tmp_path: Path
) -> None:
    exercise = LIBRARY.base.exercises["hip-thrust"]
    typed, cloze = (
        next(c for c in CARDS if c.template.id == template and c.fact.about.exercise is exercise)
        for template in ("role-typed", "statement-cloze")
    )
    name = exercise.name
    answer = replace(typed, id="answer", stems=("Which exercise is meant?",), key=(name,))
    hidden = replace(cloze, id="hidden", stems=(f"It is called the {GAP}.",), key=(name,))
    write(_deck(typed, cloze, answer, hidden), tmp_path / "deck.apkg", NOW)
    _import(collection, tmp_path / "deck.apkg")
    shown = _cards(collection)

    expected = [True, True, False, False]
    actual = [
        _front(shown[card.id]).text.strip().startswith(name)
        for card in (typed, cloze, answer, hidden)
    ]

    assert expected == actual
    assert name not in _front(shown["answer"]).text + _front(shown["hidden"]).text


def test_new_cards_are_in_the_order_of_the_deck(whole: Collection) -> None:
    shown = _cards(whole)
    places = [shown[card.id].due for card in WHOLE.cards]

    expected = sorted(set(places))
    actual = places

    assert expected == actual


def test_cards_can_be_found_by_tag(whole: Collection) -> None:
    expected = sum(
        any(fact.about.role == "stabiliser" for fact in card.facts) for card in WHOLE.cards
    )
    actual = len(whole.find_notes("tag:primemover::role::stabiliser"))

    assert expected == actual


def test_fields_and_templates_have_distinct_ids(whole: Collection) -> None:
    types = [whole.models.by_name(name) for name in ("Primemover Question", "Primemover Cloze")]
    ids = [part["id"] for type_ in types if type_ for part in type_["flds"] + type_["tmpls"]]

    expected = 16 + 7 + 4 + 1
    actual = len({id_ for id_ in ids if isinstance(id_, int)})

    assert expected == actual


def test_the_ids_of_note_types_and_fields_never_change(whole: Collection) -> None:
    """A change would cost learners their progress; see the module of the note types."""
    names = ("Primemover Question", "Primemover Cloze")
    types = [type_ for name in names if (type_ := whole.models.by_name(name))]
    known = json.dumps(
        [[t["id"], [[part["name"], part["id"]] for part in t["flds"] + t["tmpls"]]] for t in types]
    )

    expected = "ce5e6d81c8417c41"
    actual = hashlib.sha256(known.encode()).hexdigest()[:16]

    assert expected == actual


def test_the_description_counts_the_cards_and_names_the_sources(whole: Collection) -> None:
    deck = whole.decks.by_name("Primemover")
    assert deck is not None

    expected = f"<p>{len(WHOLE.cards):,} questions on "
    actual = deck["desc"][: len(expected)]

    assert expected == actual
    assert "Golf Insider UK" in deck["desc"]


def test_the_description_names_the_works_whose_licences_ask_for_it(whole: Collection) -> None:
    deck = whole.decks.by_name("Primemover")
    assert deck is not None

    assert "from: OpenStax Anatomy &amp; Physiology 2e (CC BY 4.0); " in deck["desc"]


# -- exporting again -----------------------------------------------------------------------------


@pytest.mark.parametrize("when", [NOW, LATER], ids=["at-the-same-time", "later"])
def test_importing_the_same_cards_again_adds_nothing(
    collection: Collection, tmp_path: Path, when: float
) -> None:
    write(WHOLE, tmp_path / "first.apkg", NOW)
    write(WHOLE, tmp_path / "second.apkg", when)
    _import(collection, tmp_path / "first.apkg")
    before = (collection.note_count(), collection.card_count(), len(collection.models.all()))
    log = _import(collection, tmp_path / "second.apkg")

    expected = (before, 0, 0)
    after = (collection.note_count(), collection.card_count(), len(collection.models.all()))
    actual = (after, len(log.new), len(log.conflicting))

    assert expected == actual


def test_a_corrected_explanation_updates_the_existing_note(
    collection: Collection, tmp_path: Path
) -> None:
    first, *rest = (_one_of(kind) for kind in Kind)
    corrected = replace(first, explanation="Now it is said better.")
    write(_deck(first, *rest), tmp_path / "first.apkg", NOW)
    write(_deck(corrected, *rest), tmp_path / "second.apkg", LATER)
    _import(collection, tmp_path / "first.apkg")
    log = _import(collection, tmp_path / "second.apkg")

    expected = (len(Kind), len(Kind), 0, True)
    actual = (
        collection.note_count(),
        collection.card_count(),
        len(log.new) + len(log.conflicting),
        "Now it is said better." in _back(_cards(collection)[first.id]).text,
    )

    assert expected == actual


@pytest.mark.parametrize("kind", list(Kind))
def test_an_update_keeps_the_progress(collection: Collection, tmp_path: Path, kind: Kind) -> None:
    card = _one_of(kind)
    write(_deck(card), tmp_path / "first.apkg", NOW)
    _import(collection, tmp_path / "first.apkg")
    deck = collection.decks.id_for_name("Primemover")
    assert deck is not None
    collection.decks.select(deck)
    queued = collection.sched.getCard()
    assert queued is not None
    collection.sched.answerCard(queued, 4)
    before = _learned(collection)
    write(_deck(replace(card, explanation="Said better.")), tmp_path / "second.apkg", LATER)
    _import(collection, tmp_path / "second.apkg")

    expected = before
    actual = _learned(collection)

    assert expected == actual
    assert "Said better." in _note(collection, card)["Why"]


def _learned(collection: Collection) -> tuple[object, object]:
    assert collection.db is not None
    reviews = collection.db.all("select id, cid, ease, ivl from revlog")
    assert reviews
    return reviews, collection.db.all("select id, nid, reps, ivl, due, queue, type from cards")


def test_a_corrected_question_keeps_its_note(collection: Collection, tmp_path: Path) -> None:
    card = _one_of(Kind.CHOICE)
    write(_deck(card), tmp_path / "first.apkg", NOW)
    write(_deck(replace(card, stems=("Worded anew?",))), tmp_path / "second.apkg", LATER)
    _import(collection, tmp_path / "first.apkg")
    _import(collection, tmp_path / "second.apkg")

    expected = (1, "Worded anew?")
    actual = (collection.note_count(), _note(collection, card)["Question"])

    assert expected == actual


# -- hostile texts -------------------------------------------------------------------------------


def _hostile_fact(fact: Fact, text: str) -> Fact:
    citations = tuple(
        replace(citation, source=replace(citation.source, name=text), at=(text,))
        for citation in fact.citations
    )
    fact = replace(fact, citations=citations)
    exercise = fact.about.exercise
    if exercise is None:
        return fact
    return replace(fact, exercise=replace(exercise, name=text))  # type: ignore[call-arg]  # has one


def _hostile_card(kind: Kind, name: str) -> Card:
    """A card of a kind with the hostile text in every place where text can be."""
    card, text = _one_of(kind), HOSTILE[name]
    first, *also = (_hostile_fact(fact, text) for fact in card.facts)
    gap = GAP if kind is Kind.CLOZE else ""
    several = kind in EXPANDED
    hostile = replace(
        card,
        id=f"{kind}-{name}",
        fact=first,
        also=tuple(also),
        stems=(f"Before {text} {gap} after",),
        key=card.key if kind is Kind.TRUE_FALSE else (f"Key {text} end", f"Also {text}"),
        left_side=(f"Left {text} end", f"Other {text}") if kind is Kind.MATCHING else (),
        reasons=(f"Ground {text}", f"Second {text}") if several else (),
        distractors=tuple(
            replace(d, text=f"Wrong {text}", reason=f"Reason {text}") for d in card.distractors
        ),
        explanation=f"Because {text} so",
    )
    return _all_apart(hostile)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, "AnkiCard"]]:
    """The hostile cards, imported into Anki."""
    folder = tmp_path_factory.mktemp("hostile")
    cards = [_hostile_card(kind, name) for kind in Kind for name in HOSTILE]
    write(_deck(*cards), folder / "hostile.apkg", NOW)
    with _collection(folder / "anki") as collection:
        _import(collection, folder / "hostile.apkg")
        assert collection.card_count() == len(cards)
        yield _cards(collection)


def _said_on_the_back(kind: Kind, text: str) -> list[str]:
    gap = f" Key {text} end after" if kind is Kind.CLOZE else ""
    said = [f"Before {text}{gap}", f"Because {text} so", f"Source: {text}, {text}"]
    said += [f"Key {text} end"] if kind is not Kind.TRUE_FALSE else []
    if kind in (Kind.CHOICE, Kind.SELECT_ALL, Kind.MATCHING):
        said += [f"Wrong {text}", f"Reason {text}."]
    if kind in EXPANDED:
        said += [f"Also {text}"]
    if kind in (Kind.SELECT_ALL, Kind.MATCHING):
        said += [f"Ground {text}.", f"Second {text}."]
    if kind is Kind.MATCHING:
        said += [f"Left {text} end", f"Other {text}"]
    return said


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_text_is_shown_verbatim(hostile: dict[str, "AnkiCard"], name: str) -> None:
    text = HOSTILE[name]
    expected: list[tuple[Kind, str]] = []
    actual = []
    for kind in Kind:
        front, back = (side(hostile[f"{kind}-{name}"]) for side in (_front, _back))
        actual += [(kind, part) for part in _said_on_the_back(kind, text) if part not in back.text]
        asked = [f"Before {text}"]
        if kind in EXPANDED:
            asked += [f"Key {text} end", f"Also {text}"]
        if kind is Kind.MATCHING:
            asked += [f"Left {text} end", f"Other {text}", f"Wrong {text}"]
        shown = front.text + "".join(front.options)
        actual += [(kind, part) for part in asked if part not in shown]
        assert front.tags | back.tags <= ALLOWED_TAGS

    assert expected == actual


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_text_plays_no_sound_and_typesets_no_formula(
    hostile: dict[str, "AnkiCard"], name: str
) -> None:
    expected: list[object] = []
    actual: list[object] = []
    for kind in Kind:
        card = hostile[f"{kind}-{name}"]
        output = card.render_output()
        # MathJax looks for its delimiters in each run of text between two tags.
        runs = _front(card).texts + _front(card).options + _back(card).texts
        actual += [*output.question_av_tags, *output.answer_av_tags]
        actual += [run for run in runs if re.search(r"\\[(\[]", run)]

    assert expected == actual


def test_a_user_file_with_hostile_names_is_escaped(collection: Collection, tmp_path: Path) -> None:
    name = "squat <b>bold</b> {{c1::x}} [sound:x.mp3] 大"
    file = tmp_path / "mine.yaml"
    file.write_text(
        f"""
sources:
  mine: {{name: "me & <i>you</i>", title: Notes, kind: notes}}
source: mine
exercises:
  hostile:
    name: "{name}"
    phases: {{lifting: "as it }}}} rises", lowering: "as it <falls>"}}
    involvements:
      gluteus-maximus:
        - {{phase: lifting, contraction: concentric, at: "p. 1 {{{{"}}
""",
        encoding="utf-8",
    )
    library = read_library([file])
    cards, _ = make_cards(library)
    write(Deck(name="Mine", cards=cards, base=library.base), tmp_path / "mine.apkg", NOW)
    _import(collection, tmp_path / "mine.apkg")
    shown = _cards(collection)
    about = [card.id for card in cards if name in card.stem]

    expected: list[str] = []
    actual = [
        id_
        for id_ in about
        if name not in _front(shown[id_]).text or name not in _back(shown[id_]).text
    ]

    assert expected == actual
    assert about


# -- the file ------------------------------------------------------------------------------------


def test_duplicate_card_ids_are_refused(tmp_path: Path) -> None:
    card = _one_of(Kind.TYPED)

    with pytest.raises(ValueError, match=re.escape(card.id)):
        write(_deck(card, card), tmp_path / "deck.apkg", NOW)

    assert list(tmp_path.iterdir()) == []


def test_no_temporary_files_remain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    out.mkdir()
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    write(WHOLE, out / "deck.apkg", NOW)

    expected: tuple[object, ...] = ([out / "deck.apkg"], [], str(temporary))
    actual = (list(out.iterdir()), list(temporary.iterdir()), tempfile.tempdir)

    assert expected == actual


def test_the_package_is_compressed(tmp_path: Path) -> None:
    write(WHOLE, tmp_path / "deck.apkg", NOW)
    with zipfile.ZipFile(tmp_path / "deck.apkg") as package:
        member = package.getinfo("collection.anki2")

    assert member.compress_size < member.file_size / 3


@pytest.mark.parametrize("place", ["absent/deck.apkg", "file/deck.apkg", "folder"])
def test_an_unwritable_path_raises_an_os_error_and_changes_nothing(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(OSError, match=r".") as caught:
        write(WHOLE, tmp_path / place, NOW)

    expected = before
    actual = sorted(tmp_path.rglob("*"))

    assert expected == actual
    assert caught.value.strerror


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that the user may not write to; root, who may, becomes another user meanwhile."""
    user = os.geteuid()
    folder = Path(tempfile.mkdtemp())  # tmp_path lies in a folder that other users cannot enter
    folder.chmod(0o555)
    if user == 0:
        os.seteuid(_NOBODY)
    try:
        yield folder
    finally:
        os.seteuid(user)
        folder.rmdir()


_NOBODY = 65534


@pytest.mark.skipif(os.name != "posix", reason="permissions of that kind are POSIX's")
def test_a_folder_without_permission_raises_an_os_error(read_only_folder: Path) -> None:
    with pytest.raises(PermissionError):
        write(WHOLE, read_only_folder / "deck.apkg", NOW)


# genanki leaves its database open when it fails; Python 3.13 and later warn about that.
@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")
@pytest.mark.parametrize("room", [0.1, 1.0], ids=["for-no-database", "for-no-package"])
def test_a_full_disk_raises_an_os_error_and_keeps_the_previous_package(
    tmp_path: Path, room: float
) -> None:
    resource = pytest.importorskip("resource")
    file = tmp_path / "deck.apkg"
    write(_deck(_one_of(Kind.TYPED)), file, NOW)
    earlier = file.read_bytes()
    write(WHOLE, tmp_path / "whole.apkg", NOW)
    with zipfile.ZipFile(tmp_path / "whole.apkg") as package:
        database = package.getinfo("collection.anki2").file_size
    (tmp_path / "whole.apkg").unlink()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(database * room), usual[1]))
    try:
        with pytest.raises(OSError, match=r".") as caught:
            write(WHOLE, file, LATER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    expected = (earlier, [file])
    actual = (file.read_bytes(), list(tmp_path.iterdir()))

    assert expected == actual
    assert caught.value.strerror
    # Collect the open database here, so that the warning does not appear in another test.
    del caught
    gc.collect()


def test_an_existing_package_is_replaced_atomically(
    tmp_path: Path,
) -> None:
    file, other, copy = (tmp_path / name for name in ("deck.apkg", "other.apkg", "copy.apkg"))
    write(_deck(_one_of(Kind.TYPED)), file, NOW)
    earlier = file.read_bytes()
    copy.hardlink_to(file)
    write(WHOLE, file, NOW)
    write(WHOLE, other, NOW)

    expected = (other.read_bytes(), earlier)
    actual = (file.read_bytes(), copy.read_bytes())

    assert expected == actual


def test_a_link_is_preserved_and_its_target_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "deck.apkg", tmp_path / "link.apkg"
    real.parent.mkdir()
    link.symlink_to(real)
    write(_deck(_one_of(Kind.TYPED)), link, NOW)

    expected = (True, True)
    actual = (link.is_symlink(), zipfile.is_zipfile(real))

    assert expected == actual


_WRITE = """
import sys
from pathlib import Path
from cards.generate import make_cards
from cards.load.library import read_library
from cards.selection import first_selection
from decks.deck import CardFilter, make_deck
from decks.formats.format import Settings
from decks.formats.anki import write as package
from decks.ledger import Times
from tests.support.library import builtin_cards, builtin_library, sample
library = read_library()
cards = tuple(map(first_selection, sample(make_cards(library)[0])))
deck = make_deck("Primemover", cards, CardFilter(attributed=True), library.base)
package.write(deck, Path(sys.argv[1]), Settings(times=Times(*[int(float(sys.argv[2]))] * 2)))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_cards_at_the_same_time_give_the_same_bytes(tmp_path: Path, seed: str) -> None:
    """Even with another hash seed and in another time zone."""
    write(BUILTIN_DECK, tmp_path / "here.apkg", NOW)
    subprocess.run(
        [sys.executable, "-c", _WRITE, str(tmp_path / "there.apkg"), str(NOW)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{seed}"},
    )

    expected = (tmp_path / "here.apkg").read_bytes()
    actual = (tmp_path / "there.apkg").read_bytes()

    assert expected == actual
