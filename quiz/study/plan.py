"""Today's plan: what is asked in the minutes that remain, and how the exam date changes it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from math import ceil
from typing import assert_never

from cards.named_tuple import NamedTuple
from quiz.memory.recall_model import RecallModel
from quiz.session.session import Why
from quiz.study.candidates import Candidate
from quiz.study.choice import (
    Chosen,
    NewFacts,
    Score,
    by_gain,
    by_nearness,
    by_urgency,
    choose,
)
from quiz.study.gain import QuestionTimes

ROUND = 10
"""Questions between two pauses."""

WITHOUT_NEW_FACTS = 7.0
"""Days before the exam in which no fact is begun, unless too few were: it would not be firm."""

EVE_SECONDS = 600.0
"""The study time on the eve of the exam and on its day."""

_LEAST_NEW = 1 / 10
"""Questions on new facts, as a part of all, when all the time is needed for what is due."""


MISSED_DAYS = 1 / 6
"""The part of days without study, until the learner's habit is known."""

_QUESTIONS_EACH = 3.5
"""Questions on each fact that is begun: enough for three days, and some facts need more."""


class NewFactLimits(NamedTuple):
    """The limits of new facts, so that what is begun can become firm by the exam.

    Attributes:
        last_week: Days before the exam in which no fact is begun, unless too few were.
        questions_each: Questions on each fact that is begun. Only as many facts are begun as there
            is time for that; None for no limit.
    """

    last_week: float = WITHOUT_NEW_FACTS
    questions_each: float | None = _QUESTIONS_EACH


class Season(Enum):
    """How near the exam is."""

    OPEN = auto()  # no date is set, or it has passed
    AHEAD = auto()  # there is time to begin facts
    LAST_WEEK = auto()  # what was begun is made firm
    EVE = auto()  # today or tomorrow


def season(now: float, exam: float | None, last_week: float = WITHOUT_NEW_FACTS) -> Season:
    """How near the exam is.

    Args:
        now: The time, in days.
        exam: The time of the exam, in days; None if no date is set.
        last_week: Days before the exam in which no fact is begun.
    """
    if exam is None or int(now) > int(exam):
        return Season.OPEN
    if int(exam) - int(now) <= 1:
        return Season.EVE
    return Season.LAST_WEEK if exam - now <= last_week else Season.AHEAD


def study_seconds(minutes: float, is_near: Season) -> float:
    """The study time of a day.

    Args:
        minutes: The minutes that the learner wants.
        is_near: How near the exam is.
    """
    return min(minutes * 60, EVE_SECONDS) if is_near is Season.EVE else minutes * 60


class Day(NamedTuple):
    """The input of a plan, apart from the facts.

    Attributes:
        now: The time, in days.
        exam: The time of the exam, in days; None if no date is set.
        seconds: The study time that remains today.
        shares: The share of each subject in the exam; only the ratios matter.
        recent: The subjects of the latest questions, the latest last.
        model: The learner's recall model.
        times: How long questions take.
        most_new: How many more facts may be begun today, if the learner set a limit.
        begun: How many facts were begun today already.
        daily: The study time of each later day, in seconds.
        missed: The part of the days on which the learner does not study.
        limits: The limits of new facts.
        minor_is_over: Whether the levels that the exam asks for less were asked too often.
    """

    now: float
    exam: float | None
    seconds: float
    shares: Mapping[str, float]
    recent: Sequence[str] = ()
    model: RecallModel = RecallModel()
    times: QuestionTimes = QuestionTimes()
    most_new: int | None = None
    begun: int = 0
    daily: float = 0.0
    missed: float = MISSED_DAYS
    limits: NewFactLimits = NewFactLimits()
    minor_is_over: bool = False


class Plan(NamedTuple):
    """Today's plan.

    Attributes:
        chosen: The facts to ask, in this order unless answers change it.
        seconds: How long it is expected to take.
        waiting: The facts that are due and wait for another day.
    """

    chosen: tuple[Chosen, ...]
    seconds: float
    waiting: int

    def count(self, why: Why) -> int:
        """How many questions are asked for a reason."""
        return sum(each.why is why for each in self.chosen)


def plan(candidates: Iterable[Candidate], day: Day) -> Plan:
    """Plan the study time that remains today.

    No fact is asked twice a day, unless memory asks for it again after it was missed.

    Args:
        candidates: The facts that can be asked.
        day: The time, the exam and the learner.
    """
    is_near = season(day.now, day.exam, day.limits.last_week)
    every = tuple(candidates)
    open_ = [each for each in every if not _is_done_today(each, day.now)]
    if is_near is Season.OPEN:  # nothing is asked before its time while there is anything else
        open_ = [each for each in open_ if _is_next(each, day)] or [
            each for each in open_ if day.most_new is None
        ]
    seconds = min(day.seconds, EVE_SECONDS) if is_near is Season.EVE else day.seconds
    chosen: list[Chosen] = []
    total = 0.0
    for each in choose(
        open_,
        shares=day.shares,
        recent=day.recent,
        score=_score(is_near, day),
        now=day.now,
        new=_new_facts(is_near, every, day),
    ):
        longer = total + expected_seconds(each.candidate, day.times)
        if is_near is Season.OPEN and each.candidate.is_new:
            longer += day.times.right  # memory asks for it once more today
        if longer > seconds:
            break
        chosen.append(each)
        total = longer
    taken = {each.candidate.fact for each in chosen}
    waiting = sum(
        each.due <= day.now and each.fact not in taken and not each.is_elsewhere for each in open_
    )
    return Plan(tuple(chosen), total, waiting)


def expected_seconds(candidate: Candidate, times: QuestionTimes) -> float:
    """How long a question on a fact takes, with reading its explanation."""
    if candidate.is_new:
        return times.new
    return candidate.recall * times.right + (1 - candidate.recall) * times.wrong


def _is_next(candidate: Candidate, day: Day) -> bool:
    """Whether a fact is due, or may be begun."""
    if candidate.is_new:
        return day.most_new is None or day.most_new > 0
    return candidate.due <= day.now


def _is_done_today(candidate: Candidate, now: float) -> bool:
    practice = candidate.practice
    was_today = practice is not None and int(practice.last) == int(now)
    return was_today and candidate.due > now


def _score(is_near: Season, day: Day) -> Score:
    match is_near:
        case Season.OPEN:
            return by_urgency(day.now, minor_is_over=day.minor_is_over)
        case Season.AHEAD | Season.LAST_WEEK:
            exam = day.now if day.exam is None else day.exam
            return by_gain(day.model, day.now, exam, day.times, minor_is_over=day.minor_is_over)
        case Season.EVE:
            return by_nearness
        case _:
            assert_never(is_near)


def _new_facts(is_near: Season, candidates: Iterable[Candidate], day: Day) -> NewFacts:
    seconds = day.seconds
    match is_near:
        case Season.EVE:
            is_any_known = any(not each.is_new for each in candidates)
            return NewFacts(most=0 if is_any_known else day.most_new)
        case Season.LAST_WEEK:
            known = [c for c in candidates if not c.is_new and not _is_done_today(c, day.now)]
            fills = sum(expected_seconds(each, day.times) for each in known) >= seconds
            return NewFacts(most=0 if fills else day.most_new)
        case Season.AHEAD:
            limits = (_most_to_begin(candidates, day), day.most_new)
            return NewFacts(most=min((each for each in limits if each is not None), default=None))
        case Season.OPEN:
            due = [each for each in candidates if each.due <= day.now]
            needed = sum(expected_seconds(each, day.times) for each in due)
            begun = max(0.0, seconds - needed) / (day.times.new + day.times.right)
            asked = len(due) * min(1.0, seconds / needed) if needed else 0.0
            share = begun / (begun + asked) if begun else 0.0
            return NewFacts(share=max(share, _LEAST_NEW), most=day.most_new)
        case _:
            assert_never(is_near)


def _most_to_begin(candidates: Iterable[Candidate], day: Day) -> int | None:
    """How many facts can be begun today so that each has its questions by the exam.

    The time until the exam is for repeating the facts that were begun; the rest of it is for new
    ones, in equal parts for each day before the last week. A day on which there is little to repeat
    is filled with new ones.
    """
    questions_each = day.limits.questions_each
    if questions_each is None:
        return None
    exam = day.now if day.exam is None else day.exam
    days = (exam - day.now) * (1 - day.missed)
    known = [each for each in candidates if each.practice is not None]
    practices = [each.practice for each in known if each.practice is not None]
    usual = (2 * day.times.right + day.times.wrong) / 3
    needed = sum(
        max(0.0, questions_each - practice.successes - practice.failures) for practice in practices
    )
    free = day.seconds + day.daily * days - needed * usual
    begun = free / (day.times.new + (questions_each - 1) * usual)
    parts = 1 + max(0.0, exam - day.limits.last_week - day.now) * (1 - day.missed)
    waiting = [each for each in known if not _is_done_today(each, day.now)]
    repeated = sum(expected_seconds(each, day.times) for each in waiting)
    filling = (day.seconds - repeated) / day.times.new
    return max(0, ceil(min(begun, max(begun / parts - day.begun, filling))))
