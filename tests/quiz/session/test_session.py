"""A run with a clock that counts and a keyboard that follows a script; everything else is real."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from random import Random

import pytest

from cards.model.base import FactBase
from cards.model.card import Card
from quiz.screens.plain import PlainView
from quiz.screens.result import result_lines
from quiz.screens.screen import ScreenView
from quiz.session.answer import Answer, Outcome, grade, grade_exact
from quiz.session.question import Question, ask
from quiz.session.result import result_of
from quiz.session.session import Item, Limits, Session, StudyRound, Why
from quiz.terminal.layout import TextLayout
from tests.support.acting import Clock, Key, Script, act, session_of
from tests.support.library import cached_library
from tests.support.paths import CLASS

LIBRARY = cached_library(CLASS, only=True)


@pytest.fixture(scope="module")
def base() -> FactBase:
    return LIBRARY.library.base


@pytest.fixture(scope="module")
def card() -> Callable[[str], Card]:
    """A card by its id."""
    cards = {card.id: card for card in LIBRARY.cards}
    return cards.__getitem__


@pytest.fixture(scope="module")
def chosen(card: Callable[[str], Card]) -> tuple[Question, ...]:
    """Three questions with options."""
    muscles = ("gluteus-maximus", "biceps-femoris", "obliques")
    return tuple(ask(card(f"role/wall-bridge/{muscle}/role"), Random(1)) for muscle in muscles)


@pytest.fixture(scope="module")
def typed(card: Callable[[str], Card]) -> tuple[Question, ...]:
    """A question whose answer is written."""
    return (ask(card("joint-action-typed/wall-bridge/joint-action"), Random(1)),)


def letter(question: Question, *, right: bool) -> str:
    return next("abcd"[n] for n, o in enumerate(question.options) if o.right is right)


Play = Callable[..., tuple[Session, bool, str]]


@pytest.fixture
def play(base: FactBase) -> Play:
    """Run a session with a script; return how it ended and the output."""

    def run(session: Session, *keys: Key, pause: bool = False) -> tuple[Session, bool, str]:
        clock, out = Clock(), StringIO()
        layout = TextLayout()
        view = ScreenView(layout, 7) if pause else PlainView(layout, 7, "it is a test")
        keyboard = Script(clock, *keys)
        ended = act(
            session, view=view, keyboard=keyboard, out=out, clock=clock, base=base, pause=pause
        )
        return ended.session, ended.interrupted, out.getvalue()

    return run


def outcomes(session: Session) -> list[Outcome]:
    return [answer.outcome for answer in session.answers]


def test_answers_are_graded_and_timed(play: Play, chosen: tuple[Question, ...]) -> None:
    keys = [(2.0, letter(q, right=n == 0)) for n, q in enumerate(chosen)]
    ended, interrupted, _ = play(session_of(chosen), *keys)

    assert outcomes(ended) == [Outcome.RIGHT, Outcome.WRONG, Outcome.WRONG]
    assert [answer.seconds for answer in ended.answers] == [2.0, 2.0, 2.0]
    assert (ended.seconds, ended.closed, interrupted) == (6.0, False, False)


def test_wrong_keys_only_cost_time(play: Play, chosen: tuple[Question, ...]) -> None:
    right = letter(chosen[0], right=True)
    ended, _, shown = play(session_of(chosen[:1]), (1.0, "y"), (1.0, ""), (1.0, "?"), (1.0, right))

    assert outcomes(ended) == [Outcome.RIGHT]
    assert ended.answers[0].seconds == 4.0
    assert "'y' is not an option" in shown


def test_a_limit_for_a_question_does_not_end_the_quiz(
    play: Play, chosen: tuple[Question, ...]
) -> None:
    limits = Limits(question=30.0)
    right = letter(chosen[1], right=True)
    ended, _, _ = play(session_of(chosen[:2], limits=limits), (40.0, right), (1.0, right))

    assert outcomes(ended) == [Outcome.TIMEOUT, Outcome.RIGHT]
    assert [answer.seconds for answer in ended.answers] == [30.0, 10.0]
    assert [None, chosen[1].key] == [answer.given for answer in ended.answers]


def test_a_wrong_key_does_not_restart_the_limit(play: Play, chosen: tuple[Question, ...]) -> None:
    limits = Limits(question=30.0)
    ended, _, _ = play(session_of(chosen[:1], limits=limits), (20.0, "y"), (20.0, "a"))

    assert outcomes(ended) == [Outcome.TIMEOUT]
    assert ended.answers[0].seconds == 30.0


def test_an_answer_after_the_time_is_late_and_the_last_one(
    play: Play, chosen: tuple[Question, ...]
) -> None:
    right = letter(chosen[0], right=True)
    ended, _, shown = play(session_of(chosen, limits=Limits(whole=60.0)), (75.0, right))

    assert [(a.outcome, a.late) for a in ended.answers] == [(Outcome.RIGHT, True)]
    assert shown.count("Time is up. You may still answer this question") == 1
    assert "Time is up with 2 of 3 questions left." in shown
    assert "Score: 0 of 1 right (0%), 1 late (1 right)" in shown
    assert not ended.closed


def test_a_limit_for_a_question_also_holds_after_the_time(
    play: Play, chosen: tuple[Question, ...]
) -> None:
    limits = Limits(whole=10.0, question=30.0)
    ended, _, _ = play(session_of(chosen, limits=limits), (99.0, "a"))

    assert outcomes(ended) == [Outcome.TIMEOUT]
    assert ended.seconds == 30.0


def test_reading_counts_towards_the_time(play: Play, chosen: tuple[Question, ...]) -> None:
    limits = Limits(whole=60.0)
    ended, _, shown = play(session_of(chosen, limits=limits), (5.0, "a"), (55.0, " "), pause=True)

    assert len(ended.answers) == 1
    assert "Time is up with 2 of 3 questions left." in shown
    assert "2 of 3 ·" not in shown


def test_the_remaining_time_is_shown_above_a_question(
    play: Play, chosen: tuple[Question, ...]
) -> None:
    limits = Limits(whole=600.0)
    _, _, shown = play(session_of(chosen[:2], limits=limits), (5.0, "a"), (10.0, " "), pause=True)

    assert "10:00 left" in shown
    assert "9:45 left" in shown


@pytest.mark.parametrize(
    ("end", "interrupted"), [((1.0, "q"), False), (EOFError, False), (KeyboardInterrupt, True)]
)
def test_a_quiz_can_be_quit_at_a_question(
    play: Play, chosen: tuple[Question, ...], end: Key, interrupted: bool
) -> None:
    ended, was_interrupted, shown = play(session_of(chosen), (1.0, "a"), end)

    assert (len(ended.answers), ended.closed) == (1, True)
    assert interrupted is was_interrupted
    assert "Stopped with 2 of 3 questions left." in shown


@pytest.mark.parametrize("end", [(1.0, "q"), EOFError, KeyboardInterrupt])
def test_quitting_after_the_last_answer_finishes_the_quiz(
    play: Play, chosen: tuple[Question, ...], end: Key
) -> None:
    ended, _, shown = play(session_of(chosen[:1]), (1.0, "a"), end, pause=True)

    assert (len(ended.answers), ended.closed) == (1, False)
    assert "Stopped" not in shown


def test_a_quiz_quit_at_once_has_no_score(play: Play, chosen: tuple[Question, ...]) -> None:
    ended, _, shown = play(session_of(chosen), EOFError)

    assert (ended.answers, ended.closed) == ((), True)
    assert shown.endswith("No question was answered.\n")


def test_type_ahead_is_discarded_before_the_reasons(
    base: FactBase, chosen: tuple[Question, ...]
) -> None:
    clock = Clock()
    keyboard = Script(clock, (1.0, "a"), (1.0, " "))
    layout = TextLayout()
    act(
        session_of(chosen[:1]),
        view=ScreenView(layout, 7),
        keyboard=keyboard,
        out=StringIO(),
        clock=clock,
        base=base,
        pause=True,
    )

    assert keyboard.forgotten == 1


def test_a_typed_answer_is_judged(play: Play, typed: tuple[Question, ...]) -> None:
    for text, outcome in (
        ("Hip extension", Outcome.RIGHT),
        ("hip flexion", Outcome.WRONG),
        ("i", Outcome.UNKNOWN),
    ):
        ended, _, _ = play(session_of(typed), (1.0, text))

        assert [outcome] == outcomes(ended)


def test_the_right_answer_letter_by_letter_is_right_without_the_facts(
    typed: tuple[Question, ...], base: FactBase
) -> None:
    for question in typed:
        key = question.card.key[0]
        exact = grade_exact(question, key.upper())

        assert exact is not None
        assert exact.outcome is grade(question, key, base).outcome is Outcome.RIGHT
        assert grade_exact(question, f"{key}s") is None


def test_a_wrong_typed_answer_names_the_concept_it_was_taken_for(
    typed: tuple[Question, ...], base: FactBase
) -> None:
    answer = grade(typed[0], "hip flexion", base)

    expected = (Outcome.WRONG, "term/hip-flexion", "hip flexion")
    assert (answer.outcome, answer.concept, answer.named) == expected
    assert "which is wrong" in answer.remark


def test_an_empty_answer_is_asked_again(play: Play, typed: tuple[Question, ...]) -> None:
    ended, _, shown = play(session_of(typed), (1.0, "  "), (1.0, "hip extension"))

    assert outcomes(ended) == [Outcome.RIGHT]
    assert "Type an answer, or i if you do not know it." in shown


def test_a_wrong_option_names_its_concept(chosen: tuple[Question, ...], base: FactBase) -> None:
    for option in chosen[0].options:
        answer = grade(chosen[0], option.text, base)

        assert (option.right, option.concept) == (answer.outcome is Outcome.RIGHT, answer.concept)
        assert (answer.concept is None) is option.right


def an_answer(question: Question, outcome: Outcome, *, late: bool = False) -> Answer:
    score = float(outcome is Outcome.RIGHT)
    return Answer(question=question, outcome=outcome, score=score, late=late, seconds=1.0)


def test_a_report_adds_up(chosen: tuple[Question, ...]) -> None:
    question = chosen[0]
    answers = (
        an_answer(question, Outcome.RIGHT),
        an_answer(question, Outcome.RIGHT),
        an_answer(question, Outcome.WRONG),
        an_answer(question, Outcome.UNKNOWN),
        an_answer(question, Outcome.TIMEOUT),
        an_answer(question, Outcome.RIGHT, late=True),
        an_answer(question, Outcome.WRONG, late=True),
    )
    session = session_of((question,) * 9, answers=answers, seconds=95.4, closed=True)
    found = result_of(session)

    assert (found.answered, found.right, found.count(Outcome.WRONG)) == (7, 2, 1)
    assert (found.count(Outcome.UNKNOWN), found.count(Outcome.TIMEOUT)) == (1, 1)
    assert (found.late, found.late_right) == ((6, 7), 1)
    assert found.answered == found.count(*Outcome) + len(found.late)
    assert (answers[2], answers[3], answers[4], answers[6]) == found.missed
    expected = [
        "To look at again:",
        *[f"  {question.stem} – {question.key}"] * 4,
        "",
        " · ".join(
            (
                "Score: 2 of 7 right (29%)",
                *("1 wrong", "1 not known", "1 without an answer in time", "2 late (1 right)"),
            )
        ),
        "Stopped with 2 of 9 questions left.",
        "Time: 1 min 35 s in all, 13.6 s a question",
    ]
    assert expected == [text for text, _ in result_lines(found, {})]


def test_a_report_without_mistakes_is_short(chosen: tuple[Question, ...]) -> None:
    session = session_of(chosen[:1], answers=(an_answer(chosen[0], Outcome.RIGHT),), seconds=59.94)

    expected = ["Score: 1 of 1 right (100%)", "Time: 59.9 s in all, 59.9 s a question"]
    assert expected == [text for text, _ in result_lines(result_of(session), {})]


def test_a_session_ends_with_its_time(chosen: tuple[Question, ...]) -> None:
    session = session_of(chosen, limits=Limits(whole=10.0))

    assert session.current is session.items[0]
    assert session.at(9.9).current is session.items[0]
    assert session.at(10.0).current is None
    assert session.ended().current is None


def test_a_queued_question_replaces_the_last_one_until_its_answer_is_undone(
    chosen: tuple[Question, ...],
) -> None:
    first, second, third = chosen
    session = session_of((first, second), answers=(an_answer(first, Outcome.WRONG),))
    queued = session.queued(Item(question=third, because=0), 1)

    assert [item.question for item in queued.items] == [first, third]
    assert [item.question for item in queued.spare] == [second]
    assert [item.question for item in queued.undone().items] == [first, second]
    assert queued.undone().spare == ()


def test_in_a_round_of_study_a_queued_question_replaces_a_later_one_of_the_plan(
    chosen: tuple[Question, ...],
) -> None:
    first, second, third = chosen
    session = session_of(
        (first, second),
        answers=(an_answer(first, Outcome.WRONG),),
        round=StudyRound(answered=10, right=9, remaining=4, seconds=100.0),
    )
    queued = session.queued(Item(question=third, because=0), 2)

    assert [item.question for item in queued.items] == [first, second, third]
    assert queued.round == StudyRound(answered=10, right=9, remaining=3, seconds=75.0)
    assert queued.undone().items == session.items
    assert queued.undone().round == session.round


def test_a_round_of_study_ends_when_the_minutes_of_the_day_are_over(
    chosen: tuple[Question, ...],
) -> None:
    today = StudyRound(answered=0, right=0, remaining=0, seconds=0.0, budget=60.0)
    session = session_of(chosen, round=today).at(50.0)
    one = session.answered(an_answer(chosen[0], Outcome.RIGHT)).within_minutes()
    two = one.at(60.0).answered(an_answer(chosen[1], Outcome.RIGHT)).within_minutes()

    assert one.current is session.items[1]
    assert two.current is None
    assert two.undone().current is session.items[1]


def test_a_contrast_is_outside_the_score(chosen: tuple[Question, ...]) -> None:
    wrong, right = an_answer(chosen[0], Outcome.WRONG), an_answer(chosen[1], Outcome.RIGHT)
    session = session_of(chosen[:2], answers=(wrong, right))
    contrast = session.items[0]._replace(why=Why.CONTRAST)
    result = result_of(replace(session, items=(contrast, session.items[1])))

    assert (result.right, result.counted, result.points, result.compared) == (1, 1, 1.0, 1)
    assert result.missed == (wrong,)


@pytest.mark.parametrize(
    ("template", "text", "concept", "named"),
    [
        ("role-typed", "antagonist", "role/antagonist", "antagonist"),
        ("joint-action-typed", "hip flexion", "term/hip-flexion", "hip flexion"),
    ],
)
def test_a_wrong_typed_answer_has_the_concept_of_the_option(
    base: FactBase, template: str, text: str, concept: str | None, named: str | None
) -> None:
    card = next(c for c in LIBRARY.cards if c.template.id == template and text not in c.key)
    answer = grade(ask(card, Random(1)), text, base)

    assert (answer.outcome, answer.concept, answer.named) == (Outcome.WRONG, concept, named)


@pytest.mark.parametrize(
    ("text", "outcome", "verdict"),
    [
        ("no such word", Outcome.SKIPPED, "not recognised"),
        ("extension", Outcome.SKIPPED, "too general"),
        ("prime mover", Outcome.SKIPPED, "another kind of thing"),
        ("hip extension and knee extension", Outcome.SKIPPED, "two names at once"),
        ("hip abduction", Outcome.NOT_DECIDED, "not decided"),
        ("hip extention", Outcome.RIGHT, "right"),
    ],
)
def test_only_a_wrong_answer_takes_one_concept_for_another(
    typed: tuple[Question, ...], base: FactBase, text: str, outcome: Outcome, verdict: str
) -> None:
    answer = grade(typed[0], text, base)

    assert (answer.outcome, answer.verdict) == (outcome, verdict)
    assert (answer.concept, answer.named) == (None, None)


def test_an_answer_to_something_else_has_a_second_try(
    play: Play, typed: tuple[Question, ...]
) -> None:
    for first, second, outcome in (
        ("extension", "hip extension", Outcome.RIGHT),
        ("waist", "hip flexion", Outcome.WRONG),
        ("waist", "extension", Outcome.SKIPPED),
        ("prime mover", "hip abduction", Outcome.NOT_DECIDED),
    ):
        keys = ((1.0, first), (1.0, second), (0.0, " "))
        ended, _, shown = play(session_of(typed), *keys, pause=True)

        assert [outcome] == outcomes(ended)
        assert ended.answers[0].given == second
        assert shown.count("Try again") == 1


def test_without_a_learner_there_is_no_second_try(play: Play, typed: tuple[Question, ...]) -> None:
    ended, _, shown = play(session_of(typed), (1.0, "waist"), (1.0, "hip extension"))

    assert outcomes(ended) == [Outcome.SKIPPED]
    assert "Not recognised. The answer is hip extension." in shown


def test_what_is_not_decided_counts_neither_way(play: Play, typed: tuple[Question, ...]) -> None:
    ended, _, shown = play(session_of(typed), (1.0, "hip abduction"))
    result = result_of(ended)

    assert (result.answered, result.counted, result.missed) == (1, 0, ())
    assert "Not decided. The answer asked for is hip extension." in shown
    assert "1 not counted" in shown
