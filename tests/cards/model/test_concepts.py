"""The concept of the right answer, over all built-in cards."""

from random import Random

from cards.model.card import Card
from cards.model.concepts import asked_for, concept_name
from cards.model.template import Kind
from quiz.session.question import ask, asked_as
from tests.support.library import builtin_card, builtin_cards, builtin_library, each, sample

CARDS = builtin_cards()


@each(card for card in CARDS if card.kind is Kind.CHOICE)
def test_the_right_concept_is_not_the_concept_of_a_wrong_option(card: Card) -> None:
    right = asked_for(card)

    assert right is None or right not in {distractor.concept for distractor in card.distractors}


@each(card for card in CARDS if card.kind in (Kind.CHOICE, Kind.TRUE_FALSE))
def test_right_and_wrong_options_name_concepts_in_the_same_way(card: Card) -> None:
    right = asked_for(card)
    sorts = {d.concept.partition("/")[0] for d in card.distractors}

    if right is not None:
        sort, _, id_ = right.partition("/")
        assert id_
        assert sort in sorts or sorts == {"denial"}
        assert concept_name(right)


IN_WORDS = {
    *("definition", "origin", "insertion", "purpose", "alternative"),
    *("crossing", "actions-at-two-joints", "actions-compared", "position-that-stretches"),
    *("role-and-reason", "roles-compared", "mistake-in-statement", "controller"),
    *(t.id for t in builtin_library().templates if t.of is not None),
    *("step-for-finding", "plan-for-finding", "fault-observed", "good-technique-observed"),
}
"""Templates whose options are texts without a name."""


@each(c for c in CARDS if c.kind is Kind.CHOICE and c.template.id not in IN_WORDS)
def test_every_choice_between_names_has_a_right_concept(card: Card) -> None:
    assert asked_for(card) is not None


@each(c for c in CARDS if c.kind in (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING) and c.also)
def test_several_right_answers_have_no_single_concept(card: Card) -> None:
    assert asked_for(card) is None


@each(CARDS)
def test_the_same_question_can_be_asked_again(card: Card) -> None:
    question = ask(card, Random(card.id))
    texts = [option.text for option in question.options]

    assert asked_as(card, question.stem, texts, question.left_side) == question


@each(sample(CARDS))
def test_any_random_question_can_be_asked_again(card: Card) -> None:
    for seed in range(8):
        question = ask(card, Random(seed))
        texts = [option.text for option in question.options]

        assert asked_as(card, question.stem, texts, question.left_side) == question


@each(sample(card for card in CARDS if card.kind is not Kind.TRUE_FALSE))
def test_a_question_the_card_no_longer_has_cannot_be_asked_again(card: Card) -> None:
    question = ask(card, Random(1))
    texts = [option.text for option in question.options]

    assert asked_as(card, "another wording", texts, question.left_side) is None
    assert (
        asked_as(card, question.stem, [*texts, "nothing of the card"], question.left_side) is None
    )
    if texts:
        assert asked_as(card, question.stem, [], question.left_side) is None
        without = [option.text for option in question.options if not option.right]
        assert asked_as(card, question.stem, without, question.left_side) is None
    if question.left_side:
        assert asked_as(card, question.stem, texts, ["another half"]) is None


def test_cards_know_their_concepts() -> None:
    card = builtin_card("role/hip-thrust/gluteus-maximus/role")

    assert asked_for(card) == "role/prime-mover"
