"""What the right answer of a card stands for, named as distractors name what theirs stand for."""

from collections.abc import Iterator

from cards.model.card import Card
from cards.model.kinds import CARD_KINDS


def asked_for(card: Card) -> str | None:
    """The concept that is right, such as `role/synergist` or `muscle/gluteus-maximus`.

    None where the answer is several things, or words that name nothing.
    """
    if len(card.facts) > 1 and CARD_KINDS[card.kind].has_parts:
        return None
    wanted = {d.concept.partition("/")[0] for d in card.distractors} or {card.field}
    key = card.key[0]
    for sort, id_, name in _concepts(card):
        if (sort in wanted or wanted == {"text"}) and key in (name, "False"):
            return f"{sort}/{id_}"
    return None


def _concepts(card: Card) -> Iterator[tuple[str, str, str]]:
    """What the facts mention: the sort of thing, its id and its name."""
    for fact in card.facts:
        for value in fact.values:
            yield value.sort, value.replace(" ", "-"), value
        for noun in fact.nouns:
            yield noun.sort, noun.id, noun.name


def concept_name(concept: str) -> str:
    """A concept in words: `contraction/eccentric` is "eccentric"."""
    return concept.partition("/")[2].rpartition("/")[2].replace("-", " ") or concept
