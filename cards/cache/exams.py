"""On-disk cache of the exam profiles, so that a quiz reads no YAML.

Separate from that of the library, because a change to a profile changes no card.
"""

import contextlib
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.cache.codec import Decoder, Encoder
from cards.cache.library import stamps
from cards.cache.parts import PartsFile, parts_file
from cards.exams.scope import ExamScope
from cards.problems import OmittedFile

if TYPE_CHECKING:
    from cards.exams.profile import ExamProfile

_CARDS = Path(__file__).parent.parent
_READ = (_CARDS / "exams", _CARDS / "data" / "exams" / "profiles", _CARDS / "model")
"""Everything that the built-in profiles depend on."""


class Exams:
    """All exam profiles.

    Attributes:
        names: The id of a profile by each of its names, normalized.
        scopes: The scope of each profile, by its id.
        omitted: The user's files that were omitted because of their problems.
    """

    def __init__(self, parts: tuple[Any, ...]) -> None:
        """Read from the parts of a cache file."""
        self.names: dict[str, str]
        self.names, scopes, omitted, self._classes, self._profiles = parts
        self.scopes = {values[0]: ExamScope(*values) for values in scopes}
        self.omitted = tuple(map(OmittedFile._make, omitted))

    @cached_property
    def profiles(self) -> "tuple[ExamProfile, ...]":
        """The profiles, each followed by its sections."""
        found: tuple[ExamProfile, ...] = Decoder(self._classes).decode(self._profiles)
        return found

    def scope(self, name: str) -> ExamScope:
        """The scope of the profile with that id, name or alias.

        Raises:
            UnknownExam: There is none.
        """
        return self.scopes[self._id(name)]

    def profile(self, name: str) -> "ExamProfile":
        """The profile with that id, name or alias.

        Raises:
            UnknownExam: There is none.
        """
        id_ = self._id(name)
        return next(profile for profile in self.profiles if profile.id == id_)

    def _id(self, name: str) -> str:
        if name in self.scopes:
            return name
        from cards.exams.profile import normalized, unknown_exam

        id_ = self.names.get(normalized(name))
        if id_ is None:
            raise unknown_exam(name, self.names)
        return id_


def load_exams(folder: Path | None, keep: Path | None) -> Exams:
    """Load the built-in and the user's profiles from the cache, or read them.

    Args:
        folder: The user's folder, which need not exist.
        keep: The folder of the cache; None disables it.

    Raises:
        DataError: With every problem of the built-in files.
    """
    paths = _READ if folder is None else (*_READ, folder)
    stamp: tuple[Any, ...] = (sys.version, *list(stamps(paths)))
    file = keep / "exams" if keep else None
    if file is not None:
        with contextlib.suppress(Exception):  # a damaged file may raise anything
            found = PartsFile(file)
            if found.part("stamp") == stamp:
                return Exams(found.part("exams"))
    parts = _parts(folder)
    if file is not None:
        from cards.files import create_folder, write_atomically

        with contextlib.suppress(OSError):
            create_folder(file.parent)
            write_atomically(file, parts_file({"stamp": stamp, "exams": parts}))
    return Exams(parts)


def _parts(folder: Path | None) -> tuple[Any, ...]:
    """The profiles as the parts of a cache file."""
    from cards.exams.profile import names_of, scope_of, with_sections
    from cards.exams.read import read_profiles
    from cards.exams.scope import GENERAL

    profiles, omitted = read_profiles(folder)
    general = next(profile for profile in profiles if profile.id == GENERAL)
    every = with_sections(profiles)
    encoder = Encoder()
    encoded = encoder.encode(every)
    return (
        names_of(every),
        [tuple(scope_of(profile, general.shares)) for profile in every],
        list(map(tuple, omitted)),
        encoder.classes,
        encoded,
    )
