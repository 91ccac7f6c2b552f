"""Logs of several machines: written and exchanged in any order, they end with the same records."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from itertools import count, permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.log import history
from quiz.log.branches import records_in
from quiz.log.codec import lines_of, record_of
from quiz.log.events import End
from quiz.log.planned import PlannedQuestion, planned
from quiz.log.recorder import Continued, Recorder
from quiz.log.records import Log
from quiz.log.replay import Restored, restored
from quiz.log.store import Store
from quiz.session.answer import Answer, Outcome
from quiz.session.question import Question, ask, asked_as
from quiz.session.session import Item, Session
from tests.support.library import cached_library
from tests.support.log import MOMENT, QUIZ, session
from tests.support.paths import LETTERS
from tests.support.shell import Shell


@cache
def questions() -> tuple[Question, ...]:
    """The questions of each session."""
    cards = cached_library(LETTERS, only=True).cards
    return tuple(ask(card, Random(1)) for card in cards[:6])


def read(asked: PlannedQuestion) -> tuple[Question | None, bool]:
    card = next(each.card for each in questions() if each.card.id == asked.card)
    return asked_as(card, asked.stem, asked.options, asked.left_side), False


def rebuilt(log: Log) -> Restored:
    """The session of a log that holds one."""
    return restored(log, read)


class Machine:
    """A learner's machine with a log; every run on it has a new writer."""

    def __init__(self, name: str, runs: "count[int]") -> None:
        self.store = Store(None)
        self.written = 0
        self._name, self._runs = name, runs
        self._clock = MOMENT
        self._recorder: Recorder | None = None
        self._session = Session(items=())

    def _writer(self) -> str:
        return f"run-{next(self._runs):04d}-{self._name}"

    def _now(self) -> datetime:
        self._clock += timedelta(seconds=1)
        self.written += 1
        return self._clock

    def begin(self) -> None:
        self._session = Session(items=tuple(Item(question=each) for each in questions()))
        plan = tuple(map(planned, self._session.items))
        started = session(self._writer(), settings=QUIZ, plan=plan)
        self._recorder = Recorder(lambda: self.store, started, self._now, pytest.fail)
        self._recorder.begin()
        self.written += 1

    def resume(self) -> None:
        """Continue the unfinished session that began last, on whatever machine."""
        found = max(history.unfinished(self.store.log()), key=lambda each: each.id, default=None)
        if found is None:
            return
        log = self.store.log(found.id)
        state = rebuilt(log)
        self._session = state.session
        continued = Continued(self._writer(), log, state.reviews)
        self._recorder = Recorder(
            lambda: self.store, found, self._now, pytest.fail, continues=continued
        )
        self._recorder.resumed(1.0, 1.0)

    def answer(self) -> None:
        item = self._session.current
        if self._recorder is not None and item is not None:
            answer = Answer(question=item.question, outcome=Outcome.UNKNOWN)
            self._recorder.answered(answer, item, len(self._session.answers), 1.0)
            self._session = self._session.answered(answer)

    def undo(self) -> None:
        if self._recorder is not None and self._session.answers:
            self._recorder.undone(1.0)
            self._session = self._session.undone()

    def end(self) -> None:
        if self._recorder is not None:
            self._recorder.ended(End.FINISHED, 1.0)
            self._recorder, self._session = None, Session(items=())

    def set_clock_back(self) -> None:
        self._clock -= timedelta(hours=1)

    def send_to(self, other: "Machine") -> None:
        """Export the log, and import it on another machine."""
        merged = other.store.merge(map(record_of, exported(self.store)))

        assert merged.conflicts == ()


def exported(store: Store) -> list[str]:
    """The lines that `primemover progress export` writes."""
    log = store.log()
    return list(lines_of((*log.sessions, *records_in(log))))


STEPS: tuple[Callable[[Machine], None], ...] = (
    Machine.begin,
    Machine.resume,
    Machine.answer,
    Machine.answer,
    Machine.undo,
    Machine.end,
    Machine.set_clock_back,
)


@pytest.mark.slow
@pytest.mark.parametrize("count_", [2, 3])
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_machines_end_with_the_same_records_in_any_interleaving(
    count_: int, data: st.DataObject
) -> None:
    runs = count()
    machines = [Machine(f"m{number}", runs) for number in range(count_)]
    machine = st.sampled_from(machines)
    steps = st.lists(
        st.one_of(
            st.tuples(st.sampled_from(STEPS), machine),
            st.tuples(st.just(Machine.send_to), machine, machine),
        ),
        max_size=40,
    )
    for step, *actors in data.draw(steps):
        step(*actors)
    for one, other in permutations(machines, 2):
        one.send_to(other)
    for one, other in permutations(machines, 2):
        one.send_to(other)

    lines = [exported(each.store) for each in machines]
    assert all(each == lines[0] for each in lines)
    assert len(lines[0]) == sum(each.written for each in machines)
    for started in machines[0].store.log().sessions:
        states = [rebuilt(each.store.log(started.id)) for each in machines]
        assert all(state == states[0] for state in states)
        positions = [review.position for review in states[0].reviews]
        assert positions == list(range(len(states[0].session.answers)))


# -- by the command line ---------------------------------------------------------------------------


@pytest.mark.slow
def test_a_session_resumed_on_two_machines_loses_no_answer(tmp_path: Path) -> None:
    shell = Shell.create(tmp_path / "shell", {"letters.yaml": LETTERS.read_text("utf-8")})

    def on(machine: str, command: str) -> str:
        done = shell.run(command, machine)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def export(machine: str) -> None:
        on(machine, f"primemover progress export {machine}.jsonl")

    quiz = "primemover quiz -n 8 --seed 7 --only --facts letters.yaml"
    on("laptop", rf"printf 'i\ni\nq\n' | {quiz}")
    export("laptop")
    on("desktop", "primemover progress import laptop.jsonl")
    on("laptop", r"printf 'i\ni\nq\n' | primemover resume")
    on("desktop", r"printf 'i\ni\ni\nq\n' | primemover resume")
    export("laptop")
    export("desktop")
    on("laptop", "primemover progress import desktop.jsonl")
    on("desktop", "primemover progress import laptop.jsonl")

    logs = [on(machine, "primemover progress export") for machine in ("laptop", "desktop")]
    assert logs[0] == logs[1]
    assert logs[0].count('"type": "review"') == 2 + 2 + 3
    lists = [on(machine, "primemover resume --list") for machine in ("laptop", "desktop")]
    assert lists[0] == lists[1]
    assert "5 of 8" in lists[0]
    resumed = on("laptop", r"printf 'q\n' | primemover resume")
    assert "Question 6 of 8." in resumed
