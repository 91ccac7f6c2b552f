"""Records of facts and cards: the keys are a contract."""

import json
from dataclasses import replace

import pytest

from cards.model.card import Card
from cards.model.nouns import Citation
from cards.report.describe import describe_card, describe_fact
from cards.report.records import article_statements, card_record, fact_record, tags
from tests.support.library import builtin_card, builtin_cards, builtin_library, each

BASE = builtin_library().base

FACT_KEYS = [
    *("id", "type", "exercise", "phase", "muscle", "role", "contraction", "of", "action"),
    *("purpose", "finding", "statement", "confidence", "sources", "seed", "file", "line"),
]
CARD_KEYS = [
    *(
        "id",
        "template",
        "kind",
        "level",
        "hops",
        "difficulty",
        "optional",
        "stem",
        "wordings",
        "key",
        "left",
    ),
    *(
        "distractors",
        "explanation",
        "facts",
        "sources",
        "confidence",
        "exercise",
        "phase",
        "muscle",
        "role",
        "contraction",
        "tags",
    ),
]


def fact(id_: str) -> dict[str, object]:
    return fact_record(BASE.by_id[id_], BASE)


FACTS = [fact.id for fact in BASE.facts]


# -- facts -----------------------------------------------------------------------------------------


@each(FACTS, name=str)
def test_every_fact_has_the_same_keys(id_: str) -> None:
    assert list(fact(id_)) == FACT_KEYS


@each(FACTS, name=str)
def test_a_fact_is_plain_json(id_: str) -> None:
    record = fact(id_)

    assert json.loads(json.dumps(record)) == record
    assert record["sources"]
    assert str(record["file"]).startswith("cards/data/")
    assert isinstance(record["line"], int)
    assert record["line"] > 0


@each(FACTS, name=str)
def test_an_empty_value_is_null(id_: str) -> None:
    record = fact(id_)

    assert "" not in record.values()
    assert "None" not in record.values()


STATED: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "hip-thrust/gluteus-maximus/role",
        {
            "type": "role",
            "exercise": "hip-thrust",
            "muscle": "gluteus-maximus",
            "phase": None,
            "role": "prime mover",
            "contraction": None,
            "action": None,
            "purpose": None,
            "finding": None,
            "statement": None,
            "confidence": "high",
            "sources": [
                "golf-insider-uk",
                "rule-chief-mover",
                "clippinger-dance-anatomy",
                "contreras-2011-scj",
            ],
            "seed": ["S013", "S014"],
        },
    ),
    (
        "hip-thrust/lowering/gluteus-maximus/contraction",
        {
            "type": "contraction",
            "phase": "lowering",
            "role": "prime mover",
            "contraction": "eccentric",
            "action": None,
            "seed": ["S020"],
        },
    ),
    (
        "hip-thrust/lifting/biceps-femoris/action",
        {
            "type": "action",
            "phase": "lifting",
            "role": "synergist",
            "contraction": None,
            "action": "hip-extension",
        },
    ),
    (
        "banded-hip-thrust/hip-adductors/contraction@golf-insider-uk",
        {"contraction": "isometric", "role": None, "phase": None, "confidence": "contested"},
    ),
    (
        "hip-thrust/abdominals/not",
        {
            "type": "not",
            "role": "stabiliser",
            "statement": "The abdominal muscles: not prime mover.",
        },
    ),
    (
        "hip-thrust/type",
        {
            "type": "mechanic",
            "exercise": "hip-thrust",
            "muscle": None,
            "role": None,
            "statement": "The hip thrust is no isolation exercise but a compound exercise.",
        },
    ),
    (
        "hip-thrust/joint-action",
        {"type": "action", "action": "hip-extension", "muscle": None},
    ),
    (
        "glossary/concentric/definition",
        {
            "type": "definition",
            "exercise": None,
            "muscle": None,
            "statement": (
                "concentric contraction: a muscle action in which the muscle shortens "
                "while it produces force"
            ),
        },
    ),
    (
        "hamstrings/biceps-femoris/membership",
        {
            "type": "membership",
            "muscle": "biceps-femoris",
            "seed": ["S032"],
            "statement": "The biceps femoris belongs to the hamstrings.",
            "confidence": "high",
        },
    ),
    (
        "hamstrings/hamstrings-location",
        {"type": "location", "exercise": None, "muscle": "hamstrings", "confidence": "high"},
    ),
)


@pytest.mark.parametrize(("id_", "expected"), STATED)
def test_a_value_that_is_not_stated_is_null(id_: str, expected: dict[str, object]) -> None:
    record = fact(id_)

    assert expected == {key: record[key] for key in expected}


def test_contested_values_are_not_included_in_other_facts() -> None:
    record = fact("banded-hip-thrust/hip-adductors/purpose/alignment@golf-insider-uk")

    assert record["contraction"] is None


def test_the_statements_of_the_article_are_listed_in_order() -> None:
    assert article_statements(BASE.by_id["hip-thrust/quadriceps/role"]) == ["S040", "S043", "S111"]
    assert article_statements(BASE.by_id["glossary/hip-extension/definition"]) == []


def test_numbers_of_other_sources_are_not_statements_of_the_article() -> None:
    fact = BASE.by_id["hip-thrust/quadriceps/role"]
    other = Citation(source=BASE.sources["rule-same-muscle-both-phases"], at=("S123",))

    assert article_statements(replace(fact, citations=(*fact.citations, other))) == [
        *("S040", "S043", "S111")
    ]
    assert article_statements(replace(fact, citations=(other,))) == []


# -- cards -----------------------------------------------------------------------------------------


@each(builtin_cards())
def test_a_card_has_the_documented_keys(card: Card) -> None:
    record = card_record(card, BASE)

    assert list(record) == CARD_KEYS
    assert json.loads(json.dumps(record)) == record


def test_a_card_record_is_complete() -> None:
    record = card_record(builtin_card("role/bulgarian-split-squat/adductor-magnus/role"), BASE)
    expected = {
        "id": "role/bulgarian-split-squat/adductor-magnus/role",
        "template": "role",
        "kind": "choice",
        "key": ["synergist"],
        "facts": ["bulgarian-split-squat/adductor-magnus/role"],
        "sources": [
            "fitnessforyouth-bss",
            "makeoverfitness-bodyweight",
            "rule-helping-muscle-is-synergist",
        ],
        "confidence": "medium",
        "exercise": "bulgarian-split-squat",
        "phase": None,
        "muscle": "adductor-magnus",
        "role": "synergist",
        "contraction": None,
        "tags": [
            "exercise::bulgarian-split-squat",
            "muscle::adductor-magnus",
            "role::synergist",
            "subject::roles",
            "kind::choice",
            "level::recall",
            "difficulty::2",
        ],
    }

    assert expected == {key: record[key] for key in expected}


def test_a_card_on_several_facts_has_their_common_values_and_all_tags() -> None:
    record = card_record(builtin_card("select-role/hip-thrust/stabiliser"), BASE)
    muscles = ["abdominals", "erector-spinae", "hip-adductors", "quadriceps"]
    expected = {
        "kind": "select-all",
        "level": "recall",
        "hops": 1,
        "difficulty": 3,
        "left": [],
        "key": ["abdominal muscles", "erector spinae", "hip adductors", "quadriceps"],
        "facts": [f"hip-thrust/{muscle}/role" for muscle in muscles],
        "exercise": "hip-thrust",
        "phase": None,
        "muscle": None,
        "role": "stabiliser",
        "contraction": None,
        "tags": [
            "exercise::hip-thrust",
            "muscle::abdominals",
            "role::stabiliser",
            *(f"muscle::{muscle}" for muscle in muscles[1:]),
            "subject::roles",
            "kind::select-all",
            "level::recall",
            "difficulty::3",
        ],
    }

    assert expected == {key: record[key] for key in expected}


def test_an_option_has_a_reason_a_proof_and_a_concept() -> None:
    record = card_record(builtin_card("role/bulgarian-split-squat/adductor-magnus/role"), BASE)
    distractors = record["distractors"]
    assert isinstance(distractors, list)

    assert distractors[0] == {
        "text": "stabiliser",
        "reason": (
            "a muscle that holds a joint or body part steady while others move; "
            "here, the abdominal muscles"
        ),
        "proof": "functional",
        "concept": "role/stabiliser",
    }


def test_the_stem_is_the_first_of_the_wordings() -> None:
    for card in builtin_cards():
        record = card_record(card, BASE)
        wordings = record["wordings"]
        assert isinstance(wordings, list)

        assert record["stem"] == wordings[0]


def test_a_tag_has_no_space_and_one_value() -> None:
    for card in builtin_cards():
        for tag in tags(card):
            name, colons, value = tag.partition("::")

            assert name
            assert colons
            assert value
            assert " " not in tag
            assert "::" not in value


# -- in words --------------------------------------------------------------------------------------


def test_every_fact_has_a_subject_and_says_something() -> None:
    for found in BASE.facts:
        assert found.heading
        assert found.claim
        assert "None" not in found.claim
        assert dict(describe_fact(found))["Fact"] == found.id


CLAIMS = (
    ("hip-thrust/gluteus-maximus/role", "gluteus maximus · prime mover"),
    (
        "hip-thrust/lifting/gluteus-maximus/contraction",
        "gluteus maximus · lifting phase: concentric",
    ),
    ("hip-thrust/throughout/erector-spinae/contraction", "erector spinae · throughout: isometric"),
    ("banded-hip-thrust/gluteus-medius/contraction", "gluteus medius · isometric"),
    ("hip-thrust/hamstrings/action", "hamstrings · takes part in hip extension"),
    ("hip-thrust/abdominals/not", "abdominal muscles · not prime mover"),
    ("hip-thrust/quadriceps/purpose/alignment", "quadriceps · keep the legs aligned"),
    ("hamstrings/biceps-femoris/membership", "biceps femoris is one of them"),
    ("hip-thrust/barbell", "The hip thrust can be performed with a barbell."),
)


@pytest.mark.parametrize(("id_", "expected"), CLAIMS)
def test_a_claim_is_described_in_one_line(id_: str, expected: str) -> None:
    assert expected == BASE.by_id[id_].claim


def test_open_values_of_a_claim_are_described() -> None:
    details = dict(describe_fact(BASE.by_id["hip-thrust/quadriceps/role"]))

    assert details["Leaves open"] == "antagonist, synergist"


def test_every_card_is_described_with_its_template_and_fact() -> None:
    for card in builtin_cards():
        details = dict(describe_card(card))

        assert details["Card"] == card.id
        assert details["Fact"] in {fact.id for fact in card.facts}
        assert details["Template"].startswith(f"{card.template.id}, cards/data/templates/")
