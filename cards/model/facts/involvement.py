"""The base of all claims about a muscle or a group in an exercise."""

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from cards.model.fact import (
    About,
    Fact,
    SlotValue,
    fact_id,
    phase_name,
    phase_words,
)
from cards.model.nouns import Exercise, Muscle, Named, Term
from cards.model.vocabulary import Phase
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry, Involved

INVOLVEMENT_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "exercise": "the exercise",
        "muscle": "the muscle",
        "phase": "the phase: “lifting phase”",
        "when": "the exercise's own words for the phase: “as the hips rise”",
        "action": "the joint action that is claimed, or that the exercise is built on",
        "source": "the source, as “According to …” names it",
    }
)
"""The slots that every involvement can fill."""


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Involvement(Fact):
    """A claim about a muscle or a group in an exercise.

    Attributes:
        phase: None if the source names none, which is not the same as `throughout`.
    """

    exercise: Exercise
    muscle: Muscle
    phase: Phase | None = None

    SECTION = "involvements"
    SHARED_KEYS = MappingProxyType(
        {
            "phase": (
                "phase",
                "a phase of the exercise, or throughout; omitted if the source names none",
            ),
            "id": ("text", "a word that tells two purposes apart"),
        }
    )
    SLOTS: ClassVar[Mapping[str, str]] = INVOLVEMENT_SLOTS

    @property
    @abstractmethod
    def value(self) -> str:
        """The value as text."""

    @property
    def about(self) -> About:
        """The exercise, the muscle and the phase."""
        return About(exercise=self.exercise, muscle=self.muscle, phase=self.phase)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The muscle and the exercise."""
        return (self.muscle, self.exercise)

    @property
    def heading(self) -> str:
        """The exercise."""
        return self.exercise.name

    @property
    def claim(self) -> str:
        """The muscle, the phase and the value."""
        when = phase_name(self.phase) or self.phase
        return f"{self.muscle.name} · {f'{when}: ' if when else ''}{self.value}"

    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim, with the values that agreed claims state for the muscle in that phase."""
        known = base.known(self.exercise, self.muscle, self.phase)
        return {
            "exercise": self.exercise.id,
            "phase": self.phase,
            "muscle": self.muscle.id,
            "role": known.role,
            "contraction": known.contraction,
            "action": known.action.id if known.action else None,
            "purpose": "; ".join(known.purposes) or None,
        }

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The slots of every involvement."""
        return {
            "exercise": self.exercise,
            "muscle": self.muscle,
            "phase": phase_name(self.phase),
            "when": phase_words(self.exercise, self.phase) if self.phase else None,
            "action": self.asked_action(base),
            "source": self.source.name,
        }

    def asked_action(self, base: "FactBase") -> "Term | str | None":
        """The joint action that the muscle takes part in, else the one the exercise is built on."""
        known = base.known(self.exercise, self.muscle, self.phase)
        return known.action or base.main_action(self.exercise)

    @property
    def spot(self) -> tuple[object, ...]:
        """The exercise, the muscle, the type and the phase."""
        return (self.exercise.id, self.muscle.id, self.type, self.phase)

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The exercise, the phase, the muscle and the type."""
        return (self.exercise.id, self.phase, self.muscle.id, self.type)

    @property
    def askable(self) -> bool:
        """Every involvement states a value, unless its class says otherwise."""
        return True

    def named_phase(self, *, only_action: bool) -> Phase | None:  # noqa: ARG002
        """A value that holds in one phase must not be asked of the whole exercise."""
        return self.phase

    @property
    def waivers(self) -> tuple[tuple[str, str], ...]:
        """Its own, the exercise's and the muscle's."""
        return (*self.waive, *self.exercise.waive, *self.muscle.waive)

    @classmethod
    def involved(cls, entry: "FactEntry", phase: Phase | None, name: str | None) -> "Involved":
        """The arguments that all involvements share; ends the reading of the entry.

        Args:
            entry: The entry.
            phase: The phase of the claim.
            name: The `id` of the entry, which tells claims of one type and muscle apart.
        """
        cited = entry.cited()
        exercise, muscle = entry.need(entry.exercise), entry.need(entry.muscle)
        parts = (exercise.id, phase, muscle.id, next(iter(cls.TYPES)), name)
        return {
            "id": fact_id(parts, cited),
            "exercise": exercise,
            "muscle": muscle,
            "phase": phase,
            **cited,
        }


def disagreement_hint(fact: Fact, first: Fact) -> str | None:
    """Advice for an author if two agreed facts of one id state different values."""
    if fact.stated == first.stated or fact.attributed:
        return None
    return "Where sources disagree, write 'confidence: contested' on both."
