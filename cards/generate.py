"""Generates cards from templates and facts; independent of order, randomness and time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from cards.assertions import Assertion, merged
from cards.balance import balanced
from cards.group_cards import group_cards
from cards.groups.group import FactGroup
from cards.groups.rules import GROUP_RULES, EachExercise
from cards.model.base import FactBase
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
from cards.model.recorded import RecordedBase
from cards.model.template import Library, Template
from cards.outcomes import NONE_KNOWN, BuildPart, Generation, Parts, TemplateOutcome
from cards.pairs import PairContext, is_about, outcome_of


def make_cards(library: Library) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
    """Generate the cards of all templates.

    Cards do not depend on the order of entries and files.

    Returns:
        The cards in the order of their templates, and the pairs that make none.
    """
    found = generate(library)
    return found.cards, found.skipped


def generate(library: Library, known: Mapping[str, BuildPart] = NONE_KNOWN) -> Generation:
    """Generate the cards of all templates, apart from those of known parts.

    Args:
        library: The facts and the templates.
        known: Parts of an earlier generation for which nothing has changed.
    """
    base = RecordedBase(library.base.sorted_by_id())
    context = PairContext(base)
    by_type: dict[str, list[tuple[int, Fact]]] = {}
    for number, fact in enumerate(base.plain.facts):
        by_type.setdefault(fact.type, []).append((number, fact))
    parts = Parts(known)
    cards: list[Card] = []
    assertions: list[Assertion] = []
    skipped: list[Skipped] = []
    for template in library.templates:
        if template.gather:
            for found in _of_groups(template, base, parts):
                cards += found
            continue
        over = sorted(each for type_ in set(template.over) for each in by_type.get(type_, ()))
        for _, fact in over:
            if not is_about(template, fact):
                continue
            outcome = _outcome(template, fact, context, parts.of_fact(fact))
            for result in outcome.results:
                if isinstance(result, Card):
                    cards.append(result)
                else:
                    assertions.append(result)
            if outcome.reason is not None:
                skipped.append(Skipped(template=template.id, fact=fact.id, reason=outcome.reason))
    cards += merged(assertions)
    place = {template.id: number for number, template in enumerate(library.templates)}
    ordered = sorted(cards, key=lambda card: place[card.template.id])
    return Generation(tuple(balanced(ordered)), tuple(skipped), parts.found, parts.renewed)


def _of_groups(template: Template, base: RecordedBase, parts: Parts) -> Iterator[tuple[Card, ...]]:
    """The cards of a template on groups of facts, for each exercise or in one."""
    find = GROUP_RULES[template.gather or ""].find
    if not isinstance(find, EachExercise):
        yield _grouped(template, find, base, parts.of_template(template))
        return
    for exercise in base.plain.exercises.values():
        yield _grouped(template, partial(find.find_in, exercise), base, parts.of_exercise(exercise))


def _grouped(
    template: Template,
    find: Callable[[FactBase], Iterable[FactGroup]],
    base: RecordedBase,
    part: BuildPart,
) -> tuple[Card, ...]:
    """The cards of a template on groups, which the part may contain already."""
    key = template.id, ""
    if key not in part.outcomes:
        base.record_in(part.reads)
        part.outcomes[key] = TemplateOutcome(tuple(group_cards(template, find(base), base)))
    return tuple(each for each in part.outcomes[key].results if isinstance(each, Card))


def _outcome(
    template: Template, fact: Fact, context: PairContext, part: BuildPart
) -> TemplateOutcome:
    """The outcome of a template and a fact, which the part may contain already."""
    key = template.id, fact.id
    if key not in part.outcomes:
        context.base.record_in(part.reads)
        part.outcomes[key] = outcome_of(template, fact, context)
    return part.outcomes[key]
