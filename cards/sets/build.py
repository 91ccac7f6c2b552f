"""Builds the sets of all cards; sets of an earlier build are used again where nothing changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.card_set import FEWEST_IN_SET, CardSet, SetKind
from cards.sets.cues import Clues, action_words_of, are_independent, clues_of, is_revealed_by
from cards.sets.scenes import SCENES, Member

_ENOUGH_WRONG = 3
"""Wrong options that an exam shows. With fewer, it would ask another card of the template."""


class SetCandidate(NamedTuple):
    """A choice that exams ask by default, so it may be in a set.

    Attributes:
        id: The card's.
        template: Id of its template.
        wrong: How many wrong options it has.
        member: The scenes to which it belongs.
        is_new: Whether it differs from the card of the earlier build.
        load: Returns the card.
    """

    id: str
    template: str
    wrong: int
    member: Member
    is_new: bool
    load: Callable[[], Card]


Scenes = Mapping[bytes, tuple[CardSet, ...]]
"""The sets of each scene, by a digest of its name and the ids of its cards."""

NO_SCENES: Scenes = MappingProxyType({})


def build_scenes(
    kinds: Iterable[SetKind],
    cards: Sequence[SetCandidate],
    base: FactBase,
    earlier: Scenes = NO_SCENES,
) -> Scenes:
    """The scenes of each kind, with their sets. In a scene, no card is in two sets of one kind.

    Args:
        kinds: The kinds of set.
        cards: All cards that exams ask by default.
        base: The facts.
        earlier: The scenes of an earlier build with the same kinds of set.
    """
    most: dict[str, int] = {}
    for card in cards:
        most[card.template] = max(most.get(card.template, 0), card.wrong)
    asked = [card for card in cards if card.wrong >= min(_ENOUGH_WRONG, most[card.template])]
    action_words = action_words_of(base)
    clues = cache(lambda number: clues_of(asked[number].load(), base, action_words))
    found: dict[bytes, tuple[CardSet, ...]] = {}
    for kind in kinds:
        templates = {template for question in kind.questions for template in question}
        numbers = [number for number, card in enumerate(asked) if card.template in templates]
        members = [asked[number].member for number in numbers]
        for scene in SCENES[kind.scene].find(members, base):
            shown = [numbers[place] for place in scene.members]
            text = kind.text.format(**scene.slots)
            key = _digest((kind.id, text, *(asked[number].id for number in shown)))
            sets = earlier.get(key)
            if sets is None or any(asked[number].is_new for number in shown):
                sets = tuple(_sets_in(kind, scene.slots, [clues(number) for number in shown]))
            found[key] = sets
    return found


def _digest(texts: Iterable[str]) -> bytes:
    return blake2b("\n".join(texts).encode(), digest_size=16).digest()


def _sets_in(kind: SetKind, slots: Mapping[str, str], clues: Iterable[Clues]) -> Iterator[CardSet]:
    """The sets of a kind in a scene."""
    text, phrase, short = (each.format(**slots) for each in (kind.text, kind.phrase, kind.short))
    fair = [each for each in clues if not is_revealed_by(each, text)]
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
