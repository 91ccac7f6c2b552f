"""Builds a library from its files, and from what the cache has of earlier ones."""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cards.cache.assembly import Work, assemble
from cards.cache.earlier import EarlierFile, on_all
from cards.cache.file import CachedLibrary, load, refuse
from cards.cache.library import ALL_FACTS, PACKAGE, Choice, Stamp, name_of, stamp_of, stamps
from cards.cache.moves import outlines
from cards.cache.objects import shared_objects
from cards.cache.parts import Damaged, PartsFile
from cards.cache.store import BuildInputs, Written, encoded
from cards.digests import digests_of
from cards.files import create_folder, write_atomically
from cards.load.changes import ReadBefore
from cards.load.library import read_sound
from cards.load.sets import read_set_kinds
from cards.model.stance import taking
from cards.model.template import Kind
from cards.topics import topics_of
from cards.value_class import replace

if TYPE_CHECKING:
    from cards.model.template import Library


class Order(NamedTuple):
    """The library to build.

    Attributes:
        asked: The files and folders of user facts.
        choice: Which facts it has.
        may_omit: Those of the paths whose files are omitted if they have problems.
    """

    asked: tuple[Path, ...]
    choice: Choice
    may_omit: tuple[Path, ...]


def build_library(
    order: Order,
    stamp: Stamp,
    keep: Path | None,
    file: Path | None,
    rebuild: Callable[[], CachedLibrary],
    progress: Callable[[float], None] = lambda _: None,
) -> CachedLibrary:
    """Build a library, and store it.

    Args:
        order: The library.
        stamp: The state of everything that it is built from.
        keep: The folder of the cache, in which the built-in library may be; None disables it.
        file: Where it is stored, and may be already from before an edit; None stores nothing.
        rebuild: Builds it again if the cache file turns out to be damaged.
        progress: Called with the share of the work that is done.

    Raises:
        DataError: With every problem of every file.
        UnknownBody: There are no claims by that certifying body.
    """
    progress(0)
    only, stance, derived = order.choice
    builtin = _Builtin(keep, order.choice) if keep is not None and order.asked else None
    before = _Before(file, stamp)
    read, omitted = read_sound(
        order.asked,
        only=only,
        optional=order.may_omit,
        known=lambda: None if builtin is None else builtin.library,
        before=lambda: before.read(order.choice),
    )
    library = read.library
    if stance is not None or not derived:
        library = replace(library, base=taking(library.base, stance, derived=derived))
    for each in (before, builtin):
        if each is not None:
            digests_of(library.base).know(each.digests(library))
    choices = [template.id for template in library.templates if template.kind is Kind.CHOICE]
    inputs = BuildInputs(
        stamp=stamp,
        depends=on_all(_program(), library),
        kinds=read_set_kinds(choices),
        outlines={} if omitted else before.outlines(order.asked),
        omitted=omitted,
        is_plain=read.is_plain,
    )
    known = (each.cards for each in (before, builtin) if each is not None)
    earlier = (cards for find in known if (cards := find(library, inputs)) is not None)
    written, work = _encoded(
        library, inputs, earlier, lambda share: progress(_READ + (_GENERATED - _READ) * share)
    )
    progress(_GENERATED)
    found = _stored(written, file, rebuild)
    found.take_over(library, written.objects, work._replace(files=read.files))
    progress(1)
    return found


_READ, _GENERATED = 0.3, 0.9
"""The shares of the work after which the files are read, and the cards generated."""


def _program() -> tuple[Any, ...]:
    """The state of the program."""
    return (sys.version, *(each for each in stamps((PACKAGE,)) if each[0].endswith(".py")))


def _encoded(
    library: "Library",
    inputs: BuildInputs,
    earlier: Iterable[EarlierFile],
    progress: Callable[[float], None],
) -> tuple[Written, Work]:
    """The cache file of a library, from the first earlier one that is not damaged."""
    for each in earlier:
        with contextlib.suppress(Damaged):
            built = assemble(library, inputs.kinds, each, progress)
            topics = topics_of(library, [fact for _, fact in each.facts.new])
            return encoded(library, topics, built, inputs, each), built.work
    built = assemble(library, inputs.kinds, progress=progress)
    return encoded(library, topics_of(library), built, inputs), built.work


def _stored(
    written: Written, file: Path | None, rebuild: Callable[[], CachedLibrary]
) -> CachedLibrary:
    """The library in a file; in memory if it cannot be written."""
    source: Path | bytes | None = None
    if file is not None:
        with contextlib.suppress(OSError):
            create_folder(file.parent)
            write_atomically(file, written.content)
            source = file
    parts = PartsFile(b"".join(written.content) if source is None else source)
    return CachedLibrary(parts, written.front, rebuild)


class _Before:
    """The library as it was cached before the files of its stamp changed."""

    def __init__(self, file: Path | None, stamp: Stamp) -> None:
        self._stamp = stamp
        self._parts: PartsFile | None = None
        self._unchanged: frozenset[str] = frozenset()
        self._moved: set[str] = set()
        self._library: Library | None = None
        with contextlib.suppress(Exception):  # a missing or damaged file may raise anything
            if file is not None:
                parts = PartsFile(file)
                entries = {each for each in parts.part("stamp") if isinstance(each, tuple)}
                now = {each for each in stamp if isinstance(each, tuple)}
                changed = {name for name, _, _ in entries ^ now}
                self._unchanged = frozenset(name for name, _, _ in entries & now)
                self._moved = {*changed, *map(_name_in_places, changed), *parts.part("moves")}
                self._parts = parts

    def read(self, choice: Choice) -> ReadBefore | None:
        """The facts as they were read before; None if all files must be read."""
        _, stance, derived = choice
        program = {name for name, _, _ in stamps((PACKAGE,))}
        parts = self._parts
        if parts is None or stance is not None or not derived or not program <= self._unchanged:
            return None
        with contextlib.suppress(Exception):
            cached = CachedLibrary(parts, parts.part("front"), refuse)
            if parts.part("state")["is plain"] and not cached.omitted:
                self._library = cached.library
                return ReadBefore(self._library, self._unchanged - program)
        return None

    def digests(self, library: "Library") -> Iterator[tuple[object, str]]:
        """The digest of each object of a library that was taken over."""
        if self._library is not None and self._parts is not None:
            yield from _digests(self._parts, self._library, library)

    def cards(self, library: "Library", inputs: BuildInputs) -> EarlierFile | None:
        """Its cards and objects; None if nothing can be used."""
        with contextlib.suppress(Exception):
            if self._parts is not None:
                return EarlierFile(self._parts, library, inputs.depends, self._moved)
        return None

    def outlines(self, asked: Iterable[Path]) -> dict[str, tuple[Any, ...]]:
        """The outlines of the user's files; none if one of them was just changed."""
        entries = list(stamps(asked))
        if not set(entries) <= set(self._stamp):
            return {}
        known: Mapping[str, tuple[Any, ...]] = {}
        with contextlib.suppress(Exception):
            known = {} if self._parts is None else self._parts.part("outlines")
        files = [file for file, _, _ in entries if not file.endswith(".py")]
        unchanged = {
            file: known[file] for file in files if file in known and file not in self._moved
        }
        found = unchanged | outlines(file for file in files if file not in unchanged)
        return found if entries == list(stamps(asked)) else {}


def _name_in_places(file: str) -> str:
    """The name of a file in the places of problems, where that of a built-in one is shorter."""
    path = Path(file)
    home = PACKAGE.parent
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else file


class _Builtin:
    """The built-in library in the cache, without the facts of a user."""

    def __init__(self, keep: Path, choice: Choice) -> None:
        """Find it in the folder of the cache."""
        self._choice = choice
        self._keep = keep
        self._is_used = False

    @cached_property
    def library(self) -> "Library | None":
        """The facts and templates of all bodies; None if they are not cached."""
        key = self._keep / name_of(ALL_FACTS, ()), stamp_of(ALL_FACTS, ())
        if key not in _latest:
            _latest.clear()
            cached = load(*key, refuse)
            with contextlib.suppress(Damaged):
                if cached is not None:
                    _latest[key] = cached.library
        self._is_used = True
        return _latest.get(key)

    def digests(self, library: "Library") -> Iterator[tuple[object, str]]:
        """The digest of each object of a library that was taken over."""
        with contextlib.suppress(Exception):  # a missing or damaged file may raise anything
            if self._is_used and self.library is not None:
                yield from _digests(self._parts(ALL_FACTS), self.library, library)

    def cards(self, library: "Library", inputs: BuildInputs) -> EarlierFile | None:
        """The cards of the same choice of facts; None if nothing can be used."""
        with contextlib.suppress(Exception):
            return EarlierFile(self._parts(self._choice), library, inputs.depends)
        return None

    def _parts(self, choice: Choice) -> PartsFile:
        parts = PartsFile(self._keep / name_of(choice, ()))
        if parts.part("stamp") != stamp_of(choice, ()):
            raise Damaged("It has changed.")
        return parts


def _digests(
    parts: PartsFile, loaded: "Library", library: "Library"
) -> Iterator[tuple[object, str]]:
    """The digest of each object of a library that was loaded from a file."""
    digests = dict(zip(parts.part("keys"), parts.part("digests"), strict=True))
    objects = dict(shared_objects(loaded))
    for key, object_ in shared_objects(library):
        if objects.get(key) is object_:
            yield object_, digests[key]


_latest: dict[tuple[Path, Stamp], "Library"] = {}
"""The built-in library that this process has loaded from a cache."""
