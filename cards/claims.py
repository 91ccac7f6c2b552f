"""Reads claims into facts once all names are known; keeps what each kind may hold to itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from cards.citations import CITED, Citations, Defaults, fact_id
from cards.document import Fields, Node
from cards.facts import (
    GAP,
    Contraction,
    Definition,
    Exercise,
    Fact,
    Group,
    Involvement,
    Membership,
    Muscle,
    Phase,
    Role,
    Statement,
    StatementKind,
    Term,
)
from cards.names import Names
from cards.problems import DataError, Problem, Problems

_VALUES = ("role", "contraction", "action", "purpose", "not")
_ACTIONS = "joint-action"  # the family of terms that an `action` must belong to
_FAMILY_OF: Mapping[StatementKind, str] = MappingProxyType(
    {
        StatementKind.ACTION: _ACTIONS,
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
    """Reads claims; `top` is what stands at the top of their file, `own` whether that is ours."""

    names: Names
    problems: Problems
    citations: Citations

    def facts(self, readers: Iterable[Reader]) -> tuple[Fact, ...]:
        """What all claims state, without ours where they are to be left out."""
        found: dict[str, Fact] = {}
        for read in readers:
            with self.problems.gathered():
                for fact in read(self):
                    with self.problems.gathered():
                        first = found.get(fact.id)
                        if first is not None and not (self.names.only and first.own):
                            raise _repeated(fact, first)
                        found[fact.id] = fact
        self.citations.complain_of_missing_ones()
        return tuple(fact for fact in found.values() if not (self.names.only and fact.own))

    def definition(self, term: Term, f: Fields, top: Fields, own: bool) -> Iterator[Definition]:
        """What a term means, if its entry says so."""
        f.read("family", lambda family: self.names.find("family", family, self.names.families))
        cited = None
        if "definition" in f:
            cited = self.citations.cited(f, self.citations.defaults(top, own))
        f.done()
        if term.definition is not None and cited is not None:
            id_ = f"glossary/{term.id}/definition"
            yield Definition(id=id_, term=term, text=term.definition, **cited)

    def memberships(self, group: Group, f: Fields, top: Fields, own: bool) -> Iterator[Membership]:
        """Which muscles belong to a group."""
        defaults = self.citations.defaults(top, own)
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
                    own=own,
                )
        for usual in f["means"].items() if group.means else ():
            if usual.text() not in (group.members or ()):
                self.problems.add(usual.unknown("member of this group", group.members or ()))

    def of_exercise(
        self, exercise: Exercise, f: Fields, top: Fields, own: bool
    ) -> Iterator[Involvement | Statement]:
        """The claims that stand under an exercise."""
        with self.problems.gathered():
            if exercise.variation:
                self.names.exercise(f["variation"])
        defaults = self.citations.defaults(top, own)
        if "source" in f:
            defaults = replace(defaults, sources=self.citations.default_sources(f))
        if "involvements" in f:
            yield from self._involvements(exercise, f, defaults)
        if "statements" in f:
            with self.problems.gathered():
                for name, entry in f["statements"].entries(self.problems):
                    with self.problems.gathered():
                        name.identifier()
                        yield self._statement(name, entry, defaults, exercise)

    def statement(self, key: Node, node: Node, top: Fields, own: bool) -> Iterator[Statement]:
        """A statement that stands outside an exercise."""
        yield self._statement(key, node, self.citations.defaults(top, own), None)

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
                            claim = self._involvement(exercise, muscle, entry, defaults)
                            if claim is not None:
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
    ) -> Involvement | None:
        f = node.fields((), (*_VALUES, "phase", "id", "open", *CITED), go_on=True)
        stated = [value for value in _VALUES if value in f]
        if len(stated) > 1:
            message = f"A claim states one value, but {' and '.join(stated)} stand here."
            f.wrong(node.error(f"{message} Write one claim for each."))
        elif not stated and not f.misspelt:
            message = "A claim states a value, but none stands here."
            f.wrong(node.error(message, _VALUES))
        if "open" in f and not {"role", "contraction"} & set(stated):
            message = "Only a role or a contraction can leave another value open."
            f.wrong(f["open"].error(message))
        role, contraction = f.read("role", _role), f.read("contraction", _contraction)
        value_of = _role if role else _contraction
        phase = f.read("phase", lambda item: _phase(item, exercise))
        action = f.read("action", lambda item: self.names.term(item, _ACTIONS))
        purpose, unlike = f.text("purpose"), f.read("not", _role)
        open_ = None
        if role or contraction:
            open_ = f.read("open", lambda items: [value_of(item) for item in items.items()])
        parts = [exercise.id, phase, muscle.id if muscle else "", *stated, f.identifier("id")]
        cited = self.citations.cited(f, defaults)
        f.done()
        if muscle is None:
            return None
        return Involvement(
            id=fact_id([part for part in parts if part], cited),
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

    def _statement(
        self, key: Node, node: Node, defaults: Defaults, exercise: Exercise | None
    ) -> Statement:
        pairs = (("suggests", "for"),)
        f = node.fields(
            ("kind", "says"),
            (
                *("accept", "value", "muscle", "about", "phase", "order", "describes"),
                *("than", "quality"),
                *chain(*pairs),
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
        if exercise is None and not {"muscle", "about"} & set(f) and not f.misspelt:
            message = "Outside an exercise, a statement says 'muscle:' or 'about:'."
            f.wrong(node.error(message))
        phase = f.read("phase", lambda item: _phase(item, exercise))
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


def read_roles(node: Node) -> dict[Role, Node]:
    """The roles of a list, each with where it stands."""
    return {_role(item): item for item in node.items()}


def _role(node: Node) -> Role:
    return Role(node.one_of("role", _ROLES))


def _contraction(node: Node) -> Contraction:
    return Contraction(node.one_of("contraction", Contraction))


def _kind_of_statement(node: Node) -> StatementKind:
    return StatementKind(node.one_of("kind of statement", StatementKind))


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


def _repeated(fact: Fact, first: Fact) -> DataError:
    """The complaint that two claims have one id."""
    if isinstance(fact, Statement):
        hint = "Give one of them another name."
    elif _value(first) == _value(fact):
        hint = "It says the same; add the source to the first one."
    elif fact.type in ("role", "contraction") and not fact.attributed:
        hint = "Where sources disagree, write 'confidence: contested' on both."
    else:
        hint = "If both hold, tell them apart by an 'id:'."
    message = f"A claim on {fact.id} stands already in {first.place}. {hint}"
    return DataError([Problem(place=fact.place, message=message)])


def _value(fact: Fact) -> object:
    """What a claim about a muscle states, to tell a repetition from a contradiction."""
    if isinstance(fact, Involvement):
        return (fact.role, fact.contraction, fact.action, fact.purpose, fact.unlike)
    return None
