"""Suggestions for unknown values: by spelling, by any word of a name, and by everyday words."""

from collections.abc import Collection, Iterable, Mapping

from cards.english import nearest

_MEANT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "role": {
        "prime mover": ("mover", "primary", "main", "target", "primary mover", "main muscle"),
        "synergist": ("helper", "assistant", "secondary", "secondary mover", "assister"),
        "stabiliser": ("fixator", "stable", "support", "stabilizing muscle"),
        "antagonist": ("opposing", "opposing muscle", "opponent"),
    },
    "contraction": {
        "concentric": ("shortening", "shortens", "positive", "lifting"),
        "eccentric": ("lengthening", "lengthens", "negative", "lowering"),
        "isometric": ("static", "hold", "holding"),
    },
    "phase": {
        "lifting": ("up", "ascent", "concentric", "positive", "upward", "raising"),
        "lowering": ("down", "descent", "eccentric", "negative", "downward"),
        "hold": ("isometric", "pause", "static", "bottom", "top"),
        "throughout": ("all", "both", "always", "whole"),
    },
    "confidence": {
        "high": ("sure", "certain", "very high"),
        "medium": ("moderate", "normal", "default"),
        "contested": ("disputed", "controversial"),
        "unverified": ("low", "unsure", "unknown", "none"),
    },
}
"""For each closed vocabulary and value, other words for it that are not accepted."""


def suggestion(what: str, text: str, known: Collection[str]) -> str | None:
    """The valid value that an unknown one probably means; None if none is near.

    Args:
        what: The kind of value, such as "role".
        text: The unknown value.
        known: The valid values.
    """
    plain = text.lower()
    for value, words in _MEANT.get(what, {}).items():
        if plain in words and value in known:
            return value
    return nearest(text, known) or sharing_a_word(text, known)


def sharing_a_word(text: str, known: Iterable[str]) -> str | None:
    """The shortest of the known names that has a word of a text, in the singular or plural."""
    words = _words(text)
    found = (name for name in known if not words.isdisjoint(_words(name)))
    return min(found, key=lambda name: (len(_words(name)), name), default=None)


def _words(name: str) -> frozenset[str]:
    parts = name.lower().replace("-", " ").split()
    return frozenset(part.removesuffix("s") for part in parts if len(part) > _SHORT)


_SHORT = 2
"""Longest length of a word that several names may share by chance: "of"."""
