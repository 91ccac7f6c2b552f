"""Statements of the first article that no fact represents, and why; none at present."""

OMITTED: dict[str, str] = {}
