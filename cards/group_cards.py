"""Generates the cards on groups of facts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from cards.answers.echo import without_echoes
from cards.attribution import attributed_group
from cards.doubtful_roles import rests_on_pages
from cards.english import capitalised
from cards.explanations import Explanation, derived
from cards.giveaways import fair_question, gives_away
from cards.groups.group import FEWEST, FactGroup
from cards.groups.rules import GROUP_RULES
from cards.model.base import FactBase
from cards.model.card import Card, MapQuestion
from cards.model.fact import Fact
from cards.model.kinds import CARD_KINDS, RECALLED, KeyForm
from cards.model.template import Template
from cards.selection import is_askable
from cards.subjects import subject_of
from cards.wording import CONDITIONS, Words, parse, word_of


def group_cards(template: Template, groups: Iterable[FactGroup], base: FactBase) -> Iterator[Card]:
    """The cards of a template on groups that its rule finds."""
    rule = GROUP_RULES[template.gather or ""]
    for group in groups:
        if any(fact.would_name_a_page for fact in group.facts):
            continue
        words = {name: word_of(noun) for name, noun in group.slots.items()}
        fair = _fair_group(template, group, _group_stems(template, group.facts, words))
        if fair is None:
            continue
        stems, shown = fair
        explanation = _explanation_of_group(template, shown, words, base)
        if explanation is None:
            continue
        card = Card(
            id=f"{template.id}/{shown.id}",
            template=template,
            fact=shown.facts[0],
            also=shown.facts[1:],
            stems=stems,
            key=shown.key,
            left_side=shown.left_side,
            reasons=shown.reasons,
            distractors=shown.distractors,
            ruled_out=shown.ruled_out,
            explanation=explanation.text,
            grounds=explanation.grounds,
            derived_by=explanation.derived_by,
            field=rule.answered,
            tests=subject_of(template, shown.facts[0], base),
            optional=_is_optional(template, shown.facts, base),
            on_map=_on_map(template, shown, words),
        )
        asked = without_echoes(card, base) if card.kind in RECALLED else card
        if asked is not None and is_askable(asked):
            yield asked


def _is_optional(template: Template, facts: Sequence[Fact], base: FactBase) -> bool:
    """Whether all questions of the template are optional, or its condition on facts applies.

    Any one of several right answers is enough where one is typed, so all of them have to meet it.
    """
    if template.optional or all(rests_on_pages(fact) for fact in facts):
        return True
    if template.optional_where is None:
        return False
    meets = (CONDITIONS[template.optional_where](fact, base) for fact in facts)
    return all(meets) if template.kind in RECALLED else any(meets)


def _on_map(template: Template, group: FactGroup, words: Words) -> MapQuestion | None:
    if template.on_map is None:
        return None
    stem = parse(template.on_map).fill(words) or ""
    return MapQuestion(stem=capitalised(stem), regions=tuple(group.regions.items()))


def _explanation_of_group(
    template: Template, group: FactGroup, words: Words, base: FactBase
) -> Explanation | None:
    if group.why is not None and not any(fact.attributed for fact in group.facts):
        return derived(group.why, base)
    text = parse(template.explanation).fill(words)
    if text is None:
        return None
    return Explanation(text=capitalised(attributed_group(text, group.facts)))


def _group_stems(template: Template, facts: Sequence[Fact], words: Words) -> tuple[str, ...]:
    """The stems of a group on facts; they name its joint action if it has one.

    They name the source of a claim that is not agreed.
    """
    wordings = [w for w in template.stems if parse(w).slots <= words.keys()]
    with_action = [w for w in wordings if "action" in parse(w).slots]
    stems = [parse(wording).fill(words) or "" for wording in with_action or wordings]
    return tuple(capitalised(attributed_group(stem, facts)) for stem in stems)


def _fair_group(
    template: Template, group: FactGroup, stems: tuple[str, ...]
) -> tuple[tuple[str, ...], FactGroup] | None:
    """The stems that do not give the key away, and the group without items that they reveal."""
    form = CARD_KINDS[template.kind].key
    match form:
        case KeyForm.ONE:
            for key in group.key:
                stems, wrong = fair_question(stems, key, group.distractors, template.kind)
                group = replace(group, distractors=wrong)
        case KeyForm.ALL:
            shown = max((_unrevealed_keys(stem, group) for stem in stems), key=len, default=())
            stems = tuple(
                stem for stem in stems if set(shown) <= set(_unrevealed_keys(stem, group))
            )
            if len(shown) < FEWEST:
                return None
            group = replace(
                group,
                facts=tuple(group.facts[number] for number in shown),
                key=tuple(group.key[number] for number in shown),
                reasons=tuple(group.reasons[number] for number in shown),
            )
        case KeyForm.PAIRS | KeyForm.ORDER:
            pass
        case _:
            assert_never(form)
    return (stems, group) if stems and group.key else None


def _unrevealed_keys(stem: str, group: FactGroup) -> tuple[int, ...]:
    """The numbers of the right answers that a stem does not reveal."""
    keys = enumerate(group.key)
    return tuple(n for n, key in keys if not gives_away(stem, key, group.distractors))
