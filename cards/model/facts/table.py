"""The table of all types of fact.

To add one, write a module in this package, add its line here, and write templates that ask about
it. If several classes share the name of a type, an entry is read as the first class whose key it
has.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from cards.model.fact import Fact, Keys, Section
from cards.model.facts.action import ActionClaim
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.alternative import Alternative
from cards.model.facts.comparison import Comparison
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.distinction import Distinction
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.membership import Membership
from cards.model.facts.observation import Observation
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.question import ReadyQuestion
from cards.model.facts.ranking import Ranking
from cards.model.facts.role import RoleClaim
from cards.model.facts.sentence import Sentence
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import (
    Assistance,
    Crossing,
    Denial,
    Equipment,
    JointAction,
    Mechanic,
    Nerve,
    Pattern,
    Plane,
    Reach,
    TermLocation,
)
from cards.model.facts.text_statement import InsertionText, LocationText, OriginText
from cards.model.facts.trait import Trait


def _complete(*classes: type[Fact]) -> tuple[type[Fact], ...]:
    """The classes; as arguments, the type checker refuses one with abstract methods."""
    return classes


FACT_TYPES: tuple[type[Fact], ...] = _complete(
    RoleClaim,
    ContractionClaim,
    ActionClaim,
    PurposeClaim,
    DeniedRole,
    Definition,
    Membership,
    ActionPlane,
    Observation,
    ListedMuscle,
    PropertyValue,
    ReadyQuestion,
    Pattern,
    Mechanic,
    Equipment,
    Plane,
    JointAction,
    Assistance,
    Crossing,
    Reach,
    Nerve,
    OriginText,
    InsertionText,
    LocationText,
    TermLocation,
    Denial,
    Distinction,
    Comparison,
    Ranking,
    Alternative,
    Sentence,
)
"""The classes of all facts.

`Sentence` must be last: other classes of its types are tried first when an entry is read, and the
last class of a type decides whether it is a type of statement and describes it.
"""


STATEMENTS: tuple[type[Statement], ...] = tuple(
    class_
    for class_ in FACT_TYPES
    if issubclass(class_, Statement) and class_.SECTION == "statements"
)
"""The classes of the entries under `statements`."""


def _by_type() -> Iterator[tuple[str, tuple[type[Fact], ...]]]:
    for name in dict.fromkeys(name for class_ in FACT_TYPES for name in class_.TYPES):
        yield name, tuple(class_ for class_ in FACT_TYPES if name in class_.TYPES)


CLASSES_OF: Mapping[str, tuple[type[Fact], ...]] = MappingProxyType(dict(_by_type()))
"""The classes of each type by its name."""

SLOTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(dict.fromkeys(slot for class_ in classes for slot in class_.SLOTS))
        for name, classes in CLASSES_OF.items()
    }
)
"""The slots that facts of each type can fill."""

SLOTS: Mapping[str, str] = MappingProxyType(
    {name: line for class_ in FACT_TYPES for name, line in class_.SLOTS.items()}
)
"""All slots that a template can name, each with a line for authors."""

STATEMENT_KINDS: tuple[str, ...] = tuple(
    sorted(n for n, classes in CLASSES_OF.items() if issubclass(classes[-1], Statement))
)
"""The names of all types of statement; together they are `statement` for short."""


def written_in(section: Section) -> tuple[type[Fact], ...]:
    """The classes of the entries in a section."""
    return tuple(class_ for class_ in FACT_TYPES if section == class_.SECTION)


def required_key(class_: type[Fact]) -> str:
    """The key that is required in an entry of this class."""
    return next(iter(class_.KEYS))


def keys_in(section: Section) -> Keys:
    """The keys of all entries of a section."""
    classes = written_in(section)
    single = (pair for class_ in classes for pair in class_.KEYS.items())
    shared = (pair for class_ in classes for pair in class_.SHARED_KEYS.items())
    return dict((*single, *shared))


def traits_of(noun: Literal["exercise", "muscle"]) -> Mapping[str, tuple[type[Statement], Trait]]:
    """The traits of an exercise or a muscle by their keys, each with its class."""
    return {
        trait.key: (class_, trait)
        for class_ in FACT_TYPES
        if issubclass(class_, Statement)
        for trait in class_.TRAITS
        if trait.of == noun
    }
