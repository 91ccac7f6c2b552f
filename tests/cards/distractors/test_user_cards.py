"""Wrong options on the cards of user facts."""

from pathlib import Path

from cards.generate import make_cards
from cards.model.card import Card
from cards.model.template import Kind
from tests.cards.distractors.bases import BASE, HEAD, found, press
from tests.support.library import library_of


def cards_of(tmp_path: Path, text: str) -> list[Card]:
    """The cards on single facts."""
    cards, _ = make_cards(library_of(tmp_path, text, only=True))
    return [card for card in cards if card.template.gather is None]


def test_contradicting_sources_are_asked_by_name(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n"
        "  - {role: synergist, confidence: contested}\n"
        "  - {role: stabiliser, confidence: contested, source: yours}"
    )
    cards = cards_of(tmp_path, text)
    typed = {card.stem: card.key for card in cards if card.template.id == "role-typed"}
    wrong = {d.text for card in cards for d in card.distractors}

    assert typed == {
        "According to My notes, name the role of the quadriceps in the leg push.": ("synergist",),
        "According to Your notes, name the role of the quadriceps in the leg push.": (
            "stabiliser",
        ),
    }
    assert not {"synergist", "stabiliser"} & wrong


def test_a_fact_without_wrong_options_is_asked_as_recall(tmp_path: Path) -> None:
    cards = cards_of(tmp_path, press("quadriceps:\n  - {role: prime mover}"))
    over_muscle = [card for card in cards if card.template.key == "muscle"]

    assert not over_muscle
    assert {card.kind for card in cards} == {Kind.CHOICE, Kind.TRUE_FALSE, Kind.TYPED}


def test_options_share_the_word_that_the_key_and_the_exercise_have_in_common(
    tmp_path: Path,
) -> None:
    text = (
        f"{HEAD}exercises:\n  squeeze:\n    name: adductor squeeze\n"
        "    complete: [prime mover]\n    involvements:\n"
        "      adductor-longus:\n        - {role: prime mover}\n"
    )
    cards = cards_of(tmp_path, text)

    (card,) = (card for card in cards if card.template.key == "muscle")

    assert all("adductor" in option.text for option in card.distractors)


def test_a_role_in_a_compound_exercise_is_asked_in_the_exercise(tmp_path: Path) -> None:
    more = (
        "    statements:\n"
        "      type: {kind: mechanic, says: The leg push is compound., value: compound}\n"
    )
    text = press("quadriceps:\n  - {role: prime mover}", more=more)
    stems = {stem for card in cards_of(tmp_path, text) for stem in card.stems}

    assert "Which role do the quadriceps have in the leg push?" in stems


def test_a_card_on_a_derived_claim_knows_the_rule(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n  - {role: prime mover, source: [mine, rule-main-muscle-is-prime-mover]}"
    )
    (typed,) = [c for c in cards_of(tmp_path, text) if c.template.id == "role-typed"]

    assert [rule.name for rule in typed.rules] == ["our main-muscle rule"]
    assert "main-muscle" not in typed.explanation


def test_a_name_keeps_its_capital_after_the_source(tmp_path: Path) -> None:
    text = f"""{HEAD}
exercises:
  nordic-sofa:
    name: Nordic sofa
    statements:
      a: {{kind: cue, says: "Nordic sofa reps end with the [hands].", confidence: opinion}}
      b: {{kind: cue, says: "Slow reps are a [must].", confidence: opinion}}
      c: {{kind: cue, says: "EMG readings are [high].", confidence: opinion}}
"""
    stems = [c.stem for c in cards_of(tmp_path, text) if c.kind is Kind.CLOZE]

    assert stems == [
        "According to My notes, Nordic sofa reps end with the ____.",
        "According to My notes, slow reps are a ____.",
        "According to My notes, EMG readings are ____.",
    ]


def test_a_joint_action_is_named_without_an_article() -> None:
    reasons = [
        d.reason for d in found("other-definitions", BASE, "glossary/hip-flexion/definition")
    ]

    assert "that is hip extension" in reasons
