"""Takes somebody through a quiz: asks, records, explains; waits through the terminal alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from quiz.screens.view import View
from quiz.session.question import Entry, Question, letters, span
from quiz.session.session import HINT_SHARE, Answer, Item, Outcome, Session, grade, grade_choice
from quiz.session.strikes import number_of, struck_in_words
from quiz.terminal.stopwatch import Stopwatch
from quiz.terminal.terminal import Stopped, Terminal, shown

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from quiz.log.recorder import Recorder

_UNDO = ("u", "undo")

CONTRAST_AFTER = 2
"""Questions between a miss and its contrast: long enough not to answer from the screen."""


class Aids(Protocol):
    """What a quiz looks up while it runs."""

    def base(self) -> "FactBase":
        """The vocabulary that typed answers are judged with."""

    def mark(self, answer: Answer) -> str:
        """Keep a question that the learner calls wrong, and say where."""

    def mix_up(self, answer: Answer) -> str:
        """What was taken for what, and how often so far; empty where nothing was."""

    def contrast(self, session: Session, answer: Answer) -> Item | None:
        """A question that tells the two apart; None where there is none."""

    def why(self, item: Item) -> str:
        """Why a question is asked."""

    def edit(self, question: Question) -> tuple[Question | None, str]:
        """Let the learner edit the fact; the question as it is then, and what to say."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a run ended.

    Attributes:
        interrupted: Whether by Ctrl-C.
        begun: Whether anything of it was written down.
        again: Whether the learner wants the missed ones again.
    """

    session: Session
    interrupted: bool = False
    begun: bool = False
    again: bool = False


class _Undo:
    """The learner takes the last answer back instead of answering."""


class QuizRun:
    """One session as it happens."""

    def __init__(
        self,
        *,
        view: View,
        terminal: Terminal,
        recorder: "Callable[[], Recorder]",
        aids: Aids,
        full: bool,
        asks_confidence: bool = False,
    ) -> None:
        """Put the parts together.

        Args:
            view: What is shown.
            terminal: Where it is shown, and where answers come from.
            recorder: Makes what writes down what happens, while the first question is read.
            aids: Looks things up.
            full: Whether right answers are explained without being asked.
            asks_confidence: Whether to ask after each answer how sure it was.
        """
        self._view, self._terminal, self._make_recorder = view, terminal, recorder
        self._aids, self._full, self._asks_confidence = aids, full, asks_confidence
        self._stopwatch = Stopwatch(terminal.clock)
        self._session = Session(items=())  # as it is just now, wherever it is interrupted

    @cached_property
    def _recorder(self) -> "Recorder":
        return self._make_recorder()

    def __call__(self, session: Session) -> Ending:
        """Ask until the session is over, and show the result."""
        terminal = self._terminal
        self._stopwatch = Stopwatch(terminal.clock, session.seconds)
        self._stopwatch.away = session.away
        terminal.begin(self._stopwatch, session.limits.whole)
        interrupted = again = False
        self._session = session
        try:
            terminal.say(self._view.opening(session))
            over = False
            while not over:
                while session.current is not None:
                    session = self._session = self._turn(session)
                session, again, over = self._finish(session)
                self._session = session
        except (Stopped, EOFError):
            session = self._left(self._session)
        except KeyboardInterrupt:
            interrupted = True
            session = self._left(self._session)
        begun = "_recorder" in vars(self) and self._recorder.begun
        return Ending(session=session, interrupted=interrupted, begun=begun, again=again)

    def _left(self, session: Session) -> Session:
        """Show where the session stands, when it is left before its end."""
        self._terminal.end_line()
        if session.current is None:  # left after its last answer: nothing is left to go on with
            return self._closed(session, shown_already=False)
        self._recorder.left(self._elapsed())
        session = replace(session.ended(self._elapsed()), away=self._stopwatch.away)
        self._show_result(session)
        return session

    def _finish(self, session: Session) -> tuple[Session, bool, bool]:
        """Show the result, and let the last answer be taken back."""
        if not self._terminal.waits:
            return self._closed(session, shown_already=False), False, True
        self._show_result(session)
        missed = any(answer.outcome is not Outcome.RIGHT for answer in session.answers)
        undo = () if self._is_over(session) else (_UNDO,)
        keys = (*undo, *((("r", "retry the missed ones"),) if missed else ()))
        self._terminal.say(["", *self._view.offer("the end", *keys)])
        try:
            key = self._after_key()
        except (EOFError, KeyboardInterrupt):
            key = ""
        if key == "u" and session.answers and undo:
            return self._undone(session), False, False
        return self._closed(session, shown_already=True), missed and key == "r", True

    def _closed(self, session: Session, *, shown_already: bool) -> Session:
        session = replace(session, stopped=False, away=self._stopwatch.away)
        if not shown_already:
            self._show_result(session)
        if session.answers:
            self._recorder.ended("finished", self._elapsed())
        return session

    def _show_result(self, session: Session) -> None:
        from quiz.screens.result import report

        session = replace(session, away=self._stopwatch.away)
        self._terminal.say(self._view.result(session, report(session)))

    def _turn(self, session: Session) -> Session:
        """One question, its answer, and what is said of it."""
        item = session.current
        assert item is not None  # noqa: S101 - whoever calls has looked
        session, reply = self._put(session, item)
        if isinstance(reply, _Undo):
            return self._undone(session)
        position, elapsed = len(session.answers), self._elapsed()
        self._recorder.answered(reply, item, position, elapsed)
        session = self._session = session.answered(reply, elapsed)
        self._terminal.forget()  # what was typed ahead must not skip the reasons
        self._terminal.say(self._view.feedback(reply, full=self._full))
        session = self._session = self._contrasted(session, reply, item)
        if self._terminal.waits:
            session = self._after(session)
            if session.current is not None:
                session = session.at(self._elapsed())
        return session

    def _contrasted(self, session: Session, answer: Answer, item: Item) -> Session:
        """Name the mix-up, and queue a question that tells the two apart."""
        said = [text for text in (self._aids.mix_up(answer),) if text]
        contrast = self._aids.contrast(session, answer) if item.because is None else None
        if contrast is not None:
            before = len(session.answers)
            session = session.queued(contrast, CONTRAST_AFTER)
            place = session.items.index(contrast, before)
            self._recorder.queued(contrast, place, self._elapsed())
            said.append(f"A contrast question is queued: {contrast.told}.")
        if said:
            self._terminal.say(self._view.aside(" ".join(said)))
        return session

    def _put(self, session: Session, item: Item) -> "tuple[Session, Answer | _Undo]":
        """Show a question and wait for its answer, its limit, or the end."""
        question, terminal = item.question, self._terminal
        asked = self._elapsed()
        terminal.say(self._view.question(session, item, terminal.remaining))
        if terminal.waits:
            terminal.meanwhile = lambda: self._prepare(question)
        whole, each = session.limits.whole, session.limits.question
        own_end = None if each is None else asked + each
        state = _State(session=session, item=item)
        warned = False
        while True:
            whole_end = None if warned else whole
            end = min((end for end in (own_end, whole_end) if end is not None), default=None)
            if whole_end is not None and asked >= whole_end:
                end = own_end
            state.end = end
            typed = self._typed(question, end)
            now = self._elapsed()
            if typed is None and end == own_end:
                terminal.forget()
                timeout = Answer(question=question, outcome=Outcome.TIMEOUT, seconds=now - asked)
                return state.session, timeout
            if typed is None:
                warned = True
                terminal.remark(
                    "Time is up. You may still answer this question; it will be marked late."
                )
                continue
            reply = self._understood(state, typed)
            if reply is None:
                continue
            if isinstance(reply, _Undo):
                return state.session, reply
            seconds = self._elapsed() - asked
            late = any(end is not None and now > end for end in (own_end, whole))
            score = reply.score * HINT_SHARE if state.hinted else reply.score
            reply = replace(reply, seconds=seconds, late=late, hinted=state.hinted, score=score)
            return state.session, self._weighed(reply)

    def _weighed(self, answer: Answer) -> Answer:
        """The answer with how sure the learner was, where that is asked."""
        if not self._asks_confidence or answer.outcome is Outcome.UNKNOWN:
            return answer
        from quiz.run.confidence import ask_confidence

        return replace(answer, confidence=ask_confidence(self._terminal))

    def _prepare(self, question: Question) -> None:
        """While a question is read: what takes time, and nobody should wait for."""
        self._recorder.begin()
        if question.typed:
            from cards.answers import vocabulary

            vocabulary(question.card.field, self._aids.base())

    def _typed(self, question: Question, end: float | None) -> str | None:
        prompt = self._view.prompt(question)
        if question.entry is Entry.KEY:
            return self._terminal.key(prompt, end)
        return self._terminal.line(prompt, end)

    def _understood(self, state: "_State", typed: str) -> "Answer | _Undo | None":
        """The answer in what was typed; None where it was a question or a slip.

        Raises:
            Stopped: It was the wish to stop.
        """
        word = typed.strip()
        command = word.lower()
        question = state.item.question
        if command in _COMMANDS:
            return _COMMANDS[command](self, state)
        if (
            command[:1] == "x"
            and question.options
            and number_of(question, command[1:].strip()) is not None
        ):
            self._strike(state, command[1:].strip())
            return None
        if question.entry is Entry.LETTERS:
            return self._several(question, command)
        if question.entry is Entry.KEY:
            return self._option(state, command, word)
        if not word:
            self._terminal.remark("Type an answer, or i if you do not know it.")
            return None
        return grade(question, word, self._aids.base())

    def _stop(self, state: "_State") -> None:  # noqa: ARG002 - commands are called alike
        raise Stopped

    def _keys(self, state: "_State") -> None:
        self._terminal.say(self._view.keys(state.item.question))

    def _unknown(self, state: "_State") -> Answer:
        return Answer(question=state.item.question, outcome=Outcome.UNKNOWN)

    def _undo(self, state: "_State") -> "_Undo | None":
        if state.session.answers:
            return _Undo()
        self._terminal.remark("There is no answer to undo.")
        return None

    def _hint(self, state: "_State") -> None:
        question = state.item.question
        if state.hinted:
            self._terminal.remark("There is one hint a question.")
            return
        from quiz.session.hints import hint

        text, out = hint(question, state.struck)
        if not text:
            self._terminal.remark("There is no hint that would not be the answer.")
            return
        state.hinted = True
        if out is not None:
            state.struck |= {out}
        self._terminal.remark(f"Hint: {text}")

    def _why(self, state: "_State") -> None:
        self._terminal.remark(self._aids.why(state.item))

    def _flag(self, state: "_State") -> None:
        state.session = self._flagged(state.session, state.item)

    def _pause(self, state: "_State") -> None:  # noqa: ARG002 - commands are called alike
        self._paused()

    def _ask_strike(self, state: "_State") -> None:
        if len(state.item.question.options) <= len("ab"):
            self._terminal.remark("There is nothing to strike out here.")
            return
        key = self._terminal.key("Strike out which? ", state.end)
        if key is not None:
            self._strike(state, key.strip().lower())

    def _strike(self, state: "_State", key: str) -> None:
        question = state.item.question
        number = number_of(question, key)
        if number is None:
            self._terminal.remark(f"Nothing is struck out; {span(question)} are there.")
            return
        state.struck ^= {number}
        self._terminal.remark(struck_in_words(question, state.struck))

    def _several(self, question: Question, command: str) -> Answer | None:
        chosen = tuple(number_of(question, key) for key in command if key not in " ,;-")
        wanted = len(question.solution)
        said = ""
        if None in chosen or not chosen:
            said = f"Type letters from {span(question)}"
        elif len(set(chosen)) < len(chosen):
            said = "Each letter stands once"
        elif wanted and len(chosen) != wanted:
            said = f"Type {wanted} letters"
        if said:
            self._terminal.remark(f"{said}, then Enter; ? for keys.")
            return None
        return grade_choice(question, tuple(number for number in chosen if number is not None))

    def _option(self, state: "_State", command: str, word: str) -> Answer | None:
        question = state.item.question
        chosen = number_of(question, command)
        if chosen in state.struck and chosen is not None:
            key = letters(question.options)[chosen]
            self._terminal.remark(f"{key} is struck out; x and {key} put it back.")
            return None
        if chosen is not None:
            return grade_choice(question, (chosen,))
        wanted = f"{span(question)} to answer, ? for keys"
        said = f"'{shown(word)}' is no option" if shown(word) else "Nothing is chosen"
        self._terminal.remark(f"{said}: {wanted}.")
        return None

    def _after(self, session: Session) -> Session:
        """Wait for a key behind an answer; the session as it is then."""
        answer, item = session.answers[-1], session.items[len(session.answers) - 1]
        last = session.current is None
        brief = answer.outcome is Outcome.RIGHT and not self._full
        on = "the score" if last else "the next question"
        stop = () if last else (("q", "stop"),)
        more = (("v", "see more"),) if brief else ()
        undo = () if self._is_over(session) else (_UNDO,)
        keys = (*more, *undo, ("f", "report a fault"), ("?", "see all keys"), *stop)
        self._terminal.say(["", *self._view.offer(on, *keys)])
        state = _State(session=session, item=item)
        while True:
            key = self._after_key()
            if key == "q" and not last:
                raise Stopped
            command = _BEHIND.get(key)
            if command is None:
                return state.session
            left = command(self, state)
            if left is not None:
                return left
            self._terminal.say(self._view.offer(on, *stop))

    def _more(self, state: "_State") -> None:
        answer = state.session.answers[-1]
        if answer.outcome is Outcome.RIGHT and not self._full:
            self._terminal.say(self._view.more(answer))
        else:
            self._terminal.remark("All of it is shown above.")

    def _wrong(self, state: "_State") -> None:
        self._terminal.remark(self._aids.mark(state.session.answers[-1]))

    def _edit(self, state: "_State") -> Session | None:
        if self._is_over(state.session):
            self._terminal.remark("The time is up: nothing is asked again.")
            return None
        question, said = self._aids.edit(state.item.question)
        self._terminal.remark(said)
        return None if question is None else self._asked_again(state.session, question)

    def _take_back(self, state: "_State") -> Session | None:
        if self._is_over(state.session):
            self._terminal.remark("The time is up: the answer stands.")
            return None
        return self._undone(state.session)

    def _is_over(self, session: Session) -> bool:
        """Whether the time for the whole is up, so that nothing can be asked again."""
        whole = session.limits.whole
        return whole is not None and self._elapsed() >= whole

    def _after_key(self) -> str:
        return (self._terminal.key("") or "").strip().lower()

    def _asked_again(self, session: Session, question: Question) -> Session:
        """The session with its last answer taken back, and the question as it is now."""
        session = self._undone(session, told=False).redrawn(question)
        position = len(session.answers)
        self._recorder.redrawn(question, position, self._elapsed())
        return session

    def _undone(self, session: Session, *, told: bool = True) -> Session:
        self._recorder.undone(self._elapsed())
        if told:
            self._terminal.remark(f"Undone: question {len(session.answers)} is asked again.")
        return session.undone().at(self._elapsed())

    def _flagged(self, session: Session, item: Item) -> Session:
        card = item.question.card.id
        on = card not in session.flags
        position = session.items.index(item)
        self._recorder.flagged(card, position, self._elapsed(), on=on)
        self._terminal.remark("Flagged." if on else "The flag is taken away.")
        self._session = session.flagged(card, on=on)
        return self._session

    def _paused(self) -> None:
        if not self._terminal.waits:
            self._terminal.remark("Nobody sits here who could go on: there is no pause.")
            return
        began = self._elapsed()
        self._terminal.pause("Paused; the clock stands still. Any key goes on.")
        away = self._elapsed() - began
        self._stopwatch.skip(away)
        self._recorder.paused(away, began)
        self._terminal.remark(f"Paused for {away:.0f} s.")

    def _elapsed(self) -> float:
        return self._stopwatch.elapsed()


class _State:
    """What changes while one question waits for its answer."""

    def __init__(self, session: Session, item: Item) -> None:
        self.session, self.item = session, item
        self.struck: frozenset[int] = frozenset()
        self.hinted = False
        self.end: float | None = None  # when waiting for an answer ends, by the session's clock


_Command = Callable[[QuizRun, _State], "Answer | _Undo | None"]
_COMMANDS: Mapping[str, _Command] = {
    "q": QuizRun._stop,  # noqa: SLF001 - the table belongs to the class
    "?": QuizRun._keys,  # noqa: SLF001
    "i": QuizRun._unknown,  # noqa: SLF001
    "u": QuizRun._undo,  # noqa: SLF001
    "h": QuizRun._hint,  # noqa: SLF001
    "w": QuizRun._why,  # noqa: SLF001
    "m": QuizRun._flag,  # noqa: SLF001
    "z": QuizRun._pause,  # noqa: SLF001
    "x": QuizRun._ask_strike,  # noqa: SLF001
}
"""Keys before an answer."""

_BEHIND: Mapping[str, Callable[[QuizRun, _State], Session | None]] = {
    "u": QuizRun._take_back,  # noqa: SLF001
    "v": QuizRun._more,  # noqa: SLF001
    "e": QuizRun._edit,  # noqa: SLF001
    "f": QuizRun._wrong,  # noqa: SLF001
    "w": QuizRun._why,  # noqa: SLF001
    "m": QuizRun._flag,  # noqa: SLF001
    "z": QuizRun._pause,  # noqa: SLF001
    "?": QuizRun._keys,  # noqa: SLF001
}
"""Keys behind an answer; they hand back the session where there is nothing to wait for any more."""
