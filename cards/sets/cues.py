"""Whether one question of a set helps to answer another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cards.answers.asked import Asked
from cards.answers.normalisation import significant_words, spellings
from cards.english import telling_stems
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import JOINT_ACTION

_LONGEST = 6
"""Words of the longest accepted answer."""


@dataclass(frozen=True)
class _Trace:
    """Words of texts, to find an answer in them.

    Attributes:
        texts: The texts.
    """

    texts: tuple[str, ...]

    @cached_property
    def parts(self) -> frozenset[str]:
        """The spellings of all their short parts."""
        return frozenset[str]().union(*map(_spelt_parts, self.texts))

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The beginnings of the significant words of each text."""
        return tuple(map(telling_stems, self.texts))


@dataclass(frozen=True, kw_only=True)
class Clues:
    """The words that a question reveals, and those that would reveal its answer.

    Attributes:
        card: The card.
        stems: The beginnings of the significant words of its stems.
        named: The spellings of the muscle that its stems name; empty if they name none.
        options: The spellings of its options.
        question: Its stems and options.
        feedback: The explanation and the reasons.
        forms: All spellings of its answer.
        telling: The beginnings of words by which its key differs from its stem and a wrong option.
        inferred: Those that name the joint action from which its answer follows.
    """

    card: Card
    stems: frozenset[str]
    named: frozenset[str]
    options: frozenset[str]
    question: _Trace
    feedback: _Trace
    forms: frozenset[str]
    telling: frozenset[str]
    inferred: frozenset[str]


def clues_of(card: Card, base: FactBase, action_words: frozenset[str]) -> Clues:
    """The clues of a card.

    Args:
        card: The card.
        base: The facts.
        action_words: The words that name joint actions; see `action_words_of`.
    """
    stems = frozenset[str]().union(*map(telling_stems, card.stems))
    wrong = [telling_stems(distractor.text) for distractor in card.distractors]
    reasons = [distractor.reason for distractor in card.distractors]
    options = [*card.key, *(distractor.text for distractor in card.distractors)]
    muscle = card.fact.about.muscle
    is_named = muscle is not None and any(muscle.name in stem for stem in card.stems)
    return Clues(
        card=card,
        stems=stems,
        named=spellings(muscle.name) if muscle is not None and is_named else frozenset(),
        options=_trace(options).parts,
        question=_trace((*card.stems, *options)),
        feedback=_trace((card.explanation, *card.reasons, *reasons)),
        forms=Asked(card, base).forms,
        telling=telling_stems(card.key[0]) - frozenset.intersection(*wrong) - stems,
        inferred=action_words & telling_stems(card.explanation) - stems,
    )


def are_independent(earlier: Clues, later: Clues) -> bool:
    """Whether neither of two questions helps to answer the other, also after its feedback."""
    return not (
        {fact.id for fact in earlier.card.facts} & {fact.id for fact in later.card.facts}
        or _helps(earlier, later)
        or _helps(later, earlier)
        or _contains(earlier.feedback, later)
    )


def is_revealed_by(clues: Clues, text: str) -> bool:
    """Whether a text contains the answer."""
    return _contains(_trace((text,)), clues)


def _helps(shown: Clues, asked: Clues) -> bool:
    """Whether a question tells the answer of another one, or rules out some of its options.

    Its stem must contain no word that tells the answer, and name no muscle that is an option: one
    that is known to be the antagonist does not control the movement.
    """
    tells = (asked.telling | asked.inferred) & shown.stems
    return bool(tells or shown.named & asked.options) or _contains(shown.question, asked)


def _contains(trace: _Trace, asked: Clues) -> bool:
    """Whether texts contain an accepted answer, or one of them all its telling words."""
    reveals = bool(asked.telling) and any(asked.telling <= words for words in trace.words)
    return reveals or not asked.forms.isdisjoint(trace.parts)


def _trace(texts: Iterable[str]) -> _Trace:
    return _Trace(tuple(dict.fromkeys(texts)))


@lru_cache(maxsize=8192)
def _spelt_parts(text: str) -> frozenset[str]:
    """The spellings of all parts of a text that could be an answer."""
    words = significant_words(text)
    ends = ((start, start + size) for start in range(len(words)) for size in range(1, _LONGEST + 1))
    parts = [words[start:end] for start, end in ends if end <= len(words)]
    return frozenset(spelt for part in parts for spelt in ("".join(part), " ".join(sorted(part))))


def action_words_of(base: FactBase) -> frozenset[str]:
    """The beginnings of words that name joint actions, without those that name joints."""
    actions = base.family(JOINT_ACTION)
    joints = {base.terms[action.joint].name for action in actions if action.joint}
    names = " ".join(action.name for action in actions)
    return telling_stems(names) - telling_stems(" ".join(joints))
