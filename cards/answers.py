"""Judging typed answers: right, a typing error, too vague, another concept, or wrong.

Edit distance is not enough: "abduction" and "adduction" differ by one letter, "quads" and
"quadriceps" by five. So an answer that names another concept of the vocabulary is never a typing
error, and a typing error must be nearer to the right answer than to any other concept.
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
# Not "phase": the concentric phase is not a concentric contraction.
_EMPTY_WORDS = frozenset({"muscle", "contraction", "action", "type"})
_SHORT = 3
"""Answers up to this length must match exactly: "BF" is not a typing error for "RF"."""
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
"""Word beginnings that distinguish concepts: "minor" is not a typing error for "major"."""


class Verdict(StrEnum):
    """The verdict on a typed answer."""

    RIGHT = "right"
    SLIP = "slip"  # right, with a typing error
    HINT = "hint"  # right, but the question uses another word
    VAGUE = "vague"  # includes more than what is asked for
    OTHER = "other"  # another concept of the vocabulary
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with an explanation.

    Attributes:
        taken_as: The name of the concept that was recognised.
        concept: Its id, such as `muscle/gluteus-medius`, if the answer is wrong.
        remark: A sentence for the learner; may be empty.
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
    """A concept that an answer can mean.

    Attributes:
        right: The correct spellings; typing errors are measured against them.
        forms: All accepted spellings: these, known misspellings, and both written as one word.
    """

    id: str
    name: str
    right: frozenset[str]
    forms: frozenset[str]
    meaning: str = ""
    concept: str | None = None


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Normalize case, accents, hyphens, articles, plural endings and word order."""
    return " ".join(sorted(_significant_words(text)))


@lru_cache(maxsize=8192)
def _as_one_word(text: str) -> str:
    """Normalize, but keep the word order: "plantar flexion" may be written "plantarflexion"."""
    return "".join(_significant_words(text))


def _significant_words(text: str) -> list[str]:
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
    """Judge the answer typed for a card.

    Args:
        given: The answer as typed.
        card: A typed card or a cloze.
        base: The facts, for the vocabulary.
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
    """The verdict if a group was given for its member, or a member for its group."""
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
    """The entry that is nearest to the answer and near enough; None if it is ambiguous."""
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
    """The distance to the nearest spelling of an entry."""
    near = limit
    for form in entry.right:
        if len(form) > _SHORT:
            distance = _distance(answer, form, limit)
            if distance < near and not _contrast(answer, form):
                near = distance
    return near


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


def _distance(one: str, other: str, limit: int) -> int:
    """The number of letters to insert, delete, replace or swap, up to `limit`.

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
    """The set of letters in a text, as bits."""
    bits = 0
    for char in text:
        bits |= 1 << (ord(char) % 64)
    return bits


def _letters_apart(one: str, other: str) -> int:
    """A lower bound of the distance: letters that occur in only one of the texts."""
    here, there = _letters(one), _letters(other)
    return max((here & ~there).bit_count(), (there & ~here).bit_count())


def _keys(card: Card, entries: Iterable[_Entry]) -> list[_Entry]:
    """The right answers of a card; an entry of the vocabulary is right in all its spellings."""
    shown = frozenset(normalise(text) for text in card.key)
    found = [entry for entry in entries if shown & entry.right]
    if found and card.field != "text":
        return found
    forms = shown.union(*(entry.forms for entry in found), map(_as_one_word, card.key))
    return [_Entry(id=f"key/{card.id}", name=card.key[0], right=shown, forms=forms), *found]


_CONTRACTIONS = frozenset(Contraction)


@lru_cache(maxsize=16)
def vocabulary(field: str, base: FactBase) -> tuple[_Entry, ...]:
    """All concepts that an answer in that field can mean; cached for each base."""
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
        # People write "works eccentrically".
        right |= {normalise(noun.id), normalise(f"{noun.id}ally")}
    return _Entry(
        id=noun.id,
        name=noun.name,
        right=frozenset(right),
        forms=frozenset(right).union(
            map(normalise, noun.misspellings), map(_as_one_word, noun.forms)
        ),
        meaning=base.meaning(noun.id),
        concept=f"{_category(noun) if field == 'text' else field}/{noun.id}",
    )


def _category(noun: Named) -> str:
    return "muscle" if isinstance(noun, Muscle) else "term"


def _plain(value: str, field: str) -> _Entry:
    form = frozenset({normalise(value)})
    return _Entry(id=value, name=value, right=form, forms=form, concept=f"{field}/{value}")
