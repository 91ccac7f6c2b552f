"""Claims on a map: which of them count, their best sources, and the members of groups."""

from collections.abc import Collection, Iterable
from typing import assert_never

from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.facts.term_statement import Assistance, JointAction
from cards.model.nouns import Group, Muscle, Source, Term
from cards.model.vocabulary import Confidence, Rank, Role

_MOST_SOURCES = 3


def counts(fact: Fact) -> bool:
    """Whether a claim is on a map: a tertiary page decides no disagreement."""
    return not (fact.would_name_a_page or fact.confidence is Confidence.UNVERIFIED)


def members_of(muscle: Muscle) -> frozenset[str]:
    """Ids of the muscles that a noun stands for; none if no source states the members."""
    if isinstance(muscle, Group):
        return muscle.members or frozenset()
    return frozenset({muscle.id})


def active_members(
    muscle: Muscle, role: Role, actions: Iterable[Term], base: FactBase
) -> frozenset[str]:
    """Ids of the muscles that a noun stands for where it has a role in some joint actions.

    A group has a role by those of its members that perform one of the actions; an antagonist
    performs the opposite one. If our facts state no performer, all of them count.

    Args:
        muscle: The muscle or group.
        role: Its role.
        actions: The joint actions.
        base: All facts.
    """
    every = members_of(muscle)
    match role:
        case Role.STABILISER:
            return every
        case Role.PRIME_MOVER | Role.SYNERGIST:
            performed = {action.id for action in actions}
        case Role.ANTAGONIST:
            performed = {action.opposite for action in actions if action.opposite is not None}
        case _:
            assert_never(role)
    if _performers((muscle.id,), JointAction, performed, base):
        return every
    movers = _performers(every, JointAction, performed, base)
    helpers = _performers(every, Assistance, performed, base)
    if role is Role.SYNERGIST:
        return movers | helpers or every
    return movers or helpers or every


def _performers(
    muscles: Iterable[str],
    class_: type[JointAction | Assistance],
    actions: Collection[str],
    base: FactBase,
) -> frozenset[str]:
    """The muscles to which agreed statements of a class give one of some joint actions."""
    return frozenset(
        id_
        for id_ in muscles
        if any(
            statement.value.id in actions
            for statement in agreed(base.anatomy.stated(class_, base.muscles[id_]))
        )
    )


def best_sources(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The names of the best sources of some facts: the best rank first, then the most used."""
    counts: dict[Source, int] = {}
    for fact in facts:
        for citation in fact.citations:
            if citation.source.rank is not None:
                counts[citation.source] = counts.get(citation.source, 0) + 1
    weak = {source for source in counts if source.rank is Rank.TERTIARY}
    if len(weak) < len(counts):  # a page is named only where there is no better source
        counts = {source: count for source, count in counts.items() if source not in weak}
    ranked = sorted(counts, key=lambda s: (s.rank.number if s.rank else 0, -counts[s], s.name))
    return tuple(dict.fromkeys(source.name for source in ranked))[:_MOST_SOURCES]
