"""Rules that facts must satisfy; each check is a function from a fact base, or a fact, to problems.

To add one, write a function, add it to `CHECKS` or `CHECKS_OF_FACT`, and add a folder to
`tests/data/broken/`. One of each fact is better where it suffices: after an edit, only the facts of
the changed file are examined again.
"""

from collections.abc import Callable, Iterable, Iterator

from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.facts.table import traits_of
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Named
from cards.model.vocabulary import Confidence, Rank, SourceKind
from cards.problems import Problem


def names_are_unique(base: FactBase) -> Iterator[Problem]:
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
                    message=f"'{form}' is already a name of the {what} '{first.id}' "
                    f"({first.place}), so a typed answer would be ambiguous. Remove it from one of "
                    "them.",
                )


def values_agree(base: FactBase) -> Iterator[Problem]:
    """A muscle has one role in an exercise and one contraction in a phase, unless contested."""
    first: dict[tuple[object, ...], tuple[str, str]] = {}
    for claim in agreed(base.involvements):
        stated = claim.about.role or claim.about.contraction
        if stated is None:
            continue
        value, where = first.setdefault(claim.spot, (stated, str(claim.place)))
        if value != stated:
            yield Problem(
                place=claim.place,
                message=f"The {claim.muscle.name} is '{stated}' here and '{value}' in {where}. "
                "Where sources disagree, write 'confidence: contested' on both.",
            )


def absent_traits_are_not_stated(base: FactBase) -> Iterator[Problem]:
    """A trait that is declared absent is stated nowhere; joint actions may lack in one phase."""
    classes = {key: class_ for key, (class_, _) in traits_of("exercise").items()}
    stated = {
        (type(fact), fact.about.exercise.id): fact.place
        for fact in base.statements
        if fact.about.exercise is not None and not isinstance(fact, JointAction)
    }
    for exercise in base.exercises.values():
        for key, _ in exercise.absent:
            place = stated.get((classes[key], exercise.id))
            if place is not None:
                yield Problem(
                    place=exercise.place,
                    message=f"The {exercise.name} is declared to have no {key}, but one is stated "
                    f"in {place}. Remove '{key}' from 'absent'.",
                )


def confidence_follows_the_sources(fact: Fact) -> Iterator[Problem]:
    """The confidence of a claim is supported by its sources.

    `high` needs one textbook, certifying body, study, review or reference work, or two named
    experts that agree; derivation rules and tertiary pages do not count. A claim without a source
    that was read is `unverified`.
    """
    if not fact.citations:
        return  # reported when it is read
    supporting = {source.id: source for source in fact.supporting}
    kinds = [source.kind for source in supporting.values()]
    ranks = [source.rank for source in supporting.values() if source.rank is not None]
    if not kinds:
        yield Problem(
            place=fact.place,
            message=f"None of the sources can support this: {fact.source.name} is only "
            f"evidence of {fact.source.evidence}.",
        )
        return
    unread = SourceKind.UNREAD in kinds and not ranks
    if unread != (fact.confidence is Confidence.UNVERIFIED):
        yield Problem(
            place=fact.place,
            message="No source of this was read, so write 'confidence: unverified'."
            if unread
            else "'unverified' is only allowed if no source was read.",
        )
    elif fact.confidence is Confidence.HIGH and not (
        any(rank.strong for rank in ranks)
        or sum(rank is not Rank.TERTIARY for rank in ranks) >= _ENOUGH
    ):
        yield Problem(
            place=fact.place,
            message="'high' needs one textbook, certifying body, study, review or reference "
            "work, or two named experts that agree.",
        )


_ENOUGH = 2


CHECKS: tuple[Callable[[FactBase], Iterable[Problem]], ...] = (
    names_are_unique,
    values_agree,
    absent_traits_are_not_stated,
)
"""The checks of facts against each other."""

CHECKS_OF_FACT: tuple[Callable[[Fact], Iterable[Problem]], ...] = (confidence_follows_the_sources,)
"""The checks of each fact by itself."""


def problems_in(base: FactBase, facts: Iterable[Fact]) -> Iterator[Problem]:
    """The problems that all checks find.

    Args:
        base: All facts.
        facts: Those of them to examine by themselves.
    """
    for check in CHECKS:
        yield from check(base)
    for fact in facts:
        for check_fact in CHECKS_OF_FACT:
            yield from check_fact(fact)
