"""Cards that pair or compare two exercises: each wrong option is proven wrong."""

import pytest

from cards.distractors.proofs import credited_with
from cards.model.card import Card
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Exercise
from cards.model.vocabulary import Phase, Role
from tests.cards.groups.test_application import (
    BASE,
    EXERCISES,
    ODD_EXERCISES,
    actions_of,
    cards_of,
    has,
    may_lead,
    wrong_exercises,
)

# -- opposite joint actions ------------------------------------------------------------------------


def lifted_by(exercise: Exercise) -> set[str]:
    """Ids of the joint actions that any source states for an exercise but for its lowering."""
    lowering = (Phase.LOWERING, Phase.HOLD)
    facts = (fact for fact in BASE.of_type(JointAction) if fact.exercise is exercise)
    return {fact.value.id for fact in facts if fact.phase not in lowering}


PAIRED = ["superset", "opposite-exercise"]


@pytest.mark.parametrize("template", PAIRED)
def test_no_wrong_partner_may_train_an_opposing_muscle(template: str) -> None:
    for card in cards_of(template):
        first = card.fact.about.exercise
        assert first
        opposites = {BASE.opposite(action) for action in lifted_by(first)}
        stated = [c.muscle for c in BASE.claims_of(RoleClaim, first) if c.role is Role.ANTAGONIST]
        performing = [
            muscle
            for muscle in BASE.anatomy.single_muscles
            if opposites & BASE.anatomy.actions_of(muscle)
        ]

        for exercise in wrong_exercises(card):
            assert not opposites & lifted_by(exercise), card.id
            assert not any(may_lead(m, exercise) for m in (*stated, *performing)), card.id


@pytest.mark.parametrize("template", PAIRED)
def test_partners_have_no_prime_mover_and_no_joint_action_in_common(template: str) -> None:
    for card in cards_of(template):
        first, second = (fact.about.exercise for fact in card.facts)
        assert first
        assert second

        assert not lifted_by(first) & lifted_by(second)
        assert not any(may_lead(m, second) for m in credited_with(Role.PRIME_MOVER, first, BASE))


@pytest.mark.parametrize("template", PAIRED)
def test_partners_are_both_isolation_or_both_compound_exercises(template: str) -> None:
    for card in cards_of(template):
        first, second = (fact.about.exercise for fact in card.facts)
        assert first
        assert second

        assert has(first, "isolation") == has(second, "isolation"), card.id
        assert has(first, "compound") == has(second, "compound"), card.id


@pytest.mark.parametrize("template", PAIRED)
def test_not_all_wrong_partners_repeat_the_first_exercise(template: str) -> None:
    for card in cards_of(template):
        repeating = ["like the" in option.reason for option in card.distractors]

        assert max(repeating.count(True), repeating.count(False)) <= 2, card.id


PARTNERS = (
    ("bent-over-row", "bench-press"),
    ("push-up", "inverted-row"),
    ("lat-pulldown", "overhead-press"),
    ("leg-curl", "leg-extension"),
    ("triceps-pushdown", "barbell-curl"),
)


@pytest.mark.parametrize(("one", "other"), PARTNERS)
def test_a_superset_pairs_what_a_coach_pairs(one: str, other: str) -> None:
    pairs = {
        frozenset(fact.about.exercise.id for fact in card.facts if fact.about.exercise)
        for card in cards_of("superset")
    }

    assert frozenset((one, other)) in pairs


@pytest.mark.parametrize("template", PAIRED)
@pytest.mark.parametrize("exercise", [*ODD_EXERCISES, "clamshell"])
def test_no_exercise_with_another_purpose_is_a_partner(template: str, exercise: str) -> None:
    partners = {fact.about.exercise for card in cards_of(template) for fact in card.facts}

    assert BASE.exercises[exercise] not in partners


def test_opposite_joint_actions_are_asked_of_isolation_exercises() -> None:
    for card in cards_of("opposite-exercise"):
        undone, done = actions_of(card)

        assert BASE.opposite(done) == undone
        assert done in lifted_by(EXERCISES[card.key[0]])


# -- one joint in two exercises --------------------------------------------------------------------


def action_ids(option: str) -> tuple[str, str]:
    """The joint actions that an option names for the first and the second exercise, by id."""
    one, other = option.removeprefix("actions/").split("+")
    return one, other


def movements_of(card: Card) -> list[JointAction]:
    return [fact for fact in card.facts if isinstance(fact, JointAction)]


def test_a_wrong_direction_is_the_opposite_of_what_is_stated_and_is_stated_by_no_source() -> None:
    for card in cards_of("actions-compared"):
        movements = movements_of(card)
        assert len(movements) == 2

        for option in card.distractors:
            for action, fact in zip(action_ids(option.concept), movements, strict=True):
                assert action in (fact.value.id, fact.value.opposite), card.id
            wrong = [
                (action, fact)
                for action, fact in zip(action_ids(option.concept), movements, strict=True)
                if action != fact.value.id
            ]
            assert wrong
            for action, fact in wrong:
                assert not any(
                    other.exercise is fact.exercise
                    and other.value.id == action
                    and other.phase in (fact.phase, None, Phase.THROUGHOUT)
                    for other in BASE.of_type(JointAction)
                ), card.id


def test_the_options_on_two_exercises_combine_either_direction_with_either() -> None:
    for card in cards_of("actions-compared"):
        one, other = movements_of(card)
        both = {one.value.id, one.value.opposite}
        shown = {action_ids(option.concept) for option in card.distractors}

        assert shown | {(one.value.id, other.value.id)} == {(a, b) for a in both for b in both}


def test_two_exercises_are_asked_about_the_same_part_of_their_repetitions() -> None:
    for card in cards_of("actions-compared"):
        leaving = [
            fact.exercise.begins is fact.phase for fact in movements_of(card) if fact.exercise
        ]

        assert leaving[0] == leaving[1], card.id
        assert not any(word in stem for stem in card.stems for word in (" down ", " up ")), card.id


def test_of_two_compared_exercises_one_begins_with_the_load_lifted_and_one_with_it_lowered() -> (
    None
):
    for card in cards_of("actions-compared"):
        assert len({f.exercise.begins for f in movements_of(card) if f.exercise}) == 2, card.id


def test_about_half_of_the_compared_exercises_have_the_same_joint_action() -> None:
    same = [card.key[0].endswith(" in both") for card in cards_of("actions-compared")]

    assert 0.3 < sum(same) / len(same) < 0.8


def test_no_exercise_that_is_named_by_its_joint_action_is_compared() -> None:
    names = {
        f.exercise.name for c in cards_of("actions-compared") for f in movements_of(c) if f.exercise
    }

    assert not names & {"leg extension", "standing internal rotation"}


def test_a_prime_mover_works_at_the_joint_in_both_of_two_exercises() -> None:
    for card in cards_of("actions-compared"):
        for fact in movements_of(card):
            assert fact.exercise
            axis = {fact.value.id, fact.value.opposite}
            claims = BASE.claims_of(RoleClaim, fact.exercise)
            led = {c.of.id for c in claims if c.of and c.role is Role.PRIME_MOVER}
            assert led & axis, card.id


def test_the_explanation_of_a_direction_says_what_the_lifter_does() -> None:
    for card in cards_of("actions-compared"):
        for fact in movements_of(card):
            assert fact.exercise
            assert fact.phase
            assert fact.exercise.phases[fact.phase] in card.explanation, card.id


def test_the_explanation_of_a_shared_role_says_what_a_muscle_does() -> None:
    explained = [card.explanation for card in cards_of("any-in-role")]
    listing = [text for text in explained if text.startswith("Among") and text.count(".") == 1]

    assert len(listing) <= len(explained) / 5
