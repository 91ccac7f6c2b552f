"""The tiers of importance."""

from enum import IntEnum


class Tier(IntEnum):
    """How much a noun or a fact matters to a candidate."""

    CORE = 1
    EXTENDED = 2
    REST = 3
