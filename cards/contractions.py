"""Chooses the contractions that have a card each, so that few cards test the same rule.

Most muscles shorten as the load is lifted and lengthen as it is lowered. Asked of every muscle and
phase, that is one question hundreds of times.
"""

from zlib import crc32

from cards.model.base import FactBase, agreed
from cards.model.facts.contraction import ContractionClaim
from cards.model.nouns import Exercise
from cards.model.vocabulary import Contraction, Origin, Phase

MOST_ASKED = 2
"""Contractions of an exercise that have a card each."""


def instructive(exercise: Exercise, base: FactBase) -> tuple[ContractionClaim, ...]:
    """The contractions of an exercise that have a card each, the most instructive first.

    Isometric work among movers comes first, then a phase in which the load goes up while the mover
    lengthens, as in a pulldown. Most exercises begin with lifting; of these, only one moving muscle
    is asked, so that concentric work is not asked more often. A user's claim replaces no built-in
    one, whose progress would be lost.
    """
    claims = [c for c in agreed(base.claims_of(ContractionClaim, exercise)) if _is_fair(c, base)]
    claims.sort(key=_instructive_first)
    moving = 1 if exercise.begins is Phase.LIFTING else MOST_ASKED
    chosen: dict[Contraction, ContractionClaim] = {}
    for claim in claims:
        is_still = claim.contraction is Contraction.ISOMETRIC
        if is_still or len(chosen.keys() - {Contraction.ISOMETRIC}) < moving:
            chosen.setdefault(claim.contraction, claim)
    return tuple(chosen.values())[:MOST_ASKED]


def _is_fair(claim: ContractionClaim, base: FactBase) -> bool:
    """Whether other contractions are excluded, and no word for the phase gives this one away.

    The exercise's own words for a phase are "as you lower the weight" or "as you hold still". Those
    for lifting do not give a muscle away that holds still. A user's claim is asked in these words
    too, or their exercise might have no card.
    """
    still = claim.contraction is Contraction.ISOMETRIC
    names_phase = claim.phase is not None and claim.origin is Origin.BUILTIN
    if claim.open:
        return False
    if still and claim.phase is Phase.LIFTING and claim.phase in claim.exercise.phases:
        return True
    return not (still or names_phase) or claim.moved(base) is not None


def _instructive_first(claim: ContractionClaim) -> tuple[bool, bool, bool, int]:
    still = claim.contraction is Contraction.ISOMETRIC
    words = claim.exercise.phases.get(claim.phase, "") if claim.phase else ""
    rises = claim.phase is Phase.LOWERING and " up" in words
    added = claim.origin is Origin.USER
    return added, not still, not rises, crc32(claim.id.encode())
