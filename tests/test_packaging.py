"""What is installed: our three import names are ours alone, and the version is told once."""

import re
import tomllib
from importlib.metadata import packages_distributions, version

import pytest

import quiz
from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("package", ["cards", "decks", "quiz"])
def test_nobody_else_owns_our_import_names(package: str) -> None:
    """Other distributions use these names too: a mixed environment would break one of them."""
    owners = set(packages_distributions().get(package, ()))

    assert owners <= {"primemover"}


def test_the_version_is_the_same_everywhere() -> None:
    assert {PROJECT["version"], version("primemover")} == {quiz.__version__}


def test_only_the_agreed_libraries_are_needed_at_run_time() -> None:
    names = {re.split(r"[<>=!~\[ ]", needed)[0] for needed in PROJECT["dependencies"]}

    assert names == {"click", "genanki", "pyyaml"}


def test_the_distribution_cannot_be_uploaded_by_accident() -> None:
    assert "Private :: Do Not Upload" in PROJECT["classifiers"]


def test_no_file_of_ours_names_a_registry_or_somebodys_machine() -> None:
    registries = r"(pypi|pythonhosted|npmjs|debian)\.(org|io|com)"
    homes = "|".join(f"/{folder}/" for folder in ("home", "Users", "root"))
    telling = re.compile(f"{registries}|{homes}")
    ours = [
        file
        for pattern in ("*.toml", "*.md", "cards/**/*", "decks/**/*", "quiz/**/*", ".ci/*")
        for file in ROOT.glob(pattern)
        if file.is_file() and file.suffix != ".pyc"
    ]
    found = {
        file.name: hits
        for file in ours
        if (hits := telling.findall(file.read_text(encoding="utf-8")))
    }

    assert found == {}
