"""`primemover export`: the cards as a file for another program."""

import math
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cards.characters import hidden_character
from cards.errors import ExitCode
from cards.tiers.tier import Tier
from decks.formats.format import FORMATS
from quiz.cli.options import (
    OUTPUT,
    all_option,
    card_filter,
    choice_options,
    exam_option,
    facts_options,
    is_terminal,
    nothing_matched,
    remark,
    shows_loading,
    topics_argument,
)
from quiz.cli.sections import SectionedCommand
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from decks.deck import DeckLabel
    from decks.formats.format import Preset

_TITLES = "; ".join(f"{name}: {format_.title}" for name, format_ in FORMATS.items())


def _deck_name(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    """A name that Anki takes as it is.

    Raises:
        BadParameter: A level has no name, or contains a character that cannot be shown.
    """
    if name is None:
        return None
    if hidden_character(name) or not all(level.strip() for level in name.split("::")):
        raise click.BadParameter("Each level needs a name, such as 'Exam::Anatomy', on one line.")
    return name


def _one_line(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """A text on one line.

    Raises:
        BadParameter: It is empty, or contains a character that cannot be shown.
    """
    if text is not None and (not text.strip() or hidden_character(text)):
        raise click.BadParameter("A text on one line is expected.")
    return text


def _one_word(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """A version, as the ledger can hold it.

    Raises:
        BadParameter: It is empty, or contains a space or a character that cannot be shown.
    """
    if text is not None and (hidden_character(text) or text.split() != [text]):
        raise click.BadParameter("A version without spaces is expected, such as 2 or 2026-autumn.")
    return text


def _share(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """A number that is one; `nan` is in every range.

    Raises:
        BadParameter: It is none.
    """
    if value is not None and math.isnan(value):
        raise click.BadParameter("A number from 0.7 to 0.99 is expected.")
    return value


@click.command(
    cls=SectionedCommand,
    help=f"""Write cards to FILE: what your exam needs most, or those on a TOPIC.

    FORMAT is one of these. {_TITLES}.

    Importing a newer file into Anki updates your notes, keeps your scheduling, and adds nothing
    twice; see `primemover help formats`. If FILE is -, the output goes to standard output.

    A deck has one card for each fact, in the order of teaching: terms and joint actions, muscles,
    roles in the well-known lifts, technique and assessment, load and selection, the exceptions.
    Without a TOPIC it has the core of your exam, fitted to the date in your settings.
    """,
    epilog="""\b
Examples:
  primemover export anki nasm.apkg --exam nasm
  primemover export anki cscs.apkg --exam cscs --weeks 6 --new-a-day 15
  primemover export anki hip-thrust.apkg hip-thrust
  primemover export anki roles.apkg --role stabiliser --kind choice
  primemover export anki all.apkg --deck "Exam::Anatomy" --preset
  primemover export anki-tsv update.tsv --exam nasm
  primemover export csv cards.csv glutes""",
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@topics_argument
@click.option(
    "--deck",
    "name",
    metavar="NAME",
    callback=_deck_name,
    help="The deck's name in Anki; :: separates levels. [default: the title, or the exam]",
)
@click.option(
    "--title",
    metavar="TEXT",
    callback=_deck_name,
    help="The title of a deck to share. [default with --only: the name of the file of facts]",
)
@click.option("--author", metavar="NAME", callback=_one_line, help="The author of a deck to share.")
@click.option(
    "--deck-version",
    "version",
    metavar="V",
    callback=_one_word,
    help="The version of the deck, such as 2 or 2026-autumn.",
)
@click.option(
    "--page",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write what you need to share the deck: a description, and cards for pictures.",
)
@click.option(
    "--split",
    is_flag=True,
    help="Make a subdeck for each tier and subject. Notes that Anki has stay in their deck.",
)
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    help="The lowest tier: 1 the core, 2 extended, 3 the rest. [default: 1; with a TOPIC 3]",
)
@click.option(
    "--size",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the most important N cards.",
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    metavar="N",
    help="Only as many cards as are new in N weeks, at --new-a-day or at your minutes a day.",
)
@click.option(
    "--exam-cards/--no-exam-cards",
    default=None,
    help="Add a second card per choice, with visible options.",
)
@click.option(
    "--type-in/--no-type-in",
    default=None,
    help="Add a second card to type the answer into. [default for both: as in the last export]",
)
@click.option(
    "--preset",
    is_flag=True,
    help="Include deck options; in Anki, tick “Import any deck presets”.",
)
@click.option(
    "--new-a-day",
    type=click.IntRange(0, 9999),
    metavar="N",
    help="New cards per day, for --weeks and in the preset. [default in the preset: 20]",
)
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.99),
    callback=_share,
    metavar="SHARE",
    help="In the preset: desired retention, used by FSRS. [default: 0.9]",
)
@click.option(
    "--bury/--no-bury",
    default=None,
    help="In the preset: bury the other cards of a note until the next day. [default: bury]",
)
@click.option(
    "--retired/--no-retired",
    default=True,
    help="Include notes that the facts no longer generate, marked as retired. [default: retired]",
)
@click.option(
    "--maps/--no-maps",
    default=True,
    help="Add muscle maps to the answers. [default: maps]",
)
@click.option(
    "--with-progress",
    is_flag=True,
    help="Include your answers and what you remember. In Anki, tick “Import any learning progress”;"
    " it takes them only for cards that are new to it.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if the format cannot hold a card.")
@choice_options
@all_option
@facts_options
@exam_option
@shows_loading
def export(
    handle: LibraryHandle,
    format_: str,
    file: Path,
    topics: Sequence[str],
    name: str | None,
    title: str | None,
    author: str | None,
    version: str | None,
    page: Path | None,
    split: bool,
    tier: int | None,
    size: int | None,
    weeks: int | None,
    exam_cards: bool | None,
    type_in: bool | None,
    preset: bool,
    new_a_day: int | None,
    retention: float | None,
    bury: bool | None,
    retired: bool,
    maps: bool,
    with_progress: bool,
    strict: bool,
    **choice: Any,
) -> None:
    """Write the cards to a file; the help text is in the decorator."""
    from decks.deck import Deck, make_deck
    from decks.formats.anki.deck_options import deck_name
    from decks.fronts import one_per_question
    from quiz.cli import exporting
    from quiz.cli.anki_progress import current_progress, progress_lines
    from quiz.cli.core_deck import DeckExtent, core_deck, extent_lines, is_core
    from quiz.cli.export_report import report_lines

    scheduling = _preset(given=preset, new_a_day=new_a_day, retention=retention, bury=bury)
    _refuse_idle(format_)
    _refuse_packages_on_screen(format_, file)
    is_for_exam = not handle.only or _is_given("exam_name")
    exam = handle.exam if is_for_exam else None
    criteria = card_filter(handle, topics, exam=exam, **choice)
    label = _label(handle, title, author, version)
    named, base = name or deck_name(exam, label), handle.library.base
    core, extent = None, DeckExtent(None if tier is None else Tier(tier), size, weeks, new_a_day)
    if FORMATS[format_].is_studied and is_core(criteria):
        core = core_deck(handle, criteria, extent)
        deck = Deck(name=named, cards=core.cards, base=base)
    else:
        deck = make_deck(named, handle.matching(criteria), criteria, base)
        if FORMATS[format_].is_studied or FORMATS[format_].uses_ledger:
            deck = replace(deck, cards=one_per_question(deck.cards, handle.summaries))
    deck = replace(deck, label=label)
    if handle.american:
        cards = tuple(exporting.spelled(card, handle) for card in deck.cards)
        deck = replace(deck, cards=cards)
    if not deck.cards:
        raise nothing_matched("cards")
    if FORMATS[format_].uses_ledger and exam is not None:
        of_deck = {fact.id for card in deck.cards for fact in card.facts}
        tiers = {id_: int(handle.tiers[id_].tier) for id_ in of_deck if id_ in handle.tiers}
        deck = replace(deck, exam=exam.id, tiers=tiers)
    _refuse_missing_folder(file, "FILE")
    _refuse_missing_folder(page, "--page")
    studied = current_progress(deck.cards, requested=with_progress)
    choices = exporting.Choices(
        exam=exam_cards,
        type_in=type_in,
        version=version or "",
        page=page,
        split=split,
        preset=scheduling,
        retired=retired,
        maps=maps,
        studied=studied,
    )
    written = exporting.export(deck, file, FORMATS[format_], handle, choices)
    for line in report_lines(written, deck, file, format_):
        remark(line)
    of_extent = () if core is None else extent_lines(core, exam, extent)
    for line in (*progress_lines(studied), *of_extent):
        remark(line)
    if strict and written.omitted:
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)


def _refuse_missing_folder(path: Path | None, hint: str) -> None:
    """Refuse a path whose folder does not exist.

    Raises:
        BadParameter: It does not exist.
    """
    if path is not None and not path.parent.is_dir():
        raise click.BadParameter(f"Folder '{path.parent}' not found.", param_hint=hint)


def _is_given(parameter: str) -> bool:
    """Whether an option is on the command line."""
    source = click.get_current_context().get_parameter_source(parameter)
    return source is click.core.ParameterSource.COMMANDLINE


def _label(
    handle: LibraryHandle, title: str | None, author: str | None, version: str | None
) -> "DeckLabel":
    """The label of a deck; built-in facts have the version of the program.

    Raises:
        NoFactsChosen: There are no facts.
    """
    from decks.deck import DeckLabel
    from quiz import __version__

    handle.require_facts()
    files = handle.user_files if handle.only else ()
    by_file = (files if len(files) == 1 else handle.paths)[-1].stem if handle.only else ""
    by_program = "" if handle.only else __version__
    return DeckLabel(title=title or by_file, author=author or "", version=version or by_program)


def _preset(
    *, given: bool, new_a_day: int | None, retention: float | None, bury: bool | None
) -> "Preset | None":
    """The preset from the options; None if none is given."""
    from decks.formats.format import Preset

    options = {"new_a_day": new_a_day, "retention": retention, "bury": bury}
    chosen: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    return Preset(**chosen) if given or chosen else None


def _refuse_idle(format_: str) -> None:
    """Refuse options that the format does not support, instead of ignoring them.

    Raises:
        UsageError: There is such an option.
    """
    context = click.get_current_context()
    heeded = {option for known in FORMATS.values() for option in known.supports}
    for parameter in context.command.params:
        idle = heeded.intersection(parameter.opts) - FORMATS[format_].supports
        source = context.get_parameter_source(parameter.name or "")
        if idle and source is not click.core.ParameterSource.DEFAULT:
            names = parameter.opts
            if parameter.secondary_opts and context.params.get(parameter.name or "") is False:
                names = parameter.secondary_opts
            raise click.UsageError(f"{names[-1]} cannot be combined with {format_}.")


def _refuse_packages_on_screen(format_: str, file: Path) -> None:
    """Refuse to print a package to a terminal.

    Raises:
        UsageError: The output would go to a terminal.
    """
    if file == OUTPUT and format_ == "anki" and is_terminal(sys.stdout):
        raise click.UsageError("An .apkg file is binary: give a file name or redirect the output.")
