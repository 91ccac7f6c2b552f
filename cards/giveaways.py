"""Words that a question shares with its key, and that give the key away without knowledge."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cards.english import plain_words, related, telling_stems, telling_words, words
from cards.model.card import Distractor
from cards.model.fact import Fact
from cards.model.kinds import CHOICES
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.template import Kind

FEWEST_DISTRACTORS = 2
"""A choice between two is a coin toss; such a fact is asked as true or false, or typed."""

_LATEST = 4096
"""Texts whose significant words are remembered: the options of a topic are the same few."""


def fair_question(
    stems: Sequence[str], key: str, wrong: tuple[Distractor, ...], kind: Kind
) -> tuple[tuple[str, ...], tuple[Distractor, ...]]:
    """The stems that do not give the key away, and the wrong options they can be asked with.

    If every stem shares a word with the key, a choice is asked with the options that share it too,
    so that an added option never costs the card. A wrong option that is the only one to share a
    word with the stem is omitted where enough others are proven.
    """
    if kind in CHOICES:
        wrong = _without_named(stems, key, wrong)
    fair = tuple(stem for stem in stems if not gives_away(stem, key, wrong))
    if fair and kind in CHOICES:
        plain = tuple(stem for stem in fair if not _alludes(stem, key, wrong)) or fair
        return plain, _alluding_first(plain, key, _without_lone_echoes(plain, key, wrong))
    if fair or kind not in CHOICES:
        return fair, wrong
    sharing = max((_sharing_stems(stem, key, wrong) for stem in stems), key=len, default=())
    if len(sharing) < FEWEST_DISTRACTORS:
        return (), wrong
    return tuple(stem for stem in stems if not gives_away(stem, key, sharing)), sharing


def _without_named(
    stems: Iterable[str], key: str, wrong: tuple[Distractor, ...]
) -> tuple[Distractor, ...]:
    """The wrong options without those that a stem names, which it excludes.

    "What follows the activate phase?" is not the activate phase.
    """
    asked = " ".join(stems).lower()
    if key.lower() in asked:
        return wrong
    plain = tuple(d for d in wrong if d.text.lower() not in asked)
    return plain if len(plain) >= FEWEST_DISTRACTORS else wrong


def _without_lone_echoes(
    stems: Iterable[str], key: str, wrong: tuple[Distractor, ...]
) -> tuple[Distractor, ...]:
    """The wrong options without the only one that shares a word with the stems.

    Such a word draws the eye, or excludes the option: "hip external rotation" in a question on the
    external oblique.
    """
    asked = frozenset(word for stem in stems for word in _content(stem))
    shared = Counter(
        word for text in (key, *(d.text for d in wrong)) for word in _echoes(text, asked)
    )
    plain = tuple(d for d in wrong if all(shared[word] > 1 for word in _echoes(d.text, asked)))
    return plain if len(plain) >= _ENOUGH_DISTRACTORS else wrong


def _echoes(text: str, asked: frozenset[str]) -> frozenset[str]:
    return _content(text) & asked


@lru_cache(maxsize=_LATEST)
def _content(text: str) -> frozenset[str]:
    """The significant words of a text and their beginnings."""
    return telling_stems(text) | telling_words(text)


_ENOUGH_DISTRACTORS = 3
"""Wrong options of a question with as many options as an exam shows."""


def gives_away(stem: str, key: str, distractors: Iterable[Distractor]) -> bool:
    """Whether a word of the question points to the key and not to every wrong option."""
    shared = telling_stems(key) & telling_stems(stem)
    others = [telling_stems(d.text) for d in distractors]
    if any(not others or not all(s in o for o in others) for s in shared):
        return True
    hidden = _hidden_words(key, stem)
    return any(word not in words(d.text) for word in hidden for d in distractors)


def _hidden_words(key: str, stem: str) -> list[str]:
    """The words of a key that end a longer word of a stem: "psoas" in "iliopsoas"."""
    asked = words(stem)
    return [
        word
        for word in words(key)
        if len(word) >= _LONG and any(other != word and other.endswith(word) for other in asked)
    ]


_LONG = 5
"""Letters of a word that is noticed in another one; "lift" in "deadlift" is not."""


def _alludes(stem: str, key: str, distractors: Iterable[Distractor]) -> bool:
    """Whether a word of the stem is related to the key and to no wrong option."""
    shared = related(stem) & related(key)
    return bool(shared - {group for d in distractors for group in related(d.text)})


def _alluding_first(
    stems: Iterable[str], key: str, wrong: tuple[Distractor, ...]
) -> tuple[Distractor, ...]:
    """The wrong options; those come first that allude to the stems as the key does."""
    shared = frozenset(group for stem in stems for group in related(stem)) & related(key)
    return tuple(sorted(wrong, key=lambda option: not shared & related(option.text)))


def _sharing_stems(
    stem: str, key: str, distractors: Iterable[Distractor]
) -> tuple[Distractor, ...]:
    """The wrong options that share all words which the key shares with the stem."""
    stems = telling_stems(key) & telling_stems(stem)
    plain = plain_words(key) & plain_words(stem)
    return tuple(
        d for d in distractors if stems <= telling_stems(d.text) and plain <= plain_words(d.text)
    )


def sharing_words(
    fact: Fact, key: str, distractors: tuple[Distractor, ...]
) -> tuple[Distractor, ...]:
    """The wrong options that share all words which the key shares with the exercise's name."""
    exercise = fact.about.exercise
    if exercise is None:
        return distractors
    shared = plain_words(key) & plain_words(exercise.name)
    return tuple(d for d in distractors if shared <= plain_words(d.text))


def names_muscle(exercise: Exercise, muscle: Muscle) -> bool:
    """Whether the name of an exercise names the muscle: "triceps pushdown"."""
    return bool(telling_stems(exercise.name) & telling_stems(muscle.name))


def names_action(exercise: Exercise, action: Term, joint: str = "") -> bool:
    """Whether the name of an exercise names the joint action: "leg extension".

    Args:
        exercise: The exercise.
        action: The joint action.
        joint: The name of its joint, which need not be in the name of the exercise.
    """
    place = telling_stems(joint)
    direction = {word for word in telling_words(action.name) if not telling_stems(word) & place}
    return bool(direction) and direction <= telling_words(exercise.name)
