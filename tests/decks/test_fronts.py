"""In Anki, no two cards ask one question with different answers."""

from cards.groups.rules import GROUP_RULES
from cards.model.kinds import CHOICES
from cards.model.summary import summary
from decks.fronts import one_per_question
from tests.support.library import builtin_cards

CARDS = builtin_cards()
EVERY = tuple(map(summary, CARDS))
FRONTS = one_per_question(CARDS, EVERY)


def test_a_question_of_a_choice_comes_once() -> None:
    stems = [
        card.stem
        for card in FRONTS
        if card.kind in CHOICES
        and not (card.template.gather and GROUP_RULES[card.template.gather].relative)
    ]

    assert len(stems) == len(set(stems))
    assert len(FRONTS) < len(CARDS)


def test_other_right_answers_are_named_after_the_answer() -> None:
    (card,) = [card for card in FRONTS if card.stem == "Which muscle performs knee flexion?"]
    same = [each for each in CARDS if each.stem == card.stem]

    assert len(same) > 1
    for each in same:
        assert each.key[0] == card.key[0] or each.key[0] in card.explanation


def test_right_answers_whose_cards_are_not_chosen_are_named_as_well() -> None:
    """Exams ask less often for the semitendinosus, which flexes the knee like the others."""
    usual = [card for card in CARDS if not card.optional]
    assert not [c for c in usual if c.id == "muscle-for-action/semitendinosus/action/knee-flexion"]
    (card,) = [
        card
        for card in one_per_question(usual, EVERY)
        if card.stem == "Which muscle performs knee flexion?"
    ]

    assert "semitendinosus" in card.explanation


def test_other_kinds_of_card_and_their_order_stay_the_same() -> None:
    expected = [card for card in CARDS if card.kind not in CHOICES]
    actual = [card for card in FRONTS if card.kind not in CHOICES]

    assert expected == actual
    ids = [card.id for card in CARDS]
    assert [card.id for card in FRONTS] == sorted((card.id for card in FRONTS), key=ids.index)
