"""What must hold between facts; each check is a function from a fact base to its problems.

To add one: a function here, its place in `CHECKS`, and a folder in `tests/broken/` for it.
"""

from collections.abc import Callable, Iterable, Iterator

from cards.base import FactBase, agreed
from cards.facts import Named
from cards.problems import Problem


def one_meaning_a_name(base: FactBase) -> Iterator[Problem]:
    """No two muscles, terms or exercises share a name or an alias."""
    for what, nouns in (
        ("muscle or group", base.muscles.values()),
        ("term", base.terms.values()),
        ("exercise", base.exercises.values()),
    ):
        yield from _shared_names(what, nouns)


def _shared_names(what: str, nouns: Iterable[Named]) -> Iterator[Problem]:
    seen: dict[str, Named] = {}
    for noun in nouns:
        for form in dict.fromkeys(form.lower() for form in noun.forms):
            first = seen.setdefault(form, noun)
            if first is not noun:
                yield Problem(
                    place=noun.place,
                    message=f"'{form}' is a name of the {what} '{first.id}' too ({first.place}); "
                    "a typed answer would mean both. Take it away from one of them.",
                )


def values_agree(base: FactBase) -> Iterator[Problem]:
    """A muscle has one role in an exercise and one contraction in a phase, unless contested."""
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    for claim in agreed(base.involvements):
        stated = claim.role or claim.contraction
        if stated is None:
            continue
        spot = (claim.exercise.id, claim.muscle.id, claim.type, claim.phase or "")
        value, where = first.setdefault(spot, (stated, str(claim.place)))
        if value != stated:
            yield Problem(
                place=claim.place,
                message=f"The {claim.muscle.name} is '{stated}' here and '{value}' in {where}. "
                "Where sources disagree, write 'confidence: contested' on both.",
            )


CHECKS: tuple[Callable[[FactBase], Iterable[Problem]], ...] = (
    one_meaning_a_name,
    values_agree,
)
