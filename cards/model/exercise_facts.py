"""The facts on one exercise, and what can be asked of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from cards.model.anatomy import LIMB_JOINTS
from cards.model.fact import Fact
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction, Pattern
from cards.model.nouns import Muscle, Term
from cards.model.vocabulary import Phase, Role

_C = TypeVar("_C", bound=Involvement)


class ExerciseFacts:
    """The facts on one exercise, in the order of their files."""

    def __init__(self, facts: Iterable[Fact], terms: Mapping[str, Term]) -> None:
        """Take the facts, and all terms by id."""
        self._facts, self._terms = tuple(facts), terms
        self._of_class: dict[tuple[type[Involvement], str | None], tuple[Any, ...]] = {}

    @cached_property
    def involvements(self) -> tuple[Involvement, ...]:
        """The claims about its muscles."""
        return tuple(fact for fact in self._facts if isinstance(fact, Involvement))

    @cached_property
    def _of_muscle(self) -> Mapping[str, tuple[Involvement, ...]]:
        found: dict[str, list[Involvement]] = {}
        for involvement in self.involvements:
            found.setdefault(involvement.muscle.id, []).append(involvement)
        return {muscle: tuple(all_) for muscle, all_ in found.items()}

    def claims(self, muscle: Muscle | None) -> tuple[Involvement, ...]:
        """The claims about all muscles, or about one of them."""
        return self.involvements if muscle is None else self._of_muscle.get(muscle.id, ())

    def claims_of(self, class_: type[_C], muscle: Muscle | None) -> tuple[_C, ...]:
        """The claims of one class."""
        key = class_, None if muscle is None else muscle.id
        if key not in self._of_class:
            every = self.claims(muscle)
            self._of_class[key] = tuple(claim for claim in every if isinstance(claim, class_))
        return self._of_class[key]

    @cached_property
    def actions(self) -> tuple[JointAction, ...]:
        """The agreed statements on its joint actions, in all its phases."""
        found = (fact for fact in self._facts if isinstance(fact, JointAction))
        return tuple(fact for fact in found if not fact.attributed)

    @cached_property
    def actions_by_phase(self) -> Mapping[Phase | None, tuple[str, ...]]:
        """Ids of the joint actions of each phase."""
        found: dict[Phase | None, dict[str, None]] = {}
        for action in self.actions:
            found.setdefault(action.phase, {})[action.value.id] = None
        return {phase: tuple(actions) for phase, actions in found.items()}

    @cached_property
    def main_actions(self) -> tuple[Term, ...]:
        """The joint actions that it is built on, the chief ones first."""
        main = (None, Phase.LIFTING, Phase.THROUGHOUT)
        by_phase = self.actions_by_phase
        actions = {self._terms[id_] for phase in main for id_ in by_phase.get(phase, ())}
        roles = Counter[Term]()
        prime_movers = Counter[Term]()
        for claim in self.claims_of(RoleClaim, None):
            if claim.of is not None and not claim.attributed:
                roles[claim.of] += 1
                prime_movers[claim.of] += claim.role is Role.PRIME_MOVER

        def rank(action: Term) -> tuple[object, ...]:
            at_limb = action.joint in LIMB_JOINTS
            return -prime_movers[action], -roles[action], not at_limb, action.id

        return tuple(sorted(actions, key=rank))

    @cached_property
    def joints_moved(self) -> frozenset[str]:
        """Ids of the joints at which it is stated to have a joint action."""
        terms = (self._terms[id_] for ids in self.actions_by_phase.values() for id_ in ids)
        return frozenset(term.joint for term in terms if term.joint)

    @cached_property
    def patterns(self) -> frozenset[str]:
        """Ids of the movement patterns that it is stated to belong to."""
        return frozenset(fact.value.id for fact in self._facts if isinstance(fact, Pattern))
