"""Sections of an exam: each has its clock, and stays closed when it is handed in."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.exam.paper import Paper, PaperPart, draw_paper, exam_of, sections_of, settings_of
from quiz.exam.report import record, section_scores
from quiz.log.planned import planned
from quiz.log.recorder import Recorder
from quiz.log.records import Mode, SessionRecord
from quiz.log.replay import restored
from quiz.log.store import Store
from quiz.session.answer import grade_choice
from quiz.session.result import result_of
from quiz.session.session import Session
from tests.quiz.exam.test_exam import CARDS, OUTLINES
from tests.support.exams import exam_format
from tests.support.library import cached_library, scheduler
from tests.support.log import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.learner import Learner

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ITEMS = 12
FIRST, SECOND = 2, 10
"""Questions of the sections of a CSCS of twelve questions."""


@cache
def paper() -> Paper:
    cscs, chance = exam_format("cscs"), Random(3)
    parts = [PaperPart(count, OUTLINES, scheduler(chance)) for count in cscs.counts(ITEMS)]
    return draw_paper(parts, CARDS.__getitem__, cscs, chance)


def exam(limit: float | None) -> Session:
    return exam_of(paper(), limit, seed=3, version="facts")


def whole_time() -> float:
    limit = paper().exam_format.limit
    assert limit is not None
    return limit


def answered(session: Session, *, right: bool) -> Session:
    question = session.items[session.position].question
    number = next(n for n, option in enumerate(question.options) if option.right is right)
    return session.answered(grade_choice(question, (number,)))


# -- values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_each_section_has_the_pace_of_the_real_one(factor: float) -> None:
    first, second = sections_of(paper(), whole_time() * factor)

    assert (first.name, first.items) == ("CSCS Scientific Foundations", FIRST)
    assert (second.name, second.items) == ("CSCS Practical/Applied", SECOND)
    assert first.limit == pytest.approx(FIRST * 90 * 60 / 95 * factor, abs=0.01)
    assert second.limit == pytest.approx(SECOND * 150 * 60 / 125 * factor, abs=0.01)


def test_each_section_mixes_in_its_part_of_the_items_that_do_not_count() -> None:
    whole = exam_format("cscs")
    for seed in range(3):
        chance = Random(seed)
        parts = [PaperPart(count, OUTLINES, scheduler(chance)) for count in whole.counts()]
        found = draw_paper(parts, CARDS.__getitem__, whole, chance)
        in_first = sum(position < found.counts[0] for position in found.unscored)

        assert (in_first, len(found.unscored)) == (2, 9)


def test_an_untimed_exam_has_sections_without_clocks() -> None:
    session = exam(None).at(1e6)

    assert [section.limit for section in session.sections] == [None, None]
    assert not session.out_of_time
    assert session.in_next_section().deadline is None


def test_an_exam_of_one_part_has_no_sections() -> None:
    of_one = replace(paper(), exam_format=exam_format("nasm"), counts=())

    assert sections_of(of_one, 600.0) == ()
    assert sections_of(replace(paper(), counts=(0, SECOND)), 600.0) == ()


def test_questions_of_another_section_cannot_be_reached() -> None:
    session = exam(whole_time())

    assert (session.places, session.moved(9).position) == (range(FIRST), FIRST - 1)
    later = session.in_next_section()
    assert (later.places, later.moved(0).position) == (range(FIRST, ITEMS), FIRST)
    assert session.sections_remain
    assert not later.sections_remain


def test_time_that_one_section_leaves_or_exceeds_is_not_that_of_the_next() -> None:
    first, second = sections_of(paper(), whole_time())
    assert first.limit is not None
    assert second.limit is not None
    for spent in (10.0, first.limit + 60):
        session = exam(whole_time()).at(spent)
        assert session.out_of_time is (spent > first.limit)

        later = session.in_next_section()
        assert later.remaining == pytest.approx(second.limit)
        assert not later.out_of_time
        assert later.at(spent + second.limit).out_of_time


def test_an_answer_is_late_by_the_clock_of_its_section() -> None:
    first = sections_of(paper(), whole_time())[0]
    assert first.limit is not None
    session = answered(exam(whole_time()).at(first.limit + 1), right=True)
    session = answered(session.in_next_section().at(first.limit + 30), right=True)

    assert [answer.late for answer in session.answers] == [True, False]


def test_only_the_questions_of_the_section_are_unanswered() -> None:
    session = answered(exam(None), right=True)

    assert session.unanswered == (1,)
    assert session.in_next_section().unanswered == tuple(range(FIRST, ITEMS))


def test_the_report_has_a_score_and_a_time_for_each_section() -> None:
    session = answered(exam(whole_time()).at(20.0), right=True).moved(1)
    session = answered(session.at(50.0), right=False).in_next_section()
    session = answered(session.at(120.0), right=True).ended()
    found = result_of(session)

    first, second = section_scores(found)
    scored = first.score.scored + first.score.unscored, second.score.scored + second.score.unscored
    assert scored == (FIRST, SECOND)
    assert first.score.right + first.score.unscored_right == 1
    assert second.score.right + second.score.unscored_right == 1
    assert (first.seconds, second.seconds) == (50.0, 70.0)
    assert session.sheet is not None
    stored = record(found, session.sheet)["sections"]
    assert [each["seconds"] for each in stored] == [50.0, 70.0]


def test_the_section_and_its_clock_are_rebuilt_from_the_log() -> None:
    session, store = exam(whole_time()), Store(None)
    started = SessionRecord(
        id="20261123-090000-0001",
        at=NOW,
        mode=Mode.EXAM,
        seed=3,
        version="facts",
        exam_format="cscs",
        settings=settings_of(paper(), whole_time(), LIBRARY, confidence=False),
        plan=tuple(map(planned, session.items)),
    )
    recorder = Recorder(lambda: store, started, lambda: NOW, pytest.fail)
    session = answered(session.at(12.5), right=True)
    recorder.answered(session.answers_at[0], session.items[0], 0, session.seconds)
    session = session.at(31.25).in_next_section()
    recorder.moved(session.position, session.seconds)
    session = session.at(80.0).moved(5)
    recorder.moved(5, session.seconds)
    by_card = {item.question.card.id: item.question for item in session.items}

    again = restored(store.log(), lambda asked: (by_card.get(asked.card), False)).session

    assert again == session
    assert again.began == 31.25


# -- on a terminal ---------------------------------------------------------------------------------


@pytest.fixture
def candidate(tmp_path: Path) -> "Iterator[Learner]":
    """A learner at a terminal, with the built-in facts."""
    from tests.support.learner import Learner

    cached_library()
    learner = Learner(tmp_path / "home")
    yield learner
    learner.leaves()


@pytest.mark.slow
def test_a_section_is_handed_in_and_the_next_clock_starts_on_a_key(candidate: "Learner") -> None:
    terminal = candidate.starts("exam", "cscs", "-n", "12", "--seed", "7")
    assert "CSCS Scientific Foundations: 2 questions in 1:54." in terminal.until("q leave")
    terminal.type(" ")
    assert "1 of 12 · CSCS Scientific Foundations" in terminal.until("\n> ")
    candidate.waits(60)
    terminal.type("g3\r")
    assert "There is no question '3' in this section; type 1 to 2." in terminal.until("\n> ")
    terminal.type("h")
    assert "Unanswered: 2 (1, 2)." in terminal.until("Hand in? ")
    terminal.type("y")
    terminal.until("Next: CSCS Practical/Applied: 10 questions in 12:00.")
    terminal.until("q stop")
    candidate.waits(600)
    terminal.type("q")
    assert terminal.ends() == 0

    again = candidate.resumes()
    again.until("q leave")
    again.type(" ")
    said = again.until("\n> ")
    assert "3 of 12 · CSCS Practical/Applied" in said
    assert "10 unanswered · 12:00 left" in said
    again.type("h")
    again.until("Hand in? ")
    again.type("h")
    report = again.until("any key: the end")
    assert "CSCS Scientific Foundations: 0 of " in report
    assert "CSCS Practical/Applied: 0 of " in report
