"""Small bases of facts for the group rules, and the groups and cards found in them."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cards.generate import make_cards
from cards.groups.group import FactGroup
from cards.groups.rules import GROUP_RULES
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.nouns import Muscle
from cards.model.template import Library
from cards.selection import (
    is_askable,
)
from tests.support.library import builtin_card, builtin_library, library_of
from tests.support.paths import LETTERS

BASE = builtin_library().base.sorted_by_id()

HEAD = """
source: mine
sources:
  mine: {name: My notes, title: Notes on a plank, kind: notes}
  yours: {name: Your notes, title: Other notes on a plank, kind: notes}
"""
PHASES = "{lifting: as the legs straighten, lowering: as the legs bend}"
ACTION = "joint-action: {kind: action, says: It is knee extension., value: knee-extension}"


def exercises(**involvements: str) -> str:
    """A file on some exercises; the lines after one with `--` are statements."""
    lines = [HEAD, "exercises:"]
    for name, text in involvements.items():
        claims, _, statements = text.partition("--\n")
        lines += [f"  {name}:", f"    name: {name} lift", f"    phases: {PHASES}"]
        for key, entries in (("involvements", claims), ("statements", statements)):
            if entries.strip():
                lines += [f"    {key}:", *(f"      {line}" for line in entries.strip().split("\n"))]
    return "\n".join(lines) + "\n"


def finding(*lists: str) -> str:
    """The section on a finding with these lists."""
    lines = [
        "compensations:",
        "  heels-rise:",
        "    name: heels rise",
        "    assessment: overhead-squat-assessment",
        "    seen: a client's heels rise",
        "    checkpoint: feet and ankles",
        "    lists:",
        *(f"      - {each}" for each in lists),
    ]
    return "\n".join(lines) + "\n"


# "prime mover" in one of three exercises; the other two state another role.
THREE = exercises(
    desk=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}",
    sofa="quadriceps: [{role: stabiliser}]",
    wall="quadriceps: [{role: synergist}]",
)


def found(rule: str, base: FactBase) -> list[FactGroup]:
    """The groups that a group rule finds, if a question on them can be asked."""
    groups = GROUP_RULES[rule].find(base.sorted_by_id())
    return [group for group in groups if group.key and is_askable(card_of(group))]


def card_of(group: FactGroup) -> Card:
    """A card on a group, to select the part that a question shows."""
    return replace(
        builtin_card("match-roles/push-up" if group.left_side else "select-group/quadriceps"),
        key=group.key,
        left_side=group.left_side,
        reasons=group.reasons,
        distractors=group.distractors,
        ruled_out=group.ruled_out,
    )


@cache
def letters() -> Library:
    """The facts for the quiz with several letters, without the built-in ones."""
    with TemporaryDirectory() as folder:
        return library_of(Path(folder), LETTERS.read_text(encoding="utf-8"), only=True)


@cache
def three() -> Library:
    with TemporaryDirectory() as folder:
        return library_of(Path(folder), THREE, only=True)


def cards_of(*libraries: Library) -> list[Card]:
    return [card for library in libraries for card in make_cards(library)[0]]


def named(texts: tuple[str, ...], base: FactBase = BASE) -> list[Muscle]:
    muscles = {muscle.name: muscle for muscle in base.muscles.values()}
    return [muscles[text] for text in texts]
