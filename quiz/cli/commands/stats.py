"""`primemover stats`: figures of all answers so far."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from cards.characters import escaped
from quiz.cli.display import Display
from quiz.cli.options import (
    as_json,
    card_filter,
    exam_option,
    facts_options,
    nothing_matched,
    remark,
    topics_argument,
)
from quiz.cli.store import open_reader
from quiz.home.library import LibraryHandle
from quiz.statistics.dimensions import CONTRACTION, DIMENSIONS, ROLE

if TYPE_CHECKING:
    from quiz.log.counts import AnswerCounts
    from quiz.statistics.dimensions import Column, Dimension
    from quiz.statistics.figures import AskedFacts

_WEAKEST = 5
"""How many weak cells are shown."""


class Since(click.ParamType[date]):
    """A number of days, or a date."""

    name = "since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first day of the period."""
        if isinstance(value, date):
            return value
        if str(value).isdecimal() and len(str(value)) < len("20261123"):
            today = _today()
            days = min(max(int(value), 1), today.toordinal())  # the first date there is
            return today - timedelta(days=days - 1)
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            message = f"Expected a number of days or a date such as 2026-11-23, not '{value}'."
            return self.fail(message, param, ctx)


_FIGURES = ("next", "score", "subjects", "due", "retention", "confidence", "time")
"""The names in `quiz.screens.exam_progress.FIGURES`, which is imported later."""


@click.command(
    epilog="""\b
Examples:
  primemover stats                        your progress, and what to do next
  primemover stats --show subjects        what is firm, begun and never asked
  primemover stats --by muscle            muscle by role, and the weakest
  primemover stats glutes --contraction   contractions in place of roles
  primemover stats --by day --since 28    day by day, four weeks back
  primemover stats --mix-ups              what you confuse with what
  primemover stats --coverage             what you were never asked
  primemover stats --show time --csv > time.csv"""
)
@topics_argument
@click.option(
    "--show",
    type=click.Choice(_FIGURES),
    metavar="FIGURE",
    help=f"Only one part of the page: {', '.join(_FIGURES)}.",
)
@click.option(
    "--by",
    type=click.Choice(list(DIMENSIONS)),
    help="Group the answers instead. [default with --json and --csv: muscle]",
)
@click.option(
    "--contraction", "contractions", is_flag=True, help="Show contractions as columns, not roles."
)
@click.option(
    "--since", type=Since(), metavar="DAYS|DATE", help="Only the last DAYS days, or since a date."
)
@click.option("--mix-ups", is_flag=True, help="List everything that was mixed up.")
@click.option("--coverage", is_flag=True, help="Show how much of each exercise was asked.")
@click.option("--json", "json_", is_flag=True, help="Print one JSON object per line.")
@click.option("--csv", "csv_", is_flag=True, help="Print a table for spreadsheets.")
@click.option("--plain", is_flag=True, help="Print words and numbers, one item per line.")
@click.option("--no-color", "--no-colour", "no_colour", is_flag=True, help="Use no colours.")
@exam_option
@facts_options
def stats(
    handle: LibraryHandle,
    topics: Sequence[str],
    show: str | None,
    by: str | None,
    contractions: bool,
    since: date | None,
    mix_ups: bool,
    coverage: bool,
    json_: bool,
    csv_: bool,
    plain: bool,
    no_colour: bool,
) -> None:
    """Show your progress towards your exam, and what to do next.

    Each line has the command that works on it. Shares are those of the last 28 days, unless --since
    says otherwise. A share of fewer than five answers is uncertain, and never decides what to do.
    With a TOPIC, only facts and answers on it count.
    """
    if json_ and csv_:
        raise click.UsageError("--json and --csv cannot be combined.")
    if plain and (json_ or csv_):
        raise click.UsageError("--plain cannot be combined with --json or --csv.")
    _check_tables(show=show, by=by, contractions=contractions, mix_ups=mix_ups, coverage=coverage)
    from quiz.log.counts import AnswerCounts

    store = open_reader()
    if not (coverage or store.latest()):
        remark("There are no answers yet. `primemover study` asks the first questions.")
        return
    write: _Write | None = None
    if json_ or csv_:
        write = _write_json if json_ else _write_csv
    display = Display(plain=plain, colour=not no_colour, american=handle.american)
    if not (by or contractions or mix_ups or coverage) and (show or write is None):
        _show_page(handle, topics, since, show, display, write)
        return
    column = CONTRACTION if contractions else ROLE
    dimension = DIMENSIONS[by or next(iter(DIMENSIONS))]
    cards = _cards_on(topics, handle) if topics else None
    counts = AnswerCounts(store, since, cards, (dimension.name, column.name))
    if not (coverage or counts.total().asked):
        raise nothing_matched("answers")
    if mix_ups:
        _show_mix_ups(counts, handle.vocabularies, display, write)
    elif coverage:
        _show_coverage(counts, topics, handle, display, write)
    else:
        _show_rows(counts, dimension, column, handle, display, write)


def _check_tables(
    *, show: str | None, by: str | None, contractions: bool, mix_ups: bool, coverage: bool
) -> None:
    """Refuse options that exclude each other or would have no effect.

    Raises:
        UsageError: There is one.
    """
    if mix_ups and coverage:
        raise click.UsageError("--mix-ups and --coverage cannot be combined.")
    if show and (by or contractions or mix_ups or coverage):
        raise click.UsageError(
            "--show cannot be combined with --by, --contraction, --mix-ups or --coverage."
        )
    if by or contractions:
        dimension = DIMENSIONS[by or next(iter(DIMENSIONS))]
        _check_grid_options(dimension, contractions=contractions, other=mix_ups or coverage)


def _check_grid_options(dimension: "Dimension", *, contractions: bool, other: bool) -> None:
    """Refuse options that would have no effect.

    Raises:
        UsageError: There is one.
    """
    if other:
        raise click.UsageError(
            "--by and --contraction cannot be combined with --mix-ups or --coverage."
        )
    if contractions and not dimension.grid:
        grids = ", ".join(each.name for each in DIMENSIONS.values() if each.grid)
        raise click.UsageError(
            f"--contraction cannot be combined with --by {dimension.name}; use --by {grids}."
        )


_Write = Callable[[Iterable[Mapping[str, Any]]], None]


def _cards_on(topics: Sequence[str], handle: LibraryHandle) -> set[str]:
    """Ids of the cards on the topics."""
    wish = card_filter(handle, topics, attributed=True, optional=True)
    return {summary.id for summary in handle.select(wish)}


def _show_page(
    handle: LibraryHandle,
    topics: Sequence[str],
    since: date | None,
    show: str | None,
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.cli.exam_progress import exam_progress
    from quiz.screens.exam_progress import FIGURES, PageLayout, page_lines

    page = exam_progress(handle, open_reader(), topics, since)
    if not page.subjects:
        raise nothing_matched("facts")
    page_layout = PageLayout(display.layout, plain=display.why_plain is not None)
    if show is None:
        _print(page_lines(page, page_layout), display)
    elif write is None:
        _print(FIGURES[show].lines(page, page_layout), display)
    else:
        write(FIGURES[show].records(page))


def _show_rows(
    counts: "AnswerCounts",
    by: "Dimension",
    column: "Column",
    handle: LibraryHandle,
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.screens.statistics import (
        Overview,
        grid_lines,
        overview_lines,
        records,
        words,
    )
    from quiz.statistics import figures as statistics

    names = (by.name, column.name) if by.grid else (by.name,)
    found = statistics.rows(counts.by(*names), by)
    if write is not None:
        write(records(found, by.name, column.name if by.grid else None))
        return
    headings = [head for head in column.headings if any(head in row.cells for row in found)]
    days = statistics.by_date(counts.by("day"))
    weakest = statistics.weakest(found, _WEAKEST) if by.drill is not None else ()
    if weakest:
        weakest = statistics.drillable(weakest, by, column, handle.testing)
    overview = Overview(
        total=statistics.total(days.values()),
        periods=statistics.trend(days),
        study_days=statistics.study_days(days, _today()),
        seconds=counts.seconds(),
        by=by,
        column=column,
        weakest=weakest,
    )
    layout = display.layout
    lines = grid_lines(
        found if by.grid else found[::-1],  # the latest first: there may be too many to show
        headings,
        layout,
        plain=display.why_plain is not None,
        named=words if by.grid else str,
    )
    _print((*lines, ("", ""), *overview_lines(overview, layout)), display)


def _today() -> date:
    """The learner's study day."""
    from quiz.cli.store import now
    from quiz.log.days import study_day

    return date.fromisoformat(study_day(now()))


def _show_mix_ups(
    counts: "AnswerCounts",
    vocabularies: Mapping[str, str],
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.log.mix_ups import mix_ups
    from quiz.screens.statistics import mix_up_lines, mix_up_records

    found = mix_ups(counts.concepts(), vocabularies, _today())
    if write is not None:
        write(mix_up_records(found))
        return
    if not found:
        remark("There are no mix-ups.")
    _print(mix_up_lines(found, display.layout), display)


def _show_coverage(
    counts: "AnswerCounts",
    topics: Sequence[str],
    handle: LibraryHandle,
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.screens.statistics import coverage_lines, coverage_records
    from quiz.statistics.figures import coverage

    of_fact = handle.topics.of_fact
    chosen = handle.select(card_filter(handle, topics))
    facts = {
        summary.about: [t.id for t in of_fact[summary.about] if t.kind == "exercise"] or ["terms"]
        for summary in chosen
    }
    if not facts:
        raise nothing_matched("facts")
    asked = counts.facts()
    found = coverage(facts, asked)
    if write is not None:
        write(coverage_records(found))
        return
    (in_all,) = coverage(dict.fromkeys(facts, ("all",)), asked)
    _print(
        [
            *((line, "strong") for line in display.layout.wrap(_in_all(in_all))),
            ("", ""),
            *coverage_lines(found, display.layout),
        ],
        display,
    )


def _in_all(found: "AskedFacts") -> str:
    share = found.asked / found.known
    return f"{found.asked:,} of {found.known:,} facts were asked at least once ({share:.0%})."


def _print(lines: "Iterable[tuple[str, str]]", display: Display) -> None:
    layout = display.layout
    for line, style in lines:
        click.echo(escaped(layout.paint(line, style) if style else line))


def _write_json(found: Iterable[Mapping[str, Any]]) -> None:
    for record in found:
        click.echo(as_json(record))


def _write_csv(found: Iterable[Mapping[str, Any]]) -> None:
    import csv

    table = None
    for record in found:
        if table is None:
            table = csv.DictWriter(sys.stdout, list(record), lineterminator="\n")
            table.writeheader()
        table.writerow({k: " ".join(v) if isinstance(v, list) else v for k, v in record.items()})
