"""Cards and their wrong options, as values. How they come about is told in `making`."""

from dataclasses import dataclass
from enum import StrEnum

from cards.facts import Fact
from cards.template import Kind, Template


class Proof(StrEnum):
    """Why an option is known to be wrong."""

    FUNCTIONAL = "functional"  # one value for this exercise, muscle and phase: another is stated
    COMPLETE = "complete"  # the source names all of them, and this is none
    NOT = "not"  # a source says so
    VOCABULARY = "vocabulary"  # another word of the same closed vocabulary
    ATTRIBUTED = "attributed"  # the question asks what one source says, and it says something else


@dataclass(frozen=True, kw_only=True)
class Distractor:
    """A wrong option.

    Attributes:
        text: As it is shown.
        reason: What it would be right for, or why it is wrong.
        concept: What somebody who picks it has in mind: a value, a muscle or a term.
    """

    text: str
    reason: str
    proof: Proof
    concept: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing to recall.

    Attributes:
        id: Made of the ids of the template and the fact, so that mending the wording keeps the
            learner's progress. A true-or-false card adds the value that it asserts.
        stems: The question in all its wordings. In a cloze, `GAP` stands for the key.
        key: The right answers; any of them is right by itself.
        distractors: All the wrong options that are proven, near ones first.
        field: What a typed answer is: `muscle`, `role`, `contraction`, `term` or `text`.
        tests: What the template tests.
    """

    id: str
    template: Template
    fact: Fact
    stems: tuple[str, ...]
    key: tuple[str, ...]
    distractors: tuple[Distractor, ...] = ()
    explanation: str
    field: str = "text"

    @property
    def kind(self) -> Kind:
        """How it is answered."""
        return self.template.kind

    @property
    def stem(self) -> str:
        """The first wording."""
        return self.stems[0]


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A pair of template and fact that makes no card, and why."""

    template: str
    fact: str
    reason: str
