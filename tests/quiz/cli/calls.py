"""Calls of the command line, and readers for its output."""

import json
from collections.abc import Callable
from typing import Any

from tests.support import paths

CLASS = str(paths.CLASS)
ROLE_FACT = "hip-thrust/gluteus-maximus/role"
Primemover = Callable[..., tuple[int, str, str]]


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def cards_of(primemover: Primemover, *arguments: str) -> list[dict[str, Any]]:
    code, text, _ = primemover("cards", "list", "--json", *arguments)

    assert code == 0
    return objects(text)
