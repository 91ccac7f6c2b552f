"""Groups of generated claims: no right answer is wrong, and no wrong answer is right."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cards.model.base import FactBase
from cards.model.card import Distractor
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Muscle
from cards.model.vocabulary import Confidence, Role
from cards.selection import (
    first_selection,
)
from tests.cards.groups.bases import BASE, card_of, found, named

CLAIM = BASE.by_id["glute-bridge/gluteus-maximus/role"]
MUSCLES = sorted(BASE.muscles)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    """Roles of muscles and groups in one exercise, some of them left open or contested."""
    assert isinstance(CLAIM, RoleClaim)
    ids = draw(st.lists(st.sampled_from(MUSCLES), min_size=2, max_size=9, unique=True))
    claims = []
    for id_ in ids:
        role = draw(st.sampled_from(Role))
        sure = draw(st.integers(0, 4)) > 0
        claims.append(
            replace(
                CLAIM,
                id=f"glute-bridge/{id_}/role",
                muscle=BASE.muscles[id_],
                role=role,
                open=frozenset() if sure else draw(st.frozensets(st.sampled_from(Role))) - {role},
                confidence=Confidence.MEDIUM if draw(st.integers(0, 5)) else Confidence.CONTESTED,
            )
        )
    exercise = replace(
        CLAIM.exercise, complete=frozenset(draw(st.frozensets(st.sampled_from(Role))))
    )
    facts = tuple(replace(claim, exercise=exercise) for claim in claims)
    return replace(BASE, facts=facts, exercises={exercise.id: exercise})


def may_have(muscle: Muscle, base: FactBase) -> set[str]:
    """The roles that any claim states or leaves open for a muscle or one that it overlaps."""
    return {
        value
        for claim in base.of_type(RoleClaim)
        if base.overlap(muscle, claim.muscle)
        for value in (claim.role, *claim.open)
    }


@given(bases())
def test_claims_make_no_right_answer_wrong_and_no_wrong_answer_right(base: FactBase) -> None:
    for group in found("muscles-in-a-role", base):
        role = str(group.slots["role"])
        keys = named(group.key)
        wrong = named(texts(group.distractors))
        assert all(role in may_have(muscle, base) for muscle in keys)
        assert not any(role in may_have(muscle, base) for muscle in wrong)
        assert not any(base.overlap(a, b) for a, b in combinations((*keys, *wrong), 2))
    for group in found("odd-role-out", base):
        odd, *others = named((*group.key, *texts(group.distractors)))
        (shared,) = {role for muscle in others for role in may_have(muscle, base)}
        assert shared not in may_have(odd, base)
        assert not any(base.overlap(a, b) for a, b in combinations((odd, *others), 2))
    for group in found("muscles-and-roles", base):
        card = first_selection(card_of(group))
        offered = {*card.key, *texts(card.distractors)}
        assert len(offered) == len(card.key) + len(card.distractors)
        for muscle, role in zip(named(card.left_side), card.key, strict=True):
            assert may_have(muscle, base) & offered == {role}


def texts(distractors: tuple[Distractor, ...]) -> tuple[str, ...]:
    return tuple(str(d.text) for d in distractors)
