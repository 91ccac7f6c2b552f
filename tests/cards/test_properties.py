"""Values of properties: how they are read, whose teaching they are, and how they are asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from cards.amounts import range_in
from cards.distractors.rules import RULES
from cards.generate import make_cards
from cards.lint.rules import lint
from cards.model.card import Card, Distractor, Proof
from cards.model.facts.property_value import PropertyValue
from cards.model.stance import taking
from cards.model.template import Library
from cards.model.vocabulary import Origin, Subject
from cards.topics import Topic, topics_of
from tests.support.library import builtin_library, library_of

HEAD = """
source: notes
sources:
  notes: {name: our class notes, title: Week 2, kind: notes}
"""
PROPERTY = """
properties:
  tempo:
    name: tempo
    subject: load
    single: true
    says: "the tempo for {case} is {value}."
    values:
"""
VALUES = """
      strength: {case: strength, value: 2 seconds up}
      power: {case: power, value: as fast as possible, because: Power needs speed.}
      control: {case: control, value: 4 seconds down, accept: [four seconds down]}
      balance: {case: balance, value: 4 to 5 seconds down}
"""
TEMPLATE = """
templates:
  tempo-for:
    kind: choice
    tests: by-fact
    over: property
    property: tempo
    key: value
    distractors: values-of-other-cases
    stems: ["Which tempo suits {case}?"]
    explanation: "{explained}"
  for-tempo:
    kind: choice
    tests: by-fact
    over: property
    property: tempo
    key: case
    distractors: cases-with-other-values
    stems: ["For what is a tempo of {value} chosen?"]
    explanation: "{explained}"
"""


def library(tmp_path: Path, values: str = VALUES, property_: str = PROPERTY) -> Library:
    return library_of(tmp_path, HEAD + property_ + values + TEMPLATE)


def cards_of(library: Library) -> list[Card]:
    """The cards that its templates generate, without those of the built-in ones."""
    mine = tuple(each for each in library.templates if each.id in {"tempo-for", "for-tempo"})
    return list(make_cards(replace(library, templates=mine))[0])


def card(library: Library, id_: str) -> Card:
    (found,) = (each for each in cards_of(library) if each.id == id_)
    return found


def value(library: Library, id_: str) -> PropertyValue:
    fact = library.base.by_id[id_]
    assert isinstance(fact, PropertyValue)
    return fact


def wrong(library: Library, id_: str, rule: str = "values-of-other-cases") -> list[Distractor]:
    return list(RULES[rule].find(library.base.by_id[id_], library.base))


def test_a_value_is_the_sentence_of_its_property(tmp_path: Path) -> None:
    fact = value(library(tmp_path), "tempo/power")

    assert fact.claim == "The tempo for power is as fast as possible."


def test_a_value_of_a_noun_is_about_it(tmp_path: Path) -> None:
    values = "      hip-thrust: {value: 2 seconds up}\n"
    fact = value(library(tmp_path, values), "tempo/hip-thrust")

    assert fact.exercise is not None
    assert fact.exercise.id == "hip-thrust"
    assert fact.claim == "The tempo for hip thrust is 2 seconds up."


def test_two_bodies_have_a_value_each_in_one_case(tmp_path: Path) -> None:
    values = """
      strength:
        - {case: strength, value: 2 seconds up, body: nsca}
        - {case: strength, value: 4 seconds up, body: nasm, edition: CPT 7}
"""
    base = library(tmp_path, values).base

    assert {"tempo/strength@nsca", "tempo/strength@nasm-cpt-7"} <= base.by_id.keys()


def test_a_question_on_the_teaching_of_a_body_names_body_and_edition(tmp_path: Path) -> None:
    values = "".join(
        f"      {name}: {{case: {name}, value: {tempo} seconds up, body: nasm, edition: CPT 7}}\n"
        for name, tempo in (("strength", 2), ("power", 1), ("control", 4))
    )
    found = card(library(tmp_path, values), "tempo-for/tempo/power@nasm-cpt-7")

    assert found.stem == "According to NASM (CPT 7), which tempo suits power?"
    assert not found.opinion


@pytest.mark.parametrize(("sources", "asked"), [("notes", False), ("[notes, others]", True)])
def test_what_a_body_teaches_is_asked_if_two_tertiary_pages_report_it(
    sources: str, asked: bool, tmp_path: Path
) -> None:
    values = "".join(
        f"      {name}: {{case: {name}, value: {tempo} seconds up, body: nasm}}\n"
        for name, tempo in (("strength", 2), ("power", 1), ("control", 4))
    )
    head = HEAD.replace("source: notes", f"source: {sources}").replace(
        "kind: notes}", "kind: notes, rank: tertiary, reason: unsigned}"
    )
    more = "  others: {name: others, title: T, kind: notes, rank: tertiary, reason: unsigned}\n"
    cards = cards_of(library_of(tmp_path, head + more + PROPERTY + values + TEMPLATE))

    assert ("tempo-for/tempo/power@nasm" in [c.id for c in cards]) is asked


def test_another_body_s_teaching_is_not_asked_with_a_stance(tmp_path: Path) -> None:
    values = """
      strength: {case: strength, value: 2 seconds up, body: nsca}
      power: {case: power, value: 1 second up, body: nasm}
"""
    base = taking(library(tmp_path, values).base, "nasm")

    assert base.by_id["tempo/strength@nsca"].opinion
    assert not base.by_id["tempo/power@nasm"].opinion


def test_wrong_options_are_values_of_other_cases_that_do_not_contain_one_another(
    tmp_path: Path,
) -> None:
    found = wrong(library(tmp_path), "tempo/strength")

    assert sorted(d.text for d in found) == ["4 seconds down", "as fast as possible"] or sorted(
        d.text for d in found
    ) == ["4 to 5 seconds down", "as fast as possible"]
    assert {d.proof for d in found} == {Proof.FUNCTIONAL}


def test_a_value_that_contains_the_key_is_not_offered(tmp_path: Path) -> None:
    found = wrong(library(tmp_path), "tempo/control")

    assert sorted(d.text for d in found) == ["2 seconds up", "as fast as possible"]


def test_denied_values_come_first_with_their_reasons(tmp_path: Path) -> None:
    values = VALUES + '      speed: {case: speed, value: fast, wrong: {slow: "too slow"}}\n'
    first = wrong(library(tmp_path, values), "tempo/speed")[0]

    assert (first.text, first.reason, first.proof) == ("slow", "too slow", Proof.NOT)


def test_three_denied_values_are_enough(tmp_path: Path) -> None:
    denied = "{slow: too slow, slower: too slow, slowest: too slow}"
    values = VALUES + f"      speed: {{case: speed, value: fast, wrong: {denied}}}\n"
    found = wrong(library(tmp_path, values), "tempo/speed")

    assert [d.text for d in found] == ["slow", "slower", "slowest"]


def test_the_values_of_a_property_are_of_one_category(tmp_path: Path) -> None:
    values = VALUES + "      pause: {case: a pause, value: isometric}\n"
    built = library(tmp_path, values)
    cards = [each for each in cards_of(built) if each.template.id == "tempo-for"]

    assert "category-mismatch" not in {flaw.rule for flaw in lint(cards, built.base)}


def test_a_property_with_several_values_proves_nothing_wrong(tmp_path: Path) -> None:
    property_ = PROPERTY.replace("    single: true\n", "")

    assert wrong(library(tmp_path, property_=property_), "tempo/strength") == []


def test_only_values_of_the_same_exercise_are_offered_if_the_property_says_so(
    tmp_path: Path,
) -> None:
    property_ = PROPERTY.replace("single: true", "single: true\n    by-exercise: true")
    values = """
      squat-up: {exercise: back-squat, case: the way up, value: fast}
      squat-down: {exercise: back-squat, case: the way down, value: slow}
      curl-up: {exercise: barbell-curl, case: the way up, value: steady}
"""
    found = wrong(library(tmp_path, values, property_), "tempo/squat-up")

    assert [d.text for d in found] == ["slow"]


def test_another_case_with_the_same_value_is_not_a_wrong_option(tmp_path: Path) -> None:
    values = VALUES + "      rhythm: {case: rhythm, value: as fast as possible}\n"
    found = wrong(library(tmp_path, values), "tempo/power", "cases-with-other-values")

    assert "rhythm" not in [d.text for d in found]


def test_the_reason_of_a_value_is_the_explanation(tmp_path: Path) -> None:
    found = card(library(tmp_path), "tempo-for/tempo/power")

    assert found.explanation == "Power needs speed."


def test_a_question_tests_the_subject_of_the_property(tmp_path: Path) -> None:
    assert card(library(tmp_path), "for-tempo/tempo/power").tests is Subject.LOAD


def test_a_template_asks_only_about_its_own_property(tmp_path: Path) -> None:
    other = PROPERTY.replace("properties:\n", "").replace("tempo", "rhythm")
    values = VALUES + other + "      jazz: {case: jazz, value: swung}\n"
    cards = cards_of(library(tmp_path, values))

    assert cards
    assert [c.id for c in cards if c.fact.id.startswith("rhythm/")] == []


def test_the_name_of_a_property_is_a_topic(tmp_path: Path) -> None:
    topics = topics_of(library(tmp_path))

    assert Topic("property", "tempo") in topics.find("tempo")
    assert Topic("property", "tempo") in topics.of_fact["tempo/power"]


def test_a_user_adds_a_value_to_a_builtin_property(tmp_path: Path) -> None:
    name = next(iter(builtin_library().base.properties))
    text = f"{HEAD}properties:\n  {name}:\n    values:\n      my-case: {{case: mine, value: 7}}\n"
    fact = library_of(tmp_path, text).base.by_id[f"{name}/my-case"]

    assert fact.origin is Origin.USER


@pytest.mark.parametrize("property_", builtin_library().base.properties.values(), ids=str)
def test_every_builtin_property_has_values(property_: object) -> None:
    base = builtin_library().base

    assert any(fact.of is property_ for fact in base.of_type(PropertyValue))


@pytest.mark.parametrize(
    "fact",
    [
        fact
        for fact in builtin_library().base.facts
        if isinstance(fact, PropertyValue) and fact.of.id == "range-of-motion"
    ],
    ids=lambda fact: fact.id,
)
def test_a_wrong_range_of_motion_lies_outside_the_range_of_the_published_tables(
    fact: PropertyValue,
) -> None:
    for value, reason in fact.wrong:
        published, offered = range_in(reason), range_in(value)
        assert published is not None
        assert offered is not None
        assert not published.low - 5 <= offered.low <= published.high + 5
        assert published.contains(range_in(fact.value) or offered)
