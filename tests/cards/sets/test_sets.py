"""Sets of cards: each has one scene, and no member helps to answer another one."""

import re
from collections import Counter
from functools import cache
from itertools import permutations

import pytest

from cards.load.sets import read_set_kinds
from cards.model.card import Card
from cards.model.card_set import FEWEST_IN_SET, CardSet
from cards.model.template import Kind
from cards.sets.cues import action_words_of, are_independent, clues_of
from cards.sets.scenes import SCENES, member_of
from tests.support.library import builtin_cards, builtin_library, cached_library

SETS = cached_library().sets
CARDS = {card.id: card for card in builtin_cards()}
BASE = builtin_library().base
MEMBERS = tuple(map(member_of, builtin_cards()))
KINDS = {kind.id: kind for kind in read_set_kinds([t.id for t in builtin_library().templates])}


def members(each: CardSet) -> list[Card]:
    return [CARDS[id_] for id_ in each.cards]


@cache
def names() -> dict[str, tuple[str, ...]]:
    """All names of each muscle, exercise and term, by its first one in lower case."""
    nouns = (*BASE.muscles.values(), *BASE.exercises.values(), *BASE.terms.values())
    return {noun.name.lower(): (noun.name, *noun.aliases) for noun in nouns}


def mentions(text: str, name: str) -> bool:
    """Whether a text has a name as whole words, in the singular or the plural."""
    words, phrase = (re.sub(r"[\W_]+", " ", each.lower()).strip() for each in (text, name))
    return re.search(rf"\b{re.escape(phrase)}s?\b", words) is not None


def contains_answer(text: str, card: Card) -> bool:
    answers = {name for key in card.key for name in (key, *names().get(key.lower(), ()))}
    return any(mentions(text, answer) for answer in answers)


def question_texts(card: Card) -> list[str]:
    return [*card.stems, *card.key, *(str(each.text) for each in card.distractors)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_sets(kind: str) -> None:
    assert any(each.kind == kind for each in SETS)


def test_a_set_has_two_or_three_cards_that_an_exam_asks() -> None:
    for each in SETS:
        assert FEWEST_IN_SET <= len(each.cards) <= len(KINDS[each.kind].questions)
        for card in members(each):
            assert card.kind is Kind.CHOICE
            assert not card.optional
            assert not card.opinion


def test_each_place_of_a_set_has_a_card_of_its_templates() -> None:
    for each in SETS:
        places = iter(KINDS[each.kind].questions)
        for card in members(each):
            assert any(card.template.id in templates for templates in places), each


def test_no_question_contains_the_answer_of_another_question_of_its_set() -> None:
    for each in SETS:
        for shown, asked in permutations(members(each), 2):
            for text in question_texts(shown):
                assert not contains_answer(text, asked), (text, asked.id)


def test_what_a_set_refers_to_contains_no_answer() -> None:
    for each in SETS:
        assert not any(contains_answer(each.text, card) for card in members(each)), each


def test_the_feedback_to_a_question_does_not_contain_the_answer_of_a_later_one() -> None:
    for each in SETS:
        cards = members(each)
        for place, later in enumerate(cards):
            for earlier in cards[:place]:
                shown = [earlier.explanation, *(d.reason for d in earlier.distractors)]
                assert not any(mentions(text, later.key[0]) for text in shown), later.id


def test_no_stem_names_a_muscle_that_is_an_option_of_another_question_of_its_set() -> None:
    for each in SETS:
        for shown, asked in permutations(members(each), 2):
            muscle = shown.fact.about.muscle
            if muscle is None or not any(muscle.name in stem for stem in shown.stems):
                continue
            options = [*asked.key, *(d.text for d in asked.distractors)]
            assert not any(mentions(option, muscle.name) for option in options), each


def test_the_questions_of_a_set_share_no_fact() -> None:
    for each in SETS:
        facts = Counter(fact for card in members(each) for fact in {f.id for f in card.facts})
        assert max(facts.values()) == 1, each


def test_no_set_is_there_twice() -> None:
    assert len({each.cards for each in SETS}) == len(SETS)


def test_the_prime_mover_of_an_exercise_is_not_asked_along_with_its_contraction() -> None:
    """The options of the second question name the muscle that the first one asks for."""
    asked: dict[tuple[str, str], dict[str, Card]] = {}
    for card in CARDS.values():
        about = card.fact.about
        if about.exercise and about.muscle and card.kind is Kind.CHOICE:
            cards = asked.setdefault((about.exercise.id, about.muscle.id), {})
            cards.setdefault(card.template.id, card)
    pairs = [
        (cards["muscle-in-role"], cards["controller"])
        for cards in asked.values()
        if {"muscle-in-role", "controller"} <= cards.keys()
    ]
    words = action_words_of(BASE)

    assert pairs
    for one, other in pairs:
        clues = clues_of(one, BASE, words), clues_of(other, BASE, words)
        assert not are_independent(*clues)
        assert not are_independent(*reversed(clues))


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_fills_all_its_slots(scene: str) -> None:
    rule = SCENES[scene]
    found = list(rule.find(MEMBERS, BASE))

    assert found
    assert all(set(each.slots) == rule.slots for each in found)


def test_the_cards_of_an_exercise_do_not_ask_for_it() -> None:
    for scene in SCENES["exercise"].find(MEMBERS, BASE):
        name = scene.slots["exercise"]
        cards = [builtin_cards()[number] for number in scene.members]
        assert not any(name in key for card in cards for key in card.key)
