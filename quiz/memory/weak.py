"""The facts that a learner misses."""

from collections.abc import Iterator

from quiz.memory.state import Memory


def weak_facts(memory: Memory) -> Iterator[str]:
    """Ids of the facts that were missed last, then of those that were missed and are not firm yet.

    In each part, the facts with the lowest stability come first.
    """
    facts = memory.facts
    missed = [id_ for id_, fact in facts.items() if not fact.was_right]
    shaky = [
        id_
        for id_, fact in facts.items()
        if fact.was_right and fact.failures > 0 and not fact.is_firm
    ]
    for ids in (missed, shaky):
        yield from sorted(ids, key=lambda id_: (facts[id_].stability, id_))
