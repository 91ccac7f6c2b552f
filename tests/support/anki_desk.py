"""A learner at a desk: Anki runs with AnkiConnect, and a file of facts is studied."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quiz.__main__ import run
from quiz.anki import connect
from tests.support.anki_connect import Actions, anki_connect
from tests.support.anki_learner import AnkiLearner, anki_learner
from tests.support.homes import make_home

FACTS = """
sources: {mine: {name: My notes, title: Notes, kind: notes}}
source: mine
exercises:
  sofa-bridge:
    name: sofa bridge
    phases: {lifting: as the hips rise, lowering: as the hips sink}
    involvements:
      gluteus-maximus: [{role: prime mover, at: p. 3}]
      biceps-femoris: [{role: synergist, at: p. 5}]
      obliques: [{role: stabiliser, at: p. 6}]
"""


@dataclass
class Desk:
    """The desk.

    Attributes:
        learner: The learner, with the collection of the running Anki.
        actions: The actions of AnkiConnect.
        facts: The file of facts.
        home: The learner's data.
        capture: Captures the output of the program.
    """

    learner: AnkiLearner
    actions: Actions
    facts: Path
    home: Path
    capture: pytest.CaptureFixture[str]

    def calls(self, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        """Run a command on the facts; return its exit code, stdout and stderr."""
        return self._runs(*arguments, "--only", "--facts", str(self.facts), typed=typed)

    def checks(self, *arguments: str) -> tuple[int, str, str]:
        """Run `anki check`."""
        return self._runs("anki", "check", *arguments)

    def _runs(self, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        self.capture.readouterr()
        before, sys.stdin = sys.stdin, io.StringIO(typed)
        try:
            code = run(list(arguments))
        finally:
            sys.stdin = before
        output = self.capture.readouterr()
        return code, output.out, output.err

    def push(self, *arguments: str) -> dict[str, Any]:
        """Push to the running Anki; return the figures."""
        code, output, errors = self.calls(
            "anki", "push", "--deck", "primemover", "--json", *arguments
        )
        assert code == 0, errors
        return dict(json.loads(output))


@contextmanager
def a_desk(folder: Path, capture: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """A desk with an empty collection."""
    home = make_home(folder / "home")
    facts = folder / "facts.yaml"
    facts.write_text(FACTS)
    with anki_learner(folder / "anki") as learner, pytest.MonkeyPatch.context() as patch:
        actions = Actions(learner.collection)
        with anki_connect(actions) as address:
            patch.setattr(connect, "_FIRST", 60.0)  # the machine may be busy
            patch.setenv("PRIMEMOVER_HOME", os.fspath(home))
            patch.setenv("PRIMEMOVER_ANKI", address)
            patch.delenv("PRIMEMOVER_ANKI_KEY", raising=False)
            yield Desk(learner, actions, facts, home, capture)
