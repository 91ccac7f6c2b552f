"""Events of a session other than answers: one class for each kind.

To add a kind, write its class and add it to `EventBody` and `EVENT_BODIES`. The codec and the
validation follow from its fields; the type checker then names each replay that does not handle it.

These are named tuples: ten dataclasses would take a tenth of the time to the first answer.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from quiz.log.planned import PlannedQuestion


class End(StrEnum):
    """How a session ended."""

    FINISHED = "finished"
    HANDED_IN = "handed in"
    DISCARDED = "discarded"
    STOPPED = "stopped"


class Undone(NamedTuple):
    """An answer was taken back: it no longer counts, and its question is asked again.

    Attributes:
        review: Id of the answer.
    """

    review: str


class Flagged(NamedTuple):
    """A flag was set on a question, or removed from it."""

    card: str
    position: int
    on: bool


class Queued(NamedTuple):
    """A question was inserted because of an answer.

    Attributes:
        before: The position that it takes.
        because: Id of the answer.
        reason: Why it was chosen, in words.
        replaces: Whether it takes the place of the last question, so that there are not more.
    """

    planned: PlannedQuestion
    before: int
    because: str
    reason: str = ""
    replaces: bool = False


class Moved(NamedTuple):
    """In an exam, another question is shown."""

    position: int


class Paused(NamedTuple):
    """The clock was stopped for some seconds."""

    seconds: float


class Abandoned(NamedTuple):
    """The learner stopped before the end; stored for its time."""


class Resumed(NamedTuple):
    """The session continues.

    Attributes:
        away: Seconds since it was abandoned.
        gone: Ids of cards that no longer exist; positions are counted without them from here on.
        after: Id of the last record known to this run; None if the log does not say.
    """

    away: float
    gone: tuple[str, ...] = ()
    after: str | None = None


class Redrawn(NamedTuple):
    """A question is asked in another wording from here on."""

    position: int
    planned: PlannedQuestion


class Ended(NamedTuple):
    """The session is over."""

    how: End


class HowSure(NamedTuple):
    """How sure the learner was of an answer; asked when the answer is stored already.

    Attributes:
        review: Id of the answer.
        degree: 1 a guess, 2 think so, 3 sure.
    """

    review: str
    degree: int


EventBody = (
    Undone | HowSure | Flagged | Queued | Moved | Paused | Abandoned | Resumed | Redrawn | Ended
)
EVENT_BODIES: Mapping[str, type[EventBody]] = MappingProxyType(
    {
        "undone": Undone,
        "flagged": Flagged,
        "queued": Queued,
        "moved": Moved,
        "paused": Paused,
        "abandoned": Abandoned,
        "resumed": Resumed,
        "redrawn": Redrawn,
        "ended": Ended,
        "confidence": HowSure,
    }
)
"""The kinds of event, by the word that is stored."""

KINDS: Mapping[type[EventBody], str] = MappingProxyType(
    {body: kind for kind, body in EVENT_BODIES.items()}
)
