"""`primemover exam`: an exam in the form of a real one, with no feedback until it is handed in."""

import random
import sys
from collections.abc import Iterable, Sequence

import click

from cards.characters import escaped
from cards.english import likeness, nearest
from cards.errors import NothingMatched
from cards.exams.profile import ExamProfile, UnknownExam, encode_profile, normalized
from cards.exams.scope import GENERAL
from cards.topics import UnknownTopic
from cards.value_class import replace
from quiz.cli.display import Display, display_options
from quiz.cli.drawing import missed_only, scheduler
from quiz.cli.options import (
    as_json,
    card_filter,
    exam_option,
    facts_options,
    is_terminal,
    nothing_matched,
    remark,
)
from quiz.cli.parameters import ExamOrTopic
from quiz.cli.prompts import Prompter
from quiz.cli.sections import SectionedCommand
from quiz.cli.sessions import Setup, new_seed, rebuild, start
from quiz.cli.store import open_reader
from quiz.exam.paper import Paper, PaperPart, draw_paper, exam_of, settings_of
from quiz.home.exams import chosen_exam, exams
from quiz.home.library import LibraryHandle
from quiz.log import history
from quiz.log.events import End
from quiz.log.records import Mode
from quiz.screens.exam_format import Line
from quiz.screens.exam_profile import list_lines, profile_lines
from quiz.session.result import result_of
from quiz.terminal.layout import counted


@click.command(
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover exam --list            all exams, one line each
  primemover exam nasm --about      what is known about one, and how sure
  primemover exam nasm              37 questions in 37 minutes
  primemover exam cscs -n 30        thirty questions, at the same pace
  primemover exam cscs-sf           one section of the CSCS
  primemover exam ace --extra 1.5   half as long again
  primemover exam acsm --retry-missed last
  primemover exam --report last     show the last report again""",
)
@click.argument("exam_and_topics", nargs=-1, type=ExamOrTopic(), metavar="[EXAM] [TOPIC]...")
@click.option("--list", "listed", is_flag=True, help="List the exams.")
@click.option("--about", is_flag=True, help="Show what is known about EXAM, from whom, how sure.")
@click.option(
    "--json", "json_", is_flag=True, help="With --list or --about: one JSON object per line."
)
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
    help="N questions, at the same pace. [default: the share that is in our field]",
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
    default=False,
    help="Ask after each answer how sure you are, to report lucky guesses.",
)
@click.option(
    "--seed", type=int, metavar="N", help="Repeat an exam: the same questions in the same order."
)
@click.option("--no-save", is_flag=True, help="Save neither answers nor progress.")
@display_options
@facts_options
@exam_option
def exam(
    handle: LibraryHandle,
    display: Display,
    topics: Sequence[str],
    listed: bool,
    about: bool,
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

    EXAM is an exam profile: cscs, nasm, ace … It gives the pace, the number of options, and the
    share of each subject. You may skip and flag questions, go back, and change answers. TOPICs
    restrict what is asked.

    Only the part of an exam that is about muscles and movement is asked, so the score says nothing
    about the rest of it and does not predict a pass.
    """
    if json_ and not (listed or about):
        raise click.UsageError(
            "--json is only allowed together with --list or --about; --jsonl is for the exam"
            " itself."
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
    if about:
        scope = handle.exam or chosen_exam(None)
        _show(exams().profile(scope.id), display, as_record=json_)
        return
    name = _name(handle, display)
    if name is None:
        return
    profile = exams().profile(name)
    is_repeatable = seed is not None
    seed = new_seed() if seed is None else seed
    try:
        paper = _paper(profile, handle, topics, count, missed, seed, is_repeatable=is_repeatable)
    except UnknownTopic as error:
        raise _unknown_word(error) from error
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


def _unknown_word(error: UnknownTopic) -> NothingMatched:
    """The error for a word that is neither an exam nor a topic: the likely one is suggested."""
    names = exams(silent=True).names
    word = normalized(error.name)
    begin = sorted(name for name in names if word and name.startswith(word))
    near = begin[0] if begin else nearest(word, names)
    if near is None or (error.meant and likeness(word, error.meant) > likeness(word, near)):
        return error
    return NothingMatched(
        f"Unknown exam or topic '{error.name}'. Did you mean the exam '{names[near]}'?"
    )


def _list(display: Display, *, as_records: bool) -> None:
    profiles = exams().profiles
    if as_records:
        for profile in profiles:
            if profile.exam_format is not None:
                click.echo(as_json(encode_profile(profile)))
        return
    _echo(list_lines(profiles, display.layout, plain=_is_plain(display)), display)


def _show(profile: ExamProfile, display: Display, *, as_record: bool) -> None:
    if as_record:
        click.echo(as_json(encode_profile(profile)))
        return
    _echo(profile_lines(profile, display.layout, plain=_is_plain(display)), display)


def _echo(lines: Iterable[Line], display: Display) -> None:
    click.echo("\n".join(display.layout.painted(lines)))


def _is_plain(display: Display) -> bool:
    return display.plain or not is_terminal(sys.stdout)


def _name(handle: LibraryHandle, display: Display) -> str | None:
    """The exam of the command line; without one, list all, and ask if someone is there."""
    if handle.exam is not None and handle.exam.id != GENERAL:
        return handle.exam.id
    _list(display, as_records=False)
    return _asked(display) if display.attended else None


def _asked(display: Display) -> str | None:
    """Ask which exam until the answer is one; None for none."""
    prompter = Prompter(display)
    prompter.say("", "Which one? A name, such as nasm; Enter: none")
    while True:
        try:
            typed = prompter.line()
        except EOFError:
            return None
        if not typed:
            return None
        try:
            profile = exams().profile(typed)
        except UnknownExam as error:
            prompter.say(str(error))
            continue
        if profile.exam_format is not None:
            return profile.id
        prompter.say(f"The {profile.name} has no exam; choose one of the list.")


def _paper(
    profile: ExamProfile,
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
        UsageError: The profile has no exam format.
        NothingMatched: No cards match.
    """
    exam_format = profile.exam_format
    if exam_format is None:
        raise click.UsageError(
            f"'{profile.id}' has no exam format; `primemover exam --list` lists the exams."
        )
    chance = random.Random(f"{seed} {profile.id}")  # a quiz of this seed has other questions
    parts = [
        _part(section, handle, topics, missed, items, chance, is_repeatable=is_repeatable)
        for section, items in zip(
            profile.sections or (profile,), exam_format.counts(count), strict=True
        )
    ]
    paper = draw_paper(parts, handle.card, exam_format, chance, handle.sets)
    if not paper.questions:
        raise nothing_matched("cards that an exam can ask")
    if paper.short:
        are = "is" if len(paper.questions) == 1 else "are"
        remark(
            f"There {are} only {counted(len(paper.questions), 'question')} for this;"
            f" {paper.requested} were requested."
        )
    return paper


def _part(
    section: ExamProfile,
    handle: LibraryHandle,
    topics: Sequence[str],
    missed: str | None,
    items: int,
    chance: random.Random,
    *,
    is_repeatable: bool,
) -> PaperPart:
    """The cards that a section may ask, and the scheduler that knows its shares."""
    scope = chosen_exam(section.id)
    if handle.stance is not None:
        scope = scope._replace(stance=handle.stance)
    wish = card_filter(handle, topics, optional=bool(missed), exam=scope)
    chosen = handle.select(wish)
    chosen = (
        missed_only(chosen, missed) if missed else [card for card in chosen if not card.optional]
    )
    levels = {} if section.levels is None else section.levels.shares
    choose = scheduler(
        scope,
        chance,
        levels=levels,
        sets=handle.sets,
        unseen_first=not missed,
        is_repeatable=is_repeatable,
    )
    return PaperPart(items, chosen, choose)


def _report_again(name: str, display: Display) -> None:
    """Show the report of an exam again.

    Raises:
        NothingMatched: No exam matches.
    """
    store = open_reader()
    log = store.figures()
    over = history.ended(log.events)
    exams = [s for s in log.sessions if s.mode is Mode.EXAM and over.get(s.id) is End.HANDED_IN]
    found = [s for s in exams if name == "last" or s.id.startswith(name)]
    if not found:
        raise NothingMatched(
            f"No exam that was handed in begins with '{name}'." if exams else _NO_EXAM
        )
    handle, restored = rebuild(store.session_log(found[-1].id))
    display = replace(display, american=display.american or handle.american)
    result = result_of(restored.session)
    view = display.view(found[-1].seed)
    # The details first: the score must be on the screen.
    click.echo(escaped("\n".join([*view.report(result), *view.result(result)])))


_NO_EXAM = "No exam was handed in yet. `primemover exam --list` lists what there is."
