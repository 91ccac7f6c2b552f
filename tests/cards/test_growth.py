"""The work of generating cards grows with the facts: look-ups are counted, no clock is read."""

import sys
from pathlib import Path
from types import FrameType

import pytest

from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.rules import RULES
from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.template import Library

pytestmark = pytest.mark.slow

FEW, MANY = 12, 48

HEAD = """
source: class-notes

sources:
  class-notes: {name: Class notes, title: Notes from the evening class, kind: notes}

exercises:
"""

EXERCISE = """
  lift-{n}:
    name: {name} lift
    {variation}
    phases: {{lifting: as you rise, lowering: as you sink}}
    traits:
      - {{type: isolation}}
      - {{plane: sagittal-plane}}
      - {{action: hip-extension, phase: lifting}}
    involvements:
      gluteus-maximus:
        - {{role: {role}}}
        - {{contraction: {{lifting: concentric, lowering: eccentric}}}}
        - {{purpose: extend the hip, phase: lifting}}
      rectus-femoris:
        - {{role: {other_role}}}
      obliques:
        - {{role: stabiliser}}
        - {{contraction: isometric, phase: throughout}}
    statements:
      instead:
        kind: alternative
        says: "Instead of the {name} lift, [the {name} press] trains the gluteus maximus."
        suggests: the {name} press
        for: {serves}
"""
"""All that a card on an exercise is made from: whatever is compared with other exercises."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MUSCLES = ("gluteus-maximus", "rectus-femoris", "deltoid")


def library(exercises: int, folder: Path) -> Library:
    """A library of that many exercises, each of which varies the one before."""
    roles = ("prime mover", "synergist", "antagonist")
    text = HEAD + "".join(
        EXERCISE.format(
            n=n,
            name=f"{LETTERS[n // 26] * 3}{LETTERS[n % 26] * 3}",
            variation=f"variation: lift-{n - 1}" if n else "",
            role=roles[n % 3],
            serves=MUSCLES[n % 3],
            other_role=roles[(n + 1) % 3],
        )
        for n in range(exercises)
    )
    file = folder / f"{exercises}.yaml"
    file.write_text(text, encoding="utf-8")
    return read_library([file], only=True)


def look_ups(library: Library) -> int:
    """The number of function calls and generator steps while cards are generated."""
    count = 0

    def entered(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(entered)
    try:
        make_cards(library)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
def test_four_times_the_exercises_take_about_four_times_the_look_ups(tmp_path: Path) -> None:
    make_cards(library(1, tmp_path))  # fills the caches of spellings
    without, few, many = (look_ups(library(n, tmp_path)) for n in (1, 1 + FEW, 1 + MANY))

    assert (many - without) / (few - without) == pytest.approx(MANY / FEW, rel=0.1)


def test_no_fact_has_more_wrong_options_than_the_limit(tmp_path: Path) -> None:
    base = library(MANY, tmp_path).base

    found = [len(tuple(rule.find(fact, base))) for rule in RULES.values() for fact in base.facts]

    assert max(found) == MOST_FOUND
