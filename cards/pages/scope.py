"""The facts that a page may state, and how much they matter to an exam."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cards.attribution import attributed
from cards.model.base import FactBase
from cards.model.bodies import BODIES
from cards.model.fact import Fact
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.teaching import Teaching
from cards.model.vocabulary import Confidence
from cards.pages.page import PageRow, Section
from cards.tiers.nouns import NounTiers
from cards.tiers.tier import Tier

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, kw_only=True)
class PageScope:
    """The facts that a page may state.

    Attributes:
        base: All facts.
        tiers: The tier of each fact for the exam, by its id.
        nouns: The tiers of exercises, muscles and terms.
        stance: Id of the only body whose teaching is stated; None for that of all bodies.
    """

    base: FactBase
    tiers: Mapping[str, int]
    nouns: NounTiers
    stance: str | None = None

    def shows(self, fact: Fact) -> bool:
        """Whether a page states a fact: no opinion, and no teaching of a body not asked about."""
        if fact.opinion or fact.would_name_a_page or fact.confidence is Confidence.UNVERIFIED:
            return False
        return self.stance is None or not fact.is_teaching or self.stance in fact.bodies

    def shown(self, facts: Iterable[F]) -> tuple[F, ...]:
        """The facts that a page states, those of the best tier first."""
        return tuple(sorted(filter(self.shows, facts), key=self.tier))

    def agreed(self, facts: Iterable[F]) -> tuple[F, ...]:
        """The facts that a page states without the name of a source."""
        return tuple(fact for fact in self.shown(facts) if not fact.attributed)

    def tier(self, fact: Fact) -> Tier:
        """How much a fact matters to the exam."""
        return Tier(self.tiers.get(fact.id, Tier.REST))

    def row(self, cells: Iterable[str], facts: Iterable[Fact]) -> PageRow:
        """A row that states facts."""
        stated = tuple(facts)
        tier = min(map(self.tier, stated), default=Tier.REST)
        return PageRow(cells=tuple(cells), facts=stated, tier=tier)

    def sentence(self, fact: Fact) -> PageRow:
        """A fact in its sentence, with the name of its source where a question needs one."""
        text = fact.claim
        return self.row((attributed(text, fact) if fact.names_source else text,), (fact,))


def body_in_short(fact: Fact, asked: str | None = None) -> str:
    """The body whose teaching a fact is: " (NSCA)".

    Empty for a fact that holds in general, and on the page of that body's teaching.
    """
    if not isinstance(fact, Teaching) or fact.body in (None, asked):
        return ""
    return f" ({BODIES[fact.body].removeprefix('the ')})"


def lister_in_short(fact: ListedMuscle) -> str:
    """The body or the author of a list, with the edition: "NASM CPT 7"."""
    return fact.listing.name.removeprefix("the ")


def sections(*found: Section) -> tuple[Section, ...]:
    """The sections that have a row."""
    return tuple(section for section in found if section.rows)


def by_tier(rows: Iterable[PageRow]) -> tuple[PageRow, ...]:
    """Rows in the order of their tiers; those of one tier keep their order."""
    return tuple(sorted(rows, key=lambda row: row.tier))
