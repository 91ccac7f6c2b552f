"""Digests of what a base contains: equal digests mean equal facts, wherever they are written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any

from cards.answers.vocabulary import lexicon
from cards.groups.controllers import times_asked
from cards.groups.staples import staples
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.membership import Membership
from cards.model.facts.observation import Observation
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.question import ReadyQuestion
from cards.model.nouns import Exercise, Named, Source
from cards.model.recorded import (
    CONTROLLED,
    EXERCISES,
    FACTS,
    GENERAL,
    PLACES,
    SOURCES,
    SPELT,
    STAPLES,
    TRAINED,
    Read,
    of_subject,
)
from cards.model.template import Template

_INDEXED = (ActionPlane, Definition, Distinction, ListedMuscle, Membership, Observation)
"""Classes of general facts, whatever they are about."""

_SIZE = 16

_PLAIN = frozenset({type(None), bool, int, str})


class Digests:
    """The digests of one base, each computed when it is asked for."""

    def __init__(self, base: FactBase) -> None:
        """Take a base in the order of the ids."""
        self._base = base
        self._of_object: dict[int, str] = {}
        self._known: dict[Read, str] = {}
        self._computed: Mapping[str, Callable[..., str]] = {
            FACTS[0]: self._all_facts,
            EXERCISES[0]: self._exercises,
            SOURCES[0]: self._sources,
            GENERAL[0]: self._general,
            TRAINED[0]: self._trained,
            PLACES[0]: self._places,
            STAPLES[0]: self._staples,
            "source": self._source,
            "exercise": self._exercise,
            "class": self._class,
            "exercises of": self._exercises_of,
            "roles of": self._roles_of,
            "likeness": self._likeness,
            "examples": self._examples,
            "example": self._example,
            "property": self._property,
            "subject": self._subject,
            CONTROLLED: self._controlled,
            SPELT: self._spelt,
        }

    def of(self, read: Read) -> str:
        """The digest of what was read; empty if it is not there."""
        if read not in self._known:
            compute = self._computed[read[0]]
            self._known[read] = compute(*read[1:])
        return self._known[read]

    @cached_property
    def nouns(self) -> str:
        """The digest of the nouns on which everything depends."""
        base = self._base
        every: tuple[Mapping[str, Named], ...] = (
            *(base.muscles, base.families, base.terms),
            *(base.compensations, base.packs, base.properties),
        )
        return self._of_all(noun for nouns in every for noun in nouns.values())

    def of_facts(self, facts: Iterable[Fact]) -> str:
        """The digest of facts in the given order."""
        return self._of_all(facts)

    def _of_all(self, objects: Iterable[object]) -> str:
        known = self._of_object
        digests = [known.get(id(each)) or self.of_object(each) for each in objects]
        return blake2b("".join(digests).encode(), digest_size=_SIZE).hexdigest()

    # -- what may be read ----------------------------------------------------------------------

    def _all_facts(self) -> str:
        return self.of_facts(self._base.facts)

    def _exercises(self) -> str:
        return self._of_all(self._base.exercises.values())

    def _sources(self) -> str:
        return self._of_all(self._base.sources.values())

    def _source(self, id_: str) -> str:
        source = self._base.sources.get(id_)
        return "" if source is None else self.of_object(source)

    @cached_property
    def _by_exercise(self) -> Mapping[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._base.facts:
            exercise = getattr(fact, "exercise", None)
            if exercise is not None:
                found.setdefault(exercise.id, []).append(fact)
        return found

    def _exercise(self, id_: str) -> str:
        exercise = self._base.exercises.get(id_)
        if exercise is None:
            return ""
        return self._of_all((exercise, *self._by_exercise.get(id_, ())))

    def _general(self) -> str:
        return self.of_facts(fact for fact in self._base.facts if is_general(fact))

    def _places(self) -> str:
        every = self._base.places.items()
        return _digest([[id_, *map(self._plain, place)] for id_, place in every])

    def _staples(self) -> str:
        found: list[object] = []
        for each in staples(self._base):
            facts = (each.exercise, each.mechanic, *each.actions, *filter(None, (each.pattern,)))
            found += (*map(self.of_object, facts), sorted(each.stated), sorted(each.equipment))
        return _digest(found)

    def _trained(self) -> str:
        return _digest(sorted(self._base.trained))

    def _class(self, name: str) -> str:
        class_ = self._classes.get(name)
        return "" if class_ is None else self.of_facts(self._base.of_type(class_))

    @cached_property
    def _classes(self) -> Mapping[str, type[Fact]]:
        """The classes of the facts and those that they are based on, by name."""
        classes = {type(fact) for fact in self._base.facts}
        return {each.__name__: each for class_ in classes for each in _bases(class_)}

    @cached_property
    def _by_subject(self) -> Mapping[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._base.facts:
            if getattr(fact, "exercise", None) is None:
                found.setdefault(of_subject(fact)[1], []).append(fact)
        return found

    def _subject(self, name: str) -> str:
        return self.of_facts(self._by_subject.get(name, ()))

    def _exercises_of(self, id_: str) -> str:
        muscle = self._base.muscles.get(id_)
        if muscle is None:
            return ""
        return self._of_all(self._base.exercises_of(muscle))

    def _roles_of(self, id_: str) -> str:
        muscle = self._base.muscles.get(id_)
        return "" if muscle is None else self.of_facts(self._base.roles_of(muscle))

    def _likeness(self, one: str, other: str) -> str:
        terms = self._base.terms
        if not {one, other} <= terms.keys():
            return ""
        return repr(self._base.likeness_of_patterns(terms[one], terms[other]))

    def _examples(self, type_: str, value: str) -> str:
        term = self._base.terms.get(value)
        return "" if term is None else self.of_facts(self._base.examples_of(type_, term))

    def _example(self, type_: str, value: str) -> str:
        term = self._base.terms.get(value)
        found = None if term is None else self._base.example_of(type_, term)
        return "" if found is None else self.of_object(found)

    def _property(self, id_: str) -> str:
        property_ = self._base.properties.get(id_)
        return "" if property_ is None else self.of_facts(self._base.values_of(property_))

    def _controlled(self, id_: str) -> str:
        return str(times_asked(self._base).get(id_, 0))

    def _spelt(self, *spellings: str) -> str:
        found = (concept.noun for concept in lexicon(self._base).spelt(spellings))
        exercises = {each.id: self.of_object(each) for each in found if isinstance(each, Exercise)}
        return _digest(sorted(exercises.values()))

    # -- values --------------------------------------------------------------------------------

    def know(self, digests: Iterable[tuple[object, str]]) -> None:
        """Take over digests of objects that exist as long as these digests are used."""
        self._of_object.update((id(object_), digest) for object_, digest in digests if digest)

    def of_object(self, object_: object) -> str:
        """The digest of a fact, a noun or a source."""
        known = self._of_object.get(id(object_))
        if known is None:
            known = _digest([type(object_).__name__, self._values(vars(object_))])
            self._of_object[id(object_)] = known
        return known

    def _values(self, values: Mapping[str, Any]) -> list[Any]:
        """Values without their place in a file."""
        return [self._plain(value) for name, value in values.items() if name != "place"]

    def _plain(self, value: Any) -> Any:
        """A value as text; digests in place of exercises and sources, ids of other nouns."""
        if type(value) in _PLAIN:
            return value
        match value:
            case Exercise() | Source():
                return self.of_object(value)
            case Named():
                return value.id
            case tuple() | frozenset() | Mapping():
                return self._collection(value)
            case _ if is_dataclass(value):
                return [self._plain(item) for item in vars(value).values()]
            case _:
                return str(value)

    def _collection(self, values: Any) -> list[Any]:
        if isinstance(values, tuple):
            return [self._plain(item) for item in values]
        if isinstance(values, frozenset):
            return sorted(map(str, values))
        return [(str(key), self._plain(item)) for key, item in values.items()]


@lru_cache(maxsize=2)
def digests_of(base: FactBase) -> Digests:
    """The digests of a base, of which there is one object only."""
    return Digests(base.sorted_by_id())


def is_general(fact: Fact) -> bool:
    """Whether a fact is read by an index of facts that hold in any exercise."""
    if isinstance(fact, PropertyValue | ReadyQuestion):
        return False
    return isinstance(fact, _INDEXED) or getattr(fact, "exercise", None) is None


def of_templates(templates: Iterable[Template]) -> str:
    """The digest of templates, without their places in files."""
    names = [field.name for field in fields(Template) if field.name != "place"]
    return _digest([str(getattr(each, name)) for each in templates for name in names])


def _bases(class_: type) -> Iterable[type[Fact]]:
    return (each for each in class_.__mro__ if issubclass(each, Fact))


def _digest(values: list[Any]) -> str:
    return blake2b(repr(values).encode(), digest_size=_SIZE).hexdigest()
