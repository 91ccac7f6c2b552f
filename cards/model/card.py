"""Cards and their wrong options, as values. `cards.generate` makes them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from cards.model.fact import Fact
from cards.model.kinds import CARD_KINDS, KeyForm
from cards.model.template import Kind, Template
from cards.model.vocabulary import Confidence


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
        concept: What a learner who picks it has in mind: a value, a muscle or a term.
        because: The facts that prove it wrong; empty where the card's own fact does.
    """

    text: str
    reason: str
    proof: Proof
    concept: str
    because: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing to recall.

    Attributes:
        id: Names the template and the fact, or the group of facts; that of a true-or-false card
            names the proposition (see `assertions`). It never depends on wording, on the order of
            entries or on the alternatives, so that the learner's progress outlives their changes.
        stems: The question in all its wordings. In a cloze, `GAP` stands for the key. Where a
            statement may assert several values, the wordings of each, in the order of
            `distractors`.
        also: Further facts that the card puts together with the first.
        key: The right answers. Any of them is right by itself, but in a select-all all are, in a
            matching they belong to `left` one by one, and in an ordering their order is asked.
        left: The left-hand sides of the pairs of a matching.
        reasons: Why each key is right, where there are several.
        distractors: All the wrong options that are proven, near ones first. A true-or-false card
            has one for each value that it may assert.
        ruled_out: In a matching, for each pair the numbers of the right-hand sides that are proven
            wrong for its left-hand side, counted over `key` and then `distractors`.
        field: What a typed answer is: `muscle`, `role`, `contraction`, `term` or `text`.
        tests: What the template tests.
    """

    id: str
    template: Template
    fact: Fact
    stems: tuple[str, ...]
    also: tuple[Fact, ...] = ()
    key: tuple[str, ...]
    left: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    ruled_out: tuple[frozenset[int], ...] = ()
    explanation: str
    field: str = "text"

    @property
    def kind(self) -> Kind:
        """How it is answered."""
        return self.template.kind

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts it is made of."""
        return (self.fact, *self.also)

    @property
    def confidence(self) -> Confidence:
        """How far the least certain of its facts can be trusted."""
        return max((fact.confidence for fact in self.facts), key=list(Confidence).index)

    @property
    def answer(self) -> str:
        """The right answer, in a line."""
        form = CARD_KINDS[self.kind].key
        match form:
            case KeyForm.ONE:
                return self.key[0]
            case KeyForm.ALL:
                return "; ".join(self.key)
            case KeyForm.PAIRS:
                pairs = zip(self.left, self.key, strict=True)
                return "; ".join(f"{left}: {right}" for left, right in pairs)
            case KeyForm.ORDER:
                return " > ".join(self.key)
            case _:
                assert_never(form)

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
