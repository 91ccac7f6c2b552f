"""The GUID of a note, by which Anki recognises it, and the way back to its card."""

TAG_ROOT = "primemover"
"""The root of all tags and GUIDs."""

_PREFIX = f"{TAG_ROOT}/"

FIRST, END = _PREFIX, f"{TAG_ROOT}{chr(ord('/') + 1)}"
"""Each of our GUIDs is at or after the first of these texts, and before the second."""


def guid_of(card: str) -> str:
    """The GUID of the note of a card.

    Args:
        card: The card's id.
    """
    return _PREFIX + card


def card_of(guid: str) -> str | None:
    """The id of the card whose note has a GUID; None for a note of another deck."""
    return guid.removeprefix(_PREFIX) if guid.startswith(_PREFIX) else None
