"""Queries on the log: answers that count, missed cards, unfinished sessions.

Values in, values out; independent of database, clock and facts.
"""

from collections.abc import Collection, Iterable

from quiz.log.branches import course, records_in
from quiz.log.events import End, Ended, Flagged, HowSure, Queued, Undone
from quiz.log.records import Event, Log, Mode, Review, SessionRecord


def standing(log: Log) -> tuple[Review, ...]:
    """The answers that count, in the order of time: those that our sources decide."""
    return tuple(review for review in given(log) if review.counts)


def given(log: Log) -> tuple[Review, ...]:
    """The answers that were given, in the order of time, whether or not our sources decide them.

    An answer that was undone was not given. Of an exam, the last answer to each question counts,
    in the course of the session that its report shows.
    """
    undone = undone_in(log.events)
    exams = {session.id for session in log.sessions if session.mode is Mode.EXAM}
    omitted = undone | _outside_the_course(log, exams)
    degrees = {
        event.body.review: event.body.degree
        for event in log.events
        if isinstance(event.body, HowSure)
    }
    latest: dict[object, Review] = {}
    for number, stored in enumerate(log.reviews):
        review = stored
        if omitted and review.id in omitted:
            continue
        if degrees and review.id in degrees:
            review = review._replace(confidence=degrees[review.id])
        place = (review.session, review.position) if review.session in exams else number
        latest.pop(place, None)  # a changed answer takes its later place in time
        latest[place] = review
    return tuple(latest.values())


def _outside_the_course(log: Log, exams: Collection[str]) -> frozenset[str]:
    """Ids of the answers to exams that were given in a branch that does not count."""
    if not exams:
        return frozenset()
    of_exam: dict[str, list[Review | Event]] = {}
    for record in records_in(log):
        if record.session in exams:
            of_exam.setdefault(record.session, []).append(record)
    return frozenset(
        record.id
        for records in of_exam.values()
        if len({record.writer for record in records}) > 1
        for record in set(records) - set(course(records))
        if isinstance(record, Review)
    )


def undone_in(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the answers that were taken back."""
    return frozenset(event.body.review for event in events if isinstance(event.body, Undone))


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
    """Ids of the cards that are flagged."""
    flags: dict[str, bool] = {}
    for event in events:
        if isinstance(event.body, Flagged):
            flags[event.body.card] = event.body.on
    return tuple(card for card, on in flags.items() if on)


def ended(events: Iterable[Event]) -> dict[str, End]:
    """How each session ended that did, by its id."""
    return {event.session: event.body.how for event in events if isinstance(event.body, Ended)}


def unfinished(log: Log) -> tuple[SessionRecord, ...]:
    """The sessions that have not ended, the latest last."""
    over = ended(log.events)
    return tuple(session for session in log.sessions if session.id not in over)


def planned_count(log: Log) -> int:
    """How many questions the one session of a log has, with the contrasts that still count."""
    undone = undone_in(log.events)
    queued = (
        record.body.because
        for record in course(records_in(log))
        if isinstance(record, Event)
        and isinstance(record.body, Queued)
        and not record.body.replaces
    )
    return len(log.sessions[0].plan) + sum(because not in undone for because in queued)
