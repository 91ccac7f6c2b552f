"""Measures start-up, compile and peak memory: `python -m tests.bench_speed`.

Each figure is the processor time of a process, as the smallest of several rounds that take turns,
and its ratio to `python -c pass` of the same environment. Compiles are measured once. A first
question is measured up to the moment at which it and its prompt are on the terminal, and not with
the work that the program then does while the question is read. The peak memory is that of the same
moment. All other figures are of whole processes.
"""

import argparse
import os
import platform
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

PROGRAM = (str(Path(sys.executable).with_name("primemover")),)
_PROMPT = b"\n> "
"""The output at which a question waits for its answer."""

_ANSWERS = 50_000
_PATIENCE = 60.0
"""Seconds to wait for more output."""

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


def _run(
    *command: str, home: Path | None = None, shown: bool = False, typed: str | None = None
) -> Cost:
    """Run a process to its end, or until a question is on its terminal.

    Args:
        command: The command.
        home: The home folder.
        shown: Whether it runs in a terminal, until a question is shown.
        typed: Its input, if it has any.
    """
    environment = os.environ | ({} if home is None else {"PRIMEMOVER_HOME": str(home)})
    if not shown:
        null = subprocess.DEVNULL
        source = null if typed is None else subprocess.PIPE
        process = subprocess.Popen(command, stdin=source, stdout=null, stderr=null, env=environment)
        if process.stdin is not None and typed is not None:
            process.stdin.write(typed.encode())
            process.stdin.close()
        return _cost(process)
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
    )
    os.close(inner)
    output = b""
    with suppress(OSError):  # the process has ended
        while _PROMPT not in output and select.select([outer], [], [], _PATIENCE)[0]:
            output += os.read(outer, 65536)
    process.kill()
    found = _cost(process)
    os.close(outer)
    if _PROMPT not in output:
        raise RuntimeError(f"{' '.join(command)} asked no question: {output.decode()}")
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
    typed = (*quiz, "-n", "1", "--plain", "--kind", "typed")
    yield Figure("quiz, a typed answer, piped", lambda: _run(*typed, home=home, typed="squat\n"))
    studied = (*PROGRAM, "study", "--no-check")
    yield Figure("study, first question", lambda: _run(*studied, home=home, shown=True))
    listed = (*PROGRAM, "cards", "list", "hip-thrust")
    yield Figure("cards list hip-thrust", lambda: _run(*listed, home=home))


def _starts_with_a_log(home: Path) -> Iterator[Figure]:
    """The starts with many answers, and with the memory of them computed before."""
    studied = (*PROGRAM, "study", "--no-check")
    _run(*studied, home=home, shown=True)
    label = f"study, {_ANSWERS:,} answers"
    yield Figure(label, lambda: _run(*studied, home=home, shown=True))
    label = f"quiz, {_ANSWERS:,} answers"  # with a seed, it would not read them
    yield Figure(label, lambda: _run(*PROGRAM, "quiz", home=home, shown=True))
    label = f"stats, {_ANSWERS:,} answers"
    yield Figure(label, lambda: _run(*PROGRAM, "stats", home=home))


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
    _in_another_process(_write, home / "large", exercises)
    file = min((home / "large").iterdir())
    listed = (*PROGRAM, "cards", "list", "lift-0", "--facts", str(home / "large"))
    yield f"{exercises} exercises, cold", _run(*listed, home=home)
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# A comment\n{text}", encoding="utf-8")
    yield f"{exercises} exercises, comment added", _run(*listed, home=home)
    file.write_text(text.replace("prime mover", "synergist", 1), encoding="utf-8")
    yield f"{exercises} exercises, claim edited", _run(*listed, home=home)
    quiz = (*PROGRAM, "quiz", "--seed", "1", "--facts", str(home / "large"))
    yield f"{exercises} exercises, first quiz", _run(*quiz, home=home, shown=True)
    again = min(_run(*quiz, home=home, shown=True) for _ in range(5))
    yield f"{exercises} exercises, next quiz", again


def _in_another_process(write: Callable[..., None], *given: object) -> None:
    """Call a function in another process: a new one has at least the peak memory of its parent."""
    writer = get_context("spawn").Process(target=write, args=given)
    writer.start()
    writer.join()


def _write_log(home: Path) -> None:
    from cards.cache.library import load_or_build
    from tests.support.large_log import write_large_log

    library = load_or_build(keep=home / "cache")
    cards = [card for card in library.summaries if not (card.optional or card.opinion)]
    yesterday = datetime.now(UTC) - timedelta(days=1)
    write_large_log(home / "progress.db", cards, _ANSWERS, yesterday)


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
        learner = home / "learner"
        (learner / "cache").mkdir(parents=True)
        _in_another_process(_write_log, learner)
        starts = [*_starts(home), *_starts_with_a_log(learner)]
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
