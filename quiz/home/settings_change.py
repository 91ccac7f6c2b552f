"""Changes one value in the settings file, and leaves its other lines as they are."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cards.errors import FileError
from cards.files import create_folder, locked, write_atomically
from cards.problems import DataError
from quiz.home.paths import ELSEWHERE
from quiz.home.settings import SETTINGS, VERSION
from quiz.home.settings_file import problems_of_file, settings_entries
from quiz.home.settings_text import PLAIN, SettingEntry, is_blank

_HEAD = f"# Settings of primemover; `primemover settings` explains them.\nversion: {VERSION}\n"


def change_settings(file: Path, key: str, values: Sequence[str]) -> None:
    """Replace the values of a setting, or remove it if there are none; other lines stay.

    Raises:
        DataError: The file cannot be parsed.
        FileError: Its layout does not allow the change, or it cannot be written.
    """
    try:
        create_folder(file.parent)
        with locked(file):
            text = file.read_text(encoding="utf-8-sig") if file.exists() else _HEAD
            entries, problems = settings_entries(file, text)
            if problems:
                raise DataError(problems)
            change = {key: tuple(values)} if values else {}
            expected = {name: each for name, each in _texts(entries).items() if name != key}
            new = _with_values(text, key, values, listed=SETTINGS[key].listed)
            if _texts(settings_entries(file, new)[0]) != expected | change:
                raise FileError(f"{file} has an unusual layout; change '{key}' with an editor.")
            write_atomically(file, [new.encode()])
    except UnicodeDecodeError:
        raise DataError(problems_of_file(file)) from None
    except OSError as error:
        raise FileError(
            f"{file} cannot be changed: {error.strerror or error}. {ELSEWHERE}"
        ) from None


def _with_values(text: str, key: str, values: Sequence[str], *, listed: bool) -> str:
    """The text with other values of a key: in their place, or at the end if there are none yet.

    Other lines stay as they are, and so does a comment on the line of the key. Without values, the
    key is removed.
    """
    lines = text.split("\n")
    place = _place(lines, key)
    if place is None:
        if not values:
            return text
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join((*lines, *_lines(key, values, "", listed=listed), ""))
    comment = _comment(lines[place.start])
    new = _lines(key, values, comment, listed=listed)
    return "\n".join((*lines[: place.start], *new, *lines[place.stop :]))


def _texts(entries: Iterable[SettingEntry]) -> dict[str, tuple[str, ...]]:
    return {entry.key.text: tuple(value.text for value in entry.values) for entry in entries}


def _lines(key: str, values: Iterable[str], comment: str, *, listed: bool) -> list[str]:
    quoted = [_quoted(value) for value in values]
    if listed and quoted:
        return [f"{key}:{comment}", *(f"  - {value}" for value in quoted)]
    return [f"{key}: {value}{comment}" for value in quoted]


def _quoted(value: str) -> str:
    if re.fullmatch(PLAIN, value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _place(lines: Sequence[str], key: str) -> range | None:
    """The lines of a key and its values."""
    start = next((n for n, line in enumerate(lines) if re.match(rf"{key} *:(?:\s|$)", line)), None)
    if start is None:
        return None
    stop = start + 1
    for number in range(stop, len(lines)):
        line = lines[number]
        if is_blank(line):
            continue
        if not line.startswith((" ", "\t", "- ")):
            break
        stop = number + 1
    return range(start, stop)


_LINE_OF_KEY = re.compile(r"""[\w-]+ *:(?: *'(?:[^']|'')*'| *"(?:[^"\\]|\\.)*"|.*?)(\s+#.*)?""")


def _comment(line: str) -> str:
    """The comment after a value, with the spaces before it."""
    found = _LINE_OF_KEY.fullmatch(line)
    return (found[1] or "") if found else ""
