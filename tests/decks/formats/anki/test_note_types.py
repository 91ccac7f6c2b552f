"""The note types are frozen: by their ids, fields and templates, notes are found again."""

from decks.formats.anki.note_types import (
    BEFORE_REMARK,
    CLOZE_FIELDS,
    CLOZE_NAME,
    CLOZE_TYPE,
    QUESTION_FIELDS,
    QUESTION_NAME,
    QUESTION_TYPE,
    SORT_FIELD,
    TEXT_FIELDS,
)
from decks.formats.anki.templates import CLOZE_TEMPLATES, QUESTION_TEMPLATES
from tests.support.paths import ROOT

FROZEN = ROOT / "tests" / "data" / "anki-note-types-1.txt"


def test_the_note_types_are_those_of_version_1() -> None:
    """A field or template that is renamed, removed, moved or added makes every note conflict."""
    types = (
        (QUESTION_TYPE, QUESTION_NAME, QUESTION_FIELDS, QUESTION_TEMPLATES),
        (CLOZE_TYPE, CLOZE_NAME, CLOZE_FIELDS, CLOZE_TEMPLATES),
    )
    lines = []
    for id_, name, fields, templates in types:
        lines.append(f"{id_} {name}")
        lines += [f"  field {field_id} {field}" for field, field_id in fields]
        lines += [f"  card {each.id} {each.name}" for each in templates]
    lines.append(f"sorted by field {SORT_FIELD}")

    expected = FROZEN.read_text("utf-8").splitlines()
    actual = lines

    assert expected == actual


def test_what_a_text_file_cannot_bring_comes_after_what_it_can() -> None:
    """Anki's text import fills fields from the first on; a blank one would delete a remark."""
    spare = {f"Spare{number}" for number in range(1, 11)}
    last = {*spare, "QuestionPicture", "AnswerPicture", "Remark"}

    for is_cloze, fields in ((False, QUESTION_FIELDS), (True, CLOZE_FIELDS)):
        names = [name for name, _ in fields]
        assert not last & set(names[: TEXT_FIELDS[is_cloze]])
        assert set(names[TEXT_FIELDS[is_cloze] :]) <= last
        assert names.index("Remark") == BEFORE_REMARK, "the tags come before it"
