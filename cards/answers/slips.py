"""Typing errors: which known spelling an answer is near to, and what is never one.

Edit distance is not enough: "abduction" and "adduction" differ by one letter, "quads" and
"quadriceps" by five. A slip is nearer to its spelling than to any other, changes no digit, and
contains no word that is known by itself.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from cards.answers.normalisation import SHORT
from cards.answers.vocabulary import Concept

_SLIP_SHARE = 0.15
_NUMBER = re.compile(r"\d+")
_CONTRASTS = (
    ("maximu", "mediu", "minimu"),
    ("major", "minor"),
    ("longu", "brevi", "magnu"),
    ("internal", "external"),
    ("medial", "lateral"),
    ("anterior", "posterior"),
    ("superior", "inferior"),
    ("upper", "lower"),
    ("abduct", "adduct"),
    ("flex", "exten", "hyperext", "hypoext"),
    ("concentric", "eccentric", "isometric"),
    ("agonist", "antagonist"),
    ("bicep", "tricep", "quadricep"),
)
"""Word beginnings that distinguish concepts: "minor" is not a typing error for "major"."""


def nearest_concepts(
    answer: str, concepts: Iterable[Concept], is_known: Callable[[str], bool]
) -> tuple[Concept, ...]:
    """The concepts that the answer is a slip for: the nearest, if they are near enough.

    Args:
        answer: The normal form of the answer.
        concepts: All concepts that it can mean.
        is_known: Whether a word is known by itself.
    """
    if len(answer) <= SHORT:
        return ()
    best, found = most_apart(answer), list[tuple[Concept, str]]()
    for concept in concepts:
        for form in concept.right:
            distance = _distance_to(answer, form, best + 1)
            if distance > best:
                continue
            if distance < best:
                best, found = distance, []
            found.append((concept, form))
    fair = (concept for concept, form in found if not _changes_a_word(answer, form, is_known))
    return tuple(dict.fromkeys(fair))


def most_apart(answer: str) -> int:
    """The greatest distance of a slip from its spelling."""
    return max(1, int(_SLIP_SHARE * len(answer)))


def _distance_to(answer: str, form: str, limit: int) -> int:
    """The distance to a spelling; the limit if it is no less, or if the two must not be mixed."""
    if len(form) <= SHORT or _is_far(answer, form, limit):
        return limit
    found = distance(*_differing(answer, form), limit)
    if found < limit and (_contrast(answer, form) or not _same_numbers(answer, form)):
        return limit
    return found


def _differing(one: str, other: str) -> tuple[str, str]:
    """The words that two names do not share: a wrong first letter changes the order of words."""
    here, there = one.split(), other.split()
    rests = ([w for w in here if w not in there], [w for w in there if w not in here])
    return (" ".join(rests[0]), " ".join(rests[1])) if all(rests) else (one, other)


def _changes_a_word(answer: str, form: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a word of the answer that the spelling lacks is known by itself."""
    expected = form.split()
    return any(word not in expected and is_known(word) for word in answer.split())


def _same_numbers(one: str, other: str) -> bool:
    return sorted(_NUMBER.findall(one)) == sorted(_NUMBER.findall(other))


def _contrast(one: str, other: str) -> bool:
    """Whether two names differ in a word that distinguishes concepts."""
    for stems in _CONTRASTS:
        found = [
            {stem for stem in stems if any(word.startswith(stem) for word in name.split())}
            for name in (one, other)
        ]
        if all(found) and not found[0] & found[1]:
            return True
    return False


def distance(one: str, other: str, limit: int) -> int:
    """The number of letters to insert, delete, replace or swap, up to `limit`.

    The restricted Damerau-Levenshtein distance ("optimal string alignment").
    """
    if _is_far(one, other, limit):
        return limit
    before: Sequence[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit and min(last) >= limit:
            return limit
        before, last = last, row
    return min(last[-1], limit)


def _is_far(one: str, other: str, limit: int) -> bool:
    """Whether two texts are known to be too far apart, without comparing them in full."""
    apart = abs(len(one) - len(other))
    return apart >= limit or letters_apart(letters(one), letters(other)) >= limit


@lru_cache(maxsize=16384)
def letters(text: str) -> int:
    """The set of letters in a text, as bits."""
    bits = 0
    for char in text:
        bits |= 1 << (ord(char) % 64)
    return bits


def letters_apart(here: int, there: int) -> int:
    """A lower bound of the distance of two texts: the letters that only one of them has."""
    return max((here & ~there).bit_count(), (there & ~here).bit_count())
