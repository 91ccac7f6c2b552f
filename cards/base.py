"""Everything that was read, as one value, and what can be asked of it; knows nothing of files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cards.facts import (
    Contraction,
    Definition,
    Exercise,
    Fact,
    Family,
    Group,
    Involvement,
    Membership,
    Muscle,
    Phase,
    Role,
    Source,
    Statement,
    StatementKind,
    Term,
)


@dataclass(frozen=True, kw_only=True)
class FactBase:
    """All nouns by id, and all facts in the order of their files."""

    sources: Mapping[str, Source]
    muscles: Mapping[str, Muscle]  # groups among them
    families: Mapping[str, Family]
    terms: Mapping[str, Term]
    exercises: Mapping[str, Exercise]
    facts: tuple[Fact, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def involvements(self) -> tuple[Involvement, ...]:
        """The claims about a muscle in an exercise."""
        return tuple(fact for fact in self.facts if isinstance(fact, Involvement))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The other claims."""
        return tuple(fact for fact in self.facts if isinstance(fact, Statement))

    @cached_property
    def definition_facts(self) -> tuple[Definition, ...]:
        """The definitions of terms."""
        return tuple(fact for fact in self.facts if isinstance(fact, Definition))

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Which muscle belongs to which group."""
        return tuple(fact for fact in self.facts if isinstance(fact, Membership))

    @cached_property
    def _in_exercise(self) -> Mapping[str, tuple[Involvement, ...]]:
        found: dict[str, list[Involvement]] = {}
        for involvement in self.involvements:
            found.setdefault(involvement.exercise.id, []).append(involvement)
        return {exercise: tuple(all_) for exercise, all_ in found.items()}

    def claims(self, exercise: Exercise, muscle: Muscle | None = None) -> tuple[Involvement, ...]:
        """What is claimed about an exercise's muscles, or about one of them."""
        found = self._in_exercise.get(exercise.id, ())
        return tuple(c for c in found if muscle is None or c.muscle.id == muscle.id)

    def meaning(self, value: str) -> str:
        """What a role, a contraction or the id of a term means; empty where no glossary says so."""
        term = self.terms.get(value.replace(" ", "-"))
        return (term.definition or "").rstrip(".") if term else ""

    def family(self, id_: str) -> tuple[Term, ...]:
        """The terms of a family."""
        return tuple(term for term in self.terms.values() if term.family == id_)

    def main_action(self, exercise: Exercise) -> Term | None:
        """The joint action an exercise is built on, where exactly one is stated."""
        found = {
            fact.value.id: fact.value
            for fact in self.statements
            if fact.kind is StatementKind.ACTION
            and fact.exercise is not None
            and fact.exercise.id == exercise.id
            and fact.value is not None
            and not fact.attributed
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def groups_of(self, muscle: Muscle) -> tuple[Group, ...]:
        """The groups a muscle is stated to belong to."""
        return tuple(
            group
            for group in self.muscles.values()
            if isinstance(group, Group) and group.members and muscle.id in group.members
        )

    def overlap(self, one: Muscle, other: Muscle) -> bool:
        """Whether two names may mean the same flesh, so that they cannot stand side by side.

        A group overlaps its members and the groups that share one. A group whose members no source
        states may hold anything, so it overlaps everything.
        """
        if one.id == other.id:
            return True
        parts = []
        for muscle in (one, other):
            if not isinstance(muscle, Group):
                parts.append(frozenset({muscle.id}))
            elif muscle.members is None:
                return True
            else:
                parts.append(muscle.members | {muscle.id})
        return bool(parts[0] & parts[1])


def agreed(facts: Iterable[Involvement]) -> tuple[Involvement, ...]:
    """The claims that are neither contested nor one author's opinion."""
    return tuple(fact for fact in facts if not fact.attributed)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What agreed claims say about one muscle in one exercise and phase; None is "not stated"."""

    role: Role | None = None
    contraction: Contraction | None = None
    action: Term | None = None
    purposes: tuple[str, ...] = ()


def known(base: FactBase, exercise: Exercise, muscle: Muscle, phase: Phase | None) -> Known:
    """Put together what is claimed about a muscle at one place.

    A role that is claimed without a phase holds for the whole exercise. A contraction, an action
    and a purpose are only known where they are stated: a phase that is not named stays not named.
    """
    claims = agreed(base.claims(exercise, muscle))
    here = [claim for claim in claims if claim.phase is phase]
    roles = [c.role for c in here if c.role] or [c.role for c in claims if c.role and not c.phase]
    contractions = [c.contraction for c in here if c.contraction]
    actions = [c.action for c in here if c.action]
    return Known(
        role=roles[0] if roles else None,
        contraction=contractions[0] if contractions else None,
        action=actions[0] if actions else None,
        purposes=tuple(c.purpose for c in here if c.purpose),
    )
