"""Which contractions have a card each, and how their phase is named."""

from collections import Counter

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


def test_the_phase_is_named_by_its_joint_action_and_not_by_up_and_down() -> None:
    for card in ASKED:
        claim = card.fact
        assert isinstance(claim, ContractionClaim)
        if claim.phase is None:
            continue
        moved = claim.moved(BASE)
        if "olympic-lift" in BASE.patterns_of(claim.exercise) and moved is None:
            continue  # several pulls have the same joint action
        assert moved is not None
        for stem in card.stems:
            assert f"during {moved.name}" in stem.lower()
            assert not any(words in stem for words in claim.exercise.phases.values())


def test_a_muscle_that_is_still_in_one_pull_of_a_lift_is_asked_by_that_pull() -> None:
    (card,) = (c for c in ASKED if c.id == "contraction/power-clean/lifting/deltoid/contraction")

    assert all("as you pull the bar off the floor" in stem for stem in card.stems)
    assert not any("hip extension" in stem for stem in card.stems)


def test_a_muscle_that_lengthens_performs_the_opposite_of_the_joint_action() -> None:
    card = builtin_card("contraction/lat-pulldown/lowering/pectoralis-major/contraction")

    assert all("shoulder abduction" in stem for stem in card.stems)
    assert card.key == ("eccentric",)


def test_what_holds_throughout_is_asked_of_either_half_of_the_repetition() -> None:
    named = [c.moved(BASE) for c in BASE.of_type(ContractionClaim) if c.phase is Phase.THROUGHOUT]

    assert {"hip extension", "hip flexion"} <= {action.name for action in named if action}


def test_where_lifters_start_at_either_end_the_joint_action_still_names_the_phase() -> None:
    asked = {card.fact.about.exercise.id for card in ASKED if card.fact.about.exercise}

    assert {"preacher-curl", "push-up", "hack-squat"} <= asked


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
