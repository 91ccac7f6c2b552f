"""Statements that are a sentence and no more: cues, benefits, safety and the like."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.model.fact import Keys
from cards.model.facts.statement import Statement, said
from cards.model.vocabulary import Phase
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Sentence(Statement):
    """A sentence, with a gap in it or without.

    Attributes:
        kind: Its type; some types also have a class for statements with a value.
    """

    kind: str

    TYPES = MappingProxyType(
        {
            "action": "a joint action that a muscle performs or an exercise involves",
            "activity": "how active a muscle is",
            "alternative": "an exercise suggested instead",
            "assistance": "a joint action in which a muscle assists",
            "audience": "whom the exercise is for",
            "benefit": "what the exercise is good for",
            "comparison": "more or less of a quality than in another exercise",
            "crossing": "a joint that a muscle crosses",
            "cue": "an instruction to the person who exercises",
            "denial": "something that a source denies of a muscle",
            "emphasis": "the muscle that a variation emphasises",
            "equipment": "what the exercise can be done with",
            "execution": "how the exercise is performed",
            "function": "what a muscle is for",
            "importance": "why a muscle or an exercise matters",
            "insertion": "where a muscle inserts",
            "location": "where a muscle lies",
            "mechanic": "a compound or an isolation exercise",
            "nerve": "the nerve that supplies a muscle",
            "origin": "where a muscle originates",
            "pattern": "the movement pattern of an exercise",
            "plane": "the plane in which a movement takes place",
            "ranking": "an order of exercises, muscles or other terms",
            "reach": "a joint that a muscle acts on through connective tissue",
            "safety": "how to avoid injury",
            "setup": "the starting position",
            "target": "the muscle that an exercise is meant to train",
        }
    )
    KEYS: ClassVar[Keys] = MappingProxyType({})

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One sentence."""
        yield cls(kind=entry.kind, **said(entry))

    @property
    def type(self) -> str:
        """Its kind."""
        return self.kind

    def named_phase(self, *, only_action: bool) -> Phase | None:  # noqa: ARG002
        """The joint actions differ between phases; other sentences name their phase themselves."""
        return self.phase if self.kind == "action" else None
