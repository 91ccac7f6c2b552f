"""Exports: special files as targets, signals, and the ledger."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.model.card import Card
from decks.ledger import Stamp, from_text
from decks.maps.question import asked_regions
from quiz.cli.app import cli
from quiz.cli.exporting import spelled
from quiz.home.library import LibraryHandle
from tests.support.homes import make_home
from tests.support.library import builtin_cards
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

posix = pytest.mark.skipif(os.name != "posix", reason="files of that kind are POSIX's")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_home(tmp_path / "home")
    monkeypatch.setenv("PRIMEMOVER_HOME", str(folder))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


def export(format_: str, file: Path | str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", format_, str(file), "hip-thrust", *arguments])


def written(home: Path) -> dict[str, Stamp]:
    return from_text((home / "anki-ledger.tsv").read_text("utf-8"), "ledger")


# -- where it goes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["csv", "quizlet"])
def test_a_table_can_be_written_to_stdout(home: Path, tmp_path: Path, format_: str) -> None:
    del home
    ended = export(format_, "-")
    export(format_, tmp_path / "file")

    assert ended.exit_code == 0
    assert ended.stdout_bytes == (tmp_path / "file").read_bytes()
    assert ended.stderr.startswith("Standard output: ")


def test_a_package_can_be_piped_but_not_printed_to_a_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home
    assert export("anki", "-").stdout_bytes[:2] == b"PK"
    monkeypatch.setattr("quiz.cli.commands.export.is_terminal", lambda _: True)
    ended = export("anki", "-")

    assert ended.exit_code == 2
    assert "give a file name or redirect the output" in ended.stderr


@posix
@pytest.mark.parametrize("format_", ["anki", "csv"])
def test_a_named_pipe_is_written_to_and_not_replaced(
    home: Path, tmp_path: Path, format_: str
) -> None:
    del home
    pipe, found = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    ended = export(format_, pipe)
    reader.join(timeout=60)

    assert ended.exit_code == 0
    assert len(found[0]) > 1000
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
@pytest.mark.parametrize("format_", ["anki", "csv", "quizlet"])
def test_a_file_keeps_its_mode(home: Path, tmp_path: Path, format_: str) -> None:
    del home
    file = tmp_path / "file"
    file.touch(mode=0o640)
    file.chmod(0o640)
    assert export(format_, file).exit_code == 0

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("format_", ["anki", "csv"])
def test_a_loop_of_links_is_reported(home: Path, tmp_path: Path, format_: str) -> None:
    del home
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    ended = export(format_, tmp_path / "one")

    assert ended.exit_code == 1
    assert "cannot be written" in ended.stderr


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_termination_signal_leaves_no_temporary_files(
    home: Path, tmp_path: Path, number: int
) -> None:
    """The signal comes as soon as the folder of temporary files is there."""
    del home
    (tmp_path / "out").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "quiz", "export", "anki", str(tmp_path / "out" / "x.apkg")],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while not list((tmp_path / "out").iterdir()) and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(number)

    assert process.wait(timeout=60) == 128 + number
    assert list((tmp_path / "out").iterdir()) == []


# -- what is kept ----------------------------------------------------------------------------------


def test_the_ledger_records_which_notes_have_an_extra_card(home: Path, tmp_path: Path) -> None:
    export("anki", tmp_path / "x.apkg", "--exam-cards", "--type-in")
    kinds = {id_: stamp.kind for id_, stamp in written(home).items()}
    letters = {"choice": "x", "cloze": "c"}
    cards = [card for card in builtin_cards() if card.id in kinds and card.kind != "typed"]

    assert cards
    assert all(kinds[card.id] == letters.get(card.kind, "q") for card in cards)
    assert "t" in kinds.values()


def test_removing_extra_cards_is_reported(home: Path, tmp_path: Path) -> None:
    del home
    export("anki", tmp_path / "x.apkg", "--exam-cards")
    unchanged = export("anki", tmp_path / "x.apkg")
    taken = export("anki", tmp_path / "x.apkg", "--no-exam-cards")

    assert "Now blank" not in unchanged.stderr
    assert "Importing the package replaces" not in unchanged.stderr
    assert "Now blank: " in taken.stderr
    assert "Importing the package replaces " in taken.stderr


def test_a_text_file_needs_an_earlier_package_and_brings_the_notes_that_it_lacks(
    home: Path, tmp_path: Path
) -> None:
    before = export("anki-tsv", tmp_path / "x.tsv")
    export("anki", tmp_path / "x.apkg", "--kind", "choice")
    first = written(home)
    after = export("anki-tsv", tmp_path / "x.tsv")

    assert (before.exit_code, after.exit_code) == (3, 0)
    assert "None of these cards has been exported as a package yet" in before.stderr
    lines = (tmp_path / "x.tsv").read_text("utf-8").splitlines()
    notes = [line.split("\t") for line in lines if not line.startswith("#")]
    assert notes
    for guid, *cells in notes:
        is_known = guid.removeprefix("primemover/") in first
        assert ("primemover::" in cells[-1]) == (not is_known), "only new notes get tags"


def test_an_export_to_another_deck_says_which_notes_are_in_both(home: Path, tmp_path: Path) -> None:
    export("anki", tmp_path / "one.apkg", "--no-maps")
    known = len([id_ for id_ in written(home) if "/" in id_]) - 1
    other = export("anki", tmp_path / "other.apkg", "--no-maps", "--deck", "Other", "--us")
    again = export("anki", tmp_path / "other.apkg", "--no-maps", "--deck", "Other", "--us")

    assert f"Also in another deck that you exported: {known} notes, which Anki keeps there." in (
        other.stderr
    )
    assert " Importing this file rewords " in other.stderr
    assert "New in version" not in other.stderr
    assert "Also in another deck" not in again.stderr


def test_concurrent_exports_record_all_notes(home: Path, tmp_path: Path) -> None:
    topics = ("hip-thrust", "back-squat", "deadlift")
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "quiz", "export", "anki", str(tmp_path / f"{n}.apkg"), topic],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        for n, topic in enumerate(topics)
    ]

    assert [process.wait(timeout=120) for process in both] == [0, 0, 0]
    ids = " ".join(written(home))
    assert all(f"/{topic}/" in ids for topic in topics)


@posix
def test_a_linked_ledger_stays_a_link(home: Path, tmp_path: Path) -> None:
    (tmp_path / "synced.tsv").touch()
    (home / "anki-ledger.tsv").symlink_to(tmp_path / "synced.tsv")
    export("anki", tmp_path / "x.apkg")

    assert (home / "anki-ledger.tsv").is_symlink()
    assert (tmp_path / "synced.tsv").stat().st_size > 1000


@pytest.mark.parametrize("broken", [b"\xff\xfe", b"1\tqaaa\tid-without-an-end"])
def test_an_invalid_ledger_is_reported(home: Path, tmp_path: Path, broken: bytes) -> None:
    (home / "anki-ledger.tsv").write_bytes(broken)
    ended = export("anki", tmp_path / "x.apkg")

    assert ended.exit_code == 1
    assert str(home / "anki-ledger.tsv") in ended.stderr
    assert not (tmp_path / "x.apkg").exists()


def test_without_a_ledger_user_notes_get_the_time_of_their_file(home: Path, tmp_path: Path) -> None:
    """So that the next import does not take what was edited since for older."""
    facts_file = tmp_path / "own.yaml"
    facts_file.write_text(
        "sources:\n  notes: {name: my notes, title: My notes, kind: notes}\nsource: notes\n"
        "exercises:\n  hip-thrust:\n    involvements: {soleus: [{role: stabiliser}]}\n",
        "utf-8",
    )
    changed = 1_700_000_000
    os.utime(facts_file, (changed, changed))
    stamps = []
    for _ in range(2):
        export("anki", tmp_path / "x.apkg", "--facts", str(facts_file))
        stamps.append(written(home))
        (home / "anki-ledger.tsv").unlink()

    assert stamps[0] == stamps[1]
    assert {stamp.changed for stamp in stamps[0].values()} == {changed}


# -- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--retention", "nan"), "A number from 0.7 to 0.99"),
        (("--new-a-day", "10000"), "0<=x<=9999"),
        (("--deck", "A::::B"), "Each level needs a name"),
        (("--deck", "A\nB"), "Each level needs a name"),
        (("--deck", ""), "Each level needs a name"),
    ],
)
def test_a_value_that_anki_would_not_accept_is_refused(
    home: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    del home
    ended = export("anki", tmp_path / "x.apkg", *arguments)

    assert ended.exit_code == 2
    assert message in ended.stderr
    assert not (tmp_path / "x.apkg").exists()


@pytest.mark.parametrize("option", ["--bury", "--no-bury", "--no-retired", "--no-type-in"])
def test_an_option_without_effect_is_named(home: Path, tmp_path: Path, option: str) -> None:
    del home
    ended = export("csv", tmp_path / "x.csv", option)

    assert ended.exit_code == 2
    assert f"{option} cannot be combined with csv" in ended.stderr


def test_false_statements_assert_every_value_of_a_small_vocabulary() -> None:
    """If "isometric" only occurred in true statements, it would give the answer away."""
    found: dict[tuple[str, str], set[str]] = {}
    for card in builtin_cards():
        value = card.id.rpartition("=")[2]
        if card.template.id == "role-true-false":
            found.setdefault((card.template.id, value), set()).update(card.key)

    assert len(found) == 4
    assert all(keys == {"True", "False"} for keys in found.values()), json.dumps(str(found))


def test_a_card_in_american_spelling_has_a_region_for_each_option() -> None:
    handle = LibraryHandle(paths=(), only=False, american=True)
    for card in filter(is_numbered, builtin_cards()):
        british = with_british_key(card)
        shown = spelled(british, handle)

        assert shown.on_map != british.on_map, card.id
        assert asked_regions(shown, [shown.key[0], *(d.text for d in shown.distractors)]), card.id


def with_british_key(card: Card) -> Card:
    assert card.on_map is not None
    (place, key), *others = sorted(card.on_map.regions, key=lambda each: each[0] != card.key[0])
    british = f"{place}, towards the middle"
    regions = ((british, key), *others)
    return replace(card, key=(british,), on_map=replace(card.on_map, regions=regions))


def is_numbered(card: Card) -> bool:
    return card.on_map is not None and card.on_map.is_numbered
