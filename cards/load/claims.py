"""Reads claims into facts once all names are known; keeps what each kind may hold to itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cards.load.citations import CITED, Citations, Defaults, fact_id
from cards.load.document import Fields, Node
from cards.load.merge import merge_user_claim, repeated
from cards.load.names import Names
from cards.load.traits import JOINT_ACTION, read_phase, read_traits
from cards.model.facts import (
    GAP,
    Definition,
    Fact,
    Involvement,
    Membership,
    Statement,
    StatementKind,
)
from cards.model.nouns import Exercise, Group, Muscle, Term
from cards.model.vocabulary import Contraction, Origin, Phase, Role
from cards.problems import Problems

VALUES = ("role", "contraction", "action", "purpose", "not")
SAID_OF_STATEMENTS = (
    *("accept", "value", "muscle", "about", "phase", "order", "describes"),
    *("than", "quality", "between", "suggests", "for"),
)
"""What a statement may hold beside its kind, its sentence and what it cites."""

_FAMILY_OF: Mapping[StatementKind, str] = MappingProxyType(
    {
        StatementKind.ACTION: JOINT_ACTION,
        StatementKind.LOCATION: "location",
        StatementKind.COMPARISON: "comparison",
        StatementKind.MECHANIC: "exercise-type",
    }
)
"""Kinds of statement whose value comes from one family of terms."""

# American spelling and the everyday short form are understood wherever the value is read.
_ROLES: Mapping[str, str] = MappingProxyType(
    {role.value: role.value for role in Role}
    | {"stabilizer": "stabiliser", "agonist": "prime mover", "prime-mover": "prime mover"}
)
_GAP = re.compile(r"\[([^\[\]]*)\]")

Reader = Callable[["Claims"], Iterable[Fact]]
"""Reads the claims of one entry."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Reads claims; `top` is what stands at the top of their file, `origin` who wrote that."""

    names: Names
    problems: Problems
    citations: Citations

    def facts(self, readers: Iterable[Reader]) -> tuple[Fact, ...]:
        """What all claims state, without the built-in ones where they are to be omitted."""
        found: dict[str, Fact] = {}
        for read in readers:
            with self.problems.gathered():
                for fact in read(self):
                    with self.problems.gathered():
                        first = found.get(fact.id)
                        if first is None or (self.names.only and first.origin is Origin.BUILTIN):
                            found[fact.id] = fact
                        elif first.origin is Origin.BUILTIN and fact.origin is Origin.USER:
                            merge_user_claim(fact, first, found)
                        else:
                            raise repeated(fact, first)
        self.citations.report_missing_sources()
        facts = found.values()
        if self.names.only:
            return tuple(fact for fact in facts if fact.origin is Origin.USER)
        return tuple(facts)

    def of_term(
        self, term: Term, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Definition | Statement]:
        """What a term means and the plane of a joint action, if its entry says so."""
        f.read("family", lambda family: self.names.find("family", family, self.names.families))
        f.read("joint", lambda joint: self.names.term(joint, "joint"))
        for name in ("opposite", "part-of"):
            f.read(name, lambda other: self.names.term(other, term.family))
        plane = f.read("plane", lambda name: self.names.term(name, "plane"))
        cited = None
        if "definition" in f or "plane" in f:
            cited = self.citations.cited(f, self.citations.defaults(top, origin))
        f.done()
        text = f.text("definition")
        if text is not None and cited is not None:
            id_ = f"glossary/{term.id}/definition"
            yield Definition(id=id_, term=term, text=text, **cited)
        if plane is not None and cited is not None:
            yield Statement(
                id=f"glossary/{term.id}/plane",
                kind=StatementKind.PLANE,
                says=f"{term.name[:1].upper()}{term.name[1:]} takes place in the {plane.name}.",
                term=term,
                value=plane,
                **cited,
            )

    def memberships(
        self, group: Group, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Membership]:
        """Which muscles belong to a group."""
        defaults = self.citations.defaults(top, origin)
        for member, reference in f.read("members", Node.entries) or ():
            with self.problems.gathered():
                muscle = self.names.muscle(member)
                yield Membership(
                    id=f"{group.id}/{muscle.id}/membership",
                    group=group,
                    muscle=muscle,
                    citations=self.citations.read(reference),
                    place=member.place,
                    confidence=defaults.confidence,
                    origin=origin,
                )
        for usual in f["means"].items() if group.means else ():
            if usual.text() not in (group.members or ()):
                self.problems.add(usual.unknown("member of this group", group.members or ()))

    def of_muscle(
        self, muscle: Muscle, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Statement]:
        """The claims that stand under a muscle or a group."""
        defaults = self.citations.defaults(top, origin)
        if "source" in f:
            defaults = replace(defaults, sources=self.citations.default_sources(f))
        yield from read_traits(muscle, f, self.names, self.citations, defaults)

    def of_exercise(
        self, exercise: Exercise, f: Fields, top: Fields, origin: Origin
    ) -> Iterator[Involvement | Statement]:
        """The claims that stand under an exercise."""
        with self.problems.gathered():
            if exercise.variation and "variation" in f:
                self.names.exercise(f["variation"])
        defaults = self.citations.defaults(top, origin)
        if "source" in f:
            defaults = replace(defaults, sources=self.citations.default_sources(f))
        yield from read_traits(exercise, f, self.names, self.citations, defaults)
        if "involvements" in f:
            yield from self._involvements(exercise, f, defaults)
        if "statements" in f:
            with self.problems.gathered():
                for name, entry in f["statements"].entries(self.problems):
                    with self.problems.gathered():
                        name.identifier()
                        yield self._statement(name, entry, defaults, exercise)

    def of_pack(self, f: Fields) -> Iterator[Fact]:
        """Nothing, but complaints about what a pack names and nobody knows."""
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

    def statement(self, key: Node, node: Node, top: Fields, origin: Origin) -> Iterator[Statement]:
        """A statement that stands outside an exercise."""
        yield self._statement(key, node, self.citations.defaults(top, origin), None)

    # -- single claims -------------------------------------------------------------------------

    def _involvements(
        self, exercise: Exercise, f: Fields, defaults: Defaults
    ) -> Iterator[Involvement]:
        before = self.problems.caught
        stated = set()
        with self.problems.gathered():
            for name, entries in f["involvements"].entries(self.problems):
                muscle = None
                with self.problems.gathered():
                    muscle = self.names.muscle(name)
                with self.problems.gathered():
                    for entry in entries.items():
                        with self.problems.gathered():
                            for claim in self._involvement(exercise, muscle, entry, defaults):
                                stated.add(claim.role)
                                yield claim
        complete = f.read("complete", read_roles) or {}
        # A muscle that could not be read may be the one that is missing on a list.
        for role, item in complete.items() if self.problems.caught == before else ():
            if role not in stated:
                message = f"The list of {role}s is called complete, but nobody has that role here."
                self.problems.add(item.error(message))

    def _involvement(
        self, exercise: Exercise, muscle: Muscle | None, node: Node, defaults: Defaults
    ) -> Iterator[Involvement]:
        """One claim, or one for each phase of a contraction that is written by phases."""
        f = node.fields((), (*VALUES, "phase", "of", "id", "open", *CITED), go_on=True)
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
        if "of" in f and "role" not in f and not f.misspelt:
            f.wrong(f["of"].error("Only a role is had 'of' a joint action."))
        role = f.read("role", _role)
        of = f.read("of", lambda item: self.names.term(item, JOINT_ACTION))
        value_of = _role if role else _contraction
        phase = f.read("phase", lambda item: read_phase(item, exercise))
        phased = f.read("contraction", lambda item: self._contractions(item, exercise, phase))
        contractions = phased or {phase: None}
        action = f.read("action", lambda item: self.names.term(item, JOINT_ACTION))
        purpose, unlike = f.text("purpose"), f.read("not", _role)
        open_ = None
        if role or phased:
            open_ = f.read("open", lambda items: [value_of(item) for item in items.items()])
        named = f.identifier("id")
        cited = self.citations.cited(f, defaults)
        f.done()
        if muscle is None:
            return
        for when, contraction in contractions.items():
            parts = [exercise.id, when, muscle.id, *stated, named]
            yield Involvement(
                id=fact_id([part for part in parts if part], cited),
                exercise=exercise,
                muscle=muscle,
                phase=when,
                role=role,
                of=of,
                contraction=contraction,
                action=action,
                purpose=purpose,
                unlike=unlike,
                open=frozenset(open_ or ()),
                **cited,
            )

    def _contractions(
        self, node: Node, exercise: Exercise, phase: Phase | None
    ) -> dict[Phase | None, Contraction | None]:
        """The contraction of a claim, or those of several phases, `phase: contraction`."""
        if not node.holds_entries:
            return {phase: _contraction(node)}
        if phase is not None:
            raise node.error("The phases stand here already; leave 'phase:' out.")
        problems = Problems()
        found: dict[Phase | None, Contraction | None] = {}
        for key, value in node.entries():
            with problems.gathered():
                found[read_phase(key, exercise)] = _contraction(value)
        problems.raise_any()
        return found

    def _statement(
        self, key: Node, node: Node, defaults: Defaults, exercise: Exercise | None
    ) -> Statement:
        pairs = (("suggests", "for"),)
        f = node.fields(
            ("kind", "says"),
            (
                *SAID_OF_STATEMENTS,
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
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                if one in f and other not in f and not f.misspelt:
                    message = f"'{one}' goes with '{other}', which does not stand here."
                    f.wrong(f[one].error(message))
        muscle = f.read("muscle", self.names.muscle)
        if exercise is None and not {"muscle", "about", "between"} & set(f) and not f.misspelt:
            message = "Outside an exercise, a statement says 'muscle:' or 'about:'."
            f.wrong(node.error(message))
        phase = f.read("phase", lambda item: read_phase(item, exercise))
        family = _FAMILY_OF.get(kind)
        value = f.read("value", lambda item: self.names.term(item, family)) if kind else None
        than, serves = f.read("than", self.names.exercise), f.read("for", self.names.muscle)
        order = f.read("order", _order) or ()
        if ("than" in f) != ("quality" in f) and "order" not in f and not f.misspelt:
            one, other = ("than", "quality") if "than" in f else ("quality", "than")
            message = f"'{one}' goes with '{other}', which does not stand here."
            f.wrong(f[one].error(message))
        if order and "quality" not in f and not f.misspelt:
            f.wrong(f["order"].error("'order' goes with 'quality', which does not stand here."))
        between = f.read("between", _pair) or ()
        if ("between" in f) != (kind is StatementKind.DISTINCTION) and not f.misspelt:
            f.wrong(
                node.error("A distinction says 'between:' which two things, and nothing else does.")
            )
        about, quality, suggests = f.text("about"), f.text("quality"), f.text("suggests")
        cited = self.citations.cited(f, defaults)
        f.done()
        subject = exercise or muscle
        return Statement(
            id=fact_id([subject.id if subject else "general", key.text()], cited),
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
            between=between,
            order=order,
            describes=f.text("describes"),
            suggests=suggests,
            serves=serves,
            **cited,
        )


_FEWEST_TO_ORDER = 3


def _order(node: Node) -> tuple[str, ...]:
    """Things in an order: three at least, for two are a coin, and none of them twice."""
    texts = node.texts()
    if len(texts) < _FEWEST_TO_ORDER or len(set(texts)) < len(texts):
        raise node.error(f"An order has {_FEWEST_TO_ORDER} things at least, each of them once.")
    return texts


def _pair(node: Node) -> tuple[str, ...]:
    """Two things that are told apart."""
    texts = node.texts()
    if len(set(texts)) != 2:  # noqa: PLR2004 - a pair
        raise node.error("A distinction is between two things.")
    return texts


def read_roles(node: Node) -> dict[Role, Node]:
    """The roles of a list, each with where it stands."""
    return {_role(item): item for item in node.items()}


def _role(node: Node) -> Role:
    return Role(node.one_of("role", _ROLES))


def _contraction(node: Node) -> Contraction:
    return Contraction(node.one_of("contraction", Contraction))


def _kind_of_statement(node: Node) -> StatementKind:
    return StatementKind(node.one_of("kind of statement", StatementKind))


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
