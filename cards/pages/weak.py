"""The page of what a learner misses: questions with their answers and reasons, by subject."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cards.english import capitalised
from cards.explanations import repeats
from cards.model.card import Card
from cards.model.fact import GAP
from cards.pages.page import Page, PageKind, PageRow, Section
from cards.pages.scope import PageScope
from cards.selection import first_selection

if TYPE_CHECKING:
    from cards.model.vocabulary import Subject


def weak_page(cards: Iterable[Card], scope: PageScope) -> Page:
    """The page of cards that a learner misses.

    Args:
        cards: A card for each fact, the weakest fact first. Equal rows are shown once.
        scope: The tiers of facts.
    """
    by_subject: dict[Subject, dict[tuple[str, ...], PageRow]] = {}
    for card in map(first_selection, cards):
        row = _row(card, scope)
        by_subject.setdefault(card.tests, {}).setdefault(row.cells, row)
    return Page(
        kind=PageKind.WEAK,
        id="weak",
        title="What you miss",
        sections=tuple(
            Section(
                id=subject,
                heading=capitalised(subject.label),
                rows=tuple(rows.values()),
                least=len(rows),
                is_quiz=True,
            )
            for subject, rows in by_subject.items()
        ),
    )


def _row(card: Card, scope: PageScope) -> PageRow:
    """The question, and its answer with the reason."""
    key, why = card.answer, card.explanation
    if GAP in card.stem:
        filled = card.stem.replace(GAP, key, 1)
        return scope.row((filled,) if repeats(why, filled) else (filled, why), card.facts)
    answer = why if why.lower().startswith(key.lower()) else f"{capitalised(key)}. {why}"
    return scope.row((card.stem, answer), card.facts)
