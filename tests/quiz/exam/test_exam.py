"""An exam as values: its paper and its steps."""

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.exam_format import ExamFormat
from cards.model.summary import CardSummary, summary
from cards.model.vocabulary import Subject
from quiz.exam.paper import ASKED, Paper, PaperPart, draw_paper, exam_of
from quiz.schedule.shares import weights
from quiz.session.answer import Outcome, grade_choice
from quiz.session.result import ChangeEffect, result_of
from quiz.session.session import Session
from tests.support.exams import FORMATS, SHARES, exam_format
from tests.support.library import builtin_cards, scheduler
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
