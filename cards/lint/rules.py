"""The tables of lint rules: every rule of the item-writing guides that can be computed.

The guides are Haladyna and Rodriguez (2013), the NBME's item-writing guide, and the 19 criteria of
SAQUET (Moore et al. 2024); each rule names its source. To add a rule, write a function in a module
of this package, add it to `CARD_RULES` or `SET_RULES` and to `names`, and add a flawed card to the
tests.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from cards.lint import answers, cues, options, sets, stems
from cards.lint.cue_gate import Guessed, guessed_key
from cards.lint.names import ERRORS, GATES
from cards.lint.view import LintContext
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.kinds import (
    ASSERTIONS,
    CHOICES,
    CLOZES,
    EVERY,
    LISTED,
    MATCHED,
    OFFERED,
    ORDERED,
    QUESTIONS,
    RECALLED,
    SELECTED,
    TYPED,
)
from cards.model.template import Kind
from cards.selection import first_selection


class Severity(StrEnum):
    """How serious a flaw is."""

    ERROR = "error"  # the card must not be asked
    WARNING = "warning"  # the card is weaker than it could be


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """A violation of a rule by a card or by a set of cards.

    Attributes:
        rule: The name of the rule.
        card: The id of the card; None for a set.
        waived: The reason why the card's template waives the rule; empty if it does not.
    """

    rule: str
    severity: Severity
    card: str | None
    message: str
    waived: str = ""


@dataclass(frozen=True)
class CardRule:
    """A rule on one card.

    Attributes:
        kinds: The kinds of card that it applies to.
        find: Returns a message for each violation.
    """

    kinds: Collection[Kind]
    find: Callable[[Card, LintContext], Iterable[str]]


SetRule = Callable[[Sequence[Card], LintContext], Iterable[str]]

CARD_RULES: Mapping[str, CardRule] = MappingProxyType(
    {
        # all cards
        "unresolved-slot": CardRule(EVERY, stems.unresolved_slot),
        "untidy-text": CardRule(EVERY, stems.untidy_text),
        "wrong-article": CardRule(EVERY, stems.wrong_article),
        "no-explanation": CardRule(EVERY, stems.no_explanation),
        "unqualified-opinion": CardRule(EVERY, stems.unqualified_opinion),
        "wrong-key": CardRule(EVERY, stems.wrong_key),
        "second-key": CardRule(EVERY, stems.second_key),
        "repeated-stem": CardRule(EVERY, stems.repeated_stem),
        "same-question-twice": CardRule(EVERY, stems.same_question_twice),
        "stem-too-short": CardRule(EVERY, stems.stem_too_short),
        "stem-too-long": CardRule(EVERY, stems.stem_too_long),
        "double-negative": CardRule(EVERY, stems.double_negative),
        "vague-term": CardRule(EVERY, stems.vague_term),
        # questions
        "no-question": CardRule(QUESTIONS, stems.no_question),
        "two-questions": CardRule(QUESTIONS, stems.two_questions),
        "unfocused-stem": CardRule(OFFERED, stems.unfocused_stem),
        "negative-stem": CardRule(QUESTIONS, stems.negative_stem),
        "negative-unemphasised": CardRule(QUESTIONS, stems.negative_unemphasised),
        "blank-in-stem": CardRule(QUESTIONS, stems.blank_in_stem),
        "article-cue": CardRule(CHOICES | CLOZES, stems.article_cue),
        "clang": CardRule(OFFERED | MATCHED | TYPED, cues.clang),
        "answer-in-stem": CardRule(RECALLED, cues.answer_in_stem),
        "key-in-stem": CardRule(OFFERED, cues.key_in_stem),
        # options
        "few-options": CardRule(OFFERED | MATCHED, options.few_options),
        "many-options": CardRule(LISTED - CHOICES, options.many_options),
        "key-among-distractors": CardRule(EVERY, options.key_among_distractors),
        "duplicate-option": CardRule(LISTED, options.duplicate_option),
        "contained-option": CardRule(LISTED, options.contained_option),
        "group-with-member": CardRule(LISTED, options.group_with_member),
        "unproven-distractor": CardRule(EVERY, options.unproven_distractor),
        "category-mismatch": CardRule(LISTED, options.category_mismatch),
        "all-of-the-above": CardRule(OFFERED, options.all_of_the_above),
        "none-of-the-above": CardRule(OFFERED, options.none_of_the_above),
        "dont-know-option": CardRule(OFFERED, options.dont_know_option),
        "k-type": CardRule(OFFERED, options.k_type),
        "tf-options": CardRule(OFFERED, options.tf_options),
        "negative-option": CardRule(LISTED, options.negative_option),
        "absolute-option": CardRule(OFFERED, stems.absolute_option),
        "numeric-overlap": CardRule(OFFERED | MATCHED, options.numeric_overlap),
        "long-option": CardRule(LISTED, options.long_option),
        "options-longer-than-stem": CardRule(CHOICES, options.options_longer_than_stem),
        "common-beginning": CardRule(OFFERED, options.common_beginning),
        # cues
        "longest-key": CardRule(OFFERED, cues.longest_key),
        "length-spread": CardRule(LISTED, cues.length_spread),
        "number-cue": CardRule(CHOICES, cues.number_cue),
        "form-cue": CardRule(CHOICES, cues.form_cue),
        "convergence": CardRule(CHOICES, cues.convergence),
        "opposite-pair": CardRule(CHOICES, cues.opposite_pair),
        # single kinds
        "two-claims": CardRule(ASSERTIONS, stems.two_claims),
        "not-in-statement": CardRule(ASSERTIONS, stems.not_in_statement),
        "absolute-statement": CardRule(ASSERTIONS, stems.absolute_statement),
        "gap-count": CardRule(CLOZES, answers.gap_count),
        "gap-at-start": CardRule(CLOZES, answers.gap_at_start),
        "gap-too-long": CardRule(CLOZES, answers.gap_too_long),
        "gap-repeated": CardRule(CLOZES, answers.gap_repeated),
        "long-answer": CardRule(TYPED, answers.long_answer),
        "unpaired-sides": CardRule(MATCHED, answers.unpaired_sides),
        "repeated-item": CardRule(MATCHED, answers.repeated_item),
        "no-spare": CardRule(MATCHED, answers.no_spare),
        "one-right": CardRule(SELECTED, answers.one_right),
        "few-steps": CardRule(ORDERED, answers.few_steps),
    }
)
"""The rules for single cards, by name."""

SET_RULES: Mapping[str, SetRule] = MappingProxyType(
    {
        "base-rate-cue": sets.base_rate_cue,
        "coverage": sets.coverage,
        "longest-key-bias": sets.longest_key_bias,
        "negative-share": sets.negative_share,
        "option-key-rate": sets.option_key_rate,
        "same-count": sets.same_count,
        "shortest-key-bias": sets.shortest_key_bias,
        "template-share": sets.template_share,
        "true-false-balance": sets.true_false_balance,
    }
)
"""The rules for a set of cards, by name."""


def lint(
    cards: Sequence[Card],
    base: FactBase,
    others: Iterable[Card] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[Flaw, ...]:
    """Check cards for flaws.

    Args:
        cards: The cards to check.
        base: The facts that they were generated from.
        others: All cards, if `cards` is a selection of them; used to find duplicate questions.
        progress: Called with 1 after each of the `CARD_RULES`.

    Returns:
        The flaws in the order of the tables and of the cards; those of the set come last.
    """
    return lint_shown(tuple(map(as_shown, cards)), base, tuple(map(as_shown, others)), progress)


def lint_shown(
    cards: Sequence[Card],
    base: FactBase,
    others: Sequence[Card] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[Flaw, ...]:
    """The same for cards that hold no more than a question shows."""
    context = LintContext(base, tuple(others) or tuple(cards))
    return (*_on_cards(cards, context, progress), *_on_set(cards, context))


def gate(guessed: Iterable[Guessed]) -> Iterator[Flaw]:
    """The templates whose key can be guessed, as errors."""
    for message in guessed_key(guessed):
        yield Flaw(rule="guessed-key", severity=Severity.ERROR, card=None, message=message)


def as_shown(card: Card) -> Card:
    """A card on a group, cut to the part that a question shows; every statement of others."""
    return first_selection(card) if card.template.gather else card


def meaning(rule: str) -> str:
    """A one-line description of the flaw that a rule finds, with its source."""
    if rule in GATES:
        return (guessed_key.__doc__ or "").strip()
    find = CARD_RULES[rule].find if rule in CARD_RULES else SET_RULES[rule]
    return (find.__doc__ or "").strip()


def _on_cards(
    cards: Sequence[Card], context: LintContext, progress: Callable[[int], None]
) -> Iterator[Flaw]:
    for name, rule in CARD_RULES.items():
        for card in cards:
            if card.kind not in rule.kinds:
                continue
            waived = dict(card.template.waive).get(name, "")
            for message in dict.fromkeys(rule.find(card, context)):
                yield Flaw(
                    rule=name,
                    severity=_severity(name),
                    card=card.id,
                    message=message,
                    waived=waived,
                )
        progress(1)


def _on_set(cards: Sequence[Card], context: LintContext) -> Iterator[Flaw]:
    for name, find in SET_RULES.items():
        for message in find(cards, context):
            yield Flaw(rule=name, severity=_severity(name), card=None, message=message)


def _severity(rule: str) -> Severity:
    return Severity.ERROR if rule in ERRORS else Severity.WARNING
