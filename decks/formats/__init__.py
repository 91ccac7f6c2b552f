"""The kinds of file a deck can be written to.

To add one: a module here with `write(deck, file, now)`, and its line in `FORMATS`. Modules are
loaded when they are used, because what they lean on is slow to start.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from decks.deck import Deck

Writer = Callable[[Deck, Path, float], None]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file.

    Attributes:
        title: What it is, for the help.
        ending: What its files' names end in.
        module: The module that writes it.
    """

    title: str
    ending: str
    module: str

    @property
    def write(self) -> Writer:
        """The function that writes a deck to a file, given the time in seconds since 1970."""
        return cast("Writer", import_module(self.module).write)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {"anki": Format(title="an Anki package", ending=".apkg", module="decks.formats.anki")}
)
