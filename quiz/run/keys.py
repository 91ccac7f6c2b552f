"""The table of keys: which there are, when each works, what it does, and how it is explained.

The loop, the line of keys below a question, `?` and the manual all read this table. To add a key:
a line in `KEYS`, and what its action does; the type checker names the place.
"""

from collections.abc import Iterator
from enum import Enum, StrEnum, auto
from typing import NamedTuple, assert_never

from quiz.screens.view import KeyHelp
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question, option_number


class Action(Enum):
    """What a key does."""

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
    REPORT_QUESTION = auto()
    EDIT_FACT = auto()
    RETRY_MISSED = auto()
    REVIEW_MISSED = auto()


class Moment(StrEnum):
    """What a session is waiting at when a key is pressed."""

    START = "start"  # an exam is announced; its clock does not run yet
    QUESTION = "question"  # a question waits for its answer
    ANSWERED = "answered"  # the feedback on an answer is on the screen
    HAND_IN = "hand in"  # what is unanswered and flagged is listed
    RESULT = "result"  # the result is on the screen
    REVIEW = "review"  # a missed question is on the screen once more


class Condition(Enum):
    """What must hold for a key to be of any use."""

    OPTIONS_TO_STRIKE = auto()
    ATTENDED = auto()
    TIME_LEFT = auto()
    REASONS_HIDDEN = auto()
    QUESTIONS_LEFT = auto()
    SOMETHING_MISSED = auto()


class Argument(StrEnum):
    """What is typed together with a key."""

    OPTION = "a letter"
    NUMBER = "a number"


class Key(NamedTuple):
    """A key at some moments of a session.

    Attributes:
        help: What it does, for people: the rest of a sentence that begins with the key.
        label: The same in a word or two, for the line of keys; empty for a key that only `?` names.
        takes: What may follow it; without it, the learner is asked for it.
        feedback: The only policy with which it works; None for any.
        navigation: The same.
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
_AT_ONCE, _AT_END = Feedback.AT_ONCE, Feedback.AT_END
_FORWARD, _FREE = Navigation.FORWARD, Navigation.FREE
_SAVE_AND_STOP = "save and stop; primemover resume goes on. Ctrl-C and Ctrl-D do the same"

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
    Key(
        "u",
        Action.UNDO,
        _QUESTION,
        "undo the last answer, and answer it again",
        "undo",
        navigation=_FORWARD,
    ),
    Key(
        "v",
        Action.SHOW_MORE,
        _ANSWERED,
        "the reasons, after a right answer",
        "see more",
        condition=Condition.REASONS_HIDDEN,
    ),
    Key(
        "u",
        Action.UNDO,
        (*_ANSWERED, Moment.RESULT),
        "undo the answer, and answer again; u once more takes back the one before",
        "undo",
        feedback=_AT_ONCE,
        navigation=_FORWARD,
        condition=Condition.TIME_LEFT,
    ),
    Key(
        "w",
        Action.EXPLAIN_WHY,
        (*_QUESTION, *_ANSWERED),
        "why this question is asked",
        feedback=_AT_ONCE,
    ),
    Key(
        "m",
        Action.FLAG,
        (*_QUESTION, *_ANSWERED),
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
        (*_ANSWERED, Moment.REVIEW),
        "this question is wrong: keep it for facts errata",
        "report a fault",
    ),
    Key(
        "e",
        Action.EDIT_FACT,
        _ANSWERED,
        "open the fact in your editor, read it again, and ask again",
        navigation=_FORWARD,
        condition=Condition.TIME_LEFT,
    ),
    Key("t", Action.TOGGLE_TIME, _QUESTION, "hide the time, or show it", feedback=_AT_END),
    Key(
        "z",
        Action.PAUSE,
        (*_QUESTION, *_ANSWERED),
        "pause; the clock stops, and the result says for how long",
        condition=Condition.ATTENDED,
    ),
    Key(
        "h",
        Action.HAND_IN,
        _QUESTION,
        "hand in; what is unanswered and flagged is listed first",
        "hand in",
        navigation=_FREE,
    ),
    Key("y", Action.CONFIRM, (Moment.HAND_IN,), "hand in", "hand in", aliases=("yes",)),
    Key("?", Action.SHOW_KEYS, _QUESTION, "all keys", "keys"),
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
    Key("q", Action.STOP, (Moment.START,), "leave", "leave"),
    Key(
        "q",
        Action.STOP,
        _QUESTION,
        _SAVE_AND_STOP,
        "stop",
    ),
    Key(
        "q",
        Action.STOP,
        _ANSWERED,
        _SAVE_AND_STOP,
        "stop",
        condition=Condition.QUESTIONS_LEFT,
    ),
    Key("q", Action.STOP, (Moment.HAND_IN,), _SAVE_AND_STOP),
    Key("q", Action.STOP, (Moment.REVIEW,), "stop", "stop"),
)
"""In the order in which people read them."""


class Situation(NamedTuple):
    """Where a session waits for a key, as far as keys depend on it.

    Attributes:
        question: The one on the screen, if there is one.
        attended: Whether somebody sits at the keyboard.
        time_left: Whether the time for the whole session is not over.
        reasons_hidden: Whether the reasons are not shown yet.
        questions_left: Whether a question remains to be asked.
        missed: Whether a question was answered and not right.
    """

    moment: Moment
    feedback: Feedback
    navigation: Navigation
    question: Question | None = None
    attended: bool = True
    time_left: bool = True
    reasons_hidden: bool = True
    questions_left: bool = True
    missed: bool = True


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
    """The key that was typed, and what was typed behind it; None for anything else."""
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
        case Condition.TIME_LEFT:
            useful = situation.time_left
        case Condition.REASONS_HIDDEN:
            useful = situation.reasons_hidden
        case Condition.QUESTIONS_LEFT:
            useful = situation.questions_left
        case Condition.SOMETHING_MISSED:
            useful = situation.missed
        case _:
            assert_never(key.condition)
    return useful


def refusal(condition: Condition) -> str:
    """What to say to a key whose condition does not hold; empty: it counts as any other key."""
    match condition:
        case Condition.OPTIONS_TO_STRIKE:
            return "There is nothing to strike out here."
        case Condition.ATTENDED:
            return "Pause is not available when input is not a terminal."
        case Condition.TIME_LEFT:
            return "Time is up: the answer stands."
        case Condition.REASONS_HIDDEN:
            return "The reasons are shown above."
        case Condition.QUESTIONS_LEFT | Condition.SOMETHING_MISSED:
            return ""
        case _:
            assert_never(condition)


def labels(situation: Situation) -> tuple[tuple[str, str], ...]:
    """The keys that a line of keys names, with a word or two each."""
    return tuple(
        (key.key, key.label)
        for key in keys_at(situation.moment, situation.feedback, situation.navigation)
        if key.label and is_useful(key, situation)
    )


def explained(situation: Situation) -> Iterator[KeyHelp]:
    """The keys that `?` explains: all but `?`, whatever the time and whatever is shown already."""
    for key in keys_at(situation.moment, situation.feedback, situation.navigation):
        unavailable = key.condition in (Condition.OPTIONS_TO_STRIKE, Condition.ATTENDED)
        if key.action is not Action.SHOW_KEYS and (not unavailable or is_useful(key, situation)):
            yield _help(key)


def _help(key: Key) -> KeyHelp:
    return KeyHelp(key.key, "" if key.takes is None else key.takes.value, key.help)


def manual() -> Iterator[tuple[str, tuple[KeyHelp, ...]]]:
    """All keys by section, as the manual lists them: a name, and the keys below it."""
    quiz, exam = (_AT_ONCE, _FORWARD), (_AT_END, _FREE)
    for section, moment, policies in (
        ("before", Moment.QUESTION, quiz),
        ("after", Moment.ANSWERED, quiz),
        ("after-quiz", Moment.RESULT, quiz),
        ("in-exam", Moment.QUESTION, exam),
        ("hand-in", Moment.HAND_IN, exam),
        ("after-exam", Moment.RESULT, exam),
        ("review", Moment.REVIEW, exam),
    ):
        yield section, tuple(map(_help, keys_at(moment, *policies)))
