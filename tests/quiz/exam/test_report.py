"""The report of an exam: its figures are counted by hand here, and it promises nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.exam_format import ExamFormat
from cards.interval import wilson
from cards.model.summary import summary
from quiz.exam.paper import ASKED, Paper, PaperPart, draw_paper, exam_of
from quiz.exam.report import Row, Score, fewer_options, record, score, tables, weakest
from quiz.screens.exam import in_words, open_lines
from quiz.screens.exam_report import detail_lines, exam_lines, summary_lines
from quiz.session.answer import Answer, Outcome, grade_choice
from quiz.session.question import ask
from quiz.session.result import ChangeEffect, Result, result_of
from quiz.session.session import ExamSheet, Session
from quiz.terminal.layout import TextLayout, columns
from tests.support.exams import FORMATS, exam_format
from tests.support.library import builtin_card, builtin_cards, scheduler

Golden = Callable[[str, str], None]

CARDS = (
    "role/hip-thrust/gluteus-maximus/role",
    "role/push-up/quadriceps/role",
    "role/bulgarian-split-squat/adductor-magnus/role",
    "role/hip-thrust/abdominals/role",
    "role/push-up/pectoralis-major/role",
    "role/push-up/posterior-deltoid/role",
    "role/push-up/abdominals/role",
    "contraction/front-squat/lifting/quadriceps/contraction",
    "contraction/hip-thrust/lowering/gluteus-maximus/contraction",
    "contraction/dumbbell-fly/lifting/pectoralis-major/contraction",
    "contraction/bench-press/lowering/anterior-deltoid/contraction",
    "contraction/incline-bench-press/lowering/pectoralis-major/contraction",
    "contraction/goblet-squat/throughout/abdominals/contraction",
    "true-false/hip-thrust/abdominals/role=stabiliser",
    "definition/glossary/isokinetic/definition",
    "definition/glossary/plyometric/definition",
)
UNSCORED = frozenset({6, 15})
WRONG = {1: 3, 3: None, 8: 3, 10: 2, 11: 3}
"""Positions answered wrong, and how sure."""

GUESSED = (5, 12)
SKIPPED = (13,)


def layout(width: int, *, unicode: bool = True) -> TextLayout:
    return TextLayout(measure=lambda: width, unicode=unicode)


def chosen(exam: Session, position: int, *, right: bool) -> Answer:
    question = exam.items[position].question
    number = next(n for n, option in enumerate(question.options) if option.right is right)
    return grade_choice(question, (number,))


@cache
def exam() -> Session:
    """A shortened exam of sixteen items, most of them answered right."""
    chance = Random(3)
    questions = tuple(ask(builtin_card(id_), chance) for id_ in CARDS)
    paper = Paper(
        exam_format=exam_format("nasm").shortened([len(CARDS)]),
        questions=questions,
        unscored=UNSCORED,
        requested=len(CARDS),
    )
    session = exam_of(paper, 400, seed=7, version="0123456789ab")
    for position in range(len(questions)):
        session = session.moved(position).at(session.seconds + 20 + position)
        if position in SKIPPED:
            continue
        confidence = WRONG.get(position, 1 if position in GUESSED else 3)
        answer = chosen(session, position, right=position not in WRONG)
        session = session.answered(replace(answer, confidence=confidence))
    session = session.paused(95)  # 440 s have passed: what is answered now comes late
    session = session.moved(0).at(470)
    session = session.answered(chosen(session, 0, right=False))
    return session.flagged(questions[2].card.id, on=True).ended()


@cache
def result() -> Result:
    return result_of(exam())


def sheet() -> ExamSheet:
    found = exam().sheet
    assert found is not None
    return found


def screen(width: int, *, plain: bool = False, unicode: bool = True) -> list[str]:
    lines = exam_lines(result(), sheet(), layout(width, unicode=unicode), plain=plain)
    return [line for line, _ in lines]


def rows(name: str) -> dict[str, tuple[int, int]]:
    return {row.name: (row.right, row.asked) for row in tables(result())[name]}


# -- figures -----------------------------------------------------------------------------------


def test_the_score_counts_scored_items_answered_in_time() -> None:
    # 16 items less 2 unscored; 5 wrong and 1 without an answer of the 14. Question 1 was right in
    # time; 15 and 16 came late, at 405 and at 440 s.
    assert (score(result()).right, score(result()).scored) == (7, 14)
    assert score(result()).share == 0.5


def test_late_answers_are_counted_separately() -> None:
    assert result().late == (1, 15, 16)
    assert result().late_right == 2


def test_unscored_items_are_counted_separately() -> None:
    # Question 7 was right, and question 16 too late.
    assert (score(result()).unscored_right, score(result()).unscored) == (1, 2)


def test_breakdowns_use_the_values_of_the_facts() -> None:
    assert rows("contraction") == {
        "none stated": (4, 8),
        "concentric": (2, 2),
        "eccentric": (0, 3),
        "isometric": (1, 1),
    }
    assert rows("exercise") == {
        "hip thrust": (1, 4),
        "Bulgarian split squat": (1, 1),
        "front squat": (1, 1),
        "push-up": (2, 3),
        "dumbbell fly": (1, 1),
        "goblet squat": (1, 1),
        "bench press": (0, 1),
        "incline bench press": (0, 1),
        "none stated": (0, 1),
    }
    assert rows("subject") == {
        "roles": (4, 7),
        "contraction": (3, 6),
        "kinds of exercise": (0, 1),
    }
    assert rows("kind") == {"choice": (7, 13), "true-false": (0, 1)}


@pytest.mark.parametrize("name", ["role", "contraction", "exercise", "subject", "kind"])
def test_each_breakdown_adds_up_to_the_score(name: str) -> None:
    table = tables(result())[name]

    assert sum(row.right for row in table) == score(result()).right
    assert sum(row.asked for row in table) == score(result()).scored


def test_confident_errors_and_lucky_guesses_are_listed_by_number() -> None:
    assert result().sure_but_wrong == (2, 9, 12)
    assert result().lucky == (6, 13)


def test_changed_answers_are_counted_by_the_direction_of_the_change() -> None:
    effects = {effect: result().changed(effect) for effect in ChangeEffect}

    assert effects == {
        ChangeEffect.FOR_WORSE: 1,
        ChangeEffect.FOR_BETTER: 0,
        ChangeEffect.NEITHER: 0,
    }


def test_time_is_counted_for_the_question_that_is_shown() -> None:
    # 20 to 35 s in turn, and 30 more for the first.
    assert result().slowest == (1, 50)
    assert result().median == 28.5
    assert (result().seconds, result().limit, result().away) == (470, 400, 95)


def test_unanswered_questions_are_listed_and_count_as_not_right() -> None:
    assert result().unanswered == (14,)


def test_questions_with_missing_options_are_counted() -> None:
    fewer = [item for item in exam().items if len(item.question.options) < 4]

    assert fewer_options(result(), sheet().exam_format) == len(fewer) > 0


def test_questions_that_are_not_right_are_listed_in_order_with_their_answers() -> None:
    found = result().not_right

    assert [each.number for each in found] == [1, 2, 4, 9, 11, 12, 14]
    assert found[-1].final.outcome is Outcome.SKIPPED
    assert found[-1].final.given is None


def test_rows_without_a_value_are_last_and_never_the_weakest() -> None:
    contractions = tables(result())["contraction"]

    assert contractions[-1].name == "none stated"
    assert (
        weakest((Row(name="none stated", right=0, asked=9), Row(name="a", right=9, asked=9)))
        is None
    )


def test_an_exam_without_answers_has_a_report() -> None:
    paper = Paper(
        exam_format=exam_format("issa").shortened([2]),
        questions=tuple(item.question for item in exam().items[:2]),
        unscored=frozenset(),
        requested=2,
    )
    session = exam_of(paper, None, seed=1, version="x").ended()
    found = result_of(session)

    assert score(found) == Score(right=0, scored=2, unscored_right=0, unscored=0)
    assert (found.median, found.slowest) == (None, None)
    assert found.unanswered == (1, 2)
    first, _ = next(exam_lines(found, sheet(), layout(80)))
    assert first == "0 of 2 items right = 0%"


@pytest.mark.slow
@given(st.integers(min_value=0, max_value=10_000), st.data())
def test_every_exam_adds_up(seed: int, data: st.DataObject) -> None:
    summaries = [summary(card, n) for n, card in enumerate(builtin_cards()[:400])]
    chance = Random(seed)
    part = PaperPart(20, summaries, scheduler(chance))
    paper = draw_paper([part], builtin_cards().__getitem__, exam_format("ace"), chance)
    session = exam_of(paper, 60, seed=seed, version="x")
    for position in data.draw(st.lists(st.sampled_from(range(len(paper.questions))), max_size=40)):
        session = session.at(session.seconds + 3).moved(position)
        answer = chosen(session, position, right=data.draw(st.booleans()))
        confidence = data.draw(st.sampled_from([None, 1, 2, 3]))
        session = session.answered(replace(answer, confidence=confidence))
    found = result_of(session)
    counted = score(found)

    assert counted.scored + counted.unscored == len(paper.questions)
    assert counted.right + counted.unscored_right == found.right
    assert found.right + found.late_right <= len(paper.questions) + len(session.changes)
    assert len(found.unanswered) + found.answered == len(paper.questions)
    assert sum(map(found.changed, ChangeEffect)) == len(session.changes)
    assert not set(found.sure_but_wrong) & set(found.lucky)
    assert counted.interval.low <= counted.share <= counted.interval.high
    assert json.loads(json.dumps(record(found, sheet())))["right"] == counted.right


# -- how firm ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    [
        (86, 120, 0.630, 0.789),  # as in the model of a report that this follows
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), table I, method 3
        (15, 148, 0.0624, 0.1605),  # as above
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(right: int, asked: int, low: float, high: float) -> None:
    interval = wilson(right, asked)

    assert interval.low == pytest.approx(low, abs=6e-4)
    assert interval.high == pytest.approx(high, abs=6e-4)


@given(st.integers(min_value=1, max_value=2000), st.data())
def test_the_ends_of_an_interval_solve_wilsons_equation(asked: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(min_value=1, max_value=max(1, asked - 1)))
    interval = wilson(right, asked)

    assert 0 <= interval.low <= right / asked <= interval.high <= 1
    for end in {interval.low, interval.high} - {1.0}:
        far = abs(right / asked - end) / sqrt(end * (1 - end) / asked)
        assert far == pytest.approx(1.959964, rel=1e-6)


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ([(9, 10), (5, 10), (7, 10)], "1"),
        ([(0, 2), (5, 10), (7, 10)], "1"),  # two items are too few
        ([(5, 10), (10, 20)], None),  # neither is weaker
        ([(4, 8), (0, 1)], None),
        ([], None),
        ([(1, 4), (2, 8), (3, 3)], "1"),  # of two equals, the one that was asked more
    ],
)
def test_the_weakest_row_is_marked_only_with_enough_items(
    table: list[tuple[int, int]], name: str | None
) -> None:
    found = weakest(
        Row(name=str(n), right=right, asked=asked) for n, (right, asked) in enumerate(table)
    )

    assert (found.name if found else None) == name


# -- what people read --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80])
def test_the_report_reads_well(width: int, golden: Golden) -> None:
    golden(f"exam-report-{width}.txt", "\n".join([*screen(width), ""]))


def test_the_plain_report_reads_well(golden: Golden) -> None:
    golden("exam-report-plain.txt", "\n".join([*screen(80, plain=True), ""]))


@pytest.mark.parametrize("width", [20, 40, 79, 80, 100, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_the_report_fits_every_screen(width: int, *, plain: bool) -> None:
    lines = screen(width, plain=plain, unicode=False)

    assert max(map(columns, lines)) <= min(width, 100)
    assert all(line.isascii() for line in lines)
    assert not plain or not any(line.startswith(" ") for line in lines)


@pytest.mark.parametrize("width", [40, 80])
def test_the_summary_reads_well(width: int, golden: Golden) -> None:
    lines = [line for line, _ in summary_lines(result(), sheet(), layout(width))]

    golden(f"exam-summary-{width}.txt", "\n".join([*lines, ""]))


def test_the_score_stays_on_a_screen_of_24_lines_however_many_subjects_there_are() -> None:
    by_subject = {card.tests: card for card in builtin_cards() if card.kind in ASKED}
    cards = [card for card in by_subject.values() if len(card.distractors) > 1] * 4
    questions = tuple(ask(card, Random(2)) for card in cards)
    for name in ("cscs", "issa", "nasm"):
        whole = exam_format(name)
        paper = Paper(
            exam_format=whole,
            questions=questions,
            unscored=frozenset({3}),
            requested=len(cards),
            counts=(10, len(cards) - 10) if len(whole.parts) > 1 else (),
        )
        session = exam_of(paper, 60, seed=7, version="0123456789ab")
        for place in session.places[:-2]:
            session = session.moved(place).at(session.seconds + 2)
            answer = chosen(session, place, right=place % 5 == 0)
            session = session.answered(replace(answer, confidence=3 if place % 3 else 1))
        found = result_of(session.ended())
        shown = ExamSheet(whole, 7, "0123456789ab")

        # Besides these: a blank line before, and after them one, the keys and the prompt.
        lines = [line for line, _ in summary_lines(found, shown, layout(80))]
        assert len(by_subject) > 12
        assert len(lines) <= 20, lines
        assert "right = " in lines[0]


def test_the_summary_and_the_details_have_all_that_the_report_has() -> None:
    parts = [*summary_lines(result(), sheet(), layout(100))]
    parts += detail_lines(result(), sheet(), layout(100))
    shown = " ".join(line for line, _ in parts)

    for line in screen(100):
        for part in line.split("; "):
            assert part.strip().rstrip(".") in shown or part.startswith("How firm is it")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_every_width_has_the_same_content(width: int) -> None:
    words = sorted(" ".join(screen(width)).replace("- ", "-").split())

    assert words == sorted(" ".join(screen(100)).split())


@pytest.mark.parametrize("whole", FORMATS, ids=lambda each: each.id)
@pytest.mark.parametrize("plain", [False, True])
def test_no_report_promises_a_pass(whole: ExamFormat, *, plain: bool) -> None:
    other = sheet()._replace(exam_format=whole)
    text = " ".join(line for line, _ in exam_lines(result(), other, layout(100), plain=plain))

    assert "PASS" not in text
    assert "passed" not in text.lower()
    assert "muscles and movement" in text
    assert "cannot be converted to it" in text or "does not say whether you would pass" in text


def test_domains_that_are_not_covered_are_listed() -> None:
    text = " ".join(screen(100))

    for domain in sheet().exam_format.domains:
        assert domain.name in text


def test_the_report_and_the_record_contain_the_seed_and_the_version() -> None:
    assert "Seed 7, facts 0123456789ab, format nasm-cpt" in " ".join(screen(100))
    found = record(result(), sheet())
    assert (found["seed"], found["version"], found["preset"]) == (7, "0123456789ab", "nasm-cpt")


def test_the_record_has_the_values_of_the_report() -> None:
    found = json.loads(json.dumps(record(result(), sheet())))

    assert (found["event"], found["mode"]) == ("result", "exam")
    assert (found["right"], found["scored"], found["share"]) == (7, 14, 0.5)
    assert found["interval"] == {"low": 0.268, "high": 0.732}
    assert found["sure_wrong"] == [2, 9, 12]
    assert found["unanswered"] == [14]
    assert found["changes"] == {"wrong to right": 0, "right to wrong": 1, "wrong to wrong": 0}
    assert found["passing"] == {"kind": "scaled", "mark": 70, "scale": None}
    assert {"name": "eccentric", "right": 0, "asked": 3} in found["tables"]["contraction"]


def test_the_report_uses_american_spelling_if_requested() -> None:
    american = replace(layout(80), american=True)
    text = " ".join(line for line, _ in exam_lines(result(), sheet(), american))

    assert "stabilizer" in text
    assert "stabiliser" not in text


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((), ""),
        ((4,), "4"),
        ((4, 5), "4, 5"),
        ((4, 5, 6), "4–6"),
        ((1, 4, 5, 6, 9, 11, 12, 13), "1, 4–6, 9, 11–13"),
    ],
)
def test_consecutive_numbers_are_shown_as_a_range(numbers: tuple[int, ...], words: str) -> None:
    assert in_words(numbers) == words
    assert in_words(numbers, plain=True) == words.replace("–", " to ")


def test_unanswered_and_flagged_questions_are_listed_before_handing_in() -> None:
    lines = [line for line, _ in open_lines(exam(), layout(80))]

    assert lines == ["Unanswered: 1 (14).", "Flagged: 1 (3)."]


def test_without_unanswered_questions_it_says_so() -> None:
    full = exam().moved(13)
    full = full.answered(chosen(full, 13, right=True))
    full = replace(full, flags=frozenset())

    assert [line for line, _ in open_lines(full, layout(80))] == ["Every question is answered."]
