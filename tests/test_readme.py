"""The README is true: its commands run, its files pass the check, and it names every command."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cards.distractors.rules import RULES
from cards.groups.rules import GROUP_RULES
from cards.model.facts import StatementKind
from cards.model.template import Kind
from cards.model.vocabulary import Confidence, SourceKind
from cards.report.coverage import counted
from cards.wording import CONDITIONS, SLOTS
from quiz.cli.app import _COMMANDS
from tests.support.homes import make_home
from tests.support.keys import key_table
from tests.support.library import builtin_cards, builtin_library
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*?)(?:  # exit code (\d))?$", re.MULTILINE)
FILES = {
    text.splitlines()[0].removeprefix("# "): text
    for language, text in BLOCK.findall(README)
    if language == "yaml"
}
SESSION = next(text for language, text in BLOCK.findall(README) if language == "console")
COMMANDS = [
    (command, int(code or 0))
    for language, text in BLOCK.findall(README)
    if language == "console"
    for command, code in COMMAND.findall(text)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the README's files, and a `primemover` that runs this checkout."""
    folder = tmp_path_factory.mktemp("readme")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    program = folder / "bin" / "primemover"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def run(command: str, folder: Path, home: str = "home") -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PRIMEMOVER_HOME": str(make_home(folder / home)),
        "COLUMNS": "80",
    }
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(("command", "code"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_every_command_of_the_readme_does_what_it_says(
    command: str, code: int, folder: Path
) -> None:
    done = run(command, folder)

    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_session_is_shown_as_it_is() -> None:
    assert SESSION.count("\n") > 10


def test_the_session_that_is_shown_is_what_comes_out(folder: Path) -> None:
    command, _, expected = SESSION.partition("\n")
    # Somebody who begins: no other command here has answered a question before.
    actual = run(command.removeprefix("$ "), folder, home="new").stdout

    assert _without_times(expected) == _without_times(actual)


def _without_times(text: str) -> str:
    return re.sub(r"\d+\.\d s", "0.0 s", text).rstrip("\n")


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_every_command_has_its_section(command: str) -> None:
    assert f"### primemover {command}\n" in README


@pytest.mark.parametrize(
    "word", sorted({*RULES, *CONDITIONS, *GROUP_RULES, *map(str, SourceKind), *map(str, Kind)})
)
def test_every_name_an_author_can_write_is_explained(word: str) -> None:
    assert word in README


def test_the_keys_are_those_of_the_table() -> None:
    assert key_table() in README


@pytest.mark.parametrize("slot", sorted(SLOTS))
def test_every_slot_is_listed(slot: str) -> None:
    assert f"{{{slot}}}" in README


@pytest.mark.parametrize("kind", sorted(StatementKind))
def test_every_kind_of_statement_is_listed(kind: str) -> None:
    assert re.search(rf"\b{kind}\b", README)


def test_both_setting_up_commands_stand_there_once() -> None:
    lines = README.splitlines()

    assert len([line for line in lines if line.endswith(".venv/bin/pytest")]) == 1
    assert len([line for line in lines if line.endswith(".venv/bin/primemover quiz")]) == 1


def test_the_numbers_it_gives_are_those_of_our_facts() -> None:
    base = builtin_library().base
    whole = counted("all", base.facts)
    degrees = whole.by_confidence
    sources = {c.source.id for fact in base.facts for c in fact.citations}
    told = " ".join(README.split())

    for said in (
        f"{len(base.exercises)} exercises, {len(base.muscles)} muscles and groups",
        f"{len(base.definition_facts)} of them with what they mean",
        f"{whole.total:,} facts from {len(sources)} sources, and {len(builtin_cards()):,} cards",
        f"{whole.keyable:,} are keyable",
        f"{degrees[Confidence.CONTESTED]} are contested",
        f"{degrees[Confidence.OPINION]} are one author's opinion",
        f"{degrees[Confidence.UNVERIFIED]} were read nowhere",
        f"{whole.derived} are derived by a rule",
    ):
        assert said in told
