"""The first run on a terminal: which exam, when, and how many minutes a day. All can be skipped."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from cards.errors import PrimemoverError
from cards.exams.profile import DISCLAIMER
from cards.exams.scope import GENERAL
from quiz.cli.commands.settings import checked
from quiz.cli.prompts import Prompter
from quiz.home.exams import exams
from quiz.home.paths import settings_file
from quiz.home.settings_change import change_settings

if TYPE_CHECKING:
    from pathlib import Path

    from cards.exams.profile import ExamProfile
    from quiz.cli.display import Display


def first_run(display: "Display") -> None:
    """Ask for the exam, its date and the minutes a day, and keep them as settings."""
    file = settings_file()
    if file is None:
        return
    prompter = Prompter(display)
    prompter.say(
        "",
        "primemover trains what certification exams ask about muscles and movement.",
        DISCLAIMER,
    )
    try:
        ask_exam(prompter, file, unless="none of these", default=GENERAL)
        ask_value(
            prompter, file, "date", "When is it? A date (2027-01-15), days (28), Enter: not known"
        )
        ask_value(prompter, file, "minutes", "Minutes a day for this part? Enter: 20", default="20")
    except EOFError:
        return
    prompter.say("Saved. Change it with: primemover settings")


def ask_exam(prompter: Prompter, file: "Path", *, unless: str, default: str = "") -> None:
    """Ask for the exam.

    Args:
        prompter: Asks.
        file: The file of settings.
        unless: The meaning of Enter, in words.
        default: The exam that Enter chooses; empty keeps the one that is set.
    """
    profiles = [each for each in exams().profiles if each.weights and each.id != GENERAL]
    sections = {section.id for each in profiles for section in each.sections}
    whole = [each for each in profiles if each.id not in sections]
    listed = [f"{number} {each.name}" for number, each in enumerate(whole, start=1)]
    prompter.say("", "Which exam?")
    prompter.items(listed)
    prompter.say(f"Enter: {unless}")

    def chosen(typed: str) -> str:
        if typed.isdecimal() and 1 <= int(typed) <= len(whole):
            return whole[int(typed) - 1].id
        return exams().profile(typed).id

    exam = _asked(prompter, chosen)
    if exam or default:
        change_settings(file, "exam", (exam or default,))
    if exam:
        profile = exams().profile(exam)
        prompter.say(f"{_covered(profile)} Keep your textbook for the rest.")


def _covered(profile: "ExamProfile") -> str:
    """How much of an exam is on muscles and movement."""
    if profile.field is None:
        return f"How much of the {profile.name} is on muscles and movement is not known."
    return (
        f"About {profile.field.percent:.0f} % of the {profile.name} is on muscles and movement, by"
        " our estimate: that is trained here."
    )


def ask_value(
    prompter: Prompter, file: "Path", key: str, question: str, default: str | None = None
) -> None:
    """Ask for the value of a setting."""
    prompter.say("", question)
    value = _asked(prompter, lambda typed: checked(key, typed)) or default
    if value:
        change_settings(file, key, (value,))


def _asked(prompter: Prompter, parse: Callable[[str], str]) -> str:
    """A valid answer; empty for Enter."""
    while True:
        typed = prompter.line()
        if not typed:
            return ""
        try:
            return parse(typed)
        except (click.UsageError, PrimemoverError) as error:
            prompter.say(f"{error}")
