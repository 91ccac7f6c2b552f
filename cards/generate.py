"""Generates cards from templates and facts; independent of order, randomness and time."""

from collections.abc import Mapping

from cards.assertions import Assertion, merged
from cards.balance import balanced
from cards.group_cards import group_cards
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
from cards.model.recorded import RecordedBase
from cards.model.template import Library, Template
from cards.outcomes import (
    NONE_KNOWN,
    BuildPart,
    Generation,
    TemplateOutcome,
    part_of_fact,
    part_of_template,
)
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
    parts: dict[str, BuildPart] = {}
    cards: list[Card] = []
    assertions: list[Assertion] = []
    skipped: list[Skipped] = []
    for template in library.templates:
        if template.gather:
            name = part_of_template(template)
            parts[name] = known.get(name) or _groups(template, base)
            cards += parts[name].cards
            continue
        over = sorted(each for type_ in set(template.over) for each in by_type.get(type_, ()))
        for _, fact in over:
            if not is_about(template, fact):
                continue
            name, read = part_of_fact(fact)
            if name not in parts:
                parts[name] = known.get(name) or BuildPart({read})
            outcome = _outcome(template, fact, context, parts[name])
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
    renewed = frozenset(name for name in parts if name not in known)
    return Generation(tuple(balanced(ordered)), tuple(skipped), parts, renewed)


def _groups(template: Template, base: RecordedBase) -> BuildPart:
    """The cards of a template on groups of facts."""
    part = BuildPart()
    base.record_in(part.reads)
    part.outcomes[template.id, ""] = TemplateOutcome(tuple(group_cards(template, base)))
    return part


def _outcome(
    template: Template, fact: Fact, context: PairContext, part: BuildPart
) -> TemplateOutcome:
    """The outcome of a template and a fact, which the part may contain already."""
    key = template.id, fact.id
    if key not in part.outcomes:
        context.base.record_in(part.reads)
        part.outcomes[key] = outcome_of(template, fact, context)
    return part.outcomes[key]
