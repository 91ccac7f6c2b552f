"""The format of an exam in words: its questions, its time, and what is not asked here."""

from collections.abc import Iterable, Iterator, Sequence

from cards.exams.exam_format import MINUTE, Domain, ExamFormat, Passing, PassingKind
from cards.exams.profile import DISCLAIMER
from quiz.session.question import MOST_OPTIONS
from quiz.terminal.layout import TextLayout, counted

Line = tuple[str, str]
"""A line and its style, a name that `TextLayout.paint` knows, or an empty text."""

SCOPE = "muscles and movement, from what a muscle does to the choice and the load of exercises"
"""The part of an exam that the facts cover."""


def opening_lines(
    exam_format: ExamFormat, layout: TextLayout, sections: Sequence[str] = ()
) -> Iterator[Line]:
    """The screen before an exam.

    Args:
        exam_format: The format, shortened to the questions of the paper.
        layout: The layout of the screen.
        sections: The sections that have a clock each, in words.
    """
    yield from ((line, "strong") for line in layout.wrap(exam_format.name))
    texts = (
        asked(exam_format),
        *sections,
        *(["Each section has its clock; one that is handed in stays closed."] if sections else []),
        f"{options(exam_format)}. Passing mark: {passing_in_words(exam_format)}",
        *coverage(exam_format),
        f"The sources, and how sure they are: `primemover exam {exam_format.id} --about`",
        DISCLAIMER,
    )
    yield from wrapped(texts, layout)


def in_short(exam_format: ExamFormat) -> str:
    """The questions that are asked here, and the time: `37 questions in 37 minutes`."""
    short = exam_format.shortened(exam_format.counts())
    time = ", untimed" if short.minutes is None else f" in {_minutes(short.minutes)}"
    return f"{counted(short.items, 'question')}{time}"


def asked(exam_format: ExamFormat) -> str:
    """How many questions are asked, of how many, in which time."""
    whole = exam_format.shortened_from or exam_format.items
    count = counted(exam_format.items, "question")
    time = "untimed" if exam_format.minutes is None else f"in {_minutes(exam_format.minutes)}"
    if exam_format.in_field is None:
        return (
            f"It is not known how many of its {counted(whole, 'question')} are on muscles and"
            f" movement; {count} {time}."
        )
    parts = [f"{part.in_field} of {part.items}" for part in exam_format.parts]
    number = " and ".join(parts) if len(parts) > 1 else f"{exam_format.in_field} of {whole}"
    return f"{number} questions are on muscles and movement (our estimate); {count} {time}."


def passing_in_words(exam_format: ExamFormat) -> str:
    """The passing mark, with the kind of number it is."""
    passing = exam_format.passing
    if passing is None:
        return "not known. A share of right answers does not say whether you would pass."
    if passing.kind is PassingKind.PERCENTAGE:
        needed = "a percentage" if passing.mark is None else f"{passing.mark:g}%"
        return (
            f"{needed} of the whole exam. Only one part of it is asked here, so a share"
            " of right answers does not say whether you would pass."
        )
    return f"{_scaled(passing)}. A share of right answers cannot be converted to it."


def coverage(exam_format: ExamFormat) -> Iterator[str]:
    """The part of the exam that is asked here, and the domains that are not."""
    yield f"Asked here: {SCOPE}. The rest of the exam is not."
    covered = [domain for domain in exam_format.domains if domain.covered]
    other = [domain for domain in exam_format.domains if not domain.covered]
    if covered:
        yield f"This is part of these domains: {domains_in_words(covered)}."
        if other:
            yield f"Not asked here: {domains_in_words(other)}."
    elif other:
        yield f"No source says which of its domains this is part of: {domains_in_words(other)}."
    else:
        yield "The exam's domains are not known."


def format_texts(exam_format: ExamFormat) -> Iterator[str]:
    """The items, the time, the options and the passing mark of a whole exam."""
    items = counted(exam_format.items, "item")
    if exam_format.unscored:
        items += f": {exam_format.scored} scored, {exam_format.unscored} unscored"
    yield f"{items}; {_time(exam_format)}; {options(exam_format)}."
    yield f"Passing mark: {passing_in_words(exam_format)}"


def _time(exam_format: ExamFormat) -> str:
    if exam_format.minutes is None or exam_format.pace is None:
        return "untimed"
    return f"{_minutes(exam_format.minutes)}, {exam_format.pace:.0f} s an item"


def _minutes(minutes: float) -> str:
    if minutes < 1:
        return f"{minutes * MINUTE:.0f} seconds"
    return f"{minutes:.0f} minute{'s' if round(minutes) != 1 else ''}"


def options(exam_format: ExamFormat) -> str:
    """The number of options of an item."""
    if exam_format.options is None:
        return f"{MOST_OPTIONS} options an item, as the exam's number is not known"
    return f"{exam_format.options} options an item"


def domains_in_words(domains: Iterable[Domain]) -> str:
    """Domains with their percentages."""
    return "; ".join(
        domain.name if domain.percent is None else f"{domain.name} {domain.percent:g}%"
        for domain in domains
    )


def _scaled(passing: Passing) -> str:
    if passing.mark is None:
        return "a scaled score, of which only a pass or a fail is reported"
    scale = f" on a scale from {passing.scale[0]} to {passing.scale[1]}" if passing.scale else ""
    return f"a scaled score of {passing.mark:g}{scale}"


def wrapped(texts: Iterable[str], layout: TextLayout, indent: str = "") -> Iterator[Line]:
    """Texts as lines, each text from the second line on further to the right."""
    for text in texts:
        yield from ((line, "") for line in layout.wrap(text, f"{indent}{indent}", indent))
