"""Fixtures and options for all tests: layers, workers, a shared cache, golden files, a learner."""

import difflib
import gc
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.homes import create_shared_folder, make_home
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from tests.support.learner import Learner

GOLDEN = Path(__file__).parent / "golden"

# `--hypothesis-profile=large` searches longer; both draw the same examples in every run.
settings.register_profile("small", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("large", max_examples=300, deadline=None, derandomize=True)
settings.load_profile("small")

# -- the run ---------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says now to tests/golden, to be read before it is committed",
    )
    parser.addoption("--no-skips", action="store_true", help="fail if a test was skipped")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None]:
    """Keep what is loaded meanwhile out of the search for cycles, a sixth of the time of tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(100_000)  # as the program does
        gc.enable()


@pytest.hookimpl(tryfirst=True)  # before tests are selected by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put every test into a layer; what uses a terminal is slow, other tests say so themselves."""
    for item in items:
        if "learner" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
        if not any(item.get_closest_marker(layer) for layer in ("slow", "full")):
            item.add_marker(pytest.mark.quick)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--no-skips") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nTests were skipped, which --no-skips does not allow.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run single files in this process: starting workers would take longer than their tests."""
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    return 0 if named and all(".py" in argument for argument in config.args) else None


def pytest_configure(config: pytest.Config) -> None:
    restore_signals()
    if hasattr(config, "workerinput"):  # the controller did the rest
        return
    folder = create_shared_folder()
    config.add_cleanup(lambda: shutil.rmtree(folder))
    if config.getoption("tx", []) and not config.option.collectonly:
        build_library()


def build_library() -> None:
    """Build what tests need while they are collected: the workers would all do so at once."""
    build = "from tests.support.library import cached_library; cached_library()"
    if subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=False).returncode:
        pytest.exit("The library could not be built.", returncode=1)


def restore_signals() -> None:
    """Start programs with the default actions for the signals that tests send to them.

    Programs inherit what is ignored here: SIGINT in a background job of a shell, SIGHUP under
    `nohup`. They do not inherit handlers.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_IGN:
        signal.signal(hangup, lambda *_: None)


# -- fixtures --------------------------------------------------------------------------------------


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
            shown = "\n".join(difference) or "Only line ends differ."
            pytest.fail(f"{shown}\n\nTo accept it: pytest --update-golden", pytrace=False)

    return compare


@pytest.fixture(scope="session", autouse=True)
def _isolated_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Ignore the facts and the settings of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path_factory.mktemp("isolated"))))
        for name in ("PRIMEMOVER_FACTS", "PRIMEMOVER_STANCE", "PRIMEMOVER_US", "PRIMEMOVER_EXAM"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _libraries_stay_in_the_shared_cache() -> Iterator[None]:
    """Libraries that one test builds there must not remove those that others are about to use."""
    from cards.cache import prune

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prune, "MOST_CACHED", 1000)
        yield


@pytest.fixture(scope="session", autouse=True)
def _libraries_stay_loaded() -> Iterator[None]:
    from tests.support.loading import loaded_once

    with loaded_once():
        yield


@pytest.fixture
def learner(tmp_path: Path) -> "Iterator[Learner]":
    """A learner at a terminal, without any answers yet."""
    from tests.support.learner import Learner  # needs a terminal, which not every system has
    from tests.support.library import cached_library
    from tests.support.paths import LETTERS

    cached_library(LETTERS, only=True)
    learner = Learner(tmp_path / "home")
    yield learner
    learner.leaves()
