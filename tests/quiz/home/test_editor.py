"""The learner's own editor: which call opens a file at a line, and what is said when it fails."""

import sys
from pathlib import Path

import pytest

from quiz.home.editor import EditorError, command, edit

FILE = Path("my facts.yaml")


@pytest.mark.parametrize(
    ("editor", "call"),
    [
        ("vi", ["vi", "+7", "my facts.yaml"]),
        ("vim", ["vim", "+7", "my facts.yaml"]),
        ("nvim -R", ["nvim", "-R", "+7", "my facts.yaml"]),
        ("nano", ["nano", "+7", "my facts.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "my facts.yaml"]),
        ("/usr/local/bin/emacs", ["/usr/local/bin/emacs", "+7", "my facts.yaml"]),
        ("hx", ["hx", "my facts.yaml:7"]),
        ("subl", ["subl", "my facts.yaml:7"]),
        ("code", ["code", "--wait", "--goto", "my facts.yaml:7"]),
        ("an-editor-nobody-knows --fast", ["an-editor-nobody-knows", "--fast", "my facts.yaml"]),
        ("'/opt/my editor/vim'", ["/opt/my editor/vim", "+7", "my facts.yaml"]),
    ],
)
def test_each_editor_gets_the_line_in_its_syntax(editor: str, call: list[str]) -> None:
    assert command(FILE, 7, {"EDITOR": editor}) == call


def test_visual_takes_precedence_over_editor() -> None:
    assert command(FILE, 1, {"VISUAL": "nano", "EDITOR": "vi"})[0] == "nano"


@pytest.mark.parametrize(
    "environment", [{}, {"EDITOR": ""}, {"VISUAL": "", "EDITOR": ""}, {"EDITOR": "   "}]
)
def test_without_a_setting_the_default_editor_is_used(environment: dict[str, str]) -> None:
    usual = "notepad" if sys.platform == "win32" else "vi"

    assert command(FILE, 3, environment)[0] == usual


def test_an_unclosed_quotation_mark_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "vim 'oops")

    with pytest.raises(EditorError, match="EDITOR"):
        edit(FILE, 1)


def test_a_missing_editor_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(tmp_path / "none"))

    with pytest.raises(EditorError, match=r"none' cannot be started .*; set EDITOR to your editor"):
        edit(FILE, 1)


def test_a_failing_editor_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "fails.py"
    script.write_text("raise SystemExit(4)", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")

    with pytest.raises(EditorError, match="exited with code 4; the file was not read again"):
        edit(FILE, 1)


def test_a_successful_editor_has_changed_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "writes.py"
    script.write_text(
        "import pathlib, sys; pathlib.Path(sys.argv[-1]).write_text('done')", encoding="utf-8"
    )
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")
    file = tmp_path / "facts.yaml"

    edit(file, 1)

    assert file.read_text(encoding="utf-8") == "done"
