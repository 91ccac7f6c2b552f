"""The agreed values of one muscle in one exercise and phase."""

from collections.abc import Sequence

from cards.model.facts.action import ActionClaim
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.involvement import Involvement
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Term
from cards.model.vocabulary import Contraction, Phase, Role
from cards.value_class import value_class


@value_class(frozen=True, kw_only=True)
class Known:
    """The agreed values of one muscle in one exercise and phase; None is "not stated"."""

    role: Role | None = None
    contraction: Contraction | None = None
    action: Term | None = None
    purposes: tuple[str, ...] = ()


def known_values(claims: Sequence[Involvement], phase: Phase | None) -> Known:
    """Combine the agreed claims about a muscle in an exercise for one of its phases.

    A role that is claimed without a phase holds for the whole exercise, and a role in the exercise
    comes before one in a joint action. A contraction, an action and a purpose are only known where
    they are stated.
    """
    here = [claim for claim in claims if claim.phase is phase]
    claimed = [c for c in (*here, *claims) if isinstance(c, RoleClaim)]
    claimed.sort(key=lambda claim: claim.of is not None)
    roles = [claim.role for claim in claimed if claim.phase in (phase, None)]
    contractions = [c.contraction for c in here if isinstance(c, ContractionClaim)]
    actions = [c.action for c in here if isinstance(c, ActionClaim)]
    return Known(
        role=roles[0] if roles else None,
        contraction=contractions[0] if contractions else None,
        action=actions[0] if actions else None,
        purposes=tuple(c.purpose for c in here if isinstance(c, PurposeClaim)),
    )
