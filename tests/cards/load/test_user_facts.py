"""A user's file adds to ours, stands behind it or contradicts it; nothing of either is lost."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from cards.author.scaffold import scaffold
from cards.author.schema import fact_file_schema
from cards.load.library import BUILTIN_DATA, read_library
from cards.model.vocabulary import Confidence, Contraction, Origin, Role
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


def test_a_claim_on_an_exercise_of_ours_needs_no_name(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {soleus: [{role: stabiliser}]}\n"
    base = library_of(tmp_path, text).base
    fact = base.by_id["hip-thrust/soleus/role"]

    assert fact.origin is Origin.USER
    assert fact.source.id == "class-notes"


def test_the_same_claim_puts_the_user_s_source_behind_ours(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {gluteus-maximus: [{role: prime mover, at: p. 3}]}\n"
    base = library_of(tmp_path, text).base
    fact = base.by_id["hip-thrust/gluteus-maximus/role"]

    assert [c.source.id for c in fact.citations][-1] == "class-notes"
    assert fact.origin is Origin.BUILTIN
    assert not fact.attributed


def test_another_value_leaves_both_claims_contested(tmp_path: Path) -> None:
    text = THRUST + "    involvements: {gluteus-maximus: [{role: synergist}]}\n"
    base = library_of(tmp_path, text).base
    ours = base.by_id["hip-thrust/gluteus-maximus/role"]
    theirs = base.by_id["hip-thrust/gluteus-maximus/role@class-notes"]

    assert ours.confidence is theirs.confidence is Confidence.CONTESTED
    assert {getattr(fact, "role", None) for fact in (ours, theirs)} == {
        Role.PRIME_MOVER,
        Role.SYNERGIST,
    }


def test_a_muscle_of_ours_may_be_described_again_under_its_name(tmp_path: Path) -> None:
    text = (
        SOURCE
        + "muscles:\n  soleus:\n    name: soleus\n    aliases: [second heart]\n"
        + "    traits: [{action: plantar-flexion}]\n"
    )
    base = library_of(tmp_path, text).base

    assert "second heart" in base.muscles["soleus"].aliases
    fact = base.by_id["soleus/action/plantar-flexion"]
    assert [c.source.id for c in fact.citations][-1] == "class-notes"


def test_an_exercise_of_ours_may_be_written_again_under_its_name(tmp_path: Path) -> None:
    text = (
        THRUST
        + "    name: hip thrust\n    phases: {hold: while the hips stay up}\n"
        + "    involvements: {gluteus-maximus: [{phase: hold, contraction: isometric}]}\n"
    )
    base = library_of(tmp_path, text).base

    assert len(base.exercises["hip-thrust"].phases) == 3
    fact = base.by_id["hip-thrust/hold/gluteus-maximus/contraction"]
    assert getattr(fact, "contraction", None) is Contraction.ISOMETRIC


def test_another_thing_under_an_id_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="stands already"):
        library_of(tmp_path, SOURCE + "muscles: {soleus: {name: flounder}}\n")


def test_a_definition_of_the_user_s_stands_beside_ours_as_theirs(tmp_path: Path) -> None:
    text = (
        SOURCE
        + "terms:\n  synergist:\n    {name: synergist, family: role, definition: who joins in}\n"
    )
    base = library_of(tmp_path, text).base

    assert base.by_id["glossary/synergist/definition"].confidence is Confidence.HIGH
    assert base.by_id["glossary/synergist/definition@class-notes"].attributed


# -- what helps to write them ----------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["zercher-squat", "hip-thrust", "plank"])
def test_a_starting_file_is_in_order_as_it_stands(id_: str, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(scaffold(id_, id_.replace("-", " "), builtin_library().base), "utf-8")

    assert id_ in read_library([file]).base.exercises


@pytest.mark.parametrize("id_", ["zercher-squat", "hip-thrust"])
def test_a_starting_file_is_in_order_with_every_comment_filled_in(id_: str, tmp_path: Path) -> None:
    text = scaffold(id_, id_.replace("-", " "), builtin_library().base)
    filled = [re.sub(r"^    # ", "    ", line) for line in text.splitlines()]
    keep = [line for line in filled if not line.startswith(("    What", "    Any"))]
    file = tmp_path / "own.yaml"
    file.write_text("\n".join(keep), "utf-8")
    base = read_library([file]).base

    assert sum(fact.origin is Origin.USER for fact in base.facts) >= 7


@pytest.mark.slow
def test_new_writes_into_the_user_s_own_folder_and_it_is_read_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path)))
    told = CliRunner().invoke(cli, ["facts", "new", "Zercher", "squat"])

    assert told.exit_code == 0
    assert (tmp_path / "facts" / "zercher-squat.yaml").exists()
    assert (tmp_path / "facts" / "primemover.schema.json").exists()
    file = tmp_path / "facts" / "zercher-squat.yaml"
    text = file.read_text("utf-8")
    file.write_text(text + "    involvements: {quadriceps: [{role: prime mover}]}\n", "utf-8")
    listed = CliRunner().invoke(cli, ["facts", "list", "zercher", "squat", "--json"])
    assert json.loads(listed.stdout)["id"] == "zercher-squat/quadriceps/role"


def test_new_never_writes_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", "utf-8")
    told = CliRunner().invoke(cli, ["facts", "new", "plank", "-o", str(file)])

    assert told.exit_code == 1
    assert "there already" in told.output
    assert file.read_text("utf-8") == "mine"


# -- the schema for editors ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    made = fact_file_schema(builtin_library())
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(json.loads(json.dumps(made)))


OURS = sorted(set(BUILTIN_DATA.rglob("*.yaml")) - set((BUILTIN_DATA / "exams").iterdir()))


@pytest.mark.slow
@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_the_schema_takes_every_file_of_ours(
    file: Path, schema: jsonschema.Draft7Validator
) -> None:
    assert [e.message for e in schema.iter_errors(yaml.safe_load(file.read_text("utf-8")))] == []


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
        "templates: {t: {kind: chance, stems: [], explanation: e, tests: t}}",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    text: str, schema: jsonschema.Draft7Validator
) -> None:
    assert list(schema.iter_errors(yaml.safe_load(text)))


def test_the_schema_offers_our_ids_and_takes_new_ones(schema: jsonschema.Draft7Validator) -> None:
    made = schema.schema
    assert isinstance(made, dict)
    terms = made["definitions"]["term-of-joint-action"]["anyOf"]

    assert "hip-extension" in terms[0]["enum"]
    text = "exercises: {plank: {traits: [{action: trunk-wobble, source: my-notes}]}}"
    assert not list(schema.iter_errors(yaml.safe_load(text)))
