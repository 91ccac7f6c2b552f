"""Lint rules for sets of cards: patterns that help a learner to guess without knowledge.

The position of the key is not checked, because it is drawn anew for each question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import comb, exp, lgamma, log

from cards.lint.view import NEGATIVE, LintContext, form
from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CHOICES, QUESTIONS, SELECTED

UNLIKELY = 0.01
"""Significance level: patterns that are more probable by chance are not reported."""

FEWEST_CARDS = 20
FEWEST_SELECTED = 4
MOST_NEGATIVE, MOST_OF_ONE, MOST_UNASKED = 0.05, 0.4, 0.5  # shares
MOST_GUESSED = 0.15
"""How far above chance the success rate of guessing by base rates may be."""

_DRAWN, _NEAR = 3, 8  # a quiz shows three of the eight nearest wrong options


def base_rate_cue(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """Picking the option that is the key most often elsewhere succeeds too often (own trials)."""
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
        # All sampled options must be rarer keys than this one; ties are broken at random.
        for equal in range(min(tied, drawn) + 1):
            ways = comb(tied, equal) * comb(len(beaten), drawn - equal)
            hits += ways / comb(len(near), drawn) / (equal + 1)
    chance = _chance(choices)
    share = hits / len(choices)
    if share > chance + MOST_GUESSED and _at_least(round(hits), len(choices), chance) < UNLIKELY:
        yield (
            f"picking the option that is the key most often elsewhere is right in {share:.0%} of"
            f" questions; chance is {chance:.0%}"
        )


_ALIKE = 10
"""Similar exercises generate similar cards, which are not independent trials."""


def option_key_rate(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """A text is the key much more, or less, often than expected (own trials)."""
    # If there are more wrong options than a question shows, sampling balances them. The values of a
    # role or a contraction are options of every card.
    choices = [
        card
        for card in _choices(cards)
        if not card.optional  # a learner who asks for cards by name may see one key often
        and len(card.distractors) <= _drawn(card)
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
        # Correct for multiple comparisons: among many texts, one is unusual by chance.
        if _either_way(keyed[text], count, chance) < UNLIKELY / (_ALIKE * len(often)):
            yield f"“{' '.join(text)}” is right in {keyed[text]} of the {count} cards that offer it"


def longest_key_bias(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """The longest option is right more often than by chance (Haladyna 20a, for a set)."""
    yield from _length_bias(_choices(cards), 1, "longest")


def shortest_key_bias(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """The shortest option is right more often than by chance (Haladyna 20a, for a set)."""
    yield from _length_bias(_choices(cards), -1, "shortest")


def _length_bias(choices: Sequence[Card], direction: int, what: str) -> Iterator[str]:
    if not choices:
        return
    hits = 0.0
    for card in choices:
        near = [len(d.text) * direction for d in card.distractors[:_NEAR]]
        outdone = sum(length < len(card.key[0]) * direction for length in near)
        hits += comb(outdone, _drawn(card)) / comb(len(near), _drawn(card))
    chance = _chance(choices)
    if _at_least(round(hits), len(choices), chance) < UNLIKELY:
        yield (
            f"the {what} option is right in about {hits:.0f} of {len(choices)} choices; "
            f"by chance it would be in {len(choices) * chance:.0f}"
        )


def true_false_balance(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """The numbers of true and false statements are not balanced (SAQUET, for a set)."""
    keys = [card.key[0] for card in cards if card.kind in ASSERTIONS]
    true = keys.count("True")
    if keys and _either_way(true, len(keys), 0.5) < UNLIKELY:
        yield f"{true} of {len(keys)} statements are true"


def negative_share(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """Too many questions are negative (Haladyna 12, for a set)."""
    asked = [card for card in cards if card.kind in QUESTIONS]
    negative = sum(any(map(NEGATIVE.search, card.stems)) for card in asked)
    if len(asked) >= FEWEST_CARDS and negative > len(asked) * MOST_NEGATIVE:
        yield f"{negative} of {len(asked)} questions are negative, more than {MOST_NEGATIVE:.0%}"


def template_share(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """One template generates too many of the cards (Haladyna 4: balanced content)."""
    for template, count in Counter(card.template.id for card in cards).items():
        if len(cards) >= FEWEST_CARDS and count > len(cards) * MOST_OF_ONE:
            yield f"{template} generates {count} of {len(cards)} cards"


def same_count(cards: Sequence[Card], _: LintContext) -> Iterator[str]:
    """Every select-all question has the same number of right options (own rule)."""
    counts = [len(card.key) for card in cards if card.kind in SELECTED]
    if len(counts) >= FEWEST_SELECTED and len(set(counts)) == 1:
        yield f"{counts[0]} options are right in each of {len(counts)} select-all questions"


def coverage(cards: Sequence[Card], context: LintContext) -> Iterator[str]:
    """Most facts that the templates apply to are not asked (Haladyna 4: a blueprint)."""
    over = {type_ for card in cards for type_ in card.template.over}
    asked = {fact.id for card in context.cards for fact in card.facts}
    facts = [fact for fact in context.base.facts if fact.type in over]
    missing = sum(fact.id not in asked for fact in facts)
    if len(facts) >= FEWEST_CARDS and missing > len(facts) * MOST_UNASKED:
        yield f"{missing} of {len(facts)} facts are not asked by any card"


# -- chance ----------------------------------------------------------------------------------------


def _choices(cards: Iterable[Card]) -> list[Card]:
    return [card for card in cards if card.kind in CHOICES and card.distractors]


def _drawn(card: Card) -> int:
    """The number of wrong options that a quiz shows."""
    return min(_DRAWN, len(card.distractors))


def _chance(choices: Sequence[Card]) -> float:
    """The expected share of right answers when guessing at random."""
    return sum(1 / (1 + _drawn(card)) for card in choices) / len(choices)


def _at_least(hits: int, trials: int, chance: float) -> float:
    """The probability of at least that many hits by chance."""
    return sum(_exactly(n, trials, chance) for n in range(hits, trials + 1))


def _either_way(hits: int, trials: int, chance: float) -> float:
    """The two-sided p-value of a number of hits."""
    below = sum(_exactly(n, trials, chance) for n in range(hits + 1))
    return min(1.0, 2 * min(below, _at_least(hits, trials, chance)))


def _exactly(hits: int, trials: int, chance: float) -> float:
    ways = lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1)
    return exp(ways + hits * log(chance) + (trials - hits) * log(1 - chance))
