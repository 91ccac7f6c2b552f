"""Small bases of facts for the distractor rules, and the options found in them."""

from cards.distractors.rules import RULES
from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.card import Distractor
from tests.support.paths import TESTS

BASE = read_library([TESTS / "data" / "questions.yaml"]).base

HEAD = """
source: mine
sources:
  mine: {name: My notes, title: Notes on a plank, kind: notes}
  yours: {name: Your notes, title: Other notes on a plank, kind: notes}
"""
PRESS = """
exercises:
  press:
    name: leg push
    phases: {lifting: as the legs straighten, lowering: as the legs bend}
"""


def press(involvements: str, more: str = "") -> str:
    """A file on one exercise, with these involvements."""
    inner = "".join(f"      {line}\n" for line in involvements.strip("\n").splitlines())
    return f"{HEAD}{PRESS}{more}    involvements:\n{inner}"


def found(rule: str, base: FactBase, id_: str) -> list[Distractor]:
    return list(RULES[rule].find(base.by_id[id_], base))


def texts(distractors: list[Distractor]) -> list[str]:
    return [distractor.text for distractor in distractors]
