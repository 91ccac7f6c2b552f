"""A guesser without knowledge: it learns from the words and options of other questions.

Naive Bayes with equal priors, as each value of the key weighs the same. Questions of one group, as
those on one exercise, are in one fold, so that nothing is learnt about the exercise itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from zlib import crc32

FOLDS = 10

_NEUTRAL = 2
"""Questions' worth of belief that a word is as frequent with one key as with all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A question as the guesser sees it.

    Attributes:
        group: The exercise or muscle; the samples of a group are never split.
        features: Anything that may point to the key: words, pairs of words, options.
        options: The options, where a name is the same as any other name.
        key: The right one of them.
    """

    group: str
    features: frozenset[str]
    options: tuple[str, ...]
    key: str


def guess(samples: Sequence[Sample], seed: int = 0) -> tuple[float, ...]:
    """The credit for each sample: 1 if the guesser picks the key, a share if it cannot decide.

    Args:
        samples: The questions of one kind.
        seed: Distributes the groups over the folds.
    """
    fold_of = [crc32(f"{seed} {sample.group}".encode()) % FOLDS for sample in samples]
    everything = _Counts(samples)
    folds = [
        _Counts(sample for sample, fold in zip(samples, fold_of, strict=True) if fold == number)
        for number in range(FOLDS)
    ]
    return tuple(
        _credit(sample, everything, folds[fold])
        for sample, fold in zip(samples, fold_of, strict=True)
    )


class _Counts:
    """How often features occur, in all and with each key."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self.samples = 0
        self.keys = Counter[str]()
        self.features = Counter[str]()
        self.pairs = Counter[tuple[str, str]]()
        for sample in samples:
            self.samples += 1
            self.keys[sample.key] += 1
            self.features.update(sample.features)
            self.pairs.update((sample.key, feature) for feature in sample.features)


def _credit(sample: Sample, everything: _Counts, fold: _Counts) -> float:
    """The credit for a sample after learning from all others but those of its fold."""
    scores = {
        option: _likelihood(option, sample, everything, fold) for option in set(sample.options)
    }
    best = max(scores.values())
    if scores[sample.key] < best:
        return 0.0
    return 1 / sum(scores[option] == best for option in sample.options)


def _likelihood(option: str, sample: Sample, everything: _Counts, fold: _Counts) -> float:
    """The logarithm of the probability of a sample's features if an option is the key."""
    total = everything.samples - fold.samples + _NEUTRAL
    of_key = everything.keys[option] - fold.keys[option] + _NEUTRAL
    score = 0.0
    for feature in sorted(sample.features):
        usual = (everything.features[feature] - fold.features[feature] + 1) / total
        pair = (option, feature)
        seen = everything.pairs[pair] - fold.pairs[pair]
        score += log((seen + _NEUTRAL * usual) / of_key)
    return score
