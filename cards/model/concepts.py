"""The concept that the right answer of a card represents, by the same names as in distractors."""

from collections.abc import Iterator

from cards.model.card import Card
from cards.model.kinds import CARD_KINDS


def asked_for(card: Card) -> str | None:
    """The concept that is right, such as `role/synergist` or `muscle/gluteus-maximus`.

    None if the answer is a list, or free text.
    """
    if len(card.facts) > 1 and CARD_KINDS[card.kind].has_parts:
        return None
    if card.on_map is not None and card.fact.about.muscle is not None:
        return f"muscle/{card.fact.about.muscle.id}"  # the options may be its place and others
    sorts = {d.concept.partition("/")[0] for d in card.distractors} or {card.field}
    key = card.key[0]
    for sort, id_, name in _concepts(card):
        if (sort in sorts or sorts == {"text"}) and key in (name, "False"):
            return f"{sort}/{id_}"
    return None


def _concepts(card: Card) -> Iterator[tuple[str, str, str]]:
    """The nouns and values in the facts, each with its sort, id and name."""
    for fact in card.facts:
        for value in fact.values:
            yield value.sort, value.replace(" ", "-"), value
        for noun in fact.nouns:
            yield noun.sort, noun.id, noun.name


def concept_name(concept: str) -> str:
    """A concept in words: `contraction/eccentric` is "eccentric"."""
    return concept.partition("/")[2].rpartition("/")[2].replace("-", " ") or concept
