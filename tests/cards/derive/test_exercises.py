"""Reasons about an exercise as a whole."""

from pathlib import Path

from cards.derive.exercises import joints_that_move
from cards.load.library import read_library
from cards.model.facts.term_statement import Mechanic

ISOLATION = """
source: golf-insider-uk
exercises:
  towel-curl:
    name: towel curl
    phases: {lifting: as you curl the towel up, lowering: as you lower it}
    traits:
      - {type: isolation}
"""


def test_a_type_without_a_stated_joint_action_has_no_reason(tmp_path: Path) -> None:
    file = tmp_path / "towel-curl.yaml"
    file.write_text(ISOLATION)
    base = read_library([file]).base
    exercise = base.exercises["towel-curl"]
    (fact,) = (each for each in base.of_type(Mechanic) if each.exercise is exercise)

    assert joints_that_move(fact, base) is None
