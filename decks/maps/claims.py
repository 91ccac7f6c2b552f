"""Claims on a map: which of them count, their best sources, and the members of groups."""

from collections.abc import Iterable

from cards.model.fact import Fact
from cards.model.nouns import Group, Muscle, Source
from cards.model.vocabulary import Confidence, Rank

_MOST_SOURCES = 3


def counts(fact: Fact) -> bool:
    """Whether a claim is on a map: a tertiary page decides no disagreement."""
    return not (fact.would_name_a_page or fact.confidence is Confidence.UNVERIFIED)


def members_of(muscle: Muscle) -> frozenset[str]:
    """Ids of the muscles that a noun stands for; none if no source states the members."""
    if isinstance(muscle, Group):
        return muscle.members or frozenset()
    return frozenset({muscle.id})


def best_sources(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The names of the best sources of some facts: the best rank first, then the most used."""
    counts: dict[Source, int] = {}
    for fact in facts:
        for citation in fact.citations:
            if citation.source.rank is not None:
                counts[citation.source] = counts.get(citation.source, 0) + 1
    weak = {source for source in counts if source.rank is Rank.TERTIARY}
    if len(weak) < len(counts):  # a page is named only where there is no better source
        counts = {source: count for source, count in counts.items() if source not in weak}
    ranked = sorted(counts, key=lambda s: (s.rank.number if s.rank else 0, -counts[s], s.name))
    return tuple(dict.fromkeys(source.name for source in ranked))[:_MOST_SOURCES]
