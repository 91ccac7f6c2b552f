"""Sets in a session: at most one in ten questions, in a row, and only of what is due."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cards.model.card_set import CardSet
from cards.model.summary import CardSummary
from quiz.log.past import Past
from quiz.schedule.sampling import sample
from quiz.schedule.scheduler import History, Mix
from quiz.schedule.sets import QUESTIONS_AFTER, QUESTIONS_PER_SET, mixed_in
from quiz.schedule.shares import weights
from tests.support.exams import SHARES
from tests.support.library import cached_library
from tests.support.month import supplies

LIBRARY = cached_library()
SETS = LIBRARY.sets
BY_FIRST = {each.cards[0]: [e for e in SETS if e.cards[0] == each.cards[0]] for each in SETS}
MEMBERS = {id_ for each in SETS for id_ in each.cards}
POOL = [
    card
    for card in LIBRARY.summaries
    if not card.optional and not card.opinion and (card.id in MEMBERS or card.number % 23 == 0)
]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SEEDS = st.integers(min_value=0, max_value=10_000)


def chosen(
    count: int, seed: int, pool: list[CardSummary] = POOL, history: History = dict
) -> list[CardSummary]:
    mix = Mix(SHARES, sets=SETS)
    return list(sample(pool, count, mix=mix, history=history, now=NOW, random=Random(seed)))


def places_of_sets(cards: list[CardSummary]) -> dict[int, CardSet]:
    """The positions at which the first cards of a set are asked in a row."""
    ids = tuple(card.id for card in cards)
    found: dict[int, CardSet] = {}
    end = 0
    for place in range(len(ids)):
        for each in BY_FIRST.get(ids[place], ()) if place >= end else ():
            size = next((n for n in (3, 2) if ids[place : place + n] == each.cards[:n]), 0)
            if size:
                found[place], end = each, max(end, place + size)
    return found


@given(st.integers(min_value=1, max_value=60), SEEDS)
def test_a_session_has_at_most_one_set_in_ten_questions(count: int, seed: int) -> None:
    cards = chosen(count, seed)

    assert len(cards) == count
    assert len(places_of_sets(cards)) <= count // QUESTIONS_PER_SET
    assert len({card.id for card in cards}) == count


def test_most_first_quizzes_have_a_set() -> None:
    quizzes = [chosen(10, seed) for seed in range(40)]

    assert sum(bool(places_of_sets(quiz)) for quiz in quizzes) > len(quizzes) / 2


@given(SEEDS)
def test_sets_leave_every_subject_within_two_questions_of_its_number(seed: int) -> None:
    count = 20
    weight = weights(supplies(POOL), SHARES)
    asked = Counter(card.tests for card in chosen(count, seed))

    for subject, each in weight.items():
        exact = count * each / sum(weight.values())
        # Chance takes less than one; what a subject with too few facts leaves, less than another.
        assert abs(asked[subject] - exact) < 2, subject


@given(SEEDS)
def test_a_set_is_asked_only_if_no_better_card_of_its_templates_is_due(seed: int) -> None:
    """Of a learner who knows all members of the sets, other cards are asked."""
    known = {card.about: Past(1, right=True) for card in POOL if card.id in MEMBERS}
    others = {card.template for card in POOL if card.about not in known}

    for each in places_of_sets(chosen(20, seed, history=known.copy)).values():
        templates = {id_.partition("/")[0] for id_ in each.cards[:2]}
        assert not templates & others


def test_a_set_whose_cards_are_not_all_in_the_pool_is_not_asked() -> None:
    firsts = {each.cards[0] for each in SETS}
    pool = [card for card in POOL if card.id not in firsts]

    assert not any(places_of_sets(chosen(20, seed, pool)) for seed in range(20))


def test_without_sets_no_randomness_is_used_for_them() -> None:
    mix = Mix(SHARES)
    one, other = Random(3), Random(3)
    pool = [card for card in POOL if card.id not in MEMBERS]

    without = sample(pool, 20, mix=mix, history=dict, now=NOW, random=one)
    assert without == sample(
        pool, 20, mix=mix._replace(sets=SETS), history=dict, now=NOW, random=other
    )


@given(
    st.lists(st.sampled_from(POOL), unique=True, max_size=20),
    st.integers(min_value=0, max_value=3),
    SEEDS,
)
def test_sets_are_mixed_in_whole_and_in_order_with_room_for_contrasts_after_them(
    cards: list[CardSummary], count: int, seed: int
) -> None:
    sets = [tuple(POOL[3 * n : 3 * n + 3]) for n in range(count)]
    rest = [card for card in cards if card not in POOL[: 3 * count]]

    mixed = mixed_in(rest, sets, Random(seed))

    inside = {card.id for each in sets for card in each}
    assert [card for card in mixed if card.id not in inside] == rest
    assert len(mixed) == len(rest) + 3 * count
    for each in sets:
        place = mixed.index(each[0])
        assert mixed[place : place + 3] == each
        if len(rest) >= QUESTIONS_AFTER + count:  # two contrasts have room
            assert len(mixed) - (place + 3) >= QUESTIONS_AFTER
