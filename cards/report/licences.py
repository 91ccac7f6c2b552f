"""The attributions that licences of sources ask for, with what was made of the sources."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cards.model.nouns import Source

_LICENCE = re.compile(r"CC BY(-NC)?(-SA|-ND)?( \d\.\d)?")
_TITLE = """\
# Licence and attributions

The facts in this folder are under the MIT licence of primemover. They are single facts, in other
words than those of their sources; a few words are quoted as evidence. The sources below are under
Creative Commons licences (creativecommons.org/licenses), which ask for their names. OpenStax books
are free at openstax.org. `primemover facts sources` lists all sources and their licences.

| source | licence |
|---|---|
"""


class Attribution(NamedTuple):
    """The name of a work under a licence that asks for it."""

    work: str
    licence: str

    def __str__(self) -> str:
        """As a deck names it."""
        return f"{self.work} ({self.licence})"


def attributions(sources: Iterable[Source]) -> tuple[Attribution, ...]:
    """The works that have to be named, each once; the best ranks come first."""
    found: dict[Attribution, int] = {}
    for source in sources:
        licence = _LICENCE.match(source.licence or "")
        if licence is not None and source.rank is not None:
            work = source.name.partition(" (")[0] if source.name.startswith("Wiki") else source.name
            found.setdefault(Attribution(work, licence.group()), source.rank.number)
    return tuple(sorted(found, key=lambda each: (found[each], each)))


def attribution_page(sources: Iterable[Source]) -> str:
    """The page that lists the attributions, for the folder of the data."""
    return _TITLE + "".join(_rows(sources))


def _rows(sources: Iterable[Source]) -> Iterator[str]:
    for each in attributions(sources):
        yield f"| {each.work} | {each.licence} |\n"
