"""The lint rules over all cards: patterns of keys that give answers away."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pytest

from cards.lint.rules import CARD_RULES, SET_RULES, lint
from cards.model.card import Card
from tests.cards.lint.examples import (
    BASE,
    CLOZE,
    MUSCLE,
    ROLE,
    SELECT,
    STATEMENT,
    builtin_flaws,
    many,
    options,
    stem,
)
from tests.support.library import builtin_card


def test_each_rule_for_cards_is_a_step_of_the_progress() -> None:
    steps = list[int]()
    lint([builtin_card(ROLE)], BASE, (), steps.append)

    assert steps == [1] * len(CARD_RULES)


def _biased(key: str, *others: str) -> list[Card]:
    return many(builtin_card(ROLE), [options(key, *others)], 30)


FLAWED_SETS: Mapping[str, Callable[[], Sequence[Card]]] = MappingProxyType(
    {
        "base-rate-cue": lambda: _biased("prime mover", "synergist", "antagonist", "stabiliser"),
        "coverage": lambda: [builtin_card(CLOZE)],
        "longest-key-bias": lambda: _biased("a long key", "short", "tiny", "small"),
        "negative-share": lambda: many(
            builtin_card(ROLE), [stem("Which role does it NOT have?"), {}, {}], 30
        ),
        "option-key-rate": lambda: many(
            builtin_card(MUSCLE), [options("soleus", "gracilis", "sartorius")], 30
        ),
        "same-count": lambda: many(builtin_card(SELECT), [{}], 4),
        "shortest-key-bias": lambda: _biased("key", "longer", "longest", "lengthy"),
        "template-share": lambda: many(builtin_card(ROLE), [{}], 30),
        "true-false-balance": lambda: many(builtin_card(STATEMENT), [{}], 30),
    }
)


def set_flaws(cards: Sequence[Card]) -> set[str]:
    return {flaw.rule for flaw in lint(cards, BASE) if flaw.card is None}


@pytest.mark.slow
@pytest.mark.parametrize("rule", FLAWED_SETS)
def test_a_set_rule_finds_a_flawed_set_but_not_the_builtin_one(rule: str) -> None:
    assert rule in set_flaws(FLAWED_SETS[rule]())
    assert rule not in {flaw.rule for flaw in builtin_flaws() if flaw.card is None}


def test_every_set_rule_has_a_flawed_set() -> None:
    assert set(FLAWED_SETS) == set(SET_RULES)


def test_balanced_keys_give_nothing_away() -> None:
    values = ("prime mover", "synergist", "antagonist", "stabiliser")
    variants = [options(key, *(v for v in values if v != key)) for key in values]
    flaws = set_flaws(many(builtin_card(ROLE), variants, 40))

    assert not flaws & {"base-rate-cue", "option-key-rate"}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_cards_are_not_enough_for_a_pattern(count: int) -> None:
    found = set_flaws(_biased("a long key", "short", "tiny", "small")[:count])

    assert found <= {"coverage"}  # a few cards cannot cover most facts
