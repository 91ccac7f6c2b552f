"""An exam through the log: what was done is rebuilt from its records."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exam.paper import settings_of
from quiz.log.events import End
from quiz.log.history import standing
from quiz.log.planned import planned
from quiz.log.recorder import Recorder
from quiz.log.records import Log, Mode, SessionRecord
from quiz.log.replay import Read, restored
from quiz.log.store import Store
from quiz.session.answer import Answer, Outcome, grade_choice
from quiz.session.question import Question
from quiz.session.session import Session
from tests.quiz.exam.test_exam import SHORT, exam, small
from tests.support.log import LIBRARY

POSITIONS = st.integers(min_value=0, max_value=11)
STEPS = st.one_of(
    st.tuples(
        st.just("answer"),
        POSITIONS,
        st.integers(min_value=0, max_value=3),
        st.sampled_from([None, 1, 2, 3]),
    ),
    st.tuples(st.just("unknown"), POSITIONS),
    st.tuples(st.just("move"), POSITIONS),
    st.tuples(st.just("flag"), POSITIONS, st.booleans()),
    st.tuples(st.just("pause"), st.floats(min_value=0, max_value=1e5)),
    st.tuples(st.just("away"), st.floats(min_value=0, max_value=1e5)),
    st.tuples(st.just("look")),
    st.tuples(st.just("hand in")),
)
EXAMS = st.lists(st.tuples(st.floats(min_value=0, max_value=60), STEPS), max_size=40)


class Taken:
    """An exam and its log, step by step, as the program stores it."""

    def __init__(self, limit: float | None) -> None:
        self.session = exam(limit)
        self.store = Store(None)
        start = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.started = SessionRecord(
            id="20261123-090000-0001",
            at=start,
            mode=Mode.EXAM,
            seed=5,
            version="facts",
            exam_format=SHORT.id,
            settings=settings_of(small(), limit, LIBRARY, confidence=True),
            plan=tuple(map(planned, self.session.items)),
        )
        self.now = 0.0
        self.recorder = Recorder(
            store=lambda: self.store,
            started=self.started,
            now=lambda: start + timedelta(seconds=self.now),
            on_error=pytest.fail,
        )

    def step(self, after: float, name: str, *values: object) -> None:
        self.now += after
        self.session = self.session.at(self.now)
        _STEPS[name](self, *values)

    def answer(self, position: int, option: int, confidence: int | None) -> None:
        question = self.session.items[position].question
        chosen = grade_choice(question, (option % len(question.options),))
        self._answered(position, replace(chosen, seconds=self.now / 7, confidence=confidence))

    def unknown(self, position: int) -> None:
        question = self.session.items[position].question
        self._answered(position, Answer(question=question, outcome=Outcome.UNKNOWN))

    def _answered(self, position: int, given: Answer) -> None:
        self.move(position)
        self.session = self.session.answered(given)
        stored = self.session.answers_at[position]
        item = self.session.items[position]
        self.recorder.answered(stored, item, position, self.session.seconds)

    def move(self, to: int) -> None:
        self.session = self.session.moved(to)
        self.recorder.moved(self.session.position, self.session.seconds)

    def flag(self, position: int, on: bool) -> None:
        card = self.session.items[position].question.card.id
        self.session = self.session.flagged(card, on=on)
        self.recorder.flagged(card, position, self.session.seconds, on=on)

    def pause(self, seconds: float) -> None:
        self.session = self.session.paused(seconds)
        self.recorder.paused(seconds, self.session.seconds)

    def away(self, seconds: float) -> None:
        self.session = self.session.paused(seconds)
        self.recorder.resumed(round(seconds, 3), self.session.seconds)

    def look(self) -> None:
        """Time passes and nothing is stored."""

    def hand_in(self) -> None:
        self.session = self.session.ended()
        self.recorder.ended(End.HANDED_IN, self.session.seconds)

    def log(self) -> Log:
        return self.store.log()


_STEPS: dict[str, Callable[..., None]] = {
    "answer": Taken.answer,
    "unknown": Taken.unknown,
    "move": Taken.move,
    "flag": Taken.flag,
    "pause": Taken.pause,
    "away": Taken.away,
    "look": Taken.look,
    "hand in": Taken.hand_in,
}


def reads(questions: Iterable[Question]) -> Read:
    """Reads these questions, and no others."""
    by_card = {question.card.id: question for question in questions}
    return lambda asked: (by_card.get(asked.card), False)


def questions_of(session: Session) -> list[Question]:
    return [item.question for item in session.items]


@given(steps=EXAMS, limit=st.sampled_from([None, 60.0, 300.0]))
def test_an_exam_is_rebuilt_from_the_log(
    steps: list[tuple[float, tuple[str, ...]]], limit: float | None
) -> None:
    taken = Taken(limit)
    for after, step in steps:
        taken.step(after, *step)
    taken.step(1, "flag", 0, True)  # the last record says how late it is
    log = taken.log()

    again = restored(log, reads(questions_of(taken.session))).session

    assert again == taken.session
    assert len(standing(log)) == len(taken.session.answers)


def test_questions_after_a_removed_one_move_up() -> None:
    taken = Taken(None)
    for position in (1, 2, 3, 4):
        taken.step(5, "answer", position, 0, 3)
    taken.step(1, "flag", 2, True)
    taken.step(1, "flag", 4, True)
    asked = questions_of(taken.session)

    found = restored(taken.log(), reads((*asked[:2], *asked[3:])))

    again = found.session
    assert questions_of(again) == [*asked[:2], *asked[3:]]
    assert sorted(again.answers_at) == [1, 2, 3]
    assert again.answers_at[2].question is asked[3]
    assert again.flags == {asked[4].card.id}
    assert again.position == 3
    assert found.gone == (asked[2].card.id,)
    unscored = {n if n < 2 else n - 1 for n in small().unscored if n != 2}
    assert {n for n, item in enumerate(again.items) if not item.scored} == unscored


def test_the_answer_to_a_redrawn_question_keeps_its_score() -> None:
    taken = Taken(None)
    taken.step(5, "answer", 0, 0, None)
    asked = questions_of(taken.session)
    given = taken.session.answers_at[0]
    asked[0] = replace(asked[0], options=asked[0].options[::-1])

    again = restored(taken.log(), reads(asked)).session.answers_at[0]

    assert (again.outcome, again.given) == (given.outcome, given.given)
    assert again.chosen == ()  # its letters mean something else now


def test_a_discarded_exam_is_not_handed_in() -> None:
    taken = Taken(None)
    taken.recorder.ended(End.DISCARDED, 1.0)

    assert not restored(taken.log(), reads(questions_of(taken.session))).session.closed
