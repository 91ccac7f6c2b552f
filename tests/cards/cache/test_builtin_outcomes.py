"""Reused outcomes of the built-in facts are those of a full build, whatever has changed."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from cards.cache.outcomes import load_outcomes, store_outcomes
from cards.generate import generate
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.template import Library
from cards.model.vocabulary import Confidence, Contraction, Role
from tests.support.library import builtin_library

STAMP = ("tests",)
EDITS = 6


def edited(library: Library, random: Random) -> Library:
    """A library in which a few facts are removed, changed or disputed."""
    facts = list(library.base.facts)
    for _ in range(random.randrange(1, 4)):
        place = random.randrange(len(facts))
        match facts[place]:
            case ContractionClaim() as claim if random.random() < 0.7:
                facts[place] = replace(claim, contraction=random.choice([*Contraction]))
            case RoleClaim() as claim if random.random() < 0.7:
                facts[place] = replace(claim, role=random.choice([*Role]))
            case fact if random.random() < 0.5:
                facts[place] = replace(fact, confidence=Confidence.CONTESTED)
            case _:
                del facts[place]
    return replace(library, base=replace(library.base, facts=tuple(facts)))


@pytest.mark.full
@pytest.mark.parametrize("seed", range(EDITS))
def test_after_an_edit_the_cards_are_those_of_a_full_build(tmp_path: Path, seed: int) -> None:
    file, library = tmp_path / "outcomes", builtin_library()
    store_outcomes(file, STAMP, library, generate(library))
    changed = edited(library, Random(seed))
    reused = generate(changed, load_outcomes(file, STAMP, changed))
    full = generate(changed)

    assert 0 < len(reused.renewed) < len(full.parts)
    assert reused.cards == full.cards
    assert reused.skipped == full.skipped
