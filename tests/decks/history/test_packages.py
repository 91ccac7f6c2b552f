"""Packages from Anki, and from strangers: they are read within limits, or refused in a sentence."""

from pathlib import Path

import pytest

from decks.history import archive, collection
from decks.history.archive import extract_collection
from decks.history.collection import read_history
from decks.history.reviews import LoggedReview, PackageError, PackageHistory
from tests.decks.history.hostile import MOMENT, ONE_REVIEW, TABLES, package
from tests.decks.history.hostile import collection as collection_of

_VIEW = TABLES.replace("CREATE TABLE notes", "CREATE TABLE others") + (
    "CREATE VIEW notes AS SELECT * FROM others;"
)
_VIRTUAL = TABLES.replace(
    "CREATE TABLE notes (id integer primary key, guid text)",
    "CREATE VIRTUAL TABLE notes USING fts4(id, guid)",
)
_COMPUTED = TABLES.replace(
    "guid text", "g text, guid text GENERATED ALWAYS AS (hex(zeroblob(100000000)))"
)
_MANY_JOINS = f"""
CREATE TABLE notes (id, guid);
CREATE TABLE cards (id, nid);
CREATE TABLE revlog (id, cid, ease, time, type, factor);
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300)
    INSERT INTO notes SELECT 1, 'primemover/x' FROM c;
INSERT INTO cards SELECT 1, 1 FROM notes;
INSERT INTO revlog SELECT {MOMENT}, 1, 3, 1, 0, 2500 FROM notes;
"""


def read(file: Path, folder: Path) -> PackageHistory:
    extract_collection(file, folder / "extracted")
    return read_history(folder / "extracted")


def refusal(file: Path, folder: Path) -> str:
    with pytest.raises(PackageError) as refused:
        read(file, folder)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_only_the_entries_for_our_notes_are_returned(tmp_path: Path) -> None:
    file = package(tmp_path, {"collection.anki2": collection_of(tmp_path)})

    assert read(file, tmp_path) == PackageHistory(
        reviews=(LoggedReview(MOMENT, "x", 3, 4000, 0, 2500),), notes=1, foreign=1
    )


def test_the_newest_collection_of_a_package_is_read(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    compressed = zstandard.compress(collection_of(tmp_path))
    members = {"meta": b"\x08\x03", "collection.anki2": b"", "collection.anki21b": compressed}

    assert len(read(package(tmp_path, members), tmp_path).reviews) == 1


def test_no_name_in_a_package_is_used_as_a_path(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    members = {"../outside": b"x", "/outside": b"x", "collection.anki2": collection_of(tmp_path)}
    before = {*tmp_path.rglob("*"), folder / "some.apkg", folder / "extracted"}
    read(package(folder, members), folder)

    assert set(tmp_path.rglob("*")) == before


def test_entries_with_wrong_types_or_impossible_moments_are_not_returned(tmp_path: Path) -> None:
    tables = TABLES.replace("id integer primary key, cid", "id, cid")
    entries = (
        "('x', 1, 0, 3, 1, 1, 0, 0, 0), (-5, 1, 0, 3, 1, 1, 0, 0, 0), (1e300, 1, 0, 3, 1, 1, 0, 0,"
        " 0), (9e15, 1, 0, 3, 1, 1, 0, 0, 0), (7, 1, 0, 'x', 1, 1, 0, 0, 0)"
    )
    sql = f"{tables}{ONE_REVIEW}INSERT INTO revlog VALUES {entries};"
    file = package(tmp_path, {"collection.anki2": collection_of(tmp_path, sql)})

    assert [review.id for review in read(file, tmp_path).reviews] == [MOMENT]


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        (_VIEW, "'notes' is not an ordinary table"),
        (_VIRTUAL, "'notes' is not an ordinary table"),
        (_COMPUTED + "INSERT INTO notes (id, g) VALUES (1, '')", "too big"),
        ("CREATE TABLE x (y);", "no table 'notes'"),
        ("CREATE TABLE notes (x); CREATE TABLE cards (x); CREATE TABLE revlog (x);", "no such"),
    ],
    ids=["view", "virtual table", "computed column", "another schema", "other columns"],
)
def test_a_collection_with_another_schema_is_refused(tmp_path: Path, sql: str, reason: str) -> None:
    file = package(tmp_path, {"collection.anki2": collection_of(tmp_path, sql)})

    assert reason in refusal(file, tmp_path)


def test_a_collection_that_takes_too_long_to_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "_MOST_STEPS", 1)
    file = package(tmp_path, {"collection.anki2": collection_of(tmp_path, _MANY_JOINS)})

    assert "takes too long" in refusal(file, tmp_path)


def test_a_log_that_no_learner_can_have_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = (
        "WITH RECURSIVE c(x) AS (SELECT 10 UNION ALL SELECT x + 1 FROM c WHERE x < 5010)"
        " INSERT INTO revlog SELECT x, 1, 0, 3, 1, 1, 2500, 4000, 0 FROM c;"
    )
    content = collection_of(tmp_path, TABLES + ONE_REVIEW + more)
    file = package(tmp_path, {"collection.anki2": content})

    assert "a note has more than 5,000 reviews" in refusal(file, tmp_path)
    monkeypatch.setattr(collection, "_MOST_REVIEWS", 100)
    assert "its log has more than 100 reviews" in refusal(file, tmp_path)


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21b"])
def test_a_collection_that_inflates_implausibly_is_refused(tmp_path: Path, name: str) -> None:
    content = bytes(2**24 + 1)
    if name.endswith("b"):
        content = pytest.importorskip("zstandard").compress(content)

    assert "not plausible" in refusal(package(tmp_path, {name: content}), tmp_path)


def test_a_package_that_lists_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_MOST_DIRECTORY", 10_000)
    members = {str(number): b"" for number in range(300)}

    assert "too many files" in refusal(package(tmp_path, members), tmp_path)


def in_directory(content: bytes, offset: int, value: int) -> bytes:
    """A package with another value in the entry of its list of files."""
    changed = bytearray(content)
    changed[content.rfind(b"PK\x01\x02") + offset] = value
    return bytes(changed)


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    whole = package(tmp_path, {"collection.anki2": collection_of(tmp_path)}).read_bytes()
    folder = tmp_path / "damaged"
    folder.mkdir()
    file = folder / "some.apkg"
    damaged = {
        b"": "not an Anki package",
        b"a text": "not an Anki package",
        whole[:-30]: "not an Anki package",
        whole[:200] + bytes(60) + whole[260:]: "is damaged",
        whole[300:]: "is damaged",
        in_directory(whole, 8, 1): "is encrypted",
        in_directory(whole, 10, 99): "compressed in a way that no version of Anki uses",
        package(folder, {"x": b""}).read_bytes(): "contains no collection",
        package(folder, {"collection.anki2": b"a text " * 99}).read_bytes(): "is damaged",
        package(folder, {"meta": b"\x08\x09"}).read_bytes(): "newer version of Anki (format 9)",
    }
    for content, reason in damaged.items():
        file.write_bytes(content)

        assert reason in refusal(file, tmp_path)


def test_a_compressed_collection_that_is_damaged_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    file = package(tmp_path, {"collection.anki21b": b"a text"})

    assert "is damaged" in refusal(file, tmp_path)
