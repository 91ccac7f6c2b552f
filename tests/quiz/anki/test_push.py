"""A push to a real Anki collection: what is the learner's stays, and nothing is done twice."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.__main__ import run
from quiz.cli.store import open_store
from tests.support.anki_connect import Actions, anki_connect
from tests.support.anki_learner import AnkiLearner, anki_learner
from tests.support.homes import make_home

pytestmark = pytest.mark.slow

FACTS = """
sources: {mine: {name: My notes, title: Notes, kind: notes}}
source: mine
exercises:
  sofa-bridge:
    name: sofa bridge
    phases: {lifting: as the hips rise, lowering: as the hips sink}
    involvements:
      gluteus-maximus: [{role: prime mover, at: p. 3}]
      biceps-femoris: [{role: synergist, at: p. 5}]
      obliques: [{role: stabiliser, at: p. 6}]
"""


@dataclass
class Desk:
    """A learner at a desk: Anki runs with AnkiConnect, and a file of facts is studied."""

    learner: AnkiLearner
    actions: Actions
    facts: Path
    capture: pytest.CaptureFixture[str]

    def calls(self, *arguments: str) -> tuple[int, str, str]:
        open_store.cache_clear()
        self.capture.readouterr()
        code = run([*arguments, "--only", "--facts", str(self.facts)])
        output = self.capture.readouterr()
        if open_store.cache_info().currsize:
            open_store().close()
        open_store.cache_clear()
        return code, output.out, output.err

    def push(self, *arguments: str) -> dict[str, Any]:
        code, output, errors = self.calls(
            "anki", "push", "--deck", "primemover", "--json", *arguments
        )
        assert code == 0, errors
        return dict(json.loads(output))


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    monkeypatch.delenv("PRIMEMOVER_ANKI_KEY", raising=False)
    facts = tmp_path / "facts.yaml"
    facts.write_text(FACTS)
    with anki_learner(tmp_path / "anki") as learner:
        actions = Actions(learner.collection)
        with anki_connect(actions) as address:
            monkeypatch.setenv("PRIMEMOVER_ANKI", address)
            yield Desk(learner, actions, facts, capsys)


def test_a_push_adds_changes_and_retires_and_keeps_what_is_the_learners(desk: Desk) -> None:
    tried = desk.push("--dry-run")
    assert desk.learner.notes() == []
    first = desk.push()
    assert tried["new"] == first["new"]
    assert len(desk.learner.notes()) == len(first["new"]) >= 2
    desk.learner.studies(days=2, answers=3, random=Random(1))
    collection = desk.learner.collection
    for id_ in desk.learner.notes():
        note = collection.get_note(id_)
        note["Remark"] = "as in chapter 4"
        note.tags = ["mine", *note.tags[1:]]
        collection.update_note(note)
    scheduled = desk.learner.schedule()

    desk.facts.write_text(
        FACTS.replace("sofa bridge", "couch bridge").replace("      obl", "      # obl")
    )
    second = desk.push()

    assert second["retired"]
    assert set(second["changed"]) | set(second["tagged"]) == set(first["new"])
    for id_ in desk.learner.notes():
        note = collection.get_note(id_)
        assert note["Remark"] == "as in chapter 4"
        assert "mine" in note.tags
        is_retired = note.guid.removeprefix("primemover/") in second["retired"]
        assert note["Question"].startswith("Retired:") is is_retired
        assert all((card.queue == -1) is is_retired for card in note.cards())
    assert desk.learner.schedule(retired=second["retired"]) == {
        card: state for card, state in scheduled.items() if card not in second["retired"]
    }
    assert "sync" not in desk.actions.asked

    again = desk.push()
    assert (again["new"], again["changed"], again["tagged"], again["retired"]) == ([], [], [], [])


def test_a_package_after_a_push_updates_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.push()
    desk.facts.write_text(FACTS.replace("sofa bridge", "couch bridge"))
    desk.push()
    package = tmp_path / "deck.apkg"
    assert desk.calls("export", "anki", str(package), "--deck", "primemover")[0] == 0

    assert desk.learner.imports(package) == 0
    assert desk.push("--dry-run")["changed"] == []


def test_notes_of_other_facts_stay_as_they_are(desk: Desk, tmp_path: Path) -> None:
    desk.push()
    desk.facts = tmp_path / "others.yaml"
    desk.facts.write_text(FACTS.replace("sofa-bridge", "floor-bridge").replace("sofa", "floor"))
    found = desk.push("--no-new")

    assert (found["new"], found["changed"], found["retired"]) == ([], [], [])
    assert found["other"] == len(desk.learner.notes())


def test_answers_in_the_running_anki_are_pulled_once(desk: Desk) -> None:
    desk.push()
    desk.learner.studies(days=3, answers=2, random=Random(2))
    answers = desk.learner.database.scalar("select count(*) from revlog")

    for added in (answers, 0):
        code, output, _ = desk.calls("anki", "pull", "--json")
        assert code == 0
        assert json.loads(output)["added"] == added


def test_what_prevents_a_push_is_explained(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.actions.key = "secret"
    code, _, said = desk.calls("anki", "push")
    assert (code, "set PRIMEMOVER_ANKI_KEY" in said) == (1, True)

    monkeypatch.setenv("PRIMEMOVER_ANKI_KEY", "secret")
    desk.actions.api_version = 5
    code, _, said = desk.calls("anki", "push")
    assert (code, "has version 5 of its interface" in said) == (1, True)

    desk.actions.api_version = 6
    desk.push()
    models = desk.learner.collection.models
    for name in ("Primemover Question", "Primemover Cloze"):
        found = models.by_name(name)
        if found is not None:
            models.rename_field(found, found["flds"][1], "Renamed")
            models.update_dict(found)
    code, _, said = desk.calls("anki", "push")
    assert (code, "has no field" in said) == (1, True)
