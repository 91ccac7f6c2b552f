"""Questions: cards as they are asked, with a wording and a sample of options in an order."""

from collections.abc import Sequence
from random import Random
from typing import assert_never

from cards.context import context_words
from cards.model.card import Card, Distractor
from cards.model.kinds import ASSERTIONS, CARD_KINDS, MATCHED, ORDERED, RECALLED
from cards.selection import parts, selected
from cards.value_class import value_class
from quiz.session.kinds import QUESTION_KINDS, AnswerForm, Entry

MOST_OPTIONS = 4
"""One right and three wrong options; more take longer to read without benefit (Rodriguez 2005)."""

MOST_TO_SELECT = 6
"""Options of a select-all question, of which at most four are right."""

_NEAR = 5
"""Wrong options are sampled from this many near ones, so that the question varies."""


@value_class(frozen=True, kw_only=True)
class Option:
    """An option of a question.

    Attributes:
        right: Whether it is part of the answer.
        reason: Why it is right or wrong.
        concept: The concept that a learner who chooses it has in mind; None for a right option.
    """

    text: str
    right: bool
    reason: str
    concept: str | None = None


@value_class(frozen=True, kw_only=True)
class Question:
    """A card as asked.

    Attributes:
        card: The part of the card that is shown.
        options: In the order they are shown; empty if the answer is typed.
        left_side: In a matching, the items to match options with, in the order they are shown.
        solution: In a matching and an ordering, the numbers of the options in the right order.
    """

    card: Card
    stem: str
    options: tuple[Option, ...] = ()
    left_side: tuple[str, ...] = ()
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
        """Whether the answer is typed."""
        return self.entry is Entry.TEXT

    @property
    def key(self) -> str:
        """The right answer as one line."""
        match self.form:
            case AnswerForm.OPTION | AnswerForm.TEXT:
                return self.card.key[0]
            case AnswerForm.SELECTION:
                return "; ".join(option.text for option in self.options if option.right)
            case AnswerForm.PAIRS:
                matched = zip(self.left_side, self.solution, strict=True)
                return "; ".join(f"{item}: {self.options[right].text}" for item, right in matched)
            case AnswerForm.ORDER:
                return "; ".join(self.options[number].text for number in self.solution)
            case _:
                assert_never(self.form)


def ask(card: Card, random: Random, shown: Sequence[Distractor] | None = None) -> Question:
    """Choose a wording and the wrong options, and shuffle; equal seeds give equal questions.

    Args:
        card: The complete card; the question has the part that it shows.
        random: The source of randomness.
        shown: The wrong options of a choice, if they were chosen for the whole quiz.
    """
    if numbers := range(parts(card)):
        card = selected(card, random.sample(numbers, len(numbers)))
    stem = random.choice(card.stems)
    form = QUESTION_KINDS[card.kind].form
    match form:
        case AnswerForm.PAIRS:
            return _matching(card, stem, random)
        case AnswerForm.ORDER:
            return _ordering(card, stem, random)
        case AnswerForm.TEXT:
            return Question(card=card, stem=stem)
        case AnswerForm.SELECTION:
            return _choosing(card, stem, random, MOST_TO_SELECT, shown)
        case AnswerForm.OPTION:
            return _choosing(card, stem, random, MOST_OPTIONS, shown)
        case _:
            assert_never(form)


def _choosing(
    card: Card, stem: str, random: Random, most: int, shown: Sequence[Distractor] | None
) -> Question:
    """A question with at most that many options."""
    right = _right_options(card)
    drawn = card.distractors[:_NEAR]
    count = min(most - len(right), MOST_OPTIONS - 1, len(drawn))
    wrong = [_wrong(d) for d in shown or random.sample(drawn, count)]
    options = [*right, *wrong]
    if card.kind in ASSERTIONS:
        options.sort(key=lambda option: option.text, reverse=True)  # "True" comes first
    else:
        random.shuffle(options)
        options = _by_amount(options)
    return Question(card=card, stem=stem, options=tuple(options))


def _by_amount(options: list[Option]) -> list[Option]:
    """Options that are amounts from the smallest to the largest; others as they are."""
    if not all(any(map(str.isdigit, option.text)) for option in options):
        return options
    # Few questions offer amounts, so that most sessions start without this module.
    from cards.amounts import ascending

    return ascending(options, lambda option: option.text) or options


def _matching(card: Card, stem: str, random: Random) -> Question:
    pairs = list(zip(card.left_side, card.key, card.reasons, strict=True))
    random.shuffle(pairs)
    options = [Option(text=right, right=True, reason=reason) for _, right, reason in pairs]
    if card.distractors:
        options.append(_wrong(random.choice(card.distractors[:_NEAR])))
    shown = random.sample(options, len(options))
    return Question(
        card=card,
        stem=stem,
        options=tuple(shown),
        left_side=tuple(item for item, _, _ in pairs),
        solution=tuple(shown.index(option) for option in options[: len(pairs)]),
    )


def _ordering(card: Card, stem: str, random: Random) -> Question:
    options = [
        Option(text=t, right=True, reason=r) for t, r in zip(card.key, card.reasons, strict=True)
    ]
    shown = random.sample(options, len(options))
    while shown == options:  # a list in the right order asks nothing
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
    """The context of a question as one text."""
    text = " · ".join(context_words(question.card, question.stem))
    return text[:1].upper() + text[1:]


def span(question: Question) -> str:
    """The keys that choose an option, as text: `a-d`, or `a or b`."""
    keys = letters(question.options)
    return f"{keys[0]}-{keys[-1]}" if len(keys) > 2 else " or ".join(keys)  # noqa: PLR2004


def letters(options: Sequence[Option]) -> str:
    """The keys that choose an option: `abcd` for four."""
    return "abcdefghij"[: len(options)]


def option_number(question: Question, key: str) -> int | None:
    """The number, from 0, of the option that a letter or a digit chooses."""
    keys = letters(question.options)
    for row in (keys, "123456789"[: len(keys)]):
        if len(key) == 1 and key in row:
            return row.index(key)
    return None


def asked_as(
    card: Card, stem: str, options: Sequence[str], left_side: Sequence[str]
) -> Question | None:
    """The same question as one asked before; None if the card has changed.

    Args:
        card: The complete card.
        stem: The wording.
        options: Texts of the options, in order.
        left_side: In a matching, the left-hand sides, in order.
    """
    numbers = _numbers_shown(card, stem, options, left_side)
    if stem not in card.stems or numbers is None or (left_side and card.kind not in MATCHED):
        return None
    shown = selected(card, numbers) if numbers else card
    right = _right_options(shown)
    known = {option.text: option for option in map(_wrong, shown.distractors)}
    known |= {option.text: option for option in right}
    found = tuple(known[text] for text in options if text in known)
    texts = [option.text for option in found]
    if (
        len(found) < len(options)
        or bool(found) == (card.kind in RECALLED)
        or (found and any(key.text not in texts for key in right))
    ):
        return None
    matched = dict(zip(shown.left_side, shown.key, strict=True)) if left_side else {}
    answer = [matched[each] for each in left_side] if left_side else shown.key
    ordered = card.kind in MATCHED | ORDERED
    return Question(
        card=shown,
        stem=stem,
        options=found,
        left_side=tuple(left_side),
        solution=tuple(texts.index(text) for text in answer) if ordered else (),
    )


def _numbers_shown(
    card: Card, stem: str, options: Sequence[str], left_side: Sequence[str]
) -> tuple[int, ...] | None:
    """The numbers of the parts of a card that a question showed; None if they do not match."""
    form = QUESTION_KINDS[card.kind].form
    match form:
        case AnswerForm.PAIRS:
            pairs = enumerate(zip(card.left_side, card.key, strict=True))
            numbers = tuple(n for n, (one, key) in pairs if one in left_side and key in options)
            found = selected(card, numbers).left_side if numbers else ()
            return numbers if sorted(found) == sorted(left_side) else None
        case AnswerForm.SELECTION | AnswerForm.ORDER:
            numbers = tuple(n for n, key in enumerate(card.key) if key in options)
            fits = bool(numbers) and len(selected(card, numbers).key) == len(numbers)
            return numbers if fits else None
        case AnswerForm.OPTION:
            if card.kind not in ASSERTIONS:
                return ()
            each = len(card.stems) // len(card.distractors)
            return (card.stems.index(stem) // each,) if stem in card.stems else None
        case AnswerForm.TEXT:
            return ()
        case _:
            assert_never(form)


def _right_options(card: Card) -> list[Option]:
    """The right options of a card."""
    reasons = card.reasons or (card.explanation,)
    keys = card.key if CARD_KINDS[card.kind].has_parts else card.key[:1]
    return [Option(text=t, right=True, reason=r) for t, r in zip(keys, reasons, strict=False)]
