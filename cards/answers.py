"""Is a typed answer right, a slip of the keyboard, too vague, or another concept?

Letters alone cannot tell: "abduction" and "adduction" differ by one, "quads" and "quadriceps" by
five. So an answer that names another concept of the vocabulary is never a slip, and a slip counts
only if it is nearer to the right answer than to everything else that could be meant.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cards.base import FactBase
from cards.card import Card
from cards.facts import Contraction, Group, Named
from cards.words import british

_ARTICLES = ("the", "a", "an")
_EMPTY_WORDS = frozenset({"muscle", "contraction", "action", "phase", "type"})
_SHORT = 3
"""Letters. Up to here nothing but the exact letters counts: "BF" is no slip for "RF"."""
_SLIP_SHARE = 0.15


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
        remark: A sentence for the learner; empty where there is nothing to add.
    """

    verdict: Verdict
    taken_as: str | None = None
    remark: str = ""

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.verdict in (Verdict.RIGHT, Verdict.SLIP, Verdict.HINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Something an answer can mean."""

    id: str
    name: str
    forms: frozenset[str]
    meaning: str = ""


def normalise(text: str) -> str:
    """The text without case, accents, hyphens, articles, plural endings and word order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = british("".join(c if c.isalnum() else " " for c in plain))
    found = plain.split()
    while len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    folded = [word[:-1] if word.endswith("s") and len(word) > _SHORT else word for word in found]
    kept = [word for word in folded if word not in _EMPTY_WORDS] or folded
    return " ".join(sorted(kept))


def judge(given: str, card: Card, base: FactBase) -> Judgement:
    """Judge an answer typed to a card.

    Args:
        given: The answer as typed.
        card: A typed card or a cloze.
        base: The vocabulary that it may have been taken from.
    """
    answer = normalise(given)
    keys = _keys(card, base)
    others = [e for e in _vocabulary(card.field, base) if e.id not in {key.id for key in keys}]
    if not answer:
        return Judgement(verdict=Verdict.WRONG, remark="Nothing was typed.")
    for key in keys:
        if answer in key.forms:
            return _right(given, key)
    meant = next((entry for entry in others if answer in entry.forms), None)
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
        remark=f"You wrote {meant.name}: that is something else, not a slip{meaning}.",
    )


def _by_kinship(meant: _Entry, keys: Iterable[_Entry], base: FactBase) -> Judgement | None:
    """A group given for its member, or a member for its group."""
    given = base.muscles.get(meant.id)
    for key in keys:
        asked = base.muscles.get(key.id)
        if given is None or asked is None or not base.overlap(given, asked):
            continue
        if isinstance(given, Group) and given.members and asked.id in given.members:
            if asked.id in given.means:
                remark = f"Taken as: {key.name}; “{meant.name}” names the whole group."
                return Judgement(verdict=Verdict.HINT, taken_as=key.name, remark=remark)
            remark = f"“{meant.name}” is too vague here: it names a whole group."
            return Judgement(verdict=Verdict.VAGUE, taken_as=meant.name, remark=remark)
        if isinstance(asked, Group) and given.id in asked.means:
            remark = f"Taken as: {key.name}; “{meant.name}” says more than the source does."
            return Judgement(verdict=Verdict.HINT, taken_as=key.name, remark=remark)
    return None


def _slip(answer: str, keys: Iterable[_Entry], others: Iterable[_Entry]) -> _Entry | None:
    """The one entry an answer is near enough to and nearer than to any other."""
    if len(answer) <= _SHORT:
        return None
    allowed = max(1, int(_SLIP_SHARE * len(answer)))
    distances = sorted(
        (
            (min(_distance(answer, form, allowed + 1) for form in entry.forms), entry)
            for entry in (*keys, *others)
        ),
        key=lambda pair: pair[0],
    )
    best, entry = distances[0]
    if best > allowed or (len(distances) > 1 and distances[1][0] == best):
        return None
    return entry


def _distance(one: str, other: str, limit: int) -> int:
    """Letters to add, drop, change or swap; `limit` if it is that many or more.

    The restricted Damerau-Levenshtein distance ("optimal string alignment").
    """
    if abs(len(one) - len(other)) >= limit:
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
        before, last = last, row
    return min(last[-1], limit)


def _keys(card: Card, base: FactBase) -> list[_Entry]:
    """The right answers of a card as entries of its vocabulary."""
    shown = {normalise(text) for text in card.key}
    found = [entry for entry in _vocabulary(card.field, base) if shown & entry.forms]
    if found and card.field != "text":
        return found
    first = card.key[0]
    return [_Entry(id=f"key/{card.id}", name=first, forms=frozenset(shown))]


def _vocabulary(field: str, base: FactBase) -> list[_Entry]:
    nouns: list[Named] = []
    if field in ("muscle", "text"):
        nouns += base.muscles.values()
    if field in ("role", "contraction"):
        nouns += base.family(field)
    if field in ("term", "text"):
        nouns += base.terms.values()
    entries = [_entry(noun, base) for noun in nouns]
    if field == "contraction" and not entries:
        entries = [_plain(value) for value in Contraction]
    return entries


def _entry(noun: Named, base: FactBase) -> _Entry:
    definition = base.definitions.get(noun.id)
    forms = {normalise(form) for form in noun.forms}
    if noun.id in set(Contraction):
        # "works eccentrically" is how people write it.
        forms |= {normalise(noun.id), normalise(f"{noun.id}ally")}
    return _Entry(
        id=noun.id,
        name=noun.name,
        forms=frozenset(forms),
        meaning=definition.text if definition else "",
    )


def _plain(value: str) -> _Entry:
    return _Entry(id=value, name=value, forms=frozenset({normalise(value)}))
