"""Ready-made questions: how they are read, asked, remembered and checked."""

from pathlib import Path

import pytest

from cards.generate import make_cards
from cards.lint.questions import flaws_of_questions
from cards.lint.rules import Severity
from cards.load.library import read_library
from cards.model.card import Card
from cards.model.template import Library
from cards.model.vocabulary import Subject
from cards.problems import DataError
from cards.topics import Topic, topics_of
from decks.deck import CardFilter
from tests.support.library import library_of

HEAD = """
source: notes
sources:
  notes: {name: our class notes, title: Week 4, kind: notes}
questions:
"""
ROWS = """
  row-balance:
    stem: A weekly plan contains four bench presses. What does an added row change?
    key: it balances pushing with pulling
    wrong:
      it replaces one of the bench presses: a row trains other muscles
      it trains the prime mover in a second plane: the prime movers of a row pull
    explanation: A press only trains the pushing muscles.
    subject: selection and progression
    exercise: bent-over-row
"""


def library(tmp_path: Path, text: str = ROWS) -> Library:
    return library_of(tmp_path, HEAD + text, only=True)


def card(library: Library) -> Card:
    (found,) = make_cards(library)[0]
    return found


def test_a_question_is_asked_as_its_author_wrote_it(tmp_path: Path) -> None:
    found = card(library(tmp_path))

    assert found.stems == (
        "A weekly plan contains four bench presses. What does an added row change?",
    )
    assert found.key == ("it balances pushing with pulling",)
    assert [(d.text, d.reason) for d in found.distractors] == [
        ("it replaces one of the bench presses", "a row trains other muscles"),
        ("it trains the prime mover in a second plane", "the prime movers of a row pull"),
    ]
    assert found.explanation == "A press only trains the pushing muscles."
    assert found.tests is Subject.SELECTION


def test_a_question_is_one_item_of_memory_by_its_id(tmp_path: Path) -> None:
    before = card(library(tmp_path))
    after = card(library(tmp_path, ROWS.replace("contains four", "holds five")))

    assert before.id == after.id == "ready-made/question/row-balance"
    assert before.fact.subject == after.fact.subject == ("question/row-balance",)


def test_a_question_is_asked_by_default(tmp_path: Path) -> None:
    assert CardFilter().matches(card(library(tmp_path)))


def test_a_question_from_a_tertiary_page_is_asked_if_a_user_wrote_it(tmp_path: Path) -> None:
    text = ROWS + "    confidence: opinion\n"
    head = HEAD.replace("kind: notes", "kind: article, rank: tertiary, reason: unsigned")
    found = card(library_of(tmp_path, head + text, only=True))

    assert found.stem.endswith("According to our class notes, what does an added row change?")


def test_a_question_on_the_teaching_of_a_body_names_body_and_edition(tmp_path: Path) -> None:
    found = card(library(tmp_path, f"{ROWS}    body: nasm\n    edition: CPT 7\n"))

    assert found.stem == (
        "A weekly plan contains four bench presses. "
        "According to NASM (CPT 7), what does an added row change?"
    )
    assert CardFilter().matches(found)


def test_no_wrong_option_is_omitted_though_it_shares_words_with_the_stem(tmp_path: Path) -> None:
    text = ROWS.replace("it replaces one of", "a press replaces one of")
    found = card(library(tmp_path, f"{text}".replace("pushing with", "bench presses with")))

    assert len(found.distractors) == 2


def test_a_question_has_the_topics_of_its_exercise_and_its_template(tmp_path: Path) -> None:
    topics = topics_of(library(tmp_path))

    assert Topic("exercise", "bent-over-row") in topics.of_fact["question/row-balance"]


@pytest.mark.parametrize(
    ("change", "severity", "rule"),
    [
        (("What does an added row change?", "An added row."), Severity.WARNING, "no-question"),
        (("it balances pushing", "it changes the weekly plan"), Severity.WARNING, "clang"),
        (("What does", "What does not"), Severity.WARNING, "negative-stem"),
        (("it balances pushing with pulling", "a row"), Severity.ERROR, "key-in-stem"),
        (
            ("it replaces one of the bench presses", "none of the above"),
            Severity.ERROR,
            "none-of-the-above",
        ),
    ],
)
def test_flaws_of_a_question_are_reported_at_its_place(
    change: tuple[str, str], severity: Severity, rule: str, tmp_path: Path
) -> None:
    changed = library(tmp_path, ROWS.replace(*change))
    cards = make_cards(changed)[0]
    found = [
        problem
        for degree, problem in flaws_of_questions(cards, changed.base)
        if degree is severity and f"({rule})" in problem.message
    ]

    assert found
    assert {problem.place.line for problem in found} == {8}


def test_a_question_without_flaws_is_not_reported(tmp_path: Path) -> None:
    sound = library(tmp_path)

    assert not list(flaws_of_questions(make_cards(sound)[0], sound.base))


def test_two_questions_of_one_id_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        HEAD.replace("notes:", "more:").replace("source: notes", "source: more") + ROWS
    )

    (tmp_path / "user.yaml").write_text(HEAD + ROWS)
    with pytest.raises(DataError, match="Choose another id for one of the two questions"):
        read_library([tmp_path / "user.yaml", other])
