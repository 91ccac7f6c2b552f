"""Maps of exercises: what the claims of an exercise paint, as a whole and in a phase."""

import pytest

from cards.cache.figure import load_figure
from decks.maps.exercise import exercise_map
from decks.maps.listing import list_lines
from decks.maps.painting import painted
from decks.maps.spec import MapSpec, Paint
from tests.support.library import builtin_library

FIGURE = load_figure(None)
BASE = builtin_library().base


def lines(exercise: str, *, by_phase: bool = False) -> list[str]:
    spec = exercise_map(BASE.exercises[exercise], BASE, by_phase=by_phase)
    return list(list_lines(spec, FIGURE))


def paints(spec: MapSpec) -> dict[str, Paint]:
    return {id_: found.paint for id_, found in painted(spec.panels[0], FIGURE).items()}


@pytest.mark.parametrize("exercise", ["leg-press", "bodyweight-squat"])
def test_a_group_is_painted_by_the_members_that_perform_the_joint_action(exercise: str) -> None:
    found = paints(exercise_map(BASE.exercises[exercise], BASE))

    assert found["gluteus-maximus-back"] is Paint.PRIME_MOVER
    assert "gluteus-medius-back" not in found
    assert "prime mover: glutes, here the gluteus maximus (back)" in lines(exercise)
    assert "Of a group, only the muscles that perform the joint action are painted." in lines(
        exercise
    )


def test_a_group_is_painted_whole_if_no_joint_action_is_stated() -> None:
    found = paints(exercise_map(BASE.exercises["ball-cobra"], BASE))

    assert {found[f"{part}-trapezius-back"] for part in ("upper", "middle", "lower")} == {
        Paint.PRIME_MOVER
    }


def test_a_role_is_not_agreed_if_a_claim_leaves_open_what_another_states() -> None:
    """The hip adductors stabilise by one source, which may mean that they help, as another says."""
    assert "takes part, role not agreed: hip adductors (front and back)" in lines("hip-thrust")


def test_a_phase_omits_the_joint_actions_of_other_parts_of_a_lift() -> None:
    """The ankles extend in the second pull of the power clean, and not off the floor."""
    found = lines("power-clean", by_phase=True)

    assert not [line for line in found if line.startswith("prime mover of plantar flexion")]
    assert "Lifting: our sources say nothing of calves." in found
    assert "prime mover of plantar flexion: calves (front and back)" in lines("power-clean")


def test_a_phase_keeps_the_roles_of_muscles_that_work_in_it() -> None:
    """The soleus is a prime mover of plantar flexion, and lengthens as the jumper lands."""
    lowering = exercise_map(BASE.exercises["depth-jump"], BASE, by_phase=True).panels[1]

    assert painted(lowering, FIGURE)["soleus-back"].paint is Paint.PRIME_MOVER
