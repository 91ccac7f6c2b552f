"""The learner's answers and memory as an export takes them to Anki."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from cards.model.card import Card
from decks.progress import CardProgress, PastAnswer, Progress, Step
from quiz.anki.log import milliseconds
from quiz.log.records import Review
from quiz.memory.curve import DECAY
from quiz.memory.fold import Training, memory_after
from quiz.memory.scheduler import LEARNING_STEPS, RETENTION, reviewed
from quiz.memory.state import FactMemory, Memory, State

DayBegin = Callable[[date], datetime]
"""The moment at which a study day begins, in the learner's time zone."""


def progress_of(cards: Iterable[Card], answers: Iterable[Review], begin_of: DayBegin) -> Progress:
    """The progress on cards; on each fact only one card gets it.

    A card on several facts has none: in Anki, its answers would be counted once, and here they
    train each fact.

    Args:
        cards: The cards of a deck; of two on a fact the first gets the progress.
        answers: The answers that were given, in the order of time; see `quiz.log.history.given`.
        begin_of: Gives the learner's time zone.
    """
    trainings: dict[str, list[Training]] = {}

    def record(training: Training) -> None:
        trainings.setdefault(training.fact, []).append(training)

    memory_after(Memory(), answers, reviewed, record)
    found: dict[str, list[Training]] = {}
    for card in cards:
        if len(card.facts) == 1 and card.fact.id in trainings:
            found[card.id] = trainings.pop(card.fact.id)
    first = min((each[0].after.last_day for each in found.values()), default=None)
    if first is None:
        return Progress(begin=0)
    return Progress(
        begin=int(begin_of(first).timestamp()),
        cards={id_: _card_progress(each, first) for id_, each in found.items()},
        retention=RETENTION,
        decay=round(DECAY, 3),
    )


def _card_progress(trainings: list[Training], first: date) -> CardProgress:
    last = trainings[-1].after
    due = (last.due_day - first).days
    if last.due_at is not None:
        due = int(last.due_at.timestamp())
    return CardProgress(
        answers=tuple(map(_past_answer, trainings)),
        step=Step(last.state),
        due=due,
        remaining=_remaining(last),
        stability=last.stability,
        difficulty=last.difficulty,
        lapses=last.lapses,
    )


def _past_answer(training: Training) -> PastAnswer:
    answer, before, after = training.answer, training.before, training.after
    return PastAnswer(
        at=milliseconds(answer.at),
        rating=int(training.rating),
        milliseconds=round(answer.seconds * 1000),
        before=None if before is None else Step(before.state),
        interval=_interval(after),
        difficulty=after.difficulty,
    )


def _interval(after: FactMemory) -> int:
    """Days, or the seconds of a learning step as a negative number."""
    if after.due_at is None:
        return max(1, (after.due_day - after.last_day).days)
    return -round((after.due_at - after.last_review).total_seconds())


def _remaining(memory: FactMemory) -> int:
    """The learning steps that remain."""
    steps = LEARNING_STEPS if memory.state is State.LEARNING else 1
    return 0 if memory.step is None else max(1, steps - memory.step)
