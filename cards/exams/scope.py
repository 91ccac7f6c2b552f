"""The cards that an exam asks, and the share of each subject.

Separate from `profile`, because the first question of a quiz does not need the rest.
"""

from collections.abc import Mapping
from typing import Protocol

from cards.named_tuple import NamedTuple

GENERAL = "general"
"""The id of the profile for a candidate who has named no exam."""


class AskedCard(Protocol):
    """A card or its summary."""

    @property
    def body(self) -> str | None:
        """Id of the only body whose teaching it asks about; mostly None."""

    @property
    def tests(self) -> str:
        """The subject that it tests."""


class ExamScope(NamedTuple):
    """The cards that an exam asks, and the share of each subject.

    Attributes:
        id: The id of its profile.
        name: The name of its profile.
        stance: Id of the only body whose teaching it asks; None for that of all bodies.
        american: Whether it is in American spelling.
        shares: The share of each subject, by its id; only the ratios matter.
        levels: The share of each cognitive level, by its id; empty if it is not known.
    """

    id: str
    name: str
    stance: str | None
    american: bool
    shares: Mapping[str, float]
    levels: Mapping[str, float]

    def allows(self, card: AskedCard) -> bool:
        """Whether a card asks nothing that only another body teaches."""
        return self.stance is None or card.body in (None, self.stance)

    def weighs(self, card: AskedCard) -> bool:
        """Whether the exam has questions on the subject of a card."""
        return self.shares.get(card.tests, 0) > 0
