"""A library and its cards, just built, as the cache stores it."""

from functools import cached_property
from typing import TYPE_CHECKING

from cards.model.card import Card, Skipped
from cards.model.card_set import CardSet
from cards.model.summary import CardSummary, FactSummary, fact_summaries, summary
from cards.model.template import Library
from cards.problems import OmittedFile

if TYPE_CHECKING:
    from cards.topics import Topics


class BuiltLibrary:
    """A library and its cards, just built.

    Attributes:
        library: The facts and the templates.
        cards: All cards.
        skipped: Pairs of template and fact without a card.
        sets: The sets of cards.
        omitted: The files that were omitted because of their problems.
        origins: For each card a digest of all that it depends on; empty if it is not stored.
    """

    def __init__(
        self,
        library: Library,
        cards: tuple[Card, ...],
        skipped: tuple[Skipped, ...],
        sets: tuple[CardSet, ...],
        omitted: tuple[OmittedFile, ...] = (),
        origins: tuple[bytes, ...] = (),
    ) -> None:
        """Combine the results of building."""
        self.library, self.cards, self.skipped = library, cards, skipped
        self.sets, self.omitted, self.origins = sets, omitted, origins

    @cached_property
    def summaries(self) -> tuple[CardSummary, ...]:
        """The summaries of all cards."""
        return tuple(summary(card, number) for number, card in enumerate(self.cards))

    @cached_property
    def fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        """The summaries of each card's facts, in the order of the cards."""
        return tuple(map(fact_summaries, self.cards))

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """The ids of all templates."""
        return tuple(template.id for template in self.library.templates)

    @cached_property
    def version(self) -> str:
        """A hash of everything the cards can show; the same on every machine."""
        from hashlib import sha256

        digest = sha256()
        for card in self.cards:
            shown = (
                card.id,
                card.stems,
                card.key,
                card.left_side,
                [d.text for d in card.distractors],
            )
            digest.update(repr(shown).encode())
        return digest.hexdigest()[:12]

    @property
    def digest(self) -> str | None:
        """None: the summaries were not stored."""
        return None

    @cached_property
    def vocabularies(self) -> dict[str, str]:
        """The closed vocabulary of each concept that belongs to one."""
        from cards.model.vocabularies import closed_vocabularies

        return closed_vocabularies(self.library.base)

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of facts and exercises."""
        return len(self.library.base.facts), len(self.library.base.exercises)

    @cached_property
    def topics(self) -> "Topics":
        """All names, and the topics of each fact."""
        from cards.topics import topics_of

        return topics_of(self.library)

    def card(self, number: int) -> Card:
        """The card with this number."""
        return self.cards[number]
