"""Draws the questions of a whole quiz, so that what is shown gives no answer away.

Somebody who only knows how often a term is right elsewhere must not do better than chance. So each
term is a wrong option as many times as its being right calls for, as far as the proven ones allow;
and the right answer is the longest no more often than chance makes it.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from random import Random

from cards.model.card import Card, Distractor
from cards.model.kinds import CHOICES
from quiz.session.question import MOST_OPTIONS, Question, ask

_NEAR = 8
"""Wrong options further down a card's list are too far from its key to tempt anybody."""


def draw(
    cards: Sequence[Card],
    random: Random,
    options: int = MOST_OPTIONS,
    must: Collection[str] = (),
) -> tuple[Question, ...]:
    """Make a question of every card, in the order of the cards.

    Args:
        cards: The cards of one quiz.
        random: Where chance comes from; equal seeds give equal quizzes.
        options: How many a choice shows, where so many are proven.
        must: Concepts that are shown as wrong options wherever they are proven wrong.
    """
    choices = [card for card in cards if card.kind in CHOICES]
    wanted = Counter[str]()
    for card in choices:
        wanted[card.key[0]] += min(options - 1, len(card.distractors))
    longest = 0
    chosen: dict[str, tuple[Distractor, ...]] = {}
    # Cards with little to choose from come first: the others can make up for them.
    ordered = sorted(choices, key=lambda c: (len(c.distractors), random.random()))
    for shown, card in enumerate(ordered):
        count = min(options - 1, len(card.distractors))
        too_often = longest * (count + 1) > shown
        picked = _pick(card, count, wanted, random, must, longer=too_often)
        wanted.subtract(distractor.text for distractor in picked)
        chosen[card.id] = picked
        longest += all(len(card.key[0]) > len(distractor.text) for distractor in picked)
    return tuple(ask(card, random, chosen.get(card.id)) for card in cards)


def _pick(
    card: Card,
    count: int,
    wanted: Counter[str],
    random: Random,
    must: Collection[str],
    *,
    longer: bool,
) -> tuple[Distractor, ...]:
    """The wrong options that are owed most, the near ones first among equals."""
    near = [
        (place, distractor)
        for place, distractor in enumerate(card.distractors)
        if place < _NEAR or distractor.concept in must
    ]
    ranked = sorted(
        near,
        key=lambda pair: (
            pair[1].concept not in must,
            -wanted[pair[1].text],
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
