"""The user's settings as values, and the table of all settings.

To add a setting, add a field to `UserSettings` and an entry of the same name to `SETTINGS`. If it
is the default of an option, add it to `quiz.cli.defaults.OPTIONS` too. The command `settings`, its
completion and the manual follow from the table.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cards.model.bodies import BODIES

VERSION = 1
"""Of the file of settings; a later version will migrate earlier ones."""


class UserSettings(NamedTuple):
    """The settings; None for one that has no value.

    Attributes:
        exam: Id of the exam to study for. Only its form is checked here.
        date: The day of the exam.
        minutes: Minutes of study a day.
        new: The most facts to begin a day.
        reminders: Whether the start screen shows today's plan.
        spelling: "us" or "uk".
        stance: Id of the certifying body to follow where bodies differ.
        confidence: Whether to ask after each answer how sure it was.
        flashcards: Whether study shows each answer, and the learner rates the recall of it.
        reviews: Where facts are reviewed: "here" or in "anki".
        facts: Files and folders of facts that are read besides those in the user's folder.
    """

    exam: str | None = None
    date: dt.date | None = None
    minutes: int | None = None
    new: int | None = None
    reminders: bool | None = None
    spelling: str | None = None
    stance: str | None = None
    confidence: bool | None = None
    flashcards: bool | None = None
    reviews: str | None = None
    facts: tuple[Path, ...] = ()


class InvalidValue(ValueError):
    """A value cannot be used.

    Attributes:
        known: All valid values, if they are few.
    """

    def __init__(self, message: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.known = known


class Setting(NamedTuple):
    """A setting.

    Attributes:
        meaning: A description of its value.
        default: A description of the value that applies without it.
        example: A valid value.
        parse: Turns a text into its value; raises `InvalidValue`.
        words: Its valid values, if they are few.
        listed: Whether it has several values.
        option: The option of a command that overrides it; empty if there is none.
        variable: The environment variable that overrides it; empty if there is none.
    """

    meaning: str
    default: str
    example: str
    parse: Callable[[str], Any]
    words: tuple[str, ...] = ()
    listed: bool = False
    option: str = ""
    variable: str = ""


_MOST_MINUTES = 600
_MOST_NEW = 1_000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SPELLINGS = ("us", "uk")
_PLACES = ("here", "anki")
_TRUTHS = ("true", "false")


def _one_of(words: tuple[str, ...], text: str) -> str:
    if text not in words:
        from cards.english import nearest

        meant = nearest(text, words)
        hint = f" Did you mean '{meant}'?" if meant else ""
        raise InvalidValue(f"Unknown value '{text}'.{hint}", words)
    return text


def _spelling(text: str) -> str:
    return _one_of(_SPELLINGS, text)


def _body(text: str) -> str:
    return _one_of(tuple(BODIES), text)


def _review_place(text: str) -> str:
    return _one_of(_PLACES, text)


def _flag(text: str) -> bool:
    return _one_of(_TRUTHS, text) == "true"


def _identifier(text: str) -> str:
    if not _ID.fullmatch(text):
        raise InvalidValue(f"'{text}' is not an id: use lower-case letters, digits and hyphens.")
    return text


def _date(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # there are other ways to write a date
        raise InvalidValue(f"'{text}' is not a date such as 2027-01-15.")
    return day


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _MOST_NEW):
        raise InvalidValue(f"'{text}' is not a number from 0 to {_MOST_NEW}.")
    return int(text)


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _MOST_MINUTES):
        raise InvalidValue(f"'{text}' is not a number of minutes from 1 to {_MOST_MINUTES}.")
    return int(text)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "exam": Setting(
            meaning="the exam that you study for; `primemover exam --list` lists them",
            default="general, for all candidates",
            example="nasm-cpt",
            parse=_identifier,
            option="--exam",
            variable="PRIMEMOVER_EXAM",
        ),
        "date": Setting(
            meaning="the day of the exam",
            default="not known",
            example="2027-01-15",
            parse=_date,
        ),
        "minutes": Setting(
            meaning="minutes of study a day",
            default="20",
            example="20",
            parse=_minutes,
            option="--minutes",
        ),
        "new": Setting(
            meaning="the most facts that `study` begins a day; 0 asks only what is due",
            default="no limit",
            example="10",
            parse=_count,
            option="--new",
        ),
        "reminders": Setting(
            meaning="whether the start screen shows today's plan",
            default="true",
            example="false",
            parse=_flag,
            words=_TRUTHS,
        ),
        "spelling": Setting(
            meaning="American or British spelling: us or uk",
            default="as in the exam, otherwise uk",
            example="us",
            parse=_spelling,
            words=_SPELLINGS,
            option="--spelling",
            variable="PRIMEMOVER_US",
        ),
        "stance": Setting(
            meaning="the certifying body to follow where bodies differ",
            default="that of the exam",
            example="nsca",
            parse=_body,
            words=tuple(BODIES),
            option="--stance",
            variable="PRIMEMOVER_STANCE",
        ),
        "confidence": Setting(
            meaning="whether to ask after each answer how sure you are",
            default="false",
            example="true",
            parse=_flag,
            words=_TRUTHS,
            option="--confidence",
        ),
        "flashcards": Setting(
            meaning="whether `study` shows each answer, and you rate how well you knew it",
            default="false",
            example="true",
            parse=_flag,
            words=_TRUTHS,
            option="--self-rate",
        ),
        "reviews": Setting(
            meaning="where you review what you learn: here or anki; with anki, `study` asks what"
            " Anki does not, and counts your minutes there",
            default="here",
            example="anki",
            parse=_review_place,
            words=_PLACES,
        ),
        "facts": Setting(
            meaning="files and folders of your facts, besides those in your folder of facts",
            default="none",
            example="~/class/facts",
            parse=Path,
            listed=True,
            option="--facts",
            variable="PRIMEMOVER_FACTS",
        ),
    }
)
"""Every setting by its key, in the order in which they are shown."""
