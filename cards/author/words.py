"""The words of a table, looked up as topics are: by any name, in the singular or the plural."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cards.english import nearest, third_person
from cards.english import words as words_in
from cards.model.base import FactBase
from cards.model.fact import JOINT_ACTION
from cards.model.vocabulary import Phase
from cards.topics import Topics

KINDS = ("exercise", "muscle", "role", "phase", "contraction", "action", "nerve")
"""The columns whose words are looked up."""

_FAMILIES = {"action": JOINT_ACTION, "nerve": "nerve", "phase": "phase"}
_DIRECTIONS = frozenset(("up", "down", "upward", "upwards", "downward", "downwards", "way"))
"""Words that do not tell the phase: in a pulldown, the bar goes down as the muscles shorten."""

_LITTLE = frozenset(("a", "an", "at", "of", "the"))
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_MOST_SUGGESTED = 5


@dataclass(frozen=True)
class Words:
    """The names that words of a table can stand for."""

    topics: Topics
    base: FactBase

    def find(self, kind: str, text: str, exercise: str | None = None) -> tuple[str, ...]:
        """The ids that a word can stand for; several if it is ambiguous.

        Args:
            kind: One of `KINDS`.
            text: The word or words.
            exercise: The exercise, whose own words for its phases count too.
        """
        found = tuple(dict.fromkeys(self._find(kind, text, exercise)))
        if not found and kind == "nerve" and _IN_BRACKETS.search(text):
            return self.find(kind, _IN_BRACKETS.sub("", text))
        return found

    def _find(self, kind: str, text: str, exercise: str | None) -> Iterator[str]:
        if kind == "phase":
            yield from self._phases_in_words_of(exercise, text)
            if _DIRECTIONS & set(words_in(text)):
                return
        for name in (text, text.removeprefix("the ").removeprefix("The ")):
            for topic in self.topics.named(name):
                if topic.kind == kind:
                    yield _value(kind, topic.id)
                elif topic.kind == "term" and self.base.terms[topic.id].family == _FAMILIES.get(
                    kind
                ):
                    yield topic.id
        if kind == "action":
            yield from self._by_verb.get(_plain(text), ())
        if kind == "phase" and text.casefold() in set(Phase):
            yield text.casefold()

    def _phases_in_words_of(self, exercise: str | None, text: str) -> Iterator[str]:
        known = self.base.exercises.get(exercise or "")
        for phase, described in known.phases.items() if known is not None else ():
            if _plain(text) in (_plain(described), _plain(described.removeprefix("as "))):
                yield phase.value

    @cached_property
    def _by_verb(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The joint actions by their verbs: "flex the elbow", "flexes elbow"."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for term in self.base.family(JOINT_ACTION):
            for verb in (term.verb, third_person(term.verb)) if term.verb else ():
                found[_plain(verb)] = (*found.get(_plain(verb), ()), term.id)
        return found

    def suggestions(self, kind: str, text: str) -> tuple[str, ...]:
        """Names that may be meant by an unknown word, the likeliest first."""
        names = self._names(kind)
        match = self.topics.match(text)
        near = [self.topics.labels[t] for t in match.topics if t.kind == kind] if match else []
        likely = nearest(text.casefold(), names)
        found = [*near[:_MOST_SUGGESTED], *((likely,) if likely else ())]
        return tuple(dict.fromkeys(found))[:_MOST_SUGGESTED]

    def _names(self, kind: str) -> tuple[str, ...]:
        if kind in _FAMILIES:
            return tuple(term.name for term in self.base.family(_FAMILIES[kind]))
        labels = self.topics.labels.items()
        return tuple(label for topic, label in labels if topic.kind == kind)


def _value(kind: str, id_: str) -> str:
    """The id of a topic as a fact file writes it."""
    return id_.replace("-", " ") if kind == "role" else id_


def _plain(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_in(text) if word not in _LITTLE)
