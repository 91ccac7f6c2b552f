"""A page as a value: a title, sections of rows, and the sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cards.model.fact import Fact
from cards.model.nouns import Source
from cards.tiers.tier import Tier

MOST_SOURCES = 2
"""Sources that a page names."""


class PageKind(StrEnum):
    """The kinds of page, by topic."""

    EXERCISE = "exercise"
    MUSCLE = "muscle"
    TERM = "term"
    FINDING = "finding"
    OVERVIEW = "overview"  # a subject, a body, a pack, or several topics at once
    LIST = "list"  # several topics with one name, each of which has a page
    WEAK = "weak"  # what the learner misses


@dataclass(frozen=True, kw_only=True)
class PageRow:
    """A row of a table, or a line of text.

    Attributes:
        cells: In a section without columns: a text, or a label and a text.
        facts: The facts that it states.
        tier: The best tier of these facts.
    """

    cells: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    tier: Tier = Tier.REST


@dataclass(frozen=True, kw_only=True)
class Section:
    """Rows under one heading, the most important first.

    Attributes:
        id: Its name in records.
        heading: Its name for readers; empty for the first section of a page.
        columns: The headings of the columns of a table; empty for text.
        rows: The rows.
        least: How many rows a short page shows in any case.
        is_quiz: Whether the cells of a row are a question and its answer, each on lines by itself.
    """

    id: str
    heading: str
    columns: tuple[str, ...] = ()
    rows: tuple[PageRow, ...]
    least: int = 1
    is_quiz: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to learn from.

    Attributes:
        kind: The kind of its topic.
        id: The id of its topic.
        title: The name of its topic.
        tags: A few words that classify the topic.
        sections: In the order of importance; none is empty.
    """

    kind: PageKind
    id: str
    title: str
    tags: tuple[str, ...] = ()
    sections: tuple[Section, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The best sources of its facts, at most two: by rank, then by how much they support."""
        return best_sources(
            fact for section in self.sections for row in section.rows for fact in row.facts
        )


def best_sources(facts: Iterable[Fact]) -> tuple[Source, ...]:
    """The best sources of some facts, the most useful first."""
    support: dict[Source, int] = {}
    for fact in dict.fromkeys(facts):
        for source in dict.fromkeys(fact.supporting):
            if source.rank is not None:
                support[source] = support.get(source, 0) + 1
    ranked = sorted(
        support, key=lambda source: (source.rank and source.rank.number, -support[source])
    )
    by_name = {source.name: source for source in reversed(ranked)}
    return tuple(source for source in ranked if by_name[source.name] is source)[:MOST_SOURCES]
