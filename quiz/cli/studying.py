"""Runs a day of study: plans it, asks in rounds, and plans again after each round."""

import random
import sys
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode
from cards.model.kinds import CHOICES
from quiz.cli.display import Display
from quiz.cli.options import remark
from quiz.cli.sessions import Setup, run_round
from quiz.cli.study_status import Status, status_at_start, status_from_log
from quiz.cli.study_wish import Wish, why_so, wish_for
from quiz.home.paths import cache_folder
from quiz.log.days import study_day
from quiz.log.settings import QuizSettings
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
from quiz.study.candidates import Candidate, candidates_of
from quiz.study.days import exam_time, in_days
from quiz.study.forms import AskedBefore, form, minor_is_over
from quiz.study.model_file import FittedModel, load_model, store_model
from quiz.study.past import PastStudy
from quiz.study.plan import MISSED_DAYS, ROUND, Day, Plan, Season, plan, season, study_seconds
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cards.model.summary import CardSummary
    from quiz.home.library import LibraryHandle
    from quiz.run.loop import Ending
    from quiz.study.choice import Chosen
    from quiz.study.forecast import Forecast

CHECK = 24
"""The questions of the check before the first study."""

_TEN_MINUTES = 600

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


class StudyDay:
    """A day of study."""

    def __init__(self, wish: Wish, setup: Setup) -> None:
        """Prepare; nothing is read yet."""
        self._wish, self._setup = wish, setup
        self._random = random.Random(setup.seed)
        self._model = FittedModel()
        folder = cache_folder()
        self._model_file = None if folder is None else folder / "recall-model"

    def counts(self) -> PlanCounts:
        """The numbers of the plan now."""
        self._load_model()
        return _counts(self._plan(status_at_start(self._setup)))

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
        before = status = status_at_start(self._setup)
        self._load_model()
        if self._begins_with_check(check, status.state.past):
            ending = run_round(self._check(status), self._asking_confidence)
            status = status_from_log(self._setup)
            self._conclude_check(ending, before, status)
            if ending.stopped:
                return
        today = self._plan(status)
        if not today.chosen:
            self._say(_nothing_to_ask(status.state.past, self._wish))
            return
        self._announce(today, status)
        answered = before.state.past.answered
        while today.chosen:
            seconds = 0.0
            if answered < ROUND <= status.state.past.answered:  # once a day
                seconds = self._offer_page(today)
            answered = status.state.past.answered
            ending = run_round(self._round(today, status, seconds), self._setup)
            self._conclude_round(ending)
            status = status_from_log(self._setup)
            self._refit(status)
            today = self._plan(status)
            if ending.stopped:
                break
        if status.state.past.answered == before.state.past.answered:
            return
        result, outlook = _day_result(before, status), self._outlook(status)
        if self._setup.display.jsonl:
            self._print(day_record(result, outlook, is_done=not today.chosen))
            return
        said = "" if outlook is None else outlook_line(*outlook)
        self._say("", *day_lines(result, said, is_done=not today.chosen))

    def _announce(self, today: Plan, status: Status) -> None:
        """Say what is planned, and why."""
        counts, why = _counts(today), why_so(self._wish, status.today)
        if self._wish.in_anki is not None:
            from quiz.cli.anki_study import anki_today

            why += anki_today(self._wish.in_anki, status.state.past)
        if self._setup.display.jsonl:
            self._print(plan_record(counts, why))
        else:
            self._say("", *plan_lines(counts, why))

    def _offer_page(self, today: Plan) -> float:
        """Offer the page to read before the new facts that come; the seconds that it took."""
        new = [each.candidate for each in today.chosen if each.why is Why.NEW]
        if not (new and self._setup.display.attended):
            return 0.0
        from quiz.cli.study_page import offer_page

        numbers = (candidate.cards[0].number for candidate in new)
        return offer_page(self._setup.handle, self._setup.display, numbers)

    def _conclude_check(self, ending: "Ending", before: Status, after: Status) -> None:
        """Say how much of the check was right.

        Raises:
            Exit: The check was interrupted.
        """
        self._conclude_round(ending)
        asked = after.state.past.answered - before.state.past.answered
        right = after.state.past.right - before.state.past.right
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
        from quiz.cli.prompts import Prompter

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

    def _check(self, status: Status) -> Session:
        """Questions on the core facts of all subjects."""
        from quiz.schedule.scheduler import Mix
        from quiz.schedule.schedulers import DEFAULT, SCHEDULERS
        from quiz.session.questions import draw

        wish, past = self._wish, status.state.past
        tiers = self._setup.handle.cached_tiers(wish.exam)
        core = [c for c in wish.pool.cards if c.kind in CHOICES and tiers.get(c.about) == 1]
        chosen = SCHEDULERS[DEFAULT](
            core or wish.pool.cards,
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
            round=StudyRound(past.answered, past.right, remaining=0, seconds=0.0),
            self_rated=wish.self_rated,
        )

    def _refit(self, status: Status) -> None:
        """Fit the recall model once a study day; the first question of a day never waits for it."""
        today = study_day(status.moment)
        if self._model.day != today:
            self._model = FittedModel(fitted(status.trials, self._model.model), today)
            if self._model_file is not None and self._setup.saves:
                store_model(self._model_file, self._model)

    def _outlook(self, status: Status) -> "tuple[Forecast, Forecast] | None":
        """The forecast, and with ten minutes more a day; None without an exam date ahead."""
        day = self._day(status)
        if season(day.now, day.exam) in (Season.OPEN, Season.EVE):
            return None
        facts = self._candidates(status)
        longer = day._replace(daily=day.daily + _TEN_MINUTES)
        from quiz.study.forecast import forecast

        return forecast(facts, day), forecast(facts, longer)

    def _plan(self, status: Status) -> Plan:
        """The plan of the time that remains."""
        return plan(self._candidates(status), self._day(status))

    def _candidates(self, status: Status) -> list[Candidate]:
        wish = self._wish
        found = candidates_of(wish.pool.facts, status.state.known, status.moment)
        if not wish.in_anki:
            return found
        from quiz.study.division import outside_anki

        return list(outside_anki(found, wish.in_anki))

    def _day(self, status: Status) -> Day:
        wish, past = self._wish, status.state.past
        now_, exam = in_days(status.moment), None if wish.date is None else exam_time(wish.date)
        spent = past.seconds if wish.in_anki is None else past.seconds + past.anki_seconds
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

    def _round(self, today: Plan, status: Status, seconds: float) -> Session:
        """The next questions of a plan.

        Args:
            today: The plan.
            status: The state in which it was made.
            seconds: The time that was spent on a page to learn from; it counts as study.
        """
        from quiz.session.questions import draw

        past = status.state.past
        chosen, rest = today.chosen[:ROUND], today.chosen[ROUND:]
        cards = [self._setup.handle.card(card.number) for card in self._forms(chosen, past)]
        questions = draw(cards, self._random, self._wish.options, mixed_up=self._contrasts(status))
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

    def _contrasts(self, status: Status) -> "Mapping[str, Collection[str]]":
        """The wrong options that this learner should be shown, by the right concept."""
        if not status.state.concepts:
            return {}
        from quiz.cli.learner import contrasts_of

        vocabularies = self._setup.handle.vocabularies
        return contrasts_of(status.state.concepts, vocabularies, status.moment)

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
        levels = self._wish.pool.levels if past.latest else {}
        return Counter(levels[card] for card in past.latest if card in levels)

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


def _day_result(before: Status, after: Status) -> DayResult:
    """The effect of the session and of the day."""
    known, new = before.state.known, after.state.known
    tomorrow = date.fromisoformat(after.today).toordinal() + 1
    return DayResult(
        questions=after.state.past.answered,
        seconds=after.state.past.seconds,
        firmer=sum(
            fact in known and each.stability > known[fact].stability for fact, each in new.items()
        ),
        begun=after.state.past.begun,
        tomorrow=sum(each.due_day <= tomorrow for each in new.values()),
    )


def _nothing_to_ask(past: PastStudy, wish: Wish) -> str:
    if wish.in_anki and past.anki and not past.answered:
        from quiz.cli.anki_study import all_in_anki

        return all_in_anki(past, wish.minutes)
    if wish.most_new == 0:
        return "Nothing is due today. Begin new facts with: primemover study --new 5"
    if past.answered:
        done = f"Today's plan is done: {counted(past.answered, 'question')}."
        return f"{done} With more time: primemover study --minutes 30"
    return "There is nothing to ask about this."
