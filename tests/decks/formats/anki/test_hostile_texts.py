"""Texts with markup in an Anki package: shown as they are written, and never executed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection

from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.card import Card
from cards.model.fact import GAP, Fact
from cards.model.template import Kind
from decks.deck import Deck

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.cards import Card as AnkiCard
from tests.decks.formats.anki.packages import (
    ALLOWED_TAGS,
    EXPANDED,
    NOW,
    all_apart,
    back_of,
    cards_in,
    deck_of,
    front_of,
    import_package,
    one_of,
    open_collection,
    write,
)

pytestmark = pytest.mark.slow

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
    card, text = one_of(kind), HOSTILE[name]
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
    return all_apart(hostile)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, "AnkiCard"]]:
    """The hostile cards, imported into Anki."""
    folder = tmp_path_factory.mktemp("hostile")
    cards = [_hostile_card(kind, name) for kind in Kind for name in HOSTILE]
    write(deck_of(*cards), folder / "hostile.apkg", NOW)
    with open_collection(folder / "anki") as collection:
        import_package(collection, folder / "hostile.apkg")
        assert collection.card_count() == len(cards)
        yield cards_in(collection)


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
        front, back = (side(hostile[f"{kind}-{name}"]) for side in (front_of, back_of))
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
        runs = front_of(card).texts + front_of(card).options + back_of(card).texts
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
    library = read_library([file], only=True)
    cards, _ = make_cards(library)
    write(Deck(name="Mine", cards=cards, base=library.base), tmp_path / "mine.apkg", NOW)
    import_package(collection, tmp_path / "mine.apkg")
    shown = cards_in(collection)
    about = [card.id for card in cards if name in card.stem]

    expected: list[str] = []
    actual = [
        id_
        for id_ in about
        if name not in front_of(shown[id_]).text or name not in back_of(shown[id_]).text
    ]

    assert expected == actual
    assert about
