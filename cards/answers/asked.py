"""The question of a typed card: the sort of its answer, and the concepts that are right."""

from functools import cached_property

from cards.answers.normalisation import normalise, spellings
from cards.answers.vocabulary import TERMS, Concept, Lexicon, Sort, lexicon
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.facts.definition import Definition
from cards.model.nouns import Source, Term
from cards.value_class import value_class

_OF_FIELD = {
    "muscle": frozenset({Sort.MUSCLE}),
    "role": frozenset({Sort.ROLE}),
    "contraction": frozenset({Sort.CONTRACTION}),
    "exercise": frozenset({Sort.EXERCISE}),
    "term": TERMS,
}
"""The sorts of answer in each field of a card; any sort may fill a gap in a sentence."""


@value_class(frozen=True, eq=False)
class Asked:
    """A card with the facts that it is judged by.

    The facts of a card may be copies, and proofs compare nouns by identity; so they are looked up.

    Attributes:
        stored: The lexicon of the facts, if it was stored; otherwise it is built.
    """

    card: Card
    base: FactBase
    stored: Lexicon | None = None

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the card."""
        return tuple(map(self.base.current, self.card.facts))

    @property
    def fact(self) -> Fact:
        """The fact that the card is chiefly about."""
        return self.facts[0]

    @property
    def source(self) -> Source | None:
        """The source that the question names; None if it names none."""
        named = any("{source}" in stem for stem in self.card.template.stems)
        return self.fact.source if named or self.fact.attributed else None

    @property
    def lexicon(self) -> Lexicon:
        """All concepts."""
        return self.stored or lexicon(self.base)

    def _spelt(self, text: str) -> tuple[Concept, ...]:
        """The concepts that a text names."""
        written = spellings(text)
        self.base.record_spellings(written)
        return self.lexicon.spelt(written)

    @property
    def in_text(self) -> bool:
        """Whether the answer fills a gap in a sentence."""
        return self.card.field == "text"

    @cached_property
    def keys(self) -> tuple[Concept, ...]:
        """The concepts that the keys of the card name."""
        if self.card.template.key == "phase":
            phase = self.fact.about.phase
            phases = self.lexicon.of_sorts({Sort.PHASE})
            return tuple(concept for concept in phases if concept.id == phase)
        if self.in_text:
            named = (self._named_in_text(number, key) for number, key in enumerate(self.card.key))
            return tuple(dict.fromkeys(concept for each in named for concept in each))
        sorts = _OF_FIELD.get(self.card.field, frozenset(Sort))
        found = [each for key in self.card.key for each in self._spelt(key)]
        return tuple(dict.fromkeys(concept for concept in found if concept.sort in sorts))

    def _named_in_text(self, number: int, key: str) -> tuple[Concept, ...]:
        """The concept that a key of a gap names, with certainty.

        Some aliases are ordinary words: the "chest" is not always the pectoralis major. So a key
        must be the name or a part of it, or the first key a value of an exclusive family. A part
        of the name of an exercise also names a movement: a push jerk has a "dip".
        """
        spelt = self._spelt(key)
        words = set(normalise(key).split())
        exact = tuple(c for c in spelt if normalise(c.name) == normalise(key))
        if exact or len(spelt) != 1:
            return exact
        (found,) = spelt
        noun = found.noun
        exclusive = isinstance(noun, Term) and self.base.families[noun.family].exclusive
        is_part = found.sort is not Sort.EXERCISE and words < set(normalise(found.name).split())
        return spelt if is_part or (exclusive and not number) else ()

    @cached_property
    def sorts(self) -> frozenset[Sort]:
        """The sorts of concept that are asked for."""
        sorts = _OF_FIELD.get(self.card.field)
        if sorts is None:
            return frozenset(key.sort for key in self.keys) or frozenset(Sort)
        if sorts is TERMS and not isinstance(self.fact, Definition):
            return frozenset(key.sort for key in self.keys) or TERMS
        return sorts

    @cached_property
    def forms(self) -> frozenset[str]:
        """All accepted spellings of the keys."""
        names = (name for key in self.card.key for name in (key, *self._short_names(key)))
        written = frozenset(form for name in names for form in spellings(name))
        return written.union(*(key.forms for key in self.keys))

    def _short_names(self, key: str) -> tuple[str, ...]:
        """The short name of a movement pattern: "squat" for the squat pattern.

        "Hip adduction" is a joint action, so it is not short for the hip adduction pattern.
        """
        short = key.removesuffix(" pattern")
        return () if short == key or self._spelt(short) else (short,)

    @property
    def families(self) -> frozenset[str]:
        """The families of the terms that are right."""
        return frozenset(key.noun.family for key in self.keys if isinstance(key.noun, Term))


def sorts_of(asked: Asked) -> frozenset[Sort]:
    """The sorts of concept that a card asks for; of a gap, those of the words that fill it."""
    known = _OF_FIELD.get(asked.card.field)
    return frozenset(key.sort for key in asked.keys) if known is None else known
