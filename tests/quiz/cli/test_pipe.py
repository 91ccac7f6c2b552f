"""The quiz between other programs: input from a pipe or a file, output to one."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.support import clocked
from tests.support.homes import make_home
from tests.support.library import cached_library
from tests.support.paths import CLASS, ROOT

pytestmark = pytest.mark.slow

PROGRAM = (sys.executable, "-m", "quiz")
QUIZ = ("quiz", "wall-bridge", "--facts", str(CLASS), "--seed", "7")
CHOICE = ("--template", "muscle-in-role")
SAVED = b"Saved. Continue with: primemover resume\n"
DEADLINE = 120.0
"""Seconds. Nothing takes that long, even on a busy machine."""
_TELLING = (
    *("ACCESSIBLE", "COLUMNS", "NO_COLOR", "PYTHONIOENCODING", "TERM"),
    *("PRIMEMOVER_FACTS", "PRIMEMOVER_US"),
)
"""Variables that a developer may have set and that the program reads."""


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep away from what a developer has at home."""
    cached_library(CLASS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path_factory.mktemp("home"))))
        yield


def environment(**more: str) -> dict[str, str]:
    environment_ = {k: v for k, v in os.environ.items() if k not in _TELLING}
    return {**environment_, "PYTHONUTF8": "1", **more}


def run(*arguments: str, typed: bytes = b"", **more: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=typed,
        capture_output=True,
        cwd=ROOT,
        env=environment(**more),
        timeout=DEADLINE,
        check=False,
    )


def said(*options: str, typed: bytes = b"", abandoned: bool = False) -> str:
    """Run a quiz that must end properly, and say how to resume only if it was abandoned."""
    ended = run(*QUIZ, *options, typed=typed)

    assert (ended.returncode, ended.stderr) == (0, SAVED if abandoned else b"")
    return ended.stdout.decode()


def records(*options: str, typed: bytes = b"") -> list[dict[str, Any]]:
    return [json.loads(line) for line in said("--jsonl", *options, typed=typed).splitlines()]


def test_the_end_of_the_input_ends_the_quiz_with_a_score() -> None:
    text = said("-n", "5", "--plain", "--kind", "choice", typed=b"a\nb\n", abandoned=True)

    assert "Plain text, because --plain was asked for. 5 questions, seed 7." in text
    assert "of 2 right" in text
    assert "Stopped with 3 of 5 questions left." in text


def test_answers_appear_in_the_output() -> None:
    text = said("-n", "1", *CHOICE, typed=b"A\n")

    assert "Your letter, or ? for help: A\n" in text


def test_an_answer_after_the_last_line_break_counts() -> None:
    assert "of 1 right" in said("-n", "1", *CHOICE, typed=b"a")


def test_equal_seeds_give_equal_quizzes_and_others_do_not_in_a_pipe(tmp_path: Path) -> None:
    def quiz(home: str, *options: str) -> str:
        # Separate homes, because feedback depends on earlier answers.
        new = str(make_home(tmp_path / home))
        command = (*QUIZ, "-n", "6", *options)
        return run(*command, typed=b"a\nb\n1\n", PRIMEMOVER_HOME=new).stdout.decode()

    first, again = quiz("first"), quiz("again")
    other = quiz("other", "--seed", "8")

    def without_times(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.startswith("Time: ")]

    assert without_times(first) == without_times(again)
    assert without_times(first)[1:] != without_times(other)[1:]


def test_a_quiz_without_a_seed_prints_the_one_it_uses() -> None:
    text = run("quiz", "--facts", str(CLASS), "-n", "1", typed=b"").stdout.decode()

    seed = text.split("seed ", 1)[1].split(".", 1)[0]
    assert seed.isdigit()


def test_there_are_no_escape_sequences_in_a_pipe() -> None:
    assert "\x1b" not in said("-n", "4", typed=b"a\nb\ni\n?\nq\n", abandoned=True)


def test_an_empty_line_is_not_an_answer() -> None:
    text = said("-n", "3")

    assert "No question was answered." in text


def test_empty_lines_and_wrong_letters_do_not_count() -> None:
    text = said("-n", "1", *CHOICE, typed=b"\n  \ny\nab\nq\n")

    assert text.count("Nothing is chosen: ") == 2
    assert "'y' is not an option" in text
    assert "'ab' is not an option" in text
    assert "No question was answered." in text


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_both_kinds_of_line_ends_are_accepted(ending: bytes) -> None:
    found = records("-n", "2", *CHOICE, typed=ending.join((b"a", b"b", b"")))

    answers = [record for record in found if record["event"] == "answer"]
    assert len(answers) == 2
    assert all(answer["outcome"] in ("right", "wrong") for answer in answers)


def test_bytes_of_another_encoding_are_accepted() -> None:
    found = records("-n", "1", "--template", "role-typed", typed=b"ant\xe9rieur\n")

    assert found[1]["given"] == "ant\N{REPLACEMENT CHARACTER}rieur"
    assert (found[1]["outcome"], found[1]["verdict"]) == ("not answered", "not recognised")


def test_non_ascii_letters_are_read() -> None:
    found = records("-n", "1", "--template", "joint-action-typed", typed="hip extensión\n".encode())

    assert (found[1]["given"], found[1]["outcome"]) == ("hip extensión", "right")


def test_an_ascii_only_output_is_supported() -> None:
    plain = run(*QUIZ, "-n", "2", typed=b"a\nb\n", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    json_ = run(
        *(*QUIZ, "-n", "1", "--jsonl", "--template", "joint-action-typed"),
        typed="hüfte\n".encode(),
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
    )

    assert (plain.returncode, json_.returncode) == (0, 0)
    assert plain.stdout.isascii()
    assert b"?ption" not in plain.stdout
    events = [json.loads(line)["event"] for line in json_.stdout.splitlines()]
    assert events == ["question", "answer", "result"]


def test_json_lines_contain_questions_answers_and_the_result() -> None:
    found = records("-n", "2", *CHOICE, typed=b"a\ni\n")

    first, answer, second, unknown, result = found
    expected = ["question", "answer", "question", "answer", "result"]
    assert expected == [record["event"] for record in found]
    assert (first["number"], first["of"], first["kind"]) == (1, 2, "choice")
    assert list(first["options"])[:3] == ["a", "b", "c"]
    assert answer["given"] == first["options"]["a"]
    assert answer["outcome"] == ("right" if answer["given"] in answer["key"] else "wrong")
    assert answer["facts"] == [first["card"].split("/", 1)[1]]
    assert (unknown["given"], unknown["outcome"]) == (None, "don't know")
    assert second["card"] in result["missed"]
    assert (result["seed"], result["of"], result["answered"]) == (7, 2, 2)
    assert (result["unknown"], result["stopped"]) == (1, False)


def test_json_lines_are_always_valid_json() -> None:
    for typed in (b"", b"\n", b"?\n", b"zzz\nq\n", b"\x00\x1b[A\n"):
        for record in records("-n", "1", *CHOICE, typed=typed):
            assert record["event"] in ("question", "remark", "answer", "result")


def test_an_output_that_is_closed_early_is_not_an_error() -> None:
    with subprocess.Popen(
        [*PROGRAM, *QUIZ, "-n", "5"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    ) as process:
        output, errors = _piped(process.stdout), _piped(process.stderr)
        assert output.readline().startswith(b"Plain text")
        output.close()
        with _piped(process.stdin) as keys:
            keys.write(b"a\nb\na\n")

        assert (process.wait(DEADLINE), errors.read()) == (0, b"")


def test_streams_that_are_closed_from_the_start_are_not_an_error() -> None:
    command = f'"{sys.executable}" -m quiz quiz --facts "{CLASS}" -n 1'
    for closed in ("<&-", "</dev/null >&-", "</dev/null 2>&-", "<&- >&- 2>&-"):
        ended = subprocess.run(
            ["sh", "-c", f"{command} {closed}"],
            capture_output=True,
            cwd=ROOT,
            env=environment(),
            timeout=DEADLINE,
            check=False,
        )

        assert (ended.returncode, ended.stderr) == (0, b"")


class Slow:
    """A quiz whose input stays open."""

    def __init__(self, clock: Path, *options: str) -> None:
        clock.touch()
        self._clock = clock
        settings = {clocked.VARIABLE: str(clock), clocked.STANDS: "yes", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", clocked.__name__, *QUIZ, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(**settings),
        )
        self.input, self.output = _piped(self.process.stdin), _piped(self.process.stdout)

    def type(self, text: bytes) -> None:
        self.input.write(text)
        self.input.flush()

    def waits(self, seconds: int) -> None:
        clocked.put_forward(self._clock, seconds)

    def until(self, text: bytes) -> bytes:
        """The lines up to one that holds a text."""
        found = b""
        for line in self.output:
            found += line
            if text in line:
                return found
        pytest.fail(f"{text!r} is not shown:\n{found.decode()}")


StartSlow = Callable[..., Slow]


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[StartSlow]:
    started: list[Slow] = []

    def start(*options: str) -> Slow:
        started.append(Slow(tmp_path / "clock", *options))
        return started[-1]

    yield start
    for quiz in started:
        quiz.process.kill()
        quiz.process.communicate(timeout=30)


def _piped(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def test_a_limit_also_holds_for_a_slow_writer(slow: StartSlow) -> None:
    quiz = slow("-n", "2", "--per-question", "1s", *CHOICE)
    quiz.until(b"Option c:")
    quiz.type(b"y")  # half a line
    quiz.waits(1)

    assert b"No answer in time. The answer is " in quiz.until(b"No answer in time")
    quiz.until(b"Option c:")
    quiz.type(b"\ni\n")
    assert b"'y' is not an option" in quiz.until(b"Don't know.")
    assert b"0 of 2 right (0%), 1 not known, 1 without an answer in time" in quiz.until(b"Score")
    assert quiz.process.wait(DEADLINE) == 0


@pytest.mark.parametrize("options", [(), ("--jsonl",)])
def test_ctrl_c_shows_the_result_so_far(
    slow: Callable[..., Slow], options: tuple[str, ...]
) -> None:
    quiz = slow("-n", "3", *CHOICE, *options)
    quiz.type(b"a\n")
    quiz.until(b'"number": 2' if options else b"Question 2 of 3")
    if not options:
        quiz.until(b"Option c:")
    quiz.process.send_signal(signal.SIGINT)

    rest = quiz.output.read()
    assert quiz.process.wait(DEADLINE) == 130
    assert (b'"answered": 1' if options else b"of 1 right") in rest
    assert _piped(quiz.process.stderr).read() == (b"" if options else SAVED)
    if options:
        assert [json.loads(line)["event"] for line in rest.splitlines()] == ["result"]
