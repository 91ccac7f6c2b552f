"""`primemover help`: its list of topics, its pages, and what it says about a mistake."""

from collections.abc import Callable, Iterator

import click
import pytest

from quiz.__main__ import run
from quiz.cli.app import cli
from quiz.cli.sections import SECTIONS, SectionedCommand
from quiz.manual.topics import TOPICS

Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_without_a_topic_it_lists_all_of_them(
    capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    assert run(["help"]) == 0
    golden("help-topics.txt", capsys.readouterr().out)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_opens_with_its_topic(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", topic.upper()]) == 0
    assert capsys.readouterr().out.startswith(f"{topic.capitalize()}: {TOPICS[topic]}\n\n")


def test_the_name_of_a_command_shows_that_commands_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["quiz", "--help"]) == 0
    expected = capsys.readouterr().out

    assert run(["help", "quiz"]) == 0
    assert capsys.readouterr().out == expected


def test_an_unknown_topic_gets_a_suggestion_and_the_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["help", "confidense"]) == 2

    errors = capsys.readouterr().err
    assert "Unknown topic 'confidense'. Did you mean 'confidence'?" in errors
    assert ", ".join(TOPICS) in errors


# -- the headings of --help --------------------------------------------------------------------

_MANY = 12
_AT_A_GLANCE = 10


def commands(command: click.Command = cli, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that is not a group, by its full name."""
    if not isinstance(command, click.Group):
        yield path.strip(), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, f"{path} {name}")


COMMANDS = dict(commands())


def flags(command: click.Command) -> list[str]:
    return [param.opts[0] for param in command.params if isinstance(param, click.Option)]


def test_every_option_below_a_heading_belongs_to_a_command() -> None:
    used = {
        flag
        for command in COMMANDS.values()
        if isinstance(command, SectionedCommand)
        for flag in flags(command)
    }

    assert {flag for listed in SECTIONS.values() for flag in listed} <= used


@pytest.mark.parametrize("name", [n for n, c in COMMANDS.items() if len(flags(c)) > _MANY])
def test_a_command_with_many_options_lists_few_below_each_heading(name: str) -> None:
    command = COMMANDS[name]
    below = {flag for listed in SECTIONS.values() for flag in listed}

    if name != "stats":  # its --contraction is about columns, not a selection
        assert isinstance(command, SectionedCommand)
    assert len([flag for flag in flags(command) if flag not in below]) <= _AT_A_GLANCE
    assert max(map(len, SECTIONS.values())) <= _AT_A_GLANCE
