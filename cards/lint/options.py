"""Item-writing rules on options: how many, of what sort, and whether they can stand together.

A card holds all its proven wrong options and a question draws a few of them, so a rule looks at all
that may come up together.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from statistics import median

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
from cards.model.template import Kind

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
_NUMBER = re.compile(r"\d")
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
    """Too few options to choose from (Haladyna 13: three suffice, two do not)."""
    shown = len(options(card))
    if card.kind is Kind.CHOICE and len(card.distractors) < FEWEST_WRONG:
        yield f"{len(card.distractors)} wrong options; {FEWEST_WRONG} are the fewest"
    elif card.kind is Kind.SELECT_ALL and shown < FEWEST_OPTIONS:
        yield f"{shown} options; {FEWEST_OPTIONS} are the fewest"
    elif card.kind is Kind.MATCHING and len(card.key) < FEWEST_PAIRS:
        yield f"{len(card.key)} pairs; {FEWEST_PAIRS} are the fewest"


def many_options(card: Card, _: LintContext) -> Iterator[str]:
    """More right answers than one screen and one head hold (Haladyna 10, 13)."""
    most = MOST_RIGHT if card.kind is Kind.SELECT_ALL else MOST_LISTED
    if len(card.key) > most:
        yield f"{len(card.key)} right answers; {most} are plenty"


def tf_options(card: Card, _: LintContext) -> Iterator[str]:
    """Options say true, false, yes or no (SAQUET: true or false)."""
    for text in options(card):
        if tokens(text) in _TRUTHS:
            yield f"“{text}” is an option; make it a true-or-false card"


def all_of_the_above(card: Card, _: LintContext) -> Iterator[str]:
    """An option takes in the others, and options are shuffled (Haladyna 18; SAQUET)."""
    yield from _worded(card, _ALL)


def none_of_the_above(card: Card, _: LintContext) -> Iterator[str]:
    """An option denies the others, and options are shuffled (Haladyna 18; NBME; SAQUET)."""
    yield from _worded(card, _NONE)


def dont_know_option(card: Card, _: LintContext) -> Iterator[str]:
    """An option admits not to know (Haladyna 18)."""
    yield from _worded(card, _DONT_KNOW)


def _worded(card: Card, pattern: re.Pattern[str]) -> Iterator[str]:
    for text in options(card):
        if pattern.search(text.lower().strip(" .")):
            yield f"“{text}” is an option"


def k_type(card: Card, _: LintContext) -> Iterator[str]:
    """An option puts other options together (Haladyna 18; SAQUET: complex k-type)."""
    alone = {form(text) for text in options(card)}
    for text in options(card):
        parts = {form(part) for part in re.split(r",| and | & ", text.removeprefix("both "))}
        if _K_TYPE.search(text.lower().strip(" .")) or (len(parts) > 1 and parts <= alone):
            yield f"“{text}” puts other options together"


def key_among_distractors(card: Card, around: LintContext) -> Iterator[str]:
    """What is right is also offered as wrong (Haladyna 14; SAQUET: more than one correct)."""
    for distractor in card.distractors:
        for key in card.key:
            if form(key) == form(distractor.text) or around.same_noun(key, distractor.text):
                yield f"“{distractor.text}” is offered as wrong, and “{key}” is right"


def duplicate_option(card: Card, around: LintContext) -> Iterator[str]:
    """Two options say the same (Haladyna 17: options are independent)."""
    sides = (right_options(card), wrong_options(card)) if card.kind is not Kind.MATCHING else ()
    for side in sides:
        for one, other in combinations(side, 2):
            if form(one) == form(other) or around.same_noun(one, other):
                yield f"“{one}” and “{other}” say the same"


def contained_option(card: Card, around: LintContext) -> Iterator[str]:
    """One option holds another, so that both are right or neither is (Haladyna 17)."""
    for one, other in combinations(options(card), 2):
        named = around.categories(one) & around.categories(other)
        short, long = sorted((form(one), form(other)), key=len)
        # "hip thrust" and "banded hip thrust" are two names; what muscles share is known exactly.
        if not named and short != long and holds(long, short):
            yield f"“{one}” and “{other}”: one holds the other"


def group_beside_member(card: Card, around: LintContext) -> Iterator[str]:
    """A group of muscles stands beside one of its own (Haladyna 17: no overlap)."""
    for side in (options(card), card.left):
        for one, other in combinations(side, 2):
            first, second = around.muscle(one), around.muscle(other)
            if first and second and first is not second and around.base.overlap(first, second):
                yield f"“{one}” and “{other}” may mean the same flesh"


def category_mismatch(card: Card, around: LintContext) -> Iterator[str]:
    """An option is of another sort than the rest (Haladyna 13, 20e, 20f; SAQUET: implausible)."""
    sorts = {d.text: d.concept.split("/")[0] for d in card.distractors}
    usual = next(iter(Counter(sorts.values()).most_common(1)), ("", 0))[0]
    for text, sort in sorts.items():
        if sort != usual:
            yield f"“{text}” is a {sort} among options of the sort {usual}"
    asked = _CATEGORY_OF.get(card.template.key)
    for key in right_options(card) if usual else ():
        known = {asked} if asked else around.categories(key)
        if known and usual not in known:
            yield f"“{key}” is a {min(known)} among options of the sort {usual}"


def unproven_distractor(card: Card, _: LintContext) -> Iterator[str]:
    """A wrong option has nothing that proves and explains it (Haladyna 14; Kurdi 2020)."""
    for distractor in card.distractors:
        if not tokens(distractor.reason) or not distractor.proof:
            yield f"“{distractor.text}” is offered without a reason why it is wrong"


def long_option(card: Card, _: LintContext) -> Iterator[str]:
    """An option takes long to read (Haladyna 10; NBME: long, complex options)."""
    for text in options(card):
        count = len(tokens(text))
        if count > LONGEST_OPTION:
            yield f"“{text}” has {count} words"


def options_longer_than_stem(card: Card, _: LintContext) -> Iterator[str]:
    """Most of the reading is in the options (Haladyna 11: the central idea is in the stem)."""
    shown = [len(tokens(text)) for text in options(card)]
    stem = max(len(tokens(stem)) for stem in card.stems)
    if shown and median(shown) > stem:
        yield f"the options have {median(shown):.0f} words, the stem {stem}"


def common_beginning(card: Card, _: LintContext) -> Iterator[str]:
    """All options begin alike; those words belong into the stem (Haladyna 10; NBME)."""
    begun = {tokens(text)[:_COMMON_WORDS] for text in options(card)}
    if len(begun) == 1 and len(next(iter(begun))) == _COMMON_WORDS:
        yield f"all options begin with “{' '.join(*begun)}”"


def negative_option(card: Card, _: LintContext) -> Iterator[str]:
    """An option says what is not (Haladyna 19: word options positively)."""
    for text in options(card):
        if found := NEGATIVE.search(text):
            yield f"“{text}” is negative: “{found[0]}”"


def numeric_order(card: Card, _: LintContext) -> Iterator[str]:
    """Options are numbers, which a quiz shuffles (Haladyna 16; NBME; SAQUET: lost sequence)."""
    shown = options(card)
    if len(shown) > FEWEST_WRONG and all(_NUMBER.match(text) for text in shown):
        yield f"“{shown[0]}” and the rest are numbers, and will stand in no order; let them type it"


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
