"""Records of the review log: some to write tests with, and strategies that make any."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from cards.answers.verdict import Verdict
from quiz.home.library import LibrarySettings
from quiz.log.events import (
    Abandoned,
    End,
    Ended,
    EventBody,
    Flagged,
    HowSure,
    Moved,
    Paused,
    Queued,
    Redrawn,
    Resumed,
    Undone,
)
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Event, Mode, Review, SessionRecord, record_id
from quiz.log.settings import QuizSettings
from quiz.session.answer import Outcome
from quiz.session.session import Why
from tests.support.paths import TESTS

MOMENT = datetime(2026, 11, 23, 12, tzinfo=UTC)
VERSION_1 = TESTS / "data" / "log-version-1.sql"
"""A log of schema 1; `tests/data/README.md` says how it was made."""

VERSION_1_LINES = TESTS / "data" / "log-version-1.jsonl"
"""The same log as `primemover progress export` wrote it."""

LIBRARY = LibrarySettings(paths=(), only=False, american=False, stance=None, derived=True)
QUIZ = QuizSettings(library=LIBRARY, scope="some cards")


def session(id_: str = "s", **values: Any) -> SessionRecord:
    """A session."""
    given = {"at": MOMENT, "mode": Mode.QUIZ, "seed": 1, "version": "x", **values}
    return SessionRecord(id=id_, **given)


def review(number: int, **values: Any) -> Review:
    """A wrong answer to the question of that number, given that many seconds after `MOMENT`."""
    given = {
        "session": "s",
        "writer": "s",
        "counter": number,
        "position": number,
        "at": MOMENT + timedelta(seconds=number),
        "day": "2026-11-23",
        "outcome": "wrong",
        "score": 0.0,
        "seconds": 1.0,
        "elapsed": float(number),
    }
    names = ("fact", "card", "template", "kind", "tests", "version")
    return Review(**{**dict.fromkeys(names, "x"), **given, **values})


def event(body: EventBody, number: int = 0, session: str = "s", **values: Any) -> Event:
    """An event, that many seconds after `MOMENT`."""
    given = {
        "session": session,
        "writer": session,
        "counter": 1000 + number,
        "at": MOMENT + timedelta(seconds=number),
        **values,
    }
    return Event(body=body, **given)


def version_1_at(file: Path, facts: Path) -> None:
    """Make the stored log of schema 1 a database again.

    Args:
        file: Where.
        facts: The fact file that its sessions are about.
    """
    import sqlite3

    sql = VERSION_1.read_text(encoding="utf-8").replace("/home/candidate/letters.yaml", str(facts))
    file.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(file)
    database.executescript(sql)
    database.close()


# -- strategies ------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
WRITERS = st.from_regex(r"[abc012][abc012-]{0,8}", fullmatch=True)
COUNTS = st.integers(0, 99)
RECORD_IDS = st.builds(record_id, WRITERS, COUNTS)
SECONDS = st.floats(0, 1e6)
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds it
    datetime(2040, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
PLANNED = st.builds(
    PlannedQuestion,
    card=TEXTS,
    stem=TEXTS,
    options=LISTS,
    left_side=LISTS,
    why=st.sampled_from(Why).map(str),
)
LIBRARIES = st.builds(LibrarySettings, paths=LISTS, stance=st.none() | TEXTS)
SETTINGS = st.builds(
    QuizSettings,
    library=LIBRARIES,
    time_limit=st.none() | SECONDS | COUNTS,
    question_limit=st.none() | SECONDS,
    scope=TEXTS,
    options=st.integers(3, 5),
)
SESSIONS = st.builds(
    SessionRecord,
    id=WRITERS,
    at=MOMENTS,
    mode=st.just(Mode.QUIZ),
    seed=st.integers(0, 9999),
    version=TEXTS,
    exam_format=st.none() | TEXTS,
    settings=st.none() | SETTINGS,
    plan=st.lists(PLANNED, max_size=2).map(tuple),
)
REVIEWS = st.builds(
    Review,
    session=WRITERS,
    writer=WRITERS,
    counter=COUNTS,
    position=COUNTS,
    at=MOMENTS,
    day=st.dates().map(str),
    score=st.floats(0, 1),
    seconds=SECONDS,
    elapsed=SECONDS,
    options=st.lists(TEXTS, min_size=3, max_size=4).map(tuple),
    facts=LISTS,
    chosen=st.lists(st.integers(0, 2), max_size=3).map(tuple),
    given=st.none() | TEXTS,
    late=st.booleans(),
    hinted=st.booleans(),
    confidence=st.none() | st.integers(1, 3),
    why=st.sampled_from(Why).map(str),
    stem=TEXTS,
    key=TEXTS,
    verdict=st.none() | st.sampled_from(Verdict).map(str),
    rating=st.none() | st.integers(1, 4),
    outcome=st.sampled_from(Outcome).map(str),
    version=TEXTS,
    **dict.fromkeys(("fact", "card", "template", "kind", "tests"), NAMES),
    **dict.fromkeys(("exercise", "muscle", "role", "contraction", "phase"), st.none() | NAMES),
    **dict.fromkeys(("asked_for", "taken_for"), st.none() | NAMES),
)
BODIES: dict[type[EventBody], st.SearchStrategy[EventBody]] = {
    Undone: st.builds(Undone, review=NAMES),
    HowSure: st.builds(HowSure, review=NAMES, degree=st.integers(1, 3)),
    Flagged: st.builds(Flagged, card=NAMES, position=COUNTS),
    Queued: st.builds(Queued, planned=PLANNED, before=COUNTS, because=NAMES, reason=TEXTS),
    Moved: st.builds(Moved, position=COUNTS),
    Paused: st.builds(Paused, seconds=SECONDS),
    Abandoned: st.just(Abandoned()),
    Resumed: st.builds(Resumed, away=SECONDS, gone=LISTS, after=st.none() | RECORD_IDS),
    Redrawn: st.builds(Redrawn, position=COUNTS, planned=PLANNED),
    Ended: st.builds(Ended, how=st.sampled_from(End)),
}
EVENTS = st.builds(
    Event,
    session=WRITERS,
    writer=WRITERS,
    counter=COUNTS,
    at=MOMENTS,
    elapsed=SECONDS,
    body=st.one_of(*BODIES.values()),
)
RECORDS = SESSIONS | REVIEWS | EVENTS
