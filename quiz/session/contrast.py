"""Finds the question that contrasts two mixed-up concepts; independent of session and screen.

A learner who answers "isometric" instead of "eccentric" should be asked a question to which
"isometric" is the answer: if possible on the same exercise and muscle, with no other difference.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.kinds import ASSERTIONS, ONE_KEY
from cards.model.summary import CardSummary
from quiz.session.answer import Answer

if TYPE_CHECKING:
    from cards.topics import Topic

_NAMING = ONE_KEY - ASSERTIONS
"""Kinds whose answer is a single concept, so that it can be a wrong answer elsewhere."""


def contrast(
    answer: Answer,
    summaries: Iterable[CardSummary],
    of_fact: "Mapping[str, Collection[Topic]]",
    asked: Collection[str],
    *,
    attributed: bool,
) -> int | None:
    """The number of the most similar card to which the wrong answer is the right one.

    Args:
        answer: The wrong answer.
        summaries: All cards.
        of_fact: The topics of each fact, by its id.
        asked: Ids of the cards that are in the session already.
        attributed: Whether claims attributed to one source may be asked.
    """
    card, meant = answer.question.card, _meant(answer)
    if meant is None or answer.concept is None:
        return None
    best: tuple[tuple[int, bool], int] | None = None
    for summary in summaries:
        if (
            summary.right != meant
            or summary.tests != card.tests
            or summary.kind not in _NAMING
            or (summary.opinion and not attributed)
            or (summary.optional and not card.optional)
            or summary.about == card.fact.id
            or summary.id in asked
        ):
            continue
        apart = _apart(card.fact, of_fact.get(summary.about, ()))
        # The same template is best: then only the fact differs.
        rank = apart, summary.template != card.template.id
        if best is None or rank < best[0]:
            best = rank, summary.number
    return best[1] if best is not None else None


def in_common(missed: Card, other: Card) -> str:
    """The similarities and differences of a card and the missed one."""
    one, two = missed.fact.about, other.fact.about
    exercise = one.exercise is not None and one.exercise == two.exercise
    muscle = one.muscle is not None and one.muscle == two.muscle
    if exercise and muscle:
        phase = one.phase != two.phase
        return f"the same exercise and muscle{', another phase' if phase else ''}"
    if exercise:
        return "the same exercise, another muscle"
    return "the same muscle, another exercise" if muscle else "where your answer would be right"


def _meant(answer: Answer) -> str | None:
    """The answer, in the words that the key of another card would use."""
    if answer.question.card.kind in ASSERTIONS and answer.concept:
        return answer.concept.rpartition("/")[2].replace("-", " ")
    return answer.named


def _apart(here: Fact, there: "Collection[Topic]") -> int:
    """The distance of two facts: 0 if they are about the same exercise and muscle."""
    known = {(topic.kind, topic.id) for topic in there}
    about = here.about
    exercise = about.exercise is not None and ("exercise", about.exercise.id) in known
    muscle = about.muscle is not None and ("muscle", about.muscle.id) in known
    return 2 * (not exercise) + (not muscle)
