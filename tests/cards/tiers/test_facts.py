"""The tiers of facts for an exam."""

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.vocabulary import Level, Origin, Subject
from cards.tiers.facts import CORE_FACTS, MOST, FactTier, tiers_of_facts
from cards.tiers.nouns import builtin_noun_tiers
from cards.tiers.tier import Tier
from tests.support.library import builtin_library, cached_library
from tests.support.paths import CLASS

BASE = builtin_library().base
SUMMARIES = cached_library().summaries
NOUNS = builtin_noun_tiers()

ANATOMY = {
    Subject.ROLES: 3.75,
    Subject.MUSCLE_ACTIONS: 2.75,
    Subject.CONTRACTION: 2.0,
    Subject.TECHNIQUE: 1.5,
}
PRACTICE = {
    Subject.LOAD: 5.0,
    Subject.ASSESSMENT: 1.0,
    Subject.TECHNIQUE: 1.5,
    Subject.ROLES: 2.5,
}
EXAMS = [(ANATOMY, None), (PRACTICE, "nasm"), (PRACTICE, "nsca")]


@cache
def tiers(number: int) -> dict[str, FactTier]:
    shares, body = EXAMS[number]
    return tiers_of_facts(BASE, SUMMARIES, NOUNS, shares=shares, body=body)


def core(found: dict[str, FactTier]) -> Counter[Subject | None]:
    return Counter(each.subject for each in found.values() if each.tier is Tier.CORE)


def test_subjects_with_enough_facts_get_their_shares_of_tier_1() -> None:
    expected = {subject: CORE_FACTS * share / 10 for subject, share in ANATOMY.items()}

    assert core(tiers(0)) == expected


def test_a_subject_with_too_few_facts_gives_the_rest_to_the_others() -> None:
    counts = core(tiers(2))

    assert 0 < counts[Subject.LOAD] < 0.5 * CORE_FACTS
    assert 0.15 * CORE_FACTS < counts[Subject.TECHNIQUE] <= MOST * 0.15 * CORE_FACTS
    assert 0.25 * CORE_FACTS < counts[Subject.ROLES] <= MOST * 0.25 * CORE_FACTS


@pytest.mark.parametrize("number", range(len(EXAMS)))
def test_no_fact_is_what_only_another_body_teaches(number: int) -> None:
    body = EXAMS[number][1]
    for fact in BASE.facts:
        elsewhere = body is not None and fact.is_teaching and body not in fact.bodies

        assert (fact.id in tiers(number)) is not elsewhere, fact.id


def test_the_teaching_of_the_exams_body_is_in_tier_1() -> None:
    nasm, nsca = (
        [fact for fact in BASE.facts if fact.is_teaching and fact.bodies == {body}]
        for body in ("nasm", "nsca")
    )

    of_nasm = [fact.id for fact in nasm if tiers(1)[fact.id].tier is Tier.CORE]
    of_nsca = [fact.id for fact in nsca if tiers(2)[fact.id].tier is Tier.CORE]
    assert min(len(of_nasm), len(of_nsca)) > 50


@pytest.mark.parametrize("number", range(len(EXAMS)))
def test_tiers_1_and_2_are_asked_by_default_and_about_nouns_of_tiers_1_and_2(number: int) -> None:
    asked = {card.about for card in SUMMARIES if not card.optional and not card.opinion}
    for id_, found in tiers(number).items():
        about = BASE.by_id[id_].about
        nouns = [noun for noun in (about.exercise, about.muscle) if noun is not None]
        if found.tier is not Tier.REST:
            assert id_ in asked
            assert found.subject in EXAMS[number][0]
            assert all(NOUNS.tier(noun) is not Tier.REST for noun in nouns), id_


def test_nothing_in_tier_1_has_a_weaker_claim_than_something_outside() -> None:
    """In a subject, and for facts of one tier of nouns, a better source comes first."""
    found = tiers(0)
    roles = [fact for fact in BASE.facts if found[fact.id].subject is Subject.ROLES]
    ranks: dict[Tier, list[int]] = {Tier.CORE: [], Tier.EXTENDED: []}
    for fact in roles:
        about = {NOUNS.tier(noun) for noun in (fact.about.exercise, fact.about.muscle) if noun}
        if about == {Tier.CORE} and found[fact.id].tier in ranks and fact.rank is not None:
            ranks[found[fact.id].tier].append(fact.rank.number)

    assert len(ranks[Tier.CORE]) > 50
    assert max(ranks[Tier.CORE]) <= min(ranks[Tier.EXTENDED], default=9)


def test_no_exercise_fills_a_subject() -> None:
    exercises = Counter(
        exercise.id
        for fact in BASE.facts
        if tiers(0)[fact.id].tier is Tier.CORE and (exercise := fact.about.exercise) is not None
    )

    assert len(exercises) >= 40
    assert max(exercises.values()) <= CORE_FACTS / 20


def test_facts_that_a_card_applies_are_more_frequent_in_tier_1_than_elsewhere() -> None:
    applied = {card.about for card in SUMMARIES if card.level != Level.RECALL and not card.optional}
    parts = {
        tier: [id_ in applied for id_, found in tiers(0).items() if found.tier is tier]
        for tier in (Tier.CORE, Tier.EXTENDED)
    }

    mean = {tier: sum(part) / len(part) for tier, part in parts.items()}
    assert mean[Tier.CORE] > mean[Tier.EXTENDED] > 0


def test_the_users_facts_are_in_tier_1_in_addition_to_the_others() -> None:
    library = cached_library(CLASS)
    found = tiers_of_facts(
        library.library.base, library.summaries, NOUNS, shares=ANATOMY, body=None
    )
    users = [fact.id for fact in library.library.base.facts if fact.origin is Origin.USER]

    assert users
    assert {found[id_].tier for id_ in users} == {Tier.CORE}
    assert core(found).total() == CORE_FACTS + len(users)


def test_tiers_do_not_depend_on_the_order_of_facts_and_cards() -> None:
    facts, cards = list(BASE.facts), list(SUMMARIES)
    Random(1).shuffle(facts)
    Random(2).shuffle(cards)
    found = tiers_of_facts(
        replace(BASE, facts=tuple(facts)), cards, NOUNS, shares=ANATOMY, body=None
    )

    assert found == tiers(0)


WEIGHTS = st.dictionaries(
    st.sampled_from(Subject), st.floats(min_value=0, max_value=100), min_size=1
).filter(lambda shares: sum(shares.values()) > 1)


@pytest.mark.slow
@given(WEIGHTS, st.sampled_from([None, "nasm", "nsca"]))
def test_tier_1_is_never_larger_and_no_subject_more_than_doubles(
    shares: dict[Subject, float], body: str | None
) -> None:
    counts = core(tiers_of_facts(BASE, SUMMARIES, NOUNS, shares=shares, body=body))

    whole = sum(shares.values())
    assert counts.total() <= CORE_FACTS + len(shares)  # rounding
    for subject, count in counts.items():
        assert subject is not None
        assert count <= MOST * CORE_FACTS * shares[subject] / whole + 1
