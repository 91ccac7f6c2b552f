"""Muscles with two joint actions, most of them at two joints."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from cards.derive.phrases import does
from cards.derive.reasons import why
from cards.distractors.proofs import cannot_perform
from cards.english import telling_stems
from cards.groups.group import FEWEST, FactGroup
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Muscle, Term

_Pair = tuple[JointAction, JointAction]
_Opposites = tuple[Term, Term]

_OF_A_SIDE = 2
"""Wrong options that perform the same one of two actions: any three of four perform both."""


def muscles_with_two_actions(base: FactBase) -> Iterator[FactGroup]:
    """A muscle that performs two actions; each wrong option performs one and not the other."""
    pairs: dict[tuple[Term, Term], list[_Pair]] = {}
    for muscle in base.anatomy.single_muscles:
        for pair in _pairs(muscle, base):
            pairs.setdefault((pair[0].value, pair[1].value), []).append(pair)
    for (one, other), found in pairs.items():
        sides = [_performing_one(*actions, base) for actions in ((one, other), (other, one))]
        if all(sides) and sum(map(len, sides)) >= FEWEST:
            known = min(found, key=lambda pair: _fame(_muscle_of(pair), base))
            yield FactGroup(
                id=f"{one.id}+{other.id}",
                facts=known,
                slots={"muscle": _muscle_of(known), "does": _predicate(one, other)},
                key=(_muscle_of(known).name,),
                why=why(known[0], base),
                distractors=tuple(option for side in sides for option in side),
            )


def actions_of_a_muscle(base: FactBase) -> Iterator[FactGroup]:
    """The actions of a muscle at two joints; wrong options have the opposite of one or both."""
    for pair, opposites in _over_two_joints(base):
        yield _combinations(pair, opposites, stretch=False)


def positions_that_stretch(base: FactBase) -> Iterator[FactGroup]:
    """The position that stretches a muscle at two joints: the opposites of its actions there."""
    for pair, opposites in _over_two_joints(base):
        yield _combinations(pair, opposites, stretch=True)


# -- the muscle ------------------------------------------------------------------------------------


def _pairs(muscle: Muscle, base: FactBase) -> Iterator[_Pair]:
    """The pairs of joint actions that are agreed of a muscle itself, each by id."""
    facts = sorted(agreed(base.anatomy.stated(JointAction, muscle)), key=lambda f: f.value.id)
    return combinations(facts, 2)


def _performing_one(done: Term, undone: Term, base: FactBase) -> tuple[Distractor, ...]:
    """The best known muscles that perform the first action and cannot perform the second."""
    found = []
    for muscle in base.anatomy.single_muscles:
        stated = agreed(base.anatomy.stated(JointAction, muscle))
        performs = [fact for fact in stated if fact.value is done]
        refuted = cannot_perform(muscle, undone, base) if performs else None
        if refuted is not None:
            reason = f"it {does(done, plural=False)}, but {refuted.reason}"
            found.append((muscle, reason, (*performs, *refuted.facts)))
    found.sort(key=lambda each: _fame(each[0], base))
    return tuple(
        Distractor(
            text=muscle.name,
            reason=reason,
            proof=Proof.FUNCTIONAL,
            concept=f"muscle/{muscle.id}",
            because=facts,
        )
        for muscle, reason, facts in found[:_OF_A_SIDE]
    )


def _fame(muscle: Muscle, base: FactBase) -> tuple[int, str]:
    """The key by which muscles are sorted, those that most exercises involve first."""
    return -len(base.exercises_of(muscle)), muscle.id


def _muscle_of(pair: _Pair) -> Muscle:
    (muscle,) = {fact.muscle for fact in pair if fact.muscle is not None}
    return muscle


def _predicate(*actions: Term, plural: bool = False) -> str:
    """The predicate of a muscle with two actions: "abducts and internally rotates the hip"."""
    one, other = (does(action, plural=plural) for action in actions)
    verb, _, thing = one.partition(" the ")
    if other.endswith(f" the {thing}"):
        return f"{verb} and {other}"
    if other.startswith(f"{verb} the "):
        return f"{one} and {other.removeprefix(f'{verb} ')}"
    joint = f" the {thing.partition(' ')[0]}"  # "rotates the scapula upward"
    return f"{one} and {other.replace(joint, ' it') if thing else other}"


# -- the actions -----------------------------------------------------------------------------------

_MOVED = (*LIMB_JOINTS, "forearm", "foot", "toes", "fingers")
"""The joints that a muscle of a limb can move."""


def _over_two_joints(base: FactBase) -> Iterator[tuple[_Pair, _Opposites]]:
    """Pairs of actions of muscles at two joints, and their opposites, which are impossible.

    A muscle with several actions at one of the joints would have several right answers.
    """
    for muscle in base.muscles.values():
        joints = Counter(fact.value.joint for fact in base.anatomy.stated(JointAction, muscle))
        for pair in _pairs(muscle, base):
            actions = [fact.value for fact in pair]
            opposites = [base.terms[a.opposite] for a in actions if a.opposite is not None]
            if (
                len(opposites) == len(pair)
                and all(joints[action.joint] == 1 and action.joint in _MOVED for action in actions)
                and all(cannot_perform(muscle, opposite, base) for opposite in opposites)
                and not _tells_an_action(muscle, actions)
            ):
                yield pair, (opposites[0], opposites[1])


def _tells_an_action(muscle: Muscle, actions: Iterable[Term]) -> bool:
    """Whether the name of a muscle tells its action: a flexor, an adductor."""
    named = telling_stems(muscle.name)
    return any(named & telling_stems(action.name) for action in actions)


def _combinations(pair: _Pair, opposites: _Opposites, *, stretch: bool) -> FactGroup:
    """One action or its opposite at each of the two joints; one combination is right."""
    muscle = _muscle_of(pair)
    one, other = (fact.value for fact in pair)
    joints = ((one, opposites[0]), (other, opposites[1]))
    right = opposites if stretch else (one, other)
    return FactGroup(
        id=f"{muscle.id}/{one.id}+{other.id}",
        facts=pair,
        slots={"muscle": muscle, "does": _predicate(one, other, plural=muscle.plural)},
        key=(_both(right),),
        distractors=tuple(
            Distractor(
                text=_both(chosen),
                reason=_wrong(muscle, wrong, stretch=stretch),
                proof=Proof.FUNCTIONAL,
                concept=f"actions/{chosen[0].id}+{chosen[1].id}",
                because=pair,
            )
            for chosen in product(*joints)
            if (wrong := [action for action in chosen if action not in right])
        ),
    )


def _both(actions: tuple[Term, ...]) -> str:
    return " and ".join(action.name for action in actions)


def _wrong(muscle: Muscle, actions: Sequence[Term], *, stretch: bool) -> str:
    """Why some actions do not belong to the right combination."""
    names = [action.name for action in actions]
    if stretch:
        shorten = "shorten" if len(names) > 1 else "shortens"
        return f"{' and '.join(names)} {shorten} the {muscle.name}"
    verb = "perform" if muscle.plural else "performs"
    opposites = f"the opposite{'s' if len(names) > 1 else ''} of {' and '.join(names)}"
    return f"the {muscle.name} {verb} {opposites}"
