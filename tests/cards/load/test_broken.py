"""Complaints about the invalid files in `tests/data/broken/`, compared with golden files."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from cards.load.library import read_library
from cards.load.text_file import LARGEST_FILE
from cards.problems import DataError
from tests.support.paths import TESTS

Golden = Callable[[str, str], None]

MISTAKES = sorted(folder.name for folder in (TESTS / "data" / "broken").iterdir())


@cache
def complaints(*paths: Path | str) -> DataError:
    with pytest.raises(DataError) as caught:
        read_library([Path(path) for path in paths])
    return caught.value


@pytest.fixture(autouse=True)
def _in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use relative paths, so that complaints are the same on every machine."""
    monkeypatch.chdir(TESTS / "data")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_clearly(mistake: str, golden: Golden) -> None:
    error = complaints(f"broken/{mistake}")

    golden(f"broken-{mistake}.txt", f"{error}\n")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_complaint_refers_to_a_line_of_the_file(mistake: str) -> None:
    for problem in complaints(f"broken/{mistake}").problems:
        place = problem.place

        assert place.file.startswith(f"broken/{mistake}")
        assert not place.line or 1 <= place.column <= len(place.text) + 1


def test_no_complaint_is_repeated() -> None:
    for mistake in MISTAKES:
        problems = complaints(f"broken/{mistake}").problems

        assert len(problems) == len(set(problems))


def test_every_golden_complaint_belongs_to_a_mistake() -> None:
    golden = {file.stem.removeprefix("broken-") for file in TESTS.glob("golden/broken-*.txt")}

    assert set(MISTAKES) == golden


def test_every_problem_of_every_file_is_reported_in_one_run() -> None:
    error = complaints("broken/several-mistakes-in-several-files")

    expected = {
        "sofa_bridge.yaml": 8,
        "towel_curl.yaml": 3,
        "sources.yaml": 2,
        "templates.yaml": 2,
        "unfinished.yaml": 1,
    }

    assert expected == Counter(Path(problem.place.file).name for problem in error.problems)


def test_the_problems_of_several_paths_are_reported_together() -> None:
    error = complaints("broken/unknown-role", "broken/empty-file", "broken/nowhere")

    expected = [
        "broken/empty-file/facts.yaml",
        "broken/nowhere",
        "broken/unknown-role/facts.yaml",
    ]

    assert expected == [problem.place.file for problem in error.problems]


def test_consequences_of_another_mistake_are_not_reported() -> None:
    error = complaints("broken/consequences-of-other-mistakes")

    expected = [
        "Unknown kind of source 'notebook'. Did you mean 'textbook'?",
        "Unknown key 'nam'. Did you mean 'name'?",
        "Unknown key 'alias'. Did you mean 'aliases'?",
    ]

    assert expected == [problem.message for problem in error.problems]


def test_a_path_that_does_not_exist_is_named() -> None:
    assert str(complaints("broken/nowhere")) == ("broken/nowhere:\nFile or folder not found.")


def test_a_file_that_is_too_large_is_refused_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * (LARGEST_FILE + 1))

    assert str(complaints(file)) == (
        f"{file}:\nThe file exceeds the limit of 2,097,152 bytes. Split it."
    )


def test_a_folder_named_like_a_file_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "facts.yaml"
    folder.mkdir()

    assert str(complaints(tmp_path)) == f"{folder}:\nThe file cannot be read: Is a directory."


def test_the_caret_is_below_the_right_character() -> None:
    for mistake in MISTAKES:
        for problem in complaints(f"broken/{mistake}").problems:
            if problem.place.line:
                line, caret = problem.place.excerpt()
                expected = problem.place.text[problem.place.column - 1 :][:1]
                shown = line[caret.index("^") :][:1]

                assert shown == (
                    expected if expected.isprintable() or expected == "\t" else "\ufffd"
                )


def test_a_complaint_contains_no_control_characters() -> None:
    for mistake in MISTAKES:
        text = str(complaints(f"broken/{mistake}"))

        assert not re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
