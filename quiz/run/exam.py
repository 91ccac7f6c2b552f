"""Takes somebody through an exam: no feedback until it is handed in; waits through the terminal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.exam.report import exam_report, missed, record
from quiz.exam.sitting import HANDED_IN, Sitting
from quiz.log.records import EventKind
from quiz.run.confidence import ask_confidence
from quiz.screens.exam_report import exam_lines, open_lines
from quiz.screens.view import EXAM_KEYS, View
from quiz.session.question import letters, span
from quiz.session.session import Answer, Item, grade_choice
from quiz.session.strikes import number_of, struck_in_words
from quiz.terminal.layout import TextLayout
from quiz.terminal.stopwatch import Stopwatch
from quiz.terminal.terminal import Stopped, Terminal, shown

if TYPE_CHECKING:
    from quiz.log.recorder import Recorder


class ExamRun:
    """One exam as it happens."""

    def __init__(
        self,
        *,
        view: View,
        layout: TextLayout,
        plain: bool,
        as_json: Callable[[Mapping[str, object]], str] | None,
        terminal: Terminal,
        recorder: "Callable[[], Recorder]",
        seed: int,
        version: str,
        asks_confidence: bool,
        mark: Callable[[Answer], str],
    ) -> None:
        """Put the parts together.

        Args:
            view: What is shown.
            layout: What the screen can do; reports fit themselves to it.
            plain: Whether reports are read aloud.
            as_json: Writes a record, where scripts read; None where people do.
            terminal: Where it is shown, and where answers come from.
            recorder: Makes what writes down what happens, while the first question is read.
            seed: What the paper was drawn with.
            version: Of the facts.
            asks_confidence: Whether to ask after each answer how sure it was.
            mark: Keeps a question that the learner calls wrong, and says where.
        """
        self._view, self._layout, self._plain, self._as_json = view, layout, plain, as_json
        self._terminal, self._make_recorder = terminal, recorder
        self._seed, self._version, self._asks_confidence = seed, version, asks_confidence
        self._mark = mark
        self._stopwatch = Stopwatch(terminal.clock)
        self._struck: dict[int, frozenset[int]] = {}
        self._warned = False

    @cached_property
    def _recorder(self) -> "Recorder":
        return self._make_recorder()

    def __call__(self, sitting: Sitting) -> tuple[Sitting, bool]:
        """Ask until the exam is handed in or left, and report.

        Returns:
            The sitting as it ended, and whether Ctrl-C ended it.
        """
        terminal = self._terminal
        self._stopwatch = Stopwatch(terminal.clock, sitting.seconds)
        terminal.begin(self._stopwatch, sitting.limit)
        self._warned = sitting.out_of_time
        interrupted = False
        try:
            while not sitting.handed_in:
                sitting = self._turn(sitting)
            self._reported(sitting)
        except (Stopped, EOFError):
            self._left()
        except KeyboardInterrupt:
            self._left()
            interrupted = True
        return sitting, interrupted

    def _left(self) -> None:
        self._terminal.end_line()
        self._recorder.left(self._stopwatch.elapsed())

    @property
    def begun(self) -> bool:
        """Whether anything was written down, so that somebody can go on with it."""
        return "_recorder" in vars(self) and self._recorder.begun

    def _turn(self, sitting: Sitting) -> Sitting:
        """Show the current question, and do what the next key says until another one is shown."""
        terminal = self._terminal
        asked, position = self._stopwatch.elapsed(), sitting.position
        terminal.say(
            self._view.item(sitting, sitting.at(asked).remaining if terminal.says_time else None)
        )
        if terminal.waits:
            terminal.meanwhile = self._recorder.begin
        while True:
            end = None if self._warned else sitting.limit
            typed = terminal.key(self._view.prompt(sitting.current), end)
            now = sitting.at(self._stopwatch.elapsed())
            if typed is None:
                self._warned = True
                terminal.remark(
                    "Time is up. You may finish untimed; the report marks what comes late."
                )
                continue
            after = self._understood(now, typed, asked)
            if after.position != position or after.handed_in or after.answers is not now.answers:
                return after
            sitting = after
            if typed.strip().lower() in _SHOWS_AGAIN:
                return sitting

    def _understood(self, sitting: Sitting, typed: str, asked: float) -> Sitting:
        """What becomes of the sitting by a key.

        Raises:
            Stopped: It was the wish to stop.
        """
        word = typed.strip()
        command = word.lower()
        if command in _COMMANDS:
            return _COMMANDS[command](self, sitting)
        question = sitting.current
        if command[:1] == "x" and number_of(question, command[1:].strip()) is not None:
            return self._strike(sitting, command[1:].strip())
        if command[:1] == "g" and command[1:].strip().isdecimal():
            return self._go_to(sitting, command[1:].strip())
        number = number_of(question, command)
        if number is None:
            said = f"'{shown(word)}' is no option" if shown(word) else "Nothing is chosen"
            self._terminal.remark(f"{said}: {span(question)} to answer, ? for keys.")
            return sitting
        if number in self._struck.get(sitting.position, frozenset()):
            key = letters(question.options)[number]
            self._terminal.remark(f"{key} is struck out; x and {key} put it back.")
            return sitting
        answer = grade_choice(question, (number,))
        answer = replace(answer, seconds=max(0.0, sitting.seconds - asked), confidence=self._sure())
        return self._answered(sitting, answer)

    def _answered(self, sitting: Sitting, answer: Answer) -> Sitting:
        """Write an answer down, and go on to the next question; behind the last, to the end."""
        position = sitting.position
        sitting = sitting.answered(position, answer)
        self._recorder.answered(
            sitting.answers[position],
            Item(question=answer.question),
            sitting.place_of(position),
            sitting.seconds,
        )
        if position + 1 < len(sitting.questions):
            return self._moved(sitting, position + 1)
        return self._hand_in(sitting)

    def _sure(self) -> int | None:
        if not self._asks_confidence:
            return None
        return ask_confidence(self._terminal)

    def _moved(self, sitting: Sitting, to: int) -> Sitting:
        sitting = sitting.at(self._stopwatch.elapsed())
        after = sitting.moved(to)
        if after.position == sitting.position:
            last = "the last" if to > sitting.position else "the first"
            self._terminal.remark(f"This is {last} question; g goes to another, h hands in.")
            return sitting
        place = after.place_of(after.position)
        self._recorder.event(EventKind.MOVED, after.seconds, position=place)
        return after

    def _on(self, sitting: Sitting) -> Sitting:
        return self._moved(sitting, sitting.position + 1)

    def _back(self, sitting: Sitting) -> Sitting:
        return self._moved(sitting, sitting.position - 1)

    def _ask_where(self, sitting: Sitting) -> Sitting:
        typed = (self._terminal.line("Go to question: ") or "").strip()
        return self._go_to(sitting, typed)

    def _go_to(self, sitting: Sitting, typed: str) -> Sitting:
        count = len(sitting.questions)
        if not typed.isdecimal() or not 1 <= int(typed) <= count:
            self._terminal.remark(f"'{shown(typed)}' is no question; there are 1 to {count}.")
            return sitting
        return self._moved(sitting, int(typed) - 1)

    def _flag(self, sitting: Sitting) -> Sitting:
        position = sitting.position
        on = position not in sitting.flags
        self._recorder.flagged(
            sitting.current.card.id, sitting.place_of(position), sitting.seconds, on=on
        )
        self._terminal.remark("Flagged." if on else "The flag is taken away.")
        return sitting.flagged(position, on=on)

    def _ask_strike(self, sitting: Sitting) -> Sitting:
        key = self._terminal.key("Strike out which? ", None if self._warned else sitting.limit)
        return sitting if key is None else self._strike(sitting, key.strip().lower())

    def _strike(self, sitting: Sitting, key: str) -> Sitting:
        question = sitting.current
        number = number_of(question, key)
        if number is None:
            self._terminal.remark(f"Nothing is struck out; {span(question)} are there.")
            return sitting
        struck = self._struck.get(sitting.position, frozenset()) ^ {number}
        self._struck[sitting.position] = struck
        self._terminal.remark(struck_in_words(question, struck))
        return sitting

    def _time(self, sitting: Sitting) -> Sitting:
        self._terminal.says_time = not self._terminal.says_time
        hidden = "shown" if self._terminal.says_time else "hidden"
        self._terminal.remark(f"The time is {hidden} from here on.")
        return sitting

    def _pause(self, sitting: Sitting) -> Sitting:
        if not self._terminal.waits:
            self._terminal.remark("Nobody sits here who could go on: there is no pause.")
            return sitting
        began = self._stopwatch.elapsed()
        self._terminal.pause("Paused; the clock stands still. Any key goes on.")
        away = self._stopwatch.elapsed() - began
        self._stopwatch.skip(away)
        self._recorder.paused(away, sitting.seconds)
        self._terminal.remark(f"Paused for {away:.0f} s.")
        return sitting.paused(away)

    def _keys(self, sitting: Sitting) -> Sitting:
        for text in EXAM_KEYS:
            self._terminal.remark(text)
        return sitting

    def _stop(self, sitting: Sitting) -> Sitting:  # noqa: ARG002 - commands are called alike
        raise Stopped

    def _hand_in(self, sitting: Sitting) -> Sitting:
        """List what is unanswered and flagged, and hand in if that is confirmed."""
        self._terminal.say(self._view.shown(open_lines(sitting, self._layout, plain=self._plain)))
        keys = (("y", "hand in"), ("g", "go to another"))
        self._terminal.say(self._view.offer("the question again", *keys))
        typed = (self._terminal.key("Hand in? ") or "").strip().lower()
        if typed in ("y", "yes"):
            sitting = sitting.at(self._stopwatch.elapsed())
            self._recorder.ended(HANDED_IN, sitting.seconds)
            return sitting.ended()
        if typed == "q":
            raise Stopped
        if typed[:1] == "g":
            return (
                self._go_to(sitting, typed[1:].strip()) if typed[1:] else self._ask_where(sitting)
            )
        return sitting

    def _reported(self, sitting: Sitting) -> None:
        """Show the report, and what was missed."""
        terminal = self._terminal
        report = exam_report(sitting, seed=self._seed, version=self._version)
        wrong = missed(sitting)
        if self._as_json is not None:
            for answer in sitting.answers.values():
                terminal.say(self._view.feedback(answer, full=True))
            terminal.say([self._as_json(record(report))])
            return
        terminal.say(["", *self._view.shown(exam_lines(report, self._layout, plain=self._plain))])
        if not wrong:
            return
        if terminal.waits:
            terminal.say(["", *self._view.offer("the end", ("r", "review what was missed"))])
            if (terminal.key("") or "").strip().lower() != "r":
                return
        for position, answer in wrong:
            terminal.say(self._view.review(position + 1, len(sitting.questions), answer))
            if not terminal.waits:
                continue
            keys = (("f", "report a fault"), ("q", "stop"))
            terminal.say(["", *self._view.offer("the next one", *keys)])
            while (key := (terminal.key("") or "").strip().lower()) == "f":
                terminal.remark(self._mark(answer))
            if key == "q":
                return


_Command = Callable[[ExamRun, Sitting], Sitting]
_COMMANDS: Mapping[str, _Command] = {
    "s": ExamRun._on,  # noqa: SLF001 - the table belongs to the class
    "n": ExamRun._on,  # noqa: SLF001
    "p": ExamRun._back,  # noqa: SLF001
    "g": ExamRun._ask_where,  # noqa: SLF001
    "m": ExamRun._flag,  # noqa: SLF001
    "x": ExamRun._ask_strike,  # noqa: SLF001
    "t": ExamRun._time,  # noqa: SLF001
    "z": ExamRun._pause,  # noqa: SLF001
    "h": ExamRun._hand_in,  # noqa: SLF001
    "?": ExamRun._keys,  # noqa: SLF001
    "q": ExamRun._stop,  # noqa: SLF001
}

_SHOWS_AGAIN = frozenset({"h"})
"""Keys after which the question is shown once more: what they show has moved it up."""
