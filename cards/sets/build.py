"""Builds the sets of all cards."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from zlib import crc32

from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.card_set import FEWEST_IN_SET, CardSet, SetKind
from cards.model.template import Kind
from cards.sets.cues import Clues, action_words_of, are_independent, clues_of, is_revealed_by
from cards.sets.scenes import SCENES

_ENOUGH_WRONG = 3
"""Wrong options that an exam shows. With fewer, it would ask another card of the template."""


def build_sets(
    kinds: Iterable[SetKind], cards: Sequence[Card], base: FactBase
) -> tuple[CardSet, ...]:
    """The sets of each kind. In a scene, no card is in two sets of one kind."""
    askable = [card for card in cards if _is_asked_in_exams(card)]
    most: dict[str, int] = {}
    for card in askable:
        most[card.template.id] = max(most.get(card.template.id, 0), len(card.distractors))
    asked = [
        card
        for card in askable
        if len(card.distractors) >= min(_ENOUGH_WRONG, most[card.template.id])
    ]
    return tuple(found for kind in kinds for found in _sets_of_kind(kind, asked, base))


def _is_asked_in_exams(card: Card) -> bool:
    """Whether an exam asks the card by default."""
    return card.kind is Kind.CHOICE and not card.optional and not card.opinion


def _sets_of_kind(kind: SetKind, cards: Sequence[Card], base: FactBase) -> Iterator[CardSet]:
    templates = {template for question in kind.questions for template in question}
    action_words = action_words_of(base)
    clues = cache(lambda card_id: clues_of(by_id[card_id], base, action_words))
    by_id = {card.id: card for card in cards if card.template.id in templates}
    for scene in SCENES[kind.scene].find(tuple(by_id.values())):
        texts = (kind.text, kind.phrase, kind.short)
        text, phrase, short = (each.format(**scene.slots) for each in texts)
        found = [clues(card.id) for card in scene.cards]
        fair = [each for each in found if not is_revealed_by(each, text)]
        places = [_in_order(fair, templates, text) for templates in kind.questions]
        for members in _members(places):
            yield CardSet(kind.id, text, phrase, short, tuple(each.card.id for each in members))


def _in_order(clues: Iterable[Clues], templates: Sequence[str], text: str) -> list[Clues]:
    """The cards for one place in a set: better templates first, then by chance."""

    def key(each: Clues) -> tuple[int, int]:
        return templates.index(each.card.template.id), crc32(f"{text} {each.card.id}".encode())

    return sorted((each for each in clues if each.card.template.id in templates), key=key)


def _members(places: Sequence[Sequence[Clues]]) -> Iterator[list[Clues]]:
    """The cards of each set in a scene; no card is in two of them."""
    used: set[str] = set()
    for first in places[0]:
        members = [first]
        for candidates in places[1:]:
            fitting = (
                each
                for each in candidates
                if each.card.id not in used
                and all(are_independent(member, each) for member in members)
            )
            members += islice(fitting, 1)
        if len(members) >= FEWEST_IN_SET:
            used.update(each.card.id for each in members)
            yield members
