"""That a muscle belongs to a group."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.model.fact import About, Fact, Keys, SlotValue
from cards.model.nouns import Group, Muscle, Named
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Membership(Fact):
    """That a muscle belongs to a group."""

    group: Group
    muscle: Muscle

    TYPES = MappingProxyType({"membership": "a muscle that belongs to a group"})
    SECTION = "groups"
    KEYS: ClassVar[Keys] = MappingProxyType({})
    SLOTS = MappingProxyType(
        {
            "group": "the group of muscles",
            "muscle": "the muscle",
            "source": "the source, as “According to …” names it",
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One member of a group."""
        cited = entry.cited()
        group, muscle = entry.need(entry.group), entry.need(entry.muscle)
        id_ = f"{group.id}/{muscle.id}/membership"
        yield cls(id=id_, group=group, muscle=muscle, **cited)

    @property
    def about(self) -> About:
        """The muscle."""
        return About(muscle=self.muscle)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The muscle and the group."""
        return (self.muscle, self.group)

    @property
    def heading(self) -> str:
        """The group."""
        return self.group.name

    @property
    def claim(self) -> str:
        """The muscle."""
        return f"{self.muscle.name} is one of them"

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The muscle, and a sentence."""
        verb = "belong" if self.muscle.plural else "belongs"
        return {
            "muscle": self.muscle.id,
            "statement": f"The {self.muscle.name} {verb} to the {self.group.name}.",
        }

    def slots(self, _base: "FactBase") -> dict[str, SlotValue | None]:
        """The group and the muscle."""
        return {"group": self.group, "muscle": self.muscle, "source": self.source.name}

    @property
    def spot(self) -> tuple[object, ...]:
        """The group and the muscle."""
        return (self.id,)

    @property
    def stated(self) -> object:
        """No value, apart from the group and the muscle."""
        return None

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The group."""
        return (self.group.id, self.type)

    @property
    def stated_id(self) -> str:
        """The muscle."""
        return self.muscle.id

    @property
    def askable(self) -> bool:
        """It states the group."""
        return True
