"""`primemover cards`: the questions that the facts make."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cards.errors import ExitCode, UnknownId
from quiz.cli.options import (
    all_option,
    as_json,
    card_filter,
    choice_options,
    exam_option,
    facts_options,
    nothing_matched,
    shows_loading,
    terminal_columns,
    topics_argument,
)
from quiz.cli.sections import SectionedCommand
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from cards.model.card import Skipped
    from decks.deck import CardFilter


_MANY = 1_000
"""Cards from which on it takes about a second to look for flaws."""


@click.group(
    epilog="""\b
Examples:
  primemover cards list hip-thrust --kind cloze   gaps to fill
  primemover cards show role/hip-thrust/gluteus-maximus/role
  primemover cards check hip-thrust               find item-writing flaws"""
)
def cards() -> None:
    """List, show and check the cards that templates generate from facts."""


@cards.command(
    "list",
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover cards list hip-thrust
  primemover cards list --kind cloze --role stabiliser
  primemover cards list --json | jq -r .stem
  primemover cards list --skipped        facts without a card, and why""",
)
@topics_argument
@choice_options
@all_option
@click.option("--json", is_flag=True, help="Print one JSON object per line, with all options.")
@click.option(
    "--skipped",
    is_flag=True,
    help="List pairs of template and fact without a card.",
)
@facts_options
@exam_option
@shows_loading
def list_(
    handle: LibraryHandle, topics: Sequence[str], json: bool, skipped: bool, **choice: Any
) -> None:
    """List cards: all of them, or those on a TOPIC."""
    wish = card_filter(handle, topics, **choice)
    if skipped:
        _list_skipped(_requested(wish, handle), json=json)
        return
    found = handle.matching(wish)
    if not found:
        raise nothing_matched("cards")
    if json:
        from cards.report.records import card_record

        base = handle.library.base
        for card in found:
            click.echo(as_json(card_record(card, base)))
        return
    from quiz.terminal.layout import TextLayout, counted

    layout = TextLayout(measure=terminal_columns)
    for card in found:
        click.echo(card.id)
        for line in layout.wrap(f"{card.stem} – {card.answer}", "    "):
            click.echo(handle.spell(line))
    kinds = Counter(card.kind.value for card in found)
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    click.echo(f"\n{counted(len(found), 'card')}: {listed}")


def _requested(wish: "CardFilter", handle: LibraryHandle) -> list["Skipped"]:
    """The skipped pairs whose cards would have matched."""
    templates = {
        template.id
        for template in handle.library.templates
        if (not wish.templates or template.id in wish.templates)
        and (not wish.kinds or template.kind in wish.kinds)
    }
    facts = {fact.id for fact in handle.library.base.facts if wish.matches_fact(fact)}
    return [each for each in handle.skipped if each.template in templates and each.fact in facts]


def _list_skipped(pairs: Sequence["Skipped"], *, json: bool) -> None:
    for pair in pairs:
        if json:
            record = {"template": pair.template, "fact": pair.fact, "reason": pair.reason}
            click.echo(as_json(record))
        else:
            click.echo(f"{pair.template} × {pair.fact}: {pair.reason}")


@cards.command(
    short_help="Show cards in full, with every wrong option and its reason.",
    epilog="""\b
Example:
  primemover cards show role/hip-thrust/gluteus-maximus/role""",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--json", is_flag=True, help="Print one JSON object per line.")
@facts_options
@shows_loading
def show(handle: LibraryHandle, ids: Sequence[str], json: bool) -> None:
    """Show cards in full: wordings, wrong options with proofs and reasons, facts and sources."""
    from cards.english import nearest
    from cards.report.describe import describe_card
    from cards.report.records import card_record
    from quiz.terminal.layout import TextLayout

    layout = TextLayout(measure=terminal_columns)
    for id_ in ids:
        card = handle.find(id_)
        if card is None:
            known = (summary.id for summary in handle.summaries)
            raise UnknownId("card", id_, nearest(id_, known))
        if json:
            click.echo(as_json(card_record(card, handle.library.base)))
            continue
        for label, text in describe_card(card):
            for line in layout.wrap(text, " " * 13, f"{label:<13}"):
                click.echo(handle.spell(line))
        click.echo()


@cards.command(
    short_help="Look for item-writing flaws.",
    epilog="""\b
Examples:
  primemover cards check                   all cards
  primemover cards check hip-thrust --all  also what is waived or skipped
  primemover cards check --only --facts class/ --strict
  primemover cards check --json | jq -r .rule""",
)
@topics_argument
@click.option("--all", "whole", is_flag=True, help="List all flaws, including waived ones.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("--json", is_flag=True, help="Print one JSON object per flaw, then the totals.")
@facts_options
@shows_loading
def check(
    handle: LibraryHandle, topics: Sequence[str], whole: bool, strict: bool, json: bool
) -> None:
    """Look for item-writing flaws in the cards: all of them, or those on a TOPIC.

    The rules are the computable ones of Haladyna and Rodriguez, the NBME guide and SAQUET. The
    summary counts facts without a card, too. A template may waive a warning with `waive:`. If there
    are errors, the exit code is 1.

    A guesser without knowledge of anatomy answers the cards of each template from their wording and
    options. It is an error if it does well above chance: by more than 5 points, 95 times in 100.
    """
    from cards.lint.cue_gate import measure
    from cards.lint.rules import CARD_RULES, Severity, gate, lint
    from quiz.cli.lint_report import Checked, records, report
    from quiz.cli.progress_bar import progress_bar
    from quiz.terminal.layout import TextLayout

    base = handle.library.base
    wish = card_filter(handle, topics, attributed=True, optional=True)
    found = [card for card in handle.cards if wish.matches(card)]
    if not found:
        raise nothing_matched("cards")
    asked = {fact.id for card in handle.cards for fact in card.facts}
    are_many = len(found) >= _MANY
    with progress_bar("Guessing answers", len(found), shown=are_many) as grow:
        guessed = measure(found, base, progress=grow)
    with progress_bar("Checking cards", len(CARD_RULES), shown=are_many) as grow:
        flaws = lint(found, base, handle.cards, grow)
    checked = Checked(
        cards=found,
        skipped=_requested(wish, handle),
        facts=[fact for fact in base.facts if wish.matches_fact(fact)],
        asked=asked,
        flaws=(*flaws, *gate(guessed)),
        guessed=guessed,
    )
    if json:
        for record in records(checked, whole=whole):
            click.echo(as_json(record))
    else:
        for line in report(checked, TextLayout(measure=terminal_columns), whole=whole):
            click.echo(handle.spell(line))
    if checked.count(Severity.ERROR) or (strict and checked.count(Severity.WARNING)):
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
