"""After the exam: asks once whether another one comes, or what is to become of what was learned."""

from typing import TYPE_CHECKING

from quiz.cli.first_run import ask_exam, ask_value
from quiz.cli.prompts import Prompter
from quiz.home.exams import chosen_exam
from quiz.home.paths import settings_file
from quiz.home.settings_change import change_settings

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.cli.display import Display
    from quiz.home.settings import UserSettings

_NEXT, _KEEP, _STOP = "1", "2", "3"


def ask_what_follows(stored: "UserSettings", display: "Display") -> None:
    """Ask what comes after the exam, and keep it as settings.

    The date of the exam is removed or replaced, so that this is asked once.

    Args:
        stored: The settings, with the date of the exam that is over.
        display: The display options of a learner who is present.
    """
    file = settings_file()
    if file is None or stored.date is None:
        return
    prompter = Prompter(display)
    name, day = chosen_exam(stored.exam).name, stored.date
    prompter.say("", f"The {name} was on {day:%-d %B}. What comes now?")
    prompter.items(
        (
            f"{_NEXT} another exam",
            f"{_KEEP} keep what you know: only what is due",
            f"{_STOP} stop: no plan on the start screen",
        )
    )
    prompter.say(f"Enter: {_KEEP}")
    try:
        _follow(prompter, file, _choice(prompter))
    except EOFError:
        return
    prompter.say("Saved. Change it with: primemover settings")


def _choice(prompter: Prompter) -> str:
    """The key of a choice."""
    while True:
        typed = prompter.key() or _KEEP
        if typed in (_NEXT, _KEEP, _STOP):
            return typed
        prompter.say(f"{_NEXT}, {_KEEP} or {_STOP}.")


def _follow(prompter: Prompter, file: "Path", choice: str) -> None:
    """Keep a choice as settings; the date goes last, as without it nothing is asked again."""
    if choice == _NEXT:
        ask_exam(prompter, file, unless="the same")
        for key in ("new", "reminders", "date"):
            change_settings(file, key, ())
        ask_value(
            prompter, file, "date", "When is it? A date (2027-01-15), days (28), Enter: not known"
        )
        return
    change_settings(file, "new", ("0",))
    change_settings(file, "reminders", ("false",) if choice == _STOP else ())
    change_settings(file, "date", ())
