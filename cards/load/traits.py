"""Reads traits: short claims on an exercise or a muscle that need no sentence of their own.

To add one: its line in `EXERCISE_TRAITS` or `MUSCLE_TRAITS`, with the sentence it stands for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cards.english import with_article
from cards.load.citations import CITED, Citations, Cited, Defaults, fact_id
from cards.load.document import Fields, Node
from cards.load.names import Names
from cards.model.facts import Statement, StatementKind
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Phase

JOINT_ACTION = "joint-action"
"""The family of terms that an `action` must belong to."""


@dataclass(frozen=True)
class Trait:
    """What one key of a trait stands for.

    Attributes:
        kind: The kind of statement that it makes.
        family: The family its values are terms of; empty where any term will do, and None where it
            is told in free words.
        sentence: The words behind the name of the exercise or muscle, from whether that name is
            plural, and the value.
    """

    kind: StatementKind
    family: str | None
    sentence: Callable[[bool, str], str]


def _is(one: str, many: str) -> Callable[[bool, str], str]:
    """A sentence whose verb follows the name: `{}` takes the value."""
    return lambda plural, value: (many if plural else one).format(value)


EXERCISE_TRAITS: Mapping[str, Trait] = MappingProxyType(
    {
        "pattern": Trait(
            StatementKind.PATTERN,
            "movement-pattern",
            _is("belongs to the movement pattern “{}”", "belong to the movement pattern “{}”"),
        ),
        "type": Trait(
            StatementKind.MECHANIC,
            "exercise-type",
            lambda _plural, value: f"is {with_article(value)}",
        ),
        "equipment": Trait(
            StatementKind.EQUIPMENT, "equipment", _is("can be done with {}", "can be done with {}")
        ),
        "plane": Trait(
            StatementKind.PLANE, "plane", _is("takes place in the {}", "take place in the {}")
        ),
        "action": Trait(StatementKind.ACTION, JOINT_ACTION, _is("involves {}", "involve {}")),
    }
)
"""What can be claimed of an exercise."""

MUSCLE_TRAITS: Mapping[str, Trait] = MappingProxyType(
    {
        "action": Trait(StatementKind.ACTION, JOINT_ACTION, _is("performs {}", "perform {}")),
        "assists": Trait(
            StatementKind.ASSISTANCE, JOINT_ACTION, _is("assists in {}", "assist in {}")
        ),
        "crosses": Trait(StatementKind.CROSSING, "joint", _is("crosses the {}", "cross the {}")),
        "reaches": Trait(
            StatementKind.REACH,
            "joint",
            _is(
                "acts on the {} through connective tissue, without crossing it itself",
                "act on the {} through connective tissue, without crossing it themselves",
            ),
        ),
        "nerve": Trait(
            StatementKind.NERVE, "nerve", _is("is supplied by the {}", "are supplied by the {}")
        ),
        "origin": Trait(StatementKind.ORIGIN, None, _is("arises here: {}", "arise here: {}")),
        "insertion": Trait(
            StatementKind.INSERTION, None, _is("inserts here: {}", "insert here: {}")
        ),
        "location": Trait(StatementKind.LOCATION, None, _is("lies here: {}", "lie here: {}")),
        "not": Trait(
            StatementKind.DENIAL, "", _is("has nothing to do with {}", "have nothing to do with {}")
        ),
    }
)
"""What can be claimed of a muscle."""


def read_traits(
    noun: Exercise | Muscle, f: Fields, names: Names, citations: Citations, defaults: Defaults
) -> Iterator[Statement]:
    """The traits under an exercise or a muscle; a list of values makes one claim of each."""
    known = EXERCISE_TRAITS if isinstance(noun, Exercise) else MUSCLE_TRAITS
    problems = citations.problems
    for entry in f.read("traits", Node.items) or ():
        with problems.gathered():
            yield from _read(noun, entry, known, names, citations, defaults)


def _read(
    noun: Exercise | Muscle,
    node: Node,
    known: Mapping[str, Trait],
    names: Names,
    citations: Citations,
    defaults: Defaults,
) -> Iterator[Statement]:
    phased = ("phase",) if isinstance(noun, Exercise) else ()
    f = node.fields((), (*known, *phased, *CITED), go_on=True)
    stated = [key for key in known if key in f]
    if len(stated) > 1:
        message = f"A trait states one thing, but {' and '.join(stated)} stand here."
        f.wrong(node.error(f"{message} Write one trait for each."))
    elif not stated and not f.misspelt:
        f.wrong(node.error("A trait states something, but nothing stands here.", tuple(known)))
    phase = f.read("phase", lambda item: read_phase(item, noun)) if phased else None
    values: list[Term | str] = []
    if len(stated) == 1:
        found = f.read(stated[0], lambda item: _values(item, known[stated[0]], names))
        values = list(found or ())
    cited = citations.cited(f, defaults)
    f.done()
    for value in values:
        yield _statement(noun, known[stated[0]], value, phase, cited)


def _values(node: Node, trait: Trait, names: Names) -> list[Term | str]:
    if trait.family is None:
        return [node.text()]
    family = trait.family or None
    return [names.term(item, family) for item in node.one_or_more()]


def _statement(
    noun: Exercise | Muscle, trait: Trait, value: Term | str, phase: Phase | None, cited: Cited
) -> Statement:
    shown = value if isinstance(value, str) else value.name
    if trait.kind is StatementKind.EQUIPMENT and isinstance(value, Term) and not value.plural:
        shown = with_article(value.name)
    sentence = f"The {noun.name} {trait.sentence(noun.plural, shown)}."
    if phase is not None and isinstance(noun, Exercise):
        words = "throughout" if phase is Phase.THROUGHOUT else noun.phases[phase]
        sentence = f"{sentence[:-1]} {words}."
    parts = [noun.id, phase, trait.kind, value.id if isinstance(value, Term) else None]
    return Statement(
        id=fact_id([part for part in parts if part], cited),
        kind=trait.kind,
        says=sentence,
        exercise=noun if isinstance(noun, Exercise) else None,
        muscle=noun if isinstance(noun, Muscle) else None,
        phase=phase,
        value=value if isinstance(value, Term) else None,
        text=value if isinstance(value, str) else None,
        **cited,
    )


def read_phase(node: Node, noun: object) -> Phase:
    """The phase of a claim, which its exercise must have."""
    phase = Phase(node.one_of("phase", Phase))
    if not isinstance(noun, Exercise) or phase is Phase.THROUGHOUT or phase in noun.phases:
        return phase
    has = ", ".join(noun.phases) or "none"
    raise node.error(
        f"The {noun.name} has no '{phase}' phase (its phases: {has}). "
        "Add it to 'phases:', with the words that describe it."
    )
