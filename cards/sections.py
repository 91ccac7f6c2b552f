"""What each section of a fact file may hold, and how it becomes nouns.

To add a section: one method, and its line in `Draft.take`. Names are registered when a file is
taken; claims are read at the end, when every name of every file is known.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypedDict

from cards.base import FactBase
from cards.citations import CITED, Citations
from cards.claims import Claims, Reader, read_roles
from cards.document import Fields, Node
from cards.facts import Exercise, Family, Group, Muscle, Phase, Source, SourceKind, Term
from cards.names import Names
from cards.problems import DataError, Place, Problems

NAMED = ("aliases", "misspellings", "plural", "note")
"""What everything with a name may hold."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact base in the making."""

    problems: Problems
    names: Names
    _later: list[Reader] = field(default_factory=list)

    def take(self, document: Node, *, own: bool) -> list[tuple[Node, Node]]:
        """Register the names of one file, and keep its claims for later.

        Returns:
            The entries of its `templates` section.
        """
        sections: dict[str, Callable[[Node, Node, Fields, bool], None]] = {
            "sources": self._source,
            "families": self._family,
            "terms": self._term,
            "muscles": self._muscle,
            "groups": self._group,
            "exercises": self._exercise,
            "statements": self._statement,
        }
        top = document.fields(optional=("source", "confidence", *sections, "templates"), go_on=True)
        with self._naming(document):
            top.done()
        for name, read in sections.items():
            section = top.get(name)
            if section is None:
                continue
            with self._naming(document):
                for key, value in section.entries(self.problems):
                    before = self.problems.caught
                    with self.problems.gathered():
                        key.identifier()
                        read(key, value, top, own)
                    if self.problems.caught > before:
                        self.names.failed.add(key.text())
        templates = top.get("templates")
        return list(templates.entries(self.problems)) if templates else []

    def base(self) -> FactBase:
        """Read the claims that were kept, and close the draft."""
        claims = Claims(self.names, self.problems, Citations(self.names, self.problems))
        return FactBase(
            sources=self.names.sources,
            muscles=self.names.muscles,
            families=self.names.families,
            terms=self.names.terms,
            exercises=self.names.exercises,
            facts=claims.facts(self._later),
        )

    @contextmanager
    def _naming(self, document: Node) -> Iterator[None]:
        """Gather what keeps names of a file from being read; none of them is unknown then."""
        try:
            yield
        except DataError as error:
            self.problems.add(error)
            self.names.failed.update(document.names_in_file())

    def _source(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(
            ("name", "title", "kind"),
            ("author", "year", "where", "licence", "read", "note"),
            go_on=True,
        )
        source = Source(
            id=key.text(),
            name=f.need("name", Node.text),
            title=f.need("title", Node.text),
            kind=f.need("kind", lambda kind: SourceKind(kind.one_of("kind of source", SourceKind))),
            author=f.text("author"),
            year=f.text("year"),
            where=f.text("where"),
            licence=f.text("licence"),
            read=f.text("read"),
            note=f.text("note"),
            place=key.place,
        )
        f.done()
        self.names.register("source", key, source, self.names.sources, own=own)

    def _family(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(("name",), ("exclusive", "note"), go_on=True)
        family = Family(
            id=key.text(),
            name=f.need("name", Node.text),
            exclusive=f.flag("exclusive"),
            note=f.text("note"),
            place=key.place,
        )
        f.done()
        self.names.register("family", key, family, self.names.families, own=own)

    def _term(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(("name", "family"), ("definition", *NAMED, *CITED), go_on=True)
        term = Term(
            family=f.need("family", Node.identifier),
            definition=f.text("definition"),
            **_named(key, f),
        )
        self._later.append(lambda claims: claims.definition(term, f, top, own))
        f.done()
        self.names.register("term", key, term, self.names.terms, own=own)

    def _muscle(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(("name",), NAMED, go_on=True)
        muscle = Muscle(**_named(key, f))
        f.done()
        self.names.register("muscle or group", key, muscle, self.names.muscles, own=own)

    def _group(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(("name",), ("members", "complete", "means", *NAMED), go_on=True)
        members = f.read("members", Node.entries) or ()
        group = Group(
            members=frozenset(member.text() for member, _ in members) if members else None,
            complete=f.flag("complete"),
            means=f.texts("means"),
            **_named(key, f),
        )
        if group.complete and "members" not in f:
            error = f["complete"].error("Only a group whose members are named can be complete.")
            f.wrong(error)
        self._later.append(lambda claims: claims.memberships(group, f, top, own))
        f.done()
        self.names.register("muscle or group", key, group, self.names.muscles, own=own)

    def _exercise(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(
            ("name",),
            (
                "aliases",
                "misspellings",
                "variation",
                "source",
                "phases",
                "complete",
                "note",
                "involvements",
                "statements",
            ),
            go_on=True,
        )
        exercise = Exercise(
            id=key.text(),
            name=f.text("name") or key.text(),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            variation=f.text("variation"),
            # Phases that could not be read may be any; no claim is to be blamed for naming one.
            phases=f.read("phases", _phases) or dict.fromkeys(Phase if "phases" in f else (), ""),
            complete=frozenset(f.read("complete", read_roles) or ()),
            note=f.text("note"),
            place=key.place,
        )
        self._later.append(lambda claims: claims.of_exercise(exercise, f, top, own))
        f.done()
        self.names.register("exercise", key, exercise, self.names.exercises, own=own)

    def _statement(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        self._later.append(lambda claims: claims.statement(key, node, top, own))


class _Parts(TypedDict):
    """What everything with a name has, ready to be handed to its dataclass."""

    id: str
    name: str
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]
    plural: bool
    note: str | None
    place: Place


def _named(key: Node, f: Fields) -> _Parts:
    return {
        "id": key.text(),
        "name": f.need("name", Node.text),
        "aliases": f.texts("aliases"),
        "misspellings": f.texts("misspellings"),
        "plural": f.flag("plural"),
        "note": f.text("note"),
        "place": key.place,
    }


def _phases(node: Node) -> Mapping[Phase, str]:
    """The phases of an exercise, each with its words."""
    problems = Problems()
    known = [phase.value for phase in Phase if phase is not Phase.THROUGHOUT]
    found = {}
    for key, words in node.entries(problems):
        with problems.gathered():
            found[Phase(key.one_of("phase", known))] = words.text()
    problems.raise_any()
    return found
