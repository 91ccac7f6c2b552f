"""The choice of an export's cards: the core of an exam, fitted to the time that remains."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cards.exams.scope import GENERAL
from cards.tiers.tier import TIERS, Tier
from decks.core import core_cards, days, fitted, in_words, new_a_day
from decks.deck import CardFilter
from decks.fronts import one_per_question
from quiz.cli.defaults import user_settings
from quiz.cli.store import now
from quiz.cli.studying import USUAL_MINUTES
from quiz.home.settings import UserSettings
from quiz.log.days import study_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cards.exams.scope import ExamScope
    from cards.model.card import Card
    from quiz.home.library import LibraryHandle

_LAST_WEEK = 7
"""Days before the exam in which no card is new."""


class DeckExtent(NamedTuple):
    """How much a deck holds, as asked for.

    Attributes:
        tier: The lowest tier; None for the usual one.
        size: The number of cards; None for as many as there is time for.
        weeks: The weeks in which all are new once; None for as long as it takes.
        new_a_day: How many are new on a day; None for what the study time allows.
    """

    tier: Tier | None = None
    size: int | None = None
    weeks: int | None = None
    new_a_day: int | None = None


class CoreDeck(NamedTuple):
    """The cards of a deck, in the order of teaching.

    Attributes:
        cards: The cards.
        lowest: The lowest tier that is included.
        whole: How many cards these tiers have.
        more: How many cards the lower tiers have.
        until: The day of the exam, if the cards were fitted to it.
    """

    cards: tuple["Card", ...]
    lowest: Tier
    whole: int
    more: int
    until: date | None


def is_core(criteria: CardFilter) -> bool:
    """Whether one card for each fact is chosen: unless cards are named by kind or template."""
    return not (criteria.optional or criteria.kinds or criteria.templates)


def core_deck(handle: "LibraryHandle", criteria: CardFilter, extent: DeckExtent) -> CoreDeck:
    """Choose the cards of a deck.

    Args:
        handle: The library.
        criteria: The cards that may be chosen.
        extent: How much the deck holds.
    """
    matching = one_per_question(handle.matching(criteria), handle.summaries)
    every = core_cards(matching, handle.tiers)
    is_narrow = handle.only or _is_narrow(criteria)
    lowest = extent.tier or (Tier.REST if is_narrow else Tier.CORE)
    found = core_cards(matching, handle.tiers, lowest)
    until = _exam_date() if extent == DeckExtent() and not is_narrow else None
    size = _size(extent, until)
    shares = {} if handle.exam is None else handle.exam.shares
    chosen = found if size is None else fitted(found, size, shares)
    is_fitted = until is not None and len(chosen) < len(found)
    return CoreDeck(
        tuple(chosen), lowest, len(found), len(every) - len(found), until if is_fitted else None
    )


def _is_narrow(criteria: CardFilter) -> bool:
    """Whether the deck is on topics of the user instead of on an exam."""
    return bool(criteria.topics or criteria.roles or criteria.contractions or criteria.phases)


def _exam_date() -> date | None:
    stored = user_settings()
    return None if stored is None else stored.date


def _minutes() -> int:
    return (user_settings() or UserSettings()).minutes or USUAL_MINUTES


def _size(extent: DeckExtent, until: date | None) -> int | None:
    """How many cards there is time for; None for no limit."""
    if extent.size is not None:
        return extent.size
    pace = extent.new_a_day or new_a_day(_minutes())
    if extent.weeks is not None:
        return extent.weeks * 7 * pace
    if until is None:
        return None
    remaining = (until - date.fromisoformat(study_day(now()))).days
    return max(1, remaining - _LAST_WEEK) * pace if remaining > 0 else None


def extent_lines(deck: CoreDeck, exam: "ExamScope | None", extent: DeckExtent) -> "Iterator[str]":
    """The contents of a deck, the time that it takes, and the way to more.

    Args:
        deck: The deck.
        exam: The exam that the cards are for.
        extent: The requested extent.
    """
    count, tier = len(deck.cards), deck.lowest
    held = "The core" if tier is Tier.CORE else f"Tiers 1 to {tier.value}"
    if tier is not Tier.REST or count < deck.whole:
        part = f", the most important {count} of {deck.whole} cards" if count < deck.whole else ""
        asks = "exams ask"
        if exam is not None and exam.id != GENERAL:
            asks = f"the {exam.name} asks"
        yield f"{held} of what {asks}{part}."
    minutes = _minutes()
    if deck.until is not None:
        day = f"{deck.until.day} {deck.until:%B %Y}"
        yield f"At {minutes} minutes a day the last new card comes a week before {day}."
    elif extent.new_a_day:
        yield f"At {extent.new_a_day} new cards a day: {in_words(-(-count // extent.new_a_day))}."
    else:
        time, shorter = in_words(days(count, minutes)), in_words(days(count, 2 * minutes))
        more = f", {shorter} at {2 * minutes}" if shorter != time else ""
        yield f"That takes {time} at {minutes} minutes a day{more}."
    if deck.more and not _asks_for_more(extent):
        next_ = Tier(tier.value + 1)
        facts = "" if next_ is Tier.REST else " facts"
        yield f"--tier {next_.value} adds {TIERS[next_]}{facts}; --all has every question."


def _asks_for_more(extent: DeckExtent) -> bool:
    return extent.size is not None or extent.weeks is not None
