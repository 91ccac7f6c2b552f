"""One codec: a record is the same from a line of JSON and from a row, and its shape is fixed."""

import json
import re
from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given

from quiz.log import values
from quiz.log.codec import (
    COLUMNS,
    TABLES,
    RecordError,
    checksum_of,
    decode,
    encode,
    lines_of,
    record_of,
    row_of,
)
from quiz.log.events import EVENT_BODIES, KINDS, EventBody
from quiz.log.exam_settings import ExamSettings
from quiz.log.records import SCHEMA_VERSION, Mode, Record, Review
from quiz.log.settings import QuizSettings
from quiz.log.store import Store
from quiz.log.validation import rules_of
from tests.support.exams import FORMATS
from tests.support.log import BODIES, LIBRARY, RECORDS, review, session

Golden = Callable[[str, str], None]


@given(record=RECORDS)
def test_a_record_is_read_from_a_line_as_it_was_written(record: Record) -> None:
    (line,) = lines_of([record])

    assert "\n" not in line
    assert record_of(line) == record


@given(record=RECORDS)
def test_the_checksum_of_a_line_is_that_of_the_row(record: Record) -> None:
    (line,) = lines_of([record])
    row = dict(zip(COLUMNS[type(record)], row_of(record), strict=True))

    assert json.loads(line)["checksum"] == row["checksum"]


@given(record=RECORDS)
def test_encoding_a_decoded_record_gives_the_same_values(record: Record) -> None:
    plain = json.loads(json.dumps(encode(record)))

    assert encode(decode(type(record), plain)) == plain


@pytest.mark.parametrize("place", range(len(Review._fields)))
def test_each_cell_changes_the_checksum(place: int) -> None:
    row = row_of(review(1))
    changed = (*row[:place], "another", *row[place + 1 : -1])

    assert checksum_of(Review, changed) != checksum_of(Review, row[:-1]) == row[-1]


@pytest.mark.parametrize("exam_format", FORMATS, ids=lambda each: each.id)
def test_the_settings_of_an_exam_keep_its_whole_format(exam_format: Any) -> None:
    settings = ExamSettings(library=LIBRARY, exam_format=exam_format, unscored=(1, 3))
    record = session(mode=Mode.EXAM, settings=settings)
    (line,) = lines_of([record])
    store = Store(None)
    store.add(record)

    assert record_of(line) == record
    assert store.log().sessions == (record,)


def test_a_record_nested_too_deeply_is_refused() -> None:
    plain: Any = {}
    for _ in range(100_000):
        plain = {"planned": plain}

    with pytest.raises(RecordError):
        decode(TABLES["session"], {**encode(session()), "settings": plain})


# -- completeness ----------------------------------------------------------------------------------


def test_every_kind_of_event_has_a_word_and_a_strategy() -> None:
    assert set(EVENT_BODIES.values()) == set(KINDS) == set(BODIES) == set(get_args(EventBody))


def shapes() -> dict[str, dict[str, str]]:
    """The fields of everything that is stored, with their types."""
    waiting: list[Any] = [*TABLES.values(), *EVENT_BODIES.values(), QuizSettings, ExamSettings]
    found: dict[str, dict[str, str]] = {}
    while waiting:
        kind = waiting.pop(0)
        types = values.fields_of(kind)
        found[kind.__name__] = {field: _type_name(type_) for field, type_ in types.items()}
        parts = (part for type_ in types.values() for part in (type_, *get_args(type_)))
        waiting += [part for part in parts if values.is_record(part) and part.__name__ not in found]
    return found


def _type_name(type_: Any) -> str:
    """The name of a type without its modules."""
    return re.sub(r"\w+\.", "", type_.__name__ if isinstance(type_, type) else str(type_))


def test_the_stored_shape_of_every_record_is_that_of_its_schema(golden: Golden) -> None:
    """
    A change here changes what is stored: raise the schema and add an upgrade.
    """
    lines = [
        f"{name}: {', '.join(f'{field} ({type_})' for field, type_ in fields.items())}\n"
        for name, fields in shapes().items()
    ]

    golden(f"log-schema-{SCHEMA_VERSION}.txt", "".join(lines))


@pytest.mark.parametrize(
    "kind", [*TABLES.values(), *EVENT_BODIES.values(), QuizSettings, ExamSettings]
)
def test_every_stored_field_has_a_rule(kind: Any) -> None:
    assert values.fields_of(kind).keys() <= rules_of(kind).keys()
