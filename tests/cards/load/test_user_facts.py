"""User facts add to the built-in ones, confirm them or contradict them; no claim is lost."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from cards.author.scaffold import scaffold
from cards.author.schema import fact_file_schema
from cards.load.library import builtin_files, read_library
from cards.model.vocabulary import Confidence, Contraction, Origin, Rank, Role
from cards.problems import DataError
from quiz.cli.app import cli
from tests.support.homes import make_home
from tests.support.library import builtin_library, library_of

SOURCE = """
sources:
  class-notes: {name: our class notes, title: "Week 2", kind: notes}
source: class-notes
"""
THRUST = SOURCE + "exercises:\n  hip-thrust:\n"


def test_a_claim_on_a_builtin_exercise_needs_no_name(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {soleus: [{role: stabiliser}]}\n"
    base = library_of(tmp_path, text).base
    fact = base.by_id["hip-thrust/soleus/role"]

    assert fact.origin is Origin.USER
    assert fact.source.id == "class-notes"


def test_the_same_claim_adds_the_source_to_the_builtin_one(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {gluteus-maximus: [{role: prime mover, at: p. 3}]}\n"
    base = library_of(tmp_path, text).base
    fact = base.by_id["hip-thrust/gluteus-maximus/role"]

    assert [c.source.id for c in fact.citations][-1] == "class-notes"
    assert fact.origin is Origin.BUILTIN
    assert not fact.attributed


def test_a_tertiary_page_does_not_contest_the_claim_of_a_named_author(tmp_path: Path) -> None:
    page = THRUST.replace("kind: notes", "kind: notes, rank: tertiary")
    assert page != THRUST
    text = page + "    involvements: {gluteus-maximus: [{role: synergist}]}\n"
    base = library_of(tmp_path, text).base

    assert not base.by_id["hip-thrust/gluteus-maximus/role"].attributed
    added = base.by_id["hip-thrust/gluteus-maximus/role@class-notes"]
    assert added.confidence is Confidence.OPINION


def test_a_source_without_a_rank_counts_as_its_kind_does(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {gluteus-maximus: [{role: prime mover}]}\n"
    source = library_of(tmp_path, text).base.sources["class-notes"]

    assert source.rank is Rank.EXPERT
    assert source.reason == "by its kind, as no rank is stated"


def test_a_contradicting_value_makes_both_claims_contested(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {gluteus-maximus: [{role: synergist}]}\n"
    base = library_of(tmp_path, text).base
    builtin = base.by_id["hip-thrust/gluteus-maximus/role"]
    added = base.by_id["hip-thrust/gluteus-maximus/role@class-notes"]

    assert builtin.confidence is added.confidence is Confidence.CONTESTED
    assert {fact.about.role for fact in (builtin, added)} == {
        Role.PRIME_MOVER,
        Role.SYNERGIST,
    }


@pytest.mark.slow
def test_a_builtin_muscle_can_be_extended_under_its_name(tmp_path: Path) -> None:
    text = (
        SOURCE
        + "muscles:\n  soleus:\n    name: soleus\n    aliases: [second heart]\n"
        + "    traits: [{action: plantar-flexion}]\n"
    )
    base = library_of(tmp_path, text).base

    assert "second heart" in base.muscles["soleus"].aliases
    fact = base.by_id["soleus/action/plantar-flexion"]
    assert [c.source.id for c in fact.citations][-1] == "class-notes"


@pytest.mark.slow
def test_a_builtin_exercise_can_be_extended_under_its_name(tmp_path: Path) -> None:
    text = (
        THRUST
        + "    name: hip thrust\n    phases: {hold: while the hips stay up}\n"
        + "    involvements: {gluteus-maximus: [{phase: hold, contraction: isometric}]}\n"
    )
    base = library_of(tmp_path, text).base

    assert len(base.exercises["hip-thrust"].phases) == 3
    fact = base.by_id["hip-thrust/hold/gluteus-maximus/contraction"]
    assert fact.about.contraction is Contraction.ISOMETRIC


def test_another_noun_with_a_builtin_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is already defined"):
        library_of(tmp_path, SOURCE + "muscles: {soleus: {name: flounder}}\n")


def test_a_user_definition_is_added_to_the_builtin_one(tmp_path: Path) -> None:
    text = (
        SOURCE
        + "terms:\n  synergist:\n    {name: synergist, family: role, definition: who joins in}\n"
    )
    base = library_of(tmp_path, text).base

    assert base.by_id["glossary/synergist/definition"].confidence is Confidence.HIGH
    assert base.by_id["glossary/synergist/definition@class-notes"].attributed


# -- scaffold --------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["zercher-squat", "hip-thrust", "plank"])
def test_the_scaffold_is_valid(id_: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(scaffold(id_, id_.replace("-", " "), builtin_library().base), "utf-8")

    assert id_ in read_library([file]).base.exercises


@pytest.mark.parametrize("id_", ["zercher-squat", "hip-thrust"])
def test_the_scaffold_is_valid_with_every_comment_removed(id_: str, tmp_path: Path) -> None:
    text = scaffold(id_, id_.replace("-", " "), builtin_library().base)
    filled = [re.sub(r"^    # ", "    ", line) for line in text.splitlines()]
    keep = [
        line for line in filled if not line.startswith(("    Properties", "    Claims", "    Any"))
    ]
    file = tmp_path / "mine.yaml"
    file.write_text("\n".join(keep), "utf-8")
    base = read_library([file]).base

    assert sum(fact.origin is Origin.USER for fact in base.facts) >= 7


def test_the_scaffold_shows_a_valid_finding(tmp_path: Path) -> None:
    text = scaffold("zercher-squat", "Zercher squat", builtin_library().base)
    head, _, finding = text.partition("# compensations:")
    file = tmp_path / "mine.yaml"
    file.write_text(f"{head}compensations:{finding.replace(chr(10) + '# ', chr(10))}", "utf-8")
    base = read_library([file]).base

    assert [fact.type for fact in base.facts if fact.origin is Origin.USER] == [
        "observation",
        "compensation",
        "compensation",
    ]


@pytest.mark.slow
def test_facts_new_writes_a_file_that_later_commands_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path)))
    ended = CliRunner().invoke(cli, ["facts", "new", "Zercher", "squat"])

    assert ended.exit_code == 0
    assert (tmp_path / "facts" / "zercher-squat.yaml").exists()
    assert (tmp_path / "facts" / "primemover.schema.json").exists()
    file = tmp_path / "facts" / "zercher-squat.yaml"
    text = file.read_text("utf-8")
    file.write_text(text + "    involvements: {quadriceps: [{role: prime mover}]}\n", "utf-8")
    listed = CliRunner().invoke(cli, ["facts", "list", "zercher", "squat", "--json"])
    assert json.loads(listed.stdout)["id"] == "zercher-squat/quadriceps/role"


def test_facts_new_never_overwrites_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", "utf-8")
    ended = CliRunner().invoke(cli, ["facts", "new", "plank", "-o", str(file)])

    assert ended.exit_code == 1
    assert "already exists" in ended.output
    assert file.read_text("utf-8") == "mine"


# -- the schema for editors ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    document = fact_file_schema(builtin_library())
    jsonschema.Draft7Validator.check_schema(document)
    return jsonschema.Draft7Validator(json.loads(json.dumps(document)))


@pytest.mark.parametrize("one_in", [20, pytest.param(1, marks=pytest.mark.full)])
def test_the_schema_accepts_every_builtin_file(
    one_in: int, schema: jsonschema.Draft7Validator
) -> None:
    refused = {
        file.stem: [error.message for error in schema.iter_errors(yaml.safe_load(text))]
        for file, _ in builtin_files()[::one_in]
        if (text := file.read_text("utf-8"))
    }

    assert {stem: messages for stem, messages in refused.items() if messages} == {}


@pytest.mark.parametrize(
    "text",
    [
        "exercise: {}",
        "exercises: {Plank: {name: plank}}",
        "exercises: {plank: {involvement: {}}}",
        "exercises: {plank: {involvements: {soleus: [{role: mover}]}}}",
        "exercises: {plank: {involvements: {soleus: [{contraction: {lifting: quick}}]}}}",
        "exercises: {plank: {traits: [{patern: squat-pattern}]}}",
        "sources: {notes: {name: notes}}",
        "sources: {notes: {name: notes, title: t, kind: rumour}}",
        "confidence: certain",
        "templates: {t: {kind: chance, stems: [], explanation: e, tests: roles}}",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    text: str, schema: jsonschema.Draft7Validator
) -> None:
    assert list(schema.iter_errors(yaml.safe_load(text)))


def test_the_schema_suggests_builtin_ids_and_accepts_others(
    schema: jsonschema.Draft7Validator,
) -> None:
    document = schema.schema
    assert isinstance(document, dict)
    terms = document["definitions"]["term-of-joint-action"]["anyOf"]

    assert "hip-extension" in terms[0]["enum"]
    text = "exercises: {plank: {traits: [{action: trunk-wobble, source: my-notes}]}}"
    assert not list(schema.iter_errors(yaml.safe_load(text)))
