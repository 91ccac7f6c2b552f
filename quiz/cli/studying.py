"""Runs a day of study: plans it, asks in rounds, and plans again after each round."""

import random
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import click

from cards.errors import ExitCode
from cards.model.kinds import CHOICES
from quiz.cli.anki_study import all_in_anki, anki_today, seconds_in_anki
from quiz.cli.display import Display
from quiz.cli.drawing import mixed_up
from quiz.cli.options import remark
from quiz.cli.prompts import Prompter
from quiz.cli.sessions import Setup, run_round
from quiz.cli.store import now
from quiz.cli.study_wish import Wish, wish_for
from quiz.home.paths import cache_folder
from quiz.log.history import standing
from quiz.log.records import study_day
from quiz.log.settings import QuizSettings
from quiz.memory.recall import recalled
from quiz.memory.recall_model import fitted
from quiz.screens.study import (
    DayResult,
    PlanCounts,
    check_lines,
    day_lines,
    day_record,
    outlook_line,
    plan_lines,
    plan_record,
)
from quiz.session.session import Item, Session, StudyRound, Why
from quiz.study.candidates import Candidate, candidates
from quiz.study.days import exam_time, in_days
from quiz.study.division import outside_anki
from quiz.study.forecast import Forecast, forecast
from quiz.study.forms import AskedBefore, form, minor_is_over
from quiz.study.model_file import FittedModel, load_model, store_model
from quiz.study.past import PastStudy, past_study
from quiz.study.plan import MISSED_DAYS, ROUND, Day, Plan, Season, plan, season, study_seconds
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cards.model.summary import CardSummary
    from quiz.home.library import LibraryHandle
    from quiz.memory.state import Memory
    from quiz.run.loop import Ending
    from quiz.study.choice import Chosen

CHECK = 24
"""The questions of the check before the first study."""

_TEN_MINUTES = 600

_LATELY = 2_000
"""The latest answers, from which cards in turn and times of questions are computed."""

USUAL_MINUTES = 20
"""The study time of a day, until the learner sets it."""


def plan_of_today(handle: "LibraryHandle", minutes: int) -> PlanCounts:
    """The numbers of today's plan.

    Raises:
        StoreError: The log cannot be read.
    """
    settings = QuizSettings(library=handle.settings)
    setup = Setup(handle=handle, display=Display(), seed=0, settings=settings)
    return StudyDay(wish_for(handle, (), minutes), setup).counts()


class _Status(NamedTuple):
    """The learner's state at a moment."""

    moment: datetime
    memory: "Memory"
    past: PastStudy


class StudyDay:
    """A day of study."""

    def __init__(self, wish: Wish, setup: Setup) -> None:
        """Prepare; nothing is read yet."""
        self._wish, self._setup = wish, setup
        self._random = random.Random(setup.seed)
        self._tiers = setup.handle.cached_tiers(wish.exam)
        self._model = FittedModel()
        folder = cache_folder()
        self._model_file = None if folder is None else folder / "recall-model"

    def counts(self) -> PlanCounts:
        """The numbers of the plan now."""
        self._load_model()
        return _counts(self._plan(self._status()))

    def _load_model(self) -> None:
        if self._model_file is not None:
            self._model = load_model(self._model_file)

    def run(self, *, check: bool | None = None) -> None:
        """Study until the plan is done or the learner stops.

        Args:
            check: Whether to begin with the check; None for the first study on a terminal.

        Raises:
            Exit: The session was interrupted.
        """
        before = status = self._status()
        self._load_model()
        if self._begins_with_check(check, status.past):
            ending = run_round(self._check(status), self._asking_confidence)
            status = self._status()
            self._conclude_check(ending, before, status)
            if ending.stopped:
                return
        today = self._plan(status)
        if not today.chosen:
            self._say(_nothing_to_ask(status.past, self._wish))
            return
        counts, why = _counts(today), self._why(status.moment)
        why += anki_today(self._wish.in_anki, status.past)
        if self._setup.display.jsonl:
            self._print(plan_record(counts, why))
        else:
            self._say("", *plan_lines(counts, why))
        answered = before.past.answered
        while today.chosen:
            seconds = 0.0
            if answered < ROUND <= status.past.answered:  # once a day
                seconds = self._offer_page(today)
            answered = status.past.answered
            ending = run_round(self._round(today, status, seconds), self._setup)
            self._conclude_round(ending)
            status = self._status()
            self._refit(status)
            today = self._plan(status)
            if ending.stopped:
                break
        if status.past.answered == before.past.answered:
            return
        result, outlook = _day_result(before, status), self._outlook(status)
        if self._setup.display.jsonl:
            self._print(day_record(result, outlook, is_done=not today.chosen))
            return
        said = "" if outlook is None else outlook_line(*outlook)
        self._say("", *day_lines(result, said, is_done=not today.chosen))

    def _offer_page(self, today: Plan) -> float:
        """Offer the page to read before the new facts that come; the seconds that it took."""
        new = [each.candidate for each in today.chosen if each.why is Why.NEW]
        if not (new and self._setup.display.attended):
            return 0.0
        from quiz.cli.study_page import offer_page

        numbers = (candidate.cards[0].number for candidate in new)
        return offer_page(self._setup.handle, self._setup.display, numbers)

    def _conclude_check(self, ending: "Ending", before: _Status, after: _Status) -> None:
        """Say how much of the check was right.

        Raises:
            Exit: The check was interrupted.
        """
        self._conclude_round(ending)
        asked = after.past.answered - before.past.answered
        right = after.past.right - before.past.right
        if asked and not self._setup.display.jsonl:
            self._say("", *check_lines(right, asked, is_done=not ending.stopped))

    @staticmethod
    def _conclude_round(ending: "Ending") -> None:
        """Say after Ctrl-C how to continue, and leave.

        Raises:
            Exit: The round was interrupted.
        """
        if ending.interrupted:
            remark("Saved. Continue today's plan: primemover study")
            raise click.exceptions.Exit(ExitCode.INTERRUPTED)

    def _begins_with_check(self, check: bool | None, past: PastStudy) -> bool:
        """Whether the check comes first: if it is asked for, or the first time on a terminal."""
        if check is not None:
            return check
        display = self._setup.display
        if past.has_studied or not (display.attended and display.by_key):
            return False
        prompter = Prompter(display)
        prompter.say(
            "",
            f"A check first: {CHECK} questions over everything, no preparation. What you know is"
            " asked less.",
            "Enter: begin · x: skip it",
        )
        return prompter.key() != "x"

    @property
    def _asking_confidence(self) -> Setup:
        """The check asks how sure an answer was: only what is right and sure is known."""
        settings = self._setup.settings._replace(confidence=not self._wish.self_rated)
        return self._setup._replace(settings=settings)

    def _check(self, status: _Status) -> Session:
        """Questions on the core facts of all subjects."""
        from quiz.schedule.scheduler import Mix
        from quiz.schedule.schedulers import DEFAULT, SCHEDULERS
        from quiz.session.questions import draw

        wish = self._wish
        core = [card for card in wish.cards if card.kind in CHOICES and self._is_core(card)]
        chosen = SCHEDULERS[DEFAULT](
            core or wish.cards,
            CHECK,
            mix=Mix(wish.exam.shares),
            history=dict,
            now=status.moment,
            random=self._random,
        )
        cards = [self._setup.handle.card(card.number) for card in chosen]
        return Session(
            items=tuple(
                Item(question=question, why=Why.CHECK)
                for question in draw(cards, self._random, wish.options)
            ),
            round=StudyRound(status.past.answered, status.past.right, remaining=0, seconds=0.0),
            self_rated=wish.self_rated,
        )

    def _is_core(self, card: "CardSummary") -> bool:
        return self._tiers.get(card.about) == 1

    def _refit(self, status: _Status) -> None:
        """Fit the recall model once a study day; the first question of a day never waits for it."""
        today = study_day(status.moment)
        if self._model.day != today:
            self._model = FittedModel(fitted(status.memory.trials, self._model.model), today)
            if self._model_file is not None and self._setup.saves:
                store_model(self._model_file, self._model)

    def _outlook(self, status: _Status) -> tuple[Forecast, Forecast] | None:
        """The forecast, and with ten minutes more a day; None without an exam date ahead."""
        day = self._day(status)
        if season(day.now, day.exam) in (Season.OPEN, Season.EVE):
            return None
        facts = self._candidates(status)
        longer = day._replace(daily=day.daily + _TEN_MINUTES)
        return forecast(facts, day), forecast(facts, longer)

    def _status(self) -> _Status:
        moment, log = now(), self._setup.log()
        answers = standing(log.figures(_LATELY, for_study=True))
        past = past_study(answers, study_day(moment))
        return _Status(moment, recalled(log, cache_folder()), past)

    def _plan(self, status: _Status) -> Plan:
        """The plan of the time that remains."""
        return plan(self._candidates(status), self._day(status))

    def _candidates(self, status: _Status) -> list[Candidate]:
        wish = self._wish
        found = candidates(wish.cards, status.memory, self._tiers, status.moment, wish.exam.levels)
        return list(outside_anki(found, wish.in_anki)) if wish.in_anki else found

    def _day(self, status: _Status) -> Day:
        wish, past = self._wish, status.past
        now_, exam = in_days(status.moment), None if wish.date is None else exam_time(wish.date)
        spent = past.seconds + seconds_in_anki(wish.in_anki, past)
        return Day(
            now=now_,
            exam=exam,
            seconds=max(0.0, study_seconds(wish.minutes, season(now_, exam)) - spent),
            shares=wish.exam.shares,
            recent=past.subjects,
            model=self._model.model,
            times=past.times,
            begun=past.begun,
            most_new=None if wish.most_new is None else max(0, wish.most_new - past.begun),
            daily=wish.minutes * 60,
            missed=MISSED_DAYS if past.missed is None else past.missed,
            minor_is_over=minor_is_over(self._levels(past), wish.exam.levels),
        )

    def _round(self, today: Plan, status: _Status, seconds: float) -> Session:
        """The next questions of a plan.

        Args:
            today: The plan.
            status: The state in which it was made.
            seconds: The time that was spent on a page to learn from; it counts as study.
        """
        from quiz.session.questions import draw

        past = status.past
        chosen, rest = today.chosen[:ROUND], today.chosen[ROUND:]
        cards = [self._setup.handle.card(card.number) for card in self._forms(chosen, past)]
        preferred = mixed_up(self._setup.handle, self._setup.log())
        questions = draw(cards, self._random, self._wish.options, mixed_up=preferred)
        return Session(
            items=tuple(
                Item(question=question, why=each.why, reason=_reason(each, status.moment))
                for question, each in zip(questions, chosen, strict=True)
            ),
            round=StudyRound(
                answered=past.answered,
                right=past.right,
                remaining=len(rest),
                seconds=today.seconds * len(rest) / len(today.chosen),
                budget=self._day(status).seconds,
            ),
            seconds=seconds,
            self_rated=self._wish.self_rated,
        )

    def _forms(self, chosen: "Iterable[Chosen]", past: PastStudy) -> "Iterator[CardSummary]":
        """The card of each fact, on levels that approach those of the exam."""
        levels = self._levels(past)
        for each in chosen:
            candidate = each.candidate
            days_right = 0.0 if candidate.practice is None else candidate.practice.successes
            asked = AskedBefore(past.cards, levels)
            card = form(candidate.cards, days_right, asked, self._wish.exam.levels, self._random)
            levels[card.level] += 1
            yield card

    def _levels(self, past: PastStudy) -> Counter[str]:
        """How many of the latest questions were on each level."""
        asked = set(past.latest)
        level_of = {card.id: card.level for card in self._wish.cards if card.id in asked}
        return Counter(level_of[card] for card in past.latest if card in level_of)

    def _why(self, moment: datetime) -> str:
        """Why the plan is as it is."""
        wish = self._wish
        if wish.most_new == 0:
            return "What you know stays fresh: only what is due, and nothing new."
        if wish.date is None or wish.date < date.fromisoformat(study_day(moment)):
            of_day = counted(wish.minutes, "minute")
            return f"{of_day} a day, in the shares of the {wish.exam.name}."
        days = (wish.date - date.fromisoformat(study_day(moment))).days
        when = {0: "is today", 1: "is tomorrow"}.get(days, f"is in {days} days")
        first = "what gains most by then comes first"
        if days <= 1:
            first = "ten minutes of what you nearly know"
        return f"The {wish.exam.name} {when}: {first}."

    @staticmethod
    def _print(record: "Mapping[str, object]") -> None:
        import json  # only scripts need it

        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()

    def _say(self, *lines: str) -> None:
        if self._setup.display.jsonl:
            self._print({"event": "remark", "text": " ".join(lines)})
            return
        layout = self._setup.display.layout
        wrapped = [part for line in lines for part in (layout.wrap(line) if line else [""])]
        sys.stdout.write("\n".join(wrapped) + "\n")
        sys.stdout.flush()


def _counts(today: Plan) -> PlanCounts:
    return PlanCounts(
        due=today.count(Why.DUE),
        weak=today.count(Why.WEAK),
        new=today.count(Why.NEW),
        ahead=today.count(Why.AHEAD),
        seconds=today.seconds,
        waiting=today.waiting,
    )


def _reason(chosen: "Chosen", moment: datetime) -> str:
    """The details of why a fact is asked."""
    candidate = chosen.candidate
    if candidate.practice is None:
        return f"tier {candidate.order[0]} of your exam"
    days = int(in_days(moment)) - int(candidate.practice.last)
    asked = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"last asked {asked}; you recall it with about {candidate.recall:.0%}"


def _day_result(before: _Status, after: _Status) -> DayResult:
    """The effect of the session and of the day."""
    known, new = before.memory.facts, after.memory.facts
    tomorrow = date.fromisoformat(study_day(after.moment)) + timedelta(days=1)
    return DayResult(
        questions=after.past.answered,
        seconds=after.past.seconds,
        firmer=sum(
            fact in known and each.stability > known[fact].stability for fact, each in new.items()
        ),
        begun=after.past.begun,
        tomorrow=sum(each.due_day <= tomorrow for each in new.values()),
    )


def _nothing_to_ask(past: PastStudy, wish: Wish) -> str:
    if wish.in_anki and past.anki and not past.answered:
        return all_in_anki(past, wish.minutes)
    if wish.most_new == 0:
        return "Nothing is due today. Begin new facts with: primemover study --new 5"
    if past.answered:
        done = f"Today's plan is done: {counted(past.answered, 'question')}."
        return f"{done} With more time: primemover study --minutes 30"
    return "There is nothing to ask about this."
