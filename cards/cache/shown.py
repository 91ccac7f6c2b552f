"""The shown options of cards, as bytes."""

from array import array
from collections.abc import Iterable

from cards.model.shown import MOST_CHOSEN, Shown

_SIZE = 1 + MOST_CHOSEN
"""Numbers of a card: how it is shown, and its chosen options."""

SHOWN_SIZE = _SIZE * array("H").itemsize
"""Bytes of a card."""

_OPTIONAL, _CHOSEN = 1, 2


def pack_shown(every: Iterable[Shown]) -> bytes:
    """The shown options of all cards, as bytes of one size a card."""
    numbers = array("H")
    for optional, options in every:
        chosen = options or ()
        numbers.append(_OPTIONAL * optional + _CHOSEN * (options is not None))
        numbers.extend(chosen)
        numbers.extend((0,) * (MOST_CHOSEN - len(chosen)))
    return numbers.tobytes()


def unpack_shown(content: bytes, number: int) -> Shown:
    """The shown options of the card with this number."""
    numbers = array("H")
    numbers.frombytes(content[number * SHOWN_SIZE : (number + 1) * SHOWN_SIZE])
    how, *options = numbers
    return Shown(bool(how & _OPTIONAL), tuple(options) if how & _CHOSEN else None)


def unpack_all_shown(content: bytes) -> list[Shown]:
    """The shown options of all cards."""
    numbers = array("H")
    numbers.frombytes(content)
    rows = zip(*(numbers[place::_SIZE] for place in range(_SIZE)), strict=True)
    whole = Shown(optional=False), Shown(optional=True)
    return [
        Shown(bool(how & _OPTIONAL), tuple(options)) if how & _CHOSEN else whole[how]
        for how, *options in rows
    ]
