"""The table of keys: when each key works, its action, and its help.

The loop, the line of keys below a question, `?` and the manual read this table. To add a key, add
a line to `KEYS`; if its action is new, the type checker names the place that must perform it.
"""

from collections.abc import Iterator
from enum import Enum, StrEnum, auto
from typing import assert_never

from cards.named_tuple import NamedTuple
from quiz.screens.view import KeyHelp
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question, option_number


class Action(Enum):
    """The action of a key."""

    DO_NOT_KNOW = auto()
    STRIKE = auto()
    HINT = auto()
    UNDO = auto()
    FLAG = auto()
    EXPLAIN_WHY = auto()
    PAUSE = auto()
    SHOW_KEYS = auto()
    STOP = auto()
    NEXT = auto()
    PREVIOUS = auto()
    GO_TO = auto()
    TOGGLE_TIME = auto()
    HAND_IN = auto()
    CONFIRM = auto()
    SHOW_MORE = auto()
    SHOW_REPORT = auto()
    REPORT_QUESTION = auto()
    EDIT_FACT = auto()
    RETRY_MISSED = auto()
    REVIEW_MISSED = auto()
    RATE = auto()


class Moment(StrEnum):
    """The place at which a session waits for a key."""

    START = "start"  # an exam is announced; its clock does not run yet
    QUESTION = "question"  # a question waits for its answer
    ANSWERED = "answered"  # the feedback on an answer is on the screen
    THINKING = "thinking"  # the learner thinks of an answer, and will rate it
    REVEALED = "revealed"  # the right answer is on the screen, to be compared and rated
    HAND_IN = "hand in"  # unanswered and flagged questions are listed
    BREAK = "break"  # a section is handed in; the clock of the next one does not run yet
    RESULT = "result"  # the result is on the screen
    REVIEW = "review"  # a missed question is on the screen once more


class Condition(Enum):
    """A condition for a key to be useful."""

    OPTIONS_TO_STRIKE = auto()
    ATTENDED = auto()
    TIME_REMAINS = auto()
    DETAILS_HIDDEN = auto()
    QUESTIONS_REMAIN = auto()
    SOMETHING_MISSED = auto()
    ANSWERS_EXIST = auto()
    ROUNDS_REMAIN = auto()


class Argument(StrEnum):
    """Text that is typed together with a key."""

    OPTION = "a letter"
    NUMBER = "a number"


class Key(NamedTuple):
    """A key at some moments of a session.

    Attributes:
        help: A phrase that completes the sentence "h: ...".
        label: The same in a word or two, for the line of keys; empty if only `?` names the key.
        takes: Text that may follow the key; if it is missing, the learner is asked for it.
        feedback: The only feedback policy with which it works; None for any.
        navigation: The only navigation policy with which it works; None for any.
        condition: When it is useful; None for always. Otherwise it has no label, and is refused.
        aliases: Other words for it.
    """

    key: str
    action: Action
    moments: tuple[Moment, ...]
    help: str
    label: str = ""
    takes: Argument | None = None
    feedback: Feedback | None = None
    navigation: Navigation | None = None
    condition: Condition | None = None
    aliases: tuple[str, ...] = ()


_QUESTION, _ANSWERED = (Moment.QUESTION,), (Moment.ANSWERED,)
_SELF_RATED = (Moment.THINKING, Moment.REVEALED)
_AT_ONCE, _AT_END = Feedback.AT_ONCE, Feedback.AT_END
_FORWARD, _FREE = Navigation.FORWARD, Navigation.FREE
_SAVE_AND_STOP = "save and stop; primemover resume continues. Ctrl-C and Ctrl-D do the same"

KEYS: tuple[Key, ...] = (
    Key(
        "i",
        Action.DO_NOT_KNOW,
        _QUESTION,
        "I don't know; the answer is shown",
        "don't know",
        feedback=_AT_ONCE,
    ),
    Key("s", Action.NEXT, _QUESTION, "skip this question", "skip", navigation=_FREE),
    Key("n", Action.NEXT, _QUESTION, "the next question", navigation=_FREE),
    Key("p", Action.PREVIOUS, _QUESTION, "the question before", "back", navigation=_FREE),
    Key(
        "g",
        Action.GO_TO,
        _QUESTION,
        "go to that question",
        "go to",
        takes=Argument.NUMBER,
        navigation=_FREE,
    ),
    Key(
        "g",
        Action.GO_TO,
        (Moment.HAND_IN,),
        "go to that question",
        "go to another",
        takes=Argument.NUMBER,
    ),
    Key(
        "x",
        Action.STRIKE,
        _QUESTION,
        "strike an option out, or put it back",
        "strike out",
        takes=Argument.OPTION,
        condition=Condition.OPTIONS_TO_STRIKE,
    ),
    Key(
        "h",
        Action.HINT,
        _QUESTION,
        "a hint; the answer then counts half",
        "hint",
        feedback=_AT_ONCE,
        navigation=_FORWARD,
    ),
    *(
        Key(str(rating), Action.RATE, (Moment.REVEALED,), meaning)
        for rating, meaning in enumerate(
            (
                "again: not recalled; it comes back soon",
                "hard: recalled with effort",
                "good: recalled",
                "easy: recalled at once; it comes back late",
            ),
            start=1,
        )
    ),
    Key(
        "u",
        Action.UNDO,
        (*_QUESTION, *_SELF_RATED),
        "undo the last answer, and answer it again",
        "undo",
        navigation=_FORWARD,
        condition=Condition.ANSWERS_EXIST,
    ),
    Key(
        "v",
        Action.SHOW_MORE,
        (*_ANSWERED, Moment.REVEALED, Moment.REVIEW),
        "the details: each option, the rules, all sources and the facts",
        "details",
        condition=Condition.DETAILS_HIDDEN,
    ),
    Key(
        "u",
        Action.UNDO,
        (*_ANSWERED, Moment.RESULT),
        "undo the answer, and answer again; u once more takes back the one before",
        "undo",
        feedback=_AT_ONCE,
        navigation=_FORWARD,
        condition=Condition.TIME_REMAINS,
    ),
    Key(
        "w",
        Action.EXPLAIN_WHY,
        (*_QUESTION, *_ANSWERED, *_SELF_RATED),
        "why this question is asked",
        feedback=_AT_ONCE,
    ),
    Key(
        "m",
        Action.FLAG,
        (*_QUESTION, *_ANSWERED, *_SELF_RATED),
        "flag the question, or remove its flag; quiz --flagged asks the flagged ones",
        feedback=_AT_ONCE,
    ),
    Key(
        "m",
        Action.FLAG,
        _QUESTION,
        "flag the question, or remove its flag",
        "flag",
        feedback=_AT_END,
    ),
    Key(
        "f",
        Action.REPORT_QUESTION,
        (*_ANSWERED, Moment.REVEALED, Moment.REVIEW),
        "this question is wrong: say why, and keep it for facts errata",
        "report a fault",
    ),
    Key(
        "e",
        Action.EDIT_FACT,
        _ANSWERED,
        "open the fact in your editor, read it again, and ask again",
        navigation=_FORWARD,
        condition=Condition.TIME_REMAINS,
    ),
    Key("t", Action.TOGGLE_TIME, _QUESTION, "hide the time, or show it", feedback=_AT_END),
    Key(
        "z",
        Action.PAUSE,
        (*_QUESTION, *_ANSWERED, *_SELF_RATED),
        "pause; the clock stops, and the result says for how long",
        condition=Condition.ATTENDED,
    ),
    Key(
        "h",
        Action.HAND_IN,
        _QUESTION,
        "hand in; unanswered and flagged questions are listed first",
        "hand in",
        navigation=_FREE,
    ),
    Key("y", Action.CONFIRM, (Moment.HAND_IN,), "hand in", "hand in", aliases=("yes", "h")),
    Key("?", Action.SHOW_KEYS, (*_QUESTION, *_SELF_RATED), "all keys", "keys"),
    Key("?", Action.SHOW_KEYS, _ANSWERED, "all keys", "see all keys"),
    Key(
        "r",
        Action.RETRY_MISSED,
        (Moment.RESULT,),
        "ask the missed questions once more",
        "retry the missed ones",
        feedback=_AT_ONCE,
        condition=Condition.SOMETHING_MISSED,
    ),
    Key(
        "r",
        Action.REVIEW_MISSED,
        (Moment.RESULT,),
        "go through the missed questions, with the reasons",
        "review what was missed",
        feedback=_AT_END,
        condition=Condition.SOMETHING_MISSED,
    ),
    Key(
        "v",
        Action.SHOW_REPORT,
        (Moment.RESULT,),
        "the whole report: every breakdown, and what was not asked",
        "whole report",
        feedback=_AT_END,
        condition=Condition.DETAILS_HIDDEN,
    ),
    Key("q", Action.STOP, (Moment.START,), "leave", "leave"),
    Key(
        "q",
        Action.STOP,
        (*_QUESTION, *_SELF_RATED),
        _SAVE_AND_STOP,
        "stop",
    ),
    Key(
        "q",
        Action.STOP,
        _ANSWERED,
        _SAVE_AND_STOP,
        "stop",
        condition=Condition.QUESTIONS_REMAIN,
    ),
    Key(
        "q",
        Action.STOP,
        (Moment.RESULT,),
        "stop; primemover study continues with the rest",
        "stop",
        feedback=_AT_ONCE,
        condition=Condition.ROUNDS_REMAIN,
    ),
    Key("q", Action.STOP, (Moment.HAND_IN,), _SAVE_AND_STOP),
    Key("q", Action.STOP, (Moment.BREAK,), _SAVE_AND_STOP, "stop"),
    Key("q", Action.STOP, (Moment.REVIEW,), "stop", "stop"),
)
"""In the order in which they are explained."""


class Situation(NamedTuple):
    """The place at which a session waits for a key, and everything else that keys depend on.

    Attributes:
        question: The question on the screen, if there is one.
        attended: Whether input is a terminal.
        time_remains: Whether the session's time is not over.
        details_hidden: Whether the details of the last answer were not shown.
        questions_remain: Whether another question will be asked.
        missed: Whether a question was answered and not right.
        answers_exist: Whether a question was answered.
        rounds_remain: Whether another round of study follows.
    """

    moment: Moment
    feedback: Feedback
    navigation: Navigation
    question: Question | None = None
    attended: bool = True
    time_remains: bool = True
    details_hidden: bool = True
    questions_remain: bool = True
    missed: bool = True
    answers_exist: bool = True
    rounds_remain: bool = False


def keys_at(moment: Moment, feedback: Feedback, navigation: Navigation) -> Iterator[Key]:
    """The keys that work at a moment of a session with these policies."""
    for key in KEYS:
        if (
            moment in key.moments
            and key.feedback in (None, feedback)
            and key.navigation in (None, navigation)
        ):
            yield key


def pressed(typed: str, situation: Situation) -> tuple[Key, str] | None:
    """The typed key, useful or not, with its argument; None if no key matches."""
    typed = typed.strip().lower()
    for key in keys_at(situation.moment, situation.feedback, situation.navigation):
        if typed == key.key or typed in key.aliases:
            return key, ""
        argument = typed[1:].strip()
        if typed[:1] == key.key and _fits(key.takes, argument, situation.question):
            return key, argument
    return None


def _fits(takes: Argument | None, argument: str, question: Question | None) -> bool:
    match takes:
        case None:
            return False
        case Argument.OPTION:
            return question is not None and option_number(question, argument) is not None
        case Argument.NUMBER:
            return argument.isdecimal()
        case _:
            assert_never(takes)


def is_useful(key: Key, situation: Situation) -> bool:
    """Whether the key's condition holds."""
    match key.condition:
        case None:
            useful = True
        case Condition.OPTIONS_TO_STRIKE:
            question = situation.question
            useful = question is not None and len(question.options) > len("ab")
        case Condition.ATTENDED:
            useful = situation.attended
        case Condition.TIME_REMAINS:
            useful = situation.time_remains
        case Condition.DETAILS_HIDDEN:
            useful = situation.details_hidden
        case Condition.QUESTIONS_REMAIN:
            useful = situation.questions_remain
        case Condition.SOMETHING_MISSED:
            useful = situation.missed
        case Condition.ANSWERS_EXIST:
            useful = situation.answers_exist
        case Condition.ROUNDS_REMAIN:
            useful = situation.rounds_remain
        case _:
            assert_never(key.condition)
    return useful


def refusal(condition: Condition) -> str:
    """The reply to a key whose condition does not hold; empty: it counts as any other key."""
    match condition:
        case Condition.OPTIONS_TO_STRIKE:
            return "There is nothing to strike out here."
        case Condition.ATTENDED:
            return "Pause is not available when input is not a terminal."
        case Condition.TIME_REMAINS:
            return "Time is up: the answer stands."
        case Condition.DETAILS_HIDDEN:
            return "The details are shown above."
        case Condition.ANSWERS_EXIST:
            return "There is no answer to undo."
        case Condition.QUESTIONS_REMAIN | Condition.SOMETHING_MISSED | Condition.ROUNDS_REMAIN:
            return ""
        case _:
            assert_never(condition)


def labels(situation: Situation) -> tuple[tuple[str, str], ...]:
    """The keys for the line of keys, each with its label."""
    return tuple(
        (key.key, key.label)
        for key in keys_at(situation.moment, situation.feedback, situation.navigation)
        if key.label and is_useful(key, situation)
    )


def explained(situation: Situation) -> Iterator[KeyHelp]:
    """The keys that `?` explains: all but `?` itself."""
    for key in keys_at(situation.moment, situation.feedback, situation.navigation):
        unavailable = key.condition in (Condition.OPTIONS_TO_STRIKE, Condition.ATTENDED)
        if key.action is not Action.SHOW_KEYS and (not unavailable or is_useful(key, situation)):
            yield _help(key)


def _help(key: Key) -> KeyHelp:
    return KeyHelp(key.key, "" if key.takes is None else key.takes.value, key.help)


def manual() -> Iterator[tuple[str, tuple[KeyHelp, ...]]]:
    """All keys by section of the manual: the section's name, and its keys."""
    quiz, exam = (_AT_ONCE, _FORWARD), (_AT_END, _FREE)
    for section, moment, policies in (
        ("before", Moment.QUESTION, quiz),
        ("after", Moment.ANSWERED, quiz),
        ("thinking", Moment.THINKING, quiz),
        ("revealed", Moment.REVEALED, quiz),
        ("after-quiz", Moment.RESULT, quiz),
        ("in-exam", Moment.QUESTION, exam),
        ("hand-in", Moment.HAND_IN, exam),
        ("break", Moment.BREAK, exam),
        ("after-exam", Moment.RESULT, exam),
        ("review", Moment.REVIEW, exam),
    ):
        yield section, tuple(map(_help, keys_at(moment, *policies)))
