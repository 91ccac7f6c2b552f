"""`primemover` without a command: a start screen with one key per choice."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from cards.exams.scope import ExamScope
from quiz.cli.defaults import is_first_run, is_over, user_settings
from quiz.cli.display import Display
from quiz.cli.options import remark
from quiz.cli.prompts import Prompter
from quiz.cli.sessions import resumable
from quiz.cli.store import now, open_reader
from quiz.cli.studying import USUAL_MINUTES, plan_of_today
from quiz.home.exams import chosen_exam, exams
from quiz.home.library import LibraryHandle, user_fact_paths
from quiz.home.settings import UserSettings
from quiz.log.days import study_day
from quiz.log.records import Log, StoreError
from quiz.screens.exam_format import in_short
from quiz.screens.start import NO_EXAM, choices, key_lines, screen, spoken

if TYPE_CHECKING:
    from quiz.screens.study import PlanCounts

_LATELY = 2_000
"""Number of answers to examine for missed and mixed-up questions, to keep the screen fast."""


def start() -> tuple[str, ...] | None:
    """Show the choices, and wait for one.

    Returns:
        The chosen command line; None for quitting.
    """
    display = Display()
    if is_first_run():
        from quiz.cli.first_run import first_run

        first_run(display)
    stored = user_settings() or UserSettings()
    if is_over(stored, study_day(now())):
        from quiz.cli.after_exam import ask_what_follows

        ask_what_follows(stored, display)
        stored = user_settings() or UserSettings()
    exam = chosen_exam(stored.exam)
    handle = LibraryHandle(paths=user_fact_paths(), only=False, american=exam.american, exam=exam)
    log = unfinished = Log()
    today: PlanCounts | None = None
    try:
        store = open_reader()
        log = store.figures(_LATELY)
        unfinished = next((store.log(each.id) for each in reversed(resumable(log))), unfinished)
        if stored.reminders is not False:
            today = plan_of_today(handle, stored.minutes or USUAL_MINUTES)
    except StoreError as error:
        remark(f"The review log cannot be used: {error}")
    found = tuple(choices(log, unfinished, now(), handle.vocabularies, today, _exam_in_short(exam)))
    layout = display.layout
    show = screen if display.why_plain is None else spoken
    prompter = Prompter(display)
    prompter.print(show(layout, _heading(exam, stored, now()), found))
    arguments = {choice.key: choice.arguments for choice in found}
    while True:
        try:
            key = prompter.key()
        except EOFError:
            key = "q"
        if key == "q":
            return None
        if key in arguments:
            return arguments[key]
        if key == "?":
            prompter.print(key_lines(layout, found))
            continue
        keys = ", ".join(each or "Enter" for each in (*arguments, "?"))
        shown = key[:12] if key.isprintable() else ""
        said = f"Unknown key '{shown}'" if shown else "No choice made"
        prompter.say(f"{said}: {keys}, or q to quit.")


def _exam_in_short(exam: ExamScope) -> str:
    """The questions and the time of the exam that the learner has chosen."""
    exam_format = exams(silent=True).profile(exam.id).exam_format
    return NO_EXAM if exam_format is None else in_short(exam_format)


def _heading(exam: ExamScope, stored: UserSettings, moment: datetime) -> tuple[str, ...]:
    """The exam, when it is, and the time for it."""
    parts = [exam.name]
    if stored.date is not None:
        days = (stored.date - date.fromisoformat(study_day(moment))).days
        parts[0] += {0: " today", 1: " tomorrow"}.get(days, f" in {days} days") * (days >= 0)
    parts.append(f"{stored.minutes or USUAL_MINUTES} minutes a day")
    return tuple(parts)
