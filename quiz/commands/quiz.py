"""`primemover quiz`: a timed quiz, now."""

import os
import random
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from quiz.material import Material
from quiz.options import (
    choice_options,
    facts_options,
    is_terminal,
    nothing_matched,
    remark,
    standard_out_can,
    terminal_columns,
    topics_argument,
    wanted,
)
from quiz.parameters import Duration

if TYPE_CHECKING:
    from quiz.faces import Face
    from quiz.look import Look
    from quiz.session import Answer

INTERRUPTED = 130
_LARGEST_SEED = 10_000


@click.command(
    epilog="""\b
Examples:
  primemover quiz                               ten questions on everything
  primemover quiz hip-thrust -n 20 --time 10m   twenty, in ten minutes
  primemover quiz glutes --role prime-mover     what the gluteal muscles move
  primemover quiz --kind typed --per-question 30s
  printf 'a\\nb\\n' | primemover quiz --seed 7 -n 2 --plain"""
)
@topics_argument
@click.option(
    "-n",
    "--count",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="How many questions.",
)
@click.option(
    "--options",
    type=click.Choice((3, 4, 5)),
    default=4,
    show_default=True,
    metavar="3|4|5",
    help="How many options a choice shows, where so many are proven.",
)
@click.option(
    "--time",
    "whole",
    type=Duration(),
    metavar="TIME",
    help="A limit for the whole quiz: 90s, 10m, 1h. What comes later is marked late.",
)
@click.option(
    "--per-question",
    "each",
    type=Duration(),
    metavar="TIME",
    help="A limit for each question; the quiz moves on by itself.",
)
@choice_options
@click.option(
    "--seed", type=int, metavar="N", help="Ask the same questions in the same order again."
)
@click.option(
    "--plain",
    is_flag=True,
    help="One thing a line, without signs and colours: for screen readers and pipes.",
)
@click.option(
    "--jsonl", is_flag=True, help="One JSON object for each question, each answer and the result."
)
@click.option("--no-color", "--no-colour", "no_colour", is_flag=True, help="Do without colours.")
@facts_options
def quiz(
    material: Material,
    topics: Sequence[str],
    count: int,
    options: int,
    whole: float | None,
    each: float | None,
    seed: int | None,
    plain: bool,
    jsonl: bool,
    no_colour: bool,
    **choice: Any,
) -> None:
    """Ask questions on the facts, and show why each option is right or wrong.

    TOPIC is an exercise, a muscle, a group, a role, a contraction, a term or a template, by its id,
    its name or another name people use. Topics of one kind widen the choice, those of several kinds
    narrow it: "hip-thrust glute-bridge stabiliser" asks for stabilisers in either exercise.

    A letter or a digit answers at once. Enter alone never answers. Ctrl-C or q ends the quiz and
    shows the score.
    """
    from quiz.choosing import choose
    from quiz.drawing import draw
    from quiz.keyboard import Keys, Lines, can_read_keys
    from quiz.look import counted
    from quiz.session import Limits, Session
    from quiz.terminal import Run

    wish = wanted(material, topics, **choice)
    cards = wish.chosen(material.outlines, material.marks)
    if not cards:
        raise nothing_matched("cards")
    seed = random.SystemRandom().randrange(_LARGEST_SEED) if seed is None else seed
    chance = random.Random(seed)
    drawn = [material.card(chosen.number) for chosen in choose(cards, count, chance)]
    if len(drawn) < count:
        are = "is" if len(drawn) == 1 else "are"
        remark(f"There {are} only {counted(len(drawn), 'question')} on this.")
    session = Session(
        questions=draw(drawn, chance, options),
        limits=Limits(whole=whole, question=each),
    )
    why = _why_plain(plain=plain)
    by_key = why is None and not jsonl and can_read_keys(sys.stdin)
    look = _look(colour=by_key and not no_colour, american=material.american)
    shown = jsonl or is_terminal(sys.stdin)  # by the terminal itself, or by the answers' objects
    keyboard = (
        Keys(sys.stdin, sys.stdout) if by_key else Lines(sys.stdin, None if shown else sys.stdout)
    )
    run = Run(
        face=_face(look, jsonl=jsonl, why=why, seed=seed),
        keyboard=keyboard,
        out=sys.stdout,
        clock=time.monotonic,
        base=lambda: material.library.base,
        pause=by_key,
        mark=_mark,
    )
    with keyboard.listening() if isinstance(keyboard, Keys) else nullcontext():
        _, interrupted = run(session)
    if interrupted:
        raise click.exceptions.Exit(INTERRUPTED)


def _mark(answer: "Answer") -> str:
    """Keep a question that the learner calls wrong, and say where."""
    from datetime import UTC, datetime

    from quiz.errata import mark
    from quiz.places import errata_file

    file = errata_file()
    if file is None:
        return "This machine names no folder to keep it in; set PRIMEMOVER_HOME."
    try:
        mark(file, answer, datetime.now(UTC))
    except OSError as error:
        return f"It could not be kept in {file}: {error.strerror or error}."
    return f"Marked in {file}; `primemover facts errata` lists what you marked."


def _why_plain(*, plain: bool) -> str | None:
    """Why the quiz is shown line by line; None where it is not."""
    reasons = (
        (plain, "--plain was asked for"),
        (os.environ.get("ACCESSIBLE", "0") not in ("", "0"), "ACCESSIBLE is set"),
        (os.environ.get("TERM") == "dumb", "TERM is dumb"),
        (not is_terminal(sys.stdin), "the input is not a terminal"),
        (not is_terminal(sys.stdout), "the output is not a terminal"),
    )
    return next((reason for true, reason in reasons if true), None)


def _look(*, colour: bool, american: bool) -> "Look":
    from quiz.look import Look

    return Look(
        measure=terminal_columns,
        colour=colour and not os.environ.get("NO_COLOR"),
        unicode=standard_out_can("✓✗·–−“”"),
        american=american,
    )


def _face(look: "Look", *, jsonl: bool, why: str | None, seed: int) -> "Face":
    from quiz.faces import JsonLines, Plain, Screen

    if jsonl:
        return JsonLines(seed, unicode=standard_out_can("é–✓"))
    return Screen(look, seed) if why is None else Plain(look, seed, why)
