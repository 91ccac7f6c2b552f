"""Which wrong options a card keeps, where a growing base proves more than a question can draw."""

from bisect import bisect_right
from collections.abc import Sequence
from zlib import crc32

from cards.model.card import Distractor
from cards.model.fact import Fact

MOST_FOUND = 12
"""Wrong options of one card: beyond these, the near ones hide the far ones anyway."""


class Ring:
    """Wrong options of many cards, ordered by id; each card keeps those that follow its own place.

    So different cards keep different ones, whatever the order of the files, and none of them looks
    at all of them.
    """

    def __init__(self, options: Sequence[tuple[str, Distractor]]) -> None:
        """Take the options, each with the id of what it names."""
        ordered = sorted(options, key=lambda option: option[0])
        self._ids = [id_ for id_, _ in ordered]
        self._options = [distractor for _, distractor in ordered]

    def after(self, id_: str) -> tuple[Distractor, ...]:
        """The options that follow an id, the first ones again after the last."""
        start = bisect_right(self._ids, id_)
        around = self._options[start : start + MOST_FOUND]
        return (*around, *self._options[: min(start, MOST_FOUND - len(around))])


def lowest_hash(fact: Fact, options: Sequence[Distractor]) -> Distractor | None:
    """The option with the lowest hash of the fact and the option itself; None of none.

    Each value comes up about as often as the others, and an option that goes away changes the
    choice only if it was chosen.
    """

    def number(option: Distractor) -> int:
        return crc32(f"{fact.id} {option.concept}".encode())

    return min(options, key=number, default=None)
