"""Cards that ask for a choice or a reason: each wrong option is proven wrong."""

from collections.abc import Iterator

import pytest

from cards.derive.phrases import does
from cards.distractors.proofs import cannot_perform, credited_with, proven_without
from cards.model.card import Card
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction, Mechanic, Pattern, Plane, TermStatement
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Role
from tests.support.library import builtin_cards, builtin_library

BASE = builtin_library().base.sorted_by_id()
EXERCISES = {exercise.name: exercise for exercise in BASE.exercises.values()}

ODD_EXERCISES = ("box-jump", "sled-push", "power-clean", "farmers-carry", "superman", "wall-sit")
"""Exercises for power, for conditioning, for holding still, or of several parts of the body."""


def cards_of(template: str) -> list[Card]:
    cards = [card for card in builtin_cards() if card.template.id == template]
    assert cards
    return cards


def wrong_exercises(card: Card) -> Iterator[Exercise]:
    return (EXERCISES[option.text] for option in card.distractors)


def may_lead(muscle: Muscle, exercise: Exercise) -> bool:
    """Whether any source credits the muscle, or one that overlaps it, as prime mover."""
    credited = credited_with(Role.PRIME_MOVER, exercise, BASE)
    return any(BASE.overlap(muscle, other) for other in credited)


def has(exercise: Exercise, value: str) -> bool:
    """Whether any source states the type or the plane for the exercise."""
    statements = (*BASE.of_type(Mechanic), *BASE.of_type(Plane))
    return any(s.exercise is exercise and s.value.id == value for s in statements)


def test_each_wrong_exercise_for_a_goal_fulfils_one_of_its_conditions() -> None:
    for card in cards_of("exercise-for-goal"):
        muscle, value = BASE.muscles[card.id.split("/")[1]], card.id.split("/")[2]
        fulfilled = [(may_lead(muscle, e), has(e, value)) for e in wrong_exercises(card)]

        assert {(True, False), (False, True)} == set(fulfilled), card.id


def test_of_any_three_wrong_exercises_for_a_goal_not_all_fail_the_same_condition() -> None:
    for card in cards_of("exercise-for-goal"):
        muscle = BASE.muscles[card.id.split("/")[1]]
        leads = [may_lead(muscle, exercise) for exercise in wrong_exercises(card)]

        assert max(leads.count(True), leads.count(False)) <= 2, card.id


def test_the_muscle_of_a_goal_is_an_undisputed_prime_mover() -> None:
    for card in cards_of("exercise-for-goal"):
        claim = card.fact
        assert isinstance(claim, RoleClaim)

        assert claim.role is Role.PRIME_MOVER
        assert not claim.open, card.id


def test_no_exercise_with_another_purpose_serves_a_goal() -> None:
    named = {
        name
        for card in cards_of("exercise-for-goal")
        for name in (card.key[0], *(option.text for option in card.distractors))
    }

    assert not named & {BASE.exercises[exercise].name for exercise in ODD_EXERCISES}


def test_every_reason_names_the_muscle_or_the_condition() -> None:
    for card in cards_of("exercise-for-goal"):
        muscles = [fact.about.muscle.name for fact in card.facts if fact.about.muscle]

        for option in card.distractors:
            assert any(name in option.reason for name in muscles), card.id
            assert option.because


# -- two actions of one muscle ---------------------------------------------------------------------


def actions_of(card: Card) -> list[str]:
    """Ids of the joint actions that the facts of a card state."""
    return [fact.value.id for fact in card.facts if isinstance(fact, JointAction)]


def test_each_wrong_muscle_performs_one_of_two_actions_and_may_not_perform_the_other() -> None:
    for card in cards_of("muscle-with-two-actions"):
        actions = set(actions_of(card))

        for option in card.distractors:
            muscle = BASE.muscles[option.concept.removeprefix("muscle/")]
            assert len(actions & BASE.anatomy.actions_of(muscle)) == 1, card.id
            assert len(actions & BASE.anatomy.actions_of(muscle, assisting=True)) == 1, card.id


def test_the_options_on_two_joints_are_the_same_whichever_is_right() -> None:
    for performed, stretched in zip(
        cards_of("actions-at-two-joints"), cards_of("position-that-stretches"), strict=True
    ):
        options = [{c.key[0], *(d.text for d in c.distractors)} for c in (performed, stretched)]

        assert performed.fact is stretched.fact
        assert options[0] == options[1]
        assert performed.key != stretched.key
        assert len(options[0]) == 4


def test_a_muscle_is_stretched_by_the_opposites_of_its_actions() -> None:
    for card in cards_of("position-that-stretches"):
        opposites = [BASE.terms[BASE.opposite(action) or ""].name for action in actions_of(card)]

        assert card.key == (" and ".join(opposites),)


# -- programmes ------------------------------------------------------------------------------------


def values_of(exercise: Exercise, card: Card) -> set[str]:
    """Ids of the patterns, or of the planes, that any source states for an exercise."""
    class_ = Pattern if card.fact.type == "pattern" else Plane
    return {s.value.id for s in BASE.of_type(class_) if s.exercise is exercise}


def in_programme(card: Card) -> list[TermStatement]:
    return [fact for fact in card.facts[1:] if isinstance(fact, TermStatement)]


@pytest.mark.parametrize("template", ["missing-pattern", "missing-plane"])
def test_only_the_right_exercise_has_a_value_that_the_programme_lacks(template: str) -> None:
    for card in cards_of(template):
        covered = {fact.value.id for fact in in_programme(card)}

        assert not values_of(EXERCISES[card.key[0]], card) & covered, card.id
        for exercise in wrong_exercises(card):
            assert len(values_of(exercise, card)) == 1, card.id
            assert values_of(exercise, card) <= covered, card.id


@pytest.mark.parametrize("template", ["missing-pattern", "missing-plane"])
def test_the_wrong_options_of_a_gap_are_not_all_alike(template: str) -> None:
    for card in cards_of(template):
        values = [min(values_of(exercise, card)) for exercise in wrong_exercises(card)]

        assert max(values.count(value) for value in values) <= 2, card.id


@pytest.mark.parametrize("template", ["missing-pattern", "missing-plane"])
def test_the_programme_names_its_exercises(template: str) -> None:
    for card in cards_of(template):
        for fact in in_programme(card):
            assert fact.exercise
            assert all(fact.exercise.name in stem for stem in card.stems), card.id


@pytest.mark.parametrize("template", ["missing-pattern", "missing-plane"])
def test_a_programme_has_four_or_five_exercises_that_a_coach_programmes(template: str) -> None:
    odd = [BASE.exercises[exercise] for exercise in (*ODD_EXERCISES, "reverse-hyperextension")]
    for card in cards_of(template):
        programme = [fact.exercise for fact in in_programme(card)]

        assert len(set(programme)) in (4, 5), card.id
        assert not set(programme) & set(odd), card.id
        assert not {option.text for option in card.distractors} & {e.name for e in odd}


@pytest.mark.parametrize("value", ["squat-pattern", "hip-hinge", "lunge-pattern", "loaded-carry"])
def test_a_movement_that_coaches_name_is_missing_in_some_programme(value: str) -> None:
    assert value in {card.id.split("/")[1] for card in cards_of("missing-pattern")}


# -- roles and reasons -----------------------------------------------------------------------------


def test_each_wrong_role_or_reason_is_proven_wrong() -> None:
    for card in cards_of("role-and-reason"):
        claim = card.fact
        assert isinstance(claim, RoleClaim)
        wrong = [option.concept.removeprefix("reason/").split("+") for option in card.distractors]
        right = [action for role, action in wrong if role == claim.role.replace(" ", "-")]

        assert len(wrong) == 3
        for role, action in wrong:
            other = Role(role.replace("-", " "))
            unable = cannot_perform(claim.muscle, BASE.terms[action], BASE)
            assert unable or proven_without(claim.muscle, other, claim.exercise, BASE), card.id
        assert len(right) == 1


def test_movers_and_antagonists_are_offered_the_same_roles_and_actions() -> None:
    """Otherwise the options tell a learner which of the roles is right."""
    right: dict[tuple[frozenset[str], frozenset[str]], set[str]] = {}
    for card in cards_of("role-and-reason"):
        wrong = [option.concept.removeprefix("reason/").split("+") for option in card.distractors]
        roles, actions = (frozenset(side) for side in zip(*wrong, strict=True))
        right.setdefault((roles, actions), set()).add(card.key[0].partition(",")[0].rstrip("s"))

    both = [offered for offered, keys in right.items() if len(keys) > 1]
    assert len(both) >= len(right) / 2


# -- one role against another ----------------------------------------------------------------------


def roles_in(exercise: Exercise, muscle: Muscle) -> set[Role]:
    """The roles that any source states for a muscle or one that overlaps it, or leaves open."""
    claims = [c for c in BASE.claims_of(RoleClaim, exercise) if BASE.overlap(c.muscle, muscle)]
    return {role for claim in claims for role in (claim.role, *claim.open)}


def test_each_wrong_pair_of_roles_has_a_role_that_no_source_states() -> None:
    for card in cards_of("roles-compared"):
        claims = [fact for fact in card.facts if isinstance(fact, RoleClaim)]
        assert len(claims) == 2

        for option in card.distractors:
            pair = option.concept.removeprefix("roles/").replace("-", " ").split("+")
            stated = [roles_in(claim.exercise, claim.muscle) for claim in claims]
            wrong = [role not in roles for role, roles in zip(pair, stated, strict=True)]
            assert any(wrong), card.id


def test_two_exercises_with_the_same_role_are_compared_as_well() -> None:
    same = [card.key[0].endswith("in both") for card in cards_of("roles-compared")]

    assert 0.3 < sum(same) / len(same) < 0.8


def test_a_stabiliser_is_asked_about_only_if_it_can_be_nothing_else() -> None:
    for card in cards_of("roles-compared"):
        for claim in (fact for fact in card.facts if isinstance(fact, RoleClaim)):
            main = BASE.main_actions(claim.exercise)
            moved = {action.id for action in main} | {action.opposite for action in main}
            if claim.role is Role.STABILISER:
                assert moved, card.id
                assert not moved & BASE.anatomy.actions_of(claim.muscle, assisting=True), card.id


def test_the_key_of_a_statement_names_its_correct_parts() -> None:
    for card in cards_of("mistake-in-statement"):
        claim = card.fact
        assert isinstance(claim, RoleClaim)
        assert not claim.open, card.id  # who calls it wrong may mean the other role
        said = card.stems[0].partition(f"{claim.muscle.name} ")[2].partition(", because")
        role = next(role for role in Role if role in said[0])
        performed = {BASE.terms[id_] for id_ in BASE.anatomy.actions_of(claim.muscle)}
        verbs = {does(action, plural=claim.muscle.plural) for action in performed}
        right_action = any(f" {verb}.”" in said[2] for verb in verbs)

        assert card.key == (CORRECT[role is claim.role, right_action],), card.id
        if role is not claim.role:
            assert proven_without(claim.muscle, role, claim.exercise, BASE), card.id


CORRECT = {
    (True, False): "the role is right, the joint action wrong",
    (False, True): "the role is wrong, the joint action right",
    (True, True): "role and joint action are both right",
    (False, False): "role and joint action are both wrong",
}
"""The key, by whether the role and the joint action are right."""


def test_no_answer_is_the_key_of_more_than_two_in_five_statements() -> None:
    keys = [card.key[0] for card in cards_of("mistake-in-statement")]

    assert set(keys) == set(CORRECT.values())
    assert max(map(keys.count, keys)) <= 0.4 * len(keys)


def test_the_reason_against_an_assessment_states_only_what_it_gets_wrong() -> None:
    for card in cards_of("mistake-in-statement"):
        reasons = [option.reason for option in card.distractors]

        assert len(set(reasons)) == len(reasons), card.id


def test_a_goal_never_calls_an_exercise_of_one_joint_compound() -> None:
    goals = {tuple(card.id.split("/")[2:]) for card in cards_of("exercise-for-goal")}

    assert not goals & {("compound", "good-morning"), ("compound", "romanian-deadlift")}


def test_no_wrong_exercise_for_a_goal_rests_on_the_silence_of_sources() -> None:
    reasons = [o.reason for card in cards_of("exercise-for-goal") for o in card.distractors]

    assert not [reason for reason in reasons if "our sources" in reason]


def test_muscles_that_do_the_same_share_a_clause() -> None:
    explained = {card.id: card.explanation for card in cards_of("any-in-role")}

    assert (
        "the flexor carpi ulnaris flex the wrist" in explained["any-in-role/wrist-curl/prime-mover"]
    )


def test_only_staples_are_compared_by_the_roles_of_a_muscle() -> None:
    names = {
        fact.about.exercise.id
        for card in cards_of("roles-compared")
        for fact in card.facts
        if fact.about.exercise
    }

    assert not names & {*ODD_EXERCISES}
