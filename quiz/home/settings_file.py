"""Reads the file of settings; a problem in it disables nothing but the value that has it."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.home.paths import settings_file
from quiz.home.settings import SETTINGS, VERSION, InvalidValue, UserSettings
from quiz.home.settings_text import SettingEntry, Text, simple_entries

if TYPE_CHECKING:
    from cards.load.document import Node
    from cards.problems import Problem


class ReadSettings(NamedTuple):
    """The settings in a file.

    Attributes:
        settings: The valid ones.
        problems: The problems of the file; what has one is ignored.
    """

    settings: UserSettings = UserSettings()
    problems: "tuple[Problem, ...]" = ()


def read_settings(file: Path | None) -> ReadSettings:
    """Read the settings; a key or a value with a problem is ignored, and everything else works.

    Args:
        file: The file; None or a missing file has no settings.
    """
    if file is None:
        return ReadSettings()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ReadSettings()
    except (OSError, UnicodeDecodeError):
        return ReadSettings(problems=problems_of_file(file))
    entries, problems = settings_entries(file, text)
    values: dict[str, Any] = {}
    for entry in entries:
        value = _value(entry, file.parent)
        if isinstance(value, _Fault):
            problems.append(_problem(file, text, value))
        else:
            values[entry.key.text] = value
    values.pop("version", None)
    return ReadSettings(UserSettings(**values), tuple(problems))


def stored_settings() -> ReadSettings:
    """The settings of the user; the file is read once, unless it changes."""
    file = settings_file()
    try:
        status = os.stat(file) if file is not None else None  # noqa: PTH116 - twice as fast as Path
    except OSError:
        status = None
    if status is None:
        return ReadSettings()
    return _read_as(file, status.st_size, status.st_mtime_ns)


@cache
def _read_as(file: Path | None, _size: int, _changed: int) -> ReadSettings:
    return read_settings(file)


# -- entries ---------------------------------------------------------------------------------------


def settings_entries(file: Path, text: str) -> "tuple[list[SettingEntry], list[Problem]]":
    """The entries of a file, and its problems apart from those of single values."""
    entries = simple_entries(text)
    if entries is not None:
        return entries, []
    from cards.load.document import parse_document  # imports yaml
    from cards.load.text_file import text_file
    from cards.problems import DataError, Problems

    problems, found = Problems(), []
    try:
        for key, value in parse_document(text_file(str(file), text)).entries(problems):
            with problems.gathered():
                texts = tuple(map(_text, value.one_or_more()))
                found.append(SettingEntry(_text(key), texts))
    except DataError as error:
        problems.add(error)
    return found, list(problems.found)


def _text(node: "Node") -> Text:
    place = node.place
    return Text(node.text(), place.line, place.column)


def problems_of_file(file: Path) -> "tuple[Problem, ...]":
    """The problems of a file that cannot be read as a text."""
    from cards.load.text_file import read_text_file
    from cards.problems import DataError

    try:
        read_text_file(file, str(file))
    except DataError as error:
        return error.problems
    return ()


# -- values ----------------------------------------------------------------------------------------


class _Fault(NamedTuple):
    """A key or a value that cannot be used, and the reason."""

    at: Text
    message: str
    known: tuple[str, ...] = ()


def _value(entry: SettingEntry, folder: Path) -> Any:
    """The value of an entry, or a `_Fault`.

    Args:
        entry: The entry.
        folder: The folder of the file, which paths in it are relative to.
    """
    key, texts = entry
    if key.text == "version":
        return _check_version(texts[0])
    setting = SETTINGS.get(key.text)
    if setting is None:
        from cards.english import nearest

        meant = nearest(key.text, SETTINGS)
        hint = f" Did you mean '{meant}'?" if meant else ""
        return _Fault(key, f"Unknown key '{key.text}'.{hint}", tuple(SETTINGS))
    if len(texts) > 1 and not setting.listed:
        return _Fault(texts[1], f"'{key.text}' has one value.")
    values = []
    for text in texts:
        try:
            values.append(setting.parse(text.text))
        except InvalidValue as invalid:
            return _Fault(text, str(invalid), invalid.known)
    if setting.listed:
        return tuple(folder / os.path.expanduser(value) for value in values)  # noqa: PTH111 - Path.expanduser may raise
    return values[0]


def _check_version(text: Text) -> _Fault | None:
    if text.text.isdecimal() and int(text.text) > VERSION:
        return _Fault(
            text,
            f"A newer version of primemover wrote this file (version {text.text}; this one reads"
            f" version {VERSION}). Keys that are unknown here are ignored.",
        )
    if text.text != str(VERSION):
        return _Fault(text, f"The version of this file should be {VERSION}.")
    return None


def _problem(file: Path, text: str, fault: _Fault) -> "Problem":
    from cards.problems import Place, Problem

    at, message, known = fault
    line = text.split("\n")[at.line - 1].rstrip("\r")
    place = Place(file=str(file), line=at.line, column=at.column, text=line)
    return Problem(place=place, message=message, known=known)
