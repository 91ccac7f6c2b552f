"""A file is written whole or not at all, and a lock keeps other processes out."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cards.files import create, locked, write_atomically
from tests.support.paths import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and signals of POSIX")


def python(program: str, *arguments: Path | str) -> "subprocess.Popen[str]":
    """Another process."""
    call = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(
        call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_file_is_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, [b"one\n", b"two\n"])

    assert file.read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("interruption", [OSError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("old", [None, "old"])
def test_an_interrupted_write_leaves_the_old_file_whole_and_no_stray_file(
    tmp_path: Path, interruption: type[BaseException], old: str | None
) -> None:
    file = tmp_path / "file"
    if old is not None:
        file.write_text(old)

    def half() -> Iterator[bytes]:
        yield b"half of the n"
        raise interruption

    with pytest.raises(interruption):
        write_atomically(file, half())

    assert [path.read_text() for path in tmp_path.iterdir()] == ([] if old is None else [old])


@posix
def test_a_killed_write_leaves_the_old_file_whole_and_its_draft_is_removed_later(
    tmp_path: Path,
) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    writer = python(
        "import sys; from pathlib import Path; from cards.files import draft_of\n"
        "with draft_of(Path(sys.argv[1])) as draft:\n"
        "    draft.write_text('half of the n'); print(draft, flush=True); sys.stdin.read()",
        file,
    )
    assert writer.stdout is not None
    draft = Path(writer.stdout.readline().strip())
    assert draft.read_text() == "half of the n"
    write_atomically(tmp_path / "other", [b"text"])
    assert draft.exists()  # its process runs
    writer.kill()
    writer.communicate(timeout=30)

    assert file.read_text() == "old"
    write_atomically(tmp_path / "other", [b"text"])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "other"]


@posix
def test_a_file_keeps_its_mode_and_only_the_user_can_read_a_new_one(tmp_path: Path) -> None:
    shared, new = tmp_path / "shared", tmp_path / "new"
    shared.touch()
    shared.chmod(0o644)
    for file in (shared, new):
        write_atomically(file, [b"text"])

    assert stat.S_IMODE(shared.stat().st_mode) == 0o644
    assert stat.S_IMODE(new.stat().st_mode) == 0o600


def test_drafts_without_a_lock_are_removed_if_they_are_old_or_empty(tmp_path: Path) -> None:
    drafts = [tmp_path / f".primemover-{name}" for name in ("old", "running", "empty")]
    for draft in drafts:
        draft.mkdir()
    for draft in drafts[:2]:
        (draft / "half").touch()
    before = drafts[0].stat().st_mtime - 100_000
    os.utime(drafts[0], (before, before))

    write_atomically(tmp_path / "file", [b"text"])

    assert sorted(each.name for each in tmp_path.iterdir()) == [".primemover-running", "file"]


@pytest.fixture
def folder_of_a_user() -> Iterator[Path]:
    """A folder of a user who is not root; root, who may write any file, becomes one meanwhile."""
    user = os.geteuid()
    folder = Path(tempfile.mkdtemp())  # tmp_path is in a folder that other users cannot enter
    if user == 0:
        os.chown(folder, _NOBODY, -1)
        os.seteuid(_NOBODY)
    try:
        yield folder
    finally:
        os.seteuid(user)
        shutil.rmtree(folder)


_NOBODY = 65534


@posix
def test_a_read_only_file_is_replaced_and_stays_read_only(folder_of_a_user: Path) -> None:
    file = folder_of_a_user / "file"
    file.touch(mode=0o444)
    write_atomically(file, [b"text"])

    assert file.read_bytes() == b"text"
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


def test_an_error_names_the_file_and_not_its_draft(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "file"
    with pytest.raises(FileNotFoundError) as raised:
        write_atomically(file, [b"text"])

    assert raised.value.filename == str(file)


def test_an_error_without_a_name_gets_that_of_the_file(tmp_path: Path) -> None:
    def full() -> Iterator[bytes]:
        yield b"text"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space") as raised:
        write_atomically(tmp_path / "file", full())

    assert raised.value.filename == str(tmp_path / "file")


@posix
def test_the_file_that_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_atomically(tmp_path / "link", [b"text"])

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"text"


def test_an_existing_file_is_not_created_again(tmp_path: Path) -> None:
    file = tmp_path / "file"
    create(file, "first")
    with pytest.raises(FileExistsError):
        create(file, "second")

    assert file.read_text() == "first"
    assert list(tmp_path.iterdir()) == [file]


_COUNT = """
import sys
import tempfile
from pathlib import Path
from cards.files import locked, write_atomically
file = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(30):
    with locked(file):
        write_atomically(file, [str(int(file.read_text()) + 1).encode()])
"""


def test_a_lock_serialises_two_processes_that_change_one_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("0")
    writers = [python(_COUNT, file) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)

    assert file.read_text() == "60"
    assert list(tmp_path.iterdir()) == [file]


@posix
def test_the_lock_of_a_killed_process_is_released(tmp_path: Path) -> None:
    file = tmp_path / "file"
    holder = python(
        "import sys; from pathlib import Path; from cards.files import locked\n"
        "with locked(Path(sys.argv[1])):\n"
        "    print('locked', flush=True); sys.stdin.read()",
        file,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "locked\n"
    holder.kill()
    holder.communicate(timeout=30)

    with locked(file):
        write_atomically(file, [b"text"])
    assert list(tmp_path.iterdir()) == [file]
