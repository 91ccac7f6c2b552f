"""The division of a day between Anki and here: what Anki asks is not asked here, too."""

from collections.abc import Collection, Iterable, Iterator

from cards.model.vocabulary import Level
from quiz.study.candidates import Candidate

_NEXT = 1.0
"""Days after an answer, in Anki or here, from which its fact may be applied here."""


def outside_anki(candidates: Iterable[Candidate], in_anki: Collection[str]) -> Iterator[Candidate]:
    """The candidates that Anki leaves: other facts, weak ones, and the application of the rest.

    Args:
        candidates: The facts that can be asked.
        in_anki: The ids of the facts that Anki asks. Anki begins them, and has them recalled.
    """
    for candidate in candidates:
        if candidate.fact not in in_anki or candidate.was_missed:
            yield candidate
        elif candidate.practice is not None:
            applied = tuple(card for card in candidate.cards if card.level != Level.RECALL)
            if applied:
                due = int(candidate.practice.last) + _NEXT
                yield candidate._replace(cards=applied, due=due, is_elsewhere=True)
