"""Facts: what a source claims, and how sure that is. Knows nothing of files or cards."""

from dataclasses import dataclass
from enum import StrEnum

from cards.model.nouns import Citation, Exercise, Group, Identified, Muscle, Source, Term
from cards.model.vocabulary import Confidence, Contraction, Origin, Phase, Role, SourceKind
from cards.problems import Place

GAP = "____"
"""What stands for the hidden words of a sentence."""


class StatementKind(StrEnum):
    """What a statement tells."""

    ACTION = "action"
    ACTIVITY = "activity"
    ALTERNATIVE = "alternative"
    ASSISTANCE = "assistance"
    AUDIENCE = "audience"
    BENEFIT = "benefit"
    COMPARISON = "comparison"
    CROSSING = "crossing"
    CUE = "cue"
    DENIAL = "denial"
    DISTINCTION = "distinction"
    EMPHASIS = "emphasis"
    EQUIPMENT = "equipment"
    EXECUTION = "execution"
    FUNCTION = "function"
    IMPORTANCE = "importance"
    INSERTION = "insertion"
    LOCATION = "location"
    MECHANIC = "mechanic"
    NERVE = "nerve"
    ORIGIN = "origin"
    PATTERN = "pattern"
    PLANE = "plane"
    RANKING = "ranking"
    REACH = "reach"
    SAFETY = "safety"
    SETUP = "setup"
    TARGET = "target"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Fact(Identified):
    """One claim, with its sources.

    Attributes:
        id: Made of what the claim is about, never of its wording, its place or the time.
        quote: A few words of the source, as evidence.
        note: Why the claim is held as it is.
        waive: Checks that it need not pass, each with the reason.
        origin: Whether it ships with the program or comes from a user's file.
    """

    id: str
    citations: tuple[Citation, ...]
    confidence: Confidence = Confidence.MEDIUM
    quote: str | None = None
    note: str | None = None
    waive: tuple[tuple[str, str], ...] = ()
    place: Place
    origin: Origin = Origin.BUILTIN

    @property
    def type(self) -> str:
        """What the claim tells: `role`, `contraction`, `definition`, `location` and so on."""
        raise NotImplementedError

    @property
    def attributed(self) -> bool:
        """Whether a question on it must say whose claim it is."""
        return self.confidence.attributed

    @property
    def derived(self) -> bool:
        """Whether a rule of ours is needed to come to it."""
        return any(citation.source.kind is SourceKind.RULE for citation in self.citations)

    @property
    def source(self) -> Source:
        """The source that an attributed question names."""
        return self.citations[0].source


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Involvement(Fact):
    """A claim about a muscle or a group in an exercise: exactly one of the five values.

    Attributes:
        phase: None where the source names none, which is not the same as `throughout`.
        of: The joint action for which the muscle has the role.
        unlike: A role that a source says the muscle does not have here.
        open: Values that the claim does not rule out, though it states another.
    """

    exercise: Exercise
    muscle: Muscle
    phase: Phase | None = None
    role: Role | None = None
    of: Term | None = None
    contraction: Contraction | None = None
    action: Term | None = None
    purpose: str | None = None
    unlike: Role | None = None
    open: frozenset[str] = frozenset()

    @property
    def type(self) -> str:
        """Which of the values is claimed."""
        for name in ("role", "contraction", "action", "purpose"):
            if getattr(self, name) is not None:
                return name
        return "not"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Statement(Fact):
    """Any other claim, about an exercise, a muscle or anything that has a name.

    Attributes:
        says: The whole sentence.
        gap: The words of it that can be asked for.
        gapped: The sentence with `GAP` in their place.
        accept: Other answers that fill the gap.
        value: The term it states, where its kind has a vocabulary.
        text: What it states in free words, where its kind has none: an origin, an insertion.
        between: The two things that a distinction tells apart.
        term: The word of the field that it is about.
        than: The exercise it compares with.
        quality: What is compared.
        order: Things that the source puts in an order.
        describes: Words that fit this exercise and no other one that is known.
        suggests: The exercise an author suggests instead.
        serves: The muscle that suggestion is meant for.
    """

    kind: StatementKind
    says: str
    gap: str | None = None
    gapped: str | None = None
    accept: tuple[str, ...] = ()
    exercise: Exercise | None = None
    muscle: Muscle | None = None
    about: str | None = None
    phase: Phase | None = None
    value: Term | None = None
    text: str | None = None
    between: tuple[str, ...] = ()
    term: Term | None = None
    than: Exercise | None = None
    quality: str | None = None
    order: tuple[str, ...] = ()
    describes: str | None = None
    suggests: str | None = None
    serves: Muscle | None = None

    @property
    def type(self) -> str:
        """Its kind."""
        return self.kind.value


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Definition(Fact):
    """What a term means."""

    term: Term
    text: str

    @property
    def type(self) -> str:
        """Always `definition`."""
        return "definition"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Membership(Fact):
    """That a muscle belongs to a group."""

    group: Group
    muscle: Muscle

    @property
    def type(self) -> str:
        """Always `membership`."""
        return "membership"
