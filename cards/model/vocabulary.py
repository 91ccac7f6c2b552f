"""The fixed vocabularies of the field: roles, contractions, phases, degrees of confidence."""

from enum import StrEnum


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
        return self not in (Confidence.HIGH, Confidence.MEDIUM)


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
    def strong(self) -> bool:
        """Whether a single source of this kind can make a claim certain."""
        return self in (
            SourceKind.TEXTBOOK,
            SourceKind.BODY,
            SourceKind.STUDY,
            SourceKind.REVIEW,
            SourceKind.REFERENCE,
        )


class Evidence(StrEnum):
    """The only claims that some sources can be evidence of."""

    ACTIVITY = "activity"  # how active muscles were; never which role they have
    NAMES = "names"  # names, equipment and types; never what a muscle does
