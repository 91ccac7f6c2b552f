"""Statements of the first article that no fact stands for, each with the reason; none at present."""

LEFT_OUT: dict[str, str] = {}
