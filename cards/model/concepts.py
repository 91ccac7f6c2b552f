"""What the right answer of a card stands for, named as distractors name what theirs stand for."""

from collections.abc import Iterator

from cards.model.card import Card
from cards.model.facts import Fact
from cards.model.kinds import CARD_KINDS
from cards.model.nouns import Exercise, Muscle, Named, Term


def asked_for(card: Card) -> str | None:
    """The concept that is right, such as `role/synergist` or `muscle/gluteus-maximus`.

    None where the answer is several things, or words that name nothing.
    """
    if len(card.facts) > 1 and CARD_KINDS[card.kind].needs_group:
        return None
    wanted = {d.concept.partition("/")[0] for d in card.distractors} or {card.field}
    key = card.key[0]
    for sort, id_, name in _values(card):
        if (sort in wanted or wanted == {"text"}) and key in (name, "False"):
            return f"{sort}/{id_}"
    return None


def _values(card: Card) -> Iterator[tuple[str, str, str]]:
    """What the facts state: the sort of thing, its id and its name."""
    for fact in card.facts:
        for name in ("role", "contraction"):
            value = getattr(fact, name, None)
            if value is not None:
                yield name, value.replace(" ", "-"), value
        for noun in _nouns(fact):
            yield _sort(noun), noun.id, noun.name


def _nouns(fact: Fact) -> Iterator[Named]:
    for name in ("value", "term", "action", "of", "muscle", "group", "serves", "exercise"):
        noun = getattr(fact, name, None)
        if isinstance(noun, Named):
            yield noun


def _sort(noun: Named) -> str:
    if isinstance(noun, Muscle):
        return "muscle"
    return "exercise" if isinstance(noun, Exercise) else "term" if isinstance(noun, Term) else ""


def concept_name(concept: str) -> str:
    """A concept in words: `contraction/eccentric` is "eccentric"."""
    return concept.partition("/")[2].rpartition("/")[2].replace("-", " ") or concept
