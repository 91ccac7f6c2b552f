"""Why a muscle shortens, lengthens or holds: what the rules derive, and where their limits are."""

import re
from itertools import product

import pytest

from cards.derive.contractions import why_contraction
from cards.derive.holding import what_it_holds
from cards.derive.reason import Limit, Reason
from cards.model.base import agreed
from cards.model.facts.contraction import ContractionClaim
from cards.model.vocabulary import Contraction, Phase
from tests.cards.derive.parsing import parsed, predicates, stated_of
from tests.support.library import builtin_library, each

BASE = builtin_library().base.sorted_by_id()

CLAIMS = tuple(agreed(BASE.of_type(ContractionClaim)))
MOVING = tuple(claim for claim in CLAIMS if claim.contraction is not Contraction.ISOMETRIC)


def why(id_: str) -> str:
    claim = BASE.by_id[id_]
    assert isinstance(claim, ContractionClaim)
    isometric = claim.contraction is Contraction.ISOMETRIC
    found = what_it_holds(claim, BASE) if isometric else why_contraction(claim, BASE)
    return found.sentence if isinstance(found, Reason) else found.name


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "preacher-curl/lifting/biceps-brachii/contraction",
            (
                "Curling the weight up is elbow flexion; the biceps brachii flexes the elbow, "
                "so it shortens"
            ),
        ),
        (
            "leg-extension/lowering/quadriceps/contraction",
            (
                "As the knees bend again, knee flexion takes place; the quadriceps extend the "
                "knee, so they lengthen under load"
            ),
        ),
        (
            "hip-thrust/lowering/gluteus-maximus/contraction",
            (
                "As the hips are lowered, hip flexion takes place; the gluteus maximus extends the "
                "hip, so it lengthens under load"
            ),
        ),
        (
            "single-leg-hip-thrust/throughout/rectus-abdominis/contraction",
            "The rectus abdominis works to keep the pelvis aligned, without changing length",
        ),
        ("superman/hold/erector-spinae/contraction", Limit.SEVERAL_JOINTS.name),
    ],
)
def test_a_reason_says_what_the_length_of_the_muscle_does(claim: str, sentence: str) -> None:
    assert why(claim) == sentence


@each(MOVING)
def test_each_muscle_and_its_joint_action_in_a_reason_are_stated(claim: ContractionClaim) -> None:
    reason = why_contraction(claim, BASE)
    if not isinstance(reason, Reason):
        return
    _, muscles, rest = parsed(reason.clauses)
    found = re.fullmatch("(.+), so (?:it|they) (shorten|lengthen)s?(?: under load)?", rest)
    assert found, rest
    shortens = found[2] == "shorten"
    assert shortens == (claim.contraction is Contraction.CONCENTRIC)

    here = {term.id for term in BASE.actions_during(claim.exercise, claim.phase or Phase.LIFTING)}
    lifting = {term.id for term in BASE.actions_during(claim.exercise, Phase.LIFTING)}
    for name, predicate in product(muscles, predicates(found[1])):
        action = stated_of(name).get(predicate)
        assert action is not None, predicate
        if shortens:
            assert action.id in here
        else:
            assert action.opposite in here or (not here and action.id in lifting)


def test_nearly_all_contractions_of_movers_are_explained() -> None:
    explained = [claim for claim in MOVING if isinstance(why_contraction(claim, BASE), Reason)]

    assert len(explained) / len(MOVING) > 0.9
