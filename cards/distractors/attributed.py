"""Wrong options for the claim of one source: its claims about other muscles."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cards.distractors.neighbours import MOST_FOUND
from cards.english import telling_stems
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.alternative import Alternative
from cards.model.facts.involvement import Involvement
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim

if TYPE_CHECKING:
    from cards.model.vocabulary import Role


def other_suggestions(fact: Alternative, base: FactBase) -> Iterator[Distractor]:
    """The suggestions of the same source for other muscles."""
    suggested = base.suggestions_of(fact.source)
    near = [texts for muscle, texts in suggested if base.overlap(muscle, fact.serves)]
    wrong = (
        Distractor(
            text=text,
            reason=f"{fact.source.name} suggests it for the {muscle.name}",
            proof=Proof.ATTRIBUTED,
            concept=f"exercise/{text.lower().replace(' ', '-')}",
        )
        for muscle, texts in suggested
        for text in texts
        if not any(text in others for others in near)
    )
    yield from islice(wrong, MOST_FOUND)


def other_purposes(fact: PurposeClaim, base: FactBase) -> Iterator[Distractor]:
    """The purposes that the same source states for other muscles of the exercise."""
    if not fact.names_source:
        return
    claims = [c for c in base.claims_of(PurposeClaim, fact.exercise) if c.source is fact.source]
    same = [c for c in claims if base.overlap(c.muscle, fact.muscle)]
    taken = telling_stems(" ".join(c.purpose for c in same))
    shown: list[frozenset[str]] = []
    for other in claims:
        if other in same or taken & telling_stems(other.purpose):
            continue
        # The purpose of a muscle with the same role may also be true for this one.
        stems = telling_stems(other.purpose)
        if any(stems <= s or s <= stems for s in shown) or not _roles_differ(fact, other, base):
            continue
        shown.append(stems)
        yield Distractor(
            text=other.purpose,
            reason=f"{other.source.name} says this of the {other.muscle.name}",
            proof=Proof.ATTRIBUTED,
            concept=f"purpose/{other.id}",
        )


def _roles_differ(one: Involvement, other: Involvement, base: FactBase) -> bool:
    """Whether two muscles of an exercise have stated roles that exclude each other."""
    roles: list[set[Role]] = []
    for claim in (one, other):
        stated = base.claims_of(RoleClaim, claim.exercise, claim.muscle)
        roles.append({role for c in stated for role in (c.role, *c.open)})
    return all(roles) and not roles[0] & roles[1]
