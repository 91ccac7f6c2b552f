"""The choice of facts for a round of study.

The shares of the exam choose the subject, over the last hundred questions. In a subject a score
chooses the fact: with an exam date its gain on the exam day, without one how nearly it is
forgotten. Among facts that were never asked, the more important come first. Facts of one group, as
of one exercise, do not follow one another within a round while there is another that is nearly as
good: their questions would resemble one another, or help to answer one another.
"""

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count

from cards.named_tuple import NamedTuple
from quiz.memory.recall_model import RecallModel
from quiz.session.session import Why
from quiz.study.candidates import Candidate
from quiz.study.gain import QuestionTimes, gain_of_a_new_fact, gain_of_repeating

WINDOW = 100
"""The questions over which the shares of the subjects hold."""


APART = 9
"""The questions that lie between two on one group of facts, if there are enough groups."""

_NEXT_BEST = 12
"""The facts of a subject of which one of another group may come first."""


class Chosen(NamedTuple):
    """A fact that is asked, and why."""

    candidate: Candidate
    why: Why


Score = Callable[[Candidate], float]
"""The higher, the earlier a fact is asked."""


LATER = 0.5
"""The part of its score that a new fact keeps while the levels of its cards are over their aim."""


def by_urgency(now: float, *, minor_is_over: bool = False) -> Score:
    """A score without an exam date: what is due and most nearly forgotten, then new facts.

    Args:
        now: The time, in days.
        minor_is_over: Whether facts with only the levels that the exam asks for less should wait.
    """

    def score(candidate: Candidate) -> float:
        if candidate.is_new:
            return LATER if minor_is_over and candidate.is_minor else 1.0
        return (2.0 if candidate.due <= now else 0.0) + 1 - candidate.recall

    return score


def by_gain(
    model: RecallModel,
    now: float,
    exam: float,
    times: QuestionTimes,
    *,
    minor_is_over: bool = False,
) -> Score:
    """A score with an exam date: the gain on the exam day for each second.

    Args:
        model: The learner's recall model.
        now: The time, in days.
        exam: The time of the exam, in days.
        times: How long questions take.
        minor_is_over: Whether facts with only the levels that the exam asks for less should wait.
    """
    new = gain_of_a_new_fact(model, exam - now, times)

    def score(candidate: Candidate) -> float:
        if candidate.practice is None:
            return new * LATER if minor_is_over and candidate.is_minor else new
        return gain_of_repeating(model, candidate.fact, candidate.practice, now, exam, times)

    return score


def by_nearness(candidate: Candidate) -> float:
    """A score just before the exam: what is nearly known, so that it is fresh."""
    return -1.0 if candidate.is_new else -abs(candidate.recall - _NEARLY_KNOWN)


_NEARLY_KNOWN = 0.8
"""The recall that a last look raises most without discouraging."""


class NewFacts(NamedTuple):
    """How many questions are on facts that were never asked.

    Attributes:
        share: Their part of all questions, evenly spread; None lets the score decide.
        most: The most of them; None for no limit.
    """

    share: float | None = None
    most: int | None = None


def choose(
    candidates: Iterable[Candidate],
    *,
    shares: Mapping[str, float],
    recent: Sequence[str],
    score: Score,
    now: float,
    new: NewFacts,
) -> Iterator[Chosen]:
    """Choose facts in sequence, as long as there are any.

    Args:
        candidates: The facts that can be asked.
        shares: The share of each subject in the exam; only the ratios matter.
        recent: The subjects of the latest questions, the latest last.
        score: The order of the facts of a subject.
        now: The time, in days.
        new: How many questions are on facts that were never asked.
    """
    known, unasked = _Waiting(score), _Waiting(score)
    for candidate in candidates:
        (unasked if candidate.is_new else known).add(candidate)
    window = deque(recent, maxlen=WINDOW - 1)
    groups = deque[str](maxlen=APART)
    total = sum(shares.get(subject, 0.0) for subject in known.subjects | unasked.subjects) or 1.0
    begun = 0
    for slot in count():
        may_begin = new.most is None or begun < new.most
        pools = _pools(known, unasked if may_begin else _Waiting(score), slot, new.share)
        is_open = set[str]().union(*(pool.subjects for pool in pools))
        if not is_open:
            return
        shown = Counter(window)
        lacking = {
            subject: shares.get(subject, 0.0) / total * (len(window) + 1) - shown[subject]
            for subject in sorted(is_open)
        }
        subject = max(lacking, key=lacking.__getitem__)
        pool = max((p for p in pools if subject in p.subjects), key=lambda p: p.best(subject))
        candidate = pool.take(subject, groups)
        window.append(subject)
        groups.append(candidate.group)
        begun += candidate.is_new
        yield Chosen(candidate, _why(candidate, now))


class _Waiting:
    """Facts that were not chosen yet, by subject, the next one last."""

    def __init__(self, score: Score) -> None:
        self._score = score
        self._facts: dict[str, list[Candidate]] = {}
        self._sorted: set[str] = set()

    def add(self, candidate: Candidate) -> None:
        self._facts.setdefault(candidate.subject, []).append(candidate)

    @property
    def subjects(self) -> set[str]:
        return {subject for subject, facts in self._facts.items() if facts}

    def best(self, subject: str) -> float:
        return self._score(self._in_order(subject)[-1])

    def take(self, subject: str, but: Collection[str]) -> Candidate:
        """Remove the next fact; one of another group than some, if it is among the next ones."""
        facts = self._in_order(subject)
        nearest = range(len(facts) - 1, max(-1, len(facts) - 1 - _NEXT_BEST), -1)
        apart = (at for at in nearest if facts[at].group not in but)
        return facts.pop(next(apart, len(facts) - 1))

    def _in_order(self, subject: str) -> list[Candidate]:
        facts = self._facts[subject]
        if subject not in self._sorted:
            self._sorted.add(subject)
            facts.sort(key=lambda each: (-self._score(each), each.order), reverse=True)
        return facts


def _pools(
    known: _Waiting, unasked: _Waiting, slot: int, share: float | None
) -> tuple[_Waiting, ...]:
    """Where the fact of a question comes from; the second choice only if the first is empty."""
    if share is None:
        return known, unasked
    is_new = int((slot + 1) * share) > int(slot * share)
    first, second = (unasked, known) if is_new else (known, unasked)
    return (first,) if first.subjects else (second,)


def _why(candidate: Candidate, now: float) -> Why:
    if candidate.is_new:
        return Why.NEW
    if candidate.was_missed:
        return Why.WEAK
    return Why.DUE if candidate.due <= now else Why.AHEAD
