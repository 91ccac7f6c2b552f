"""Statements of the first article that no fact stands for, and why; none at present."""

LEFT_OUT: dict[str, str] = {}
