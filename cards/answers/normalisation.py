"""Normal forms of what is typed: case, accents, hyphens, articles, plurals and word order."""

import re
import unicodedata
from functools import lru_cache

from cards.english import british

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]")
_ARTICLES = ("the", "a", "an")
# Not "phase": the concentric phase is not a concentric contraction.
_EMPTY_WORDS = frozenset({"muscle", "contraction", "action", "type"})
_FOLDED = {
    "ups": "up",
    "vasti": "vastu",
    **dict.fromkeys(("flye", "flyes", "flies", "flys"), "fly"),
    "db": "dumbbell",
    "bb": "barbell",
    "kb": "kettlebell",
}
"""Plurals that lose more or less than a final s, and abbreviations."""

SHORT = 3
"""Longest length of a word or an answer that must match exactly: "BF" is not a slip for "RF"."""


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Normalize case, accents, hyphens, articles, plural endings and word order."""
    return " ".join(sorted(significant_words(text)))


@lru_cache(maxsize=8192)
def as_one_word(text: str) -> str:
    """Normalize, but keep the word order: "plantar flexion" may be written "plantarflexion"."""
    return "".join(significant_words(text))


@lru_cache(maxsize=8192)
def spellings(text: str) -> frozenset[str]:
    """The normal forms under which a text is looked up."""
    found = significant_words(text)
    return frozenset({" ".join(sorted(found)), "".join(found)})


def significant_words(text: str) -> list[str]:
    """The words that carry the meaning, in order and in the singular."""
    found = _plain(text).split()
    while len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    found = [word for word in found if word != "the"] or found
    folded = [_folded(word) for word in found]
    return [word for word in folded if word not in _EMPTY_WORDS] or folded


def folded_words(text: str) -> list[str]:
    """All words, in order and in the singular; spellings of parts of the text have no others."""
    return [_folded(word) for word in _plain(text).split()]


def _folded(word: str) -> str:
    return _FOLDED.get(word) or _singular(word)


def _singular(word: str) -> str:
    if word.endswith(("sses", "ches", "shes")):
        word = word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > SHORT else word


def _plain(text: str) -> str:
    """The text in lower case and British spelling, with blanks for everything but letters."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("æ", "ae").replace("œ", "oe"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return british(_NEITHER_LETTER_NOR_DIGIT.sub(" ", plain))
