"""A shell in which `primemover` runs this checkout."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.homes import make_home
from tests.support.paths import ROOT


@dataclass(frozen=True)
class Shell:
    """A shell in a folder.

    Attributes:
        folder: Where it works; it holds the program, and the homes of its users.
    """

    folder: Path

    @classmethod
    def create(cls, folder: Path, files: Mapping[str, str]) -> "Shell":
        """A shell in a new folder that holds these files."""
        program = folder / "bin" / "primemover"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        return cls(folder)

    def run(self, command: str, home: str = "home") -> subprocess.CompletedProcess[str]:
        """Run a command line as a user whose data is in a folder of that name."""
        environment = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PRIMEMOVER_HOME": str(make_home(self.folder / home)),
            "COLUMNS": "80",
        }
        return subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=240,
        )
