"""How a session is shown: what every view can do, and the words that views share.

A view turns values into lines, and knows nothing of keyboards and clocks.
"""

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING, Protocol, assert_never

from cards.model.kinds import CARD_KINDS
from cards.named_tuple import NamedTuple
from quiz.session.kinds import AnswerForm, Entry
from quiz.session.question import Question, letters, span
from quiz.session.sets import shortened

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from decks.maps.spec import MapSpec
    from quiz.session.answer import Answer
    from quiz.session.result import Result
    from quiz.session.session import Item, Session

Labels = Iterable[tuple[str, str]]
"""Keys, each with a word or two on what it does."""


class KeyHelp(NamedTuple):
    """A key and its help.

    Attributes:
        takes: Text that is typed together with it, "a letter"; empty if there is none.
    """

    key: str
    takes: str
    help: str


class View(Protocol):
    """The lines that are shown of a session."""

    def opening(self, session: "Session", *, resumed: bool) -> list[str]:
        """Before the first question, or the first after the session was resumed."""

    def question(
        self, session: "Session", item: "Item", remaining: float | None, keys: Labels
    ) -> list[str]:
        """A question, with the keys that are worth naming.

        Args:
            session: The session.
            item: The question in it.
            remaining: Seconds for the rest of the session; None for no limit, or hidden time.
            keys: The keys with their labels.
        """

    def prompt(self, question: Question) -> str:
        """The text before the cursor."""

    def remark(self, text: str) -> list[str]:
        """A line that is neither question nor answer."""

    def aside(self, text: str) -> list[str]:
        """A remark that scripts do not need."""

    def keys(
        self, question: Question | None, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        """The help of all keys, before an answer and after it.

        Args:
            question: The current question; None if the learner rates the recall of its answer.
            before: The keys before the answer.
            after: The keys after it.
        """

    def offer(self, on: str, keys: Labels) -> list[str]:
        """The effect of any key, and that of certain keys."""

    def feedback(self, answer: "Answer") -> list[str]:
        """The verdict on an answer with the reason, in a few lines."""

    def revealed(self, answer: "Answer", keys: Labels) -> list[str]:
        """The right answer with the reason, before the learner rates the recall of it.

        Args:
            answer: The question without an answer.
            keys: The keys that are worth naming, with their labels.
        """

    def rated(self, answer: "Answer") -> list[str]:
        """After the learner has rated an answer."""

    def more(self, answer: "Answer") -> list[str]:
        """The details that the feedback omits: each option, the rules, all sources, the facts."""

    def muscle_map(self, spec: "MapSpec", figure: "BodyFigure") -> list[str]:
        """The muscles of an exercise or a finding, or the place of a muscle."""

    def open_questions(self, session: "Session") -> list[str]:
        """The unanswered and the flagged questions, before everything is handed in."""

    def next_section(self, session: "Session") -> list[str]:
        """After a section of an exam was handed in: what follows, and how long it may take."""

    def result(self, result: "Result") -> list[str]:
        """After the last question."""

    def report(self, result: "Result") -> list[str]:
        """The details that `result` omits; empty if it omits none."""

    def review(self, number: int, of: int, answer: "Answer") -> list[str]:
        """A question of an exam after its result, and what was right."""


def clock(seconds: float) -> str:
    """Minutes and seconds: `8:05`."""
    minutes, rest = divmod(max(0, ceil(seconds)), 60)
    return f"{minutes}:{rest:02}"


def limits_in_words(session: "Session") -> str:
    """How long a session and its questions may take."""
    parts = []
    if session.limits.whole is not None:
        parts.append(f"{clock(session.limits.whole)} in all")
    if session.limits.question is not None:
        parts.append(f"{clock(session.limits.question)} a question")
    return ", ".join(parts)


def refers(session: "Session") -> str:
    """The reference of the shown question and its set; empty if it is in no set."""
    shared = session.items[session.position].shared
    places = session.set_at(session.position)
    if shared is None:
        return ""
    first, last = places[0] + 1, places[-1] + 1
    to = "and" if last == first + 1 else "to"
    which = f"Questions {first} {to} {last}" if last > first else f"Question {first}"
    verb = "refer to" if last > first else "refers to"
    return (
        f"{which} {verb} {shared.text}."
        if session.position == places[0]
        else f"{which}: {shared.text}."
    )


def stem_of(item: "Item") -> str:
    """The wording of a question; in a set, without what the set says already."""
    return item.question.stem if item.shared is None else shortened(item.question.stem, item.shared)


def verdict(answer: "Answer") -> str:
    """The verdict on an answer, in words."""
    late = ", too late" if answer.late and answer.given else ""
    hinted = ", with a hint" if answer.hinted and answer.score else ""
    said = answer.verdict if answer.asks_again else answer.outcome
    return f"{said}{hinted}{late}"


def key_in_words(answer: "Answer") -> str:
    """The words that introduce the key after an answer that is not right."""
    return "the answer is" if answer.counts else "the answer asked for is"


def instruction(question: Question) -> str:
    """An instruction, if the stem has none."""
    return CARD_KINDS[question.card.kind].instruction


def lettered_key(question: Question) -> str:
    """The right answer; with its letter if one letter answers the question."""
    if question.entry is not Entry.KEY:
        return question.key
    number = next(n for n, option in enumerate(question.options) if option.right)
    return f"{letters(question.options)[number]}, {question.key}"


def how(question: Question) -> str:
    """How to answer a question, in a few words."""
    match question.form:
        case AnswerForm.OPTION:
            return f"{span(question)} answer"
        case AnswerForm.SELECTION:
            return "the letters of all that apply, then Enter"
        case AnswerForm.PAIRS:
            return f"a letter for each of 1-{len(question.left_side)}, then Enter"
        case AnswerForm.ORDER:
            return "the letters in order, then Enter"
        case AnswerForm.TEXT:
            return "type the answer, then Enter"
        case _:
            assert_never(question.form)


def pace(session: "Session") -> str:
    """How far a session is ahead of an even pace, in minutes: `, pace +3 min`; empty near it."""
    minutes = round((session.ahead or 0.0) / 60)
    return f", pace {minutes:+d} min" if minutes and session.answers else ""


def key_lines(
    question: Question | None, before: Iterable[KeyHelp], after: Iterable[KeyHelp], *, by_key: bool
) -> list[str]:
    """How to answer a question, and the help of all keys, a line each.

    Args:
        question: The current question; None if the learner rates the recall of its answer.
        before: The keys before an answer.
        after: The keys after it; none if the session does not wait there.
        by_key: Whether a key works without Enter.
    """
    if question is None:
        any_ = "Any other key shows the answer." if by_key else "Enter shows the answer."
        return [
            *(_key_line(each, "") for each in before),
            any_,
            "With the answer on the screen:",
            *(_key_line(each, "") for each in after),
        ]
    enter = "" if by_key and question.entry is Entry.KEY else ", with Enter"
    known, then = tuple(before), tuple(after)
    lines = [
        _how_to_answer(question, by_key=by_key),
        *(_key_line(each, enter) for each in known),
        "Enter alone never answers.",
    ]
    if then:
        lines.append("After an answer, before the next question:")
        lines += (_key_line(each, "") for each in then if each not in known)
        lines.append(
            f"{', '.join(each.key for each in then if each in known)}: as before an answer."
        )
    return lines


def _key_line(each: KeyHelp, enter: str) -> str:
    keys = f"{each.key} and {each.takes}{enter}" if each.takes else each.key
    return f"{keys}: {each.help}."


def _how_to_answer(question: Question, *, by_key: bool) -> str:
    match question.entry:
        case Entry.KEY:
            count = len(question.options)
            digits = f"1-{count}" if count > len("ab") else f"1 or {count}"
            what = "answer at once." if by_key else "answer, with Enter."
            return f"{span(question)}, {'or ' * (count > len('ab'))}{digits}: {what}"
        case Entry.LETTERS:
            said = how(question)
            return f"{said[0].upper()}{said[1:]}: for example {example(question)}."
        case Entry.TEXT:
            tab = " Tab completes a name, if only one begins like this." if by_key else ""
            return (
                f"Type the answer and press Enter. Case, hyphens and word order do not matter.{tab}"
            )
        case _:
            assert_never(question.entry)


def example(question: Question) -> str:
    """Letters that could be typed; they need not be right."""
    known = letters(question.options)
    return known[: len(question.solution)][::-1] if question.solution else f"{known[0]}{known[-1]}"
