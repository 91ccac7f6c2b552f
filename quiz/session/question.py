"""A question: a card as it is asked, with some of its wrong options, in an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import assert_never

from cards.english import telling_stems
from cards.model.card import Card, Distractor
from cards.model.template import Kind
from quiz.session.kinds import QUESTION_KINDS, AnswerForm, Entry

MOST_OPTIONS = 4
"""One right and three wrong; more cost reading time and tell no more (Rodriguez 2005)."""

MOST_TO_SELECT = 6
"""Options of a select-all: its keys, which are four at most, and wrong ones beside them."""

_NEAR = 5
"""Wrong options are drawn from this many near ones, so that a card looks different next time."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that can be chosen.

    Attributes:
        right: Whether it belongs to the answer, alone or with others.
        reason: Why it is right, or what it would be right for.
        concept: What somebody who picks it has in mind; None for a right one.
    """

    text: str
    right: bool
    reason: str
    concept: str | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A card as asked.

    Attributes:
        options: In the order they are shown; empty if the answer is typed.
        left: In a matching, what the options are matched with, in the order it is shown.
        solution: In a matching and an ordering, the numbers of the options that make the answer, in
            its order.
    """

    card: Card
    stem: str
    options: tuple[Option, ...] = ()
    left: tuple[str, ...] = ()
    solution: tuple[int, ...] = ()

    @property
    def entry(self) -> Entry:
        """How its answer is entered."""
        return QUESTION_KINDS[self.card.kind].entry

    @property
    def form(self) -> AnswerForm:
        """The form of its answer."""
        return QUESTION_KINDS[self.card.kind].form

    @property
    def typed(self) -> bool:
        """Whether the answer is written and not chosen."""
        return self.entry is Entry.TEXT

    @property
    def key(self) -> str:
        """The right answer, as it is shown in a line."""
        match self.form:
            case AnswerForm.OPTION | AnswerForm.TEXT:
                return self.card.key[0]
            case AnswerForm.SELECTION:
                return "; ".join(option.text for option in self.options if option.right)
            case AnswerForm.PAIRS:
                matched = zip(self.left, self.solution, strict=True)
                return "; ".join(f"{left}: {self.options[right].text}" for left, right in matched)
            case AnswerForm.ORDER:
                return "; ".join(self.options[number].text for number in self.solution)
            case _:
                assert_never(self.form)


def ask(card: Card, random: Random, shown: Sequence[Distractor] | None = None) -> Question:
    """Choose a wording and the wrong options, and shuffle; equal seeds give equal questions.

    Args:
        card: What is asked.
        random: Where chance comes from.
        shown: The wrong options of a choice, where a whole quiz has chosen them.
    """
    stem = random.choice(card.stems)
    if card.kind is Kind.MATCHING:
        return _matching(card, stem, random)
    if card.kind is Kind.ORDERING:
        return _ordering(card, stem, random)
    if card.kind in (Kind.TYPED, Kind.CLOZE):
        return Question(card=card, stem=stem)
    reasons = card.reasons or (card.explanation,)
    keys = card.key if card.kind is Kind.SELECT_ALL else card.key[:1]
    right = [Option(text=t, right=True, reason=r) for t, r in zip(keys, reasons, strict=False)]
    most = MOST_TO_SELECT if card.kind is Kind.SELECT_ALL else MOST_OPTIONS
    drawn = card.distractors[:_NEAR]
    count = min(most - len(right), MOST_OPTIONS - 1, len(drawn))
    wrong = [_wrong(d) for d in shown or random.sample(drawn, count)]
    options = [*right, *wrong]
    if card.kind is Kind.TRUE_FALSE:
        options.sort(key=lambda option: option.text, reverse=True)  # "True" stands first
    else:
        random.shuffle(options)
    return Question(card=card, stem=stem, options=tuple(options))


def _matching(card: Card, stem: str, random: Random) -> Question:
    pairs = list(zip(card.left, card.key, card.reasons, strict=True))
    random.shuffle(pairs)
    options = [Option(text=right, right=True, reason=reason) for _, right, reason in pairs]
    options += [_wrong(spare) for spare in card.distractors[:1]]
    shown = random.sample(options, len(options))
    return Question(
        card=card,
        stem=stem,
        options=tuple(shown),
        left=tuple(left for left, _, _ in pairs),
        solution=tuple(shown.index(option) for option in options[: len(pairs)]),
    )


def _ordering(card: Card, stem: str, random: Random) -> Question:
    options = [
        Option(text=t, right=True, reason=r) for t, r in zip(card.key, card.reasons, strict=True)
    ]
    shown = random.sample(options, len(options))
    while shown == options:  # a list that stands in its order already asks nothing
        shown = random.sample(options, len(options))
    return Question(
        card=card,
        stem=stem,
        options=tuple(shown),
        solution=tuple(shown.index(option) for option in options),
    )


def _wrong(distractor: Distractor) -> Option:
    return Option(
        text=distractor.text,
        right=False,
        reason=distractor.reason,
        concept=distractor.concept,
    )


def context(question: Question) -> str:
    """Where a question stands: the exercise and the phase, unless they tell what is asked."""
    exercise = question.card.fact.about.exercise
    phases = {fact.about.phase for fact in question.card.facts}
    phase = phases.pop() if len(phases) == 1 else None
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


def option_number(question: Question, key: str) -> int | None:
    """The number, counted from 0, of the option that a letter or a digit chooses."""
    keys = letters(question.options)
    for row in (keys, "123456789"[: len(keys)]):
        if len(key) == 1 and key in row:
            return row.index(key)
    return None


def asked_as(card: Card, stem: str, options: Sequence[str], left: Sequence[str]) -> Question | None:
    """A question that was asked before, the very same again; None if the card has changed.

    Args:
        card: What is asked.
        stem: The wording.
        options: Texts of the options, in order.
        left: In a matching, the left halves, in order.
    """
    reasons = card.reasons or (card.explanation,)
    right = [Option(text=t, right=True, reason=r) for t, r in zip(card.key, reasons, strict=False)]
    keys = right if len(card.reasons) > 1 or card.kind is Kind.SELECT_ALL else right[:1]
    known = {option.text: option for option in map(_wrong, card.distractors)}
    known |= {option.text: option for option in keys}
    found = tuple(known[text] for text in options if text in known)
    texts = [option.text for option in found]
    matched = dict(zip(card.left, card.key, strict=False))
    if (
        stem not in card.stems
        or len(found) < len(options)
        or any(half not in matched for half in left)
        or bool(found) == (card.kind in (Kind.TYPED, Kind.CLOZE))
        or (found and any(key.text not in texts for key in keys))
    ):
        return None
    wanted = [matched[half] for half in left] if left else list(card.key)
    ordered = card.kind in (Kind.MATCHING, Kind.ORDERING)
    if ordered and any(text not in texts for text in wanted):
        return None
    return Question(
        card=card,
        stem=stem,
        options=found,
        left=tuple(left),
        solution=tuple(texts.index(text) for text in wanted) if ordered else (),
    )
