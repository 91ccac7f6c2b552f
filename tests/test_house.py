"""The house guards itself: which way imports run, and who may know which library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("cards", "decks", "quiz")
MODULES = sorted(file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))
KEEPERS = {
    "yaml": {"cards/document.py"},
    "genanki": {"decks/formats/anki_package.py"},
    "sqlite3": {"quiz/store.py"},
    "fsrs": {"quiz/schedule.py"},
}
NOT_BELOW = {  # what a floor must do without, so that equal input gives equal output
    "cards": {"click", "sqlite3", "random", "time", "datetime", "genanki"},
    "decks": {"click", "sqlite3", "time", "datetime"},
}


def imports(file: Path) -> Iterator[str]:
    """The modules a file names in its imports, wherever they stand."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import"
            yield node.module or ""


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_imports_run_from_quiz_to_decks_to_cards_and_never_back(file: Path) -> None:
    floor = FLOORS.index(name(file).split("/")[0])
    named = {module.split(".")[0] for module in imports(file)}

    assert named & set(FLOORS[floor + 1 :]) == set()


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_an_outside_library_is_imported_by_its_keeper_alone(file: Path) -> None:
    named = {module.split(".")[0] for module in imports(file)}
    trespassed = {library for library in named & set(KEEPERS) if name(file) not in KEEPERS[library]}

    assert trespassed == set()


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_clock_and_chance_stay_out_of_the_floors_below(file: Path) -> None:
    floor = name(file).split("/")[0]
    named = {module.split(".")[0] for module in imports(file)}
    # The choices of an Anki note lie in an order drawn from its own id, which is no chance.
    allowed = {"random"} if name(file) == "decks/formats/anki.py" else set()

    assert (named & NOT_BELOW.get(floor, set())) - allowed == set()


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_every_module_says_in_a_line_what_it_is(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))

    assert docstring
    assert docstring.splitlines()[0].rstrip().endswith((".", ":", "?"))


def test_packages_are_signposts_that_hand_nothing_on() -> None:
    named = {
        module.split(".")[0]
        for file in MODULES
        if file.name == "__init__.py" and name(file) != "decks/formats/__init__.py"
        for module in imports(file)
    }

    assert named & set(FLOORS) == set()


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    shown = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    made_by_tools = {"build", "dist"} | {path for path in shown if path.endswith(".egg-info")}

    assert shown - made_by_tools == {
        *FLOORS,
        "tests",
        "pyproject.toml",
        "README.md",
        "LICENSE",
    }
