"""The nouns: what is known, who says so, and how sure that is. Knows nothing about files or cards.

A source's silence is not a "no": what no source states is `None` here, and nothing is inherited by
a variation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cards.problems import Place

GAP = "____"
"""What stands for the hidden words of a sentence."""


class Role(StrEnum):
    """What a muscle does for a movement."""

    PRIME_MOVER = "prime mover"
    SYNERGIST = "synergist"
    STABILISER = "stabiliser"
    ANTAGONIST = "antagonist"


class Contraction(StrEnum):
    """How a muscle's length changes while it makes tension."""

    CONCENTRIC = "concentric"  # it shortens
    ECCENTRIC = "eccentric"  # it lengthens
    ISOMETRIC = "isometric"  # it stays as long as it was


class Phase(StrEnum):
    """A part of an exercise, by what it means and not by which way the load moves."""

    LIFTING = "lifting"
    LOWERING = "lowering"
    HOLD = "hold"
    THROUGHOUT = "throughout"


class Confidence(StrEnum):
    """How far a claim can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    CONTESTED = "contested"  # sources that were read disagree
    OPINION = "opinion"  # one author's judgement
    UNVERIFIED = "unverified"  # nobody has read it in a source; it is never asked

    @property
    def attributed(self) -> bool:
        """Whether it is not agreed, so that a question on it must say whose claim it is."""
        return self not in (Confidence.HIGH, Confidence.MEDIUM)


class SourceKind(StrEnum):
    """What a source is."""

    TEXTBOOK = "textbook"
    BODY = "body"  # a certifying body's own material
    STUDY = "study"
    REVIEW = "review"
    REFERENCE = "reference"  # a reference work that editors answer for: anatomical, medical
    ARTICLE = "article"
    DATASET = "dataset"
    NOTES = "notes"  # a teacher's or a learner's own
    RULE = "rule"  # a rule by which a claim is derived; its title explains it
    UNREAD = "unread"  # what is believed to be known, and was not read anywhere

    @property
    def strong(self) -> bool:
        """Whether one such source alone can make a claim certain."""
        return self in (
            SourceKind.TEXTBOOK,
            SourceKind.BODY,
            SourceKind.STUDY,
            SourceKind.REVIEW,
            SourceKind.REFERENCE,
        )


class Evidence(StrEnum):
    """What a source can be evidence of, where that is not everything it says."""

    ACTIVITY = "activity"  # how active muscles were; never which role they have
    NAMES = "names"  # names, equipment and types; never what a muscle does


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


class Identified:
    """Compares by all its values and shows itself by its id.

    Written out once, because what `dataclass` writes for each of the classes below costs a tenth of
    the time to the first card; and a whole fact in an error message would hide the error.
    """

    id: str

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.id))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Source(Identified):
    """Something that was read, or a rule that was applied.

    Attributes:
        name: How "According to …" names it.
        body: The certifying body, or the textbook, whose teaching it is.
        evidence: What alone it can be evidence of; None where that is all it says.
        tertiary: Whether it retells others without naming them; such sources make nothing certain.
        read: How much of it was read.
    """

    id: str
    name: str
    title: str
    kind: SourceKind
    author: str | None = None
    year: str | None = None
    where: str | None = None
    licence: str | None = None
    body: str | None = None
    evidence: Evidence | None = None
    tertiary: bool = False
    read: str | None = None
    note: str | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A source, and where in it: page, section or number."""

    source: Source
    at: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As it is shown under an answer."""
        return " ".join((self.source.name, *self.at))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Named(Identified):
    """Anything that has an id, a name, and other names people type.

    Attributes:
        plural: Whether the name takes a plural verb.
        aliases: Other right names.
        misspellings: Wrong ones that show what was meant.
    """

    id: str
    name: str
    plural: bool = False
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    note: str | None = None
    place: Place

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing the name that is understood."""
        return (self.name, *self.aliases, *self.misspellings)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Muscle(Named):
    """A muscle that has a name of its own.

    Attributes:
        region: The part of the body where exams look for it.
        waive: Checks that need not hold of its claims, each with the reason.
    """

    region: str | None = None
    waive: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Group(Muscle):
    """Several muscles under one name.

    Attributes:
        members: Ids of its muscles; None where the sources state none.
        complete: Whether nothing else belongs to it.
        means: Members people usually mean by the group's name.
    """

    members: frozenset[str] | None = None
    complete: bool = False
    means: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Family(Named):
    """A closed vocabulary of terms.

    Attributes:
        exclusive: Whether one thing has at most one value of the family, so that a stated value
            rules out the others.
    """

    exclusive: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Term(Named):
    """A word of the field, in a family of words it is told apart from.

    Attributes:
        joint: Id of the joint at which a joint action takes place.
        opposite: Id of the term that means the opposite.
        part_of: Id of the term that this one is a part or a branch of.
    """

    family: str
    definition: str | None = None
    joint: str | None = None
    opposite: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Exercise(Named):
    """A hip thrust, say; never a question.

    Attributes:
        phases: Its phases, each with the words that complete "The muscle shortens …".
        complete: Roles for which the source names every muscle.
        variation: Id of the exercise this one varies; a link, never inheritance.
        waive: Checks that need not hold here, each with the reason.
    """

    phases: Mapping[Phase, str]
    complete: frozenset[Role] = frozenset()
    variation: str | None = None
    waive: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Pack(Named):
    """A choice of facts that belong together for a learner.

    Attributes:
        about: What it is for, in a line.
        exercises: Ids of exercises whose facts it holds.
        patterns: Ids of movement patterns, for all exercises that belong to them.
        regions: Regions of the body, for all that is stated of their muscles in any exercise.
        types: Types of fact that it holds where they are about no exercise.
    """

    about: str
    exercises: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Fact(Identified):
    """One claim, with its sources.

    Attributes:
        id: Made of what the claim is about, never of its wording, its place or the time.
        quote: A few words of the source, as evidence.
        note: Why the claim is held as it is.
        waive: Checks that it need not pass, each with the reason.
        own: Whether it ships with the program.
    """

    id: str
    citations: tuple[Citation, ...]
    confidence: Confidence = Confidence.MEDIUM
    quote: str | None = None
    note: str | None = None
    waive: tuple[tuple[str, str], ...] = ()
    place: Place
    own: bool = True

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
