"""`primemover anki check`: the effect of an update, tried in the real Anki library."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.anki_desk import FACTS, Desk

pytestmark = pytest.mark.slow


BEGIN = 1_780_000_000


def export(desk: Desk, name: str, text: str = FACTS, format_: str = "anki") -> Path:
    """Export facts, a minute after the last export: Anki compares times in seconds."""
    file = desk.home / name
    minutes = len(list(desk.home.glob("*.apkg")))
    desk.facts.write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(BEGIN + 60 * minutes))
        code, _, said = desk.calls("export", format_, str(file), "--deck", "primemover")
    assert code == 0, said
    return file


def check(desk: Desk, *files: Path) -> dict[str, Any]:
    code, output, said = desk.checks(*map(str, files), "--json")
    assert code == 0, said
    return dict(json.loads(output))


CHANGED = FACTS.replace("sofa bridge", "couch bridge").replace("      obl", "      # obl")


def test_a_package_that_changes_notes_costs_their_remarks_and_tags(desk: Desk) -> None:
    first = export(desk, "first.apkg")
    found = check(desk, first, export(desk, "second.apkg", CHANGED))
    update = found["update"]

    assert found["simulated"]
    assert set(update["retired"]) < set(update["changed"])
    assert update["remarks"]["lost"] == update["tags"]["lost"] == update["changed"]
    assert (update["remarks"]["before"], update["unchanged"]) == (found["notes"], 0)
    assert (update["schedules"]["lost"], update["answers"], update["conflicting"]) == ([], 0, 0)


def test_a_text_file_costs_nothing(desk: Desk) -> None:
    first = export(desk, "first.apkg")
    update = check(desk, first, export(desk, "update.tsv", CHANGED, "anki-tsv"))["update"]

    assert update["changed"]
    assert update["retired"], "the text file brings no tag"
    assert update["remarks"]["lost"] == update["tags"]["lost"] == []
    assert update["schedules"]["lost"] == []


def test_the_result_is_said_in_sentences(desk: Desk) -> None:
    first = export(desk, "first.apkg")
    same = export(desk, "same.apkg")
    _, output, _ = desk.checks(str(first), str(same))

    assert "none answered" in output
    assert "a learner was simulated" in output
    assert "0 notes added, 0 changed" in output
    assert output.count(" kept.") == 3


def test_what_cannot_be_tried_is_explained(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = desk.home / "text.apkg"
    text.write_text("a text")
    code, _, said = desk.checks(str(text))
    assert (code, "is not an Anki package" in said) == (1, True)

    package = export(desk, "first.apkg")
    monkeypatch.setitem(sys.modules, "anki.collection", None)
    code, _, said = desk.checks(str(package))
    assert (code, "pip install anki" in said) == (2, True)
