"""Invisible characters, and those that change how others are seen."""

import json
import unicodedata

import pytest

from cards.characters import cleaned, escaped, hidden_character, json_escaped, masked, printable
from cards.problems import MOST_REPORTED, DataError, OmittedFile, Place, Problem

HIDDEN = {
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "zero-width space": "\u200b",
    "left-to-right mark": "\u200e",
    "soft hyphen": "\u00ad",
    "filler": "\u3164",
    "variation selector": "\ufe0f",
    "tag letter": "\U000e0041",
    "byte order mark": "\ufeff",
    "joiner": "\u034f",
    "blank pattern": "\u2800",
    "pile of accents": "a\u0301\u0302\u0303",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_character_is_found_and_shown_as_an_escape(hidden: str) -> None:
    text = f"squat{hidden}s"
    found = hidden_character(text)

    assert found is not None
    assert f"U+{ord(hidden[-1]):04X}" in found
    assert ("pile of accents" in found) == (len(hidden) > 1)
    for shown in (escaped(text), printable(text), masked(text), json_escaped(text)):
        assert hidden_character(shown) is None
    assert len(masked(text)) == len(text)
    assert json.loads(json_escaped(json.dumps(text, ensure_ascii=False))) == text


def test_words_of_the_field_and_of_other_languages_are_not_hidden() -> None:
    for text in ("Wofür – „so“?", "flexión de cadera", "naïve ✓ ▲ ½", "e\u0301", "שָׁלוֹם", "हिन्दी"):
        assert hidden_character(text) is None, unicodedata.normalize("NFD", text)
        assert escaped(text) == printable(text) == masked(text) == text


def test_control_characters_are_shown_as_escapes_where_lines_and_tabs_stay() -> None:
    assert printable("a\x1b[2J\tb\nc\x9f") == "a\\x1b[2J\tb\nc\\x9f"
    assert escaped("\x1b[1mbold\x1b[0m") == "\x1b[1mbold\x1b[0m"  # colours of a terminal


def test_hidden_characters_in_complaints_are_escapes_and_the_caret_stays_in_place() -> None:
    place = Place(file="a\u202e.yaml", line=2, column=9, text="na\u200bme: x\u202ey")
    problem = Problem(place=place, message="Unknown key 'na\u200bme'.", known=("a\ufeff",))

    lines = str(problem).split("\n")

    assert lines[0] == "a\\u202e.yaml:2:9:"
    assert lines[1].index("�y") == lines[2].index("^")
    assert lines[3:] == ["Unknown key 'na\\u200bme'.", "Known: a\\ufeff."]


def test_of_one_file_a_bounded_number_of_problems_is_shown_and_the_others_are_counted() -> None:
    many = [Problem(place=Place(file="a.yaml", line=n, column=1), message="x") for n in range(9000)]
    other = Problem(place=Place(file="b.yaml", line=1, column=1), message="y")

    report = DataError([*many, other]).report()

    assert report.count("a.yaml:") == MOST_REPORTED + 1
    assert f"a.yaml: {9000 - MOST_REPORTED:,} more are not shown.\n\nb.yaml:1:1:" in report
    assert report.endswith("9001 problems.")


@pytest.mark.parametrize("hidden", [*HIDDEN.values(), "\x1b[31m", "\x7f", "\x85", "\x9b31m", "\0"])
def test_a_typed_text_is_cleaned_and_json_has_escapes(hidden: str) -> None:
    text = f"hip{hidden}extension"
    clean, shown = cleaned(text), json_escaped(json.dumps({"given": text}, ensure_ascii=False))

    assert hidden_character(clean) is None
    assert clean.startswith("hip")
    assert clean.endswith("extension")
    assert hidden_character(shown) is None
    assert json.loads(shown) == {"given": text}


def test_the_name_of_a_skipped_file_is_shown_with_escapes() -> None:
    said = str(OmittedFile("my\u202eclass\x1b.yaml", 1, 3, "Unknown key."))

    assert said == r"Skipped my\u202eclass\x1b.yaml: 1 problem, line 3: Unknown key."
