"""The manual's examples are true: its commands run, and its files are read as it says."""

from collections.abc import Collection

import pytest

from quiz.manual.topics import TOPICS, read_page
from tests.support.documents import Document
from tests.support.shell import Shell

pytestmark = pytest.mark.slow

PAGES = {topic: Document(read_page(topic)) for topic in TOPICS}
ALL_CARDS_AGAIN = ("--stance", "--facts mine.yaml", "facts list --facts rests.yaml")
"""Parts of commands that generate all cards again, which takes seconds."""


def marks(command: str) -> Collection[pytest.MarkDecorator]:
    return [pytest.mark.full] if any(part in command for part in ALL_CARDS_AGAIN) else []


COMMANDS = [
    pytest.param(command, code, id=f"{topic}: {command}", marks=marks(command))
    for topic, page in PAGES.items()
    for command, code in page.commands
]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    files = {name: text for page in PAGES.values() for name, text in page.files.items()}
    return Shell.create(tmp_path_factory.mktemp("manual") / "folder", files)


@pytest.mark.parametrize(("command", "code"), COMMANDS)
def test_every_command_of_the_manual_does_what_it_says(
    command: str, code: int, shell: Shell
) -> None:
    ended = shell.run(command)

    assert ended.returncode == code, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("topic", TOPICS)
def test_every_file_of_the_manual_is_used_by_one_of_its_commands(topic: str) -> None:
    commands = " ".join(command for command, _ in PAGES[topic].commands)

    assert [name for name in PAGES[topic].files if name not in commands] == []
