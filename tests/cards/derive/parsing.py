"""Parses derived reasons, so that what they say can be looked up in the facts."""

import re
from collections.abc import Sequence

from cards.english import third_person
from cards.model.base import agreed
from cards.model.facts.term_statement import Assistance, JointAction
from cards.model.nouns import Group, Term
from tests.support.library import builtin_library

BASE = builtin_library().base.sorted_by_id()


def parsed(clauses: Sequence[str]) -> tuple[str, list[str], str]:
    """The clause on the exercise, the muscles, and the predicate of a derived reason."""
    moved, on_muscle = clauses
    names = sorted((muscle.name for muscle in BASE.muscles.values()), key=len, reverse=True)
    muscles, rest = [], re.sub("^of [^,]+, ", "", on_muscle)
    while (start := re.match("(?:,|and|, and)? ?the ", rest)) is not None:
        name = next((n for n in names if rest.startswith((f"{n} ", f"{n},"), start.end())), None)
        assert name, on_muscle
        muscles.append(name)
        rest = rest[start.end() + len(name) :].lstrip()
    return moved, muscles, rest


def predicates(joined: str) -> list[str]:
    """The predicates that are joined: "adducts and extends the hip" is two of them."""
    parts = joined.split(" and ")
    _, the, shared = parts[-1].partition(" the ")
    has_object = [" the " in part or " in " in part for part in parts]
    return [p if whole else f"{p}{the}{shared}" for p, whole in zip(parts, has_object, strict=True)]


def stated_of(name: str) -> dict[str, Term]:
    """The predicates that the base states for a muscle or for a member of a group."""
    muscle = next(muscle for muscle in BASE.muscles.values() if muscle.name == name)
    members = muscle.members or () if isinstance(muscle, Group) else ()
    said: dict[str, Term] = {}
    for fact in agreed((*BASE.of_type(JointAction), *BASE.of_type(Assistance))):
        if fact.exercise is None and fact.muscle and fact.muscle.id in (muscle.id, *members):
            verb = fact.value.verb or f"perform {fact.value.name}"
            helps = isinstance(fact, Assistance)
            verb = f"assist in {fact.value.name}" if helps else verb
            said |= dict.fromkeys((verb, third_person(verb)), fact.value)
    return said
