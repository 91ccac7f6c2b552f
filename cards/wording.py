"""The wording of a template: its named slots, what a fact puts into them, and its conditions.

There is no logic in a template. A slot is a name from `SLOTS`; `{muscle!a}` puts "a" or "an" before
it, `{muscle!c}` begins it with a capital, and `{muscle:works/work}` is the first or the second
word, as the muscle's name is singular or plural.
"""

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from cards.english import with_article
from cards.model.base import FactBase, known
from cards.model.facts import Definition, Fact, Involvement, Membership, Statement, StatementKind
from cards.model.nouns import Named, Term
from cards.model.vocabulary import Phase, Role


@dataclass(frozen=True)
class Word:
    """What fills a slot."""

    text: str
    plural: bool = False


Slot = Callable[[Fact, FactBase], Word | None]


def _exercise(fact: Fact, _base: FactBase) -> Word | None:
    return _named(getattr(fact, "exercise", None))


def _muscle(fact: Fact, _base: FactBase) -> Word | None:
    return _named(getattr(fact, "muscle", None))


def _subject(fact: Fact, _base: FactBase) -> Word | None:
    if not isinstance(fact, Statement):
        return None
    return _named(fact.exercise or fact.muscle) or (Word(fact.about) if fact.about else None)


def _action(fact: Fact, base: FactBase) -> Word | None:
    """The joint action that is claimed, else what the exercise is built on.

    A role that a muscle has for one of several joint actions is asked by `movement`.
    """
    if isinstance(fact, Statement):
        return _named(fact.value) if fact.kind is StatementKind.ACTION else None
    if not isinstance(fact, Involvement):
        return None
    if fact.role is None:
        stated = fact.action or known(base, fact.exercise, fact.muscle, fact.phase).action
        return _named(stated or base.main_action(fact.exercise))
    main = base.main_actions(fact.exercise)
    if fact.of is not None:
        return _named(fact.of) if main in ((), (fact.of,)) else None
    if len(main) == 1:
        return _named(main[0])
    # Who holds something still does so against all of the movement.
    return built_on(main) if fact.role is Role.STABILISER else None


_MOST_NAMED = 3
"""Joint actions that a sentence can hold; an author names the chief ones first."""


def built_on(actions: Sequence[Term]) -> Word | None:
    """Several joint actions in a sentence: "hip extension and knee extension"."""
    if not actions:
        return None
    *others, last = (action.name for action in actions[:_MOST_NAMED])
    return Word(" and ".join(part for part in (", ".join(others), last) if part))


def _movement(fact: Fact, base: FactBase) -> Word | None:
    """The joint action a muscle has a role for, in an exercise that is not built on it alone."""
    if not isinstance(fact, Involvement) or fact.of is None:
        return None
    return _named(fact.of) if _action(fact, base) is None else None


def _phase(fact: Fact, _base: FactBase) -> Word | None:
    phase = getattr(fact, "phase", None)
    return Word(f"{phase} phase") if phase and phase is not Phase.THROUGHOUT else None


def _when(fact: Fact, _base: FactBase) -> Word | None:
    """The exercise's own words for the phase; nothing where the source names no phase."""
    if not isinstance(fact, (Involvement, Statement)) or fact.phase is None:
        return None
    if fact.exercise is None:
        return None
    if fact.phase is Phase.THROUGHOUT:
        return Word("throughout the exercise")
    return Word(fact.exercise.phases[fact.phase])


def _attribute(name: str) -> Slot:
    def slot(fact: Fact, _base: FactBase) -> Word | None:
        value = getattr(fact, name, None)
        if isinstance(value, Named):
            return _named(value)
        return Word(str(value)) if value else None

    return slot


def _source(fact: Fact, _base: FactBase) -> Word | None:
    return Word(fact.source.name)


def _definition(fact: Fact, base: FactBase) -> Word | None:
    """What the claimed term means: the term itself, or the one the value stands for."""
    if isinstance(fact, Definition):
        return Word(fact.text)
    value = getattr(fact, "role", None) or getattr(fact, "contraction", None)
    term = getattr(fact, "value", None)
    id_ = term.id if isinstance(term, Named) else str(value).replace(" ", "-")
    meaning = base.meaning(id_)
    return Word(meaning) if meaning else None


def _named(noun: Named | None) -> Word | None:
    return Word(noun.name, noun.plural) if noun else None


SLOTS: Mapping[str, Slot] = MappingProxyType(
    {
        "action": _action,
        "contraction": _attribute("contraction"),
        "definition": _definition,
        "describes": _attribute("describes"),
        "exercise": _exercise,
        "gap": _attribute("gap"),
        "group": _attribute("group"),
        "movement": _movement,
        "muscle": _muscle,
        "phase": _phase,
        "purpose": _attribute("purpose"),
        "quality": _attribute("quality"),
        "role": _attribute("role"),
        "says": _attribute("says"),
        "serves": _attribute("serves"),
        "source": _source,
        "subject": _subject,
        "suggests": _attribute("suggests"),
        "term": _attribute("term"),
        "text": _attribute("text"),
        "than": _attribute("than"),
        "value": _attribute("value"),
        "when": _when,
    }
)
"""What a template can name. Each slot is a function of a fact; None means it cannot be filled."""

_COMMON = ("source",)
_INVOLVED = ("exercise", "muscle", "phase", "when", "action", *_COMMON)
_STATED = (
    *("describes", "subject", "exercise", "muscle", "says", "gap", "value", "definition"),
    *("term", "text", "when"),
    *_COMMON,
)

FACT_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "role": ("role", "definition", "movement", *_INVOLVED),
        "contraction": ("contraction", "definition", *_INVOLVED),
        "action": _INVOLVED,
        "purpose": ("purpose", *_INVOLVED),
        "not": _INVOLVED,
        "definition": ("term", "definition", *_COMMON),
        "membership": ("group", "muscle", *_COMMON),
    }
    | {kind.value: _STATED for kind in StatementKind}
    | {
        StatementKind.COMPARISON.value: ("than", "quality", *_STATED),
        StatementKind.ALTERNATIVE.value: ("suggests", "serves", *_STATED),
        StatementKind.ACTION.value: (*_INVOLVED, *_STATED),
    }
)
"""The types of fact, and the slots each can fill. An `action` is claimed of either noun."""

CONVERSIONS: Mapping[str | None, Callable[[str], str]] = MappingProxyType(
    {
        None: str,
        "a": with_article,
        "c": lambda text: text[:1].upper() + text[1:],
    }
)


def _sole_role(fact: Fact, base: FactBase) -> bool:
    """Its muscle is the only one with that role here, and the source names all of them."""
    if not isinstance(fact, Involvement) or fact.role not in fact.exercise.complete:
        return False
    return {c.muscle.id for c in base.claims(fact.exercise) if c.role is fact.role} == {
        fact.muscle.id
    }


def _sole_group(fact: Fact, base: FactBase) -> bool:
    """Its muscle is stated to belong to one group only, whose members are all known."""
    return (
        isinstance(fact, Membership)
        and fact.group.complete
        and len(base.groups_of(fact.muscle)) == 1
    )


def _sole_action(fact: Fact, base: FactBase) -> bool:
    """It is the only joint action that its exercise is built on, or a muscle's own."""
    if not isinstance(fact, Statement) or fact.exercise is None:
        return True
    return fact.value is not None and base.main_actions(fact.exercise) == (fact.value,)


CONDITIONS: Mapping[str, Callable[[Fact, FactBase], bool]] = MappingProxyType(
    {
        "the-only-action": _sole_action,
        "the-only-group": _sole_group,
        "the-only-one-in-its-role": _sole_role,
    }
)
"""What a template can demand of a fact with `where:`."""


class Part(NamedTuple):
    """A piece of a wording: text, then a slot, if one follows it.

    Attributes:
        alternatives: `works/work` of `{muscle:works/work}`; empty where the name itself is shown.
        conversion: `a` of `{muscle!a}`; empty where there is none.
    """

    literal: str
    slot: str | None
    alternatives: str
    conversion: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a template, parsed."""

    parts: tuple[Part, ...]
    slots: frozenset[str]

    def fill(self, words: Mapping[str, Word]) -> str | None:
        """The text with words in its slots, or None where a word is missing."""
        if not self.slots <= words.keys():
            return None
        return "".join(text for part in self.parts for text in _filled(part, words))


def _filled(part: Part, words: Mapping[str, Word]) -> Iterator[str]:
    yield part.literal
    if part.slot is None:
        return
    word = words[part.slot]
    if part.alternatives:
        one, many = part.alternatives.split("/")
        yield many if word.plural else one
    else:
        yield CONVERSIONS[part.conversion or None](word.text)


@cache
def parse(text: str) -> Wording:
    """The wording that a template writes as a text; each text is parsed once.

    Raises:
        ValueError: A brace is not closed.
    """
    parts = tuple(
        Part(literal, slot, alternatives or "", conversion or "")
        for literal, slot, alternatives, conversion in string.Formatter().parse(text)
    )
    return Wording(parts, frozenset(part.slot for part in parts if part.slot is not None))


def slot_words(fact: Fact, base: FactBase) -> dict[str, Word]:
    """Everything a fact can put into slots."""
    found = {name: slot(fact, base) for name, slot in SLOTS.items()}
    return {name: word for name, word in found.items() if word is not None}
