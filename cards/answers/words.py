"""Words that are known, so that they are not typing errors for other words.

The English words are read when the first slip is considered: most answers have none.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cards.answers.normalisation import significant_words
from cards.answers.vocabulary import lexicon
from cards.model.base import FactBase
from cards.model.facts.definition import Definition
from cards.model.facts.purpose import PurposeClaim

ENGLISH = Path(__file__).parent.parent / "data" / "words" / "english.txt"
"""Words of American and British English, sorted, one a line; the licence is in the same folder."""


def is_known(word: str, base: FactBase) -> bool:
    """Whether a word in the singular belongs to our facts or to the English language."""
    return word in _of_facts(base) or _is_english(word) or _is_english(f"{word}s")


def _is_english(word: str) -> bool:
    return f"\n{word}\n".encode() in _english()


@lru_cache(maxsize=1)
def _english() -> bytes:
    return b"\n" + ENGLISH.read_bytes()


@lru_cache(maxsize=2)
def _of_facts(base: FactBase) -> frozenset[str]:
    """The words of all names and texts from which stems and keys are made."""
    texts = " ".join(_texts(base))
    return lexicon(base).words.union(significant_words(texts))


def _texts(base: FactBase) -> Iterator[str]:
    for statement in base.statements:
        yield statement.says
        yield from statement.accept
    for definition in base.of_type(Definition):
        yield definition.text
    for claim in base.of_type(PurposeClaim):
        yield claim.purpose
    for exercise in base.exercises.values():
        yield from exercise.phases.values()
