"""Reviews from Anki as records of the review log; independent of files and clock.

An entry of Anki's review log is identified by its moment, in milliseconds. The record of it has a
writer for its day in UTC and the millisecond of that day as its counter. So an entry has the same
id on every machine, from every export, and is stored once.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cards.model.card import Card
from decks.history.reviews import LoggedReview
from quiz.log.days import study_day
from quiz.log.events import End, Ended
from quiz.log.reader import LogReader
from quiz.log.recorder import review_of
from quiz.log.records import Event, Mode, Record, Review, SessionRecord
from quiz.session.answer import rated
from quiz.session.question import Question
from quiz.session.session import Item, Why

_WRITER = "anki-"
"""The start of the writer of each record of a review from Anki."""

_DAY = 86_400_000
_SECOND = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Local = Callable[[datetime], datetime]
"""A moment in the learner's time zone."""


class Pulled(NamedTuple):
    """The reviews of an Anki collection, compared with our log.

    Attributes:
        records: The records to store.
        reviews: Those of them that are answers.
        known: How many entries the log has already, from Anki or from here.
        others: How many entries are not answers, such as a new due date, or have a date to come.
        gone: The entries of each note whose card the facts do not generate, by the card's id.
    """

    records: tuple[Record, ...]
    reviews: tuple[Review, ...]
    known: int
    others: int
    gone: Mapping[str, int]


def pulled(
    found: Iterable[LoggedReview],
    card_of: Callable[[str], Card | None],
    known: "KnownReviews",
    now: datetime,
    local: Local,
) -> Pulled:
    """Compare the entries of Anki's review log with our log.

    Args:
        found: The entries for our notes.
        card_of: The card with an id; None if the facts do not generate it.
        known: The answers in our log.
        now: The moment; an entry that is later comes from a clock that is wrong.
        local: Gives the learner's time zone.
    """
    latest = milliseconds(now + timedelta(days=1))
    cards: dict[str, Card | None] = {}
    alike: dict[tuple[str, int], Review] = {}
    gone: dict[str, int] = {}
    reviews: list[Review] = []
    taken: set[int] = set()
    others = repeated = 0
    for entry in found:
        if not entry.is_answer or entry.id > latest:
            others += 1
            continue
        if entry.card not in cards:
            cards[entry.card] = card_of(entry.card)
        card = cards[entry.card]
        if card is None:
            gone[entry.card] = gone.get(entry.card, 0) + 1
        elif entry.id in taken or known.has(entry.id, card):
            repeated += 1
        else:
            taken.add(entry.id)
            answer = alike.get((entry.card, entry.ease))
            if answer is None:
                answer = alike[entry.card, entry.ease] = _answer(entry, card)
            reviews.append(_review(entry, answer, local))
    days = sorted({review.session for review in reviews} - known.sessions)
    frames = [record for day in days for record in _frame(day)]
    return Pulled((*frames, *reviews), tuple(reviews), repeated, others, gone)


class KnownReviews:
    """The answers in our log: those from Anki, and those given here, which an export writes."""

    def __init__(
        self,
        entries: Collection[int] = (),
        answers: Iterable[tuple[str, int]] = (),
        sessions: Collection[str] = (),
    ) -> None:
        """Take what was read from the log.

        Args:
            entries: The ids of Anki's entries that are stored.
            answers: The fact and the moment, in milliseconds, of each answer given here.
            sessions: The ids of the sessions of answers from Anki.
        """
        self._entries, self.sessions = frozenset(entries), frozenset(sessions)
        self._answers: dict[str, list[int]] = {}
        for fact, moment in answers:
            self._answers.setdefault(fact, []).append(moment)
        for moments in self._answers.values():
            moments.sort()

    def has(self, entry: int, card: Card) -> bool:
        """Whether an entry is known.

        An export gives an entry the moment of the answer, and counts up if that id is taken.
        A learner does not answer two questions on a fact within a second.
        """
        if entry in self._entries:
            return True
        moments = self._answers.get(card.fact.id, [])
        place = bisect_right(moments, entry)
        return place > 0 and entry - moments[place - 1] < _SECOND


def known_reviews(log: LogReader) -> KnownReviews:
    """The answers in a log.

    Raises:
        StoreError: It cannot be read.
    """
    written = {"writer": f"{_WRITER}%"}
    anki = log.query("SELECT writer, counter FROM review WHERE writer LIKE :writer", written)
    here = log.query("SELECT facts, at FROM review WHERE writer NOT LIKE :writer", written)
    sessions = log.query("SELECT id FROM session WHERE id LIKE :writer", written)
    return KnownReviews(
        [_entry(writer, counter) for writer, counter in anki],
        ((fact, milliseconds(at)) for facts, at in here for fact in json.loads(facts)),
        [id_ for (id_,) in sessions],
    )


def milliseconds(at: str | datetime) -> int:
    """A moment as Anki has it, in milliseconds since 1970.

    Args:
        at: The moment, or as the log stores it.
    """
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def is_from_anki(review: Review) -> bool:
    """Whether an answer was given in Anki."""
    return review.why == Why.ANKI


def cards_from_anki(log: LogReader) -> frozenset[str]:
    """The ids of the cards that were answered in Anki.

    Raises:
        StoreError: The log cannot be read.
    """
    rows = log.query(
        "SELECT DISTINCT card FROM review WHERE writer LIKE :writer", {"writer": f"{_WRITER}%"}
    )
    return frozenset(card for (card,) in rows)


def latest_answers_here(log: LogReader) -> dict[str, datetime]:
    """The moment of the latest answer to each fact that was not given in Anki.

    Raises:
        StoreError: The log cannot be read.
    """
    rows = log.query(
        "SELECT facts, max(at) FROM review WHERE writer NOT LIKE :writer GROUP BY facts",
        {"writer": f"{_WRITER}%"},
    )
    found: dict[str, datetime] = {}
    for facts, at in rows:
        moment = datetime.fromisoformat(at)
        for fact in json.loads(facts):
            found[fact] = max(moment, found.get(fact, moment))
    return found


def latest_entry(log: LogReader) -> datetime | None:
    """The moment of the latest review from Anki; None if there is none.

    Raises:
        StoreError: The log cannot be read.
    """
    ((latest,),) = log.query(
        "SELECT max(at) FROM review WHERE writer LIKE :writer", {"writer": f"{_WRITER}%"}
    )
    return None if latest is None else datetime.fromisoformat(latest)


def _moment(entry: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=entry)


def _writer(moment: datetime) -> str:
    return f"{_WRITER}{moment:%Y%m%d}"


def _midnight(writer: str) -> datetime:
    return datetime.strptime(writer.removeprefix(_WRITER), "%Y%m%d").replace(tzinfo=UTC)


def _entry(writer: str, counter: int) -> int:
    return milliseconds(_midnight(writer)) + counter


def _frame(day: str) -> Iterator[Record]:
    """The session of a day, which has ended: there is nothing to resume."""
    begin = _midnight(day)
    yield _session(day, begin)
    yield Event(day, day, _DAY, begin + timedelta(days=1), Ended(End.FINISHED), _DAY / _SECOND)


def _session(day: str, begin: datetime) -> SessionRecord:
    return SessionRecord(id=day, at=begin, mode=Mode.ANKI, seed=0, version=Mode.ANKI)


def _answer(entry: LoggedReview, card: Card) -> Review:
    """The record of an entry, whose moment and time are those of another one."""
    # The wording is not stored: it depends on the facts, and an entry is the same everywhere.
    question = Question(card=card, stem="", left_side=(), solution=())
    return review_of(
        rated(question, entry.ease),
        Item(question=question, why=Why.ANKI),
        started=_session("", _EPOCH),
        writer="",
        counter=0,
        position=0,
        at=_EPOCH,
        elapsed=0.0,
    )


def _review(entry: LoggedReview, answer: Review, local: Local) -> Review:
    """The record of an entry.

    Args:
        entry: The entry.
        answer: The record of any entry of the same card with the same button.
        local: Gives the learner's time zone.
    """
    at = _moment(entry.id)
    day, counter = _writer(at), entry.id % _DAY
    return answer._replace(
        session=day,
        writer=day,
        counter=counter,
        position=counter,
        at=at,
        day=study_day(local(at)),
        seconds=entry.milliseconds / _SECOND,
        elapsed=counter / _SECOND,
    )
