"""The entry of one claim in a file, as types of fact read it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar, cast

from cards.load.document import Fields, Node
from cards.load.names import Names
from cards.model.bodies import BODIES
from cards.model.entry import Cited
from cards.model.fact import GAP, JOINT_ACTION, WHOLE_EXERCISE
from cards.model.facts.table import traits_of
from cards.model.facts.trait import Trait
from cards.model.listing import Listed
from cards.model.nouns import Compensation, Exercise, Group, Muscle, Named, Property, Term
from cards.model.vocabulary import SUBJECT_NAMES, Contraction, Phase, Role, Subject
from cards.problems import Problems

_T = TypeVar("_T")

# American spelling and the everyday short form are understood wherever the value is read.
_ROLES: Mapping[str, str] = MappingProxyType(
    {role.value: role.value for role in Role}
    | {"stabilizer": "stabiliser", "agonist": "prime mover", "prime-mover": "prime mover"}
)
_GAP = re.compile(r"\[([^\[\]]*)\]")
_FEWEST_TO_ORDER = 3

LISTED_IN_WORDS = ("as", "plural", "in-part")
"""The keys of a listed muscle after `muscle`: the body's words for it, whether they take a plural
verb, and whether the body means only a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """An entry, with the names of all files; it implements `cards.model.entry.FactEntry`.

    Attributes:
        fields: Its keys and values.
        names: The nouns that the files define.
        cite: Reads the citations of the entry.
    """

    fields: Fields
    names: Names
    cite: Callable[[], Cited]
    key: str = ""
    kind: str = ""
    exercise: Exercise | None = None
    muscle: Muscle | None = None
    group: Group | None = None
    term: Term | None = None
    compensation: Compensation | None = None
    trait: Trait | None = None
    of_property: Property | None = None

    def __contains__(self, key: str) -> bool:
        return key in self.fields

    def text(self, key: str) -> str | None:
        """A text."""
        return self.fields.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return self.fields.texts(key)

    def identifier(self, key: str) -> str | None:
        """An id."""
        return self.fields.identifier(key)

    def flag(self, key: str) -> bool:
        """A Boolean; false if it is missing."""
        return self.fields.flag(key)

    def sentence(self, key: str) -> tuple[str, str | None, str | None] | None:
        """A sentence without brackets, the words in them, and the sentence with a gap instead."""
        return self.fields.read(key, _sentence)

    def pair(self, key: str) -> tuple[str, str] | None:
        """Two different texts."""
        return self.fields.read(key, _pair)

    def order(self, key: str) -> tuple[str, ...] | None:
        """Different texts, enough of them to be put in order."""
        return self.fields.read(key, _order)

    def reasons(self, key: str) -> tuple[tuple[str, str], ...]:
        """Texts, each with a reason."""
        return self.fields.read(key, _reasons) or ()

    def body(self, key: str) -> str | None:
        """Id of a certifying body."""
        return self.fields.read(key, lambda node: node.one_of("certifying body", BODIES.keys()))

    def subject(self, key: str) -> Subject | None:
        """A subject, by its id or another name."""
        return self.fields.read(key, read_subject)

    def noun_named(self, id_: str) -> Named | None:
        """The exercise, muscle or term with an id."""
        known = (self.names.exercises, self.names.muscles, self.names.terms)
        return next((nouns[id_] for nouns in known if id_ in nouns), None)

    def role(self, key: str) -> Role | None:
        """A role."""
        return self.fields.read(key, read_role)

    def roles(self, key: str) -> tuple[Role, ...]:
        """A list of roles."""
        return self.fields.read(key, lambda node: tuple(map(read_role, node.items()))) or ()

    def contractions(self, key: str) -> tuple[Contraction, ...]:
        """A list of contractions."""
        return self.fields.read(key, lambda node: tuple(map(_contraction, node.items()))) or ()

    def contraction_by_phase(
        self, key: str, phase: Phase | None
    ) -> Mapping[Phase | None, Contraction]:
        """A contraction in that phase, or one for each phase."""
        return self.fields.read(key, lambda node: self._contractions(node, phase)) or {}

    def _contractions(self, node: Node, phase: Phase | None) -> dict[Phase | None, Contraction]:
        if not node.holds_entries:
            return {phase: _contraction(node)}
        if phase is not None:
            raise node.error("The value names its phases; remove 'phase'.")
        problems = Problems()
        found: dict[Phase | None, Contraction] = {}
        for key, value in node.entries():
            with problems.gathered():
                found[_phase(key, self.exercise)] = _contraction(value)
        problems.raise_any()
        return found

    def phase(self, key: str) -> Phase | None:
        """A phase, which the exercise must have."""
        return self.fields.read(key, lambda node: _phase(node, self.exercise))

    def term_named(self, key: str, family: str | None) -> Term | None:
        """A term, of one family or of any."""
        return self.fields.read(key, lambda node: self.names.term(node, family))

    def terms_named(self, key: str, family: str | None) -> tuple[Term, ...]:
        """One term or a list of them."""
        found = self.fields.read(
            key, lambda node: [self.names.term(item, family) for item in node.one_or_more()]
        )
        return tuple(found or ())

    def scopes(self, key: str) -> tuple[Term | None, ...]:
        """One joint action or a list of them; None for the exercise as a whole."""
        found = self.fields.read(key, lambda node: [self._scope(i) for i in node.one_or_more()])
        return tuple(found or ())

    def _scope(self, node: Node) -> Term | None:
        return None if node.text() == WHOLE_EXERCISE else self.names.term(node, JOINT_ACTION)

    def muscle_named(self, key: str) -> Muscle | None:
        """A muscle or a group."""
        return self.fields.read(key, self.names.muscle)

    def listed(self, key: str) -> tuple[Listed, ...]:
        """Muscles of a list, each once, in the words of a body where these differ."""
        return self.fields.read(key, self._listed) or ()

    def _listed(self, node: Node) -> tuple[Listed, ...]:
        problems = Problems()
        found: dict[str, Listed] = {}
        for item in node.items():
            with problems.gathered():
                listed = self._listed_muscle(item)
                if listed.name in found:
                    raise item.error(f"'{listed.name}' is on this list twice.")
                found[listed.name] = listed
        problems.raise_any()
        return tuple(found.values())

    def _listed_muscle(self, node: Node) -> Listed:
        """A muscle by its id, or with the body's own words for it."""
        if not node.holds_entries:
            return Listed(muscle=self.names.muscle(node))
        f = node.fields(("muscle",), LISTED_IN_WORDS)
        return Listed(
            muscle=self.names.muscle(f["muscle"]),
            words=f.text("as"),
            plural=f.flag("plural"),
            in_part=f.flag("in-part"),
        )

    def exercise_named(self, key: str) -> Exercise | None:
        """An exercise."""
        return self.fields.read(key, self.names.exercise)

    def need(self, value: _T | None) -> _T:
        """A required value. It may only be used after `cited` has passed."""
        return cast("_T", value)

    def together(self, *keys: str) -> None:
        """Complain if some of these keys are there and others are not."""
        present = [key for key in keys if key in self]
        missing = [key for key in keys if key not in self]
        if present and missing and not self.fields.misspelt:
            message = f"'{present[0]}' requires '{missing[0]}'."
            self.wrong(message, present[0])

    def wrong(self, message: str, key: str | None = None) -> None:
        """Keep a complaint about the value of a key, or about the whole entry."""
        node = self.fields.node if key is None else self.fields[key]
        self.fields.wrong(node.error(message))

    def cited(self) -> Cited:
        """The values that all facts share; ends the reading of the entry."""
        cited = self.cite()
        self.fields.done()
        return cited


def read_role(node: Node) -> Role:
    """A role, in any of its spellings."""
    return Role(node.one_of("role", _ROLES))


def read_absences(node: Node) -> tuple[tuple[str, str], ...]:
    """The traits that an exercise lacks, each with the reason."""
    known = traits_of("exercise").keys()
    return tuple((key.one_of("trait", known), reason.text()) for key, reason in node.entries())


def read_roles(node: Node) -> dict[Role, Node]:
    """The roles of a list, each with the node that names it."""
    return {read_role(item): item for item in node.items()}


def read_subject(node: Node) -> Subject:
    """A subject, by its id or another name."""
    return Subject(node.one_of("subject", SUBJECT_NAMES))


def _contraction(node: Node) -> Contraction:
    return Contraction(node.one_of("contraction", Contraction))


def _phase(node: Node, exercise: Exercise | None) -> Phase:
    """The phase of a claim, which its exercise must have."""
    phase = Phase(node.one_of("phase", Phase))
    if exercise is None or phase is Phase.THROUGHOUT or phase in exercise.phases:
        return phase
    has = ", ".join(exercise.phases) or "none"
    raise node.error(
        f"The {exercise.name} has no '{phase}' phase (its phases: {has}). "
        "Add it to 'phases:', with the words that describe it."
    )


def _sentence(node: Node) -> tuple[str, str | None, str | None]:
    text = node.text()
    gaps = _GAP.findall(text)
    if len(gaps) != text.count("[") or len(gaps) != text.count("]"):
        raise node.error("Unpaired bracket: enclose the words that can be asked for in [brackets].")
    if len(gaps) > 1 or (gaps and not gaps[0].strip()):
        raise node.error("A sentence has at most one [gap], with words in it.")
    if not gaps:
        return text, None, None
    return _GAP.sub(r"\1", text), gaps[0].strip(), _GAP.sub(GAP, text)


def _reasons(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple((text.text(), reason.text()) for text, reason in node.entries())


def _order(node: Node) -> tuple[str, ...]:
    """At least three different things, because two are a coin toss."""
    texts = node.texts()
    if len(texts) < _FEWEST_TO_ORDER or len(set(texts)) < len(texts):
        raise node.error(f"An order lists at least {_FEWEST_TO_ORDER} things, each of them once.")
    return texts


def _pair(node: Node) -> tuple[str, str]:
    texts = node.texts()
    if len(set(texts)) != 2 or len(texts) != 2:  # noqa: PLR2004 - a pair
        raise node.error("A distinction is between two different things.")
    return texts[0], texts[1]
