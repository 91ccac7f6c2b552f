"""The options of a note: which ones are shown, and their order and letters."""

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
"""Number of wrong options on a note."""

_NEAR = 8
"""Wrong options beyond this position are too unlike the key to be plausible."""

_NEEDS_OPTIONS = frozenset({Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING})
_Item = TypeVar("_Item")


class NoteOption(NamedTuple):
    """An option on a note; `left_side` is the item it belongs to in a matching question."""

    text: str
    right: bool
    reason: str = ""
    left_side: str = ""


class ShownOptions(NamedTuple):
    """The right options in the order of the answer, and all options in the order shown."""

    right: list[NoteOption]
    options: list[NoteOption]


def shuffled(card: Card) -> ShownOptions:
    """The options of a card; empty if its kind has none.

    The order is derived from the card's id, so that no option is always first. The left side of a
    matching question is shuffled too, because its items are generated in a fixed order.
    """
    kind = card.kind
    if kind is Kind.CHOICE:
        right = [NoteOption(card.key[0], right=True)]
    elif kind in _NEEDS_OPTIONS:
        pairs = zip_longest(card.key, card.reasons, card.left, fillvalue="")
        right = [NoteOption(text, True, reason, side) for text, reason, side in pairs]
    else:
        return ShownOptions([], [])
    number = int.from_bytes(sha256(card.id.encode()).digest(), "big")
    if card.left:
        right, number = _permuted(right, number)
    # One spare option is enough to keep the last pair from following from the others.
    wrong = _sampled(card, 1 if card.left else _SHOWN)
    options, _ = _permuted([*right, *[NoteOption(d.text, False, d.reason) for d in wrong]], number)
    # If the order is the question, the order shown must not be the answer. Two pairs may be shown
    # in the right order: if they never were, that would give the answer away.
    is_asked = kind is Kind.ORDERING or (kind is Kind.MATCHING and right[2:])
    if is_asked and [option for option in options if option.right] == right:
        moved = iter([*right[1:], right[0]])
        options = [next(moved) if option.right else option for option in options]
    return ShownOptions(right, options)


def _sampled(card: Card, count: int) -> list[Distractor]:
    """Sample from the wrong options that are most like the key, keeping their order.

    If the most similar ones were always shown, an option late in its vocabulary would appear only
    where it is right. Each option has a hash on each card, and those with the lowest hashes are
    taken, so adding or removing an option does not change the others.
    """
    near = card.distractors[:_NEAR]
    numbers = [crc32(f"{card.id} {distractor.text}".encode()) for distractor in near]
    lowest = sorted(range(len(near)), key=numbers.__getitem__)[:count]
    return [near[place] for place in sorted(lowest)]


def _permuted(items: Iterable[_Item], number: int) -> tuple[list[_Item], int]:
    """Items in the order encoded by a number, and the remainder of the number.

    All orders are equally likely if the number is large and uniformly distributed. Seeding a
    generator of the standard library would take longer than building a note.
    """
    remaining, permuted = list(items), []
    while remaining:
        number, position = divmod(number, len(remaining))
        permuted.append(remaining.pop(position))
    return permuted, number


def choices(card: Card, shown: ShownOptions) -> str:
    """The options: collapsed, or expanded if the question cannot be answered without them.

    They are also expanded if the question refers to them.
    """
    if card.kind is Kind.CHOICE:
        opened = "these" in words(card.stem)
        state, label = (" open", "Choices") if opened else ("", "Show choices")
        head = f'<summary accesskey="c">{label}</summary>'
        return f"<details{state}>{head}{_shuffled_list(card, shown)}</details>"
    if card.kind not in _NEEDS_OPTIONS:
        return ""
    items = listed("choices", (escaped(option.text) for option in shown.options))
    if card.kind is Kind.MATCHING:
        left_side = listed("items", (escaped(option.left_side) for option in shown.right))
        is_spare = len(shown.options) > len(shown.right)
        note = '<p class="note">One of the letters is left over.</p>' if is_spare else ""
        return f'<div class="open"><div class="halves">{left_side}{items}</div>{note}</div>'
    return f'<div class="open">{items}</div>'


def exam_choices(card: Card, shown: ShownOptions) -> str:
    """The options of a multiple-choice question, expanded."""
    return f'<div class="open">{_shuffled_list(card, shown)}</div>'


def _shuffled_list(card: Card, shown: ShownOptions) -> str:
    """Options that the script of the card shuffles anew every day.

    The seed is a hash, because the id of a card often contains the answer.
    """
    items = "".join([f"<li>{escaped(option.text)}</li>" for option in shown.options])
    return f'<ol class="choices mix" data-seed="{crc32(card.id.encode())}">{items}</ol>'


def answer(card: Card, shown: ShownOptions) -> str:
    """The key; if it has several parts, as a list with the letters of the front."""
    if card.kind not in _NEEDS_OPTIONS:
        return escaped(card.key[0])
    letters = list(zip(ascii_uppercase, shown.options, strict=False))
    if card.kind is Kind.SELECT_ALL:
        parts = [(letter, option) for letter, option in letters if option.right]
    else:
        places = {option: letter for letter, option in letters}
        parts = [(places[option], option) for option in shown.right]
    items = []
    for letter, option in parts:
        side = f"<b>{escaped(option.left_side)}</b>" if option.left_side else ""
        line = f'<span class="letter">{letter}</span> {_part(option)}'
        items.append(f'{side}<div class="line">{line}</div>')
    return listed("all" if card.kind is Kind.SELECT_ALL else "items", items)


def verdicts(shown: ShownOptions) -> list[tuple[str, str]]:
    """Each option with its letter and whether it is right, and its reason."""
    lines = []
    for letter, option in zip(ascii_uppercase, shown.options, strict=False):
        name, verdict = ("right", "✓ Right") if option.right else ("wrong", "✗ Wrong")
        letter_ = f'<span class="letter">{letter}</span>'
        line = f'{letter_} {_part(option)} <span class="{name}">{verdict}</span>'
        lines.append((f'<span class="line">{line}</span>', option.reason))
    return lines


def _part(option: NoteOption) -> str:
    return f'<span class="part">{escaped(option.text)}</span>'
