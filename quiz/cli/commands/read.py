"""`primemover read`: a page to learn from before being asked."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quiz.cli.display import Display
from quiz.cli.options import (
    as_json,
    card_filter,
    exam_option,
    facts_options,
    remark,
)
from quiz.cli.parameters import TopicName
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from cards.pages.page import Page
    from cards.pages.scope import PageScope
    from decks.maps.spec import MapSpec


@click.command(
    epilog="""\b
Examples:
  primemover read back-squat         who does what, technique, spotting
  primemover read gluteus maximus    its actions, exercises and findings
  primemover read eccentric          its meaning, and its neighbours
  primemover read knees move inward  the muscles that each body lists
  primemover read nsca load          what one body teaches on a subject
  primemover read technique --all    all of a subject, not one screen
  primemover read --weak             what you miss, with the answers"""
)
@click.argument("topics", nargs=-1, type=TopicName(names_bodies=True), metavar="[TOPIC]...")
@click.option("--weak", is_flag=True, help="Show what you miss, with the answers and why.")
@click.option("--all", "whole", is_flag=True, help="Show everything, not one screen of it.")
@click.option("--plain", is_flag=True, help="Print text without columns, for screen readers.")
@click.option("--json", "json_", is_flag=True, help="Print one JSON object.")
@click.option("--no-color", "--no-colour", "no_colour", is_flag=True, help="Use no colours.")
@exam_option
@facts_options
def read(
    handle: LibraryHandle,
    topics: Sequence[str],
    weak: bool,
    whole: bool,
    plain: bool,
    json_: bool,
    no_colour: bool,
) -> None:
    """Read about TOPIC before you are asked about it: one screen, what matters most first.

    Everything on a page is a fact with a source, or follows from such facts by a rule. With --exam,
    a page shows what that exam asks; `nsca` or another body as a word of TOPIC selects its
    teaching. --weak is the page of the facts that you missed last, or that are not firm yet.
    """
    if plain and json_:
        raise click.UsageError("--plain and --json cannot be combined.")
    if not (topics or weak):
        raise click.UsageError("Missing argument TOPIC, such as: primemover read back-squat")
    page = _weak_page(handle, topics) if weak else _page(handle, topics)
    if page is None:
        remark("Nothing to read: you have missed nothing yet. `primemover study` asks you.")
        return
    if json_:
        from cards.pages.record import page_record

        click.echo(as_json(page_record(page)))
        return
    display = Display(plain=plain, colour=not no_colour, american=handle.american)
    show_page(page, display, whole=whole)
    if display.by_key:
        _ask_about(topics, handle, display)


def _page(handle: LibraryHandle, topics: Sequence[str]) -> "Page":
    from cards.pages.build import PageRequest, page_of

    request = PageRequest(topics, handle.topics)
    return page_of(request, handle.topics, handle.tiers, page_scope(handle))


def page_scope(handle: LibraryHandle) -> "PageScope":
    """The facts that a page may state."""
    from cards.pages.scope import PageScope
    from cards.tiers.nouns import builtin_noun_tiers

    return PageScope(
        base=handle.library.base,
        tiers={} if handle.exam is None else handle.cached_tiers(handle.exam),
        nouns=builtin_noun_tiers(),
        stance=None if handle.exam is None else handle.exam.stance,
    )


def _weak_page(handle: LibraryHandle, topics: Sequence[str]) -> "Page | None":
    """The page of what the learner misses of the topics; None if that is nothing."""
    from cards.pages.weak import weak_page
    from quiz.cli.store import open_reader
    from quiz.home.paths import cache_folder
    from quiz.log.history import standing
    from quiz.memory.recall import recalled
    from quiz.memory.weak import weak_facts
    from quiz.study.readable import readable_cards

    store = open_reader()
    weak = list(weak_facts(recalled(store, cache_folder())))
    asked = {fact: review.card for review in standing(store.figures()) for fact in review.facts}
    chosen = card_filter(handle, topics, attributed=True, optional=True)
    summaries = handle.select(chosen)
    numbers = readable_cards(weak, asked, summaries)
    page = weak_page(map(handle.card, numbers), page_scope(handle))
    return page if page.sections else None


def show_page(page: "Page", display: Display, *, whole: bool) -> None:
    """Print a page: the whole of it, or one screen."""
    from quiz.screens.page import page_lines

    layout = display.layout
    lines = page_lines(page, layout, plain=display.why_plain is not None, whole=whole)
    for line in layout.painted(lines):
        click.echo(line)


def _map(topics: Sequence[str], handle: LibraryHandle) -> "MapSpec | None":
    """The muscle map of the only exercise, finding or muscle that is named."""
    from decks.maps.subject import subject_map, topic_subject

    named = (topic for match in handle.topics.read(topics) for topic in match.topics)
    subject = topic_subject(named) if topics else None
    if subject is None:
        return None
    if subject.kind == "finding" and handle.exam is not None:
        subject = subject._replace(detail=handle.exam.stance)
    return subject_map(subject, handle.library.base, handle.figure)


def _ask_about(topics: Sequence[str], handle: LibraryHandle, display: Display) -> None:
    """Offer the map and to be asked about the topics; another key ends the command."""
    from cards.model.bodies import BODIES
    from quiz.cli.app import cli
    from quiz.terminal.keyboard import Keys

    words = [word for word in topics if word.lower() not in BODIES]
    spec = _map(topics, handle)
    map_key = "" if spec is None else "m: muscle map · "
    keys = Keys(sys.stdin, sys.stdout)
    with keys.listening():
        click.echo(display.layout.paint(f"Enter: be asked about it · {map_key}q: quit", "soft"))
        key = keys.key(None)
        if spec is not None and key == "m":
            from quiz.screens.muscle_map import map_lines

            click.echo("\n".join(map_lines(spec, handle.figure, display.layout)))
            click.echo(display.layout.paint("Enter: be asked about it · q: quit", "soft"))
            key = keys.key(None)
    if key is None or key.strip():
        return
    exam = () if handle.exam is None else ("--exam", handle.exam.id)
    cli.main(("study", *words, *exam), prog_name="primemover", standalone_mode=False)
