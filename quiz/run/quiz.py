"""Takes somebody through a quiz: asks, records, explains; waits through the terminal alone."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

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
from quiz.screens.view import View
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Entry, Question, letters, option_number, span
from quiz.session.session import HINT_SHARE, Answer, Item, Outcome, Session, grade, grade_choice
from quiz.terminal.stopwatch import Stopwatch
from quiz.terminal.terminal import Stopped, Terminal, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from cards.model.base import FactBase
    from quiz.log.recorder import Recorder

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
        self._recorder.abandoned(self._elapsed())
        session = replace(session.ended(self._elapsed()), away=self._stopwatch.away)
        self._show_result(session)
        return session

    def _finish(self, session: Session) -> tuple[Session, bool, bool]:
        """Show the result, and let the last answer be taken back."""
        if not self._terminal.waits:
            return self._closed(session, shown_already=False), False, True
        self._show_result(session)
        situation = self._situation(Moment.RESULT, session)
        self._terminal.say(["", *self._view.offer("the end", labels(situation))])
        try:
            found = pressed(self._terminal.key("") or "", situation)
        except (EOFError, KeyboardInterrupt):
            found = None
        action = found[0].action if found and is_useful(found[0], situation) else None
        if action is Action.UNDO and session.answers:
            return self._undone(session), False, False
        again = action is Action.RETRY_MISSED
        return self._closed(session, shown_already=True), again, True

    def _situation(
        self, moment: Moment, session: Session, question: Question | None = None
    ) -> Situation:
        answers = session.answers
        return Situation(
            moment,
            Feedback.AT_ONCE,
            Navigation.FORWARD,
            question=question,
            attended=self._terminal.waits,
            time_left=not self._is_over(session),
            reasons_hidden=bool(answers)
            and answers[-1].outcome is Outcome.RIGHT
            and not self._full,
            questions_left=session.current is not None,
            missed=any(answer.outcome is not Outcome.RIGHT for answer in answers),
        )

    def _closed(self, session: Session, *, shown_already: bool) -> Session:
        session = replace(session, stopped=False, away=self._stopwatch.away)
        if not shown_already:
            self._show_result(session)
        if session.answers:
            from quiz.log.events import End

            self._recorder.ended(End.FINISHED, self._elapsed())
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
        keys = labels(self._situation(Moment.QUESTION, session, question))
        terminal.say(self._view.question(session, item, terminal.remaining, keys))
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
        situation = self._situation(Moment.QUESTION, state.session, question)
        found = pressed(typed, situation)
        if found is not None:
            key, argument = found
            if key.condition and not is_useful(key, situation):
                self._terminal.remark(refusal(key.condition))
                return None
            return self._act(state, key.action, argument)
        if question.entry is Entry.LETTERS:
            return self._several(question, command)
        if question.entry is Entry.KEY:
            return self._option(state, command, word)
        if not word:
            self._terminal.remark("Type an answer, or i if you do not know it.")
            return None
        return grade(question, word, self._aids.base())

    def _act(self, state: "_State", action: Action, argument: str) -> "Answer | _Undo | None":
        """Do what a key does before an answer."""
        match action:
            case Action.DO_NOT_KNOW:
                return self._unknown(state)
            case Action.UNDO:
                return self._undo(state)
            case Action.STRIKE if argument:
                self._strike(state, argument)
            case Action.STRIKE:
                self._ask_strike(state)
            case Action.HINT:
                self._hint(state)
            case Action.STOP:
                raise Stopped
            case _:
                self._act_anywhere(state, action)
        return None

    def _act_anywhere(self, state: "_State", action: Action) -> None:
        """Do what a key does before an answer and after it."""
        match action:
            case Action.SHOW_KEYS:
                self._keys(state)
            case Action.EXPLAIN_WHY:
                self._why(state)
            case Action.FLAG:
                self._flag(state)
            case Action.PAUSE:
                self._paused()

    def _keys(self, state: "_State") -> None:
        question = state.item.question
        before = explained(self._situation(Moment.QUESTION, state.session, question))
        after = explained(self._situation(Moment.ANSWERED, state.session, question))
        then = tuple(after) if self._terminal.waits else ()
        self._terminal.say(self._view.keys(question, tuple(before), then))

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
            self._terminal.remark("No hint is possible without giving the answer away.")
            return
        state.hinted = True
        if out is not None:
            state.struck |= {out}
        self._terminal.remark(f"Hint: {text}")

    def _why(self, state: "_State") -> None:
        self._terminal.remark(self._aids.why(state.item))

    def _flag(self, state: "_State") -> None:
        state.session = self._flagged(state.session, state.item)

    def _ask_strike(self, state: "_State") -> None:
        key = self._terminal.key("Strike out which? ", state.end)
        if key is not None:
            self._strike(state, key.strip().lower())

    def _strike(self, state: "_State", key: str) -> None:
        question = state.item.question
        number = option_number(question, key)
        if number is None:
            self._terminal.remark(f"Nothing is struck out; {span(question)} are there.")
            return
        state.struck ^= {number}
        self._terminal.remark(struck_in_words(question, state.struck))

    def _several(self, question: Question, command: str) -> Answer | None:
        chosen = tuple(option_number(question, key) for key in command if key not in " ,;-")
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
        chosen = option_number(question, command)
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
        on = "the score" if session.current is None else "the next question"
        situation = self._situation(Moment.ANSWERED, session)
        self._terminal.say(["", *self._view.offer(on, labels(situation))])
        state = _State(session=session, item=item)
        while True:
            found = pressed(self._terminal.key("") or "", situation)
            if found is None:
                return state.session
            key, _ = found
            situation = self._situation(Moment.ANSWERED, session)
            if key.condition and not is_useful(key, situation):
                said = refusal(key.condition)
                if not said:
                    return state.session
                self._terminal.remark(said)
            elif (after := self._act_after(state, key.action, answer)) is not None:
                return after
            stop = [each for each in labels(situation) if each[0] == "q"]
            self._terminal.say(self._view.offer(on, stop))

    def _act_after(self, state: "_State", action: Action, answer: Answer) -> Session | None:
        """Do what a key does after an answer; the session if a question is asked now."""
        match action:
            case Action.STOP:
                raise Stopped
            case Action.UNDO:
                return self._undone(state.session)
            case Action.SHOW_MORE:
                self._terminal.say(self._view.more(answer))
            case Action.REPORT_QUESTION:
                self._terminal.remark(self._aids.mark(answer))
            case Action.EDIT_FACT:
                return self._edit(state)
            case _:
                self._act_anywhere(state, action)
        return None

    def _edit(self, state: "_State") -> Session | None:
        question, said = self._aids.edit(state.item.question)
        self._terminal.remark(said)
        return None if question is None else self._asked_again(state.session, question)

    def _is_over(self, session: Session) -> bool:
        """Whether the time for the whole is up, so that nothing can be asked again."""
        whole = session.limits.whole
        return whole is not None and self._elapsed() >= whole

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


def struck_in_words(question: Question, struck: frozenset[int]) -> str:
    """What is struck out, and what remains."""
    keys = letters(question.options)
    out = ", ".join(keys[number] for number in sorted(struck))
    remaining = ", ".join(key for number, key in enumerate(keys) if number not in struck)
    return f"Struck out: {out or 'none'}. Remaining: {remaining or 'none'}."
