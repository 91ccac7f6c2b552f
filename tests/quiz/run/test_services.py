"""The services of a session: contrasts, mix-ups, and why a question is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NoReturn

import pytest

from cards.model.card import Card
from cards.model.template import Kind
from quiz.cli.sessions import read_question
from quiz.home.library import LibraryHandle
from quiz.log.events import Undone
from quiz.log.planned import planned
from quiz.log.recorder import Recorder
from quiz.log.records import Mode, SessionRecord
from quiz.log.store import Store
from quiz.run.services import SessionServices
from quiz.session.answer import Answer, Outcome, grade, grade_choice
from quiz.session.contrast import in_common
from quiz.session.question import ask
from quiz.session.session import Item, Session, Why
from tests.support.paths import LETTERS

BRIDGE = LibraryHandle(paths=(LETTERS,), only=True, american=False)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIFTING = "sofa-bridge/lifting/gluteus-maximus/contraction"
LOWERING = "sofa-bridge/lowering/gluteus-maximus/contraction"
OBLIQUES = "role/sofa-bridge/obliques/role"
MUSCLE = "the same exercise, another muscle"
PHASE = "the same exercise and muscle, another phase"


def card(id_: str) -> Card:
    found = BRIDGE.find(id_)
    assert found is not None
    return found


def answered(id_: str, given: str) -> Answer:
    """A card, asked and answered."""
    question = ask(card(id_), Random(1))
    if question.typed:
        return grade(question, given, BRIDGE.library.base)
    number = next(n for n, option in enumerate(question.options) if option.text == given)
    return grade_choice(question, (number,))


@pytest.fixture
def store() -> Store:
    return Store(None)


MakeServices = Callable[..., SessionServices]


@pytest.fixture
def services(store: Store) -> MakeServices:
    """Creates services with the facts of a class and an empty log."""

    def make(*, contrasts: bool = True) -> SessionServices:
        return SessionServices(
            handle=BRIDGE,
            store=lambda: store,
            now=lambda: NOON,
            random=Random(1),
            released=_not_released,
            contrasts=contrasts,
            attributed=False,
            scope="24 cards on sofa-bridge",
        )

    return make


def _not_released() -> NoReturn:
    raise AssertionError("no other program is started here")


def after(answer: Answer, *others: str) -> Session:
    """A session of this question and others, of which only this one is answered."""
    items = [Item(question=answer.question)]
    items += [Item(question=ask(card(other), Random(1))) for other in others]
    return Session(items=tuple(items)).at(3.0).answered(answer)


# -- contrasts -------------------------------------------------------------------------------------

CONTRASTS = {
    "a contraction of the other phase": (
        *(f"contraction/{LIFTING}", "eccentric"),
        *(f"contraction/{LOWERING}", PHASE),
    ),
    "the other way round": (
        *(f"contraction/{LOWERING}", "concentric"),
        *(f"contraction/{LIFTING}", PHASE),
    ),
    "a role": (OBLIQUES, "prime mover", "role/sofa-bridge/gluteus-maximus/role", MUSCLE),
    "a typed role by another name": (
        *("role-typed/sofa-bridge/biceps-femoris/role", "agonist"),
        # The two muscles belong to one group, and are two for all that.
        *("role-typed/sofa-bridge/gluteus-maximus/role", MUSCLE),
    ),
    "a muscle": (
        *("muscle-in-role/sofa-bridge/gluteus-maximus/role", "obliques"),
        *("muscle-in-role/sofa-bridge/obliques/role", MUSCLE),
    ),
}


def neighbour(pair: tuple[Item, ...], answer: Answer) -> Item:
    """The one of a pair that is not the missed question."""
    (found,) = (item for item in pair if item.question.card != answer.question.card)
    return found


@pytest.mark.parametrize("name", CONTRASTS)
def test_a_contrast_is_the_missed_card_and_the_most_similar_one_with_the_answer_as_key(
    services: MakeServices, name: str
) -> None:
    id_, given, requested, text = CONTRASTS[name]
    answer = answered(id_, given)

    pair = services().contrast(after(answer), answer)

    assert {item.question.card.id for item in pair} == {id_, requested}
    assert {(item.why, item.because, item.reason) for item in pair} == {(Why.CONTRAST, 0, text)}


def test_either_of_a_pair_may_come_first(services: MakeServices) -> None:
    answer = answered(OBLIQUES, "prime mover")
    found = services()

    firsts = {found.contrast(after(answer), answer)[0].question.card.id for _ in range(20)}

    assert len(firsts) == 2


def test_planned_cards_and_cards_with_several_keys_are_not_contrasts(
    services: MakeServices,
) -> None:
    answer = answered(OBLIQUES, "prime mover")
    others: list[str] = []
    while pair := services().contrast(after(answer, *others), answer):
        item = neighbour(pair, answer)
        assert in_common(answer.question.card, item.question.card) == MUSCLE
        others.append(item.question.card.id)

    assert others == [
        f"{template}/sofa-bridge/gluteus-maximus/role" for template in ("role", "role-typed")
    ]


@pytest.mark.parametrize(
    ("id_", "given"),
    [
        (OBLIQUES, "antagonist"),  # is right nowhere in these facts
        ("role-typed/sofa-bridge/obliques/role", "stabiliser"),
        ("role-typed/sofa-bridge/obliques/role", "nonsense"),
        ("true-false/sofa-bridge/obliques/role=stabiliser", "False"),
    ],
)
def test_a_right_answer_and_one_that_is_never_right_have_no_contrast(
    services: MakeServices, id_: str, given: str
) -> None:
    answer = answered(id_, given)

    assert services().contrast(after(answer), answer) == ()


def test_the_contrast_of_an_accepted_false_statement_has_its_value_as_key(
    services: MakeServices,
) -> None:
    answer = answered("true-false/sofa-bridge/gluteus-maximus/role=stabiliser", "True")

    item = neighbour(services().contrast(after(answer), answer), answer)

    assert item.question.key == "stabiliser"
    assert item.question.card.kind is not Kind.TRUE_FALSE


def test_both_of_a_pair_have_both_concepts_as_options(services: MakeServices) -> None:
    answer = answered(OBLIQUES, "prime mover")

    pair = services().contrast(after(answer), answer)

    assert {item.question.key for item in pair} == {"prime mover", "stabiliser"}
    for item in pair:
        assert {"prime mover", "stabiliser"} <= {option.text for option in item.question.options}


def test_a_contrast_is_restored_exactly_after_a_kill(services: MakeServices) -> None:
    answer = answered(f"contraction/{LIFTING}", "eccentric")

    for item in services().contrast(after(answer), answer):
        assert read_question(BRIDGE, 7)(planned(item)) == (item.question, False)


def test_what_is_not_decided_has_no_contrast(services: MakeServices) -> None:
    answer = replace(answered(OBLIQUES, "prime mover"), outcome=Outcome.NOT_DECIDED)

    assert services().contrast(after(answer), answer) == ()


def test_contrasts_can_be_disabled(services: MakeServices) -> None:
    answer = answered(OBLIQUES, "prime mover")

    assert services(contrasts=False).contrast(after(answer), answer) == ()


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.TIMEOUT, Outcome.RIGHT])
def test_without_a_mistaken_concept_there_is_no_mix_up(
    services: MakeServices, outcome: Outcome
) -> None:
    answer = Answer(question=ask(card(OBLIQUES), Random(1)), outcome=outcome)

    assert services().contrast(after(answer), answer) == ()
    assert services().mix_up(answer) == ""


# -- mix-ups ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "given", "said"),
    [
        (f"contraction/{LIFTING}", "eccentric", "eccentric for concentric"),
        ("role-typed/sofa-bridge/obliques/role", "agonist", "prime mover for stabiliser"),
        (OBLIQUES, "prime mover", "prime mover for stabiliser"),
        (
            "true-false/sofa-bridge/gluteus-maximus/role=stabiliser",
            "True",
            "stabiliser for prime mover",
        ),
        ("muscle-in-role/sofa-bridge/gluteus-maximus/role", "obliques", ""),
        ("true-false/sofa-bridge/obliques/role=stabiliser", "False", ""),
    ],
)
def test_a_mix_up_is_named_from_the_second_time_on_in_a_closed_vocabulary(
    store: Store, services: MakeServices, id_: str, given: str, said: str
) -> None:
    answer = answered(id_, given)
    pen, named = pen_of(store), []
    for position in range(2):
        pen.answered(answer, Item(question=answer.question), position, 3.0)
        named.append(services().mix_up(answer))

    assert named == ["", f"Mix-up: {said}, for the 2nd time." if said else ""]


def pen_of(store: Store, hours: int = 0) -> Recorder:
    """A recorder for a session that starts that many hours later."""
    at = NOON + timedelta(hours=hours)
    started = SessionRecord(id=f"s{hours:03d}", at=at, mode=Mode.QUIZ, seed=7, version="test")
    return Recorder(lambda: store, started, lambda: at, pytest.fail)


def test_mix_ups_are_counted_without_undone_answers(store: Store, services: MakeServices) -> None:
    answer = answered(OBLIQUES, "prime mover")
    item, said = Item(question=answer.question), []
    pen = pen_of(store)
    for position in range(4):
        pen.answered(answer, item, position, 3.0)
        said.append(services().mix_up(answer))
    pen.undone(3.0)
    said.append(services().mix_up(answer))

    mix_up = "Mix-up: prime mover for stabiliser, for the {} time."
    assert said == ["", *(mix_up.format(time) for time in ("2nd", "3rd", "4th", "3rd"))]


@pytest.mark.parametrize(
    ("count", "time"),
    [(11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (22, "22nd"), (101, "101st")],
)
def test_counts_of_times_are_in_words(
    store: Store, services: MakeServices, count: int, time: str
) -> None:
    answer = answered(OBLIQUES, "prime mover")
    pen = pen_of(store)
    for position in range(count):
        pen.answered(answer, Item(question=answer.question), position, 3.0)

    assert services().mix_up(answer).endswith(f", for the {time} time.")


# -- why a question is asked -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "text", "said"),
    [
        (
            Why.DRAWN,
            "",
            "Drawn from 24 cards on sofa-bridge, in the shares of an exam, first what you",
        ),
        (Why.CONTRAST, MUSCLE, f"A contrast to a question that you missed: {MUSCLE}."),
        (Why.MISSED, "", "You missed it before."),
        (Why.MIX_UP, "eccentric and isometric", "You mix up its concepts: eccentric and isometric"),
    ],
)
def test_every_reason_is_shown(services: MakeServices, why: Why, text: str, said: str) -> None:
    item = Item(question=ask(card(OBLIQUES), Random(1)), why=why, reason=text)

    found = services().why(item)

    assert found.startswith(said)
    assert found.endswith("You have not been asked it before.")


def test_earlier_answers_to_a_question_are_shown(store: Store, services: MakeServices) -> None:
    item = Item(question=ask(card(OBLIQUES), Random(1)))
    for hours, given in enumerate(("stabiliser", "synergist", "stabiliser")):
        pen_of(store, hours).answered(answered(OBLIQUES, given), item, 0, 3.0)

    found = services().why(item)

    assert found.endswith("You have answered it 3 times, 2 right; last on 2026-11-23: right.")


def test_an_undone_answer_was_never_given(store: Store, services: MakeServices) -> None:
    item = Item(question=ask(card(OBLIQUES), Random(1)))
    pen = pen_of(store)
    pen.answered(answered(OBLIQUES, "stabiliser"), item, 0, 3.0)
    pen.undone(4.0)

    assert services().why(item).endswith("You have not been asked it before.")
    undone = [event for event in store.log().events if isinstance(event.body, Undone)]
    assert len(undone) == 1
