"""Measures start-up, compile and peak memory: `python -m tests.bench_speed`.

Each figure is the processor time of a whole process, as the smallest of several rounds that take
turns, and its ratio to `python -c pass` of the same environment. Compiles are measured once.
"""

import argparse
import os
import platform
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

PROGRAM = (str(Path(sys.executable).with_name("primemover")),)
_QUIET = 1.0
"""Seconds without output after which a question is complete."""
_ZERCHER = """\
sources:
  class-notes: {name: our class notes, title: "Week 2, squats", kind: notes}
exercises:
  zercher-squat:
    name: Zercher squat
    source: class-notes
    phases: {lifting: as you stand up, lowering: as you squat down}
    involvements:
      quadriceps:
        - {role: prime mover, of: [exercise, knee-extension]}
        - {contraction: {lifting: concentric, lowering: eccentric}}
"""


class Cost(NamedTuple):
    """The cost of a process: seconds of processor time, and MiB at its peak."""

    seconds: float
    peak: float


class Figure(NamedTuple):
    """A figure of the table."""

    label: str
    measure: Callable[[], Cost]


def _run(*command: str, home: Path | None = None, shown: bool = False) -> Cost:
    """Run a process to its end, or until a question is on its terminal."""
    environment = os.environ | ({} if home is None else {"PRIMEMOVER_HOME": str(home)})
    if not shown:
        null = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, env=environment)
        return _cost(process)
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
    )
    os.close(inner)
    patience = 60.0  # for the first output
    while select.select([outer], [], [], patience)[0] and os.read(outer, 65536):
        patience = _QUIET
    process.kill()
    found = _cost(process)
    os.close(outer)
    return found


def _cost(process: "subprocess.Popen[bytes]") -> Cost:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _starts(home: Path) -> Iterator[Figure]:
    """The starts, with a warm cache."""
    yield Figure("python -c pass", lambda: _run(sys.executable, "-c", "pass"))
    yield Figure("--help", lambda: _run(*PROGRAM, "--help", home=home))
    quiz = (*PROGRAM, "quiz", "--seed", "1")
    yield Figure("quiz, first question", lambda: _run(*quiz, home=home, shown=True))
    studied = (*PROGRAM, "study")
    yield Figure("study, first question", lambda: _run(*studied, home=home, shown=True))
    listed = (*PROGRAM, "cards", "list", "hip-thrust")
    yield Figure("cards list hip-thrust", lambda: _run(*listed, home=home))


def _compiles(home: Path, exercises: int) -> Iterator[tuple[str, Cost]]:
    """The costs of building and editing, in this order; each depends on those before it."""
    yield "built-in facts, cold", _run(*PROGRAM, "cards", "list", "hip-thrust", home=home)
    file = home / "zercher.yaml"
    file.write_text(_ZERCHER, encoding="utf-8")
    listed = (*PROGRAM, "cards", "list", "zercher-squat", "--facts", str(file))
    yield "a small file, new", _run(*listed, home=home)
    file.write_text(_ZERCHER.replace("prime mover", "synergist"), encoding="utf-8")
    yield "a small file, claim edited", _run(*listed, home=home)
    if not exercises:
        return
    # In another process: the peak of a new process is at least the memory of its parent.
    writer = get_context("spawn").Process(target=_write, args=(home / "large", exercises))
    writer.start()
    writer.join()
    file = min((home / "large").iterdir())
    listed = (*PROGRAM, "cards", "list", "lift-0", "--facts", str(home / "large"))
    yield f"{exercises} exercises, cold", _run(*listed, home=home)
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# A comment\n{text}", encoding="utf-8")
    yield f"{exercises} exercises, comment added", _run(*listed, home=home)
    file.write_text(text.replace("prime mover", "synergist", 1), encoding="utf-8")
    yield f"{exercises} exercises, claim edited", _run(*listed, home=home)
    quiz = (*PROGRAM, "quiz", "--seed", "1", "--facts", str(home / "large"))
    yield f"{exercises} exercises, first question", _run(*quiz, home=home, shown=True)


def _write(folder: Path, exercises: int) -> None:
    from cards.load.library import read_library
    from tests.support.large_base import write_large_base

    write_large_base(folder, exercises, read_library().base)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each start")
    parser.add_argument("--exercises", type=int, default=1000, help="size of a large base; 0: none")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        compiles = list(_compiles(home, options.exercises))
        starts = list(_starts(home))
        rounds = [[figure.measure() for figure in starts] for _ in range(options.rounds)]
    costs = list(zip(*rounds, strict=True))
    floor = sorted(cost.seconds for cost in costs[0])
    load = os.getloadavg()[0]
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores"
    )
    print(f"load {load:.1f}; python -c pass: least {floor[0] * 1000:.0f} ms,", end=" ")
    print(f"median {median(floor) * 1000:.0f} ms, most {floor[-1] * 1000:.0f} ms")
    print(f"\n{'processor time':34}{'s':>9}{'ratio':>9}{'MiB':>8}")
    figures = [(each.label, min(found)) for each, found in zip(starts, costs, strict=True)]
    for label, cost in (*figures, *compiles):
        ratio = cost.seconds / floor[0]
        print(f"{label:34}{cost.seconds:9.3f}{ratio:9.1f}{cost.peak:8.0f}")


if __name__ == "__main__":
    main()
