"""Which contractions have a card each, and how their phase is named."""

from collections import Counter

import pytest

from cards.contractions import MOST_ASKED, instructive
from cards.model.facts.contraction import ContractionClaim
from cards.model.vocabulary import Contraction, Phase
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base
ASKED = tuple(c for c in builtin_cards() if c.template.id == "contraction")
CONTROLLED = tuple(c for c in builtin_cards() if c.template.id == "controller")


def test_at_most_two_contractions_of_an_exercise_have_a_card_each() -> None:
    asked = Counter(card.fact.about.exercise for card in ASKED)

    assert max(asked.values()) == MOST_ASKED


def test_isometric_work_among_movers_is_asked_first() -> None:
    first, second = instructive(BASE.exercises["back-squat"], BASE)

    assert (first.contraction, first.phase) == (Contraction.ISOMETRIC, Phase.THROUGHOUT)
    assert second.contraction is not Contraction.ISOMETRIC


def test_of_a_pulldown_the_phase_in_which_the_bar_goes_up_is_asked() -> None:
    (claim,) = instructive(BASE.exercises["lat-pulldown"], BASE)

    assert (claim.contraction, claim.phase) == (Contraction.ECCENTRIC, Phase.LOWERING)


def test_a_plank_is_not_asked_as_its_name_gives_the_contraction_away() -> None:
    assert instructive(BASE.exercises["plank"], BASE) == ()


def test_the_phase_is_named_without_up_and_down() -> None:
    for card in ASKED:
        exercise = card.fact.about.exercise
        if exercise is None or card.fact.about.phase is None:
            continue
        for stem in card.stems:
            assert "the starting position" in stem
            assert not any(words in stem for words in exercise.phases.values())


@pytest.mark.parametrize(
    ("phase", "text"), [("lowering", "as you leave the"), ("lifting", "as you return to the")]
)
def test_a_squat_begins_with_lowering(phase: str, text: str) -> None:
    card = builtin_card(f"contraction/bulgarian-split-squat/{phase}/quadriceps/contraction")

    assert all(f"{text} starting position" in stem for stem in card.stems)


@pytest.mark.parametrize("id_", ["preacher-curl", "wrist-curl", "push-up", "hack-squat"])
def test_where_lifters_start_at_either_end_no_phase_is_asked(id_: str) -> None:
    exercise = BASE.exercises[id_]

    assert BASE.claims_of(ContractionClaim, exercise)
    assert instructive(exercise, BASE) == ()


def test_what_holds_throughout_is_asked_of_either_half_of_the_repetition() -> None:
    claims = [c for c in BASE.of_type(ContractionClaim) if c.phase is Phase.THROUGHOUT]

    assert {claim.motion for claim in claims if claim.exercise.begins} == {"leave", "return to"}


def test_what_controls_a_movement_is_asked_by_the_joint_action() -> None:
    for card in CONTROLLED:
        names = [action.name for action in BASE.family("joint-action")]
        for stem in card.stems:
            assert "starting position" not in stem
            assert any(name in stem for name in names), card.id


def test_the_muscle_that_controls_a_movement_lengthens_while_the_tempting_one_would_shorten() -> (
    None
):
    card = builtin_card("controller/back-squat/lowering/gluteus-maximus/contraction/hip-joint")

    assert card.key == ("gluteus maximus, eccentrically",)
    assert {d.text for d in card.distractors} == {
        "gluteus maximus, concentrically",
        "iliopsoas, concentrically",
        "iliopsoas, eccentrically",
    }
    assert card.explanation == (
        "The load brings about hip flexion; the gluteus maximus extends the hip, so it lengthens"
        " and controls the movement."
    )


def test_both_muscles_are_offered_with_both_contractions() -> None:
    """So neither the muscle nor the contraction follows from the options."""
    for card in CONTROLLED:
        options = (*card.key, *(d.text for d in card.distractors))
        pairs = {tuple(option.rsplit(", ", 1)) for option in options}

        assert len(pairs) == len({muscle for muscle, _ in pairs}) * 2 == 4


def test_the_right_muscle_is_offered_with_the_other_contraction_too() -> None:
    for card in CONTROLLED:
        muscle, _, contraction = card.key[0].partition(", ")
        other = "eccentrically" if contraction == "concentrically" else "concentrically"

        assert f"{muscle}, {other}" in {option.text for option in card.distractors[:3]}, card.id


def test_a_rival_is_a_muscle_known_for_the_joint() -> None:
    shown = {option.text.partition(",")[0] for card in CONTROLLED for option in card.distractors}
    shrug = [card for card in CONTROLLED if "/shrug/" in card.id]

    assert not shown & {"gracilis", "gluteus minimus", "adductor brevis"}
    assert "latissimus dorsi" not in {
        o.text.partition(",")[0] for c in shrug for o in c.distractors
    }
