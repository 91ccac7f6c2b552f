"""The architecture: which way imports run, and which module may import which outside library."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.paths import ROOT

LAYERS = ("cards", "decks", "quiz")
"""From the bottom up: a layer imports only itself and the layers before it."""

IMPORTERS = {
    "yaml": {"cards/load/document.py"},
    "fsrs": {"quiz/memory/scheduler.py"},
    "genanki": {"decks/formats/anki/package.py"},
    "resvg_py": {"decks/maps/picture.py"},
    "sqlite3": {"quiz/log/sqlite.py", "decks/history/collection.py"},  # our log, and Anki's
    "zstandard": {"decks/history/zstd.py"},
    "anki": {"decks/history/trial.py"},
}
"""The only modules that may import an outside library."""

BARRED = {
    "cards": {"click", "sqlite3", "random", "time", "datetime", "genanki"},
    "decks": {"click", "random", "time", "datetime"},
}
"""Modules that a layer must not import, so that equal input gives equal output."""


@cache
def modules() -> dict[str, tuple[str, ...]]:
    """Each module of the program, by its path, with what it imports anywhere in it."""
    files = (file for layer in LAYERS for file in sorted((ROOT / layer).rglob("*.py")))
    return {
        file.relative_to(ROOT).as_posix(): tuple(_imports(ast.parse(file.read_text("utf-8"))))
        for file in files
    }


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _packages() -> dict[str, set[str]]:
    """Each package, and each module directly in a layer, with those of them that it imports."""
    known = {_home(file) for file in modules()}
    graph: dict[str, set[str]] = {home: set() for home in known}
    for file, imported in modules().items():
        for name in imported:
            parts = name.split(".")
            homes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
            home = next((home for home in homes if home in known), None)
            if home is not None and home != _home(file):
                graph[_home(file)].add(home)
    return graph


def _home(file: str) -> str:
    """The package a module belongs to; a module directly in a layer counts as a package.

    A package's sub-packages belong to it.
    """
    path = Path(file)
    of_package = len(path.parts) > 2 or path.name == "__init__.py"
    return ".".join(path.parts[:2]) if of_package else ".".join(path.with_suffix("").parts)


@pytest.mark.slow
def test_imports_run_from_quiz_to_decks_to_cards_and_never_back() -> None:
    upward = {
        f"{file} imports {name}"
        for file, imported in modules().items()
        for name in imported
        if name.split(".")[0] in LAYERS[LAYERS.index(file.split("/")[0]) + 1 :]
    }

    assert upward == set()


def test_packages_import_one_another_without_a_cycle() -> None:
    remaining = _packages()
    while leaves := {home for home, needs in remaining.items() if not needs & set(remaining)}:
        remaining = {home: needs for home, needs in remaining.items() if home not in leaves}

    assert {home: sorted(needs & set(remaining)) for home, needs in remaining.items()} == {}


def test_commands_do_not_import_each_other() -> None:
    """Code that several commands share is in other modules, such as `quiz.cli.sessions`.

    A group imports its commands: `facts` those of `facts_own`.
    """
    others = {
        f"{file} imports {name}"
        for file, imported in modules().items()
        for name in imported
        if file.startswith("quiz/cli/commands/")
        and name.startswith("quiz.cli.commands.")
        and not name.startswith(f"quiz.cli.commands.{Path(file).stem}_")
    }

    assert others == set()


def test_a_third_party_library_is_imported_by_one_module_only() -> None:
    others = {
        f"{file} imports {library}"
        for file, imported in modules().items()
        for library in {name.split(".")[0] for name in imported} & set(IMPORTERS)
        if file not in IMPORTERS[library]
    }

    assert others == set()


def test_every_listed_module_imports_its_library() -> None:
    for library, files in IMPORTERS.items():
        for file in files:
            assert library in {name.split(".")[0] for name in modules()[file]}, file


def test_only_the_command_line_and_the_terminal_import_click() -> None:
    allowed = ("quiz/cli/", "quiz/terminal/", "quiz/__main__.py")
    others = {
        file
        for file, imported in modules().items()
        if "click" in {name.split(".")[0] for name in imported} and not file.startswith(allowed)
    }

    assert others == set()


def test_the_lower_layers_have_no_clock_and_no_randomness() -> None:
    barred = {
        f"{file} imports {name}"
        for file, imported in modules().items()
        for name in {name.split(".")[0] for name in imported}
        & BARRED.get(file.split("/")[0], set())
    }

    assert barred == set()


def test_every_module_has_a_docstring_with_a_one_line_summary() -> None:
    for file in modules():
        docstring = ast.get_docstring(ast.parse((ROOT / file).read_text("utf-8")))

        assert docstring, file
        assert docstring.splitlines()[0].rstrip().endswith((".", ":", "?")), file


def test_init_modules_re_export_nothing() -> None:
    assert {
        f"{file} imports {name}"
        for file, imported in modules().items()
        for name in imported
        if file.endswith("__init__.py") and name.split(".")[0] in LAYERS
    } == set()


def test_the_top_level_contains_only_the_agreed_files() -> None:
    shown = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    generated = {"build", "dist"} | {path for path in shown if path.endswith(".egg-info")}

    assert shown - generated == {
        *LAYERS,
        "tests",
        "pyproject.toml",
        "README.md",
        "LICENSE",
    }
