"""Runs a session from its beginning, or from where it was abandoned, to its end, and stores it."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from quiz.cli.display import Display
from quiz.home.library import LibraryHandle
from quiz.run.quiz import Ending, QuizRun
from quiz.session.session import Item, Limits, Session

if TYPE_CHECKING:
    from quiz.log.exam_settings import ExamSettings
    from quiz.log.planned import PlannedQuestion
    from quiz.log.recorder import Recorder
    from quiz.log.records import Log, Review, SessionRecord
    from quiz.log.settings import QuizSettings
    from quiz.log.store import Store
    from quiz.schedule.scheduler import Choose
    from quiz.session.question import Question


def now() -> datetime:
    """The moment, in the learner's time zone."""
    return datetime.now().astimezone()


@cache
def open_store(*, saves: bool = True) -> "Store":
    """The log of this user; in memory if nothing is to be kept.

    Raises:
        StoreError: It cannot be opened.
    """
    from quiz.cli.options import remark
    from quiz.home.paths import log_file
    from quiz.log.records import StoreError
    from quiz.log.store import Store

    file = log_file() if saves else None
    if saves and file is None:
        raise StoreError("This machine names no folder for it; set PRIMEMOVER_HOME.")
    return Store(file, remark)


def new_writer(at: datetime) -> str:
    """A new id for a run that writes to the log; a session has that of the run that began it."""
    return f"{at:%Y%m%d-%H%M%S}-{random.SystemRandom().randrange(16**8):08x}"


def scheduler(chance: random.Random) -> "Choose":
    """The scheduler of every session, with this learner's history and the time."""
    from quiz.schedule.schedulers import DEFAULT, SCHEDULERS

    def history() -> "Mapping[str, Sequence[Review]]":
        from quiz.log.history import by_card

        return by_card(open_store().figures())

    return partial(SCHEDULERS[DEFAULT], history=history, now=now(), random=chance)


def begin(
    items: Iterable[Item],
    settings: "QuizSettings | ExamSettings",
    *,
    seed: int,
    version: str,
    exam_format: str | None = None,
) -> "SessionRecord":
    """A new session, as it will be stored.

    Args:
        items: What is asked.
        settings: What resuming it needs.
        seed: What its questions were drawn with.
        version: Of the facts.
        exam_format: In an exam, the id of its format.
    """
    from quiz.log.planned import planned
    from quiz.log.records import Mode, SessionRecord

    at = now()
    return SessionRecord(
        id=new_writer(at),
        at=at,
        mode=Mode.QUIZ if exam_format is None else Mode.EXAM,
        seed=seed,
        version=version,
        exam_format=exam_format,
        settings=settings,
        plan=tuple(map(planned, items)),
    )


class Play:
    """Runs sessions on the same facts, shown in the same way."""

    def __init__(
        self,
        *,
        handle: LibraryHandle,
        display: Display,
        seed: int,
        settings: "QuizSettings",
        saves: bool = True,
    ) -> None:
        """Take what a session needs besides its questions.

        Args:
            handle: The facts.
            display: How it is shown.
            seed: What its questions were drawn with.
            settings: What it was started with.
            saves: Whether it is stored.
        """
        self.handle, self.display, self.seed = handle, display, seed
        self.settings, self.saves = settings, saves

    def store(self) -> "Store":
        """The log.

        Raises:
            StoreError: It cannot be opened.
        """
        return open_store(saves=self.saves)

    def run(
        self,
        session: Session,
        recorder: "Callable[[Callable[[str], None]], Recorder] | None" = None,
    ) -> Ending:
        """Run a quiz to its end, or until it is abandoned.

        Args:
            session: Its current state.
            recorder: In a session that is resumed, makes its recorder, from what shows errors.
        """
        from quiz.run.lookups import LookUp

        settings = self.settings
        view = self.display.view(self.seed)
        contrasts = settings.contrast
        make = recorder or partial(self._recorder, session)
        with self.display.terminal(view) as terminal:
            aids = LookUp(
                handle=self.handle,
                store=self.store,
                now=now,
                random=random.Random(f"{self.seed} {len(session.answers)}"),
                released=terminal.released,
                contrasts=terminal.waits if contrasts is None else contrasts,
                attributed=settings.attributed,
                choice=settings.scope,
            )
            run = QuizRun(
                view=view,
                terminal=terminal,
                recorder=partial(make, terminal.remark),
                aids=aids,
                full=not terminal.waits,
                asks_confidence=settings.confidence,
            )
            return run(session)

    def _recorder(self, session: Session, on_error: Callable[[str], None]) -> "Recorder":
        from quiz.log.recorder import Recorder

        version = self.handle.version
        started = begin(session.items, self.settings, seed=self.seed, version=version)
        return Recorder(self.store, started, now, on_error)


def read_question(
    handle: LibraryHandle, seed: int
) -> "Callable[[PlannedQuestion], tuple[Question | None, bool]]":
    """Reads a question as it was asked; one whose card has changed is redrawn."""
    from quiz.session.question import ask, asked_as

    def read(asked: "PlannedQuestion") -> "tuple[Question | None, bool]":
        card = handle.find(asked.card)
        if card is None:
            return None, False
        question = asked_as(card, asked.stem, asked.options, asked.left_side)
        return question or ask(card, random.Random(f"{seed} {asked.card}")), question is None

    return read


def away_since(log: "Log") -> float:
    """Seconds since the last record of the one session of a log."""
    moments = [log.sessions[0].at, *(review.at for review in log.reviews)]
    moments += [event.at for event in log.events]
    return round(max(0.0, (now() - max(moments)).total_seconds()), 3)


def changes_in_words(gone: int, changed: int) -> Iterator[str]:
    """What has become of the questions of an earlier session."""
    for count, what in ((gone, "gone"), (changed, "drawn anew")):
        if count:
            are = "is" if count == 1 else "are"
            yield f"The facts have changed: {count} of its questions {are} {what}."


def limits_of(settings: "QuizSettings") -> Limits:
    """The time limits of a quiz."""
    return Limits(whole=settings.time_limit, question=settings.question_limit)
