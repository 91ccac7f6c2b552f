"""Balances the cards of a library, apart from blocks in which no card has changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from cards.balance import OptionTally, balance_builtin, balance_user, blocks, is_balanced
from cards.cache.columns import NO_CARDS
from cards.cache.earlier import EarlierFile
from cards.cache.entry import CardEntry, NumberOrEntry
from cards.cache.tallies import pack_tally, unpack_tally
from cards.model.shown import Shown
from cards.model.template import Template


class BlockBalance:
    """Balances the cards of each template, block by block.

    Attributes:
        tallies: Those of the built-in cards of each template.
        renewed: The names of the blocks that were balanced.
    """

    def __init__(self, earlier: EarlierFile | None) -> None:
        """Keep blocks of an earlier file."""
        self._earlier = earlier
        self._columns = NO_CARDS if earlier is None else earlier.columns
        self._sizes = Counter(self._columns.blocks)
        self.tallies: dict[str, bytes] = {}
        self.renewed: set[str] = set()

    def balanced(
        self, template: Template, cards: range | Sequence[NumberOrEntry]
    ) -> Sequence[range | NumberOrEntry]:
        """The cards of a template; those of changed blocks show other options.

        Args:
            template: The template.
            cards: Its cards; a range of the earlier file if all are as they were there.
        """
        packed = self._earlier.tallies.get(template.id) if self._earlier is not None else None
        if isinstance(cards, range):
            if packed is not None:
                self.tallies[template.id] = packed
            return [cards]
        rows = list(cards)
        if is_balanced(template):
            self._balance(template, rows, packed)
        return [row.row if isinstance(row, CardEntry) else row for row in rows]

    def _balance(self, template: Template, rows: list[NumberOrEntry], packed: bytes | None) -> None:
        subjects = [self._subject(row) for row in rows]
        builtin, *others = blocks(enumerate(subjects))
        tally = self._builtin(template, rows, builtin, packed)
        for places in others:
            name = f"{template.id}/{subjects[places[0]]}"
            if tally.is_changed or not self._is_unchanged(name, [rows[n] for n in places]):
                block = self._entries(rows, places)
                shown = balance_user([card.whole() for card in block], tally.counts)
                self._show(name, block, shown)

    def _builtin(
        self,
        template: Template,
        rows: list[NumberOrEntry],
        places: Sequence[int],
        packed: bytes | None,
    ) -> "_BuiltinTally":
        """Balance the built-in cards of a template."""
        name = f"{template.id}/"
        if packed is not None and self._is_unchanged(name, [rows[n] for n in places]):
            self.tallies[template.id] = packed
            return _BuiltinTally(packed, is_changed=False)
        block = self._entries(rows, places)
        shown, tally = balance_builtin([card.whole() for card in block])
        self._show(name, block, shown)
        self.tallies[template.id] = now = pack_tally(tally)
        return _BuiltinTally(now, is_changed=packed is None or unpack_tally(packed) != tally)

    def _subject(self, row: NumberOrEntry) -> str:
        return row.subject if isinstance(row, CardEntry) else self._columns.subjects[row]

    def _is_unchanged(self, name: str, block: Sequence[NumberOrEntry]) -> bool:
        """Whether a block has the same cards as before."""
        blocks_before = self._columns.blocks
        return self._sizes.get(name, 0) == len(block) and all(
            isinstance(row, int) and blocks_before[row] == name for row in block
        )

    def _entries(self, rows: list[NumberOrEntry], places: Sequence[int]) -> list[CardEntry]:
        """The cards at some places; those of the earlier file become entries."""
        found = []
        for place in places:
            row = rows[place]
            if isinstance(row, int):
                assert self._earlier is not None  # noqa: S101 - only its cards have numbers
                row = self._earlier.entry(row)
                rows[place] = row
            found.append(row)
        return found

    def _show(self, name: str, block: Sequence[CardEntry], shown: Mapping[str, Shown]) -> None:
        self.renewed.add(name)
        for card in block:
            card.show(shown[card.id], name)


class _BuiltinTally:
    """The tally of the built-in cards of a template.

    Attributes:
        is_changed: Whether it differs from that of the earlier library.
    """

    def __init__(self, packed: bytes, *, is_changed: bool) -> None:
        self._packed, self.is_changed = packed, is_changed

    @cached_property
    def counts(self) -> OptionTally:
        """The counts."""
        return unpack_tally(self._packed)
