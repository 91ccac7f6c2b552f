"""Lint rules for options: their number, their categories, and whether they can be combined.

A card has all proven wrong options and a question shows a sample of them, so the rules examine all
options that may be shown together.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from statistics import median
from typing import assert_never

from cards.lint.view import (
    NEGATIVE,
    LintContext,
    form,
    holds,
    options,
    right_options,
    tokens,
    wrong_options,
)
from cards.model.card import Card
from cards.model.kinds import CARD_KINDS, MATCHED, SELECTED, KeyForm

FEWEST_WRONG, FEWEST_OPTIONS, FEWEST_PAIRS = 2, 3, 2
MOST_RIGHT, MOST_LISTED = 4, 7
LONGEST_OPTION = 20
"""Words."""

_COMMON_WORDS = 3

_ALL = re.compile(
    r"^(?:all|both|any|each)(?: of (?:the above|these|them|the others))?$|\ball of the"
)
_NONE = re.compile(r"^(?:none|neither)(?: of (?:the above|these|them|the others))?$|\bnone of the")
_DONT_KNOW = re.compile(r"\b(?:do not|don['’]t) know\b|^(?:not sure|unsure|no idea|unknown)$")
_K_TYPE = re.compile(
    r"^(?:both )?(?:[a-h]|\d|[ivx]+)(?:(?:, ?| ?& ?| and )(?:[a-h]|\d|[ivx]+))+(?: only)?$"
)
_TRUTHS = frozenset({("true",), ("false",), ("yes",), ("no",)})
_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(\d+(?:\.\d+)?))?")
_CATEGORY_OF = {
    "muscle": "muscle",
    "role": "role",
    "contraction": "contraction",
    "term": "term",
    "value": "term",
    "definition": "term",
    "purpose": "purpose",
    "suggests": "exercise",
}


def few_options(card: Card, _: LintContext) -> Iterator[str]:
    """There are too few options (Haladyna 13: three suffice, two do not)."""
    key_form = CARD_KINDS[card.kind].key
    match key_form:
        case KeyForm.ONE:
            count, required, what = len(card.distractors), FEWEST_WRONG, "wrong options"
        case KeyForm.ALL:
            count, required, what = len(options(card)), FEWEST_OPTIONS, "options"
        case KeyForm.PAIRS:
            count, required, what = len(card.key), FEWEST_PAIRS, "pairs"
        case KeyForm.ORDER:
            return  # `few-steps` checks these
        case _:
            assert_never(key_form)
    if count < required:
        yield f"{count} {what}; {required} are required"


def many_options(card: Card, _: LintContext) -> Iterator[str]:
    """There are too many right answers (Haladyna 10, 13)."""
    most = MOST_RIGHT if card.kind in SELECTED else MOST_LISTED
    if len(card.key) > most:
        yield f"{len(card.key)} right answers; at most {most} are allowed"


def tf_options(card: Card, _: LintContext) -> Iterator[str]:
    """An option is true, false, yes or no (SAQUET: true or false)."""
    for text in options(card):
        if tokens(text) in _TRUTHS:
            yield f"“{text}” is an option; use kind: true-false"


def all_of_the_above(card: Card, _: LintContext) -> Iterator[str]:
    """An option means all of the above, but options are shuffled (Haladyna 18; SAQUET)."""
    yield from _worded(card, _ALL)


def none_of_the_above(card: Card, _: LintContext) -> Iterator[str]:
    """An option means none of the above, but options are shuffled (Haladyna 18; NBME; SAQUET)."""
    yield from _worded(card, _NONE)


def dont_know_option(card: Card, _: LintContext) -> Iterator[str]:
    """An option means “I don't know” (Haladyna 18)."""
    yield from _worded(card, _DONT_KNOW)


def _worded(card: Card, pattern: re.Pattern[str]) -> Iterator[str]:
    for text in options(card):
        if pattern.search(text.lower().strip(" .")):
            yield f"“{text}” is an option"


def k_type(card: Card, _: LintContext) -> Iterator[str]:
    """An option combines other options (Haladyna 18; SAQUET: complex k-type)."""
    alone = {form(text) for text in options(card)}
    for text in options(card):
        parts = {form(part) for part in re.split(r",| and | & ", text.removeprefix("both "))}
        if _K_TYPE.search(text.lower().strip(" .")) or (len(parts) > 1 and parts <= alone):
            yield f"“{text}” combines other options"


def key_among_distractors(card: Card, context: LintContext) -> Iterator[str]:
    """A right answer is also a wrong option (Haladyna 14; SAQUET: more than one correct)."""
    for distractor in card.distractors:
        for key in card.key:
            if form(key) == form(distractor.text) or context.same_noun(key, distractor.text):
                yield f"“{distractor.text}” is a wrong option, but “{key}” is right"


def duplicate_option(card: Card, context: LintContext) -> Iterator[str]:
    """Two options mean the same (Haladyna 17: options are independent)."""
    sides = (right_options(card), wrong_options(card)) if card.kind not in MATCHED else ()
    for side in sides:
        for one, other in combinations(side, 2):
            if form(one) == form(other) or context.same_noun(one, other):
                yield f"“{one}” and “{other}” mean the same"


def contained_option(card: Card, context: LintContext) -> Iterator[str]:
    """One option contains another, so both are right or neither is (Haladyna 17)."""
    for one, other in combinations(options(card), 2):
        named = context.categories(one) & context.categories(other)
        short, long = sorted((form(one), form(other)), key=len)
        # "hip thrust" and "banded hip thrust" are distinct names; muscles are compared exactly.
        if not named and short != long and holds(long, short):
            yield f"“{one}” and “{other}”: one contains the other"


def group_with_member(card: Card, context: LintContext) -> Iterator[str]:
    """The options include a muscle group and one of its members (Haladyna 17: no overlap)."""
    for side in (options(card), card.left_side):
        for one, other in combinations(side, 2):
            first, second = context.muscle(one), context.muscle(other)
            if first and second and first is not second and context.base.overlap(first, second):
                yield f"“{one}” and “{other}” overlap"


def category_mismatch(card: Card, context: LintContext) -> Iterator[str]:
    """An option is of another category than the rest (Haladyna 13, 20e, 20f; SAQUET)."""
    categories = {d.text: d.concept.split("/")[0] for d in card.distractors}
    usual = next(iter(Counter(categories.values()).most_common(1)), ("", 0))[0]
    for text, category in categories.items():
        if category != usual:
            yield f"“{text}” is a {category} among options of the category {usual}"
    if card.template.of is not None:
        return  # Values of properties are in free words, without a category.
    asked = _CATEGORY_OF.get(card.template.key)
    for key in right_options(card) if usual else ():
        known = {asked} if asked else context.categories(key)
        if known and usual not in known:
            yield f"“{key}” is a {min(known)} among options of the category {usual}"


def unproven_distractor(card: Card, _: LintContext) -> Iterator[str]:
    """A wrong option has no proof or no reason (Haladyna 14; Kurdi 2020)."""
    for distractor in card.distractors:
        if not tokens(distractor.reason) or not distractor.proof:
            yield f"“{distractor.text}” has no reason why it is wrong"


def long_option(card: Card, _: LintContext) -> Iterator[str]:
    """An option is too long (Haladyna 10; NBME: long, complex options)."""
    for text in options(card):
        count = len(tokens(text))
        if count > LONGEST_OPTION:
            yield f"“{text}” has {count} words"


def options_longer_than_stem(card: Card, _: LintContext) -> Iterator[str]:
    """The options are longer than the stem (Haladyna 11: the central idea is in the stem)."""
    shown = [len(tokens(text)) for text in options(card)]
    stem = max(len(tokens(stem)) for stem in card.stems)
    if shown and median(shown) > stem:
        yield f"the options have {median(shown):.0f} words, the stem {stem}"


def common_beginning(card: Card, _: LintContext) -> Iterator[str]:
    """All options begin with the same words, which belong in the stem (Haladyna 10; NBME)."""
    begun = {tokens(text)[:_COMMON_WORDS] for text in options(card)}
    if len(begun) == 1 and len(next(iter(begun))) == _COMMON_WORDS:
        yield f"all options begin with “{' '.join(*begun)}”"


def negative_option(card: Card, _: LintContext) -> Iterator[str]:
    """An option is worded negatively (Haladyna 19: word options positively)."""
    for text in options(card):
        if found := NEGATIVE.search(text):
            yield f"“{text}” is negative: “{found[0]}”"


def numeric_overlap(card: Card, _: LintContext) -> Iterator[str]:
    """Ranges of numbers overlap (Haladyna 17; NBME: inconsistent numeric data)."""
    ranges = [
        (text, float(found[1]), float(found[2] or found[1]))
        for text in options(card)
        if (found := _RANGE.match(text))
    ]
    for (one, low, high), (other, other_low, other_high) in combinations(ranges, 2):
        if low <= other_high and other_low <= high and one != other:
            yield f"“{one}” and “{other}” overlap"
