"""Words that are known, so that they are not typing errors for other words.

The English words are read when the first slip is considered: most answers have none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cards.english import british
from cards.model.base import FactBase

ENGLISH = Path(__file__).parent.parent / "data" / "words" / "english.txt"
"""Words of American and British English, sorted, one a line; the licence is in the same folder."""


def is_english(word: str) -> bool:
    """Whether a word belongs to the English language."""
    return f"\n{word}\n".encode() in _english()


@lru_cache(maxsize=1)
def _english() -> bytes:
    return b"\n" + ENGLISH.read_bytes()


def words_of_texts(base: FactBase) -> frozenset[str]:
    """All words of the texts from which stems and keys are made, apart from names.

    A word that may be a plural is also there in the singular.
    """
    words = set(re.findall(r"\w+", british("\n".join(_texts(base)).casefold())))
    return frozenset(words.union(word[:-1] for word in words if word.endswith("s")))


def _texts(base: FactBase) -> Iterator[str]:
    from cards.model.facts.definition import Definition  # a stored lexicon has all words
    from cards.model.facts.purpose import PurposeClaim

    for statement in base.statements:
        yield statement.says
        yield from statement.accept
    for definition in base.of_type(Definition):
        yield definition.text
    for claim in base.of_type(PurposeClaim):
        yield claim.purpose
    for exercise in base.exercises.values():
        yield from exercise.phases.values()
