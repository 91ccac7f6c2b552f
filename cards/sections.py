"""What each section of a fact file may hold, and how it becomes nouns and facts.

To add a section: one method, and its line in `Draft.take`. Names are registered when a file is
taken; claims are read at the end, when every name of every file is known.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
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
    Named,
    Phase,
    Role,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    Term,
)
from cards.problems import DataError, Place, Problem, Problems

Noun = Source | Muscle | Family | Term | Exercise
_T = TypeVar("_T", bound=Noun)

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
_MOST_LINES = 8


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
    failed: set[str] = field(default_factory=set)  # names whose definition was complained about
    _own: set[tuple[str, str]] = field(default_factory=set)
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
                        self.failed.add(key.text())
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
        self._complain_of_missing_sources()
        kept = (fact for fact in facts.values() if not (self.only and fact.own))
        return FactBase(
            sources=self.sources,
            muscles=self.muscles,
            families=self.families,
            terms=self.terms,
            exercises=self.exercises,
            facts=tuple(kept),
        )

    @contextmanager
    def _naming(self, document: Node) -> Iterator[None]:
        """Gather what keeps names of a file from being read; none of them is unknown then."""
        try:
            yield
        except DataError as error:
            self.problems.add(error)
            self.failed |= document.names_in_file()

    # -- names ---------------------------------------------------------------------------------

    def _register(self, what: str, key: Node, noun: _T, known: dict[str, _T], *, own: bool) -> None:
        first = known.get(noun.id)
        if first is not None:
            ours = (what, noun.id) in self._own
            if own or not (ours and self.only):
                hint = (
                    "Give this one another id, or leave our facts out with --only."
                    if ours
                    else "Give one of them another id."
                )
                message = f"The {what} '{noun.id}' stands already in {first.place}. {hint}"
                raise key.error(message)
        if own:
            self._own.add((what, noun.id))
        else:
            self._own.discard((what, noun.id))
        known[noun.id] = noun

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
        self._register("source", key, source, self.sources, own=own)

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
        self._register("family", key, family, self.families, own=own)

    def _term(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(("name", "family"), ("definition", *NAMED, *CITED), go_on=True)
        term = Term(
            id=key.text(),
            name=f.need("name", Node.text),
            family=f.need("family", Node.identifier),
            definition=f.text("definition"),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            plural=f.flag("plural"),
            note=f.text("note"),
            place=key.place,
        )

        def claims() -> Iterable[Fact]:
            f.read("family", lambda family: self._find("family", family, self.families))
            cited = self._cited(f, self._defaults(top, own)) if "definition" in f else None
            f.done()
            if term.definition is not None and cited is not None:
                id_ = f"glossary/{term.id}/definition"
                yield Definition(id=id_, term=term, text=term.definition, **cited)

        self._later.append(claims)
        f.done()
        self._register("term", key, term, self.terms, own=own)

    def _muscle(self, key: Node, node: Node, _top: Fields, own: bool) -> None:
        f = node.fields(("name",), NAMED, go_on=True)
        muscle = Muscle(
            id=key.text(),
            name=f.need("name", Node.text),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            plural=f.flag("plural"),
            note=f.text("note"),
            place=key.place,
        )
        f.done()
        self._register("muscle or group", key, muscle, self.muscles, own=own)

    def _group(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        f = node.fields(("name",), ("members", "complete", "means", *NAMED), go_on=True)
        members = f.read("members", Node.entries) or ()
        group = Group(
            id=key.text(),
            name=f.need("name", Node.text),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            plural=f.flag("plural"),
            note=f.text("note"),
            members=frozenset(member.text() for member, _ in members) if members else None,
            complete=f.flag("complete"),
            means=f.texts("means"),
            place=key.place,
        )
        if group.complete and "members" not in f:
            error = f["complete"].error("Only a group whose members are named can be complete.")
            f.wrong(error)

        def claims() -> Iterable[Fact]:
            defaults = self._defaults(top, own)
            for member, reference in members:
                with self.problems.gathered():
                    muscle = self._muscle_of(member)
                    yield Membership(
                        id=f"{group.id}/{muscle.id}/membership",
                        group=group,
                        muscle=muscle,
                        citations=self._citations(reference),
                        place=member.place,
                        confidence=defaults.confidence,
                        own=own,
                    )
            for usual in f["means"].items() if group.means else ():
                if usual.text() not in (group.members or ()):
                    self.problems.add(usual.unknown("member of this group", group.members or ()))

        self._later.append(claims)
        f.done()
        self._register("muscle or group", key, group, self.muscles, own=own)

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
        complete = f.read("complete", _roles) or {}
        exercise = Exercise(
            id=key.text(),
            name=f.text("name") or key.text(),
            aliases=f.texts("aliases"),
            misspellings=f.texts("misspellings"),
            variation=f.text("variation"),
            # Phases that could not be read may be any; no claim is to be blamed for naming one.
            phases=f.read("phases", _phases) or dict.fromkeys(Phase if "phases" in f else (), ""),
            complete=frozenset(complete),
            note=f.text("note"),
            place=key.place,
        )

        def claims() -> Iterable[Fact]:
            with self.problems.gathered():
                if exercise.variation:
                    self._find("exercise", f["variation"], self.exercises)
            defaults = self._defaults(top, own)
            if "source" in f:
                defaults = replace(defaults, sources=self._default_sources(f))
            if "involvements" in f:
                yield from self._involvements(exercise, f["involvements"], complete, defaults)
            if "statements" in f:
                with self.problems.gathered():
                    for name, entry in f["statements"].entries(self.problems):
                        with self.problems.gathered():
                            name.identifier()
                            yield self._read_statement(name, entry, defaults, exercise)

        self._later.append(claims)
        f.done()
        self._register("exercise", key, exercise, self.exercises, own=own)

    def _statement(self, key: Node, node: Node, top: Fields, own: bool) -> None:
        self._later.append(
            lambda: [self._read_statement(key, node, self._defaults(top, own), None)]
        )

    # -- claims --------------------------------------------------------------------------------

    def _involvements(
        self, exercise: Exercise, node: Node, complete: Mapping[Role, Node], defaults: _Defaults
    ) -> Iterator[Involvement]:
        before = self.problems.caught
        stated = set()
        with self.problems.gathered():
            for name, entries in node.entries(self.problems):
                muscle = None
                with self.problems.gathered():
                    muscle = self._muscle_of(name)
                with self.problems.gathered():
                    for entry in entries.items():
                        with self.problems.gathered():
                            claim = self._involvement(exercise, muscle, entry, defaults)
                            if claim is not None:
                                stated.add(claim.role)
                                yield claim
        # A muscle that could not be read may be the one that is missing on a list.
        for role, item in complete.items() if self.problems.caught == before else ():
            if role not in stated:
                message = f"The list of {role}s is called complete, but nobody has that role here."
                self.problems.add(item.error(message))

    def _involvement(
        self, exercise: Exercise, muscle: Muscle | None, node: Node, defaults: _Defaults
    ) -> Involvement | None:
        f = node.fields((), (*VALUES, "phase", "id", "open", *CITED), go_on=True)
        stated = [value for value in VALUES if value in f]
        if len(stated) > 1:
            message = f"A claim states one value, but {' and '.join(stated)} stand here."
            f.wrong(node.error(f"{message} Write one claim for each."))
        elif not stated and not f.misspelt:
            message = "A claim states a value, but none stands here."
            f.wrong(node.error(message, VALUES))
        if "open" in f and not {"role", "contraction"} & set(stated):
            message = "Only a role or a contraction can leave another value open."
            f.wrong(f["open"].error(message))
        role, contraction = f.read("role", _role), f.read("contraction", _contraction)
        value_of = _role if role else _contraction
        phase = f.read("phase", lambda item: _phase(item, exercise))
        action = f.read("action", lambda item: self._term_of(item, ACTIONS))
        purpose, unlike = f.text("purpose"), f.read("not", _role)
        open_ = None
        if role or contraction:
            open_ = f.read("open", lambda items: [value_of(item) for item in items.items()])
        parts = [exercise.id, phase, muscle.id if muscle else "", *stated, f.identifier("id")]
        cited = self._cited(f, defaults)
        f.done()
        if muscle is None:
            return None
        return Involvement(
            id=_fact_id([part for part in parts if part], cited),
            exercise=exercise,
            muscle=muscle,
            phase=phase,
            role=role,
            contraction=contraction,
            action=action,
            purpose=purpose,
            unlike=unlike,
            open=frozenset(open_ or ()),
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
            go_on=True,
        )
        kind = f.need("kind", _kind_of_statement)
        said = f.read("says", _says)
        says, gap, gapped = said or ("", None, None)
        accept = f.texts("accept")
        if said and accept and gap is None:
            message = "There is no [gap] in the sentence that this could fill."
            f.wrong(f["accept"].error(message))
        for pair in (("than", "quality"), ("suggests", "for")):
            for one, other in (pair, pair[::-1]):
                if one in f and other not in f and not f.misspelt:
                    f.wrong(
                        f[one].error(f"'{one}' goes with '{other}', which does not stand here.")
                    )
        muscle = f.read("muscle", self._muscle_of)
        if exercise is None and not {"muscle", "about"} & set(f) and not f.misspelt:
            message = "Outside an exercise, a statement says 'muscle:' or 'about:'."
            f.wrong(node.error(message))
        phase = f.read("phase", lambda item: _phase(item, exercise))
        value = f.read("value", lambda item: self._value(item, kind)) if kind else None
        than = f.read("than", lambda item: self._find("exercise", item, self.exercises))
        serves = f.read("for", self._muscle_of)
        about, quality, suggests = f.text("about"), f.text("quality"), f.text("suggests")
        cited = self._cited(f, defaults)
        f.done()
        subject = exercise or muscle
        parts = [subject.id if subject else "general", key.text()]
        return Statement(
            id=_fact_id(parts, cited),
            kind=kind,
            says=says,
            gap=gap,
            gapped=gapped,
            accept=accept,
            exercise=exercise,
            muscle=muscle,
            about=about,
            phase=phase,
            value=value,
            than=than,
            quality=quality,
            suggests=suggests,
            serves=serves,
            **cited,
        )

    # -- parts of claims -----------------------------------------------------------------------

    def _add(self, fact: Fact, facts: dict[str, Fact]) -> None:
        first = facts.get(fact.id)
        if first is not None and not (self.only and first.own):
            if isinstance(fact, Statement):
                hint = "Give one of them another name."
            elif _value(first) == _value(fact):
                hint = "It says the same; add the source to the first one."
            elif fact.type in ("role", "contraction") and not fact.attributed:
                hint = "Where sources disagree, write 'confidence: contested' on both."
            else:
                hint = "If both hold, tell them apart by an 'id:'."
            message = f"A claim on {fact.id} stands already in {first.place}. {hint}"
            raise DataError([Problem(place=fact.place, message=message)])
        facts[fact.id] = fact

    def _find(self, what: str, node: Node, known: Mapping[str, _T], word: str | None = None) -> _T:
        """What the text names.

        Raises:
            DataError: Nothing has that id. The error is empty where that only follows from
                something that was complained about already.
        """
        name = node.text() if word is None else word
        if name in known:
            return known[name]
        error = node.unknown(what, known, word=word, meant=_by_name(name, known.values()))
        raise DataError(()) if name in self.failed else error

    def _muscle_of(self, node: Node) -> Muscle:
        return self._find("muscle or group", node, self.muscles)

    def _term_of(self, node: Node, family: str) -> Term:
        known = {term.id: term for term in self.terms.values() if term.family == family}
        return self._find(f"term of the family '{family}'", node, known)

    def _value(self, node: Node, kind: StatementKind) -> Term:
        family = FAMILY_OF.get(kind)
        return self._term_of(node, family) if family else self._find("term", node, self.terms)

    def _defaults(self, top: Fields, own: bool) -> _Defaults:
        confidence = None
        with self.problems.gathered():
            confidence = _confidence(top["confidence"]) if "confidence" in top else None
        return _Defaults(
            sources=self._default_sources(top) if "source" in top else (),
            confidence=confidence or Confidence.MEDIUM,
            own=own,
        )

    def _default_sources(self, f: Fields) -> tuple[Citation, ...] | None:
        with self.problems.gathered():
            return self._citations(f["source"])
        return None

    def _cited(self, f: Fields, defaults: _Defaults) -> "_Cited":
        citations = f.read("source", self._citations) if "source" in f else defaults.sources
        if citations == ():
            place = f.node.place
            self._unsourced.setdefault(place.file, []).append(place)
        at = f.text("at")
        if at and citations:
            if len(citations) > 1:
                message = "'at' goes with one source; write the places behind each source"
                example = ", ".join(f"{c.source.id} {' '.join(c.at) or '…'}" for c in citations)
                f.wrong(f["at"].error(f"{message}: [{example}]."))
            (*_, only) = citations
            citations = (Citation(source=only.source, at=(*only.at, *at.split())),)
        return {
            "citations": citations or (),
            "confidence": f.read("confidence", _confidence) or defaults.confidence,
            "quote": f.text("quote"),
            "note": f.text("note"),
            "place": f.node.place,
            "own": defaults.own,
        }

    def _citations(self, node: Node) -> tuple[Citation, ...]:
        problems = Problems()
        found = []
        items = node.one_or_more()
        for item in items:
            with problems.gathered():
                id_, *at = item.text().split()
                source = self._find("source", item, self.sources, word=id_)
                found.append(Citation(source=source, at=tuple(at)))
        if not items:
            raise node.error("Nothing is written here; expected a source.")
        if len(found) < len(items):
            raise DataError(problems.found)
        return tuple(found)

    def _complain_of_missing_sources(self) -> None:
        """One complaint a file: one line at its top mends them all."""
        for places in self._unsourced.values():
            first, *others = dict.fromkeys(places)
            message = "No source: write 'source:' here, or above for all that follows."
            lines = sorted({place.line for place in others} - {first.line})
            if lines:
                message += f" The same goes for {_lines(lines)}."
            self.problems.add(DataError([Problem(place=first, message=message)]))


FAMILY_OF: Mapping[StatementKind, str] = MappingProxyType(
    {
        StatementKind.ACTION: ACTIONS,
        StatementKind.LOCATION: "location",
        StatementKind.COMPARISON: "comparison",
        StatementKind.MECHANIC: "exercise-type",
    }
)
"""Kinds of statement whose value comes from one family of terms."""


def _confidence(node: Node) -> Confidence:
    return Confidence(node.one_of("degree of confidence", Confidence))


def _role(node: Node) -> Role:
    return Role(node.one_of("role", ROLES))


def _roles(node: Node) -> dict[Role, Node]:
    return {_role(item): item for item in node.items()}


def _contraction(node: Node) -> Contraction:
    return Contraction(node.one_of("contraction", Contraction))


def _kind_of_statement(node: Node) -> StatementKind:
    return StatementKind(node.one_of("kind of statement", StatementKind))


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


def _phase(node: Node, exercise: Exercise | None) -> Phase:
    """The phase of a claim, which its exercise must have."""
    phase = Phase(node.one_of("phase", Phase))
    if exercise and phase is not Phase.THROUGHOUT and phase not in exercise.phases:
        has = ", ".join(exercise.phases) or "none"
        raise node.error(
            f"The {exercise.name} has no '{phase}' phase (its phases: {has}). "
            "Add it to 'phases:', with the words that describe it."
        )
    return phase


def _by_name(name: str, nouns: Iterable[Noun]) -> str | None:
    """The id of what somebody wrote by its name, or by another name it has."""
    for noun in nouns:
        forms = noun.forms if isinstance(noun, Named) else (noun.name,)
        if name.lower() in (form.lower() for form in forms):
            return noun.id
    return None


def _lines(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > _MOST_LINES:
        return f"{len(numbers)} more claims of this file, down to line {numbers[-1]}"
    return f"lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _fact_id(parts: list[str], cited: _Cited) -> str:
    """The id of a claim; one that is only asked as a source's own carries that source."""
    id_ = "/".join(parts)
    if cited["confidence"].attributed and cited["citations"]:
        return f"{id_}@{cited['citations'][0].source.id}"
    return id_


def _says(node: Node) -> tuple[str, str | None, str | None]:
    """A sentence without its brackets, the words in them, and the sentence without those words."""
    text = node.text()
    gaps = _GAP.findall(text)
    if len(gaps) != text.count("[") or len(gaps) != text.count("]"):
        raise node.error("A bracket stands alone: the words that can be asked for stand in [two].")
    if len(gaps) > 1 or (gaps and not gaps[0].strip()):
        raise node.error("A sentence has one [gap] at most, with words in it.")
    if not gaps:
        return text, None, None
    return _GAP.sub(r"\1", text), gaps[0].strip(), _GAP.sub(GAP, text)


def _value(fact: Fact) -> object:
    """What a claim about a muscle states, to tell a repetition from a contradiction."""
    if isinstance(fact, Involvement):
        return (fact.role, fact.contraction, fact.action, fact.purpose, fact.unlike)
    return None
