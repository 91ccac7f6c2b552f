"""Rules that facts must satisfy together; each check is a function from a fact base to problems.

To add one, write a function, add it to `CHECKS`, and add a folder to `tests/data/broken/`.
"""

from collections.abc import Callable, Iterable, Iterator

from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.nouns import Named, Source
from cards.model.vocabulary import Confidence, SourceKind
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


def confidence_follows_the_sources(base: FactBase) -> Iterator[Problem]:
    """The confidence of a claim is supported by its sources.

    `high` needs one textbook, certifying body, study, review or reference work, or two other
    sources that agree; derivation rules and tertiary sources do not count. A claim without a source
    that was read is `unverified`.
    """
    for fact in base.facts:
        if not fact.citations:
            continue  # reported when it is read
        supporting = {c.source.id: c.source for c in fact.citations if _bears(c.source, fact)}
        kinds = [source.kind for source in supporting.values()]
        read = [source for source in supporting.values() if source.kind not in _NOT_EVIDENCE]
        if not kinds:
            yield Problem(
                place=fact.place,
                message=f"None of the sources can support this: {fact.source.name} is only "
                f"evidence of {fact.source.evidence}.",
            )
            continue
        unread = SourceKind.UNREAD in kinds and not read
        if unread != (fact.confidence is Confidence.UNVERIFIED):
            yield Problem(
                place=fact.place,
                message="No source of this was read, so write 'confidence: unverified'."
                if unread
                else "'unverified' is only allowed if no source was read.",
            )
        elif fact.confidence is Confidence.HIGH and not (
            any(source.kind.strong for source in read)
            or sum(not source.tertiary for source in read) >= _ENOUGH
        ):
            yield Problem(
                place=fact.place,
                message="'high' needs one textbook, certifying body, study, review or reference "
                "work, or two other sources that agree and are not tertiary.",
            )


_ENOUGH = 2
_NOT_EVIDENCE = (SourceKind.RULE, SourceKind.UNREAD)


def _bears(source: Source, fact: Fact) -> bool:
    """Whether a source can be evidence of the claim about a muscle."""
    claimed = fact.about.role or fact.about.contraction
    return claimed is None or source.evidence is None


CHECKS: tuple[Callable[[FactBase], Iterable[Problem]], ...] = (
    names_are_unique,
    values_agree,
    confidence_follows_the_sources,
)
