"""Wrong options of a ready-made question: those that its author wrote, each with the reason."""

from collections.abc import Iterator

from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.question import ReadyQuestion


def stated_wrong_options(fact: ReadyQuestion, _base: FactBase) -> Iterator[Distractor]:
    """The wrong options as written."""
    for text, reason in fact.wrong:
        yield Distractor(text=text, reason=reason, proof=Proof.NOT, concept=f"{fact.id}/{text}")
