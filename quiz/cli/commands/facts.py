"""`primemover facts`: what is known, and who says so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.characters import printable
from cards.errors import UnknownId
from cards.exams.scope import GENERAL
from cards.model.vocabulary import Origin
from cards.tiers.tier import TIERS, Tier
from quiz.cli.commands.facts_home import add, remove
from quiz.cli.commands.facts_import import import_
from quiz.cli.commands.facts_own import new, schema
from quiz.cli.options import (
    as_json,
    card_filter,
    exam_option,
    facts_options,
    nothing_matched,
    paths_options,
    remark,
    shows_loading,
    terminal_columns,
    topics_argument,
)
from quiz.home.library import LibraryHandle
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.fact import Fact
    from cards.model.nouns import Source
    from decks.deck import CardFilter


@click.group(
    epilog="""\b
Examples:
  primemover facts list hip-thrust      the facts on one exercise
  primemover facts check class.yaml     find mistakes in your facts"""
)
def facts() -> None:
    """List, show and check facts and their sources; write your own."""


@facts.command(
    "list",
    short_help="Count the facts, or list those on a TOPIC.",
    epilog="""\b
Examples:
  primemover facts list                     counts by pack and pattern
  primemover facts list --all               every fact, by exercise
  primemover facts list hip-thrust glutes   the glutes in the hip thrust
  primemover facts list --tier 1 --exam nasm   the core of an exam
  primemover facts list --json | jq .id""",
)
@topics_argument
@click.option("--all", "whole", is_flag=True, help="List every fact, if no TOPIC is given.")
@click.option(
    "--tier",
    "tiers",
    type=click.Choice([tier.value for tier in Tier]),
    multiple=True,
    metavar="1|2|3",
    help="This importance for the exam: 1 core, 2 extended, 3 the rest.",
)
@click.option("--json", is_flag=True, help="Print every fact, one JSON object per line.")
@facts_options
@exam_option
@shows_loading
def list_(
    handle: LibraryHandle, topics: Sequence[str], whole: bool, tiers: Sequence[int], json: bool
) -> None:
    """List the facts on a TOPIC; without one, count them by pack and by movement pattern.

    Contested facts and opinions are listed too, with the source after an @. With --exam, only those
    that the exam asks about.
    """
    base = handle.library.base
    choice = card_filter(handle, topics, attributed=True)
    is_general = handle.exam is None or handle.exam.id == GENERAL
    asked = None if is_general else _asked(handle, choice)
    found = [fact for fact in handle.facts_about(choice) if asked is None or fact.id in asked]
    if tiers:
        found = [fact for fact in found if _tier(handle, fact) in tiers]
    if not found:
        raise nothing_matched("facts")
    if json:
        from cards.report.records import fact_record

        for fact in found:
            record = fact_record(fact, base)
            if tiers or not is_general:
                record["tier"] = _tier(handle, fact)
            click.echo(as_json(record))
        return
    if topics or whole or tiers:
        lines = _listing(found)
    else:
        from quiz.cli.coverage_report import overview
        from quiz.terminal.layout import TextLayout

        cards = [card for card in handle.summaries if choice.matches_exam(card)]
        lines = overview(base, found, handle.topics, cards, TextLayout(measure=terminal_columns))
    for line in lines:
        click.echo(handle.spell(line))


def _asked(handle: LibraryHandle, choice: "CardFilter") -> set[str]:
    """Ids of the facts of the cards that the exam asks."""
    every = zip(handle.summaries, handle.fact_summaries(), strict=True)
    return {fact.fact for card, facts in every if choice.matches_exam(card) for fact in facts}


def _tier(handle: LibraryHandle, fact: "Fact") -> Tier | None:
    """The tier of a fact for the exam; None if only another body teaches it."""
    found = handle.tiers.get(fact.id)
    return None if found is None else found.tier


def _tier_in_words(handle: LibraryHandle, fact: "Fact") -> str:
    exam = "" if handle.exam is None else handle.exam.name
    found = handle.tiers.get(fact.id)
    if found is None:
        return f"none for {exam}: only another body teaches it"
    counted_for = "" if found.subject is None else f", counted for {found.subject.label}"
    return f"{found.tier} ({TIERS[found.tier]}) for {exam}{counted_for}"


def _listing(found: Sequence["Fact"]) -> Iterator[str]:
    from quiz.terminal.layout import TextLayout

    layout = TextLayout(measure=terminal_columns)
    heading = None
    counts = Counter(fact.heading for fact in found)
    places = {name: place for place, name in enumerate(counts)}
    for fact in sorted(found, key=lambda fact: places[fact.heading]):
        if fact.heading != heading:
            yield from [""] * (heading is not None)
            heading = fact.heading
            yield f"{heading} ({counts[heading]})"
        yield from layout.wrap(fact.claim, "      ", "  ")
        yield f"      {fact.id}"
    yield ""
    yield counted(len(found), "fact")


@facts.command(
    short_help="Show facts in full, with their sources.",
    epilog="""\b
Examples:
  primemover facts show hip-thrust/gluteus-maximus/role
  primemover facts show hip-thrust/lifting/gluteus-maximus/contraction --json""",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--json", is_flag=True, help="Print one JSON object per line.")
@facts_options
@exam_option
@shows_loading
def show(handle: LibraryHandle, ids: Sequence[str], json: bool) -> None:
    """Show facts in full: claim, sources, confidence, and where they are written."""
    from cards.english import nearest
    from cards.report.describe import describe_fact
    from cards.report.records import fact_record
    from quiz.terminal.layout import TextLayout

    base = handle.library.base
    layout = TextLayout(measure=terminal_columns)
    for id_ in ids:
        fact = base.by_id.get(id_)
        if fact is None:
            raise UnknownId("fact", id_, nearest(id_, base.by_id))
        if json:
            click.echo(as_json({**fact_record(fact, base), "tier": _tier(handle, fact)}))
            continue
        for label, text in (*describe_fact(fact), ("Tier", _tier_in_words(handle, fact))):
            for line in layout.wrap(text, " " * 13, f"{label:<13}"):
                click.echo(handle.spell(line))
        click.echo()


@facts.command(
    short_help="Read every file and report every problem.",
    epilog="""\b
Examples:
  primemover facts check                the built-in facts and yours
  primemover facts check class.yaml     another file with them
  primemover facts check --only class/  only this folder
  primemover facts check --report       counts by exercise, source and exam""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--report", is_flag=True, help="Count facts by exercise and confidence.")
@click.option("--json", is_flag=True, help="With --report: one JSON object per line.")
@paths_options
@shows_loading
def check(handle: LibraryHandle, paths: Sequence[Path], report: bool, json: bool) -> None:
    """Read every file and report every problem, with its location and a suggested fix.

    PATH is a file or a folder with your facts, the same as --facts. Combinations of facts that are
    rarely right (a stabiliser that moves) are problems too, unless the claim gives a reason; see
    `primemover help facts`. Your ready-made questions are checked for item-writing flaws. If there
    are problems, the exit code is 1.
    """
    from cards.exams.read import read_profiles
    from quiz.cli.faults import refuse_doubts, refuse_flawed_questions
    from quiz.home.paths import exams_folder

    if json and not report:
        message = "--json is only allowed together with --report."
        raise click.UsageError(message)
    handle = replace(handle, paths=(*handle.paths, *paths), strict=True)
    base = handle.library.base
    refuse_doubts(handle)
    read_profiles(exams_folder(), strict=True)
    refuse_flawed_questions(handle)
    if json:
        from quiz.cli.coverage_report import records

        for record in records(base):
            click.echo(as_json(record))
        return
    if report:
        from quiz.cli.coverage_report import report as report_of
        from quiz.terminal.layout import TextLayout

        for line in report_of(base, handle.cards, TextLayout(measure=terminal_columns)):
            click.echo(line)
        click.echo()
    _remark_on_doubts(handle, all_files=report)
    by_confidence = Counter(fact.confidence for fact in base.facts)
    listed = ", ".join(f"{count} {confidence}" for confidence, count in by_confidence.items())
    degrees = f" ({listed})" if listed else ""
    count = len(handle.summaries)
    click.echo(
        f"{counted(len(base.facts), 'fact')}{degrees}, {counted(count, 'card')}. No problems."
    )
    if not count:
        remark("These facts generate no cards; `primemover cards list --skipped` says why.")


def _remark_on_doubts(handle: LibraryHandle, *, all_files: bool) -> None:
    """Name what may be wrong in the user's files, or in all files."""
    from cards.checks.doubts import doubts
    from quiz.cli.faults import remark_on
    from quiz.cli.user_claims import remarks_on

    base = handle.library.base
    builtin = {fact.place.file for fact in base.facts if fact.origin is Origin.BUILTIN}
    for _, problem in doubts(base, forbidden=False):
        if all_files or problem.place.file not in builtin:
            remark_on(problem)
    users = {fact.place.file for fact in base.facts} - builtin
    for line in remarks_on(users, handle):
        remark(line)


_REPORTED = (
    ("Question", "question"),
    ("Key", "key"),
    ("Given", "given"),
    ("Reason", "reason"),
)
"""The parts of a report that are listed, each with its label."""


@facts.command(
    short_help="List the questions that you reported as wrong.",
    epilog="""\b
Example:
  primemover facts errata --json | jq .card""",
)
@click.option("--json", is_flag=True, help="Print one JSON object per line, as stored.")
@paths_options
def errata(handle: LibraryHandle, json: bool) -> None:
    """List the questions that you reported as wrong, and where their facts are written."""
    from quiz.home.paths import errata_file
    from quiz.log.errata import reported
    from quiz.terminal.layout import TextLayout

    file = errata_file()
    found = list(reported(file)) if file is not None else []
    if not found:
        remark("No questions reported. In a quiz, f after an answer reports its question as wrong.")
        return
    base = handle.library.base
    layout = TextLayout(measure=terminal_columns)
    for record in found:
        if json:
            click.echo(as_json(record))
            continue
        click.echo(printable(f"{record.get('marked')}  {record.get('card')}"))
        for label, text in _REPORTED:
            if text == "reason" and not record.get(text):
                continue
            for line in layout.wrap(str(record.get(text)), " " * 13, f"  {label:<11}"):
                click.echo(printable(handle.spell(line)))
        ids = record.get("facts")
        for id_ in ids if isinstance(ids, list) else ():
            fact = base.by_id.get(id_)
            place = f"{fact.place.file}:{fact.place.line}" if fact else "no longer there"
            for line in layout.wrap(f"{id_} ({place})", " " * 13, f"  {'Fact':<11}"):
                click.echo(printable(line))
        click.echo()
    remark(f"{counted(len(found), 'question')} in {file}")


@facts.command(
    epilog="""\b
Example:
  primemover facts sources --json | jq .title"""
)
@click.option("--json", is_flag=True, help="Print one JSON object per line.")
@facts_options
@shows_loading
def sources(handle: LibraryHandle, json: bool) -> None:
    """List the sources, and the number of facts that each supports."""
    from quiz.terminal.layout import TextLayout

    base = handle.library.base
    layout = TextLayout(measure=terminal_columns)
    counts = _cited(base)
    for source in base.sources.values():
        if not counts[source.id]:
            continue
        if json:
            record = _source_record(source) | {"facts": counts[source.id]}
            click.echo(as_json(record))
            continue
        click.echo(f"{source.id} ({counted(counts[source.id], 'fact')})")
        for line in _source_lines(source):
            for wrapped in layout.wrap(line, "    ", "  "):
                click.echo(handle.spell(wrapped))


for _command in (new, import_, add, remove, schema):
    facts.add_command(_command)


def _cited(base: "FactBase") -> Counter[str]:
    return Counter(id_ for fact in base.facts for id_ in {c.source.id for c in fact.citations})


_ON_SOURCES = (
    *("id", "name", "title", "kind", "rank", "reason", "author", "year"),
    *("where", "licence", "read", "note"),
)


def _source_record(source: "Source") -> dict[str, object]:
    return {key: getattr(source, key) for key in _ON_SOURCES}


def _source_lines(source: "Source") -> Iterator[str]:
    yield ", ".join(part for part in (source.title, source.author, source.year) if part)
    if source.rank is not None:
        yield f"Rank: {source.rank} ({source.reason})" if source.reason else f"Rank: {source.rank}"
    for label, text in (
        ("Where", source.where),
        ("Licence", source.licence),
        ("Read", source.read),
        ("Note", source.note),
    ):
        if text:
            yield f"{label}: {text}"
