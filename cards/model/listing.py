"""The muscles that a body or an author lists for a finding, as one row of a table."""

import re
from collections.abc import Iterator

from cards.model.bodies import BODIES
from cards.model.nouns import Muscle
from cards.model.vocabulary import Imbalance
from cards.value_class import value_class

_WORDS = re.compile(r"[a-z0-9]+")


@value_class(frozen=True, kw_only=True)
class Listed:
    """A muscle on a list.

    Attributes:
        muscle: The muscle or the group.
        words: The body's own words, if they differ from its name.
        plural: Whether the words take a plural verb.
        in_part: Whether the body means only a part of it, and does not say which.
    """

    muscle: Muscle
    words: str | None = None
    plural: bool = False
    in_part: bool = False

    @property
    def name(self) -> str:
        """The body's words, or else the name of the muscle."""
        return self.words or self.muscle.name

    @property
    def is_plural(self) -> bool:
        """Whether the name takes a plural verb."""
        return self.plural if self.words else self.muscle.plural


@value_class(frozen=True, kw_only=True)
class Listing:
    """The lists of a body or an author for a finding.

    Attributes:
        body: Id of the certifying body that teaches them; None if it is an author.
        author: The name of the author who teaches them; None if it is a body.
        edition: The edition of its text.
        overactive: The muscles listed as overactive.
        underactive: The muscles listed as underactive.
        terms: The body's words for overactive and for underactive, if it has others.
        whole: Whether the whole row was read, so that a muscle that is absent is not listed.
        older: Whether a later edition has replaced it.
    """

    body: str | None = None
    author: str | None = None
    edition: str | None = None
    overactive: tuple[Listed, ...] = ()
    underactive: tuple[Listed, ...] = ()
    terms: tuple[str, ...] = ()
    whole: bool = False
    older: bool = False

    @property
    def teacher(self) -> str:
        """The body or the author, as the middle of a sentence names it."""
        return BODIES[self.body] if self.body else self.author or ""

    @property
    def name(self) -> str:
        """The body or the author with the edition: "NASM CPT 7"."""
        return f"{self.teacher} {self.edition}" if self.edition else self.teacher

    @property
    def id(self) -> str:
        """The body or the author and the edition as a part of an id: "nasm-cpt-7"."""
        named = f"{self.body or self.author} {self.edition or ''}"
        return "-".join(_WORDS.findall(named.lower()))

    def on(self, side: Imbalance) -> tuple[Listed, ...]:
        """The muscles of one list."""
        return self.overactive if side is Imbalance.OVERACTIVE else self.underactive

    def term(self, side: Imbalance) -> str:
        """The body's word for being on a list."""
        return self.terms[list(Imbalance).index(side)] if self.terms else side

    def every(self) -> Iterator[tuple[Imbalance, Listed]]:
        """The muscles of both lists, each with its list."""
        for side in Imbalance:
            for listed in self.on(side):
                yield side, listed
