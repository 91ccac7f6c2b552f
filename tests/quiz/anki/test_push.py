"""A push to a real Anki collection: what is the learner's stays, and nothing is done twice."""

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from quiz.cli import anki_push
from quiz.log.days import study_day
from quiz.log.store import Store
from tests.support.anki_desk import FACTS, Desk
from tests.support.library import cached_library
from tests.support.log import review, session

pytestmark = pytest.mark.slow


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


def test_many_notes_are_only_added_on_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_push, "MANY", 1)
    code, _, errors = desk.calls("anki", "push", "--deck", "Mine")

    assert code == 2
    assert "notes to the deck “Mine”? --yes adds them" in errors
    assert desk.learner.notes() == []
    assert desk.push("--dry-run")["new"] == desk.push("--yes")["new"]


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
    found = desk.push("--no-new", "--deck", "Other")

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


def test_what_was_answered_here_is_postponed_in_anki(desk: Desk) -> None:
    desk.push()
    desk.learner.studies(days=4, answers=6, random=Random(4))
    collection = desk.learner.collection
    collection.sched.set_due_date(collection.find_cards("is:review"), "0")
    assert desk.push("--postpone")["postponed"] == 0, "nothing was answered here"
    before = desk.learner.due_days()
    answered = set(list(before)[:2])
    now = datetime.now(UTC)
    cards = [card for card in cached_library(desk.facts, only=True).cards if card.id in answered]
    store = Store(desk.home / "progress.db")
    store.add(
        session(),
        *(
            review(
                number,
                at=now,
                day=study_day(now.astimezone()),
                fact=card.fact.id,
                facts=(card.fact.id,),
                card=card.id,
                kind="choice",
                outcome="right",
                rating=4,
            )
            for number, card in enumerate(cards)
        ),
    )
    store.close()

    assert desk.push("--postpone", "--dry-run")["postponed"] == len(answered)
    assert desk.learner.due_days() == before
    assert desk.push("--postpone")["postponed"] == len(answered)
    after = desk.learner.due_days()
    assert {card for card in before if after[card] > before[card]} == answered
    assert desk.push("--postpone")["postponed"] == 0


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
