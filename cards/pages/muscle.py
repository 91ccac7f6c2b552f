"""The page of a muscle or a group: what it does, where it is, and in which exercises it works."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from cards.derive.phrases import joined
from cards.english import capitalised
from cards.model.facts.membership import Membership
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.role import RoleClaim
from cards.model.facts.sentence import Sentence
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import (
    Assistance,
    Crossing,
    JointAction,
    Nerve,
    Reach,
    TermLocation,
    TermStatement,
)
from cards.model.facts.text_statement import (
    InsertionText,
    LocationText,
    OriginText,
    TextStatement,
)
from cards.model.nouns import Group, Muscle
from cards.model.vocabulary import Imbalance, Role
from cards.pages.finding import findings_in_words
from cards.pages.page import Page, PageKind, PageRow, Section
from cards.pages.scope import PageScope, by_tier, sections
from cards.tiers.tier import Tier

S = TypeVar("S", bound=Statement)

_DOES: tuple[tuple[str, type[TermStatement]], ...] = (
    ("performs", JointAction),
    ("assists in", Assistance),
    ("crosses", Crossing),
    ("acts on", Reach),
)
_LIES: tuple[tuple[str, type[TermStatement | TextStatement]], ...] = (
    ("location", TermLocation),
    ("location", LocationText),
    ("origin", OriginText),
    ("insertion", InsertionText),
    ("nerve", Nerve),
)
_SHOWN_ELSEWHERE = (JointAction, Assistance, Crossing, Reach, Nerve, TermLocation, TextStatement)


def muscle_page(muscle: Muscle, scope: PageScope) -> Page:
    """The page of a muscle or a group."""
    groups = [group.name for group in scope.base.groups_of(muscle)]
    region = (muscle.region,) if muscle.region else ()
    return Page(
        kind=PageKind.MUSCLE,
        id=muscle.id,
        title=capitalised(muscle.name),
        tags=(*region, *groups),
        sections=sections(
            Section(id="actions", heading="Actions", rows=tuple(_actions(muscle, scope)), least=4),
            Section(id="members", heading="Members", rows=tuple(_members(muscle, scope))),
            _exercises(muscle, scope),
            Section(id="anatomy", heading="Anatomy", rows=tuple(_anatomy(muscle, scope))),
            Section(id="findings", heading="Findings", rows=tuple(_findings(muscle, scope))),
            _distinctions(muscle, scope),
            _more(muscle, scope),
        ),
    )


def _stated(class_: type[S], muscle: Muscle, scope: PageScope) -> tuple[S, ...]:
    return scope.agreed(scope.base.anatomy.stated(class_, muscle))


def _actions(muscle: Muscle, scope: PageScope) -> Iterator[PageRow]:
    """The joint actions that it performs or assists in, and the joints that it crosses."""
    for label, class_ in _DOES:
        found = _stated(class_, muscle, scope)
        if found:
            yield scope.row((label, joined([fact.value.name for fact in found])), found)


def _anatomy(muscle: Muscle, scope: PageScope) -> Iterator[PageRow]:
    for label, class_ in _LIES:
        for fact in _stated(class_, muscle, scope):
            text = fact.value.name if isinstance(fact, TermStatement) else fact.text
            yield scope.row((label, text), (fact,))


def _members(muscle: Muscle, scope: PageScope) -> Iterator[PageRow]:
    """The members of a group, each with what it performs."""
    if not isinstance(muscle, Group):
        return
    found = [fact for fact in scope.base.of_type(Membership) if fact.group.id == muscle.id]
    for fact in scope.agreed(found):
        actions = _stated(JointAction, fact.muscle, scope)
        text = joined([each.value.name for each in actions]) if actions else "no action stated"
        yield scope.row((fact.muscle.name, text), (fact, *actions))


def _exercises(muscle: Muscle, scope: PageScope) -> Section:
    """The exercises by its role, the core ones before the others."""
    base = scope.base
    roles: dict[tuple[Role, Tier], dict[str, RoleClaim]] = {}
    unranked: list[str] = []
    for exercise in base.exercises_of(muscle):
        claims = scope.agreed(base.claims_of(RoleClaim, exercise, muscle))
        if not claims:
            unranked.append(exercise.name)
            continue
        chief = min(claims, key=lambda claim: (claim.of is not None, scope.tier(claim)))
        is_core = scope.nouns.tier(exercise) is Tier.CORE
        rank = Tier.CORE if is_core else Tier.EXTENDED
        roles.setdefault((chief.role, rank), {})[exercise.name] = chief
    rows = []
    for role in Role:
        label = str(role)
        for tier in (Tier.CORE, Tier.EXTENDED):
            found = roles.get((role, tier), {})
            if found:
                rows.append(scope.row((label, ", ".join(sorted(found))), found.values()))
                label = f"also {role}"
    if unranked:
        rows.append(PageRow(cells=("not ranked", ", ".join(sorted(unranked)))))
    return Section(id="exercises", heading="Exercises", rows=tuple(rows), least=3)


def _findings(muscle: Muscle, scope: PageScope) -> Iterator[PageRow]:
    """The findings for which bodies list it, by side."""
    for side in Imbalance:
        facts = [
            fact
            for row in scope.base.findings.rows()
            for fact in scope.shown(row)
            if fact.side is side and fact.muscle.id == muscle.id
        ]
        if facts:
            yield scope.row((side, findings_in_words(facts)), facts)


def _distinctions(muscle: Muscle, scope: PageScope) -> Section:
    found = scope.shown(scope.base.glossary.distinctions_of(muscle.id))
    rows = tuple(map(scope.sentence, found))
    return Section(id="distinctions", heading="Differences", rows=rows)


def _more(muscle: Muscle, scope: PageScope) -> Section:
    """The other facts on it that hold in any exercise."""
    facts: Iterable[Statement | PropertyValue] = (
        *scope.base.anatomy.stated(Sentence, muscle),
        *(fact for fact in scope.base.of_type(PropertyValue) if fact.muscle is muscle),
    )
    rows = by_tier(map(scope.sentence, scope.shown(facts)))
    return Section(id="more", heading="More", rows=rows, least=0)
