"""Only the user can read and change their files, whatever the mode of new files is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cards.cache.library import ALL_FACTS, name_of
from tests.support.homes import shared_cache
from tests.support.library import cached_library
from tests.support.paths import LETTERS, ROOT

_COMMANDS = (
    "quiz|-n|1|{facts}",
    "settings|set|minutes|20",
    "facts|add|{letters}",
    "facts|remove|letters",
    "export|anki|deck.apkg|{facts}",
    "progress|export|all.jsonl",
    "progress|backup",
)
_SHARED = {"deck.apkg"}
"""Files that are written to be passed on."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_files_and_folders_of_the_user_are_private(tmp_path: Path) -> None:
    facts = f"--only|--facts|{LETTERS}"
    first, *others = (each.format(facts=facts, letters=LETTERS).split("|") for each in _COMMANDS)
    cached_library()
    builtin, cache = shared_cache() / name_of(ALL_FACTS, ()), tmp_path / "home" / "cache"
    program = (
        "import os, shutil; os.umask(0); from quiz.__main__ import run;"
        f" codes = run({first!r});"
        f" shutil.copy2({str(builtin)!r}, {str(cache)!r});"  # which would take seconds to build
        f" print(codes + sum(run(command) for command in {others!r}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PRIMEMOVER_HOME": str(tmp_path / "home")},
        input="i\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert ended.stdout.endswith("\n0\n"), ended.stderr

    written = [each for each in tmp_path.rglob("*") if each.name not in _SHARED]
    open_ = [str(each) for each in written if each.stat().st_mode & 0o077]
    assert {"progress.db", "settings.yaml", "anki-ledger.tsv"} <= {each.name for each in written}
    assert not open_
