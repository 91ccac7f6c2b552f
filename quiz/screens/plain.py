"""How a quiz reads aloud and in a pipe: one thing a line, no signs, no columns, no colours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cards.model.facts import GAP
from quiz.screens.result import Report, report_lines
from quiz.screens.view import (
    KeyHelp,
    Labels,
    clock,
    example,
    how,
    instruction,
    key_lines,
    limits_in_words,
    sources,
    verdict,
)
from quiz.session.marks import marks
from quiz.session.question import Entry, Question, context, letters
from quiz.session.session import Answer, Item, Outcome, Session, Why
from quiz.terminal.layout import TextLayout, counted

if TYPE_CHECKING:
    from quiz.exam.sitting import Sitting


class Plain:
    """For screen readers and pipes."""

    def __init__(self, layout: TextLayout, seed: int, why: str, *, timed: bool = True) -> None:
        """Take what can be shown.

        Args:
            layout: What the screen can do.
            seed: Shown at the start, so that the quiz can be taken again.
            why: Why it is shown like this.
            timed: Whether times are shown.
        """
        self._layout, self._seed, self._why, self._timed = layout, seed, why, timed

    def _say(self, *texts: str) -> list[str]:
        # A gap is silent when it is read aloud.
        spoken = (text.replace(GAP, "(blank)").replace(" · ", ", ") for text in texts)
        return [line for text in spoken for line in (self._layout.wrap(text) if text else [""])]

    def opening(self, session: Session) -> list[str]:
        parts = [
            counted(len(session.items), "question"),
            limits_in_words(session) if self._timed else "",
            f"seed {self._seed}",
        ]
        asked = ", ".join(part for part in parts if part)
        return self._say(f"Plain text, because {self._why}. {asked}.")

    def question(
        self,
        session: Session,
        item: Item,
        remaining: float | None,
        keys: Labels,  # noqa: ARG002 - the prompt names ? alone
    ) -> list[str]:
        question = item.question
        time = f" {clock(remaining)} left." if remaining is not None and self._timed else ""
        number = f"Question {session.number} of {len(session.items)}"
        why = f" Asked as a {item.why.value} question." if item.why is Why.CONTRAST else ""
        flagged = " Flagged." if question.card.id in session.flags else ""
        head = f"{number}. {context(question)}.{why}{flagged}{time}"
        return self._say("", head, *self._asked(question))

    def item(
        self,
        sitting: "Sitting",
        remaining: float | None,
        keys: Labels,  # noqa: ARG002 - as above
    ) -> list[str]:
        question = sitting.current
        parts = [f"Exam question {sitting.position + 1} of {len(sitting.questions)}"]
        parts += ["Flagged"] if sitting.position in sitting.flags else []
        parts.append(f"{len(sitting.unanswered)} unanswered")
        if remaining is not None and self._timed:
            parts.append(f"{clock(remaining)} left")
        lines = ["", f"{'. '.join(parts)}.", *self._asked(question)]
        before = sitting.answers.get(sitting.position)
        if before is not None and before.chosen:
            lines.append(f"Your answer so far: {letters(question.options)[before.chosen[0]]}.")
        return self._say(*lines)

    def review(self, number: int, of: int, answer: Answer) -> list[str]:
        lines = self._say("", f"Exam question {number} of {of}.", *self._asked(answer.question))
        return [*lines, *self.feedback(answer, full=True)]

    def shown(self, lines: Iterable[tuple[str, str]]) -> list[str]:
        return [line for line, _ in lines]

    def _asked(self, question: Question) -> list[str]:
        lines = [" ".join(part for part in (instruction(question), question.stem) if part)]
        lines += [f"Item {number}: {left}" for number, left in enumerate(question.left, start=1)]
        for letter, option in zip(letters(question.options), question.options, strict=True):
            lines.append(f"Option {letter}: {option.text}")
        if question.entry is Entry.LETTERS:
            wanted = how(question).removesuffix(", then Enter")
            lines.append(f"Type {wanted}, for example {example(question)}.")
        return lines

    def prompt(self, question: Question) -> str:
        if question.entry is Entry.LETTERS:
            return "Your letters, or ? for help: "
        return "Your answer: " if question.typed else "Your letter, or ? for help: "

    def remark(self, text: str) -> list[str]:
        return self._say(text)

    def aside(self, text: str) -> list[str]:
        return self._say(text)

    def keys(
        self, question: Question, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        return self._say(*key_lines(question, before, after, by_key=False))

    def offer(self, on: str, keys: Labels) -> list[str]:
        told = ", ".join(f"{key} to {label}" for key, label in keys)
        return self._say(f"Press Enter for {on}{f', or type {told}' if told else ''}.")

    def feedback(self, answer: Answer, *, full: bool) -> list[str]:
        question = answer.question
        told = verdict(answer)
        lines = [f"{told[:1].upper()}{told[1:]}."]
        if answer.outcome is not Outcome.RIGHT:
            known = zip(letters(question.options), question.options, strict=True)
            right = [f"{letter}, " for letter, option in known if option.right]
            of = right[0] if question.entry is Entry.KEY else ""
            lines[0] += f" The answer is {of}{question.key}."
        if answer.remark:
            lines.append(answer.remark)
        if full or answer.outcome is not Outcome.RIGHT:
            return [*self._say(*lines), *self.more(answer)]
        return self._say(*lines)

    def more(self, answer: Answer) -> list[str]:
        question = answer.question
        lines = []
        for mark in marks(answer):
            what = "Item" if mark.label.isdigit() else "Option"
            told = {"yours": "your choice", "the answer": ""}.get(mark.told, mark.told)
            if question.entry is Entry.LETTERS and mark.told == "yours":
                told += ", right" if mark.right else ", wrong"
            head = f"{what} {mark.label}{f', {told}' if told else ''}, {mark.text}"
            lines.append(f"{head}: {mark.reason}" if mark.reason else f"{head}.")
        if question.entry is not Entry.KEY:
            lines.append(question.card.explanation)
        return self._say(*lines, sources(question))

    def result(self, session: Session, report: Report) -> list[str]:
        return self._say("", *(text for text, _ in report_lines(session, report, {})))
