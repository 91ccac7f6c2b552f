"""Reading YAML: any file gives either its values as written or a complaint."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cards.characters import hidden_character
from cards.english import nearest
from cards.load import library
from cards.load.document import Node, read_document
from cards.load.library import read_library
from cards.load.text_file import LARGEST_FILE
from cards.problems import DataError, Place, Problem
from tests.support.paths import LETTERS

BUILTIN_FILE = library.BUILTIN_DATA / "exercises" / "hip-thrust.yaml"

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Every example overwrites the same file, so one folder serves them all.
one_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

# Pieces of YAML syntax, so that random texts reach edge cases.
PIECES = (
    *("- ", ": ", "? ", "[", "]", "{", "}", ",", "'", '"', "#", " #", "&a", "*a", "!!str", "!t"),
    *(
        "|\n",
        ">-\n",
        "%",
        "@",
        "`",
        "\\",
        "\\x00",
        "\\uD800",
        "---\n",
        "...\n",
        "<<: ",
        "~",
        "null",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\t",
        "  ",
        "name",
        "exercises:",
        "on",
        "3:1:1",
        "%YAML 1.1\n",
        "💪",
        "é",
    ),
    *("\ufeff", "\x00", "\x07", "\x0c", "\x85", "\u2028", "\u200b"),
)
pieces = st.sampled_from(PIECES)
yaml_like = st.lists(pieces, max_size=40).map("".join)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facts.yaml"


def problems_of(file: Path, content: bytes) -> tuple[Problem, ...]:
    """The problems of a file, including those of all its values."""
    file.write_bytes(content)
    try:
        walk(read_document(file, "facts.yaml"))
    except DataError as error:
        return error.problems
    return ()


def walk(node: Node) -> object:
    """The value converted to Python objects."""
    for read in (Node.entries, Node.items):
        try:
            found = read(node)
        except DataError as error:
            if not error.problems[0].message.startswith(("Expected", "Nothing")):
                raise
        else:
            return [
                tuple(walk(part) for part in item) if isinstance(item, tuple) else walk(item)
                for item in found
            ]
    return node.text()


def assert_well_placed(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        place = problem.place

        assert place.file == "facts.yaml"
        assert not place.line or 1 <= place.column <= len(place.text) + 1
        assert not CONTROL.search(str(problem))


@one_folder
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(file: Path, content: bytes) -> None:
    assert_well_placed(problems_of(file, content))


@one_folder
@given(st.text(max_size=200))
def test_any_text_is_read_or_reported(file: Path, content: str) -> None:
    assert_well_placed(problems_of(file, content.encode("utf-8", "surrogatepass")))


@one_folder
@given(yaml_like)
@example("'")
@example('a: "b\n')
@example("a: [b\n\n\n")
@example("key: |\n\ttab")
@example("\ufeff\ufeffa: b")
@example("a: b\n\x0c\tc: \x00")
@example('"\\ud800": "\\e"')
@example("? [a]\n: b")
@example("%YAML 9.9\n--- a")
def test_any_yaml_like_text_is_read_or_reported(file: Path, content: str) -> None:
    assert_well_placed(problems_of(file, content.encode()))


@one_folder
@given(yaml_like)
def test_reading_is_deterministic(file: Path, content: str) -> None:
    first = problems_of(file, content.encode())

    assert first == problems_of(file, content.encode())


@pytest.mark.slow
@pytest.mark.parametrize(
    "opening",
    ["[", "{", "- ", "? ", "a: [", "- [", "[ #]\n", "[']', ", '{"}": '],
)
def test_deep_nesting_is_refused(file: Path, opening: str) -> None:
    content = (opening * (LARGEST_FILE // len(opening)))[: LARGEST_FILE - 1]

    assert problems_of(file, content.encode())


def test_deep_indentation_is_refused(file: Path) -> None:
    content = "".join(f"{' ' * depth}a:\n" for depth in range(2000))

    (problem,) = problems_of(file, content.encode())

    assert problem.message == "Values are nested more than 32 levels deep."


@pytest.mark.parametrize(
    "written",
    ["no", "3:1:1", "1e3", "0x1F", "0o17", "~", "null", "2001-01-01", "1_000", ".inf", "Yes", "="],
)
def test_text_is_read_as_written(file: Path, written: str) -> None:
    file.write_text(f"key: {written}\n", encoding="utf-8")

    ((key, value),) = read_document(file, "facts.yaml").entries()

    assert (key.text(), value.text()) == ("key", written)


@one_folder
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_quoted_text_is_read_as_written(file: Path, written: str) -> None:
    assume(hidden_character(written) is None)
    doubled = written.replace("'", "''")
    file.write_text(f"key: '{doubled}'\n", encoding="utf-8")

    ((_, value),) = read_document(file, "facts.yaml").entries()

    assert value.text() == written


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_change_nothing(
    file: Path, ending: str, bom: bytes
) -> None:
    file.write_bytes(bom + ending.join(("a: b", "c:", "  - d", "")).encode())

    document = read_document(file, "facts.yaml")

    assert walk(document) == [("a", "b"), ("c", ["d"])]
    assert str(document.entries()[1][0].place) == "facts.yaml:2:1"


def test_folded_lines_become_one_line(file: Path) -> None:
    file.write_text("note: >-\n  one\n  two\n\n  three\nother: one\n  two\n", encoding="utf-8")

    assert walk(read_document(file, "f")) == [("note", "one two three"), ("other", "one two")]


def test_a_value_knows_its_line_and_column(file: Path) -> None:
    file.write_text("a: b\nlist: [one, two]\n", encoding="utf-8")

    (_, (_, listed)) = read_document(file, "facts.yaml").entries()
    place = listed.items()[1].place

    assert (str(place), place.text) == ("facts.yaml:2:13", "list: [one, two]")


def test_a_pipe_is_read_up_to_the_limit() -> None:
    with pytest.raises(DataError, match="exceeds the limit of 2,097,152 bytes"):
        read_document(Path("/dev/zero"), "facts.yaml")


def test_errors_can_be_deferred_until_all_fields_are_read(file: Path) -> None:
    file.write_text("name: [one]\nnoet: two\nflag: maybe\n", encoding="utf-8")

    fields = read_document(file, "f").fields(("name", "id"), ("note", "flag"), go_on=True)
    read = (fields.text("name"), fields.flag("flag"), fields.text("note"))
    with pytest.raises(DataError) as caught:
        fields.done()

    assert read == (None, False, None)
    assert [problem.message for problem in caught.value.problems] == [
        "Missing required key 'id'.",
        "Expected one text, found a list.",
        "Unknown key 'noet'. Did you mean 'note'?",
        "'maybe' is not a Boolean; write true or false.",
    ]


def test_errors_are_raised_at_once_by_default(file: Path) -> None:
    file.write_text("name: one\n", encoding="utf-8")

    with pytest.raises(DataError, match="Missing required key 'id'"):
        read_document(file, "f").fields(("name", "id"))


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Hip-Trust", "hip-thrust"), ("glute-bridges", "glute-bridge"), ("squat", None), ("", None)],
)
def test_the_most_similar_word_is_suggested(word: str, meant: str | None) -> None:
    assert nearest(word, ["hip-thrust", "glute-bridge"]) == meant


# -- a file, damaged -----------------------------------------------------------------------------


@pytest.fixture(
    scope="module", params=[LETTERS, pytest.param(BUILTIN_FILE, marks=pytest.mark.full)]
)
def sound(request: pytest.FixtureRequest) -> list[str]:
    """The lines of a file of facts."""
    file: Path = request.param
    return file.read_text(encoding="utf-8").splitlines(keepends=True)


@one_folder
@given(data=st.data())
def test_a_file_with_lost_repeated_or_swapped_lines_is_read_or_reported(
    file: Path, sound: list[str], data: st.DataObject
) -> None:
    lines = list(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        here = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["lose", "double", "swap"])):
            case "lose":
                del lines[here]
            case "double":
                lines.insert(here, lines[here])
            case _:
                there = data.draw(st.integers(0, len(lines) - 1))
                lines[here], lines[there] = lines[there], lines[here]

    read_or_complain(file, "".join(lines))


@one_folder
@given(data=st.data())
def test_a_file_with_random_characters_is_read_or_reported(
    file: Path, sound: list[str], data: st.DataObject
) -> None:
    text = "".join(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        here = data.draw(st.integers(0, len(text) - 1))
        text = text[:here] + data.draw(st.one_of(pieces, st.characters())) + text[here + 1 :]

    read_or_complain(file, text)


def read_or_complain(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    problems: tuple[Problem, ...] = ()
    try:
        read_library([file], only=True)
    except DataError as error:
        problems = error.problems
        # An error without a complaint could not be fixed by the user.
        problems = problems or (Problem(place=Place(file="nowhere"), message="Nothing."),)

    for problem in problems:
        assert problem.place.file == str(file)
        assert problem.place.column <= len(problem.place.text) + 1
