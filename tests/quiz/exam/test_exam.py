"""An exam as values: its paper, its steps, and its way through the log."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.exam_format import ExamFormat
from cards.model.summary import CardSummary, summary
from cards.model.vocabulary import Subject
from quiz.exam.paper import ASKED, Paper, PaperPart, draw_paper, exam_of, settings_of
from quiz.log.events import End
from quiz.log.history import standing
from quiz.log.planned import planned
from quiz.log.recorder import Recorder
from quiz.log.records import Log, Mode, SessionRecord
from quiz.log.replay import Read, restored
from quiz.log.store import Store
from quiz.schedule.shares import weights
from quiz.session.answer import Answer, Outcome, grade_choice
from quiz.session.question import Question
from quiz.session.result import ChangeEffect, result_of
from quiz.session.session import Session
from tests.support.exams import FORMATS, SHARES, exam_format
from tests.support.library import builtin_cards, scheduler
from tests.support.log import LIBRARY
from tests.support.month import supplies

CARDS = builtin_cards()
OUTLINES = [summary(card, n) for n, card in enumerate(CARDS) if not card.opinion]
ASKABLE = [each for each in OUTLINES if each.kind in ASKED and each.wrong >= 3]
SHORT = exam_format("nasm").shortened([12])


def paper(
    whole: ExamFormat, items: int, seed: int, summaries: list[CardSummary] | None = None
) -> Paper:
    chosen = OUTLINES if summaries is None else summaries
    chance = Random(seed)
    parts = [PaperPart(count, chosen, scheduler(chance)) for count in whole.counts(items)]
    return draw_paper(parts, CARDS.__getitem__, whole, chance)


@cache
def small() -> Paper:
    return paper(SHORT, SHORT.items, 5)


def exam(limit: float | None = None) -> Session:
    """A new exam of twelve questions."""
    return exam_of(small(), limit, seed=5, version="facts")


def answer(session: Session, *, right: bool, position: int = 0) -> Session:
    """The exam with the right answer to a question, or the first wrong one."""
    session = session.moved(position)
    question = session.items[position].question
    number = next(n for n, option in enumerate(question.options) if option.right is right)
    return session.answered(replace(grade_choice(question, (number,)), seconds=1.0))


# -- the paper ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_paper_has_as_many_items_as_are_in_the_field_each_with_one_best_answer() -> None:
    for whole in FORMATS:
        drawn = paper(whole, sum(whole.counts()), 1)

        assert drawn.short == 0, whole.id
        assert drawn.exam_format.items == len({q.card.id for q in drawn.questions}), whole.id
        assert len(drawn.unscored) == drawn.exam_format.unscored
        for question in drawn.questions:
            assert question.card.kind.value in ASKED
            assert len(question.options) == (whole.options or 4), question.card.id
            assert sum(option.right for option in question.options) == 1


def test_the_parts_of_a_paper_follow_each_other_at_the_pace_of_each() -> None:
    cscs = exam_format("cscs")
    on_levers = [each for each in OUTLINES if each.tests == "biomechanics"]
    on_load = [each for each in OUTLINES if each.tests == "load"]
    chance = Random(1)
    parts = [
        PaperPart(count, pool, scheduler(chance))
        for count, pool in zip((5, 10), (on_levers, on_load), strict=True)
    ]
    drawn = draw_paper(parts, CARDS.__getitem__, cscs, chance)

    assert [q.card.tests for q in drawn.questions] == [Subject.BIOMECHANICS] * 5 + [
        Subject.LOAD
    ] * 10
    assert drawn.exam_format.minutes == pytest.approx(5 * 90 / 95 + 10 * 150 / 125)
    assert drawn.exam_format.shortened_from == 220


def test_subjects_have_their_shares() -> None:
    expected = weights(supplies(ASKABLE), SHARES)

    drawn = Counter(q.card.tests for q in paper(SHORT, 120, 6).questions)

    for subject, weight in expected.items():
        share = weight / sum(expected.values())
        assert drawn[Subject(subject)] == pytest.approx(120 * share, abs=4), subject


@pytest.mark.parametrize("seed", range(3))
def test_no_fact_and_no_wording_comes_twice(seed: int) -> None:
    questions = paper(exam_format("nasm"), 120, seed).questions
    wordings = Counter(stem for question in questions for stem in set(question.card.stems))

    assert len({question.card.fact.id for question in questions}) == 120
    assert max(wordings.values()) == 1


def test_of_cards_that_share_a_wording_one_is_asked() -> None:
    wordings = Counter(o.stem for o in ASKABLE)
    (stem, number), *_ = wordings.most_common(1)
    shared = [o for o in ASKABLE if o.stem == stem]

    assert number > 1
    assert len(paper(SHORT, 10, 1, shared).questions) == 1


@pytest.mark.slow
@given(seed=st.integers(), items=st.integers(min_value=1, max_value=40))
def test_equal_seeds_give_equal_papers(seed: int, items: int) -> None:
    assert paper(SHORT, items, seed) == paper(SHORT, items, seed)


@pytest.mark.slow
def test_other_seeds_give_other_papers_and_other_unscored_items() -> None:
    papers = [paper(exam_format("ace"), 150, seed) for seed in range(4)]

    assert len({tuple(q.card.id for q in each.questions) for each in papers}) == 4
    assert len({each.unscored for each in papers}) == 4


def test_fewer_cards_give_a_shorter_exam_at_the_same_pace() -> None:
    few = [o for o in OUTLINES if o.about.startswith("hip-thrust/")]
    asked = [o for o in few if o.kind in ASKED]
    drawn = paper(exam_format("nasm"), 120, 7, few)

    assert 0 < len(drawn.questions) <= len(asked)
    assert drawn.short == 120 - len(drawn.questions)
    assert drawn.exam_format.items == len(drawn.questions)
    assert drawn.exam_format.pace == pytest.approx(60)
    assert len(drawn.unscored) == drawn.exam_format.unscored


def test_opinions_are_never_in_a_paper() -> None:
    opinions = [summary(card, n) for n, card in enumerate(CARDS) if card.opinion]

    assert any(each.kind in ASKED for each in opinions)
    assert paper(SHORT, 12, 8, opinions).questions == ()


@pytest.mark.parametrize(
    "kind", ["true-false", "typed", "cloze", "select-all", "matching", "ordering"]
)
def test_other_kinds_of_card_are_never_in_a_paper(kind: str) -> None:
    other = [o for o in OUTLINES if o.kind == kind]
    drawn = paper(SHORT, 12, 9, other)

    assert other
    assert drawn.questions == ()
    assert drawn.unscored == frozenset()
    assert drawn.short == 12


# -- steps -------------------------------------------------------------------------------------


def test_a_new_exam_shows_the_first_question_and_has_all_its_time() -> None:
    session = exam(600)

    assert session.current is session.items[0]
    assert session.unanswered == tuple(range(12))
    assert session.remaining == 600
    assert session.ahead == 0
    assert not session.out_of_time


def test_a_move_beyond_the_first_or_last_question_does_nothing() -> None:
    assert exam().moved(-1).position == 0
    assert exam().moved(99).position == 11


def test_time_goes_to_the_question_that_is_shown() -> None:
    session = exam().at(10).moved(3).at(12.5).moved(0).at(20)

    assert session.spent == {0: 17.5, 3: 2.5}
    assert session.seconds == 20
    assert session.at(5) == session


def test_a_flag_can_be_set_and_removed() -> None:
    session = exam().flagged("one", on=True).flagged("other", on=True)

    assert session.flags == {"one", "other"}
    assert session.flagged("one", on=False).flags == {"other"}


def test_an_answer_leaves_the_question_on_the_screen_and_can_be_changed() -> None:
    session = answer(exam(), right=False)

    assert session.position == 0
    assert answer(session, right=True).answers_at[0].right


@pytest.mark.parametrize(
    ("first", "then", "effect"),
    [(False, True, ChangeEffect.FOR_BETTER), (True, False, ChangeEffect.FOR_WORSE)],
)
def test_a_changed_answer_is_counted_by_the_direction_of_the_change(
    first: bool, then: bool, effect: ChangeEffect
) -> None:
    session = answer(answer(exam(), right=first, position=2), right=then, position=2)

    assert result_of(session).changed(effect) == len(session.changes) == 1
    assert session.answers_at[2].outcome == (Outcome.RIGHT if then else Outcome.WRONG)


def test_one_wrong_answer_for_another_is_neither_better_nor_worse() -> None:
    session = exam()
    question = session.items[0].question
    for number, option in enumerate(question.options):
        if not option.right:
            session = session.answered(grade_choice(question, (number,)))

    assert result_of(session).changed(ChangeEffect.NEITHER) == len(session.changes) > 0


def test_repeating_an_answer_is_not_a_change() -> None:
    session = answer(exam(), right=True)
    again = session.answered(replace(session.answers_at[0], confidence=3))

    assert again.changes == ()
    assert again.answers_at[0].confidence == 3


def test_answers_after_the_limit_are_late_and_do_not_count() -> None:
    session = answer(exam(60).at(60), right=True)

    assert session.out_of_time
    assert session.answers_at[0].late
    assert session.counting(0) is None


def test_if_an_answer_was_changed_too_late_the_earlier_one_counts() -> None:
    session = answer(exam(60), right=True).at(61)
    late = answer(session, right=False)
    later = answer(late, right=True)

    assert late.answers_at[0].late
    assert late.counting(0) is Outcome.RIGHT
    assert later.counting(0) is Outcome.RIGHT
    assert session.counting(1) is None


def test_nothing_counts_if_the_first_answer_was_late() -> None:
    session = answer(answer(exam(60).at(61), right=True), right=False)

    assert session.counting(0) is None


def test_an_answer_repeated_after_the_limit_remains_in_time() -> None:
    session = answer(answer(exam(60), right=True).at(61), right=True)

    assert not session.answers_at[0].late
    assert session.counting(0) is Outcome.RIGHT


def test_an_exam_without_a_limit_is_never_late() -> None:
    session = exam().at(1e6)

    assert not session.out_of_time
    assert session.remaining is None
    assert session.ahead is None


def test_the_pace_is_measured_by_answers() -> None:
    session = answer(exam(600).at(40), right=False)

    assert session.ahead == pytest.approx(10)


# -- through the log ---------------------------------------------------------------------------

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
