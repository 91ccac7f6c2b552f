"""Lint rules for cues: properties that give the key away without knowledge of the subject."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from cards.answers.echo import echoed_answer
from cards.english import plain_words, related, telling_stems
from cards.lint.view import LintContext, form, holds, options, right_options, tokens, wrong_options
from cards.model.card import Card
from cards.model.kinds import CHOICES, MATCHED

_FEWEST_WRONG = 2
_LONGER, _LONGER_BY, _LONGER_FROM = 1.25, 8, 4  # factor, extra characters, and words in the key
_SPREAD, _SPREAD_BY = 3, 30  # factor, and extra characters
_CONVERGES = 2

_OPPOSITES = (
    *(("extension", "flexion"), ("abduction", "adduction"), ("internal", "external")),
    *(("concentric", "eccentric"), ("agonist", "antagonist"), ("greater", "smaller")),
    *(("more", "less"), ("higher", "lower"), ("front", "back"), ("inner", "outer")),
    *(("upper", "lower"), ("lifting", "lowering"), ("shortens", "lengthens")),
    *(("opens", "closes"), ("origin", "insertion"), ("anterior", "posterior")),
    *(("medial", "lateral"), ("longer", "shorter"), ("increases", "decreases")),
)
_FORMS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "in capitals": re.compile(r"^[^a-z]*[A-Z]{2}[^a-z]*$"),
        "with punctuation at its end": re.compile(r"[.,;:!?]$"),
        "with a number": re.compile(r"\d"),
        "with brackets": re.compile(r"[()\[\]]"),
        "in the -ing form": re.compile(r"^[a-z]+ing\b"),
    }
)
_AGREES = re.compile(
    r"\bwhich (?:of (?:these|the following) )?(?:\w+ )?"
    r"(?:(?P<one>is|has|does|works|belongs|acts)|(?P<many>are|have|do|work|belong|act))\b",
    re.IGNORECASE,
)


def longest_key(card: Card, _: LintContext) -> Iterator[str]:
    """The key is much longer than the other options (Haladyna 20a; NBME; SAQUET)."""
    key = min(right_options(card), key=len, default="")
    longest = max(map(len, wrong_options(card)), default=len(key))
    outgrows = len(key) >= max(longest * _LONGER, longest + _LONGER_BY)
    if outgrows and len(tokens(key)) >= _LONGER_FROM:
        yield f"“{key}” is longer than every wrong option"


def length_spread(card: Card, _: LintContext) -> Iterator[str]:
    """The options differ greatly in length (Haladyna 20a: equal length)."""
    by_length = sorted(options(card), key=len)
    if not by_length:
        return
    short, long = by_length[0], by_length[-1]
    if len(long) >= max(len(short) * _SPREAD, len(short) + _SPREAD_BY):
        yield f"“{short}” is much shorter than “{long}”"


def clang(card: Card, _: LintContext) -> Iterator[str]:
    """A word of the stem points to the key (Haladyna 20c; NBME and SAQUET: word repeats)."""
    if card.kind in MATCHED:
        yield from _clang_of_pairs(card)
        return
    for stem in card.stems:
        asked = telling_stems(stem)
        wrong = max((len(telling_stems(d.text) & asked) for d in card.distractors), default=0)
        keys = right_options(card) or card.key[:1]
        for key in keys:
            echo = telling_stems(key) & asked
            if len(echo) > wrong:
                yield f"“{min(echo)}…” appears in “{stem}” and in the key “{key}”"
            yield from _related_words(stem, key, card)


def _related_words(stem: str, key: str, card: Card) -> Iterator[str]:
    """A word of the stem that is related to a word of the key, and to none of a wrong option."""
    shared = related(stem) & related(key)
    if card.kind in CHOICES and shared - {w for d in card.distractors for w in related(d.text)}:
        yield f"a word for “{min(shared)}” is in “{stem}” and in the key “{key}”"


def _clang_of_pairs(card: Card) -> Iterator[str]:
    rights = [telling_stems(text) for text in options(card)]
    for number, (item, right) in enumerate(zip(card.left_side, card.key, strict=False)):
        others = frozenset[str]().union(*(r for n, r in enumerate(rights) if n != number))
        if echo := (telling_stems(item) & telling_stems(right)) - others:
            yield f"“{min(echo)}…” appears in both “{item}” and “{right}”"


def key_in_stem(card: Card, _: LintContext) -> Iterator[str]:
    """The stem contains the whole key, and no wrong option (Haladyna 20c)."""
    for stem in map(tokens, card.stems):
        keys = right_options(card) or card.key[:1]
        revealed = [key for key in keys if holds(stem, form(key))]
        if revealed and not any(holds(stem, form(d.text)) for d in card.distractors):
            yield f"the stem contains the key “{revealed[0]}”"


def answer_in_stem(card: Card, context: LintContext) -> Iterator[str]:
    """The stem contains words that are accepted as the answer (Haladyna 20c)."""
    for stem in card.stems:
        if echo := echoed_answer(stem, card, context.base):
            yield f"“{echo}” of “{stem}” is accepted as the answer"


def number_cue(card: Card, context: LintContext) -> Iterator[str]:
    """Only the key agrees in number with the verb of the stem (Haladyna 20f; NBME; SAQUET)."""
    key = context.muscle(card.key[0])
    others = [context.muscle(d.text) for d in card.distractors]
    if key is None or not others or None in others:
        return
    for stem in card.stems:
        found = _AGREES.search(stem)
        many = bool(found and found["many"])
        if found and key.plural is many and all(o and o.plural is not many for o in others):
            yield f"only “{card.key[0]}” agrees with “{found['many'] or found['one']}” in “{stem}”"


def form_cue(card: Card, _: LintContext) -> Iterator[str]:
    """The key differs from all other options in its form (Haladyna 20f; NBME; SAQUET)."""
    wrong = wrong_options(card)
    if len(wrong) < _FEWEST_WRONG:
        return
    key = card.key[0]
    for what, pattern in _FORMS.items():
        count = sum(1 for text in wrong if pattern.search(text))
        if pattern.search(key) and not count:
            yield f"only “{key}” is {what}"
        elif not pattern.search(key) and count == len(wrong):
            yield f"only “{key}” is not {what}"


def convergence(card: Card, _: LintContext) -> Iterator[str]:
    """The key has the most words in common with the other options (Haladyna 20d; NBME; SAQUET)."""
    count = Counter(word for text in options(card) for word in plain_words(text))

    def shared(text: str) -> int:
        return sum(count[word] - 1 for word in plain_words(text))

    key = card.key[0]
    most = max(map(shared, wrong_options(card)), default=0)
    if shared(key) >= max(_CONVERGES, _CONVERGES * most) and most:
        yield f"“{key}” shares more words with the wrong options than any of them does"


def opposite_pair(card: Card, context: LintContext) -> Iterator[str]:
    """The key and one wrong option are opposites, which rules out the rest (Haladyna 20d)."""
    wrong = wrong_options(card)
    opposite = next((text for text in wrong if _opposed(card.key[0], text)), None)
    pairs = any(_opposed(one, other) for one, other in combinations(wrong, 2))
    if opposite is None or pairs or len(wrong) < _FEWEST_WRONG:
        return
    # A pair that other keys have among their options gives nothing away.
    for other in context.by_template.get(card.template.id, ()):
        if other.id != card.id and {card.key[0], opposite} <= set(wrong_options(other)):
            return
    yield f"“{card.key[0]}” and “{opposite}” are opposites, and no other options are"


def _opposed(one: str, other: str) -> bool:
    first, second = tokens(one), tokens(other)
    if len(first) != len(second):
        return False
    differ = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and (differ[0] in _OPPOSITES or differ[0][::-1] in _OPPOSITES)
