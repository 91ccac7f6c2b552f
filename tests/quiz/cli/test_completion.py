"""The completion of commands and names in a shell."""

import os
import subprocess
import sys

import pytest

from tests.quiz.cli.calls import CLASS, Primemover, cards_of
from tests.support.paths import ROOT

pytestmark = pytest.mark.usefixtures("clean_environment")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_available_for_each_shell(primemover: Primemover, shell: str) -> None:
    code, text, _ = primemover("completion", shell)

    assert code == 0
    assert f"_PRIMEMOVER_COMPLETE={shell}_complete" in text


def completed(words: str) -> list[str]:
    """The completions after these words."""
    asked = {
        "_PRIMEMOVER_COMPLETE": "bash_complete",
        "COMP_WORDS": f"primemover {words}",
        "COMP_CWORD": str(len(words.replace("\\ ", "_").split(" "))),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "quiz"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | asked,
        check=False,
    )
    assert ended.stderr == ""
    return [line.partition(",")[2] for line in ended.stdout.splitlines() if line]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("qu", ["quiz"]),
        ("facts ch", ["check"]),
        ("quiz --role stab", ["stabiliser"]),
        ("quiz --role ", ["prime-mover", "synergist", "stabiliser", "antagonist"]),
        ("export an", ["anki", "anki-tsv"]),
        (f"quiz --facts {CLASS} wall-b", ["wall-bridge"]),
        (f"quiz --facts {CLASS} wall\\ b", ["wall-bridge"]),
        (f"quiz --facts {CLASS} --role stabiliser bridge-a", ["bridge-at-the-wall"]),
        ("quiz --facts /nowhere x", []),
        ("read ns", ["nsca"]),
        ("read nsca semitend", ["semitendinosus"]),
        ("study semitend", ["semitendinosus"]),
        ("exam cscs-", ["cscs-sf", "cscs-pa"]),
        ("exam ep-", ["ep-c"]),
        ("exam nasm semitend", ["semitendinosus"]),
        ("exam semitend", ["semitendinosus"]),
    ],
)
def test_names_are_completed(words: str, offered: list[str]) -> None:
    assert offered == completed(words)


@pytest.mark.slow
def test_misspellings_are_accepted_but_not_suggested(primemover: Primemover) -> None:
    offered = completed(f"quiz --facts {CLASS} wall")

    assert "wall-brige" not in offered
    assert cards_of(primemover, "wall-brige", "--facts", CLASS)
