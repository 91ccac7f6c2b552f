"""Generates cards from templates and facts; independent of order, randomness and time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from cards.assertions import (
    Asserted,
    Assertion,
    denial,
    false_id,
    merged,
    true_id,
    wrong_values,
)
from cards.distractors.rules import RULES
from cards.giveaways import FEWEST_DISTRACTORS, fair_question, gives_away, sharing_words
from cards.groups.group import FEWEST, FactGroup
from cards.groups.rules import GROUP_RULES
from cards.model.base import FactBase
from cards.model.card import Card, Distractor, Skipped
from cards.model.fact import Fact
from cards.model.kinds import ASSERTIONS, CARD_KINDS, CHOICES, CLOZES, RECALLED, KeyForm
from cards.model.template import Library, Template
from cards.model.vocabulary import Confidence, SourceKind, Subject
from cards.selection import is_askable
from cards.subjects import subject_of
from cards.wording import CONDITIONS, Word, parse, slot_words, word_of

_GIVEN_AWAY = "the wording gives the answer away"

Words = Mapping[str, Word]


class _NoCard(Exception):
    """There is no card for a pair of template and fact; the text says why."""


@dataclass(frozen=True)
class _Findings:
    """Cached results about single facts, which several templates need."""

    base: FactBase
    _wrong: dict[tuple[str, str], tuple[Distractor, ...]] = field(default_factory=dict)
    _words: dict[str, Words] = field(default_factory=dict)

    def wrong(self, rule: str, fact: Fact) -> tuple[Distractor, ...]:
        """The wrong options that a rule finds for a fact."""
        known = self._wrong.get((rule, fact.id))
        if known is None:
            known = self._wrong[rule, fact.id] = tuple(RULES[rule].find(fact, self.base))
        return known

    def words(self, fact: Fact) -> Words:
        """The values that a fact provides for slots."""
        known = self._words.get(fact.id)
        if known is None:
            known = self._words[fact.id] = slot_words(fact, self.base)
        return known


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """A template and a fact that it can ask about.

    Attributes:
        words: The values of the slots.
        wordings: The wordings of the template that are complete for the fact.
        explanation: Why the key is right.
        wrong: The proven wrong options; none if the answer is typed.
        tests: The subject that the question tests.
        optional: Whether the question is only asked when something names it.
    """

    template: Template
    fact: Fact
    words: Words
    wordings: tuple[str, ...]
    explanation: str
    wrong: tuple[Distractor, ...]
    tests: Subject
    optional: bool

    @property
    def right(self) -> Word:
        """The value of the slot that is asked for."""
        return self.words[self.template.key]


def make_cards(library: Library) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
    """Generate the cards of all templates.

    Cards do not depend on the order of entries and files.

    Returns:
        The cards in the order of their templates, and the pairs that make none.
    """
    base = library.base.sorted_by_id()
    findings = _Findings(base)
    cards: list[Card] = []
    assertions: list[Assertion] = []
    skipped: list[Skipped] = []
    for template in library.templates:
        if template.gather:
            cards += _group_cards(template, base)
            continue
        for fact in base.facts:
            if fact.type not in template.over:
                continue
            try:
                pair = _pair(template, fact, findings)
                if template.kind in ASSERTIONS:
                    assertions += _assertions(pair)
                else:
                    cards.append(_card(pair))
            except _NoCard as reason:
                skipped.append(Skipped(template=template.id, fact=fact.id, reason=str(reason)))
    cards += merged(assertions)
    place = {template.id: number for number, template in enumerate(library.templates)}
    return tuple(sorted(cards, key=lambda card: place[card.template.id])), tuple(skipped)


# -- a template and a fact -------------------------------------------------------------------------


def _pair(template: Template, fact: Fact, findings: _Findings) -> _Pair:
    """The question of a template on a fact.

    Raises:
        _NoCard: It cannot be asked.
    """
    _check_fact(template, fact)
    words = findings.words(fact)
    if template.key not in words:
        raise _NoCard(f"no {template.key} is stated")
    _check_conditions(template, fact, findings.base)
    return _Pair(
        template=template,
        fact=fact,
        words=words,
        wordings=_wordings(template, fact, words),
        explanation=_explanation(template, fact, words),
        wrong=findings.wrong(template.rule, fact) if template.rule else (),
        tests=subject_of(template, fact, findings.base),
        optional=_is_optional(template, fact, findings.base),
    )


def _check_fact(template: Template, fact: Fact) -> None:
    if fact.confidence is Confidence.UNVERIFIED:
        raise _NoCard("no source of it was read")
    if template.kind in RECALLED and not fact.is_recallable(template.key):
        raise _NoCard("another answer is left open")


def _check_conditions(template: Template, fact: Fact, base: FactBase) -> None:
    for name in template.where:
        if not CONDITIONS[name](fact, base):
            raise _NoCard(f"it is not {name.replace('-', ' ')}")


def _is_optional(template: Template, fact: Fact, base: FactBase) -> bool:
    condition = template.optional_where
    return template.optional or (condition is not None and CONDITIONS[condition](fact, base))


def _wordings(template: Template, fact: Fact, words: Words) -> tuple[str, ...]:
    """The wordings that are complete for a fact."""
    filled = [wording for wording in template.stems if parse(wording).fill(words) is not None]
    if not filled:
        named = {slot for wording in template.stems for slot in parse(wording).slots}
        raise _NoCard(f"not stated: {', '.join(sorted(named - set(words)))}")
    only_action = "the-only-action" in template.where
    if template.key != "phase" and fact.named_phase(only_action=only_action) is not None:
        filled = [w for w in filled if parse(w).slots & {"when", "phase"}]
        if not filled:
            raise _NoCard("no wording names the phase")
    if fact.names_action:
        filled = [w for w in filled if "action" in parse(w).slots] or filled
    return tuple(filled)


def _explanation(template: Template, fact: Fact, words: Words) -> str:
    explanation = parse(template.explanation).fill(words)
    if explanation is None:
        raise _NoCard("the explanation needs something that is not stated")
    if fact.names_source:
        explanation = _attributed(explanation, fact)
    return _with_rules(_sentence(explanation), (fact,))


def _with_rules(explanation: str, facts: Iterable[Fact]) -> str:
    """The explanation, including the rules by which the facts were derived."""
    rules = (
        f"Derived by {citation.source.name}: {citation.source.title}"
        for fact in facts
        for citation in fact.citations
        if citation.source.kind is SourceKind.RULE
    )
    return " ".join((explanation, *dict.fromkeys(rules)))


_FIELD_OF = {
    "muscle": "muscle",
    "role": "role",
    "contraction": "contraction",
    "term": "term",
    "group": "muscle",
    "action": "term",
    "phase": "term",
    "exercise": "exercise",
}


def _card(pair: _Pair) -> Card:
    """A question on one fact."""
    template, fact, key = pair.template, pair.fact, pair.right.text
    wrong = pair.wrong
    if template.key in ("muscle", "value"):
        wrong = sharing_words(fact, key, wrong)
    fewest = RULES[template.rule].fewest if template.rule else FEWEST_DISTRACTORS
    if template.kind in CHOICES and len(wrong) < fewest:
        enough = len(pair.wrong) >= fewest
        raise _NoCard(_GIVEN_AWAY if enough else "too few wrong options are proven")
    shown = _hidden(pair) if template.kind in CLOZES else pair.words
    stems, wrong = fair_question(_stems(pair.wordings, shown, fact), key, wrong, template.kind)
    if not stems:
        raise _NoCard(_GIVEN_AWAY)
    return Card(
        id=f"{template.id}/{fact.id}",
        template=template,
        fact=fact,
        stems=stems,
        key=(key, *fact.accepted(template.key)),
        distractors=wrong,
        explanation=pair.explanation,
        tests=pair.tests,
        optional=pair.optional,
        field=_FIELD_OF.get(template.key, "text"),
    )


def _hidden(pair: _Pair) -> Words:
    """The words of a cloze: the key is hidden, or the gap of a sentence."""
    slot, gapped = pair.fact.gapped_slot(pair.template.key)
    return {**pair.words, slot: Word(gapped)}


def _stems(wordings: Iterable[str], words: Words, fact: Fact) -> tuple[str, ...]:
    """The filled wordings, which name the source of a claim that is not agreed."""
    stems = (parse(wording).fill(words) or "" for wording in wordings)
    return tuple(_sentence(_attributed(s, fact) if fact.names_source else s) for s in stems)


# -- true or false ---------------------------------------------------------------------------------


def _assertions(pair: _Pair) -> Iterator[Assertion]:
    """The statement of a fact, and a false one with another value."""
    if not pair.wrong:
        raise _NoCard("no wrong option is proven")
    wrong = pair.wrong
    if pair.template.key == "value":
        wrong = sharing_words(pair.fact, pair.right.text, wrong)
    if not wrong:
        raise _NoCard(_GIVEN_AWAY)
    yield Assertion(
        id=true_id(pair.fact),
        template=pair.template,
        facts=(pair.fact,),
        is_true=True,
        values=(_asserted(pair, pair.right.text, None),),
        explanation=pair.explanation,
        tests=pair.tests,
        optional=pair.optional,
    )
    chosen, values = wrong_values(pair.template, pair.fact, wrong)
    if values:
        because = values[0].because
        yield Assertion(
            id=false_id(pair.template, pair.fact, chosen),
            template=pair.template,
            facts=because or (pair.fact,),
            is_true=False,
            values=tuple(_asserted(pair, value.text, value) for value in values),
            explanation=_stated(because) if because else pair.explanation,
            tests=pair.tests,
            optional=pair.optional,
        )


def _asserted(pair: _Pair, value: str, wrong: Distractor | None) -> Asserted:
    words = {**pair.words, pair.template.key: Word(value, pair.right.plural)}
    return Asserted(
        stems=_stems(pair.wordings, words, pair.fact), denial=denial(value, wrong, pair.fact)
    )


def _stated(facts: Sequence[Fact]) -> str:
    """The text of statements, as an explanation."""
    return _with_rules(" ".join(dict.fromkeys(_sentence(fact.claim) for fact in facts)), facts)


# -- several facts ---------------------------------------------------------------------------------


def _group_cards(template: Template, base: FactBase) -> Iterator[Card]:
    """The cards of a template with a group rule."""
    rule = GROUP_RULES[template.gather or ""]
    for group in rule.find(base):
        words = {name: word_of(noun) for name, noun in group.slots.items()}
        explanation = parse(template.explanation).fill(words)
        fair = _fair_group(template, group, _group_stems(template, group.facts, words))
        if explanation is None or fair is None:
            continue
        stems, shown = fair
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
            explanation=_sentence(_attributed_group(explanation, shown.facts)),
            field=rule.answered,
            tests=subject_of(template, shown.facts[0], base),
            optional=template.optional,
        )
        if is_askable(card):
            yield card


def _group_stems(template: Template, facts: Sequence[Fact], words: Words) -> tuple[str, ...]:
    """The stems of a group on facts; they name its joint action if it has one.

    They name the source of a claim that is not agreed.
    """
    wordings = [w for w in template.stems if parse(w).slots <= words.keys()]
    with_action = [w for w in wordings if "action" in parse(w).slots]
    stems = [parse(wording).fill(words) or "" for wording in with_action or wordings]
    return tuple(_sentence(_attributed_group(stem, facts)) for stem in stems)


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


# -- sentences -------------------------------------------------------------------------------------


def _attributed(text: str, fact: Fact) -> str:
    """The text with the name of its source, in the sentence that asks or claims."""
    if fact.source.name in text:
        return text
    before, end, text = text.rpartition(". ")
    first = text.split(maxsplit=1)[0]
    # Names and abbreviations keep their capital; the first word of a sentence does not.
    if not (first[1:].lower() != first[1:] or any(first in name.split() for name in fact.names)):
        text = text[:1].lower() + text[1:]
    return f"{before}{end}According to {fact.source.name}, {text}"


def _attributed_group(text: str, facts: Iterable[Fact]) -> str:
    """The text with the name of the source of a claim that is not agreed."""
    disputed = next((fact for fact in facts if fact.names_source), None)
    return text if disputed is None else _attributed(text, disputed)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
