"""Reads the review log of an Anki collection; the only module of this layer that imports sqlite3.

The file may come from a stranger: views, triggers and virtual tables are refused, the database is
opened read-only, only SELECT is authorized, and what takes too long is stopped.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decks.formats.anki.guids import END, FIRST, card_of
from decks.history.reviews import LoggedReview, PackageError, PackageHistory

_TABLES = ("notes", "cards", "revlog")

_LONGEST_VALUE = 2**24
"""Bytes of a row that SQLite may load."""

_MOST_REVIEWS = 1_000_000
"""Entries for our notes: 200 a day for 13 years."""

_MOST_OF_A_NOTE = 5_000
"""Entries for one note; a card that is answered every day for ten years has 3,650."""

_STEPS = 1_000_000
_MOST_STEPS = 1_000
"""Millions of operations of SQLite: ten seconds. A log of a million reviews needs less than 50."""

_LATEST = 253_402_214_400_000
"""The last millisecond of the year 9998; later moments overflow in other time zones."""

_MOST_SECONDS = 86_400

_OF_NOTES = f"n.guid >= '{FIRST}' AND n.guid < '{END}'"
_IS_SOUND = (
    "typeof(r.id) = 'integer' AND typeof(r.ease) = 'integer' AND typeof(r.time) = 'integer'"
    " AND typeof(r.type) = 'integer' AND typeof(r.factor) = 'integer'"
    f" AND r.id BETWEEN 1 AND {_LATEST} AND length(n.guid) < 1000"
)
_REVIEWS = (
    "SELECT r.id, n.guid, r.ease, r.time, r.type, r.factor FROM revlog r"  # noqa: S608 - constant text
    f" JOIN cards c ON c.id = r.cid JOIN notes n ON n.id = c.nid WHERE {_OF_NOTES} AND {_IS_SOUND}"
    f" ORDER BY r.id LIMIT {_MOST_REVIEWS + 1}"
)
_NOTES = f"SELECT count(*) FROM notes n WHERE {_OF_NOTES}"  # noqa: S608 - constant text
_ALL = "SELECT count(*) FROM revlog"


def read_history(file: Path) -> PackageHistory:
    """The review log of a collection, for our notes.

    Raises:
        PackageError: It is not a collection, it is damaged, or it is refused.
    """
    with _errors_in_words(), _opened(file) as database:
        _check_tables(database)
        reviews = tuple(_plausible(_reviews(database)))
        (notes,) = database.execute(_NOTES).fetchone()
        (everything,) = database.execute(_ALL).fetchone()
        return PackageHistory(reviews, int(notes), max(0, int(everything) - len(reviews)))


def _reviews(database: sqlite3.Connection) -> Iterator[LoggedReview]:
    cards: dict[str, str | None] = {}
    for id_, guid, ease, time, kind, factor in database.execute(_REVIEWS):
        if guid not in cards:
            card = card_of(guid)
            cards[guid] = card if card is not None and card.isprintable() else None
        if (card := cards[guid]) is not None:
            milliseconds = min(max(time, 0), _MOST_SECONDS * 1000)
            yield LoggedReview(id_, card, ease, milliseconds, kind, factor)


def _plausible(reviews: Iterator[LoggedReview]) -> Iterator[LoggedReview]:
    """The reviews of a log, up to the most that a learner can have given.

    Raises:
        PackageError: There are too many.
    """
    of_note: Counter[str] = Counter()
    for number, review in enumerate(reviews, start=1):
        of_note[review.card] += 1
        if of_note[review.card] > _MOST_OF_A_NOTE:
            raise PackageError(
                f"The package is refused: a note has more than {_MOST_OF_A_NOTE:,} reviews."
            )
        if number > _MOST_REVIEWS:
            raise PackageError(
                f"The package is refused: its log has more than {_MOST_REVIEWS:,} reviews of our"
                " notes."
            )
        yield review


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        database.execute("PRAGMA cell_size_check = ON")
        database.execute("PRAGMA mmap_size = 0")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        database.text_factory = lambda raw: raw.decode("utf-8", "replace")
        database.set_authorizer(_authorized)
        steps = iter(range(_MOST_STEPS))
        database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
        yield database
    finally:
        database.close()


_FUNCTIONS = ("count", "typeof", "length")
_ACTIONS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)


def _authorized(
    action: int, _first: str | None, second: str | None, _database: str | None, inside: str | None
) -> int:
    """Allow nothing but our SELECTs: no function of the schema, and nothing inside a view."""
    is_allowed = action in _ACTIONS or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
    return sqlite3.SQLITE_OK if is_allowed and inside is None else sqlite3.SQLITE_DENY


def _check_tables(database: sqlite3.Connection) -> None:
    """Refuse a database whose tables are not ordinary ones."""
    kinds = {
        str(name): (kind, str(sql))
        for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master")
        if kind in ("table", "view")
    }
    for table in _TABLES:
        kind, sql = kinds.get(table, (None, ""))
        if kind is None:
            raise PackageError(f"The collection in the package has no table '{table}'.")
        if kind != "table" or sql.upper().startswith("CREATE VIRTUAL"):
            raise PackageError(
                f"The package is refused: '{table}' is not an ordinary table of its collection."
            )


@contextmanager
def _errors_in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise PackageError(
                "The package is refused: reading its review log takes too long."
            ) from None
        raise PackageError(f"The collection in the package cannot be read: {error}.") from None
    except sqlite3.Error as error:
        raise PackageError(f"The collection in the package is damaged: {error}.") from None
