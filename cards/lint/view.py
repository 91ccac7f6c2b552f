"""How the item-writing rules look at a card: its options, their words, and the cards beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cards.english import british
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.nouns import Muscle, Named
from cards.model.template import Kind
from cards.model.vocabulary import Contraction, Role

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = ("a", "an", "the")

NEGATIVE = re.compile(
    r"\b(?:not|no|never|neither|nor|none|cannot|except|incorrect|false|wrong|(?<!at )least"
    r"|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""Words that turn a question round."""


@dataclass(frozen=True)
class LintContext:
    """What is known beside a card.

    Attributes:
        cards: All cards that may be asked in one quiz with it.
    """

    base: FactBase
    cards: tuple[Card, ...]

    @cached_property
    def by_words(self) -> Mapping[object, tuple[Card, ...]]:
        """The cards by the words of each wording, in whatever order they stand."""
        found: dict[object, list[Card]] = {}
        for card in self.cards:
            for words in {stem_words(stem, card) for stem in card.stems}:
                found.setdefault(words, []).append(card)
        return {words: tuple(cards) for words, cards in found.items()}

    @cached_property
    def by_asked(self) -> Mapping[object, tuple[Card, ...]]:
        """The cards by what they ask of which facts, and how."""
        found: dict[object, list[Card]] = {}
        for card in self.cards:
            found.setdefault(asked(card), []).append(card)
        return {what: tuple(cards) for what, cards in found.items()}

    @cached_property
    def by_template(self) -> Mapping[str, tuple[Card, ...]]:
        """The cards by their templates."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(card.template.id, []).append(card)
        return {template: tuple(cards) for template, cards in found.items()}

    @cached_property
    def _nouns(self) -> Mapping[str, tuple[tuple[str, Named | None], ...]]:
        base = self.base
        named: tuple[tuple[str, Mapping[str, Named]], ...] = (
            ("muscle", base.muscles),
            ("term", base.terms),
            ("exercise", base.exercises),
        )
        found: dict[str, list[tuple[str, Named | None]]] = {}
        for category, nouns in named:
            for noun in nouns.values():
                for form in {form.lower() for form in noun.forms}:
                    found.setdefault(form, []).append((category, noun))
        for value in (*Role, *Contraction):
            found.setdefault(value, []).append((type(value).__name__.lower(), None))
        return {form: tuple(nouns) for form, nouns in found.items()}

    def categories(self, text: str) -> frozenset[str]:
        """What a text may be the name of: `muscle`, `role`, `contraction`, `term`, `exercise`."""
        return frozenset(category for category, _ in self._nouns.get(text.lower(), ()))

    def muscle(self, text: str) -> Muscle | None:
        """The muscle or group that a text names."""
        nouns = (noun for _, noun in self._nouns.get(text.lower(), ()))
        return next((noun for noun in nouns if isinstance(noun, Muscle)), None)

    def same_noun(self, one: str, other: str) -> bool:
        """Whether two texts are two names of one thing."""
        nouns = {noun.id for _, noun in self._nouns.get(one.lower(), ()) if noun}
        return any(noun and noun.id in nouns for _, noun in self._nouns.get(other.lower(), ()))


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, in small letters and British spelling."""
    return tuple(_TOKEN.findall(british(text.lower())))


def form(text: str) -> tuple[str, ...]:
    """A text as it is compared with another: without case, marks and a leading article."""
    found = tokens(text)
    return found[1:] if found[:1] and found[0] in _ARTICLES else found


def holds(text: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether words stand in a text one behind the other."""
    size = len(part)
    return size > 0 and any(text[n : n + size] == part for n in range(len(text) - size + 1))


def right_options(card: Card) -> tuple[str, ...]:
    """The right answers that are shown; of a choice, further ones are only understood."""
    if card.kind is Kind.CHOICE:
        return card.key[:1]
    return card.key if card.kind in LISTED else ()


def wrong_options(card: Card) -> tuple[str, ...]:
    """The wrong answers that may be shown."""
    return tuple(d.text for d in card.distractors) if card.kind in LISTED else ()


def options(card: Card) -> tuple[str, ...]:
    """Everything that may stand beside each other."""
    return (*right_options(card), *wrong_options(card))


def texts(card: Card) -> Iterator[str]:
    """Every text that somebody reads."""
    yield from card.stems
    yield from card.left
    yield from card.key
    for distractor in card.distractors:
        yield distractor.text
        yield distractor.reason
    yield from card.reasons
    yield card.explanation


def stem_words(stem: str, card: Card) -> object:
    """What makes two stems the same question: their words, and the halves that come with them."""
    return card.kind is Kind.TRUE_FALSE, tuple(sorted(tokens(stem))), card.left


def asked(card: Card) -> object:
    """What a card asks of which facts, and how; of an assertion, what it asserts as well."""
    claim = card.key if card.kind is Kind.TRUE_FALSE else ()
    what = card.template.key or card.template.gather
    return card.kind, tuple(fact.id for fact in card.facts), what, claim


EVERY = frozenset(Kind)
ASSERTIONS = frozenset({Kind.TRUE_FALSE})
CLOZES = frozenset({Kind.CLOZE})
QUESTIONS = EVERY - ASSERTIONS - CLOZES
TYPED = frozenset({Kind.TYPED})
CHOICES = frozenset({Kind.CHOICE})
OFFERED = frozenset({Kind.CHOICE, Kind.SELECT_ALL})
SELECTED = frozenset({Kind.SELECT_ALL})
MATCHED = frozenset({Kind.MATCHING})
ORDERED = frozenset({Kind.ORDERING})
LISTED = OFFERED | MATCHED | ORDERED
