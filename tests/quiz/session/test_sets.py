"""Sets in a session: they are found again by their cards, and are asked in fewer words."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cards.model.card_set import CardSet
from quiz.log.planned import PlannedQuestion, planned
from quiz.log.records import Log, Mode, SessionRecord
from quiz.log.replay import restored
from quiz.session.answer import grade_choice
from quiz.session.question import Question, asked_as
from quiz.session.questions import draw
from quiz.session.session import Item, Session
from quiz.session.sets import reworded, shortened, with_sets
from tests.support.library import builtin_cards, cached_library
from tests.support.log import QUIZ

SETS = cached_library().sets
CARDS = {card.id: card for card in builtin_cards()}
OTHERS = [card for card in CARDS.values() if not any(card.id in each.cards for each in SETS)]

sets = st.sampled_from(SETS)
seeds = st.integers(min_value=0, max_value=10_000)


def session_with(each: CardSet, seed: int, *, count: int | None = None) -> Session:
    """A session with a card before a set and two after it."""
    chance = Random(seed)
    others = chance.sample(OTHERS, 3)
    cards = [others[0], *(CARDS[id_] for id_ in each.cards[:count]), *others[1:]]
    questions = reworded(draw(cards, chance), SETS)
    return with_sets(Session(items=tuple(Item(question=q) for q in questions)), SETS)


@given(sets, seeds)
def test_the_questions_of_a_set_share_what_they_refer_to(each: CardSet, seed: int) -> None:
    session = session_with(each, seed)
    end = 1 + len(each.cards)

    assert [item.shared is not None for item in session.items] == [
        0 < place < end for place in range(len(session.items))
    ]
    assert {item.shared.text for item in session.items if item.shared} == {each.text}
    assert all(session.set_at(place) == range(1, end) for place in range(1, end))
    assert not session.set_at(0)


@given(sets, seeds)
def test_the_first_two_questions_of_a_set_are_a_set(each: CardSet, seed: int) -> None:
    session = session_with(each, seed, count=2)

    assert session.set_at(1) == range(1, 3)


@given(sets, seeds)
def test_a_single_question_of_a_set_refers_to_nothing(each: CardSet, seed: int) -> None:
    session = session_with(each, seed, count=1)

    assert all(item.shared is None for item in session.items)


@given(sets, seeds)
def test_a_question_of_a_set_does_not_repeat_what_the_set_says(each: CardSet, seed: int) -> None:
    for item in session_with(each, seed).items:
        if item.shared is not None:
            text = shortened(item.question.stem, item.shared)
            assert item.shared.phrase not in text
            assert text[0].isupper()
            assert text.endswith("?")
            assert item.question.stem in item.question.card.stems


def test_every_set_has_a_question_that_needs_what_the_set_says() -> None:
    for each in SETS:
        shown = [item for item in session_with(each, 1).items if item.shared is not None]
        assert any(
            shortened(item.question.stem, item.shared) != item.question.stem
            for item in shown
            if item.shared
        ), each


@given(sets, seeds)
def test_a_resumed_session_has_the_same_sets(each: CardSet, seed: int) -> None:
    """The log stores cards and wordings only, as for any other question."""
    session = session_with(each, seed)
    started = SessionRecord(
        id="20261123-120000-0000",
        at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        mode=Mode.QUIZ,
        seed=seed,
        version="test",
        settings=QUIZ,
        plan=tuple(map(planned, session.items)),
    )

    again = restored(Log(sessions=(started,), reviews=(), events=()), read).session

    assert with_sets(again, SETS).items == session.items


def read(asked: PlannedQuestion) -> tuple[Question | None, bool]:
    return asked_as(CARDS[asked.card], asked.stem, asked.options, asked.left_side), False


@given(sets, seeds)
def test_a_set_that_is_cut_short_has_fewer_questions(each: CardSet, seed: int) -> None:
    session = session_with(each, seed)
    cut = replace(session, items=session.items[:2])

    assert cut.set_at(1) == range(1, 2)


@given(sets, seeds)
def test_an_answer_inside_a_set_can_be_undone(each: CardSet, seed: int) -> None:
    chance = Random(seed)
    session = session_with(each, seed)
    inside = replace(session, items=session.items[1:])
    answer = grade_choice(inside.items[0].question, (chance.randrange(2),))

    assert inside.answered(answer).undone() == inside


@given(sets, seeds)
def test_a_question_is_never_inserted_into_a_set(each: CardSet, seed: int) -> None:
    session = session_with(each, seed)
    places = range(2, len(session.items) - 1)
    place = session.outside_sets(places)

    assert place == 1 + len(each.cards)
    queued = session.queued(session.items[0], place)
    assert queued.set_at(1) == session.set_at(1)
    assert session.outside_sets(range(2, 3)) is None
