"""Opens a file at a line in the learner's own editor; nothing else starts another program."""

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
"""How editors are told a line; another one is given the file alone."""


class EditorError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The editor cannot be started, or failed."""


def command(file: Path, line: int, environment: Mapping[str, str]) -> list[str]:
    """The call that opens a file at a line, by `VISUAL` or `EDITOR`, as other programs do.

    Raises:
        EditorError: What is set there is no command line.
    """
    usual = "notepad" if sys.platform == "win32" else "vi"
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or usual
    try:
        words = shlex.split(wanted, posix=sys.platform != "win32")
    except ValueError as error:
        said = str(error).rstrip(".").lower()
        raise EditorError(f"EDITOR is set to {wanted}, which is no command: {said}.") from None
    if not words:
        words = [usual]
    place = _PLACES.get(Path(words[0]).stem)
    return [*words, *(place(str(file), line) if place else [str(file)])]


def edit(file: Path, line: int) -> None:
    """Open the editor, and wait until it is closed.

    Raises:
        EditorError: There is none, or it ended with an error.
    """
    call = command(file, line, os.environ)
    try:
        code = subprocess.run(call, check=False).returncode  # noqa: S603 - the learner's own choice
    except OSError as error:
        raise EditorError(
            f"'{call[0]}' cannot be started ({error.strerror or error}); set EDITOR to your editor."
        ) from None
    if code:
        raise EditorError(f"'{call[0]}' ended with code {code}; nothing was read again.")
