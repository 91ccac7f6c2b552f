"""`primemover quiz`: a timed quiz, now."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cards.errors import NothingMatched
from cards.exams.scope import GENERAL
from quiz.cli.display import Display, display_options
from quiz.cli.drawing import missed_only, mixed_up, pool_for, scheduler
from quiz.cli.options import (
    card_filter,
    choice_options,
    exam_option,
    facts_options,
    nothing_matched,
    remark,
    topics_argument,
)
from quiz.cli.parameters import Duration, Pair
from quiz.cli.sections import SectionedCommand
from quiz.cli.sessions import Setup, new_seed, start
from quiz.cli.store import now, open_reader
from quiz.home.exams import chosen_exam
from quiz.home.library import LibraryHandle
from quiz.log.settings import QuizSettings
from quiz.session.kinds import RARE_KINDS
from quiz.session.questions import draw
from quiz.session.session import Item, Limits, Session, Why
from quiz.session.sets import reworded
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from cards.exams.scope import ExamScope
    from cards.model.card_set import CardSet
    from cards.model.summary import CardSummary
    from cards.topics import Topic
    from decks.deck import CardFilter
    from quiz.schedule.pool import Pool
    from quiz.session.question import Question

_USUAL = 10


@click.command(
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover quiz                               ten questions on everything
  primemover quiz hip-thrust -n 20 --time 10m   twenty, in ten minutes
  primemover quiz glutes --role prime-mover     where they are prime movers
  primemover quiz --kind typed --per-question 30s
  primemover quiz --retry-missed last           what you missed last time
  primemover quiz --mix-up eccentric/isometric  what you mix up
  printf 'a\\nb\\n' | primemover quiz --seed 7 -n 2 --plain""",
)
@topics_argument
@click.option(
    "-n",
    "--count",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"How many questions. [default: {_USUAL}; all when repeating]",
)
@click.option(
    "--options",
    type=click.Choice((3, 4, 5)),
    default=4,
    show_default=True,
    metavar="3|4|5",
    help="The most options that a choice shows.",
)
@click.option(
    "--time",
    "whole",
    type=Duration(),
    metavar="TIME",
    help="A limit for the whole quiz: 90s, 10m, 1h. Later answers are marked late.",
)
@click.option(
    "--per-question",
    "each",
    type=Duration(),
    metavar="TIME",
    help="A limit for each question; then the quiz moves on.",
)
@click.option(
    "--extra",
    type=click.FloatRange(min=1),
    metavar="FACTOR",
    help="More time: 1.5 makes each limit half as long again.",
)
@click.option(
    "--retry-missed",
    "missed",
    metavar="SESSION",
    help="Questions that you missed in a session: last, all, or the start of its id.",
)
@click.option("--flagged", is_flag=True, help="Questions that you flagged.")
@click.option(
    "--mix-up",
    type=Pair(),
    metavar="ONE/OTHER",
    help="Questions with both as options, one of them right.",
)
@click.option(
    "--contrast/--no-contrast",
    default=None,
    help="After a mix-up, ask two questions on the difference. [default: on a terminal]",
)
@click.option(
    "--confidence/--no-confidence",
    default=False,
    help="Ask after each answer how sure you are; report on it.",
)
@choice_options
@click.option(
    "--seed", type=int, metavar="N", help="Repeat a quiz: the same questions in the same order."
)
@click.option("--no-save", is_flag=True, help="Save neither answers nor progress.")
@display_options
@facts_options
@exam_option
def quiz(
    handle: LibraryHandle,
    display: Display,
    topics: Sequence[str],
    count: int | None,
    options: int,
    whole: float | None,
    each: float | None,
    extra: float | None,
    missed: str | None,
    flagged: bool,
    mix_up: tuple[str, str] | None,
    contrast: bool | None,
    confidence: bool,
    seed: int | None,
    no_save: bool,
    **choice: Any,
) -> None:
    """Answer questions, and see why each option is right or wrong.

    TOPIC is an exercise, a muscle, a role, a pack … by any of its names. Topics of one kind widen
    the choice, topics of different kinds narrow it; see `primemover help topics`.

    One key answers, and ? shows all keys. Every answer is saved at once; `primemover resume`
    continues a quiz that was stopped.
    """
    if extra is not None:
        if whole is None and each is None:
            raise click.UsageError("--extra lengthens --time and --per-question; give one of them.")
        whole, each = (limit and limit * extra for limit in (whole, each))
    is_repeatable = seed is not None
    seed = new_seed() if seed is None else seed
    again = bool(missed or flagged)
    wish = card_filter(handle, topics, optional=again or bool(mix_up), **choice)
    found: Pool | list[CardSummary]
    if again or mix_up:
        chosen = handle.select(wish)
        found = _again(handle, chosen, missed=missed, flagged=flagged, mix_up=mix_up, seed=seed)
        size = len(chosen)
    else:
        found = pool_for(handle, wish, besides=_named_answers(handle, wish))
        size = len(found)
    if not found:
        if missed or flagged:
            raise NothingMatched("Nothing to retry in that session.")
        raise nothing_matched("cards")
    settings = QuizSettings(
        library=handle.settings,
        time_limit=whole,
        question_limit=each,
        attributed=bool(choice.get("attributed")),
        contrast=contrast,
        confidence=confidence,
        scope=_scope(topics, size, handle.exam),
        options=options,
    )
    why, reason = (Why.MISSED if missed else Why.DRAWN), ""
    if mix_up and not again:
        why, reason = Why.MIX_UP, f"{mix_up[0]} and {mix_up[1]}"
    questions = _drawn(
        handle,
        found,
        count or (len(found) if again else _USUAL),
        seed,
        options,
        rare=() if again or mix_up or _names_kinds(choice) else RARE_KINDS,
        sets=() if again or mix_up else handle.sets,
        is_repeatable=is_repeatable,
        must=_concepts(handle, mix_up) if mix_up else (),
    )
    session = Session(
        items=tuple(Item(question=each, why=why, reason=reason) for each in questions),
        limits=Limits(whole=whole, question=each),
    )
    asked = count or (_USUAL if not again else 0)
    if len(session.items) < asked:
        are = "is" if len(session.items) == 1 else "are"
        remark(f"There {are} only {counted(len(session.items), 'question')} on this.")
    setup = Setup(handle=handle, display=display, seed=seed, settings=settings, saves=not no_save)
    start(session, setup)


def _again(
    handle: LibraryHandle,
    chosen: "list[CardSummary]",
    *,
    missed: str | None,
    flagged: bool,
    mix_up: tuple[str, str] | None,
    seed: int,
) -> "list[CardSummary]":
    """Restrict the cards to those that were missed, flagged or mixed up."""
    if missed:
        chosen = missed_only(chosen, missed)
    if flagged:
        from quiz.log.history import flagged as flagged_cards

        ids = set(flagged_cards(open_reader().figures().events))
        chosen = [summary for summary in chosen if summary.id in ids]
    if mix_up:
        from quiz.log.revisit import mix_up_cards

        shuffled = random.Random(seed).sample(chosen, len(chosen))
        chosen = mix_up_cards(handle, shuffled, mix_up)
    return chosen


def _named_answers(handle: LibraryHandle, wish: "CardFilter") -> set[str]:
    """The answers that the command line names: the only role, contraction, muscle or term."""
    named = [values for values in (wish.roles, wish.contractions) if len(values) == 1]
    answers = {str(value) for values in named for value in values}
    by_kind: dict[str, set[Topic]] = {}
    for topic in (topic for match in wish.topics for topic in match):
        by_kind.setdefault(topic.kind, set()).add(topic)
    only = [topic for topics in by_kind.values() if len(topics) == 1 for topic in topics]
    return answers | {handle.topics.labels.get(topic, topic.id) for topic in only}


def _names_kinds(choice: Mapping[str, Any]) -> bool:
    """Whether the learner chose kinds of card or templates, and so wants them often."""
    return bool(choice.get("kinds") or choice.get("templates"))


def _drawn(
    handle: LibraryHandle,
    found: "Pool | list[CardSummary]",
    count: int,
    seed: int,
    options: int,
    *,
    rare: Collection[str],
    sets: "Collection[CardSet]",
    is_repeatable: bool,
    must: Iterable[str],
) -> "tuple[Question, ...]":
    chance = random.Random(seed)
    scope = handle.exam or chosen_exam(None)
    choose = scheduler(scope, chance, rare=rare, sets=sets, is_repeatable=is_repeatable)
    cards = [handle.card(chosen.number) for chosen in choose(found, count)]
    preferred = {} if is_repeatable else mixed_up(handle, now())
    return reworded(draw(cards, chance, options, tuple(must), preferred), sets)


def _concepts(handle: LibraryHandle, names: Iterable[str]) -> tuple[str, ...]:
    """The concept ids of two names, as in wrong options."""
    topics = [topic for name in names for topic in handle.topics.find(name)]
    return tuple(f"{kind}/{topic.id}" for topic in topics for kind in (topic.kind, "term"))


def _scope(topics: Sequence[str], count: int, exam: "ExamScope | None") -> str:
    """A description of the scope of the quiz."""
    of = "" if exam is None or exam.id == GENERAL else f" for {exam.name}"
    on = f" on {' '.join(topics)}" if topics else ""
    return f"{count:,} card{'s' if count != 1 else ''}{on}{of}"
