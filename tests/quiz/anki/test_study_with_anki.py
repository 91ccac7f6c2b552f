"""Study of a learner who reviews in Anki: it asks what Anki does not, in the time that remains."""

import json
from datetime import timedelta
from random import Random

import pytest

from cards.model.summary import CardSummary, summary
from cards.model.vocabulary import Level
from quiz.memory.recall_model import Practice
from quiz.session.session import Why
from quiz.study.candidates import Candidate
from quiz.study.division import outside_anki
from quiz.study.past import past_study
from tests.support.anki_desk import FACTS, Desk
from tests.support.library import builtin_cards
from tests.support.log import MOMENT, review

_CARDS = list(map(summary, builtin_cards()))
RECALL = next(card for card in _CARDS if card.level == Level.RECALL)
APPLIED = next(card for card in _CARDS if card.level == Level.APPLICATION)
KNOWN = Practice(2.0, 0.0, last=100.25)
IN_ANKI = {"f"}


def candidate(*cards: CardSummary, fact: str = "f", **values: object) -> Candidate:
    return Candidate(fact, "roles", cards, (1,), **values)  # type: ignore[arg-type]  # by name


def divided(*given: Candidate) -> list[Candidate]:
    return list(outside_anki(given, IN_ANKI))


def test_facts_that_anki_does_not_have_stay() -> None:
    others = [candidate(RECALL, fact="g"), candidate(RECALL, fact="h", practice=KNOWN, due=1.0)]

    assert divided(*others) == others


def test_anki_begins_its_facts_and_has_them_recalled() -> None:
    assert divided(candidate(RECALL, APPLIED), candidate(RECALL, practice=KNOWN)) == []


def test_a_fact_that_was_missed_stays() -> None:
    weak = candidate(RECALL, practice=KNOWN, was_missed=True)

    assert divided(weak) == [weak]


def test_what_is_known_in_anki_is_applied_here_from_the_next_day() -> None:
    (found,) = divided(candidate(RECALL, APPLIED, practice=KNOWN, due=130.0))

    assert (found.cards, found.due, found.is_elsewhere) == ((APPLIED,), 101.0, True)


def test_answers_in_anki_count_in_the_minutes_of_their_day_and_not_as_times_here() -> None:
    there = [
        review(n, why=Why.ANKI, session="anki-20261123", writer="anki-20261123", seconds=30.0)
        for n in range(8)
    ]
    before = there[0]._replace(day="2026-11-22", counter=99, at=MOMENT - timedelta(days=1))
    past = past_study([before, *there], "2026-11-23")

    assert (past.anki, past.anki_seconds) == (8, 240.0)
    assert (past.answered, past.seconds) == (0, 0.0)
    assert past.times == past_study([], "2026-11-23").times


@pytest.mark.slow
def test_study_pulls_the_answers_first_and_says_so(desk: Desk) -> None:
    (desk.home / "settings.yaml").write_text("version: 1\nminutes: 10\nreviews: anki\n")
    _, output, _ = desk.calls("study", "--no-check", "--jsonl", typed="q\n")
    assert "everything is asked here" in json.loads(output.splitlines()[0])["why"]

    desk.push()
    desk.learner.studies(days=1, answers=3, random=Random(1))
    _, output, said = desk.calls("study", "--no-check", "--jsonl", typed="q\n")

    assert "From Anki: 3 new answers." in said
    assert "Your answers in Anki took 1 minute of today's 10" in output

    more = "      quadriceps: [{role: stabiliser, at: p. 6}]\n      obliques"
    desk.facts.write_text(FACTS.replace("      obliques", more))
    _, output, said = desk.calls("study", "--no-check", "--jsonl", typed="q\n")
    plan, question = map(json.loads, output.splitlines()[:2])

    assert "From Anki" not in said
    assert "In Anki, 3 answers today in 1 minute; here comes what Anki does not" in plan["why"]
    assert "quadriceps" in question["card"]


@pytest.mark.slow
def test_without_anki_study_begins_with_a_remark(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.home / "settings.yaml").write_text("version: 1\nminutes: 10\nreviews: anki\n")
    monkeypatch.setenv("PRIMEMOVER_ANKI", "http://127.0.0.1:9")
    code, output, said = desk.calls("study", "--no-check", "--jsonl", typed="q\n")

    assert code == 0
    assert said.startswith("Without the latest answers from Anki: Nothing answers at 127.0.0.1:9.")
    assert '"event": "question"' in output
