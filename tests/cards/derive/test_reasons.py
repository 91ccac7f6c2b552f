"""The writers of reasons: what they say is stated, and it can be switched off."""

from dataclasses import replace

import pytest

from cards.derive.reasons import WRITERS, why
from cards.explanations import repeats
from cards.generate import make_cards
from cards.model.base import agreed
from cards.model.card import Card
from cards.model.facts.definition import Definition
from cards.model.facts.term_statement import Crossing, JointAction, Nerve
from cards.model.kinds import ASSERTIONS
from cards.model.stance import taking
from cards.model.vocabulary import SourceKind
from tests.support.library import builtin_cards, builtin_library, each

BASE = builtin_library().base.sorted_by_id()


def said(id_: str) -> str:
    found = why(BASE.by_id[id_], BASE)
    return found.sentence if found else ""


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (
            "adductor-magnus/nerve/obturator-nerve",
            "The adductor magnus is supplied by the obturator nerve and the sciatic nerve",
        ),
        (
            "rectus-femoris/crossing/knee-joint",
            "The rectus femoris crosses the hip joint and the knee joint",
        ),
        (
            "glossary/hip-flexion/definition",
            "The iliopsoas and the tensor fasciae latae perform hip flexion",
        ),
        (
            "glossary/flexion/definition",
            "The opposite is extension: a movement that increases the angle of a joint",
        ),
        (
            "glossary/antagonist/definition",
            (
                "A joint action is the work of its prime mover; the muscle with the opposite "
                "action is its antagonist"
            ),
        ),
        (
            "glossary/valsalva-manoeuvre/definition",
            "It raises the pressure in the chest and the abdomen",
        ),
    ],
)
def test_a_reason_gives_all_values_a_difference_or_an_example(fact: str, sentence: str) -> None:
    assert said(fact) == sentence


def test_a_definition_is_compared_only_with_terms_that_learners_take_for_it() -> None:
    for fact in BASE.of_type(Definition):
        found = why(fact, BASE)
        if found is not None and found.sentence.startswith("Compare"):
            assert BASE.families[fact.term.family].mix_ups, fact.id


@pytest.mark.parametrize("class_", [JointAction, Crossing, Nerve])
def test_a_reason_on_anatomy_names_every_agreed_value(
    class_: type[JointAction | Crossing | Nerve],
) -> None:
    for fact in agreed(BASE.of_type(class_)):
        found = why(fact, BASE)
        if found is None or fact.muscle is None or fact.exercise is not None:
            continue
        for other in agreed(BASE.anatomy.stated(class_, fact.muscle)):
            assert other in found.facts
            assert other.value.name.split()[-1] in found.sentence, found.sentence


def test_a_contested_claim_has_no_reason() -> None:
    contested = [fact for fact in BASE.facts if fact.attributed and type(fact) in WRITERS]

    assert contested
    assert not [fact.id for fact in contested if why(fact, BASE)]


def test_every_fact_of_a_reason_is_agreed_and_in_the_base() -> None:
    for fact in BASE.facts:
        found = why(fact, BASE)
        for ground in found.facts if found else ():
            assert not ground.attributed
            assert BASE.by_id[ground.id] is ground


@each(card for card in builtin_cards() if card.grounds and card.template.over)
def test_a_derived_explanation_does_not_repeat_what_the_card_asserts(card: Card) -> None:
    if card.kind in ASSERTIONS and card.key == ("True",):
        assert not repeats(card.explanation, card.stem)


@pytest.mark.slow
def test_without_derived_facts_no_explanation_follows_a_rule() -> None:
    library = builtin_library()
    base = taking(library.base, None, derived=False)
    cards, _ = make_cards(replace(library, base=base))

    assert not [source for source in base.sources.values() if source.kind is SourceKind.RULE]
    assert cards
    assert not [card.id for card in cards if card.rules]
    roles = [card.explanation for card in cards if card.template.id == "role"]
    assert not any("so it shortens" in text or " is knee extension; " in text for text in roles)
