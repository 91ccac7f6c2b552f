"""The page of an exercise: who does what in which phase, and why; then how it is done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cards.derive.phrases import joined, joined_actions
from cards.english import capitalised
from cards.model.fact import Fact, phase_words
from cards.model.facts.involvement import Involvement
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import Equipment, JointAction, Mechanic, Pattern, Plane
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Imbalance, Phase, Role, Subject
from cards.pages.finding import findings_in_words, lists_of
from cards.pages.involvement import muscle_section, unranked_section
from cards.pages.page import Page, PageKind, PageRow, Section
from cards.pages.scope import PageScope, body_in_short, by_tier, sections
from cards.subjects import subject_of_fact

if TYPE_CHECKING:
    from cards.model.facts.listed_muscle import ListedMuscle

_CORRECTION = "correction"
"""The property of what a coach says to correct a fault."""

_ON_HOW = (Subject.TECHNIQUE, Subject.SPOTTING)
"""The subjects of facts on how an exercise is done."""

_TAGS = (Pattern, Mechanic, Plane)
_SHOWN_ELSEWHERE = (*_TAGS, JointAction, Involvement)


def exercise_page(exercise: Exercise, scope: PageScope) -> Page:
    """The page of an exercise."""
    facts = scope.base.facts_naming(exercise)
    corrections, others = _corrections(exercise, facts, scope), _others(facts, scope)
    return Page(
        kind=PageKind.EXERCISE,
        id=exercise.id,
        title=capitalised(exercise.name),
        tags=_tags(facts, scope),
        sections=sections(
            muscle_section(exercise, scope),
            unranked_section(exercise, scope),
            _movement(exercise, scope),
            _of_subject("technique", "Technique", Subject.TECHNIQUE, others, scope),
            Section(id="faults", heading="Faults", rows=corrections),
            _of_subject("spotting", "Spotting", Subject.SPOTTING, others, scope),
            _findings(exercise, scope),
            _rest(others, scope),
        ),
    )


def _tags(facts: tuple[Fact, ...], scope: PageScope) -> tuple[str, ...]:
    """Its pattern, its type and its planes."""
    return tuple(
        fact.value.name
        for class_ in _TAGS
        for fact in scope.agreed(fact for fact in facts if isinstance(fact, class_))
    )


def _movement(exercise: Exercise, scope: PageScope) -> Section:
    """The exercise's own words for its phases, with the joint actions of each."""
    rows = []
    for phase in (each for each in Phase if each in exercise.phases):
        actions = scope.base.actions_during(exercise, phase)
        words = phase_words(exercise, phase)
        label = f"{phase}, {words}"
        cells = (label, joined_actions(actions)) if actions else (label,)
        stated = [fact for fact in scope.base.actions_of(exercise) if fact.value in actions]
        rows.append(scope.row(cells, stated))
    return Section(id="phases", heading="Phases", rows=tuple(rows))


def _corrections(
    exercise: Exercise, facts: tuple[Fact, ...], scope: PageScope
) -> tuple[PageRow, ...]:
    """Faults, each with what the coach says."""
    found = scope.shown(
        fact for fact in facts if isinstance(fact, PropertyValue) and fact.of.id == _CORRECTION
    )
    return by_tier(
        scope.row(
            (
                fact.case_name.replace(f" in the {exercise.name}", ""),
                f"{fact.value}{body_in_short(fact)}",
            ),
            (fact,),
        )
        for fact in found
    )


def _others(facts: tuple[Fact, ...], scope: PageScope) -> tuple[Fact, ...]:
    return scope.shown(
        fact
        for fact in facts
        if not isinstance(fact, _SHOWN_ELSEWHERE)
        and not (isinstance(fact, PropertyValue) and fact.of.id == _CORRECTION)
    )


def _of_subject(
    id_: str, heading: str, subject: Subject, facts: tuple[Fact, ...], scope: PageScope
) -> Section:
    rows = tuple(
        _instruction(fact, scope) for fact in facts if subject_of_fact(fact, scope.base) is subject
    )
    return Section(id=id_, heading=heading, rows=rows)


def _instruction(fact: Fact, scope: PageScope) -> PageRow:
    """A fact on how the exercise is done: short, if its case does not name the exercise."""
    if not isinstance(fact, PropertyValue) or fact.exercise is None:
        return scope.sentence(fact)
    if fact.exercise.name in fact.case_name or "{value}" not in fact.of.says.partition("{case}")[2]:
        return scope.sentence(fact)
    text = f"{fact.value}{body_in_short(fact)}"
    return scope.row((f"{fact.of.name}, {fact.case_name}", text), (fact,))


def _rest(facts: tuple[Fact, ...], scope: PageScope) -> Section:
    """The other sentences on it; its equipment in one of them."""
    tools = [fact for fact in facts if isinstance(fact, Equipment)]
    rows = [
        scope.sentence(fact)
        for fact in facts
        if fact not in tools and subject_of_fact(fact, scope.base) not in _ON_HOW
    ]
    if tools:
        rows.append(scope.row(("equipment", joined([t.value.name for t in tools])), tools))
    return Section(id="more", heading="More", rows=by_tier(rows), least=0)


def _findings(exercise: Exercise, scope: PageScope) -> Section:
    """The findings of the assessment of the same name, and those whose muscles it strengthens."""
    rows: list[PageRow] = []
    for finding in scope.base.compensations.values():
        if finding.assessment == f"{exercise.id}-assessment":
            rows += lists_of(finding, scope)
    rows += _strengthened(exercise, scope)
    return Section(id="findings", heading="Findings", rows=by_tier(rows), least=0)


def _strengthened(exercise: Exercise, scope: PageScope) -> Iterator[PageRow]:
    """The prime movers that bodies list as underactive, with the findings and the bodies."""
    roles = scope.agreed(scope.base.claims_of(RoleClaim, exercise))
    movers = {claim.muscle: claim for claim in roles if claim.role is Role.PRIME_MOVER}
    found: dict[Muscle, list[ListedMuscle]] = {}
    for row in scope.base.findings.rows():
        for fact in scope.shown(row):
            if fact.side is Imbalance.UNDERACTIVE and fact.muscle in movers:
                found.setdefault(fact.muscle, []).append(fact)
    for muscle, listed in found.items():
        label = f"{muscle.name}, {Imbalance.UNDERACTIVE}"
        yield scope.row((label, findings_in_words(listed)), (*listed, movers[muscle]))
