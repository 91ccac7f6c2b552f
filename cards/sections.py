"""What each section of a fact file may hold, and how it becomes nouns and facts.

To add a section: one method, and its line in `Draft.take`. Names are registered when a file is
taken; claims are read at the end, when every name of every file is known.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypedDict, TypeVar

from cards.base import FactBase
from cards.document import Fields, Node
from cards.facts import (
    GAP,
    Citation,
    Confidence,
    Contraction,
    Definition,
    Exercise,
    Fact,
    Family,
    Group,
    Involvement,
    Membership,
    Muscle,
    Phase,
    Role,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    Term,
)
from cards.problems import DataError, Place, Problem, Problems

_T = TypeVar("_T", Source, Muscle, Family, Term, Exercise)

NAMED = ("aliases", "misspellings", "plural", "note")
CITED = ("source", "at", "confidence", "quote", "note")
VALUES = ("role", "contraction", "action", "purpose", "not")
ACTIONS = "joint-action"
"""The family of terms that an `action` must belong to."""

# American spelling and the everyday short form are understood wherever the value is read.
ROLES: Mapping[str, str] = MappingProxyType(
    {role.value: role.value for role in Role}
    | {"stabilizer": "stabiliser", "agonist": "prime mover", "prime-mover": "prime mover"}
)
_GAP = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What stands at the top of a file or an exercise for the claims below it.

    Attributes:
        sources: None where some stand there that are not known, which was complained about.
    """

    sources: tuple[Citation, ...] | None = ()
    confidence: Confidence = Confidence.MEDIUM
    own: bool = True


class _Cited(TypedDict):
    """What every claim shares, ready to be handed to its dataclass."""

    citations: tuple[Citation, ...]
    confidence: Confidence
    quote: str | None
    note: str | None
    place: Place
    own: bool


@dataclass(slots=True)
class Draft:
    """A fact base in the making."""

    problems: Problems
    only: bool = False
    sources: dict[str, Source] = field(default_factory=dict)
    muscles: dict[str, Muscle] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    incomplete: bool = False  # some file could not be read, so names may be missing
    _own: set[tuple[str, str]] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)  # names whose definition was complained about
    _unsourced: dict[str, list[Place]] = field(default_factory=dict)
    _later: list[Callable[[], Iterable[Fact]]] = field(default_factory=list)

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
        with self.problems.gathered():
            top.done()
        for name, read in sections.items():
            section = top.get(name)
            if section is None:
                continue
            with self.problems.gathered():
                for key, value in section.entries(self.problems):
                    before = len(self.problems.found)
                    with self.problems.gathered():
                        key.identifier()
                        read(key, value, top, own)
                    if len(self.problems.found) > before:
                        self._failed.add(key.text())
        templates = top.get("templates")
        return list(templates.entries(self.problems)) if templates else []

    def base(self) -> FactBase:
        """Read the claims that were kept, and close the draft."""
        facts: dict[str, Fact] = {}
        for read in self._later:
            with self.problems.gathered():
                for fact in read():
                    with self.problems.gathered():
                        self._add(fact, facts)
        kept = (fact for fact in facts.values() if not (self.only and fact.own))
        return FactBase(
            sources=self.sources,
            muscles=self.muscles,
            families=self.families,
            terms=self.terms,
            exercises=self.exercises,
            facts=tuple(kept),
        )

    # -- names ---------------------------------------------------------------------------------

    def _register(self, what: str, key: Node, noun: _T, known: dict[str, _T], *, own: bool) -> None:
        first = known.get(noun.id)
        if first is not None:
            ours_steps_back = self.only and not own and (what, noun.id) in self._own
            if not ours_steps_back:
                raise key.error(f"The {what} '{noun.id}' stands already in {first.place}.")
        if own:
            self._own.add((what, noun.id))
        else:
            self._own.discard((what, noun.id))
        known[noun.id] = noun

    def _source(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(
            ("name", "title", "kind"), ("author", "year", "where", "licence", "read", "note")
        )
        source = Source(
            id=key.text(),
            name=f["name"].text(),
            title=f["title"].text(),
            kind=SourceKind(f["kind"].one_of("kind of source", SourceKind)),
            author=f.text("author"),
            year=f.text("year"),
            where=f.text("where"),
            licence=f.text("licence"),
            read=f.text("read"),
            note=f.text("note"),
            place=key.place,
        )
        self._register("source", key, source, self.sources, own=own)

    def _family(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(("name",), ("exclusive", "note"))
        family = Family(
            id=key.text(),
            name=f["name"].text(),
            exclusive=f.flag("exclusive"),
            note=f.text("note"),
            place=key.place,
        )
        self._register("family", key, family, self.families, own=own)

    def _term(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(("name", "family"), ("definition", *NAMED, *CITED))
        term = Term(
            id=key.text(),
            name=f["name"].text(),
            family=f["family"].identifier(),
            definition=f.text("definition"),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            plural=f.flag("plural"),
            note=f.text("note"),
            place=key.place,
        )
        self._register("term", key, term, self.terms, own=own)

        def claims() -> Iterable[Fact]:
            if term.family not in self.families:
                raise f["family"].unknown("family", self.families)
            if term.definition is None:
                return
            yield Definition(
                id=f"glossary/{term.id}/definition",
                term=term,
                text=term.definition,
                **self._cited(f, self._defaults(top, own)),
            )

        self._later.append(claims)

    def _muscle(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(("name",), NAMED)
        muscle = Muscle(
            id=key.text(),
            name=f["name"].text(),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            plural=f.flag("plural"),
            note=f.text("note"),
            place=key.place,
        )
        self._register("muscle or group", key, muscle, self.muscles, own=own)

    def _group(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(("name",), ("members", "complete", "means", *NAMED))
        members = f["members"].entries() if "members" in f else ()
        if "complete" in f and not members:
            raise f["complete"].error("Only a group whose members are named can be complete.")
        group = Group(
            id=key.text(),
            name=f["name"].text(),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            plural=f.flag("plural"),
            note=f.text("note"),
            members=frozenset(member.text() for member, _ in members) if members else None,
            complete=f.flag("complete"),
            means=f.texts("means"),
            place=key.place,
        )
        self._register("muscle or group", key, group, self.muscles, own=own)

        def claims() -> Iterable[Fact]:
            defaults = self._defaults(top, own)
            for member, reference in members:
                with self.problems.gathered():
                    muscle = self._named_muscle(member)
                    yield Membership(
                        id=f"{group.id}/{muscle.id}/membership",
                        group=group,
                        muscle=muscle,
                        citations=self._citations(reference),
                        place=member.place,
                        confidence=defaults.confidence,
                        own=own,
                    )
            if "means" in f:
                for node_ in f["means"].items():
                    if node_.text() not in (group.members or ()):
                        raise node_.unknown("member of this group", group.members or ())

        self._later.append(claims)

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
        )
        phases = {}
        for phase, words in f["phases"].entries() if "phases" in f else ():
            with self.problems.gathered():
                known = [p.value for p in Phase if p is not Phase.THROUGHOUT]
                phases[Phase(phase.one_of("phase", known))] = words.text()
        complete = f["complete"].items() if "complete" in f else ()
        exercise = Exercise(
            id=key.text(),
            name=f["name"].text(),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            variation=f.text("variation"),
            phases=MappingProxyType(phases),
            complete=frozenset(Role(role.one_of("role", ROLES)) for role in complete),
            note=f.text("note"),
            place=key.place,
        )
        self._register("exercise", key, exercise, self.exercises, own=own)

        def claims() -> Iterable[Fact]:
            if "variation" in f and exercise.variation not in self.exercises:
                raise f["variation"].unknown("exercise", self.exercises)
            defaults = self._defaults(top, own)
            if "source" in f:
                defaults = replace(defaults, sources=self._citations(f["source"]))
            if "involvements" in f:
                for name, entries in f["involvements"].entries():
                    with self.problems.gathered():
                        muscle = self._named_muscle(name)
                        for entry in entries.items():
                            with self.problems.gathered():
                                yield self._involvement(exercise, muscle, entry, defaults)
            if "statements" in f:
                for name, entry in f["statements"].entries():
                    with self.problems.gathered():
                        name.identifier()
                        yield self._read_statement(name, entry, defaults, exercise)

        self._later.append(claims)

    def _statement(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        self._later.append(
            lambda: [self._read_statement(key, node, self._defaults(top, own), None)]
        )

    # -- claims --------------------------------------------------------------------------------

    def _involvement(
        self, exercise: Exercise, muscle: Muscle, node: Node, defaults: _Defaults
    ) -> Involvement:
        f = node.fields((), (*VALUES, "phase", "id", "open", *CITED))
        stated = [value for value in VALUES if value in f]
        if len(stated) != 1:
            found = f"{' and '.join(stated)} stand here" if stated else "none stands here"
            raise node.error(f"A claim states exactly one of {', '.join(VALUES)}; {found}.")
        (value,) = stated
        phase = self._phase(f, exercise)
        cited = self._cited(f, defaults)
        parts = [exercise.id, *([phase.value] if phase else []), muscle.id, value]
        if "id" in f:
            parts.append(f["id"].identifier())
        role = Role(f["role"].one_of("role", ROLES)) if value == "role" else None
        contraction = None
        if value == "contraction":
            contraction = Contraction(f["contraction"].one_of("contraction", Contraction))
        vocabulary: Mapping[str, str] | Iterable[str] = ROLES if role else Contraction
        open_ = f["open"].items() if "open" in f else ()
        if open_ and not (role or contraction):
            raise f["open"].error("Only a role or a contraction can leave another value open.")
        return Involvement(
            id=_fact_id(parts, cited),
            exercise=exercise,
            muscle=muscle,
            phase=phase,
            role=role,
            contraction=contraction,
            action=self._term_of(f["action"], ACTIONS) if value == "action" else None,
            purpose=f.text("purpose"),
            unlike=Role(f["not"].one_of("role", ROLES)) if value == "not" else None,
            open=frozenset(item.one_of(value, vocabulary) for item in open_),
            **cited,
        )

    def _read_statement(
        self, key: Node, node: Node, defaults: _Defaults, exercise: Exercise | None
    ) -> Statement:
        f = node.fields(
            ("kind", "says"),
            (
                "accept",
                "value",
                "muscle",
                "about",
                "phase",
                "than",
                "quality",
                "suggests",
                "for",
                *CITED,
            ),
        )
        kind = StatementKind(f["kind"].one_of("kind of statement", StatementKind))
        says, gap, gapped = _says(f["says"])
        if "accept" in f and gap is None:
            raise f["accept"].error("There is no [gap] in the sentence that this could fill.")
        for one, other in (("than", "quality"), ("suggests", "for")):
            if (one in f) != (other in f):
                raise node.error(f"'{one}' and '{other}' stand together or not at all.")
        muscle = self._named_muscle(f["muscle"]) if "muscle" in f else None
        if exercise is None and muscle is None and "about" not in f:
            raise node.error("Outside an exercise, a statement says 'muscle:' or 'about:'.")
        if "than" in f and f["than"].text() not in self.exercises:
            raise f["than"].unknown("exercise", self.exercises)
        cited = self._cited(f, defaults)
        subject = exercise or muscle
        parts = [subject.id if subject else "general", key.text()]
        return Statement(
            id=_fact_id(parts, cited),
            kind=kind,
            says=says,
            gap=gap,
            gapped=gapped,
            accept=f.texts("accept"),
            exercise=exercise,
            muscle=muscle,
            about=f.text("about"),
            phase=self._phase(f, exercise),
            value=self._value(f["value"], kind) if "value" in f else None,
            than=self.exercises[f["than"].text()] if "than" in f else None,
            quality=f.text("quality"),
            suggests=f.text("suggests"),
            serves=self._named_muscle(f["for"]) if "for" in f else None,
            **cited,
        )

    # -- parts of claims -----------------------------------------------------------------------

    def _add(self, fact: Fact, facts: dict[str, Fact]) -> None:
        first = facts.get(fact.id)
        if first is not None and not (self.only and first.own):
            same = type(first) is type(fact) and _value(first) == _value(fact)
            hint = (
                "Add the source to the first one."
                if same
                else "Where sources disagree, write 'confidence: contested' on both; "
                "where both hold, tell them apart by an 'id:'."
            )
            message = f"A claim on {fact.id} stands already in {first.place}. {hint}"
            raise DataError([Problem(place=fact.place, message=message)])
        facts[fact.id] = fact

    def _named_muscle(self, node: Node) -> Muscle:
        if node.text() not in self.muscles:
            raise node.unknown("muscle or group", self.muscles)
        return self.muscles[node.text()]

    def _phase(self, f: Fields, exercise: Exercise | None) -> Phase | None:
        node = f.get("phase")
        if node is None:
            return None
        phase = Phase(node.one_of("phase", Phase))
        if exercise and phase is not Phase.THROUGHOUT and phase not in exercise.phases:
            has = ", ".join(p.value for p in exercise.phases) or "none"
            raise node.error(
                f"The {exercise.name} has no '{phase.value}' phase (its phases: {has}). "
                f"Add it to 'phases:', with the words that describe it."
            )
        return phase

    def _term_of(self, node: Node, family: str) -> Term:
        known = [term.id for term in self.terms.values() if term.family == family]
        if node.text() not in known:
            raise node.unknown(f"term of the family '{family}'", known)
        return self.terms[node.text()]

    def _value(self, node: Node, kind: StatementKind) -> Term:
        family = FAMILY_OF.get(kind)
        if family:
            return self._term_of(node, family)
        if node.text() not in self.terms:
            raise node.unknown("term", self.terms)
        return self.terms[node.text()]

    def _defaults(self, top: Fields, own: bool) -> _Defaults:
        return _Defaults(
            sources=self._citations(top["source"]) if "source" in top else (),
            confidence=_confidence(top) or Confidence.MEDIUM,
            own=own,
        )

    def _cited(self, f: Fields, defaults: _Defaults) -> "_Cited":
        at = tuple(f["at"].text().split()) if "at" in f else ()
        if "source" in f:
            citations = self._citations(f["source"])
        elif defaults.sources:
            citations = defaults.sources
        else:
            raise f.node.error("No source: write 'source:' here, or above for all that follows.")
        if at:
            if len(citations) != 1:
                raise f["at"].error(
                    "'at' goes with one source; write the places behind each source."
                )
            citations = (Citation(source=citations[0].source, at=(*citations[0].at, *at)),)
        return {
            "citations": citations,
            "confidence": _confidence(f) or defaults.confidence,
            "quote": f.text("quote"),
            "note": f.text("note"),
            "place": f.node.place,
            "own": defaults.own,
        }

    def _citations(self, node: Node) -> tuple[Citation, ...]:
        found = []
        for item in node.one_or_more():
            id_, *at = item.text().split()
            if id_ not in self.sources:
                raise item.unknown("source", self.sources, word=id_)
            found.append(Citation(source=self.sources[id_], at=tuple(at)))
        if not found:
            raise node.error("Nothing is written here; expected a source.")
        return tuple(found)


FAMILY_OF: Mapping[StatementKind, str] = MappingProxyType(
    {
        StatementKind.ACTION: ACTIONS,
        StatementKind.LOCATION: "location",
        StatementKind.COMPARISON: "comparison",
        StatementKind.MECHANIC: "exercise-type",
    }
)
"""Kinds of statement whose value comes from one family of terms."""


def _confidence(f: Fields) -> Confidence | None:
    node = f.get("confidence")
    return Confidence(node.one_of("confidence", Confidence)) if node else None


def _fact_id(parts: list[str], cited: _Cited) -> str:
    """The id of a claim; one that is only asked as a source's own carries that source."""
    id_ = "/".join(parts)
    return f"{id_}@{cited['citations'][0].source.id}" if cited["confidence"].attributed else id_


def _says(node: Node) -> tuple[str, str | None, str | None]:
    """A sentence without its brackets, the words in them, and the sentence without those words."""
    text = node.text()
    gaps = _GAP.findall(text)
    if len(gaps) > 1 or len(gaps) != text.count("[") or (gaps and not gaps[0].strip()):
        raise node.error("A sentence has one [gap] at most, with words in it.")
    if not gaps:
        return text, None, None
    return _GAP.sub(r"\1", text), gaps[0].strip(), _GAP.sub(GAP, text)


def _value(fact: Fact) -> object:
    """What a claim states, to tell a repetition from a contradiction."""
    if isinstance(fact, Involvement):
        return (fact.role, fact.contraction, fact.action, fact.purpose, fact.unlike)
    return None
