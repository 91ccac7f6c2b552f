"""The work in front of the first question: what is imported until it is on the terminal.

Processor time is not measured; `python -m tests.bench_speed` prints it.
"""

import re

from tests.support.learner import Learner, answer

MOST_MODULES = 90
"""Modules of the program; each takes a quarter of a millisecond."""

MOST_MODULES_TO_STUDY = 102

NOT_NEEDED = {
    *("dataclasses", "sqlite3", "json", "yaml", "fsrs", "genanki", "tempfile", "shutil"),
    *("hashlib", "difflib", "importlib.metadata", "quiz.log.records", "quiz.log.store"),
    *("quiz.manual.page", "quiz.run.feedback", "quiz.statistics.figures", "quiz.exam.paper"),
    *("decks.maps.spec", "cards.model.base", "cards.model.cluster", "cards.topics"),
    *("cards.cache.build", "cards.cache.store", "cards.load.library", "cards.generate"),
}


NOT_NEEDED_TO_STUDY = NOT_NEEDED | {
    *("quiz.log.reader", "quiz.log.counts", "quiz.log.history", "quiz.memory.state"),
    *("quiz.memory.recall", "quiz.study.forecast", "quiz.cli.anki_study", "quiz.cli.prompts"),
    *("cards.cache.tiers", "cards.cache.selection"),
}


def imported(learner: Learner, *command: str) -> set[str]:
    """The modules that a command imports until its first question is shown."""
    program = ("-X", "importtime", "-m", "quiz", *command)
    facts = ("--only", "--facts", str(learner.facts))
    shown = learner.runs(*program, *facts).until("\n> ")
    return set(re.findall(r"import time:[ \d|]+ ([\w.]+)", shown))


def of_program(modules: set[str]) -> set[str]:
    """The modules of the program."""
    return {name for name in modules if name.partition(".")[0] in ("cards", "decks", "quiz")}


def test_a_quiz_imports_few_modules_before_its_first_question(
    learner: Learner,
) -> None:
    learner.quizzes()  # stores what a quiz reads

    found = imported(learner, "quiz", "--seed", "7")

    assert "quiz.run.question" in found
    assert len(of_program(found)) <= MOST_MODULES, sorted(of_program(found))
    assert not NOT_NEEDED & found


def test_study_imports_few_modules_and_no_log_before_its_first_question(
    learner: Learner,
) -> None:
    answer(learner.quizzes("-n", "1"), "i")
    facts = ("--only", "--facts", str(learner.facts))
    before = learner.starts("study", "--no-check", *facts)
    before.until("\n> ")
    answer(before, "i")
    before.type("q")
    assert before.ends() == 0

    found = imported(learner, "study", "--no-check")

    assert "quiz.run.question" in found
    assert len(of_program(found)) <= MOST_MODULES_TO_STUDY, sorted(of_program(found))
    assert not NOT_NEEDED_TO_STUDY & found
