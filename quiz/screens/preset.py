"""How the format of an exam reads: what it asks, who says so, and what of it is not confirmed."""

from collections.abc import Iterable, Iterator

from cards.exams.preset import Domain, Passing, PassingKind, Preset, Source
from quiz.session.question import MOST_OPTIONS
from quiz.terminal.layout import Look, counted

Line = tuple[str, str]
"""A line and its style, which is a name that `Look.paint` knows or nothing."""

OURS = "functional anatomy: which muscle does what in an exercise, and how"
"""What our facts are about, of all that an exam asks."""


def preset_lines(preset: Preset, look: Look, *, plain: bool = False) -> Iterator[Line]:
    """All that is known of a format, for the screen before the exam.

    Args:
        preset: The format.
        look: What the screen can do.
        plain: Whether it is read aloud or by a program: nothing is indented.
    """
    yield from ((line, "strong") for line in look.wrap(preset.name))
    indent = "" if plain else "  "
    yield from _told(_format(preset), look)
    yield from _told(coverage(preset), look)
    yield from _told(["As reported by:"], look)
    yield from _told((f"{_in_full(source)}." for source in preset.sources), look, indent)
    if preset.unconfirmed:
        yield from _told(["Not confirmed:"], look)
        texts = (f"{doubt.value}: {doubt.known}" for doubt in preset.unconfirmed)
        yield from _told(texts, look, indent)
    yield from _told(["Not made or checked by the body that runs the exam."], look)


def list_lines(presets: Iterable[Preset], look: Look, *, plain: bool = False) -> Iterator[Line]:
    """All presets, a paragraph each.

    Args:
        presets: In the order they are shown.
        look: What the screen can do.
        plain: Whether it is read aloud or by a program: nothing is indented.
    """
    indent = "" if plain else "  "
    for preset in presets:
        whose = " (yours)" if preset.own else ""
        yield from ((line, "strong") for line in look.wrap(f"{preset.id}: {preset.name}{whose}"))
        said = {source.who: _in_short(source) for source in reversed(preset.sources)}
        sources = "; ".join(reversed(said.values()))
        domains = _named(preset.domains) or "not known"
        doubts = "; ".join(doubt.value for doubt in preset.unconfirmed)
        texts = [*_format(preset), f"Domains: {domains}.", f"Reported by: {sources}."]
        texts += [f"Not confirmed: {doubts}."] if doubts else []
        yield from _told(texts, look, indent)
        yield "", ""
    yield from _told([f"All of them are asked here for one part alone: {OURS}."], look)


def mark_in_words(preset: Preset) -> str:
    """What is needed to pass, as the kind of number it is."""
    passing = preset.passing
    if passing is None:
        return "not known."
    if passing.kind is PassingKind.PERCENTAGE:
        mark = "a percentage" if passing.mark is None else f"{passing.mark:g}%"
        return (
            f"{mark} of the whole exam. Only one part of it is asked here, so a share"
            " of right answers does not tell whether you would pass."
        )
    return f"{_scaled(passing)}. It cannot be told from a share of right answers."


def coverage(preset: Preset) -> Iterator[str]:
    """What of the exam is asked here, and which of its domains are not."""
    yield f"Asked here: {OURS}. The rest of the exam is not."
    covered = [domain for domain in preset.domains if domain.covered]
    other = [domain for domain in preset.domains if not domain.covered]
    if covered:
        yield f"It belongs, beside other matter, to: {_named(covered)}."
        if other:
            yield f"Not asked here: {_named(other)}."
    elif other:
        yield f"No source read says to which of its domains it belongs: {_named(other)}."
    else:
        yield "The exam's domains are not known."


def _format(preset: Preset) -> Iterator[str]:
    items = counted(preset.items, "item")
    if preset.unscored:
        items += f": {preset.scored} scored, {preset.unscored} unscored"
    yield f"{items}; {_time(preset)}; {_options(preset)}."
    yield f"Passing mark: {mark_in_words(preset)}"


def _time(preset: Preset) -> str:
    if preset.minutes is None or preset.pace is None:
        return "untimed"
    minutes = f"{preset.minutes:.0f}" if preset.minutes >= 1 else f"{preset.minutes:.1f}"
    return f"{minutes} min, {preset.pace:.0f} s an item"


def _options(preset: Preset) -> str:
    if preset.options is None:
        return f"{MOST_OPTIONS} options an item, as the exam's number is not known"
    return f"{preset.options} options an item"


def _named(domains: Iterable[Domain]) -> str:
    return "; ".join(
        domain.name if domain.percent is None else f"{domain.name} {domain.percent:g}%"
        for domain in domains
    )


def _scaled(passing: Passing) -> str:
    if passing.mark is None:
        return "a scaled score, of which only a pass or a fail is told"
    scale = f" on a scale from {passing.scale[0]} to {passing.scale[1]}" if passing.scale else ""
    return f"a scaled score of {passing.mark:g}{scale}"


def _in_full(source: Source) -> str:
    return f"{source.who}: {source.what}{_dates(source)}"


def _in_short(source: Source) -> str:
    return f"{source.who}{_dates(source)}"


def _dates(source: Source) -> str:
    dates = [source.date or "", f"read {source.checked}" if source.checked else ""]
    told = ", ".join(filter(None, dates))
    return f" ({told})" if told else ""


def _told(texts: Iterable[str], look: Look, indent: str = "") -> Iterator[Line]:
    for text in texts:
        yield from ((line, "") for line in look.wrap(text, f"{indent}{indent}", indent))
