"""How a quiz is shown, whoever looks: what every face can do, and the words they share.

A face turns values into lines and knows nothing of keys and clocks.
"""

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING, Protocol

from cards.model.template import Kind
from quiz.session.question import Entry, Question, letters, span
from quiz.session.session import Answer, Item, Session

if TYPE_CHECKING:
    from quiz.exam.sitting import Sitting
    from quiz.screens.result import Report


class View(Protocol):
    """What a quiz shows."""

    def opening(self, session: Session) -> list[str]:
        """Before the first question."""

    def question(self, session: Session, item: Item, left: float | None) -> list[str]:
        """A question; `left` is the number of seconds that remain for the whole run."""

    def prompt(self, question: Question) -> str:
        """What stands before the cursor."""

    def remark(self, text: str) -> list[str]:
        """A line that is neither question nor answer."""

    def aside(self, text: str) -> list[str]:
        """Something worth knowing beside what was asked and answered."""

    def keys(self, question: Question) -> list[str]:
        """Which keys there are."""

    def offer(self, on: str, *keys: tuple[str, str]) -> list[str]:
        """What any key leads to, and what certain keys do: each with a verb."""

    def feedback(self, answer: Answer, *, full: bool) -> list[str]:
        """What an answer was worth, and why; of a right one the reasons only if all is wanted."""

    def more(self, answer: Answer) -> list[str]:
        """What the feedback on a right answer has left out."""

    def item(self, sitting: "Sitting", left: float | None) -> list[str]:
        """A question of an exam; `left` as above."""

    def review(self, number: int, of: int, answer: Answer) -> list[str]:
        """A question of an exam that was handed in, and what was right."""

    def shown(self, lines: Iterable[tuple[str, str]]) -> list[str]:
        """Lines that fit already, with a style each."""

    def result(self, session: Session, report: "Report") -> list[str]:
        """After the last question."""


def clock(seconds: float) -> str:
    """Minutes and seconds: `8:05`."""
    minutes, rest = divmod(max(0, ceil(seconds)), 60)
    return f"{minutes}:{rest:02}"


def limits_in_words(session: Session) -> str:
    """How long a run and its questions may take."""
    parts = []
    if session.limits.whole is not None:
        parts.append(f"{clock(session.limits.whole)} in all")
    if session.limits.question is not None:
        parts.append(f"{clock(session.limits.question)} a question")
    return ", ".join(parts)


def verdict(answer: Answer) -> str:
    """What an answer was worth, in words."""
    late = ", too late" if answer.late and answer.given else ""
    hinted = ", with a hint" if answer.hinted and answer.score else ""
    return f"{answer.outcome}{hinted}{late}"


def instruction(question: Question) -> str:
    """What is to be done, where the stem does not tell."""
    return {
        Kind.TRUE_FALSE: "True or false?",
        Kind.CLOZE: "Which words are missing?",
        Kind.SELECT_ALL: "Select all that apply.",
    }.get(question.card.kind, "")


def sources(question: Question) -> str:
    """Who says so, and how sure it is."""
    card = question.card
    cited = dict.fromkeys(str(citation) for fact in card.facts for citation in fact.citations)
    return f"Source: {'; '.join(cited)} (confidence: {card.confidence})"


def how(question: Question) -> str:
    """How a question is answered, in a few words."""
    if question.typed:
        return "type the answer, then Enter"
    if question.left:
        return f"a letter for each of 1-{len(question.left)}, then Enter"
    if question.solution:
        return "the letters in their order, then Enter"
    if question.entry is Entry.LETTERS:
        return "the letters of all that apply, then Enter"
    return f"{span(question)} answer"


def keys_in_short(question: Question) -> tuple[str, ...]:
    """The keys that are needed most."""
    strike = ("x strike out",) if len(question.options) > len("ab") else ()
    return (how(question), "i don't know", *strike, "h hint", "u undo", "? keys", "q stop")


def pace(sitting: "Sitting") -> str:
    """How far an exam is ahead of an even pace, in minutes: `, pace +3 min`; empty near it."""
    minutes = round((sitting.ahead or 0.0) / 60)
    return f", pace {minutes:+d} min" if minutes and sitting.answers else ""


EXAM_KEYS_IN_SHORT = (
    "letter answers",
    "s skip",
    "m flag",
    "p/n back/on",
    "g go to",
    "h hand in",
    "? keys",
    "q stop",
)
EXAM_KEYS = (
    "A letter or a digit answers; another one changes the answer.",
    "s: skip. n and p: on to the next question, back to the one before.",
    "g and a number: go to that question.",
    "m: flag the question, or take the flag away.",
    "x and a letter: strike an option out, or put it back.",
    "t: hide the time, or show it. z: pause; the report says for how long.",
    "h: hand in; what is unanswered and flagged is listed first.",
    "q: save and stop; primemover resume goes on. Ctrl-C and Ctrl-D do the same.",
    "Enter alone never answers. What is right is told when the exam is handed in.",
)
"""The keys of an exam, a line each."""


AFTER = (
    "Behind an answer, before the next question:",
    "v: more; the reasons, after a right answer.",
    "w: why this question was asked.",
    "u: undo the answer, and answer again. Again u takes back the one before.",
    "m: flag the question, or take the flag away; quiz --flagged asks the flagged ones.",
    "f: this question is wrong; it is kept for facts errata.",
    "e: open the fact in your editor, read it again, and ask again.",
)
"""The keys behind an answer, a line each."""


def keys(question: Question, *, at_once: bool, waits: bool) -> list[str]:
    """All keys, a line each.

    Args:
        question: The one that is asked.
        at_once: Whether a key answers by itself.
        waits: Whether there is a pause behind each answer, in which keys do something.
    """
    enter = "" if at_once and question.entry is Entry.KEY else ", with Enter"
    if question.entry is Entry.LETTERS:
        wanted = how(question)
        chosen = [f"{wanted[0].upper()}{wanted[1:]}: for example {example(question)}."]
    elif question.typed:
        chosen = ["Type the answer and press Enter. Case, hyphens and word order do not matter."]
    else:
        count = len(question.options)
        digits = f"1-{count}" if count > len("ab") else f"1 or {count}"
        what = "answer at once." if at_once else "answer, with Enter."
        chosen = [f"{span(question)}, {'or ' * (count > len('ab'))}{digits}: {what}"]
    strike = f"x and a letter{enter}: strike an option out, or put it back."
    return [
        *chosen,
        "i: I don't know; the answer is shown.",
        *((strike,) if len(question.options) > len("ab") else ()),
        "h: a hint; the answer then counts half.",
        "u: undo the last answer, and answer it again.",
        "m: flag this question. w: why it is asked.",
        *(("z: pause; the clock stands still.",) if waits else ()),
        "q: save and stop. Ctrl-C and Ctrl-D do the same.",
        "Enter alone never answers.",
        *(AFTER if waits else ()),
    ]


def example(question: Question) -> str:
    """Letters as they could be typed; whether they are right is another matter."""
    known = letters(question.options)
    return known[: len(question.solution)][::-1] if question.solution else f"{known[0]}{known[-1]}"
