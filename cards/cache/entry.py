"""A card of a library that is being built: from an earlier file, or just generated."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from cards.balance import subject_of
from cards.model.card import Card
from cards.model.shown import Shown, all_of
from cards.model.summary import CardSummary, FactSummary, fact_summaries, summary
from cards.outcomes import PlacedCard
from cards.sets.scenes import Member, member_of

DIGEST_SIZE = 16

NOT_BALANCED = ""
"""The block of a card that is in none."""


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
        member: The scenes to which it belongs.
        digest: A digest of all that a learner sees of it.
        summary: Its summary, with the number that it had before.
        facts: The summaries of its facts.
        before: Its number in the earlier file; None if it was just generated.
        is_changed: Whether it is new, or shown in another way than before.
    """

    __slots__ = (
        *("id", "template", "key", "part", "subject", "block", "shown", "member", "digest"),
        *("summary", "facts", "before", "is_changed", "_card", "_load"),
    )

    def __init__(self, part: str, placed: PlacedCard) -> None:
        """Take a card that was just generated."""
        self.key, card = placed
        self.id, self.template, self.part = card.id, card.template.id, part
        self.subject, self.block = subject_of(card), NOT_BALANCED
        self.shown, self.member = all_of(card), member_of(card)
        self.digest = b""
        self.summary: CardSummary
        self.facts = fact_summaries(card)
        self.before: int | None = None
        self.is_changed = True
        self._card: Card | None = card
        self._load: Callable[[int], Card]

    @classmethod
    def cached(
        cls,
        columns: tuple[Any, ...],
        shown: Shown,
        seen: tuple[CardSummary, tuple[FactSummary, ...]],
        load: Callable[[int], Card],
    ) -> "CardEntry":
        """Take a card of an earlier file.

        Args:
            columns: Its key, part, subject, block, member and digest.
            shown: Its shown options.
            seen: Its summary, and those of its facts.
            load: Loads the card with a number.
        """
        entry = cls.__new__(cls)
        entry._card, entry._load = None, load  # noqa: SLF001 - it is this class
        entry.key, entry.part, entry.subject, entry.block, member, entry.digest = columns
        entry.member, entry.shown = Member._make(member), shown
        entry.summary, entry.facts = seen
        entry.id, entry.template = entry.summary.id, entry.summary.template
        entry.before, entry.is_changed = entry.summary.number, False
        return entry

    def whole(self) -> Card:
        """The card with all its options."""
        if self._card is None:
            assert self.before is not None  # noqa: S101 - it is of an earlier file
            self._card = self._load(self.before)
        return self._card

    def card(self) -> Card:
        """The card as it is shown."""
        return self.shown.of(self.whole())

    def show(self, shown: Shown, block: str) -> None:
        """Show this of the card, as the balance of its block decided."""
        self.block = block
        if shown != self.shown:
            self.shown, self.is_changed = shown, True

    def describe(self) -> None:
        """Compute what depends on what is shown."""
        if self.is_changed:
            card = self.card()
            self.summary, self.digest = summary(card), _digest_of(card)


def _digest_of(card: Card) -> bytes:
    options = [option.text for option in card.distractors]
    seen = (card.id, card.stems, card.key, card.left_side, options)
    return blake2b(repr(seen).encode(), digest_size=DIGEST_SIZE).digest()
