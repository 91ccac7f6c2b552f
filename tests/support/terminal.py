"""A real terminal that a program runs in: tests type keys and read the screen."""

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
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte
import pytest

from tests.support.paths import ROOT

DEADLINE = 120.0
"""Seconds. Nothing takes that long, even on a busy machine; a test that waits longer fails."""

_LAST_PROMPT = re.compile(r"(?:any key: the|Press Enter for the|Enter: the) (?:end|score)")


class Terminal:
    """A terminal of a given size that a program runs in."""

    def __init__(
        self, *command: str, columns: int, environment: Mapping[str, str], lines: int = 50
    ) -> None:
        self.master, self.slave = pty.openpty()
        self._lines = lines
        self.resize(columns)
        self.before = termios.tcgetattr(self.slave)
        self.output = ""
        self._is_open = True
        self._seen = 0
        self._screen = pyte.Screen(columns, 400)
        self._feed = pyte.Stream(self._screen)
        self._not_drawn: list[str] = []
        inherited = {k: v for k, v in os.environ.items() if k not in _SETTINGS}
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            cwd=ROOT,
            env={**inherited, "TERM": "xterm-256color", "PYTHONUTF8": "1", **_QUICK, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads
        )

    def resize(self, columns: int) -> None:
        size = struct.pack("HHHH", self._lines, columns, 0, 0)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, size)

    def type(self, text: str | bytes) -> None:
        os.write(self.master, text.encode() if isinstance(text, str) else text)

    def until(self, text: str) -> str:
        """Wait for a text.

        Returns:
            The output since the last text that a test waited for, up to the end of this one.
        """
        self.wait_for(lambda: text in self.output[self._seen :], f"the text {text!r}")
        begin = self._seen
        self._seen = self.output.index(text, begin) + len(text)
        return self.output[begin : self._seen]

    def ends(self) -> int:
        """Wait for the end of the program; press a key where it asks for the last one.

        Returns:
            The exit code.
        """
        pressed = 0

        def has_ended() -> bool:
            nonlocal pressed
            if len(_LAST_PROMPT.findall(self.output[self._seen :])) > pressed:
                self.type("\r")
                pressed += 1
            return self.process.poll() is not None

        self.wait_for(has_ended, "the end of the program")
        while self._read(0):
            pass
        return self.process.wait(DEADLINE)

    def wait_for(self, condition: Callable[[], bool], awaited: str = "the condition") -> None:
        """Read the output until a condition holds; fail if it takes too long."""
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"Timed out waiting for {awaited}. The output:\n{self.output}")
            if not self._read(0.02) and self.process.poll() is not None and not condition():
                pytest.fail(f"The program ended before {awaited}. The output:\n{self.output}")

    def rest(self) -> str:
        """The output since the last text that a test waited for."""
        return self.output[self._seen :]

    def shows(self) -> list[str]:
        """The lines on the screen, without colours."""
        while self._not_drawn:  # most tests never look at the screen, which is slow to draw
            self._feed.feed(self._not_drawn.pop(0))
        return [line.rstrip() for line in self._screen.display]

    def mode(self) -> list[object]:
        return list(termios.tcgetattr(self.slave))

    def cook(self) -> None:
        """Set the mode that a shell sets: lines are read, and shown while they are typed."""
        termios.tcsetattr(self.slave, termios.TCSANOW, self.before)

    def presses(self, keys: str) -> None:
        """Type keys to which the program says nothing, and wait until it has read them."""
        counters = Path(f"/proc/{self.process.pid}/io")
        if not counters.exists():
            pytest.skip("the system does not count what a program reads")

        def read() -> int:
            return int(counters.read_text().split()[1])

        before = read()
        self.type(keys)
        self.wait_for(lambda: read() >= before + len(keys) and self.sleeps(), "the keys read")

    def sleeps(self) -> bool:
        """Whether the program waits for something, where the system says so."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "S"

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        os.close(self.master)
        os.close(self.slave)
        self._is_open = False

    def kill(self) -> None:
        """Kill the program, which cannot react: the test of a power cut."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(DEADLINE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(DEADLINE)
        if self._is_open:
            os.close(self.master)
            os.close(self.slave)

    def _read(self, wait: float) -> bool:
        if not select.select([self.master], [], [], wait)[0]:
            return False
        text = os.read(self.master, 65536).decode("utf-8", "replace")
        self.output += text
        self._not_drawn.append(text)
        return True


_SETTINGS = (
    *("ACCESSIBLE", "COLUMNS", "LINES", "NO_COLOR", "PYTHONIOENCODING"),
    *("PRIMEMOVER_FACTS", "PRIMEMOVER_STANCE", "PRIMEMOVER_US", "PRIMEMOVER_EXAM"),
    "PRIMEMOVER_KEY_DELAY",
)
"""Variables that the program reads, and that the person who runs the tests may have set."""

_QUICK = {"PRIMEMOVER_KEY_DELAY": "0"}
"""Tests press keys as soon as a question is shown."""
