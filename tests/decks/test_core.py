"""The core of a deck: one card for each fact, in the order of teaching, for the time there is."""

from collections import Counter
from functools import cache

import pytest

from cards.cache.tiers import tiers_in
from cards.exams.scope import ExamScope
from cards.model.card import Card
from cards.model.vocabulary import Subject
from cards.tiers.facts import FactTier
from cards.tiers.tier import Tier
from decks.core import (
    APART,
    DEFINITION,
    STAGES,
    SUITED,
    TERM,
    core_cards,
    days,
    fitted,
    is_open,
    new_a_day,
    stage_of,
)
from quiz.home.exams import chosen_exam
from tests.support.library import builtin_cards, cached_library

EXAMS = ["general", "nasm-cpt", "cscs"]


@cache
def scope(exam: str) -> ExamScope:
    return chosen_exam(exam)


@cache
def tiers(exam: str) -> dict[str, FactTier]:
    return tiers_in(cached_library(), scope(exam))


@cache
def asked(exam: str) -> tuple[Card, ...]:
    """The cards that an exam asks by default."""
    return tuple(
        card
        for card in builtin_cards()
        if not card.optional
        and not card.opinion
        and scope(exam).allows(card)
        and scope(exam).weighs(card)
    )


@cache
def core(exam: str, lowest: Tier = Tier.CORE) -> tuple[Card, ...]:
    return tuple(core_cards(asked(exam), tiers(exam), lowest))


def test_every_subject_has_a_stage() -> None:
    assert set(STAGES) == set(Subject)


@pytest.mark.parametrize("exam", EXAMS)
def test_a_fact_has_one_card_and_only_a_term_has_two(exam: str) -> None:
    by_fact: dict[str, list[str]] = {}
    for card in core(exam):
        by_fact.setdefault(card.fact.id, []).append(card.template.id)

    assert all(len(found) == 1 or found == [TERM, DEFINITION] for found in by_fact.values())
    twice = sum(len(found) == 2 for found in by_fact.values())
    assert 0 < twice <= len(core(exam)) / 10


@pytest.mark.parametrize("exam", EXAMS)
def test_the_core_is_tier_1_and_has_no_kind_that_is_guessed(exam: str) -> None:
    assert 450 < len(core(exam)) < 700
    assert {tiers(exam)[card.fact.id].tier for card in core(exam)} == {Tier.CORE}
    assert {card.kind for card in core(exam)} <= SUITED


@pytest.mark.parametrize("exam", EXAMS)
def test_an_open_question_is_chosen_only_if_a_fact_has_no_other(exam: str) -> None:
    closed = {card.fact.id for card in asked(exam) if card.kind in SUITED and not is_open(card)}

    assert [card.id for card in core(exam) if is_open(card) and card.fact.id in closed] == []


@pytest.mark.parametrize("exam", EXAMS)
def test_terms_come_first_and_exceptions_last(exam: str) -> None:
    firsts = [card for card in core(exam) if card.template.id != DEFINITION]
    stages = [stage_of(card) for card in firsts]

    assert stages == sorted(stages)
    places = {card.fact.id: place for place, card in reversed(list(enumerate(core(exam))))}
    first_role = min(p for p, card in enumerate(core(exam)) if card.template.id.startswith("role"))
    assert places.get("glossary/prime-mover/definition", -1) < first_role


@pytest.mark.parametrize("exam", EXAMS)
def test_no_open_question_is_asked_in_one_wording_more_than_twice(exam: str) -> None:
    wordings = Counter(card.stem for card in core(exam) if is_open(card))

    assert max(wordings.values()) <= 2


@pytest.mark.parametrize("exam", EXAMS)
def test_the_two_cards_of_a_term_are_a_day_apart(exam: str) -> None:
    places: dict[str, list[int]] = {}
    for place, card in enumerate(core(exam)):
        places.setdefault(card.fact.id, []).append(place)
    pairs = [found for found in places.values() if len(found) == 2]
    end = len(core(exam)) - 2 * APART

    assert all(second - first > APART for first, second in pairs if first < end)
    assert all(second - first > 1 for first, second in pairs)


def test_a_lower_tier_follows_the_core_and_keeps_its_cards() -> None:
    wider = core("nasm-cpt", Tier.EXTENDED)

    assert len(wider) > 1.5 * len(core("nasm-cpt"))
    assert set(core("nasm-cpt")) <= set(wider)
    assert wider[: len(core("nasm-cpt")) // 2] == core("nasm-cpt")[: len(core("nasm-cpt")) // 2]


@pytest.mark.parametrize("exam", EXAMS)
@pytest.mark.parametrize("size", [60, 300])
def test_a_smaller_deck_has_the_shares_of_the_exam_and_keeps_the_order(
    exam: str, size: int
) -> None:
    shares = scope(exam).shares
    chosen = fitted(core(exam), size, shares)

    assert len(chosen) == size
    places = [core(exam).index(card) for card in chosen]
    assert places == sorted(places)
    counts, supply = (Counter(card.tests for card in each) for each in (chosen, core(exam)))
    enough = [subject for subject in counts if counts[subject] < supply[subject]]
    whole = sum(shares[subject] for subject in enough)
    rest = sum(counts[subject] for subject in enough)
    for subject in enough:
        assert counts[subject] == pytest.approx(rest * shares[subject] / whole, abs=1)


def test_a_smaller_deck_is_part_of_a_larger_one() -> None:
    shares = scope("cscs").shares
    small, large = (set(fitted(core("cscs"), size, shares)) for size in (100, 300))

    assert small < large


def test_a_deck_that_fits_is_whole() -> None:
    assert fitted(core("cscs"), 10_000, scope("cscs").shares) == list(core("cscs"))


def test_six_hundred_cards_take_eight_weeks_at_twenty_minutes_and_four_at_forty() -> None:
    assert days(600, 20) / 7 == pytest.approx(8, abs=0.6)
    assert days(600, 40) / 7 == pytest.approx(4, abs=0.3)
    assert new_a_day(1) == 1
