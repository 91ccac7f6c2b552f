"""Cards to change until a lint rule finds a flaw in them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from types import MappingProxyType
from typing import Any

from cards.lint.rules import (
    Flaw,
    as_shown,
    lint,
    lint_shown,
)
from cards.model.card import Card, Distractor, Proof
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base

ROLE = "role/hip-thrust/gluteus-maximus/role"
CONTRACTION = "contraction/hip-thrust/lowering/gluteus-maximus/contraction"
STATEMENT = "true-false/hip-thrust/gluteus-maximus/role=prime-mover"
TYPED = "role-typed/hip-thrust/gluteus-maximus/role"
CLOZE = "statement-cloze/hip-thrust/joint-action"
MUSCLE = "muscle-in-role/hip-thrust/gluteus-maximus/role"
SELECT = "select-group/quadriceps"
MATCH = "match-roles/push-up"

Changes = dict[str, Any]


def wrong(*texts: str, concept: str = "role", reason: str = "something else") -> Any:
    return tuple(
        Distractor(text=t, reason=reason, proof=Proof.FUNCTIONAL, concept=f"{concept}/{t}")
        for t in texts
    )


def stem(text: str) -> Changes:
    return {"stems": (text,)}


def options(key: str, *others: str, concept: str = "term") -> Changes:
    return {"key": (key,), "distractors": wrong(*others, concept=concept)}


def found(card: Card, *others: Card) -> set[str]:
    """The rules that a card violates."""
    flaws = lint_shown([card], BASE, others=(*others, card))
    return {flaw.rule for flaw in flaws if flaw.card is not None}


DUPLICATES: Mapping[str, tuple[str, Changes, str]] = MappingProxyType(
    {
        "repeated-stem": (TYPED, {}, "typed-again"),
        "same-question-twice": (
            ROLE,
            stem("What does it work as in the hip thrust?"),
            "role-again",
        ),
        "second-key": (ROLE, {"key": ("synergist",)}, "role"),
    }
)
"""For each rule: a good card, the changes that make a conflicting one, and its template."""


def flawed(id_: str, changes: Changes) -> Card:
    return replace(as_shown(builtin_card(id_)), **changes)


def other(rule: str) -> tuple[Card, Card]:
    """A good card, and one that conflicts with it."""
    id_, changes, template = DUPLICATES[rule]
    card = builtin_card(id_)
    template_of_it = replace(card.template, id=template)
    return card, replace(card, id=f"{template}/again", template=template_of_it, **changes)


def many(card: Card, changes: Sequence[Changes], count: int) -> list[Card]:
    """Cards like one, that take turns in how they differ from it."""
    turns = enumerate(islice(cycle(changes), count))
    asked = replace(card, optional=False)  # rules on sets look at cards that are always asked
    return [replace(asked, id=f"{card.id}/{number}", **change) for number, change in turns]


@cache
def builtin_flaws() -> tuple[Flaw, ...]:
    return lint(builtin_cards(), BASE)


USER_FACTS = """
source: mine
sources:
  mine: {{name: My notes, title: Notes on a plank, kind: notes}}
exercises:
  press:
    name: leg push
    phases: {{lifting: as the legs straighten}}
    involvements:
      quadriceps:
        - {{role: prime mover}}
      biceps-femoris:
        - {{role: synergist}}
templates:
  doubtful-role:
    kind: choice
    tests: roles
    over: role
    key: role
    distractors: other-roles
    stems: ["{stem}"]
    explanation: "It has the role of {{role}}."
    waive: {{{waive}}}
"""
"""The cards repeat a question of a built-in template, so each of them needs a waiver for that."""

DOUBTFUL = "Which role do the {muscle} not usually leave to others in the {exercise}?"
TWICE = "same-question-twice: it is asked in other words"


def user_facts(waive: str = TWICE, stem: str = DOUBTFUL) -> str:
    return USER_FACTS.format(stem=stem, waive=waive)
