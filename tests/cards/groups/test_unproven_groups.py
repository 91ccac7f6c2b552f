"""Group rules: each finds nothing if nothing is proven."""

from pathlib import Path

import pytest

from cards.groups.rules import GROUP_RULES
from cards.model.base import FactBase
from tests.cards.groups.bases import exercises, found
from tests.cards.groups.exercise_cases import ON_EXERCISES
from tests.cards.groups.muscle_cases import ON_MUSCLES
from tests.support.library import library_of

NOTHING_FOUND = (*ON_EXERCISES, *ON_MUSCLES)


def test_every_group_rule_has_a_case_where_it_finds_nothing() -> None:
    assert set(GROUP_RULES) == {rule for rule, _, _ in NOTHING_FOUND}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(g, text, id=f"{g}: {why}") for g, why, text in NOTHING_FOUND]
)
def test_a_group_rule_finds_nothing_if_nothing_is_proven(
    rule: str, text: str, tmp_path: Path
) -> None:
    base = library_of(tmp_path, text, only=True).base

    assert found(rule, base) == []


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    text = exercises(desk="gluteus-maximus: [{role: prime mover}]\nobliques: [{role: synergist}]")
    return library_of(tmp_path_factory.mktemp("desk"), text, only=True).base


@pytest.mark.parametrize("rule", GROUP_RULES)
def test_the_built_in_exercises_prove_nothing_without_their_claims(
    rule: str, base: FactBase
) -> None:
    groups = found(rule, base)

    assert base.exercises["hip-thrust"].complete
    assert {"muscles-and-roles"} >= ({rule} if groups else set())
    for group in groups:
        assert group.slots["exercise"] is base.exercises["desk"]
