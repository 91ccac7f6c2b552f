"""The map of an exercise: the role of each muscle, and how it works in each phase."""

from collections.abc import Iterable, Iterator, Sequence

from cards.english import capitalised
from cards.model.base import FactBase
from cards.model.fact import phase_words
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Group, Muscle
from cards.model.vocabulary import Contraction, Phase
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
    that takes part without an agreed role is marked as such. A muscle that no source credits is not
    on the map.

    Args:
        exercise: The exercise.
        base: All facts.
        by_phase: Whether there is a panel for each phase with a stated contraction.
        theme: The colours.
        labels: Whether names are written next to the figure.
    """
    claims = tuple(filter(counts, base.claims(exercise)))
    paints = _paints(claims)
    phases = _stated_phases(exercise, claims) if by_phase else ()
    panels = tuple(
        Panel(
            entries=_entries(paints, claims, phase),
            heading=f"{capitalised(phase)}: {phase_words(exercise, phase)}",
        )
        for phase in phases
    ) or (Panel(entries=_entries(paints, claims, None)),)
    title = f"{capitalised(exercise.name)}: muscles worked"
    return MapSpec(
        panels=panels, theme=theme, labels=labels, title=title, sources=best_sources(claims)
    )


def _paints(claims: Sequence[Involvement]) -> dict[Muscle, Paint]:
    """The paint of each muscle or group, the agreed and then the most specific ones first."""
    found: dict[Muscle, Paint] = {}
    for muscle in dict.fromkeys(claim.muscle for claim in claims):
        of_muscle = [claim for claim in claims if claim.muscle is muscle]
        roles = [claim for claim in of_muscle if isinstance(claim, RoleClaim)]
        agreed = sorted(
            (claim for claim in roles if not claim.attributed), key=lambda c: c.of is not None
        )
        if agreed:
            found[muscle] = Paint(agreed[0].role.value)
        elif roles or any(_takes_part(claim) for claim in of_muscle):
            found[muscle] = Paint.CONTESTED
    order = list(Paint)

    def rank(muscle: Muscle) -> tuple[object, ...]:
        paint = found[muscle]
        return paint is Paint.CONTESTED, _size(muscle), order.index(paint)

    return {muscle: found[muscle] for muscle in sorted(found, key=rank)}


def _takes_part(claim: Involvement) -> bool:
    """Whether a claim without a role says, with agreement, that the muscle takes part."""
    return not (claim.attributed or isinstance(claim, DeniedRole))


def _size(muscle: Muscle) -> int:
    """The number of muscles that a noun stands for; a muscle comes before its group."""
    return len(muscle.members or ()) if isinstance(muscle, Group) else 1


def _entries(
    paints: dict[Muscle, Paint], claims: Sequence[Involvement], phase: Phase | None
) -> tuple[MapEntry, ...]:
    stated = [c for c in claims if isinstance(c, ContractionClaim) and not c.attributed]
    entries = [
        MapEntry(
            name=muscle.name,
            muscles=members_of(muscle),
            paint=paint,
            contraction=_contraction(muscle, stated, phase),
        )
        for muscle, paint in paints.items()
    ]
    return tuple(entry for entry in entries if not any(_says_more(e, entry) for e in entries))


def _says_more(group: MapEntry, entry: MapEntry) -> bool:
    """Whether a group makes its member redundant: it says the same, or has an agreed role."""
    alike = (group.paint, group.contraction) == (entry.paint, entry.contraction)
    open_ = entry.paint is Paint.CONTESTED and group.paint is not Paint.CONTESTED
    return (alike or open_) and entry.muscles < group.muscles


def _contraction(
    muscle: Muscle, stated: Iterable[ContractionClaim], phase: Phase | None
) -> Contraction | None:
    """The contraction in a phase; one that is stated for the whole exercise holds in each."""
    if phase is None:
        return None
    of_muscle = {claim.phase: claim.contraction for claim in stated if claim.muscle is muscle}
    whole = of_muscle.get(Phase.THROUGHOUT) or of_muscle.get(None)
    return of_muscle.get(phase) or whole


def _stated_phases(exercise: Exercise, claims: Iterable[Involvement]) -> Iterator[Phase]:
    """The phases with a stated contraction, in the order of a repetition."""
    stated = {c.phase for c in claims if isinstance(c, ContractionClaim) and not c.attributed}
    whole = not stated.isdisjoint({None, Phase.THROUGHOUT})
    for phase in _PHASES:
        if phase in exercise.phases and (whole or phase in stated):
            yield phase
