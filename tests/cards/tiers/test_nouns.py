"""The tiers of exercises, muscles and terms."""

from pathlib import Path

import pytest

from cards.model.nouns import Named
from cards.problems import DataError
from cards.tiers.nouns import UNLISTED, NounTiers, builtin_noun_tiers, read_noun_tiers
from cards.tiers.tier import Tier
from tests.support.library import builtin_library

BASE = builtin_library().base
TIERS = builtin_noun_tiers()
NOUNS: dict[str, dict[str, Named]] = {
    "exercises": {**BASE.exercises},
    "muscles": {**BASE.muscles},
    "terms": {**BASE.terms},
}


def test_every_noun_has_a_tier_and_no_tier_is_of_a_noun_that_is_gone() -> None:
    forgotten = [
        id_ for section, nouns in NOUNS.items() for id_ in nouns if id_ not in TIERS.listed[section]
    ]
    gone = [
        id_ for section, nouns in NOUNS.items() for id_ in TIERS.listed[section] if id_ not in nouns
    ]

    assert forgotten == [], "give these a tier in cards/data/tiers.yaml"
    assert gone == [], "remove these from cards/data/tiers.yaml"


def test_every_kind_of_evidence_is_used() -> None:
    used = {
        kind
        for listed in TIERS.listed.values()
        for importance in listed.values()
        for kind in importance.because
    }

    assert used == TIERS.evidence.keys()


@pytest.mark.parametrize("section", NOUNS)
def test_every_tier_has_members(section: str) -> None:
    tiers = [TIERS.tier(noun) for noun in NOUNS[section].values()]

    assert all(tiers.count(tier) >= 10 for tier in Tier)


def test_an_unlisted_exercise_is_in_the_last_tier_and_a_property_has_none() -> None:
    none = NounTiers(evidence={}, listed={section: {} for section in NOUNS})

    assert none.tier(BASE.exercises["hip-thrust"]) is UNLISTED
    assert none.tier(next(iter(BASE.properties.values()))) is None


def test_all_problems_of_a_file_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "tiers.yaml"
    file.write_text(
        "evidence: {lists: the lists}\n"
        "exercises:\n"
        "  squat: {tier: 4, because: [lists]}\n"
        "muscles:\n"
        "  soleus: {tier: 1, because: [list]}\n"
        "terms:\n"
        "  hinge: {tier: 1, because: []}\n",
        encoding="utf-8",
    )

    with pytest.raises(DataError) as error:
        read_noun_tiers(file, "tiers.yaml")
    found = [(p.place.line, p.message.splitlines()[0]) for p in error.value.problems]
    assert found == [
        (3, "Unknown tier '4'."),
        (5, "Unknown kind of evidence 'list'. Did you mean 'lists'?"),
        (7, "'because:' needs at least one kind of evidence."),
    ]
