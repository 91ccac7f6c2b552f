"""Finds the question that tells apart what was mixed up; knows no session and no screen.

Whoever answers "isometric" where "eccentric" is right should meet a case where "isometric" is: in
the same exercise with the same muscle if there is one, so that only one thing differs.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from cards.outline import Outline
from quiz.session import Answer

if TYPE_CHECKING:
    from cards.topics import Topic

_TRUE_FALSE = "true-false"


class Contrast(NamedTuple):
    """A card to ask.

    Attributes:
        number: Its place among all cards.
        told: What it has in common with the missed one, and what differs.
    """

    number: int
    told: str


_TOLD: Mapping[tuple[bool, bool], tuple[int, str]] = {
    (True, True): (0, "the same exercise and muscle, another phase"),
    (True, False): (1, "the same exercise, another muscle"),
    (False, True): (2, "the same muscle, another exercise"),
}


def contrast(
    answer: Answer,
    outlines: Iterable[Outline],
    of_fact: "Mapping[str, Collection[Topic]]",
    asked: Collection[str],
    *,
    attributed: bool,
) -> Contrast | None:
    """The card whose right answer is what was answered wrongly, and that differs least.

    Args:
        answer: The wrong answer.
        outlines: All cards.
        of_fact: What each fact is about, by its id.
        asked: Ids of the cards that the session asks anyway.
        attributed: Whether questions may be asked that name one source.
    """
    card, meant = answer.question.card, _meant(answer)
    if meant is None or answer.concept is None:
        return None
    here = of_fact.get(card.fact.id, ())
    best: tuple[int, Contrast] | None = None
    for outline in outlines:
        if (
            outline.right != meant
            or outline.tests != card.template.tests
            or outline.kind == _TRUE_FALSE
            or (outline.attributed and not attributed)
            or outline.about == card.fact.id
            or outline.id in asked
        ):
            continue
        rank, told = _kinship(here, of_fact.get(outline.about, ()))
        # The same way of asking is best: then only the fact differs.
        rank = 2 * rank + (outline.template != card.template.id)
        if best is None or rank < best[0]:
            best = rank, Contrast(outline.number, told)
    return best[1] if best is not None else None


def _meant(answer: Answer) -> str | None:
    """What was answered, as the key of another card would have it."""
    if answer.question.card.kind == _TRUE_FALSE and answer.concept:
        return answer.concept.rpartition("/")[2].replace("-", " ")
    return answer.named


def _kinship(here: "Collection[Topic]", there: "Collection[Topic]") -> tuple[int, str]:
    shared = {kind: _about(here, kind) & _about(there, kind) for kind in ("exercise", "muscle")}
    found = _TOLD.get((bool(shared["exercise"]), bool(shared["muscle"])))
    return found or (3, "where your answer would be right")


def _about(topics: "Collection[Topic]", kind: str) -> set[str]:
    return {topic.id for topic in topics if topic.kind == kind}
