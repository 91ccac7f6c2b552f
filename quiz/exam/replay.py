"""Puts a sitting together again from what the log holds of it; knows no database and no screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from cards.exams.exam_format import decode_exam_format
from quiz.exam.sitting import HANDED_IN, Sitting
from quiz.log.records import Event, EventKind, Log, Review, SessionRecord
from quiz.session.question import Question
from quiz.session.session import Answer, Outcome, grade_choice


def sitting_from(started: SessionRecord, log: Log, questions: Sequence[Question | None]) -> Sitting:
    """The sitting that a log was written of.

    Args:
        started: Its beginning, with the settings of `paper.settings_of`.
        log: What was written of it since.
        questions: One for each that was planned; None where the facts do not make it any more.
    """
    exam = started.settings["exam"]
    kept = tuple(n for n, question in enumerate(questions) if question is not None)
    new = {old: position for position, old in enumerate(kept)}
    sitting = Sitting(
        exam_format=decode_exam_format(exam["preset"]),
        questions=tuple(question for question in questions if question is not None),
        unscored=frozenset(new[old] for old in exam["unscored"] if old in new),
        limit=exam["limit"],
        places=kept if len(kept) < len(questions) else (),
    )
    records: list[Review | Event] = [*log.reviews, *log.events]
    for record in sorted(records, key=lambda record: record.id):
        sitting = sitting.at(record.elapsed)
        if isinstance(record, Event):
            sitting = _STEPS.get(record.kind, _unchanged)(sitting, record, new)
        elif record.position in new:
            position = new[record.position]
            sitting = sitting.put(position, _answer(record, sitting.questions[position]))
    return sitting


def _answer(review: Review, question: Question) -> Answer:
    """The answer that was written down."""
    if review.chosen and review.options == tuple(option.text for option in question.options):
        answer = grade_choice(question, review.chosen)
    else:  # there was none, or the card has changed and its letters mean something else
        answer = Answer(
            question=question,
            outcome=Outcome(review.outcome),
            given=review.given,
            score=review.score,
            concept=review.taken_for,
        )
    return replace(answer, seconds=review.seconds, late=review.late, confidence=review.confidence)


_Step = Callable[[Sitting, Event, Mapping[int, int]], Sitting]


def _moved(sitting: Sitting, event: Event, new: Mapping[int, int]) -> Sitting:
    position = new.get(int(event.body["position"]))
    return sitting if position is None else sitting.moved(position)


def _flagged(sitting: Sitting, event: Event, new: Mapping[int, int]) -> Sitting:
    position = new.get(int(event.body["position"]))
    return sitting if position is None else sitting.flagged(position, on=bool(event.body["on"]))


def _paused(sitting: Sitting, event: Event, _new: Mapping[int, int]) -> Sitting:
    return sitting.paused(float(event.body.get("seconds", event.body.get("away", 0.0))))


def _ended(sitting: Sitting, event: Event, _new: Mapping[int, int]) -> Sitting:
    return sitting.ended() if event.body.get("how") == HANDED_IN else sitting


def _unchanged(sitting: Sitting, _event: Event, _new: Mapping[int, int]) -> Sitting:
    return sitting


_STEPS: Mapping[EventKind, _Step] = MappingProxyType(
    {
        EventKind.MOVED: _moved,
        EventKind.FLAGGED: _flagged,
        EventKind.PAUSED: _paused,
        EventKind.RESUMED: _paused,
        EventKind.ENDED: _ended,
    }
)
