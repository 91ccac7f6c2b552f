"""A card of a library that is being built: from an earlier file, or just generated."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, NamedTuple

from cards.balance import subject_of
from cards.model.card import Card
from cards.model.shown import Shown, all_of
from cards.model.summary import CardSummary, FactSummary, fact_summaries, summary
from cards.outcomes import PlacedCard
from cards.sets.scenes import member_of

DIGEST_SIZE = 16

NOT_BALANCED = ""
"""The block of a card that is in none."""


class CardRow(NamedTuple):
    """The values of a card in an earlier file, apart from its content.

    Attributes:
        summary: Its summary.
        state: Its key, part, subject, block and member.
        digest: Its digest.
        shown: Its shown options.
    """

    summary: CardSummary
    state: tuple[Any, ...]
    digest: bytes
    shown: Shown


class CardEntry:
    """A card, and what the library has of it.

    Attributes:
        id: The card's.
        template: Id of its template.
        key: Its place among the cards of the template; see `PlacedCard`.
        part: The name of the part that generated it.
        subject: Decides its block; see `cards.balance`.
        block: The name of the block in which it is balanced.
        shown: Its shown options.
        member: The values of the `Member` with the scenes to which it belongs.
        digest: A digest of all that a learner sees of it.
        summary: Its summary, with the number that it had before.
        facts: The summaries of its facts.
        before: Its number in the earlier file; None if it was just generated.
        is_changed: Whether it is new, or shown in another way than before.
        is_as_before: Whether all of this is as in the earlier file.
    """

    __slots__ = (
        *("id", "template", "key", "part", "subject", "block", "shown", "member", "digest"),
        *("summary", "facts", "before", "is_changed", "is_as_before", "_card", "_load"),
    )

    def __init__(self, part: str, placed: PlacedCard) -> None:
        """Take a card that was just generated."""
        self.key, card = placed
        self.id, self.template, self.part = card.id, card.template.id, part
        self.subject, self.block = subject_of(card), NOT_BALANCED
        self.shown, self.member = all_of(card), tuple(member_of(card))
        self.digest = b""
        self.summary: CardSummary
        self.facts = fact_summaries(card)
        self.before: int | None = None
        self.is_changed, self.is_as_before = True, False
        self._card: Card | None = card
        self._load: Callable[[int], Card]

    @classmethod
    def cached(
        cls,
        row: CardRow,
        facts: tuple[FactSummary, ...],
        load: Callable[[int], Card],
    ) -> "CardEntry":
        """Take a card of an earlier file.

        Args:
            row: Its values in the file.
            facts: The summaries of its facts.
            load: Loads the card with a number.
        """
        entry = cls.__new__(cls)
        entry._card, entry._load = None, load  # noqa: SLF001 - it is this class
        entry.summary, state, entry.digest, entry.shown = row
        entry.key, entry.part, entry.subject, entry.block, entry.member = state
        entry.facts = facts
        entry.id, entry.template = entry.summary.id, entry.summary.template
        entry.before = entry.summary.number
        entry.is_changed, entry.is_as_before = False, True
        return entry

    def whole(self) -> Card:
        """The card with all its options."""
        if self._card is None:
            assert self.before is not None  # noqa: S101 - it is of an earlier file
            self._card = self._load(self.before)
        return self._card

    @property
    def row(self) -> "NumberOrEntry":
        """Its number in the earlier file if it is as it was there, otherwise itself."""
        return self.before if self.is_as_before and self.before is not None else self

    def card(self) -> Card:
        """The card as it is shown."""
        return self.shown.of(self.whole())

    def show(self, shown: Shown, block: str) -> None:
        """Show this of the card, as the balance of its block decided."""
        if (shown, block) != (self.shown, self.block):
            self.is_as_before = False
        if shown != self.shown:
            self.is_changed = True
        self.shown, self.block = shown, block

    def describe(self) -> None:
        """Compute what depends on what is shown."""
        if self.is_changed:
            card = self.card()
            self.summary, self.digest = summary(card), _digest_of(card)


NumberOrEntry = int | CardEntry
"""The number of a card that is as in the earlier file, or another card."""


def _digest_of(card: Card) -> bytes:
    options = [option.text for option in card.distractors]
    seen = (card.id, card.stems, card.key, card.left_side, options)
    return blake2b(repr(seen).encode(), digest_size=DIGEST_SIZE).digest()
