"""`primemover help`: its list of topics, its pages, and what it says about a mistake."""

from collections.abc import Callable

import pytest

from quiz.__main__ import run
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
