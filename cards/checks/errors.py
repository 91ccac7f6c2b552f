"""Rules that facts must satisfy; each check is a function to problems.

To add one, write a function, add it to one of the tables of checks, and add a folder to
`tests/data/broken/`. A check of each fact, or of each exercise, is better where it suffices: after
an edit, only what the changed file is about is examined again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.involvement import Involvement
from cards.model.facts.statement import Statement
from cards.model.facts.table import traits_of
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Exercise, Named
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


def values_agree(exercise: Exercise, base: FactBase) -> Iterator[Problem]:
    """A muscle has one role in an exercise and one contraction in a phase, unless contested."""
    first: dict[tuple[object, ...], tuple[str, str]] = {}
    for claim in base.facts_on(exercise):
        if not isinstance(claim, Involvement) or claim.attributed:
            continue
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


def absent_traits_are_not_stated(exercise: Exercise, base: FactBase) -> Iterator[Problem]:
    """A trait that is declared absent is stated nowhere; joint actions may lack in one phase."""
    if not exercise.absent:
        return
    classes = {key: class_ for key, (class_, _) in traits_of("exercise").items()}
    stated = {
        type(fact): fact.place
        for fact in base.facts_on(exercise)
        if isinstance(fact, Statement) and not isinstance(fact, JointAction)
    }
    for key, _ in exercise.absent:
        place = stated.get(classes[key])
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


CHECKS: tuple[Callable[[FactBase], Iterable[Problem]], ...] = (names_are_unique,)
"""The checks of all nouns and facts together."""

CHECKS_OF_EXERCISE: tuple[Callable[[Exercise, FactBase], Iterable[Problem]], ...] = (
    values_agree,
    absent_traits_are_not_stated,
)
"""The checks of the facts on one exercise."""

CHECKS_OF_FACT: tuple[Callable[[Fact], Iterable[Problem]], ...] = (confidence_follows_the_sources,)
"""The checks of each fact by itself."""


def problems_in(base: FactBase, facts: Sequence[Fact]) -> Iterator[Problem]:
    """The problems that all checks find.

    Args:
        base: All facts.
        facts: Those of them to examine, with all facts on their exercises.
    """
    for check in CHECKS:
        yield from check(base)
    about = (fact.about.exercise for fact in facts)
    exercises = {exercise.id: exercise for exercise in about if exercise is not None}
    for exercise in exercises.values():
        for check_exercise in CHECKS_OF_EXERCISE:
            yield from check_exercise(exercise, base)
    for fact in facts:
        for check_fact in CHECKS_OF_FACT:
            yield from check_fact(fact)
