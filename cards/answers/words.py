"""Words that are known, so that they are not typing errors for other words.

The English words are read when the first slip is considered: most answers have none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cards.answers.vocabulary import lexicon
from cards.english import british
from cards.model.base import FactBase
from cards.model.facts.definition import Definition
from cards.model.facts.purpose import PurposeClaim

ENGLISH = Path(__file__).parent.parent / "data" / "words" / "english.txt"
"""Words of American and British English, sorted, one a line; the licence is in the same folder."""


def is_known(word: str, base: FactBase) -> bool:
    """Whether a word in the singular belongs to our facts or to the English language."""
    return (
        _is_english(word)
        or _is_english(f"{word}s")
        or word in lexicon(base).words
        or _is_in_a_text(word, base)
    )


def _is_in_a_text(word: str, base: FactBase) -> bool:
    texts = _all_texts(base)
    # Most slips are not even a part of a word, and looking for that is many times as fast.
    return word in texts and re.search(rf"\b{re.escape(word)}s?\b", texts) is not None


def _is_english(word: str) -> bool:
    return f"\n{word}\n".encode() in _english()


@lru_cache(maxsize=1)
def _english() -> bytes:
    return b"\n" + ENGLISH.read_bytes()


@lru_cache(maxsize=2)
def _all_texts(base: FactBase) -> str:
    """All texts from which stems and keys are made, apart from names."""
    return british("\n".join(_texts(base)).casefold())


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
