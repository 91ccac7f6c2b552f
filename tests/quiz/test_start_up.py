"""The work in front of the first question: what is imported until it is on the terminal.

Processor time is not measured; `python -m tests.bench_speed` prints it.
"""

import re

import pytest

from tests.support.learner import Learner

MOST_MODULES = 90
"""Modules of the program; each takes a quarter of a millisecond."""

NOT_NEEDED = {
    *("dataclasses", "sqlite3", "json", "yaml", "fsrs", "genanki", "tempfile", "shutil"),
    *("hashlib", "difflib", "importlib.metadata", "quiz.log.records", "quiz.log.store"),
    *("quiz.manual.page", "quiz.run.feedback", "quiz.statistics.figures", "quiz.exam.paper"),
    *("decks.maps.spec", "cards.model.base", "cards.model.cluster", "cards.topics"),
    *("cards.cache.build", "cards.cache.store", "cards.load.library", "cards.generate"),
}


@pytest.fixture
def imported(learner: Learner) -> set[str]:
    """The modules that a second quiz imports until its first question is shown."""
    quiz = ("-X", "importtime", "-m", "quiz", "quiz", "--seed", "7")
    facts = ("--only", "--facts", str(learner.facts))
    learner.quizzes()  # stores what a quiz reads
    shown = learner.runs(*quiz, *facts).until("\n> ")
    return set(re.findall(r"import time:[ \d|]+ ([\w.]+)", shown))


def test_a_quiz_imports_few_modules_before_its_first_question(imported: set[str]) -> None:
    modules = {name for name in imported if name.partition(".")[0] in ("cards", "decks", "quiz")}

    assert "quiz.run.question" in modules
    assert len(modules) <= MOST_MODULES, sorted(modules)
    assert not NOT_NEEDED & imported
