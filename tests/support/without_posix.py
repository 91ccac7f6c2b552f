"""Runs the program in a simulation of Windows.

Modules and functions of POSIX are missing, the system calls itself Windows, locks are those of
`msvcrt`, and no file that is open can be deleted or replaced. It runs the commands that it is
given, whose words are separated by `|`.
"""

# ruff: noqa: F401 - these libraries are imported first, since they need the modules of POSIX
import fcntl
import importlib.abc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import types
import uuid
import zipfile
from pathlib import Path
from typing import Any

import click.testing
import genanki

_ABSENT = ("fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "termios", "tty")
_ABSENT_FUNCTIONS = ("fork", "geteuid", "getuid", "mkfifo", "uname")
_ABSENT_SIGNALS = ("SIGHUP", "SIGTSTP", "SIGCONT", "SIGALRM", "SIGWINCH", "pthread_sigmask")


class _Absent(importlib.abc.MetaPathFinder):
    """Finds no module of POSIX."""

    def find_spec(self, name: str, *_: Any) -> None:
        if name in _ABSENT:
            raise ImportError(name)


def _locking(handle: int, mode: int, _: int) -> None:
    flags = fcntl.LOCK_EX if mode == _LK_LOCK else fcntl.LOCK_EX | fcntl.LOCK_NB
    fcntl.flock(handle, flags)


_LK_LOCK, _LK_NBLCK = 1, 2


def _is_open(path: str) -> bool:
    """Whether this process has a file open."""
    found = Path(path).resolve()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            if handle.readlink() == found:
                return True
        except OSError:
            continue
    return False


def become_windows() -> None:
    """Remove everything that Windows does not have."""
    sys.meta_path.insert(0, _Absent())
    for name in _ABSENT:
        sys.modules.pop(name, None)
    for name in _ABSENT_FUNCTIONS:
        delattr(os, name)
    for name in _ABSENT_SIGNALS:
        delattr(signal, name)
    msvcrt: Any = types.ModuleType("msvcrt")
    msvcrt.locking, msvcrt.LK_LOCK, msvcrt.LK_NBLCK = _locking, _LK_LOCK, _LK_NBLCK
    sys.modules["msvcrt"] = msvcrt
    replace, unlink = os.replace, os.unlink

    def refuse(path: Any) -> None:
        if _is_open(os.fsdecode(path)):
            raise PermissionError(13, "Permission denied", os.fsdecode(path))

    def replaced(source: Any, target: Any, **options: Any) -> None:
        refuse(source)
        refuse(target)
        replace(source, target, **options)

    def unlinked(path: Any, **options: Any) -> None:
        if "dir_fd" not in options or options["dir_fd"] is None:
            refuse(path)
        unlink(path, **options)

    changed: Any = os
    changed.replace, changed.unlink, changed.remove = replaced, unlinked, unlinked
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    sys.platform = "win32"


def run_all(commands: list[str]) -> int:
    """Run several commands; return the sum of their exit codes."""
    from quiz.__main__ import run

    return sum(run(command.split("|")) for command in commands)


if __name__ == "__main__":
    become_windows()
    sys.exit(run_all(sys.argv[1:]))
