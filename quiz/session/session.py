"""A session as a value: its policies, its questions and its answers; independent of the clock.

Each step returns a new session, and names the record that the log stores for it; `log.replay`
rebuilds the same session from the records. Small values are named tuples: a quiz defines them
before its first question, and a dataclass takes ten times as long to define.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from cards.named_tuple import NamedTuple
from cards.value_class import replace, value_class
from quiz.session.answer import Answer, Outcome
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question

if TYPE_CHECKING:
    from cards.exams.exam_format import ExamFormat

_DIGITS = 3
"""Decimal places of seconds, as in the log, so that a replayed session is exactly equal."""


class Limits(NamedTuple):
    """Seconds for a session and for each of its questions; None for no limit."""

    whole: float | None = None
    question: float | None = None


class Why(StrEnum):
    """Why a question is asked."""

    DRAWN = "drawn"  # at random, from the chosen cards
    CONTRAST = "contrast"  # because its concept was mixed up with another
    MISSED = "missed"  # because it was missed before
    MIX_UP = "mix-up"  # because its concepts are mixed up
    DUE = "due"  # because memory asks for it again
    WEAK = "weak"  # because the last answer, some time ago, was not right
    NEW = "new"  # because it was never asked
    CHECK = "check"  # before the first study, to see what is known
    AHEAD = "ahead"  # before its time, because nothing else is due
    ANKI = "anki"  # in Anki, which decides when


_NO_LIMITS = Limits()


class Shared(NamedTuple):
    """The reference of the questions of a set; see `cards.model.card_set.CardSet`."""

    text: str
    phrase: str
    short: str


class Item(NamedTuple):
    """A question in its place.

    Attributes:
        because: For a contrast, the position of the answer that it was queued for.
        reason: The details of `why`; empty if there are none.
        scored: Whether it counts; an exam mixes in some that do not.
        shared: The reference of it and the questions next to it, if they are a set.
        section: The number of its section, from 0.
    """

    question: Question
    why: Why = Why.DRAWN
    because: int | None = None
    reason: str = ""
    scored: bool = True
    shared: Shared | None = None
    section: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is part of the score of a quiz; a contrast is asked to compare."""
        return self.why is not Why.CONTRAST


class Change(NamedTuple):
    """A change of an answer.

    Attributes:
        late: Whether the new one was given after the limit.
        was_late: Whether the old one was.
    """

    position: int
    was: Outcome
    now: Outcome
    late: bool = False
    was_late: bool = False


class ExamSection(NamedTuple):
    """A section of an exam, which has its own clock; once it is handed in, it stays closed.

    Attributes:
        items: How many questions it had when the exam began.
        limit: Seconds for it; None for no limit.
    """

    name: str
    items: int
    limit: float | None = None


class ExamSheet(NamedTuple):
    """The format, seed and facts of an exam, which together determine its questions."""

    exam_format: "ExamFormat"
    seed: int
    version: str


class StudyRound(NamedTuple):
    """The place of a round in today's plan.

    Attributes:
        answered: The questions that were answered today, before the round.
        right: How many of them were answered rightly.
        remaining: The questions of today's plan after the round.
        seconds: How long these are expected to take.
        budget: The study time of today that remains when the round begins, in seconds.
    """

    answered: int
    right: int
    remaining: int
    seconds: float
    budget: float = float("inf")

    def shortened(self, questions: int) -> "StudyRound":
        """The round if that many fewer questions of today's plan follow it."""
        each = self.seconds / self.remaining if self.remaining else 0.0
        remaining = self.remaining - questions
        return self._replace(remaining=remaining, seconds=remaining * each)


@value_class(frozen=True, kw_only=True)
class Session:
    """The state of a session. Positions count from 0.

    Attributes:
        answers_at: The latest answer to each question that has one, by its position.
        changes: In the order of time.
        flags: Ids of the cards that the learner has flagged.
        position: The question that is shown.
        seconds: How long it has taken, without pauses.
        away: How many seconds it was paused or abandoned.
        spent: How many seconds each question was shown, by its position.
        closed: Whether the learner has ended it, by handing it in or by stopping early.
        sheet: The format, seed and facts of an exam.
        round: The place of a round of study in today's plan.
        spare: The questions that contrasts have replaced, the next one first.
        sections: The sections of an exam; empty if all questions have one clock.
        began: When the clock of the shown section began, in seconds since the start.
        self_rated: Whether the learner is shown each answer and rates the recall of it.
    """

    items: tuple[Item, ...]
    feedback: Feedback = Feedback.AT_ONCE
    navigation: Navigation = Navigation.FORWARD
    limits: Limits = _NO_LIMITS
    answers_at: Mapping[int, Answer] = MappingProxyType({})
    changes: tuple[Change, ...] = ()
    flags: frozenset[str] = frozenset()
    position: int = 0
    seconds: float = 0.0
    away: float = 0.0
    spent: Mapping[int, float] = MappingProxyType({})
    closed: bool = False
    sheet: ExamSheet | None = None
    round: StudyRound | None = None
    spare: tuple[Item, ...] = ()
    sections: tuple[ExamSection, ...] = ()
    began: float = 0.0
    self_rated: bool = False

    @property
    def current(self) -> Item | None:
        """The question to ask; None if the session is over."""
        match self.navigation:
            case Navigation.FORWARD:
                over = self.closed or self.out_of_time or self.position == len(self.items)
            case Navigation.FREE:
                over = self.closed
            case _:
                assert_never(self.navigation)
        return None if over else self.items[self.position]

    @property
    def judges_at_once(self) -> bool:
        """Whether the learner knows before the end which answers are right."""
        match self.feedback:
            case Feedback.AT_ONCE:
                return True
            case Feedback.AT_END:
                return False
            case _:
                assert_never(self.feedback)

    @property
    def goes_back(self) -> bool:
        """Whether earlier questions can be shown again, and are handed in together."""
        match self.navigation:
            case Navigation.FORWARD:
                return False
            case Navigation.FREE:
                return True
            case _:
                assert_never(self.navigation)

    @property
    def section(self) -> ExamSection | None:
        """The shown section; None if all questions have one clock."""
        return self.sections[self.items[self.position].section] if self.sections else None

    @property
    def places(self) -> range:
        """The positions of the shown section; of all questions if they have one clock."""
        if not self.sections:
            return range(len(self.items))
        number = self.items[self.position].section
        found = [place for place, item in enumerate(self.items) if item.section == number]
        return range(found[0], found[-1] + 1)

    @property
    def sections_remain(self) -> bool:
        """Whether another section follows the shown one."""
        return self.places.stop < len(self.items)

    @property
    def limit(self) -> float | None:
        """Seconds for the shown section, or for the whole session; None for no limit."""
        return self.limits.whole if self.section is None else self.section.limit

    @property
    def deadline(self) -> float | None:
        """When that time is over, in seconds since the start; None for never."""
        return None if self.limit is None else self.began + self.limit

    @property
    def out_of_time(self) -> bool:
        """Whether that time is over."""
        return self.deadline is not None and self.seconds >= self.deadline

    @property
    def remaining(self) -> float | None:
        """Seconds until that time is over; None if there is no limit."""
        return None if self.deadline is None else max(0.0, self.deadline - self.seconds)

    @property
    def ahead(self) -> float | None:
        """Seconds by which the answers are ahead of an even pace; negative if they lag."""
        if self.limit is None:
            return None
        answered = len(self.places) - len(self.unanswered)
        return self.limit / len(self.places) * answered - (self.seconds - self.began)

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Positions without an answer in the shown section, in order."""
        return tuple(place for place in self.places if place not in self.answers_at)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The latest answers, in the order of their questions."""
        return tuple(self.answers_at[position] for position in sorted(self.answers_at))

    @property
    def scored(self) -> tuple[Answer, ...]:
        """The latest answers that count, to questions that are part of the score."""
        answers = (self.answers_at[at] for at in sorted(self.answers_at) if self.items[at].counts)
        return tuple(answer for answer in answers if answer.counts)

    @property
    def missed(self) -> tuple[Answer, ...]:
        """The answers that count and are not wholly right, in the order of their questions."""
        return tuple(answer for answer in self.answers if answer.counts and not answer.right)

    def set_at(self, position: int) -> range:
        """The positions of the set that a question belongs to; empty if it belongs to none."""
        shared = self.items[position].shared
        if shared is None:
            return range(0)
        first, end = position, position + 1
        while first and self.items[first - 1].shared == shared:
            first -= 1
        while end < len(self.items) and self.items[end].shared == shared:
            end += 1
        return range(first, end)

    def outside_sets(self, places: range) -> int | None:
        """The first of some positions at which an inserted question does not divide a set."""
        end = len(self.items)
        return next((at for at in places if at == end or at not in self.set_at(at)[1:]), None)

    def counting(self, position: int) -> Outcome | None:
        """The outcome that counts at a position: that of the latest answer before the limit."""
        answer = self.answers_at.get(position)
        if answer is None or not answer.late:
            return None if answer is None else answer.outcome
        changed = (change for change in self.changes if change.position == position)
        return next((c.was for c in changed if c.late and not c.was_late), None)

    def at(self, seconds: float) -> "Session":
        """The session at a later time, in seconds since its start; precedes every other step."""
        now = max(self.seconds, round(seconds, _DIGITS))
        if now == self.seconds:
            return self
        if self.position == len(self.items):
            return replace(self, seconds=now)
        shown = self.spent.get(self.position, 0.0) + now - self.seconds
        spent = {**self.spent, self.position: round(shown, _DIGITS)}
        return replace(self, seconds=now, spent=spent)

    def answered(self, answer: Answer) -> "Session":
        """The session with an answer to the shown question; stored as a `Review`.

        After the limit it is late, unless it only repeats the answer that was given in time.
        """
        before = self.answers_at.get(self.position)
        same = before is not None and _choice(before) == _choice(answer)
        timely = answer.outcome is Outcome.TIMEOUT or not self.out_of_time
        late = before.late if before is not None and same else answer.late or not timely
        seconds = round(answer.seconds, _DIGITS)
        session = self.put(self.position, replace(answer, late=late, seconds=seconds))
        match self.navigation:
            case Navigation.FORWARD:
                return replace(session, position=self.position + 1)
            case Navigation.FREE:
                return session
            case _:
                assert_never(self.navigation)

    def put(self, position: int, answer: Answer) -> "Session":
        """The session with an answer as it is, late or not."""
        before = self.answers_at.get(position)
        changes = self.changes
        if before is not None and _choice(before) != _choice(answer):
            change = Change(position, before.outcome, answer.outcome, answer.late, before.late)
            changes = (*changes, change)
        return replace(self, answers_at={**self.answers_at, position: answer}, changes=changes)

    def undone(self) -> "Session":
        """The session without its last answer and without its contrasts; stored as `Undone`.

        The questions that the contrasts had replaced are asked again.
        """
        last = self.position - 1
        round_ = self.round
        remaining = [place for place, item in enumerate(self.items) if item.because != last]
        removed = len(self.items) - len(remaining)
        return replace(
            self,
            items=(*(self.items[place] for place in remaining), *self.spare[:removed]),
            round=None if round_ is None else round_.shortened(-removed),
            spare=self.spare[removed:],
            answers_at={n: answer for n, answer in self.answers_at.items() if n != last},
            spent={new: self.spent[old] for new, old in enumerate(remaining) if old in self.spent},
            position=last,
        )

    def queued(self, item: Item, place: int) -> "Session":
        """The session with a question inserted; stored as `Queued`.

        It takes the place of the last question. In a round of study, whose questions are planned,
        it takes the place of one that today's plan asks after the round.
        """
        items = (*self.items[:place], item, *self.items[place:])
        moved = {at if at < place else at + 1: seconds for at, seconds in self.spent.items()}
        if self.round is not None:
            return replace(self, items=items, round=self.round.shortened(1), spent=moved)
        return replace(
            self,
            items=items[:-1],
            spare=(items[-1], *self.spare),
            spent={at: seconds for at, seconds in moved.items() if at < len(self.items)},
        )

    def within_minutes(self) -> "Session":
        """The session without the questions for which the minutes of today leave no time."""
        if self.round is None or self.seconds < self.round.budget:
            return self
        return replace(self, items=self.items[: self.position])

    def redrawn(self, question: Question) -> "Session":
        """The session with another wording of the shown question; stored as `Redrawn`."""
        place = self.position
        item = self.items[place]._replace(question=question)
        return replace(self, items=(*self.items[:place], item, *self.items[place + 1 :]))

    def moved(self, to: int) -> "Session":
        """The session at another question of the shown section; stored as `Moved`."""
        places = self.places
        return replace(self, position=min(max(to, places.start), places.stop - 1))

    def in_next_section(self) -> "Session":
        """The session at the next section, whose clock begins; stored as `Moved` too."""
        return replace(self, position=self.places.stop, began=self.seconds)

    def flagged(self, card: str, *, on: bool) -> "Session":
        """The session with a flag set or removed; stored as `Flagged`."""
        flags = self.flags | {card} if on else self.flags - {card}
        return replace(self, flags=flags)

    def paused(self, seconds: float) -> "Session":
        """The session after a pause; stored as `Paused` or `Resumed`."""
        return replace(self, away=round(self.away + round(seconds, _DIGITS), _DIGITS))

    def ended(self) -> "Session":
        """The session, ended by the learner; stored as `Ended` or `Abandoned`."""
        return replace(self, closed=True)


def _choice(answer: Answer) -> tuple[str | None, Outcome]:
    return answer.given, answer.outcome
