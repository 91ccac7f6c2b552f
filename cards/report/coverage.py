"""How much is known, and how surely: counts over a fact base, for people who tend it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.role import RoleClaim
from cards.model.vocabulary import Confidence, Rank, Role


@dataclass(frozen=True, kw_only=True)
class FactCounts:
    """Counts of some facts.

    Attributes:
        name: Their exercise or type.
        by_confidence: How many there are of each degree of confidence.
        keyable: How many state a value that an unattributed question can ask for.
        roles: Keyable roles.
        contractions: Keyable contractions.
        derived: How many are derived by a rule.
        unread: How many were not read in any source.
    """

    name: str
    by_confidence: Counter[Confidence]
    keyable: int
    roles: int
    contractions: int
    derived: int
    unread: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.by_confidence.total()


def coverage(base: FactBase) -> Iterator[FactCounts]:
    """The counts of every exercise, then of what is about none, by type of fact."""
    by_exercise: dict[str, list[Fact]] = {name: [] for name in base.exercises}
    others: dict[str, list[Fact]] = {}
    for fact in base.facts:
        exercise = fact.about.exercise
        if exercise is not None:
            by_exercise[exercise.id].append(fact)
        else:
            others.setdefault(fact.type, []).append(fact)
    for id_, facts in by_exercise.items():
        if facts:
            yield counted(base.exercises[id_].name, facts)
    for type_, facts in others.items():
        yield counted(f"{type_} (no exercise)", facts)


@dataclass(frozen=True, kw_only=True)
class RankCounts:
    """Counts of the facts whose best source has one rank.

    Attributes:
        rank: The rank; None for facts that only rest on a rule, or were read nowhere.
        facts: All of them.
        keyable: Those that an unattributed question can ask for.
        roles: Keyable roles.
    """

    rank: Rank | None
    facts: int
    keyable: int
    roles: int


def by_rank(base: FactBase) -> Iterator[RankCounts]:
    """The counts of each rank, the best first, and of facts without one."""
    facts: dict[Rank | None, list[Fact]] = {rank: [] for rank in (*Rank, None)}
    for fact in base.facts:
        facts[fact.rank].append(fact)
    for rank, found in facts.items():
        keyable = [fact for fact in found if is_keyable(fact)]
        yield RankCounts(
            rank=rank,
            facts=len(found),
            keyable=len(keyable),
            roles=sum(fact.about.role is not None for fact in keyable),
        )


def disputes(base: FactBase) -> tuple[int, int]:
    """The pairs of exercise and muscle with several stated roles, and those still contested."""
    stated: dict[tuple[str, str], set[Role]] = {}
    contested = set()
    for claim in base.of_type(RoleClaim):
        pair = (claim.exercise.id, claim.muscle.id)
        stated.setdefault(pair, set()).add(claim.role)
        if claim.confidence is Confidence.CONTESTED:
            contested.add(pair)
    return sum(len(roles) > 1 for roles in stated.values()), len(contested)


def counted(name: str, facts: Iterable[Fact]) -> FactCounts:
    """The counts of some facts."""
    found = tuple(facts)
    keyable = [fact for fact in found if is_keyable(fact)]
    return FactCounts(
        name=name,
        by_confidence=Counter(fact.confidence for fact in found),
        keyable=len(keyable),
        roles=sum(fact.about.role is not None for fact in keyable),
        contractions=sum(fact.about.contraction is not None for fact in keyable),
        derived=sum(fact.derived for fact in found),
        unread=sum(fact.confidence is Confidence.UNVERIFIED for fact in found),
    )


def is_keyable(fact: Fact) -> bool:
    """Whether it is agreed, rests on something that was read, and states a value to ask for."""
    return fact.askable and not fact.attributed
