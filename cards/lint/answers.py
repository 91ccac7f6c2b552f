"""Item-writing rules on the answers that are not chosen from a list: typed ones, gaps and pairs."""

from collections.abc import Iterator

from cards.english import telling_stems
from cards.lint.view import LintContext, form, tokens
from cards.model.card import Card
from cards.model.facts import GAP

LONGEST_ANSWER = 4
"""Words that somebody types and is told right or wrong by."""

FEWEST_STEPS = 3


def gap_count(card: Card, _: LintContext) -> Iterator[str]:
    """A sentence has no gap, or more than one for one answer (Haladyna 1989, 19; SAQUET)."""
    for stem in card.stems:
        count = stem.count(GAP)
        if count != 1:
            yield f"“{stem}” has {count or 'no'} gap{'s' * (count > 1)}"


def gap_at_start(card: Card, _: LintContext) -> Iterator[str]:
    """A sentence begins with its gap, before it says what it is about (Haladyna 1989, 19)."""
    for stem in card.stems:
        said = stem.removeprefix(f"According to {card.fact.source.name}, ")
        if not tokens(said.split(GAP)[0].removeprefix("The ")):
            yield f"“{stem}” begins with its gap; turn the sentence"


def gap_too_long(card: Card, _: LintContext) -> Iterator[str]:
    """A gap hides more words than anybody types alike (Haladyna 1: one content)."""
    yield from _too_long(card)


def long_answer(card: Card, _: LintContext) -> Iterator[str]:
    """The typed answer has more words than anybody types alike (Haladyna 1: one content)."""
    yield from _too_long(card)


def _too_long(card: Card) -> Iterator[str]:
    if len(tokens(card.key[0])) > LONGEST_ANSWER:
        yield f"“{card.key[0]}” has more than {LONGEST_ANSWER} words to type"


def gap_repeated(card: Card, _: LintContext) -> Iterator[str]:
    """A word of the gap stands elsewhere in the sentence (Haladyna 20c; NBME: word repeats)."""
    for stem in card.stems:
        if shared := telling_stems(card.key[0]) & telling_stems(stem.replace(GAP, " ")):
            yield f"“{stem}” tells “{min(shared)}…” of its gap"


def unpaired_halves(card: Card, _: LintContext) -> Iterator[str]:
    """Left and right halves are not of one number, or there is no pair (Haladyna 14)."""
    if len(card.left) != len(card.key) or not card.key:
        yield f"{len(card.left)} left and {len(card.key)} right halves make no pairs"


def equal_halves(card: Card, _: LintContext) -> Iterator[str]:
    """Two halves on one side are the same, so that two orders are right (Haladyna 14)."""
    for side in (card.left, card.key):
        seen: set[tuple[str, ...]] = set()
        for text in side:
            if form(text) in seen:
                yield f"“{text}” stands twice on one side"
            seen.add(form(text))


def no_spare(card: Card, _: LintContext) -> Iterator[str]:
    """Nothing is left over, so that the last pair solves itself (Haladyna 20: no cues)."""
    if not card.distractors:
        yield "no spare half: the last pair is what is left"


def one_right(card: Card, _: LintContext) -> Iterator[str]:
    """Only one of the options is to be selected, or all of them (Haladyna 18; NBME: X-type)."""
    if len(card.key) == 1:
        yield "a single option is right; make it a choice"
    if not card.distractors:
        yield "all options are right; nobody has to choose"


def few_steps(card: Card, _: LintContext) -> Iterator[str]:
    """Fewer than three things to put in order are a coin (Haladyna 13: three options)."""
    if len(card.key) < FEWEST_STEPS:
        yield f"{len(card.key)} things to order; {FEWEST_STEPS} are the fewest"
