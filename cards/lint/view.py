"""The context of lint rules: a card's options, their words, and the other cards."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cards.english import british
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CHOICES, LISTED
from cards.model.nouns import Muscle, Named
from cards.model.vocabulary import Contraction, Role

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = ("a", "an", "the")

NEGATIVE = re.compile(
    r"\b(?:not|no|never|neither|nor|none|cannot|except|incorrect|false|wrong|(?<!at )least"
    r"|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""Negative words."""


@dataclass(frozen=True)
class LintContext:
    """The context in which a card is checked.

    Attributes:
        base: The facts that the cards were generated from.
        cards: All cards that may appear in the same quiz.
    """

    base: FactBase
    cards: tuple[Card, ...]

    @cached_property
    def by_words(self) -> Mapping[object, tuple[Card, ...]]:
        """The cards by the words of each wording, regardless of their order."""
        found: dict[object, list[Card]] = {}
        for card in self.cards:
            for words in {stem_words(stem, card) for stem in card.stems}:
                found.setdefault(words, []).append(card)
        return {words: tuple(cards) for words, cards in found.items()}

    @cached_property
    def by_asked(self) -> Mapping[object, tuple[Card, ...]]:
        """The cards by the question that they ask; see `asked`."""
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
        """The categories that a text can be a name in, such as `muscle`, `role` or `exercise`."""
        return frozenset(category for category, _ in self._nouns.get(text.lower(), ()))

    def muscle(self, text: str) -> Muscle | None:
        """The muscle or group that a text names."""
        nouns = (noun for _, noun in self._nouns.get(text.lower(), ()))
        return next((noun for noun in nouns if isinstance(noun, Muscle)), None)

    def same_noun(self, one: str, other: str) -> bool:
        """Whether two texts are names of the same noun."""
        nouns = {noun.id for _, noun in self._nouns.get(one.lower(), ()) if noun}
        return any(noun and noun.id in nouns for _, noun in self._nouns.get(other.lower(), ()))


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, in lower case and British spelling."""
    return tuple(_TOKEN.findall(british(text.lower())))


def form(text: str) -> tuple[str, ...]:
    """A text normalized for comparison: without case, punctuation and leading article."""
    found = tokens(text)
    return found[1:] if found[:1] and found[0] in _ARTICLES else found


def holds(text: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a text contains a sequence of words."""
    size = len(part)
    return size > 0 and any(text[n : n + size] == part for n in range(len(text) - size + 1))


def right_options(card: Card) -> tuple[str, ...]:
    """The right answers that are shown; for a choice, only the first one."""
    if card.kind in CHOICES:
        return card.key[:1]
    return card.key if card.kind in LISTED else ()


def wrong_options(card: Card) -> tuple[str, ...]:
    """The wrong answers that may be shown."""
    return tuple(d.text for d in card.distractors) if card.kind in LISTED else ()


def options(card: Card) -> tuple[str, ...]:
    """All options that may be shown together."""
    return (*right_options(card), *wrong_options(card))


def texts(card: Card) -> Iterator[str]:
    """Every text that a learner sees."""
    yield from card.stems
    yield from card.left_side
    yield from card.key
    for distractor in card.distractors:
        yield distractor.text
        yield distractor.reason
    yield from card.reasons
    yield card.explanation


def stem_words(stem: str, card: Card) -> object:
    """Identifies the wording of a question: its words, and the left side of a matching question."""
    return card.kind in ASSERTIONS, tuple(sorted(tokens(stem))), card.left_side


def asked(card: Card) -> object:
    """Identifies the question of a card: its facts, the value asked for, its kind and its claim."""
    claim = card.key if card.kind in ASSERTIONS else ()
    what = card.template.key or card.template.gather
    return card.kind, tuple(fact.id for fact in card.facts), what, claim
