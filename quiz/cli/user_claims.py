"""The contribution of a file of user facts, and where it differs from the built-in facts."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from cards.model.fact import Fact
from cards.model.vocabulary import Origin
from quiz.home.library import LibraryHandle
from quiz.terminal.layout import counted


class Contents(NamedTuple):
    """The number of facts and cards of a file.

    Attributes:
        facts: Facts that it adds.
        shared: Facts that other files state as well.
        cards: Cards on the facts that it adds.
    """

    facts: int
    shared: int
    cards: int

    def __str__(self) -> str:
        """The numbers in words; what is shared only if there is any."""
        parts = [counted(self.facts, "fact"), counted(self.cards, "card")]
        if self.shared:
            parts.append(f"{counted(self.shared, 'claim')} that other facts state too")
        return ", ".join(parts)


def contents_of(file: str, handle: LibraryHandle) -> Contents:
    """Count what a file adds to the facts of a library."""
    base = handle.library.base
    added = {fact.id for fact in base.facts if fact.place.file == file}
    sources = {source.id for source in base.sources.values() if source.place.file == file}
    shared = sum(
        any(citation.source.id in sources for citation in fact.citations)
        for fact in base.facts
        if fact.id not in added
    )
    cards = sum(any(each.fact in added for each in facts) for facts in handle.fact_summaries())
    return Contents(facts=len(added), shared=shared, cards=cards)


def differences(files: Collection[str], handle: LibraryHandle) -> Iterator[tuple[Fact, str]]:
    """The claims of files that differ from a built-in one, and how each is asked."""
    base = handle.library.base
    asked = {each.fact for facts in handle.fact_summaries() for each in facts}
    stated = [fact for fact in base.facts if fact.place.file in files]
    for fact in sorted(stated, key=lambda fact: fact.place.file):
        first = base.by_id.get(fact.id.rpartition("@")[0])
        if first is not None and first.origin is Origin.BUILTIN:
            how = _ASKED if fact.id in asked else _NOT_ASKED
            claim = first.claim.rstrip(".")
            yield fact, f"This differs from the built-in fact “{claim}”. Both are kept. {how}"


def remarks_on(files: Collection[str], handle: LibraryHandle) -> Iterator[str]:
    """A line on each claim of files that differs from a built-in one, file by file."""
    for fact, message in differences(files, handle):
        yield f"{fact.place.file}:{fact.place.line}: {message}"


_ASKED = "Questions on yours name their source, and are asked with --attributed."
_NOT_ASKED = "No question asks yours; `primemover cards list --skipped` says why."
