"""The page of many facts: a subject, a body, a pack; like facts are put together in a line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from cards.derive.phrases import joined
from cards.english import capitalised
from cards.model.bodies import body_name
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.comparison import Comparison
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.involvement import Involvement
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.membership import Membership
from cards.model.facts.observation import Observation
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Property
from cards.model.vocabulary import Imbalance, Phase, Role
from cards.pages.page import Page, PageKind, PageRow, Section
from cards.pages.scope import PageScope, body_in_short, by_tier, lister_in_short, sections

_FEWEST_SHARED = 2
"""Cases that two properties share, to be columns of one table."""

_SHORT = 5
"""Characters of cases and values that fit into one line with others: "8: 80%"."""


def overview_page(
    id_: str, title: str, facts: Iterable[Fact], scope: PageScope, *, body: str | None = None
) -> Page:
    """The page of many facts.

    Args:
        id_: The id of what they have in common.
        title: Its name.
        facts: The facts; those that a page does not state are omitted.
        scope: The facts that it may state.
        body: Id of the body whose teaching the title names.
    """
    shown = scope.shown(facts)
    as_written = {fact: number for number, fact in enumerate(scope.base.facts)}
    values = [fact for fact in shown if isinstance(fact, PropertyValue)]
    values.sort(key=as_written.__getitem__)
    tables = tuple(_tables(values, scope))
    in_tables = {fact for section in tables for row in section.rows for fact in row.facts}
    rest = [fact for fact in shown if fact not in in_tables]
    groups = [*_properties(rest, scope, body), *_others(rest, scope)]
    groups.sort(key=lambda section: min((row.tier for row in section.rows), default=3))
    return Page(
        kind=PageKind.OVERVIEW,
        id=id_,
        title=capitalised(title),
        sections=sections(*tables, *groups),
    )


# -- properties ------------------------------------------------------------------------------------


def _tables(values: Sequence[PropertyValue], scope: PageScope) -> Iterator[Section]:
    """For each body, the properties that have values in the same cases: load, sets and rest."""
    by_body: dict[str, list[PropertyValue]] = {}
    for fact in values:
        body = body_name(fact.body, fact.edition) if fact.body else ""
        by_body.setdefault(body, []).append(fact)
    for body, found in by_body.items():
        cells: dict[Property, dict[str, PropertyValue]] = {}
        for fact in found:
            if fact.of.single and fact.exercise is None:
                cells.setdefault(fact.of, {})[fact.case_name] = fact
        columns = _sharing(cells)
        if columns:
            yield _table(body, columns, cells, scope)


def _sharing(cells: Mapping[Property, Mapping[str, object]]) -> list[Property]:
    """The properties that share enough cases with another one."""
    sharing = {
        property_
        for pair in combinations(cells, 2)
        if len(cells[pair[0]].keys() & cells[pair[1]].keys()) >= _FEWEST_SHARED
        for property_ in pair
    }
    return [property_ for property_ in cells if property_ in sharing]


def _table(
    body: str,
    columns: Sequence[Property],
    cells: Mapping[Property, Mapping[str, PropertyValue]],
    scope: PageScope,
) -> Section:
    cases = dict.fromkeys(case for property_ in columns for case in cells[property_])
    rows = []
    for case in cases:
        found = [cells[property_].get(case) for property_ in columns]
        texts = [fact.value if fact is not None else "–" for fact in found]
        rows.append(scope.row((case, *texts), [fact for fact in found if fact is not None]))
    return Section(
        id="table",
        heading=capitalised(body.removeprefix("the ")),
        columns=("for", *map(_column, columns)),
        rows=tuple(rows),
        least=len(rows),
    )


def _column(property_: Property) -> str:
    """The heading of a column: the name without the cases, which the first column has."""
    return property_.name.partition(" for ")[0].partition(" in the ")[0]


def _properties(facts: Iterable[Fact], scope: PageScope, body: str | None) -> Iterator[Section]:
    """Each property with its values by case; a single value is left to the sentences."""
    by_property: dict[Property, list[PropertyValue]] = {}
    for fact in facts:
        if isinstance(fact, PropertyValue):
            by_property.setdefault(fact.of, []).append(fact)
    for property_, found in by_property.items():
        if len(found) > 1:
            rows = _in_one_line(property_, found, scope, body) or [
                _value_row(fact, scope, body) for fact in found
            ]
            heading = capitalised(property_.name)
            yield Section(id=property_.id, heading=heading, rows=by_tier(rows))


def _value_row(fact: PropertyValue, scope: PageScope, body: str | None) -> PageRow:
    """A value after its case, or the whole sentence if the case is only a part of a clause."""
    before, case, after = fact.of.says.partition("{case}")
    between = before.partition("{value}")[2]
    is_part = before.endswith(_RELATIVE) or ("{value}" in before and not between.endswith(" if "))
    if case and (is_part or ("{value}" not in before + after)):
        return scope.sentence(fact)
    return scope.row(_case_and_value(fact, body), (fact,))


_RELATIVE = ("who ", "that ")
"""Words before a case that is only a part of a clause."""


def _case_and_value(fact: PropertyValue, body: str | None) -> tuple[str, str]:
    case = fact.case_name
    if fact.exercise is not None and "{case}" not in fact.of.says:
        case = fact.exercise.name
    elif fact.exercise is not None and fact.exercise.name not in case:
        case = f"{fact.exercise.name}, {case}"
    return case, f"{fact.value}{body_in_short(fact, body)}"


def _in_one_line(
    property_: Property,
    found: Sequence[PropertyValue],
    scope: PageScope,
    body: str | None,
) -> list[PageRow]:
    """Values of numbers in one line after the sentence; empty if they are longer."""
    if any(len(fact.case_name) > _SHORT or len(fact.value) > _SHORT for fact in found):
        return []
    sentence = property_.says.format(case="n", value="…", exercise="", muscle="").rstrip(".")
    values = ", ".join(f"{fact.case_name}: {fact.value}" for fact in found)
    return [scope.row((f"{sentence}{body_in_short(found[0], body)}", values), found)]


# -- other facts -----------------------------------------------------------------------------------


def _others(facts: Sequence[Fact], scope: PageScope) -> Iterator[Section]:
    """The facts other than values of properties, by their kind; then sentences."""
    remaining = dict.fromkeys(facts)
    counts: dict[Property, int] = {}
    for fact in facts:
        if isinstance(fact, PropertyValue):
            counts[fact.of] = counts.get(fact.of, 0) + 1
    for fact in facts:
        if isinstance(fact, PropertyValue) and counts[fact.of] > 1:
            del remaining[fact]
    for id_, heading, rows in _KINDS:
        found = tuple(rows(list(remaining), scope))
        yield Section(id=id_, heading=heading, rows=by_tier(found))
        for row in found:
            for fact in row.facts:
                remaining.pop(fact, None)
    sentences = tuple(map(scope.sentence, remaining))
    yield Section(id="sentences", heading="Statements", rows=by_tier(sentences))


def _roles(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    """The muscles of an exercise by their roles."""
    by_exercise: dict[str, list[RoleClaim]] = {}
    for fact in facts:
        if isinstance(fact, RoleClaim) and not fact.attributed:
            by_exercise.setdefault(fact.exercise.name, []).append(fact)
    for exercise, claims in by_exercise.items():
        texts = []
        for role in Role:
            names = dict.fromkeys(c.muscle.name for c in claims if c.role is role)
            if names:
                texts.append(f"{role}: {', '.join(names)}")
        yield scope.row((exercise, "; ".join(texts)), claims)


def _contractions(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    """The contractions of the muscles of an exercise, by phase."""
    by_exercise: dict[str, list[ContractionClaim]] = {}
    for fact in facts:
        if isinstance(fact, ContractionClaim) and not fact.attributed:
            by_exercise.setdefault(fact.exercise.name, []).append(fact)
    for exercise, claims in by_exercise.items():
        by_muscle: dict[str, list[str]] = {}
        for claim in claims:
            when = f" ({claim.phase})" if claim.phase else ""
            by_muscle.setdefault(claim.muscle.name, []).append(f"{claim.contraction}{when}")
        texts = [f"{muscle}: {', '.join(found)}" for muscle, found in by_muscle.items()]
        yield scope.row((exercise, "; ".join(texts)), claims)


def _parts_played(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    """Joint actions and purposes of the muscles of an exercise."""
    for fact in facts:
        if not isinstance(fact, Involvement) or isinstance(fact, RoleClaim | ContractionClaim):
            continue
        if not fact.names_source:
            text = f"{fact.muscle.name}: {_part_played(fact)}"
            yield scope.row((fact.exercise.name, text), (fact,))


def _part_played(fact: Involvement) -> str:
    match fact:
        case ActionClaim():
            return fact.action.name
        case PurposeClaim():
            return f"to {fact.purpose}"
        case _:
            return fact.value


def _definitions(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    for fact in facts:
        if isinstance(fact, Definition) and not fact.names_source:
            yield scope.row((fact.term.name, fact.text), (fact,))


def _terms(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    """The terms that exercises and muscles are described by: joint actions, planes."""
    by_noun: dict[tuple[str, str, Phase | None], list[TermStatement]] = {}
    for fact in facts:
        if isinstance(fact, TermStatement) and not isinstance(fact, Comparison):
            noun = fact.exercise or fact.muscle
            if noun is not None and not fact.names_source:
                by_noun.setdefault((noun.name, fact.type, fact.phase), []).append(fact)
    for (name, type_, phase), found in by_noun.items():
        label = f"{name} ({phase})" if phase is not None else name
        values = joined(list(dict.fromkeys(fact.value.name for fact in found)))
        is_clear = type_ == "action" or type_ in values
        yield scope.row((label, values if is_clear else f"{type_}: {values}"), found)


def _members(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    """The members of groups."""
    by_group: dict[str, list[Membership]] = {}
    for fact in facts:
        if isinstance(fact, Membership) and not fact.names_source:
            by_group.setdefault(fact.group.name, []).append(fact)
    for group, found in by_group.items():
        yield scope.row((group, ", ".join(fact.muscle.name for fact in found)), found)


def _findings(facts: Sequence[Fact], scope: PageScope) -> Iterator[PageRow]:
    """The lists of bodies, and how findings are seen."""
    lists: dict[tuple[str, str], list[ListedMuscle]] = {}
    for fact in facts:
        if isinstance(fact, Observation):
            yield scope.row((fact.heading, fact.claim), (fact,))
        elif isinstance(fact, ListedMuscle):
            lists.setdefault((fact.heading, lister_in_short(fact)), []).append(fact)
    for (heading, body), found in lists.items():
        sides = []
        for side in Imbalance:
            names = [fact.listed.name for fact in found if fact.side is side]
            if names:
                sides.append(f"{side}: {', '.join(names)}")
        yield scope.row((heading, f"{'; '.join(sides)} ({body})"), found)


_KINDS: tuple[tuple[str, str, Callable[[Sequence[Fact], PageScope], Iterator[PageRow]]], ...] = (
    ("roles", "Roles", _roles),
    ("contractions", "Contractions", _contractions),
    ("parts-played", "Parts played", _parts_played),
    ("terms", "Terms", _definitions),
    ("statements", "Muscles and exercises", _terms),
    ("members", "Groups", _members),
    ("findings", "Findings", _findings),
)
"""The kinds of facts that are put together: their id, their heading, and their rows."""
