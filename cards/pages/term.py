"""The page of a term: its meaning, and that of the terms it is taken for."""

from collections.abc import Iterator

from cards.english import capitalised
from cards.model.fact import phase_words
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Family, Term
from cards.model.vocabulary import Role
from cards.pages.page import Page, PageKind, PageRow, Section
from cards.pages.scope import PageScope, by_tier, sections

_SMALL_FAMILY = 7
"""Terms of a family that are all neighbours of one another."""

_MOST_EXAMPLES = 6


def term_page(term: Term, scope: PageScope) -> Page:
    """The page of a term."""
    base = scope.base
    return Page(
        kind=PageKind.TERM,
        id=term.id,
        title=capitalised(term.name),
        tags=(base.families[term.family].name, *term.aliases[:2]),
        sections=sections(
            Section(id="meaning", heading="Meaning", rows=tuple(_meaning(term, scope)), least=3),
            _neighbours(term, scope),
            Section(
                id="distinctions",
                heading="Differences",
                rows=tuple(map(scope.sentence, _distinctions(term, scope))),
            ),
            Section(id="examples", heading="Examples", rows=tuple(_examples(term, scope))),
            _more(term, scope),
        ),
    )


def family_page(family: Family, scope: PageScope) -> Page:
    """The page of a family of terms: what each of them means."""
    rows = (row for term in scope.base.family(family.id) for row in _definition(term, scope))
    return Page(
        kind=PageKind.OVERVIEW,
        id=family.id,
        title=capitalised(family.name),
        sections=sections(Section(id="terms", heading="Terms", rows=by_tier(rows))),
    )


def _definition(term: Term, scope: PageScope) -> Iterator[PageRow]:
    fact = scope.base.glossary.definitions.get(term.id)
    if fact is not None and scope.shows(fact):
        yield scope.row((term.name, fact.text), (fact,))


def _meaning(term: Term, scope: PageScope) -> Iterator[PageRow]:
    fact = scope.base.glossary.definitions.get(term.id)
    if fact is not None and scope.shows(fact):
        yield scope.row((capitalised(fact.text),), (fact,))
    if term.example:
        yield scope.row(("example", term.example), (fact,) if fact else ())
    if term.opposite:
        yield scope.row(("opposite", scope.base.terms[term.opposite].name), ())


def _neighbours(term: Term, scope: PageScope) -> Section:
    """The terms it is taken for: those that a distinction names, then those of a small family."""
    base = scope.base
    ids = dict.fromkeys(sorted(base.glossary.confused_with(term.id) & base.terms.keys()))
    family = base.family(term.family)
    if len(family) <= _SMALL_FAMILY:
        ids |= dict.fromkeys(each.id for each in family)
    if term.opposite:
        ids[term.opposite] = None
    rows = (row for id_ in ids if id_ != term.id for row in _definition(base.terms[id_], scope))
    return Section(id="neighbours", heading="Neighbours", rows=tuple(rows), least=4)


def _distinctions(term: Term, scope: PageScope) -> tuple[Distinction, ...]:
    return scope.shown(scope.base.glossary.distinctions_of(term.id))


def _examples(term: Term, scope: PageScope) -> Iterator[PageRow]:
    """The muscles and exercises that it describes, the most important first."""
    role = next((role for role in Role if role.replace(" ", "-") == term.id), None)
    if role is not None:
        claims = [claim for claim in scope.base.of_type(RoleClaim) if claim.role is role]
        yield from _involved(scope.agreed(claims), scope)
        return
    contractions = [c for c in scope.base.of_type(ContractionClaim) if c.contraction == term.id]
    if contractions:
        yield from _involved(scope.agreed(contractions), scope)
        return
    nouns: dict[str, dict[str, TermStatement]] = {}
    for fact in scope.agreed(scope.base.of_type(TermStatement)):
        if fact.value.id == term.id:
            label, name = _subject(fact)
            nouns.setdefault(label, {})[name] = fact
    for label, found in nouns.items():
        yield scope.row((label, ", ".join(found)), found.values())


def _subject(fact: TermStatement) -> tuple[str, str]:
    """The kind and the name of the subject of a statement."""
    if isinstance(fact, ActionPlane):
        return "joint actions", fact.term.name
    if fact.exercise is not None:
        return "exercises", fact.exercise.name
    return "muscles", fact.muscle.name if fact.muscle is not None else fact.heading


def _involved(
    claims: tuple[RoleClaim | ContractionClaim, ...], scope: PageScope
) -> Iterator[PageRow]:
    """A few claims, each of another muscle and another exercise."""
    muscles: set[str] = set()
    exercises: set[str] = set()
    for claim in claims:
        if claim.muscle.id in muscles or claim.exercise.id in exercises:
            continue
        muscles.add(claim.muscle.id)
        exercises.add(claim.exercise.id)
        phase = claim.phase
        when = f", {phase_words(claim.exercise, phase)}" if phase is not None else ""
        yield scope.row((claim.exercise.name, f"{claim.muscle.name}{when}"), (claim,))
        if len(muscles) == _MOST_EXAMPLES:
            return


def _more(term: Term, scope: PageScope) -> Section:
    """The other facts that name it."""
    facts = scope.shown(
        fact
        for fact in scope.base.facts
        if term in fact.nouns
        and not isinstance(fact, (Definition, Involvement, TermStatement, Distinction))
    )
    return Section(id="more", heading="More", rows=tuple(map(scope.sentence, facts)), least=0)
