"""Interruptions: Ctrl-Z, the editor that the key e opens, and Ctrl-C at the start."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.learner import (
    ROLE,
    Learner,
    answer,
    goes_on,
    head,
    number,
    options,
    question,
)
from tests.support.paths import LETTERS, ROOT
from tests.support.terminal import Terminal

pytestmark = pytest.mark.slow

# -- stopped by Ctrl-Z -----------------------------------------------------------------------------

SHELL = """
import os, signal, sys, termios
before = termios.tcgetattr(0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if not child:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpid())
    put_right = termios.tcgetattr(0) == before
    if not os.WIFSTOPPED(status):
        break
    print("\\nSTOPPED", put_right, flush=True)
    input()
    os.tcsetpgrp(0, child)
    os.kill(child, signal.SIGCONT)
print("ENDED", os.waitstatus_to_exitcode(status), put_right, flush=True)
"""
"""A shell that checks the terminal when the program stops, and continues it after Enter."""


PROGRAM = ("-m", "tests.support.clocked")

STOPPED_AGAIN = """
import os, signal, tty
from tests.support.clocked import main
files = []
def set_mode(file, set_mode=tty.setcbreak):
    set_mode(file)
    files.append(file)
    if len(files) == 2:
        os.kill(os.getpid(), signal.SIGTSTP)
tty.setcbreak = set_mode
main()
"""
"""The program; Ctrl-Z is pressed once more at the moment in which it reads keys again."""


def shelled(learner: Learner, *asked: str, program: tuple[str, str] = PROGRAM) -> Terminal:
    """Start a quiz as a shell does, so that Ctrl-Z stops it."""
    facts = ("quiz", "--only", "--facts", str(learner.facts), "--seed", "7", "--no-contrast")
    terminal = learner.runs("-c", SHELL, *program, *facts, *asked)
    terminal.until("> ")
    terminal.wait_for(lambda: bool(learner.log().sessions), "the session in the log")
    return terminal


def stop_and_continue(learner: Learner, terminal: Terminal) -> None:
    """Stop the program, let half a minute pass, and continue it."""
    terminal.type("\x1a")
    terminal.until("STOPPED True")
    learner.waits(30)
    terminal.type("\r")
    terminal.wait_for(lambda: terminal.mode() != terminal.before, "the program that reads keys")


def test_after_suspending_the_prompt_is_shown_again_and_no_time_has_passed(
    learner: Learner,
) -> None:
    terminal = shelled(learner, "-n", "1", *ROLE, "--time", "60s")
    for _ in range(2):
        stop_and_continue(learner, terminal)
        terminal.until("\n> ")

    answer(terminal, "i")

    (review,) = learner.log().reviews
    assert review.elapsed < 30
    terminal.type(" ")
    assert re.search(r"away for 1 min \d+ s", terminal.until("any key: the end"))
    terminal.type(" ")
    terminal.until("ENDED 0 True")


def test_suspended_twice_at_once_the_terminal_is_restored(learner: Learner) -> None:
    terminal = shelled(learner, "-n", "1", *ROLE, program=("-c", STOPPED_AGAIN))
    terminal.type("\x1a")
    for _ in range(2):
        terminal.until("STOPPED True")
        terminal.type("\r")
    terminal.until("\n> ")
    answer(terminal, "i")


def test_after_suspending_a_half_typed_answer_is_shown_again(learner: Learner) -> None:
    terminal = shelled(learner, "-n", "1", "--template", "role-typed")
    terminal.type("syner")
    terminal.until("syner")
    stop_and_continue(learner, terminal)
    terminal.until("> syner")
    terminal.type("\x15i\r")
    terminal.until("don't know")


def test_a_limit_does_not_run_out_while_suspended(learner: Learner) -> None:
    terminal = shelled(learner, "-n", "1", *ROLE, "--per-question", "20s")
    stop_and_continue(learner, terminal)
    terminal.until("\n> ")
    terminal.type("m")
    terminal.until("Flagged.")


def test_suspended_after_an_answer_and_quit_with_ctrl_c(learner: Learner) -> None:
    terminal = shelled(learner, "-n", "2", *ROLE)
    answer(terminal, "i")
    stop_and_continue(learner, terminal)
    terminal.type("\x03")
    terminal.until("0 of 1 right")
    terminal.until("ENDED 130 True")


# -- the editor ------------------------------------------------------------------------------------


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Learner]:
    """A learner with a file of user facts."""
    facts = tmp_path / "own.yaml"
    shutil.copy(LETTERS, facts)
    somebody = Learner(tmp_path / "home", facts)
    yield somebody
    somebody.leaves()


def editor(folder: Path, commands: str) -> str:
    """An editor that runs shell commands; the file is $1."""
    script = folder / "editor.sh"
    script.write_text(f"#!/bin/sh\n{commands}\n", encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def asked_with(writer: Learner, editor: str) -> Terminal:
    """A question on the action, whose options the editor can change, answered."""
    terminal = writer.quizzes("-n", "2", *ROLE, "--no-contrast", EDITOR=editor, VISUAL="")
    answer(terminal, "i")
    return terminal


def test_a_fact_that_was_changed_is_asked_again(writer: Learner, tmp_path: Path) -> None:
    call = editor(tmp_path, "sed -i 's/name: sofa bridge/name: couch bridge/' \"$1\"")
    terminal = asked_with(writer, call)
    assert "Sofa bridge" in head(terminal)
    before = list(options(terminal).values())
    terminal.type("e")
    terminal.until("Read again, and asked again.")
    terminal.until("> ")

    assert "Couch bridge" in head(terminal)
    assert number(terminal) == "1 of 2"
    assert "couch bridge" in question(terminal)
    assert sorted(options(terminal).values()) == sorted(before)
    assert writer.counted() == []
    answer(terminal, "a")
    assert len(writer.counted()) == 1
    goes_on(terminal)
    assert number(terminal) == "2 of 2"


def test_a_question_that_was_asked_again_is_restored_after_a_kill(
    writer: Learner, tmp_path: Path
) -> None:
    call = editor(tmp_path, "sed -i 's/name: sofa bridge/name: couch bridge/' \"$1\"")
    terminal = asked_with(writer, call)
    terminal.type("e")
    terminal.until("Read again, and asked again.")
    terminal.until("> ")
    terminal.kill()

    again = writer.resumes()
    again.until("1 of its questions is redrawn.")
    again.until("> ")

    assert question(again) == question(terminal)
    assert number(again) == "1 of 2"


def test_an_unchanged_fact_is_reported_and_the_answer_remains(
    writer: Learner, tmp_path: Path
) -> None:
    terminal = asked_with(writer, editor(tmp_path, ":"))
    terminal.type("e")
    terminal.until("Read again. This question has not changed.")
    terminal.until("any key: the next question")

    assert writer.counted() == [(0, "don't know")]


def test_an_invalid_file_is_reported_in_one_line_and_the_quiz_continues(
    writer: Learner, tmp_path: Path
) -> None:
    call = editor(tmp_path, "sed -i 's/role: stabiliser/role: stabilizr/' \"$1\"")
    terminal = asked_with(writer, call)
    terminal.type("e")
    said = " ".join(terminal.until("any key: the next question").split())

    assert "your changes were not applied. e opens it again." in said
    assert "own.yaml:" in "".join(said.split())
    assert "Traceback" not in said
    goes_on(terminal)
    assert number(terminal) == "2 of 2"
    assert writer.counted() == [(0, "don't know")]


def test_a_question_that_no_longer_exists_keeps_its_answer(writer: Learner, tmp_path: Path) -> None:
    call = editor(tmp_path, "sed -i 's/sofa-bridge:/couch-bridge:/' \"$1\"")
    terminal = asked_with(writer, call)
    terminal.type("e")
    terminal.until("Read again. This question no longer exists in the facts.")
    goes_on(terminal)

    assert writer.counted() == [(0, "don't know")]


def test_the_editor_has_exclusive_use_of_the_terminal(writer: Learner, tmp_path: Path) -> None:
    call = editor(tmp_path, "stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo)$'")
    terminal = asked_with(writer, call)
    terminal.type("e")
    said = terminal.until("any key: the next question")

    assert {"icanon", "echo"} <= set(said.split())
    goes_on(terminal)


@pytest.mark.parametrize(
    ("commands", "output"),
    [("exit 3", "exited with code 3; the file was not read again."), (None, "cannot be started")],
)
def test_a_failing_editor_is_reported_and_the_quiz_continues(
    writer: Learner, tmp_path: Path, commands: str | None, output: str
) -> None:
    call = editor(tmp_path, commands) if commands else str(tmp_path / "none")
    terminal = asked_with(writer, call)
    terminal.type("e")
    assert output in " ".join(terminal.until("any key: the next question").split())
    goes_on(terminal)

    assert number(terminal) == "2 of 2"


def test_the_time_in_the_editor_is_counted_separately(writer: Learner, tmp_path: Path) -> None:
    terminal = writer.quizzes(
        *("-n", "2", *ROLE, "--no-contrast", "--per-question", "60s"),
        EDITOR=editor(tmp_path, f"head -c 30 /dev/zero >> '{writer.home / 'clock'}'"),
        VISUAL="",
    )
    answer(terminal, "i")
    terminal.type("e")
    terminal.until("This question has not changed.")
    goes_on(terminal)
    answer(terminal, "i")

    assert [review.seconds for review in writer.log().reviews] == [0, 0]


def test_an_interrupt_while_modules_are_imported_ends_without_a_traceback() -> None:
    program = (
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from quiz.__main__ import main\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (130, "Stopped.\n")
