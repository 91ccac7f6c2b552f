"""Takes somebody through an exam: no feedback until it is handed in; waits through the terminal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.exam.report import exam_report, missed, record
from quiz.exam.sitting import Sitting
from quiz.log.events import End
from quiz.run.confidence import ask_confidence
from quiz.run.keys import (
    Action,
    Moment,
    Situation,
    explained,
    is_useful,
    labels,
    pressed,
    refusal,
)
from quiz.run.quiz import struck_in_words
from quiz.screens.exam_report import exam_lines, open_lines
from quiz.screens.view import View
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question, letters, option_number, span
from quiz.session.session import Answer, Item, grade_choice
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
            self._abandon()
        except KeyboardInterrupt:
            self._abandon()
            interrupted = True
        return sitting, interrupted

    def _abandon(self) -> None:
        self._terminal.end_line()
        self._recorder.abandoned(self._stopwatch.elapsed())

    @property
    def begun(self) -> bool:
        """Whether anything was written down, so that somebody can go on with it."""
        return "_recorder" in vars(self) and self._recorder.begun

    def _turn(self, sitting: Sitting) -> Sitting:
        """Show the current question, and do what the next key says until another one is shown."""
        terminal = self._terminal
        asked, position = self._stopwatch.elapsed(), sitting.position
        terminal.say(
            self._view.item(
                sitting,
                sitting.at(asked).remaining if terminal.says_time else None,
                labels(self._situation(Moment.QUESTION, sitting.current)),
            )
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
        question = sitting.current
        situation = self._situation(Moment.QUESTION, question)
        found = pressed(typed, situation)
        if found is not None:
            pressed_key, argument = found
            if pressed_key.condition and not is_useful(pressed_key, situation):
                self._terminal.remark(refusal(pressed_key.condition))
                return sitting
            return self._act(sitting, pressed_key.action, argument)
        number = option_number(question, command)
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
        self._recorder.moved(place, after.seconds)
        return after

    def _situation(self, moment: Moment, question: Question | None = None) -> Situation:
        return Situation(
            moment,
            Feedback.AT_END,
            Navigation.FREE,
            question=question,
            attended=self._terminal.waits,
        )

    def _act(  # noqa: C901, PLR0911 - one arm an action
        self, sitting: Sitting, action: Action, argument: str
    ) -> Sitting:
        """Do what a key does."""
        match action:
            case Action.NEXT:
                return self._moved(sitting, sitting.position + 1)
            case Action.PREVIOUS:
                return self._moved(sitting, sitting.position - 1)
            case Action.GO_TO:
                return self._go_to(sitting, argument) if argument else self._ask_where(sitting)
            case Action.FLAG:
                return self._flag(sitting)
            case Action.STRIKE:
                return self._strike(sitting, argument) if argument else self._ask_strike(sitting)
            case Action.TOGGLE_TIME:
                return self._time(sitting)
            case Action.PAUSE:
                return self._pause(sitting)
            case Action.HAND_IN:
                return self._hand_in(sitting)
            case Action.SHOW_KEYS:
                return self._keys(sitting)
            case Action.STOP:
                raise Stopped
            case _:
                return sitting

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
        number = option_number(question, key)
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
        began = self._stopwatch.elapsed()
        self._terminal.pause("Paused; the clock stands still. Any key goes on.")
        away = self._stopwatch.elapsed() - began
        self._stopwatch.skip(away)
        self._recorder.paused(away, sitting.seconds)
        self._terminal.remark(f"Paused for {away:.0f} s.")
        return sitting.paused(away)

    def _keys(self, sitting: Sitting) -> Sitting:
        keys = tuple(explained(self._situation(Moment.QUESTION, sitting.current)))
        self._terminal.say(self._view.keys(sitting.current, keys, ()))
        return sitting

    def _hand_in(self, sitting: Sitting) -> Sitting:
        """List what is unanswered and flagged, and hand in if that is confirmed."""
        self._terminal.say(self._view.shown(open_lines(sitting, self._layout, plain=self._plain)))
        situation = self._situation(Moment.HAND_IN)
        self._terminal.say(self._view.offer("the question again", labels(situation)))
        found = pressed(self._terminal.key("Hand in? ") or "", situation)
        if found is not None and found[0].action is Action.CONFIRM:
            sitting = sitting.at(self._stopwatch.elapsed())
            self._recorder.ended(End.HANDED_IN, sitting.seconds)
            return sitting.ended()
        return sitting if found is None else self._act(sitting, found[0].action, found[1])

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
            situation = self._situation(Moment.RESULT)
            terminal.say(["", *self._view.offer("the end", labels(situation))])
            if pressed(terminal.key("") or "", situation) is None:
                return
        for position, answer in wrong:
            terminal.say(self._view.review(position + 1, len(sitting.questions), answer))
            if not terminal.waits:
                continue
            situation = self._situation(Moment.REVIEW)
            terminal.say(["", *self._view.offer("the next one", labels(situation))])
            while (found := pressed(terminal.key("") or "", situation)) is not None:
                if found[0].action is Action.STOP:
                    return
                terminal.remark(self._mark(answer))


_SHOWS_AGAIN = frozenset({"h"})
"""Keys after which the question is shown once more: what they show has moved it up."""
