"""Topics: resolving names of exercises, muscles, roles and others to ids."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cards.english import british, likeness, nearest
from cards.errors import ExitCode, NothingMatched
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.nouns import Exercise, Muscle, Named, Pack, Term
from cards.model.template import Library
from cards.model.vocabulary import Contraction, Role


class Topic(NamedTuple):
    """A subject that facts can have.

    Attributes:
        kind: `exercise`, `muscle`, `role`, `contraction`, `family`, `term`, `pattern`, `pack`,
            `source`, `template`.
        id: The id within its kind.
    """

    kind: str
    id: str


class UnknownTopic(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """Nothing has this name.

    Attributes:
        name: The name as typed.
        meant: The name that was probably meant.
    """

    def __init__(self, name: str, meant: str | None) -> None:
        self.name, self.meant = name, meant
        hint = f" Did you mean '{meant}'?" if meant else ""
        super().__init__(f"Unknown topic '{name}'.{hint}")


@dataclass(frozen=True)
class Topics:
    """All names in a library, and the topics of its facts.

    Attributes:
        index: The topics with each name, by the normalized name.
        names: All correct names, for completion and suggestions.
        of_fact: The topics of each fact, by its id.
    """

    index: Mapping[str, tuple[Topic, ...]]
    names: tuple[str, ...]
    of_fact: Mapping[str, frozenset[Topic]]

    def find(self, name: str) -> tuple[Topic, ...]:
        """The topics with a name, of which there can be several.

        Raises:
            UnknownTopic: There are none.
        """
        found = self.index.get(_key(name))
        if found is None:
            raise UnknownTopic(name, nearest(_key(name), self.names))
        return found

    def read(self, words: Sequence[str]) -> tuple[tuple[Topic, ...], ...]:
        """Parse the words of a command line into topics, taking the longest names that match.

        So `hip thrust` need not be quoted.

        Raises:
            UnknownTopic: A word is not part of any name.
        """
        topics = []
        at = 0
        while at < len(words):
            ends = range(len(words), at, -1)
            end = next((e for e in ends if _key(" ".join(words[at:e])) in self.index), None)
            if end is None:
                raise self._unknown(words, at)
            topics.append(self.find(" ".join(words[at:end])))
            at = end
        return tuple(topics)

    def _unknown(self, words: Sequence[str], at: int) -> UnknownTopic:
        """The error for a word that starts no name; quotes several words if they match better."""
        near = [(_NEAR_ENOUGH, words[at], nearest(_key(words[at]), self.names))]
        for start in range(at + 1):
            for end in range(max(at + 1, start + 2), len(words) + 1):
                name = " ".join(words[start:end])
                meant = nearest(_key(name), self.names)
                if meant and meant not in _key(name):
                    near.append((likeness(_key(name), meant), name, meant))
        _, name, meant = max(near, key=lambda found: found[0])
        return UnknownTopic(name, meant)


_NEAR_ENOUGH = 0.85
"""How similar several words must be to a name for the error to quote all of them."""
_KINDS = {"role": "role", "contraction": "contraction", "movement-pattern": "pattern"}
"""Families of terms that have their own kind of topic."""

Choice = Sequence[tuple[Topic, ...]]
"""The topics of each name that was typed. Of the topics with one name, any may match."""


def topics_of(library: Library) -> Topics:
    """Collect the names in a library and the topics of its facts."""
    base = library.base
    index: dict[str, dict[Topic, None]] = {}
    right: set[str] = set()
    for topic, names in _named(library):
        for name in (topic.id, *names):
            index.setdefault(_key(name), {})[topic] = None
            right.add(_key(name))
    for kind, nouns in _nouns(base):
        for noun in nouns:
            for name in noun.misspellings:
                index.setdefault(_key(name), {})[Topic(_kind(kind, noun), noun.id)] = None
    return Topics(
        index={name: tuple(topics) for name, topics in index.items()},
        names=tuple(sorted(right)),
        of_fact={fact.id: frozenset(_topics_of(fact, base)) for fact in base.facts},
    )


def _named(library: Library) -> Iterator[tuple[Topic, tuple[str, ...]]]:
    """All possible topics with their correct names."""
    for kind, nouns in _nouns(library.base):
        for noun in nouns:
            yield Topic(_kind(kind, noun), noun.id), (noun.name, *noun.aliases)
    # Valid even if no glossary defines them.
    for role in Role:
        yield Topic("role", role.replace(" ", "-")), ()
    for contraction in Contraction:
        yield Topic("contraction", contraction.value), ()
    for source in library.base.sources.values():
        yield Topic("source", source.id), (source.name,)
    for template in library.templates:
        yield Topic("template", template.id), (template.tests,)


def _nouns(base: FactBase) -> tuple[tuple[str, Iterable[Named]], ...]:
    return (
        ("exercise", base.exercises.values()),
        ("muscle", base.muscles.values()),
        ("family", base.families.values()),
        ("term", base.terms.values()),
        ("pack", base.packs.values()),
    )


def about(topics: Collection[Topic], choice: Choice, template: str | None = None) -> bool:
    """Whether the topics of a fact match a choice: at least one topic of each kind in the choice.

    Args:
        topics: The topics of the fact.
        choice: The names that were typed.
        template: The id of the template, if the fact is on a card.
    """
    by_kind: dict[str, list[tuple[Topic, ...]]] = {}
    for name in choice:
        by_kind.setdefault(name[0].kind, []).append(name)
    return all(
        any(_touches(topics, topic, template) for name in names for topic in name)
        for names in by_kind.values()
    )


def _touches(topics: Collection[Topic], topic: Topic, template: str | None) -> bool:
    return topic.id == template if topic.kind == "template" else topic in topics


def in_pack(fact: Fact, pack: Pack, base: FactBase) -> bool:
    """Whether a pack contains a fact."""
    exercise, muscle = fact.about.exercise, fact.about.muscle
    if exercise is not None:
        patterns = base.patterns_of(exercise)
        return exercise.id in pack.exercises or not patterns.isdisjoint(pack.patterns)
    region = muscle.region if muscle is not None else None
    return fact.type in pack.types or (region is not None and region in pack.regions)


def _topics_of(fact: Fact, base: FactBase) -> set[Topic]:
    """All topics of a fact."""
    found = {Topic("source", citation.source.id) for citation in fact.citations}
    found |= {Topic("pack", p.id) for p in base.packs.values() if in_pack(fact, p, base)}
    found |= {Topic(value.sort, value.replace(" ", "-")) for value in fact.values}
    for noun in fact.nouns:
        found |= set(_topics_of_noun(noun, base))
    return found


def _topics_of_noun(noun: Named, base: FactBase) -> Iterator[Topic]:
    """The noun, and what it belongs to."""
    match noun:
        case Exercise():
            yield Topic("exercise", noun.id)
            yield from (Topic("pattern", pattern) for pattern in base.patterns_of(noun))
        case Muscle():
            yield Topic("muscle", noun.id)
            yield from (Topic("muscle", group.id) for group in base.groups_of(noun))
        case Term():
            yield Topic("family", noun.family)
            yield Topic(_kind("term", noun), noun.id)
        case _:
            raise TypeError(type(noun))


def _kind(kind: str, noun: Named) -> str:
    """The kind of topic for a noun; roles, contractions and patterns have separate kinds."""
    return _KINDS.get(noun.family, kind) if isinstance(noun, Term) else kind


def _key(name: str) -> str:
    return british(" ".join(name.lower().replace("-", " ").split()))
