"""Draws the questions of a quiz, so that the selection of options gives no answer away.

Guessing the term that is the key most often must not be better than chance. So each term is a wrong
option in proportion to how often it is the key, if there are enough proven ones, and the key is the
longest option no more often than by chance.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from random import Random
from types import MappingProxyType

from cards.model.card import Card, Distractor
from cards.model.kinds import CHOICES
from quiz.session.question import MOST_OPTIONS, Question, ask

_NEAR = 8
"""Wrong options beyond this position are too unlike the key to be plausible."""


def draw(
    cards: Sequence[Card],
    random: Random,
    options: int = MOST_OPTIONS,
    must: Collection[str] = (),
    mixed_up: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """Draw a question for every card, in the order of the cards.

    Args:
        cards: The cards of one quiz.
        random: The source of randomness; equal seeds give equal quizzes.
        options: The number of options of a choice, if that many are proven.
        must: Concepts to show as wrong options whenever they are proven wrong.
        mixed_up: The same for questions in which one concept is right, by that concept.
    """
    choices = [card for card in cards if card.kind in CHOICES]
    requested = Counter[str]()
    for card in choices:
        requested[card.key[0]] += min(options - 1, len(card.distractors))
    longest = 0
    chosen: dict[str, tuple[Distractor, ...]] = {}
    # Cards with few wrong options come first, because the others can compensate.
    ordered = sorted(choices, key=lambda c: (len(c.distractors), random.random()))
    for shown, card in enumerate(ordered):
        count = min(options - 1, len(card.distractors))
        too_often = longest * (count + 1) > shown
        preferred = (*must, *_mixed_up(card, mixed_up)) if mixed_up else must
        picked = _pick(card, count, requested, random, preferred, longer=too_often)
        requested.subtract(distractor.text for distractor in picked)
        chosen[card.id] = picked
        longest += all(len(card.key[0]) > len(distractor.text) for distractor in picked)
    return tuple(ask(card, random, chosen.get(card.id)) for card in cards)


def _mixed_up(card: Card, mixed_up: Mapping[str, Collection[str]]) -> Collection[str]:
    """The concepts that the learner takes for the key of a card."""
    from cards.model.concepts import asked_for  # few learners mix something up

    return mixed_up.get(asked_for(card) or "", ())


def _pick(
    card: Card,
    count: int,
    requested: Counter[str],
    random: Random,
    must: Collection[str],
    *,
    longer: bool,
) -> tuple[Distractor, ...]:
    """The wrong options with the largest deficit, near ones first among equals."""
    near = [
        (place, distractor)
        for place, distractor in enumerate(card.distractors)
        if place < _NEAR or distractor.concept in must
    ]
    ranked = sorted(
        near,
        key=lambda pair: (
            pair[1].concept not in must,
            -requested[pair[1].text],
            pair[0] // 3,
            random.random(),
        ),
    )
    picked = [distractor for _, distractor in ranked[:count]]
    if longer and all(len(d.text) < len(card.key[0]) for d in picked):
        spare = next((d for _, d in ranked[count:] if len(d.text) >= len(card.key[0])), None)
        if spare is not None and picked[-1].concept not in must:
            picked[-1] = spare
    return tuple(picked)
