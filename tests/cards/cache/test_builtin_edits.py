"""Reused cards of the built-in facts are those of a full build, whatever has changed."""

from dataclasses import replace
from random import Random

import pytest

from cards.cache.assembly import Assembly, assemble
from cards.cache.earlier import EarlierFile, on_all
from cards.cache.file import CachedLibrary, refuse
from cards.cache.parts import PartsFile
from cards.cache.store import BuildInputs, encoded
from cards.load.sets import read_set_kinds
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.template import Library
from cards.model.vocabulary import Confidence, Contraction, Role
from cards.topics import topics_of
from tests.support.library import builtin_library

EDITS = 6
KINDS = read_set_kinds([template.id for template in builtin_library().templates])


def inputs(library: Library) -> BuildInputs:
    """The inputs of the build of a library."""
    return BuildInputs((), on_all((), library), KINDS, outlines={}, omitted=(), is_plain=True)


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


def stored(library: Library, earlier: EarlierFile | None) -> tuple[Assembly, CachedLibrary]:
    """The build of a library, and what its cache file has."""
    built = assemble(library, KINDS, earlier)
    new = None if earlier is None else [fact for _, fact in earlier.facts.new]
    written = encoded(library, topics_of(library, new), built, inputs(library), earlier)
    return built, CachedLibrary(PartsFile(b"".join(written.content)), written.front, refuse)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(EDITS))
def test_after_an_edit_the_cards_are_those_of_a_full_build(seed: int) -> None:
    library = builtin_library()
    changed = edited(library, Random(seed))
    before = encoded(library, topics_of(library), assemble(library, KINDS), inputs(library))
    file = PartsFile(b"".join(before.content))
    earlier = EarlierFile(file, changed, inputs(changed).depends)
    (reused, found), (full, expected) = stored(changed, earlier), stored(changed, None)

    assert 0 < len(reused.work.parts) < len(full.work.parts)
    assert reused.work.generated < full.work.generated
    assert found.cards == expected.cards
    assert found.fact_summaries == expected.fact_summaries
    assert found.topics == expected.topics
    assert reused.skipped == full.skipped
    assert reused.scenes == full.scenes
