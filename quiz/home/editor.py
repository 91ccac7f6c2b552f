"""Opens a file at a line in the user's editor; the only module that starts another program."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from cards.errors import ExitCode, PrimemoverError

_Place = Callable[[str, int], list[str]]


def _plus(file: str, line: int) -> list[str]:
    return [f"+{line}", file]


def _colon(file: str, line: int) -> list[str]:
    return [f"{file}:{line}"]


def _goto(file: str, line: int) -> list[str]:
    return ["--wait", "--goto", f"{file}:{line}"]


_PLACES: Mapping[str, _Place] = MappingProxyType(
    {
        **dict.fromkeys(("vi", "vim", "nvim", "gvim", "view", "nano", "pico", "joe", "jed"), _plus),
        **dict.fromkeys(("emacs", "emacsclient", "ed", "ne", "mg", "kak", "micro", "gedit"), _plus),
        **dict.fromkeys(("hx", "helix", "subl", "zed"), _colon),
        **dict.fromkeys(("code", "codium", "cursor"), _goto),
    }
)
"""The arguments by which an editor opens a line; other editors only get the file."""


class EditorError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The editor cannot be started, or failed."""


def command(file: Path, line: int, environment: Mapping[str, str]) -> list[str]:
    """The command that opens a file at a line, from `VISUAL` or `EDITOR`.

    Raises:
        EditorError: The value is not a valid command line.
    """
    default = "notepad" if sys.platform == "win32" else "vi"
    editor = environment.get("VISUAL") or environment.get("EDITOR") or default
    try:
        words = shlex.split(editor, posix=sys.platform != "win32")
    except ValueError as error:
        said = str(error).rstrip(".").lower()
        raise EditorError(
            f"EDITOR is set to {editor}, which is not a valid command: {said}."
        ) from None
    if not words:
        words = [default]
    place = _PLACES.get(Path(words[0]).stem)
    return [*words, *(place(str(file), line) if place else [str(file)])]


def edit(file: Path, line: int) -> None:
    """Open the editor, and wait until it is closed.

    Raises:
        EditorError: It cannot be started, or ended with an error.
    """
    call = command(file, line, os.environ)
    try:
        code = subprocess.run(call, check=False).returncode  # noqa: S603 - configured by the user
    except OSError as error:
        raise EditorError(
            f"'{call[0]}' cannot be started ({error.strerror or error}); set EDITOR to your editor."
        ) from None
    if code:
        raise EditorError(f"'{call[0]}' exited with code {code}; the file was not read again.")
