"""What several tests share: `golden` for text that people read, and a quick way to our facts."""

import difflib
import signal
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cards.load import library
from cards.load.document import Node, read_document

if TYPE_CHECKING:
    from tests.support.learner import Learner

GOLDEN = Path(__file__).parent / "golden"

# What a shell starts in the background ignores Ctrl-C, and so does whatever that starts in turn:
# the tests of Ctrl-C would wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says now to tests/golden, to be read before it is committed",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/golden."""

    def compare(name: str, actual: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8", newline="")
            return
        # Bytes, so that line ends and carriage returns count as well.
        expected = file.read_bytes().decode("utf-8") if file.exists() else ""
        if expected != actual:
            difference = difflib.unified_diff(
                expected.splitlines(), actual.splitlines(), f"golden/{name}", "now", lineterm=""
            )
            told = "\n".join(difference) or "Only line ends differ."
            pytest.fail(
                f"{told}\n\nIf it should read like this now: pytest --update-golden", pytrace=False
            )

    return compare


@pytest.fixture(scope="session", autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep away from the facts and the settings of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIMEMOVER_HOME", str(tmp_path_factory.mktemp("away")))
        for name in ("PRIMEMOVER_FACTS", "PRIMEMOVER_STANCE", "PRIMEMOVER_US"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _our_facts_read_once() -> Iterator[None]:
    """Parse our own files once; the tests read them a thousand times."""
    once = cache(read_document)

    def read(path: Path, name: str) -> Node:
        return (once if path.is_relative_to(library.BUILTIN_DATA) else read_document)(path, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "read_document", read)
        yield


@pytest.fixture(scope="session")
def facts_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled facts of a class lie, so that no learner has to wait for them."""
    from tests.support.paths import LETTERS
    from tests.support.terminal import warm  # needs a terminal, which not every system has

    home = tmp_path_factory.mktemp("kept")
    warm(home, "--only", "--facts", str(LETTERS))
    return home / "cache"


@pytest.fixture
def learner(tmp_path: Path, facts_kept: Path) -> "Iterator[Learner]":
    """Somebody at a terminal, who has learned nothing yet."""
    from tests.support.learner import Learner

    somebody = Learner(tmp_path / "home", facts_kept)
    yield somebody
    somebody.leaves()
