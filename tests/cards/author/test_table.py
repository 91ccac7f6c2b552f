"""Tables of facts: how they are read, and what their words mean."""

from pathlib import Path

import pytest

from cards.author.columns import Columns, recognise
from cards.author.fact_file import fact_file
from cards.author.table import read_table
from cards.author.table_facts import NEW, SKIP, Claim, TableFacts, facts_in
from cards.author.words import Words
from cards.load.library import read_library
from cards.problems import DataError
from tests.support.library import builtin_library, cached_library


def words() -> Words:
    return Words(cached_library().topics, builtin_library().base)


def found(
    tmp_path: Path, text: str, meanings: dict[tuple[str, str], str] | None = None
) -> TableFacts:
    file = tmp_path / "class.csv"
    file.write_text(text, encoding="utf-8")
    table = read_table(file)
    return facts_in(table, recognise(table.headings, words().topics), words(), meanings or {})


def said(facts: TableFacts) -> set[tuple[object, ...]]:
    return {claim.said for claim in facts.claims}


@pytest.mark.parametrize(
    "text",
    [
        "Exercise,Muscle\nHip thrust,Glutes\n",
        "Exercise;Muscle\r\nHip thrust;Glutes\r\n",
        "Exercise\tMuscle\nHip thrust\tGlutes\n",
        "\ufeffExercise,Muscle\n\n,\nHip thrust,Glutes\n",
        '"Exercise","Muscle"\n"Hip\u00a0thrust"," Glutes "\n',
        "Exercise,Muscle\n“Hip thrust”,‘Glutes’\n",
        'Exercise,Muscle\n"Hip\nthrust",Glutes\n',
    ],
)
def test_a_table_is_read_as_a_spreadsheet_writes_it(text: str, tmp_path: Path) -> None:
    file = tmp_path / "class.csv"
    file.write_bytes(text.encode())
    table = read_table(file)

    assert table.headings == ("Exercise", "Muscle")
    assert [[cell.text for cell in row.values()] for row in table.rows] == [
        ["Hip thrust", "Glutes"]
    ]


def test_a_cell_knows_its_row_its_column_and_its_place(tmp_path: Path) -> None:
    file = tmp_path / "class.csv"
    file.write_text("Exercise,Muscle\n\nHip thrust,Glutes\n", encoding="utf-8")
    cell = read_table(file).rows[0][1]

    assert (cell.row, cell.column, str(cell.place)) == (3, "Muscle", f"{file}:3:12")


@pytest.mark.parametrize("text", ["", "Exercise,Muscle\n", "\n\n"])
def test_a_table_without_rows_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "class.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match="at least one more row"):
        read_table(file)


def test_columns_are_recognised_by_other_headings_and_the_rest_is_named() -> None:
    headings = ("Exercise name", "Prime movers", "Stabilizers", "Joint Action", "Pages", "Grade")

    assert recognise(headings, words().topics) == Columns(
        by_name={"exercise": 0, "action": 3, "at": 4},
        roles={1: "prime mover", 2: "stabiliser"},
        ignored=("Grade",),
    )


def test_a_named_column_counts_instead_of_a_recognised_one() -> None:
    columns = recognise(("Muscle", "What works"), words().topics, {"muscle": "What works"})

    assert columns == Columns(by_name={"muscle": 1}, ignored=("Muscle",))


@pytest.mark.parametrize(
    ("kind", "text", "id_"),
    [
        ("exercise", "Bench presses", "bench-press"),
        ("exercise", "RDL", "romanian-deadlift"),
        ("exercise", "the push ups", "push-up"),
        ("muscle", "Quads", "quadriceps"),
        ("muscle", "Rear delts", "posterior-deltoid"),
        ("role", "Agonists", "prime mover"),
        ("role", "stabilizer", "stabiliser"),
        ("phase", "eccentric phase", "lowering"),
        ("phase", "throughout", "throughout"),
        ("contraction", "Concentric", "concentric"),
        ("action", "flexes elbow", "elbow-flexion"),
        ("action", "Extend the hip", "hip-extension"),
        ("nerve", "radial nerve (C7, 8)", "radial-nerve"),
    ],
)
def test_a_word_is_understood_as_a_topic_is(kind: str, text: str, id_: str) -> None:
    assert words().find(kind, text) == (id_,)


@pytest.mark.parametrize("text", ["down", "upward phase", "way up"])
def test_a_direction_does_not_tell_the_phase(text: str) -> None:
    assert words().find("phase", text) == ()


def test_the_words_of_an_exercise_tell_its_phase() -> None:
    described = builtin_library().base.exercises["hip-thrust"].phases

    for phase, text in described.items():
        assert words().find("phase", text, "hip-thrust") == (phase.value,)


def test_a_row_makes_a_claim_of_each_value(tmp_path: Path) -> None:
    row = "Hip thrusts,Glutes,agonist,lifting,concentric,hip extension\n"
    facts = found(tmp_path, f"Exercise,Muscle,Role,Phase,Contraction,Action\n{row}")

    assert said(facts) == {
        ("hip-thrust", "glutes", "role", "prime mover", None),
        ("hip-thrust", "glutes", "contraction", "concentric", "lifting"),
        ("hip-thrust", "glutes", "action", "hip-extension", "lifting"),
    }


def test_a_column_of_a_role_lists_muscles(tmp_path: Path) -> None:
    text = 'Exercise,Prime movers,Synergists\nSquat (back),"Quads, glutes",Hamstrings and calves\n'
    facts = found(tmp_path, text, {("exercise", "squat (back)"): "back-squat"})

    assert {claim[1:4] for claim in said(facts)} == {
        ("quadriceps", "role", "prime mover"),
        ("glutes", "role", "prime mover"),
        ("hamstrings", "role", "synergist"),
        ("calves", "role", "synergist"),
    }


def test_a_row_below_merged_cells_is_on_the_exercise_above(tmp_path: Path) -> None:
    facts = found(tmp_path, "Exercise,Muscle,Role\nDip,Triceps,agonist\n,Pecs,agonist\n")

    assert {claim.exercise for claim in facts.claims} == {"dip"}
    assert facts.inherited == 1


def test_a_table_of_muscles_states_their_anatomy(tmp_path: Path) -> None:
    text = (
        "Muscle,Origin,Action,Innervation\nAnconeus,lateral epicondyle,extends elbow,radial nerve\n"
    )

    assert said(found(tmp_path, text)) == {
        (None, "anconeus", "origin", "lateral epicondyle", None),
        (None, "anconeus", "action", "elbow-extension", None),
        (None, "anconeus", "nerve", "radial-nerve", None),
    }


def test_every_unknown_word_is_found_in_one_pass(tmp_path: Path) -> None:
    text = "Exercise,Muscle,Role\nSofa lift,Sofa flexor,helper\nSofa lift,Quads,Helper\n"
    facts = found(tmp_path, text)

    assert {(word.kind, word.text): len(cells) for word, cells in facts.unknown.items()} == {
        ("exercise", "Sofa lift"): 2,
        ("muscle", "Sofa flexor"): 1,
        ("role", "helper"): 2,
    }


def test_a_word_may_be_a_new_exercise_or_be_skipped(tmp_path: Path) -> None:
    text = "Exercise,Muscle,Role\nSofa lift,Quads,agonist\nDip,Sofa flexor,agonist\n"
    meanings = {("exercise", "sofa lift"): NEW, ("muscle", "sofa flexor"): SKIP}
    facts = found(tmp_path, text, meanings)

    assert said(facts) == {("sofa-lift", "quadriceps", "role", "prime mover", None)}
    assert facts.new == {"sofa-lift": "Sofa lift"}
    assert [cell.row for cell in facts.skipped] == [3]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Dip,,agonist", "Row 2, Exercise: The row states nothing: it has no muscle."),
        ("Dip,Triceps,", "Row 2, Exercise: The row states nothing: it has no value for it."),
        (
            "Dip,Triceps,agonist\nDip,Triceps,synergist",
            "Row 3, Role: 'synergist' contradicts 'prime mover' in row 2.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_reported(rows: str, message: str, tmp_path: Path) -> None:
    facts = found(tmp_path, f"Exercise,Muscle,Role\n{rows}\n")

    assert [problem.message for problem in facts.problems] == [message]


def test_the_file_states_the_claims_of_the_table_with_their_sources(tmp_path: Path) -> None:
    text = (
        "Exercise,Muscle,Role,Phase,Source,Page,Note\n"
        'Sofa lift,Quads,agonist,lifting,Our "blue" book,p. 4,#2 grip: wide\n'
        "Sofa lift,Quads,agonist,lifting,openstax-ap2e,11.6,\n"
    )
    facts = found(tmp_path, text, {("exercise", "sofa lift"): NEW})
    base = builtin_library().base
    written = fact_file(facts, "class.csv", "class", base)
    file = tmp_path / "class.yaml"
    file.write_text(written.text, encoding="utf-8")
    fact = read_library([file]).base.by_id["sofa-lift/lifting/quadriceps/role"]

    assert [(c.source.id, c.at) for c in fact.citations] == [
        ("our-blue-book", ("p.", "4")),
        ("openstax-ap2e", ("11.6",)),
    ]
    assert fact.note == "#2 grip: wide"
    assert fact.citations[0].source.name == 'Our "blue" book'
    line: Claim = written.claims[fact.place.line]
    assert line.cell.row == 2
