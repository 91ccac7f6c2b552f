"""The difference of a term from others, or an example of it, as a reason of its definition."""

from cards.derive.phrases import joined
from cards.derive.reason import Reason, reason
from cards.english import telling_stems
from cards.model.base import FactBase
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.definition import Definition
from cards.model.facts.term_statement import (
    JointAction,
    Mechanic,
    Pattern,
    Plane,
    TermStatement,
)
from cards.model.nouns import Muscle, Term

_FEWEST_SHARED = 2
"""Word stems that the definitions of neighbours share."""

_SMALL_FAMILY = 5
"""Other terms of a family in which one shared stem makes a neighbour."""

_GENERAL = telling_stems("action case movement muscle muscles part pattern place process")
"""Words that definitions of many terms contain."""

_EXAMPLES = 2
"""Examples that a sentence names."""


def what_distinguishes(fact: Definition, base: FactBase) -> Reason | None:
    """A distinction from another term, an example, the opposite, or a term it is mistaken for."""
    return (
        _distinction(fact, base)
        or _stated_example(fact)
        or _example(fact, base)
        or _opposite(fact, base)
        or _neighbour(fact, base)
    )


def meaning_of_value(fact: ActionPlane | Pattern, base: FactBase) -> Reason | None:
    """The value of a statement with its definition."""
    definition = base.glossary.definitions.get(fact.value.id)
    if definition is None:
        return None
    clause = f"{fact.says.rstrip('.')}: {base.meaning(fact.value.id)}"
    return reason((clause,), (fact, definition))


def _distinction(fact: Definition, base: FactBase) -> Reason | None:
    """The first distinction from another term that says how this term differs.

    One from a term of the same family comes first.
    """
    found = [
        (other, distinction)
        for distinction in base.glossary.distinctions_of(fact.term.id)
        for id_ in distinction.between
        if (other := base.terms.get(id_)) is not None and other is not fact.term
        if _is_named(fact.term, other, distinction.says)
    ]
    best = min(found, key=lambda each: each[0].family != fact.term.family, default=None)
    return reason((best[1].says.rstrip("."),), (best[1],)) if best is not None else None


def _stated_example(fact: Definition) -> Reason | None:
    example = fact.term.example
    return None if example is None else reason((example.rstrip("."),), ())


def _is_named(term: Term, other: Term, text: str) -> bool:
    """Whether a text names a term by the words that the other term does not share."""
    return bool((telling_stems(term.name) - telling_stems(other.name)) & telling_stems(text))


def _opposite(fact: Definition, base: FactBase) -> Reason | None:
    opposite = base.glossary.definitions.get(fact.term.opposite or "")
    if opposite is None:
        return None
    clause = f"the opposite is {opposite.term.name}: {base.meaning(opposite.term.id)}"
    return reason((clause,), (opposite,))


def _example(fact: Definition, base: FactBase) -> Reason | None:
    """Muscles that perform a joint action, or exercises of a plane, a pattern or a type."""
    types = (JointAction, Mechanic, Pattern, Plane)
    for type_ in dict.fromkeys(next(iter(class_.TYPES)) for class_ in types):
        examples = base.examples_of(type_, fact.term)
        muscles = _best_known([e for e in examples if e.muscle and not e.exercise], base)
        if muscles:
            names = joined([f"the {each.muscle.name}" for each in muscles if each.muscle])
            several = len(muscles) > 1 or any(m.muscle and m.muscle.plural for m in muscles)
            perform = "perform" if several else "performs"
            return reason((f"{names} {perform} {fact.term.name}",), muscles)
        exercises = [each for each in examples if each.exercise][:_EXAMPLES]
        if exercises:
            names = joined([f"the {each.exercise.name}" for each in exercises if each.exercise])
            are = "are examples" if len(exercises) > 1 else "is an example"
            return reason((f"{names} {are}",), exercises)
    return None


def _best_known(examples: list[TermStatement], base: FactBase) -> list[TermStatement]:
    """The muscles that work in most exercises, without a part of another one."""
    chosen: list[TermStatement] = []
    for each in sorted(examples, key=lambda e: -_exercises(e.muscle, base)):
        overlaps = any(_overlap(each.muscle, other.muscle, base) for other in chosen)
        if len(chosen) < _EXAMPLES and not overlaps:
            chosen.append(each)
    return chosen


def _exercises(muscle: Muscle | None, base: FactBase) -> int:
    return 0 if muscle is None else len(base.exercises_of(muscle))


def _overlap(one: Muscle | None, other: Muscle | None, base: FactBase) -> bool:
    return one is not None and other is not None and base.overlap(one, other)


def _neighbour(fact: Definition, base: FactBase) -> Reason | None:
    """The term of the family whose definition shares most words with this one.

    Only in a family whose terms learners take for each other.
    """
    if not base.families[fact.term.family].mix_ups:
        return None
    family = [base.glossary.definitions.get(term.id) for term in base.family(fact.term.family)]
    others = [
        other
        for other in family
        if other is not None and other.term is not fact.term and not _named_in(other.term, fact)
    ]
    stems = telling_stems(fact.text) - _GENERAL

    def shared(other: Definition) -> int:
        return len(stems & telling_stems(other.text))

    nearest = max(others, key=shared, default=None)
    few = len(others) <= _SMALL_FAMILY
    if nearest is None or shared(nearest) < (1 if few else _FEWEST_SHARED):
        return None
    return reason((f"compare {nearest.term.name}: {base.meaning(nearest.term.id)}",), (nearest,))


def _named_in(term: Term, fact: Definition) -> bool:
    return term.part_of == fact.term.id or fact.term.part_of == term.id
