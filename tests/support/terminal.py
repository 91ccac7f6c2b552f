"""A real terminal with the program in it: keys are sent, the screen is read."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping

import pyte
import pytest

from tests.support.paths import ROOT

_WAITS = re.compile(r"(?:any key: the|Press Enter for the) (?:end|score)")
DEADLINE = 15.0
"""Seconds. Nothing takes that long; a test that reaches it has failed."""


class Terminal:
    """A terminal of a given size, with the program in it."""

    def __init__(
        self, *command: str, columns: int, environment: Mapping[str, str], lines: int = 50
    ) -> None:
        self.master, self.slave = pty.openpty()
        self._lines = lines
        self.resize(columns)
        self.before = termios.tcgetattr(self.slave)
        self.output = ""
        self._seen = 0
        self._screen = pyte.Screen(columns, 400)
        self._feed = pyte.Stream(self._screen)
        kept = {k: v for k, v in os.environ.items() if k not in _TELLING}
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            cwd=ROOT,
            env={**kept, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads
        )

    def resize(self, columns: int) -> None:
        size = struct.pack("HHHH", self._lines, columns, 0, 0)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, size)

    def type(self, text: str | bytes) -> None:
        os.write(self.master, text.encode() if isinstance(text, str) else text)

    def until(self, text: str) -> str:
        """What is shown from where the last call ended up to a text."""
        end = time.monotonic() + DEADLINE
        while text not in self.output[self._seen :]:
            if time.monotonic() > end or (self.process.poll() is not None and not self._read(0)):
                pytest.fail(f"{text!r} is not shown:\n{self.output}")
            self._read(0.1)
        begin = self._seen
        self._seen = self.output.index(text, begin) + len(text)
        return self.output[begin : self._seen]

    def ends(self) -> int:
        """Wait for the end of the program, and hand back its exit code.

        Where it waits for a key before the score, or before the end, it gets one.
        """
        end = time.monotonic() + DEADLINE
        given = 0
        while self.process.poll() is None:
            self._read(0.1)
            if len(_WAITS.findall(self.output[self._seen :])) > given:
                self.type("\r")
                given += 1
            if time.monotonic() > end:
                pytest.fail(f"It does not end:\n{self.output}")
        while self._read(0):
            pass
        return self.process.wait()

    def rest(self) -> str:
        """What was shown since the last text that was waited for."""
        return self.output[self._seen :]

    def shows(self) -> list[str]:
        """The lines as somebody sees them, without colours."""
        return [line.rstrip() for line in self._screen.display]

    def mode(self) -> list[object]:
        return list(termios.tcgetattr(self.slave))

    def kill(self) -> None:
        """End the program as a power cut does: it can do nothing about it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    def _read(self, wait: float) -> bool:
        if not select.select([self.master], [], [], wait)[0]:
            return False
        text = os.read(self.master, 65536).decode("utf-8", "replace")
        self.output += text
        self._feed.feed(text)
        return True


_TELLING = (
    *("ACCESSIBLE", "COLUMNS", "LINES", "NO_COLOR", "PYTHONIOENCODING"),
    *("PRIMEMOVER_FACTS", "PRIMEMOVER_STANCE", "PRIMEMOVER_US"),
)
"""What a developer may have set, and what the program listens to."""
