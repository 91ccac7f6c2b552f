"""Processes that share a log: writers lose nothing, and a session has one owner."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quiz.log.records import StoreError
from quiz.log.store import Store
from tests.support.paths import ROOT

_WRITER = """
import sys
from pathlib import Path
from quiz.log.events import Moved
from quiz.log.store import Store
from tests.support.log import event
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.add(event(Moved(0), writer=sys.argv[2], counter=number))
    print(number, flush=True)
"""


def writer(file: Path, name: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(file), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    both = [writer(file, name, 100) for name in ("one", "other")]
    for process in both:
        process.communicate(timeout=30)

    assert [process.returncode for process in both] == [0, 0]
    assert len(Store(file).log().events) == 200


def test_records_outlive_their_writer(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    process = writer(file, "one", 100_000)
    assert process.stdout is not None
    printed = [int(process.stdout.readline()) for _ in range(20)]
    process.kill()
    printed += [int(line) for line in process.communicate(timeout=30)[0].split()]
    stored = {event.counter for event in Store(file).log().events}

    assert set(printed) <= stored


def test_a_session_is_claimed_by_one_store_at_a_time(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "progress.db"), Store(tmp_path / "progress.db")

    assert (one.claim("s"), one.claim("s"), other.claim("s")) == (True, True, False)
    assert other.claim("another")
    one.release("s")
    assert other.claim("s")


def test_a_session_has_one_owner_while_two_stores_claim_and_release_it(tmp_path: Path) -> None:
    owners: list[int] = []
    most = 0

    def claim_and_release(number: int) -> int:
        nonlocal most
        store, claimed = Store(tmp_path / "progress.db"), 0
        for _ in range(300):
            if store.claim("s"):
                owners.append(number)
                most = max(most, len(owners))
                claimed += 1
                owners.remove(number)
                store.release("s")
        store.close()
        return claimed

    with ThreadPoolExecutor(2) as pool:
        claims = list(pool.map(claim_and_release, range(2)))
    assert min(claims) > 0
    assert most == 1


def test_a_claim_is_retried_while_its_file_is_unusable(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    obstacle = tmp_path / "sessions" / "s.lock-journal"
    obstacle.mkdir(parents=True)
    removal = threading.Timer(0.2, obstacle.rmdir)
    removal.start()

    assert store.claim("s")
    removal.join()
    store.close()


@pytest.mark.slow
def test_a_session_whose_file_is_unusable_is_not_reported_as_claimed(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    (tmp_path / "sessions" / "s.lock-journal").mkdir(parents=True)

    with pytest.raises(StoreError, match=r"progress\.db: "):
        store.claim("s")
    store.close()


_CLAIMER = """
import sys
from pathlib import Path
from quiz.log.store import Store
store = Store(Path(sys.argv[1]))
for line in sys.stdin:
    if line == "release\\n":
        store.release("s")
        print("released", flush=True)
    else:
        print(store.claim("s"), flush=True)
"""


def test_a_released_session_can_be_claimed_by_another_process(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", _CLAIMER, str(file)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    def asked(number: int, what: str) -> str:
        process = both[number]
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{what}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    assert [asked(0, "claim"), asked(1, "claim"), asked(0, "claim")] == ["True", "False", "True"]
    assert [asked(0, "release"), asked(1, "claim")] == ["released", "True"]
    assert [asked(0, "claim"), asked(1, "release"), asked(0, "claim")] == [
        "False",
        "released",
        "True",
    ]
    for process in both:
        process.communicate(timeout=30)
    assert list((tmp_path / "sessions").glob("*.lock")) in ([], [tmp_path / "sessions" / "s.lock"])


def test_a_session_is_free_when_its_process_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom quiz.log.store import Store\n"
        "store = Store(Path(sys.argv[1]))\nprint(store.claim('s'), flush=True)\ntime.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    assert not Store(file).claim("s")
    process.kill()
    process.communicate(timeout=30)
    end = time.monotonic() + 5
    while not (free := Store(file).claim("s")) and time.monotonic() < end:
        time.sleep(0.05)

    assert free
