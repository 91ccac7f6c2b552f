"""Lint rules for typed answers, gaps, pairs, selections and orders."""

from collections.abc import Iterator

from cards.english import telling_stems
from cards.lint.view import LintContext, form, tokens
from cards.model.card import Card
from cards.model.fact import GAP

LONGEST_ANSWER = 4
"""Words in a typed answer."""

FEWEST_STEPS = 3


def gap_count(card: Card, _: LintContext) -> Iterator[str]:
    """The sentence does not have exactly one gap (Haladyna 1989, 19; SAQUET)."""
    for stem in card.stems:
        count = stem.count(GAP)
        if count != 1:
            yield f"“{stem}” has {count or 'no'} gap{'s' * (count > 1)}"


def gap_at_start(card: Card, _: LintContext) -> Iterator[str]:
    """The sentence begins with its gap, before saying what it is about (Haladyna 1989, 19)."""
    for stem in card.stems:
        said = stem.removeprefix(f"According to {card.fact.source.name}, ")
        if not tokens(said.split(GAP)[0].removeprefix("The ")):
            yield f"“{stem}” begins with its gap; rephrase the sentence"


def gap_too_long(card: Card, _: LintContext) -> Iterator[str]:
    """The gap is too long to be typed word for word (Haladyna 1: one content)."""
    yield from _too_long(card)


def long_answer(card: Card, _: LintContext) -> Iterator[str]:
    """The answer is too long to be typed word for word (Haladyna 1: one content)."""
    yield from _too_long(card)


def _too_long(card: Card) -> Iterator[str]:
    if len(tokens(card.key[0])) > LONGEST_ANSWER:
        yield f"“{card.key[0]}” has more than {LONGEST_ANSWER} words to type"


def gap_repeated(card: Card, _: LintContext) -> Iterator[str]:
    """A word of the gap also appears in the sentence (Haladyna 20c; NBME: word repeats)."""
    for stem in card.stems:
        if shared := telling_stems(card.key[0]) & telling_stems(stem.replace(GAP, " ")):
            yield f"“{min(shared)}…” appears both in “{stem}” and in its gap"


def unpaired_sides(card: Card, _: LintContext) -> Iterator[str]:
    """The two sides differ in length, or there are no pairs (Haladyna 14)."""
    if len(card.left_side) != len(card.key) or not card.key:
        yield f"{len(card.left_side)} items on the left do not match {len(card.key)} on the right"


def repeated_item(card: Card, _: LintContext) -> Iterator[str]:
    """One side contains the same item twice, so two answers are right (Haladyna 14)."""
    for side in (card.left_side, card.key):
        seen: set[tuple[str, ...]] = set()
        for text in side:
            if form(text) in seen:
                yield f"“{text}” appears twice on one side"
            seen.add(form(text))


def no_spare(card: Card, _: LintContext) -> Iterator[str]:
    """There is no spare option, so the last pair follows from the others (Haladyna 20: no cues)."""
    if not card.distractors:
        yield "no spare option: the last pair follows from the others"


def one_right(card: Card, _: LintContext) -> Iterator[str]:
    """Only one option is right, or all of them are (Haladyna 18; NBME: X-type)."""
    if len(card.key) == 1:
        yield "only one option is right; use kind: choice"
    if not card.distractors:
        yield "all options are right"


def few_steps(card: Card, _: LintContext) -> Iterator[str]:
    """There are fewer than three items to order (Haladyna 13: three options)."""
    if len(card.key) < FEWEST_STEPS:
        yield f"{len(card.key)} items to order; at least {FEWEST_STEPS} are needed"
