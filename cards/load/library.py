"""Reads and validates built-in and user facts and templates into a `Library`.

`sections` reads the sections of a file, `claims` the claims, and `cards.checks` validates the facts
against each other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from cards.checks.errors import problems_in
from cards.files import files_in
from cards.load.changes import ReadBefore, ReadLibrary, read_changes
from cards.load.document import Node, read_document
from cards.load.names import Names
from cards.load.sections import Draft
from cards.load.templates import read_template
from cards.load.text_file import names_in
from cards.model.fact import Fact
from cards.model.places import MusclePlace
from cards.model.template import Library, Template
from cards.model.vocabulary import Origin
from cards.problems import DataError, OmittedFile, Place, Problem, Problems

BUILTIN_DATA = Path(__file__).parent.parent / "data"
"""The built-in facts."""

_NO_FACTS = {BUILTIN_DATA / name for name in ("exams", "figure.yaml", "tiers.yaml")}
"""Built-in data that other packages read."""

_ENDINGS = (".yaml", ".yml")


FindLibrary = Callable[[], Library | None]
"""Finds the built-in library where it was read before; None if it must be read."""


FindBefore = Callable[[], ReadBefore | None]
"""Finds the library as it was read before; None if all files must be read."""


def _nowhere() -> None:
    return None


def read_library(
    paths: Iterable[Path] = (), *, only: bool = False, known: FindLibrary = _nowhere
) -> Library:
    """Read built-in and user facts, and check them against each other.

    Args:
        paths: Files or folders of user facts.
        only: Exclude the built-in facts. Built-in muscles, terms, sources and templates remain
            available to user facts; if a user file defines the same id, its definition counts.
        known: Finds the built-in library, if its files were read before.

    Raises:
        DataError: With every problem of every file.
    """
    return _read(paths, only=only, known=known).library


def _read(
    paths: Iterable[Path],
    *,
    only: bool,
    known: FindLibrary = _nowhere,
    before: FindBefore = _nowhere,
) -> ReadLibrary:
    problems = Problems()
    files = _user_files(paths, problems)
    earlier = None if problems.caught else before()
    if earlier is not None:
        names = (name for _, name in builtin_files())
        found = read_changes(files, names, earlier, _take_file, only=only)
        if found is not None:
            return found
    builtin = _builtin(known)
    draft = Draft(problems.copy(), builtin.names.copy(only=only))
    nodes = _take(draft, files, Origin.USER)
    read = builtin.read() if draft.names.keeps(builtin.names) else None
    if read is None:
        # Built-in claims refer to the nouns that a user file changed: read everything.
        draft = Draft(problems, Names(only=only))
        nodes = _take(draft, builtin_files(), Origin.BUILTIN)
        nodes += _take(draft, files, Origin.USER)
    facts, templates = read or ({}, {})
    base = draft.base(facts, None if read is None else builtin.places())
    templates = _read_templates(nodes, templates, draft)
    draft.problems.found.extend(problems_in(base, base.facts))
    draft.problems.raise_any()
    library = Library(base=base, templates=tuple(templates.values()))
    is_plain = read is not None and not draft.merged and len(templates) == len(read[1])
    return ReadLibrary(library, is_plain, frozenset(name for _, name in files))


def _take_file(draft: Draft, file: Path, name: str) -> list[tuple[Node, Node]]:
    return _take(draft, [(file, name)], Origin.USER)


def read_sound(
    paths: Iterable[Path],
    *,
    only: bool,
    optional: Iterable[Path],
    known: FindLibrary = _nowhere,
    before: FindBefore = _nowhere,
) -> tuple[ReadLibrary, tuple[OmittedFile, ...]]:
    """Read facts as `read_library` does, but omit optional files that have problems.

    Args:
        paths: Files or folders of user facts.
        only: Exclude the built-in facts.
        optional: Those files and folders among `paths` that may be omitted.
        known: Finds the built-in library, if its files were read before.
        before: Finds the whole library as it was read before.

    Returns:
        The library, and the files that were omitted.

    Raises:
        DataError: A file has problems that is not optional.
    """
    may_be_omitted = {path: _files_under_any(path) for path in optional}
    files = [file for path in paths for file in may_be_omitted.get(path, [path])]
    may_omit = {file.resolve() for found in may_be_omitted.values() for file in found}
    omitted: list[OmittedFile] = []
    while True:
        try:
            return _read(files, only=only, known=known, before=before), tuple(omitted)
        except DataError as error:
            faulty = [file for file in files if error.of(str(file)) and file.resolve() in may_omit]
            if not faulty:
                raise
            omitted += [_omitted(str(file), error.of(str(file))) for file in faulty]
            files = [file for file in files if file not in faulty]


def _files_under_any(path: Path) -> list[Path]:
    """The fact files at a path; the path itself if there are none, so that it is reported."""
    try:
        return files_under(path)
    except DataError:
        return [path]


def _omitted(file: str, problems: Sequence[Problem]) -> OmittedFile:
    first = problems[0]
    return OmittedFile(file, len(problems), first.place.line, first.message)


class _KnownBuiltin:
    """The built-in library, read before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.names = Names.of_builtin(library.base)

    def places(self) -> Mapping[str, MusclePlace]:
        """The places of the muscles."""
        return self._library.base.places

    def read(self) -> tuple[Mapping[str, Fact], Mapping[str, Template]]:
        """The facts and the templates by their ids."""
        library = self._library
        facts = {fact.id: fact for fact in library.base.facts}
        return facts, {template.id: template for template in library.templates}


class _ReadBuiltin:
    """The built-in files, as every library of this process starts from them."""

    def __init__(self) -> None:
        self._draft = Draft(Problems(), Names())
        self._templates = _take(self._draft, builtin_files(), Origin.BUILTIN)
        self.names = self._draft.names
        self._found: tuple[Mapping[str, Fact], Mapping[str, Template]] | None = None

    def places(self) -> None:
        """None: they are read from the figure, once in a process."""

    def read(self) -> tuple[Mapping[str, Fact], Mapping[str, Template]] | None:
        """The facts and the templates by their ids; None if a file has problems."""
        problems = self._draft.problems
        if self._found is None and not problems.caught:
            facts = {fact.id: fact for fact in self._draft.base().facts}
            self._found = facts, _read_templates(self._templates, {}, self._draft)
        return None if problems.caught else self._found


_Stamps = tuple[tuple[Path, int, int], ...]
_latest: dict[_Stamps, _KnownBuiltin | _ReadBuiltin] = {}
"""The built-in library of this process, by the state of its files."""


def _builtin(known: FindLibrary) -> _KnownBuiltin | _ReadBuiltin:
    stamps = _stamps(builtin_files())
    if stamps not in _latest:
        library = known()
        _latest.clear()
        _latest[stamps] = _ReadBuiltin() if library is None else _KnownBuiltin(library)
    return _latest[stamps]


def _stamps(files: Iterable[tuple[Path, str]]) -> _Stamps:
    """The state of each file: it differs once the file has been edited."""
    states = ((file, file.stat()) for file, _ in files)
    return tuple((file, state.st_size, state.st_mtime_ns) for file, state in states)


def _take(
    draft: Draft, files: Iterable[tuple[Path, str]], origin: Origin
) -> list[tuple[Node, Node]]:
    """Register the names in files.

    Returns:
        The entries of their `templates` sections.
    """
    templates: list[tuple[Node, Node]] = []
    for file, name in files:
        document = None
        with draft.problems.gathered():
            document = read_document(file, name)
        if document is None:
            draft.names.failed |= names_in(file)
            continue
        with draft.problems.gathered():
            templates += draft.take(document, origin=origin)
    return templates


def _read_templates(
    nodes: Iterable[tuple[Node, Node]], known: Mapping[str, Template], draft: Draft
) -> dict[str, Template]:
    templates = dict(known)
    for key, node in nodes:
        with draft.problems.gathered():
            template = read_template(key, node, draft.names.properties.keys())
            if template.id in templates:
                first = templates[template.id].place
                raise key.error(f"The template '{template.id}' is already defined in {first}.")
            templates[template.id] = template
    return templates


def builtin_files() -> list[tuple[Path, str]]:
    """The built-in files of facts, each with the name that messages use."""
    home = BUILTIN_DATA.parent.parent
    files = (
        file for file in files_under(BUILTIN_DATA) if _NO_FACTS.isdisjoint((file, *file.parents))
    )
    return [(file, file.relative_to(home).as_posix()) for file in files]


def _user_files(paths: Iterable[Path], problems: Problems) -> list[tuple[Path, str]]:
    seen: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        with problems.gathered():
            for file in files_under(path):
                # A folder and a file in it may both be given.
                seen.setdefault(file.resolve(), (file, str(file)))
    return list(seen.values())


def files_under(path: Path) -> list[Path]:
    """The fact files at a path.

    Raises:
        DataError: There are none.
    """
    if not path.exists():
        raise _complaint(path, "File or folder not found.")
    if not path.is_dir():
        return [path]
    found = files_in(path, _ENDINGS)
    if not found:
        raise _complaint(path, "The folder contains no .yaml or .yml files.")
    return found


def _complaint(path: Path, message: str) -> DataError:
    return DataError([Problem(place=Place(file=str(path)), message=message)])
