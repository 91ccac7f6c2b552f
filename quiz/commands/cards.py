"""`primemover cards`: the questions that the facts make."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from quiz.options import (
    NOTHING_MATCHED,
    Material,
    choice_options,
    facts_options,
    nothing_matched,
    remark,
    terminal_columns,
    topics_argument,
    wanted,
)


@click.group()
def cards() -> None:
    """Look at the cards that templates make of the facts."""


@cards.command(
    "list",
    epilog="""\b
Examples:
  primemover cards list hip-thrust
  primemover cards list --kind cloze --role stabiliser
  primemover cards list --json | jq -r .stem
  primemover cards list --skipped               which pairs make no card, and why""",
)
@topics_argument
@choice_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all options.")
@click.option(
    "--skipped",
    is_flag=True,
    help="List the pairs of template and fact that make no card instead.",
)
@facts_options
def list_(
    material: Material, topics: Sequence[str], as_json: bool, skipped: bool, **choice: Any
) -> None:
    """List the cards, all of them or those on a TOPIC."""
    base = material.library.base
    made, left_out = material.made
    if skipped:
        _list_skipped(left_out, as_json=as_json)
        return
    wish = wanted(material, topics, **choice)
    found = [card for card in made if wish.takes(card, base)]
    if not found:
        raise nothing_matched("cards")
    if as_json:
        from cards.records import card_record

        for card in found:
            click.echo(json.dumps(card_record(card, base), ensure_ascii=False))
        return
    from quiz.look import Look

    look = Look(measure=terminal_columns)
    for card in found:
        click.echo(card.id)
        for line in look.wrap(f"{card.stem} – {card.key[0]}", "    "):
            click.echo(material.spell(line))
    kinds = Counter(card.kind.value for card in found)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    click.echo(f"\n{len(found)} cards: {told}")


def _list_skipped(left_out: Sequence[Any], *, as_json: bool) -> None:
    for pair in left_out:
        if as_json:
            record = {"template": pair.template, "fact": pair.fact, "reason": pair.reason}
            click.echo(json.dumps(record))
        else:
            click.echo(f"{pair.template} × {pair.fact}: {pair.reason}")


@cards.command(
    epilog="""\b
Example:
  primemover cards show role/hip-thrust/gluteus-maximus/role"""
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@facts_options
def show(material: Material, ids: Sequence[str], as_json: bool) -> None:
    """Show cards whole: wordings, wrong options with their proofs and reasons, fact and sources."""
    from cards.document import nearest
    from cards.records import card_record
    from cards.telling import card_whole
    from quiz.look import Look

    known = {card.id: card for card in material.made[0]}
    look = Look(measure=terminal_columns)
    for id_ in ids:
        card = known.get(id_)
        if card is None:
            meant = nearest(id_, known)
            remark(f"No card has the id '{id_}'." + (f" Did you mean '{meant}'?" if meant else ""))
            raise click.exceptions.Exit(NOTHING_MATCHED)
        if as_json:
            click.echo(json.dumps(card_record(card, material.library.base), ensure_ascii=False))
            continue
        for label, text in card_whole(card):
            for line in look.wrap(text, " " * 13, f"{label:<13}"):
                click.echo(material.spell(line))
        click.echo()
