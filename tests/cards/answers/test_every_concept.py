"""Every name of the vocabulary, typed into typed cards: each verdict holds by the facts.

The facts are read a second time, in `tests.support.oracle`, without the code of the judge.
"""

import re
from collections.abc import Iterable
from functools import cache
from random import Random

import pytest

from cards.answers.judge import judge
from cards.answers.verdict import Verdict
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.kinds import RECALLED
from cards.model.nouns import Named
from tests.support.library import builtin_cards, builtin_library
from tests.support.oracle import Oracle

DRAWN = 60
CLOSED = ("role", "contraction", "exercise")
"""Fields in which a stated value excludes the others."""


def base() -> FactBase:
    return builtin_library().base


@cache
def oracle() -> Oracle:
    return Oracle(base())


def typed_cards() -> list[Card]:
    return [card for card in builtin_cards() if card.kind in RECALLED]


def drawn(count: int) -> list[Card]:
    """Cards of all templates, one of each in every round."""
    by_template: dict[str, list[Card]] = {}
    for card in Random(13).sample(typed_cards(), len(typed_cards())):
        by_template.setdefault(card.template.id, []).append(card)
    rounds = zip(*(_padded(cards, count) for cards in by_template.values()), strict=True)
    return [card for each in rounds for card in each if card is not None][:count]


def _padded(cards: list[Card], count: int) -> list[Card | None]:
    return [*cards[:count], *[None] * (count - len(cards))]


def vocabulary(card: Card) -> Iterable[Named]:
    """The nouns that the field of a card can mean."""
    facts = base()
    match card.field:
        case "muscle":
            return facts.muscles.values()
        case "exercise":
            return facts.exercises.values()
        case "role" | "contraction":
            return facts.family(card.field)
        case "term":
            return facts.terms.values()
        case _:
            return (*facts.muscles.values(), *facts.terms.values())


def faults(cards: Iterable[Card]) -> tuple[list[str], set[Verdict]]:
    """The verdicts that the facts do not bear out, and all verdicts that occur."""
    found, verdicts = [], set[Verdict]()
    for card in cards:
        for noun in vocabulary(card):
            verdict = judge(noun.name, card, base()).verdict
            verdicts.add(verdict)
            fault = _fault(verdict, card, noun)
            if fault:
                found.append(f"{card.id}: {noun.name}: {verdict}: {fault}")
    return found, verdicts


def _fault(verdict: Verdict, card: Card, noun: Named) -> str:
    supported = oracle().supports(card, noun)
    match verdict:
        case Verdict.WRONG if supported:
            return "a fact supports it"
        case Verdict.WRONG if not any(oracle().excludes(card, one) for one in _namesakes(noun)):
            return "there is no proof"
        case Verdict.RIGHT | Verdict.SLIP if not supported and not _is_key(card, noun):
            return "no fact supports it"
        case Verdict.NOT_RECOGNISED:
            return "it is a name of the vocabulary"
        case Verdict.NOT_DECIDED if card.field in CLOSED and not supported:
            decided = oracle().excludes(card, noun) and not oracle().leaves_room(card, noun)
            return "there is a proof" if decided else ""
        case _:
            return ""


def _namesakes(noun: Named) -> list[Named]:
    """The nouns that have the name of a noun, itself among them."""
    return [noun, *_by_bare_name().get(_bare(noun.name), ())]


@cache
def _by_bare_name() -> dict[str, list[Named]]:
    facts = base()
    found: dict[str, list[Named]] = {}
    for noun in (*facts.muscles.values(), *facts.terms.values(), *facts.exercises.values()):
        for form in noun.forms:
            found.setdefault(_bare(form), []).append(noun)
    return found


def _is_key(card: Card, noun: Named) -> bool:
    keys = {_bare(key) for key in card.key}
    return bool(keys & {_bare(form) for form in noun.forms})


def _bare(name: str) -> str:
    """A name in the singular, without the words that need not be typed."""
    return re.sub(r"\b(?:muscle|action|contraction|type|joint)s?\b", "", name.lower()).strip(" s")


@pytest.mark.slow
def test_every_concept_gets_a_verdict_that_the_facts_bear_out() -> None:
    found, verdicts = faults(drawn(DRAWN))

    assert found == []
    assert verdicts >= set(Verdict) - {Verdict.SLIP, Verdict.TWO_NAMES, Verdict.NOT_RECOGNISED}


@pytest.mark.full
def test_every_concept_gets_such_a_verdict_on_every_card() -> None:
    found, _ = faults(typed_cards())

    assert found == []
