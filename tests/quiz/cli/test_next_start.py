"""The next quiz or study after a session is the same with and without the stored answers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cards.cache.library import load_or_build
from quiz.log.store import Store
from tests.support.homes import make_home, shared_cache
from tests.support.log import review, session
from tests.support.paths import LETTERS

FACTS = ("--only", "--facts", str(LETTERS))
STORED = ("answers-*", "studied-*")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder."""
    return make_home(tmp_path / "home")


def runs(home: Path, *command: str, typed: str) -> str:
    """The output of a command in a pipe."""
    found = subprocess.run(
        [sys.executable, "-m", "quiz", *command, *FACTS, "--plain"],
        input=typed,
        text=True,
        capture_output=True,
        check=False,
        env={"PRIMEMOVER_HOME": str(home), "PATH": ""},
        timeout=60,
    )
    return found.stdout


def stored(home: Path) -> list[Path]:
    return [file for name in STORED for file in (home / "cache").glob(name)]


def plan(home: Path) -> str:
    """The first lines of a study, without its seed, which changes the order of options."""
    return re.sub(r"seed \d+", "", runs(home, "study", "--no-check", "--no-save", typed="q\n"))[:60]


def test_a_session_stores_what_the_next_one_needs(home: Path) -> None:
    runs(home, "study", "--no-check", typed="i\ni\nq\n")
    assert len(stored(home)) == len(STORED)
    by_files = plan(home)
    for file in stored(home):
        file.unlink()

    assert plan(home) == by_files


def test_answers_that_another_program_adds_are_seen_at_the_next_start(home: Path) -> None:
    runs(home, "study", "--no-check", typed="i\ni\nq\n")
    before = plan(home)
    log = Store(home / "progress.db")
    library = load_or_build((LETTERS,), only=True, keep=shared_cache())
    facts = {card.about for card in library.summaries}
    log.add(session(), *(review(n, fact=fact, outcome="right") for n, fact in enumerate(facts)))
    log.close()
    after = plan(home)
    for file in stored(home):
        file.unlink()

    assert after == plan(home)
    assert after != before
