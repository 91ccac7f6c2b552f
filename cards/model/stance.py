"""Taking sides where certifying bodies differ, and leaving out what only a rule of ours says."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cards.errors import ExitCode, PrimemoverError
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.vocabulary import Confidence


class UnknownBody(PrimemoverError, exit_code=ExitCode.USAGE):
    """No claim carries the teaching of this body."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"Unknown certifying body '{name}'. Known: {', '.join(known)}.")


def bodies(base: FactBase) -> tuple[str, ...]:
    """The bodies whose teaching some claim carries, by name."""
    return tuple(sorted({body for fact in base.facts for body in _bodies(fact)}))


def taking(base: FactBase, stance: str | None, *, derived: bool = True) -> FactBase:
    """The facts as one body teaches them.

    A contested claim of the body becomes an agreed one, and what others claim of the same thing is
    left out. Where the body says nothing, all stays contested.

    Args:
        base: All facts.
        stance: The body; None takes no side.
        derived: Whether to keep what a rule of ours is needed for.

    Raises:
        UnknownBody: No claim carries the teaching of that body.
    """
    if stance is not None and stance not in bodies(base):
        raise UnknownBody(stance, bodies(base))
    facts: Iterable[Fact] = base.facts
    if not derived:
        facts = [fact for fact in facts if not fact.derived]
    if stance is not None:
        facts = list(_sided(facts, stance))
    return replace(base, facts=tuple(facts))


def _sided(facts: Iterable[Fact], stance: str) -> Iterator[Fact]:
    kept = tuple(facts)
    settled = {f.spot for f in kept if _contested(f) and stance in _bodies(f)}
    for fact in kept:
        if not _contested(fact) or fact.spot not in settled:
            yield fact
        elif stance in _bodies(fact):
            yield replace(fact, confidence=Confidence.MEDIUM)


def _contested(fact: Fact) -> bool:
    return fact.confidence is Confidence.CONTESTED


def _bodies(fact: Fact) -> set[str]:
    return {citation.source.body for citation in fact.citations if citation.source.body}
