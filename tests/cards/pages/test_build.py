"""Pages: what they state, and for whom."""

from functools import cache

import pytest

from cards.errors import NothingMatched
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.role import RoleClaim
from cards.pages.build import page_for, topic_page
from cards.pages.page import MOST_SOURCES, Page, PageRow, Section
from cards.pages.record import page_record
from cards.topics import Topic, UnknownTopic
from tests.support.library import cached_library
from tests.support.pages import page, scope_of


def section(found: Page, id_: str) -> Section:
    return next(each for each in found.sections if each.id == id_)


def rows(found: Page) -> list[PageRow]:
    return [row for each in found.sections for row in each.rows]


@cache
def pages_of(kind: str) -> dict[str, Page | None]:
    """The page of each noun of a kind, by its id; None if there are no facts on it."""
    base, topics = cached_library().library.base, cached_library().topics
    nouns = {"exercise": base.exercises, "compensation": base.compensations, "muscle": base.muscles}
    found: dict[str, Page | None] = {}
    for id_ in nouns[kind]:
        try:
            found[id_] = topic_page(Topic(kind, id_), topics, {}, scope_of())
        except NothingMatched:
            found[id_] = None
    return found


@pytest.mark.parametrize("kind", ["exercise", "compensation", "muscle"])
def test_every_noun_with_facts_has_a_page_without_empty_labels(kind: str) -> None:
    failures = [
        id_
        for id_, found in pages_of(kind).items()
        if found is None or not all(row.cells[0].strip() for row in rows(found))
    ]

    assert set(failures) <= {"posterior-chain"}


def test_a_page_states_no_opinion() -> None:
    every = [found for found in pages_of("exercise").values() if found is not None]
    stated = {fact for found in every for row in rows(found) for fact in row.facts}

    assert stated
    assert [fact.id for fact in stated if fact.opinion] == []


def test_every_muscle_of_an_exercise_is_named_ranked_or_not() -> None:
    base = cached_library().library.base
    missing = []
    for id_, found in pages_of("exercise").items():
        assert found is not None
        named = {row.cells[0] for row in rows(found)}
        claims = base.claims(base.exercises[id_])
        missing += [f"{id_}: {c.muscle.name}" for c in claims if c.muscle.name not in named]

    assert missing == []


def test_a_muscle_without_an_agreed_role_is_said_to_be_so() -> None:
    found = {row.cells[0]: row.cells[1] for row in section(page("back squat"), "not-ranked").rows}

    assert found["hamstrings"] == (
        "our sources differ on the role; they extend the hip, but also flex the knee"
    )


def test_the_core_facts_of_a_role_come_first() -> None:
    for words in ("back squat", "hip thrust"):
        found = section(page(words), "muscles").rows
        for role in {row.cells[1] for row in found}:
            tiers = [row.tier for row in found if row.cells[1] == role]

            assert tiers == sorted(tiers)


def test_a_profile_states_the_teaching_of_its_body_only() -> None:
    listed = [
        fact
        for row in rows(page("knees move inward", "nasm"))
        for fact in row.facts
        if isinstance(fact, ListedMuscle)
    ]

    assert {fact.listing.body for fact in listed} == {"nasm"}


def test_a_body_among_the_words_selects_its_teaching() -> None:
    facts = [fact for row in rows(page("nsca load")) for fact in row.facts]

    assert facts
    assert all("nsca" in fact.bodies for fact in facts)


def test_a_load_table_has_a_column_for_each_amount() -> None:
    table = section(page("nsca load"), "table")

    assert table.columns == ("for", "rest between sets", "load", "repetitions", "sets")
    assert ("hypertrophy", "30 to 90 seconds", "67% to 85%", "6 to 12", "3 to 6") in {
        row.cells for row in table.rows
    }


def test_several_exercises_of_one_name_are_listed() -> None:
    found = page("squat")

    assert found.kind == "list"
    assert "back squat" in {row.cells[0] for row in rows(found)}


def test_an_unknown_topic_gets_a_suggestion() -> None:
    with pytest.raises(UnknownTopic, match="Did you mean 'back squat'"):
        page("bak squat")


def test_at_most_two_sources_are_named_the_best_rank_first() -> None:
    sources = page("back squat").sources

    assert len(sources) == MOST_SOURCES
    assert {source.rank for source in sources} == {"teaching"}


def test_a_record_has_every_row_with_its_facts() -> None:
    record = page_record(page("eccentric"))

    assert list(record) == ["schema", "kind", "id", "title", "tags", "sections", "sources"]
    assert record["id"] == "eccentric"


def test_the_page_for_new_facts_is_that_of_what_most_of_them_name() -> None:
    base = cached_library().library.base
    squat = base.claims_of(RoleClaim, base.exercises["back-squat"])
    thrust = base.claims_of(RoleClaim, base.exercises["hip-thrust"])[:1]

    assert page_for([*squat, *thrust]) == Topic("exercise", "back-squat")
    assert page_for([]) is None
