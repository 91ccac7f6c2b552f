"""Reads and validates built-in and user facts and templates into a `Library`.

`sections` reads the sections of a file, `claims` the claims, and `cards.checks` validates the facts
against each other.
"""

from collections.abc import Iterable
from pathlib import Path

from cards.checks.errors import CHECKS
from cards.load.document import Node, read_document
from cards.load.names import Names
from cards.load.sections import Draft
from cards.load.templates import read_template
from cards.load.text_file import names_in
from cards.model.template import Library, Template
from cards.model.vocabulary import Origin
from cards.problems import DataError, Place, Problem, Problems

BUILTIN_DATA = Path(__file__).parent.parent / "data"
"""The built-in facts."""

_ENDINGS = (".yaml", ".yml")


def read_library(paths: Iterable[Path] = (), *, only: bool = False) -> Library:
    """Read built-in and user facts, and check them against each other.

    Args:
        paths: Files or folders of user facts.
        only: Exclude the built-in facts. Built-in muscles, terms, sources and templates remain
            available to user facts; if a user file defines the same id, its definition counts.

    Raises:
        DataError: With every problem of every file.
    """
    problems = Problems()
    draft = Draft(problems, Names(only=only))
    template_nodes: list[tuple[Node, Node]] = []
    documents = [(file, name, Origin.BUILTIN) for file, name in _builtin_files()]
    seen = set()
    for path in paths:
        with problems.gathered():
            for file in files_under(path):
                if file.resolve() not in seen:  # a folder and a file in it may both be given
                    seen.add(file.resolve())
                    documents.append((file, str(file), Origin.USER))
    for file, name, origin in documents:
        document = None
        with problems.gathered():
            document = read_document(file, name)
        if document is None:
            draft.names.failed |= names_in(file)
            continue
        with problems.gathered():
            template_nodes += draft.take(document, origin=origin)
    base = draft.base()
    templates: dict[str, Template] = {}
    for key, node in template_nodes:
        with problems.gathered():
            template = read_template(key, node)
            if template.id in templates:
                first = templates[template.id].place
                raise key.error(f"The template '{template.id}' is already defined in {first}.")
            templates[template.id] = template
    for check in CHECKS:
        problems.found.extend(check(base))
    problems.raise_any()
    return Library(base=base, templates=tuple(templates.values()))


def _builtin_files() -> list[tuple[Path, str]]:
    home = BUILTIN_DATA.parent.parent
    files = (
        file for file in files_under(BUILTIN_DATA) if BUILTIN_DATA / "exams" not in file.parents
    )
    return [(file, file.relative_to(home).as_posix()) for file in files]


def files_under(path: Path) -> list[Path]:
    """The fact files at a path.

    Raises:
        DataError: There are none.
    """
    if not path.exists():
        raise _complaint(path, "File or folder not found.")
    if not path.is_dir():
        return [path]
    found = sorted(file for ending in _ENDINGS for file in path.rglob(f"*{ending}"))
    if not found:
        raise _complaint(path, "The folder contains no .yaml or .yml files.")
    return found


def _complaint(path: Path, message: str) -> DataError:
    return DataError([Problem(place=Place(file=str(path)), message=message)])
