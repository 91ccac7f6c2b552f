"""The look of a finding of an assessment: the view and the place."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.model.fact import About, Fact, Keys, SlotValue
from cards.model.nouns import Compensation, Named
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Observation(Fact):
    """That a finding is seen in an assessment, at a checkpoint and from a side."""

    compensation: Compensation

    TYPES = MappingProxyType({"observation": "the look of a finding of an assessment"})
    SECTION = "compensations"
    KEYS: ClassVar[Keys] = MappingProxyType({})
    SLOTS = MappingProxyType(
        {
            "finding": "the finding of an assessment",
            "assessment": "the assessment of a finding",
            "seen": "what the coach sees, as a clause on a client",
            "plain": "the same in everyday words",
            "checkpoint": "the part of the body at which a finding is seen",
            "view": "the only side from which a finding is seen",
            "source": "the source, as “According to …” names it",
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One observation."""
        cited = entry.cited()
        compensation = entry.need(entry.compensation)
        yield cls(id=f"{compensation.id}/observation", compensation=compensation, **cited)

    @property
    def about(self) -> About:
        """Neither an exercise nor a muscle."""
        return About()

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The finding."""
        return (self.compensation,)

    @property
    def names(self) -> tuple[str, ...]:
        """None: the finding is named by a clause."""
        return ()

    @property
    def heading(self) -> str:
        """The finding and its assessment."""
        return heading_of(self.compensation)

    @property
    def claim(self) -> str:
        """The clause on the client."""
        return f"seen if {self.compensation.seen}"

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """The checkpoint and the views."""
        views = ", ".join(self.compensation.views)
        rows = (("Checkpoint", self.compensation.checkpoint), ("View", views))
        return tuple((label, str(text)) for label, text in rows if text)

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The finding with its assessment, checkpoint and views."""
        finding = self.compensation
        place = {"checkpoint": finding.checkpoint, "views": list(finding.views)}
        return {"finding": finding_record(finding) | place, "statement": self.claim}

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The finding, and how it is seen."""
        views = self.compensation.views
        return {
            **finding_slots(self.compensation, base),
            "checkpoint": self.compensation.checkpoint,
            "view": views[0] if len(views) == 1 else None,
            "source": self.source.name,
        }

    @property
    def spot(self) -> tuple[object, ...]:
        """The finding."""
        return (self.id,)

    @property
    def stated(self) -> object:
        """The clause on the client."""
        return self.compensation.seen

    @property
    def askable(self) -> bool:
        """It describes a finding."""
        return True


def heading_of(finding: Compensation) -> str:
    """A finding with its assessment: several assessments have one of the same name."""
    return f"{finding.name}, {finding.assessment.replace('-', ' ')}"


def finding_record(finding: Compensation) -> dict[str, object]:
    """A finding in a record for scripts."""
    return {"id": finding.id, "assessment": finding.assessment}


def finding_slots(finding: Compensation, base: "FactBase") -> dict[str, SlotValue | None]:
    """The slots of a finding."""
    return {
        "finding": finding.name,
        "assessment": base.terms[finding.assessment],
        "seen": finding.seen,
        "plain": finding.plain,
    }
