"""How a quiz looks on a terminal: signs, colours where there are any, nothing redrawn."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from quiz.screens.view import (
    KeyHelp,
    Labels,
    clock,
    how,
    instruction,
    key_lines,
    limits_in_words,
    pace,
    sources,
    verdict,
)
from quiz.session.question import Entry, Question, context, letters
from quiz.session.session import Answer, Item, Outcome, Session, Why
from quiz.terminal.layout import TextLayout, counted

if TYPE_CHECKING:
    from quiz.exam.sitting import Sitting
    from quiz.screens.result import Report

SIGNS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.RIGHT: "✓",
        Outcome.PARTLY: "~",
        Outcome.WRONG: "✗",
        Outcome.UNKNOWN: "✗",
        Outcome.TIMEOUT: "✗",
        Outcome.SKIPPED: "✗",
    }
)

_ROOMY = 50
"""Columns from which on the keys are told in full; ? tells them everywhere."""


class Screen:
    """For a terminal."""

    def __init__(self, layout: TextLayout, seed: int, *, timed: bool = True) -> None:
        """Take what the terminal can show.

        Args:
            layout: What the screen can do.
            seed: Shown at the start, so that the quiz can be taken again.
            timed: Whether times are shown.
        """
        self._layout, self._seed, self._timed = layout, seed, timed

    def opening(self, session: Session) -> list[str]:
        layout = self._layout
        count = len(session.items)
        limits = limits_in_words(session) if self._timed else ""
        parts = [counted(count, "question"), limits, f"seed {self._seed}"]
        return ["", *layout.items(part for part in parts if part)]

    def question(
        self, session: Session, item: Item, remaining: float | None, keys: Labels
    ) -> list[str]:
        question = item.question
        where = [f"{session.number} of {len(session.items)}", context(question)]
        if item.why is not Why.DRAWN:
            where.append(item.why.value)
        if question.card.id in session.flags:
            where.append("flagged")
        return self._asked(question, where, self._tally(session, remaining), keys)

    def item(self, sitting: "Sitting", remaining: float | None, keys: Labels) -> list[str]:
        question = sitting.current
        where = [f"Exam · {sitting.position + 1} of {len(sitting.questions)}"]
        where += ["flagged"] if sitting.position in sitting.flags else []
        state = [f"{len(sitting.unanswered)} unanswered"]
        state += [f"{len(sitting.flags)} flagged"] if sitting.flags else []
        if remaining is not None and self._timed:
            state.append(f"{clock(remaining)} left{pace(sitting)}")
        lines = self._asked(question, where, " · ".join(state), keys)
        before = sitting.answers.get(sitting.position)
        if before is not None and before.chosen:
            given = f"Your answer: {letters(question.options)[before.chosen[0]]}"
            lines += self._layout.wrap(f"{given}; another letter changes it.")
        return lines

    def review(self, number: int, of: int, answer: Answer) -> list[str]:
        layout, question = self._layout, answer.question
        head = layout.items((f"Exam · {number} of {of}", context(question)))
        lines = ["", *(layout.paint(line, "soft") for line in head), ""]
        lines += [layout.paint(line, "strong") for line in layout.wrap(question.stem)]
        return [*lines, *self.feedback(answer, full=True)]

    def _asked(
        self, question: Question, where: Sequence[str], state: str, keys: Labels
    ) -> list[str]:
        layout = self._layout
        head = layout.between(" · ".join(where), state)
        lines = ["", *(layout.paint(line, "soft") for line in head), ""]
        told = instruction(question)
        if told:
            lines += [layout.paint(line, "soft") for line in layout.wrap(told)]
        lines += [layout.paint(line, "strong") for line in layout.wrap(question.stem)]
        lines.append("")
        for number, half in enumerate(question.left, start=1):
            lines += layout.wrap(half, indent="     ", first=f"  {number}  ")
        if question.left:
            lines.append("")
        for letter, option in zip(letters(question.options), question.options, strict=True):
            lines += layout.wrap(option.text, indent="     ", first=f"  {letter}  ")
        if question.options:
            lines.append("")
        short = (how(question), *(f"{key} {label}" for key, label in keys))
        if layout.width < _ROOMY:
            short = (short[0], *short[-2:])
        return [*lines, *(layout.paint(line, "soft") for line in layout.items(short))]

    def shown(self, lines: Iterable[tuple[str, str]]) -> list[str]:
        return [self._layout.paint(line, style) if style else line for line, style in lines]

    def _tally(self, session: Session, remaining: float | None) -> str:
        right, answered = session.count(Outcome.RIGHT), len(session.answers)
        parts = [f"{clock(remaining)} left"] if remaining is not None and self._timed else []
        parts += [f"{right} of {answered} right"] if answered else []
        return " · ".join(parts)

    def prompt(self, question: Question) -> str:  # noqa: ARG002 - other faces ask differently
        return "> "

    def remark(self, text: str) -> list[str]:
        return self._layout.items(text.split(" · "))

    def aside(self, text: str) -> list[str]:
        return self.remark(text)

    def keys(
        self, question: Question, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        return [
            line
            for text in key_lines(question, before, after, by_key=True)
            for line in self._layout.wrap(text, "   ", " ")
        ]

    def offer(self, on: str, keys: Labels) -> list[str]:
        return self._layout.items((f"any key: {on}", *(f"{key} {label}" for key, label in keys)))

    def feedback(self, answer: Answer, *, full: bool) -> list[str]:
        layout, question = self._layout, answer.question
        style = "right" if answer.outcome is Outcome.RIGHT else "wrong"
        style = "late" if answer.late else style
        told = f"{SIGNS[answer.outcome]} {verdict(answer)}"
        if answer.outcome is not Outcome.RIGHT and question.entry is not Entry.LETTERS:
            told += f" · the answer is {question.key}"
        took = f"{answer.seconds:.1f} s" if self._timed and answer.seconds else ""
        lines = ["", *(layout.paint(line, style) for line in layout.between(told, took))]
        if answer.remark:
            lines += layout.wrap(answer.remark)
        if full or answer.outcome is not Outcome.RIGHT:
            lines += ["", *self.more(answer)]
        return [*lines, *self._place(question)]

    def more(self, answer: Answer) -> list[str]:
        layout, question = self._layout, answer.question
        lines = self._reasons(answer) if question.options else []
        if question.entry is not Entry.KEY:
            lines += layout.wrap(question.card.explanation, "  ")
        return [
            *lines,
            "",
            *(layout.paint(line, "soft") for line in layout.wrap(sources(question))),
        ]

    def _place(self, question: Question) -> list[str]:
        fact = question.card.fact
        place = self._layout.between(f"Fact {fact.id}", f"{fact.place.file}:{fact.place.line}")
        return [self._layout.paint(line, "soft") for line in place]

    def _reasons(self, answer: Answer) -> list[str]:
        from quiz.session.marks import marks

        layout = self._layout
        lines = []
        for mark in marks(answer):
            sign = {True: "✓", False: "✗", None: " "}[mark.right]
            style = {True: "right", False: "wrong", None: ""}[mark.right]
            told = f" – {mark.told}" if mark.told else ""
            head = layout.spell(f"  {mark.label} {sign}  ")
            shown = layout.wrap(f"{mark.text}{told}", "       ", head)
            lines += [layout.paint(line, style) for line in shown] if style else shown
            lines += layout.wrap(mark.reason, "       ") if mark.reason else []
        return lines

    def result(self, session: Session, report: "Report") -> list[str]:
        from quiz.screens.result import report_lines

        return [
            "",
            *(
                line
                for text, style in report_lines(session, report, SIGNS)
                for line in styled(self._layout, text, style)
            ),
        ]


def styled(layout: TextLayout, text: str, style: str) -> list[str]:
    """A text of a report as lines; its parts stay whole where there is room."""
    indent = " " * (len(text) - len(text.lstrip()))
    parts = text.split(" · ")
    lines = layout.items(parts, indent + "  " if indent else "", indent) if text else [""]
    return [layout.paint(line, style) for line in lines] if style else lines
