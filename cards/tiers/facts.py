"""The tiers of facts for an exam: what is learned first, what next, and what last.

The rule:

1. *Which facts.* A fact belongs to the exam unless only another certifying body teaches it.
2. *Which subject.* It belongs to the subjects of the cards on it that are asked by default.
3. *How many.* Tier 1 has about `CORE_FACTS` facts, and each subject gets its share of them in the
   exam. Subjects with the fewest facts for their share choose first. A subject with too few facts
   gives the rest to the others, in proportion to their shares. None gets more than `MOST` times
   its number, so a great shortage makes tier 1 smaller instead of filling it with one subject.
4. *In which order.* Facts about exercises, muscles and terms of tier 1 come before those of tier 2;
   those of tier 3 are never in tier 1. Then the support counts: the teaching of the exam's body,
   and after it the rank of the best source. Then come facts that a card applies to a case, since
   exams apply more than they recall. Facts that are equal in all this take turns by exercise or
   muscle, so that one exercise does not fill a subject.
5. *Tier 2* has the other facts about exercises, muscles and terms of tier 1 or 2, if a card on a
   subject of the exam asks them by default. *Tier 3* has the rest.
6. *The user's facts* are in tier 1, in addition to the others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple
from zlib import crc32

from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.nouns import Named
from cards.model.summary import CardSummary
from cards.model.vocabulary import Level, Origin, Rank, Subject
from cards.tiers.nouns import NounTiers
from cards.tiers.tier import Tier

CORE_FACTS = 600
"""The facts of tier 1, if each subject has enough."""

MOST = 2
"""How many times its number of facts a subject takes, if others have too few."""


@dataclass(frozen=True, kw_only=True)
class FactTier:
    """The tier of a fact for an exam.

    Attributes:
        subject: The subject that it is counted for; None if no card on it is asked by default.
        place: Its place among the built-in facts of that subject; those of tier 3 and of the user
            have the first.
    """

    tier: Tier
    subject: Subject | None
    place: int = 0


def tiers_of_facts(
    base: FactBase,
    cards: Iterable[CardSummary],
    nouns: NounTiers,
    *,
    shares: Mapping[Subject, float],
    body: str | None,
) -> dict[str, FactTier]:
    """The tier of each fact of an exam, by its id; facts that only another body teaches have none.

    Args:
        base: All facts.
        cards: The summaries of all cards.
        nouns: The tiers of exercises, muscles and terms.
        shares: The share of each subject in the exam; only the ratios matter.
        body: Id of the body that sets the exam; None if none does.
    """
    facts = [fact for fact in base.facts if not _is_taught_elsewhere(fact, body)]
    asked = _asked(cards, shares)
    subjects = {id_: {Subject(card.tests) for card in found} for id_, found in asked.items()}
    claims = {
        fact.id: _claim(fact, nouns, body, asked[fact.id]) for fact in facts if fact.id in asked
    }
    waiting = _waiting(facts, claims, subjects)
    core = _core(waiting, shares)
    places = {
        (subject, id_): place for subject, ids in waiting.items() for place, id_ in enumerate(ids)
    }

    def tier(fact: Fact) -> FactTier:
        subject = core.get(fact.id) or min(subjects.get(fact.id, ()), default=None)
        place = 0 if subject is None else places.get((subject, fact.id), 0)
        return FactTier(tier=_tier(fact, core, claims), subject=subject, place=place)

    return {fact.id: tier(fact) for fact in facts}


def _is_taught_elsewhere(fact: Fact, body: str | None) -> bool:
    return body is not None and fact.is_teaching and body not in fact.bodies


def _tier(fact: Fact, core: Mapping[str, Subject], claims: Mapping[str, "_Claim"]) -> Tier:
    if fact.id in core or fact.origin is Origin.USER:
        return Tier.CORE
    claim = claims.get(fact.id)
    return Tier.REST if claim is None or claim.about is Tier.REST else Tier.EXTENDED


def _asked(
    cards: Iterable[CardSummary], shares: Mapping[Subject, float]
) -> dict[str, list[CardSummary]]:
    """The cards on each fact that an exam asks by default, on one of its subjects."""
    tested = {subject.value for subject, share in shares.items() if share > 0}
    asked: dict[str, list[CardSummary]] = defaultdict(list)
    for card in cards:
        if not card.optional and not card.opinion and card.tests in tested:
            asked[card.about].append(card)
    return asked


class _Claim(NamedTuple):
    """The claim of a fact to a place in tier 1; the smallest comes first.

    Attributes:
        about: The tier of its subject matter.
        support: 0 for the teaching of the exam's body, then the rank of the best source.
        recalled: Whether no card applies it.
    """

    about: Tier
    support: int
    recalled: bool


def _claim(fact: Fact, nouns: NounTiers, body: str | None, cards: Iterable[CardSummary]) -> _Claim:
    tiers = [tier for noun in _about(fact) if (tier := nouns.tier(noun)) is not None]
    if body is not None and body in fact.bodies:
        support = 0
    else:
        support = 1 + (len(Rank) if fact.rank is None else fact.rank.number)
    return _Claim(
        about=max(tiers, default=Tier.CORE),
        support=support,
        recalled=all(card.level == Level.RECALL for card in cards),
    )


def _about(fact: Fact) -> tuple[Named, ...]:
    """The exercise and the muscle that a fact is about, or else its terms."""
    chief = (fact.about.exercise, fact.about.muscle)
    return tuple(noun for noun in chief if noun is not None) or fact.nouns


def _waiting(
    facts: Iterable[Fact],
    claims: Mapping[str, _Claim],
    subjects: Mapping[str, Iterable[Subject]],
) -> dict[Subject, list[str]]:
    """The built-in facts of each subject that may be in tier 1, the first ones first."""
    waiting: dict[Subject, list[tuple[_Claim, int, int, str]]] = defaultdict(list)
    earlier: Counter[object] = Counter()
    ordered = sorted(facts, key=lambda fact: crc32(fact.id.encode()))  # no letter comes first
    for number, fact in enumerate(ordered):
        claim = claims.get(fact.id)
        if claim is None or claim.about is Tier.REST or fact.origin is Origin.USER:
            continue
        for subject in subjects[fact.id]:
            alike = (subject, claim, _about(fact)[:1])
            waiting[subject].append((claim, earlier[alike], number, fact.id))
            earlier[alike] += 1
    return {subject: [place[-1] for place in sorted(found)] for subject, found in waiting.items()}


def _core(
    waiting: Mapping[Subject, list[str]], shares: Mapping[Subject, float]
) -> dict[str, Subject]:
    """The built-in facts of tier 1, each with the subject that it is counted for."""
    whole = sum(shares.values())
    quota = {subject: CORE_FACTS * shares[subject] / whole for subject in waiting}
    core: dict[str, Subject] = {}
    counts: Counter[Subject] = Counter()

    def take(subject: Subject, count: int) -> None:
        found = [id_ for id_ in waiting[subject] if id_ not in core][:count]
        core.update(dict.fromkeys(found, subject))
        counts[subject] += len(found)

    scarce_first = sorted(waiting, key=lambda subject: len(waiting[subject]) / quota[subject])
    for subject in scarce_first:
        take(subject, round(quota[subject]))
    while (missing := CORE_FACTS - len(core)) > 0:
        before = len(core)
        room = {
            subject: min(
                int(MOST * quota[subject]) - counts[subject],
                sum(id_ not in core for id_ in waiting[subject]),
            )
            for subject in scarce_first
        }
        open_ = [subject for subject in scarce_first if room[subject] > 0]
        part = missing / sum(quota[subject] for subject in open_) if open_ else 0.0
        for subject in open_:
            given = min(room[subject], ceil(quota[subject] * part), CORE_FACTS - len(core))
            take(subject, given)
        if len(core) == before:
            break
    return core
