"""Everything that was read, as one value, and what can be asked of it; knows nothing of files.

An answer is judged by few classes of facts, so an index of others loads them when it is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from cards.model.anatomy import Anatomy
from cards.model.exercise_facts import ExerciseFacts
from cards.model.fact import Fact
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import JointAction, Pattern, TermStatement
from cards.model.nouns import (
    Compensation,
    Exercise,
    Family,
    Group,
    Muscle,
    Named,
    Pack,
    Property,
    Source,
    Term,
)
from cards.model.vocabulary import Phase
from cards.value_class import replace, value_class

if TYPE_CHECKING:
    from cards.model.facts.action_plane import ActionPlane
    from cards.model.facts.membership import Membership
    from cards.model.facts.property_value import PropertyValue
    from cards.model.findings import Findings
    from cards.model.glossary import Glossary
    from cards.model.known import Known
    from cards.model.places import MusclePlace

F = TypeVar("F", bound=Fact)
C = TypeVar("C", bound=Involvement)
N = TypeVar("N", bound=Named)


@value_class(frozen=True, kw_only=True, eq=False)
class FactBase:
    """All nouns by id, and all facts in the order of their files; compared by identity."""

    sources: Mapping[str, Source]
    muscles: Mapping[str, Muscle]  # groups among them
    families: Mapping[str, Family]
    terms: Mapping[str, Term]
    exercises: Mapping[str, Exercise]
    compensations: Mapping[str, Compensation]
    packs: Mapping[str, Pack]
    properties: Mapping[str, Property]
    facts: tuple[Fact, ...]
    places: "Mapping[str, MusclePlace]"  # on the figure, by the ids of the muscles

    def __getstate__(self) -> dict[str, object]:
        """The fields, without the cached indexes."""
        return {field: getattr(self, field) for field in self.__dataclass_fields__}

    @property
    def unrecorded(self) -> "FactBase":
        """The base that an index is made of; see `cards.model.recorded`."""
        return self

    def record_spellings(self, spellings: Iterable[str]) -> None:
        """Record a look-up of spellings in the lexicon; only a recorded base does."""

    def sorted_by_id(self) -> "FactBase":
        """The same facts and nouns in the order of their ids, whatever the order of the files."""
        return self._in_order

    @cached_property
    def _in_order(self) -> "FactBase":
        return replace(
            self,
            muscles=_sorted(self.muscles),
            families=_sorted(self.families),
            terms=_sorted(self.terms),
            exercises=_sorted(self.exercises),
            compensations=_sorted(self.compensations),
            facts=tuple(sorted(self.facts, key=lambda fact: fact.id)),
        )

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.facts}

    def current(self, fact: Fact) -> Fact:
        """The fact of this base with the id of another one; that one if there is none."""
        return self.by_id.get(fact.id, fact)

    @cached_property
    def _by_class(self) -> dict[type[Fact], tuple[Fact, ...]]:
        return {}

    def of_type(self, class_: type[F]) -> tuple[F, ...]:
        """The facts of one class, in the order of their files."""
        if class_ not in self._by_class:
            self._by_class[class_] = tuple(f for f in self.facts if isinstance(f, class_))
        return cast("tuple[F, ...]", self._by_class[class_])

    def _general_of(self, class_: type[F]) -> tuple[F, ...]:
        """The facts of one class on no exercise."""
        return tuple(fact for fact in self.facts_on(None) if isinstance(fact, class_))

    @cached_property
    def involvements(self) -> tuple[Involvement, ...]:
        """The claims about a muscle in an exercise."""
        return tuple(fact for fact in self.facts if isinstance(fact, Involvement))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The claims that are stated in a sentence."""
        return tuple(fact for fact in self.facts if isinstance(fact, Statement))

    @cached_property
    def _by_exercise(self) -> Mapping[str, list[Fact]]:
        """The facts on each exercise by its id; those on none have an empty one."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            exercise: Exercise | None = getattr(fact, "exercise", None)
            found.setdefault("" if exercise is None else exercise.id, []).append(fact)
        return found

    def facts_on(self, exercise: Exercise | None) -> Sequence[Fact]:
        """The facts on an exercise, or those on none."""
        return self._by_exercise.get("" if exercise is None else exercise.id, ())

    def facts_naming(self, exercise: Exercise) -> tuple[Fact, ...]:
        """The facts on an exercise, and those on another one that name it."""
        return tuple(fact for fact in self.facts if exercise in fact.nouns)

    def facts_at(self, places: Iterable[int]) -> tuple[Fact, ...]:
        """The facts at some places among all facts."""
        return tuple(self.facts[place] for place in places)

    @cached_property
    def _exercise_facts(self) -> dict[str, ExerciseFacts]:
        return {}

    def _on(self, exercise: Exercise) -> ExerciseFacts:
        found = self._exercise_facts.get(exercise.id)
        if found is None:
            found = ExerciseFacts(self.facts_on(exercise), self.terms)
            self._exercise_facts[exercise.id] = found
        return found

    def claims(self, exercise: Exercise, muscle: Muscle | None = None) -> tuple[Involvement, ...]:
        """The claims about an exercise's muscles, or about one of them."""
        return self._on(exercise).claims(muscle)

    def claims_of(
        self, class_: type[C], exercise: Exercise, muscle: Muscle | None = None
    ) -> tuple[C, ...]:
        """The claims of one class about an exercise's muscles, or about one of them."""
        return self._on(exercise).claims_of(class_, muscle)

    def known(self, exercise: Exercise, muscle: Muscle, phase: Phase | None) -> "Known":
        """The agreed values of a muscle in one phase of an exercise; see `known_values`."""
        from cards.model.known import known_values

        return known_values(agreed(self.claims(exercise, muscle)), phase)

    @cached_property
    def _values_of_property(self) -> "Mapping[str, tuple[PropertyValue, ...]]":
        from cards.model.facts.property_value import PropertyValue

        found: dict[str, list[PropertyValue]] = {}
        for fact in self.of_type(PropertyValue):
            found.setdefault(fact.of.id, []).append(fact)
        return {id_: tuple(facts) for id_, facts in found.items()}

    def values_of(self, property_: Property) -> "tuple[PropertyValue, ...]":
        """All stated values of a property."""
        return self._values_of_property.get(property_.id, ())

    @cached_property
    def _exercises_of_muscle(self) -> Mapping[str, tuple[Exercise, ...]]:
        found: dict[str, list[Exercise]] = {}
        for exercise in self.exercises.values():
            for muscle in {claim.muscle.id for claim in self.claims(exercise)}:
                found.setdefault(muscle, []).append(exercise)
        return {muscle: tuple(all_) for muscle, all_ in found.items()}

    def exercises_of(self, muscle: Muscle) -> tuple[Exercise, ...]:
        """The exercises for which any claim names the muscle itself."""
        return self._exercises_of_muscle.get(muscle.id, ())

    @cached_property
    def _roles_of_muscle(self) -> Mapping[str, tuple[RoleClaim, ...]]:
        found: dict[str, list[RoleClaim]] = {}
        for claim in self.of_type(RoleClaim):
            found.setdefault(claim.muscle.id, []).append(claim)
        return {muscle: tuple(claims) for muscle, claims in found.items()}

    def roles_of(self, muscle: Muscle) -> tuple[RoleClaim, ...]:
        """The claims about roles of the muscle itself, in any exercise."""
        return self._roles_of_muscle.get(muscle.id, ())

    @cached_property
    def _stated_values(self) -> Mapping[tuple[object, ...], frozenset[str]]:
        found: dict[tuple[object, ...], set[str]] = {}
        for statement in self.of_type(TermStatement):
            found.setdefault(statement.spot, set()).add(statement.value.id)
        return {spot: frozenset(values) for spot, values in found.items()}

    def stated_values(self, statement: TermStatement) -> frozenset[str]:
        """Ids of all values that statements of its type state on the same spot."""
        return self._stated_values.get(statement.spot, frozenset())

    @cached_property
    def _by_value(self) -> Mapping[tuple[str, str], tuple[TermStatement, ...]]:
        found: dict[tuple[str, str], list[TermStatement]] = {}
        for statement in agreed(self.of_type(TermStatement)):
            found.setdefault((statement.type, statement.value.id), []).append(statement)
        return {key: tuple(statements) for key, statements in found.items()}

    def examples_of(self, type_: str, value: Term) -> tuple[TermStatement, ...]:
        """The agreed statements of a type that state the value of something."""
        return self._by_value.get((type_, value.id), ())

    def example_of(self, type_: str, value: Term) -> TermStatement | None:
        """An agreed statement of a type that states the value of something."""
        return next(iter(self.examples_of(type_, value)), None)

    @cached_property
    def _suggestions(self) -> Mapping[str, tuple[tuple[Muscle, Mapping[str, None]], ...]]:
        from cards.model.facts.alternative import Alternative

        found: dict[str, dict[str, set[str]]] = {}
        for suggestion in self.of_type(Alternative):
            by_muscle = found.setdefault(suggestion.source.id, {})
            by_muscle.setdefault(suggestion.serves.id, set()).add(suggestion.suggests)
        return {
            source: tuple(
                (self.muscles[id_], dict.fromkeys(sorted(texts)))
                for id_, texts in by_muscle.items()
            )
            for source, by_muscle in found.items()
        }

    def suggestions_of(self, source: Source) -> tuple[tuple[Muscle, Mapping[str, None]], ...]:
        """The muscles for which a source suggests exercises, and the names of these."""
        return self._suggestions.get(source.id, ())

    def meaning(self, value: str) -> str:
        """The definition of a role, a contraction or a term by its id; empty if there is none."""
        term = self.terms.get(value.replace(" ", "-"))
        return (term.definition or "").rstrip(".") if term else ""

    def family(self, id_: str) -> tuple[Term, ...]:
        """The terms of a family."""
        return tuple(term for term in self.terms.values() if term.family == id_)

    def main_actions(self, exercise: Exercise) -> tuple[Term, ...]:
        """The joint actions an exercise is built on: those of its lifting, or of all of it.

        The chief ones come first: those with the most prime movers, then those with the most
        muscles in any role, then those at a joint of the limbs.
        """
        return self._on(exercise).main_actions

    def patterns_of(self, exercise: Exercise) -> frozenset[str]:
        """Ids of the movement patterns an exercise is stated to belong to."""
        return self._on(exercise).patterns

    def main_action(self, exercise: Exercise) -> Term | None:
        """The joint action an exercise is built on, where exactly one is stated."""
        found = self.main_actions(exercise)
        return found[0] if len(found) == 1 else None

    def kin(self, one: Term, other: Term) -> bool:
        """Whether two terms are the same, or part of one another, or parts of one whole."""
        wholes = [{term.id, term.part_of} - {None} for term in (one, other)]
        return bool(wholes[0] & wholes[1])

    def opposite(self, action: str) -> str | None:
        """Id of the opposite joint action, if the glossary contains one."""
        term = self.terms.get(action)
        return term.opposite if term else None

    def actions_of(self, exercise: Exercise) -> tuple[JointAction, ...]:
        """The agreed statements on the joint actions of an exercise, in all its phases."""
        return self._on(exercise).actions

    def actions_in(self, exercise: Exercise, phase: Phase | None) -> tuple[str, ...]:
        """Ids of the joint actions stated for a phase of an exercise."""
        return self._on(exercise).actions_by_phase.get(phase, ())

    def actions_during(self, exercise: Exercise, phase: Phase) -> tuple[Term, ...]:
        """The joint actions in a phase: while lifting, those that the exercise is built on.

        The chief ones come first; in another phase, those that undo the chief ones.
        """
        main = self.main_actions(exercise)
        if phase is Phase.LIFTING:
            return main
        order = [action.opposite for action in main]
        stated = dict.fromkeys(
            id_ for each in (phase, Phase.THROUGHOUT) for id_ in self.actions_in(exercise, each)
        )
        last = len(order)
        by_rank = sorted(stated, key=lambda id_: order.index(id_) if id_ in order else last)
        return tuple(self.terms[id_] for id_ in by_rank)

    def joints_moved(self, exercise: Exercise) -> frozenset[str]:
        """Ids of the joints at which an exercise is stated to have a joint action."""
        return self._on(exercise).joints_moved

    @cached_property
    def _joints_of_pattern(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for statement in agreed(self.of_type(Pattern)):
            if statement.exercise is not None:
                joints = self.joints_moved(statement.exercise)
                id_ = statement.value.id
                found[id_] = found.get(id_, frozenset()) | joints
        return found

    def likeness_of_patterns(self, one: Term, other: Term) -> float:
        """The share of the joints moved by two movement patterns that both move."""
        first, second = (self._joints_of_pattern.get(p.id, frozenset()) for p in (one, other))
        return len(first & second) / len(first | second) if first & second else 0.0

    @cached_property
    def planes_of_actions(self) -> "Mapping[str, ActionPlane]":
        """The agreed statements on the planes of joint actions, by the ids of the actions."""
        from cards.model.facts.action_plane import ActionPlane

        return {stated.term.id: stated for stated in agreed(self._general_of(ActionPlane))}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all muscles and the names and aliases of all terms, in lower case."""
        muscles = frozenset(muscle.name.lower() for muscle in self.muscles.values())
        terms = (
            name.lower() for term in self.terms.values() for name in (term.name, *term.aliases)
        )
        return muscles | frozenset(terms)

    @cached_property
    def trained(self) -> frozenset[str]:
        """Ids of the muscles that some exercise is claimed to involve."""
        return frozenset(claim.muscle.id for claim in self.involvements)

    @cached_property
    def anatomy(self) -> Anatomy:
        """The statements on muscles that hold in any exercise."""
        return Anatomy(self.muscles, self.statements_on)

    @cached_property
    def _statements_by_muscle(self) -> Mapping[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for fact in self.facts_on(None):
            if isinstance(fact, Statement) and fact.muscle is not None:
                found.setdefault(fact.muscle.id, []).append(fact)
        return found

    def statements_on(self, muscle: Muscle) -> Sequence[Statement]:
        """The statements on a muscle that hold in any exercise."""
        return self._statements_by_muscle.get(muscle.id, ())

    @cached_property
    def glossary(self) -> "Glossary":
        """The definitions of terms, and what tells terms apart."""
        from cards.model.facts.definition import Definition
        from cards.model.facts.distinction import Distinction
        from cards.model.glossary import Glossary

        return Glossary(agreed(self._general_of(Definition)), self._general_of(Distinction))

    @cached_property
    def findings(self) -> "Findings":
        """The findings of assessments, with the lists of bodies."""
        from cards.model.facts.listed_muscle import ListedMuscle
        from cards.model.facts.observation import Observation
        from cards.model.findings import Findings

        return Findings(self._general_of(ListedMuscle), self._general_of(Observation))

    @cached_property
    def _memberships(self) -> "Mapping[str, tuple[Membership, ...]]":
        from cards.model.facts.membership import Membership

        found: dict[str, list[Membership]] = {}
        for membership in agreed(self._general_of(Membership)):
            found.setdefault(membership.group.id, []).append(membership)
        return {group: tuple(memberships) for group, memberships in found.items()}

    def memberships_of(self, group: Group) -> "tuple[Membership, ...]":
        """The agreed statements that muscles belong to a group."""
        return self._memberships.get(group.id, ())

    def groups_of(self, muscle: Muscle) -> tuple[Group, ...]:
        """The groups a muscle is stated to belong to."""
        return self._groups_of_muscle.get(muscle.id, ())

    @cached_property
    def _groups_of_muscle(self) -> Mapping[str, tuple[Group, ...]]:
        found: dict[str, list[Group]] = {}
        for group in self.muscles.values():
            if isinstance(group, Group):
                for member in group.members or ():
                    found.setdefault(member, []).append(group)
        return {muscle: tuple(groups) for muscle, groups in found.items()}

    def overlap(self, one: Muscle, other: Muscle) -> bool:
        """Whether two names may mean the same flesh, so that they cannot stand side by side.

        A group overlaps its members and the groups that share one. A group whose members no source
        states may hold anything, so it overlaps everything.
        """
        if one.id == other.id:
            return True
        flesh, of_other = self._flesh.get(one.id), self._flesh.get(other.id)
        return flesh is None or of_other is None or not flesh.isdisjoint(of_other)

    @cached_property
    def _flesh(self) -> Mapping[str, frozenset[str] | None]:
        """A muscle's id with those of its members; None for a group that may hold anything."""
        return {muscle.id: _flesh_of(muscle) for muscle in self.muscles.values()}


def _flesh_of(muscle: Muscle) -> frozenset[str] | None:
    if not isinstance(muscle, Group):
        return frozenset({muscle.id})
    return None if muscle.members is None else muscle.members | {muscle.id}


def _sorted(nouns: Mapping[str, N]) -> Mapping[str, N]:
    return dict(sorted(nouns.items()))


def agreed(facts: Iterable[F]) -> tuple[F, ...]:
    """The facts that are neither contested nor one author's opinion."""
    return tuple(fact for fact in facts if not fact.attributed)
