"""Exams through a pipe and for scripts."""

import json
import os
import re
import subprocess
import sys
from typing import Any

from tests.quiz.exam.sittings import PRESET
from tests.support.learner import Learner
from tests.support.paths import ROOT


def piped(learner: Learner, typed: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """An exam whose keys come from a pipe."""
    facts = ("--only", "--facts", str(learner.facts), "--seed", "7", "-n", "4")
    return subprocess.run(
        [sys.executable, "-m", "quiz", "exam", PRESET, *facts, *options],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**os.environ, "PRIMEMOVER_HOME": str(learner.home), "PYTHONUTF8": "1"},
    )


def test_a_piped_exam_works_line_by_line(learner: Learner) -> None:
    done = piped(learner, "a\ns\nm\na\nh\ny\n")

    assert done.returncode == 0
    assert done.stdout.count("Exam question ") >= 4
    assert " of 4 items right = " in done.stdout
    assert "Flagged" in done.stdout
    before = done.stdout.partition("Hand in?")[0]
    assert not re.search(r"^(Right|Wrong)\b", before, re.MULTILINE)
    assert "\x1b" not in done.stdout


def test_a_piped_exam_whose_input_ends_can_be_resumed(learner: Learner) -> None:
    done = piped(learner, "a\n")

    assert done.returncode == 0
    assert "Saved. Continue with: primemover resume" in done.stdout + done.stderr
    assert len(learner.counted()) == 1


def test_a_piped_exam_with_an_answer_to_each_question_is_handed_in(learner: Learner) -> None:
    done = piped(learner, "a\n" * 4)

    assert done.returncode == 0
    assert " of 4 items right = " in done.stdout
    assert "Hand in?" not in done.stdout


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_scripts_read_one_object_per_line(learner: Learner) -> None:
    done = piped(learner, "a\nb\na\nb\ny\n", "--jsonl")

    assert done.returncode == 0
    found = records(done.stdout)
    kinds = [each["event"] for each in found if each["event"] != "remark"]
    assert kinds == ["question"] * 4 + ["answer"] * 4 + ["result"]
    answers = [each for each in found if each["event"] == "answer"]
    assert all(each["seconds"] >= 0 for each in answers)
    assert "-0.0" not in done.stdout
    result = found[-1]
    assert result["mode"] == "exam"
    assert result["right"] == sum(each["outcome"] == "right" for each in answers)


def test_scripts_get_the_same_paper_for_the_same_seed(learner: Learner) -> None:
    first, second = (piped(learner, "a\na\na\na\ny\n", "--jsonl", "--no-save") for _ in range(2))

    def asked(text: str) -> list[dict[str, Any]]:
        found = [each for each in records(text) if each["event"] == "question"]
        return [{k: v for k, v in each.items() if k != "seconds_left"} for each in found]

    assert asked(first.stdout) == asked(second.stdout)
    assert learner.log().sessions == ()
