"""The map of an exercise: the role of each muscle, and how it works in each phase."""

from collections.abc import Iterable, Iterator, Sequence

from cards.english import capitalised
from cards.model.base import FactBase
from cards.model.fact import phase_words
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Contraction, Phase, Role
from decks.maps.claims import best_sources, counts, members_of
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
    weak = _weakly_credited(every)
    phases = _stated_phases(exercise, claims) if by_phase else ()
    panels = tuple(
        Panel(
            entries=(*_entries(claims, phase), *weak),
            heading=f"{capitalised(phase)}: {phase_words(exercise, phase)}",
        )
        for phase in phases
    ) or (Panel(entries=(*_entries(claims, None), *weak)),)
    title = f"{capitalised(exercise.name)}: muscles worked"
    return MapSpec(
        panels=panels, theme=theme, labels=labels, title=title, sources=best_sources(claims)
    )


def _weakly_credited(claims: Iterable[Involvement]) -> tuple[MapEntry, ...]:
    """The muscles and groups that take part by claims that count for nothing else."""
    counted = {claim.muscle for claim in claims if counts(claim)}
    weak = dict.fromkeys(
        claim.muscle
        for claim in claims
        if claim.muscle not in counted and not isinstance(claim, DeniedRole)
    )
    return tuple(
        MapEntry(name=muscle.name, muscles=members_of(muscle), paint=Paint.CONTESTED)
        for muscle in weak
    )


def _entries(claims: Sequence[Involvement], phase: Phase | None) -> tuple[MapEntry, ...]:
    """The muscles and groups of a phase: the agreed ones, then the most specific ones first."""
    whole = (None, Phase.THROUGHOUT)
    here = [
        claim
        for claim in claims
        if phase is None or not isinstance(claim, RoleClaim) or claim.phase in (*whole, phase)
    ]
    every = [
        entry
        for muscle in dict.fromkeys(claim.muscle for claim in here)
        if (entry := _entry(muscle, [c for c in here if c.muscle is muscle], phase)) is not None
    ]
    named = [entry for entry in every if not any(_says_more(group, entry) for group in every)]
    return tuple(sorted(named, key=_rank))


def _entry(muscle: Muscle, claims: Sequence[Involvement], phase: Phase | None) -> MapEntry | None:
    """A muscle with its role, by the claims about it; None if they do not say that it takes part.

    A role in the exercise comes before one in a joint action, and of several joint actions the most
    important role counts.
    """
    roles = [claim for claim in claims if isinstance(claim, RoleClaim)]
    order = list(Role)
    chief = min(
        (claim for claim in roles if not claim.attributed),
        key=lambda claim: (claim.of is not None, order.index(claim.role)),
        default=None,
    )
    if chief is None and not roles and not any(map(_takes_part, claims)):
        return None
    return MapEntry(
        name=muscle.name,
        muscles=members_of(muscle),
        paint=Paint.CONTESTED if chief is None else Paint(chief.role.value),
        of="" if chief is None or chief.of is None else chief.of.name,
        contraction=_contraction(claims, phase),
    )


def _takes_part(claim: Involvement) -> bool:
    """Whether a claim without a role says, with agreement, that the muscle takes part."""
    return not (claim.attributed or isinstance(claim, DeniedRole))


def _rank(entry: MapEntry) -> tuple[object, ...]:
    order = list(Paint)
    return entry.paint is Paint.CONTESTED, len(entry.muscles), order.index(entry.paint)


def _says_more(group: MapEntry, entry: MapEntry) -> bool:
    """Whether a group makes its member redundant: it says the same, or has an agreed role."""
    alike = (group.paint, group.contraction) == (entry.paint, entry.contraction)
    open_ = entry.paint is Paint.CONTESTED and group.paint is not Paint.CONTESTED
    return (alike or open_) and entry.muscles < group.muscles


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
