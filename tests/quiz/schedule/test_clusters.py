"""A session has few questions that resemble or help to answer one another."""

from collections import Counter
from random import Random

import pytest

from cards.model.summary import CardSummary
from quiz.exam.paper import ASKED
from quiz.schedule.clusters import most_of_a_cluster
from quiz.session.kinds import RARE_KINDS
from tests.support.library import cached_library, scheduler

POOL = [each for each in cached_library().summaries if not each.optional and not each.opinion]


def session(seed: int, count: int, pool: list[CardSummary]) -> tuple[CardSummary, ...]:
    return scheduler(Random(seed), rare=RARE_KINDS)(pool, count)


@pytest.mark.parametrize(("facts", "most"), [(1, 1), (5, 1), (40, 2), (140, 4)])
def test_in_sixty_questions_a_cluster_has_a_third_of_the_root_of_its_facts(
    facts: int, most: int
) -> None:
    assert most_of_a_cluster(facts, 60) == most


def test_a_session_of_sixty_asks_a_small_template_or_cluster_once() -> None:
    pool = [card for card in POOL if card.kind in ASKED]
    facts: dict[str, set[str]] = {}
    for card in pool:
        facts.setdefault(f"{card.tests} {card.template}", set()).add(card.about)
        facts.setdefault(card.cluster, set()).add(card.about)
    for seed in range(3):
        drawn = session(seed, 60, pool)
        counts = Counter(name for c in drawn for name in (f"{c.tests} {c.template}", c.cluster))

        too_many = {n: k for n, k in counts.items() if k > most_of_a_cluster(len(facts[n]), 60)}
        assert not too_many, seed


def test_the_templates_on_the_load_chart_are_one_cluster() -> None:
    names = ("percentage-for-repetitions", "repetitions-for-percentage", "training-load")

    assert {card.cluster for card in POOL if card.template in names} == {"load-chart"}


@pytest.mark.parametrize(
    "ids",
    [
        (
            "correction-of-fault/correction/back-squat-heels",
            "starting-position/starting-position/back-squat-bar",
        ),
        ("definition/glossary/contralateral/definition", "term/glossary/ipsilateral/definition"),
        ("missing-pattern/squat-pattern/front-squat", "missing-pattern/squat-pattern/back-squat"),
    ],
)
def test_cards_on_one_exercise_one_family_or_one_gap_are_a_cluster(ids: tuple[str, ...]) -> None:
    assert len({card.cluster for card in POOL if card.id in ids}) == 1


def test_all_cards_of_a_narrow_topic_are_asked_on_request() -> None:
    pool = [card for card in POOL if card.template == "session-order"]

    assert len(session(1, len(pool), pool)) == len(pool) > 1
