"""An export of the core: what it holds, how long it takes, and how it fits the time there is."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from decks.core import new_a_day
from quiz.cli.app import cli
from tests.support.homes import make_home
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

EXAM_IN_SIX_WEEKS = "version: 1\nexam: nasm-cpt\ndate: 2026-12-13\nminutes: 20\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_home(tmp_path / "home")
    monkeypatch.setenv("PRIMEMOVER_HOME", str(folder))
    return folder


def export(file: Path, *arguments: str, format_: str = "quizlet") -> Result:
    return CliRunner().invoke(cli, ["export", format_, str(file), *arguments])


def cards(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def test_an_export_says_what_it_holds_and_how_long_that_takes(home: Path, tmp_path: Path) -> None:
    del home
    ended = export(tmp_path / "nasm.txt", "--exam", "nasm")

    _, held, time, more = ended.stderr.splitlines()
    assert held == "The core of what the NASM-CPT asks."
    assert time.startswith("That takes ")
    assert "weeks at 20 minutes a day" in time
    assert more == "--tier 2 adds extended facts; --all has every question."


def test_with_a_date_the_last_new_card_comes_a_week_before_the_exam(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "settings.yaml").write_text(EXAM_IN_SIX_WEEKS)
    monkeypatch.setattr("quiz.cli.core_deck.now", lambda: datetime(2026, 11, 1, 12, tzinfo=UTC))
    ended = export(tmp_path / "x.txt")

    days = (datetime(2026, 12, 13) - datetime(2026, 11, 1)).days - 7  # noqa: DTZ001 - days only
    assert len(cards(tmp_path / "x.txt")) == days * new_a_day(20)
    assert "At 20 minutes a day the last new card comes a week before 13 December 2026." in (
        ended.stderr
    )


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        (("--size", "60"), 60),
        (("--weeks", "2", "--new-a-day", "10"), 140),
        (("--weeks", "2"), 14 * new_a_day(20)),
    ],
)
def test_a_deck_is_as_large_as_asked_for(
    home: Path, tmp_path: Path, arguments: tuple[str, ...], size: int
) -> None:
    del home
    ended = export(tmp_path / "x.txt", *arguments)

    assert len(cards(tmp_path / "x.txt")) == size
    assert f"the most important {size} of " in ended.stderr
    assert "--tier 2" not in ended.stderr


def test_a_topic_has_all_its_facts(home: Path, tmp_path: Path) -> None:
    del home
    for name, arguments in {"usual": (), "core": ("--tier", "1")}.items():
        export(tmp_path / name, "squat", *arguments)

    assert set(cards(tmp_path / "core")) < set(cards(tmp_path / "usual"))


def test_every_kind_is_asked_for_by_name(home: Path, tmp_path: Path) -> None:
    del home
    assert export(tmp_path / "x", "--exam", "nasm").exit_code == 0
    assert export(tmp_path / "y", "--exam", "nasm", "--kind", "true-false").exit_code == 0

    assert not {"True", "False"} & {card.partition("\t")[2][:4] for card in cards(tmp_path / "x")}
    assert len(cards(tmp_path / "y")) > 100


def test_a_table_takes_no_size(home: Path, tmp_path: Path) -> None:
    del home
    ended = export(tmp_path / "x.csv", "--size", "5", format_="csv")

    assert ended.exit_code == 2
    assert "--size cannot be combined with csv" in ended.stderr


def test_a_deck_of_a_class_has_all_its_facts_whatever_the_exam_asks(
    home: Path, tmp_path: Path
) -> None:
    (home / "settings.yaml").write_text("version: 1\nexam: cscs\ndate: 2026-12-13\n")
    facts = str(ROOT / "tests" / "data" / "class.yaml")
    only = ("--only", "--facts", facts, "--no-maps")
    label = ("--title", "Bridges", "--author", "A. Teacher", "--deck-version", "2026-autumn")
    ended = export(tmp_path / "class.apkg", *only, *label, format_="anki")
    export(tmp_path / "plain.apkg", *only, format_="anki")

    assert "7 cards on 7 facts" in ended.stderr
    assert "CSCS" not in ended.stderr
    (name, text), (plain, _) = decks(tmp_path / "class.apkg"), decks(tmp_path / "plain.apkg")
    assert (name, plain) == ("Bridges (A. Teacher)", "class")
    assert text.startswith("<p>Bridges. Version 2026-autumn by A. Teacher.<br>7 questions on 7")
    assert "Send A. Teacher the line" in text
    assert "MIT" not in text, "the facts are the teacher's"


def test_a_class_deck_keeps_its_history_however_its_file_is_called(
    home: Path, tmp_path: Path
) -> None:
    del home
    text = (ROOT / "tests" / "data" / "class.yaml").read_text("utf-8")
    (tmp_path / "moved").mkdir()
    first, second = tmp_path / "first.yaml", tmp_path / "moved" / "second.yaml"
    first.write_text(text, "utf-8")
    second.write_text(text.replace("obliques:", "rectus-abdominis:"), "utf-8")

    def said(file: Path, version: str, *more: str) -> str:
        label = ("--title", "Bridges", "--author", "A. Teacher", "--deck-version", version)
        only = ("--only", "--no-maps", "--facts", str(file))
        return export(tmp_path / "class.apkg", *only, *label, *more, format_="anki").stderr

    assert "New in version" not in said(first, "1")
    same = said(tmp_path / "moved" / ".." / "first.yaml", "1", "--no-derived")
    assert not {line for line in same.splitlines() if "another deck" in line or "New in" in line}
    later = said(second, "2")

    assert "New in version 2:" in later
    assert "Marked as retired: " in later
    assert "another deck" not in later


def test_a_page_has_the_description_of_a_deck_to_share(
    home: Path, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    del home
    facts = str(ROOT / "tests" / "data" / "class.yaml")
    only = ("--only", "--facts", facts, "--title", "Bridges", "--author", "A. Teacher")
    page = ("--deck-version", "1", "--page", str(tmp_path / "page"))
    ended = export(tmp_path / "class.apkg", *only, *page, format_="anki")
    missing = export(
        tmp_path / "x.apkg", *only, "--page", str(tmp_path / "no" / "page"), format_="anki"
    )

    assert ended.exit_code == 0
    golden("deck-description.md", (tmp_path / "page" / "description.md").read_text("utf-8"))
    assert missing.exit_code == 2
    assert "no' not found" in missing.stderr


def decks(package: Path) -> tuple[str, str]:
    """The name and the description of the deck in a package."""
    with zipfile.ZipFile(package) as packed:
        packed.extract("collection.anki2", package.parent)
    with closing(sqlite3.connect(package.parent / "collection.anki2")) as database:
        ((found,),) = database.execute("SELECT decks FROM col")
    *_, deck = json.loads(found).values()
    return deck["name"], deck["desc"]


@pytest.mark.parametrize("version", ["", "1 2", "1\n"])
def test_a_version_that_a_ledger_cannot_hold_is_refused(
    home: Path, tmp_path: Path, version: str
) -> None:
    del home
    ended = export(tmp_path / "x.apkg", "--deck-version", version, format_="anki")

    assert ended.exit_code == 2
    assert "A version without spaces is expected" in ended.stderr
