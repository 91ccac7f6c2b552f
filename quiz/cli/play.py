"""Takes a session from its beginning, or from where it was left, to its end, and keeps it."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from quiz.cli.display import Display
from quiz.home.library import LibraryHandle, settings_of
from quiz.run.quiz import Ending, QuizRun
from quiz.session.session import Limits, Session

if TYPE_CHECKING:
    from quiz.log.recorder import Recorder
    from quiz.log.records import Log, Mode, PlannedQuestion, Review, SessionRecord
    from quiz.log.store import Store
    from quiz.schedule.scheduler import Choose
    from quiz.session.question import Question


def now() -> datetime:
    """The moment, in the learner's own time zone."""
    return datetime.now().astimezone()


@cache
def open_store(*, saves: bool = True) -> "Store":
    """The log of this user; in memory where nothing is to be kept, or can be.

    Raises:
        StoreError: It cannot be opened.
    """
    from quiz.home.paths import log_file
    from quiz.log.records import StoreError
    from quiz.log.store import Store

    file = log_file() if saves else None
    if saves and file is None:
        raise StoreError("This machine names no folder for it; set PRIMEMOVER_HOME.")
    return Store(file)


def scheduler(chance: random.Random) -> "Choose":
    """The scheduler of every session, with this learner's history and the time."""
    from quiz.schedule.schedulers import DEFAULT, SCHEDULERS

    def history() -> "Mapping[str, Sequence[Review]]":
        from quiz.log.history import by_card

        return by_card(open_store().figures())

    return partial(SCHEDULERS[DEFAULT], history=history, now=now(), random=chance)


def begin(
    session: Session,
    handle: LibraryHandle,
    *,
    seed: int,
    settings: Mapping[str, Any],
    mode: "Mode | None" = None,
    preset: str | None = None,
) -> "SessionRecord":
    """A new session, as it will be written down.

    Args:
        session: What is asked.
        handle: The facts it is about.
        seed: What its chance came from.
        settings: What going on with it needs beside the facts, as plain values.
        mode: What sort of session it is, if it is no quiz.
        preset: In an exam, its preset.
    """
    from quiz.log.recorder import planned
    from quiz.log.records import Mode, SessionRecord

    at = now()
    return SessionRecord(
        id=f"{at:%Y%m%d-%H%M%S}-{random.SystemRandom().randrange(16**4):04x}",
        at=at,
        mode=mode or Mode.QUIZ,
        seed=seed,
        version=handle.version,
        preset=preset,
        settings={**settings_of(handle), **settings},
        plan=tuple(map(planned, session.items)),
    )


class Play:
    """Runs sessions on the same facts, shown in the same way."""

    def __init__(
        self,
        *,
        handle: LibraryHandle,
        display: Display,
        seed: int,
        settings: Mapping[str, Any],
        saves: bool = True,
    ) -> None:
        """Take what a session needs beside its questions.

        Args:
            handle: The facts.
            display: How it is shown.
            seed: What its chance came from.
            settings: What the command line asked for, as plain values.
            saves: Whether it is kept.
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
        """Run a quiz to its end, or until it is left.

        Args:
            session: Where it stands.
            recorder: Makes its pen, from what says that nothing can be saved; of a new one, None.
        """
        from quiz.run.lookups import LookUp

        settings = self.settings
        view = self.display.view(self.seed)
        contrasts = settings["contrast"]
        make = recorder or partial(self._recorder, session)
        with self.display.terminal(view) as terminal:
            aids = LookUp(
                handle=self.handle,
                store=self.store,
                now=now,
                random=random.Random(f"{self.seed} {len(session.answers)}"),
                released=terminal.released,
                contrasts=terminal.waits if contrasts is None else contrasts,
                attributed=settings["attributed"],
                choice=settings["choice"],
            )
            run = QuizRun(
                view=view,
                terminal=terminal,
                recorder=partial(make, terminal.remark),
                aids=aids,
                full=not terminal.waits,
                asks_confidence=settings["confidence"],
            )
            return run(session)

    def _recorder(self, session: Session, told: Callable[[str], None]) -> "Recorder":
        from quiz.log.recorder import Recorder

        started = begin(session, self.handle, seed=self.seed, settings=self.settings)
        return Recorder(self.store, started, now, told)


def read_question(
    handle: LibraryHandle, seed: int
) -> "Callable[[PlannedQuestion], tuple[Question | None, bool]]":
    """Reads a question as it was asked; one whose card has changed is drawn anew."""
    from quiz.session.question import ask, asked_as

    def read(asked: "PlannedQuestion") -> "tuple[Question | None, bool]":
        card = handle.find(asked.card)
        if card is None:
            return None, False
        question = asked_as(card, asked.stem, asked.options, asked.left)
        return question or ask(card, random.Random(f"{seed} {asked.card}")), question is None

    return read


def away_since(log: "Log") -> float:
    """Seconds since the last thing that was written of the one session of a log."""
    moments = [log.sessions[0].at, *(review.at for review in log.reviews)]
    moments += [event.at for event in log.events]
    return round(max(0.0, (now() - max(moments)).total_seconds()), 3)


def changes_in_words(gone: int, changed: int) -> Iterator[str]:
    """What has become of the questions of an earlier session."""
    for count, what in ((gone, "gone"), (changed, "drawn anew")):
        if count:
            are = "is" if count == 1 else "are"
            yield f"The facts have changed: {count} of its questions {are} {what}."


def limits_of(settings: Mapping[str, Any]) -> Limits:
    """The limits of an earlier session."""
    return Limits(whole=settings["whole"], question=settings["each"])
