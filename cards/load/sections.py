"""Reads the sections of a fact file into nouns.

To add a section, write a method and add its line to `Draft.take`. Names are registered when a file
is read; claims are read at the end, when all names of all files are known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from cards.load.citations import CITED, Citations, read_waivers
from cards.load.claims import Claims, Reader
from cards.load.document import Fields, Node
from cards.load.entry import read_absences, read_roles
from cards.load.keys import (
    ADDED_TO_COMPENSATIONS,
    ADDED_TO_EXERCISES,
    IN_PACKS,
    NAMED,
    ON_COMPENSATIONS,
    ON_EXERCISES,
    ON_MUSCLES,
    ON_PROPERTIES,
    ON_SOURCES,
    ON_TERMS,
)
from cards.load.names import Names
from cards.load.readers import moving_phase, named, phases, sentence_of_value, views
from cards.model.base import FactBase
from cards.model.bodies import BODIES
from cards.model.fact import Fact
from cards.model.facts.table import SLOTS_OF
from cards.model.nouns import (
    Compensation,
    Exercise,
    Family,
    Group,
    Muscle,
    Named,
    Pack,
    Property,
    Source,
    Term,
)
from cards.model.places import MusclePlace
from cards.model.vocabulary import (
    Checkpoint,
    Evidence,
    Origin,
    Phase,
    Rank,
    SourceKind,
    Subject,
    Viewpoint,
)
from cards.problems import DataError, Problems

_Noun = TypeVar("_Noun", bound=Named)

_USUAL = "by its kind, as no rank is stated"
"""The reason of the rank of a source that states none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact base that is being read.

    Attributes:
        merged: The files with claims that were merged with built-in ones.
    """

    problems: Problems
    names: Names
    merged: set[str] = field(default_factory=set)
    _later: list[Reader] = field(default_factory=list)

    def take(self, document: Node, *, origin: Origin) -> list[tuple[Node, Node]]:
        """Register the names of one file, and keep its claims for later.

        Returns:
            The entries of its `templates` section.
        """
        sections: dict[str, Callable[[Node, Node, Fields, Origin], None]] = {
            "sources": self._source,
            "families": self._family,
            "terms": self._term,
            "muscles": self._muscle,
            "groups": self._group,
            "exercises": self._exercise,
            "compensations": self._compensation,
            "statements": self._statement,
            "packs": self._pack,
            "properties": self._property,
            "questions": self._question,
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
                        read(key, value, top, origin)
                    if self.problems.caught > before:
                        self.names.failed.add(key.text())
        templates = top.get("templates")
        return list(templates.entries(self.problems)) if templates else []

    def add(self, facts: Sequence[Fact]) -> None:
        """Keep the facts of a file that was read before."""
        self._later.append(lambda _: facts)

    def base(
        self,
        known: Mapping[str, Fact] = MappingProxyType({}),
        places: Mapping[str, MusclePlace] | None = None,
    ) -> FactBase:
        """Read the claims that were kept, and close the draft.

        Args:
            known: Facts that were read before.
            places: The places of the built-in muscles; None if they must be read.
        """
        from cards.load.places import builtin_places  # exam profiles are read without the figure

        citations = Citations(self.names, self.problems)
        claims = Claims(self.names, self.problems, citations, self.merged)
        return FactBase(
            sources=self.names.sources,
            muscles=self.names.muscles,
            families=self.names.families,
            terms=self.names.terms,
            exercises=self.names.exercises,
            compensations=self.names.compensations,
            packs=self.names.packs,
            properties=self.names.properties,
            facts=claims.facts(self._later, known),
            places=builtin_places() if places is None else places,
        )

    @contextmanager
    def _naming(self, document: Node) -> Iterator[None]:
        """Collect the errors in a file; after one, its names are not reported as unknown."""
        try:
            yield
        except DataError as error:
            self.problems.add(error)
            self.names.failed.update(document.names_in_file())

    def _source(self, key: Node, node: Node, _top: Fields, origin: Origin) -> None:
        f = node.fields(
            ("name", "title", "kind"),
            ON_SOURCES[3:],
            go_on=True,
        )
        kind = f.need("kind", lambda item: SourceKind(item.one_of("kind of source", SourceKind)))
        rank = f.read("rank", lambda item: Rank(item.one_of("rank", Rank)))
        source = Source(
            id=key.text(),
            name=f.need("name", Node.text),
            title=f.need("title", Node.text),
            kind=kind,
            rank=rank or (kind.usual_rank if kind is not None else None),
            reason=f.text("reason") or (_USUAL if rank is None else None),
            author=f.text("author"),
            year=f.text("year"),
            where=f.text("where"),
            licence=f.text("licence"),
            body=f.identifier("body"),
            evidence=f.read(
                "evidence", lambda item: Evidence(item.one_of("kind of evidence", Evidence))
            ),
            read=f.text("read"),
            note=f.text("note"),
            place=key.place,
        )
        f.done()
        self.names.register("source", key, source, self.names.sources, origin=origin)

    def _family(self, key: Node, node: Node, _top: Fields, origin: Origin) -> None:
        f = node.fields(("name",), ("exclusive", "subject", "mix-ups", "note"), go_on=True)
        family = Family(
            id=key.text(),
            name=f.need("name", Node.text),
            exclusive=f.flag("exclusive"),
            subject=f.read("subject", lambda item: Subject(item.one_of("subject", Subject)))
            or Subject.JOINTS,
            mix_ups=f.flag("mix-ups"),
            note=f.text("note"),
            place=key.place,
        )
        f.done()
        self.names.register("family", key, family, self.names.families, origin=origin)

    def _term(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        f = node.fields(
            ("name", "family"),
            (*ON_TERMS, *NAMED, *CITED),
            go_on=True,
        )
        term = Term(
            family=f.need("family", Node.identifier),
            definition=f.text("definition"),
            joint=f.text("joint"),
            opposite=f.text("opposite"),
            part_of=f.text("part-of"),
            verb=f.text("verb"),
            everyday=f.flag("everyday"),
            uncommon=f.flag("uncommon"),
            body=f.read("body", lambda node: node.one_of("certifying body", BODIES.keys())),
            example=f.text("example"),
            **named(key, f),
        )
        self._later.append(
            lambda claims: claims.of_term(
                self._meant(term, claims.names.terms, origin), f, top, origin
            )
        )
        f.done()
        self.names.register("term", key, term, self.names.terms, origin=origin)

    def _muscle(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        if origin is Origin.USER and self._adds(
            key, node, self.names.muscles, ("source", "traits")
        ):
            builtin = self.names.muscles[key.text()]
            added = node.fields((), ("source", "traits"), go_on=True)
            added.done()
            self._later.append(lambda claims: claims.of_muscle(builtin, added, top, origin))
            return
        f = node.fields(("name",), (*ON_MUSCLES, *NAMED), go_on=True)
        muscle = Muscle(
            region=f.text("region"),
            uncommon=f.flag("uncommon"),
            waive=f.read("waive", read_waivers) or (),
            **named(key, f),
        )
        self._later.append(
            lambda claims: claims.of_muscle(
                self._meant(muscle, claims.names.muscles, origin), f, top, origin
            )
        )
        f.done()
        self.names.register("muscle or group", key, muscle, self.names.muscles, origin=origin)

    def _group(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        f = node.fields(
            ("name",), ("members", "complete", "means", *ON_MUSCLES, *NAMED), go_on=True
        )
        members = f.read("members", Node.entries) or ()
        group = Group(
            members=frozenset(member.text() for member, _ in members) if members else None,
            complete=f.flag("complete"),
            means=f.texts("means"),
            region=f.text("region"),
            uncommon=f.flag("uncommon"),
            waive=f.read("waive", read_waivers) or (),
            **named(key, f),
        )
        if group.complete and "members" not in f:
            error = f["complete"].error("Only a group whose members are named can be complete.")
            f.wrong(error)
        self._later.append(lambda claims: claims.memberships(group, f, top, origin))
        self._later.append(
            lambda claims: claims.of_muscle(
                self._meant(group, claims.names.muscles, origin), f, top, origin
            )
        )
        f.done()
        self.names.register("muscle or group", key, group, self.names.muscles, origin=origin)

    def _exercise(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        if origin is Origin.USER and self._adds(
            key, node, self.names.exercises, ADDED_TO_EXERCISES
        ):
            builtin = self.names.exercises[key.text()]
            added = node.fields((), ADDED_TO_EXERCISES, go_on=True)
            added.done()
            self._later.append(lambda claims: claims.of_exercise(builtin, added, top, origin))
            return
        f = node.fields(("name",), ON_EXERCISES[1:], go_on=True)
        exercise = Exercise(
            id=key.text(),
            name=f.text("name") or key.text(),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            variation=f.text("variation"),
            # If the phases are invalid, no claim is reported for naming one of them.
            phases=f.read("phases", phases) or dict.fromkeys(Phase if "phases" in f else (), ""),
            begins=f.read("begins", moving_phase),
            complete=frozenset(f.read("complete", read_roles) or ()),
            absent=f.read("absent", read_absences) or (),
            waive=f.read("waive", read_waivers) or (),
            note=f.text("note"),
            place=key.place,
        )
        self._later.append(
            lambda claims: claims.of_exercise(
                self._meant(exercise, claims.names.exercises, origin), f, top, origin
            )
        )
        f.done()
        self.names.register("exercise", key, exercise, self.names.exercises, origin=origin)

    def _meant(self, noun: _Noun, known: Mapping[str, _Noun], origin: Origin) -> _Noun:
        """The noun that claims under an entry are about; a user's file may have extended it.

        If the built-in facts are excluded, the user's noun replaces the built-in one, and may lack
        phases that built-in claims name; these claims keep the built-in noun.
        """
        return noun if origin is Origin.BUILTIN and self.names.only else known.get(noun.id, noun)

    def _compensation(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        known = self.names.compensations
        if origin is Origin.USER and self._adds(key, node, known, ADDED_TO_COMPENSATIONS):
            builtin = known[key.text()]
            added = node.fields((), ADDED_TO_COMPENSATIONS, go_on=True)
            added.done()
            self._later.append(lambda claims: claims.lists(builtin, added, top, origin))
            return
        f = node.fields(
            ("name", *ON_COMPENSATIONS[:2]),
            dict.fromkeys((*ON_COMPENSATIONS[2:], *NAMED, *CITED)),
            go_on=True,
        )
        compensation = Compensation(
            assessment=f.need("assessment", Node.identifier),
            seen=f.need("seen", Node.text),
            plain=f.text("plain"),
            views=tuple(map(Viewpoint, f.read("view", views) or ())),
            checkpoint=f.read(
                "checkpoint", lambda item: Checkpoint(item.one_of("checkpoint", Checkpoint))
            ),
            movement=f.read("movement", lambda item: tuple(map(Node.text, item.one_or_more())))
            or (),
            **named(key, f),
        )
        self._later.append(
            lambda claims: claims.of_compensation(
                self._meant(compensation, claims.names.compensations, origin), f, top, origin
            )
        )
        f.done()
        self.names.register("finding", key, compensation, known, origin=origin)

    def _pack(self, key: Node, node: Node, _top: Fields, origin: Origin) -> None:
        f = node.fields(("name", "about"), (*IN_PACKS, *NAMED), go_on=True)
        pack = Pack(
            about=f.need("about", Node.text),
            exercises=f.texts("exercises"),
            patterns=f.texts("patterns"),
            regions=f.texts("regions"),
            types=tuple(
                item.one_of("type of fact", SLOTS_OF.keys())
                for item in f.read("types", Node.items) or ()
            ),
            **named(key, f),
        )
        f.done()
        self._later.append(lambda claims: claims.of_pack(f))
        self.names.register("pack", key, pack, self.names.packs, origin=origin)

    def _property(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        added = ("source", "values")
        if origin is Origin.USER and self._adds(key, node, self.names.properties, added):
            builtin = self.names.properties[key.text()]
            fields = node.fields((), added, go_on=True)
            fields.done()
            self._later.append(lambda claims: claims.of_property(builtin, fields, top, origin))
            return
        f = node.fields(("name", *ON_PROPERTIES[:2]), (*ON_PROPERTIES[2:], *NAMED), go_on=True)
        property_ = Property(
            says=f.need("says", sentence_of_value),
            subject=f.need("subject", lambda item: Subject(item.one_of("subject", Subject))),
            single=f.flag("single"),
            by_exercise=f.flag("by-exercise"),
            **named(key, f),
        )
        self._later.append(lambda claims: claims.of_property(property_, f, top, origin))
        f.done()
        self.names.register("property", key, property_, self.names.properties, origin=origin)

    def _adds(
        self, key: Node, node: Node, known: Mapping[str, Named], claims: Sequence[str]
    ) -> bool:
        """Whether a user's entry only adds claims to a built-in noun."""
        return (
            key.text() in known
            and node.holds_entries
            and {name.text() for name, _ in node.entries()} <= set(claims)
        )

    def _statement(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        self._later.append(lambda claims: claims.statement(key, node, top, origin))

    def _question(self, key: Node, node: Node, top: Fields, origin: Origin) -> None:
        self._later.append(lambda claims: claims.question(key, node, top, origin))
