"""Each built-in exercise states its plane, pattern, type and joint actions, or says why not."""

import pytest

from cards.derive.rules import PLANE_OF_ACTIONS, TYPE_BY_JOINTS, DerivationRule
from cards.model.base import agreed
from cards.model.facts.table import traits_of
from cards.model.facts.term_statement import JointAction, Mechanic, Plane, TermStatement
from cards.model.nouns import Exercise, Term
from cards.model.vocabulary import Phase
from tests.support.library import builtin_library

BASE = builtin_library().base
TRAITS = traits_of("exercise")
SHOULDER_BLADE = "shoulder-blade"


def lacks(exercise: Exercise, trait: str) -> bool:
    return trait in dict(exercise.absent)


@pytest.mark.parametrize("trait", ["plane", "pattern", "type"])
def test_each_exercise_states_a_trait_or_says_why_it_is_absent(trait: str) -> None:
    class_, _ = TRAITS[trait]
    stated = {fact.about.exercise for fact in BASE.of_type(class_)}

    assert not [e.id for e in BASE.exercises.values() if (e in stated) == lacks(e, trait)]


def test_each_phase_that_moves_has_a_joint_action_or_the_exercise_says_why_not() -> None:
    for exercise in BASE.exercises.values():
        moving = {Phase.LIFTING, Phase.LOWERING} & exercise.phases.keys()
        stated = {fact.phase for fact in BASE.actions_of(exercise)}
        # Without a phase, a joint action is that of the phase that the exercise is known for.
        found = stated | ({Phase.LIFTING} if None in stated else set())
        assert (moving <= found) != lacks(exercise, "action"), exercise.id


def test_absences_have_reasons() -> None:
    for exercise in BASE.exercises.values():
        assert all(reason.strip() for _, reason in exercise.absent), exercise.id


# -- what follows by a rule ------------------------------------------------------------------------


def by_rule(class_: type[TermStatement], rule: DerivationRule) -> list[TermStatement]:
    return [
        fact
        for fact in agreed(BASE.of_type(class_))
        if rule.id in {citation.source.id for citation in fact.citations}
    ]


def movements(exercise: Exercise) -> list[Term]:
    """The joint actions of an exercise, apart from those of the shoulder blade."""
    stated = (fact.value for fact in BASE.actions_of(exercise))
    return [action for action in stated if action.joint != SHOULDER_BLADE]


def test_a_plane_by_rule_is_the_plane_of_every_joint_action() -> None:
    found = by_rule(Plane, PLANE_OF_ACTIONS)

    assert found
    for fact in found:
        assert fact.exercise is not None
        planes = {
            stated.value.id if stated else None
            for stated in map(BASE.planes_of_actions.get, (a.id for a in movements(fact.exercise)))
        }
        assert planes == {fact.value.id}, fact.id


def test_a_type_by_rule_follows_from_the_number_of_joints() -> None:
    found = by_rule(Mechanic, TYPE_BY_JOINTS)

    assert found
    for fact in found:
        assert fact.exercise is not None
        joints = {action.joint for action in movements(fact.exercise)}
        assert (len(joints) > 1) == (fact.value.id == "compound"), fact.id


def test_a_joint_action_of_the_way_back_undoes_one_of_the_way_up() -> None:
    """Turning and bending sideways undo themselves."""
    for fact in agreed(BASE.of_type(JointAction)):
        rules = {citation.source.id for citation in fact.citations}
        if fact.exercise is None or rules != {"rule-same-muscle-both-phases"}:
            continue
        others = {a.value for a in BASE.actions_of(fact.exercise) if a.phase is not fact.phase}
        undone = {action.opposite or action.id for action in others}
        assert fact.value.id in undone, fact.id
