"""`primemover anki`: answers from the real Anki library count here, once."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from quiz.cli.store import open_store
from quiz.memory.recall import recalled
from tests.quiz.cli.calls import Primemover
from tests.support.homes import make_home
from tests.support.library import builtin_card

pytestmark = [pytest.mark.usefixtures("clean_environment"), pytest.mark.slow]

DECK = ("hip-thrust", "--size", "6", "--no-maps", "--deck", "primemover")


@pytest.fixture(autouse=True)
def _fresh_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    open_store.cache_clear()
    yield
    if open_store.cache_info().currsize:
        open_store().close()
    open_store.cache_clear()


def pull(primemover: Primemover, file: Path, *arguments: str) -> dict[str, object]:
    code, output, _ = primemover("anki", "pull", str(file), "--json", *arguments)

    assert code == 0
    return dict(json.loads(output))


def test_answers_in_anki_count_here_once_and_memory_agrees(
    primemover: Primemover, tmp_path: Path
) -> None:
    from tests.support.anki_learner import anki_learner

    package, old, new = (tmp_path / name for name in ("deck.apkg", "old.apkg", "new.apkg"))
    assert primemover("export", "anki", str(package), *DECK)[0] == 0
    with anki_learner(tmp_path / "anki") as learner:
        learner.imports(package)
        learner.studies(days=4, answers=7, random=Random(1))
        learner.exports(old)
        learner.exports(new, legacy=False)
        stabilities = learner.stabilities()
        answers = learner.database.scalar("select count(*) from revlog")

    tried = pull(primemover, old, "--dry-run")
    first = pull(primemover, old)
    assert (tried["added"], tried["dry_run"]) == (first["added"], True) == (answers, True)
    pytest.importorskip("zstandard")
    assert (again := pull(primemover, new))["added"] == 0
    assert again["known"] == answers

    memory = recalled(open_store(), None).facts
    trained = [fact.id for card in stabilities for fact in builtin_card(card).facts]
    for card, stability in stabilities.items():
        fact = builtin_card(card).fact.id
        if trained.count(fact) == len(builtin_card(card).facts) == 1:
            assert memory[fact].stability == pytest.approx(stability, rel=0.02), card


def test_what_cannot_be_pulled_is_explained(primemover: Primemover, tmp_path: Path) -> None:
    package, text = tmp_path / "deck.apkg", tmp_path / "text.apkg"
    primemover("export", "anki", str(package), *DECK)
    text.write_text("a text")

    code, _, said = primemover("anki", "pull", str(text))
    assert code == 1
    assert said.startswith(f"Error: {text} is not an Anki package. In Anki, File > Export")
    code, _, said = primemover("anki", "pull", str(package))
    assert code == 0
    assert "tick “Include scheduling information”" in said
