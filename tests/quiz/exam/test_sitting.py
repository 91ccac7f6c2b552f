"""An exam as values: the paper, the steps of a sitting, and its way through the log."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.exam_format import ExamFormat, find_exam_format
from cards.exams.read import read_exam_formats
from cards.model.summary import CardSummary, summary
from quiz.exam.paper import ASKED, Paper, draw_paper, settings_of
from quiz.exam.replay import sitting_from
from quiz.exam.sitting import Change, Sitting, Turn, sit
from quiz.log.events import End
from quiz.log.history import standing
from quiz.log.planned import planned
from quiz.log.recorder import Recorder
from quiz.log.records import Log, Mode, SessionRecord
from quiz.log.store import Store
from quiz.session.session import Answer, Item, Outcome, grade_choice
from tests.support.library import builtin_cards, scheduler
from tests.support.log import LIBRARY

CARDS = builtin_cards()
OUTLINES = [summary(card, n) for n, card in enumerate(CARDS) if not card.confidence.attributed]
PRESETS = read_exam_formats()
SHORT = find_exam_format(PRESETS, "nasm").shortened(12)


def paper(
    exam_format: ExamFormat, items: int, seed: int, summaries: list[CardSummary] | None = None
) -> Paper:
    chosen = OUTLINES if summaries is None else summaries
    chance = Random(seed)
    return draw_paper(chosen, CARDS.__getitem__, exam_format, items, scheduler(chance), chance)


@cache
def small() -> Paper:
    return paper(SHORT, SHORT.items, 5)


def answer(sitting: Sitting, position: int, *, right: bool, seconds: float = 1.0) -> Answer:
    """The right answer to a question, or the first wrong one."""
    question = sitting.questions[position]
    number = next(n for n, option in enumerate(question.options) if option.right is right)
    return replace(grade_choice(question, (number,)), seconds=seconds)


# -- the paper ---------------------------------------------------------------------------------

whole = pytest.mark.parametrize("exam_format", PRESETS, ids=lambda exam_format: exam_format.id)


@whole
def test_a_paper_has_the_items_of_its_preset_and_no_card_twice(exam_format: ExamFormat) -> None:
    drawn = paper(exam_format, exam_format.items, 1)

    assert drawn.exam_format == exam_format
    assert drawn.short == 0
    assert len({question.card.id for question in drawn.questions}) == exam_format.items
    assert len(drawn.unscored) == exam_format.unscored


@whole
def test_a_paper_asks_what_one_letter_answers(exam_format: ExamFormat) -> None:
    for question in paper(exam_format, exam_format.items, 2).questions:
        assert question.card.kind.value in ASKED
        assert sum(option.right for option in question.options) == 1


@whole
def test_a_question_shows_the_options_of_the_format_or_all_that_are_proven(
    exam_format: ExamFormat,
) -> None:
    wanted = exam_format.options or 4

    for question in paper(exam_format, exam_format.items, 3).questions:
        assert len(question.options) == min(wanted, 1 + len(question.card.distractors))


def test_cards_with_too_few_wrong_options_give_way_to_others_of_their_sort() -> None:
    drawn = paper(find_exam_format(PRESETS, "nasm"), 120, 4)
    poor = {q.card.template.tests for q in drawn.questions if len(q.options) < 4}
    rich = {
        o.tests for o in OUTLINES if o.kind == "choice" and len(CARDS[o.number].distractors) >= 3
    }
    few = Counter(q.card.template.tests for q in drawn.questions if len(q.options) < 4)

    assert "role" in rich
    assert few["role"] == 0
    assert "contraction" in poor  # it has three values, so no card has a third wrong option
    assert "contraction" not in rich


def test_sorts_of_question_take_turns() -> None:
    sorts = Counter(q.card.template.tests for q in paper(SHORT, 120, 6).questions)
    rare = {"comparison", "purpose"}  # there are fewer facts of these

    counts = [count for sort, count in sorts.items() if sort not in rare]
    assert max(counts) - min(counts) <= 2


@given(seed=st.integers(), items=st.integers(min_value=1, max_value=40))
def test_equal_seeds_make_equal_papers(seed: int, items: int) -> None:
    assert paper(SHORT, items, seed) == paper(SHORT, items, seed)


def test_other_seeds_make_other_papers_and_other_unscored_items() -> None:
    papers = [paper(find_exam_format(PRESETS, "ace"), 150, seed) for seed in range(4)]

    assert len({tuple(q.card.id for q in each.questions) for each in papers}) == 4
    assert len({each.unscored for each in papers}) == 4


def test_fewer_cards_make_a_shorter_exam_at_the_same_pace() -> None:
    few = [o for o in OUTLINES if o.about.startswith("hip-thrust/")]
    asked = [o for o in few if o.kind in ASKED]
    drawn = paper(find_exam_format(PRESETS, "nasm"), 120, 7, few)

    assert 0 < len(drawn.questions) <= len(asked)
    assert drawn.short == 120 - len(drawn.questions)
    assert drawn.exam_format.items == len(drawn.questions)
    assert drawn.exam_format.pace == pytest.approx(60)
    assert len(drawn.unscored) == drawn.exam_format.unscored


def test_assertions_are_asked_where_there_are_not_enough_choices() -> None:
    about = "hip-thrust/gluteus-maximus/role"
    few = [o for o in OUTLINES if o.about == about]
    kinds = [o.kind for o in few]
    drawn = paper(SHORT, 12, 8, few)

    assert kinds.count("choice") < len(drawn.questions)
    assert Counter(q.card.kind.value for q in drawn.questions)["choice"] == kinds.count("choice")


@pytest.mark.parametrize("kind", ["typed", "cloze", "select-all", "matching", "ordering"])
def test_cards_of_other_kinds_make_no_paper(kind: str) -> None:
    other = [o for o in OUTLINES if o.kind == kind]
    drawn = paper(SHORT, 12, 9, other)

    assert other
    assert drawn.questions == ()
    assert drawn.unscored == frozenset()
    assert drawn.short == 12


# -- steps -------------------------------------------------------------------------------------


def test_a_new_sitting_stands_at_the_first_question_with_all_its_time() -> None:
    sitting = sit(small(), 600)

    assert sitting.current is sitting.questions[0]
    assert sitting.unanswered == tuple(range(12))
    assert sitting.remaining == 600
    assert sitting.ahead == 0
    assert not sitting.out_of_time


def test_nobody_can_move_beyond_the_first_and_the_last_question() -> None:
    sitting = sit(small(), None)

    assert sitting.moved(-1).position == 0
    assert sitting.moved(99).position == 11
    assert sitting.moved(11).skipped().position == 11
    assert sitting.skipped().position == 1


def test_time_goes_to_the_question_that_is_looked_at() -> None:
    sitting = sit(small(), None).at(10).moved(3).at(12.5).moved(0).at(20)

    assert sitting.spent == {0: 17.5, 3: 2.5}
    assert sitting.seconds == 20
    assert sitting.at(5) == sitting


def test_unanswered_questions_are_found_going_round() -> None:
    sitting = sit(small(), None)
    for position in range(1, 12):
        sitting = sitting.answered(position, answer(sitting, position, right=True))

    assert sitting.next_unanswered(5) == 0
    assert sitting.answered(0, answer(sitting, 0, right=True)).next_unanswered(5) is None


def test_a_flag_can_be_put_up_and_taken_down() -> None:
    sitting = sit(small(), None).flagged(4, on=True).flagged(2, on=True)

    assert sitting.flags == {2, 4}
    assert sitting.flagged(4, on=False).flags == {2}


@pytest.mark.parametrize(
    ("first", "then", "turn"),
    [(False, True, Turn.FOR_BETTER), (True, False, Turn.FOR_WORSE)],
)
def test_a_changed_answer_tells_which_way_it_went(first: bool, then: bool, turn: Turn) -> None:
    sitting = sit(small(), None)
    sitting = sitting.answered(2, answer(sitting, 2, right=first))
    sitting = sitting.answered(2, answer(sitting, 2, right=then))

    assert [change.turn for change in sitting.changes] == [turn]
    assert sitting.answers[2].outcome == (Outcome.RIGHT if then else Outcome.WRONG)


def test_one_wrong_answer_for_another_is_neither_better_nor_worse() -> None:
    change = Change(position=0, was=Outcome.WRONG, now=Outcome.WRONG)

    assert change.turn is Turn.NEITHER


def test_the_same_answer_again_is_no_change() -> None:
    sitting = sit(small(), None)
    again = sitting.answered(2, answer(sitting, 2, right=True))
    again = again.answered(2, replace(answer(sitting, 2, right=True), confidence=3))

    assert again.changes == ()
    assert again.answers[2].confidence == 3


def test_answers_after_the_limit_are_late_and_do_not_count() -> None:
    sitting = sit(small(), 60).at(60)
    sitting = sitting.answered(0, answer(sitting, 0, right=True))

    assert sitting.out_of_time
    assert sitting.answers[0].late
    assert sitting.counting(0) is None


def test_of_an_answer_that_was_changed_too_late_the_earlier_one_counts() -> None:
    sitting = sit(small(), 60)
    sitting = sitting.answered(0, answer(sitting, 0, right=True)).at(61)
    late = sitting.answered(0, answer(sitting, 0, right=False))
    later = late.answered(0, answer(sitting, 0, right=True))

    assert late.answers[0].late
    assert late.counting(0) is Outcome.RIGHT
    assert later.counting(0) is Outcome.RIGHT
    assert sitting.counting(1) is None


def test_nothing_counts_where_the_first_answer_was_late_already() -> None:
    sitting = sit(small(), 60).at(61)
    sitting = sitting.answered(0, answer(sitting, 0, right=True))
    sitting = sitting.answered(0, answer(sitting, 0, right=False))

    assert sitting.counting(0) is None


def test_an_answer_that_is_only_said_again_after_the_limit_stays_in_time() -> None:
    sitting = sit(small(), 60)
    sitting = sitting.answered(0, answer(sitting, 0, right=True)).at(61)
    again = sitting.answered(0, answer(sitting, 0, right=True))

    assert not again.answers[0].late
    assert again.counting(0) is Outcome.RIGHT


def test_a_sitting_without_a_limit_is_never_late() -> None:
    sitting = sit(small(), None).at(1e6)

    assert not sitting.out_of_time
    assert sitting.remaining is None
    assert sitting.ahead is None


def test_the_pace_is_measured_by_answers() -> None:
    sitting = sit(small(), 600).at(40)
    sitting = sitting.answered(0, answer(sitting, 0, right=False))

    assert sitting.ahead == pytest.approx(10)


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
    st.tuples(st.just("skip")),
    st.tuples(st.just("flag"), POSITIONS, st.booleans()),
    st.tuples(st.just("pause"), st.floats(min_value=0, max_value=1e5)),
    st.tuples(st.just("away"), st.floats(min_value=0, max_value=1e5)),
    st.tuples(st.just("look")),
    st.tuples(st.just("hand in")),
)
SITTINGS = st.lists(st.tuples(st.floats(min_value=0, max_value=60), STEPS), max_size=40)


class Written:
    """A sitting and its log, step by step, as the terminal writes it."""

    def __init__(self, limit: float | None) -> None:
        self.sitting = sit(small(), limit)
        self.store = Store(None)
        start = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.settings = settings_of(small(), limit, LIBRARY, confidence=True)
        self.started = SessionRecord(
            id="20261123-090000-0001",
            at=start,
            mode=Mode.EXAM,
            seed=5,
            version="facts",
            exam_format=SHORT.id,
            settings=self.settings,
            plan=tuple(planned(Item(question=question)) for question in small().questions),
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
        self.sitting = self.sitting.at(self.now)
        _STEPS[name](self, *values)

    def answer(self, position: int, option: int, confidence: int | None) -> None:
        question = self.sitting.questions[position]
        chosen = grade_choice(question, (option % len(question.options),))
        self._answered(position, replace(chosen, seconds=self.now / 7, confidence=confidence))

    def unknown(self, position: int) -> None:
        question = self.sitting.questions[position]
        self._answered(position, Answer(question=question, outcome=Outcome.UNKNOWN))

    def _answered(self, position: int, given: Answer) -> None:
        self.sitting = self.sitting.answered(position, given)
        item = Item(question=given.question)
        stands = self.sitting.answers[position]
        self.recorder.answered(stands, item, self.sitting.place_of(position), self.sitting.seconds)

    def move(self, to: int) -> None:
        self.sitting = self.sitting.moved(to)
        place = self.sitting.place_of(self.sitting.position)
        self.recorder.moved(place, self.sitting.seconds)

    def skip(self) -> None:
        self.sitting = self.sitting.skipped()
        place = self.sitting.place_of(self.sitting.position)
        self.recorder.moved(place, self.sitting.seconds)

    def flag(self, position: int, on: bool) -> None:
        self.sitting = self.sitting.flagged(position, on=on)
        card = self.sitting.questions[position].card.id
        place = self.sitting.place_of(position)
        self.recorder.flagged(card, place, self.sitting.seconds, on=on)

    def pause(self, seconds: float) -> None:
        self.sitting = self.sitting.paused(seconds)
        self.recorder.paused(seconds, self.sitting.seconds)

    def away(self, seconds: float) -> None:
        self.sitting = self.sitting.paused(seconds)
        self.recorder.resumed(round(seconds, 3), self.sitting.seconds)

    def look(self) -> None:
        """Time passes and nothing is written."""

    def hand_in(self) -> None:
        self.sitting = self.sitting.ended()
        self.recorder.ended(End.HANDED_IN, self.sitting.seconds)

    def log(self) -> Log:
        return self.store.log()


_STEPS: dict[str, Callable[..., None]] = {
    "answer": Written.answer,
    "unknown": Written.unknown,
    "move": Written.move,
    "skip": Written.skip,
    "flag": Written.flag,
    "pause": Written.pause,
    "away": Written.away,
    "look": Written.look,
    "hand in": Written.hand_in,
}


@given(steps=SITTINGS, limit=st.sampled_from([None, 60.0, 300.0]))
def test_a_sitting_comes_out_of_the_log_as_it_went_in(
    steps: list[tuple[float, tuple[str, ...]]], limit: float | None
) -> None:
    written = Written(limit)
    for after, step in steps:
        written.step(after, *step)
    written.step(1, "flag", 0, True)  # what is last written tells how late it is
    log = written.log()

    again = sitting_from(written.settings, log, written.sitting.questions)

    assert again == written.sitting
    assert len(standing(log)) == len(written.sitting.answers)


def test_questions_that_are_gone_close_up_and_the_log_keeps_its_positions() -> None:
    written = Written(None)
    for position in (1, 2, 3, 4):
        written.step(5, "move", position)
        written.step(5, "answer", position, 0, 3)
    written.step(1, "flag", 2, True)
    written.step(1, "flag", 4, True)
    asked = written.sitting.questions
    questions = (*asked[:2], None, *asked[3:])
    log = written.log()

    again = sitting_from(written.settings, log, questions)

    assert len(again.questions) == 11
    assert sorted(again.answers) == [1, 2, 3]
    assert again.answers[2].question is questions[3]
    assert again.flags == {3}
    assert again.position == 3
    assert [again.place_of(n) for n in range(4)] == [0, 1, 3, 4]
    gone = {n if n < 2 else n - 1 for n in small().unscored if n != 2}
    assert again.unscored == gone


def test_of_a_question_drawn_anew_the_answer_counts_as_it_was_given() -> None:
    written = Written(None)
    written.step(5, "answer", 0, 0, None)
    questions = list(written.sitting.questions)
    given = written.sitting.answers[0]
    questions[0] = replace(questions[0], options=questions[0].options[::-1])
    log = written.log()

    again = sitting_from(written.settings, log, questions).answers[0]

    assert (again.outcome, again.given) == (given.outcome, given.given)
    assert again.chosen == ()  # its letters mean something else now


def test_an_exam_thrown_away_is_not_handed_in() -> None:
    written = Written(None)
    written.recorder.ended(End.DISCARDED, 1.0)
    log = written.log()

    assert not sitting_from(written.settings, log, written.sitting.questions).handed_in
