"""An exam at a terminal: its screen, its paper and its end."""

import re

from quiz.session.question import Question, asked_as, letters
from tests.support.learner import Learner
from tests.support.terminal import Terminal

PRESET = "acsm-cpt"
"""At four questions it has no unscored ones, and takes 4 minutes and 27 seconds."""
HEAD = re.compile(r"^Exam · (\d+ of \d+)(.*)$", re.MULTILINE)


def exam(learner: Learner, *options: str, columns: int = 80, count: int = 4) -> Terminal:
    """Sit an exam down to its first question."""
    before = len(learner.log().sessions)
    facts = ("--only", "--facts", str(learner.facts), "--seed", "7", "-n", str(count))
    terminal = learner.starts("exam", PRESET, *facts, *options, columns=columns)
    terminal.until("q leave")
    terminal.type(" ")
    terminal.until("> ")
    terminal.wait_for(lambda: len(learner.log().sessions) > before, "the session in the log")
    return terminal


def says(terminal: Terminal, keys: str) -> str:
    """Press keys; return the output up to the next prompt."""
    terminal.type(keys)
    return terminal.until("\r\n> ").replace("\r", "")


def number(terminal: Terminal) -> str:
    """The number of the question on the screen: `2 of 4`."""
    return str(HEAD.findall(terminal.output.replace("\r", ""))[-1][0])


def state(terminal: Terminal) -> str:
    """The text after that number."""
    return str(HEAD.findall(terminal.output.replace("\r", ""))[-1][1])


def paper(learner: Learner) -> list[Question]:
    """The questions of the last exam."""
    found = [
        asked_as(learner.cards[each.card], each.stem, each.options, each.left_side)
        for each in learner.session().plan
    ]
    return [question for question in found if question is not None]


def key(question: Question, *, right: bool) -> str:
    """The letter of an option that is right, or wrong."""
    known = zip(letters(question.options), question.options, strict=True)
    return next(letter for letter, option in known if option.right is right)
