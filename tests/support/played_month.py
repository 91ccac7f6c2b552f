"""A month of study through the command line, with a moved clock and a simulated learner.

`python -m tests.support.played_month nasm 20 25` prints the figures: the exam, minutes a day,
seconds a question. Each day is one run of `primemover study --jsonl`. The learner's memory is a
model that no scheduler here knows: a power law whose stability grows more the later a fact is
recalled. Every sixth day is missed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from cards.cache.library import load_or_build
from cards.model.card import Card
from quiz.cli.store import now
from quiz.home.exams import chosen_exam
from quiz.home.paths import cache_folder
from quiz.log import history
from quiz.log.records import Review
from quiz.log.store import Store
from quiz.memory.fold import memory_after
from quiz.memory.scheduler import reviewed
from quiz.memory.state import FIRM_DAYS, Memory
from tests.support import clocked
from tests.support.paths import ROOT

DAYS, MISSED = 28, 6
DAY = 24 * 60 * 60
_KNOWN_BEFORE = 0.15


class HiddenMemory:
    """The memory of the learner; the program sees only the answers."""

    def __init__(self, random: Random) -> None:
        """Begin with a few facts that are known from elsewhere."""
        self._random = random
        self._stability: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._ease: dict[str, float] = {}

    def recalls(self, fact: str, day: float) -> bool:
        """Whether a fact is recalled at a time in days; asking it changes the memory."""
        if fact not in self._last:
            self._ease[fact] = self._random.lognormvariate(0.0, 0.5)
            was_known = self._random.random() < _KNOWN_BEFORE
            self._stability[fact] = (25.0 if was_known else 1.2) * self._ease[fact]
            self._last[fact] = day
            return was_known
        stability = self._stability[fact]
        chance = (1 + (day - self._last[fact]) / (4 * stability)) ** -0.9
        is_recalled = bool(self._random.random() < chance)
        if is_recalled:
            stability *= 1.2 + 3.0 * (1 - chance) * self._ease[fact]
        else:
            stability = max(0.8, 0.5 * stability)
        self._stability[fact], self._last[fact] = stability, day
        return is_recalled


class Played(NamedTuple):
    """The figures of a month.

    Attributes:
        reviews: The answers that count.
        days: The object of each day's end.
        spent: The seconds of each day, by the clock of the learner.
    """

    exam: str
    minutes: int
    seconds: int
    reviews: tuple[Review, ...]
    days: tuple[dict[str, Any], ...]
    spent: tuple[int, ...]
    levels: dict[str, str]


def play(exam: str, minutes: int, seconds: int, home: Path, seed: int = 1) -> Played:
    """Study for four weeks.

    Args:
        exam: The exam, by any name.
        minutes: The study time of a day.
        seconds: How long a question takes, on average.
        home: An empty folder for the learner's data.
        seed: Decides what is recalled.
    """
    scope = chosen_exam(exam)
    library = load_or_build((), only=False, stance=None, derived=True, keep=cache_folder())
    cards = {card.id: card for card in library.cards}
    day = (now() + timedelta(days=DAYS)).date()
    text = f"version: 1\nexam: {scope.id}\nminutes: {minutes}\ndate: {day}\n"
    (home / "settings.yaml").write_text(text)
    clock = home / "clock"
    clock.touch()
    random = Random(seed)
    memory = HiddenMemory(random)
    days, spent = [], []
    for number in range(DAYS):
        begin = clock.stat().st_size
        if (number + 1) % MISSED:
            days.append(_study(home, clock, cards, memory, random, seconds))
            spent.append(clock.stat().st_size - begin)
        clocked.put_forward(clock, (number + 1) * DAY - clock.stat().st_size)
    store = Store(home / "progress.db")
    reviews = history.standing(store.figures())
    store.close()
    levels = {card.id: card.level for card in library.summaries}
    return Played(scope.id, minutes, seconds, reviews, tuple(days), tuple(spent), levels)


def _study(
    home: Path,
    clock: Path,
    cards: dict[str, Card],
    memory: HiddenMemory,
    random: Random,
    seconds: int,
) -> dict[str, Any]:
    """Study for a day; the object of its end."""
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "PRIMEMOVER_HOME": str(home),
        clocked.VARIABLE: str(clock),
        clocked.STANDS: "yes",
    }
    last: dict[str, Any] = {}
    with subprocess.Popen(
        [sys.executable, "-m", clocked.__name__, "study", "--jsonl", "--no-check"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for line in program.stdout:
            shown = json.loads(line)
            if shown["event"] == "question":
                clocked.put_forward(clock, round(seconds * random.uniform(0.6, 1.4)))
                typed = _answer(
                    shown, cards[shown["card"]], memory, random, clock.stat().st_size / DAY
                )
                program.stdin.write(f"{typed}\n")
                program.stdin.flush()
            last = shown
        program.stdin.close()
        assert program.wait() == 0, last
    return last


def _answer(
    shown: dict[str, Any], card: Card, memory: HiddenMemory, random: Random, day: float
) -> str:
    """The answer to a question that is shown."""
    facts = {fact.id for fact in card.facts}
    recalled = [memory.recalls(fact, day) for fact in sorted(facts)]  # each is practised
    is_recalled = all(recalled)
    options: dict[str, str] = shown["options"]
    right = "".join(letter for letter, text in options.items() if text in card.key)
    if not options:
        return card.key[0] if is_recalled else "i"
    if is_recalled:
        return right
    return random.choice(list(options))


# -- figures ---------------------------------------------------------------------------------------


def _days_of(reviews: tuple[Review, ...], *, right: bool) -> Counter[str]:
    """On how many days each fact was asked, or answered rightly."""
    found = {(r.fact, r.day) for r in reviews if r.right or not right}
    return Counter(fact for fact, _ in found)


def weights_off(played: Played) -> list[float]:
    """How far each hundred questions is from the shares of the exam, at its worst subject."""
    shares = chosen_exam(played.exam).shares
    total, reviews = sum(shares.values()), played.reviews
    found = []
    for end in range(100, len(reviews) + 1, 10):
        shown = Counter(review.tests for review in reviews[end - 100 : end])
        found.append(max(abs(shown[s] - 100 * share / total) for s, share in shares.items()))
    return found


def levels_of_weeks(played: Played) -> list[tuple[int, list[tuple[str, float, float]]]]:
    """The questions of each week, and the share and the aim of each level in percent."""
    aims = {str(level): aim for level, aim in chosen_exam(played.exam).levels.items()}
    whole, begin = sum(aims.values()), min(review.at for review in played.reviews)
    weeks: dict[int, Counter[str]] = defaultdict(Counter)
    for review in played.reviews:
        weeks[(review.at - begin).days // 7][played.levels.get(review.card, "")] += 1
    return [
        (
            counts.total(),
            [(lv, 100 * counts[lv] / counts.total(), 100 * a / whole) for lv, a in aims.items()],
        )
        for _, counts in sorted(weeks.items())
    ]


def on_three_days(played: Played, *, right: bool = False) -> int:
    """How many facts were asked, or answered rightly, on at least three days."""
    return sum(count >= FIRM_DAYS for count in _days_of(played.reviews, right=right).values())


def lines(played: Played) -> Iterator[str]:
    """The figures of a month, a line each."""
    reviews = played.reviews
    asked, right = on_three_days(played), on_three_days(played, right=True)
    first = played.days[0]["forecast"]
    memory = memory_after(Memory(), reviews, reviewed)
    firm = sum(each.is_firm for each in memory.facts.values())
    yield f"{played.exam} {played.minutes} min, {played.seconds} s: {len(reviews)} questions"
    yield f"  on three days: forecast {sum(first['on_three_days'].values())}, asked {asked}"
    yield (
        f"  firm: forecast {sum(first['firm'].values()):.0f}, right on three days {right},"
        f" with the last answer right {firm}"
    )
    later = [each["forecast"] for each in played.days if each["forecast"]]
    firms = [str(round(sum(each["firm"].values()))) for each in later]
    yield f"  forecast of each day: {' '.join(firms)}"
    yield f"  minutes {min(played.spent) / 60:.1f} to {max(played.spent) / 60:.1f}"
    yield f"  weights off by at most {max(weights_off(played), default=0.0):.1f} of 100"
    for week, (count, shares) in enumerate(levels_of_weeks(played), start=1):
        texts = [f"{level} {share:.0f} ({aim:.0f})" for level, share, aim in shares]
        yield f"  week {week}: {count} questions, {', '.join(texts)}"
    same = sum(
        one.fact == other.fact and one.session == other.session for one, other in pairwise(reviews)
    )
    yield f"  neighbours on one fact: {same}; reasons {dict(Counter(r.why for r in reviews))}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = play(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(folder))
        sys.stdout.write("".join(f"{line}\n" for line in lines(found)))
