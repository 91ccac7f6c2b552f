"""The page of what a learner misses."""

from cards.model.fact import GAP
from cards.model.template import Kind
from cards.pages.weak import weak_page
from tests.support.library import builtin_card, builtin_cards
from tests.support.pages import scope_of

ROLE = builtin_card("role/hip-thrust/gluteus-maximus/role")


def test_a_question_is_followed_by_its_answer_and_the_reason() -> None:
    (section,) = weak_page([ROLE], scope_of()).sections

    assert section.heading == "Roles"
    (row,) = section.rows
    assert row.cells[0] == ROLE.stem
    assert row.cells[1].startswith("Prime mover. ")
    assert row.facts == ROLE.facts


def test_a_card_is_shown_once() -> None:
    (section,) = weak_page([ROLE, ROLE], scope_of()).sections

    assert len(section.rows) == 1


def test_cards_with_the_same_question_and_answer_are_shown_once() -> None:
    odd = [card for card in builtin_cards() if card.template.id == "odd-role"]
    texts = [(card.stem, card.answer, card.explanation) for card in odd]
    same = [card for card, text in zip(odd, texts, strict=True) if texts.count(text) > 1]
    assert same
    (section,) = weak_page(same, scope_of()).sections

    cells = [row.cells for row in section.rows]
    assert len(cells) == len(set(cells)) < len(same)


def test_a_gap_is_filled() -> None:
    cloze = next(card for card in builtin_cards() if card.kind is Kind.CLOZE)
    (section,) = weak_page([cloze], scope_of()).sections

    assert GAP not in section.rows[0].cells[0]
    assert cloze.key[0] in section.rows[0].cells[0]


def test_a_learner_who_misses_nothing_has_an_empty_page() -> None:
    assert weak_page([], scope_of()).sections == ()
