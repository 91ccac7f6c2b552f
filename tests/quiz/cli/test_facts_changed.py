"""Sessions are resumed after the facts have changed; unchanged questions remain the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.card import Card
from quiz.cli.sessions import read_question
from quiz.home.library import LibraryHandle
from quiz.log.planned import PlannedQuestion, planned
from quiz.log.recorder import Continued, Recorder
from quiz.log.records import Log, Mode, SessionRecord
from quiz.log.replay import Restored, restored
from quiz.log.store import Store
from quiz.session.answer import Answer, Outcome, grade, grade_choice
from quiz.session.question import Question, ask, asked_as
from quiz.session.questions import draw
from quiz.session.session import Item, Limits, Session, Why
from tests.support.library import builtin_cards, cached_library, each
from tests.support.log import QUIZ
from tests.support.paths import LETTERS

READY = cached_library(LETTERS, only=True)
CARDS = {card.id: card for card in READY.cards}
LIMITS = Limits(whole=600.0, question=30.0)
CLOZE = "statement-cloze/sofa-bridge/joint-action"
SELECT = "select-role/sofa-bridge/stabiliser"


def role(muscle: str) -> str:
    return f"role/sofa-bridge/{muscle}/role"


# -- a session whose cards are removed in sequence -------------------------------------------------


class Sitter:
    """Takes a session step by step, and records everything as the program does."""

    def __init__(self, file: Path, chance: Random, count: int) -> None:
        self.chance, self.gone = chance, frozenset[str]()
        self._moment, self._elapsed = datetime(2026, 11, 23, 12, tzinfo=UTC), 0.0
        self.store = Store(file)
        questions = draw(chance.sample(READY.cards, count), chance)
        self.session = Session(items=tuple(Item(question=q) for q in questions), limits=LIMITS)
        self._started = SessionRecord(
            id="20261123-120000-0001",
            at=self._moment,
            mode=Mode.QUIZ,
            seed=7,
            version="test",
            settings=QUIZ._replace(time_limit=LIMITS.whole, question_limit=LIMITS.question),
            plan=tuple(map(planned, self.session.items)),
        )
        self._recorder = self._new_recorder(None)
        self._recorder.begin()

    def _new_recorder(self, continues: Continued | None) -> Recorder:
        return Recorder(
            lambda: self.store, self._started, lambda: self._moment, _fail, continues=continues
        )

    def _passes(self) -> float:
        """Advance the time; return the seconds since the start."""
        self._elapsed = round(self._elapsed + self.chance.uniform(0.1, 20), 3)
        self._moment += timedelta(seconds=20)
        return self._elapsed

    def answers(self, grade: Callable[[Question, Random], Answer]) -> None:
        item = self._current()
        if item is None:
            return
        elapsed, answer = self._passes(), grade(item.question, self.chance)
        session = self.session.at(elapsed).answered(answer)
        stored = session.answers_at[self.session.position]
        self._recorder.answered(stored, item, self.session.position, elapsed)
        self.session = session

    def undoes(self) -> None:
        if self.session.answers:
            elapsed = self._passes()
            self._recorder.undone(elapsed)
            self.session = self.session.at(elapsed).undone()

    def flags(self) -> None:
        item = self._current()
        if item is None:
            return
        elapsed, card = self._passes(), item.question.card.id
        on = card not in self.session.flags
        self._recorder.flagged(card, len(self.session.answers), elapsed, on=on)
        self.session = self.session.at(elapsed).flagged(card, on=on)

    def queues(self) -> None:
        """Put a question in because of the last answer, unless there is one for it."""
        session, last = self.session, len(self.session.answers) - 1
        asked = {item.question.card.id for item in session.items} | self.gone
        abandoned = [card for card in READY.cards if card.id not in asked]
        is_queued = any(item.because == last for item in session.items)
        if not session.answers or not abandoned or is_queued:
            return
        if len(session.items) - session.position < 2 or session.items[-1].because is not None:
            return
        (question,) = draw([self.chance.choice(abandoned)], self.chance)
        item = Item(question=question, why=Why.CONTRAST, because=last, reason="one thing differs")
        elapsed = self._passes()
        place = min(session.position + 2, len(session.items) - 1)
        self.session = session.at(elapsed).queued(item, place)
        self._recorder.queued(item, place, elapsed)

    def redraws(self) -> None:
        item = self._current()
        if item is None:
            return
        again, elapsed = ask(item.question.card, self.chance), self._passes()
        self._recorder.redrawn(again, len(self.session.answers), elapsed)
        self.session = self.session.at(elapsed).redrawn(again)

    def pauses(self) -> None:
        elapsed, away = self._passes(), round(self.chance.uniform(1, 100), 3)
        self._recorder.paused(away, elapsed)
        self.session = self.session.at(elapsed).paused(away)

    def goes_on(self, place: int | None = None) -> None:
        """Be killed, and resume from only the log; meanwhile, the card at a place was removed."""
        abandoned = [item.question.card.id for item in self.session.items]
        place = self.chance.randrange(len(abandoned)) if place is None else place
        lost = abandoned[place] if len(abandoned) > 1 else None
        if lost is not None:
            self.gone |= {lost}
        items = [item for item in self.session.items if item.question.card.id != lost]
        answers = [a for a in self.session.answers if a.question.card.id != lost]

        found = self.found()

        # Nothing else has moved.
        assert [i.question for i in found.session.items] == [i.question for i in items]
        assert [_remaining(a) for a in found.session.answers] == [_remaining(a) for a in answers]
        assert found.gone == (() if lost is None else (lost,))
        log = self.store.log(self._started.id)
        writer = f"{self._started.id}-{len(log.events)}"
        self._recorder = self._new_recorder(Continued(writer, log, found.reviews))
        self._recorder.resumed(5.0, found.session.seconds, found.gone)
        self.session = found.session.paused(5.0)

    def _current(self) -> Item | None:
        """The question that waits; time plays no part here."""
        place = len(self.session.answers)
        return self.session.items[place] if place < len(self.session.items) else None

    def found(self) -> Restored:
        """The session that the log gives."""
        return restored(self.store.log(self._started.id), self.read)

    def read(self, asked: PlannedQuestion) -> tuple[Question | None, bool]:
        if asked.card in self.gone:
            return None, False
        return asked_as(CARDS[asked.card], asked.stem, asked.options, asked.left_side), False


def _fail(reported: str) -> None:
    raise AssertionError(reported)


def _remaining(answer: Answer) -> Answer:
    """An answer without what is only said to a typed one at once."""
    answer = replace(answer, seconds=round(answer.seconds, 3))
    return replace(answer, remark="", named=None) if answer.question.typed else answer


def right(question: Question, chance: Random) -> Answer:
    if question.typed:
        answer = grade(question, question.card.key[0], READY.library.base)
    else:
        applies = tuple(n for n, option in enumerate(question.options) if option.right)
        answer = grade_choice(question, question.solution or applies)
    return replace(answer, seconds=chance.uniform(0, 30), confidence=chance.choice((None, 1, 3)))


def wrong(question: Question, chance: Random) -> Answer:
    places = range(len(question.options))
    if question.typed:
        given = chance.choice(("antagonist", "isometric", "x"))
        answer = grade(question, given, READY.library.base)
    elif question.solution or question.card.kind == "select-all":
        count = len(question.solution) or chance.choice((1, 2, 3))
        answer = grade_choice(question, tuple(chance.sample(places, count)))
    else:
        number = next(n for n, option in enumerate(question.options) if not option.right)
        answer = grade_choice(question, (number,))
    hinted = chance.random() < 0.3
    return replace(answer, seconds=chance.uniform(0, 30), hinted=hinted, late=chance.random() < 0.2)


def unknown(question: Question, chance: Random) -> Answer:  # noqa: ARG001 - answers are made alike
    return Answer(question=question, outcome=Outcome.UNKNOWN, seconds=2.5)


STEPS: dict[str, Callable[[Sitter], None]] = {
    "right": lambda sitter: sitter.answers(right),
    "wrong": lambda sitter: sitter.answers(wrong),
    "unknown": lambda sitter: sitter.answers(unknown),
    "undo": Sitter.undoes,
    "flag": Sitter.flags,
    "queue": Sitter.queues,
    "redraw": Sitter.redraws,
    "pause": Sitter.pauses,
    "go on": Sitter.goes_on,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a new file for every run."""
    place, numbers = tmp_path_factory.mktemp("logs"), iter(range(10**6))
    return lambda: place / f"{next(numbers)}.db"


@pytest.mark.slow
@given(
    steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=25),
    seed=st.integers(0, 10**6),
    count=st.integers(1, 7),
)
def test_removed_cards_take_only_their_answers_along(
    folder: Callable[[], Path], steps: list[str], seed: int, count: int
) -> None:
    sitter = Sitter(folder(), Random(seed), count)
    try:
        for step in steps:
            STEPS[step](sitter)
        found, lived = sitter.found().session, sitter.session
    finally:
        sitter.store.close()

    assert [i.question.card.id for i in found.items] == [i.question.card.id for i in lived.items]
    assert found.items == lived.items
    assert [_remaining(a) for a in found.answers] == [_remaining(a) for a in lived.answers]
    assert (found.flags, found.limits) == (lived.flags, lived.limits)
    assert (found.seconds, found.away) == pytest.approx((lived.seconds, lived.away))


def test_a_contrast_is_undone_with_its_answer_even_if_a_card_was_removed(
    tmp_path: Path,
) -> None:
    sitter = Sitter(tmp_path / "progress.db", Random(1), 4)
    sitter.answers(right)
    sitter.answers(unknown)
    sitter.queues()
    assert len(sitter.session.items) == 4
    assert len(sitter.session.spare) == 1

    sitter.goes_on(0)
    sitter.goes_on(1)
    sitter.undoes()

    assert len(sitter.session.items) == 2
    assert sitter.found().session.items == sitter.session.items
    sitter.store.close()


# -- edited facts ----------------------------------------------------------------------------------


@pytest.fixture
def facts_file(tmp_path: Path) -> Path:
    """User facts."""
    file = tmp_path / "own.yaml"
    file.write_text(LETTERS.read_text(encoding="utf-8"), encoding="utf-8")
    return file


def edit(file: Path, old: str, new: str) -> None:
    """Change the first occurrence of a text."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def abandoned_at(*cards: str) -> Log:
    """The log of a session that asks these cards, and of which nothing is answered yet."""
    drawn = draw([CARDS[card] for card in cards], Random(3))
    plan = tuple(planned(Item(question=question)) for question in drawn)
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    started = SessionRecord(id="s", at=at, mode=Mode.QUIZ, seed=7, version="test", plan=plan)
    return Log(sessions=(started,))


def gone_on(log: Log, file: Path) -> Restored:
    """The session of a log, with the facts as they are now."""
    handle = LibraryHandle(paths=(file,), only=True, american=False)
    return restored(log, read_question(handle, log.sessions[0].seed))


def test_a_changed_card_is_redrawn_and_counted(facts_file: Path) -> None:
    log = abandoned_at(CLOZE, role("biceps-femoris"))
    same = gone_on(log, facts_file).session.items[1].question
    edit(facts_file, "the hips are lifted by", "the hips are raised by")

    found = gone_on(log, facts_file)

    assert (found.gone, found.changed) == ((), 1)
    assert "the hips are raised by" in found.session.items[0].question.stem
    assert found.session.items[1].question.options == same.options


def test_redrawing_is_deterministic(facts_file: Path) -> None:
    log = abandoned_at(SELECT)
    edit(facts_file, "      biceps-femoris:\n        - {role: synergist, at: p. 5}\n", "")

    one, other = gone_on(log, facts_file), gone_on(log, facts_file)

    assert one.changed == 1
    assert one.session == other.session


def test_a_changed_key_is_right_from_then_on(facts_file: Path) -> None:
    log = abandoned_at(role("obliques"))
    edit(facts_file, "{role: stabiliser, at: p. 6}", "{role: synergist, at: p. 6}")

    (item,) = gone_on(log, facts_file).session.items

    assert item.question.key == "synergist"
    assert [o.text for o in item.question.options if o.right] == ["synergist"]


def test_a_removed_card_is_omitted_and_reported(facts_file: Path) -> None:
    log = abandoned_at(role("obliques"), role("biceps-femoris"))
    edit(facts_file, "      obliques:\n        - {role: stabiliser, at: p. 6}\n", "")

    found = gone_on(log, facts_file)

    assert (found.gone, found.changed) == ((role("obliques"),), 0)
    (item,) = found.session.items
    assert item.question.card.id == role("biceps-femoris")


def test_a_changed_source_does_not_change_questions(facts_file: Path) -> None:
    log = abandoned_at(role("obliques"))
    plan = log.sessions[0].plan[0]
    edit(facts_file, "{role: stabiliser, at: p. 6}", "{role: stabiliser, at: p. 66}")

    found = gone_on(log, facts_file)

    assert (found.gone, found.changed) == ((), 0)
    (item,) = found.session.items
    assert tuple(option.text for option in item.question.options) == plan.options
    assert item.question.stem == plan.stem
    assert "p. 66" in str(item.question.card.fact.citations[0])


# -- restoring questions ---------------------------------------------------------------------------


@each(builtin_cards())
def test_every_question_can_be_restored_exactly(card: Card) -> None:
    for seed in (1, 2, 3):
        question = ask(card, Random(seed))
        texts = [option.text for option in question.options]

        assert asked_as(card, question.stem, texts, question.left_side) == question


@given(seed=st.integers(0, 10**6), options=st.sampled_from((3, 4, 5)))
def test_every_question_of_a_quiz_can_be_restored_exactly(seed: int, options: int) -> None:
    cards = Random(seed).sample(builtin_cards(), 20)

    for question in draw(cards, Random(seed), options):
        texts = [option.text for option in question.options]
        assert asked_as(question.card, question.stem, texts, question.left_side) == question


BEFORE = ask(CARDS[role("obliques")], Random(1))
TEXTS = tuple(option.text for option in BEFORE.options)
CHANGED = {
    "another stem": ("Which role?", TEXTS, ()),
    "an option that is none any more": (BEFORE.stem, (*TEXTS[:-1], "helper"), ()),
    "no right option": (BEFORE.stem, tuple(text for text in TEXTS if text != "stabiliser"), ()),
    "no options": (BEFORE.stem, (), ()),
    "a left half": (BEFORE.stem, TEXTS, ("obliques",)),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_question_that_cannot_be_restored_is_none(change: str) -> None:
    stem, texts, abandoned = CHANGED[change]

    assert asked_as(CARDS[role("obliques")], stem, texts, abandoned) is None


def test_a_typed_question_with_options_is_not_restored() -> None:
    card = CARDS["role-typed/sofa-bridge/obliques/role"]

    assert asked_as(card, card.stem, (), ()) is not None
    assert asked_as(card, card.stem, card.key, ()) is None
