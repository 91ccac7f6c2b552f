"""`primemover export`: the cards as a file for another program."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from decks.formats import FORMATS
from quiz.look import counted
from quiz.material import Material
from quiz.options import (
    choice_options,
    facts_options,
    is_terminal,
    nothing_matched,
    remark,
    topics_argument,
    wanted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cards.card import Card
    from decks.deck import Deck
    from decks.formats import Preset, Written

_TITLES = "; ".join(f"{name}: {format_.title}" for name, format_ in FORMATS.items())
_LONG = 2_000
"""Cards from which on a bar shows how far the file is."""


@click.command(
    help=f"""Write the cards to FILE, all of them or those on a TOPIC.

    FORMAT is one of these. {_TITLES}.

    A card keeps its identity from one export to the next: importing a newer file into Anki updates
    what is there, keeps its scheduling, and adds nothing twice. What you have edited in Anki stays,
    unless the card itself has changed since.
    """,
    epilog="""\b
Examples:
  primemover export anki hip-thrust.apkg hip-thrust
  primemover export anki roles.apkg --role stabiliser --kind choice
  primemover export anki all.apkg --deck "Exam::Anatomy" --preset
  primemover export anki-tsv update.tsv hip-thrust
  primemover export csv cards.csv glutes""",
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@topics_argument
@click.option(
    "--deck",
    "name",
    metavar="NAME",
    help="The deck's name in Anki; `::` makes levels. [default: Primemover]",
)
@click.option(
    "--exam-cards",
    "exam",
    is_flag=True,
    help="A second card for each choice, which shows its options from the start.",
)
@click.option(
    "--type-in", is_flag=True, help="A second card for each typed answer, to type it into."
)
@click.option(
    "--preset",
    is_flag=True,
    help="Options for the deck; Anki takes them if you tick “Import any deck presets”.",
)
@click.option(
    "--new-a-day",
    type=click.IntRange(min=0),
    metavar="N",
    help="In the preset: new cards a day. [default: 20]",
)
@click.option(
    "--retention",
    type=click.FloatRange(min=0.7, max=0.99),
    metavar="SHARE",
    help="In the preset: how much is to be remembered, 0.7 to 0.99. [default: 0.9]",
)
@click.option(
    "--bury/--no-bury",
    default=None,
    help="In the preset: whether cards of one note wait for another day. [default: bury]",
)
@click.option(
    "--retired/--no-retired",
    "with_retired",
    default=True,
    help="Whether notes of earlier exports that the facts do not make any more come along, to say"
    " so. Leave them out for somebody who begins. [default: retired]",
)
@click.option("--strict", is_flag=True, help="End with 1 if the format leaves a card out.")
@choice_options
@facts_options
def export(
    material: Material,
    format_: str,
    file: Path,
    topics: Sequence[str],
    name: str | None,
    exam: bool,
    type_in: bool,
    preset: bool,
    new_a_day: int | None,
    retention: float | None,
    bury: bool | None,
    with_retired: bool,
    strict: bool,
    **choice: Any,
) -> None:
    """Write the cards to a file; the help text stands in the decorator."""
    from decks.deck import make_deck
    from decks.formats.anki_deck import USUAL_NAME

    wanted_preset = _preset(given=preset, new_a_day=new_a_day, retention=retention, bury=bury)
    asked = {
        "exam": exam,
        "type_in": type_in,
        "preset": wanted_preset,
        "deck": name,
        "no-retired": not with_retired,
    }
    _refuse_idle(format_, asked)
    deck = make_deck(
        name or USUAL_NAME,
        material.cards,
        wanted(material, topics, **choice),
        material.library.base,
    )
    if material.american:
        deck = replace(deck, cards=tuple(_spelled(card, material) for card in deck.cards))
    if not deck.cards:
        raise nothing_matched("cards")
    if not file.parent.is_dir():
        raise click.BadParameter(f"There is no folder '{file.parent}'.", param_hint="FILE")
    written = _write(
        deck,
        file,
        format_,
        material,
        exam=exam,
        type_in=type_in,
        preset=wanted_preset,
        with_retired=with_retired,
    )
    ending = FORMATS[format_].ending
    if file.suffix != ending:
        remark(f"{file.name} does not end in {ending}; the program that opens it may want that.")
    facts = len({card.fact.id for card in deck.cards})
    remark(f"{file}: {counted(written.notes, 'card')} on {counted(facts, 'fact')}.")
    if written.retired:
        remark(
            f"{counted(written.retired, 'note')} of earlier exports, which the facts do not make"
            " any more, in it to say so."
        )
    for reason, ids in written.left_out.items():
        remark(f"Left out: {counted(len(ids), 'card')}, as each {reason}. The first is {ids[0]}.")
    if strict and written.left_out:
        raise click.exceptions.Exit(1)


def _preset(
    *, given: bool, new_a_day: int | None, retention: float | None, bury: bool | None
) -> "Preset | None":
    """The preset that the options make; None where none of them is given."""
    from decks.formats import Preset

    told = {"new_a_day": new_a_day, "retention": retention, "bury": bury}
    chosen: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    return Preset(**chosen) if given or chosen else None


def _refuse_idle(format_: str, asked: "Mapping[str, object]") -> None:
    """An option that the format knows nothing of would do nothing, and nobody would notice.

    Raises:
        UsageError: There is one.
    """
    for name, value in asked.items():
        if value and name not in FORMATS[format_].wants:
            option = {"exam": "--exam-cards", "type_in": "--type-in"}.get(name, f"--{name}")
            raise click.UsageError(f"{option} means nothing to {format_}; leave it out.")


def _write(
    deck: "Deck",
    file: Path,
    format_: str,
    material: Material,
    *,
    exam: bool,
    type_in: bool,
    preset: "Preset | None",
    with_retired: bool,
) -> "Written":
    """Write the file, and keep what the next one must know of it.

    Raises:
        ClickException: The file, or what is known of earlier ones, cannot be read or written.
    """
    from decks.formats import Settings
    from decks.ledger import Ledger, LedgerError
    from quiz.anki_ledger import ledger, remember, word_for

    keeps = format_ == "anki"
    try:
        known = ledger() if keeps else Ledger()
    except (LedgerError, OSError) as error:
        raise click.ClickException(str(error)) from None
    facts, made = word_for(material), (outline.id for outline in material.outlines)
    with _bar(len(deck.cards)) as progress:
        settings = Settings(
            now=_now(),
            ledger=known,
            retired=known.gone(made, facts) if with_retired else (),
            exam=exam,
            type_in=type_in,
            preset=preset,
            progress=progress,
        )
        try:
            written = FORMATS[format_].write(deck, file, settings)
        except OSError as error:
            message = f"{file} cannot be written: {error.strerror}."
            raise click.ClickException(message) from None
    if keeps:
        try:
            remember(known, written.stamps, facts)
        except OSError as error:
            remark(
                f"What was written could not be kept ({error.strerror}): a later export cannot tell"
                " what has changed since."
            )
    return written


def _now() -> int:
    """Seconds since 1970; who builds decks from a repository can give the time of its last change.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH.

    Raises:
        ClickException: What is given is no such number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return int(time.time())
    if not (given.isascii() and given.isdecimal() and len(given) <= len("9999999999")):
        raise click.ClickException(
            f"SOURCE_DATE_EPOCH should be seconds since 1970, such as 1767225600, not '{given}'."
        )
    return int(given)


@contextmanager
def _bar(length: int) -> "Iterator[Callable[[int], None]]":
    """A bar on stderr, for somebody who looks and has to wait."""
    if length < _LONG or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    with click.progressbar(length=length, label="Writing cards", file=sys.stderr) as bar:
        yield bar.update


def _spelled(card: "Card", material: Material) -> "Card":
    """A card in the spelling that is wanted; its id stays, so it stays the same note."""
    spell = material.spell
    return replace(
        card,
        stems=tuple(map(spell, card.stems)),
        key=tuple(map(spell, card.key)),
        distractors=tuple(
            replace(d, text=spell(d.text), reason=spell(d.reason)) for d in card.distractors
        ),
        explanation=spell(card.explanation),
    )
