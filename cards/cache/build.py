"""Builds a library from its files, and from what the cache has of earlier ones."""

import contextlib
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cards.cache.built import BuiltLibrary
from cards.cache.file import load
from cards.cache.library import PACKAGE, Choice, Stamp, name_of, stamp_of, stamps
from cards.cache.moves import outlines
from cards.cache.origins import origins_of
from cards.cache.outcomes import load_outcomes, store_outcomes
from cards.cache.parts import Damaged, PartsFile
from cards.cache.store import EarlierFile, shared_objects, store
from cards.digests import digests_of, of_templates
from cards.generate import generate
from cards.load.library import read_sound
from cards.load.sets import read_set_kinds
from cards.model.stance import taking
from cards.model.template import Kind
from cards.outcomes import NONE_KNOWN
from cards.sets.build import build_sets

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


def build_library(order: Order, stamp: Stamp, keep: Path | None) -> BuiltLibrary:
    """Build a library, and cache it.

    Args:
        order: The library.
        stamp: The state of everything that it is built from.
        keep: The folder of the cache; None disables it.

    Raises:
        DataError: With every problem of every file.
        UnknownBody: There are no claims by that certifying body.
    """
    only, stance, derived = order.choice
    builtin = _Builtin(keep) if keep is not None and order.asked else None
    library, omitted = read_sound(
        order.asked,
        only=only,
        optional=order.may_omit,
        known=lambda: None if builtin is None else builtin.library,
    )
    if stance is not None or not derived:
        library = replace(library, base=taking(library.base, stance, derived=derived))
    program = (sys.version, *(each for each in stamps((PACKAGE,)) if each[0].endswith(".py")))
    digests = digests_of(library.base)
    if builtin is not None and not only:
        digests.know(builtin.digests())
    outcomes = None if keep is None else keep / _outcomes_name(order.choice)
    known = NONE_KNOWN if outcomes is None else load_outcomes(outcomes, program, library)
    found = generate(library, known)
    if outcomes is not None:
        with contextlib.suppress(OSError):
            store_outcomes(outcomes, program, library, found)
    choices = [template.id for template in library.templates if template.kind is Kind.CHOICE]
    sets = build_sets(read_set_kinds(choices), found.cards, library.base)
    built = BuiltLibrary(library, found.cards, found.skipped, sets, omitted)
    if keep is not None:
        on_all = program, digests.nouns, of_templates(library.templates)
        built.origins = origins_of(found, digests, on_all)
        file = keep / name_of(order.choice, order.asked)
        with contextlib.suppress(OSError):
            _store(file, stamp, built, order, builtin)
    return built


def _store(
    file: Path, stamp: Stamp, built: BuiltLibrary, order: Order, builtin: "_Builtin | None"
) -> None:
    """Write a cache file, and copy what an earlier one has already.

    Raises:
        OSError: The file cannot be written.
    """
    positions = _outlines(order.asked, stamp, built)
    earlier = None
    with contextlib.suppress(Exception):  # a missing or damaged file may raise anything
        few = builtin is not None and builtin.has_most_of(built.library)
        earlier = builtin.earlier() if builtin and few else EarlierFile(PartsFile(file))
    try:
        store(file, stamp, built, positions, earlier)
    except Damaged:
        store(file, stamp, built, positions)


def _outcomes_name(choice: Choice) -> str:
    return f"outcomes-{zlib.crc32(repr(choice).encode()):08x}"


def _outlines(
    asked: tuple[Path, ...], stamp: Stamp, built: BuiltLibrary
) -> dict[str, tuple[object, ...]]:
    """The outlines of the user's files; none if one of them has a problem or was just changed."""
    entries = list(stamps(asked))
    if built.omitted or not set(entries) <= set(stamp):
        return {}
    found = outlines(file for file, _, _ in entries if not file.endswith(".py"))
    return found if entries == list(stamps(asked)) else {}


class _Builtin:
    """The built-in library in the cache."""

    def __init__(self, keep: Path) -> None:
        """Find it in the folder of the cache."""
        choice: Choice = (False, None, True)
        self._file, self._stamp = keep / name_of(choice, ()), stamp_of(choice, ())

    @cached_property
    def library(self) -> "Library | None":
        """The facts and templates; None if they are not cached."""
        key = self._file, self._stamp
        if key not in _latest:
            _latest.clear()
            cached = load(self._file, self._stamp, _refuse)
            with contextlib.suppress(Damaged):
                if cached is not None:
                    _latest[key] = cached.library
        return _latest.get(key)

    def digests(self) -> Iterator[tuple[object, str]]:
        """The digest of each object of the library."""
        with contextlib.suppress(Exception):  # a missing or damaged file may raise anything
            parts = self._parts()
            keys, digests = parts.part("keys"), parts.part("digests")
            objects = dict(shared_objects(self.library)) if self.library is not None else {}
            every = zip(keys, digests, strict=True)
            yield from [(objects[key], digest) for key, digest in every if key in objects]

    def earlier(self) -> EarlierFile:
        """The file of the library; objects that were loaded from it are the same."""
        parts = self._parts()
        objects = dict(shared_objects(self.library)) if self.library is not None else {}
        return EarlierFile(parts, {key: id(object_) for key, object_ in objects.items()})

    def _parts(self) -> PartsFile:
        parts = PartsFile(self._file)
        if parts.part("stamp") != self._stamp:
            raise Damaged("It has changed.")
        return parts

    def has_most_of(self, library: "Library") -> bool:
        """Whether most facts of a library are built-in."""
        known = self.library
        return known is not None and len(library.base.facts) < _MOST * len(known.base.facts)


_MOST = 2
"""Times as many facts as the built-in ones of which these are the most."""

_latest: dict[tuple[Path, Stamp], "Library"] = {}
"""The built-in library that this process has loaded from a cache."""


def _refuse() -> BuiltLibrary:
    raise Damaged("It is read from its files instead.")
