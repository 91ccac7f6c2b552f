"""The prose of the repository, with file and line.

Covers docstrings, comments, messages, help texts, documents, the names of tests and of their
fixtures, and the program's messages in golden files. Facts, question stems and the reasons given
for options are subject matter and excluded; so are the strings in tests.
"""

import ast
import io
import re
import tokenize
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.paths import ROOT

LAYERS = ("cards", "decks", "quiz")
SUBJECT_MATTER = ("cards/distractors/", "cards/groups/")
"""Packages whose strings are stems and reasons. Their docstrings and comments are covered."""

_CODE = re.compile(r"`[^`\n]*`")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_WORDS = re.compile(r"[a-z]{2,}[,:;]? [a-z]", re.IGNORECASE)
_QUOTED_LINE = re.compile(r"^ *\d* \||^Known: |^broken/|^  primemover ")
"""Lines of a complaint that quote a file or list known values."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, comment or string of one file, with whitespace collapsed.

    Attributes:
        file: The file, relative to the repository.
        text: The text, with inline code replaced by `…`.
        starts: The offset in the text at which each line begins.
        lines: The line number for each offset.
    """

    file: str
    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line(self, position: int) -> int:
        """The line number of an offset in the text."""
        return self.lines[bisect_right(self.starts, position) - 1]


@cache
def passages() -> tuple[Passage, ...]:
    """All prose of the repository."""
    return tuple(_passages())


def _passages() -> Iterator[Passage]:
    for file in python_files():
        yield from _python(file)
    for layer in LAYERS:
        for pattern, marker in (("*.yaml", "#"), ("*.sql", "--")):
            for path in sorted((ROOT / layer).rglob(pattern)):
                yield from _line_comments(path, marker)
        for path in sorted((ROOT / layer).rglob("*.md")):
            yield from _document(path)
    for path in (ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))):
        yield from _document(path)
    for path in (ROOT / "pyproject.toml", ROOT / ".ci" / "run"):
        yield from _line_comments(path, "#")
    for path in sorted((ROOT / "tests" / "golden").glob("*.txt")):
        yield from _golden(path)
    for path in sorted((ROOT / "tests" / "data" / "broken").iterdir()):
        yield from _passage(_name(path), [(1, path.name.replace("-", " "))])


@cache
def python_files() -> tuple[Path, ...]:
    """Every module of the program and of its tests."""
    return tuple(
        path for layer in (*LAYERS, "tests") for path in sorted((ROOT / layer).rglob("*.py"))
    )


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text("utf-8"))


def _python(path: Path) -> Iterator[Passage]:
    file = _name(path)
    text = path.read_text("utf-8")
    yield from _comments(file, text)
    docstrings = set()
    for node in ast.walk(tree(path)):
        for expression in _bare_strings(node):
            docstrings.add(id(expression.value))
            lines = text.splitlines()[expression.lineno - 1 : expression.end_lineno]
            numbered = enumerate((line.strip().strip('"') for line in lines), expression.lineno)
            yield from _paragraphs(file, list(numbered))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield from _passage(file, [(node.lineno, node.name[5:].replace("_", " "))])
    if not file.startswith(("tests/", *SUBJECT_MATTER)):
        yield from _strings(file, tree(path), docstrings)


def _bare_strings(node: ast.AST) -> Iterator[ast.Expr]:
    """Docstrings, including those below a constant."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        for child in node.body:
            if (
                isinstance(child, ast.Expr)
                and isinstance(child.value, ast.Constant)
                and isinstance(child.value.value, str)
            ):
                yield child


def _strings(file: str, module: ast.Module, docstrings: set[int]) -> Iterator[Passage]:
    pieces: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            pieces.update(map(id, node.values))
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in docstrings or id(node) in pieces:
                continue
            text = node.value
        else:
            continue
        if _WORDS.search(text):
            yield from _passage(file, [(node.lineno, text)])


def _comments(file: str, text: str) -> Iterator[Passage]:
    """Comments; those on consecutive lines form one passage."""
    block: list[tuple[int, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        line = token.start[0]
        follows = block and block[-1][0] == line - 1 and token.line.lstrip().startswith("#")
        if not follows:
            yield from _passage(file, block)
            block = []
        block.append((line, token.string.lstrip("#! ")))
    yield from _passage(file, block)


def _line_comments(path: Path, marker: str) -> Iterator[Passage]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        before, found, comment = line.partition(f"{marker} ")
        alone = found and not before.strip()
        if block and not (alone and block[-1][0] == number - 1):
            yield from _passage(_name(path), block)
            block = []
        if found and (alone or before.endswith("  ")):
            block.append((number, comment))
    yield from _passage(_name(path), block)


def _document(path: Path) -> Iterator[Passage]:
    def blank(found: re.Match[str]) -> str:
        return "\n" * found[0].count("\n")

    text = _FENCE.sub(blank, path.read_text("utf-8"))
    yield from _paragraphs(_name(path), list(enumerate(text.splitlines(), 1)))


def _golden(path: Path) -> Iterator[Passage]:
    lines = [
        (number, "" if _QUOTED_LINE.search(line) else line)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]
    if path.name.startswith(("broken-", "help-", "start-", "stats-")):
        yield from _paragraphs(_name(path), lines)


def _paragraphs(file: str, lines: list[tuple[int, str]]) -> Iterator[Passage]:
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if not line.strip():
            yield from _passage(file, block)
            block = []
        else:
            block.append((number, line))
    yield from _passage(file, block)


def _passage(file: str, lines: list[tuple[int, str]]) -> Iterator[Passage]:
    text, starts, numbers = "", [], []
    for number, line in lines:
        shown = " ".join(_CODE.sub("`…`", line).split())
        if shown:
            starts.append(len(text))
            numbers.append(number)
            text += shown + " "
    if text:
        yield Passage(file, text.rstrip(), tuple(starts), tuple(numbers))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
