"""A learner can adopt the claims of one certifying body, and exclude derived facts."""

from pathlib import Path

import pytest

from cards.generate import make_cards
from cards.model.base import agreed
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.role import RoleClaim
from cards.model.stance import UnknownBody, bodies, taking
from cards.model.template import Library
from cards.model.vocabulary import Confidence, SourceKind
from tests.support.library import builtin_library, library_of

TEXT = """
sources:
  one: {name: Body One, title: "A manual", kind: body, body: one}
  two: {name: Body Two, title: "Another manual", kind: body, body: two}
confidence: contested
exercises:
  test-curl:
    name: test curl
    traits: [{action: elbow-flexion, source: one, confidence: medium}]
    phases: {lifting: as it rises}
    involvements:
      brachialis:
        - {role: prime mover, source: one}
        - {role: synergist, source: two}
      biceps-brachii:
        - {role: synergist, source: one}
        - {role: prime mover, source: two}
      brachioradialis:
        - {role: synergist, source: two}
"""


@pytest.fixture
def disputed(tmp_path: Path) -> Library:
    return library_of(tmp_path, TEXT, only=True)


def roles(library: Library, stance: str | None) -> dict[str, str]:
    facts = agreed(taking(library.base, stance).of_type(RoleClaim))
    return {fact.muscle.id: str(fact.role) for fact in facts}


def test_without_a_stance_no_contested_claim_is_agreed(disputed: Library) -> None:
    assert roles(disputed, None) == {}


@pytest.mark.parametrize(
    ("stance", "mover", "helper"),
    [("one", "brachialis", "biceps-brachii"), ("two", "biceps-brachii", "brachialis")],
)
def test_a_stance_makes_its_body_s_claims_the_keys(
    disputed: Library, stance: str, mover: str, helper: str
) -> None:
    found = roles(disputed, stance)

    assert found[mover] == "prime mover"
    assert found[helper] == "synergist"


def test_claims_the_body_does_not_make_stay_contested(disputed: Library) -> None:
    base = taking(disputed.base, "one")
    claim = base.by_id["test-curl/brachioradialis/role@two"]

    assert claim.confidence is Confidence.CONTESTED


def test_what_only_another_body_teaches_is_asked_on_request(disputed: Library) -> None:
    claim = disputed.base.by_id["test-curl/brachioradialis/role@two"]

    assert not claim.opinion
    assert taking(disputed.base, "one").by_id[claim.id].opinion


def test_a_stance_excludes_other_claims_on_the_same_subject(disputed: Library) -> None:
    base = taking(disputed.base, "one")

    assert "test-curl/brachialis/role@two" not in base.by_id


def test_a_stance_makes_unattributed_cards(disputed: Library) -> None:
    base = taking(disputed.base, "two")
    asked = tuple(each for each in builtin_library().templates if each.id == "role")
    library = Library(base=base, templates=asked)
    stems = [
        card.stem
        for card in make_cards(library)[0]
        if card.fact.id == "test-curl/biceps-brachii/role@two"
    ]

    assert stems
    assert not any("According to" in stem for stem in stems)


def test_an_unknown_body_is_reported_with_the_known_ones(
    disputed: Library,
) -> None:
    with pytest.raises(UnknownBody, match=r"Unknown certifying body 'three'\. Known: one"):
        taking(disputed.base, "three")


def test_the_builtin_facts_include_several_bodies() -> None:
    assert {"ace", "nasm", "openstax"} <= set(bodies(builtin_library().base))


def test_without_derived_facts_no_fact_cites_a_rule() -> None:
    base = builtin_library().base
    stated = taking(base, None, derived=False)

    assert len(stated.facts) < len(base.facts)
    for fact in stated.facts:
        assert all(c.source.kind is not SourceKind.RULE for c in fact.citations)


def test_the_same_muscle_rule_can_be_listed_by_its_source() -> None:
    derived = [
        fact
        for fact in builtin_library().base.involvements
        if any(c.source.id == "rule-same-muscle-both-phases" for c in fact.citations)
    ]

    assert derived
    assert all(isinstance(fact, ContractionClaim) for fact in derived)


def test_what_a_body_lists_for_a_finding_is_an_opinion_to_others() -> None:
    base = builtin_library().base
    listed = taking(base, "nasm").of_type(ListedMuscle)

    assert {fact.listing.body for fact in listed if not fact.opinion} == {"nasm"}
    assert {fact.listing.body for fact in listed} > {"nasm"}
