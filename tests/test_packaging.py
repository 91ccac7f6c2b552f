"""The installed distribution: import names, version, dependencies and contents."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

import quiz
from tests.support.paths import LETTERS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("package", ["cards", "decks", "quiz"])
def test_no_other_distribution_uses_these_import_names(package: str) -> None:
    """Other distributions use these names, too, and would conflict in the same environment."""
    owners = set(packages_distributions().get(package, ()))

    assert owners <= {"primemover"}


def test_the_version_is_the_same_everywhere() -> None:
    assert {PROJECT["version"], version("primemover")} == {quiz.__version__}


def test_only_the_agreed_libraries_are_needed_at_run_time() -> None:
    names = {re.split(r"[<>=!~\[ ]", needed)[0] for needed in PROJECT["dependencies"]}

    assert names == {"click", "fsrs", "genanki", "pyyaml"}


def test_the_distribution_cannot_be_uploaded_by_accident() -> None:
    assert "Private :: Do Not Upload" in PROJECT["classifiers"]


def test_no_file_mentions_a_registry_or_a_home_folder() -> None:
    registries = r"(pypi|pythonhosted|npmjs|debian)\.(org|io|com)"
    homes = "|".join(f"/{folder}/" for folder in ("home", "Users", "root"))
    pattern_ = re.compile(f"{registries}|{homes}")
    files = [
        file
        for pattern in ("*.toml", "*.md", "cards/**/*", "decks/**/*", "quiz/**/*", ".ci/*")
        for file in ROOT.glob(pattern)
        if file.is_file() and file.suffix != ".pyc"
    ]
    found = {
        file.name: hits
        for file in files
        if (hits := pattern_.findall(file.read_text(encoding="utf-8")))
    }

    assert found == {}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return folder


def test_the_wheel_holds_each_file_of_the_three_packages_and_nothing_else(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert names == files_of("cards", "decks", "quiz")
    assert {Path(name).suffix for name in names} == {".md", ".py", ".sql", ".tsv", ".txt", ".yaml"}


_DEVELOPMENT = ("anki", "hypothesis", "jsonschema", "pyte", "pytest", "resvg_py", "zstandard")
"""Modules that the installed program must not need."""

_BARE = f"""
import sys

class Absent:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {(*_DEVELOPMENT, "tests")}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
import quiz.__main__
assert quiz.__file__.startswith(sys.argv[1]), quiz.__file__
sys.exit(sum(quiz.__main__.run(command.split("|")) for command in sys.argv[2:]))
"""


@pytest.mark.slow
def test_the_program_runs_from_the_wheel_without_the_tools_of_developers(
    archives: Path, tmp_path: Path
) -> None:
    (wheel,) = archives.glob("*.whl")
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    elsewhere.mkdir()
    facts = f"--only|--facts|{LETTERS}"
    commands = [
        f"quiz|-n|1|{facts}",
        f"export|anki|deck.apkg|{facts}",
        f"map|sofa-bridge|-o|map.svg|{facts}",
        *("anki|pull|deck.apkg", "help|facts", "progress|check"),
    ]
    ended = subprocess.run(
        [sys.executable, "-P", "-c", _BARE, str(installed), *commands],
        cwd=elsewhere,
        env={
            **os.environ,
            "PYTHONPATH": str(installed),
            "PRIMEMOVER_HOME": str(tmp_path / "home"),
        },
        input="i\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stderr
    assert {each.name for each in elsewhere.iterdir()} == {"deck.apkg", "map.svg"}


def test_the_source_archive_holds_the_tests_and_the_documents_too(archives: Path) -> None:
    (source,) = archives.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert names >= files_of("cards", "decks", "quiz", "tests", ".github", ".ci")
    assert names >= {"LICENSE", "README.md", "pyproject.toml"}


def files_of(*folders: str) -> set[str]:
    """The files in some folders of the checkout, without those that Python caches."""
    return {
        file.relative_to(ROOT).as_posix()
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
