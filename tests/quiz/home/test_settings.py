"""The file of settings: what is read, what is reported, and what a change leaves as it is."""

import datetime as dt
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import FileError
from cards.load.document import parse_document
from cards.load.text_file import text_file
from cards.problems import DataError
from quiz.home.settings import SETTINGS, UserSettings
from quiz.home.settings_change import change_settings
from quiz.home.settings_file import read_settings
from quiz.home.settings_text import simple_entries

FULL = """\
# Mine
version: 1
exam: nasm
date: 2027-01-15   # at nine

minutes: 30
spelling: us
stance: nasm
confidence: true
reviews: anki
facts:   # of my class
  - class.yaml
  # the second week
  - /facts/week two
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


def read(file: Path, text: str) -> tuple[UserSettings, list[str]]:
    """The settings in a text, and its problems as line, column and message."""
    file.write_text(text, encoding="utf-8")
    found = read_settings(file)
    return found.settings, [
        f"{each.place.line}:{each.place.column}: {each.message}" for each in found.problems
    ]


def test_every_setting_has_an_entry_and_a_valid_example() -> None:
    assert tuple(SETTINGS) == UserSettings._fields
    for setting in SETTINGS.values():
        assert setting.parse(setting.example) is not None
        assert all(setting.parse(word) is not None for word in setting.words)


def test_a_missing_file_has_no_settings(file: Path) -> None:
    assert read_settings(file) == read_settings(None) == (UserSettings(), ())


def test_every_setting_is_read(file: Path) -> None:
    assert read(file, FULL) == (
        UserSettings(
            exam="nasm",
            date=dt.date(2027, 1, 15),
            minutes=30,
            spelling="us",
            stance="nasm",
            confidence=True,
            reviews="anki",
            facts=(file.parent / "class.yaml", Path("/facts/week two")),
        ),
        [],
    )


def test_a_simple_file_is_read_without_a_yaml_parser(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cards.load.document", None)  # importing it fails

    assert read(file, FULL)[0].minutes == 30


@pytest.mark.parametrize(
    "text",
    [
        "exam: 'nasm'\n",
        'exam: "nasm"\n',
        "{exam: nasm}\n",
        "exam:\n  nasm\n",
        "---\nexam: nasm\n",
        "exam: nasm\r\n",
        "\N{BYTE ORDER MARK}exam: nasm\n",
        "  exam: nasm\n  minutes: 20\n",
        "# für morgen\nexam: nasm\n",
    ],
    ids=repr,
)
def test_other_yaml_is_read_as_well(file: Path, text: str) -> None:
    settings, problems = read(file, text)

    assert (settings.exam, problems) == ("nasm", [])


def test_facts_may_be_one_path(file: Path) -> None:
    assert read(file, "facts: a.yaml\n")[0].facts == (file.parent / "a.yaml",)


def test_what_cannot_be_used_is_reported_with_its_place_and_the_rest_works(file: Path) -> None:
    settings, problems = read(
        file,
        "minuts: 20\nspelling: usa\ndate: tomorrow\nminutes: 0\n"
        "confidence: no\nexam: [nasm, ace]\nstance: NSCA\nreviews: here\n",
    )

    assert settings == UserSettings(reviews="here")
    assert problems == [
        "1:1: Unknown key 'minuts'. Did you mean 'minutes'?",
        "2:11: Unknown value 'usa'. Did you mean 'us'?",
        "3:7: 'tomorrow' is not a date such as 2027-01-15.",
        "4:10: '0' is not a number of minutes from 1 to 600.",
        "5:13: Unknown value 'no'.",
        "6:14: 'exam' has one value.",
        "7:9: Unknown value 'NSCA'. Did you mean 'nsca'?",
    ]


def test_known_keys_and_values_are_listed_with_a_problem(file: Path) -> None:
    file.write_text("minuts: 20\nspelling: usa\n", encoding="utf-8")

    known = [problem.known for problem in read_settings(file).problems]

    assert known == [tuple(SETTINGS), ("us", "uk")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("exam: [nasm\nminutes: 20\n", "bracket"),
        ("minutes: 20\nminutes: 30\n", "Duplicate key 'minutes'; the first is on line 1."),
        ("- minutes\n", "Expected a mapping"),
        ("minutes:\nexam: nasm\n", "The value is missing"),
        ("minutes: 20 #or more\n", "starts a comment"),
        ("minutes: *a\n", "not supported"),
    ],
    ids=repr,
)
def test_invalid_yaml_is_reported(file: Path, text: str, problem: str) -> None:
    _, problems = read(file, text)

    assert len(problems) == 1
    assert problem in problems[0]


def test_a_file_that_cannot_be_decoded_is_reported(file: Path) -> None:
    file.write_bytes(b"exam: nasm\xff")

    (problem,) = read_settings(file).problems
    assert "not UTF-8" in problem.message


def test_a_folder_in_place_of_the_file_is_reported(file: Path) -> None:
    file.mkdir()

    assert len(read_settings(file).problems) == 1


def test_known_keys_of_a_newer_version_are_read(file: Path) -> None:
    settings, problems = read(file, "version: 2\nminutes: 20\n")

    assert settings.minutes == 20
    assert len(problems) == 1
    assert problems[0].startswith("1:10: A newer version of primemover wrote this file (version 2;")


# -- the reader of simple files --------------------------------------------------------------------

LINES = st.sampled_from(
    [
        "exam: nasm",
        "minutes: 20",
        "date: 2027-01-15 # at nine",
        "facts:",
        "facts: a b",
        "x-y:",
        "  - a.yaml",
        "- a.yaml",
        "    - ~/b c",
        "  - d # e",
        "# remark",
        "   # remark",
        "",
        "a: -",
        "a: 'b'",
        "a:b",
        "a: b: c",
        "a: #",
        "a: b#c",
        "a: b #c",
        "?",
        "a: .5",
        "version: 1",
        "---",
        "a: [b]",
        "  a: b",
        "a: ~",
        "a: 1_000",
        "a: b  c",
        "",
    ]
)


@given(st.lists(LINES, max_size=6) | st.lists(st.text(":-#ab \n'\t.", max_size=12), max_size=4))
def test_simple_entries_are_those_of_the_yaml_parser(lines: list[str]) -> None:
    text = "\n".join(lines)
    entries = simple_entries(text)
    if not entries:
        return

    parsed = [
        (
            (key.text(), key.place.line, key.place.column),
            tuple((v.text(), v.place.line, v.place.column) for v in value.one_or_more()),
        )
        for key, value in parse_document(text_file("settings.yaml", text)).entries()
    ]

    assert parsed == entries


# -- changes ---------------------------------------------------------------------------------------


def test_a_new_file_explains_itself(file: Path) -> None:
    change_settings(file, "minutes", ["20"])

    assert file.read_text(encoding="utf-8") == (
        "# Settings of primemover; `primemover settings` explains them.\nversion: 1\nminutes: 20\n"
    )


@pytest.mark.parametrize(
    ("key", "values", "before", "after"),
    [
        ("date", ["2027-02-01"], "date: 2027-01-15   # at nine", "date: 2027-02-01   # at nine"),
        ("minutes", ["45"], "minutes: 30", "minutes: 45"),
        ("facts", ["/a"], FULL.partition("facts:")[2], "   # of my class\n  - /a\n"),
        ("spelling", [], "spelling: us\n", ""),
        ("facts", [], f"facts:{FULL.partition('facts:')[2]}", ""),
    ],
)
def test_a_change_leaves_the_other_lines_as_they_are(
    file: Path, key: str, values: list[str], before: str, after: str
) -> None:
    file.write_text(FULL, encoding="utf-8")

    change_settings(file, key, values)

    assert file.read_text(encoding="utf-8") == FULL.replace(before, after)


def test_a_new_key_comes_last(file: Path) -> None:
    file.write_text("minutes: 30\n\n# the end\n", encoding="utf-8")

    change_settings(file, "exam", ["ace"])

    assert file.read_text(encoding="utf-8") == "minutes: 30\n\n# the end\nexam: ace\n"


def test_removing_a_key_that_is_not_there_changes_nothing(file: Path) -> None:
    file.write_text("minutes: 30", encoding="utf-8")

    change_settings(file, "exam", [])

    assert file.read_text(encoding="utf-8") == "minutes: 30"


def test_quotes_and_comments_around_a_value_are_understood(file: Path) -> None:
    file.write_text("exam: 'na # sm'  # text\n", encoding="utf-8")

    change_settings(file, "exam", ["ace"])

    assert file.read_text(encoding="utf-8") == "exam: ace  # text\n"


@pytest.mark.parametrize("text", ["{exam: nasm, minutes: 30}\n", "---\nexam: &a nasm\n"], ids=repr)
def test_a_file_whose_layout_does_not_allow_the_change_stays_as_it_is(
    file: Path, text: str
) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises((FileError, DataError)):
        change_settings(file, "exam", ["ace"])

    assert file.read_text(encoding="utf-8") == text


PATHS = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1).map(
        lambda text: "/" + " ".join(text.split())
    ),
    min_size=1,
    max_size=3,
)


@given(PATHS, st.integers(1, 600))
def test_what_is_set_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str], minutes: int
) -> None:
    file = tmp_path_factory.mktemp("home") / "settings.yaml"
    file.write_text(FULL, encoding="utf-8")

    change_settings(file, "minutes", [str(minutes)])
    try:
        change_settings(file, "facts", paths)
    except FileError:
        paths = ["class.yaml", "/facts/week two"]

    found = read_settings(file)
    assert found.problems == ()
    assert found.settings.minutes == minutes
    assert found.settings.facts == tuple(file.parent / path for path in paths)
    assert found.settings.exam == "nasm"
    assert file.read_text(encoding="utf-8").startswith(FULL.partition("minutes")[0])
