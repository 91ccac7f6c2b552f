"""Generates cards from templates and facts; independent of order, randomness and time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from cards.assertions import Assertion, merged
from cards.balance import balanced
from cards.group_cards import group_cards
from cards.groups.group import FactGroup
from cards.groups.rules import GROUP_RULES, EachExercise, EachKey
from cards.model.base import FactBase
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
from cards.model.nouns import Exercise
from cards.model.recorded import Read, RecordedBase, of_exercise
from cards.model.template import Library, Template
from cards.outcomes import BuildPart, PlacedCard, name_of_part, part_of
from cards.pairs import PairContext, is_about, outcome_of


def make_cards(library: Library) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
    """Generate the cards of all templates.

    Cards do not depend on the order of entries and files.

    Returns:
        The cards in the order of their templates, and the pairs that make none.
    """
    parts = generate(library).values()
    place = {template.id: number for number, template in enumerate(library.templates)}
    placed = (
        (place[each.card.template.id], each.key, each.card) for part in parts for each in part.cards
    )
    cards = [card for _, _, card in sorted(placed, key=itemgetter(0, 1))]
    skipped = (each for part in parts for each in part.skipped)
    ordered = sorted(skipped, key=lambda each: (place[each.template], each.fact))
    return tuple(balanced(cards)), tuple(ordered)


def generate(
    library: Library,
    known: Collection[str] = (),
    progress: Callable[[float], None] = lambda _: None,
) -> Mapping[str, BuildPart]:
    """Generate all parts, apart from those that are known; by name.

    Args:
        library: The facts and the templates.
        known: The names of parts of an earlier generation for which nothing has changed.
        progress: Called with the share of the new parts that were generated.
    """
    generator = _Generator(library)
    plans = generator.plans(known)
    found: dict[str, BuildPart] = {}
    for number, (name, plan) in enumerate(plans.items()):
        progress(number / len(plans))
        found[name] = generator.part(name, plan)
    return found


@dataclass(frozen=True)
class _Plan:
    """The facts and groups from which a part is generated.

    Attributes:
        reads: The look-ups that decide which facts these are.
        facts: Facts that templates ask about singly.
        groups: Templates on groups of facts; for each the key of their places, and how to find
            them.
    """

    reads: frozenset[Read] = frozenset()
    facts: list[Fact] = field(default_factory=list)
    groups: list[tuple[Template, str, Callable[[FactBase], Iterable[FactGroup]]]] = field(
        default_factory=list
    )


class _Generator:
    """Generates the parts of one library."""

    def __init__(self, library: Library) -> None:
        self._templates = library.templates
        self._base = RecordedBase(library.base.sorted_by_id())
        self._context = PairContext(self._base)
        self._by_type: dict[str, list[Template]] = {}
        for template in library.templates:
            for type_ in () if template.gather else dict.fromkeys(template.over):
                self._by_type.setdefault(type_, []).append(template)

    def plans(self, known: Collection[str]) -> Mapping[str, _Plan]:
        """The plan of each part that is not known, by name."""
        plans: dict[str, _Plan] = {}
        new: dict[str, Exercise] = {}
        for exercise in self._base.plain.exercises.values():
            read = of_exercise(exercise)
            if (name := name_of_part(read)) not in known:
                new[exercise.id], plans[name] = exercise, _Plan(frozenset({read}))
        for fact in self._base.plain.facts:
            about: Exercise | None = getattr(fact, "exercise", None)
            if about is not None and about.id not in new:
                continue
            read = part_of(fact)
            if (name := name_of_part(read)) not in known:
                plans.setdefault(name, _Plan(frozenset({read}))).facts.append(fact)
        for template in self._templates:
            if template.gather:
                find = GROUP_RULES[template.gather].find
                for name, key, find_in in self._groups(template, find, new.values()):
                    if name not in known:
                        plans.setdefault(name, _Plan()).groups.append((template, key, find_in))
        return plans

    def _groups(
        self,
        template: Template,
        find: Callable[[FactBase], Iterable[FactGroup]],
        exercises: Iterable[Exercise],
    ) -> Iterator[tuple[str, str, Callable[[FactBase], Iterable[FactGroup]]]]:
        """The parts with the groups of a template: their names, keys, and how to find them.

        Args:
            template: The template.
            find: Finds its groups.
            exercises: The exercises to examine, for a rule on each exercise.
        """
        match find:
            case EachExercise():
                for exercise in exercises:
                    name = name_of_part(of_exercise(exercise))
                    yield name, exercise.id, partial(find.find_in, exercise)
            case EachKey():
                for key in find.keys(self._base.plain):
                    yield f"template/{template.id}/{key}", key, partial(find.find_in, key)
            case _:
                yield f"template/{template.id}", "", find

    def part(self, name: str, plan: _Plan) -> BuildPart:
        """Generate a part."""
        part = BuildPart(name, set(plan.reads))
        self._base.record_in(part.reads)
        assertions: list[Assertion] = []
        for fact in plan.facts:
            for template in self._by_type.get(fact.type, ()):
                if is_about(template, fact):
                    assertions += self._of_fact(template, fact, part)
        part.cards.extend(PlacedCard(card.id, card) for card in merged(assertions))
        for template, key, find in plan.groups:
            found = group_cards(template, find(self._base), self._base)
            part.cards.extend(PlacedCard(key, card) for card in found)
        return part

    def _of_fact(self, template: Template, fact: Fact, part: BuildPart) -> Iterator[Assertion]:
        """Add the cards of a template on a fact to its part; its assertions are merged later."""
        outcome = outcome_of(template, fact, self._context)
        for result in outcome.results:
            if isinstance(result, Card):
                part.cards.append(PlacedCard(fact.id, result))
            else:
                yield result
        if outcome.reason is not None:
            skipped = Skipped(template=template.id, fact=fact.id, reason=outcome.reason)
            part.skipped.append(skipped)
