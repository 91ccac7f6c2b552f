"""The base of all facts: one claim, with its sources and confidence. Types of fact are in `facts`.

A source's silence is not a "no": what no source states is absent.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from cards.model.nouns import Citation, Exercise, Identified, Muscle, Named, Source
from cards.model.vocabulary import Confidence, Contraction, Origin, Phase, Rank, Role, SourceKind
from cards.problems import Place
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import Cited, FactEntry

GAP = "____"
"""The blank that replaces the hidden words of a sentence."""

JOINT_ACTION = "joint-action"
"""The family of terms that names joint actions."""

WHOLE_EXERCISE = "exercise"
"""The scope of a role, in a file, that is not a joint action."""

SlotValue = Named | str
"""A value that fills a slot of a template: a noun, which may take a plural verb, or text."""


Form = Literal[
    "text",
    "texts",
    "reasons",
    "flag",
    "role",
    "contraction",
    "phase",
    "muscle",
    "listed",
    "exercise",
    "term",
    "action",
    "body",
    "subject",
    "scope",
]
"""The kinds of value that a key of a fact can have in a file.

Literals and not an enum, because every start of the program loads this module.
"""

Keys = Mapping[str, tuple[Form, str]]
"""Keys of an entry, each with the kind of its value and a line for authors."""

Section = Literal[
    "involvements",
    "statements",
    "traits",
    "terms",
    "groups",
    "properties",
    "questions",
    "compensations",
    "lists",
]
"""The sections of a file that facts are written in.

Involvements are under a muscle of an exercise, by the key of their value; statements under an
exercise or on the top level, by their kind; traits under an exercise or a muscle; lists under a
compensation; terms, groups and compensations state facts in their own entries; the values of a
property are listed under it; each question has an entry.
"""


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class About:
    """The attributes of a fact by which lists, tags and statistics group facts.

    Attributes:
        phase: The phase of the exercise; None if the source names none.
        role: The role it states.
        contraction: The contraction it states.
    """

    exercise: Exercise | None = None
    muscle: Muscle | None = None
    phase: Phase | None = None
    role: Role | None = None
    contraction: Contraction | None = None


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Fact(Identified):
    """One claim, with its sources.

    Attributes:
        id: Made of what the claim is about, never of its wording, its place or the time.
        quote: A few words of the source, as evidence.
        note: Why the claim is recorded the way it is.
        waive: Checks that it need not pass, each with the reason.
        origin: Whether it ships with the program or comes from a user's file.
        other_body: Whether another body teaches it than the one whose teaching was requested.
    """

    id: str
    citations: tuple[Citation, ...]
    confidence: Confidence = Confidence.MEDIUM
    quote: str | None = None
    note: str | None = None
    waive: tuple[tuple[str, str], ...] = ()
    place: Place
    origin: Origin = Origin.BUILTIN
    other_body: bool = False

    TYPES: ClassVar[Mapping[str, str]]
    """The names of its types, as templates and lists know them, each with a line for authors."""

    SECTION: ClassVar[Section]
    """The section of a file that its entries are in."""

    KEYS: ClassVar[Keys]
    """The keys that only entries of its type have; the first one is required."""

    SHARED_KEYS: ClassVar[Keys] = MappingProxyType({})
    """The keys that every entry of its section may have."""

    SLOTS: ClassVar[Mapping[str, str]]
    """The slots of a template that it can fill, each with a line for authors."""

    # -- reading -------------------------------------------------------------------------------

    @classmethod
    @abstractmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """Read the facts of this type in an entry.

        Raises:
            DataError: With everything that is wrong with the entry.
        """

    # -- what it says --------------------------------------------------------------------------

    @property
    def type(self) -> str:
        """The name of its type: `role`, `contraction`, `definition`, `location` and so on."""
        return next(iter(self.TYPES))

    @property
    @abstractmethod
    def about(self) -> About:
        """The exercise, the muscle and the values that it is about."""

    @property
    @abstractmethod
    def nouns(self) -> tuple[Named, ...]:
        """The nouns in it, its value before its subject."""

    @property
    def values(self) -> tuple[Role | Contraction, ...]:
        """The roles and contractions that it mentions."""
        return ()

    @property
    @abstractmethod
    def heading(self) -> str:
        """The heading under which lists show it."""

    @property
    @abstractmethod
    def claim(self) -> str:
        """The claim in one line of text."""

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """Additional lines of its description, as labels and texts."""
        return ()

    @abstractmethod
    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim by the keys of a record for scripts; keys without a value may be absent."""

    @abstractmethod
    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The values of its slots; None for a slot without a value."""

    # -- how it compares -----------------------------------------------------------------------

    @property
    @abstractmethod
    def spot(self) -> tuple[object, ...]:
        """Its subject without its value; sources may disagree on one spot."""

    @property
    @abstractmethod
    def stated(self) -> object:
        """Its value: two facts of one id and one value are a repetition."""

    @property
    def in_words(self) -> bool:
        """Whether its value is free text, so that another text need not contradict it."""
        return False

    def repetition_hint(self, first: "Fact") -> str:
        """Advice for an author if another fact has its id."""
        if self.stated == first.stated:
            return "Both make the same claim; add the source to the first one."
        return "If both are correct, add an 'id:' to one of them."

    # -- how it is asked -----------------------------------------------------------------------

    @property
    @abstractmethod
    def askable(self) -> bool:
        """Whether it states a value that a question can ask for."""

    def named_phase(self, *, only_action: bool) -> Phase | None:  # noqa: ARG002
        """The phase that a question must name, because the fact need not hold in others.

        Args:
            only_action: Whether it is the only joint action that its exercise is built on.
        """
        return None

    @property
    def names_action(self) -> bool:
        """Whether wordings that name its joint action are preferred, because it holds for that."""
        return False

    def is_recallable(self, _slot: str) -> bool:
        """Whether a slot has one right answer, so that it can be asked for without options."""
        return True

    def accepted(self, _slot: str) -> tuple[str, ...]:
        """Further right answers to a question for a slot."""
        return ()

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The topic of a proposition about it, as parts of an id; None is omitted."""
        return (self.id.partition("@")[0],)

    @property
    def stated_id(self) -> str:
        """The value that makes that proposition true, as a part of an id."""
        return "true"

    def gapped_slot(self, slot: str) -> tuple[str, str]:
        """The slot to blank in a cloze sentence, and its replacement text."""
        return slot, GAP

    # -- what follows --------------------------------------------------------------------------

    @property
    def names(self) -> tuple[str, ...]:
        """The names in it, which keep their capital inside a sentence."""
        return tuple(noun.name for noun in self.nouns)

    @property
    def waivers(self) -> tuple[tuple[str, str], ...]:
        """The checks that are waived, by the fact itself or by its subject."""
        return self.waive

    @property
    def attributed(self) -> bool:
        """Whether it is not agreed: sources disagree, or it is one author's judgement."""
        return self.confidence.attributed

    @property
    def taught(self) -> bool:
        """Whether a textbook or a certifying body states it."""
        return any(citation.source.rank is Rank.TEACHING for citation in self.citations)

    @property
    def opinion(self) -> bool:
        """Whether it is what a person or a page says, and is asked only on request.

        The teaching of a textbook or a certifying body is asked without one, in its name.
        """
        return (self.attributed or self.is_teaching) and (self.other_body or not self.taught)

    @property
    def names_source(self) -> bool:
        """Whether a question on it must say whose claim it is."""
        return self.attributed or self.opinion

    @property
    def would_name_a_page(self) -> bool:
        """Whether a question on it would have to name a tertiary page, so that none is asked."""
        return self.names_source and self.source.rank is Rank.TERTIARY

    @property
    def derived(self) -> bool:
        """Whether it rests on a rule and not only on a source."""
        return any(citation.source.kind is SourceKind.RULE for citation in self.citations)

    @property
    def stated_citations(self) -> tuple[Citation, ...]:
        """The citations that state it without a rule; empty if there are none.

        A rule is followed by the sources that it combines. A rule at the end applies to all sources
        before it.
        """
        rules = [citation.source.kind is SourceKind.RULE for citation in self.citations]
        if True not in rules:
            return self.citations
        before = self.citations[: rules.index(True)]
        return before if rules.count(True) == 1 and not rules[-1] else ()

    @property
    def attribution(self) -> str:
        """Whose claim it is, as "According to …" names it."""
        return self.source.name

    @property
    def bodies(self) -> frozenset[str]:
        """Ids of the certifying bodies that teach it."""
        return frozenset(c.source.body for c in self.citations if c.source.body)

    @property
    def is_teaching(self) -> bool:
        """Whether it holds only in the teaching of its body, which a question must name."""
        return False

    @property
    def source(self) -> Source:
        """The source that a question names: the first one of the best rank."""
        return min((citation.source for citation in self.citations), key=_place)

    @property
    def supporting(self) -> tuple[Source, ...]:
        """Its sources that are evidence of it; measured activity is none of a role."""
        sources = tuple(citation.source for citation in self.citations)
        direct = tuple(source for source in sources if source.evidence is None)
        if len(direct) == len(
            sources
        ):  # nearly always, and faster than to compute what it is about
            return sources
        return direct if self.about.role or self.about.contraction else sources

    @property
    def rank(self) -> Rank | None:
        """The best rank of the sources that support it; None if it only rests on a rule."""
        best = min(self.supporting, key=_place, default=None)
        return best.rank if best is not None else None

    @property
    def on_pages_alone(self) -> bool:
        """Whether no source but tertiary pages supports it."""
        return self.rank is Rank.TERTIARY


def _place(source: Source) -> int:
    """The place of a source by its rank; rules come last."""
    return len(Rank) if source.rank is None else source.rank.number


def phase_words(exercise: Exercise, phase: Phase) -> str:
    """The exercise's own words for a phase."""
    return "throughout the exercise" if phase is Phase.THROUGHOUT else exercise.phases[phase]


def motion_verb(exercise: Exercise, phase: Phase) -> str | None:
    """A phase as a verb before "the starting position"; None if that is not known.

    Unlike the exercise's own words for the phase, it says nothing of up and down.
    """
    if exercise.begins is None or phase not in (Phase.LIFTING, Phase.LOWERING):
        return None
    return "leave" if phase is exercise.begins else "return to"


def phase_name(phase: Phase | None) -> str | None:
    """A phase as a template names it; None for the whole exercise."""
    return f"{phase} phase" if phase is not None and phase is not Phase.THROUGHOUT else None


def fact_id(parts: Iterable[str | None], cited: "Cited") -> str:
    """The id of a fact; one that only its source vouches for carries that source."""
    id_ = "/".join(part for part in parts if part)
    if cited["confidence"].attributed and cited["citations"]:
        return f"{id_}@{cited['citations'][0].source.id}"
    return id_
