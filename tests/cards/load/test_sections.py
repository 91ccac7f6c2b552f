"""The sections of a fact file, and the facts that are read from them."""

from pathlib import Path

import pytest

from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Citation, Group
from cards.model.template import Library
from cards.model.vocabulary import Confidence, Origin, Role
from cards.problems import DataError

SOURCES = """\
sources:
  one: {name: One, title: The first, kind: notes}
  two: {name: Two, title: The second, kind: notes}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def exercise(claims: str, *, top: str = "source: one", extra: str = "") -> str:
    """A file with one exercise; each line of `claims` is a claim on the gluteus maximus."""
    lines = "".join(f"        - {line}\n" for line in claims.strip().splitlines())
    return (
        f"{top}\nexercises:\n  sofa-bridge:\n    name: sofa bridge\n"
        "    phases: {lifting: as the hips rise, lowering: as the hips sink}\n"
        f"{extra}    involvements:\n      gluteus-maximus:\n{lines}"
    )


def read(folder: Path, text: str, *, only: bool = True) -> Library:
    (folder / "facts.yaml").write_text(text, encoding="utf-8")
    return read_library([folder], only=only)


def ids(base: FactBase) -> list[str]:
    return [fact.id for fact in base.facts]


def citations(base: FactBase) -> list[str]:
    return ["; ".join(map(str, fact.citations)) for fact in base.facts]


# -- ids -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_id_of_a_claim_is_derived_from_its_meaning(folder: Path) -> None:
    claims = """
        {role: prime mover}
        {phase: lifting, contraction: concentric}
        {phase: lifting, action: hip-extension}
        {not: antagonist}
        {purpose: lift the hips, id: lift}
        {phase: lowering, purpose: lower the hips, id: descent}
    """

    base = read(folder, exercise("\n".join(map(str.strip, claims.strip().splitlines())))).base

    assert ids(base) == [
        "sofa-bridge/gluteus-maximus/role",
        "sofa-bridge/lifting/gluteus-maximus/contraction",
        "sofa-bridge/lifting/gluteus-maximus/action",
        "sofa-bridge/gluteus-maximus/not",
        "sofa-bridge/gluteus-maximus/purpose/lift",
        "sofa-bridge/lowering/gluteus-maximus/purpose/descent",
    ]


def test_neither_order_nor_wording_nor_notes_change_an_id(folder: Path) -> None:
    one = "{role: prime mover, note: as written}\n{purpose: lift the hips, id: lift}"
    other = "{purpose: raise the hips, id: lift}\n{at: page 3, role: prime mover}"

    assert set(ids(read(folder, exercise(one)).base)) == set(
        ids(read(folder, exercise(other)).base)
    )


@pytest.mark.parametrize("confidence", ["contested", "opinion"])
def test_the_id_of_an_attributed_claim_includes_its_source(folder: Path, confidence: str) -> None:
    claims = (
        f"{{role: prime mover, confidence: {confidence}}}\n"
        f"{{role: synergist, confidence: {confidence}, source: two p.7}}"
    )

    assert ids(read(folder, exercise(claims)).base) == [
        "sofa-bridge/gluteus-maximus/role@one",
        "sofa-bridge/gluteus-maximus/role@two",
    ]


def test_statements_definitions_and_memberships_have_ids(folder: Path) -> None:
    text = """\
source: one
terms:
  sofa-work: {name: sofa work, family: exercise-type, definition: work on a sofa}
groups:
  sofa-muscles: {name: sofa muscles, members: {gluteus-maximus: one p.1}}
exercises:
  sofa-bridge:
    name: sofa bridge
    statements:
      seat: {kind: setup, says: "The sofa stands against a [wall]."}
statements:
  where: {kind: location, muscle: sofa-muscles, says: They lie at the back.}
  sofas: {kind: safety, about: sofas, says: They must not slide.}
"""

    assert ids(read(folder, text).base) == [
        "glossary/sofa-work/definition",
        "sofa-muscles/gluteus-maximus/membership",
        "sofa-bridge/seat",
        "sofa-muscles/where",
        "general/sofas",
    ]


# -- sources -------------------------------------------------------------------------------------


def test_the_innermost_default_source_counts(folder: Path) -> None:
    claims = "{role: prime mover}\n{not: antagonist, source: one p.3}"

    by_file = read(folder, exercise(claims)).base
    by_exercise = read(folder, exercise(claims, extra="    source: two\n")).base

    assert citations(by_file) == ["One", "One p.3"]
    assert citations(by_exercise) == ["Two", "One p.3"]


def test_at_adds_a_place_to_the_only_source(folder: Path) -> None:
    claims = "{role: prime mover, at: S001 S002}\n{not: antagonist, source: two ch.1, at: p.3}"

    assert citations(read(folder, exercise(claims)).base) == ["One S001 S002", "Two ch.1 p.3"]


def test_at_is_appended_to_the_place_of_the_exercise(folder: Path) -> None:
    text = exercise("{role: prime mover, at: p.3}", extra="    source: two ch.1\n")

    assert citations(read(folder, text).base) == ["Two ch.1 p.3"]


def test_a_claim_may_have_several_sources_each_with_its_places(folder: Path) -> None:
    base = read(folder, exercise("{role: prime mover, source: [one p.1 p.2, two]}")).base

    (claim,) = base.facts
    assert claim.citations == (
        Citation(source=base.sources["one"], at=("p.1", "p.2")),
        Citation(source=base.sources["two"]),
    )


def test_a_confidence_at_the_top_is_the_default(folder: Path) -> None:
    claims = "{role: prime mover}\n{not: antagonist, confidence: medium}"

    base = read(folder, exercise(claims, top="source: [one, two]\nconfidence: high")).base

    assert [fact.confidence for fact in base.facts] == [Confidence.HIGH, Confidence.MEDIUM]


# -- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("stabiliser", Role.STABILISER),
        ("stabilizer", Role.STABILISER),
        ("prime mover", Role.PRIME_MOVER),
        ("prime-mover", Role.PRIME_MOVER),
        ("agonist", Role.PRIME_MOVER),
    ],
)
def test_a_role_is_accepted_in_both_spellings_everywhere(
    folder: Path, written: str, role: Role
) -> None:
    claims = f"{{role: {written}, open: [{written}]}}\n{{not: {written}}}"

    base = read(folder, exercise(claims, extra=f"    complete: [{written}]\n")).base

    (stated,), (denied,) = base.of_type(RoleClaim), base.of_type(DeniedRole)
    assert (stated.role, denied.role) == (role, role)
    assert stated.open == {role}
    assert base.exercises["sofa-bridge"].complete == {role}


def test_a_value_that_is_not_stated_is_none(folder: Path) -> None:
    (claim,) = read(folder, exercise("{purpose: lift the hips}")).base.involvements

    assert (claim.about.phase, claim.about.role, claim.about.contraction) == (None,) * 3


def test_the_words_in_brackets_are_the_gap_of_a_sentence(folder: Path) -> None:
    text = """\
source: one
statements:
  sofas: {kind: safety, about: sofas, says: "They must [not slide] at all.", accept: [stand]}
"""

    (statement,) = read(folder, text).base.statements

    assert statement.says == "They must not slide at all."
    assert (statement.gap, statement.gapped) == ("not slide", "They must ____ at all.")
    assert statement.accept == ("stand",)


@pytest.mark.slow
def test_the_members_of_a_group_that_lists_none_are_unknown(folder: Path) -> None:
    group = read(folder, "groups:\n  sofa-muscles: {name: sofa muscles}\n").base.muscles[
        "sofa-muscles"
    ]

    assert isinstance(group, Group)
    assert group.members is None


# -- built-in and user facts ---------------------------------------------------------------------


def test_a_user_file_adds_to_the_builtin_facts(folder: Path) -> None:
    builtin = set(ids(read_library().base))

    both = set(ids(read(folder, exercise("{role: prime mover}"), only=False).base))

    assert both - builtin == {"sofa-bridge/gluteus-maximus/role"}
    assert builtin <= both


def test_only_excludes_builtin_facts_but_not_names(folder: Path) -> None:
    library = read(folder, exercise("{role: prime mover}"))

    assert ids(library.base) == ["sofa-bridge/gluteus-maximus/role"]
    assert library.base.facts[0].origin is Origin.USER
    assert {"hip-thrust", "sofa-bridge"} <= library.base.exercises.keys()
    assert library.templates == read_library().templates


@pytest.mark.slow
def test_with_only_a_user_definition_replaces_a_builtin_one(folder: Path) -> None:
    text = (
        exercise("{role: synergist}").replace("sofa-bridge", "hip-thrust").replace("sofa b", "my b")
    )

    base = read(folder, text).base

    assert base.exercises["hip-thrust"].name == "my bridge"
    assert [(c.id, c.role) for c in base.of_type(RoleClaim)] == [
        ("hip-thrust/gluteus-maximus/role", Role.SYNERGIST)
    ]


@pytest.mark.slow
def test_with_only_a_user_cannot_define_the_same_id_twice(folder: Path) -> None:
    text = exercise("{role: synergist}").replace("sofa-bridge", "hip-thrust")
    (folder / "again.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match=r"'hip-thrust' is already defined in .*again\.yaml"):
        read(folder, text)


def test_without_only_a_builtin_id_cannot_be_redefined(folder: Path) -> None:
    text = exercise("{role: synergist}").replace("sofa-bridge", "hip-thrust")

    with pytest.raises(DataError, match="or exclude the built-in facts with --only"):
        read(folder, text, only=False)


# -- files ---------------------------------------------------------------------------------------


def test_a_single_file_may_have_any_name(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(SOURCES + exercise("{role: prime mover}"), encoding="utf-8")

    assert len(read_library([file], only=True).base.facts) == 1


def test_a_folder_is_read_recursively_with_both_extensions(folder: Path) -> None:
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / "deep" / "deeper" / "more.yml").write_text(
        exercise("{role: prime mover}"), encoding="utf-8"
    )

    assert len(read_library([folder], only=True).base.facts) == 1


def test_a_file_that_is_given_twice_is_read_once(folder: Path) -> None:
    file = folder / "facts.yaml"
    read(folder, exercise("{role: prime mover}"))

    base = read_library([folder, file, folder / ".." / folder.name], only=True).base

    assert ids(base) == ["sofa-bridge/gluteus-maximus/role"]


def test_names_may_be_used_before_they_are_defined(folder: Path) -> None:
    text = exercise("{role: prime mover, source: zebra}") + (
        "muscles:\n  sofa-muscle: {name: sofa muscle}\n"
    )
    (folder / "z.yaml").write_text(
        "sources:\n  zebra: {name: Z, title: Z, kind: notes}\n", encoding="utf-8"
    )
    text = text.replace("      gluteus-maximus:", "      sofa-muscle:")

    assert ids(read(folder, text).base) == ["sofa-bridge/sofa-muscle/role"]


def test_facts_know_their_place(folder: Path) -> None:
    (claim,) = read(folder, exercise("{role: prime mover}")).base.facts

    assert str(claim.place) == f"{folder / 'facts.yaml'}:8:11"
    assert claim.place.text == "        - {role: prime mover}"


# -- consequences of other mistakes are not reported ---------------------------------------------


def messages(folder: Path, text: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        read(folder, text)
    return [problem.message for problem in caught.value.problems]


def test_an_unknown_default_source_is_reported_once(folder: Path) -> None:
    text = exercise("{role: prime mover}\n{not: antagonist}", top="source: oen")

    assert messages(folder, text) == ["Unknown source 'oen'. Did you mean 'one'?"]


def test_invalid_phases_are_not_also_reported_as_unknown(folder: Path) -> None:
    text = exercise("{phase: lifting, contraction: concentric}").replace("{lifting:", "{up:")

    assert messages(folder, text) == ["Unknown phase 'up'. Did you mean 'lifting'?"]


def test_a_list_with_an_invalid_claim_is_not_reported_as_incomplete(folder: Path) -> None:
    text = exercise("{role: prime mvoer}", extra="    complete: [prime mover]\n")

    assert messages(folder, text) == ["Unknown role 'prime mvoer'. Did you mean 'prime mover'?"]


def test_a_misspelt_key_is_not_also_reported_as_missing(folder: Path) -> None:
    text = exercise("{rol: prime mover}")

    assert messages(folder, text) == ["Unknown key 'rol'. Did you mean 'role'?"]


def test_missing_sources_are_reported_once_per_file(folder: Path) -> None:
    text = exercise("{role: prime mover}\n{not: antagonist}\n{purpose: lift}", top="")

    assert messages(folder, text) == [
        (
            "Missing source: add 'source:' here, or above as the default for all claims. "
            "This also applies to lines 9 and 10."
        )
    ]


def test_every_wrong_value_of_one_claim_is_reported(folder: Path) -> None:
    text = exercise("{role: hlper, phase: lift, source: oen, confidence: sure, of: hip-extensoin}")

    assert messages(folder, text) == [
        "Unknown role 'hlper'.",
        "Unknown phase 'lift'. Did you mean 'lifting'?",
        "Unknown source 'oen'. Did you mean 'one'?",
        "Unknown confidence 'sure'. Did you mean 'high'?",
        "Unknown joint action 'hip-extensoin'. Did you mean 'hip-extension'?",
    ]


def test_names_in_a_misspelt_section_are_not_reported_as_unknown(folder: Path) -> None:
    text = exercise("{role: prime mover}").replace("gluteus-maximus", "sofa-flexor")

    reported = messages(folder, text + "muscels:\n  sofa-flexor: {name: sofa flexor}\n")

    assert reported == ["Unknown key 'muscels'. Did you mean 'muscles'?"]
