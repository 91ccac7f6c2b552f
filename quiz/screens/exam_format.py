"""The format of an exam in words: its questions, its sources, and what is not confirmed."""

from collections.abc import Iterable, Iterator

from cards.exams.exam_format import Domain, ExamFormat, FormatSource, Passing, PassingKind
from quiz.session.question import MOST_OPTIONS
from quiz.terminal.layout import TextLayout, counted

Line = tuple[str, str]
"""A line and its style, a name that `TextLayout.paint` knows, or an empty text."""

SCOPE = "functional anatomy: which muscle does what in an exercise, and how"
"""The part of an exam that the facts cover."""


def format_lines(
    exam_format: ExamFormat, layout: TextLayout, *, plain: bool = False
) -> Iterator[Line]:
    """Everything that is known about a format, for the screen before the exam.

    Args:
        exam_format: The format.
        layout: The layout of the screen.
        plain: Whether to omit indentation, for screen readers and pipes.
    """
    yield from ((line, "strong") for line in layout.wrap(exam_format.name))
    indent = "" if plain else "  "
    yield from _wrapped(_format(exam_format), layout)
    yield from _wrapped(coverage(exam_format), layout)
    yield from _wrapped(["As reported by:"], layout)
    yield from _wrapped((f"{_in_full(source)}." for source in exam_format.sources), layout, indent)
    if exam_format.unconfirmed:
        yield from _wrapped(["Not confirmed:"], layout)
        texts = (f"{doubt.value}: {doubt.known}" for doubt in exam_format.unconfirmed)
        yield from _wrapped(texts, layout, indent)
    yield from _wrapped(["Not made or checked by the body that runs the exam."], layout)


def list_lines(
    exam_formats: Iterable[ExamFormat], layout: TextLayout, *, plain: bool = False
) -> Iterator[Line]:
    """All formats, a paragraph each.

    Args:
        exam_formats: In the order they are shown.
        layout: The layout of the screen.
        plain: Whether to omit indentation, for screen readers and pipes.
    """
    indent = "" if plain else "  "
    for exam_format in exam_formats:
        whose = " (yours)" if exam_format.own else ""
        yield from (
            (line, "strong") for line in layout.wrap(f"{exam_format.id}: {exam_format.name}{whose}")
        )
        said = {source.who: _in_short(source) for source in reversed(exam_format.sources)}
        sources = "; ".join(reversed(said.values()))
        domains = _named(exam_format.domains) or "not known"
        doubts = "; ".join(doubt.value for doubt in exam_format.unconfirmed)
        texts = [*_format(exam_format), f"Domains: {domains}.", f"Reported by: {sources}."]
        texts += [f"Not confirmed: {doubts}."] if doubts else []
        yield from _wrapped(texts, layout, indent)
        yield "", ""
    yield from _wrapped([f"All of them are asked here only in part: {SCOPE}."], layout)


def passing_in_words(exam_format: ExamFormat) -> str:
    """The passing mark, with the kind of number it is."""
    passing = exam_format.passing
    if passing is None:
        return "not known."
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
        yield f"This is part of these domains: {_named(covered)}."
        if other:
            yield f"Not asked here: {_named(other)}."
    elif other:
        yield f"No source says which of its domains this is part of: {_named(other)}."
    else:
        yield "The exam's domains are not known."


def _format(exam_format: ExamFormat) -> Iterator[str]:
    items = counted(exam_format.items, "item")
    if exam_format.unscored:
        items += f": {exam_format.scored} scored, {exam_format.unscored} unscored"
    yield f"{items}; {_time(exam_format)}; {_options(exam_format)}."
    yield f"Passing mark: {passing_in_words(exam_format)}"


def _time(exam_format: ExamFormat) -> str:
    if exam_format.minutes is None or exam_format.pace is None:
        return "untimed"
    minutes = (
        f"{exam_format.minutes:.0f}" if exam_format.minutes >= 1 else f"{exam_format.minutes:.1f}"
    )
    return f"{minutes} min, {exam_format.pace:.0f} s an item"


def _options(exam_format: ExamFormat) -> str:
    if exam_format.options is None:
        return f"{MOST_OPTIONS} options an item, as the exam's number is not known"
    return f"{exam_format.options} options an item"


def _named(domains: Iterable[Domain]) -> str:
    return "; ".join(
        domain.name if domain.percent is None else f"{domain.name} {domain.percent:g}%"
        for domain in domains
    )


def _scaled(passing: Passing) -> str:
    if passing.mark is None:
        return "a scaled score, of which only a pass or a fail is reported"
    scale = f" on a scale from {passing.scale[0]} to {passing.scale[1]}" if passing.scale else ""
    return f"a scaled score of {passing.mark:g}{scale}"


def _in_full(source: FormatSource) -> str:
    return f"{source.who}: {source.what}{_dates(source)}"


def _in_short(source: FormatSource) -> str:
    return f"{source.who}{_dates(source)}"


def _dates(source: FormatSource) -> str:
    dates = [source.date or "", f"read {source.checked}" if source.checked else ""]
    known = ", ".join(filter(None, dates))
    return f" ({known})" if known else ""


def _wrapped(texts: Iterable[str], layout: TextLayout, indent: str = "") -> Iterator[Line]:
    for text in texts:
        yield from ((line, "") for line in layout.wrap(text, f"{indent}{indent}", indent))
