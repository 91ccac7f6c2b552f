"""A run through some questions as a value; knows no clock and no terminal."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from quiz.session.question import Entry, Question

if TYPE_CHECKING:
    from cards.model.base import FactBase


class Outcome(StrEnum):
    """How a question ended."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    UNKNOWN = "don't know"
    TIMEOUT = "no answer in time"
    SKIPPED = "not answered"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of a question.

    Attributes:
        given: The chosen option or the typed text; None where nothing was answered.
        chosen: Numbers of the chosen options, in the order they were given.
        score: From 0 to 1; between them for an answer that is partly right or had a hint.
        seconds: From the question on the screen to the answer, pauses taken off.
        late: Whether it came after a limit; such an answer is counted apart.
        remark: What to say about a typed answer.
        concept: What a wrong answer took the right one for, where that is known.
        named: The same in words.
        hinted: Whether a hint was shown before; it halves the score.
        confidence: 1 a guess, 2 think so, 3 sure; None where nobody asked or nobody said.
    """

    question: Question
    outcome: Outcome
    given: str | None = None
    chosen: tuple[int, ...] = ()
    score: float = 0.0
    seconds: float = 0.0
    late: bool = False
    remark: str = ""
    concept: str | None = None
    named: str | None = None
    hinted: bool = False
    confidence: int | None = None


HINT_SHARE = 0.5
"""What an answer is worth after a hint."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Seconds that a run and a question may take; None is no limit."""

    whole: float | None = None
    question: float | None = None


class Why(StrEnum):
    """Why a question is asked."""

    DRAWN = "drawn"  # by chance, from what was chosen
    CONTRAST = "contrast"  # because another was taken for it
    MISSED = "missed"  # because it was missed before
    MIX_UP = "mix-up"  # because its concepts are mixed up


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question in its place.

    Attributes:
        because: For a contrast, the number of the answer that it was put in for, from 0.
        told: The reason for people, where `why` alone does not tell it.
    """

    question: Question
    why: Why = Why.DRAWN
    because: int | None = None
    told: str = ""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A run: what is asked, and what was answered so far.

    Attributes:
        seconds: How long it has taken in all, pauses taken off.
        away: How long it was paused or left, in seconds.
        stopped: Whether it was ended before its last question.
        flags: Ids of the cards that the learner has flagged.
    """

    items: tuple[Item, ...]
    limits: Limits = Limits()
    answers: tuple[Answer, ...] = ()
    seconds: float = 0.0
    away: float = 0.0
    stopped: bool = False
    flags: frozenset[str] = frozenset()

    @property
    def current(self) -> Item | None:
        """The question whose turn it is; None when the run is over."""
        out_of_time = self.limits.whole is not None and self.seconds >= self.limits.whole
        if self.stopped or out_of_time or len(self.answers) == len(self.items):
            return None
        return self.items[len(self.answers)]

    @property
    def number(self) -> int:
        """The number of the current question, counted from 1."""
        return len(self.answers) + 1

    def answered(self, answer: Answer, seconds: float) -> "Session":
        """The run after one more answer, at that many seconds from its start."""
        return replace(self, answers=(*self.answers, answer), seconds=seconds)

    def undone(self) -> "Session":
        """The run without its last answer, and without what was put in for it."""
        last = len(self.answers) - 1
        items = tuple(item for item in self.items if item.because != last)
        return replace(self, items=items, answers=self.answers[:-1], stopped=False)

    def queued(self, item: Item, after: int) -> "Session":
        """The run with a question put in, behind that many others."""
        place = min(len(self.answers) + after, len(self.items))
        return replace(self, items=(*self.items[:place], item, *self.items[place:]))

    def redrawn(self, question: Question) -> "Session":
        """The run with its current question asked in another form."""
        place = len(self.answers)
        item = replace(self.items[place], question=question)
        return replace(self, items=(*self.items[:place], item, *self.items[place + 1 :]))

    def flagged(self, card: str, *, on: bool) -> "Session":
        """The run with a flag put up or taken down."""
        flags = self.flags | {card} if on else self.flags - {card}
        return replace(self, flags=flags)

    def at(self, seconds: float) -> "Session":
        """The run, that many seconds after its start: reading takes time as well."""
        return replace(self, seconds=seconds)

    def ended(self, seconds: float) -> "Session":
        """The run, ended by the learner."""
        return replace(self, stopped=True, seconds=seconds)

    def count(self, *outcomes: Outcome, late: bool = False) -> int:
        """How many answers ended so, in time or late."""
        return sum(1 for a in self.answers if a.outcome in outcomes and a.late is late)


def grade(question: Question, given: str, base: "FactBase") -> Answer:
    """Judge a chosen option or a typed text; the time is filled in by who measured it."""
    if question.typed:
        from cards.answers import judge
        from cards.model.concepts import concept_name

        judgement = judge(given, question.card, base)
        concept, named = judgement.concept, judgement.taken_as
        if concept and question.card.field in ("role", "contraction"):
            named = concept_name(concept)  # as options say it: not "eccentric contraction"
        return Answer(
            question=question,
            outcome=Outcome.RIGHT if judgement.right else Outcome.WRONG,
            score=float(judgement.right),
            given=given,
            remark=judgement.remark,
            concept=concept,
            named=named if concept else None,
        )
    number = next(n for n, option in enumerate(question.options) if option.text == given)
    return grade_choice(question, (number,))


SELECT_ALL_RULE = "(right − wrong) / all that apply, never below 0"
"""How a select-all is scored: a wrong one takes back a right one."""


def grade_choice(question: Question, chosen: tuple[int, ...]) -> Answer:
    """Judge chosen options: one, several that apply, or one for each place of an order."""
    options = [question.options[number] for number in chosen]
    wrong = [option for option in options if not option.right]
    if question.solution:
        hits = sum(a == b for a, b in zip(chosen, question.solution, strict=True))
        score = hits / len(question.solution)
        remark = f"{hits} of {len(question.solution)} in the right place."
    elif question.entry is Entry.LETTERS:
        apply = sum(option.right for option in question.options)
        right = len(options) - len(wrong)
        score = max(0.0, (right - len(wrong)) / apply)
        extra = f", {len(wrong)} extra" if wrong else ""
        remark = f"{right} of {apply} right{extra}. Score: {SELECT_ALL_RULE}; here {score:.2g}."
    else:
        score, remark = float(options[0].right), ""
    outcome = Outcome.WRONG if score == 0 else Outcome.RIGHT if score == 1 else Outcome.PARTLY
    return Answer(
        question=question,
        outcome=outcome,
        given="; ".join(option.text for option in options),
        chosen=chosen,
        score=score,
        remark=remark if outcome is not Outcome.RIGHT else "",
        concept=wrong[0].concept if wrong else None,
        named=wrong[0].text if wrong else None,
    )


def missed(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers to look at again."""
    return tuple(a for a in answers if a.outcome is not Outcome.RIGHT)
