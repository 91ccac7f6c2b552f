"""The value of a property: the rest between sets for a goal, the lever class of a movement."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.model.fact import About, Keys, SlotValue
from cards.model.facts.teaching import PAGES_THAT_CONFIRM, Teaching, read_taught
from cards.model.nouns import Exercise, Muscle, Named, Property
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class PropertyValue(Teaching):
    """A property has a value in one case, in general or as a body teaches it.

    Attributes:
        of: The property.
        case: The noun or the words that it holds for, such as "the knees cave in".
        value: The value in words.
        accept: Other ways to write the value.
        because: Why it has that value, in one sentence.
        wrong: Values that it does not have, each with the reason.
        exercise: The exercise that it is about.
        muscle: The muscle that it is about.
    """

    of: Property
    case: Named | str
    value: str
    accept: tuple[str, ...] = ()
    because: str | None = None
    wrong: tuple[tuple[str, str], ...] = ()
    exercise: Exercise | None = None
    muscle: Muscle | None = None

    TYPES = MappingProxyType({"property": "the value of a property in one case"})
    SECTION = "properties"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "value": ("text", "the value"),
            "case": (
                "text",
                "what has the value; without it, the noun whose id is the entry's key",
            ),
            "exercise": ("exercise", "the exercise it is about"),
            "muscle": ("muscle", "the muscle it is about"),
            "accept": ("texts", "other ways to write the value"),
            "because": ("text", "why it has that value, in one sentence"),
            "wrong": ("reasons", "values that it does not have, each with the reason"),
            "body": ("body", "the certifying body whose teaching it is"),
            "edition": ("text", "the edition of that body's text"),
        }
    )
    SLOTS = MappingProxyType(
        {
            "case": "what has a value of a property",
            "value": "the value that is stated: a term of a family, or the value of a property",
            "exercise": "the exercise",
            "muscle": "the muscle",
            "says": "the whole sentence of a statement",
            "because": "why a property has its value",
            "explained": "why a property has its value; if not stated, the sentence of the value",
            "body": "the certifying body that teaches it, with the edition",
            "source": "the source, as “According to …” names it",
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One value."""
        exercise, muscle = entry.exercise_named("exercise"), entry.muscle_named("muscle")
        value, words, because = entry.text("value"), entry.text("case"), entry.text("because")
        taught = read_taught(entry)
        noun = entry.noun_named(entry.key) if words is None else None
        if words is None and noun is None:
            entry.wrong(
                f"'{entry.key}' is not the id of an exercise, muscle or term. "
                "Add 'case:', its words."
            )
        accept, wrong = entry.texts("accept"), entry.reasons("wrong")
        cited = entry.cited()
        of = entry.need(entry.of_property)
        by = f"@{'-'.join(filter(None, (taught.body, _slug(taught.edition))))}"
        yield cls(
            id=f"{of.id}/{entry.key}{by if taught.body else ''}",
            of=of,
            case=words if words is not None else entry.need(noun),
            value=entry.need(value),
            accept=accept,
            because=because,
            wrong=wrong,
            body=taught.body,
            edition=taught.edition,
            exercise=exercise or (noun if isinstance(noun, Exercise) else None),
            muscle=muscle or (noun if isinstance(noun, Muscle) else None),
            **cited,
        )

    @property
    def case_name(self) -> str:
        """The words for what has the value."""
        return self.case.name if isinstance(self.case, Named) else self.case

    @property
    def about(self) -> About:
        """The exercise and the muscle, if it has them."""
        return About(exercise=self.exercise, muscle=self.muscle)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The case, the exercise and the muscle, if they are nouns."""
        given = (self.case, self.exercise, self.muscle, self.of)
        return tuple(dict.fromkeys(noun for noun in given if isinstance(noun, Named)))

    @property
    def heading(self) -> str:
        """The exercise, if there is one; otherwise the property."""
        return self.exercise.name if self.exercise else self.of.name

    @property
    def clause(self) -> str:
        """The sentence of the property as a clause that does not say who teaches it."""
        return self.of.says.format(
            case=self.case_name,
            value=self.value,
            exercise=self.exercise.name if self.exercise else "",
            muscle=self.muscle.name if self.muscle else "",
        )

    @property
    def claim(self) -> str:
        """The sentence of the property, with the case and the value in it."""
        if self.body is None:
            return f"{self.clause[:1].upper()}{self.clause[1:]}"
        return f"According to {self.attribution}, {self.clause}"

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The sentence and its subject."""
        return {
            "exercise": self.exercise.id if self.exercise else None,
            "muscle": self.muscle.id if self.muscle else None,
            "statement": self.claim,
        }

    def slots(self, _base: "FactBase") -> dict[str, SlotValue | None]:
        """The case, its value and the reason."""
        return {
            "case": self.case,
            "value": self.value,
            "exercise": self.exercise,
            "muscle": self.muscle,
            "says": self.claim,
            "because": self.because,
            "explained": self.because or self.claim,
            "body": self.attribution if self.body else None,
            "source": self.source.name,
        }

    @property
    def spot(self) -> tuple[object, ...]:
        """The property and the case, in one body's teaching."""
        return (self.id,)

    @property
    def stated(self) -> object:
        """The value."""
        return self.value

    @property
    def in_words(self) -> bool:
        """A body may word its value differently."""
        return True

    @property
    def askable(self) -> bool:
        """It states a value."""
        return True

    def accepted(self, slot: str) -> tuple[str, ...]:
        """Other ways to write the value."""
        return self.accept if slot == "value" else ()

    @property
    def would_name_a_page(self) -> bool:
        """Whether only one tertiary page reports what a body teaches; two confirm each other."""
        if self.body is None:
            return super().would_name_a_page
        return self.on_pages_alone and len(self.supporting) < PAGES_THAT_CONFIRM


def _slug(edition: str | None) -> str | None:
    return edition and "-".join("".join(c if c.isalnum() else " " for c in edition.lower()).split())
