"""The past of a learner as a plan needs it: the answers of today, the latest mix, the times."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from cards.named_tuple import NamedTuple
from quiz.session.session import Why
from quiz.study.choice import WINDOW
from quiz.study.gain import QuestionTimes

if TYPE_CHECKING:
    from quiz.log.records import Review

DEFAULT_TIMES = QuestionTimes(right=20.0, wrong=30.0, new=35.0)
"""The times of questions until the learner's are known, with reading the explanation."""

_FEWEST = 5
"""Questions of a kind after which the learner's own time counts."""

_LONGEST = 180.0
"""Seconds. A longer gap between two questions is a break."""

STUDIED = frozenset({Why.DUE, Why.WEAK, Why.NEW, Why.AHEAD, Why.CHECK})
"""The reasons of questions that are part of a plan."""


class PastStudy(NamedTuple):
    """The past of a learner.

    Attributes:
        answered: The questions of today's study that were answered.
        right: How many of them were right, without contrasts, which are outside the score.
        seconds: The time that they took.
        begun: The facts that were new today.
        subjects: The subjects of the latest questions of study, the latest last.
        cards: How often each card was asked lately.
        latest: The cards of the latest questions of study, the latest last.
        times: How long questions take.
        has_studied: Whether there was any study.
        days: The days with study, among those of the latest answers.
        missed: The part of the latest days without study; None until it is known.
        anki: The answers given in Anki today.
        anki_seconds: The time that they took.
        until: The latest day with an answer; empty without answers.
    """

    answered: int = 0
    right: int = 0
    seconds: float = 0.0
    begun: int = 0
    subjects: tuple[str, ...] = ()
    cards: Mapping[str, int] = Counter()
    latest: tuple[str, ...] = ()
    times: QuestionTimes = DEFAULT_TIMES
    has_studied: bool = False
    days: frozenset[str] = frozenset()
    missed: float | None = None
    anki: int = 0
    anki_seconds: float = 0.0
    until: str = ""

    def on_later_day(self, today: str) -> "PastStudy | None":
        """The same past on a later study day; None if it has answers of that day."""
        if self.until >= today:
            return None
        return self._replace(
            answered=0,
            right=0,
            seconds=0.0,
            begun=0,
            missed=_missed(self.days, today),
            anki=0,
            anki_seconds=0.0,
        )


def past_study(answers: "Sequence[Review]", today: str) -> PastStudy:
    """The past of a learner, from the log.

    Args:
        answers: The latest answers, in the order of time.
        today: The study day.
    """
    rounds = {answer.session for answer in answers if answer.why in STUDIED}
    studied = [
        answer
        for answer in answers
        if answer.why in STUDIED or (answer.why == Why.CONTRAST and answer.session in rounds)
    ]
    now = [answer for answer in studied if answer.day == today]
    # The times in Anki say nothing about how long a question takes here.
    given_here = [answer for answer in answers if answer.why != Why.ANKI]
    in_anki = [a.seconds for a in answers if a.why == Why.ANKI and a.day == today]
    costs = dict(_costs(given_here))
    days = frozenset(answer.day for answer in studied)
    usual = _reading(given_here, costs)
    return PastStudy(
        answered=len(now),
        right=sum(answer.right for answer in now if answer.why != Why.CONTRAST),
        seconds=sum(costs.get(_place(answer), answer.seconds + usual) for answer in now)
        + _lead(now),
        begun=len({answer.fact for answer in now if answer.why == Why.NEW}),
        subjects=tuple(answer.tests for answer in studied[-WINDOW:]),
        cards=Counter(answer.card for answer in answers),
        latest=tuple(answer.card for answer in studied[-WINDOW:]),
        times=_times(given_here, costs),
        has_studied=bool(studied),
        days=days,
        missed=_missed(days, today),
        anki=len(in_anki),
        anki_seconds=sum(in_anki),
        until=max((answer.day for answer in answers), default=""),
    )


_FEWEST_DAYS, _LATEST_DAYS = 7, 28


def _missed(studied: Collection[str], today: str) -> float | None:
    """The part of the days before today without study, after a week and for four weeks."""
    end = date.fromisoformat(today)
    ago = {(end - date.fromisoformat(day)).days for day in studied} - {0}
    length = min(max(ago, default=0), _LATEST_DAYS)
    if length < _FEWEST_DAYS:
        return None
    return 1 - sum(each <= length for each in ago) / length


_Place = tuple[str, int]
"""The place of an answer in the log: its writer, and its counter."""


def _place(answer: "Review") -> _Place:
    return answer.writer, answer.counter


def _costs(answers: "Iterable[Review]") -> Iterable[tuple[_Place, float]]:
    """The time of each question, with reading its explanation, by the place of its answer."""
    for answer, following in pairwise(answers):
        reading = following.elapsed - following.seconds - answer.elapsed
        if following.session == answer.session and 0 <= reading < _LONGEST:
            yield _place(answer), answer.seconds + reading


def _reading(answers: "Iterable[Review]", costs: Mapping[_Place, float]) -> float:
    """The usual time of reading an explanation; that of the last one of a session is not known."""
    known = ((costs.get(_place(each)), each.seconds) for each in answers)
    found = sorted(cost - seconds for cost, seconds in known if cost is not None)
    return found[len(found) // 2] if found else 0.0


_LONGEST_PAGE = 900.0
"""Seconds. Before the first question of a round, a page may be read; a longer time is a break."""


def _lead(answers: "Iterable[Review]") -> float:
    """The time before the first question of each session."""
    first: dict[str, Review] = {}
    for answer in answers:
        first.setdefault(answer.session, answer)
    leads = (answer.elapsed - answer.seconds for answer in first.values())
    return sum(lead for lead in leads if 0 <= lead < _LONGEST_PAGE)


_LEAST = 5.0
"""Seconds. A question takes no less to read; keys pressed faster are not how long it will take."""


def _times(answers: "Iterable[Review]", costs: Mapping[_Place, float]) -> QuestionTimes:
    """The median time of each kind of question.

    A learner who has asked almost nothing but new facts takes as long for others, right or wrong.
    """
    times = [
        (answer.right, answer.why == Why.NEW, cost)
        for answer in answers
        if (cost := costs.get(_place(answer))) is not None
    ]

    def usual(default: float, *kinds: list[float]) -> float:
        found = next((_median(kind) for kind in kinds if len(kind) >= _FEWEST), default)
        return max(found, _LEAST)

    def taken(*, right: bool, new: bool) -> list[float]:
        return [time for is_right, is_new, time in times if (is_right, is_new) == (right, new)]

    right, wrong = taken(right=True, new=False), taken(right=False, new=False)
    new_right, new_wrong = taken(right=True, new=True), taken(right=False, new=True)
    return QuestionTimes(
        right=usual(DEFAULT_TIMES.right, right, right + new_right),
        wrong=usual(DEFAULT_TIMES.wrong, wrong, wrong + new_wrong),
        new=usual(DEFAULT_TIMES.new, new_right + new_wrong),
    )


def _median(values: list[float]) -> float:
    """The median; the module `statistics` is slow to import."""
    values.sort()
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
