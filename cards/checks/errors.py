"""What must hold between facts; each check is a function from a fact base to its problems.

To add one: a function here, its place in `CHECKS`, and a folder in `tests/data/broken/` for it.
"""

from collections.abc import Callable, Iterable, Iterator

from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.nouns import Named, Source
from cards.model.vocabulary import Confidence, SourceKind
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


def confidence_follows_the_sources(base: FactBase) -> Iterator[Problem]:
    """A claim is as certain as its sources make it.

    `high` takes one textbook, certifying body, study, review or reference work, or two other
    sources that agree; neither a rule of ours nor a tertiary source makes anything certain. What
    was read nowhere is `unverified`.
    """
    for fact in base.facts:
        if not fact.citations:
            continue  # told by who reads them
        borne = {c.source.id: c.source for c in fact.citations if _bears(c.source, fact)}
        kinds = [source.kind for source in borne.values()]
        told = [source for source in borne.values() if source.kind not in _UNTOLD]
        if not kinds:
            yield Problem(
                place=fact.place,
                message=f"No source behind this can say it: {fact.source.name} is evidence of "
                f"{fact.source.evidence} alone.",
            )
            continue
        unread = SourceKind.UNREAD in kinds and not told
        if unread != (fact.confidence is Confidence.UNVERIFIED):
            yield Problem(
                place=fact.place,
                message="Nobody has read this in a source, so write 'confidence: unverified'."
                if unread
                else "A source stands behind this, so it is not 'unverified'.",
            )
        elif fact.confidence is Confidence.HIGH and not (
            any(source.kind.strong for source in told)
            or sum(not source.tertiary for source in told) >= _ENOUGH
        ):
            yield Problem(
                place=fact.place,
                message="It is not 'high' yet: that takes one textbook, certifying body, study, "
                "review or reference work, or two others (none of them tertiary) that agree.",
            )


_ENOUGH = 2
_UNTOLD = (SourceKind.RULE, SourceKind.UNREAD)


def _bears(source: Source, fact: Fact) -> bool:
    """Whether a source can be evidence of what a fact claims of a muscle."""
    claimed = fact.about.role or fact.about.contraction
    return claimed is None or source.evidence is None


CHECKS: tuple[Callable[[FactBase], Iterable[Problem]], ...] = (
    one_meaning_a_name,
    values_agree,
    confidence_follows_the_sources,
)
