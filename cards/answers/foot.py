"""Supination and pronation of the foot, which combine joint actions."""

from collections.abc import Mapping
from typing import NamedTuple

from cards.answers.asked import Asked
from cards.answers.concept_verdicts import verdict_on
from cards.answers.normalisation import significant_words
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Concept, Sort


class _Combination(NamedTuple):
    """A movement of the foot as its joint actions.

    Attributes:
        chief: The joint action that every author counts to it, and that some use as its synonym.
        further: The joint action of the ankle that comes with it.
    """

    name: str
    chief: str
    further: str


_SUPINATION = _Combination("supination of the foot", "foot-inversion", "plantar-flexion")
_PRONATION = _Combination("pronation of the foot", "foot-eversion", "dorsiflexion")
_MOVEMENTS: Mapping[str, _Combination] = {
    **dict.fromkeys(("supination", "supinate", "supinating"), _SUPINATION),
    **dict.fromkeys(("pronation", "pronate", "pronating"), _PRONATION),
}
_PARTS = frozenset({"foot", "feet", "ankle", "subtalar", "talocalcaneal"})
_JOINTS = frozenset({"ankle-joint", "foot"})
_EMPTY = frozenset({"of", "at", "in", "joint"})


def as_movement_of_foot(given: str, asked: Asked) -> Judgement | None:
    """The verdict on supination or pronation of the foot; None for other answers.

    It is right if both of its joint actions are, and wrong if its chief one is. Without a part of
    the body, the words mean the foot only where the question is about a muscle of it.
    """
    if asked.sorts != {Sort.ACTION}:
        return None
    words = set(significant_words(given)) - _EMPTY
    movements = [_MOVEMENTS[word] for word in words if word in _MOVEMENTS]
    rest = words.difference(_MOVEMENTS)
    if len(movements) != 1 or not rest <= _PARTS or not (rest or _is_of_the_foot(asked)):
        return None
    return _on_combination(movements[0], asked)


def _is_of_the_foot(asked: Asked) -> bool:
    """Whether the question is about a muscle that crosses the ankle or a joint of the foot."""
    muscle = asked.fact.about.muscle
    return muscle is not None and not _JOINTS.isdisjoint(asked.base.anatomy.joints_of(muscle))


def _on_combination(combination: _Combination, asked: Asked) -> Judgement | None:
    chief, further = (_action(id_, asked) for id_ in (combination.chief, combination.further))
    if chief is None or further is None:
        return None
    judged = verdict_on(chief, asked)
    if judged.verdict is Verdict.WRONG:
        remark = f"You wrote {combination.name}, which includes {chief.name}: that is wrong here."
        return Judgement(
            verdict=Verdict.WRONG, taken_as=combination.name, proof=judged.proof, remark=remark
        )
    if judged.right and verdict_on(further, asked).right:
        remark = f"Taken as: {chief.name} and {further.name}."
        return Judgement(
            verdict=Verdict.HINT, taken_as=chief.name, concept=judged.concept, remark=remark
        )
    remark = f"You wrote {combination.name}: our sources do not decide this, so it does not count."
    return Judgement(verdict=Verdict.NOT_DECIDED, taken_as=combination.name, remark=remark)


def _action(id_: str, asked: Asked) -> Concept | None:
    return next((c for c in asked.lexicon.of_sorts({Sort.ACTION}) if c.id == id_), None)
