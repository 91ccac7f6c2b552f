"""The objects that cards share, as they are numbered and stored."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cards.model.nouns import NOUNS

if TYPE_CHECKING:
    from cards.model.fact import Fact
    from cards.model.nouns import Named, Source
    from cards.model.template import Library, Template

Key = tuple[str, str]
"""The kind and the id of a shared object."""


def shared_objects(
    library: "Library",
) -> Iterator[tuple[Key, "Named | Source | Fact | Template"]]:
    """The objects that cards refer to, by kind and id."""
    for name in NOUNS:
        for id_, noun in getattr(library.base, name).items():
            yield (name, id_), noun
    for fact in library.base.facts:
        yield ("facts", fact.id), fact
    for template in library.templates:
        yield ("templates", template.id), template
