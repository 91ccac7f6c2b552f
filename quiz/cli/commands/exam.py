"""`primemover exam`: an exam in the form of a real one, with no feedback until it is handed in."""

import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, NothingMatched
from quiz.cli.display import Display, display_options
from quiz.cli.options import as_json, facts_options, is_terminal, nothing_matched, remark, wanted
from quiz.cli.parameters import ExamFormatName, TopicName
from quiz.cli.sections import SectionedCommand
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from collections.abc import Callable

    from cards.exams.exam_format import ExamFormat
    from cards.model.summary import CardSummary
    from quiz.exam.paper import Paper
    from quiz.exam.sitting import Sitting
    from quiz.log.exam_settings import ExamSettings
    from quiz.log.recorder import Recorder
    from quiz.log.records import Log, SessionRecord
    from quiz.log.store import Store

_LARGEST_SEED = 10_000


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
@click.argument("exam_format", required=False, type=ExamFormatName(), metavar="[PRESET]")
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
    help="What was missed in a session: last, all, or the beginning of its id.",
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

    PRESET is the format: how many questions, how long, how many options. You may skip and flag
    questions, go back, and change answers. TOPICs restrict what is asked.

    The facts cover functional anatomy alone, so the score says nothing about the other domains of a
    real exam and does not predict a pass.
    """
    if json_ and not listed:
        raise click.UsageError("--json goes with --list; --jsonl is for the exam itself.")
    if untimed and extra is not None:
        raise click.UsageError("--untimed has no limit that --extra could lengthen: take one.")
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
    form = _exam_format(name)
    seed = random.SystemRandom().randrange(_LARGEST_SEED) if seed is None else seed
    paper = _paper(form, handle, topics, count, missed, seed)
    limit = (
        None
        if untimed or paper.exam_format.limit is None
        else paper.exam_format.limit * (extra or 1)
    )
    _sit(paper, limit, handle, display, seed, confidence=confidence, saves=not no_save)


def _exam_formats() -> "tuple[ExamFormat, ...]":
    from cards.exams.read import read_exam_formats
    from quiz.home.paths import presets_file

    return read_exam_formats(presets_file())


def _exam_format(name: str) -> "ExamFormat":
    """The preset of that name.

    Raises:
        UnknownExamFormat: There is none.
    """
    from cards.exams.exam_format import find_exam_format

    return find_exam_format(_exam_formats(), name)


def _list(display: Display, *, as_records: bool) -> None:
    from cards.exams.exam_format import encode_exam_format
    from quiz.screens.preset import list_lines

    exam_formats = _exam_formats()
    if as_records:
        for exam_format in exam_formats:
            click.echo(as_json(encode_exam_format(exam_format)))
        return
    layout = display.layout
    view = display.view(0)
    is_plain = display.plain or not is_terminal(sys.stdout)
    click.echo("\n".join(view.shown(list_lines(exam_formats, layout, plain=is_plain))))


def _asked_name(display: Display) -> str | None:
    """The preset that somebody at a terminal chooses; elsewhere the list is all there is."""
    _list(display, as_records=False)
    if not display.attended:
        return None
    typed = click.prompt(
        "Which one? Its id, or Enter for none", default="", show_default=False, prompt_suffix=": "
    )
    return str(typed).strip() or None


def _paper(
    exam_format: "ExamFormat",
    handle: LibraryHandle,
    topics: Sequence[str],
    count: int | None,
    missed: str | None,
    seed: int,
) -> "Paper":
    """The questions, drawn.

    Raises:
        NothingMatched: There are none.
    """
    from quiz.cli.play import scheduler
    from quiz.exam.paper import draw_paper
    from quiz.terminal.layout import counted

    wish = wanted(handle, topics)
    chosen = wish.select(handle.summaries, handle.fact_summaries)
    if missed:
        chosen = _missed(chosen, missed)
    items = count or exam_format.items
    chance = random.Random(seed)
    paper = draw_paper(chosen, handle.card, exam_format, items, scheduler(chance), chance)
    if not paper.questions:
        raise nothing_matched("cards that an exam can ask")
    if paper.short:
        are = "is" if len(paper.questions) == 1 else "are"
        remark(
            f"There {are} only {counted(len(paper.questions), 'question')} for this;"
            f" {items} were wanted."
        )
    return paper


def _missed(chosen: "list[CardSummary]", session: str) -> "list[CardSummary]":
    from quiz.cli.play import open_store
    from quiz.log.revisit import missed_cards

    store = open_store()
    ids = set(missed_cards(store.figures(), session, store.log))
    return [summary for summary in chosen if summary.id in ids]


def _sit(
    paper: "Paper",
    limit: float | None,
    handle: LibraryHandle,
    display: Display,
    seed: int,
    *,
    confidence: bool,
    saves: bool,
) -> None:
    """Show what is known of the exam, wait until somebody is ready, and begin."""
    from quiz.cli.play import begin, now, open_store
    from quiz.exam.paper import settings_of
    from quiz.exam.sitting import sit
    from quiz.screens.preset import preset_lines
    from quiz.screens.view import clock
    from quiz.session.session import Item
    from quiz.terminal.layout import counted

    view, layout = display.view(seed), display.layout
    is_plain = display.why_plain is not None
    sitting = sit(paper, limit)

    def recorder(on_error: "Callable[[str], None]") -> "Recorder":
        from quiz.log.recorder import Recorder

        started = begin(
            (Item(question=each) for each in paper.questions),
            settings_of(paper, limit, handle.settings, confidence=confidence),
            seed=seed,
            version=handle.version,
            exam_format=paper.exam_format.id,
        )
        return Recorder(lambda: open_store(saves=saves), started, now, on_error)

    def opening() -> list[str]:
        time = "untimed" if limit is None else f"{clock(limit)} in all"
        parts = (counted(len(paper.questions), "question"), time, f"seed {seed}")
        return [
            *view.shown(preset_lines(paper.exam_format, layout, plain=is_plain)),
            "",
            *view.remark(" · ".join((*parts, f"facts {handle.version}"))),
        ]

    _run(sitting, display, seed, handle, confidence, recorder, opening, saves=saves)


def _run(
    sitting: "Sitting",
    display: Display,
    seed: int,
    handle: LibraryHandle,
    confidence: bool,
    recorder: "Callable[[Callable[[str], None]], Recorder]",
    opening: "Callable[[], list[str]]",
    *,
    saves: bool,
) -> None:
    """Run an exam, and say how to resume it if it is abandoned."""
    from quiz.cli.play import now
    from quiz.log.errata import marked_in_words
    from quiz.run.exam import ExamRun
    from quiz.run.keys import Moment, Situation, labels, pressed
    from quiz.session.policy import Feedback, Navigation

    view = display.view(seed)
    with display.terminal(view) as terminal:
        if not display.jsonl:
            terminal.say(opening())
        if terminal.waits:
            situation = Situation(Moment.START, Feedback.AT_END, Navigation.FREE)
            terminal.say(view.offer("the first question, and the clock", labels(situation)))
            try:
                if pressed(terminal.key("") or "", situation) is not None:
                    return
            except EOFError:
                return
        run = ExamRun(
            view=view,
            layout=display.layout,
            plain=display.why_plain is not None,
            as_json=as_json if display.jsonl else None,
            terminal=terminal,
            recorder=partial(recorder, terminal.remark),
            seed=seed,
            version=handle.version,
            asks_confidence=confidence and terminal.waits,
            mark=lambda answer: marked_in_words(answer, now()),
        )
        ended, interrupted = run(sitting)
    if not ended.handed_in and run.begun and saves and not display.jsonl:
        remark("Saved. Continue with: primemover resume")
    if interrupted:
        raise click.exceptions.Exit(ExitCode.INTERRUPTED)


def resume_exam(
    started: "SessionRecord", settings: "ExamSettings", store: "Store", display: Display
) -> None:
    """Resume an exam: the same question, and the clock where it stopped."""
    from quiz.cli.play import away_since, new_writer, now
    from quiz.log.recorder import Continued, Recorder

    handle = LibraryHandle.from_settings(settings.library)
    display = replace(display, american=handle.american)
    log = store.log(started.id)
    sitting = _restored(settings, log, handle)
    away = away_since(log)

    def recorder(on_error: "Callable[[str], None]") -> "Recorder":
        continued = Continued(new_writer(now()), log)
        recorder = Recorder(lambda: store, started, now, on_error, continues=continued)
        recorder.resumed(away, sitting.seconds)
        return recorder

    def opening() -> list[str]:
        view = display.view(started.seed)
        done = len(sitting.answers)
        parts = (sitting.exam_format.name, f"{done} of {len(sitting.questions)} answered")
        return ["", *view.remark(" · ".join((*parts, f"seed {started.seed}")))]

    _run(
        sitting.paused(away),
        display,
        started.seed,
        handle,
        settings.confidence,
        recorder,
        opening,
        saves=True,
    )


def _restored(settings: "ExamSettings", log: "Log", handle: LibraryHandle) -> "Sitting":
    """An exam as the log has it."""
    from quiz.cli.play import changes_in_words, read_question
    from quiz.exam.replay import sitting_from

    started = log.sessions[0]
    read = read_question(handle, started.seed)
    found = [read(planned) for planned in started.plan]
    gone = sum(question is None for question, _ in found)
    changed = sum(again for _, again in found)
    if gone == len(found):
        raise NothingMatched("None of its questions exist in the current facts.")
    for text in changes_in_words(gone, changed):
        remark(text)
    return sitting_from(settings, log, [question for question, _ in found])


def _report_again(name: str, display: Display) -> None:
    """The report of an exam that was handed in.

    Raises:
        NothingMatched: There is none of that name.
    """
    from quiz.cli.play import open_store
    from quiz.exam.report import exam_report, record
    from quiz.log import history
    from quiz.log.events import End
    from quiz.log.exam_settings import ExamSettings
    from quiz.log.records import Mode
    from quiz.screens.exam_report import exam_lines

    store = open_store()
    log = store.figures()
    over = history.ended(log.events)
    exams = [s for s in log.sessions if s.mode is Mode.EXAM and over.get(s.id) is End.HANDED_IN]
    found = [s for s in exams if name == "last" or s.id.startswith(name)]
    if not found:
        raise NothingMatched(
            f"No exam that was handed in begins with '{name}'." if exams else _NO_EXAM
        )
    log = store.session_log(found[-1].id)
    started = log.sessions[0]
    settings = started.settings
    if not isinstance(settings, ExamSettings):
        remark("That exam has no report: the log does not have all of its settings.")
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    sitting = _restored(settings, log, LibraryHandle.from_settings(settings.library))
    report = exam_report(sitting, seed=started.seed, version=started.version)
    if display.jsonl:
        click.echo(as_json(record(report)))
        return
    lines = exam_lines(report, display.layout, plain=display.why_plain is not None)
    click.echo("\n".join(display.view(started.seed).shown(lines)))


_NO_EXAM = "No exam was handed in yet. `primemover exam --list` lists what there is."
