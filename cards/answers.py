"""Is a typed answer right, a slip of the keyboard, too vague, or another concept?

Letters alone cannot tell: "abduction" and "adduction" differ by one, "quads" and "quadriceps" by
five. So an answer that names another concept of the vocabulary is never a slip, and a slip counts
only if it is nearer to the right answer than to everything else that could be meant.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cards.english import british
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.nouns import Group, Muscle, Named
from cards.model.vocabulary import Contraction

_ARTICLES = ("the", "a", "an")
# Not "phase": the concentric phase is one thing, a concentric contraction is another.
_EMPTY_WORDS = frozenset({"muscle", "contraction", "action", "type"})
_SHORT = 3
"""Letters. Up to here nothing but the exact letters counts: "BF" is no slip for "RF"."""
_SLIP_SHARE = 0.15
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
"""Beginnings of words that tell concepts apart, known or not: "minor" is no slip for "major"."""


class Verdict(StrEnum):
    """What a typed answer is."""

    RIGHT = "right"
    SLIP = "slip"  # right, with a slip of the keyboard
    HINT = "hint"  # right, but the question's own word is another
    VAGUE = "vague"  # names more than what is asked for
    OTHER = "other"  # another concept of the vocabulary
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict, and what to say about it.

    Attributes:
        taken_as: The concept that was understood, in its proper name.
        concept: The same as distractors name theirs, `muscle/gluteus-medius`, where it is wrong.
        remark: A sentence for the learner; empty where there is nothing to add.
    """

    verdict: Verdict
    taken_as: str | None = None
    concept: str | None = None
    remark: str = ""

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.verdict in (Verdict.RIGHT, Verdict.SLIP, Verdict.HINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Something an answer can mean.

    Attributes:
        right: The forms that are right; a slip is measured against them.
        forms: All that is understood: these, misspellings, and either written as one word.
    """

    id: str
    name: str
    right: frozenset[str]
    forms: frozenset[str]
    meaning: str = ""
    concept: str | None = None


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The text without case, accents, hyphens, articles, plural endings and word order."""
    return " ".join(sorted(_kept_words(text)))


@lru_cache(maxsize=8192)
def _as_one_word(text: str) -> str:
    """The same, in its own order: "plantar flexion" may be written "plantarflexion"."""
    return "".join(_kept_words(text))


def _kept_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("æ", "ae").replace("œ", "oe"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = british("".join(c if c.isalnum() else " " for c in plain))
    found = plain.split()
    while len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    found = [word for word in found if word != "the"] or found
    folded = [word[:-1] if word.endswith("s") and len(word) > _SHORT else word for word in found]
    return [word for word in folded if word not in _EMPTY_WORDS] or folded


def judge(given: str, card: Card, base: FactBase) -> Judgement:
    """Judge an answer typed to a card.

    Args:
        given: The answer as typed.
        card: A typed card or a cloze.
        base: The vocabulary that it may have been taken from.
    """
    answer = normalise(given)
    if not answer:
        return Judgement(
            verdict=Verdict.WRONG, remark="" if given.strip() else "Nothing was typed."
        )
    entries = vocabulary(card.field, base)
    keys = _keys(card, entries)
    others = [entry for entry in entries if entry.id not in {key.id for key in keys}]
    written = {answer, _as_one_word(given)}
    for key in keys:
        if written & key.forms:
            return _right(given, key)
    meant = next((entry for entry in others if written & entry.forms), None)
    if meant is not None:
        return _by_kinship(meant, keys, base) or _other(meant)
    slip = _slip(answer, keys, others)
    if slip in keys and slip is not None:
        return Judgement(
            verdict=Verdict.SLIP, taken_as=slip.name, remark=f"Taken as: {slip.name} (spelling)."
        )
    if slip is not None:
        return _by_kinship(slip, keys, base) or _other(slip)
    return Judgement(verdict=Verdict.WRONG)


def _right(given: str, key: _Entry) -> Judgement:
    proper = normalise(given) == normalise(key.name)
    remark = "" if proper else f"Taken as: {key.name}."
    return Judgement(verdict=Verdict.RIGHT, taken_as=key.name, remark=remark)


def _other(meant: _Entry) -> Judgement:
    meaning = f" ({meant.meaning.rstrip('.')})" if meant.meaning else ""
    return Judgement(
        verdict=Verdict.OTHER,
        taken_as=meant.name,
        concept=meant.concept,
        remark=f"You wrote {meant.name}: that is something else, not a slip{meaning}.",
    )


def _by_kinship(meant: _Entry, keys: Iterable[_Entry], base: FactBase) -> Judgement | None:
    """A group given for its member, or a member for its group."""
    given = base.muscles.get(meant.id)
    for key in keys:
        asked = base.muscles.get(key.id)
        if given is None or asked is None or not base.overlap(given, asked):
            continue
        if isinstance(given, Group) and _holds(given, asked):
            if asked.id in given.means:
                remark = f"Taken as: {key.name}; “{meant.name}” names the whole group."
                return Judgement(verdict=Verdict.HINT, taken_as=key.name, remark=remark)
            remark = f"“{meant.name}” is too vague here: it names a whole group."
            return Judgement(verdict=Verdict.VAGUE, taken_as=meant.name, remark=remark)
        if isinstance(asked, Group) and given.id in asked.means:
            remark = f"Taken as: {key.name}; “{meant.name}” says more than the source does."
            return Judgement(verdict=Verdict.HINT, taken_as=key.name, remark=remark)
    return None


def _holds(group: Group, part: Muscle) -> bool:
    """Whether a muscle, or all of a smaller group, belongs to a group."""
    members = group.members or frozenset()
    if isinstance(part, Group):
        return bool(part.members) and (part.members or frozenset()) < members
    return part.id in members


def _slip(answer: str, keys: list[_Entry], others: Iterable[_Entry]) -> _Entry | None:
    """The one entry an answer is near enough to and nearer than to any other."""
    if len(answer) <= _SHORT:
        return None
    allowed = max(1, int(_SLIP_SHARE * len(answer)))
    distances = [(_nearness(answer, entry, allowed + 1), entry) for entry in (*keys, *others)]
    best = min(distance for distance, _ in distances)
    nearest = [entry for distance, entry in distances if distance == best]
    if best > allowed or (len(nearest) > 1 and nearest[-1] not in keys):
        return None
    return nearest[0]


def _nearness(answer: str, entry: _Entry, limit: int) -> int:
    """The distance to the nearest form of an entry that the answer can be a slip for."""
    near = limit
    for form in entry.right:
        if len(form) > _SHORT:
            distance = _distance(answer, form, limit)
            if distance < near and not _contrast(answer, form):
                near = distance
    return near


def _contrast(one: str, other: str) -> bool:
    """Whether two names differ in a word that tells concepts apart."""
    for stems in _CONTRASTS:
        found = [
            {stem for stem in stems if any(word.startswith(stem) for word in name.split())}
            for name in (one, other)
        ]
        if all(found) and not found[0] & found[1]:
            return True
    return False


def _distance(one: str, other: str, limit: int) -> int:
    """Letters to add, drop, change or swap; `limit` if it is that many or more.

    The restricted Damerau-Levenshtein distance ("optimal string alignment").
    """
    if abs(len(one) - len(other)) >= limit or _letters_apart(one, other) >= limit:
        return limit
    before: list[int] = []
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


@lru_cache(maxsize=16384)
def _letters(text: str) -> int:
    """The letters that occur in a text, as bits."""
    found = 0
    for sign in text:
        found |= 1 << (ord(sign) % 64)
    return found


def _letters_apart(one: str, other: str) -> int:
    """Letters that only one of two texts has: none of them is mended without a change."""
    here, there = _letters(one), _letters(other)
    return max((here & ~there).bit_count(), (there & ~here).bit_count())


def _keys(card: Card, entries: Iterable[_Entry]) -> list[_Entry]:
    """The right answers of a card; what has a name in the vocabulary is right in all its forms."""
    shown = frozenset(normalise(text) for text in card.key)
    found = [entry for entry in entries if shown & entry.right]
    if found and card.field != "text":
        return found
    forms = shown.union(*(entry.forms for entry in found), map(_as_one_word, card.key))
    return [_Entry(id=f"key/{card.id}", name=card.key[0], right=shown, forms=forms), *found]


_CONTRACTIONS = frozenset(Contraction)


@lru_cache(maxsize=16)
def vocabulary(field: str, base: FactBase) -> tuple[_Entry, ...]:
    """Everything that an answer of that field may mean; built once for each base."""
    nouns: list[Named] = []
    if field in ("muscle", "text"):
        nouns += base.muscles.values()
    if field == "exercise":
        nouns += base.exercises.values()
    if field in ("role", "contraction"):
        nouns += base.family(field)
    if field in ("term", "text"):
        nouns += base.terms.values()
    entries = [_entry(noun, field, base) for noun in nouns]
    if field == "contraction" and not entries:
        entries = [_plain(value, field) for value in Contraction]
    return tuple(entries)


def _entry(noun: Named, field: str, base: FactBase) -> _Entry:
    right = {normalise(form) for form in (noun.name, *noun.aliases)}
    if noun.id in _CONTRACTIONS:
        # "works eccentrically" is how people write it.
        right |= {normalise(noun.id), normalise(f"{noun.id}ally")}
    return _Entry(
        id=noun.id,
        name=noun.name,
        right=frozenset(right),
        forms=frozenset(right).union(
            map(normalise, noun.misspellings), map(_as_one_word, noun.forms)
        ),
        meaning=base.meaning(noun.id),
        concept=f"{_sort(noun) if field == 'text' else field}/{noun.id}",
    )


def _sort(noun: Named) -> str:
    return "muscle" if isinstance(noun, Muscle) else "term"


def _plain(value: str, field: str) -> _Entry:
    form = frozenset({normalise(value)})
    return _Entry(id=value, name=value, right=form, forms=form, concept=f"{field}/{value}")
