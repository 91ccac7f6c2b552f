"""Writes the log of a learner who answered many questions, to measure growth."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from cards.model.summary import CardSummary
from quiz.log.days import study_day
from quiz.log.events import End, Ended
from quiz.log.records import Mode, Record
from quiz.log.store import Store
from quiz.session.session import Why
from tests.support.log import event, review, session

_QUESTIONS = 10
_A_DAY = 15
"""Sessions of a day."""


def write_large_log(file: Path, cards: Sequence[CardSummary], answers: int, last: datetime) -> None:
    """Write a log of study in sessions of ten, three answers of four of them right.

    Args:
        file: The log, which is created.
        cards: The cards that are asked.
        answers: How many answers to write.
        last: The time of the last session.
    """
    chance, sessions = Random(5), answers // _QUESTIONS
    store = Store(file)
    for number in range(sessions):
        ago = sessions - 1 - number
        begin = last - timedelta(days=ago // _A_DAY, minutes=ago % _A_DAY * 30)
        store.add(*_session(begin, number, cards, chance))
    store.close()


def _session(
    begin: datetime, number: int, cards: Sequence[CardSummary], chance: Random
) -> Iterator[Record]:
    id_ = f"{begin:%Y%m%d-%H%M%S}-{number:08x}"
    yield session(id_, at=begin, mode=Mode.STUDY)
    for place in range(1, _QUESTIONS + 1):
        card, at = chance.choice(cards), begin + timedelta(seconds=25 * place)
        is_right = chance.random() < 0.75
        yield review(
            place,
            session=id_,
            writer=id_,
            at=at,
            day=study_day(at),
            fact=card.about,
            facts=(card.about,),
            card=card.id,
            template=card.template,
            kind=card.kind,
            tests=card.tests,
            why=Why.DUE,
            seconds=20.0,
            elapsed=25.0 * place,
            outcome="right" if is_right else "wrong",
            score=float(is_right),
        )
    yield event(Ended(End.FINISHED), session=id_, at=begin + timedelta(minutes=5))
