"""Cards and their wrong options, as values. `cards.generate` creates them."""

from enum import StrEnum
from typing import assert_never

from cards.model.fact import Fact
from cards.model.kinds import CARD_KINDS, KeyForm
from cards.model.nouns import Source, Term
from cards.model.template import Kind, Template
from cards.model.vocabulary import Confidence, SourceKind, Subject
from cards.value_class import value_class


class Proof(StrEnum):
    """The proof that an option is wrong."""

    FUNCTIONAL = "functional"  # exercise, muscle and phase have one value, and another is stated
    COMPLETE = "complete"  # the source lists all, and this is not one of them
    NOT = "not"  # a source denies it explicitly
    VOCABULARY = "vocabulary"  # another word of the same closed vocabulary
    ATTRIBUTED = "attributed"  # the question is about one source, which states something else


@value_class(frozen=True, kw_only=True)
class Distractor:
    """A wrong option.

    Attributes:
        text: The text of the option.
        reason: Why it is wrong, or the question for which it would be right.
        concept: The concept that a learner who chooses it has in mind: a value, muscle or term.
        because: The facts that prove it wrong; empty if the card's fact does.
    """

    text: str
    reason: str
    proof: Proof
    concept: str
    because: tuple[Fact, ...] = ()


@value_class(frozen=True, kw_only=True)
class MapQuestion:
    """The same question, asked with a map instead of words for a place.

    Attributes:
        stem: The wording next to the map.
        regions: Options with the ids of their regions. A single one is that of the key, and is
            highlighted; of several, those of the options that are shown are numbered.
    """

    stem: str
    regions: tuple[tuple[str, str], ...]

    @property
    def is_numbered(self) -> bool:
        """Whether the options are numbers on the map."""
        return len(self.regions) > 1


@value_class(frozen=True, kw_only=True)
class Card:
    """A question with its answer, generated from a template and facts.

    Attributes:
        id: Names the template and the fact, or the group of facts; that of a true-or-false card
            names the proposition (see `assertions`). It does not depend on wording, on the order of
            entries or on the other options: the learner's progress is kept when these change.
        stems: All wordings of the question. In a cloze, `GAP` is the place of the key. Where a
            statement may assert several values, the wordings of each, in the order of
            `distractors`.
        also: Other facts that the card combines with the first one.
        key: The right answers. In a select-all, all of them are needed; in a matching, each belongs
            to the item of `left_side` at the same position; in an ordering, they are in the right
            order. Otherwise, each of them is right.
        left_side: The left-hand sides of the pairs of a matching.
        reasons: Why each key is right, if there are several.
        distractors: All proven wrong options, near ones first. A true-or-false card
            has one for each value that it may assert.
        ruled_out: In a matching, for each pair the numbers of the right-hand sides that are proven
            wrong for its left-hand side, counted over `key` and then `distractors`.
        optional: Whether it is only asked when a topic, a pack or its template names it.
        grounds: Other facts that the explanation is derived from.
        derived_by: The rules by which the explanation is derived.
        field: The vocabulary of a typed answer: `muscle`, `role`, `contraction`, `term` or `text`.
        tests: The subject that it tests.
        on_map: The question with a map; None if there is none.
    """

    id: str
    template: Template
    fact: Fact
    stems: tuple[str, ...]
    also: tuple[Fact, ...] = ()
    key: tuple[str, ...]
    left_side: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    ruled_out: tuple[frozenset[int], ...] = ()
    explanation: str
    optional: bool = False
    grounds: tuple[Fact, ...] = ()
    derived_by: tuple[Source, ...] = ()
    field: str = "text"
    tests: Subject
    on_map: MapQuestion | None = None

    @property
    def kind(self) -> Kind:
        """How it is answered."""
        return self.template.kind

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts that it is generated from."""
        return (self.fact, *self.also)

    @property
    def rules(self) -> tuple[Source, ...]:
        """The rules by which its facts or its explanation are derived."""
        cited = (c.source for fact in self.facts for c in fact.citations)
        rules = (source for source in cited if source.kind is SourceKind.RULE)
        return tuple(dict.fromkeys((*rules, *self.derived_by)))

    @property
    def confidence(self) -> Confidence:
        """The confidence of its least certain fact."""
        return max((fact.confidence for fact in self.facts), key=list(Confidence).index)

    @property
    def opinion(self) -> bool:
        """Whether it asks what a person or a page says; such cards are asked only on request."""
        return any(fact.opinion for fact in self.facts)

    @property
    def body(self) -> str | None:
        """Id of the only body whose teaching or word it asks; None if there is none, or several."""
        bodies = {body for fact in self.facts if fact.is_teaching for body in fact.bodies}
        nouns = (noun for fact in self.facts for noun in fact.nouns)
        bodies |= {noun.body for noun in nouns if isinstance(noun, Term) and noun.body}
        return next(iter(bodies)) if len(bodies) == 1 else None

    @property
    def answer(self) -> str:
        """The right answer as one line."""
        form = CARD_KINDS[self.kind].key
        match form:
            case KeyForm.ONE:
                return self.key[0]
            case KeyForm.ALL:
                return "; ".join(self.key)
            case KeyForm.PAIRS:
                pairs = zip(self.left_side, self.key, strict=True)
                return "; ".join(f"{item}: {right}" for item, right in pairs)
            case KeyForm.ORDER:
                return " > ".join(self.key)
            case _:
                assert_never(form)

    @property
    def stem(self) -> str:
        """The first wording."""
        return self.stems[0]


@value_class(frozen=True, kw_only=True)
class Skipped:
    """A pair of template and fact without a card, and the reason."""

    template: str
    fact: str
    reason: str
