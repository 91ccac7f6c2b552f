"""Exchanges in a programme: what a compound exercise trains and an isolation exercise does not.

An isolation exercise moves one joint, so that the joint actions of the compound one at other joints
are lost.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cards.distractors.neighbours import Ring
from cards.distractors.proofs import credited_with
from cards.english import telling_stems
from cards.groups.group import FactGroup
from cards.groups.staples import Staple, staples
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Term
from cards.model.vocabulary import Role

_MOST = 1
"""Compound exercises that each isolation exercise replaces."""

_EXCHANGED = frozenset({"hip-joint", "knee-joint", "shoulder-joint"})
"""The joints of the isolation exercises that replace a compound one."""


class _Exchange(NamedTuple):
    """A compound exercise and the isolation exercise that replaces it."""

    first: Staple
    second: Staple

    @property
    def remaining(self) -> Term:
        """The joint action that both train."""
        return self.second.chief

    @property
    def lost(self) -> JointAction | None:
        """The chief joint action at another joint of a limb."""
        return next(
            (
                fact
                for fact in self.first.actions
                if fact.value.joint in LIMB_JOINTS and fact.value.joint != self.remaining.joint
            ),
            None,
        )


def joint_actions_lost(base: FactBase) -> Iterator[FactGroup]:
    """The joint action that is no longer trained; the others are trained still, or never were."""
    for pair in _exchanges(base):
        lost, remaining = pair.lost, pair.remaining
        reverse = [base.opposite(term.id) for term in (lost.value, remaining)] if lost else []
        if lost is None or None in reverse or _is_named(lost.value, pair):
            continue
        if any(action in pair.first.stated | pair.second.stated for action in reverse):
            continue
        first, second = pair.first.exercise.name, pair.second.exercise.name
        wrong = [_option(remaining, f"the {second} trains it as well", (pair.second.actions[0],))]
        for action, trained in ((reverse[0], lost), (reverse[1], pair.first.actions[0])):
            term = base.terms[action or ""]
            stated = next(f for f in pair.first.actions if f.value.id == term.opposite)
            reason = f"the {first} trains the opposite, {stated.value.name}"
            wrong.append(_option(term, reason, (trained if trained is stated else stated,)))
        yield FactGroup(
            id=f"{pair.first.exercise.id}/{pair.second.exercise.id}",
            facts=(lost, pair.second.mechanic, pair.second.actions[0]),
            slots={
                "first": pair.first.exercise,
                "second": pair.second.exercise,
                "why": f"The {first} trains {remaining.name} and {lost.value.name}; the {second}"
                f" is an isolation exercise for {remaining.name}.",
            },
            key=(lost.value.name,),
            distractors=tuple(wrong),
        )


def _is_named(action: Term, pair: _Exchange) -> bool:
    """Whether the name of one of the exercises tells the joint action."""
    names = " ".join(staple.exercise.name for staple in pair)
    return telling_stems(action.name) <= telling_stems(names)


def _option(action: Term, reason: str, because: tuple[JointAction, ...]) -> Distractor:
    return Distractor(
        text=action.name,
        reason=reason,
        proof=Proof.FUNCTIONAL,
        concept=f"term/{action.id}",
        because=because,
    )


def _exchanges(base: FactBase) -> Iterator[_Exchange]:
    """Isolation exercises, each with compound ones that have its joint action and prime mover.

    A coach replaces a bench press with a fly, but no row with a reverse curl.
    """
    all_ = [staple for staple in staples(base) if not staple.is_drill]
    rings: dict[str, list[tuple[str, Staple]]] = {}
    for staple in all_:
        if not staple.is_isolation:
            for fact in staple.actions:
                rings.setdefault(fact.value.id, []).append((staple.exercise.id, staple))
    compound = {action: Ring(items) for action, items in rings.items()}
    for second in all_:
        if not second.is_isolation or second.chief.joint not in _EXCHANGED:
            continue
        ring = compound.get(second.chief.id)
        firsts = ring.after(second.exercise.id) if ring is not None else ()
        pairs = (_Exchange(first, second) for first in firsts)
        yield from [p for p in pairs if p.lost is not None and _share_a_lead(p, base)][:_MOST]


def _share_a_lead(pair: _Exchange, base: FactBase) -> bool:
    """Whether both exercises have a prime mover in common."""
    leads = [credited_with(Role.PRIME_MOVER, staple.exercise, base) for staple in pair]
    return any(base.overlap(one, other) for one in leads[0] for other in leads[1])
