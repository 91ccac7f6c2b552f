"""Draws cards for a learner: the scheduler with this learner's history, and what was missed."""

from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from quiz.cli.learner import answers_so_far, contrasts_of
from quiz.cli.store import now, open_reader, readable_log
from quiz.home.library import LibraryHandle
from quiz.home.paths import cache_folder

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Collection, Iterable, Mapping

    from cards.exams.scope import ExamScope
    from cards.model.card_set import CardSet
    from cards.model.summary import CardSummary
    from decks.deck import CardFilter
    from quiz.log.mix_ups import MixUp
    from quiz.log.past import Past
    from quiz.log.reader import LogReader
    from quiz.schedule.pool import Pool
    from quiz.schedule.scheduler import Choose, Pattern

_T = TypeVar("_T")


def scheduler(
    scope: "ExamScope",
    chance: "random.Random",
    *,
    levels: "Mapping[str, float]" = MappingProxyType({}),
    rare: "Collection[str]" = (),
    sets: "Collection[CardSet]" = (),
    unseen_first: bool = False,
    is_repeatable: bool,
) -> "Choose":
    """The default scheduler, with the learner's history and the current time.

    Args:
        scope: The exam, which has the shares of the subjects.
        chance: The source of randomness.
        levels: The share of each cognitive level; empty for no preference.
        rare: Kinds of card that are seldom asked.
        sets: Cards that may be asked in a row.
        unseen_first: Whether cards that the learner has seen come last.
        is_repeatable: Whether to ignore earlier answers, so that the seed decides.
    """
    from quiz.schedule.scheduler import Mix
    from quiz.schedule.schedulers import DEFAULT, SCHEDULERS

    return partial(
        SCHEDULERS[DEFAULT],
        mix=Mix(
            scope.shares,
            frozenset(rare),
            sets,
            levels,
            today=dict if is_repeatable else _asked_today,
            seen=_asked if unseen_first and not is_repeatable else tuple,
        ),
        history=dict if is_repeatable else _past,
        now=now(),
        random=chance,
    )


def pool_for(handle: LibraryHandle, wish: "CardFilter", besides: "Collection[str]" = ()) -> "Pool":
    """The cards that match a filter; all that an exam asks, or all of some kinds, are stored.

    Args:
        handle: The library.
        wish: The filter.
        besides: Right answers of cards that are excluded, unless there are no others.
    """
    from quiz.schedule.pool import pool_of

    def selected() -> "Pool":
        chosen = handle.select(wish)
        return pool_of(unnamed(chosen, besides))

    folder = cache_folder() if handle.cached else None
    if folder is None or handle.digest is None or wish.exam is None:
        return selected()
    if besides or wish != type(wish)(exam=wish.exam, kinds=wish.kinds):
        return selected()
    from quiz.schedule.pool_file import load_pool, pool_file, stamp_of, store_pool

    exam = (wish.exam.id, wish.exam.stance, tuple(wish.exam.shares.items()))
    kinds = tuple(sorted(wish.kinds))
    file = pool_file(folder, handle.settings, exam[0], *kinds)
    stamp = stamp_of(handle.digest, exam, *kinds)
    found = load_pool(file, stamp, selected)
    if found is None:
        found = selected()
        with suppress(OSError):
            store_pool(file, stamp, found, (id_ for each in handle.sets for id_ in each.cards))
    return found


def unnamed(chosen: "list[CardSummary]", answers: "Collection[str]") -> "list[CardSummary]":
    """The cards without those that have one of these answers, unless there are no others."""
    return [card for card in chosen if card.right not in answers] or chosen


def _asked() -> "Collection[str]":
    """The cards of all earlier answers."""
    return _read_log(lambda store: store.cards(), frozenset())


def _past() -> "Mapping[str, Past]":
    return answers_so_far().past


def _asked_today() -> "Mapping[Pattern, int]":
    return Counter(answers_so_far().patterns)


def mixed_up(handle: LibraryHandle, at: datetime) -> "Mapping[str, Collection[str]]":
    """The wrong options that this learner should be shown, by the right concept.

    Args:
        handle: The library, which knows the closed vocabularies.
        at: The moment.
    """
    return contrasts_of(answers_so_far().concepts, handle.vocabularies, at)


def mix_ups_in(handle: LibraryHandle, store: "LogReader") -> "tuple[MixUp, ...]":
    """The mix-ups of a log, as they are now.

    Raises:
        StoreError: The log cannot be read.
    """
    from quiz.log.counts import AnswerCounts
    from quiz.log.days import study_day
    from quiz.log.mix_ups import mix_ups

    today = date.fromisoformat(study_day(now()))
    return mix_ups(AnswerCounts(store).concepts(), handle.vocabularies, today)


def _read_log(read: "Callable[[LogReader], _T]", default: _T) -> _T:
    """The result of reading the log; the default if there is no log that can be read."""
    from quiz.home.paths import log_file

    file = log_file()
    if file is None or not file.exists():
        return default
    from quiz.log.records import StoreError

    try:
        return read(readable_log())
    except StoreError:  # the session itself reports it
        return default


def missed_only(chosen: "Iterable[CardSummary]", session: str) -> "list[CardSummary]":
    """The cards that were missed in a session: `last`, `all`, or the start of its id.

    Raises:
        UnknownSession: No session matches, or several do.
    """
    from quiz.log.revisit import missed_cards

    store = open_reader()
    ids = set(missed_cards(store.figures(), session, store.session_log))
    return [summary for summary in chosen if summary.id in ids]
