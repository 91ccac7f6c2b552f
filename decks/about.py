"""The text about a deck: contents, time, sources and licence, in plain words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cards.exams.profile import DISCLAIMER
from cards.model.fact import Fact
from cards.model.nouns import Citation, Source
from cards.model.vocabulary import Origin, Rank, Subject
from cards.report.licences import attributions
from cards.tiers.tier import TIERS, Tier
from decks.core import SECONDS_A_CARD, in_words
from decks.deck import Deck
from decks.subdecks import counts_by_subject


class DeckSection(NamedTuple):
    """A part of the text about a deck.

    Attributes:
        heading: The heading; empty for the first part.
        lines: The lines, as plain text.
    """

    heading: str
    lines: tuple[str, ...]


NEW_A_DAY = (20, 10)
"""New cards a day for which a deck says how long it takes; the first is Anki's default."""

_RANKS = {
    Rank.TEACHING: "textbooks and certifying bodies",
    Rank.STUDY: "studies and reviews",
    Rank.REFERENCE: "reference works",
    Rank.EXPERT: "named experts and notes",
    Rank.TERTIARY: "pages that retell",
}
_SOURCES_NAMED = 3


def opening(deck: Deck) -> DeckSection:
    """The title, the version, the author, and how much the deck holds."""
    facts = {fact.id for card in deck.cards for fact in card.facts}
    count = f"{counted(len(deck.cards), 'question')} on {counted(len(facts), 'fact')}."
    version = f"Version {deck.label.version}" if deck.label.version else ""
    author = f"by {deck.label.author}" if deck.label.author else ""
    named = " ".join(part for part in (version, author) if part)
    title = deck.label.title or deck.name.rpartition("::")[2]
    first = f"{title}. {named[0].upper()}{named[1:]}." if named else f"{title}."
    return DeckSection("", (first, count))


def pace(deck: Deck) -> DeckSection:
    """How many weeks each tier takes."""
    lines = [
        f"{_tier_name(tier)}: {counted(sum(counts.values()), 'card')}, {_time(counts)}."
        for tier, counts in counts_by_subject(deck)
    ]
    usual, minutes = NEW_A_DAY[0], round(NEW_A_DAY[0] * SECONDS_A_CARD / 60)
    if len(deck.cards) > usual:
        lines.append(f"{usual} new cards a day are about {minutes} minutes with their repetitions.")
    return DeckSection("How long it takes", tuple(lines))


def _tier_name(tier: Tier | None) -> str:
    return "All" if tier is None else f"Tier {tier.value}, {TIERS[tier]}"


def _time(counts: Mapping[Subject, int]) -> str:
    cards = sum(counts.values())
    times = {in_words(-(-cards // each)): each for each in reversed(NEW_A_DAY)}
    return ", ".join(f"{time} at {each} new a day" for time, each in reversed(times.items()))


def subjects(deck: Deck) -> DeckSection:
    """The number of questions by tier and subject."""
    lines = []
    for tier, counts in counts_by_subject(deck):
        listed = ", ".join(f"{subject.label} {count}" for subject, count in counts.items())
        lines.append(f"{_tier_name(tier)}: {listed}.")
    return DeckSection("Questions by subject", tuple(lines))


def sources(deck: Deck) -> DeckSection:
    """The sources by their rank, and of how many facts the best source has this rank."""
    cited = Counter(citation.source for citation in citations(deck) if citation.source.rank)
    facts = {fact.id: fact for card in deck.cards for fact in card.facts}.values()
    best = Counter(_best_rank(fact) for fact in facts)
    lines = []
    for rank in Rank:
        found = [source for source, _ in cited.most_common() if source.rank is rank]
        if found:
            names = "; ".join(source.name for source in found[:_SOURCES_NAMED])
            more = f"; and {len(found) - _SOURCES_NAMED} more" if found[_SOURCES_NAMED:] else ""
            named = f": {names}{more}" if rank.strong or not more else ""
            of = f"best source of {counted(best[rank], 'fact')}"
            lines.append(f"{_RANKS[rank].capitalize()} ({len(found)}), {of}{named}.")
    if best[None]:
        lines.append(f"Rules that derive {counted(best[None], 'fact')} from others.")
    return DeckSection("Sources", tuple(lines))


def _best_rank(fact: Fact) -> Rank | None:
    ranks = [rank for citation in fact.citations if (rank := citation.source.rank) is not None]
    return min(ranks, key=lambda rank: rank.number, default=None)


def citations(deck: Deck) -> Iterator[Citation]:
    """The citations of all facts of a deck."""
    return (each for card in deck.cards for fact in card.facts for each in fact.citations)


_UPDATING = """\
A newer version updates these notes, adds new ones, and keeps your scheduling. Where a question has
changed, a package replaces the whole note; a text file of updates keeps your remark and your tags.
Suspend cards that you do not want: deleted notes come back."""
UPDATES = DeckSection("Updates", (_UPDATING.replace("\n", " "),))


def corrections(deck: Deck) -> DeckSection:
    """How to report a wrong card."""
    to = deck.label.author or "the person who gave you this deck"
    line = f"Send {to} the line “Card …” at the end of its details, what is right, and a source."
    return DeckSection("Is a card wrong?", (line,))


_UNLICENSED = " Its author has not named a licence: ask before you change the deck or pass it on."


def licence(deck: Deck) -> DeckSection:
    """The licence, the works that have to be named, and the disclaimer."""
    used: dict[Source, None] = dict.fromkeys(citation.source for citation in citations(deck))
    named = "; ".join(map(str, attributions(used)))
    lines = [f"Single facts, in other words, from: {named}."] if named else []
    is_builtin = any(fact.origin is Origin.BUILTIN for card in deck.cards for fact in card.facts)
    licensed = " Its facts are under the MIT licence." if is_builtin else _UNLICENSED
    return DeckSection("Licence", (*lines, f"Made with primemover.{licensed}", DISCLAIMER))


def counted(count: int, noun: str) -> str:
    """A number of countable items."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
