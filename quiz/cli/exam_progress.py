"""Reads what the page of `primemover stats` shows: memory, log, library and settings."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cards.exams.scope import GENERAL
from quiz.cli.defaults import user_settings
from quiz.cli.options import card_filter
from quiz.cli.store import now
from quiz.cli.study_wish import study_pool
from quiz.home.exams import chosen_exam, exams
from quiz.home.paths import cache_folder
from quiz.home.settings import UserSettings
from quiz.log.counts import AnswerCounts
from quiz.log.days import study_day
from quiz.log.mix_ups import mix_ups
from quiz.memory.recall import recalled
from quiz.memory.recall_model import RecallModel
from quiz.memory.state import DueReviews
from quiz.session.question import MOST_OPTIONS
from quiz.statistics.dimensions import DIMENSIONS, ROLE
from quiz.statistics.exam_progress import DUE_DAYS, WINDOW, CoveredExam, ExamProgress
from quiz.statistics.figures import Tally, by_date, drillable, rows, study_days, weakest
from quiz.statistics.knowledge import (
    FEWEST_ANSWERS,
    due_by_day,
    expected_score,
    facts_of,
    subjects_of,
)
from quiz.study.candidates import candidates_of
from quiz.study.days import in_days
from quiz.study.known import known_facts
from quiz.study.model_file import load_model

if TYPE_CHECKING:
    from cards.exams.scope import ExamScope
    from quiz.home.library import LibraryHandle
    from quiz.log.reader import LogReader

USUAL_MINUTES = 20
"""The study time of a day, until the learner sets it."""

_WEAKEST = 2
"""Cells of muscle and role that are shown."""


def exam_progress(
    handle: "LibraryHandle", store: "LogReader", topics: Sequence[str], since: date | None
) -> ExamProgress:
    """The learner's progress towards the exam.

    Args:
        handle: The library, with the exam.
        store: The log.
        topics: What to restrict the page to; empty for everything.
        since: The first day that answers count from; None for the last four weeks.

    Raises:
        StoreError: The log cannot be read.
        UnknownTopic: A topic is unknown.
    """
    moment = now()
    today, at = date.fromisoformat(study_day(moment)), in_days(moment)
    first = today - timedelta(days=WINDOW - 1) if since is None else since
    scope = handle.exam or chosen_exam(None)
    criteria = card_filter(handle, topics)
    folder = cache_folder()
    memory = recalled(store, folder)
    facts_of_exam = study_pool(handle, criteria, scope).facts
    found = candidates_of(facts_of_exam, known_facts(memory), moment)
    model = RecallModel() if folder is None else load_model(folder / "recall-model").model
    facts = facts_of(found, memory.facts, model, at)
    ids = {card.id for card in handle.select(criteria)} if topics else None
    counts = AnswerCounts(store, first, ids, ("muscle", "role", "confidence"))
    days = by_date(counts.by("day"))
    exam = _covered(scope, today)
    is_scored = not topics and sum(f.reviews for f in memory.facts.values()) >= FEWEST_ANSWERS
    confident = counts.by("confidence")
    by_muscle = rows(counts.by("muscle", "role"), DIMENSIONS["muscle"])
    return ExamProgress(
        exam=exam,
        subjects=subjects_of(facts, scope.shares),
        score=expected_score(facts, scope.shares, questions=exam.questions, options=exam.options)
        if is_scored
        else None,
        due=due_by_day(found, at, DUE_DAYS),
        retention=None if topics else _retention(memory.due_reviews, first),
        confidence={
            each.values[0]: Tally(asked=each.asked, points=each.points)
            for each in confident
            if each.values[0] is not None
        },
        seconds=counts.seconds(),
        days=days,
        spent=_by_date(counts.study_seconds()),
        study_days=study_days(days, today),
        mix_ups=tuple(
            each for each in mix_ups(counts.concepts(), handle.vocabularies, today) if each.is_live
        ),
        weakest=drillable(weakest(by_muscle, _WEAKEST), DIMENSIONS["muscle"], ROLE, handle.testing),
        since=first,
        today=today,
        minutes=(user_settings() or UserSettings()).minutes or USUAL_MINUTES,
        topics=tuple(topics),
    )


def _covered(scope: "ExamScope", today: date) -> CoveredExam:
    """The part of an exam that is asked here, and the days until it."""
    if scope.id == GENERAL:
        return CoveredExam(scope.id, scope.name)
    stored = user_settings() or UserSettings()
    exam = CoveredExam(
        scope.id,
        scope.name,
        is_chosen=True,
        option="" if stored.exam == scope.id else f"--exam {scope.id}",
        days=None if stored.date is None else (stored.date - today).days,
    )
    exam_format = exams(silent=True).profile(scope.id).exam_format
    if exam_format is None:
        return exam
    short = exam_format.shortened(exam_format.counts())
    return exam._replace(
        questions=short.items,
        options=short.options or MOST_OPTIONS,
        seconds=None if short.minutes is None else short.minutes * 60 / short.items,
    )


def _retention(by_day: "Mapping[date, DueReviews]", since: date) -> DueReviews:
    """The due reviews since a day."""
    total = DueReviews()
    for day, each in by_day.items():
        if day >= since:
            total = total.plus(each)
    return total


def _by_date(seconds: Mapping[str, float]) -> Mapping[date, float]:
    found = {}
    for day, each in seconds.items():
        with suppress(ValueError):  # a log written by another program may have days that are none
            found[date.fromisoformat(day)] = each
    return found
