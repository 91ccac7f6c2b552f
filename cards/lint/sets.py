"""Rules on a set of cards: what somebody learns to guess from it who knows nothing of the matter.

Where the key stands is drawn for each question, and is none of a card's doing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import comb, exp, lgamma, log

from cards.lint.view import NEGATIVE, LintContext, form
from cards.model.card import Card
from cards.model.template import Kind

UNLIKELY = 0.01
"""How improbable by chance a pattern must be before somebody is told of it."""

FEWEST_CARDS = 20
FEWEST_SELECTED = 4
MOST_NEGATIVE, MOST_OF_ONE, MOST_UNASKED = 0.05, 0.4, 0.5  # shares
MOST_GUESSED = 0.15
"""How far above chance guessing by base rates may come."""

_DRAWN, _NEAR = 3, 8  # as a quiz draws wrong options: three of the eight nearest


def base_rate_cue(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """Who picks what is right most often elsewhere does well (our own trial: up to 51 %)."""
    choices = _choices(cards)
    if len(choices) < FEWEST_CARDS:
        return
    keys = Counter(form(card.key[0]) for card in choices)
    hits = 0.0
    for card in choices:
        key = form(card.key[0])
        near = [form(d.text) for d in card.distractors[:_NEAR]]
        beaten = [text for text in near if keys[text] < keys[key] - 1]
        tied = sum(keys[text] == keys[key] - 1 for text in near)
        drawn = _drawn(card)
        # All that are drawn must be rarer keys than this one; among equals, he tosses a coin.
        for equal in range(min(tied, drawn) + 1):
            ways = comb(tied, equal) * comb(len(beaten), drawn - equal)
            hits += ways / comb(len(near), drawn) / (equal + 1)
    chance = _chance(choices)
    share = hits / len(choices)
    if share > chance + MOST_GUESSED and _at_least(round(hits), len(choices), chance) < UNLIKELY:
        yield (
            f"whoever picks the option that is right most often elsewhere gets {share:.0%} right; "
            f"blind chance gives {chance:.0%}"
        )


_ALIKE = 10
"""Exercises of one pattern make cards much alike, which are no trials of their own."""


def option_key_rate(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """A text is right much more, or less, often than it is offered (our own trial)."""
    # A wrong option that can be left out is drawn as often as its being right calls for, and the
    # values of a role or a contraction stand side by side in every card.
    choices = [
        card
        for card in _choices(cards)
        if len(card.distractors) <= _drawn(card)
        and card.template.key not in ("role", "contraction", "value")
    ]
    offered: Counter[tuple[str, ...]] = Counter()
    keyed: Counter[tuple[str, ...]] = Counter()
    expected: dict[tuple[str, ...], float] = defaultdict(float)
    for card in choices:
        chance = 1 / (1 + _drawn(card))
        for shown in (card.key[0], *(d.text for d in card.distractors[:_NEAR])):
            offered[form(shown)] += 1
            expected[form(shown)] += chance
        keyed[form(card.key[0])] += 1
    often = {text: count for text, count in offered.items() if count >= FEWEST_CARDS}
    for text, count in often.items():
        chance = expected[text] / count
        # Of many texts, one stands out by chance alone.
        if _either_way(keyed[text], count, chance) < UNLIKELY / (_ALIKE * len(often)):
            yield f"“{' '.join(text)}” is right in {keyed[text]} of the {count} cards that offer it"


def longest_key_bias(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """The longest option is right more often than by chance (Haladyna 20a, over a set)."""
    yield from _length_bias(_choices(cards), 1, "longest")


def shortest_key_bias(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """The shortest option is right more often than by chance (Haladyna 20a, over a set)."""
    yield from _length_bias(_choices(cards), -1, "shortest")


def _length_bias(choices: Sequence[Card], sign: int, what: str) -> Iterator[str]:
    if not choices:
        return
    hits = 0.0
    for card in choices:
        near = [len(d.text) * sign for d in card.distractors[:_NEAR]]
        outdone = sum(length < len(card.key[0]) * sign for length in near)
        hits += comb(outdone, _drawn(card)) / comb(len(near), _drawn(card))
    chance = _chance(choices)
    if _at_least(round(hits), len(choices), chance) < UNLIKELY:
        yield (
            f"the {what} option is right in about {hits:.0f} of {len(choices)} choices; "
            f"by chance it would be in {len(choices) * chance:.0f}"
        )


def true_false_balance(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """True statements and false ones are not about as many (SAQUET: true or false, over a set)."""
    keys = [card.key[0] for card in cards if card.kind is Kind.TRUE_FALSE]
    true = keys.count("True")
    if keys and _either_way(true, len(keys), 0.5) < UNLIKELY:
        yield f"{true} of {len(keys)} statements are true"


def negative_share(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """More than a few questions are turned round (Haladyna 12, over a set)."""
    asked = [card for card in cards if card.kind not in (Kind.CLOZE, Kind.TRUE_FALSE)]
    negative = sum(any(map(NEGATIVE.search, card.stems)) for card in asked)
    if len(asked) >= FEWEST_CARDS and negative > len(asked) * MOST_NEGATIVE:
        yield f"{negative} of {len(asked)} questions are negative; {MOST_NEGATIVE:.0%} are plenty"


def template_share(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """One template makes most of the cards (Haladyna 4: important content, evenly)."""
    for template, count in Counter(card.template.id for card in cards).items():
        if len(cards) >= FEWEST_CARDS and count > len(cards) * MOST_OF_ONE:
            yield f"{template} makes {count} of {len(cards)} cards"


def same_count(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """As many options are right in every select-all (our own: it can be counted on)."""
    counts = [len(card.key) for card in cards if card.kind is Kind.SELECT_ALL]
    if len(counts) >= FEWEST_SELECTED and len(set(counts)) == 1:
        yield f"{counts[0]} options are right in each of {len(counts)} select-alls"


def coverage(cards: Sequence[Card], around: LintContext) -> Iterator[str]:
    """Most of the facts that templates run over are asked by no card (Haladyna 4: a blueprint)."""
    over = {type_ for card in cards for type_ in card.template.over}
    asked = {fact.id for card in around.cards for fact in card.facts}
    facts = [fact for fact in around.base.facts if fact.type in over]
    missing = sum(fact.id not in asked for fact in facts)
    if len(facts) >= FEWEST_CARDS and missing > len(facts) * MOST_UNASKED:
        yield f"{missing} of {len(facts)} facts are asked by no card"


# -- chance ----------------------------------------------------------------------------------------


def _choices(cards: Iterable[Card]) -> list[Card]:
    return [card for card in cards if card.kind is Kind.CHOICE and card.distractors]


def _drawn(card: Card) -> int:
    """How many wrong options a quiz shows."""
    return min(_DRAWN, len(card.distractors))


def _chance(choices: Sequence[Card]) -> float:
    """How many of the choices a blind guess gets right, as a share."""
    return sum(1 / (1 + _drawn(card)) for card in choices) / len(choices)


def _at_least(hits: int, trials: int, chance: float) -> float:
    """How probable so many hits, or more, are by chance."""
    return sum(_exactly(n, trials, chance) for n in range(hits, trials + 1))


def _either_way(hits: int, trials: int, chance: float) -> float:
    """How probable a number of hits is that lies as far from the expected one, on either side."""
    below = sum(_exactly(n, trials, chance) for n in range(hits + 1))
    return min(1.0, 2 * min(below, _at_least(hits, trials, chance)))


def _exactly(hits: int, trials: int, chance: float) -> float:
    ways = lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1)
    return exp(ways + hits * log(chance) + (trials - hits) * log(1 - chance))
