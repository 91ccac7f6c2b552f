"""The cue gate: can a guesser without knowledge answer the cards of a template?

A template whose key is guessed well above chance asks nothing (Haladyna 20: cues). The guesser sees
no names of exercises, muscles and sources in the question: from these it would learn the subject.
It sees every option as it is shown, names too: which of them are shown must not give the key
away. Optional cards are not guessed: a user who asks for them has chosen the topic.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul, truediv
from zlib import crc32

from cards.context import context_words
from cards.interval import Interval, wilson
from cards.lint.guesser import Sample, guess
from cards.lint.view import tokens
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CHOICES, RECALLED
from cards.selection import first_selection

MARGIN = 0.05
"""How far above chance the lower end of the interval may be."""

FEWEST_CARDS = 100
"""Templates with fewer cards are judged together with others of their subject and kind."""

_MOST_SHOWN = 3
"""Wrong options that a quiz shows."""

_NEAR = 5
"""Wrong options that a quiz chooses from, the nearest ones."""

_CLOSED_FAMILIES = ("role", "contraction", "plane")
"""The families of terms that are few enough to guess among, where the answer is typed."""

Features = Callable[[Sequence[str], Sequence[str]], Iterator[str]]
"""From the words of a question and its options to what the guesser learns from."""


@dataclass(frozen=True, kw_only=True)
class Guessed:
    """How well the guesser does on a template, or on several that are judged together.

    Attributes:
        name: The template; for several, their subject and kind.
        templates: All of them.
        cards: The number of cards.
        share: The share of right guesses, averaged over the values of the key.
        chance: The share that blind guessing would reach.
        interval: The 95 % interval around the share.
    """

    name: str
    templates: tuple[str, ...]
    cards: int
    share: float
    chance: float
    interval: Interval

    @property
    def fails(self) -> bool:
        """Whether the guesser is better than chance by more than the margin."""
        return self.interval.low > self.chance + MARGIN


def guessed_key(guessed: Iterable[Guessed]) -> Iterator[str]:
    """A guesser without knowledge finds the key from wording and options (Haladyna 20: cues)."""
    for each in guessed:
        if each.fails:
            yield (
                f"{each.name}: {each.share:.0%} of {each.cards} cards are guessed, at least"
                f" {each.interval.low:.0%}; by chance it would be {each.chance:.0%}"
            )


def words_and_options(words: Sequence[str], options: Sequence[str]) -> Iterator[str]:
    """The words, the pairs of neighbouring words, and which options are shown."""
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(words))
    yield from (f"shown: {option}" for option in options)
    yield f"all shown: {', '.join(sorted(options))}"


def measure(
    cards: Iterable[Card],
    base: FactBase,
    features: Features = words_and_options,
    seed: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[Guessed, ...]:
    """How well the guesser does, for each template or pool of small templates.

    Args:
        cards: The cards to guess; optional ones are skipped.
        base: The facts, for the names to mask.
        features: Extracts the features that the guesser learns from.
        seed: Distributes the exercises over the folds.
        progress: Called with the number of cards that were guessed or skipped since.
    """
    masker = _Masker(base)
    guessable = CHOICES | ASSERTIONS | RECALLED
    every = tuple(cards)
    asked = [card for card in every if card.kind in guessable and not card.optional]
    progress(len(every) - len(asked))
    pools = _pools(asked)
    found = []
    for name, pool in pools:
        guessed = _measured(name, pool, masker, features, seed)
        progress(len(pool))
        if guessed is not None:
            found.append(guessed)
    return tuple(found)


def _pools(cards: Iterable[Card]) -> Iterator[tuple[str, Sequence[Card]]]:
    """The cards of each template with enough of them, and the others by subject and kind."""
    by_template: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        # Which claims are disputed depends on their values, and the stem says so.
        source = ", a source named" if card.fact.attributed else ""
        by_template[card.template.id, source].append(card)
    small: dict[str, list[Card]] = defaultdict(list)
    for (template, source), found in by_template.items():
        if len(found) >= FEWEST_CARDS:
            yield f"{template}{source}", found
            continue
        for card in found:
            small[f"{card.tests.label}, {card.kind}{source}"].append(card)
    yield from small.items()


def _measured(
    name: str, cards: Sequence[Card], masker: "_Masker", features: Features, seed: int
) -> Guessed | None:
    samples = tuple(_samples(cards, masker, features))
    if not samples:
        return None
    values = Counter(sample.key for sample in samples)
    weights = [1 / (len(values) * values[sample.key]) for sample in samples]
    share = sum(map(mul, weights, guess(samples, seed)))
    chance = sum(map(truediv, weights, (len(sample.options) for sample in samples)))
    # A weighted mean is as precise as a plain one of this many answers (Kish 1965).
    effective = 1 / sum(weight * weight for weight in weights)
    return Guessed(
        name=name,
        templates=tuple(sorted({card.template.id for card in cards})),
        cards=len(samples),
        share=share,
        chance=chance,
        interval=wilson(share * effective, effective),
    )


def _samples(cards: Sequence[Card], masker: "_Masker", features: Features) -> Iterator[Sample]:
    """The cards as the guesser sees them; of those to be typed, the ones of a closed vocabulary."""
    typed = tuple(sorted({card.key[0] for card in cards if _is_closed(card)}))
    for card in cards:
        if card.kind in RECALLED and not _is_closed(card):
            continue
        shown = first_selection(card) if card.kind in ASSERTIONS else card
        options = _shown_options(shown) or typed
        stem = shown.stems[_hash(card.id) % len(shown.stems)]
        above = (word for part in context_words(shown, stem) for word in masker.words(part))
        words = (*(f"above: {word}" for word in above), *masker.words(stem))
        yield Sample(
            group=_group(card),
            features=frozenset(features(words, options)),
            options=options,
            key=card.key[0],
        )


def _is_closed(card: Card) -> bool:
    """Whether the answer is typed and of a closed vocabulary."""
    return card.kind in RECALLED and card.field in _CLOSED_FAMILIES


def _shown_options(card: Card) -> tuple[str, ...]:
    """The options as a quiz may show them, the same every time; none if the answer is typed."""
    if card.kind in RECALLED:
        return ()
    near = sorted(card.distractors[:_NEAR], key=lambda wrong: _hash(f"{card.id} {wrong.concept}"))
    return (card.key[0], *(wrong.text for wrong in near[:_MOST_SHOWN]))


def _group(card: Card) -> str:
    """The id of its exercise, its muscle, or else its first noun."""
    about = card.fact.about
    nouns = (about.exercise, about.muscle, *card.fact.nouns)
    return next((noun.id for noun in nouns if noun is not None), card.fact.id)


def _hash(text: str) -> int:
    return crc32(text.encode())


class _Masker:
    """Replaces names, in all their forms, by marks."""

    def __init__(self, base: FactBase) -> None:
        nouns = (*base.muscles.values(), *base.exercises.values())
        named = (
            ("<name>", [form for noun in nouns for form in noun.forms]),
            ("<source>", [source.name for source in base.sources.values()]),
        )
        self._names = _by_first_word(*named)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, with a mark for each name."""
        return _marked(tokens(text), self._names)


_Names = Mapping[str, Mapping[tuple[str, ...], str]]


def _by_first_word(*named: tuple[str, Iterable[str]]) -> _Names:
    """The words of each form and its mark, by the first word."""
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for label, forms in named:
        for form in filter(None, map(tokens, forms)):
            found[form[0]].setdefault(form, label)
    return found


def _marked(words: Sequence[str], names: _Names) -> tuple[str, ...]:
    """The words, with a mark in place of each name; of several, the longest one counts."""
    found: list[str] = []
    place = 0
    while place < len(words):
        labels = names.get(words[place], {})
        fitting = (name for name in labels if tuple(words[place : place + len(name)]) == name)
        name = max(fitting, key=len, default=())
        found.append(labels[name] if name else words[place])
        place += len(name) or 1
    return tuple(found)
