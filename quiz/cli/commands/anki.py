"""`primemover anki`: answers from Anki, and notes to it."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from cards.errors import NothingMatched
from cards.tiers.tier import Tier
from quiz.cli.options import (
    as_json,
    exam_option,
    facts_options,
    is_terminal,
    remark,
    topics_argument,
)
from quiz.cli.sections import SectionedCommand
from quiz.home.library import LibraryHandle
from quiz.terminal.layout import counted


@click.group(
    epilog="""\b
Examples:
  primemover anki pull                       answers in the running Anki
  primemover anki pull deck.apkg --dry-run   answers in a package
  primemover anki push --dry-run             what an update would change
  primemover anki check old.apkg new.apkg    what an import does to a learner"""
)
def anki() -> None:
    """Exchange answers and notes with Anki.

    `primemover help anki` has the whole story.
    """


@anki.command(
    epilog="""\b
Examples:
  primemover anki pull                       from the running Anki
  primemover anki pull deck.apkg
  primemover anki pull collection.colpkg --dry-run
  primemover anki pull deck.apkg --json"""
)
@click.argument(
    "file", required=False, type=click.Path(dir_okay=False, exists=True, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@click.option("--json", "json_", is_flag=True, help="Print the result as one JSON object.")
@facts_options
def pull(handle: LibraryHandle, file: Path | None, dry_run: bool, json_: bool) -> None:
    """Add your reviews in Anki to your answers.

    FILE is a package that you exported from Anki: an .apkg with scheduling information, or a
    .colpkg. Without FILE, they come from the running Anki, through its add-on AnkiConnect.

    Each review counts once, however often you pull it, and so does an answer that an export took to
    Anki. Reviews count for `stats` and `study` like answers that you rated yourself.
    """
    from quiz.cli.anki_pull import add_reviews, read_package, report

    if file is None:
        from quiz.cli.anki_connection import PATIENT, answers_since
        from quiz.cli.store import now

        result = add_reviews(answers_since(PATIENT, None, now()), handle, saves=not dry_run)
        report(result, None, dry_run=dry_run, json_=json_, echo=click.echo)
        return
    history = read_package(file)
    if not history.notes:
        raise NothingMatched(f"{file} contains no notes of primemover.")
    result = add_reviews(history.reviews, handle, saves=not dry_run)
    report(result, history.foreign, dry_run=dry_run, json_=json_, echo=click.echo)
    if not (history.reviews or json_):
        remark(
            "The package has no reviews of our notes. In Anki's export, tick “Include scheduling"
            " information”."
        )


@anki.command(
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover anki push --dry-run
  primemover anki push --exam nasm
  primemover anki push squat --no-new""",
)
@topics_argument
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--new/--no-new", default=True, help="Add notes that Anki lacks. [default: new]")
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    help="Of new notes the lowest tier, as in `export`.",
)
@click.option(
    "--size", type=click.IntRange(min=1), metavar="N", help="The most important N cards only."
)
@click.option(
    "--deck",
    "name",
    metavar="NAME",
    help="The deck for new notes. [default: primemover, and the exam]",
)
@click.option(
    "--postpone",
    is_flag=True,
    help="Postpone cards whose facts you answered here since, to the day that memory asks for.",
)
@click.option("--maps/--no-maps", default=True, help="Muscle maps on new notes. [default: maps]")
@click.option("--yes", is_flag=True, help="Add more than 50 notes without asking.")
@click.option("--json", "json_", is_flag=True, help="Print the result as one JSON object.")
@facts_options
@exam_option
def push(
    handle: LibraryHandle,
    topics: Sequence[str],
    dry_run: bool,
    new: bool,
    tier: int | None,
    size: int | None,
    name: str | None,
    postpone: bool,
    maps: bool,
    yes: bool,
    json_: bool,
) -> None:
    """Bring your notes in the running Anki up to date.

    It writes only the fields of primemover that differ, and adds tags that are missing. Your
    remarks, your tags and your scheduling stay, in every note. Notes whose facts were withdrawn say
    so and are suspended. Notes that `export anki` would write and Anki lacks are added, in the deck
    of your exam; a TOPIC limits these.

    Anki needs its add-on AnkiConnect. Nothing is synchronized; close Anki's browser meanwhile.
    """
    from quiz.cli import anki_push
    from quiz.cli.anki_connection import PATIENT, connection
    from quiz.cli.core_deck import DeckExtent

    anki_ = connection(PATIENT)
    extent = DeckExtent(None if tier is None else Tier(tier), size)
    deck = anki_push.deck_to_push(handle, topics, extent, name)
    if not new:
        deck = replace(deck, cards=())
    plan = anki_push.plan_push(anki_, deck, handle)
    question = None if dry_run or yes else anki_push.question_before(anki_, plan)
    if question is not None and not _agreed(question):
        remark("Nothing was changed.")
        return
    if not dry_run:
        anki_push.push(anki_, plan, handle, maps=maps)
    postponed = 0
    if postpone:
        from quiz.cli.anki_postponement import postpone_answered

        postponed = postpone_answered(anki_, handle, dry_run=dry_run)
    if json_:
        figures = anki_push.figures(plan, dry_run=dry_run)
        click.echo(as_json({**figures, "postponed": postponed}))
        return
    for line in anki_push.lines(plan, dry_run=dry_run):
        remark(line)
    if postpone:
        remark(f"{'Would postpone' if dry_run else 'Postponed'} {counted(postponed, 'card')}.")


def _agreed(question: str) -> bool:
    """Whether the learner agrees.

    Raises:
        UsageError: There is no terminal to ask on.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        raise click.UsageError(f"{question} --yes adds them; --no-new adds none.")
    return click.confirm(question, err=True)


@anki.command(
    epilog="""\b
Examples:
  primemover anki check mine.apkg
  primemover anki check deck-1.apkg deck-2.apkg
  primemover anki check mine.apkg update.tsv --json"""
)
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.argument(
    "later", required=False, type=click.Path(dir_okay=False, exists=True, path_type=Path)
)
@click.option("--json", "json_", is_flag=True, help="Print the result as one JSON object.")
def check(file: Path, later: Path | None, json_: bool) -> None:
    """Try what importing LATER does to a learner who has FILE.

    FILE is a deck, or a learner's export of it with remarks and scheduling; LATER is a newer
    version, an .apkg or a text file of `export anki-tsv`. Both are imported into a scratch
    collection, with Anki's default options. The command says which notes are added, changed and
    retired, and whether remarks, tags and scheduling are kept.

    This needs Anki's library: pip install anki
    """
    from quiz.cli.anki_check import figures, lines, tried

    trial = tried(file, later)
    if json_:
        click.echo(as_json(figures(trial)))
        return
    for line in lines(trial, file, later):
        click.echo(line)
