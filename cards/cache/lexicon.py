"""On-disk cache of the lexicon that judges typed answers, apart from that of the library.

An answer needs few of its concepts: the file is read as a whole and checked, but only what is
looked up is decoded. It is written when an answer needs it first, since few commands do. If it is
missing, damaged or of other facts, the lexicon is built from the facts.
"""

import contextlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from cards.answers.slips import letters, letters_apart
from cards.answers.vocabulary import BuiltLexicon, Concept, Lexicon, Sort, in_order, lexicon
from cards.cache.file import CachedLibrary
from cards.cache.library import lexicon_file
from cards.cache.number_lists import NumberLists, packed
from cards.cache.parts import PartsFile, parts_file
from cards.cache.text_table import TextTable, joined_texts, numbered
from cards.model.base import FactBase
from cards.model.nouns import Exercise, Muscle, Named

_SORTS = tuple(Sort)


def load_lexicon(library: CachedLibrary) -> Lexicon:
    """The lexicon of a library, from its file; built and stored if there is none."""
    base, library_file = library.base, library.file
    if library_file is None or library.is_rebuilt:
        return lexicon(base)
    file = lexicon_file(library_file)
    stamp: Any = None
    with contextlib.suppress(Exception):  # a damaged file may raise anything
        stamp = library.stamp
        parts = PartsFile(file.read_bytes())
        if parts.part("stamp") == stamp:
            parts.check()
            return StoredLexicon(parts, base)
    built = lexicon(base)
    if stamp is not None:
        from cards.files import write_atomically

        with contextlib.suppress(OSError):
            write_atomically(file, encoded(built, stamp))
    return built


class StoredLexicon:
    """The lexicon of a base, in a file."""

    def __init__(self, parts: PartsFile, base: FactBase) -> None:
        """Read from a file, of which each part was found to be what was written."""
        self._parts, self._base = parts, base
        self._known: dict[int, Concept] = {}

    def spelt(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The concepts that have one of these spellings."""
        numbers = map(self._forms.number, in_order(spellings))
        found = (n for form in numbers if form is not None for n in self._meanings[form])
        return self._concepts(dict.fromkeys(number >> 1 for number in found))

    def performing(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The joint actions that are spelt with a verb: "flexes the hip"."""
        found = map(self._by_verb.get, spellings)
        return self._concepts(dict.fromkeys(number for number in found if number is not None))

    def completing(self, words: frozenset[str], sorts: Collection[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts that have all these words and more in a spelling."""
        found = set[int]()
        for form, text in self._forms.containing(max(words, key=len, default="")):
            if words < frozenset(text.split()):
                found.update(self._spelt_right(form))
        return self._concepts(n for n in sorted(found) if self._sort(n) in sorts)

    def resembling(self, answer: str, most: int) -> Iterable[Concept]:
        """The concepts with a spelling that may be as near to an answer, or nearer."""
        found, in_answer = set[int](), letters(answer)
        for length in range(len(answer) - most, len(answer) + most + 1):
            for form, _ in self._forms.of_length(length):
                if letters_apart(in_answer, self._letters[form]) <= most:
                    found.update(self._spelt_right(form))
        return self._concepts(sorted(found))

    def of_sorts(self, sorts: Collection[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts."""
        numbers = range(len(self._sorts))
        return self._concepts(number for number in numbers if self._sort(number) in sorts)

    def has_word(self, word: str) -> bool:
        """Whether a word in the singular is in a spelling, or in a text of the facts."""
        return self._words.number(word) is not None

    # -- the file ------------------------------------------------------------------------------

    @cached_property
    def _forms(self) -> TextTable:
        return TextTable(self._parts.part("forms"))

    @cached_property
    def _meanings(self) -> NumberLists:
        """For each form, twice the numbers of its concepts, plus one where it is a right form."""
        return NumberLists(self._parts.part("meanings"))

    def _spelt_right(self, form: int) -> Iterator[int]:
        """The numbers of the concepts of which a form is a right spelling."""
        return (number >> 1 for number in self._meanings[form] if number & 1)

    @cached_property
    def _letters(self) -> "array[int]":
        """The letters of each form."""
        found = array("Q")
        found.frombytes(self._parts.part("letters"))
        return found

    @cached_property
    def _by_verb(self) -> dict[str, int]:
        found: dict[str, int] = self._parts.part("verbs")
        return found

    @cached_property
    def _words(self) -> TextTable:
        return TextTable(self._parts.part("words"))

    @cached_property
    def _sorts(self) -> bytes:
        """The number of the sort of each concept."""
        found: bytes = self._parts.part("sorts")
        return found

    def _sort(self, number: int) -> Sort:
        return _SORTS[self._sorts[number]]

    def _concepts(self, numbers: Iterable[int]) -> tuple[Concept, ...]:
        return tuple(map(self._concept, numbers))

    def _concept(self, number: int) -> Concept:
        if number not in self._known:
            id_, name, nouns, right, more = self._parts.object(number)
            noun = getattr(self._base, nouns)[id_] if nouns else None
            forms = frozenset(right).union(more)
            self._known[number] = Concept(
                id_, name, self._sort(number), frozenset(right), forms, noun
            )
        return self._known[number]


def encoded(built: BuiltLexicon, stamp: Any) -> list[bytes | memoryview]:
    """The file of a lexicon.

    Args:
        built: The lexicon.
        stamp: The state of everything that its library was built from.
    """
    numbers = {id(concept): number for number, concept in enumerate(built.concepts)}
    forms = joined_texts(built.by_form)
    texts = numbered(forms)
    parts = {
        "stamp": stamp,
        "forms": forms,
        "meanings": packed(
            [2 * numbers[id(concept)] + (form in concept.right) for concept in built.by_form[form]]
            for form in texts
        ),
        "letters": array("Q", map(letters, texts)).tobytes(),
        "verbs": {form: numbers[id(concept)] for form, concept in built.by_verb.items()},
        "words": joined_texts(built.words),
        "sorts": bytes(_SORTS.index(concept.sort) for concept in built.concepts),
    }
    return parts_file(parts, map(_row, built.concepts))


def _row(concept: Concept) -> tuple[Any, ...]:
    """A concept as plain data: its noun by the field of the base that has it."""
    more = concept.forms - concept.right
    return concept.id, concept.name, _field(concept.noun), tuple(concept.right), tuple(more)


def _field(noun: Named | None) -> str:
    match noun:
        case None:
            return ""
        case Muscle():
            return "muscles"
        case Exercise():
            return "exercises"
        case _:
            return "terms"
