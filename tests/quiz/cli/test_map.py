"""`primemover map`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.quiz.cli.calls import Primemover
from tests.support.homes import make_home
from tests.support.library import cached_library
from tests.support.paths import ROOT
from tests.support.terminal import Terminal

pytestmark = pytest.mark.usefixtures("clean_environment")


def test_a_map_is_printed_in_a_pipe(primemover: Primemover) -> None:
    code, text, errors = primemover("map", "hip", "thrust")

    assert (code, errors) == (0, "")
    assert ET.fromstring(text).tag.endswith("svg")


def test_a_map_is_written_to_a_file(primemover: Primemover, tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    code, text, errors = primemover("map", "hip-thrust", "-o", str(file), "--us")

    assert (code, text) == (0, "")
    assert "Hip thrust: muscles worked." in errors
    assert ">stabilizer<" in file.read_text(encoding="utf-8")


def test_a_map_is_written_as_a_picture(primemover: Primemover, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    file = tmp_path / "map.png"

    assert primemover("map", "hip-thrust", "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"\x89PNG")


def test_labels_are_omitted_on_request(primemover: Primemover) -> None:
    assert ">hamstrings</text>" in primemover("map", "hip-thrust")[1]
    assert ">hamstrings</text>" not in primemover("map", "hip-thrust", "--no-labels")[1]


def test_a_finding_follows_the_exam(primemover: Primemover) -> None:
    code, text, _ = primemover("map", "knees", "move", "inward", "--plain", "--exam", "nasm")

    assert code == 0
    assert text.startswith("Knees move inward: muscles as NASM CPT 7 lists them\noveractive: ")


def test_json_is_one_object(primemover: Primemover) -> None:
    found = json.loads(primemover("map", "hip-thrust", "--phase", "--json")[1])

    assert found["schema"] == 1
    assert [panel["heading"].partition(":")[0] for panel in found["panels"]] == [
        "Lifting",
        "Lowering",
    ]
    assert found["panels"][0]["muscles"][0] == {
        "name": "gluteus maximus",
        "muscles": ["gluteus-maximus"],
        "paint": "prime mover",
        "of": None,
        "contraction": "concentric",
        "shown": "back",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("squat",), 3, "it can mean"),
        (("gluteus-maximus",), 3, "it is not an exercise or a finding"),
        (("hip-thrust", "-o", "map.pdf"), 2, "must end in .svg or .png"),
        (("hip-thrust", "--night", "--print"), 2, "--night and --print cannot be combined."),
        (("hip-thrust", "--plain", "--json"), 2, "--plain and --json cannot be combined."),
        (("hip-thrust", "-o", "missing/map.svg"), 1, "Cannot write missing/map.svg"),
        (("knees", "move", "inward", "--phase"), 2, "A finding has no phases"),
    ],
)
def test_a_mistake_is_explained(
    arguments: tuple[str, ...], code: int, error: str, primemover: Primemover
) -> None:
    found, text, errors = primemover("map", *arguments)

    assert (found, text) == (code, "")
    assert error in " ".join(errors.split())


@pytest.mark.slow
def test_a_question_does_not_load_the_figure(tmp_path: Path) -> None:
    code = """
import sys
from quiz.__main__ import run
run(["quiz", "hip-thrust", "--template", "role", "-n", "1", "--no-save"])
sys.exit("loaded" if "cards.model.figure" in sys.modules else 0)
"""
    cached_library()
    environment = os.environ | {"PRIMEMOVER_HOME": str(make_home(tmp_path / "home"))}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        input="a\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "hip thrust" in ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("browser", [True, False])
def test_a_map_opens_in_the_browser_or_is_drawn_in_a_terminal_without_one(
    browser: bool, tmp_path: Path
) -> None:
    programs, opened = tmp_path / "programs", tmp_path / "opened"
    programs.mkdir()
    if browser:
        fake = programs / "xdg-open"
        fake.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
        fake.chmod(0o755)
    cached_library()
    home = make_home(tmp_path / "home")
    terminal = Terminal(
        *("-m", "quiz", "map", "hip-thrust"),
        columns=80,
        environment={
            "PRIMEMOVER_HOME": str(home),
            "PATH": f"{programs}:/bin",
            "DISPLAY": ":0" if browser else "",
            "WAYLAND_DISPLAY": "",
            "WSL_DISTRO_NAME": "",
        },
    )
    try:
        if browser:
            terminal.until("The map is in")
            terminal.wait_for(lambda: opened.is_file() and opened.stat().st_size > 0, "the browser")
            file = Path(opened.read_text(encoding="utf-8").strip())
            assert ET.parse(file).getroot().tag.endswith("svg")
            file.unlink()
        else:
            terminal.until("No browser can open here")
            assert "Prime mover" in terminal.until("Sources: ")
    finally:
        terminal.close()
