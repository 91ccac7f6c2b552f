"""A ready-made question: its author wrote the stem, the key and the wrong options."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.model.fact import About, Fact, Keys, SlotValue
from cards.model.facts.teaching import Teaching, read_taught
from cards.model.nouns import Exercise, Muscle, Named
from cards.model.vocabulary import Origin, Subject
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class ReadyQuestion(Teaching):
    """A question in its author's words, with the right answer and why the others are wrong.

    Attributes:
        stem: The question.
        key: The right answer.
        wrong: The wrong options, each with the reason.
        explanation: Why the key is right.
        tests: The subject that it tests.
        exercise: The exercise that it is about.
        muscle: The muscle that it is about.
    """

    stem: str
    key: str
    wrong: tuple[tuple[str, str], ...]
    explanation: str
    tests: Subject
    exercise: Exercise | None = None
    muscle: Muscle | None = None

    TYPES = MappingProxyType({"question": "a ready-made question"})
    SECTION = "questions"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "stem": ("text", "the question; required"),
            "key": ("text", "the right answer; required"),
            "wrong": ("reasons", "at least two wrong options, each with the reason; required"),
            "explanation": ("text", "why the key is right, in a sentence or two; required"),
            "subject": ("subject", "what it tests, see `primemover help topics`; required"),
            "exercise": ("exercise", "the exercise it is about"),
            "muscle": ("muscle", "the muscle it is about"),
            "body": ("body", "the certifying body whose teaching it is"),
            "edition": ("text", "the edition of that body's text"),
        }
    )
    REQUIRED = ("stem", "key", "wrong", "explanation", "subject")
    SLOTS = MappingProxyType(
        {
            "stem": "the stem of a ready-made question",
            "answer": "the key of a ready-made question",
            "explanation": "why the key of a ready-made question is right",
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One question."""
        stem, key, wrong = entry.text("stem"), entry.text("key"), entry.reasons("wrong")
        explanation, tests = entry.text("explanation"), entry.subject("subject")
        exercise, muscle = entry.exercise_named("exercise"), entry.muscle_named("muscle")
        taught = read_taught(entry)
        if wrong and len(wrong) < _FEWEST_WRONG:
            entry.wrong("A question needs at least two wrong options.", "wrong")
        if key is not None and any(text.lower() == key.lower() for text, _ in wrong):
            entry.wrong(f"'{key}' is the key, and a wrong option too.", "wrong")
        cited = entry.cited()
        yield cls(
            id=f"question/{entry.key}",
            stem=entry.need(stem),
            key=entry.need(key),
            wrong=wrong,
            explanation=entry.need(explanation),
            tests=entry.need(tests),
            exercise=exercise,
            muscle=muscle,
            body=taught.body,
            edition=taught.edition,
            **cited,
        )

    @property
    def about(self) -> About:
        """The exercise and the muscle, if it names them."""
        return About(exercise=self.exercise, muscle=self.muscle)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The exercise and the muscle, if it names them."""
        return tuple(noun for noun in (self.exercise, self.muscle) if noun is not None)

    @property
    def heading(self) -> str:
        """The exercise, if there is one; otherwise the subject."""
        return self.exercise.name if self.exercise else f"questions on {self.tests.label}"

    @property
    def claim(self) -> str:
        """The question and its answer."""
        return f"{self.stem} Answer: {self.key}"

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """The wrong options and the explanation."""
        options = (("Wrong", f"{text}: {reason}") for text, reason in self.wrong)
        return (*options, ("Explanation", self.explanation))

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The question and what it is about."""
        return {
            "exercise": self.exercise.id if self.exercise else None,
            "muscle": self.muscle.id if self.muscle else None,
            "statement": self.claim,
        }

    def slots(self, _base: "FactBase") -> dict[str, SlotValue | None]:
        """The stem, the key and the explanation."""
        return {"stem": self.stem, "answer": self.key, "explanation": self.explanation}

    @property
    def spot(self) -> tuple[object, ...]:
        """The question itself: two of them never contradict each other."""
        return (self.id,)

    @property
    def stated(self) -> object:
        """The stem and the key."""
        return self.stem, self.key

    @property
    def in_words(self) -> bool:
        """Another question of the same id need not contradict it."""
        return True

    def repetition_hint(self, _first: Fact) -> str:
        """Advice for an author who uses an id twice."""
        return "Choose another id for one of the two questions."

    @property
    def askable(self) -> bool:
        """It has a key."""
        return True

    @property
    def would_name_a_page(self) -> bool:
        """Whether only a tertiary page vouches for it; a user's own question is always asked."""
        return self.origin is not Origin.USER and super().would_name_a_page


_FEWEST_WRONG = 2
"""A choice between two is a coin toss."""
