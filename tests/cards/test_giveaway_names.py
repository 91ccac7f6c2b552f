"""Questions that a name answers, or whose wrong options are far from the key, are not asked."""

from collections import Counter

import pytest

from cards.english import telling_words
from cards.model.card import Card
from cards.model.kinds import CHOICES
from tests.support.library import builtin_card, builtin_cards, each

IDS = frozenset(card.id for card in builtin_cards())


@pytest.mark.parametrize(
    "id_",
    [
        "pattern/russian-twist/pattern/trunk-rotation-pattern",
        "pattern/back-extension-hip/pattern/hip-hinge",
        "pattern/box-jump/pattern/jump-pattern",
        "pattern/sled-push/pattern/sled-pattern",
        "crossing/deep-hip-rotators",
        "crossing/fibularis-longus",
        "crossing/extensor-digitorum",
    ],
)
def test_a_question_that_its_name_or_the_data_answers_wrongly_is_not_asked(id_: str) -> None:
    assert id_ not in IDS


@each(card for card in builtin_cards() if card.template.id == "pattern")
def test_a_pattern_is_asked_with_patterns_of_its_kind(card: Card) -> None:
    options = {*card.key, *(each.text for each in card.distractors)}
    trunk = {option for option in options if option.startswith(("anti-", "trunk"))}

    assert trunk in (set(), options)
    assert not options & {"jump pattern", "swing pattern", "sled pattern", "loaded carry"}
    assert not any("pattern" in stem for stem in card.stems)


@each(card for card in builtin_cards() if card.template.id == "crossing")
def test_a_muscle_of_one_end_of_a_limb_is_not_offered_the_other_end(card: Card) -> None:
    options = " ".join((*card.key, *(each.text for each in card.distractors)))
    if card.key[0] in ("hip only", "shoulder only"):
        assert "ankle" not in options
        assert "wrist" not in options


@each(card for card in builtin_cards() if card.template.id == "muscle-action-true-false")
def test_no_statement_says_that_a_flexor_flexes(card: Card) -> None:
    muscle = card.fact.about.muscle
    assert muscle is not None
    for name, action in (("flexor", "flexion"), ("extensor", "extension"), ("levator", "elev")):
        assert not (name in muscle.name and any(action in stem for stem in card.stems))


@each(card for card in builtin_cards() if card.kind in CHOICES and card.template.over)
def test_no_wrong_option_is_the_only_one_that_shares_a_word_with_the_question(card: Card) -> None:
    asked = frozenset(word for stem in card.stems for word in telling_words(stem))
    texts = (card.key[0], *(each.text for each in card.distractors))
    shared = Counter(word for text in texts for word in telling_words(text) & asked)
    lone = [
        option
        for option in card.distractors
        if any(shared[word] == 1 for word in telling_words(option.text) & asked)
    ]

    assert not lone or len(card.distractors) - len(lone) < 3


def test_a_phase_that_the_question_names_is_not_an_option() -> None:
    card = builtin_card("next-corrective-phase/next-corrective-phase/activate-phase")

    assert "activate phase" not in {option.text for option in card.distractors}


@pytest.mark.parametrize(
    ("card", "absent"),
    [
        ("muscle-action/external-oblique/action/spinal-rotation", "external rotation"),
        ("definition/glossary/effort/definition", "effort"),
    ],
)
def test_an_option_that_the_question_excludes_by_a_word_is_not_offered(
    card: str, absent: str
) -> None:
    assert not any(absent in option.text for option in builtin_card(card).distractors)
