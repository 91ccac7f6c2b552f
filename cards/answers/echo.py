"""Accepted answers that a stem contains, so that a learner could copy them."""

from collections.abc import Iterator
from functools import lru_cache

from cards.answers.asked import Asked
from cards.answers.normalisation import folded_words, spellings
from cards.english import plain_words
from cards.model.base import FactBase
from cards.model.card import Card
from cards.value_class import replace

_LONGEST = 6
"""Words of the longest accepted answer that a stem may contain."""


def echoed_answer(stem: str, card: Card, base: FactBase) -> str | None:
    """The words of a stem that would be accepted as the answer of a typed card, in any form."""
    return _part_among(stem, Asked(card, base).forms)


def without_echoes(card: Card, base: FactBase) -> Card | None:
    """A typed card that accepts no words of its stems; None if its key or a form of it is one.

    Of further accepted answers, those that a stem contains are dropped.
    """
    first, *further = card.key
    unshown = (
        k for k in further if not any(_part_among(stem, spellings(k)) for stem in card.stems)
    )
    card = replace(card, key=(first, *unshown))
    stems = tuple(stem for stem in card.stems if echoed_answer(stem, card, base) is None)
    return replace(card, stems=stems) if stems else None


def _part_among(text: str, forms: frozenset[str]) -> str | None:
    """The first words of a text that have one of these spellings."""
    # Few stems have all words of an answer; to look for these is much faster.
    words = _folded(text)
    if not any(_consists_of(form, words) for form in forms):
        return None
    return next((part for part in _parts(text) if not forms.isdisjoint(spellings(part))), None)


@lru_cache(maxsize=64)
def _folded(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


def _consists_of(form: str, words: frozenset[str]) -> bool:
    """Whether a spelling, in separate words or as one word, has no other words than these."""
    if " " in form:
        return words.issuperset(form.split())
    return form in words or any(
        form.startswith(word) and _consists_of(form[len(word) :], words) for word in words
    )


def _parts(text: str) -> Iterator[str]:
    """The parts of a text that an answer could be, shortest first."""
    words = text.split()
    for size in range(1, min(_LONGEST, len(words)) + 1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            # A little word such as "in" gives nothing away.
            if plain_words(part):
                yield part
