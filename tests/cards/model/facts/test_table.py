"""Every type of fact is read, fills the slots it promises, has a record and a description."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from operator import attrgetter
from typing import Literal

from cards.load.library import read_library
from cards.model import facts
from cards.model.fact import Fact
from cards.model.facts.sentence import Sentence
from cards.model.facts.statement import Statement
from cards.model.facts.table import (
    CLASSES_OF,
    FACT_TYPES,
    SLOTS,
    SLOTS_OF,
    STATEMENT_KINDS,
    STATEMENTS,
    required_key,
    traits_of,
    written_in,
)
from cards.model.summary import fact_summary
from cards.report.describe import describe_fact
from cards.report.records import fact_record
from cards.topics import topics_of
from tests.support.library import each
from tests.support.paths import TESTS

LIBRARY = read_library([TESTS / "data" / name for name in ("denial.yaml", "questions.yaml")])
OF_FACT = topics_of(LIBRARY).of_fact
BASE = LIBRARY.base
NOUNS: tuple[Literal["exercise", "muscle"], ...] = ("exercise", "muscle")

each_class = each(FACT_TYPES, name=attrgetter("__name__"))


def all_classes(base: type[object]) -> Iterator[type[object]]:
    for class_ in base.__subclasses__():
        yield class_
        yield from all_classes(class_)


def is_abstract(class_: type[Fact], name: str) -> bool:
    return bool(getattr(getattr(class_, name), "__isabstractmethod__", False))


def facts_of(class_: type[Fact]) -> list[Fact]:
    return [fact for fact in BASE.facts if type(fact) is class_]


# -- the table -------------------------------------------------------------------------------------


def test_every_type_of_fact_in_the_package_is_in_the_table() -> None:
    for module in pkgutil.iter_modules(facts.__path__, f"{facts.__name__}."):
        importlib.import_module(module.name)
    leaves = {class_ for class_ in all_classes(Fact) if not class_.__subclasses__()}

    assert leaves == set(FACT_TYPES)


@each_class
def test_a_class_has_all_parts(class_: type[Fact]) -> None:
    assert [name for name in dir(class_) if is_abstract(class_, name)] == []
    for name in ("TYPES", "SECTION", "KEYS", "SHARED_KEYS", "SLOTS"):
        assert hasattr(class_, name), f"{class_.__name__} has no {name}"


@each_class
def test_every_name_and_key_and_slot_has_a_line_for_authors(class_: type[Fact]) -> None:
    lines = (
        *class_.TYPES.values(),
        *class_.SLOTS.values(),
        *(line for _, line in class_.KEYS.values()),
    )

    assert class_.TYPES
    assert all(line.strip() for line in lines)


def test_only_an_action_is_claimed_in_a_statement_and_elsewhere() -> None:
    shared = [
        name
        for name, classes in CLASSES_OF.items()
        if len({issubclass(class_, Statement) for class_ in classes}) > 1
    ]

    assert shared == ["action"]


def test_the_class_for_a_mere_sentence_is_the_last_of_the_statements() -> None:
    assert written_in("statements")[-1] is Sentence


def test_the_reader_of_each_section_finds_its_classes() -> None:
    traits = {class_ for noun in NOUNS for class_, _ in traits_of(noun).values()}

    assert set(written_in("statements")) == set(STATEMENTS)
    assert set(written_in("traits")) <= traits


def test_entries_of_one_section_tell_their_classes_apart_by_a_key() -> None:
    keys = [required_key(class_) for class_ in written_in("involvements")]

    assert len(set(keys)) == len(keys)


def test_the_names_of_all_statements_are_the_kinds() -> None:
    stated = {fact.type for fact in BASE.statements}

    assert stated <= set(STATEMENT_KINDS)
    assert set(Sentence.TYPES) <= set(STATEMENT_KINDS)


def test_a_trait_has_a_sentence_in_singular_and_plural_and_a_line_for_authors() -> None:
    for trait in (trait for noun in NOUNS for _, trait in traits_of(noun).values()):
        assert trait.help
        assert "{}" in trait.singular
        assert "{}" in trait.plural


# -- the facts of each class -----------------------------------------------------------------------


@each_class
def test_facts_of_every_class_are_read(class_: type[Fact]) -> None:
    assert facts_of(class_)


@each_class
def test_a_fact_fills_only_slots_that_its_class_promises(class_: type[Fact]) -> None:
    for fact in facts_of(class_):
        assert set(fact.slots(BASE)) <= set(class_.SLOTS), fact.id
        assert set(class_.SLOTS) <= set(SLOTS_OF[fact.type])


@each_class
def test_every_slot_that_a_class_promises_is_there(class_: type[Fact]) -> None:
    for fact in facts_of(class_)[:1]:
        assert set(fact.slots(BASE)) == set(class_.SLOTS)


def test_every_slot_is_filled_by_some_fact() -> None:
    filled = {name for fact in BASE.facts for name, value in fact.slots(BASE).items() if value}

    assert filled == set(SLOTS)


@each_class
def test_a_fact_is_of_a_type_of_its_class(class_: type[Fact]) -> None:
    assert {fact.type for fact in facts_of(class_)} <= set(class_.TYPES)


@each_class
def test_a_fact_has_a_record_with_known_keys(class_: type[Fact]) -> None:
    known = set(fact_record(BASE.facts[0], BASE))
    for fact in facts_of(class_):
        record = fact_record(fact, BASE)
        said = fact.record(BASE)

        assert set(record) == known, fact.id
        assert any(value is not None for value in said.values()), fact.id
        assert json.loads(json.dumps(record)) == record


@each_class
def test_a_fact_has_a_heading_a_claim_and_a_description(class_: type[Fact]) -> None:
    for fact in facts_of(class_):
        described = dict(describe_fact(fact))

        assert fact.heading
        assert fact.claim
        assert "None" not in fact.claim
        assert described["Claim"] == fact.claim


@each_class
def test_a_fact_names_what_it_is_about(class_: type[Fact]) -> None:
    for fact in facts_of(class_):
        about, topics = fact.about, {(topic.kind, topic.id) for topic in OF_FACT[fact.id]}

        assert about.exercise is None or about.exercise in fact.nouns
        assert about.muscle is None or about.muscle in fact.nouns
        assert about.role is None or about.role in fact.values
        assert about.contraction is None or about.contraction in fact.values
        assert about.exercise is None or ("exercise", about.exercise.id) in topics
        assert about.muscle is None or ("muscle", about.muscle.id) in topics


@each_class
def test_the_summary_of_a_fact_has_its_values_as_plain_text(class_: type[Fact]) -> None:
    for fact in facts_of(class_):
        values = (fact_summary(fact).role, fact_summary(fact).contraction, fact_summary(fact).phase)

        assert all(value is None or type(value) is str for value in values)
