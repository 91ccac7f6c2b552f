"""Why a muscle has its role: what the rule derives, and where its limits are."""

from pathlib import Path

import pytest

from cards.derive.reason import Limit, Reason
from cards.derive.roles import why_role
from cards.model.base import FactBase, agreed
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import Assistance, JointAction
from cards.model.vocabulary import Phase, Role
from tests.cards.derive.parsing import parsed, predicates, stated_of
from tests.support.library import builtin_library, each, library_of

BASE = builtin_library().base.sorted_by_id()

CLAIMS = tuple(
    claim for claim in agreed(BASE.of_type(RoleClaim)) if claim.role is not Role.STABILISER
)


def why(id_: str, base: FactBase = BASE) -> str:
    claim = base.by_id[id_]
    assert isinstance(claim, RoleClaim)
    found = why_role(claim, base)
    return found.sentence if isinstance(found, Reason) else found.name


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "hack-squat/quadriceps/role",
            "Pushing the sled up is knee and hip extension; the quadriceps extend the knee",
        ),
        (
            "leg-extension/hamstrings/role",
            (
                "Straightening the knees is knee extension; "
                "the hamstrings flex the knee, the opposite action"
            ),
        ),
        (
            "hip-thrust/gluteus-maximus/role",
            "The hip thrust is hip extension; the gluteus maximus extends the hip",
        ),
        (
            "upright-row/biceps-brachii/role",
            (
                "Pulling the bar up along the body includes elbow flexion; "
                "the biceps brachii flexes the elbow"
            ),
        ),
        (
            "triceps-pushdown/anconeus/role",
            "Pushing the bar down is elbow extension; the anconeus assists in elbow extension",
        ),
    ],
)
def test_a_reason_names_the_movement_and_what_the_muscle_does(claim: str, sentence: str) -> None:
    assert why(claim) == sentence


@pytest.mark.parametrize(
    ("claim", "limit"),
    [
        ("back-squat/erector-spinae/role", Limit.STABILISER),
        ("front-squat/hamstrings/role", Limit.TWO_JOINTS),
        ("box-jump/gastrocnemius/role", Limit.TWO_JOINTS),
        ("lateral-lunge/gluteus-medius/role/hip-abduction@brookbush-lateral-lunge", Limit.EXERCISE),
    ],
)
def test_where_the_rule_does_not_apply_it_names_its_limit(claim: str, limit: Limit) -> None:
    assert why(claim) == limit.name


FACTS = """
source: notes
sources:
  notes: {{name: notes, title: notes, kind: notes}}
muscles:
  puller: {{name: puller, traits: [{action}]}}
groups:
  pullers: {{name: pullers, plural: true, members: {{puller: notes, other: notes}}}}
exercises:
  pull:
    name: pull
    phases: {{lifting: as you pull, lowering: as you let go}}
    traits: [{{action: elbow-flexion, phase: lifting}}]
    involvements:
      {muscle}: [{{role: prime mover, phase: {phase}}}]
"""


@pytest.mark.parametrize(
    ("action", "muscle", "phase", "said"),
    [
        (
            "{action: elbow-flexion}",
            "puller",
            Phase.LIFTING,
            "Pulling is elbow flexion; the puller flexes the elbow",
        ),
        (
            "{action: elbow-flexion}",
            "pullers",
            Phase.LIFTING,
            "Pulling is elbow flexion; of the pullers, the puller flexes the elbow",
        ),
        ("{action: elbow-extension}", "puller", Phase.LIFTING, Limit.NO_MATCH.name),
        ("{action: elbow-flexion}", "other", Phase.LIFTING, Limit.MUSCLE.name),
        ("{action: elbow-flexion}", "puller", Phase.LOWERING, Limit.PHASE.name),
    ],
)
def test_a_teachers_own_facts_are_explained_alike(
    tmp_path: Path, action: str, muscle: str, phase: Phase, said: str
) -> None:
    text = FACTS.format(action=action, muscle=muscle, phase=phase)
    text = text.replace("groups:", "  other: {name: other}\ngroups:")
    base = library_of(tmp_path, text).base
    claim = next(c for c in base.of_type(RoleClaim) if c.exercise.id == "pull")

    assert why(claim.id, base) == said


@each(CLAIMS)
def test_each_muscle_and_its_joint_action_in_a_reason_are_stated(claim: RoleClaim) -> None:
    reason = why_role(claim, BASE)
    if not isinstance(reason, Reason):
        return
    moved, muscles, predicate = parsed(reason.clauses)
    predicate, _, opposite = predicate.partition(", ")

    for said in predicates(predicate):
        performed = {stated_of(name).get(said) for name in muscles}
        assert len(performed) == 1
        (action,) = performed
        assert action is not None
        met = BASE.terms[action.opposite or ""] if opposite else action
        assert met.name.split()[-1] in moved
        assert any(
            fact.value is met and fact.phase in (None, Phase.LIFTING, Phase.THROUGHOUT)
            for fact in agreed(BASE.of_type(JointAction))
            if fact.exercise is claim.exercise
        )


@each(CLAIMS)
def test_a_reason_rests_on_the_facts_it_names_and_on_no_role(claim: RoleClaim) -> None:
    reason = why_role(claim, BASE)
    if isinstance(reason, Reason):
        assert {type(fact) for fact in reason.facts} <= {JointAction, Assistance}
        assert any(fact.about.muscle for fact in reason.facts)
        assert any(fact.about.exercise is claim.exercise for fact in reason.facts)


def test_nearly_all_roles_of_movers_and_antagonists_are_explained() -> None:
    explained = [claim for claim in CLAIMS if isinstance(why_role(claim, BASE), Reason)]

    assert len(explained) / len(CLAIMS) > 0.9
