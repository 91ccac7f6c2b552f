"""The map of an exercise: the role of each muscle, and how it works in each phase."""

from collections.abc import Iterable, Iterator, Sequence

from cards.english import capitalised
from cards.model.base import FactBase
from cards.model.fact import phase_words
from cards.model.facts.action import ActionClaim
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Contraction, Phase, Role
from decks.maps.claims import active_members, best_sources, counts, members_of
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme

_PHASES = (Phase.LIFTING, Phase.LOWERING, Phase.HOLD)


def exercise_map(
    exercise: Exercise,
    base: FactBase,
    *,
    by_phase: bool = False,
    theme: Theme = Theme.LIGHT,
    labels: bool = False,
) -> MapSpec:
    """The map of an exercise, from the facts.

    A muscle has its agreed role in the exercise, or else that in a joint action of it. A muscle
    that takes part without an agreed role is marked as such, and so is one that only weak pages or
    unchecked claims credit. A muscle that no source credits is not on the map.

    Args:
        exercise: The exercise.
        base: All facts.
        by_phase: Whether there is a panel for each phase with a stated contraction.
        theme: The colours.
        labels: Whether names are written next to the figure.
    """
    every = tuple(base.claims(exercise))
    claims = tuple(filter(counts, every))
    whole = _entries(exercise, claims, None, base)
    weak = _weakly_credited(every, whole)
    phases = _stated_phases(exercise, claims) if by_phase else ()
    panels = tuple(
        Panel(
            entries=(*(found := _entries(exercise, claims, phase, base)), *weak),
            heading=f"{capitalised(phase)}: {phase_words(exercise, phase)}",
            absent=_absent(found, whole),
        )
        for phase in phases
    ) or (Panel(entries=(*whole, *weak)),)
    title = f"{capitalised(exercise.name)}: muscles worked"
    return MapSpec(
        panels=panels, theme=theme, labels=labels, title=title, sources=best_sources(claims)
    )


def _absent(here: Iterable[MapEntry], whole: Iterable[MapEntry]) -> tuple[str, ...]:
    """The names that a map of the whole exercise has, and that of a phase does not."""
    shown = {entry.name for entry in here}
    painted = {muscle for entry in here for muscle in entry.muscles}
    return tuple(
        entry.name
        for entry in whole
        if entry.name not in shown and not (entry.muscles and entry.muscles <= painted)
    )


def _weakly_credited(
    claims: Iterable[Involvement], agreed: Iterable[MapEntry]
) -> tuple[MapEntry, ...]:
    """The muscles and groups that only claims credit which count for nothing else."""
    counted = {claim.muscle for claim in claims if counts(claim)}
    painted = {muscle for entry in agreed for muscle in entry.muscles}
    weak = dict.fromkeys(
        claim.muscle
        for claim in claims
        if claim.muscle not in counted and not isinstance(claim, DeniedRole)
    )
    entries = (
        MapEntry(name=muscle.name, muscles=members_of(muscle), paint=Paint.CONTESTED)
        for muscle in weak
    )
    return tuple(e for e in entries if not e.muscles or not e.muscles <= painted)


def _entries(
    exercise: Exercise, claims: Iterable[Involvement], phase: Phase | None, base: FactBase
) -> tuple[MapEntry, ...]:
    """The muscles and groups of a phase: the agreed ones, then the most specific ones first."""
    here = list(claims)
    if phase is not None:
        working = {
            muscle
            for claim in here
            if _contraction((claim,), phase) is not None
            for muscle in members_of(claim.muscle)
        }
        here = [c for c in here if members_of(c.muscle) & working or _holds(c, phase, base)]
    every = [
        entry
        for muscle in dict.fromkeys(claim.muscle for claim in here)
        if (
            entry := _entry(
                muscle,
                [c for c in here if c.muscle is muscle],
                phase,
                base.main_actions(exercise),
                base,
            )
        )
        is not None
    ]
    named = [entry for entry in every if not any(_says_more(other, entry) for other in every)]
    return tuple(sorted(named, key=_rank))


def _holds(claim: Involvement, phase: Phase, base: FactBase) -> bool:
    """Whether a claim says something about a phase.

    One on a joint action holds in a phase with that action, or with the opposite one, which the
    muscle controls. In a lift of several parts, the actions of the other parts are excluded.
    """
    match claim:
        case RoleClaim():
            action = claim.of
        case ActionClaim():
            action = claim.action
        case _:
            return True
    if claim.phase not in (None, Phase.THROUGHOUT, phase):
        return False
    stated = base.actions_in(claim.exercise, phase)
    if action is None or not stated:
        return True
    always = base.actions_in(claim.exercise, Phase.THROUGHOUT)
    return not {action.id, action.opposite}.isdisjoint((*stated, *always))


def _entry(
    muscle: Muscle,
    claims: Sequence[Involvement],
    phase: Phase | None,
    main: Sequence[Term],
    base: FactBase,
) -> MapEntry | None:
    """A muscle with its role, by the claims about it; None if they do not say that it takes part.

    A role in the exercise comes before one in a joint action, and of several joint actions the most
    important role counts. That a muscle is a stabiliser is not agreed if the claim leaves open a
    role that another claim states.

    Args:
        muscle: The muscle or group.
        claims: The claims about it.
        phase: The phase; None for the whole exercise.
        main: The joint actions that the exercise is built on.
        base: All facts.
    """
    roles = [claim for claim in claims if isinstance(claim, RoleClaim)]
    order = list(Role)
    agreed = [claim for claim in roles if not claim.attributed]
    chief = min(
        agreed, key=lambda claim: (claim.of is not None, order.index(claim.role)), default=None
    )
    if chief is None and not roles and not any(map(_takes_part, claims)):
        return None
    if chief is not None and _is_disputed(chief, agreed):
        chief = None
    every = members_of(muscle)
    painted = every
    if chief is not None:
        stated = [chief.of] if chief.of is not None else [*_actions(agreed, claims)]
        # A prime mover performs a main action; a synergist may help in another one.
        if not stated and chief.role is Role.PRIME_MOVER:
            stated += main
        painted = active_members(muscle, chief.role, stated, base)
    names = () if painted == every else tuple(base.muscles[id_].name for id_ in sorted(painted))
    return MapEntry(
        name=muscle.name,
        muscles=painted,
        part=names,
        paint=Paint.CONTESTED if chief is None else Paint(chief.role.value),
        of="" if chief is None or chief.of is None else chief.of.name,
        contraction=_contraction(claims, phase),
    )


def _is_disputed(chief: RoleClaim, roles: Iterable[RoleClaim]) -> bool:
    """Whether a muscle that holds still by one claim moves a joint by another."""
    return chief.role is Role.STABILISER and not chief.open.isdisjoint(c.role for c in roles)


def _actions(roles: Iterable[RoleClaim], claims: Iterable[Involvement]) -> Iterator[Term]:
    """The joint actions that a muscle is stated to take part in."""
    yield from (claim.of for claim in roles if claim.of is not None)
    for claim in claims:
        if isinstance(claim, ActionClaim) and not claim.attributed:
            yield claim.action


def _takes_part(claim: Involvement) -> bool:
    """Whether a claim without a role says, with agreement, that the muscle takes part."""
    return not (claim.attributed or isinstance(claim, DeniedRole))


def _rank(entry: MapEntry) -> tuple[object, ...]:
    order = list(Paint)
    return entry.paint is Paint.CONTESTED, len(entry.muscles), order.index(entry.paint)


def _says_more(other: MapEntry, entry: MapEntry) -> bool:
    """Whether an entry is redundant: another one says the same of more, or has an agreed role.

    A muscle says more than a group of which only that muscle is painted.
    """
    if other.muscles == entry.muscles and bool(other.part) != bool(entry.part):
        agreed_first = other.paint is Paint.CONTESTED, bool(other.part)
        return agreed_first < (entry.paint is Paint.CONTESTED, bool(entry.part))
    alike = (other.paint, other.contraction) == (entry.paint, entry.contraction)
    open_ = entry.paint is Paint.CONTESTED and other.paint is not Paint.CONTESTED
    return (alike or open_) and entry.muscles < other.muscles


def _contraction(claims: Iterable[Involvement], phase: Phase | None) -> Contraction | None:
    """The contraction in a phase; one that is stated for the whole exercise holds in each."""
    if phase is None:
        return None
    stated = {
        claim.phase: claim.contraction
        for claim in claims
        if isinstance(claim, ContractionClaim) and not claim.attributed
    }
    return stated.get(phase) or stated.get(Phase.THROUGHOUT) or stated.get(None)


def _stated_phases(exercise: Exercise, claims: Iterable[Involvement]) -> Iterator[Phase]:
    """The phases with a stated contraction, in the order of a repetition."""
    stated = {c.phase for c in claims if isinstance(c, ContractionClaim) and not c.attributed}
    whole = not stated.isdisjoint({None, Phase.THROUGHOUT})
    for phase in _PHASES:
        if phase in exercise.phases and (whole or phase in stated):
            yield phase
