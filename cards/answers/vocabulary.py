"""The concepts that an answer can mean, by all their spellings."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

from cards.answers.normalisation import as_one_word, normalise
from cards.answers.words import words_of_texts
from cards.model.base import FactBase
from cards.model.fact import JOINT_ACTION
from cards.model.nouns import Exercise, Muscle, Named, Term
from cards.model.vocabulary import Contraction, Role


class Sort(StrEnum):
    """The kind of thing that a concept is, as a sentence names it."""

    MUSCLE = "muscle"
    ROLE = "role"
    CONTRACTION = "type of contraction"
    ACTION = "joint action"
    PHASE = "phase"
    TERM = "term"
    EXERCISE = "exercise"


TERMS = frozenset({Sort.ROLE, Sort.CONTRACTION, Sort.ACTION, Sort.PHASE, Sort.TERM})
"""The sorts whose concepts are terms of the glossary."""

_OF_FAMILY: Mapping[str, Sort] = {
    "role": Sort.ROLE,
    "contraction": Sort.CONTRACTION,
    JOINT_ACTION: Sort.ACTION,
    "phase": Sort.PHASE,
}
_LOGGED: Mapping[Sort, str] = {Sort.ROLE: "role", Sort.CONTRACTION: "contraction"}
"""The sorts that the log names differently; see `cards.model.concepts`."""


class Concept(NamedTuple):
    """Something that an answer can mean.

    Attributes:
        id: The id of the noun or value.
        right: The correct spellings; slips are measured against them.
        forms: All accepted spellings: these, known misspellings, and both written as one word.
        noun: The noun; None for a value that the glossary lacks.
    """

    id: str
    name: str
    sort: Sort
    right: frozenset[str]
    forms: frozenset[str]
    noun: Named | None = None

    def logged_as(self, *, in_text: bool = False) -> str:
        """The concept as the log and the distractors name it: `role/synergist`.

        Args:
            in_text: Whether it was typed into a gap, whose words are terms even if they are roles.
        """
        of_term = "term" if self.sort in TERMS else self.sort.value
        return f"{of_term if in_text else _LOGGED.get(self.sort, of_term)}/{self.id}"


class Lexicon(Protocol):
    """All concepts of a fact base; those of a method are in the order of the base."""

    def spelt(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The concepts that have one of these spellings; see `in_order`."""

    def performing(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The joint actions that are spelt with a verb: "flexes the hip"."""

    def completing(self, words: frozenset[str], sorts: Collection[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts that have all these words and more in a spelling."""

    def resembling(self, answer: str, most: int) -> Iterable[Concept]:
        """The concepts with a spelling that is as near to an answer, or nearer; perhaps others.

        Args:
            answer: The normal form of the answer.
            most: The greatest distance, as in `cards.answers.slips`.
        """

    def of_sorts(self, sorts: Collection[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts."""

    def has_word(self, word: str) -> bool:
        """Whether a word in the singular is in a spelling, or in a text of the facts."""


class BuiltLexicon:
    """All concepts of a fact base, in memory.

    Attributes:
        concepts: The concepts of the muscles, of the terms, of the exercises, and of other values.
    """

    def __init__(self, base: FactBase) -> None:
        """Take the nouns of a base, and the values that its glossary lacks."""
        nouns = (*base.muscles.values(), *base.terms.values(), *base.exercises.values())
        concepts = [_concept(noun) for noun in nouns]
        known = {concept.id for concept in concepts if concept.sort in TERMS}
        for sort, values in ((Sort.ROLE, Role), (Sort.CONTRACTION, Contraction)):
            concepts += [_value(v, sort) for v in values if v.replace(" ", "-") not in known]
        self.concepts = tuple(concepts)
        self._base = base

    @cached_property
    def by_form(self) -> Mapping[str, tuple[Concept, ...]]:
        """The concepts with each spelling."""
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            for form in concept.forms:
                found.setdefault(form, []).append(concept)
        return {form: tuple(concepts) for form, concepts in found.items()}

    def spelt(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The concepts that have one of these spellings."""
        forms = in_order(spellings)
        found = (concept for form in forms for concept in self.by_form.get(form, ()))
        return tuple(dict.fromkeys(found))

    @cached_property
    def by_verb(self) -> Mapping[str, Concept]:
        """The joint action with each spelling by a verb."""
        return {
            normalise(form): concept
            for concept in self.concepts
            if isinstance(concept.noun, Term) and concept.noun.verb
            for form in _inflected(concept.noun.verb)
        }

    def performing(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The joint actions that are spelt with a verb: "flexes the hip"."""
        found = (self.by_verb.get(form) for form in spellings)
        return tuple(dict.fromkeys(concept for concept in found if concept is not None))

    def completing(self, words: frozenset[str], sorts: Collection[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts that have all these words and more in a spelling."""
        every = zip(self.concepts, self._word_sets, strict=True)
        return tuple(
            concept
            for concept, forms in every
            if concept.sort in sorts and any(words < form for form in forms)
        )

    @cached_property
    def _word_sets(self) -> Sequence[tuple[frozenset[str], ...]]:
        return [tuple(frozenset(form.split()) for form in c.right) for c in self.concepts]

    def resembling(self, answer: str, most: int) -> Iterable[Concept]:  # noqa: ARG002 - all are near
        """All concepts: the distances are computed elsewhere."""
        return self.concepts

    def of_sorts(self, sorts: Collection[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts."""
        return tuple(concept for concept in self.concepts if concept.sort in sorts)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of all spellings, and of the texts of the facts."""
        spelt = (word for c in self.concepts for form in c.right for word in form.split())
        return words_of_texts(self._base).union(spelt)

    def has_word(self, word: str) -> bool:
        """Whether a word in the singular is in a spelling, or in a text of the facts."""
        return word in self.words


def in_order(spellings: Iterable[str]) -> list[str]:
    """The spellings of a text, that of one word first: it keeps the order of the words.

    A "sled push" is an exercise, and a "push sled" is a sled.
    """
    return sorted(spellings, key=lambda form: (len(form), form))


def lexicon(base: FactBase) -> BuiltLexicon:
    """The lexicon of a base; built once for each."""
    return _lexicon(base.unrecorded)


@lru_cache(maxsize=2)
def _lexicon(base: FactBase) -> BuiltLexicon:
    return BuiltLexicon(base)


def sort_of(noun: Named) -> Sort:
    """The sort of a noun."""
    if isinstance(noun, Muscle):
        return Sort.MUSCLE
    if isinstance(noun, Exercise):
        return Sort.EXERCISE
    return _OF_FAMILY.get(noun.family, Sort.TERM) if isinstance(noun, Term) else Sort.TERM


def _concept(noun: Named) -> Concept:
    right = {normalise(form) for form in (noun.name, *noun.aliases)}
    sort = sort_of(noun)
    if sort is Sort.CONTRACTION:
        # People write "works eccentrically".
        right |= {normalise(noun.id), normalise(f"{noun.id}ally")}
    forms = right.union(map(normalise, noun.misspellings), map(as_one_word, noun.forms))
    return Concept(noun.id, noun.name, sort, frozenset(right), frozenset(forms), noun)


def _inflected(verb: str) -> Iterator[str]:
    """A verb with its object in the infinitive and in the third person."""
    words = verb.split()
    yield verb
    for number, word in enumerate(words):
        for ending in ("s", "es"):
            yield " ".join((*words[:number], f"{word}{ending}", *words[number + 1 :]))


def _value(value: str, sort: Sort) -> Concept:
    form = frozenset({normalise(value)})
    return Concept(value.replace(" ", "-"), value, sort, form, form)
