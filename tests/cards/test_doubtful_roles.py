"""Which roles are asked only on request."""

from dataclasses import replace

import pytest

from cards.distractors.values import other_roles
from cards.doubtful_roles import is_doubtful, is_named, rests_on_pages
from cards.model.facts.role import RoleClaim
from cards.model.kinds import RECALLED
from cards.model.template import Kind
from cards.model.vocabulary import Role, Subject
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base
UNAIDED = {Kind.TRUE_FALSE, *RECALLED}


def role(id_: str) -> RoleClaim:
    (claim,) = (claim for claim in BASE.of_type(RoleClaim) if claim.id == id_)
    return claim


@pytest.mark.parametrize(
    "id_",
    [
        "hip-thrust/quadriceps/role",  # an article, which leaves two other roles open
        "sumo-deadlift/levator-scapulae/role",  # one page
        "overhead-triceps-extension/anconeus/role",  # a small muscle
        "hip-thrust/biceps-femoris/role",  # only an article, though the muscle extends the hip
        # By a rule, where the latissimus dorsi is the prime mover.
        "straight-arm-pulldown/posterior-deltoid/role/shoulder-extension",
    ],
)
def test_a_role_is_doubtful(id_: str) -> None:
    assert is_doubtful(role(id_), BASE)


@pytest.mark.parametrize(
    "id_",
    [
        "hip-thrust/gluteus-maximus/role",
        "leg-press/quadriceps/role",  # by a rule
        "push-up/triceps-brachii/role/elbow-extension",  # the prime mover extends no elbow
        "plank/rectus-abdominis/role",  # a textbook's stabiliser of a hold
        # It could be called a prime mover, which is never offered along with it.
        "hip-thrust/hamstrings/role",
    ],
)
def test_a_role_with_a_strong_source_is_not_doubtful(id_: str) -> None:
    assert not is_doubtful(role(id_), BASE)


def test_no_role_that_is_left_open_is_asked_without_options() -> None:
    asked = [
        card.fact
        for card in builtin_cards()
        if card.template.over and card.kind in UNAIDED and not card.optional
    ]
    roles = [fact for fact in asked if isinstance(fact, RoleClaim)]

    assert roles
    assert not any(claim.open for claim in roles)


@pytest.mark.slow
def test_most_roles_asked_by_default_rest_on_strong_sources() -> None:
    questions = [c for c in builtin_cards() if not c.optional and isinstance(c.fact, RoleClaim)]
    asked = {f for card in questions for f in card.facts if isinstance(f, RoleClaim)}
    strong = {claim for claim in asked if claim.rank is not None and claim.rank.strong}
    sound = [c for c in questions if {f for f in c.facts if isinstance(f, RoleClaim)} <= strong]

    assert len(strong) >= 200
    assert len(sound) >= 0.95 * len(questions)


@pytest.mark.parametrize(
    "id_",
    [
        "chin-up/rhomboids/role",  # a synergist by one page
        "pallof-press/obliques/role",  # a stabiliser of a hold, in which nothing moves
    ],
)
def test_a_role_that_another_author_may_name_differently_is_doubtful(id_: str) -> None:
    assert is_doubtful(role(id_), BASE)


def test_the_obliques_of_a_hold_are_not_offered_as_prime_movers() -> None:
    shown = {wrong.text for wrong in other_roles(role("pallof-press/obliques/role"), BASE)}

    assert Role.PRIME_MOVER not in shown


def test_a_question_on_a_doubtful_role_is_optional() -> None:
    assert builtin_card("muscle-in-role/hip-thrust/quadriceps/role").optional


@pytest.mark.parametrize(
    "id_",
    [
        "triceps-pushdown/triceps-brachii/role",
        "hip-abduction-machine/hip-adductors/role/hip-abduction",
        "external-rotation/subscapularis/role/shoulder-external-rotation",
    ],
)
def test_a_role_that_the_name_of_the_exercise_tells_is_not_asked(id_: str) -> None:
    asked = [card for card in builtin_cards() if role(id_) in card.facts and not card.optional]

    assert is_named(role(id_), BASE)
    assert not [card.id for card in asked if card.tests is Subject.ROLES]


def test_an_antagonist_of_an_exercise_that_is_named_by_its_action_is_asked() -> None:
    assert not builtin_card("role/leg-extension/hamstrings/role").optional


def test_a_role_in_an_action_is_optional_if_it_is_the_role_in_the_exercise() -> None:
    assert builtin_card("role-in-action/hip-thrust/gluteus-maximus/role/hip-extension").optional
    assert not builtin_card(
        "role-in-action/bench-press/triceps-brachii/role/elbow-extension"
    ).optional


def test_the_prime_mover_of_the_one_joint_action_is_optional_without_options() -> None:
    assert builtin_card("role-typed/concentration-curl/biceps-brachii/role").optional
    assert builtin_card("role/concentration-curl/biceps-brachii/role").optional
    assert not builtin_card("role/hip-thrust/gluteus-maximus/role").optional
    assert not builtin_card("role-typed/bench-press/pectoralis-major/role").optional


def test_what_a_body_teaches_is_asked_if_two_pages_report_it() -> None:
    fact = BASE.by_id["rest-between-sets/endurance-goal@nsca"]

    assert fact.on_pages_alone
    assert not rests_on_pages(fact)
    assert rests_on_pages(replace(fact, citations=fact.citations[:1]))
