"""Runs a session between a face and a keyboard; the only place that waits."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from quiz.faces import Face
from quiz.keyboard import Keyboard
from quiz.question import Entry, Question, letters, span
from quiz.session import Answer, Outcome, Session, grade, grade_choice

_SHOWN = 12
"""Letters of what was typed or pasted instead of a key."""

if TYPE_CHECKING:
    from cards.base import FactBase


class _Stopped(Exception):  # noqa: N818 - the learner asked for it, nothing went wrong
    """The learner wants to stop."""


class Run:
    """One session as it happens."""

    def __init__(
        self,
        *,
        face: Face,
        keyboard: Keyboard,
        out: TextIO,
        clock: Callable[[], float],
        base: "Callable[[], FactBase]",
        pause: bool,
        mark: Callable[[Answer], str] = lambda _: "Nothing is kept here.",
    ) -> None:
        """Put the parts together.

        Args:
            face: What is shown.
            keyboard: Where answers come from.
            out: Where it is shown.
            clock: Seconds, from any beginning, never going back.
            base: Reads the vocabulary that typed answers are judged with.
            pause: Whether to wait for a key after each answer.
            mark: Keeps a question that the learner calls wrong, and says where.
        """
        self._face, self._keyboard, self._out = face, keyboard, out
        self._clock, self._base, self._pause = clock, base, pause
        self._mark = mark
        self._began = 0.0
        self._asking = False  # whether the cursor stands behind a prompt

    def __call__(self, session: Session) -> tuple[Session, bool]:
        """Ask until the session is over, and show the result.

        Returns:
            The session as it ended, and whether Ctrl-C ended it.
        """
        interrupted = False
        self._began = self._clock()
        try:
            self._say(self._face.opening(session))
            while (question := session.current) is not None:
                answer = self._put(session, question)
                session = session.answered(answer, self._elapsed())
                if self._pause:
                    self._keyboard.forget()  # what was typed ahead must not skip the reasons
                self._say(self._face.feedback(answer))
                if self._pause:
                    self._wait(answer, last=session.current is None)
                    session = session if session.current is None else session.at(self._elapsed())
        except (_Stopped, EOFError):
            session = session.ended(self._elapsed())
        except KeyboardInterrupt:
            interrupted = True
            session = session.ended(self._elapsed())
        self._end_line()
        if session.number > len(session.questions):
            session = replace(session, stopped=False)  # it was left after its last answer
        from quiz.report import report

        self._say(self._face.result(session, report(session)))
        return session, interrupted

    def _put(self, session: Session, question: Question) -> Answer:
        """Show a question and wait for its answer, its limit, or the end."""
        asked = self._clock()
        whole, each = session.limits.whole, session.limits.question
        out_of_time = None if whole is None else self._began + whole
        left = None if out_of_time is None else out_of_time - asked
        self._say(self._face.question(session, question, left))
        own_end = None if each is None else asked + each
        warned = False
        while True:
            whole_end = None if warned else out_of_time
            end = min((end for end in (own_end, whole_end) if end is not None), default=None)
            typed = self._listen(question, end)
            now = self._clock()
            if typed is None and end == own_end:
                self._keyboard.forget()
                return Answer(question=question, outcome=Outcome.TIMEOUT, seconds=now - asked)
            if typed is None:
                warned = True
                text = "Time is up. You may still answer this question; it will be marked late."
                self._say(self._face.remark(text))
                continue
            answer = self._understood(question, typed)
            if answer is None:
                continue
            late = any(end is not None and now > end for end in (own_end, out_of_time))
            return replace(answer, seconds=now - asked, late=late)

    def _listen(self, question: Question, end: float | None) -> str | None:
        """What is typed behind a prompt; None when the time is over."""
        prompt = self._face.prompt(question)
        self._asking = bool(prompt)
        self._show(prompt)
        wait = None if end is None else max(0.0, end - self._clock())
        if question.typed and self._pause:
            from cards.answers import vocabulary

            vocabulary(question.card.field, self._base())  # made while the question is read
        at_once = question.entry is Entry.KEY
        typed = self._keyboard.key(wait) if at_once else self._keyboard.line(wait)
        if typed is None:
            self._end_line()
        elif self._pause and at_once:
            # A terminal that hands over single keys does not show them by itself.
            self._show(_shown(typed))
            self._end_line()
        self._asking = False
        return typed

    def _understood(self, question: Question, typed: str) -> Answer | None:
        """The answer in what was typed; None where it was a question or a slip.

        Raises:
            _Stopped: It was the wish to stop.
        """
        word = typed.strip()
        command = word.lower()
        if command == "q":
            raise _Stopped
        if command == "?":
            self._say(self._face.keys(question))
            return None
        if command == "i":
            return Answer(question=question, outcome=Outcome.UNKNOWN)
        if question.entry is Entry.LETTERS:
            return self._several(question, command)
        if question.entry is Entry.KEY:
            return self._option(question, command, word)
        if not word:
            self._say(self._face.remark("Type an answer, or i if you do not know it."))
            return None
        return grade(question, word, self._base())

    def _several(self, question: Question, command: str) -> Answer | None:
        chosen = tuple(_number(question, key) for key in command if key not in " ,;-")
        wanted = len(question.solution)
        said = ""
        if None in chosen or not chosen:
            said = f"Type letters from {span(question)}"
        elif len(set(chosen)) < len(chosen):
            said = "Each letter stands once"
        elif wanted and len(chosen) != wanted:
            said = f"Type {wanted} letters"
        if said:
            self._say(self._face.remark(f"{said}, then Enter; ? for keys."))
            return None
        return grade_choice(question, tuple(number for number in chosen if number is not None))

    def _option(self, question: Question, command: str, word: str) -> Answer | None:
        chosen = _number(question, command)
        if chosen is not None:
            return grade_choice(question, (chosen,))
        wanted = f"{span(question)} to answer, ? for keys"
        said = f"'{_shown(word)}' is no option" if _shown(word) else "Nothing is chosen"
        self._say(self._face.remark(f"{said}: {wanted}."))
        return None

    def _wait(self, answer: Answer, *, last: bool) -> None:
        told = "any key for the score" if last else "any key next · q stop"
        self._say(["", *self._face.remark(f"{told} · f this question is wrong")])
        key = (self._keyboard.key(None) or "").strip().lower()
        if key == "f":
            self._say(self._face.remark(self._mark(answer)))
            self._say(self._face.remark(told))
            key = (self._keyboard.key(None) or "").strip().lower()
        if key == "q" and not last:
            raise _Stopped

    def _elapsed(self) -> float:
        return self._clock() - self._began

    def _end_line(self) -> None:
        """Leave the line of a prompt that nobody has answered."""
        if self._asking:
            self._show("\n")
        self._asking = False

    def _show(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    def _say(self, lines: list[str]) -> None:
        if lines:
            self._show("\n".join(lines) + "\n")


def _number(question: Question, key: str) -> int | None:
    """The number of the option that a letter or a digit stands for, counted from 0."""
    keys = letters(question.options)
    for row in (keys, "123456789"[: len(keys)]):
        if len(key) == 1 and key in row:
            return row.index(key)
    return None


def _shown(typed: str) -> str:
    """What was typed, as far as it can be shown in a line."""
    word = typed.strip()
    if not word.isprintable():
        return ""
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
