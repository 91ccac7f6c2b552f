"""`primemover exam`: an exam in the form of a real one, with no feedback until it is handed in."""

import random
import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from cards.errors import NothingMatched
from cards.exams.exam_format import ExamFormat, encode_exam_format, find_exam_format
from quiz.cli.display import Display, display_options
from quiz.cli.options import (
    as_json,
    card_filter,
    facts_options,
    is_terminal,
    nothing_matched,
    remark,
)
from quiz.cli.parameters import ExamFormatName, TopicName
from quiz.cli.sections import SectionedCommand
from quiz.cli.sessions import Setup, missed_only, new_seed, rebuild, scheduler, start
from quiz.cli.store import open_store
from quiz.exam.paper import Paper, draw_paper, exam_of, settings_of
from quiz.home.library import LibraryHandle
from quiz.home.paths import presets_file
from quiz.log import history
from quiz.log.events import End
from quiz.log.records import Mode
from quiz.screens.exam_format import list_lines
from quiz.session.result import result_of
from quiz.terminal.layout import counted


@click.command(
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover exam --list            all exam formats, and their sources
  primemover exam nsca-cpt          the whole exam: 155 questions, 3 hours
  primemover exam nasm -n 30        thirty questions, at the same pace
  primemover exam ace --extra 1.5   half as long again
  primemover exam acsm --retry-missed last
  primemover exam --report last     show the last report again""",
)
@click.argument("exam_format", required=False, type=ExamFormatName(), metavar="[FORMAT]")
@click.argument("topics", nargs=-1, type=TopicName(), metavar="[TOPIC]...")
@click.option("--list", "listed", is_flag=True, help="List the exam formats, with their sources.")
@click.option("--json", "json_", is_flag=True, help="With --list: one JSON object per line.")
@click.option(
    "--report",
    "again",
    metavar="SESSION",
    help="Show the report of a finished exam: last, or the beginning of its id.",
)
@click.option(
    "-n",
    "--count",
    type=click.IntRange(min=1),
    metavar="N",
    help="A shorter exam of N questions, at the same pace.",
)
@click.option("--untimed", is_flag=True, help="Set no limit.")
@click.option(
    "--extra",
    type=click.FloatRange(min=1),
    metavar="FACTOR",
    help="More time: 1.5 makes the limit half as long again.",
)
@click.option(
    "--retry-missed",
    "missed",
    metavar="SESSION",
    help="Questions that you missed in a session: last, all, or the start of its id.",
)
@click.option(
    "--confidence/--no-confidence",
    default=True,
    show_default=True,
    help="Ask after each answer how sure you are, to report lucky guesses.",
)
@click.option(
    "--seed", type=int, metavar="N", help="Repeat an exam: the same questions in the same order."
)
@click.option("--no-save", is_flag=True, help="Save neither answers nor progress.")
@display_options
@facts_options
def exam(
    handle: LibraryHandle,
    display: Display,
    exam_format: str | None,
    topics: Sequence[str],
    listed: bool,
    json_: bool,
    again: str | None,
    count: int | None,
    untimed: bool,
    extra: float | None,
    missed: str | None,
    confidence: bool,
    seed: int | None,
    no_save: bool,
) -> None:
    """Take a timed exam in the format of a real one: no feedback until you hand it in.

    FORMAT is the exam format: number of questions, time limit, number of options. You may skip and
    flag questions, go back, and change answers. TOPICs restrict what is asked.

    The facts only cover functional anatomy, so the score says nothing about the other domains of a
    real exam and does not predict a pass.
    """
    if json_ and not listed:
        raise click.UsageError(
            "--json is only allowed together with --list; --jsonl is for the exam itself."
        )
    if untimed and extra is not None:
        raise click.UsageError("--untimed cannot be combined with --extra.")
    display = replace(display, american=handle.american)
    if listed:
        _list(display, as_records=json_)
        return
    if again is not None:
        _report_again(again, display)
        return
    name = exam_format or _asked_name(display)
    if name is None:
        return
    form = find_exam_format(_exam_formats(), name)
    is_repeatable = seed is not None
    seed = new_seed() if seed is None else seed
    paper = _paper(form, handle, topics, count, missed, seed, is_repeatable=is_repeatable)
    limit = (
        None
        if untimed or paper.exam_format.limit is None
        else paper.exam_format.limit * (extra or 1)
    )
    setup = Setup(
        handle=handle,
        display=display,
        seed=seed,
        settings=settings_of(paper, limit, handle.settings, confidence=confidence),
        saves=not no_save,
    )
    start(exam_of(paper, limit, seed=seed, version=handle.version), setup)


def _exam_formats() -> tuple[ExamFormat, ...]:
    from cards.exams.read import read_exam_formats  # imports yaml

    return read_exam_formats(presets_file())


def _list(display: Display, *, as_records: bool) -> None:
    exam_formats = _exam_formats()
    if as_records:
        for exam_format in exam_formats:
            click.echo(as_json(encode_exam_format(exam_format)))
        return
    layout = display.layout
    is_plain = display.plain or not is_terminal(sys.stdout)
    click.echo("\n".join(layout.painted(list_lines(exam_formats, layout, plain=is_plain))))


def _asked_name(display: Display) -> str | None:
    """List the exam formats, and ask for one if the session is interactive."""
    _list(display, as_records=False)
    if not display.attended:
        return None
    typed = click.prompt(
        "Which one? Its id, or Enter for none", default="", show_default=False, prompt_suffix=": "
    )
    return str(typed).strip() or None


def _paper(
    exam_format: ExamFormat,
    handle: LibraryHandle,
    topics: Sequence[str],
    count: int | None,
    missed: str | None,
    seed: int,
    *,
    is_repeatable: bool,
) -> Paper:
    """Draw the questions.

    Raises:
        NothingMatched: No cards match.
    """
    wish = card_filter(handle, topics, optional=bool(missed))
    chosen = wish.select(handle.summaries, handle.fact_summaries)
    if not missed:
        chosen = [each for each in chosen if not each.optional]
    if missed:
        chosen = missed_only(chosen, missed)
    items = count or exam_format.items
    chance = random.Random(seed)
    choose = scheduler(handle, chance, sets=handle.sets, is_repeatable=is_repeatable)
    paper = draw_paper(chosen, handle.card, exam_format, items, choose, chance, handle.sets)
    if not paper.questions:
        raise nothing_matched("cards that an exam can ask")
    if paper.short:
        are = "is" if len(paper.questions) == 1 else "are"
        remark(
            f"There {are} only {counted(len(paper.questions), 'question')} for this;"
            f" {items} were requested."
        )
    return paper


def _report_again(name: str, display: Display) -> None:
    """Show the report of an exam again.

    Raises:
        NothingMatched: No exam matches.
    """
    store = open_store()
    log = store.figures()
    over = history.ended(log.events)
    exams = [s for s in log.sessions if s.mode is Mode.EXAM and over.get(s.id) is End.HANDED_IN]
    found = [s for s in exams if name == "last" or s.id.startswith(name)]
    if not found:
        raise NothingMatched(
            f"No exam that was handed in begins with '{name}'." if exams else _NO_EXAM
        )
    _, restored = rebuild(store.session_log(found[-1].id))
    result = result_of(restored.session)
    click.echo("\n".join(display.view(found[-1].seed).result(result)))


_NO_EXAM = "No exam was handed in yet. `primemover exam --list` lists what there is."
