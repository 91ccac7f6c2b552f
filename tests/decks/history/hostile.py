"""Packages to read: sound ones, and such as a stranger could send."""

import sqlite3
import zipfile
from collections.abc import Mapping
from pathlib import Path

MOMENT = 1_795_600_000_000
"""The moment of the one review of the sound collection, in milliseconds."""

TABLES = """
CREATE TABLE notes (id integer primary key, guid text);
CREATE TABLE cards (id integer primary key, nid integer, ord integer);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
    lastIvl integer, factor integer, time integer, type integer);
"""
ONE_REVIEW = f"""
INSERT INTO notes VALUES (1, 'primemover/x'), (2, 'another');
INSERT INTO cards VALUES (1, 1, 0), (2, 2, 0);
INSERT INTO revlog VALUES ({MOMENT}, 1, 0, 3, 1, 1, 2500, 4000, 0), (5, 2, 0, 3, 1, 1, 0, 0, 0);
"""


def collection(folder: Path, sql: str = TABLES + ONE_REVIEW) -> bytes:
    """The bytes of a database."""
    file = folder / "draft.db"
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.executescript(sql)
    database.close()
    return file.read_bytes()


def package(folder: Path, members: Mapping[str, bytes]) -> Path:
    """A zip archive with these members."""
    file = folder / "some.apkg"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file
