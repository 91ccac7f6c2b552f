"""Answers given here, taken to the real Anki library: its memory of them is the same."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from decks.deck import Deck
from decks.formats.anki.write import write
from decks.formats.format import Settings
from decks.history.archive import extract_collection
from decks.history.collection import read_history
from decks.ledger import Times
from decks.progress import Progress
from quiz.anki.log import known_reviews, pulled
from quiz.anki.progress import progress_of
from quiz.log.days import DAY_BEGINS, study_day
from quiz.log.records import Review
from quiz.log.store import Store
from quiz.memory.fold import memory_after
from quiz.memory.scheduler import reviewed
from quiz.memory.state import Memory, State
from tests.support.library import builtin_card, builtin_cards, builtin_library
from tests.support.log import review, session

pytestmark = pytest.mark.slow

NOW = datetime.now(UTC)
CARDS = [card for card in builtin_cards() if len(card.facts) == 1 and card.kind == "choice"][:12]
DECK = Deck(name="primemover", cards=tuple(CARDS), base=builtin_library().base)


def answers_of(random: Random) -> list[Review]:
    """Answers of three weeks; some on one day, some never again."""
    found = []
    for number, card in enumerate(CARDS[:-1]):
        at = NOW - timedelta(days=21, minutes=number)
        while at < NOW - timedelta(hours=1):
            is_right = random.random() < 0.7
            found.append((at, card, is_right))
            at += random.choice((timedelta(minutes=7), timedelta(days=2), timedelta(days=6)))
    return [
        review(
            number,
            at=at,
            day=study_day(at.astimezone()),
            fact=card.fact.id,
            facts=(card.fact.id,),
            card=card.id,
            kind=card.kind.value,
            outcome="right" if is_right else "wrong",
        )
        for number, (at, card, is_right) in enumerate(sorted(found, key=lambda each: each[0]))
    ]


ANSWERS = answers_of(Random(7))
MEMORY = memory_after(Memory(), ANSWERS, reviewed).facts


def progress() -> Progress:
    def begin(day: object) -> datetime:
        return datetime.fromisoformat(str(day)).astimezone() + DAY_BEGINS

    return progress_of(CARDS, ANSWERS, begin)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("progress") / "deck.apkg"
    write(DECK, file, Settings(times=Times(1_760_000_000, 1_760_000_000), studied=progress()))
    return file


def test_anki_has_the_same_memory_and_computes_it_again_from_the_answers(
    package: Path, tmp_path: Path
) -> None:
    from tests.support.anki_learner import anki_learner

    with anki_learner(tmp_path / "anki") as learner:
        assert learner.imports(package, with_progress=True) == len(CARDS)
        imported = learner.stabilities()
        again = learner.computed_stabilities()
        due = learner.due_days()
        assert learner.collection.fix_integrity()[1]

    assert len(imported) == len(CARDS) - 1
    for id_, stability in imported.items():
        memory = MEMORY[builtin_card(id_).fact.id]
        assert stability == pytest.approx(memory.stability, rel=0.02)
        assert again[id_] == pytest.approx(memory.stability, rel=0.02)
        if memory.state is State.REVIEW:
            today = datetime.fromisoformat(study_day(NOW.astimezone())).date()
            assert due[id_] == (memory.due_day - today).days


def test_without_learning_progress_anki_takes_the_cards_as_new(
    package: Path, tmp_path: Path
) -> None:
    from tests.support.anki_learner import anki_learner

    with anki_learner(tmp_path / "anki") as learner:
        learner.imports(package)

        assert learner.stabilities() == {}


def test_answers_that_come_back_are_known(package: Path, tmp_path: Path) -> None:
    store = Store(None)
    store.add(session(), *ANSWERS)
    extract_collection(package, tmp_path / "collection")
    found = read_history(tmp_path / "collection").reviews
    result = pulled(found, builtin_card, known_reviews(store), NOW, lambda moment: moment)

    assert (len(found), result.known, result.records) == (len(ANSWERS), len(ANSWERS), ())


def test_of_two_cards_on_a_fact_one_has_the_progress() -> None:
    fact = CARDS[0].fact.id
    both = [card for card in builtin_cards() if {fact} == {each.id for each in card.facts}]
    found = progress_of(both, ANSWERS, lambda _: NOW)

    assert len(both) > 1
    assert list(found.cards) == [both[0].id]
