"""The work of generating cards grows with the facts: look-ups are counted, no clock is read."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.rules import RULES
from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.template import Library
from tests.support.look_ups import look_ups

pytestmark = pytest.mark.slow

ENOUGH, FEW, MANY = 25, 8, 32
"""With enough exercises, each card has found all the wrong options that it may have."""


HEAD = """
source: class-notes

sources:
  class-notes: {name: Class notes, title: Notes from the evening class, kind: notes}

muscles:
  hip-pusher: {name: hip pusher, traits: [action: hip-extension, crosses: hip-joint]}
  hip-puller: {name: hip puller, traits: [action: hip-flexion, crosses: hip-joint]}

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
      - {{action: {action}, phase: lifting}}
    involvements:
      {mover}:
        - {{role: prime mover}}
        - {{role: prime mover, of: {action}}}
        - {{contraction: {{lifting: concentric, lowering: eccentric}}}}
        - {{purpose: move the hip, phase: lifting}}
      {rival}:
        - {{role: antagonist}}
      obliques:
        - {{role: stabiliser}}
        - {{contraction: isometric, phase: throughout}}
    statements:
      instead:
        kind: alternative
        says: "Instead of the {name} lift, [the {name} press] trains the hip pusher."
        suggests: the {name} press
        for: {serves}
"""
"""All that a card on an exercise is made from: whatever is compared with other exercises."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MUSCLES = ("hip-pusher", "hip-puller", "deltoid")


def library(exercises: int, folder: Path) -> Library:
    """A library of that many exercises, each of which varies the one before."""
    text = HEAD + "".join(
        EXERCISE.format(
            n=n,
            name=f"{LETTERS[n // 26] * 3}{LETTERS[n % 26] * 3}",
            variation=f"variation: lift-{n - 1}" if n else "",
            action=("hip-extension", "hip-flexion")[n % 2],
            mover=MUSCLES[n % 2],
            rival=MUSCLES[1 - n % 2],
            serves=MUSCLES[n % 3],
        )
        for n in range(exercises)
    )
    file = folder / f"{exercises}.yaml"
    file.write_text(text, encoding="utf-8")
    return read_library([file], only=True)


@pytest.mark.parametrize("one_in", [5, pytest.param(1, marks=pytest.mark.full)])
def test_four_times_the_exercises_take_about_four_times_the_look_ups(
    one_in: int, tmp_path: Path
) -> None:
    """On all templates this takes four seconds, so one in five is tested more often."""

    def some(exercises: int) -> Library:
        whole = library(exercises, tmp_path)
        return replace(whole, templates=whole.templates[::one_in])

    make_cards(some(ENOUGH))  # fills the caches of spellings
    without, few, many = (look_ups(partial(make_cards, some(ENOUGH + n))) for n in (0, FEW, MANY))

    assert (many - without) / (few - without) == pytest.approx(MANY / FEW, rel=0.1)


def test_no_fact_has_more_wrong_options_than_the_limit(tmp_path: Path) -> None:
    base = library(ENOUGH + FEW, tmp_path).base

    found = [len(tuple(rule.find(fact, base))) for rule in RULES.values() for fact in base.facts]

    assert max(found) == MOST_FOUND
