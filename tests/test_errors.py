"""Every error of the program has one base class, an exit code and a place in the drawn tree."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

import cards
import decks
import quiz
from cards import errors
from cards.errors import ExitCode, PrimemoverError
from cards.problems import DataError, Place, Problem
from quiz.cli.app import cli

CONTROL_FLOW = {
    "cards.cache.earlier._Gone",  # a cached card on a removed fact is not reused
    "cards.cache.parts.Damaged",  # what is damaged in the cache is built again
    "cards.pairs._NoCard",  # most templates do not apply to most facts
    "quiz.cli.app.SeenEnough",  # the reader of stdout closed the pipe
    "quiz.home.settings.InvalidValue",  # the file of settings reports it with its place
    "quiz.log.codec.RecordError",  # a record is set aside; who reads the log reports it
}
"""Exceptions that are caught inside the program and report nothing."""


def defined() -> Iterator[type[Exception]]:
    """Every exception class that a module of the program defines."""
    for package in (cards, decks, quiz):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for value in vars(module).values():
                is_exception = isinstance(value, type) and issubclass(value, Exception)
                if is_exception and value.__module__ == module.__name__:
                    yield value


def name(error: type[Exception]) -> str:
    return f"{error.__module__}.{error.__qualname__}"


ERRORS = sorted((e for e in defined() if issubclass(e, PrimemoverError)), key=name)


def test_every_exception_derives_from_the_base_class_or_is_control_flow() -> None:
    others = {name(error) for error in defined() if not issubclass(error, PrimemoverError)}

    assert others == CONTROL_FLOW


def test_the_tree_in_the_docstring_is_the_tree_of_classes() -> None:
    lines = str(errors.__doc__).splitlines()

    assert [_drawn(line) for line in lines if "── " in line] == list(_tree(PrimemoverError))


def _drawn(line: str) -> tuple[int, str, int]:
    """The depth in the tree, the class and the exit code."""
    branch, described = line.split("── ")
    class_name, code, *_ = described.split()
    return len(branch) // 4, class_name, int(code)


def _tree(base: type[PrimemoverError], depth: int = 1) -> Iterator[tuple[int, str, int]]:
    children = (error for error in ERRORS if base in error.__bases__)
    for error in sorted(children, key=lambda e: (e.exit_code, e.__name__)):
        yield depth, error.__name__, error.exit_code.value
        yield from _tree(error, depth + 1)


@pytest.mark.parametrize("error", [e for e in ERRORS if e is not PrimemoverError], ids=name)
def test_every_error_has_the_exit_code_of_a_failure(
    error: type[PrimemoverError],
) -> None:
    assert error.exit_code in {ExitCode.FAULTY_DATA, ExitCode.USAGE, ExitCode.NOTHING_MATCHED}


def test_a_class_without_an_exit_code_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="exit_code"):
        type("Forgotten", (PrimemoverError,), {})


def test_the_command_line_reports_an_error_on_stderr_and_ends_with_its_code() -> None:
    ended = CliRunner().invoke(cli, ["quiz", "--only"])

    assert ended.exit_code == ExitCode.USAGE
    assert ended.stdout == ""
    assert ended.stderr == (
        "Error: --only excludes the built-in facts; give yours with --facts PATH.\n"
    )


def test_faulty_data_is_reported_with_the_number_of_problems() -> None:
    place = Place(file="mine.yaml", line=2, column=1, text="rol: synergist")
    error = DataError([Problem(place=place, message="Unknown key 'rol'.")])

    assert error.report() == (
        "mine.yaml:2:1:\n2 | rol: synergist\n  | ^\nUnknown key 'rol'.\n\n1 problem."
    )
