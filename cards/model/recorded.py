"""A fact base that records what is read of it, so that results can be reused while that is equal.

Nouns other than exercises and sources are not recorded: everything depends on them. Facts on no
exercise that only an index of them reads count as one, the general facts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Generic, TypeVar

from cards.model.anatomy import Anatomy
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.alternative import Alternative
from cards.model.facts.involvement import Involvement
from cards.model.facts.membership import Membership
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.role import RoleClaim
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import JointAction, TermStatement
from cards.model.findings import Findings
from cards.model.glossary import Glossary
from cards.model.known import Known
from cards.model.nouns import Exercise, Group, Muscle, Property, Source, Term
from cards.model.places import MusclePlace
from cards.model.vocabulary import Phase

_F = TypeVar("_F", bound=Fact)
_C = TypeVar("_C", bound=Involvement)
_K = TypeVar("_K")
_V = TypeVar("_V")

Read = tuple[str, ...]
"""A kind of look-up, and the ids that were looked up."""

FACTS: Read = ("facts",)
EXERCISES: Read = ("exercises",)
SOURCES: Read = ("sources",)
GENERAL: Read = ("general",)
TRAINED: Read = ("trained",)
PLACES: Read = ("places",)
STAPLES: Read = ("staples",)
"""All facts, all exercises, all sources; the general facts; the muscles that exercises involve; the
places of muscles on the figure; the staples (see `cards.groups.staples`)."""


CONTROLLED = "controlled"
"""The kind of look-up of how often a muscle is asked for in `cards.groups.controllers`."""

SPELT = "spelt"
"""The kind of look-up of the exercises with a name that is spelt in one of several ways."""


def of_exercise(exercise: Exercise) -> Read:
    """An exercise, and all facts on it."""
    return "exercise", exercise.id


def of_subject(fact: Fact) -> Read:
    """All facts on no exercise with the subject of a fact."""
    return "subject", "/".join(part for part in fact.subject if part)


def of_controller(muscle: Muscle) -> Read:
    """How often a muscle is asked for as the one that controls a movement."""
    return CONTROLLED, muscle.id


def of_spellings(forms: Iterable[str]) -> Read:
    """The exercises with a name that is spelt in one of several ways."""
    return SPELT, *sorted(forms)


class RecordedBase(FactBase):
    """A base that adds what is read of it to a set.

    Attributes:
        plain: The base itself.
        reads: The set; another one may take its place.
    """

    plain: FactBase
    reads: set[Read]

    def __init__(self, base: FactBase) -> None:
        """Record what is read of a base."""
        values = {field.name: getattr(base, field.name) for field in fields(base)}
        vars(self).update(values, plain=base, reads=set())

    def record_in(self, reads: set[Read]) -> None:
        """Record in a set from now on."""
        vars(self)["reads"] = reads

    # -- nouns and facts -----------------------------------------------------------------------

    @property
    def unrecorded(self) -> FactBase:
        """The base itself, for an index of which every look-up is recorded."""
        return self.plain

    def record_spellings(self, spellings: Iterable[str]) -> None:
        """Record a look-up of spellings in the lexicon."""
        self.reads.add(of_spellings(spellings))

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id; each that is looked up is recorded."""
        return _RecordedSources(self)

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """All exercises."""
        self.reads.add(EXERCISES)
        return self.plain.exercises

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts."""
        self.reads.add(FACTS)
        return self.plain.facts

    @property
    def by_id(self) -> Mapping[str, Fact]:
        """All facts by id."""
        self.reads.add(FACTS)
        return self.plain.by_id

    def current(self, fact: Fact) -> Fact:
        """As the base."""
        self.reads.add(FACTS)
        return self.plain.current(fact)

    @property
    def involvements(self) -> tuple[Involvement, ...]:
        """All involvements."""
        self.reads.add(FACTS)
        return self.plain.involvements

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements."""
        self.reads.add(FACTS)
        return self.plain.statements

    @property
    def places(self) -> Mapping[str, MusclePlace]:
        """The places of muscles on the figure."""
        self.reads.add(PLACES)
        return self.plain.places

    def of_type(self, class_: type[_F]) -> tuple[_F, ...]:
        """The facts of one class."""
        self.reads.add(("class", class_.__name__))
        return self.plain.of_type(class_)

    # -- exercises -----------------------------------------------------------------------------

    def facts_naming(self, exercise: Exercise) -> tuple[Fact, ...]:
        """As the base."""
        self.reads.add(FACTS)
        return self.plain.facts_naming(exercise)

    def facts_at(self, places: Iterable[int]) -> tuple[Fact, ...]:
        """As the base."""
        self.reads.add(FACTS)
        return self.plain.facts_at(places)

    def facts_on(self, exercise: Exercise | None) -> Sequence[Fact]:
        """As the base."""
        self.reads.add(FACTS if exercise is None else of_exercise(exercise))
        return self.plain.facts_on(exercise)

    def claims(self, exercise: Exercise, muscle: Muscle | None = None) -> tuple[Involvement, ...]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.claims(exercise, muscle)

    def claims_of(
        self, class_: type[_C], exercise: Exercise, muscle: Muscle | None = None
    ) -> tuple[_C, ...]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.claims_of(class_, exercise, muscle)

    def known(self, exercise: Exercise, muscle: Muscle, phase: Phase | None) -> Known:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.known(exercise, muscle, phase)

    def main_actions(self, exercise: Exercise) -> tuple[Term, ...]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.main_actions(exercise)

    def main_action(self, exercise: Exercise) -> Term | None:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.main_action(exercise)

    def patterns_of(self, exercise: Exercise) -> frozenset[str]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.patterns_of(exercise)

    def actions_of(self, exercise: Exercise) -> tuple[JointAction, ...]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.actions_of(exercise)

    def actions_in(self, exercise: Exercise, phase: Phase | None) -> tuple[str, ...]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.actions_in(exercise, phase)

    def actions_during(self, exercise: Exercise, phase: Phase) -> tuple[Term, ...]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.actions_during(exercise, phase)

    def joints_moved(self, exercise: Exercise) -> frozenset[str]:
        """As the base."""
        self.reads.add(of_exercise(exercise))
        return self.plain.joints_moved(exercise)

    # -- indexes over exercises ----------------------------------------------------------------

    @property
    def trained(self) -> frozenset[str]:
        """As the base."""
        self.reads.add(TRAINED)
        return self.plain.trained

    def exercises_of(self, muscle: Muscle) -> tuple[Exercise, ...]:
        """As the base."""
        self.reads.add(("exercises of", muscle.id))
        return self.plain.exercises_of(muscle)

    def roles_of(self, muscle: Muscle) -> tuple[RoleClaim, ...]:
        """As the base."""
        self.reads.add(("roles of", muscle.id))
        return self.plain.roles_of(muscle)

    def likeness_of_patterns(self, one: Term, other: Term) -> float:
        """As the base."""
        self.reads.add(("likeness", one.id, other.id))
        return self.plain.likeness_of_patterns(one, other)

    def examples_of(self, type_: str, value: Term) -> tuple[TermStatement, ...]:
        """As the base."""
        self.reads.add(("examples", type_, value.id))
        return self.plain.examples_of(type_, value)

    def example_of(self, type_: str, value: Term) -> TermStatement | None:
        """As the base."""
        self.reads.add(("example", type_, value.id))
        return self.plain.example_of(type_, value)

    def stated_values(self, statement: TermStatement) -> frozenset[str]:
        """As the base."""
        exercise = statement.exercise
        self.reads.add(GENERAL if exercise is None else of_exercise(exercise))
        return self.plain.stated_values(statement)

    def suggestions_of(self, source: Source) -> tuple[tuple[Muscle, Mapping[str, None]], ...]:
        """As the base."""
        self.reads.add(("class", Alternative.__name__))
        return self.plain.suggestions_of(source)

    # -- facts on no exercise ------------------------------------------------------------------

    def values_of(self, property_: Property) -> tuple[PropertyValue, ...]:
        """As the base."""
        self.reads.add(("property", property_.id))
        return self.plain.values_of(property_)

    @property
    def planes_of_actions(self) -> Mapping[str, ActionPlane]:
        """As the base."""
        self.reads.add(GENERAL)
        return self.plain.planes_of_actions

    @property
    def anatomy(self) -> Anatomy:
        """As the base."""
        self.reads.add(GENERAL)
        return self.plain.anatomy

    def statements_on(self, muscle: Muscle) -> Sequence[Statement]:
        """As the base."""
        self.reads.add(GENERAL)
        return self.plain.statements_on(muscle)

    @property
    def glossary(self) -> Glossary:
        """As the base."""
        self.reads.add(GENERAL)
        return self.plain.glossary

    @property
    def findings(self) -> Findings:
        """As the base."""
        self.reads.add(GENERAL)
        return self.plain.findings

    def memberships_of(self, group: Group) -> tuple[Membership, ...]:
        """As the base."""
        self.reads.add(GENERAL)
        return self.plain.memberships_of(group)


def record(base: FactBase, read: Read) -> None:
    """Record a look-up in an index of the base itself, if the base is recorded."""
    if isinstance(base, RecordedBase):
        base.reads.add(read)


class Recall(Generic[_K, _V]):
    """The results of a function on a base; each use of one records what computing it has read."""

    def __init__(self, base: FactBase, compute: Callable[[_K], _V]) -> None:
        """Compute from a base; `compute` is called once for each key."""
        self._base, self._compute = base, compute
        self._known: dict[_K, tuple[_V, frozenset[Read]]] = {}

    def __call__(self, key: _K) -> _V:
        """The result for a key."""
        base = self._base
        if not isinstance(base, RecordedBase):
            if key not in self._known:
                self._known[key] = self._compute(key), frozenset()
            return self._known[key][0]
        if key not in self._known:
            outer, reads = base.reads, set[Read]()
            base.record_in(reads)
            try:
                self._known[key] = self._compute(key), frozenset(reads)
            finally:
                base.record_in(outer)
        value, read = self._known[key]
        base.reads.update(read)
        return value


class _RecordedSources(Mapping[str, Source]):
    """The sources of a base; each that is looked up is recorded."""

    def __init__(self, base: RecordedBase) -> None:
        self._base, self._sources = base, base.plain.sources

    def __getitem__(self, id_: str) -> Source:
        self._base.reads.add(("source", id_))
        return self._sources[id_]

    def __iter__(self) -> Iterator[str]:
        self._base.reads.add(SOURCES)
        return iter(self._sources)

    def __len__(self) -> int:
        self._base.reads.add(SOURCES)
        return len(self._sources)


NOT_RECORDED = frozenset(
    {
        *("muscles", "families", "terms", "compensations", "packs", "properties"),
        *("meaning", "family", "kin", "opposite", "names", "groups_of", "overlap"),
    }
)
"""The attributes of a base that only read nouns on which everything depends."""
