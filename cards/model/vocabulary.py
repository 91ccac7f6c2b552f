"""The fixed vocabularies: roles, contractions, phases, subjects, degrees of confidence."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cards.named_tuple import NamedTuple


class Role(StrEnum):
    """The part that a muscle plays in a movement."""

    PRIME_MOVER = "prime mover"
    SYNERGIST = "synergist"
    STABILISER = "stabiliser"
    ANTAGONIST = "antagonist"

    @property
    def sort(self) -> str:
        """The sort of concept."""
        return "role"


class Contraction(StrEnum):
    """How a muscle's length changes while it makes tension."""

    CONCENTRIC = "concentric"  # it shortens
    ECCENTRIC = "eccentric"  # it lengthens
    ISOMETRIC = "isometric"  # it stays as long as it was

    @property
    def sort(self) -> str:
        """The sort of concept."""
        return "contraction"


class Phase(StrEnum):
    """A part of an exercise, by what it means and not by which way the load moves."""

    LIFTING = "lifting"
    LOWERING = "lowering"
    HOLD = "hold"
    THROUGHOUT = "throughout"


class Imbalance(StrEnum):
    """How a muscle is listed for a finding of an assessment."""

    OVERACTIVE = "overactive"  # often short or tight
    UNDERACTIVE = "underactive"  # often long or weak

    @property
    def other(self) -> "Imbalance":
        """The other list of the same table."""
        return Imbalance.UNDERACTIVE if self is Imbalance.OVERACTIVE else Imbalance.OVERACTIVE


class Viewpoint(StrEnum):
    """The side from which a client is observed."""

    ANTERIOR = "anterior"
    LATERAL = "lateral"
    POSTERIOR = "posterior"


class Checkpoint(StrEnum):
    """A part of the body that is observed in an assessment of posture or movement."""

    FEET_AND_ANKLES = "feet and ankles"
    KNEES = "knees"
    HIPS = "lumbo-pelvic-hip complex"
    SHOULDERS = "shoulders"
    HEAD_AND_NECK = "head and neck"


class Subject(StrEnum):
    """The subject of a question; an exam is a mix of subjects in certain shares."""

    ROLES = "roles"
    MUSCLE_ACTIONS = "muscle-actions"
    CONTRACTION = "contraction"
    PLANES = "planes"
    JOINTS = "joints"
    LOCATION = "location"
    BIOMECHANICS = "biomechanics"
    NEUROMUSCULAR = "neuromuscular"
    EXERCISE_KINDS = "exercise-kinds"
    TECHNIQUE = "technique"
    SPOTTING = "spotting"
    ASSESSMENT = "assessment"
    SELECTION = "selection"
    LOAD = "load"
    PRINCIPLES = "principles"
    NERVES = "nerves"

    @property
    def label(self) -> str:
        """The name that people read."""
        return SUBJECTS[self].label


class SubjectText(NamedTuple):
    """A subject in words.

    Attributes:
        label: Its name.
        meaning: A line on its contents.
        aliases: Other names that people use.
    """

    label: str
    meaning: str
    aliases: tuple[str, ...]


SUBJECTS: Mapping[Subject, SubjectText] = MappingProxyType(
    {
        Subject.ROLES: SubjectText(
            "roles",
            "what part a muscle plays in an exercise, and what the exercise trains",
            ("role", "muscle roles"),
        ),
        Subject.MUSCLE_ACTIONS: SubjectText(
            "muscle actions",
            "the joint actions of muscles and exercises",
            ("muscle action", "action", "actions"),
        ),
        Subject.CONTRACTION: SubjectText(
            "contraction", "how a muscle works in each phase of an exercise", ("contractions",)
        ),
        Subject.PLANES: SubjectText(
            "planes and axes",
            "the planes and axes of joint actions and exercises",
            ("plane", "axis", "axes"),
        ),
        Subject.JOINTS: SubjectText(
            "joints and terms",
            "types of joint, and terms of place and movement",
            ("joint", "terms"),
        ),
        Subject.LOCATION: SubjectText(
            "location",
            "where a muscle is, which group it belongs to, which joints it crosses",
            ("locations",),
        ),
        Subject.BIOMECHANICS: SubjectText("biomechanics", "levers, torque, force and velocity", ()),
        Subject.NEUROMUSCULAR: SubjectText(
            "neuromuscular", "motor units, reflexes and the structure of muscles", ()
        ),
        Subject.EXERCISE_KINDS: SubjectText(
            "kinds of exercise", "how exercises are recognised and classified", ("exercise kind",)
        ),
        Subject.TECHNIQUE: SubjectText(
            "technique", "set-up, execution, faults and their correction", ("techniques",)
        ),
        Subject.SPOTTING: SubjectText(
            "spotting and breathing", "where the spotter is, and when to breathe", ("breathing",)
        ),
        Subject.ASSESSMENT: SubjectText(
            "assessment",
            "posture and movement screens, and what a fault points to",
            ("assessments", "posture"),
        ),
        Subject.SELECTION: SubjectText(
            "selection and progression", "which exercise for which goal or client", ("progression",)
        ),
        Subject.LOAD: SubjectText(
            "order, load and rest", "order, load, repetitions, sets and rest", ("rest", "order")
        ),
        Subject.PRINCIPLES: SubjectText(
            "principles", "overload, specificity and the phases of training", ("principle",)
        ),
        Subject.NERVES: SubjectText(
            "nerves and attachments",
            "what supplies a muscle, its origin and its insertion",
            ("attachments", "innervation"),
        ),
    }
)
"""Every subject in words."""

SUBJECT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        name: subject.value
        for subject, text in SUBJECTS.items()
        for name in (subject.value, text.label, *text.aliases)
    }
)
"""The id of each subject by all its names."""


class Level(StrEnum):
    """The cognitive level of a question, as the outlines of exams count it."""

    RECALL = "recall"  # state what a fact says
    APPLICATION = "application"  # use a fact in a case, or combine two
    ANALYSIS = "analysis"  # combine three facts or more, or judge a whole statement or plan


class Origin(StrEnum):
    """The origin of a fact."""

    BUILTIN = "builtin"  # it ships with the program
    USER = "user"


class Confidence(StrEnum):
    """How far a claim can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    CONTESTED = "contested"  # sources that were read disagree
    OPINION = "opinion"  # one author's judgement
    UNVERIFIED = "unverified"  # not read in any source; never asked

    @property
    def attributed(self) -> bool:
        """Whether it is not agreed, so that a question on it must say whose claim it is."""
        return self not in _AGREED


_AGREED = frozenset({Confidence.HIGH, Confidence.MEDIUM})


class Rank(StrEnum):
    """How much a source decides; the best comes first."""

    TEACHING = "teaching"  # a textbook, or what a certifying body publishes
    STUDY = "study"  # a study or a review
    REFERENCE = "reference"  # a reference work that editors answer for
    EXPERT = "expert"  # a named author or practice
    TERTIARY = "tertiary"  # an unsigned or machine-written page, or one that retells without naming

    @property
    def number(self) -> int:
        """Its place, counted from the best."""
        return _RANK_NUMBERS[self]

    @property
    def strong(self) -> bool:
        """Whether a single source of this rank can make a claim certain."""
        return self.number <= Rank.REFERENCE.number


_RANK_NUMBERS = {rank: number for number, rank in enumerate(Rank)}


class SourceKind(StrEnum):
    """The kinds of source."""

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
    def usual_rank(self) -> Rank | None:
        """The rank of a source that states none; a rule and what was not read have none."""
        return _USUAL_RANKS.get(self)


_USUAL_RANKS = {
    SourceKind.TEXTBOOK: Rank.TEACHING,
    SourceKind.BODY: Rank.TEACHING,
    SourceKind.STUDY: Rank.STUDY,
    SourceKind.REVIEW: Rank.STUDY,
    SourceKind.REFERENCE: Rank.REFERENCE,
    SourceKind.ARTICLE: Rank.EXPERT,
    SourceKind.DATASET: Rank.EXPERT,
    SourceKind.NOTES: Rank.EXPERT,
}


class Evidence(StrEnum):
    """The only claims that some sources can be evidence of."""

    ACTIVITY = "activity"  # how active muscles were; never which role they have
    NAMES = "names"  # names, equipment and types; never what a muscle does
