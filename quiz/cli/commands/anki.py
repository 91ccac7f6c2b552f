"""`primemover anki`: answers from Anki, and notes to it."""

from pathlib import Path

import click

from cards.errors import NothingMatched
from quiz.cli.options import facts_options, remark
from quiz.home.library import LibraryHandle


@click.group(
    epilog="""\b
Examples:
  primemover anki pull deck.apkg --dry-run
  primemover anki pull collection.colpkg"""
)
def anki() -> None:
    """Exchange answers and notes with Anki.

    `primemover help anki` has the whole story.
    """


@anki.command(
    epilog="""\b
Examples:
  primemover anki pull deck.apkg
  primemover anki pull collection.colpkg --dry-run
  primemover anki pull deck.apkg --json"""
)
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@click.option("--json", "json_", is_flag=True, help="Print the result as one JSON object.")
@facts_options
def pull(handle: LibraryHandle, file: Path, dry_run: bool, json_: bool) -> None:
    """Add the reviews in FILE to your answers.

    FILE is a package that you exported from Anki: an .apkg with scheduling information, or a
    .colpkg. Each review counts once, however often you pull it, and so does an answer that an
    export took to Anki. Reviews count for `stats` and `study` like answers that you rated yourself.
    """
    from quiz.cli.anki_pull import add_reviews, read_package, report

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
