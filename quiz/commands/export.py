"""`primemover export`: the cards as a file for another program."""

import time
from collections.abc import Sequence
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
    nothing_matched,
    remark,
    topics_argument,
    wanted,
)

if TYPE_CHECKING:
    from cards.card import Card

_TITLES = "; ".join(f"{name}: {format_.title}" for name, format_ in FORMATS.items())


@click.command(
    help=f"""Write the cards to FILE, all of them or those on a TOPIC.

    FORMAT is one of these. {_TITLES}.

    A card keeps its identity from one export to the next: importing a newer file into Anki updates
    what is there, keeps its scheduling, and adds nothing twice.
    """,
    epilog="""\b
Examples:
  primemover export anki hip-thrust.apkg hip-thrust
  primemover export anki roles.apkg --role stabiliser --kind choice""",
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@topics_argument
@choice_options
@facts_options
def export(
    material: Material, format_: str, file: Path, topics: Sequence[str], **choice: Any
) -> None:
    """Write the cards to a file; the help text stands in the decorator."""
    from decks.deck import make_deck

    deck = make_deck(
        "Primemover", material.cards, wanted(material, topics, **choice), material.library.base
    )
    if material.american:
        deck = replace(deck, cards=tuple(_spelled(card, material) for card in deck.cards))
    if not deck.cards:
        raise nothing_matched("cards")
    if not file.parent.is_dir():
        raise click.BadParameter(f"There is no folder '{file.parent}'.", param_hint="FILE")
    try:
        FORMATS[format_].write(deck, file, time.time())
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}."
        raise click.ClickException(message) from None
    ending = FORMATS[format_].ending
    if file.suffix != ending:
        remark(f"{file.name} does not end in {ending}; the program that opens it may want that.")
    facts = len({card.fact.id for card in deck.cards})
    remark(f"{file}: {counted(len(deck.cards), 'card')} on {counted(facts, 'fact')}.")


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
