"""`primemover cards`: the questions that the facts make."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quiz.options import (
    NOTHING_MATCHED,
    Material,
    as_json,
    choice_options,
    facts_options,
    nothing_matched,
    remark,
    terminal_columns,
    topics_argument,
    wanted,
)

if TYPE_CHECKING:
    from cards.card import Skipped
    from decks.deck import Wanted


@click.group(
    epilog="""\b
Examples:
  primemover cards list hip-thrust --kind cloze   gaps to fill on one exercise
  primemover cards show role/hip-thrust/gluteus-maximus/role"""
)
def cards() -> None:
    """Look at the cards that templates make of the facts."""


@cards.command(
    "list",
    epilog="""\b
Examples:
  primemover cards list hip-thrust
  primemover cards list --kind cloze --role stabiliser
  primemover cards list --json | jq -r .stem
  primemover cards list --skipped        what makes no card, and why""",
)
@topics_argument
@choice_options
@click.option("--json", is_flag=True, help="One JSON object a line, with all options.")
@click.option(
    "--skipped",
    is_flag=True,
    help="List the pairs of template and fact that make no card instead.",
)
@facts_options
def list_(
    material: Material, topics: Sequence[str], json: bool, skipped: bool, **choice: Any
) -> None:
    """List the cards, all of them or those on a TOPIC."""
    base = material.library.base
    made, left_out = material.cards, material.skipped
    wish = wanted(material, topics, **choice)
    if skipped:
        _list_skipped([pair for pair in left_out if _is_wanted(pair, wish, material)], json=json)
        return
    found = [card for card in made if wish.takes(card, base)]
    if not found:
        raise nothing_matched("cards")
    if json:
        from cards.records import card_record

        for card in found:
            click.echo(as_json(card_record(card, base)))
        return
    from quiz.look import Look, counted

    look = Look(measure=terminal_columns)
    for card in found:
        click.echo(card.id)
        for line in look.wrap(f"{card.stem} – {card.key[0]}", "    "):
            click.echo(material.spell(line))
    kinds = Counter(card.kind.value for card in found)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    click.echo(f"\n{counted(len(found), 'card')}: {told}")


def _is_wanted(pair: "Skipped", wish: "Wanted", material: Material) -> bool:
    """Whether somebody who wants certain cards may miss the one that a pair does not make."""
    template = next(t for t in material.library.templates if t.id == pair.template)
    base = material.library.base
    return (
        (not wish.templates or template.id in wish.templates)
        and (not wish.kinds or template.kind in wish.kinds)
        and wish.about(base.by_id[pair.fact], base)
    )


def _list_skipped(left_out: Sequence["Skipped"], *, json: bool) -> None:
    for pair in left_out:
        if json:
            record = {"template": pair.template, "fact": pair.fact, "reason": pair.reason}
            click.echo(as_json(record))
        else:
            click.echo(f"{pair.template} × {pair.fact}: {pair.reason}")


@cards.command(
    short_help="Show cards whole, with every wrong option and its reason.",
    epilog="""\b
Example:
  primemover cards show role/hip-thrust/gluteus-maximus/role""",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--json", is_flag=True, help="One JSON object a line.")
@facts_options
def show(material: Material, ids: Sequence[str], json: bool) -> None:
    """Show cards whole: wordings, wrong options with their proofs and reasons, fact and sources."""
    from cards.records import card_record
    from cards.telling import card_whole
    from cards.words import nearest
    from quiz.look import Look

    known = {card.id: card for card in material.cards}
    look = Look(measure=terminal_columns)
    for id_ in ids:
        card = known.get(id_)
        if card is None:
            meant = nearest(id_, known)
            remark(f"No card has the id '{id_}'." + (f" Did you mean '{meant}'?" if meant else ""))
            raise click.exceptions.Exit(NOTHING_MATCHED)
        if json:
            click.echo(as_json(card_record(card, material.library.base)))
            continue
        for label, text in card_whole(card):
            for line in look.wrap(text, " " * 13, f"{label:<13}"):
                click.echo(material.spell(line))
        click.echo()
