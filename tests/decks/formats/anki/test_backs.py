"""The back of a note in Anki: the answer, its explanation and its source."""

import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.english import words
from cards.model.card import Card
from cards.model.fact import GAP
from cards.model.template import Kind
from decks.formats.anki.backs import MOST_SOURCES, MOST_WORDS, Back
from decks.formats.anki.backs import back_of as parts_of_the_back
from decks.formats.anki.kinds import NOTE_KINDS
from decks.formats.anki.notes import content
from tests.decks.formats.anki.packages import (
    CARDS,
    EXPANDED,
    LIBRARY,
    NOW,
    WHOLE,
    back_of,
    cards_in,
    deck_of,
    front_of,
    import_package,
    one_of,
    write,
    wrong_options,
)

pytestmark = pytest.mark.slow


def test_every_back_explains_the_answer_and_each_wrong_option(whole: Collection) -> None:
    shown = cards_in(whole)

    expected: list[tuple[str, str]] = []
    actual = []
    for card in WHOLE.cards:
        text = back_of(shown[card.id]).text
        required = [*(card.key if card.kind in EXPANDED else card.key[:1]), card.id]
        required += [fact.id for fact in card.facts]
        if card.kind is Kind.CHOICE:
            wrong = wrong_options(card, front_of(shown[card.id]).options)
            required += [part for d in wrong for part in (d.text, f"{d.reason}.")]
        actual += [(card.id, part) for part in required if part not in text]

    assert expected == actual


def test_a_back_teaches_a_few_words_at_a_glance() -> None:
    """A single sentence may be longer than the limit; it is never cut."""
    long = []
    for card in WHOLE.cards:
        taught = back_parts(card).taught
        sentences = re.findall(r"[.!?](?=\s+[A-Z]|</p>)", taught)
        if len(words(re.sub("<[^>]+>", " ", taught))) > MOST_WORDS and len(sentences) > 1:
            long.append(card.id)

    assert long == []


def test_reasons_sources_and_ids_are_folded(whole: Collection) -> None:
    shown = cards_in(whole)
    seen = {card.id: "".join(back_of(shown[card.id]).glanced) for card in WHOLE.cards}

    folded = ("Why not the others", "Source: ", "Fact ")
    assert [id_ for id_, text in seen.items() if any(part in text for part in folded)] == []


def test_a_back_is_silent_rather_than_repeat_the_question_and_the_answer() -> None:
    card = replace(
        one_of(Kind.TYPED),
        stems=("Which muscle extends the hip?",),
        key=("gluteus maximus",),
        explanation="The gluteus maximus extends the hip.",
    )
    more = replace(card, explanation="The gluteus maximus extends the hip as the bar rises.")

    assert back_parts(card).taught == ""
    assert "as the bar rises" in back_parts(more).taught


def test_the_two_best_sources_are_named(whole: Collection) -> None:
    shown = cards_in(whole)
    for card in WHOLE.cards:
        cited = {c.source.name: c.source for fact in card.facts for c in fact.citations}
        numbers = {
            name: 99 if source.rank is None else source.rank.number
            for name, source in cited.items()
        }
        best = sorted(numbers.values())[:MOST_SOURCES]
        line = back_of(shown[card.id]).text.split("Source: ")[1]
        named = [numbers[name] for name in cited if name in line.split("; and ")[0]]
        assert sorted(named)[: len(best)] == best


def back_parts(card: Card) -> Back:
    return parts_of_the_back(card, NOTE_KINDS[card.kind].shown(card))


def test_a_true_or_false_question_says_so(
    whole: Collection,
) -> None:
    shown = cards_in(whole)
    cards = [card for card in WHOLE.cards if card.kind is Kind.TRUE_FALSE]

    expected = {card.id: f"True or false? {card.stem}" for card in cards}
    actual = {
        card.id: "True or false?"
        + front_of(shown[card.id]).text.split("True or false?")[1].rstrip()
        for card in cards
    }

    assert expected == actual


def test_a_false_statement_is_explained_once(whole: Collection) -> None:
    card = next(
        card
        for card in WHOLE.cards
        if card.kind is Kind.TRUE_FALSE and card.key == ("False",) and not card.fact.derived
    )
    text = back_of(cards_in(whole)[card.id]).text

    expected = [1, 1, 1]
    actual = [
        text.count(part) for part in (card.explanation, card.distractors[0].reason, card.stem)
    ]

    assert expected == actual


def test_a_true_statement_has_no_reason_against_it(whole: Collection) -> None:
    true = [c for c in WHOLE.cards if c.kind is Kind.TRUE_FALSE and c.key == ("True",)]
    card = max(true, key=lambda each: len(each.explanation) - len(each.stem))
    text = back_of(cards_in(whole)[card.id]).text

    assert text.count(card.explanation) == 1
    assert "Why it is false" not in text


def test_other_right_answers_are_listed_on_the_back(collection: Collection, tmp_path: Path) -> None:
    card = replace(one_of(Kind.TYPED), key=("concentric", "shortening", "positive"))
    write(deck_of(card), tmp_path / "deck.apkg", NOW)
    import_package(collection, tmp_path / "deck.apkg")

    assert "Also right: shortening; positive" in back_of(cards_in(collection)[card.id]).text


@pytest.mark.parametrize(
    ("at", "places"),
    [((), ""), (("S013", "S014"), ", S013, S014"), (("p.", "4"), ", p. 4"), (("11.1",), ", 11.1")],
)
def test_a_source_is_named_with_its_places(at: tuple[str, ...], places: str) -> None:
    card = one_of(Kind.TYPED)
    (citation, *_) = card.fact.citations
    fact = replace(card.fact, citations=(replace(citation, at=at),))
    fields = content(replace(card, fact=fact, also=())).fields

    assert f"<div>Source: {escape(citation.source.name)}{places}</div>" in "".join(fields)


def test_the_exercise_is_shown_unless_the_question_or_the_answer_names_it(
    collection: Collection, tmp_path: Path
) -> None:
    exercise = LIBRARY.base.exercises["hip-thrust"]
    typed, cloze = (
        next(c for c in CARDS if c.template.id == template and c.fact.about.exercise is exercise)
        for template in ("role-typed", "statement-cloze")
    )
    name = exercise.name
    typed = replace(typed, stems=("Name the role of the quadriceps here.",))
    named = replace(typed, id="named", stems=(f"Name the role of the quadriceps in the {name}.",))
    cloze = replace(cloze, stems=(f"The knees are straight {GAP}.",))
    answer = replace(typed, id="answer", stems=("Which exercise is meant?",), key=(name,))
    hidden = replace(cloze, id="hidden", stems=(f"It is called the {GAP}.",), key=(name,))
    write(deck_of(typed, cloze, answer, hidden, named), tmp_path / "deck.apkg", NOW)
    import_package(collection, tmp_path / "deck.apkg")
    shown = cards_in(collection)

    expected = [True, True, False, False, False]
    actual = [
        front_of(shown[card.id]).text.strip().lower().startswith(name)
        for card in (typed, cloze, answer, hidden, named)
    ]

    assert expected == actual
    assert name not in front_of(shown["answer"]).text + front_of(shown["hidden"]).text
