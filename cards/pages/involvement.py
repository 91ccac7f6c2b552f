"""The muscles of an exercise: their roles, their contractions by phase, and why."""

from collections.abc import Iterator, Sequence

from cards.derive.meeting import Meeting, conflict, meeting
from cards.derive.muscle_actions import performed
from cards.derive.phrases import joined
from cards.derive.reasons import why
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Group, Muscle
from cards.model.vocabulary import Phase, Role
from cards.pages.page import PageRow, Section
from cards.pages.scope import PageScope
from cards.tiers.tier import Tier

_PHASES = (Phase.LIFTING, Phase.LOWERING, Phase.HOLD)
_NOT_STATED = "–"
_MOST_ROWS = 8
"""Muscles that a short page shows in any case."""


def muscle_section(exercise: Exercise, scope: PageScope) -> Section:
    """The muscles with an agreed role, by role: with their contractions, and why."""
    ranked = [
        (roles, muscle)
        for muscle in _muscles(exercise, scope)
        if (roles := _roles(exercise, muscle, scope))
    ]
    phases = _phases(exercise, [muscle for _, muscle in ranked], scope)
    order = list(Role)
    rows = [
        (order.index(roles[0].role), _row(roles, muscle, phases, scope)) for roles, muscle in ranked
    ]
    rows.sort(key=lambda pair: (pair[0], pair[1].tier))
    return Section(
        id="muscles",
        heading="Muscles",
        columns=("muscle", "role", *phases, "why"),
        rows=tuple(row for _, row in rows),
        least=_MOST_ROWS,
    )


def unranked_section(exercise: Exercise, scope: PageScope) -> Section:
    """The muscles that take part, but whose role our sources do not agree on or do not state."""
    named = sorted(_muscles(exercise, scope), key=lambda m: scope.nouns.tier(m) or Tier.REST)
    rows = [
        _unranked(exercise, muscle, scope)
        for muscle in named
        if not _roles(exercise, muscle, scope)
    ]
    return Section(
        id="not-ranked",
        heading="Not ranked",
        rows=(*rows, *_able(exercise, named, scope)),
        least=len(rows),
    )


def _muscles(exercise: Exercise, scope: PageScope) -> tuple[Muscle, ...]:
    """The muscles that any claim names, whether or not it is agreed."""
    return tuple(dict.fromkeys(claim.muscle for claim in scope.base.claims(exercise)))


def _roles(exercise: Exercise, muscle: Muscle, scope: PageScope) -> tuple[RoleClaim, ...]:
    """The agreed roles of a muscle, that in the exercise before those in its joint actions."""
    claims = scope.agreed(scope.base.claims_of(RoleClaim, exercise, muscle))
    return tuple(sorted(claims, key=lambda claim: claim.of is not None))


def _contractions(
    exercise: Exercise, muscle: Muscle, scope: PageScope
) -> tuple[ContractionClaim, ...]:
    return scope.agreed(scope.base.claims_of(ContractionClaim, exercise, muscle))


def _phases(exercise: Exercise, muscles: Sequence[Muscle], scope: PageScope) -> tuple[Phase, ...]:
    """The phases in which a contraction is stated."""
    stated = {c.phase for muscle in muscles for c in _contractions(exercise, muscle, scope)}
    whole = not stated.isdisjoint({None, Phase.THROUGHOUT})
    return tuple(
        phase for phase in _PHASES if phase in exercise.phases and (whole or phase in stated)
    )


def _row(
    roles: Sequence[RoleClaim], muscle: Muscle, phases: Sequence[Phase], scope: PageScope
) -> PageRow:
    chief = roles[0]
    found = _contractions(chief.exercise, muscle, scope)
    by_phase = {claim.phase: claim.contraction for claim in found}
    whole = by_phase.get(Phase.THROUGHOUT) or by_phase.get(None)
    cells = [str(by_phase.get(phase) or whole or _NOT_STATED) for phase in phases]
    return scope.row((muscle.name, chief.role, *cells, _why(roles, scope)), (*roles, *found))


def _why(roles: Sequence[RoleClaim], scope: PageScope) -> str:
    """Why a muscle has its role; then its roles in joint actions, where they differ."""
    chief = roles[0]
    reasons = (why(claim, scope.base) for claim in roles)
    reason = next((found.short for found in reasons if found is not None), "")
    text = reason.removeprefix(f"the {chief.muscle.name} ")
    text = text.removeprefix("works to ").removeprefix("work to ")
    text = text.removesuffix(", the opposite action")  # "antagonist" says so
    others = [claim for claim in roles if claim.of is not None and claim.role is not chief.role]
    if chief.of is not None:
        same = [c.of.name for c in roles if c.role is chief.role and c.of is not None]
        others = [claim for claim in others if claim.of is not chief.of]
        text = text or f"in {joined(same)}"
    more = [f"{claim.role} of {claim.of.name}" for claim in others if claim.of is not None]
    return "; ".join(more) or text


def _unranked(exercise: Exercise, muscle: Muscle, scope: PageScope) -> PageRow:
    claims = scope.base.claims(exercise, muscle)
    disputed = {claim.role for claim in claims if isinstance(claim, RoleClaim)}
    doubt = _DOUBTS[min(len(disputed), 2)]
    action = _action(exercise, muscle, scope)
    return scope.row((muscle.name, f"{doubt}; {action}" if action else doubt), scope.agreed(claims))


_DOUBTS = (
    "our sources state no role",
    "only one source states a role",
    "our sources differ on the role",
)
"""The words for a muscle without an agreed role, by the number of roles that are claimed."""


def _action(exercise: Exercise, muscle: Muscle, scope: PageScope) -> str:
    """The joint actions of a muscle in the movement: "they extend the hip, but also …"."""
    met = meeting(muscle, exercise, Phase.LIFTING, scope.base)
    if not isinstance(met, Meeting):
        return ""
    it = "they" if met.plural else "it"
    subject = f"the {muscle.name} "
    text = (
        f"{it} {met.clause.removeprefix(subject)}" if met.clause.startswith(subject) else met.clause
    )
    other = conflict(muscle, met, scope.base, opposing=False)
    return text if other is None else f"{text}, but also {other.predicate}"


def _able(exercise: Exercise, named: Sequence[Muscle], scope: PageScope) -> Iterator[PageRow]:
    """The common muscles that perform a chief joint action, and that no source mentions here."""
    base = scope.base
    for action in base.main_actions(exercise):
        able = [
            done
            for muscle in base.anatomy.single_muscles
            if not muscle.uncommon
            and action.id in base.anatomy.actions_of(muscle)
            and not any(_covers(each, muscle) for each in named)
            and (done := performed(muscle, action, base)) is not None
        ]
        for done in able:
            text = f"{done.predicate}, but no source mentions it here"
            yield scope.row((done.muscle.name, text), done.facts)


def _covers(named: Muscle, muscle: Muscle) -> bool:
    """Whether a claim about one noun also holds for a muscle."""
    members = named.members or () if isinstance(named, Group) else ()
    return muscle.id == named.id or muscle.id in members
