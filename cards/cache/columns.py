"""The values of cards in a cache file, by column: a few long lists load faster than many short."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from cards.cache.entry import DIGEST_SIZE, CardEntry, CardRow
from cards.cache.rows import Rows
from cards.cache.shown import SHOWN_SIZE, pack_shown, unpack_shown
from cards.model.summary import CardSummary


class CardColumns(NamedTuple):
    """All cards of a library, apart from their contents.

    Attributes:
        summaries: The columns of their summaries.
        keys: Their places among the cards of their templates; see `PlacedCard`.
        parts: The names of the parts that generated them.
        subjects: The subjects that decide their blocks.
        blocks: The names of the blocks in which they are balanced.
        members: The scenes to which they belong.
        digests: Their digests.
        shown: Their shown options.
    """

    summaries: Sequence[Sequence[Any]]
    keys: Sequence[str]
    parts: Sequence[str]
    subjects: Sequence[str]
    blocks: Sequence[str]
    members: Sequence[tuple[Any, ...]]
    digests: bytes
    shown: bytes

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the cards."""
        return self.summaries[CardSummary._fields.index("id")]

    @property
    def templates(self) -> Sequence[str]:
        """The ids of their templates."""
        return self.summaries[CardSummary._fields.index("template")]

    @property
    def state(self) -> tuple[Sequence[Any], ...]:
        """The columns that only the next build needs."""
        return self.keys, self.parts, self.subjects, self.blocks, self.members

    def summary(self, number: int) -> CardSummary:
        """The summary of a card."""
        return CardSummary._make([column[number] for column in self.summaries])

    def row(self, number: int) -> CardRow:
        """All values of a card."""
        return CardRow(
            self.summary(number),
            tuple([column[number] for column in self.state]),
            self.digests[number * DIGEST_SIZE : (number + 1) * DIGEST_SIZE],
            unpack_shown(self.shown, number),
        )


NO_CARDS = CardColumns([()] * len(CardSummary._fields), (), (), (), (), (), b"", b"")


def columns_of(cards: Rows[CardEntry], earlier: CardColumns) -> CardColumns:
    """The columns of the cards of a library.

    Args:
        cards: The cards.
        earlier: The columns of the earlier file.
    """
    summaries = [
        cards.column(column, attrgetter(f"summary.{name}"))
        for name, column in zip(CardSummary._fields, earlier.summaries, strict=True)
    ]
    summaries[CardSummary._fields.index("number")] = list(range(len(cards)))
    return CardColumns(
        summaries=summaries,
        keys=cards.column(earlier.keys, attrgetter("key")),
        parts=cards.column(earlier.parts, attrgetter("part")),
        subjects=cards.column(earlier.subjects, attrgetter("subject")),
        blocks=cards.column(earlier.blocks, attrgetter("block")),
        members=cards.column(earlier.members, attrgetter("member")),
        digests=cards.joined(earlier.digests, DIGEST_SIZE, attrgetter("digest")),
        shown=cards.joined(earlier.shown, SHOWN_SIZE, lambda card: pack_shown([card.shown])),
    )
