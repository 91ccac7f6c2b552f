"""Whatever keys are pressed, the log gives back the session as it was."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli.sessions import read_question
from quiz.home.library import LibraryHandle
from quiz.log import history
from quiz.log.planned import planned
from quiz.log.recorder import Continued, Recorder
from quiz.log.records import Log, Mode, Review, SessionRecord
from quiz.log.replay import restored
from quiz.log.store import Store
from quiz.run.loop import Ending, run_session
from quiz.run.services import SessionServices
from quiz.run.state import Run
from quiz.screens.plain import PlainView
from quiz.screens.screen import ScreenView
from quiz.session.answer import Answer
from quiz.session.questions import draw
from quiz.session.session import Item, Limits, Session
from quiz.terminal.layout import TextLayout
from quiz.terminal.terminal import Terminal
from tests.support.acting import Clock, Key, Script
from tests.support.log import QUIZ
from tests.support.paths import LETTERS

BRIDGE = LibraryHandle(paths=(LETTERS,), only=True, american=False)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Evening:
    """A learner studies, leaves, and comes back, each time from only the log."""

    def __init__(self, seed: int, count: int, limits: Limits) -> None:
        self.clock, self.store, self.out = Clock(), Store(None), StringIO()
        self._seed = seed
        chance = Random(seed)
        numbers = chance.sample(range(len(BRIDGE.summaries)), count)
        questions = draw([BRIDGE.card(number) for number in numbers], chance)
        self.session = Session(items=tuple(Item(question=q) for q in questions), limits=limits)
        self._started = SessionRecord(
            id="20261123-120000-0001",
            at=NOON,
            mode=Mode.QUIZ,
            seed=seed,
            version="test",
            settings=QUIZ._replace(time_limit=limits.whole, question_limit=limits.question),
            plan=tuple(map(planned, self.session.items)),
        )

    def sits(self, *keys: Key, confidence: bool = False, plain: bool = False) -> Ending:
        """Continue the session with these keys, and abandon it after them."""
        view = PlainView(TextLayout(), 7, "it is a test") if plain else ScreenView(TextLayout(), 7)
        terminal = Terminal(
            keyboard=Script(self.clock, *keys),
            out=self.out,
            clock=self.clock,
            waits=True,
            echoes=not plain,
            announce=view.remark,
        )
        services = SessionServices(
            handle=BRIDGE,
            store=lambda: self.store,
            now=self._now,
            random=Random(f"{self._seed} {len(self.session.answers)}"),
            released=nullcontext,
            contrasts=True,
            attributed=False,
            scope="some cards",
        )
        run = Run(
            self.session,
            view=view,
            terminal=terminal,
            recorder=self._recorder,
            services=lambda: services,
            asks_confidence=confidence,
        )
        return run_session(run)

    def comes_back(self) -> Session:
        """The session as the log has it."""
        log = self.store.log(self._started.id)
        if not log.sessions:
            return self.session
        found = restored(log, read_question(BRIDGE, self._seed))
        assert (found.gone, found.changed) == ((), 0)
        self._reviews, self._log = found.reviews, log
        self.session = found.session
        return found.session

    _reviews: tuple[Review, ...] = ()
    _log: Log | None = None

    def _recorder(self, _untimed: object) -> Recorder:
        continued = None
        if self._log is not None:
            writer = f"{self._started.id}-{len(self._log.events)}"
            continued = Continued(writer, self._log, self._reviews)
        recorder = Recorder(
            lambda: self.store, self._started, self._now, pytest.fail, continues=continued
        )
        if continued is not None:
            recorder.resumed(0.0, self.session.seconds)
        return recorder

    def _now(self) -> datetime:
        return NOON + timedelta(seconds=self.clock.now)


def stored(answer: Answer) -> Answer:
    """An answer without the remark that a typed one gets once."""
    answer = replace(answer, seconds=round(answer.seconds, 3))
    return replace(answer, remark="", named=None) if answer.question.typed else answer


def check(evening: Evening, ending: Ending) -> None:
    """Check that the log gives back what happened."""
    found, lived = evening.comes_back(), ending.session
    assert [i.question.card.id for i in found.items] == [i.question.card.id for i in lived.items]
    assert found.items == lived.items
    assert [stored(a) for a in found.answers] == [stored(a) for a in lived.answers]
    assert found.flags == lived.flags
    if lived.closed:  # the time does not advance while the result of a finished session is read
        assert found.seconds == pytest.approx(lived.seconds, abs=0.002)
    assert found.away == pytest.approx(lived.away, abs=0.01)
    counted = history.standing(evening.store.log())
    assert [review.position for review in counted] == list(range(len(lived.answers)))


KEYS = (
    *("a", "b", "c", "d", "1", "2", "9", "i", "ab", "ba", "abc", "cab", "abcd", "synergist", "x"),
    *("eccentric", "isometric", "u", "u", "u", "h", "m", "w", "z", "xa", "xb", "?", "v", "r", "y"),
    *("", " ", " ", " ", " ", " "),
)
keys = st.lists(st.tuples(st.integers(0, 40).map(lambda n: n / 4), st.sampled_from(KEYS)))


@pytest.mark.slow
@given(
    evenings=st.lists(keys, min_size=1, max_size=4),
    seed=st.integers(0, 10**6),
    count=st.integers(1, 5),
    whole=st.sampled_from((None, 60.0, 300.0)),
    each=st.sampled_from((None, None, 8.0)),
    confidence=st.booleans(),
    plain=st.booleans(),
    interrupted=st.booleans(),
)
def test_the_log_rebuilds_the_session_whatever_keys_are_pressed(
    *,
    evenings: list[list[tuple[float, str]]],
    seed: int,
    count: int,
    whole: float | None,
    each: float | None,
    confidence: bool,
    plain: bool,
    interrupted: bool,
) -> None:
    evening = Evening(seed, count, Limits(whole=whole, question=each))
    last: tuple[Key, ...] = (KeyboardInterrupt,) if interrupted else ()
    for typed in evenings:
        ending = evening.sits(*typed, *last, confidence=confidence, plain=plain)

        check(evening, ending)
        if history.ended(evening.store.log().events):
            break
