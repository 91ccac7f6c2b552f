"""The log is enough: a session is rebuilt from it as it was abandoned."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.template import Kind
from quiz.cli.app import cli
from quiz.cli.sessions import read_question, resumable
from quiz.cli.store import open_store
from quiz.home.library import LibraryHandle
from quiz.log.branches import records_in
from quiz.log.events import End, Ended
from quiz.log.planned import PlannedQuestion, planned
from quiz.log.recorder import Continued, Recorder
from quiz.log.records import Log, Mode, SessionRecord
from quiz.log.replay import Restored, restored
from quiz.log.store import Store
from quiz.session.answer import HINT_SHARE, Answer, Outcome, grade, grade_choice
from quiz.session.question import Question, asked_as
from quiz.session.questions import draw
from quiz.session.result import result_of
from quiz.session.session import Item, Limits, Session, Why
from tests.support.homes import make_home
from tests.support.log import QUIZ, event, session
from tests.support.paths import LETTERS

LIMITS = Limits(whole=3600.0, question=60.0)
BEGAN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@cache
def letters() -> tuple[dict[str, Card], FactBase]:
    """Cards of every kind, by their ids, and what typed answers are judged with."""
    library = read_library([LETTERS], only=True)
    return {card.id: card for card in make_cards(library)[0]}, library.base


def read(asked: PlannedQuestion) -> tuple[Question | None, bool]:
    """A question as it was asked."""
    card = letters()[0].get(asked.card)
    if card is None:
        return None, False
    return asked_as(card, asked.stem, asked.options, asked.left_side), False


def questions(seed: int, count: int) -> tuple[Question, ...]:
    """Questions of a quiz, drawn from all kinds."""
    chance = Random(seed)
    return draw(chance.sample(sorted(letters()[0].values(), key=lambda c: c.id), count), chance)


class Sitter:
    """A learner who takes a session; the real recorder stores it."""

    def __init__(self, items: Iterable[Item], store: Store) -> None:
        """Begin.

        Args:
            items: The questions.
            store: The log.
        """
        self.session = Session(items=tuple(items), limits=LIMITS)
        self.store, self._elapsed = store, 0.0
        self.started = SessionRecord(
            id="20261123-120000-abcd",
            at=BEGAN,
            mode=Mode.QUIZ,
            seed=7,
            version="1",
            settings=QUIZ._replace(time_limit=LIMITS.whole, question_limit=LIMITS.question),
            plan=tuple(planned(item) for item in self.session.items),
        )
        self.recorder = self._new_recorder(None)
        self.recorder.begin()

    def _new_recorder(self, continues: Continued | None) -> Recorder:
        return Recorder(
            lambda: self.store, self.started, self._now, pytest.fail, continues=continues
        )

    def _now(self) -> datetime:
        return BEGAN + timedelta(seconds=self._elapsed)

    def waits(self, seconds: float) -> None:
        """Advance the time."""
        self._elapsed = round(self._elapsed + seconds, 3)

    def answers(self, answer: Answer) -> None:
        """Answer the question whose turn it is."""
        item = self.session.current
        assert item is not None
        session = self.session.at(self._elapsed).answered(answer)
        stored = session.answers_at[self.session.position]
        self.recorder.answered(stored, item, self.session.position, session.seconds)
        self.session = session

    def undoes(self) -> None:
        """Take the last answer back."""
        self.recorder.undone(self._elapsed)
        self.session = self.session.at(self._elapsed).undone()

    def redraws(self, question: Question) -> None:
        """Undo the last answer, and ask its question in another wording."""
        self.undoes()
        self.session = self.session.redrawn(question)
        self.recorder.redrawn(question, len(self.session.answers), self._elapsed)

    def queues(self, question: Question) -> None:
        """Have a question put in because of the last answer."""
        because = len(self.session.answers) - 1
        item = Item(question=question, why=Why.CONTRAST, because=because, reason="the same muscle")
        place = min(self.session.position + 2, len(self.session.items) - 1)
        self.session = self.session.at(self._elapsed).queued(item, place)
        self.recorder.queued(item, place, self._elapsed)

    def flags(self) -> None:
        """Put the flag of the question whose turn it is up, or take it down."""
        item = self.session.current
        assert item is not None
        card = item.question.card.id
        on = card not in self.session.flags
        self.recorder.flagged(card, len(self.session.answers), self._elapsed, on=on)
        self.session = self.session.at(self._elapsed).flagged(card, on=on)

    def pauses(self, seconds: float) -> None:
        """Pause the clock."""
        self.recorder.paused(seconds, self._elapsed)
        self.session = self.session.at(self._elapsed).paused(seconds)

    def goes_on(self, *gone: str) -> None:
        """Quit, and resume with the log and the remaining cards."""
        found, log = without(self, *gone), self.log()
        writer = f"{self.started.id}-{len(log.events)}"
        self.recorder = self._new_recorder(Continued(writer, log, found.reviews))
        self.recorder.resumed(0.0, self._elapsed, found.gone)
        self.session = found.session.at(self._elapsed)

    def log(self) -> Log:
        """The stored records."""
        return self.store.log(self.started.id)

    def found(self) -> Restored:
        """The session that the log gives."""
        return restored(self.log(), read)


@pytest.fixture
def store() -> Iterator[Store]:
    """A log in memory."""
    store = Store(None)
    yield store
    store.close()


def known(session: Session) -> Session:
    """The parts of a session that the log preserves.

    The remark on a typed answer is not stored; what it named may have another name.
    """
    answers = {
        position: replace(answer, remark="", named=str(answer.concept))
        if answer.question.typed
        else answer
        for position, answer in session.answers_at.items()
    }
    return replace(session, answers_at=answers)


def answer_to(question: Question, pick: Random, outcome: Outcome) -> Answer:
    """An answer as a run makes one; by chance right, wrong or between."""
    if outcome in (Outcome.TIMEOUT, Outcome.UNKNOWN):
        return Answer(question=question, outcome=outcome, seconds=1.5)
    if question.typed:
        wrong = pick.choice(("eccentric", "synergist", "zzz"))
        text = question.card.key[0] if outcome is Outcome.RIGHT else wrong
        answer = grade(question, text, letters()[1])
    elif question.solution:
        answer = grade_choice(question, question.solution)
    elif question.card.kind is Kind.SELECT_ALL:
        numbers = range(len(question.options))
        answer = grade_choice(question, tuple(pick.sample(numbers, pick.randint(1, len(numbers)))))
    else:
        answer = grade_choice(question, (pick.randrange(len(question.options)),))
    hinted = pick.random() < 0.3
    return replace(
        answer,
        seconds=round(pick.random() * 30, 3),
        late=pick.random() < 0.2,
        hinted=hinted,
        score=answer.score * (HINT_SHARE if hinted else 1.0),
        confidence=pick.choice((None, 1, 2, 3)),
    )


STEPS = (
    "right",
    "wrong",
    "unknown",
    "timeout",
    "undo",
    "redraw",
    "queue",
    "flag",
    "pause",
    "go on",
)
OUTCOMES = {
    "right": Outcome.RIGHT,
    "wrong": Outcome.WRONG,
    "unknown": Outcome.UNKNOWN,
    "timeout": Outcome.TIMEOUT,
}


def take(sitter: Sitter, step: str, pick: Random) -> None:
    """Do one step if it is possible."""
    session = sitter.session
    sitter.waits(round(pick.random() * 5, 3))
    if step in OUTCOMES and session.current is not None:
        sitter.answers(answer_to(session.current.question, pick, OUTCOMES[step]))
    elif step == "undo" and session.answers:
        sitter.undoes()
    elif step == "redraw" and session.answers:
        sitter.redraws(draw([session.answers[-1].question.card], pick)[0])
    elif step == "queue" and session.answers:
        asked = {item.question.card.id for item in session.items}
        # One contrast for an answer, in place of a question that was drawn, as in a quiz.
        is_new = all(item.because != len(session.answers) - 1 for item in session.items)
        has_room = len(session.items) - session.position > 1
        if is_new and has_room and session.items[-1].because is None:
            asked |= {item.question.card.id for item in session.spare}
            remaining = sorted(letters()[0].keys() - asked)
            sitter.queues(draw([letters()[0][pick.choice(remaining)]], pick)[0])
    elif step == "flag" and session.current is not None:
        sitter.flags()
    elif step == "pause":
        sitter.pauses(round(pick.random() * 9, 3))
    elif step == "go on":
        sitter.goes_on()


@given(
    seed=st.integers(0, 10_000),
    count=st.integers(1, 6),
    steps=st.lists(st.sampled_from(STEPS), max_size=25),
)
def test_a_session_is_rebuilt_from_the_log(seed: int, count: int, steps: list[str]) -> None:
    store = Store(None)
    sitter = Sitter((Item(question=each) for each in questions(seed, count)), store)
    pick = Random(seed)
    for step in steps:
        take(sitter, step, pick)

    found = sitter.found()

    # Time that passes after the last record is not in the log.
    assert known(found.session.at(sitter.session.seconds)) == known(sitter.session)
    assert (found.gone, found.changed) == ((), 0)
    assert [review.card for review in found.reviews] == [
        answer.question.card.id for answer in found.session.answers
    ]
    store.close()


@given(seed=st.integers(0, 10_000), count=st.integers(1, 6))
def test_the_result_is_the_same_after_resuming(seed: int, count: int) -> None:
    store = Store(None)
    sitter = Sitter((Item(question=each) for each in questions(seed, count)), store)
    pick = Random(seed)
    while sitter.session.current is not None:
        take(sitter, pick.choice(("right", "wrong", "unknown")), pick)

    before, after = (result_of(each) for each in (sitter.session, sitter.found().session))

    assert after.questions[0].item == before.questions[0].item
    assert [each.counts_as for each in after.questions] == [e.counts_as for e in before.questions]
    assert (after.points, after.seconds) == (before.points, before.seconds)
    assert [each.outcome for each in after.missed] == [each.outcome for each in before.missed]
    store.close()


def test_each_record_of_a_session_has_a_unique_id_and_position(store: Store) -> None:
    sitter = Sitter((Item(question=each) for each in questions(1, 3)), store)
    pick = Random(1)
    for step in ("right", "go on", "wrong", "flag", "go on", "undo", "wrong", "pause"):
        take(sitter, step, pick)
    log = sitter.log()

    records = records_in(log)

    assert len({record.id for record in records}) == 8
    assert sorted(record.counter for record in records) == list(range(1, 9))
    assert len({record.writer for record in records}) == 3


# -- when the facts change meanwhile ---------------------------------------------------------------

PLAN = (
    "contraction/sofa-bridge/lifting/gluteus-maximus/contraction",
    "contraction/sofa-bridge/lowering/gluteus-maximus/contraction",
    "select-role/sofa-bridge/stabiliser",
    "match-roles/sofa-bridge",
)


def planned_sitter(store: Store, plan: Iterable[str] = PLAN) -> Sitter:
    """A learner who is asked exactly these cards."""
    cards = [letters()[0][card] for card in plan]
    return Sitter((Item(question=each) for each in draw(cards, Random(3))), store)


def ids(session: Session) -> list[str]:
    """Ids of the cards that are asked."""
    return [item.question.card.id for item in session.items]


def given_up(sitter: Sitter) -> Answer:
    """An answer to the question whose turn it is."""
    item = sitter.session.current
    assert item is not None
    return Answer(question=item.question, outcome=Outcome.UNKNOWN)


def without(sitter: Sitter, *gone: str) -> Restored:
    """The session that the log gives after some cards were removed."""

    def remaining(asked: PlannedQuestion) -> tuple[Question | None, bool]:
        return (None, False) if asked.card in gone else read(asked)

    return restored(sitter.log(), remaining)


def test_a_removed_card_is_omitted_with_its_answer(store: Store) -> None:
    sitter = planned_sitter(store)
    for _ in range(2):
        sitter.answers(given_up(sitter))

    found = without(sitter, PLAN[0])

    assert ids(found.session) == list(PLAN[1:])
    assert [answer.question.card.id for answer in found.session.answers] == [PLAN[1]]
    assert [review.card for review in found.reviews] == [PLAN[1]]
    assert (found.gone, found.changed) == ((PLAN[0],), 0)


def test_omitting_a_removed_card_keeps_the_other_answers(store: Store) -> None:
    sitter = planned_sitter(store)
    sitter.goes_on(PLAN[0])
    sitter.answers(given_up(sitter))

    found = without(sitter, PLAN[0])

    assert ids(found.session) == list(PLAN[1:])
    assert [answer.question.card.id for answer in found.session.answers] == [PLAN[1]]
    assert found.session.current == found.session.items[1]


def test_a_contrast_queued_after_a_removed_card_keeps_its_position(store: Store) -> None:
    sitter = planned_sitter(store)
    sitter.goes_on(PLAN[0])
    sitter.answers(given_up(sitter))
    card = letters()[0]["order-ranking/sofa-bridge/activity"]
    sitter.queues(draw([card], Random(1))[0])

    found = without(sitter, PLAN[0])

    assert ids(found.session) == ids(sitter.session)
    assert [item.because for item in found.session.items] == [None, None, 0]


def test_a_contrast_still_follows_the_answer_that_it_was_queued_for(store: Store) -> None:
    sitter = planned_sitter(store)
    for _ in range(2):
        sitter.answers(given_up(sitter))
    card = letters()[0]["order-ranking/sofa-bridge/activity"]
    sitter.queues(draw([card], Random(1))[0])

    found = without(sitter, PLAN[0])

    (contrast,) = (item for item in found.session.items if item.why is Why.CONTRAST)
    assert contrast.because == 0
    assert contrast.reason == "the same muscle"
    assert ids(found.session.undone()) == list(PLAN[1:])


def test_a_session_whose_cards_are_all_gone_is_empty(store: Store) -> None:
    sitter = planned_sitter(store)

    found = without(sitter, *PLAN)

    assert found.session.items == ()
    assert found.gone == PLAN


def test_questions_on_changed_facts_are_redrawn_and_counted(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    facts = tmp_path / "own.yaml"
    text = LETTERS.read_text(encoding="utf-8")
    lowering = "        - {phase: lowering, contraction: eccentric, at: p. 4}\n"
    assert lowering in text
    facts.write_text(
        text.replace(lowering, "").replace("name: sofa bridge", "name: couch bridge"),
        encoding="utf-8",
    )
    sitter = planned_sitter(store, PLAN[:3])
    handle = LibraryHandle(paths=(facts,), only=True, american=False)

    found = [restored(sitter.log(), read_question(handle, seed)) for seed in (7, 7, 8)]

    assert found[0] == found[1]
    assert (found[0].gone, found[0].changed) == ((PLAN[1],), 2)
    assert ids(found[0].session) == [PLAN[0], PLAN[2]]
    for item in found[0].session.items:
        assert "couch bridge" in item.question.stem


def test_an_answer_to_a_changed_card_keeps_its_score(store: Store) -> None:
    sitter = planned_sitter(store)
    asked = sitter.session.items[0].question
    wrong = next(n for n, option in enumerate(asked.options) if not option.right)
    sitter.answers(grade_choice(asked, (wrong,)))
    turned = replace(asked, options=asked.options[::-1])

    def anew(planned: PlannedQuestion) -> tuple[Question | None, bool]:
        return (turned, True) if planned.card == asked.card.id else read(planned)

    found = restored(sitter.log(), anew)

    (answer,) = found.session.answers
    assert answer.outcome is Outcome.WRONG
    assert answer.named == asked.options[wrong].text
    assert found.changed == 1


def test_moves_and_ends_do_not_change_questions(store: Store) -> None:
    sitter = planned_sitter(store)
    sitter.recorder.moved(2, 1.0)
    sitter.recorder.ended(End.DISCARDED, 2.0)

    found = sitter.found()

    assert found.session == sitter.session.at(2.0)


@pytest.mark.parametrize("mode", [Mode.QUIZ, Mode.EXAM])
def test_a_session_without_its_settings_can_neither_be_resumed_nor_reported(
    mode: Mode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "progress.db")
    store.add(session(mode=mode))
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path)))
    open_store.cache_clear()
    resumed = CliRunner().invoke(cli, ["resume"])
    store.add(event(Ended(how=End.HANDED_IN)))
    store.close()
    reported = CliRunner().invoke(cli, ["exam", "--report", "last"])
    open_store.cache_clear()

    assert resumed.exit_code == 1
    assert "cannot be resumed: its settings in the log are incomplete." in resumed.stderr
    assert reported.exit_code == (1 if mode is Mode.EXAM else 3)
    assert mode is Mode.QUIZ or "its settings in the log are incomplete." in reported.stderr


def test_a_session_is_resumed_from_the_answers_before_one_that_is_damaged(store: Store) -> None:
    sitter = planned_sitter(store)
    for _ in range(3):
        sitter.answers(given_up(sitter))
    log = sitter.log()

    found = restored(log._replace(reviews=(log.reviews[0], log.reviews[2])), read)

    assert [answer.question.card.id for answer in found.session.answers] == [PLAN[0]]
    assert found.session.current == found.session.items[1]


def test_a_round_of_study_is_not_resumed() -> None:
    rounds = Log(sessions=(session(mode=Mode.STUDY), session("other")))

    assert [each.id for each in resumable(rounds)] == ["other"]
