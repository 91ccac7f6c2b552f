"""That a body or an author lists a muscle as overactive or underactive for a finding."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import About, Fact, SlotValue
from cards.model.facts.observation import finding_record, finding_slots, heading_of
from cards.model.listing import Listed, Listing
from cards.model.nouns import Compensation, Muscle, Named
from cards.model.vocabulary import Confidence, Imbalance
from cards.value_class import replace, value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class ListedMuscle(Fact):
    """One muscle on the list of a body or an author.

    Attributes:
        compensation: The finding.
        listing: All that the body or the author lists for it.
        side: The list that the muscle is on.
        listed: The muscle, as the list names it.
    """

    compensation: Compensation
    listing: Listing
    side: Imbalance
    listed: Listed

    TYPES = MappingProxyType(
        {"compensation": "a muscle that a body lists as overactive or underactive for a finding"}
    )
    SECTION = "lists"
    KEYS = MappingProxyType(
        {
            "body": ("body", "the certifying body that teaches the lists"),
            "author": ("text", "the author who teaches the lists, where no certifying body does"),
            "edition": ("text", "the edition of its text"),
            "overactive": ("listed", "the muscles listed as overactive"),
            "underactive": ("listed", "the muscles listed as underactive"),
            "terms": ("texts", "the body's words for overactive and underactive, if it has others"),
            "whole": ("flag", "true if the whole row was read, so that it lists no other muscle"),
            "older": ("flag", "true if a later edition has other lists; asked on request"),
        }
    )
    SLOTS = MappingProxyType(
        {
            "muscle": "the muscle",
            "side": "overactive or underactive",
            "body": "the body or the author, with the edition",
            "all": "all muscles of the same list",
            "finding": "the finding of an assessment",
            "assessment": "the assessment of a finding",
            "seen": "what the coach sees, as a clause on a client",
            "plain": "the same in everyday words",
            "source": "the source, as “According to …” names it",
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """Every muscle of the two lists."""
        listing = Listing(
            body=entry.body("body"),
            author=entry.text("author"),
            edition=entry.text("edition"),
            overactive=entry.listed("overactive"),
            underactive=entry.listed("underactive"),
            terms=entry.texts("terms"),
            whole=entry.flag("whole"),
            older=entry.flag("older"),
        )
        twice = {one.name for one in listing.overactive} & {
            other.name for other in listing.underactive
        }
        if ("body" in entry) == ("author" in entry):
            entry.wrong("Expected who teaches the lists: either 'body' or 'author'.")
        if twice:
            entry.wrong(f"Listed on both sides: {', '.join(sorted(twice))}.", "underactive")
        elif "overactive" not in entry and "underactive" not in entry:
            entry.wrong("Expected the muscles: 'overactive', 'underactive' or both.")
        if listing.terms and len(listing.terms) != len(Imbalance):
            entry.wrong("Expected two words: for overactive and for underactive.", "terms")
        cited = entry.cited()
        compensation = entry.need(entry.compensation)
        for side, listed in listing.every():
            id_ = f"{compensation.id}/{_slug(listed)}/{side}@{listing.id}"
            yield cls(
                id=id_,
                compensation=compensation,
                listing=listing,
                side=side,
                listed=listed,
                **cited,
            )

    @property
    def muscle(self) -> Muscle:
        """The muscle or the group."""
        return self.listed.muscle

    @property
    def term(self) -> str:
        """The body's word for overactive or underactive."""
        return self.listing.term(self.side)

    @property
    def about(self) -> About:
        """The muscle."""
        return About(muscle=self.named_muscle)

    @property
    def named_muscle(self) -> Muscle:
        """The muscle under the name that the body uses."""
        return replace(self.muscle, name=self.listed.name, plural=self.listed.is_plural)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The muscle and the finding."""
        return (self.named_muscle, self.compensation)

    @property
    def names(self) -> tuple[str, ...]:
        """The muscle and the teacher; the finding is named by a clause."""
        return (self.listed.name, self.listing.name)

    @property
    def heading(self) -> str:
        """The finding and its assessment."""
        return heading_of(self.compensation)

    @property
    def claim(self) -> str:
        """The muscle and its list."""
        return f"{self.listed.name} listed as {self.term} by {self.listing.name}"

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """Whether the row was read whole, and whether it is of an older edition."""
        read = "the whole row" if self.listing.whole else "a part of the row"
        older = (("Edition", "an older one; asked on request"),) if self.listing.older else ()
        return (("Read", read), *older)

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The finding, the muscle and the list."""
        listing = self.listing
        listed = {
            "imbalance": self.side,
            "body": listing.teacher,
            "edition": listing.edition,
            "whole": listing.whole,
        }
        return {
            "muscle": self.muscle.id,
            "finding": finding_record(self.compensation) | listed,
            "statement": self.claim,
        }

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The muscle in the body's words, its list and the finding."""
        return {
            "muscle": self.named_muscle,
            "side": self.term,
            "body": self.listing.name,
            "all": all_named(self),
            **finding_slots(self.compensation, base),
            "source": self.source.name,
        }

    @property
    def spot(self) -> tuple[object, ...]:
        """The finding, the muscle and the body with its edition."""
        return (self.type, self.compensation.id, self.listed.name, self.listing.id)

    @property
    def stated(self) -> object:
        """The list."""
        return self.side

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The finding, the list and the body."""
        return (self.compensation.id, self.side, self.listing.id)

    @property
    def stated_id(self) -> str:
        """The muscle."""
        return _slug(self.listed)

    @property
    def askable(self) -> bool:
        """Whether the body says which muscle it means."""
        return not self.listed.in_part

    @property
    def attribution(self) -> str:
        """The body or the author, with the edition."""
        return self.listing.name

    @property
    def bodies(self) -> frozenset[str]:
        """The body that teaches it; none if an author does."""
        return frozenset({self.listing.body} if self.listing.body else ())

    @property
    def is_teaching(self) -> bool:
        """Yes: bodies differ, and none of the lists is measured fact."""
        return True

    @property
    def opinion(self) -> bool:
        """Whether only a request asks for it.

        That is the list of an author, of another body or of an older edition, and what is doubted.
        """
        doubted = self.confidence in (Confidence.OPINION, Confidence.CONTESTED)
        listing = self.listing
        return doubted or self.other_body or listing.older or listing.author is not None

    @property
    def names_source(self) -> bool:
        """No: a question on it names the body or the author anyway."""
        return False


_MOST_NAMED = 4
"""Muscles that a sentence names."""


def all_named(fact: ListedMuscle) -> str:
    """The muscles of the same list in a sentence; of many, the first ones."""
    listed = fact.listing.on(fact.side)
    names = [f"the {each.name}" for each in listed[:_MOST_NAMED]]
    if len(listed) > _MOST_NAMED:
        names.append("others")
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _slug(listed: Listed) -> str:
    """The muscle as a part of an id; a part of a muscle has its own."""
    if listed.words is None:
        return listed.muscle.id
    words = "".join(c if c.isalnum() else " " for c in listed.words.lower()).split()
    return "-".join(words)
