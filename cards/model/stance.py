"""Selects the claims of one certifying body where bodies differ, and excludes derived claims."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cards.errors import ExitCode, PrimemoverError
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.vocabulary import Confidence, SourceKind


class UnknownBody(PrimemoverError, exit_code=ExitCode.USAGE):
    """No claim carries the teaching of this body."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"Unknown certifying body '{name}'. Known: {', '.join(known)}.")


def bodies(base: FactBase) -> tuple[str, ...]:
    """The bodies whose teaching some claim carries, by name."""
    return tuple(sorted({body for fact in base.facts for body in fact.bodies}))


def taking(base: FactBase, stance: str | None, *, derived: bool = True) -> FactBase:
    """The facts as one body teaches them.

    A contested claim of the body becomes an agreed one, and other claims on its spot are excluded.
    Where the body says nothing, claims stay contested, and what another body teaches is an opinion.
    The lists of a body for a finding are asked in the name of that body only.

    Args:
        base: All facts.
        stance: The body; None selects all.
        derived: Whether to include the rules, and what is derived by one.

    Raises:
        UnknownBody: No claim carries the teaching of that body.
    """
    if stance is not None and stance not in bodies(base):
        raise UnknownBody(stance, bodies(base))
    facts: Iterable[Fact] = base.facts
    sources = base.sources
    if not derived:
        facts = list(_underived(facts))
        sources = {id_: s for id_, s in sources.items() if s.kind is not SourceKind.RULE}
    if stance is not None:
        facts = list(_sided(facts, stance))
    return replace(base, sources=sources, facts=tuple(facts))


def _underived(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts that sources state without a rule, without what rules add to their support."""
    for fact in facts:
        if not fact.derived:
            yield fact
        elif stated := fact.stated_citations:
            sure = fact.confidence is Confidence.HIGH
            confidence = Confidence.MEDIUM if sure else fact.confidence
            yield replace(fact, citations=stated, confidence=confidence)


def _sided(facts: Iterable[Fact], stance: str) -> Iterator[Fact]:
    every = tuple(facts)
    settled = {f.spot for f in every if _contested(f) and stance in f.bodies}
    for fact in every:
        others = fact.bodies
        if not (_contested(fact) or fact.is_teaching):
            yield fact
        elif fact.spot not in settled:
            yield replace(fact, other_body=bool(others) and stance not in others)
        elif stance in others:
            yield replace(fact, confidence=Confidence.MEDIUM)


def _contested(fact: Fact) -> bool:
    return fact.confidence is Confidence.CONTESTED
