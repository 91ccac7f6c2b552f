"""The start screen: its choices as values and as lines; independent of keyboard and database."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from cards.model.concepts import concept_name
from cards.value_class import value_class
from quiz.log import history
from quiz.log.days import study_day
from quiz.log.mix_ups import mix_ups
from quiz.log.records import Log, SessionRecord
from quiz.screens.study import PlanCounts, plan_in_a_line
from quiz.terminal.layout import TextLayout, counted


@value_class(frozen=True, kw_only=True)
class Choice:
    """A choice on the start screen.

    Attributes:
        key: The key that chooses it; empty for Enter.
        name: A word or two.
        detail: More about it, such as a number of questions.
        help: A phrase that completes the sentence "n: ...".
        arguments: The command line that does it.
    """

    key: str
    name: str
    detail: str
    help: str
    arguments: tuple[str, ...]


NO_EXAM = "in the form of CSCS, NASM, ACE and others"
"""The detail of the exam for a learner who has chosen none."""


def choices(
    log: Log,
    unfinished: Log,
    now: datetime,
    vocabularies: Mapping[str, str],
    today: PlanCounts | None = None,
    exam: str = NO_EXAM,
) -> Iterator[Choice]:
    """The choices, the most useful first.

    Args:
        log: The latest records.
        unfinished: The log of the session to resume; empty if there is none.
        now: The moment.
        vocabularies: The closed vocabulary of each concept that belongs to one.
        today: The plan of today; None if it is not known.
        exam: The questions and the time of the exam that was chosen.
    """
    standing = history.standing(log)
    if today is not None:
        yield Choice(
            key="",
            name="Today",
            detail=_today(today),
            help="study today's plan: what is due, what you missed, and what is new",
            arguments=("study",),
        )
    for last in unfinished.sessions:
        yield Choice(
            key="c",
            name="Continue",
            detail=_where(last, unfinished, now),
            help="continue the session that you stopped, with the time that remained",
            arguments=("resume", last.id),
        )
    yield Choice(
        key="n",
        name="New quiz",
        detail="10 questions on everything",
        help="answer ten questions, in the shares of your exam",
        arguments=("quiz",),
    )
    missed = history.missed(standing)
    if missed:
        yield Choice(
            key="m",
            name="Missed",
            detail=f"{counted(len(missed), 'question')} that you last answered wrong",
            help="answer up to ten of them again",
            arguments=("quiz", "--retry-missed", "all", "-n", str(min(len(missed), 10))),
        )
        yield Choice(
            key="r",
            name="Read",
            detail="what you miss, with the answers and why",
            help="read before you are asked; primemover read TOPIC shows other pages",
            arguments=("read", "--weak"),
        )
    day = date.fromisoformat(study_day(now))
    worst = next(iter(mix_ups(standing, vocabularies, day)), None)
    if worst is not None and worst.is_live:
        one, other = map(concept_name, (worst.asked_for, worst.taken_for))
        yield Choice(
            key="x",
            name="Mix-ups",
            detail=f"{other} for {one}, {worst.count} of {worst.asked}",
            help="practise what you take for each other",
            arguments=("study", "--mix-ups"),
        )
    yield Choice(
        key="e",
        name="Exam",
        detail=exam,
        help="take an exam with a clock, and no feedback until you hand it in",
        arguments=("exam",),
    )
    if standing:
        yield Choice(
            key="s",
            name="Stats",
            detail=counted(len(standing), "answer"),
            help="see what you know, and what to do next",
            arguments=("stats",),
        )


def _today(today: PlanCounts) -> str:
    if not today.questions:
        return "the plan is done; primemover study --minutes 30 continues"
    return plan_in_a_line(today)


def _where(started: SessionRecord, log: Log, now: datetime) -> str:
    """The progress of a session, and how long ago it was abandoned."""
    of_it = history.given(log)
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
    length = f"{hours} h" if hours < 48 else counted(round(hours / 24), "day")  # noqa: PLR2004 - two days
    return f"{length} ago"


def screen(layout: TextLayout, head: tuple[str, ...], found: tuple[Choice, ...]) -> list[str]:
    """The choices on a terminal, below what the learner studies for."""
    lines = ["", *layout.items((layout.paint("primemover", "strong"), *head)), ""]
    wide = max(len(choice.name) for choice in found)
    keyed = max(len(_shown(choice)) for choice in found)
    for choice in found:
        if layout.width >= _ROOMY:
            first = f"  {_shown(choice):<{keyed}}  {choice.name:<{wide}}  "
            lines += layout.wrap(choice.detail, " " * len(first), first)
        else:
            first = f"  {_shown(choice)}  "
            lines += layout.wrap(f"{choice.name}: {choice.detail}", "     ", first)
    keys = layout.items(("? keys", "q quit"))
    return [*lines, "", *(layout.paint(line, "soft") for line in keys)]


def key_lines(layout: TextLayout, found: tuple[Choice, ...]) -> list[str]:
    """The keys with their actions, and where everything else is."""
    texts = [f"{_shown(choice)}: {choice.help}." for choice in found]
    texts += [
        "q: quit.",
        "Your exam, its date, and minutes a day: primemover settings",
        "All commands: primemover --help; the manual: primemover help",
    ]
    return [line for text in texts for line in layout.wrap(text, "   ", " ")]


_ROOMY = 50
"""Columns needed for a second column."""


def _shown(choice: Choice) -> str:
    return choice.key or "Enter"


def spoken(layout: TextLayout, head: tuple[str, ...], found: tuple[Choice, ...]) -> list[str]:
    """The choices for screen readers and pipes."""
    lines = [f"primemover. {', '.join(head)}."]
    lines += [f"{_shown(choice)}: {choice.name}, {choice.detail}." for choice in found]
    lines.append("Type a letter, ? for the keys or q to quit, then Enter.")
    return [line for text in lines for line in layout.wrap(text)]
