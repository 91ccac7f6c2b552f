"""The tiers of importance."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType


class Tier(IntEnum):
    """How much a noun or a fact matters to a candidate."""

    CORE = 1
    EXTENDED = 2
    REST = 3


TIERS: Mapping[Tier, str] = MappingProxyType(
    {Tier.CORE: "core", Tier.EXTENDED: "extended", Tier.REST: "the rest"}
)
"""Each tier in words."""
