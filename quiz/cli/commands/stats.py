"""`primemover stats`: figures of all answers so far."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from quiz.cli.display import Display
from quiz.cli.options import (
    as_json,
    card_filter,
    facts_options,
    nothing_matched,
    remark,
    topics_argument,
)
from quiz.home.library import LibraryHandle
from quiz.statistics.dimensions import CONTRACTION, DIMENSIONS, ROLE

if TYPE_CHECKING:
    from quiz.log.records import Log, Review
    from quiz.statistics.dimensions import Column, Dimension
    from quiz.statistics.figures import AskedFacts

_WEAKEST, _MIX_UPS = 5, 3
"""How many are shown."""


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


@click.command(
    epilog="""\b
Examples:
  primemover stats                        muscle by role, and the weakest
  primemover stats glutes --contraction   contractions in place of roles
  primemover stats --by day --since 28    day by day, four weeks back
  primemover stats --mix-ups              what you confuse with what
  primemover stats --coverage             what you were never asked
  primemover stats --by exercise --csv > exercises.csv"""
)
@topics_argument
@click.option(
    "--by",
    type=click.Choice(list(DIMENSIONS)),
    default=next(iter(DIMENSIONS)),
    show_default=True,
    help="What to group the answers by.",
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
@click.option("--plain", is_flag=True, help="Print one item per line, without columns and colours.")
@click.option("--no-color", "--no-colour", "no_colour", is_flag=True, help="Use no colours.")
@facts_options
def stats(
    handle: LibraryHandle,
    topics: Sequence[str],
    by: str,
    contractions: bool,
    since: date | None,
    mix_ups: bool,
    coverage: bool,
    json_: bool,
    csv_: bool,
    plain: bool,
    no_colour: bool,
) -> None:
    """Show how often you were right, where you are weak, and what you mix up.

    A share of fewer than five answers is marked "?": it is uncertain. With a TOPIC, only answers on
    it count.
    """
    if json_ and csv_:
        raise click.UsageError("--json and --csv cannot be combined.")
    if mix_ups and coverage:
        raise click.UsageError("--mix-ups and --coverage cannot be combined.")
    if plain and (json_ or csv_):
        raise click.UsageError("--plain cannot be combined with --json or --csv.")
    dimension = DIMENSIONS[by]
    _check_grid_options(dimension, contractions=contractions, other=mix_ups or coverage)
    reviews = _reviews(_log(), since)
    if topics:
        reviews = _on(topics, reviews, handle)
    if not reviews and not coverage:
        if since is None and not topics:
            remark("There are no answers yet. `primemover quiz` starts a quiz.")
            return
        raise nothing_matched("answers")
    write: Callable[[Iterable[Mapping[str, Any]]], None] | None = None
    if json_ or csv_:
        write = _write_json if json_ else _write_csv
    display = Display(plain=plain, colour=not no_colour, american=handle.american)
    if mix_ups:
        _show_mix_ups(reviews, handle.vocabularies, display, write)
    elif coverage:
        _show_coverage(reviews, topics, handle, display, write)
    else:
        column = CONTRACTION if contractions else ROLE
        _show_rows(reviews, dimension, column, handle.vocabularies, display, write)


def _check_grid_options(dimension: "Dimension", *, contractions: bool, other: bool) -> None:
    """Refuse options that would have no effect.

    Raises:
        UsageError: There is one.
    """
    given = click.get_current_context().get_parameter_source("by")
    if other and (contractions or given is click.core.ParameterSource.COMMANDLINE):
        raise click.UsageError(
            "--by and --contraction cannot be combined with --mix-ups or --coverage."
        )
    if contractions and not dimension.grid:
        grids = ", ".join(each.name for each in DIMENSIONS.values() if each.grid)
        raise click.UsageError(
            f"--contraction cannot be combined with --by {dimension.name}; use --by {grids}."
        )


_Write = Callable[[Iterable[Mapping[str, Any]]], None]


def _log() -> "Log":
    from quiz.cli.store import open_store

    return open_store().figures()


def _reviews(log: "Log", since: date | None) -> "tuple[Review, ...]":
    from quiz.log.history import standing

    found = standing(log)
    if since is None:
        return found
    return tuple(review for review in found if review.day >= since.isoformat())


def _on(
    topics: Sequence[str], reviews: "tuple[Review, ...]", handle: LibraryHandle
) -> "tuple[Review, ...]":
    """The answers on the topics."""
    wish = card_filter(handle, topics, attributed=True, optional=True)
    ids = {summary.id for summary in wish.select(handle.summaries, handle.fact_summaries)}
    return tuple(review for review in reviews if review.card in ids)


def _show_rows(
    reviews: "tuple[Review, ...]",
    by: "Dimension",
    column: "Column",
    vocabularies: Mapping[str, str],
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.log.mix_ups import mix_ups
    from quiz.screens.statistics import (
        Overview,
        grid_lines,
        overview_lines,
        records,
        words,
    )
    from quiz.statistics import figures as statistics

    found = statistics.rows(reviews, by, column if by.grid else None)
    if write is not None:
        write(records(found, by.name, column.name if by.grid else None))
        return
    headings = [head for head in column.headings if any(head in row.cells for row in found)]
    overview = Overview(
        total=statistics.tally(reviews),
        periods=statistics.trend(reviews),
        study_days=statistics.study_days(reviews, _today()),
        seconds=statistics.pace(reviews),
        by=by,
        column=column,
        weakest=statistics.weakest(found, _WEAKEST) if by.drill is not None else (),
        mix_ups=mix_ups(reviews, vocabularies, _today())[:_MIX_UPS],
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
    from quiz.log.records import study_day

    return date.fromisoformat(study_day(now()))


def _show_mix_ups(
    reviews: "tuple[Review, ...]",
    vocabularies: Mapping[str, str],
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.log.mix_ups import mix_ups
    from quiz.screens.statistics import mix_up_lines, mix_up_records

    found = mix_ups(reviews, vocabularies, _today())
    if write is not None:
        write(mix_up_records(found))
        return
    if not found:
        remark("There are no mix-ups.")
    _print(mix_up_lines(found, display.layout), display)


def _show_coverage(
    reviews: "tuple[Review, ...]",
    topics: Sequence[str],
    handle: LibraryHandle,
    display: Display,
    write: _Write | None,
) -> None:
    from quiz.screens.statistics import coverage_lines, coverage_records
    from quiz.statistics.figures import coverage

    of_fact = handle.topics.of_fact
    chosen = card_filter(handle, topics).select(handle.summaries, handle.fact_summaries)
    facts = {
        summary.about: [t.id for t in of_fact[summary.about] if t.kind == "exercise"] or ["terms"]
        for summary in chosen
    }
    if not facts:
        raise nothing_matched("facts")
    found = coverage(facts, reviews)
    if write is not None:
        write(coverage_records(found))
        return
    (in_all,) = coverage(dict.fromkeys(facts, ("all",)), reviews)
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
        click.echo(layout.paint(line, style) if style else line)


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
