"""The interface between a type of fact and the entry it is read from; `cards.load` implements it.

Types of fact know the meaning of their keys but not YAML, files or where a name is defined. That
keeps the model below the loader.
"""

from collections.abc import Mapping
from typing import Protocol, TypedDict, TypeVar

from cards.model.facts.trait import Trait
from cards.model.listing import Listed
from cards.model.nouns import Citation, Compensation, Exercise, Group, Muscle, Named, Property, Term
from cards.model.vocabulary import Confidence, Contraction, Origin, Phase, Role, Subject
from cards.problems import Place

T = TypeVar("T")


class Cited(TypedDict):
    """The arguments that all classes of facts share."""

    citations: tuple[Citation, ...]
    confidence: Confidence
    quote: str | None
    note: str | None
    waive: tuple[tuple[str, str], ...]
    place: Place
    origin: Origin


class Involved(Cited):
    """The arguments that all classes of involvements share."""

    id: str
    exercise: Exercise
    muscle: Muscle
    phase: Phase | None


class Said(Cited):
    """The arguments that all classes of statements share."""

    id: str
    says: str
    gap: str | None
    gapped: str | None
    accept: tuple[str, ...]
    exercise: Exercise | None
    muscle: Muscle | None
    thing: str | None
    phase: Phase | None
    describes: str | None


class FactEntry(Protocol):
    """The entry of one claim, with the names in it resolved.

    A value that is missing or wrong is None, and what is wrong is kept until `cited` raises it. So
    a type of fact reads all its values first and calls `cited` last.
    """

    @property
    def key(self) -> str:
        """The key that the entry has in its section."""

    @property
    def kind(self) -> str:
        """The type of fact that the entry says it is."""

    @property
    def exercise(self) -> Exercise | None:
        """The exercise that the entry is written under."""

    @property
    def muscle(self) -> Muscle | None:
        """The muscle or group that the entry is written under."""

    @property
    def group(self) -> Group | None:
        """The group whose member the entry is."""

    @property
    def term(self) -> Term | None:
        """The term that the entry belongs to."""

    @property
    def compensation(self) -> Compensation | None:
        """The finding that the entry belongs to."""

    @property
    def trait(self) -> Trait | None:
        """The trait that the entry states."""

    @property
    def of_property(self) -> Property | None:
        """The property whose value the entry states."""

    def __contains__(self, key: str) -> bool:
        """Whether the entry has a key."""

    def text(self, key: str) -> str | None:
        """A text."""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""

    def identifier(self, key: str) -> str | None:
        """An id."""

    def flag(self, key: str) -> bool:
        """A Boolean; false if it is missing."""

    def sentence(self, key: str) -> tuple[str, str | None, str | None] | None:
        """A sentence without brackets, the words in them, and the sentence with a gap instead."""

    def pair(self, key: str) -> tuple[str, str] | None:
        """Two different texts."""

    def order(self, key: str) -> tuple[str, ...] | None:
        """Different texts, enough of them to be put in order."""

    def reasons(self, key: str) -> tuple[tuple[str, str], ...]:
        """Texts, each with a reason."""

    def body(self, key: str) -> str | None:
        """Id of a certifying body."""

    def subject(self, key: str) -> Subject | None:
        """A subject."""

    def noun_named(self, id_: str) -> Named | None:
        """The exercise, muscle or term with an id."""

    def role(self, key: str) -> Role | None:
        """A role."""

    def roles(self, key: str) -> tuple[Role, ...]:
        """A list of roles."""

    def contractions(self, key: str) -> tuple[Contraction, ...]:
        """A list of contractions."""

    def contraction_by_phase(
        self, key: str, phase: Phase | None
    ) -> Mapping[Phase | None, Contraction]:
        """A contraction in that phase, or one for each phase."""

    def phase(self, key: str) -> Phase | None:
        """A phase, which the exercise must have."""

    def term_named(self, key: str, family: str | None) -> Term | None:
        """A term, of one family or of any."""

    def terms_named(self, key: str, family: str | None) -> tuple[Term, ...]:
        """One term or a list of them."""

    def scopes(self, key: str) -> tuple[Term | None, ...]:
        """One joint action or a list of them; None for the exercise as a whole."""

    def muscle_named(self, key: str) -> Muscle | None:
        """A muscle or a group."""

    def listed(self, key: str) -> tuple[Listed, ...]:
        """Muscles of a list, each once, in the words of a body where these differ."""

    def exercise_named(self, key: str) -> Exercise | None:
        """An exercise."""

    def need(self, value: T | None) -> T:
        """A required value. It may only be used after `cited` has passed."""

    def together(self, *keys: str) -> None:
        """Complain if some of these keys are there and others are not."""

    def wrong(self, message: str, key: str | None = None) -> None:
        """Keep a complaint about the value of a key, or about the whole entry."""

    def cited(self) -> Cited:
        """The values that all facts share; ends the reading of the entry.

        Raises:
            DataError: With everything that is wrong with the entry.
        """
