"""The base of all statements: claims that are stated in a sentence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from cards.model.fact import (
    About,
    Fact,
    Section,
    SlotValue,
    fact_id,
    phase_words,
)
from cards.model.nouns import Exercise, Muscle, Named
from cards.model.vocabulary import Phase
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry, Said
    from cards.model.facts.trait import Trait

STATEMENT_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "describes": "words that describe this exercise and no other",
        "subject": "the exercise or muscle that a statement is about",
        "exercise": "the exercise",
        "muscle": "the muscle",
        "says": "the whole sentence of a statement",
        "gap": "the words in [brackets] of a statement",
        "when": "the exercise's own words for the phase: “as the hips rise”",
        "source": "the source, as “According to …” names it",
    }
)
"""The slots that every statement can fill."""


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Statement(Fact):
    """A claim about an exercise, a muscle or anything that has a name.

    Attributes:
        says: The whole sentence.
        gap: The words of it that can be asked for.
        gapped: The sentence with `GAP` instead of them.
        accept: Other answers that fill the gap.
        exercise: The exercise that it is about.
        muscle: The muscle that it is about, in that exercise or in any.
        thing: Any other subject, such as an implement.
        describes: Words that fit this exercise and no other one that is known.
    """

    says: str
    gap: str | None = None
    gapped: str | None = None
    accept: tuple[str, ...] = ()
    exercise: Exercise | None = None
    muscle: Muscle | None = None
    thing: str | None = None
    phase: Phase | None = None
    describes: str | None = None

    SECTION: ClassVar[Section] = "statements"
    SHARED_KEYS = MappingProxyType(
        {
            "accept": ("texts", "other right answers for the gap"),
            "muscle": ("muscle", "the muscle it is about"),
            "about": ("text", "anything else it is about"),
            "phase": ("phase", "the phase it is about"),
            "describes": ("text", "words that fit this exercise and no other"),
        }
    )
    SLOTS: ClassVar[Mapping[str, str]] = STATEMENT_SLOTS

    TRAITS: "ClassVar[tuple[Trait, ...]]" = ()
    """How it can be written as a trait of an exercise or a muscle."""

    NEEDS_SUBJECT: ClassVar[bool] = True
    """Whether it requires a subject if it is not written under an exercise."""

    @property
    def about(self) -> About:
        """The exercise, the muscle and the phase, if it has them."""
        return About(exercise=self.exercise, muscle=self.muscle, phase=self.phase)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The muscle and the exercise, if it has them."""
        return tuple(noun for noun in (self.muscle, self.exercise) if noun is not None)

    @property
    def heading(self) -> str:
        """The exercise, the muscle or whatever else it is about."""
        noun = self.exercise or self.muscle
        return noun.name if noun else self.thing or "general"

    @property
    def claim(self) -> str:
        """The sentence."""
        return self.says

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The sentence and its subject."""
        return {
            "exercise": self.exercise.id if self.exercise else None,
            "phase": self.phase,
            "muscle": self.muscle.id if self.muscle else None,
            "statement": self.says,
        }

    def slots(self, _base: "FactBase") -> dict[str, SlotValue | None]:
        """The slots of every statement."""
        when = None
        if self.exercise is not None and self.phase is not None:
            when = phase_words(self.exercise, self.phase)
        return {
            "describes": self.describes,
            "subject": self.exercise or self.muscle or self.thing,
            "exercise": self.exercise,
            "muscle": self.muscle,
            "says": self.says,
            "gap": self.gap,
            "when": when,
            "source": self.source.name,
        }

    @property
    def spot(self) -> tuple[object, ...]:
        """Its subject, in all phases."""
        nouns = (noun.id if noun else None for noun in (self.exercise, self.muscle))
        return (self.type, *nouns, self.thing)

    @property
    def stated(self) -> object:
        """The sentence."""
        return self.says

    @property
    def in_words(self) -> bool:
        """Another sentence need not contradict it."""
        return True

    def repetition_hint(self, _first: Fact) -> str:
        """Its author has chosen its name."""
        return "Choose another name for one of them."

    @property
    def askable(self) -> bool:
        """Whether its sentence has words to ask for."""
        return self.gap is not None

    def accepted(self, slot: str) -> tuple[str, ...]:
        """Other answers that fill the gap."""
        return self.accept if slot == "gap" else ()

    def gapped_slot(self, slot: str) -> tuple[str, str]:
        """A sentence with a gap shows it itself."""
        return ("says", self.gapped) if slot == "gap" and self.gapped else super().gapped_slot(slot)


def said(entry: "FactEntry") -> "Said":
    """The arguments that all statements share; ends the reading of the entry."""
    sentence = entry.sentence("says")
    accept = entry.texts("accept")
    if accept and sentence is not None and sentence[1] is None:
        entry.wrong("The sentence has no [gap] that this could fill.", "accept")
    muscle, thing, phase = entry.muscle_named("muscle"), entry.text("about"), entry.phase("phase")
    describes = entry.text("describes")
    cited = entry.cited()
    says, gap, gapped = entry.need(sentence)
    subject = entry.exercise or muscle
    return {
        "id": fact_id((subject.id if subject else "general", entry.key), cited),
        "says": says,
        "gap": gap,
        "gapped": gapped,
        "accept": accept,
        "exercise": entry.exercise,
        "muscle": muscle,
        "thing": thing,
        "phase": phase,
        "describes": describes,
        **cited,
    }
