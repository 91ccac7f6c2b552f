"""The certifying bodies that facts can be attributed to, by id, as a sentence names them."""

from collections.abc import Mapping
from types import MappingProxyType

BODIES: Mapping[str, str] = MappingProxyType(
    {
        "nsca": "the NSCA",
        "nasm": "NASM",
        "ace": "ACE",
        "acsm": "the ACSM",
        "issa": "ISSA",
        "ncsf": "the NCSF",
        "nccpt": "the NCCPT",
        "nfpt": "the NFPT",
    }
)
"""Bodies as the middle of a sentence names them."""


def body_name(body: str, edition: str | None = None) -> str:
    """A body, with the edition of its text: "NASM (CPT 7)"."""
    return f"{BODIES[body]} ({edition})" if edition else BODIES[body]
