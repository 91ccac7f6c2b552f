"""CONTRIBUTING names packages, files and tables that exist, and no package is missing from it."""

import importlib
import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT

TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
CODE = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)))
PATHS = [code for code in CODE if re.fullmatch(r"[a-z_]+/[\w./]*", code)]
TABLES = [code for code in CODE if re.fullmatch(r"(cards|decks|quiz)[a-z_.]*\.[A-Z_]+", code)]


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_exists(table: str) -> None:
    module, _, name = table.rpartition(".")

    assert hasattr(importlib.import_module(module), name)


def test_the_checks_are_those_of_the_complete_run() -> None:
    (line,) = re.findall(r"^\.venv/bin/ruff .*$", TEXT, re.MULTILINE)
    complete = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert set(line.split(" && ")) <= set(complete)


def test_every_package_is_listed() -> None:
    packages = {
        f"{file.parent.relative_to(ROOT).as_posix()}/"
        for layer in ("cards", "decks", "quiz")
        for file in Path(ROOT / layer).rglob("__init__.py")
    }

    assert packages - set(re.findall(r"`([\w/]+/)`", TEXT)) == set()
