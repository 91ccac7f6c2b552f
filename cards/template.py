"""A question template: its wording with named slots, read from YAML and checked at load.

There is no logic in a template. A slot is a name from `SLOTS`; `{muscle!a}` puts "a" or "an" before
it, `{muscle!c}` begins it with a capital, and `{muscle:works/work}` is the first or the second
word, as the muscle's name is singular or plural.
"""

import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from cards.base import FactBase, known
from cards.distractors import RULES
from cards.document import Fields, Node
from cards.facts import (
    Definition,
    Fact,
    Involvement,
    Membership,
    Named,
    Phase,
    Statement,
    StatementKind,
)
from cards.problems import Place, Problems
from cards.words import with_article


class Kind(StrEnum):
    """How a card is answered."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    TYPED = "typed"
    CLOZE = "cloze"


@dataclass(frozen=True, slots=True)
class Word:
    """What fills a slot."""

    text: str
    plural: bool = False


Slot = Callable[[Fact, FactBase], Word | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A way of asking about facts of certain types.

    Attributes:
        over: The types of fact it runs over.
        stems: Wordings of one question; in a true-or-false card, of one assertion.
        key: The slot that is asked for.
        rule: The name of the rule that finds wrong options, for the kinds that show some.
        where: Names of the conditions a fact must meet.
        explanation: Why the key is right.
        tests: What it tests, for people who list templates.
    """

    id: str
    kind: Kind
    over: tuple[str, ...]
    stems: tuple[str, ...]
    key: str
    rule: str | None = None
    where: tuple[str, ...] = ()
    explanation: str
    tests: str
    place: Place


def _exercise(fact: Fact, _base: FactBase) -> Word | None:
    return _named(getattr(fact, "exercise", None))


def _muscle(fact: Fact, _base: FactBase) -> Word | None:
    return _named(getattr(fact, "muscle", None))


def _subject(fact: Fact, _base: FactBase) -> Word | None:
    if not isinstance(fact, Statement):
        return None
    return _named(fact.exercise or fact.muscle) or (Word(fact.about) if fact.about else None)


def _action(fact: Fact, base: FactBase) -> Word | None:
    """The joint action that is claimed, else the one the exercise is built on."""
    if isinstance(fact, Statement):
        return _named(fact.value) if fact.kind is StatementKind.ACTION else None
    if not isinstance(fact, Involvement):
        return None
    stated = fact.action or known(base, fact.exercise, fact.muscle, fact.phase).action
    return _named(stated or base.main_action(fact.exercise))


def _phase(fact: Fact, _base: FactBase) -> Word | None:
    phase = getattr(fact, "phase", None)
    return Word(f"{phase} phase" if phase is not Phase.THROUGHOUT else "whole") if phase else None


def _when(fact: Fact, _base: FactBase) -> Word | None:
    """The exercise's own words for the phase; nothing where the source names no phase."""
    if not isinstance(fact, Involvement) or fact.phase is None:
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
    found = base.definitions.get(id_)
    return Word(found.text) if found else None


def _named(noun: Named | None) -> Word | None:
    return Word(noun.name, noun.plural) if noun else None


SLOTS: Mapping[str, Slot] = MappingProxyType(
    {
        "action": _action,
        "contraction": _attribute("contraction"),
        "definition": _definition,
        "exercise": _exercise,
        "gap": _attribute("gap"),
        "group": _attribute("group"),
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
        "than": _attribute("than"),
        "value": _attribute("value"),
        "when": _when,
    }
)
"""What a template can name. Each slot is a function of a fact; None means it cannot be filled."""

_COMMON = ("source",)
_INVOLVED = ("exercise", "muscle", "phase", "when", "action", *_COMMON)
_STATED = ("subject", "exercise", "muscle", "says", "gap", "value", "definition", *_COMMON)

FACT_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "role": ("role", "definition", *_INVOLVED),
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

_CONVERSIONS: Mapping[str | None, Callable[[str], str]] = MappingProxyType(
    {
        None: str,
        "a": with_article,
        "c": lambda text: text[:1].upper() + text[1:],
    }
)
_EVERY = "statement"
"""In `over:`, short for every kind of statement."""


def _sole_role(fact: Fact, base: FactBase) -> bool:
    """Its muscle is the only one with that role here, and the source names all of them."""
    if not isinstance(fact, Involvement) or fact.role not in fact.exercise.complete:
        return False
    return {c.muscle.id for c in base.claims(fact.exercise) if c.role is fact.role} == {
        fact.muscle.id
    }


def _sole_group(fact: Fact, base: FactBase) -> bool:
    """Its muscle is stated to belong to one group only."""
    return isinstance(fact, Membership) and len(base.groups_of(fact.muscle)) == 1


CONDITIONS: Mapping[str, Callable[[Fact, FactBase], bool]] = MappingProxyType(
    {"the-only-group": _sole_group, "the-only-one-in-its-role": _sole_role}
)
"""What a template can demand of a fact with `where:`."""


def fields(text: str) -> Iterator[tuple[str, str | None, str, str]]:
    """The parts of a wording: text, then the slot behind it, its alternatives and its conversion.

    Raises:
        ValueError: A brace is not closed.
    """
    for literal, name, spec, conversion in string.Formatter().parse(text):
        yield literal, name, spec or "", conversion or ""


def fill(text: str, words: Mapping[str, Word]) -> str | None:
    """Put words into the slots of a wording, or None where a word is missing."""
    parts = []
    for literal, name, alternatives, conversion in fields(text):
        parts.append(literal)
        if name is None:
            continue
        word = words.get(name)
        if word is None:
            return None
        if alternatives:
            one, many = alternatives.split("/")
            parts.append(many if word.plural else one)
        else:
            parts.append(_CONVERSIONS[conversion or None](word.text))
    return "".join(parts)


def slot_words(fact: Fact, base: FactBase) -> dict[str, Word]:
    """Everything a fact can put into slots."""
    found = {name: slot(fact, base) for name, slot in SLOTS.items()}
    return {name: word for name, word in found.items() if word is not None}


def read_template(key: Node, node: Node) -> Template:
    """Read one entry of a `templates` section.

    Raises:
        DataError: With every slot, rule, kind or type that is not known.
    """
    f = node.fields(
        ("kind", "over", "stems", "key", "explanation", "tests"), optional=("distractors", "where")
    )
    problems = Problems()
    kind = Kind(f["kind"].one_of("kind of card", Kind))
    over: list[str] = []
    for item in f["over"].one_or_more():
        with problems.gathered():
            type_ = item.one_of("type of fact", (*FACT_TYPES, _EVERY))
            over += [k.value for k in StatementKind] if type_ == _EVERY else [type_]
    problems.raise_any()
    slots = sorted(set.intersection(*(set(FACT_TYPES[type_]) for type_ in over)))
    with problems.gathered():
        f["key"].one_of("slot of these facts", slots)
    wordings = f["stems"].items()
    if not wordings:
        with problems.gathered():
            raise f["stems"].error("A template has one wording at least.")
    for wording in (*wordings, f["explanation"]):
        with problems.gathered():
            _check_wording(wording, slots)
    for wording in wordings:
        with problems.gathered():
            _check_asks(wording, f["key"].text(), kind)
    for condition in f["where"].one_or_more() if "where" in f else ():
        with problems.gathered():
            condition.one_of("condition", CONDITIONS.keys())
    with problems.gathered():
        _check_rule(f, kind, over)
    problems.raise_any()
    return Template(
        id=key.identifier(),
        kind=kind,
        over=tuple(over),
        stems=f["stems"].texts(),
        key=f["key"].text(),
        rule=f.text("distractors"),
        where=tuple(c.text() for c in f["where"].one_or_more()) if "where" in f else (),
        explanation=f["explanation"].text(),
        tests=f["tests"].text(),
        place=key.place,
    )


def _check_rule(f: Fields, kind: Kind, over: list[str]) -> None:
    """Cards that show options need a rule for wrong ones that works over their facts."""
    shows_options = kind in (Kind.CHOICE, Kind.TRUE_FALSE)
    if shows_options and "distractors" not in f:
        raise f.node.error(f"A {kind} card needs 'distractors:', a rule for its wrong options.")
    if "distractors" not in f:
        return
    node = f["distractors"]
    if not shows_options:
        raise node.error(f"A {kind} card shows no wrong options.")
    rule = RULES[node.one_of("rule for wrong options", RULES.keys())]
    for type_ in over:
        if type_ not in rule.over:
            raise node.error(f"This rule works over {', '.join(rule.over)}; not over {type_}.")
    if f["key"].text() != rule.slot:
        raise node.error(f"This rule finds options for the key '{rule.slot}'.")


def _check_wording(node: Node, slots: list[str]) -> None:
    problems = Problems()
    try:
        parts = list(fields(node.text()))
    except ValueError:
        raise node.error("A brace is not closed; a slot is written {like-this}.") from None
    for _, name, alternatives, conversion in parts:
        with problems.gathered():
            if name is not None and name not in slots:
                raise node.unknown("slot of these facts", slots, word=name)
            if alternatives and alternatives.count("/") != 1:
                raise node.error(f"'{alternatives}' is no pair; write {{muscle:works/work}}.")
            if (conversion or None) not in _CONVERSIONS:
                raise node.error(f"'!{conversion}' is not known; there are !a and !c.")
    problems.raise_any()


def _check_asks(node: Node, key: str, kind: Kind) -> None:
    """A cloze or an assertion shows what is asked for; a question must not."""
    shows = any(name == key for _, name, alternatives, _ in fields(node.text()) if not alternatives)
    if kind in (Kind.CLOZE, Kind.TRUE_FALSE):
        # A sentence with a gap of its own shows it by itself.
        if not shows and key != "gap":
            raise node.error(f"The slot {{{key}}} must stand in the wording of a {kind} card.")
    elif shows:
        raise node.error(f"The wording gives the answer away: it shows the slot {{{key}}}.")
