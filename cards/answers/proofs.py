"""Decides whether a concept answers a question, by what proves or excludes it."""

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, Finding, excluded
from cards.answers.vocabulary import Concept


def decide(asked: Asked, concept: Concept) -> Finding:
    """Decide whether a concept is the answer to a question.

    A question that is not in the tables is decided only by its proven distractors: any other
    answer stays open.
    """
    from cards.answers.provers import prover  # words that name nothing are not decided

    prove = prover(asked)
    if prove is not None:
        return prove(asked, concept)
    names = {concept.logged_as(), concept.logged_as(in_text=True)}
    wrong = next((d for d in asked.card.distractors if d.concept in names), None)
    return OPEN if wrong is None else excluded(wrong.proof, wrong.reason)
