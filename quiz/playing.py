"""Takes a session from its beginning, or from where it was left, to its end, and keeps it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from quiz.display import Display
from quiz.log import Mode, Planned, Started, StoreError
from quiz.material import Material, settings_of
from quiz.quiz_run import Ending, QuizRun
from quiz.recorder import Recorder, planned
from quiz.session import Limits, Session

if TYPE_CHECKING:
    from quiz.question import Question
    from quiz.store import Store


def now() -> datetime:
    """The moment, in the learner's own time zone."""
    return datetime.now().astimezone()


@cache
def open_store(*, saves: bool = True) -> "Store":
    """The log of this user; in memory where nothing is to be kept, or can be.

    Raises:
        StoreError: It cannot be opened.
    """
    from quiz.places import log_file
    from quiz.store import Store

    file = log_file() if saves else None
    if saves and file is None:
        raise StoreError("This machine names no folder for it; set PRIMEMOVER_HOME.")
    return Store(file)


def begin(
    session: Session,
    material: Material,
    *,
    seed: int,
    settings: Mapping[str, Any],
    mode: Mode = Mode.QUIZ,
    preset: str | None = None,
) -> Started:
    """A new session, as it will be written down.

    Args:
        session: What is asked.
        material: The facts it is about.
        seed: What its chance came from.
        settings: What going on with it needs beside the facts, as plain values.
        mode: What sort of session it is.
        preset: In an exam, its preset.
    """
    at = now()
    return Started(
        id=f"{at:%Y%m%d-%H%M%S}-{random.SystemRandom().randrange(16**4):04x}",
        at=at,
        mode=mode,
        seed=seed,
        version=material.version,
        preset=preset,
        settings={**settings_of(material), **settings},
        plan=tuple(map(planned, session.items)),
    )


def play(
    session: Session,
    started: Started,
    material: Material,
    display: Display,
    *,
    saves: bool,
    recorder: Recorder | None = None,
) -> Ending:
    """Run a quiz to its end, or until it is left.

    Args:
        session: Where it stands.
        started: How it was written down.
        material: The facts.
        display: How it is shown.
        saves: Whether it is kept.
        recorder: Its pen, where it goes on from an earlier time.
    """
    from quiz.aids import LookUp

    settings = started.settings
    store: Callable[[], Store] = lambda: open_store(saves=saves)  # noqa: E731 - handed on
    pen = recorder or Recorder(store, started, now)
    face = display.face(started.seed)
    contrasts = settings["contrast"]
    with display.terminal(face) as terminal:
        aids = LookUp(
            material=material,
            store=store,
            now=now,
            random=random.Random(f"{started.seed} {len(session.answers)}"),
            released=terminal.released,
            contrasts=terminal.waits if contrasts is None else contrasts,
            attributed=settings["attributed"],
            choice=settings["choice"],
        )
        run = QuizRun(
            face=face,
            terminal=terminal,
            recorder=pen,
            aids=aids,
            full=not terminal.waits,
            asks_confidence=settings["confidence"],
        )
        return run(session)


def read_question(
    material: Material, seed: int
) -> "Callable[[Planned], tuple[Question | None, bool]]":
    """Reads a question as it was asked; one whose card has changed is drawn anew."""
    from quiz.question import ask, asked_as

    def read(asked: Planned) -> "tuple[Question | None, bool]":
        card = material.find(asked.card)
        if card is None:
            return None, False
        question = asked_as(card, asked.stem, asked.options, asked.left)
        return question or ask(card, random.Random(f"{seed} {asked.card}")), question is None

    return read


def limits_of(settings: Mapping[str, Any]) -> Limits:
    """The limits of an earlier session."""
    return Limits(whole=settings["whole"], question=settings["each"])


def resumed(session: Session, limits: Limits) -> Session:
    """A session that goes on."""
    return replace(session, limits=limits, stopped=False)
