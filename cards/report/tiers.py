"""The core of an exam: its facts of tier 1 by subject, and those that a card applies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.exams.profile import ExamProfile
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.level import level_of
from cards.model.summary import CardSummary
from cards.model.vocabulary import Level, Subject
from cards.report.supply import is_asked
from cards.tiers.facts import tiers_of_facts
from cards.tiers.nouns import builtin_noun_tiers
from cards.tiers.tier import Tier


@dataclass(frozen=True, kw_only=True)
class Core:
    """The facts of tier 1 of an exam.

    Attributes:
        by_subject: Their number by the subject that they are counted for.
        applied_by_subject: The number of those with a card of application or analysis that is asked
            by default.
    """

    by_subject: Mapping[Subject, int]
    applied_by_subject: Mapping[Subject, int]

    @property
    def facts(self) -> int:
        """All of them."""
        return sum(self.by_subject.values())

    @property
    def applied(self) -> int:
        """Those with a card of application or analysis that is asked by default."""
        return sum(self.applied_by_subject.values())


def core_of(
    profile: ExamProfile,
    base: FactBase,
    cards: Sequence[Card],
    summaries: Sequence[CardSummary],
) -> Core:
    """The facts of tier 1 of an exam.

    Args:
        profile: The exam.
        base: All facts.
        cards: All cards.
        summaries: Their summaries.
    """
    tiers = tiers_of_facts(
        base,
        summaries,
        builtin_noun_tiers(),
        shares=profile.shares,
        body=profile.stance,
    )
    applied = {
        fact.id
        for card in cards
        if level_of(card) is not Level.RECALL and not card.optional and is_asked(card, profile)
        for fact in card.facts
    }
    core = {
        id_: each.subject
        for id_, each in tiers.items()
        if each.tier is Tier.CORE and each.subject is not None
    }
    return Core(
        by_subject=Counter(core.values()),
        applied_by_subject=Counter(subject for id_, subject in core.items() if id_ in applied),
    )
