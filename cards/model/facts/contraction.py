"""The contraction of a muscle in an exercise, or in one of its phases."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self, assert_never
from zlib import crc32

from cards.model.fact import About, Fact, SlotValue
from cards.model.facts.involvement import INVOLVEMENT_SLOTS, Involvement, disagreement_hint
from cards.model.nouns import Term
from cards.model.vocabulary import Contraction, Phase, Role
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


_OLYMPIC_LIFT = "olympic-lift"
"""The movement pattern of the exercises with several pulls."""


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class ContractionClaim(Involvement):
    """How a muscle contracts.

    Attributes:
        open: Contractions that the claim does not rule out, though it states another.
    """

    contraction: Contraction
    open: frozenset[Contraction] = frozenset()

    TYPES = MappingProxyType({"contraction": "how a muscle contracts in a phase of an exercise"})
    KEYS = MappingProxyType(
        {
            "contraction": (
                "contraction",
                "one, or one a phase: {lifting: concentric, lowering: eccentric}",
            ),
            "open": ("texts", "values that the claim does not rule out"),
        }
    )
    SLOTS = MappingProxyType(
        {
            "contraction": "concentric, eccentric or isometric",
            "moved": "the joint action that takes place in the phase, at a joint of the muscle",
            "definition": "the meaning of the term, or of the role or contraction that is claimed",
            **INVOLVEMENT_SLOTS,
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One claim, or one for each phase of a contraction that is written by phases."""
        when = entry.phase("phase")
        by_phase = entry.contraction_by_phase("contraction", when)
        open_, name = entry.contractions("open"), entry.identifier("id")
        entry.cited()
        for phase, contraction in by_phase.items():
            shared = cls.involved(entry, phase, name)
            yield cls(contraction=contraction, open=frozenset(open_), **shared)

    @property
    def value(self) -> str:
        """The contraction."""
        return self.contraction

    @property
    def values(self) -> tuple[Role | Contraction, ...]:
        """The contraction."""
        return (self.contraction,)

    @property
    def about(self) -> About:
        """The exercise, the muscle, the phase and the contraction."""
        return About(
            exercise=self.exercise,
            muscle=self.muscle,
            phase=self.phase,
            contraction=self.contraction,
        )

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """The contractions that the claim leaves open."""
        return (("Leaves open", ", ".join(sorted(self.open))),) if self.open else ()

    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim with its contraction."""
        return super().record(base) | {"contraction": self.contraction}

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The contraction and its meaning."""
        return super().slots(base) | {
            "contraction": self.contraction,
            "moved": self.moved(base),
            "definition": base.meaning(self.contraction),
        }

    def moved(self, base: "FactBase") -> Term | None:
        """The joint action that takes place in the phase; either half's for what holds throughout.

        A muscle that shortens performs it, and one that lengthens performs the opposite. For a
        muscle that stays as long as it is, it is the chief action of the phase. An Olympic lift
        has several pulls with one action, and such a muscle may stay still in one of them only.
        """
        phase = self.phase
        if phase is Phase.THROUGHOUT:
            halves = (Phase.LIFTING, Phase.LOWERING)
            phase = halves[crc32(self.id.encode()) % len(halves)]
        if phase not in (Phase.LIFTING, Phase.LOWERING):
            return None
        chief = base.main_actions(self.exercise)
        opposites = (base.terms.get(action.opposite or "") for action in chief)
        taking_place = chief if phase is Phase.LIFTING else tuple(o for o in opposites if o)
        performed = base.anatomy.actions_of(self.muscle)
        for action in taking_place:
            match self.contraction:
                case Contraction.CONCENTRIC:
                    fits = action.id in performed
                case Contraction.ECCENTRIC:
                    fits = action.opposite in performed
                case Contraction.ISOMETRIC:
                    fits = _OLYMPIC_LIFT not in base.patterns_of(self.exercise)
                case _:
                    assert_never(self.contraction)
            if fits:
                return action
        return None

    @property
    def stated(self) -> object:
        """The contraction."""
        return self.contraction

    @property
    def stated_id(self) -> str:
        """The contraction."""
        return self.contraction

    def repetition_hint(self, first: Fact) -> str:
        """Sources may disagree on a contraction."""
        return disagreement_hint(self, first) or super().repetition_hint(first)

    def is_recallable(self, slot: str) -> bool:
        """A contraction is, unless others are left open."""
        return slot != "contraction" or not self.open
