"""Fixtures for tests of the command line."""

import io
import sys
from pathlib import Path

import pytest

from quiz.__main__ import run
from tests.quiz.cli.calls import Primemover
from tests.support.homes import make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Use a home of its module, 80 columns, and no settings."""
    for name in (
        "PRIMEMOVER_FACTS",
        "PRIMEMOVER_US",
        "PRIMEMOVER_EXAM",
        "NO_COLOR",
        "ACCESSIBLE",
        "TERM",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PRIMEMOVER_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def primemover(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Primemover:
    """Run a command; return its exit code, stdout and stderr."""

    def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = run(list(arguments))
        output = capsys.readouterr()
        return code, output.out, output.err

    return call
