"""The program with a clock that a test puts forward: `python -m tests.support.clocked`."""

import os
import time
from datetime import timedelta
from pathlib import Path

from quiz.cli import store

VARIABLE = "PRIMEMOVER_TEST_CLOCK"
"""Names the file whose size in bytes is the number of seconds that the clock is ahead."""

STANDS = "PRIMEMOVER_TEST_CLOCK_STANDS"
"""If this variable is not empty, the clock only advances when it is put forward."""


def put_forward(file: Path, seconds: int) -> None:
    """Advance the time of every program that reads this clock."""
    with file.open("ab") as stream:
        stream.write(b"." * seconds)


def main() -> None:
    """Run the program; its clock must be in place before any of its modules is imported."""
    file = os.environ[VARIABLE]
    real = float if os.environ.get(STANDS) else time.monotonic
    time.monotonic = lambda: real() + os.stat(file).st_size  # noqa: PTH116 - called often
    now = store.now
    store.now = lambda: now() + timedelta(seconds=Path(file).stat().st_size)
    from quiz.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
