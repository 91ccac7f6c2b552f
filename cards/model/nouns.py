"""The nouns of the field and their sources: muscles, terms, exercises, packs.

An attribute that no source states is `None`; variations inherit nothing.
"""

from collections.abc import Mapping
from typing import ClassVar

from cards.model.vocabulary import (
    Checkpoint,
    Evidence,
    Phase,
    Rank,
    Role,
    SourceKind,
    Subject,
    Viewpoint,
)
from cards.problems import Place
from cards.value_class import value_class


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


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Source(Identified):
    """Something that was read, or a rule that was applied.

    Attributes:
        name: How "According to …" names it.
        body: The certifying body that teaches it, or the textbook.
        evidence: The only claims it can be evidence of; None if there is no limit.
        rank: How much it decides; None for a rule, and for what was not read.
        reason: Why it has that rank, in a few words.
        read: The part that was read.
    """

    id: str
    name: str
    title: str
    kind: SourceKind
    rank: Rank | None = None
    reason: str | None = None
    author: str | None = None
    year: str | None = None
    where: str | None = None
    licence: str | None = None
    body: str | None = None
    evidence: Evidence | None = None
    read: str | None = None
    note: str | None = None
    place: Place


@value_class(frozen=True, kw_only=True)
class Citation:
    """A source, and where in it: page, section or number."""

    source: Source
    at: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As it is shown under an answer."""
        return " ".join((self.source.name, *self.at))


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
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

    sort: ClassVar[str] = ""
    """The sort of concept; empty if it is never an answer."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing the name that is understood."""
        return (self.name, *self.aliases, *self.misspellings)


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Muscle(Named):
    """A muscle with its own name.

    Attributes:
        region: The part of the body where exams look for it.
        uncommon: Whether certification exams hardly ever ask for it, so that its anatomy is only
            asked on request.
        waive: Checks that need not hold of its claims, each with the reason.
    """

    region: str | None = None
    uncommon: bool = False
    waive: tuple[tuple[str, str], ...] = ()

    sort = "muscle"


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Group(Muscle):
    """Several muscles under one name.

    Attributes:
        members: Ids of its muscles; None if the sources state none.
        complete: Whether nothing else belongs to it.
        means: Members people usually mean by the group's name.
    """

    members: frozenset[str] | None = None
    complete: bool = False
    means: tuple[str, ...] = ()


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Family(Named):
    """A closed vocabulary of terms.

    Attributes:
        exclusive: Whether a muscle or an exercise has at most one value of the family, so that a
            stated value rules out the others.
        subject: The subject that definitions of its terms belong to.
        mix_ups: Whether learners take any of its terms for any other.
    """

    exclusive: bool = False
    subject: Subject = Subject.JOINTS
    mix_ups: bool = False


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Term(Named):
    """A word of the field, in a family of words that it is distinguished from.

    Attributes:
        joint: Id of the joint at which a joint action takes place.
        opposite: Id of the term that means the opposite.
        part_of: Id of the term that this one is a part or a branch of.
        verb: A joint action as a verb with its object: "extend the hip".
        everyday: Whether everyone knows the word, so that no question asks what it means.
        uncommon: Whether certification exams hardly ever ask for it, so that its meaning is only
            asked on request.
        body: Id of the certifying body whose word it is; None for a word of the field.
        example: A sentence that shows the term at work, in an exercise or in the body.
    """

    family: str
    definition: str | None = None
    joint: str | None = None
    opposite: str | None = None
    part_of: str | None = None
    verb: str | None = None
    everyday: bool = False
    uncommon: bool = False
    body: str | None = None
    example: str | None = None

    sort = "term"


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Exercise(Named):
    """A hip thrust, say; never a question.

    Attributes:
        phases: Its phases, each with the words that complete "The muscle shortens …".
        begins: The phase in which a repetition leaves its starting position; None if it does not
            return to it, or if lifters start at either end.
        complete: Roles for which the source names every muscle.
        variation: Id of the exercise this one varies; a link, never inheritance.
        absent: Traits that it has none of, or that no source states, each with the reason.
        waive: Checks that need not hold here, each with the reason.
    """

    phases: Mapping[Phase, str]
    begins: Phase | None = None
    complete: frozenset[Role] = frozenset()
    variation: str | None = None
    absent: tuple[tuple[str, str], ...] = ()
    waive: tuple[tuple[str, str], ...] = ()

    sort = "exercise"

    @property
    def waivers(self) -> tuple[tuple[str, str], ...]:
        """Checks that need not hold of it, each with the reason."""
        return self.waive


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Compensation(Named):
    """A finding of an assessment of posture or movement, such as knees that move inward.

    Attributes:
        assessment: Id of the term that names the assessment.
        seen: The observation, as a clause on a client: "a client's knees move inward".
        plain: The same in everyday words.
        views: The sides from which it is seen; empty if no source says.
        checkpoint: The part of the body at which it is seen.
        movement: Ids of the joint actions that it consists of.
    """

    assessment: str
    seen: str
    plain: str | None = None
    views: tuple[Viewpoint, ...] = ()
    checkpoint: Checkpoint | None = None
    movement: tuple[str, ...] = ()

    sort = "compensation"


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Property(Named):
    """It has a value in each of many cases: the rest between sets for a goal, the class of a lever.

    Attributes:
        subject: The subject that questions on its values test.
        says: The sentence of a value, with the slots `{case}`, `{value}`, `{exercise}` and
            `{muscle}`.
        single: Whether it has only one value in a case, so that a stated value rules out others.
        by_exercise: Whether only values of one exercise can stand side by side.
    """

    subject: Subject
    says: str
    single: bool = False
    by_exercise: bool = False


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Pack(Named):
    """A choice of facts that belong together for a learner.

    Attributes:
        about: Its purpose, in a line.
        exercises: Ids of exercises whose facts it holds.
        patterns: Ids of movement patterns, for all exercises that belong to them.
        regions: Regions of the body, for all statements on their muscles.
        types: Types of fact that it holds where they are about no exercise.
    """

    about: str
    exercises: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


NOUNS = (
    *("sources", "muscles", "families", "terms"),
    *("exercises", "compensations", "packs", "properties"),
)
"""The fields of a base that map ids to nouns."""
