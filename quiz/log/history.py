"""What the log comes to: which answers count, what was missed or mixed up, what is unfinished.

Folds values into values; knows no database, no clock and no facts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.log.records import Event, EventKind, Log, Mode, Review, SessionRecord


@dataclass(frozen=True, kw_only=True)
class MixUp:
    """One concept answered where another was right.

    Attributes:
        asked_for: The concept that was right: `contraction/eccentric`.
        taken_for: The concept that was answered.
        count: How often.
        asked: How often the first was asked in all, so that `count` of `asked` can be said.
        cards: The cards it happened on, the latest last.
    """

    asked_for: str
    taken_for: str
    count: int
    asked: int
    cards: tuple[str, ...] = ()


def standing(log: Log) -> tuple[Review, ...]:
    """The answers that count, in the order of time.

    Undone ones do not, nor in an exam those that were changed later.
    """
    undone = undone_in(log.events)
    exams = {session.id for session in log.sessions if session.mode is Mode.EXAM}
    kept: dict[object, Review] = {}
    for review in log.reviews:
        if review.id in undone:
            continue
        place = (review.session, review.position) if review.session in exams else review.id
        kept.pop(place, None)  # a changed answer takes its later place in time
        kept[place] = review
    return tuple(kept.values())


def by_card(log: Log) -> dict[str, list[Review]]:
    """The answers that count to each card, the oldest first."""
    answers: dict[str, list[Review]] = {}
    for review in standing(log):
        answers.setdefault(review.card, []).append(review)
    return answers


def undone_in(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the answers that were taken back."""
    return frozenset(
        str(event.body.get("review")) for event in events if event.kind is EventKind.UNDONE
    )


def latest(reviews: Iterable[Review]) -> dict[str, Review]:
    """The last answer to each card, by the card's id, those answered longest ago first."""
    last: dict[str, Review] = {}
    for review in reviews:
        last.pop(review.card, None)
        last[review.card] = review
    return last


def missed(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The cards whose last answer was not wholly right, the latest last."""
    return tuple(review for review in latest(reviews).values() if not review.right)


def flagged(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of the cards that carry a flag."""
    flags: dict[str, bool] = {}
    for event in events:
        if event.kind is EventKind.FLAGGED:
            flags[str(event.body.get("card"))] = bool(event.body.get("on"))
    return tuple(card for card, on in flags.items() if on)


def mix_ups(reviews: Sequence[Review]) -> tuple[MixUp, ...]:
    """What was taken for what, the most frequent first."""
    asked = Counter(review.asked_for for review in reviews if review.asked_for)
    cards: dict[tuple[str, str], list[str]] = {}
    for review in reviews:
        if review.asked_for and review.taken_for and review.asked_for != review.taken_for:
            cards.setdefault((review.asked_for, review.taken_for), []).append(review.card)
    found = (
        MixUp(
            asked_for=right,
            taken_for=wrong,
            count=len(on),
            asked=asked[right],
            cards=tuple(dict.fromkeys(on)),
        )
        for (right, wrong), on in cards.items()
    )
    return tuple(sorted(found, key=lambda m: (-m.count, m.asked, m.asked_for, m.taken_for)))


def ended(events: Iterable[Event]) -> dict[str, str]:
    """How the sessions ended that did, by their ids."""
    return {
        event.session: str(event.body.get("how"))
        for event in events
        if event.kind is EventKind.ENDED
    }


def unfinished(log: Log) -> tuple[SessionRecord, ...]:
    """The sessions that somebody left before their end, the latest last."""
    over = ended(log.events)
    return tuple(session for session in log.sessions if session.id not in over)


def planned_count(log: Log) -> int:
    """How many questions the one session of a log has, contrasts that still stand among them."""
    undone = undone_in(log.events)
    queued = sum(
        event.kind is EventKind.QUEUED and event.body.get("because") not in undone
        for event in log.events
    )
    return len(log.sessions[0].plan) + queued
