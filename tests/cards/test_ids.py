"""A card's id names its meaning: no order of entries and no added entry changes another id."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from cards.assertions import true_id
from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.facts.purpose import PurposeClaim
from cards.model.kinds import ASSERTIONS
from cards.model.template import Kind, Library
from cards.model.vocabulary import Phase
from tests.support.library import builtin_card, builtin_cards, builtin_library, library_of
from tests.support.paths import LETTERS

BASE = builtin_library().base
REGIONS = sorted({muscle.region for muscle in BASE.muscles.values() if muscle.region})
ACTIONS = [term.id for term in BASE.family("joint-action")]
NERVES = [term.id for term in BASE.family("nerve")]
JOINTS = ("hip-joint", "knee-joint", "ankle-joint", "shoulder-joint", "elbow-joint")

SEEDS = [pytest.param(seed, marks=pytest.mark.full) for seed in range(3)]
"""All built-in cards are generated for each seed, which takes seconds."""

FEW = range(4)
"""Seeds for a small base."""

_Value = TypeVar("_Value")


def ids(library: Library) -> set[str]:
    return {card.id for card in make_cards(library)[0]}


# -- order -----------------------------------------------------------------------------------------


def shuffled(library: Library, random: Random) -> Library:
    """The library as if all entries of all files, and the files, were in another order."""

    def mixed(entries: Mapping[str, _Value]) -> dict[str, _Value]:
        return dict(random.sample(list(entries.items()), len(entries)))

    base = library.base
    return Library(
        base=replace(
            base,
            sources=mixed(base.sources),
            muscles=mixed(base.muscles),
            families=mixed(base.families),
            terms=mixed(base.terms),
            exercises=mixed(base.exercises),
            facts=tuple(random.sample(base.facts, len(base.facts))),
        ),
        templates=tuple(random.sample(library.templates, len(library.templates))),
    )


def by_id(cards: tuple[Card, ...]) -> dict[str, Card]:
    return {card.id: card for card in cards}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_entries_and_files_changes_no_card(seed: int) -> None:
    library = shuffled(builtin_library(), Random(seed))

    assert by_id(make_cards(library)[0]) == by_id(builtin_cards())


@pytest.mark.parametrize("seed", FEW)
def test_the_order_of_entries_changes_no_card_of_a_small_base(seed: int, tmp_path: Path) -> None:
    library = library_of(tmp_path, LETTERS.read_text(encoding="utf-8"), only=True)

    assert by_id(make_cards(shuffled(library, Random(seed)))[0]) == by_id(make_cards(library)[0])


# -- added entries -------------------------------------------------------------------------------

HEAD = """
source: added-notes
sources:
  added-notes: {name: Added notes, title: Notes from another class, kind: notes}
"""

MUSCLE = """
muscles:
  {id}:
    name: {id} brevis
    region: {region}
    traits:
      - {{action: {action}}}
      - {{crosses: {joint}}}
      - {{nerve: {nerve}}}
      - {{origin: the near end of the {id}}}
      - {{insertion: the far end of the {id}}}
      - {{location: in the {id}}}
"""

TERMS = """
terms:
  {id}-nerve: {{name: {id} nerve, family: nerve, definition: the nerve of the {id}}}
  {id}-pattern: {{name: {id} pattern, family: movement-pattern, definition: what a {id} does}}
  {id}-plane: {{name: {id} plane, family: plane, definition: a plane through the {id}}}
  {id}-type: {{name: {id} exercise, family: exercise-type, definition: an exercise of the {id}}}
  {id}-role: {{name: {id} role, family: role, definition: the role of the {id}}}
  {id}-place: {{name: the {id} place, family: location, definition: where the {id} is}}
  {id}-action:
    {{name: {id} action, family: joint-action, joint: hip-joint, definition: to move the {id}}}
"""

EXERCISE = """
exercises:
  {id}-lift:
    name: {id} lift
    variation: {other}
    phases: {{lifting: as you rise, lowering: as you sink}}
    traits:
      - {{type: compound}}
      - {{pattern: squat-pattern}}
      - {{action: [hip-extension, knee-extension], phase: lifting}}
    involvements:
      gluteus-maximus:
        - {{role: prime mover, of: hip-extension}}
        - {{contraction: {{lifting: concentric, lowering: eccentric}}}}
        - {{purpose: drive the hips up, phase: lifting}}
      hamstrings: [{{role: synergist, of: hip-extension}}]
      biceps-femoris: [{{role: stabiliser}}, {{purpose: steady the knees, phase: lifting}}]
      quadriceps:
        - {{role: prime mover, of: knee-extension}}
        - {{purpose: straighten the legs, phase: lifting}}
"""

CLAIMS = """
  {exercise}:
    involvements:
      {id}:
        - {{role: {role}}}
        - {{contraction: isometric, phase: throughout}}
        - {{purpose: keep the {id} quiet}}
"""


def addition(seed: int, base: FactBase) -> str:
    """A muscle, a term of each family, an exercise, and claims on the muscle in other exercises."""
    random = Random(seed)
    # Before, among and after the ids of the others.
    id_ = random.choice(("aardvark", "marmot", "zebu"))
    exercises = random.sample(sorted(base.exercises), min(20, len(base.exercises)))
    muscle = MUSCLE.format(
        id=id_,
        region=random.choice(REGIONS),
        action=random.choice(ACTIONS),
        joint=random.choice(JOINTS),
        nerve=random.choice(NERVES),
    )
    # Another prime mover would make it wrong to ask for the only one.
    claims = (
        CLAIMS.format(
            exercise=exercise,
            id=id_,
            role=random.choice(("synergist", "stabiliser", "antagonist")),
        )
        for exercise in exercises
    )
    exercise = EXERCISE.format(id=id_, other=exercises[0])
    return HEAD + muscle + TERMS.format(id=id_) + exercise + "".join(claims)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_added_entry_retires_no_card(seed: int, tmp_path: Path) -> None:
    more = library_of(tmp_path, addition(seed, BASE))

    assert {card.id for card in builtin_cards()} <= ids(more)


def small(seed: int, folder: Path) -> tuple[Library, Library]:
    """A small library, and the same one with an addition."""
    library = read_library([LETTERS], only=True)
    file = folder / "more.yaml"
    file.write_text(addition(seed, library.base), encoding="utf-8")
    return library, read_library([LETTERS, file], only=True)


@pytest.mark.parametrize("seed", FEW)
def test_an_added_entry_retires_no_card_of_a_small_base(seed: int, tmp_path: Path) -> None:
    library, more = small(seed, tmp_path)

    assert ids(library) < ids(more)


def unrelated(base: FactBase, fact: Fact) -> FactBase:
    return replace(base, facts=tuple(other for other in base.facts if other is not fact))


def without(library: Library, claim: Fact) -> set[str]:
    """The ids of the cards of a library in which a claim is missing."""
    return ids(replace(library, base=unrelated(library.base, claim)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_that_is_missing_takes_no_card_of_other_facts_along(seed: int) -> None:
    """Without the purpose of a muscle, only the cards on that purpose are missing."""
    claim = Random(seed).choice(BASE.of_type(PurposeClaim))

    gone = by_id(builtin_cards()).keys() - without(builtin_library(), claim)
    assert all(claim in by_id(builtin_cards())[id_].facts for id_ in gone)


@pytest.mark.parametrize("seed", FEW)
def test_a_claim_that_is_missing_takes_no_card_along_in_a_small_base(
    seed: int, tmp_path: Path
) -> None:
    library = small(seed, tmp_path)[1]
    purposes = library.base.of_type(PurposeClaim)
    claim = Random(seed).choice([each for each in purposes if each.about.phase is Phase.LIFTING])
    cards = by_id(make_cards(library)[0])

    gone = cards.keys() - without(library, claim)
    assert gone
    assert all(claim in cards[id_].facts for id_ in gone)


# -- propositions ----------------------------------------------------------------------------------


def test_a_proposition_is_one_card() -> None:
    seen: dict[str, str] = {}
    for card in builtin_cards():
        for stem in card.stems if card.kind is Kind.TRUE_FALSE else ():
            assert seen.setdefault(stem, card.id) == card.id, stem


def test_what_a_fact_states_is_never_asserted_as_false() -> None:
    stated = {true_id(fact) for fact in BASE.facts}

    assert not [c.id for c in builtin_cards() if c.key == ("False",) and c.id in stated]


def test_a_false_statement_rests_on_the_facts_that_make_it_false() -> None:
    card = builtin_card("true-false/hamstrings/action=hip-flexion")

    assert card.key == ("False",)
    assert card.fact.id == "hamstrings/action/hip-extension"
    assert card.explanation == "The hamstrings perform the opposite, hip extension."
    assert card.distractors[0].reason == (
        "hip flexion – the hamstrings perform the opposite, hip extension"
    )


def test_a_false_statement_on_joints_is_explained_by_all_that_are_crossed() -> None:
    card = builtin_card("true-false/biceps-femoris/crossing=ankle-joint")

    assert card.explanation == (
        "Of the joints of the limbs, the biceps femoris crosses the hip joint and the knee joint "
        "only."
    )


def test_two_templates_that_word_one_proposition_make_one_card(tmp_path: Path) -> None:
    text = """
templates:
  another-role-true-false:
    kind: true-false
    tests: roles
    over: role
    where: [the-role-in-the-exercise, agreed]
    key: role
    distractors: other-roles
    stems: ["In the {exercise}, coaches call the {muscle} {role!a}."]
    explanation: "It is {role!a}."
"""
    first = builtin_card("true-false/hip-thrust/gluteus-maximus/role=prime-mover")
    library = library_of(tmp_path, text)
    statements = tuple(each for each in library.templates if each.kind in ASSERTIONS)
    cards = by_id(make_cards(replace(library, templates=statements))[0])

    assert set(cards) == {card.id for card in builtin_cards() if card.kind in ASSERTIONS}
    assert cards[first.id].template.id == "another-role-true-false"
    assert set(cards[first.id].stems) > set(first.stems)
