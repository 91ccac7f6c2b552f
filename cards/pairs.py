"""The question of a template on one fact, or why there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cards.answers.echo import without_echoes
from cards.assertions import (
    Asserted,
    Assertion,
    affirmation,
    denial,
    false_id,
    true_id,
    wrong_values,
)
from cards.attribution import attributed
from cards.derive.reason import Reason
from cards.derive.reasons import why
from cards.distractors.rules import RULES
from cards.doubtful_roles import rests_on_pages
from cards.english import capitalised
from cards.explanations import (
    Explanation,
    chosen,
    derived,
    of_false_statement,
)
from cards.giveaways import FEWEST_DISTRACTORS, fair_question, sharing_words
from cards.model.base import FactBase
from cards.model.card import Card, Distractor
from cards.model.fact import Fact
from cards.model.facts.property_value import PropertyValue
from cards.model.kinds import ASSERTIONS, CHOICES, CLOZES, RECALLED
from cards.model.recorded import RecordedBase
from cards.model.template import Template
from cards.model.vocabulary import Confidence, Subject
from cards.outcomes import (
    TemplateOutcome,
)
from cards.subjects import subject_of
from cards.wording import CONDITIONS, Word, Words, parse, slot_words

_GIVEN_AWAY = "the wording gives the answer away"


class _NoCard(Exception):
    """There is no card for a pair of template and fact; the text says why."""


@dataclass(frozen=True)
class PairContext:
    """Cached results about single facts, which several templates need.

    Attributes:
        base: All facts; what is read of them is recorded.
    """

    base: RecordedBase
    _wrong: dict[tuple[str, str], tuple[Distractor, ...]] = field(default_factory=dict)
    _words: dict[str, Words] = field(default_factory=dict)
    _reasons: dict[str, Reason | None] = field(default_factory=dict)

    def wrong(self, rule: str, fact: Fact) -> tuple[Distractor, ...]:
        """The wrong options that a rule finds for a fact."""
        known = self._wrong.get((rule, fact.id))
        if known is None:
            known = self._wrong[rule, fact.id] = tuple(RULES[rule].find(fact, self.base))
        return known

    def reason(self, fact: Fact) -> Reason | None:
        """The reason of a fact, if one is derived."""
        if fact.id not in self._reasons:
            self._reasons[fact.id] = why(fact, self.base)
        return self._reasons[fact.id]

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
        explanations: Why the key is right, better ones first.
        reason: The reason of the fact, if one is derived.
        wrong: The proven wrong options; none if the answer is typed.
        tests: The subject that the question tests.
        optional: Whether the question is only asked when something names it.
    """

    template: Template
    fact: Fact
    words: Words
    wordings: tuple[str, ...]
    explanations: tuple[Explanation, ...]
    reason: Reason | None
    wrong: tuple[Distractor, ...]
    tests: Subject
    optional: bool

    @property
    def right(self) -> Word:
        """The value of the slot that is asked for."""
        return self.words[self.template.key]


def outcome_of(template: Template, fact: Fact, context: PairContext) -> TemplateOutcome:
    """The cards or assertions of a template on a fact, or why there are none."""
    results: list[Card | Assertion] = []
    try:
        pair = _pair(template, fact, context)
        if template.kind in ASSERTIONS:
            results += _assertions(pair, context.base)
        else:
            results.append(_without_echoes(_card(pair), context.base))
    except _NoCard as reason:
        return TemplateOutcome(tuple(results), str(reason))
    return TemplateOutcome(tuple(results))


# -- a template and a fact -------------------------------------------------------------------------


def _pair(template: Template, fact: Fact, context: PairContext) -> _Pair:
    """The question of a template on a fact.

    Raises:
        _NoCard: It cannot be asked.
    """
    _check_fact(template, fact)
    words = context.words(fact)
    if template.key not in words:
        raise _NoCard(f"no {template.key} is stated")
    _check_conditions(template, fact, context.base)
    reason = context.reason(fact)
    derivation = (derived(reason, context.base),) if reason is not None else ()
    return _Pair(
        template=template,
        fact=fact,
        words=words,
        wordings=_wordings(template, fact, words),
        explanations=(*derivation, *_stated_by_template(template, fact, words)),
        reason=reason,
        wrong=context.wrong(template.rule, fact) if template.rule else (),
        tests=subject_of(template, fact, context.base),
        optional=_is_optional(template, fact, context.base),
    )


def is_about(template: Template, fact: Fact) -> bool:
    """Whether a fact is a value of the property that a template asks about, if it names one."""
    return template.of is None or (isinstance(fact, PropertyValue) and fact.of.id == template.of)


def _check_fact(template: Template, fact: Fact) -> None:
    if fact.confidence is Confidence.UNVERIFIED:
        raise _NoCard("no source of it was read")
    if fact.would_name_a_page:
        raise _NoCard("a question on it would have to name a tertiary page")
    if template.kind in RECALLED and not fact.is_recallable(template.key):
        raise _NoCard("another answer is left open")


def _check_conditions(template: Template, fact: Fact, base: FactBase) -> None:
    for name in template.where:
        if not CONDITIONS[name](fact, base):
            raise _NoCard(f"it is not {name.replace('-', ' ')}")


def _is_optional(template: Template, fact: Fact, base: FactBase) -> bool:
    condition = template.optional_where
    return (
        template.optional
        or rests_on_pages(fact)
        or (condition is not None and CONDITIONS[condition](fact, base))
    )


def _wordings(template: Template, fact: Fact, words: Words) -> tuple[str, ...]:
    """The wordings that are complete for a fact."""
    filled = [wording for wording in template.stems if parse(wording).slots <= words.keys()]
    if not filled:
        named = {slot for wording in template.stems for slot in parse(wording).slots}
        raise _NoCard(f"not stated: {', '.join(sorted(named - set(words)))}")
    only_action = "the-only-action" in template.where
    if template.key != "phase" and fact.named_phase(only_action=only_action) is not None:
        filled = [w for w in filled if parse(w).slots & {"when", "phase", "moved"}]
        # Words such as "lower" tell the contraction; the joint action does not.
        filled = [w for w in filled if "moved" in parse(w).slots] or filled
        if not filled:
            raise _NoCard("no wording names the phase")
    if fact.names_action:
        filled = [w for w in filled if "action" in parse(w).slots] or filled
    return tuple(filled)


def _stated_by_template(template: Template, fact: Fact, words: Words) -> Iterator[Explanation]:
    explanation = parse(template.explanation).fill(words)
    if explanation is not None:
        # The attribution is for the value that the body teaches, not for the reason of it.
        is_reason = isinstance(fact, PropertyValue) and explanation == fact.because
        names_source = fact.names_source and not is_reason
        text = attributed(explanation, fact) if names_source else explanation
        yield Explanation(text=capitalised(text))


def _explained(explanations: Iterable[Explanation], *shown: str) -> Explanation:
    """The explanation that adds most to what is shown.

    Raises:
        _NoCard: There is none.
    """
    found = chosen(explanations, " ".join(shown))
    if found is None:
        raise _NoCard("the explanation needs something that is not stated")
    return found


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
    stems = _stems(pair.wordings, shown, fact)
    if not (template.rule and RULES[template.rule].as_written):
        stems, wrong = fair_question(stems, key, wrong, template.kind)
    if not stems:
        raise _NoCard(_GIVEN_AWAY)
    explanation = _explained(pair.explanations, stems[0], key)
    return Card(
        id=f"{template.id}/{fact.id}",
        template=template,
        fact=fact,
        stems=stems,
        key=(key, *fact.accepted(template.key)),
        distractors=wrong,
        explanation=explanation.text,
        grounds=explanation.grounds,
        derived_by=explanation.derived_by,
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
    return tuple(capitalised(attributed(s, fact) if fact.names_source else s) for s in stems)


def _without_echoes(card: Card, base: FactBase) -> Card:
    """The card, if its answer is not typed; else without answers that its stems contain.

    Raises:
        _NoCard: A stem contains the key.
    """
    fair = without_echoes(card, base) if card.kind in RECALLED else card
    if fair is None:
        raise _NoCard(_GIVEN_AWAY)
    return fair


# -- true or false ---------------------------------------------------------------------------------


def _assertions(pair: _Pair, base: FactBase) -> Iterator[Assertion]:
    """The statement of a fact, and a false one with another value."""
    if not pair.wrong:
        raise _NoCard("no wrong option is proven")
    wrong = pair.wrong
    if pair.template.key == "value":
        wrong = sharing_words(pair.fact, pair.right.text, wrong)
    if not wrong:
        raise _NoCard(_GIVEN_AWAY)
    yield _true_assertion(pair)
    chosen_value, values = wrong_values(pair.template, pair.fact, wrong)
    if values:
        because = values[0].because
        yield Assertion(
            id=false_id(pair.template, pair.fact, chosen_value),
            template=pair.template,
            facts=because or (pair.fact,),
            is_true=False,
            values=tuple(_asserted(pair, value.text, denial(value)) for value in values),
            explanation=_why_false(pair, values[0], base),
            tests=pair.tests,
            optional=pair.optional,
        )


def _true_assertion(pair: _Pair) -> Assertion:
    value, stems = pair.right.text, _stems(pair.wordings, pair.words, pair.fact)
    explanation = _explained(pair.explanations, stems[0])
    return Assertion(
        id=true_id(pair.fact),
        template=pair.template,
        facts=(pair.fact,),
        is_true=True,
        values=(_asserted(pair, value, affirmation(pair.fact, explanation.text)),),
        explanation=explanation,
        tests=pair.tests,
        optional=pair.optional,
    )


def _why_false(pair: _Pair, wrong: Distractor, base: FactBase) -> Explanation:
    """Why a statement with a wrong value is false."""
    if wrong.because and pair.template.rule and RULES[pair.template.rule].refutes:
        return Explanation(text=f"{capitalised(wrong.reason)}.")
    if pair.reason is not None:
        explanation = of_false_statement(pair.reason, base, pair.right.text)
        if explanation is not None:
            return explanation
    if wrong.because:
        stated = dict.fromkeys(capitalised(fact.claim) for fact in wrong.because)
        return Explanation(text=" ".join(stated))
    return _explained(pair.explanations[::-1])


def _asserted(pair: _Pair, value: str, wrong: Distractor) -> Asserted:
    words = {**pair.words, pair.template.key: Word(value, pair.right.plural)}
    return Asserted(stems=_stems(pair.wordings, words, pair.fact), denial=wrong)
