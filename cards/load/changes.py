"""Reads only the changed files of a library that was read before.

The nouns and claims of all other files are taken over. This is only right if the changed files
define the nouns that they defined before, or more: claims of other files may refer to them. If
anything else has changed, or has a problem, all files are read as if for the first time.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cards.checks.errors import problems_in
from cards.derive.rules import RULES
from cards.load.document import Node
from cards.load.names import Names, Noun
from cards.load.sections import Draft
from cards.model.base import FactBase
from cards.model.nouns import NOUNS
from cards.model.template import Library
from cards.problems import Problems

if TYPE_CHECKING:
    from cards.model.fact import Fact

Take = Callable[[Draft, Path, str], Collection[tuple[Node, Node]]]
"""Registers the names in a file of the user, and returns its entries of templates."""


class ReadBefore(NamedTuple):
    """A plain library that was read before.

    Attributes:
        library: The facts and templates.
        unchanged: The names of the user's files that have not changed since.
    """

    library: Library
    unchanged: frozenset[str]


class ReadLibrary(NamedTuple):
    """A library that was just read.

    Attributes:
        library: The facts and templates.
        is_plain: Whether the user's files only add nouns and claims to the built-in ones.
        files: The names of the user's files that were read.
    """

    library: Library
    is_plain: bool
    files: frozenset[str]


def read_changes(
    files: Sequence[tuple[Path, str]],
    builtin: Iterable[str],
    before: ReadBefore,
    take: Take,
    *,
    only: bool,
) -> ReadLibrary | None:
    """Read the changed files; None if all files must be read.

    Args:
        files: All files of the user, each with the name that places use.
        builtin: The names of the built-in files.
        before: The library that was read before.
        take: Reads one of the files.
        only: Whether built-in facts are excluded.
    """
    base = before.library.base
    shipped = {*builtin, *(rule.source.place.file for rule in RULES.values())}
    names = Names.of_builtin(_part_of(base, lambda file: file in shipped))
    facts, nouns = _facts_by_file(base), _nouns_by_file(base)
    draft = Draft(Problems(), names.copy(only=only))
    for file, name in files:
        if name in before.unchanged:
            if not all(_define(each, draft.names) for each in nouns.get(name, ())):
                return None
            draft.add(facts.get(name, ()))
        elif take(draft, file, name):
            return None
    gone = (each for file in nouns.keys() - shipped - before.unchanged for each in nouns[file])
    if draft.problems.caught or not draft.names.keeps(names):
        return None
    if not all(_reuse(each, draft.names) for each in gone):
        return None
    builtin_facts = {fact.id: fact for fact in base.facts if fact.place.file in shipped}
    read = draft.base(builtin_facts, base.places)
    known = set(map(id, base.facts))  # a claim of another file may have been merged
    new = [fact for fact in read.facts if id(fact) not in known]
    if draft.problems.caught or any(True for _ in problems_in(read, new)):
        return None
    library = Library(base=read, templates=before.library.templates)
    changed = frozenset(name for _, name in files) - before.unchanged
    return ReadLibrary(library, not draft.merged, changed)


class _Definition(NamedTuple):
    """A noun, and the field of a base in which it is."""

    kind: str
    noun: Noun


def _facts_by_file(base: FactBase) -> "dict[str, list[Fact]]":
    found: dict[str, list[Fact]] = {}
    for fact in base.facts:
        found.setdefault(fact.place.file, []).append(fact)
    return found


def _nouns_by_file(base: FactBase) -> dict[str, list[_Definition]]:
    found: dict[str, list[_Definition]] = {}
    for kind in NOUNS:
        for noun in getattr(base, kind).values():
            found.setdefault(noun.place.file, []).append(_Definition(kind, noun))
    return found


def _part_of(base: FactBase, is_part: Callable[[str], bool]) -> FactBase:
    """The nouns of a base that are in some of its files."""
    every = {
        kind: {id_: noun for id_, noun in getattr(base, kind).items() if is_part(noun.place.file)}
        for kind in NOUNS
    }
    return FactBase(**every, facts=(), places={})


def _define(definition: _Definition, names: Names) -> bool:
    """Define a noun as before; False if another file defines it now."""
    known = getattr(names, definition.kind)
    return known.setdefault(definition.noun.id, definition.noun) is definition.noun


def _reuse(definition: _Definition, names: Names) -> bool:
    """Put a noun that claims refer to in place of an equal one; False if it has changed."""
    known, noun = getattr(names, definition.kind), definition.noun
    now = known.get(noun.id)
    if now is None or _values(now) != _values(noun):
        return False
    # The claims of other files keep the noun, wherever it is written now.
    object.__setattr__(noun, "place", now.place)
    known[noun.id] = noun
    return True


def _values(noun: Noun) -> tuple[type, dict[str, object]]:
    return type(noun), {name: value for name, value in vars(noun).items() if name != "place"}
