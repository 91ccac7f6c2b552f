"""Earlier logs: a stored one of each schema is upgraded without change or loss."""

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quiz.log.codec import decode, lines_of, record_of
from quiz.log.events import EVENT_BODIES
from quiz.log.migrations import UPGRADES, upgraded
from quiz.log.records import SCHEMA_VERSION, Event, Log, Mode, Record, SessionRecord, StoreError
from quiz.log.store import Store
from tests.support.learner import Learner, question
from tests.support.log import VERSION_1_LINES, version_1_at
from tests.support.paths import LETTERS, TESTS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A log of schema 1."""
    version_1_at(tmp_path / "progress.db", LETTERS)
    return tmp_path / "progress.db"


def migrated(file: Path) -> tuple[Log, list[str]]:
    """A log after its migration, and what is said about it."""
    remarks: list[str] = []
    store = Store(file, remarks.append)
    log = store.log()
    store.close()
    return log, remarks


def rows(file: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    found = [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY at, id")]
    database.close()
    return found


def test_each_earlier_schema_has_an_upgrade_and_a_stored_log() -> None:
    earlier = range(1, SCHEMA_VERSION)

    assert len(UPGRADES) == len(earlier)
    assert all((TESTS / "data" / f"log-version-{n}.sql").exists() for n in earlier)


def test_all_answers_are_the_same_after_the_migration(file: Path) -> None:
    before = rows(file, "review")
    log, _ = migrated(file)

    assert len(log.reviews) == len(before) == 32
    for old, new in zip(before, log.reviews, strict=True):
        assert new.id == old["id"]
        assert new.at.isoformat(timespec="microseconds") == old["at"]
        for name in old.keys() - {"id", "at", "options", "chosen", "facts"}:
            assert getattr(new, name) == old[name], name
        for name in ("options", "chosen", "facts"):
            assert list(getattr(new, name)) == json.loads(old[name])


def test_all_events_are_the_same_after_the_migration(file: Path) -> None:
    before = rows(file, "event")
    log, _ = migrated(file)

    renamed = {"left": "abandoned"}
    assert [event.id for event in log.events] == [row["id"] for row in before]
    assert [event.kind for event in log.events] == [
        renamed.get(row["kind"], row["kind"]) for row in before
    ]
    assert {event.kind for event in log.events} == set(EVENT_BODIES) - {"confidence"}


def test_all_sessions_keep_their_plan_and_their_settings(file: Path) -> None:
    before = rows(file, "session")
    log, _ = migrated(file)

    for old, new in zip(before, log.sessions, strict=True):
        settings = json.loads(old["settings"])
        assert (new.id, new.mode, new.seed, new.exam_format) == (
            *(old["id"], old["mode"], old["seed"]),
            old["preset"],
        )
        assert new.settings is not None
        assert new.settings.library.paths == tuple(settings["paths"])
        assert new.settings.scope == settings["choice"]
        planned = [
            (each.card, each.stem, list(each.options), list(each.left_side)) for each in new.plan
        ]
        assert planned == [
            (each["card"], each["stem"], each["options"], each["left"])
            for each in json.loads(old["plan"])
        ]
    assert Counter(session.mode for session in log.sessions) == {Mode.QUIZ: 5, Mode.EXAM: 3}


def test_a_copy_of_the_log_is_made_before_the_migration_and_named(file: Path) -> None:
    before = {table: rows(file, table) for table in ("session", "review", "event")}
    _, remarks = migrated(file)
    backup = file.with_name("progress.version-1.backup")

    assert remarks == [
        f"The review log was migrated to schema 2; a copy of it as it was is in {backup}."
    ]
    assert {table: rows(backup, table) for table in before} == before
    assert migrated(file)[1] == []  # once


def test_a_backup_does_not_replace_another_backup(file: Path) -> None:
    taken = file.with_name("progress.version-1.backup")
    taken.write_text("another backup")
    migrated(file)

    assert taken.read_text() == "another backup"
    assert rows(file.with_name("progress.version-1-2.backup"), "review")


def test_a_migration_that_fails_leaves_the_log_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(file, "review")

    def fail(*_: object) -> None:
        raise StoreError("database or disk is full")

    monkeypatch.setattr("quiz.log.tables.insert", fail)
    with pytest.raises(StoreError, match="disk is full"):
        Store(file)
    monkeypatch.undo()

    assert rows(file, "review") == before
    assert len(migrated(file)[0].reviews) == len(before)


def test_a_record_that_cannot_be_upgraded_is_reported_and_stays_in_the_copy(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("DROP TRIGGER review_stays")
    database.execute(
        "UPDATE review SET at = 'someday' WHERE rowid_of = 1".replace("rowid_of", "position")
    )
    database.commit()
    (count,) = database.execute("SELECT count(*) FROM review WHERE at = 'someday'").fetchone()
    database.close()

    log, (remark,) = migrated(file)

    assert len(log.reviews) == 32 - count
    assert f"{count} of its records cannot be read and are in that copy only: review 2026" in remark
    assert "'at' is \"someday\"; it should be a date and time" in remark


def test_lines_of_an_earlier_export_are_the_records_of_the_migrated_log(file: Path) -> None:
    lines = VERSION_1_LINES.read_text("utf-8").replace("/home/candidate/letters.yaml", str(LETTERS))
    imported = [record_of(line) for line in lines.splitlines()]
    log, _ = migrated(file)
    store = Store(file)

    assert imported == [*log.sessions, *log.reviews, *log.events]
    assert store.merge(imported) == (0, len(imported), ())
    store.close()


def test_two_machines_that_migrate_the_same_log_have_the_same_records(
    file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "progress.db"
    version_1_at(other, LETTERS)

    logs = [migrated(each)[0] for each in (file, other)]
    lines = [list(lines_of((*log.sessions, *log.reviews, *log.events))) for log in logs]

    assert lines[0] == lines[1]


def test_two_processes_that_open_an_earlier_log_at_once_migrate_it_once(file: Path) -> None:
    first, second = Store(file), Store(file)

    assert first.log() == second.log()
    assert len(list(file.parent.glob("*.backup"))) == 1
    first.close()
    second.close()


# -- what a record of schema 1 may lack ------------------------------------------------------------

SESSION = {"id": "s", "at": "2026-11-23T12:00:00+00:00", "mode": "quiz", "seed": 1, "version": "x"}
EVENT = {"id": "s/00003", "session": "s", "at": SESSION["at"], "elapsed": 3}
PLANNED = {"card": "c", "stem": "?", "options": [], "left": [], "why": "drawn"}


def upgrade(type_: str, kind: type[Record], values: dict[str, Any]) -> Any:
    return decode(kind, upgraded(type_, values, 1))


@pytest.mark.parametrize("settings", [{}, {"paths": [], "only": False, "derived": True, "x": 1.5}])
@pytest.mark.parametrize("mode", Mode)
def test_a_session_without_all_settings_is_kept_without_any(
    settings: dict[str, Any], mode: Mode
) -> None:
    session = upgrade(
        "session", SessionRecord, SESSION | {"settings": settings, "mode": mode.value}
    )

    assert (session.id, session.settings) == ("s", None)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("resumed", {"away": 12.0}),
        ("redrawn", {"planned": PLANNED}),
        ("queued", {"planned": PLANNED, "before": 1, "because": "s/00001"}),
        ("ended", {"how": "finished", "unknown": True}),
        ("left", {}),
    ],
)
def test_a_body_with_extra_or_missing_values_is_upgraded(kind: str, body: dict[str, Any]) -> None:
    event = upgrade("event", Event, EVENT | {"kind": kind, "body": body})

    assert event.kind == ("abandoned" if kind == "left" else kind)
    assert event.id == EVENT["id"]


# -- resuming --------------------------------------------------------------------------------------


def home(learner: Learner) -> None:
    """Give a learner the log of schema 1."""
    version_1_at(learner.home / "progress.db", learner.facts)


def test_a_quiz_abandoned_under_schema_1_is_resumed_with_the_same_question(
    learner: Learner,
) -> None:
    home(learner)
    terminal = learner.resumes("20261128-225557-2fd9")
    terminal.until("> ")
    log = learner.log()
    (abandoned,) = (each for each in log.sessions if each.id == "20261128-225557-2fd9")
    planned = abandoned.plan[1]

    assert "2 of 4" in terminal.output
    shown = " ".join(question(terminal).split())
    assert shown.startswith(planned.stem)
    places = [shown.index(option) for option in planned.options]
    assert places == sorted(places)

    terminal.type("i")
    terminal.until("How sure" if "How sure" in terminal.output else "any key")
    assert (1, "don't know") in [
        (review.position, review.outcome)
        for review in learner.log().reviews
        if review.session == abandoned.id
    ]


def test_an_exam_killed_under_schema_1_is_resumed_with_the_same_question(
    learner: Learner,
) -> None:
    home(learner)
    terminal = learner.resumes("20261128-225557-05bd")
    terminal.until("q leave")
    terminal.type(" ")
    terminal.until("> ")
    (abandoned,) = (e for e in learner.log().sessions if e.id == "20261128-225557-05bd")
    planned = abandoned.plan[1]

    shown = " ".join(terminal.output.split())
    assert "2 of 4 answered" in shown
    assert "Exam · 2 of 4 · flagged" in shown
    assert planned.stem in shown
    places = [shown.rindex(f" {option} ") for option in planned.options]
    assert places == sorted(places)
    assert "Your answer: b" in shown


def test_an_exam_handed_in_under_schema_1_has_its_report(learner: Learner) -> None:
    home(learner)
    terminal = learner.starts("exam", "--report", "20261128-225547-be59", "--plain")

    assert terminal.ends() == 0
    assert "0 of 3 scored items right" in terminal.output
