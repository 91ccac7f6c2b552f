"""The concepts that an answer can mean, by all their spellings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from cards.answers.normalisation import as_one_word, normalise
from cards.model.base import FactBase
from cards.model.fact import JOINT_ACTION
from cards.model.nouns import Exercise, Muscle, Named, Term
from cards.model.recorded import of_spellings, record, unrecorded
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


class Lexicon:
    """All concepts of a fact base."""

    def __init__(self, base: FactBase) -> None:
        """Take the nouns of a base, and the values that its glossary lacks."""
        nouns = (*base.muscles.values(), *base.terms.values(), *base.exercises.values())
        concepts = [_concept(noun) for noun in nouns]
        known = {concept.id for concept in concepts if concept.sort in TERMS}
        for sort, values in ((Sort.ROLE, Role), (Sort.CONTRACTION, Contraction)):
            concepts += [_value(v, sort) for v in values if v.replace(" ", "-") not in known]
        self.concepts = tuple(concepts)

    @cached_property
    def _by_form(self) -> Mapping[str, tuple[Concept, ...]]:
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            for form in concept.forms:
                found.setdefault(form, []).append(concept)
        return {form: tuple(concepts) for form, concepts in found.items()}

    def spelt(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The concepts that have one of these spellings."""
        found = (concept for form in spellings for concept in self._by_form.get(form, ()))
        return tuple(dict.fromkeys(found))

    def performing(self, spellings: Iterable[str]) -> tuple[Concept, ...]:
        """The joint actions that are spelt with a verb: "flexes the hip"."""
        found = (self._by_verb.get(form) for form in spellings)
        return tuple(dict.fromkeys(concept for concept in found if concept is not None))

    @cached_property
    def _by_verb(self) -> Mapping[str, Concept]:
        return {
            normalise(form): concept
            for concept in self.concepts
            if isinstance(concept.noun, Term) and concept.noun.verb
            for form in _inflected(concept.noun.verb)
        }

    def completing(self, words: frozenset[str], sorts: frozenset[Sort]) -> tuple[Concept, ...]:
        """The concepts of some sorts that have all these words and more in a spelling."""
        return tuple(
            concept
            for concept in self.concepts
            if concept.sort in sorts and any(words < form for form in self._word_sets[concept.id])
        )

    @cached_property
    def _word_sets(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        return {
            concept.id: tuple(frozenset(form.split()) for form in concept.right)
            for concept in self.concepts
        }

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of all spellings."""
        return frozenset(word for c in self.concepts for form in c.right for word in form.split())


def lexicon(base: FactBase) -> Lexicon:
    """The lexicon of a base; built once for each."""
    return _lexicon(unrecorded(base))


@lru_cache(maxsize=2)
def _lexicon(base: FactBase) -> Lexicon:
    return Lexicon(base)


def spelt_in(base: FactBase, spellings: Collection[str]) -> tuple[Concept, ...]:
    """The concepts of a base that have one of these spellings."""
    record(base, of_spellings(spellings))
    return lexicon(base).spelt(spellings)


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
