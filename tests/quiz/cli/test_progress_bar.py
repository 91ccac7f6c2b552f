"""Long work shows its progress on a terminal, and nowhere else."""

import os
import subprocess
import sys

import pytest

from quiz.log.store import Store
from tests.support.learner import Learner
from tests.support.log import QUIZ, review, session
from tests.support.paths import ROOT

_MANY = 5_000


@pytest.fixture
def trained(learner: Learner) -> Learner:
    """A learner with many answers."""
    store = Store(learner.home / "progress.db")
    store.merge([session(settings=QUIZ), *(review(number) for number in range(1, _MANY + 1))])
    store.close()
    return learner


def test_reading_writing_and_checking_many_answers_shows_its_progress(trained: Learner) -> None:
    for label, *command in (
        ("Checking", "check"),
        ("Writing", "export", str(trained.home / "all.jsonl")),
        ("Reading", "restore", str(trained.home / "progress.db")),
    ):
        terminal = trained.runs("-m", "quiz", "progress", *command)
        terminal.until(f"{label}  [")
        assert terminal.ends() == 0
        assert "100%" in terminal.rest()


def test_without_a_terminal_no_progress_is_shown(trained: Learner) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "quiz", "progress", "check"],
        cwd=ROOT,
        env={**os.environ, "PRIMEMOVER_HOME": str(trained.home)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert not ended.stderr
