"""The context of a question: what is shown above its stem, unless it gives the answer away."""

from collections.abc import Sequence

from cards.english import telling_stems
from cards.model.card import Card
from cards.model.vocabulary import Phase, Subject


def context_words(card: Card, stem: str) -> tuple[str, ...]:
    """The exercise and the phase of a question, or else its subject, without what tells its key.

    A question that compares exercises shows its subject.
    """
    exercises = {each.id: each for fact in card.facts if (each := fact.about.exercise)}
    exercise = card.fact.about.exercise if len(exercises) == 1 else None
    parts = [exercise.name] if exercise else [card.tests.label]
    phases = {fact.about.phase for fact in card.facts}
    phase = phases.pop() if len(phases) == 1 else None
    if exercise and phase and phase is not Phase.THROUGHOUT and shows_phase(card):
        parts.append(f"{phase} phase")
    return _not_telling(parts, card, stem) or _not_telling([card.tests.label], card, stem)


def _not_telling(parts: Sequence[str], card: Card, stem: str) -> tuple[str, ...]:
    """The parts that share no word with the answer, except those that the question has too."""
    telling = telling_stems(" ".join(card.key)) - telling_stems(stem)
    return tuple(part for part in parts if not telling & telling_stems(part))


def shows_phase(card: Card) -> bool:
    """Whether the phase may be shown: lifting is concentric and lowering eccentric, mostly."""
    return card.tests is not Subject.CONTRACTION
