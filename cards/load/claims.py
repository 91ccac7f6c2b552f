"""Reads claims into facts once all names are known.

Which claims there are, and what each may hold, is decided by the types of fact in `cards.model`;
this module finds the entries in the sections of a file and the type that each entry belongs to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from cards.load.citations import CITED, Citations, Defaults
from cards.load.document import Fields, Node
from cards.load.entry import FileEntry, read_roles
from cards.load.merge import merge_user_claim, repeated
from cards.load.names import Names
from cards.model.fact import JOINT_ACTION, Fact
from cards.model.facts.question import ReadyQuestion
from cards.model.facts.sentence import Sentence
from cards.model.facts.statement import Statement
from cards.model.facts.table import (
    STATEMENT_KINDS,
    STATEMENTS,
    keys_in,
    required_key,
    traits_of,
    written_in,
)
from cards.model.facts.trait import Trait
from cards.model.nouns import Compensation, Exercise, Group, Muscle, Property, Term
from cards.model.vocabulary import Origin
from cards.problems import Problems

_INVOLVEMENTS = written_in("involvements")
_CLAIM_KEYS = (*keys_in("involvements"), *CITED)
_STATEMENT_KEYS = (*keys_in("statements"), *CITED)
_QUESTION_KEYS = tuple(
    key for key in (*keys_in("questions"), *CITED) if key not in ReadyQuestion.REQUIRED
)
_VALUE_KEYS = (*keys_in("properties"), *CITED)
_LIST_KEYS = (*keys_in("lists"), *CITED)

Reader = Callable[["Claims"], Iterable[Fact]]
"""Reads the claims of one entry."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Reads claims; `top` is what the top of their file says, `origin` who wrote it.

    Attributes:
        merged: The files with claims that were merged with built-in ones.
    """

    names: Names
    problems: Problems
    citations: Citations
    merged: set[str]

    def facts(
        self, readers: Iterable[Reader], known: Mapping[str, Fact] = MappingProxyType({})
    ) -> tuple[Fact, ...]:
        """The facts of all claims, without the built-in ones if only the user's are requested."""
        found = dict(known)
        for read in readers:
            with self.problems.gathered():
                for fact in read(self):
                    with self.problems.gathered():
                        first = found.get(fact.id)
                        if first is None or (self.names.only and first.origin is Origin.BUILTIN):
                            found[fact.id] = fact
                        elif first.origin is Origin.BUILTIN and fact.origin is Origin.USER:
                            self.merged.add(fact.place.file)
                            merge_user_claim(fact, first, found)
                        else:
                            raise repeated(fact, first)
        self.citations.report_missing_sources()
        facts = found.values()
        if self.names.only:
            return tuple(fact for fact in facts if fact.origin is Origin.USER)
        return tuple(facts)

    # -- entries of a section ------------------------------------------------------------------

    def of_term(self, term: Term, f: Fields, top: Fields, origin: Origin) -> Iterator[Fact]:
        """The facts in the entry of a term."""
        f.read("family", lambda family: self.names.find("family", family, self.names.families))
        f.read("joint", lambda joint: self.names.term(joint, "joint"))
        for name in ("opposite", "part-of"):
            f.read(name, lambda other: self.names.term(other, term.family))
        entry = self._entry(f, self.citations.defaults(top, origin), term=term)
        for class_ in written_in("terms"):
            if required_key(class_) in f:
                yield from class_.read(entry)
        f.done()

    def memberships(self, group: Group, f: Fields, top: Fields, origin: Origin) -> Iterator[Fact]:
        """Which muscles belong to a group."""
        defaults = self.citations.defaults(top, origin)
        for member, reference in f.read("members", Node.entries) or ():
            with self.problems.gathered():
                entry = self._membership(group, member, reference, defaults)
                for class_ in written_in("groups"):
                    yield from class_.read(entry)
        for usual in f["means"].items() if group.means else ():
            if usual.text() not in (group.members or ()):
                self.problems.add(usual.unknown("member of this group", group.members or ()))

    def of_muscle(self, muscle: Muscle, f: Fields, top: Fields, origin: Origin) -> Iterator[Fact]:
        """The claims under a muscle or a group."""
        yield from self._traits(f, self._defaults(f, top, origin), muscle=muscle)

    def of_exercise(
        self, exercise: Exercise, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Fact]:
        """The claims under an exercise."""
        with self.problems.gathered():
            if exercise.variation and "variation" in f:
                self.names.exercise(f["variation"])
        defaults = self._defaults(f, top, origin)
        yield from self._traits(f, defaults, exercise=exercise)
        if "involvements" in f:
            yield from self._involvements(exercise, f, defaults)
        if "statements" in f:
            with self.problems.gathered():
                for name, entry in f["statements"].entries(self.problems):
                    with self.problems.gathered():
                        name.identifier()
                        yield from self._statement(name, entry, defaults, exercise)

    def of_compensation(
        self, compensation: Compensation, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Fact]:
        """The observation of a finding, and the muscles that bodies list for it."""
        f.read("assessment", lambda assessment: self.names.term(assessment, "assessment"))
        for action in f.read("movement", Node.one_or_more) or ():
            with self.problems.gathered():
                self.names.term(action, JOINT_ACTION)
        defaults = self._defaults(f, top, origin)
        entry = self._entry(f, defaults, compensation=compensation)
        with self.problems.gathered():
            for class_ in written_in("compensations"):
                yield from class_.read(entry)
        yield from self.lists(compensation, f, top, origin)

    def lists(
        self, compensation: Compensation, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Fact]:
        """The muscles that bodies list for a finding."""
        defaults = self._defaults(f, top, origin)
        for node in f.read("lists", Node.items) or ():
            with self.problems.gathered():
                fields = node.fields(optional=_LIST_KEYS, go_on=True)
                entry = self._entry(fields, defaults, compensation=compensation)
                for class_ in written_in("lists"):
                    yield from class_.read(entry)

    def of_property(
        self, property_: Property, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Fact]:
        """The values of a property; several bodies may each have one in a case."""
        defaults = self._defaults(f, top, origin)
        for key, entries in f.read("values", lambda v: v.entries(self.problems)) or ():
            for node in entries.one_or_more():
                with self.problems.gathered():
                    key.identifier()
                    fields = node.fields(("value",), _VALUE_KEYS, go_on=True)
                    entry = self._entry(fields, defaults, key=key.text(), of_property=property_)
                    for class_ in written_in("properties"):
                        yield from class_.read(entry)

    def of_pack(self, f: Fields) -> Iterator[Fact]:
        """No facts, but complaints about names in a pack that nothing has."""
        known: dict[str, Mapping[str, object]] = {
            "exercises": self.names.exercises,
            "regions": self._regions(),
        }
        for name in ("exercises", "patterns", "regions"):
            for item in f.read(name, Node.items) or ():
                with self.problems.gathered():
                    if name == "patterns":
                        self.names.term(item, "movement-pattern")
                    else:
                        item.one_of(name.removesuffix("s"), known[name].keys())
        yield from ()

    def _regions(self) -> dict[str, None]:
        return dict.fromkeys(m.region for m in self.names.muscles.values() if m.region)

    def statement(self, key: Node, node: Node, top: Fields, origin: Origin) -> Iterator[Fact]:
        """A statement outside an exercise."""
        yield from self._statement(key, node, self.citations.defaults(top, origin), None)

    def question(self, key: Node, node: Node, top: Fields, origin: Origin) -> Iterator[Fact]:
        """A ready-made question."""
        f = node.fields(ReadyQuestion.REQUIRED, _QUESTION_KEYS, go_on=True)
        entry = self._entry(f, self.citations.defaults(top, origin), key=key.text())
        yield from ReadyQuestion.read(entry)

    # -- single claims -------------------------------------------------------------------------

    def _traits(
        self,
        f: Fields,
        defaults: Defaults,
        *,
        exercise: Exercise | None = None,
        muscle: Muscle | None = None,
    ) -> Iterator[Fact]:
        """The traits under an exercise or a muscle; a list of values makes one claim of each."""
        known = traits_of("exercise" if exercise is not None else "muscle")
        also = ("phase",) if exercise is not None else ()
        for node in f.read("traits", Node.items) or ():
            with self.problems.gathered():
                fields = node.fields((), (*known, *also, *CITED), go_on=True)
                stated = [key for key in known if key in fields]
                if len(stated) > 1:
                    message = f"A trait states one value, but this one has {' and '.join(stated)}."
                    fields.wrong(node.error(f"{message} Write one trait for each."))
                elif not stated and not fields.misspelt:
                    message = "This trait states nothing."
                    fields.wrong(node.error(message, tuple(known)))
                entry = self._entry(fields, defaults, exercise=exercise, muscle=muscle)
                if len(stated) != 1:
                    entry.phase("phase")
                    entry.cited()
                for key in stated:
                    class_, trait = known[key]
                    yield from class_.read(replace(entry, trait=trait))

    def _involvements(self, exercise: Exercise, f: Fields, defaults: Defaults) -> Iterator[Fact]:
        before = self.problems.caught
        stated = set()
        with self.problems.gathered():
            for name, entries in f["involvements"].entries(self.problems):
                muscle = None
                with self.problems.gathered():
                    muscle = self.names.muscle(name)
                # The claims of an unknown muscle are checked all the same.
                stand_in = Muscle(id=name.text(), name=name.text(), place=name.place)
                with self.problems.gathered():
                    for node in entries.items():
                        with self.problems.gathered():
                            for claim in self._involvement(
                                exercise, muscle or stand_in, node, defaults
                            ):
                                if muscle is not None:
                                    stated.add(claim.about.role)
                                    yield claim
        complete = f.read("complete", read_roles) or {}
        # A muscle that could not be read may be the one that is missing on a list.
        for role, item in complete.items() if self.problems.caught == before else ():
            if role not in stated:
                message = (
                    f"The list of {role}s is marked complete, but no muscle has that role here."
                )
                self.problems.add(item.error(message))

    def _involvement(
        self, exercise: Exercise, muscle: Muscle, node: Node, defaults: Defaults
    ) -> Iterator[Fact]:
        """One claim, or one for each phase of a contraction that is written by phases."""
        f = node.fields((), _CLAIM_KEYS, go_on=True)
        classes = [class_ for class_ in _INVOLVEMENTS if required_key(class_) in f]
        if len(classes) > 1:
            stated = " and ".join(required_key(class_) for class_ in classes)
            message = f"A claim states one value, but this one has {stated}."
            f.wrong(node.error(f"{message} Write one claim for each."))
        elif not classes and not f.misspelt:
            f.wrong(
                node.error(
                    "This claim states no value.",
                    tuple(map(required_key, _INVOLVEMENTS)),
                )
            )
        self._complain_of_others(f, classes, _INVOLVEMENTS)
        entry = self._entry(f, defaults, exercise=exercise, muscle=muscle)
        if not classes:
            entry.phase("phase")
            entry.identifier("id")
            entry.cited()
        for class_ in classes:
            with self.problems.gathered():
                yield from class_.read(entry)

    def _statement(
        self, key: Node, node: Node, defaults: Defaults, exercise: Exercise | None
    ) -> Iterator[Fact]:
        f = node.fields(("kind", "says"), _STATEMENT_KEYS, go_on=True)
        kind = f.read("kind", lambda kind: kind.one_of("kind of statement", STATEMENT_KINDS)) or ""
        class_ = _class_of(kind, f)
        if class_.KEYS and not f.misspelt and not any(name in f for name in class_.KEYS):
            f.wrong(node.error(f"A statement of kind '{kind}' requires '{required_key(class_)}'."))
        if kind:
            self._complain_of_others(f, [class_], STATEMENTS)
        named = exercise is not None or "muscle" in f or "about" in f
        if class_.NEEDS_SUBJECT and not named and not f.misspelt:
            message = "Outside an exercise, a statement requires 'muscle' or 'about'."
            f.wrong(node.error(message))
        entry = self._entry(f, defaults, key=key.text(), kind=kind, exercise=exercise)
        yield from class_.read(entry)

    def _complain_of_others(
        self, f: Fields, classes: Sequence[type[Fact]], others: Sequence[type[Fact]]
    ) -> None:
        """Complain about keys that only entries of other types may have."""
        for key in () if f.misspelt else f:
            owners = [class_ for class_ in others if key in class_.KEYS]
            if owners and not any(class_ in owners for class_ in classes):
                f.wrong(f[key].error(_only_with(key, owners)))

    def _defaults(self, f: Fields, top: Fields, origin: Origin) -> Defaults:
        """The default citations of the claims under an exercise or a muscle."""
        defaults = self.citations.defaults(top, origin)
        if "source" in f:
            return replace(defaults, sources=self.citations.default_sources(f))
        return defaults

    def _entry(
        self,
        f: Fields,
        defaults: Defaults,
        *,
        key: str = "",
        kind: str = "",
        exercise: Exercise | None = None,
        muscle: Muscle | None = None,
        term: Term | None = None,
        compensation: Compensation | None = None,
        trait: Trait | None = None,
        of_property: Property | None = None,
    ) -> FileEntry:
        return FileEntry(
            fields=f,
            names=self.names,
            cite=lambda: self.citations.cited(f, defaults),
            key=key,
            kind=kind,
            exercise=exercise,
            muscle=muscle,
            term=term,
            compensation=compensation,
            trait=trait,
            of_property=of_property,
        )

    def _membership(
        self, group: Group, member: Node, reference: Node, defaults: Defaults
    ) -> FileEntry:
        """The entry of a member, whose value is the source."""
        return FileEntry(
            fields=Fields(member, {}),
            names=self.names,
            cite=lambda: {
                "citations": self.citations.read(reference),
                "confidence": defaults.confidence,
                "quote": None,
                "note": None,
                "waive": (),
                "place": member.place,
                "origin": defaults.origin,
            },
            group=group,
            muscle=self.names.muscle(member),
        )


def _class_of(kind: str, f: Fields) -> type[Statement]:
    """The class of a statement of a kind: the first one that has one of its keys."""
    classes = [class_ for class_ in STATEMENTS if kind in class_.TYPES]
    having = (class_ for class_ in classes if any(key in f for key in class_.KEYS))
    return next(having, classes[-1] if classes else Sentence)


def _only_with(key: str, owners: Sequence[type[Fact]]) -> str:
    """The complaint about a key that is only allowed with other values or kinds."""
    if owners[0].SECTION == "statements":
        kinds = dict.fromkeys(name for class_ in owners for name in class_.TYPES)
        return f"'{key}' is only allowed in a statement of kind {_listed(kinds)}."
    return f"'{key}' is only allowed together with {_listed(map(required_key, owners))}."


def _listed(names: Iterable[str]) -> str:
    *others, last = (f"'{name}'" for name in names)
    return " or ".join(part for part in (", ".join(others), last) if part)
