"""The commands and the files that a document shows, taken out of its Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*?)(?:  # exit code (\d))?$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """A document in Markdown.

    Attributes:
        text: All of it.
    """

    text: str

    def blocks(self, language: str) -> tuple[str, ...]:
        """The fenced code blocks in a language."""
        return tuple(text for name, text in _BLOCK.findall(self.text) if name == language)

    @property
    def commands(self) -> tuple[tuple[str, int], ...]:
        """The commands it shows at a prompt, with the exit code that each should have."""
        return tuple(
            (command, int(code or 0))
            for text in self.blocks("console")
            for command, code in _COMMAND.findall(text)
        )

    @property
    def files(self) -> Mapping[str, str]:
        """The YAML files it shows, by the name in their first line."""
        return {text.splitlines()[0].removeprefix("# "): text for text in self.blocks("yaml")}
