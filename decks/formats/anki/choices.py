"""The options of a note: which are shown, in which order, under which letters."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import zip_longest
from string import ascii_uppercase
from typing import NamedTuple, TypeVar
from zlib import crc32

from cards.english import words
from cards.model.card import Card, Distractor
from cards.model.template import Kind
from decks.formats.anki.html import escaped, listed

_SHOWN = 3
"""Wrong options that a note shows."""

_NEAR = 8
"""Wrong options further down a card's list are too far from its key to tempt anybody."""

_ASKS_OF_SEVERAL = frozenset({Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING})
_Item = TypeVar("_Item")


class Option(NamedTuple):
    """Something to choose; `left` is what it belongs to, in a matching."""

    text: str
    right: bool
    reason: str = ""
    left: str = ""


class Shown(NamedTuple):
    """What is right, in the order of the answer, and all options in the order they are shown."""

    right: list[Option]
    options: list[Option]


def mixed(card: Card) -> Shown:
    """The options of a card; none where its kind has none.

    Each card has an order of its own, so that nothing is always first. The left halves of a
    matching are mixed as well, for ours follow the order of the vocabularies.
    """
    kind = card.kind
    if kind is Kind.CHOICE:
        right = [Option(card.key[0], right=True)]
    elif kind in _ASKS_OF_SEVERAL:
        halves = zip_longest(card.key, card.reasons, card.left, fillvalue="")
        right = [Option(text, True, reason, left) for text, reason, left in halves]
    else:
        return Shown([], [])
    number = int.from_bytes(sha256(card.id.encode()).digest(), "big")
    if card.left:
        right, number = _picked(right, number)
    # One is enough to keep the last pair from being given away by the others.
    wrong = _drawn(card, 1 if card.left else _SHOWN)
    options, _ = _picked([*right, *[Option(d.text, False, d.reason) for d in wrong]], number)
    # Where the order is what is asked, it must not be the answer. Two pairs may stand as they
    # belong together: if they never did, that would tell.
    is_asked = kind is Kind.ORDERING or (kind is Kind.MATCHING and right[2:])
    if is_asked and [option for option in options if option.right] == right:
        moved = iter([*right[1:], right[0]])
        options = [next(moved) if option.right else option for option in options]
    return Shown(right, options)


def _drawn(card: Card, count: int) -> list[Distractor]:
    """Some of the near wrong options, in the order of their nearness.

    Were it the nearest on every card, an option that stands late in its vocabulary would be shown
    only where it is right. Each has a number of its own on each card, and the lowest are taken: one
    that comes or goes changes none of the others.
    """
    near = card.distractors[:_NEAR]
    numbers = [crc32(f"{card.id} {distractor.text}".encode()) for distractor in near]
    lowest = sorted(range(len(near)), key=numbers.__getitem__)[:count]
    return [near[place] for place in sorted(lowest)]


def _picked(items: Iterable[_Item], number: int) -> tuple[list[_Item], int]:
    """Items in the order that a number stands for, and what is left of the number.

    Any order is as likely as any other where the number is large and by chance. The standard
    library's generator would take longer to begin than a note takes to be made.
    """
    rest, found = list(items), []
    while rest:
        number, place = divmod(number, len(rest))
        found.append(rest.pop(place))
    return found, number


def choices(card: Card, shown: Shown) -> str:
    """The options: to unfold, or in the open where nobody could answer without them.

    They are unfolded from the start where the question speaks of them.
    """
    if card.kind is Kind.CHOICE:
        opened = "these" in words(card.stem)
        state, label = (" open", "Choices") if opened else ("", "Show choices")
        head = f'<summary accesskey="c">{label}</summary>'
        return f"<details{state}>{head}{_mixing(card, shown)}</details>"
    if card.kind not in _ASKS_OF_SEVERAL:
        return ""
    items = listed("choices", (escaped(option.text) for option in shown.options))
    if card.kind is Kind.MATCHING:
        left = listed("items", (escaped(option.left) for option in shown.right))
        is_spare = len(shown.options) > len(shown.right)
        note = '<p class="note">One of the letters is left over.</p>' if is_spare else ""
        return f'<div class="open"><div class="halves">{left}{items}</div>{note}</div>'
    return f'<div class="open">{items}</div>'


def exam_choices(card: Card, shown: Shown) -> str:
    """The options of a choice in the open."""
    return f'<div class="open">{_mixing(card, shown)}</div>'


def _mixing(card: Card, shown: Shown) -> str:
    """Options that the card itself puts in another order every day.

    The number is the card's own; its id would tell the answer of many a card.
    """
    items = "".join([f"<li>{escaped(option.text)}</li>" for option in shown.options])
    return f'<ol class="choices mix" data-seed="{crc32(card.id.encode())}">{items}</ol>'


def answer(card: Card, shown: Shown) -> str:
    """The key; where it has several parts, as a list that repeats the letters of the front."""
    if card.kind not in _ASKS_OF_SEVERAL:
        return escaped(card.key[0])
    letters = list(zip(ascii_uppercase, shown.options, strict=False))
    if card.kind is Kind.SELECT_ALL:
        parts = [(letter, option) for letter, option in letters if option.right]
    else:
        places = {option: letter for letter, option in letters}
        parts = [(places[option], option) for option in shown.right]
    items = []
    for letter, option in parts:
        left = f"<b>{escaped(option.left)}</b>" if option.left else ""
        line = f'<span class="letter">{letter}</span> {_part(option)}'
        items.append(f'{left}<div class="line">{line}</div>')
    return listed("all" if card.kind is Kind.SELECT_ALL else "items", items)


def marked(shown: Shown) -> list[tuple[str, str]]:
    """Options with their letters and a sign for right or wrong, and the reasons."""
    found = []
    for letter, option in zip(ascii_uppercase, shown.options, strict=False):
        name, sign = ("right", "✓ Right") if option.right else ("wrong", "✗ Wrong")
        letter_ = f'<span class="letter">{letter}</span>'
        told = f'{letter_} {_part(option)} <span class="{name}">{sign}</span>'
        found.append((f'<span class="line">{told}</span>', option.reason))
    return found


def _part(option: Option) -> str:
    return f'<span class="part">{escaped(option.text)}</span>'
