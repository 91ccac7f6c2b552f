"""A session for screen readers and pipes: one item per line, no symbols, columns or colours.

The views of answers, results and exams are loaded when they are first shown.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, assert_never

from cards.model.fact import GAP
from quiz.screens.view import (
    KeyHelp,
    Labels,
    clock,
    example,
    how,
    instruction,
    key_in_words,
    key_lines,
    lettered_key,
    limits_in_words,
    refers,
    stem_of,
    verdict,
)
from quiz.session.kinds import Entry
from quiz.session.question import Question, context, letters
from quiz.session.session import Item, Session
from quiz.terminal.layout import TextLayout, counted

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from decks.maps.spec import MapSpec
    from quiz.session.answer import Answer
    from quiz.session.marks import OptionVerdict
    from quiz.session.result import Result


_ALONE = re.compile(rf"(?<!\w){GAP}(?!_)")
"""A gap in a sentence; in a hint such as "g______" the underscores are letters of a word."""


class PlainView:
    """For screen readers and pipes."""

    def __init__(self, layout: TextLayout, seed: int, why: str, *, timed: bool = True) -> None:
        """Prepare to show a session.

        Args:
            layout: The layout of the output.
            seed: Shown at the start, so that the quiz can be repeated.
            why: The reason for this view.
            timed: Whether times are shown.
        """
        self._layout, self._seed, self._why, self._timed = layout, seed, why, timed

    def _say(self, *texts: str) -> list[str]:
        # A gap is silent when it is read aloud.
        spoken = (_ALONE.sub("(blank)", text).replace(" · ", ", ") for text in texts)
        return [line for text in spoken for line in (self._layout.wrap(text) if text else [""])]

    def opening(self, session: Session, *, resumed: bool) -> list[str]:
        if session.sheet is not None:
            from quiz.screens.exam import exam_opening

            lines, parts = exam_opening(session, self._layout, resumed=resumed)
            return [*(line for line, _ in lines), *self._say("", " · ".join(parts))]
        if session.round is not None:
            return []  # today's plan has said what follows
        parts = (
            counted(len(session.items), "question"),
            limits_in_words(session) if self._timed else "",
            f"seed {self._seed}",
        )
        asked = ", ".join(part for part in parts if part)
        return self._say(f"Plain text, because {self._why}. {asked}.")

    def question(
        self,
        session: Session,
        item: Item,
        remaining: float | None,
        keys: Labels,  # noqa: ARG002 - the prompt only names ?
    ) -> list[str]:
        question = item.question
        lines = ["", ". ".join(self._head(session, item, remaining)) + "."]
        lines += self._asked(item, refers(session))
        before = session.answers_at.get(session.position)
        if before is not None and before.chosen:
            lines.append(f"Your answer so far: {letters(question.options)[before.chosen[0]]}.")
        return self._say(*lines)

    def _head(self, session: Session, item: Item, remaining: float | None) -> Iterator[str]:
        what = "Question" if session.sheet is None else "Exam question"
        yield f"{what} {session.position + 1} of {len(session.items)}"
        if session.section is not None:
            yield session.section.name
        if session.judges_at_once and (shown := context(item.question)):
            yield shown
        if item.question.card.id in session.flags:
            yield "Flagged"
        if session.goes_back:
            yield f"{len(session.unanswered)} unanswered"
        if remaining is not None and self._timed:
            yield f"{clock(remaining)} left"

    def _asked(self, item: Item, reference: str = "") -> list[str]:
        question = item.question
        lines = [reference] if reference else []
        lines += [" ".join(part for part in (instruction(question), stem_of(item)) if part)]
        lines += [
            f"Item {number}: {half}" for number, half in enumerate(question.left_side, start=1)
        ]
        for letter, option in zip(letters(question.options), question.options, strict=True):
            lines.append(f"Option {letter}: {option.text}")
        if question.entry is Entry.LETTERS:
            letters_to_type = how(question).removesuffix(", then Enter")
            lines.append(f"Type {letters_to_type}, for example {example(question)}.")
        return lines

    def prompt(self, question: Question) -> str:
        match question.entry:
            case Entry.KEY:
                return "Your letter, or ? for help: "
            case Entry.LETTERS:
                return "Your letters, or ? for help: "
            case Entry.TEXT:
                return "Your answer: "
            case _:
                assert_never(question.entry)

    def remark(self, text: str) -> list[str]:
        return self._say(text)

    def aside(self, text: str) -> list[str]:
        return self._say(text)

    def keys(
        self, question: Question | None, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        return self._say(*key_lines(question, before, after, by_key=False))

    def offer(self, on: str, keys: Labels) -> list[str]:
        choices = ", ".join(f"{key} to {label}" for key, label in keys)
        return self._say(f"Press Enter for {on}{f', or type {choices}' if choices else ''}.")

    def feedback(self, answer: "Answer") -> list[str]:
        from quiz.screens.feedback import MOST_AFTER_RIGHT, MOST_AFTER_WRONG, brief, laid_out

        said = self._verdict(answer)
        most = MOST_AFTER_RIGHT if answer.right else MOST_AFTER_WRONG
        rest = laid_out(
            brief(answer, _head),
            most - len(said),
            self._layout,
            lambda part: self._say(f"{part.head}{part.text}"),
        )
        return [*said, *rest]

    def revealed(self, answer: "Answer", keys: Labels) -> list[str]:
        from quiz.screens.feedback import brief

        question = answer.question
        said = "" if question.entry is Entry.LETTERS else f"The answer is {lettered_key(question)}."
        texts = [said, *(part.text for part in brief(answer, _head))]
        others = ", ".join(f"{key} {label}" for key, label in keys)
        return self._say(*filter(None, texts), f"Other keys: {others}.")

    def rated(self, answer: "Answer") -> list[str]:  # noqa: ARG002 - the line was typed
        return []

    def _verdict(self, answer: "Answer") -> list[str]:
        question = answer.question
        said = verdict(answer)
        text = f"{said[:1].upper()}{said[1:]}."
        if not answer.right and question.entry is not Entry.LETTERS:
            text += f" {key_in_words(answer).capitalize()} {lettered_key(question)}."
        return self._say(" ".join(part for part in (text, answer.remark) if part))

    def more(self, answer: "Answer") -> list[str]:
        from quiz.screens.feedback import details, without_repeats
        from quiz.session.marks import explanation, verdicts

        question = answer.question
        shown = " ".join(self.feedback(answer))
        lines = []
        for each in without_repeats(verdicts(answer), shown, self._layout.spell):
            what = "Item" if each.label.isdigit() else "Option"
            suffix = {"yours": "your choice", "the answer": ""}.get(each.suffix, each.suffix)
            if question.entry is Entry.LETTERS and each.suffix == "yours":
                suffix += ", right" if each.right else ", wrong"
            head = f"{what} {each.label}{f', {suffix}' if suffix else ''}, {each.text}"
            lines.append(f"{head}: {each.reason}" if each.reason else f"{head}.")
        if question.entry is not Entry.KEY:
            lines.append(explanation(question))
        return self._say(*lines, *details(question))

    def muscle_map(self, spec: "MapSpec", figure: "BodyFigure") -> list[str]:
        from decks.maps.listing import list_lines

        return self._say(*list_lines(spec, figure))

    def open_questions(self, session: Session) -> list[str]:
        from quiz.screens.exam import open_lines

        return [line for line, _ in open_lines(session, self._layout, plain=True)]

    def next_section(self, session: Session) -> list[str]:
        from quiz.screens.exam import section_lines

        return ["", *(line for line, _ in section_lines(session, self._layout))]

    def result(self, result: "Result") -> list[str]:
        if result.sheet is not None:
            from quiz.screens.exam_report import exam_lines

            lines = exam_lines(result, result.sheet, self._layout, plain=True)
            return ["", *(line for line, _ in lines)]
        if result.round is not None:
            from quiz.screens.study import round_line

            return self._say("", f"{round_line(result, result.round)}.")
        from quiz.screens.result import result_lines

        return self._say("", *(text for text, _ in result_lines(result, {})))

    def report(self, result: "Result") -> list[str]:  # noqa: ARG002 - the result has all of it
        return []

    def review(self, number: int, of: int, answer: "Answer") -> list[str]:
        lines = self._say(
            "", f"Exam question {number} of {of}.", *self._asked(Item(question=answer.question))
        )
        return [*lines, *self.feedback(answer)]


def _head(each: "OptionVerdict") -> str:
    """The words before the verdict on a wrong choice."""
    return f"{'Item' if each.label.isdigit() else 'Option'} {each.label}, "
