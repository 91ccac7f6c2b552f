"""Exercises that oppose one another: partners of a superset, and opposite joint actions.

Two exercises oppose one another if both are isolation exercises with opposite joint actions, or if
one pushes and the other pulls in the same direction. A coach pairs no curl with a bench press.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cards.distractors.neighbours import Ring
from cards.distractors.proofs import credited_with
from cards.english import with_article
from cards.groups.group import FEWEST, FactGroup
from cards.groups.staples import Staple, staples, typical_of_patterns
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.fact import Fact
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Muscle, Term
from cards.model.vocabulary import Role

_OPPOSITE_PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "horizontal-push": "horizontal-pull",
        "horizontal-pull": "horizontal-push",
        "vertical-push": "vertical-pull",
        "vertical-pull": "vertical-push",
    }
)

_OF_A_SORT = 2
"""Wrong options that are wrong for the same reason: three alike would show the odd one."""


class _Candidates(NamedTuple):
    """A second exercise, with what it is and what each of the possible first ones is."""

    second: Staple
    firsts: tuple[Staple, ...]


def exercises_for_a_superset(base: FactBase) -> Iterator[FactGroup]:
    """An exercise to follow another one in a superset of opposing muscles."""
    partners = _Partners(base)
    for second in partners.all:
        firsts = (*partners.by_pattern(second), *partners.by_action(second))
        yield from _groups(_Candidates(second, firsts), partners)


def exercises_for_the_opposite_action(base: FactBase) -> Iterator[FactGroup]:
    """An isolation exercise with the joint action opposite to that of another one."""
    partners = _Partners(base)
    for second in partners.all:
        # A superset has the first of them.
        firsts = partners.by_action(second)
        yield from _groups(_Candidates(second, (*firsts[1:], *firsts[:1])), partners)


def _groups(pair: _Candidates, partners: "_Partners") -> Iterator[FactGroup]:
    """The second exercise after the first of the possible ones that leaves enough wrong options."""
    second = pair.second
    for first in pair.firsts:
        wrong = partners.wrong(first, second)
        if len(wrong) > FEWEST:
            facts = _grounds(first, second)
            values = [fact.value for fact in facts]
            yield FactGroup(
                id=f"{second.exercise.id}/{values[1].id}",
                facts=facts,
                slots={
                    "first": first.exercise,
                    "exercise": second.exercise,
                    "one": _named(values[0]),
                    "other": _named(values[1]),
                },
                key=(second.exercise.name,),
                distractors=wrong,
            )
            return


def _grounds(first: Staple, second: Staple) -> tuple[TermStatement, TermStatement]:
    """The opposite joint actions, or the opposite patterns, of two exercises."""
    if first.pattern and second.pattern and not second.is_isolation:
        return (first.pattern, second.pattern)
    return (first.actions[0], second.actions[0])


def _named(term: Term) -> str:
    """A joint action, or a pattern with its article: "elbow flexion", "a horizontal push"."""
    return term.name if term.joint else with_article(term.name)


class _Partners:
    """The staples by what pairs them, so that no card examines all of them."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self.all = staples(base)
        self._by_pattern = typical_of_patterns(s for s in self.all if not s.is_isolation)
        isolations = [staple for staple in self.all if staple.is_isolation]
        self._partners = _rings((s.chief.id, s) for s in isolations if not s.is_drill)
        self._isolations = _rings((s.region, s) for s in isolations)
        self._by_action = _rings(
            (fact.value.id, staple) for staple in self.all for fact in staple.actions
        )
        self._opposing: dict[frozenset[str], tuple[Muscle, ...]] = {}
        self._opposed: dict[tuple[str, frozenset[str]], bool] = {}

    def by_pattern(self, second: Staple) -> tuple[Staple, ...]:
        """The compound exercises with the opposite pattern, those with the same equipment first."""
        pattern = second.pattern.value.id if second.pattern else ""
        opposite = self._by_pattern.get(_OPPOSITE_PATTERNS.get(pattern, ""))
        typical = self._by_pattern.get(pattern)
        if opposite is None or typical is None or second.exercise.id not in typical:
            return ()
        firsts = [f for f in opposite.after(second.exercise.id) if self._oppose(f, second)]
        return tuple(sorted(firsts, key=lambda f: not f.equipment & second.equipment))

    def by_action(self, second: Staple) -> tuple[Staple, ...]:
        """The isolation exercises with the opposite joint action."""
        opposite = self._partners.get(second.chief.opposite or "")
        if opposite is None or not second.is_isolation or second.is_drill:
            return ()
        firsts = opposite.after(second.exercise.id)
        return tuple(first for first in firsts if self._oppose(first, second))

    def _oppose(self, first: Staple, second: Staple) -> bool:
        """Whether one has the opposite of a joint action of the other, and both share nothing."""
        if first.stated & second.stated or not self._opposites(first) & second.stated:
            return False
        movers = [
            credited_with(Role.PRIME_MOVER, each.exercise, self._base) for each in (first, second)
        ]
        return not any(self._base.overlap(one, other) for one in movers[0] for other in movers[1])

    def _opposites(self, staple: Staple) -> frozenset[str]:
        """Ids of the opposites of the joint actions that are stated for a staple."""
        opposites = (self._base.opposite(action) for action in staple.stated)
        return frozenset(action for action in opposites if action is not None)

    def wrong(self, first: Staple, second: Staple) -> tuple[Distractor, ...]:
        """Exercises that train the first one again, and isolation exercises of other joints."""
        id_ = second.exercise.id
        again = (
            _repetition(staple, fact.value, first)
            for fact in first.actions
            for staple in self._by_action[fact.value.id].after(id_)
            if self._is_wrong(staple, first, second)
        )
        other_joints = [
            staple
            for staple in self._isolations[first.region].after(id_)
            if self._is_wrong(staple, first, second) and not staple.stated & first.stated
        ]
        joints = {fact.value.joint for fact in first.actions}
        other_joints.sort(key=lambda staple: staple.chief.joint not in joints)
        repeated = {option.concept: option for option in again}
        return (
            *list(repeated.values())[:_OF_A_SORT],
            *(_elsewhere(staple) for staple in other_joints[:_OF_A_SORT]),
        )

    def _is_wrong(self, staple: Staple, first: Staple, second: Staple) -> bool:
        """Whether no source has the exercise, or its prime movers, do the opposite of the first."""
        names = (each.exercise.name for each in (first, second))
        opposites = self._opposites(first)
        if (
            staple.exercise.name in names
            or staple.region is not first.region
            or staple.stated & opposites
        ):
            return False
        key = staple.exercise.id, opposites
        if key not in self._opposed:
            credited = credited_with(Role.PRIME_MOVER, staple.exercise, self._base)
            opposing = self._opposing_muscles(opposites)
            self._opposed[key] = any(
                self._base.overlap(mover, other) for mover in credited for other in opposing
            )
        return not self._opposed[key]

    def _opposing_muscles(self, opposites: frozenset[str]) -> tuple[Muscle, ...]:
        """The muscles that perform any of some joint actions."""
        if opposites not in self._opposing:
            anatomy = self._base.anatomy
            self._opposing[opposites] = tuple(
                muscle
                for muscle in anatomy.single_muscles
                if opposites & anatomy.actions_of(muscle)
            )
        return self._opposing[opposites]


def _rings(items: Iterable[tuple[str, Staple]]) -> dict[str, Ring[Staple]]:
    found: dict[str, list[tuple[str, Staple]]] = {}
    for key, staple in items:
        found.setdefault(key, []).append((staple.exercise.id, staple))
    return {key: Ring(all_) for key, all_ in found.items()}


def _repetition(staple: Staple, action: Term, first: Staple) -> Distractor:
    fact = next(fact for fact in staple.actions if fact.value is action)
    return _wrong(staple, f"it trains {action.name}, like the {first.exercise.name}", (fact,))


def _elsewhere(staple: Staple) -> Distractor:
    reason = f"it is an isolation exercise for {staple.chief.name}"
    return _wrong(staple, reason, (staple.mechanic, staple.actions[0]))


def _wrong(staple: Staple, reason: str, facts: tuple[Fact, ...]) -> Distractor:
    return Distractor(
        text=staple.exercise.name,
        reason=reason,
        proof=Proof.FUNCTIONAL,
        concept=f"exercise/{staple.exercise.id}",
        because=facts,
    )
