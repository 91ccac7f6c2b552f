"""The options of a note: which ones are shown, and their order and letters."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple, TypeVar
from zlib import crc32

from cards.amounts import ascending
from cards.english import words
from cards.model.card import Card, Distractor
from decks.formats.anki.html import listed
from decks.formats.anki.role_symbols import with_symbols

_SHOWN = 3
"""Number of wrong options on a note."""

_NEAR = 8
"""Wrong options beyond this position are too unlike the key to be plausible."""

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


def no_options(_: Card) -> ShownOptions:
    """A card whose answer is recalled, or is true or false."""
    return ShownOptions([], [])


def one_right(card: Card) -> ShownOptions:
    """The key among some of the wrong options."""
    right = [NoteOption(card.key[0], right=True)]
    options = _mixed(card, right, _number(card))
    return ShownOptions(right, _by_amount(options) or options)


def _by_amount(options: list[NoteOption]) -> list[NoteOption] | None:
    """The options from the smallest amount to the largest; None if they are not amounts."""
    return ascending(options, lambda option: option.text)


def all_right(card: Card) -> ShownOptions:
    """All keys, shuffled together with some of the wrong options."""
    right = _parts(card)
    return ShownOptions(right, _mixed(card, right, _number(card)))


def pairs(card: Card) -> ShownOptions:
    """The pairs and a spare option.

    The left side is shuffled too, because its items are generated in a fixed order.
    """
    right, number = _permuted(_parts(card), _number(card))
    # One spare option is enough to keep the last pair from following from the others.
    options = _mixed(card, right, number, wrong=1)
    # Two pairs may be shown in the right order: never doing so would give the answer away.
    return ShownOptions(right, _moved(right, options) if right[2:] else options)


def order(card: Card) -> ShownOptions:
    """The items of an order, in another order."""
    right = _parts(card)
    return ShownOptions(right, _moved(right, _mixed(card, right, _number(card))))


def _parts(card: Card) -> list[NoteOption]:
    columns = zip_longest(card.key, card.reasons, card.left_side, fillvalue="")
    return [NoteOption(text, True, reason, side) for text, reason, side in columns]


def _number(card: Card) -> int:
    """A number that encodes the order of a card's options, so that no option is always first."""
    return int.from_bytes(sha256(card.id.encode()).digest(), "big")


def _mixed(
    card: Card, right: list[NoteOption], number: int, wrong: int = _SHOWN
) -> list[NoteOption]:
    """The right options and a number of wrong ones, in the order that `number` encodes."""
    drawn = [NoteOption(d.text, False, d.reason) for d in _sampled(card, wrong)]
    options, _ = _permuted([*right, *drawn], number)
    return options


def _moved(right: list[NoteOption], options: list[NoteOption]) -> list[NoteOption]:
    """The options, reordered if the current order would be the answer."""
    if [option for option in options if option.right] != right:
        return options
    moved = iter([*right[1:], right[0]])
    return [next(moved) if option.right else option for option in options]


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


def none_listed(_: Card, __: ShownOptions) -> str:
    """A question without options."""
    return ""


def collapsed(card: Card, shown: ShownOptions) -> str:
    """The options, collapsed; expanded if the question refers to them."""
    opened = "these" in words(card.stem)
    state, label = (" open", "Choices") if opened else ("", "Show choices")
    head = f'<summary accesskey="c">{label}</summary>'
    return f"<details{state}>{head}{_shuffled_list(card, shown)}</details>"


def expanded(card: Card, shown: ShownOptions) -> str:
    """The options, expanded: the question cannot be answered without them."""
    return f'<div class="open">{_shuffled_list(card, shown)}</div>'


def to_order(card: Card, shown: ShownOptions) -> str:
    """The items to be put in order, expanded."""
    return f'<div class="open">{_list_of_places(card, shown)}</div>'


def two_sides(card: Card, shown: ShownOptions) -> str:
    """The left-hand sides and the options, in two columns."""
    left_side = listed("items", (with_symbols(option.left_side) for option in shown.right))
    is_spare = len(shown.options) > len(shown.right)
    note = '<p class="note">One of the letters is left over.</p>' if is_spare else ""
    right_side = _list_of_places(card, shown)
    return f'<div class="open"><div class="halves">{left_side}{right_side}</div>{note}</div>'


def _list_of_places(card: Card, shown: ShownOptions) -> str:
    """Options with their places in the answer, which the script never shows in this very order.

    Two pairs may be shown in the right order: never doing so would give the answer away.
    """
    places = {option: place for place, option in enumerate(shown.right)}
    if len(shown.right) == _PAIR and shown.right[0].left_side:
        return _shuffled_list(card, shown)
    items = [
        f'<li data-place="{places[option]}">{with_symbols(option.text)}</li>'
        if option in places
        else f"<li>{with_symbols(option.text)}</li>"
        for option in shown.options
    ]
    return f'<ol class="choices mix" data-seed="{_seed(card)}">{"".join(items)}</ol>'


_PAIR = 2


def exam_choices(card: Card, shown: ShownOptions) -> str:
    """The options of a multiple-choice question, expanded."""
    return f'<div class="open">{_shuffled_list(card, shown)}</div>'


def _shuffled_list(card: Card, shown: ShownOptions) -> str:
    """Options that the script of the card shuffles anew every day, unless they are amounts."""
    items = "".join([f"<li>{with_symbols(option.text)}</li>" for option in shown.options])
    if _by_amount(shown.options):
        return f'<ol class="choices">{items}</ol>'
    return f'<ol class="choices mix" data-seed="{_seed(card)}">{items}</ol>'


def _seed(card: Card) -> int:
    """The seed of the order of each day; a hash, because an id often contains the answer."""
    return crc32(card.id.encode())


def one_answer(card: Card, _: ShownOptions) -> str:
    """The key."""
    return with_symbols(card.key[0])


def answers_as_shown(card: Card, shown: ShownOptions) -> str:
    """All options in the order of the front, the right ones marked."""
    items = [
        f'<li class="{"yes" if option.right else "no"}">{with_symbols(option.text)}</li>'
        for option in shown.options
    ]
    return f'<ol class="choices mix" data-seed="{_seed(card)}">{"".join(items)}</ol>'


def answers_in_order(_: Card, shown: ShownOptions) -> str:
    """All keys in the order of the answer; the front shows them in another order every day."""
    return listed("items", map(_answer, shown.right))


def _answer(option: NoteOption) -> str:
    side = f"<b>{with_symbols(option.left_side)}</b>" if option.left_side else ""
    return f"{side}{_part(option)}"


def verdicts(shown: ShownOptions) -> list[tuple[str, str]]:
    """Each option with whether it is right, and its reason; the right ones first."""
    lines = []
    for option in sorted(shown.options, key=lambda option: not option.right):
        name, verdict = ("right", "✓ Right") if option.right else ("wrong", "✗ Wrong")
        line = f'{_part(option)} <span class="{name}">{verdict}</span>'
        lines.append((f'<span class="line">{line}</span>', option.reason))
    return lines


def _part(option: NoteOption) -> str:
    return f'<span class="part">{with_symbols(option.text)}</span>'
