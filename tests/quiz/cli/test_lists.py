"""The command line: lists of facts and cards, and one fact or card in full."""

from pathlib import Path

import pytest

from tests.quiz.cli.calls import CLASS, ROLE_FACT, Primemover, objects

pytestmark = pytest.mark.usefixtures("clean_environment")


def test_facts_are_listed_by_topic(primemover: Primemover) -> None:
    code, text, _ = primemover("facts", "list", "glute-bridge")

    assert code == 0
    assert "glute bridge (" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.slow
def test_json_lists_have_one_object_per_line(primemover: Primemover) -> None:
    for command in (("facts", "list"), ("facts", "sources"), ("cards", "list")):
        code, text, _ = primemover(*command, "--json")
        found = objects(text)

        assert code == 0
        assert len(found) == len({record["id"] for record in found})


def test_a_fact_is_shown_in_full(primemover: Primemover) -> None:
    _, text, _ = primemover("facts", "show", ROLE_FACT)
    _, as_json, _ = primemover("facts", "show", ROLE_FACT, "--json")

    for label in ("Fact", "About", "Claim", "Confidence", "Source", "Written in"):
        assert f"\n{label} " in f"\n{text}"
    expected = [ROLE_FACT]
    assert expected == [fact["id"] for fact in objects(as_json)]


@pytest.mark.slow
def test_the_core_of_an_exam_can_be_listed(primemover: Primemover) -> None:
    code, text, _ = primemover("facts", "list", "--tier", "1", "--exam", "nasm", "--json")
    core = objects(text)

    assert (code, len(core)) == (0, 600)
    assert {fact["tier"] for fact in core} == {1}
    of_exercise = primemover("facts", "list", "hip-thrust", "--exam", "nasm", "--json")[1]
    assert {fact["tier"] for fact in objects(of_exercise)} <= {1, 2, 3}
    assert "tier" not in objects(primemover("facts", "list", "hip-thrust", "--json")[1])[0]


@pytest.mark.slow
def test_a_fact_has_a_tier_for_each_exam_that_may_ask_it(primemover: Primemover) -> None:
    fact = "load-for-goal/hypertrophy@nsca"
    _, of_nsca, _ = primemover("facts", "show", fact, "--exam", "cscs")
    _, of_nasm, _ = primemover("facts", "show", fact, "--exam", "nasm")

    assert "\nTier         1 (core) for CSCS, counted for order, load and rest\n" in of_nsca
    assert "\nTier         none for NASM-CPT: only another body teaches it\n" in of_nasm


def test_a_card_is_shown_in_full(primemover: Primemover) -> None:
    _, text, _ = primemover("cards", "show", f"role/{ROLE_FACT}")
    _, as_json, _ = primemover("cards", "show", f"role/{ROLE_FACT}", "--json")

    for label in ("Card", "Kind", "Question", "Answer", "Wrong", "Explanation", "Template"):
        assert f"\n{label} " in f"\n{text}"
    expected = [[ROLE_FACT]]
    assert expected == [card["facts"] for card in objects(as_json)]


def test_sources_are_listed_with_the_number_of_their_facts(primemover: Primemover) -> None:
    _, text, _ = primemover("facts", "sources", "--facts", CLASS, "--only")
    (source,) = objects(primemover("facts", "sources", "--json", "--facts", CLASS, "--only")[1])

    assert text.splitlines()[0] == "class-notes (7 facts)"
    assert (source["id"], source["facts"], source["year"]) == ("class-notes", 7, None)


@pytest.mark.slow
def test_a_deck_is_written_and_reported(primemover: Primemover, tmp_path: Path) -> None:
    file = tmp_path / "bridge.apkg"
    options = ("wall-bridge", "--facts", CLASS, "--template", "muscle-in-role")
    code, text, errors = primemover("export", "anki", str(file), *options)

    assert (code, text) == (0, "")
    assert errors == f"{file}: 3 cards on 3 facts.\n"
    assert file.read_bytes()[:2] == b"PK"
    _, _, odd = primemover("export", "anki", str(tmp_path / "bridge.zip"), *options, "obliques")
    assert "bridge.zip does not end in .apkg" in odd
    assert odd.endswith("1 card on 1 fact.\n")
