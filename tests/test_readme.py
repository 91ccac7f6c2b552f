"""The README is short and true: its commands run, and its screen is what the program shows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cards.cache.figure import load_figure
from decks.maps.document import render
from decks.maps.exercise import exercise_map
from quiz.manual.topics import TOPICS
from tests.support.documents import Document
from tests.support.homes import make_home
from tests.support.library import builtin_library, cached_library
from tests.support.paths import ROOT
from tests.support.shell import Shell
from tests.support.terminal import Terminal

FILE = ROOT / "README.md"
README = Document(FILE.read_text(encoding="utf-8"))
SCREEN, *OTHERS = README.blocks("console")
COMMANDS = [
    pytest.param(command, code, id=command)
    for command, code in README.commands
    if command not in SCREEN
]
LONGEST = 150
_SECONDS = re.compile(r"\d+\.\d s")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell.create(tmp_path_factory.mktemp("readme") / "folder", README.files)


def test_it_is_short() -> None:
    assert len(README.text.splitlines()) <= LONGEST


@pytest.mark.slow
@pytest.mark.parametrize(("command", "code"), COMMANDS)
def test_every_command_does_what_it_says(command: str, code: int, shell: Shell) -> None:
    ended = shell.run(command)

    assert ended.returncode == code, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_screen_is_what_a_terminal_shows(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    command, _, expected = SCREEN.partition("\n")
    cached_library()  # otherwise the screen begins by saying that all facts are loaded
    home = make_home(tmp_path / "home")
    arguments = command.removeprefix("$ primemover ").split()
    terminal = Terminal(
        *("-m", "quiz", *arguments),
        columns=76,
        environment={"PRIMEMOVER_HOME": str(home), "NO_COLOR": "1"},
    )
    try:
        terminal.until("> ")
        terminal.type(_key(expected))
        terminal.until("any key: ")
        shown = "\n".join(terminal.shows()).partition("\n  Source:")[0].rstrip() + "\n"
    finally:
        terminal.close()
    if request.config.getoption("--update-golden"):
        FILE.write_text(README.text.replace(SCREEN, f"{command}\n{shown}"), encoding="utf-8")
        return

    assert _SECONDS.sub("0.0 s", expected) == _SECONDS.sub("0.0 s", shown)


def _key(screen: str) -> str:
    """The key that is typed in a screen."""
    (line,) = (line for line in screen.splitlines() if line.startswith("> "))
    return line.removeprefix("> ")


@pytest.mark.parametrize("last", [".venv/bin/pytest", ".venv/bin/primemover study"])
def test_each_set_up_command_is_listed_once(last: str) -> None:
    """`.ci/run` finds the command that runs the tests by its last word."""
    (line,) = (line for line in README.text.splitlines() if line.endswith(last))

    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_it_names_every_topic_of_the_manual() -> None:
    assert [topic for topic in TOPICS if topic not in README.text] == []


def test_its_figures_are_those_of_the_facts() -> None:
    base = builtin_library().base

    assert f"knows {len(base.exercises)} exercises and {len(base.muscles)} muscles" in README.text


def test_its_picture_is_the_map_that_the_command_draws(request: pytest.FixtureRequest) -> None:
    base = builtin_library().base
    file = ROOT / ".github" / "hip-thrust.svg"
    spec = exercise_map(base.exercises["hip-thrust"], base, labels=True)
    drawn = render(replace(spec, headed=True), load_figure(None)) + "\n"
    if request.config.getoption("--update-golden"):
        file.write_text(drawn, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)(.*?)\)", README.text))
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).is_file()
