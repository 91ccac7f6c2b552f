"""Exam profiles in words: the list of all, and what is known about one."""

from collections.abc import Iterable, Iterator

from cards.exams.exam_format import FormatSource
from cards.exams.profile import DISCLAIMER, ExamProfile
from cards.model.bodies import BODIES
from cards.model.vocabulary import Origin
from quiz.screens.exam_format import Line, domains_in_words, format_texts, wrapped
from quiz.terminal.layout import TextLayout, columns

_ID, _NAME = 10, 28
"""Widths of the columns of the list."""

_STACKED = 60
"""In a terminal with fewer columns, the list has no columns."""


def list_lines(
    profiles: Iterable[ExamProfile], layout: TextLayout, *, plain: bool = False
) -> Iterator[Line]:
    """All profiles that have a format, one line each.

    Args:
        profiles: In the order they are listed, with their sections.
        layout: The layout of the screen.
        plain: Whether to omit columns, for screen readers and pipes.
    """
    for profile in profiles:
        if profile.exam_format is not None:
            yield from ((line, "") for line in _row(profile, layout, plain=plain))
    yield "", ""
    texts = (
        "37 of 120: by our estimate, 37 of its 120 questions are on muscles and movement.",
        "Details: primemover exam nasm --about",
        DISCLAIMER,
    )
    yield from wrapped(texts, layout)


def _row(profile: ExamProfile, layout: TextLayout, *, plain: bool) -> list[str]:
    whose = " (yours)" if profile.origin is Origin.USER else ""
    name = f"{', '.join(filter(None, (profile.name, profile.edition)))}{whose}"
    facts = _in_short(profile)
    if plain or layout.width < _STACKED:
        return layout.wrap(f"{profile.id}: {name}: {facts}", "" if plain else "  ")
    if columns(name) >= _NAME:
        name = profile.name
    return layout.wrap(facts, " " * (_ID + _NAME), f"{profile.id:<{_ID}}{name:<{_NAME}}")


def _in_short(profile: ExamProfile) -> str:
    """The questions, the time and the options of an exam here."""
    exam_format = profile.exam_format
    if exam_format is None:
        return ""
    short = exam_format.shortened(exam_format.counts())
    of = "" if exam_format.in_field is None else f" of {exam_format.items}"
    time = ", untimed" if short.minutes is None else f" in {short.minutes:.0f} min"
    count = exam_format.options
    end = "" if count is None else f" · {count} options"
    return f"{short.items}{of}{time}{end}{'' if profile.weights else ' · no weights'}"


def profile_lines(
    profile: ExamProfile, layout: TextLayout, *, plain: bool = False
) -> Iterator[Line]:
    """All that is known about an exam, from whom, and how sure it is.

    Args:
        profile: The profile.
        layout: The layout of the screen.
        plain: Whether to omit indentation, for screen readers and pipes.
    """
    indent = "" if plain else "  "
    title = profile.title if profile.name in profile.title else f"{profile.title} ({profile.name})"
    head = ", ".join(filter(None, (title, profile.edition)))
    yield from ((line, "strong") for line in layout.wrap(head))
    if profile.exam_format is not None:
        yield from wrapped(format_texts(profile.exam_format), layout)
    yield from wrapped(_field(profile), layout)
    yield from wrapped(_weights(profile), layout)
    yield from wrapped(_levels(profile), layout)
    yield from wrapped(_teaching(profile), layout)
    if profile.sections:
        yield from wrapped(["Sections, each of which can be asked by itself:"], layout)
        sections = (f"{each.id}: {each.name}, {_in_short(each)}" for each in profile.sections)
        yield from wrapped(sections, layout, indent)
    exam_format = profile.exam_format
    if exam_format is not None:
        if exam_format.domains:
            yield from wrapped([f"Domains: {domains_in_words(exam_format.domains)}."], layout)
        yield from wrapped(["As reported by:"], layout)
        yield from wrapped((f"{_source(each)}." for each in exam_format.sources), layout, indent)
        if exam_format.unconfirmed:
            yield from wrapped(["Not confirmed:"], layout)
            texts = (f"{doubt.value}: {doubt.known}" for doubt in exam_format.unconfirmed)
            yield from wrapped(texts, layout, indent)
    yield from wrapped([DISCLAIMER], layout)


def _field(profile: ExamProfile) -> Iterator[str]:
    exam_format, field = profile.exam_format, profile.field
    if exam_format is None:
        return
    if field is None:
        yield "The share that is in our field is not known."
        return
    yield (
        f"In our field: {exam_format.in_field} of its {exam_format.items} questions, about"
        f" {field.percent:g}% ({field.low:g} to {field.high:g}%; our estimate, {field.confidence}):"
        f" {field.method}"
    )


def _weights(profile: ExamProfile) -> Iterator[str]:
    weights, counted = profile.weights, profile.counted
    if weights is None:
        yield "No weights are known: the subjects are drawn as for the general candidate."
        return
    read = (
        ""
        if counted is None
        else f", {counted.questions} questions counted, {counted.in_field} of them in our field"
    )
    yield f"Weights, our estimate ({weights.confidence}){read}: {weights.method}"
    whole = sum(weights.shares.values())
    listed = sorted(weights.shares.items(), key=lambda pair: -pair[1])
    yield "; ".join(f"{subject.label} {share / whole:.0%}" for subject, share in listed if share)


def _levels(profile: ExamProfile) -> Iterator[str]:
    levels = profile.levels
    if levels is not None:
        yield (
            f"Levels: recall {levels.recall:g}%, application {levels.application:g}%, analysis"
            f" {levels.analysis:g}% ({levels.confidence}): {levels.method}"
        )


def _teaching(profile: ExamProfile) -> Iterator[str]:
    if profile.stance is not None:
        name = BODIES[profile.stance]
        yield f"The teaching of {name} is asked in its name, that of another body is not."
    if profile.never:
        yield f"Not asked there, as far as we have read: {'; '.join(profile.never)}."


def _source(source: FormatSource) -> str:
    dates = [source.date or "", f"read {source.checked}" if source.checked else ""]
    known = ", ".join(filter(None, dates))
    return f"{source.who}: {source.what}{f' ({known})' if known else ''}"
