"""Wrong options are near: of the same joint, region or family as the key."""

import pytest

from cards.distractors.anatomy import lacks_near_actions
from cards.model.anatomy import ADJACENT_JOINTS, ADJACENT_LIMB_JOINTS, LIMB_JOINTS
from cards.model.card import Card
from cards.model.facts.definition import Definition
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Muscle
from cards.model.template import Kind
from cards.model.vocabulary import Role
from tests.support.library import builtin_cards, builtin_library, each

BASE = builtin_library().base
FEWEST_NEAR = 2

ON_MUSCLES = (
    *("muscle-for-action", "muscle-for-nerve", "muscle-for-origin", "muscle-for-insertion"),
    *("muscle-for-location", "origin", "insertion"),
)


def on(*templates: str) -> list[Card]:
    return [c for c in builtin_cards() if c.template.id in templates and c.kind is Kind.CHOICE]


def near(one: Muscle, other: Muscle) -> bool:
    joints = BASE.anatomy.joints_of(one) & BASE.anatomy.joints_of(other)
    return one.region == other.region or bool(joints)


@each(on(*ON_MUSCLES))
def test_other_muscles_are_of_the_same_region_or_joint(card: Card) -> None:
    muscle = card.fact.about.muscle
    assert muscle is not None
    others = [BASE.muscles[d.concept.removeprefix("muscle/")] for d in card.distractors]

    assert len(others) >= FEWEST_NEAR
    assert all(near(muscle, other) for other in others)


@each(on("muscle-action"))
def test_other_actions_are_of_the_same_joint_or_of_one_nearby(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, JointAction)
    assert fact.muscle is not None
    joint = fact.value.joint or ""
    nearby = {joint, *ADJACENT_JOINTS[joint], *BASE.anatomy.joints_of(fact.muscle)}

    for option in card.distractors:
        assert BASE.terms[option.concept.removeprefix("term/")].joint in nearby


@each([card for card in on("muscle-action") if not card.optional])
def test_at_most_one_wrong_action_is_of_a_joint_that_the_muscle_does_not_cross(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, JointAction)
    assert fact.muscle is not None
    crossed = {fact.value.joint, *BASE.anatomy.joints_of(fact.muscle)}
    wrong = [BASE.terms[d.concept.removeprefix("term/")] for d in card.distractors]
    near = [term for term in wrong if term.joint in crossed]

    assert len(near) >= FEWEST_NEAR
    assert len(wrong) - len(near) <= 1


@each([card for card in on("muscle-action") if lacks_near_actions(card.fact, BASE)])
def test_an_action_without_near_ones_is_offered_with_its_opposite_and_a_pair(
    card: Card,
) -> None:
    fact = card.fact
    assert isinstance(fact, JointAction)
    wrong = [BASE.terms[d.concept.removeprefix("term/")] for d in card.distractors]
    others = [term for term in wrong if term.id != fact.value.opposite]
    paired = [term for term in others if term.opposite in {other.id for other in others}]

    if len(others) < len(wrong) and paired:
        assert len(paired) == len(others) == 2


@each(on("crossing"))
def test_other_joints_are_of_the_same_limb(card: Card) -> None:
    shown = {
        joint for d in card.distractors for joint in d.concept.removeprefix("joints/").split("+")
    }

    assert any(shown <= set(limb) for limb in (LIMB_JOINTS[:3], LIMB_JOINTS[3:]))


@each(on("muscle-for-action"))
def test_no_two_wrong_muscles_belong_to_one_group(card: Card) -> None:
    groups = [
        {group.id for group in BASE.groups_of(BASE.muscles[d.concept.removeprefix("muscle/")])}
        for d in card.distractors
    ]

    for number, here in enumerate(groups):
        assert not any(here & there for there in groups[:number])


def test_no_origin_is_a_part_of_another_option() -> None:
    for card in on("origin", "muscle-for-origin"):
        if card.fact.about.muscle in (
            BASE.muscles["subclavius"],
            BASE.muscles["serratus-anterior"],
        ):
            assert not any("rib" in d.text or "rib" in d.reason for d in card.distractors)


def test_options_of_a_role_in_a_joint_action_move_its_joint() -> None:
    absurd = []
    for card in on("muscle-in-role"):
        fact = card.fact
        assert isinstance(fact, RoleClaim)
        action = fact.asked_action(BASE)
        muscles = [BASE.muscles[d.concept.removeprefix("muscle/")] for d in card.distractors]
        if action is not None and action.joint is not None and fact.of is not None:
            joint = action.joint
            absurd += [(card.id, m.id) for m in muscles if BASE.anatomy.cannot_move(m, joint)]

    assert not absurd


def test_exercises_for_a_role_in_a_joint_action_are_near_it_and_do_something_else() -> None:
    absurd = []
    for card in on("exercise-for-role"):
        fact = card.fact
        assert isinstance(fact, RoleClaim)
        if fact.of is None or fact.of.joint is None:
            continue
        near_joints = {fact.of.joint, *ADJACENT_LIMB_JOINTS.get(fact.of.joint, ())}
        for option in card.distractors:
            exercise = BASE.exercises[option.concept.removeprefix("exercise/")]
            moved = BASE.joints_moved(exercise)
            if fact.of in BASE.main_actions(exercise) or (moved and not near_joints & moved):
                absurd.append((card.id, exercise.id))

    assert not absurd


def test_not_all_exercises_next_to_one_that_moves_the_load_train_the_antagonist() -> None:
    alike = []
    for card in on("exercise-for-role"):
        opposed = [option for option in card.distractors if "antagonist" in option.reason]
        if len(opposed) == len(card.distractors) and not card.optional:
            alike.append(card.id)

    assert not alike


@each(on("pattern"))
def test_a_pattern_is_a_term_of_the_field(card: Card) -> None:
    for name in (card.key[0], *(d.text for d in card.distractors)):
        term = next(t for t in BASE.family("movement-pattern") if t.name == name)
        assert term.definition


@pytest.mark.parametrize("joint", ADJACENT_JOINTS)
def test_adjacent_joints_exist(joint: str) -> None:
    assert {joint, *ADJACENT_JOINTS[joint]} <= {term.id for term in BASE.family("joint")}


def test_every_joint_has_neighbours() -> None:
    assert set(ADJACENT_JOINTS) == {term.id for term in BASE.family("joint")}


@each(on("definition", "term"))
def test_the_rivals_of_a_term_are_technical_terms_of_its_kind(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, Definition)
    rivals = [BASE.terms[d.concept.removeprefix("term/")] for d in card.distractors]

    assert not any(rival.everyday for rival in rivals)
    joint = fact.term.joint
    if joint is not None:
        assert {rival.joint for rival in rivals} <= {joint, *ADJACENT_JOINTS[joint]}


@pytest.mark.parametrize(
    ("term", "rivals"),
    [
        ("hip-hinge", {"squat-pattern", "lunge-pattern", "hip-bridge-pattern", "olympic-lift"}),
        ("abdominal-bracing", {"drawing-in-manoeuvre", "valsalva-manoeuvre"}),
        ("plantar-flexion", {"dorsiflexion", "foot-inversion", "foot-eversion"}),
    ],
)
def test_a_term_is_offered_with_what_exams_offer_with_it(term: str, rivals: set[str]) -> None:
    card = next(c for c in on("term") if c.fact.id == f"glossary/{term}/definition")
    offered = {d.concept.removeprefix("term/") for d in card.distractors}

    assert offered <= rivals | ({"knee-flexion", "knee-extension"} | _KNEE_ROTATION)
    assert offered & rivals


_KNEE_ROTATION = {"knee-internal-rotation", "knee-external-rotation"}


@each(on("muscle-in-role"))
def test_the_rank_next_to_the_one_in_question_is_offered_only_where_strong_sources_rank_both(
    card: Card,
) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim)
    next_to = {
        Role.PRIME_MOVER: "synergist",
        Role.SYNERGIST: "prime mover",
    }.get(fact.role, "no rank is next to it")

    for option in card.distractors:
        muscle = BASE.muscles[option.concept.removeprefix("muscle/")]
        claims = BASE.claims_of(RoleClaim, fact.exercise, muscle)
        strong = any(s.rank and s.rank.strong for claim in claims for s in claim.supporting)
        ranked = option.reason.startswith((f"a {next_to} here", f"{next_to}s here"))
        assert strong or not ranked, option


@pytest.mark.parametrize("exercise", ["power-clean"])
def test_an_exercise_is_not_asked_for_the_class_that_it_is_called_by(exercise: str) -> None:
    assert not [card.id for card in on("pattern") if card.id.startswith(f"pattern/{exercise}/")]


def test_the_dead_bug_is_an_exercise_of_anti_extension() -> None:
    (card,) = (card for card in on("pattern") if "/dead-bug/" in card.id and not card.opinion)

    assert card.key == ("anti-extension",)
    assert "anti-rotation" not in {option.text for option in card.distractors}
