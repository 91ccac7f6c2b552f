"""Phases that are named by their direction: "up", "on the way down"."""

from cards.model.nouns import Exercise
from cards.model.vocabulary import Phase

PHASES = {phase.value: phase for phase in (Phase.LIFTING, Phase.LOWERING, Phase.HOLD)}
"""The phases by the ids of their terms."""

_WAYS = (
    frozenset({"up", "upward", "ascent", "ascending", "rise", "raise", "raising", "stand"}),
    frozenset({"down", "downward", "descent", "descending", "lower", "sink", "drop"}),
)
"""Words for the two directions; "lifting" and "lowering" are the names of the phases."""

_WITH_A_WAY = frozenset({"phase", "way", "on", "part", "going", "moving", "movement"})


def phase_by_direction(words: frozenset[str], exercise: Exercise) -> tuple[Phase, ...] | None:
    """The phases that move in a direction, by the exercise's own words.

    In a pulldown, the bar comes down in the lifting phase.

    Args:
        words: The words of an answer, in the singular.
        exercise: The exercise.

    Returns:
        None if the words name no direction.
    """
    named = words - _WITH_A_WAY
    way = next((n for n, way in enumerate(_WAYS) if named and named <= way), None)
    if way is None:
        return None
    found = []
    for phase, text in exercise.phases.items():
        spoken = frozenset(text.replace(",", " ").split())
        if spoken & _WAYS[way] and not spoken & _WAYS[1 - way]:
            found.append(phase)
    return tuple(found)
