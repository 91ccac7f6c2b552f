"""Benchmark of memory: `python -m tests.quiz.memory.bench_recall [ANSWERS]` prints figures.

A simulated log of quizzes of ten questions on 2,500 facts: its whole fold, a warm cache, and a
cache with one more quiz. Times are those of the processor, so that other programs do not count; a
warm cache is measured in a process that has imported nothing else before.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import process_time

from quiz.log.days import study_day
from quiz.log.events import End, Ended
from quiz.log.records import Record
from quiz.log.store import Store
from quiz.memory.recall import recalled
from tests.support.log import event, review, session

ANSWERS, QUESTIONS, QUIZZES_A_DAY = 50_000, 10, 30
FACTS, TEMPLATES = 2_500, 60
BEGIN = datetime(2026, 3, 1, 8, tzinfo=UTC)

_WARM = """
from pathlib import Path
from time import process_time
from quiz.log.store import Store
store = Store(Path({log!r}))
begin = process_time()
from quiz.memory.recall import recalled
imported = process_time()
recalled(store, Path({cache!r}))
print((imported - begin) * 1000, (process_time() - imported) * 1000)
"""


def quiz(number: int, chance: Random) -> Iterator[Record]:
    """A quiz with three right answers of four."""
    begin = BEGIN + timedelta(days=number // QUIZZES_A_DAY, minutes=number % QUIZZES_A_DAY * 5)
    id_ = f"{begin:%Y%m%d-%H%M%S}-{number:08x}"
    yield session(id_, at=begin)
    for place in range(1, QUESTIONS + 1):
        at, fact = begin + timedelta(seconds=25 * place), f"fact-{chance.randrange(FACTS)}"
        is_right = chance.random() < 0.75
        yield review(
            place,
            session=id_,
            writer=id_,
            at=at,
            day=study_day(at),
            fact=fact,
            facts=(fact,),
            kind="choice",
            template=f"template-{chance.randrange(TEMPLATES)}",
            seconds=chance.lognormvariate(3, 0.4),
            outcome="right" if is_right else "wrong",
            score=float(is_right),
        )
    yield event(Ended(End.FINISHED), session=id_, at=begin + timedelta(minutes=5))


def milliseconds(store: Store, cache: Path) -> float:
    """The time to compute or load the memory of a log."""
    begin = process_time()
    recalled(store, cache)
    return (process_time() - begin) * 1000


def main() -> None:
    """Print the figures."""
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
    chance, quizzes = Random(1), answers // QUESTIONS
    with tempfile.TemporaryDirectory() as folder:
        log, cache = Path(folder, "progress.db"), Path(folder, "cache")
        store = Store(log)
        store.add(*(record for number in range(quizzes) for record in quiz(number, chance)))
        print(f"{answers:,} answers, whole fold: {milliseconds(store, cache):,.0f} ms")
        script = _WARM.format(log=str(log), cache=str(cache))
        ran = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        imports, load = map(float, ran.stdout.split())
        print(f"warm cache, new process: imports {imports:.1f} ms, load {load:.1f} ms")
        store.add(*quiz(quizzes, chance))
        print(f"one more quiz: {milliseconds(store, cache):.1f} ms")
        store.close()


if __name__ == "__main__":
    main()
