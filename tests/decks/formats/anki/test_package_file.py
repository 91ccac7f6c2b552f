"""The package as a file: complete, reproducible, and never half-written."""

import gc
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.model.template import Kind
from decks.deck import CardFilter, make_deck
from decks.formats.anki.write import RivalAnswers
from tests.decks.formats.anki.packages import (
    BUILTIN,
    LATER,
    LIBRARY,
    NOW,
    WHOLE,
    deck_of,
    import_package,
    one_of,
    write,
)
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

BUILTIN_DECK = make_deck("Primemover", BUILTIN, CardFilter(attributed=True), LIBRARY.base)


def test_duplicate_card_ids_are_refused(tmp_path: Path) -> None:
    card = one_of(Kind.TYPED)

    with pytest.raises(ValueError, match=re.escape(card.id)):
        write(deck_of(card, card), tmp_path / "deck.apkg", NOW)

    assert list(tmp_path.iterdir()) == []


def test_two_cards_with_one_front_and_different_answers_are_refused(tmp_path: Path) -> None:
    card = one_of(Kind.TYPED)
    rival = replace(card, id="rival", key=("another answer",))

    with pytest.raises(RivalAnswers, match=f"{re.escape(card.id)} and rival"):
        write(deck_of(card, rival), tmp_path / "deck.apkg", NOW)
    write(deck_of(card, replace(card, id="twin")), tmp_path / "deck.apkg", NOW)


def test_a_package_of_the_first_second_of_1970_passes_ankis_check(
    tmp_path: Path, collection: Collection
) -> None:
    write(deck_of(one_of(Kind.TYPED), one_of(Kind.CHOICE)), tmp_path / "deck.apkg", 0)
    import_package(collection, tmp_path / "deck.apkg")

    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert min(collection.find_notes("")) > 0


def test_a_parent_deck_has_the_description_too(tmp_path: Path, collection: Collection) -> None:
    deck = replace(deck_of(one_of(Kind.TYPED)), name="Exam::Anatomy")
    write(deck, tmp_path / "deck.apkg", NOW)
    import_package(collection, tmp_path / "deck.apkg")
    found = [collection.decks.by_name(name) for name in ("Exam", "Exam::Anatomy")]

    assert [each is not None and "1 question on" in each["desc"] for each in found] == [True, True]


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
    write(deck_of(one_of(Kind.TYPED)), file, NOW)
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
    write(deck_of(one_of(Kind.TYPED)), file, NOW)
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
    write(deck_of(one_of(Kind.TYPED)), link, NOW)

    expected = (True, True)
    actual = (link.is_symlink(), zipfile.is_zipfile(real))

    assert expected == actual


_WRITE = """
import sys
from pathlib import Path
from cards.selection import first_selection
from decks.deck import CardFilter, make_deck
from decks.formats.format import Settings
from decks.formats.anki import write as package
from decks.ledger import Times
from tests.support.library import builtin_cards, builtin_library, sample
cards = tuple(map(first_selection, sample(builtin_cards())))
deck = make_deck("Primemover", cards, CardFilter(attributed=True), builtin_library().base)
package.write(deck, Path(sys.argv[1]), Settings(times=Times(*[int(float(sys.argv[2]))] * 2)))
"""


@pytest.mark.parametrize("seed", ["1", pytest.param("2", marks=pytest.mark.full)])
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
