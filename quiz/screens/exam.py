"""An exam before its first question, and before it is handed in."""

from collections.abc import Iterable, Iterator

from quiz.screens.exam_format import Line, opening_lines, wrapped
from quiz.screens.view import clock
from quiz.session.session import ExamSection, Session
from quiz.terminal.layout import TextLayout, counted

_RUN = 3
"""This many consecutive numbers are written as a range."""


def exam_opening(
    session: Session, layout: TextLayout, *, resumed: bool
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The format and the limits of an exam; for a resumed one, its progress.

    Args:
        session: The exam.
        layout: The layout of the screen.
        resumed: Whether it continues an unfinished exam.
    """
    sheet = session.sheet
    if sheet is None:
        return (), ()
    count, seed = len(session.items), f"seed {sheet.seed}"
    if resumed:
        done = f"{len(session.answers)} of {count} answered"
        shown = () if session.section is None else (session.section.name,)
        return (), (sheet.exam_format.name, *shown, done, seed)
    limit = session.limits.whole
    time = "untimed" if limit is None else f"{clock(limit)} in all"
    parts = (counted(count, "question"), time, seed, f"facts {sheet.version}")
    sections = tuple(map(_section_in_words, session.sections))
    return tuple(opening_lines(sheet.exam_format, layout, sections)), parts


def section_lines(session: Session, layout: TextLayout) -> Iterator[Line]:
    """The section that follows, after another one was handed in."""
    section = session.section
    if section is not None:
        yield from wrapped(
            ["The section is handed in and stays closed.", f"Next: {_section_in_words(section)}"],
            layout,
        )


def _section_in_words(section: ExamSection) -> str:
    time = "untimed" if section.limit is None else f"in {clock(section.limit)}"
    return f"{section.name}: {counted(section.items, 'question')} {time}."


def open_lines(session: Session, layout: TextLayout, *, plain: bool = False) -> Iterator[Line]:
    """The unanswered and the flagged questions, before an exam is handed in.

    Args:
        session: The exam.
        layout: The layout of the screen.
        plain: Whether the lines are for screen readers and pipes.
    """
    unanswered = tuple(position + 1 for position in session.unanswered)
    flagged = tuple(
        place + 1
        for place in session.places
        if session.items[place].question.card.id in session.flags
    )
    texts = [
        f"{head}: {len(numbers)} ({in_words(numbers, plain=plain)})."
        for head, numbers in (("Unanswered", unanswered), ("Flagged", flagged))
        if numbers
    ]
    if not unanswered:
        of = "" if session.section is None else f" of {session.section.name}"
        texts.insert(0, f"Every question{of} is answered.")
    yield from ((line, "") for text in texts for line in layout.wrap(text))


def in_words(numbers: Iterable[int], *, plain: bool = False) -> str:
    """Numbers of questions, in order: `4, 8–12`; plain: `4, 8 to 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    to = " to " if plain else "–"
    return ", ".join(
        f"{run[0]}{to}{run[-1]}" if len(run) >= _RUN else ", ".join(map(str, run)) for run in runs
    )
