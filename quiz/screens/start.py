"""What there is to do today, as values and as a screen; knows no keyboard and no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cards.model.concepts import concept_name
from quiz.log import history
from quiz.log.records import Log, SessionRecord
from quiz.terminal.layout import TextLayout, counted


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something to do.

    Attributes:
        key: The key that chooses it.
        name: What it is.
        told: What it comes to just now.
        arguments: The command line that does it.
    """

    key: str
    name: str
    told: str
    arguments: tuple[str, ...]


def choices(log: Log, left: Log, now: datetime) -> Iterator[Choice]:
    """What there is to do, in the order of what helps most.

    Args:
        log: What was written down lately.
        left: All of the session to go on with; empty where there is none.
        now: The moment.
    """
    standing = history.standing(log)
    for last in left.sessions:
        yield Choice(
            key="c", name="Continue", told=_where(last, left, now), arguments=("resume", last.id)
        )
    yield Choice(key="n", name="New quiz", told="10 questions on everything", arguments=("quiz",))
    missed = history.missed(standing)
    if missed:
        yield Choice(
            key="m",
            name="Missed",
            told=f"{counted(len(missed), 'question')} that you last answered wrong",
            arguments=("quiz", "--retry-missed", "all", "-n", str(min(len(missed), 10))),
        )
    worst = next(iter(history.mix_ups(standing)), None)
    if worst is not None:
        one, other = map(concept_name, (worst.asked_for, worst.taken_for))
        slugs = (worst.asked_for, worst.taken_for)
        pair = "/".join(concept.rpartition("/")[2] for concept in slugs)
        yield Choice(
            key="x",
            name="Mix-up",
            told=f"{other} for {one}, {worst.count} of {worst.asked}",
            arguments=("quiz", "--mix-up", pair),
        )
    yield Choice(
        key="e", name="Exam", told="in the form of CSCS, NASM, ACE and others", arguments=("exam",)
    )
    if standing:
        yield Choice(
            key="s", name="Stats", told=counted(len(standing), "answer"), arguments=("stats",)
        )


def _where(started: SessionRecord, log: Log, now: datetime) -> str:
    """How far a session came, and how long ago it was left."""
    of_it = history.standing(log)
    seen = max((review.at for review in of_it), default=started.at)
    done = len({review.position for review in of_it})
    asked = history.planned_count(log)
    where = f"{started.mode}, question {done + 1} of {asked}"
    if done >= asked:
        where = f"{started.mode}, all {asked} answered"
    return f"{where}, left {ago((now - seen).total_seconds())}"


def ago(seconds: float) -> str:
    """How long ago, in one unit: `just now`, `12 min ago`, `3 h ago`, `5 days ago`."""
    minutes = max(0, round(seconds / 60))
    if not minutes:
        return "just now"
    if minutes < 60:  # noqa: PLR2004 - an hour has sixty
        return f"{minutes} min ago"
    hours = round(minutes / 60)
    told = f"{hours} h" if hours < 48 else counted(round(hours / 24), "day")  # noqa: PLR2004 - two days
    return f"{told} ago"


def screen(layout: TextLayout, counts: tuple[int, int], found: tuple[Choice, ...]) -> list[str]:
    """The choices as somebody sees them."""
    facts, exercises = counts
    head = layout.items(
        (layout.paint("primemover", "strong"), f"{facts:,} facts", f"{exercises} exercises")
    )
    lines = ["", *head, ""]
    wide = max(len(choice.name) for choice in found)
    for choice in found:
        if layout.width >= _ROOMY:
            first = f"  {choice.key}  {choice.name:<{wide}}  "
            lines += layout.wrap(choice.told, " " * len(first), first)
        else:
            lines += layout.wrap(f"{choice.name}: {choice.told}", "     ", f"  {choice.key}  ")
    keys = f"{', '.join(choice.key for choice in found)} choose"
    return [
        *lines,
        "",
        *(layout.paint(line, "soft") for line in layout.items((keys, "? help", "q quit"))),
    ]


_ROOMY = 50
"""Columns from which on a second column reads well."""


def spoken(layout: TextLayout, counts: tuple[int, int], found: tuple[Choice, ...]) -> list[str]:
    """The choices for those who listen."""
    lines = [f"primemover. {counts[0]} facts on {counts[1]} exercises."]
    lines += [f"{choice.key}: {choice.name}, {choice.told}." for choice in found]
    lines.append("Type a letter, ? for help or q to quit, then Enter.")
    return [line for text in lines for line in layout.wrap(text)]
