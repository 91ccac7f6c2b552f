"""A session on a terminal, with symbols and colours; nothing is redrawn.

The views of answers, results and exams are loaded when they are first shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from cards.value_class import replace
from quiz.screens.view import (
    KeyHelp,
    Labels,
    clock,
    how,
    instruction,
    key_in_words,
    key_lines,
    lettered_key,
    limits_in_words,
    pace,
    refers,
    stem_of,
    verdict,
)
from quiz.session.answer import Answer, Outcome
from quiz.session.kinds import Entry
from quiz.session.question import Question, context, letters
from quiz.session.session import Item, Session, Why
from quiz.terminal.layout import TextLayout, counted

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from decks.maps.spec import MapSpec
    from quiz.session.result import Result

SYMBOLS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.RIGHT: "✓",
        Outcome.PARTLY: "~",
        Outcome.WRONG: "✗",
        Outcome.UNKNOWN: "✗",
        Outcome.TIMEOUT: "✗",
        Outcome.SKIPPED: "✗",
        Outcome.NOT_DECIDED: "–",
    }
)

_ROOMY = 50
"""Columns needed to name the most useful keys below a question; `?` explains them all."""


class ScreenView:
    """For a terminal."""

    def __init__(
        self,
        layout: TextLayout,
        seed: int,
        *,
        timed: bool = True,
        by_key: bool = True,
        figure: "Callable[[], BodyFigure] | None" = None,
    ) -> None:
        """Prepare to show a session.

        Args:
            layout: The layout of the terminal.
            seed: Shown at the start, so that the quiz can be repeated.
            timed: Whether times are shown.
            by_key: Whether single keys are read; otherwise each needs Enter.
            figure: Reads the landmarks for questions with a map; without, all ask in words.
        """
        self._layout, self._seed, self._timed = layout, seed, timed
        self._by_key, self._figure = by_key, figure

    def opening(self, session: Session, *, resumed: bool) -> list[str]:
        layout = self._layout
        if session.sheet is not None:
            from quiz.screens.exam import exam_opening

            lines, parts = exam_opening(session, layout, resumed=resumed)
            return [*self._layout.painted(lines), "", *layout.items(parts)]
        if session.round is not None:
            return []  # today's plan has said what follows
        limits = limits_in_words(session) if self._timed else ""
        parts = (counted(len(session.items), "question"), limits, f"seed {self._seed}")
        return ["", *layout.items(part for part in parts if part)]

    def question(
        self, session: Session, item: Item, remaining: float | None, keys: Labels
    ) -> list[str]:
        question, layout = item.question, self._layout
        state = " · ".join(self._state(session, remaining))
        todo = f"{self._any_key}: the answer" if session.self_rated else how(question)
        if not (self._by_key or session.self_rated):
            todo = f"{todo}, then Enter"
        labels = [todo, *(f"{key} {label}" for key, label in keys)]
        if layout.width < _ROOMY:
            labels = [labels[0], *labels[-2:]]
        lines = [
            *self._asked(session, item, state),
            *(layout.paint(line, "soft") for line in layout.items(labels)),
        ]
        before = session.answers_at.get(session.position)
        if before is not None and before.chosen:
            given = f"Your answer: {letters(question.options)[before.chosen[0]]}"
            lines += layout.wrap(f"{given}; another letter changes it.")
        return lines

    def _state(self, session: Session, remaining: float | None) -> Iterator[str]:
        """The progress of the session: open questions, time, right answers."""
        if session.goes_back:
            yield f"{len(session.unanswered)} unanswered"
            if session.flags:
                yield f"{len(session.flags)} flagged"
        if remaining is not None and self._timed:
            yield f"{clock(remaining)} left{pace(session) if session.goes_back else ''}"
        if session.judges_at_once and session.scored:
            right = sum(a.outcome is Outcome.RIGHT and not a.late for a in session.scored)
            yield f"{right} of {len(session.scored)} right"

    def _asked(self, session: Session, item: Item, state: str) -> list[str]:
        layout, question = self._layout, item.question
        where = " · ".join(_where(session, item))
        lines = ["", *(layout.paint(line, "soft") for line in layout.between(where, state)), ""]
        if reference := refers(session):
            is_first = session.position == session.set_at(session.position)[0]
            said = layout.wrap(reference)
            lines += [*said, ""] if is_first else [layout.paint(line, "soft") for line in said]
        todo = instruction(question)
        if todo:
            lines += [layout.paint(line, "soft") for line in layout.wrap(todo)]
        picture, stem = self._picture(question), stem_of(item)
        if picture and question.card.on_map is not None:
            stem = question.card.on_map.stem
            lines += [*picture, ""]
        lines += [layout.paint(line, "strong") for line in layout.wrap(stem)]
        lines.append("")
        for number, half in enumerate(question.left_side, start=1):
            lines += layout.wrap(half, indent="     ", first=f"  {number}  ")
        if question.left_side:
            lines.append("")
        for letter, option in zip(letters(question.options), question.options, strict=True):
            lines += layout.wrap(option.text, indent="     ", first=f"  {letter}  ")
        if question.options:
            lines.append("")
        return lines

    def _picture(self, question: Question) -> list[str]:
        """The map that a question is asked with; empty if it is asked in words."""
        if question.card.on_map is None or self._figure is None:
            return []
        from quiz.screens.map_question import map_question

        return map_question(question.card, self._figure(), self._layout)

    def prompt(self, question: Question) -> str:  # noqa: ARG002 - other views ask differently
        return "> "

    def remark(self, text: str) -> list[str]:
        return self._layout.items(text.split(" · "))

    def aside(self, text: str) -> list[str]:
        return self.remark(text)

    def keys(
        self, question: Question | None, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        return [
            line
            for text in key_lines(question, before, after, by_key=self._by_key)
            for line in self._layout.wrap(text, "   ", " ")
        ]

    def offer(self, on: str, keys: Labels) -> list[str]:
        choices = (f"{key} {label}" for key, label in keys)
        return self._layout.items((f"{self._any_key}: {on}", *choices))

    @property
    def _any_key(self) -> str:
        return "any key" if self._by_key else "Enter"

    def feedback(self, answer: Answer) -> list[str]:
        from quiz.screens.feedback import MOST_AFTER_RIGHT, MOST_AFTER_WRONG, brief, laid_out

        layout = self._layout
        said = self._verdict(answer)
        parts = brief(answer, lambda each: f"  {layout.spell('✗')} {each.label}  ")
        most = MOST_AFTER_RIGHT if answer.right else MOST_AFTER_WRONG
        rest = laid_out(
            parts,
            most - len(said),
            layout,
            lambda part: layout.wrap(part.text, " " * max(2, len(part.head)), part.head or "  "),
        )
        return ["", *said, *rest]

    def revealed(self, answer: Answer, keys: Labels) -> list[str]:
        from quiz.screens.feedback import brief

        layout, question = self._layout, answer.question
        said = [] if question.entry is Entry.LETTERS else layout.wrap(lettered_key(question))
        offered = layout.items(f"{key} {label}" for key, label in keys)
        return [
            "",
            *(layout.paint(line, "right") for line in said),
            *layout.painted(
                (line, part.style)
                for part in brief(answer, lambda each: f"  {each.label}  ")
                for line in layout.wrap(part.text, "  ")[: part.most]
            ),
            "",
            *(layout.paint(line, "soft") for line in offered),
        ]

    def rated(self, answer: Answer) -> list[str]:  # noqa: ARG002 - the key is on the screen
        return []

    def _verdict(self, answer: Answer) -> list[str]:
        """The verdict, the key and the remark; after a right answer on one line, if they fit."""
        layout, question = self._layout, answer.question
        style = "right" if answer.right else "wrong" if answer.counts else ""
        style = "late" if answer.late else style
        said = f"{SYMBOLS[answer.outcome]} {verdict(answer)}"
        if not answer.right and question.entry is not Entry.LETTERS:
            said += f" · {key_in_words(answer)} {lettered_key(question)}"
        remark = answer.remark
        if answer.right and remark:
            said, remark = f"{said} · {remark[:1].lower()}{remark[1:].rstrip('.')}", ""
        took = f"{answer.seconds:.1f} s" if self._timed and answer.seconds else ""
        lines = layout.between(said, took)
        return [
            *(layout.paint(line, style) if style else line for line in lines),
            *(layout.wrap(remark) if remark else ()),
        ]

    def more(self, answer: Answer) -> list[str]:
        from quiz.screens.feedback import details
        from quiz.session.marks import explanation

        layout, question = self._layout, answer.question
        lines = self._reasons(answer) if question.options else []
        if question.entry is not Entry.KEY:
            lines += layout.wrap(explanation(question), "  ")
        soft = [line for text in details(question) for line in layout.wrap(text)]
        return [*lines, "", *(layout.paint(line, "soft") for line in soft)]

    def _reasons(self, answer: Answer) -> list[str]:
        from quiz.screens.feedback import without_repeats
        from quiz.session.marks import verdicts

        layout = self._layout
        uncoloured = ScreenView(replace(layout, colour=False), self._seed)
        on_screen = " ".join(uncoloured.feedback(answer))
        lines = []
        for each in without_repeats(verdicts(answer), on_screen, layout.spell):
            symbol = {True: "✓", False: "✗", None: " "}[each.right]
            style = {True: "right", False: "wrong", None: ""}[each.right]
            suffix = f" – {each.suffix}" if each.suffix else ""
            head = layout.spell(f"  {each.label} {symbol}  ")
            shown = layout.wrap(f"{each.text}{suffix}", "       ", head)
            lines += [layout.paint(line, style) for line in shown] if style else shown
            lines += layout.wrap(each.reason, "       ") if each.reason else []
        return lines

    def muscle_map(self, spec: "MapSpec", figure: "BodyFigure") -> list[str]:
        from quiz.screens.muscle_map import map_lines

        return ["", *map_lines(spec, figure, self._layout)]

    def open_questions(self, session: Session) -> list[str]:
        from quiz.screens.exam import open_lines

        return self._layout.painted(open_lines(session, self._layout))

    def next_section(self, session: Session) -> list[str]:
        from quiz.screens.exam import section_lines

        return ["", *self._layout.painted(section_lines(session, self._layout)), ""]

    def result(self, result: "Result") -> list[str]:
        if result.sheet is not None:
            from quiz.screens.exam_report import summary_lines

            return ["", *self._layout.painted(summary_lines(result, result.sheet, self._layout))]
        if result.round is not None:
            from quiz.screens.study import round_line

            return ["", *styled(self._layout, round_line(result, result.round), "strong")]
        from quiz.screens.result import result_lines

        return [
            "",
            *(
                line
                for text, style in result_lines(result, SYMBOLS)
                for line in styled(self._layout, text, style)
            ),
        ]

    def report(self, result: "Result") -> list[str]:
        if result.sheet is None:
            return []
        from quiz.screens.exam_report import detail_lines

        return ["", *self._layout.painted(detail_lines(result, result.sheet, self._layout))]

    def review(self, number: int, of: int, answer: Answer) -> list[str]:
        layout, question = self._layout, answer.question
        parts = (f"Exam · {number} of {of}", context(question))
        head = layout.items(tuple(filter(None, parts)))
        lines = ["", *(layout.paint(line, "soft") for line in head), ""]
        lines += [layout.paint(line, "strong") for line in layout.wrap(question.stem)]
        return [*lines, *self.feedback(answer)]


def _where(session: Session, item: Item) -> Iterator[str]:
    """The number of the question, its context, and why it is asked."""
    if session.sheet is not None:
        yield "Exam"
    yield f"{session.position + 1} of {len(session.items)}"
    if session.section is not None:
        yield session.section.name
    if session.judges_at_once and (shown := context(item.question)):
        yield shown
    if item.why not in (Why.DRAWN, Why.CONTRAST):  # a label would tell that an answer was wrong
        yield item.why.value
    if item.question.card.id in session.flags:
        yield "flagged"


def styled(layout: TextLayout, text: str, style: str) -> list[str]:
    """A text of a result as lines; its parts are not broken if there is room."""
    indent = " " * (len(text) - len(text.lstrip()))
    parts = text.split(" · ")
    lines = layout.items(parts, indent + "  " if indent else "", indent) if text else [""]
    return [layout.paint(line, style) for line in lines] if style else lines
