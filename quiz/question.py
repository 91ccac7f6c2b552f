"""A question: a card as it is asked, with some of its wrong options, in an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from cards.card import Card
from cards.template import Kind
from cards.words import telling_stems

MOST_OPTIONS = 4
"""One right and three wrong; more cost reading time and tell no more (Rodriguez 2005)."""

_NEAR = 5
"""Wrong options are drawn from this many near ones, so that a card looks different next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can be chosen.

    Attributes:
        reason: Why it is right, or what it would be right for.
        concept: What somebody who picks it has in mind; None for the right one.
    """

    text: str
    right: bool
    reason: str
    concept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A card as asked.

    Attributes:
        options: In the order they are shown; empty where the answer is typed.
    """

    card: Card
    stem: str
    options: tuple[Option, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether the answer is written and not chosen."""
        return not self.options

    @property
    def key(self) -> str:
        """The right answer, as it is shown."""
        return self.card.key[0]


def ask(card: Card, random: Random) -> Question:
    """Choose a wording and the wrong options, and shuffle; equal seeds give equal questions."""
    stem = random.choice(card.stems)
    if card.kind in (Kind.TYPED, Kind.CLOZE):
        return Question(card=card, stem=stem)
    right = Option(text=card.key[0], right=True, reason=card.explanation)
    drawn = card.distractors[:_NEAR]
    wrong = [
        Option(text=d.text, right=False, reason=d.reason, concept=d.concept)
        for d in random.sample(drawn, min(MOST_OPTIONS - 1, len(drawn)))
    ]
    options = [right, *wrong]
    if card.kind is Kind.TRUE_FALSE:
        options.sort(key=lambda option: option.text, reverse=True)  # "True" stands first
    else:
        random.shuffle(options)
    return Question(card=card, stem=stem, options=tuple(options))


def context(question: Question) -> str:
    """Where a question stands: the exercise and the phase, unless they tell what is asked."""
    fact = question.card.fact
    exercise, phase = getattr(fact, "exercise", None), getattr(fact, "phase", None)
    parts = [exercise.name] if exercise else [question.card.template.tests]
    if phase and phase != "throughout":
        parts.append(f"{phase} phase")
    telling = telling_stems(" ".join(question.card.key)) - telling_stems(question.stem)
    text = " · ".join(part for part in parts if not telling & telling_stems(part))
    return text[:1].upper() + text[1:]


def span(question: Question) -> str:
    """The keys that choose an option, for people: `a-d`, or `a or b`."""
    keys = letters(question.options)
    return f"{keys[0]}-{keys[-1]}" if len(keys) > 2 else " or ".join(keys)  # noqa: PLR2004


def letters(options: Sequence[Option]) -> str:
    """The keys that choose an option: `abcd` for four."""
    return "abcdefghij"[: len(options)]
