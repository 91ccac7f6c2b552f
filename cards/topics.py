"""Finding exercises, muscles, roles and the rest by the names people type."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cards.english import british, likeness, nearest
from cards.errors import ExitCode, NothingMatched
from cards.model.base import FactBase
from cards.model.facts import Fact
from cards.model.nouns import Exercise, Muscle, Named, Pack, Term
from cards.model.template import Library
from cards.model.vocabulary import Contraction, Role


class Topic(NamedTuple):
    """Something facts can be about.

    Attributes:
        kind: `exercise`, `muscle`, `role`, `contraction`, `family`, `term`, `pattern`, `pack`,
            `source`, `template`.
        id: Which one.
    """

    kind: str
    id: str


class UnknownTopic(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """Nothing has this name.

    Attributes:
        name: As typed.
        meant: What was probably meant.
    """

    def __init__(self, name: str, meant: str | None) -> None:
        self.name, self.meant = name, meant
        hint = f" Did you mean '{meant}'?" if meant else ""
        super().__init__(f"Nothing is called '{name}'.{hint}")


@dataclass(frozen=True)
class Topics:
    """All names of a library, and what its facts are about.

    Attributes:
        index: What each name stands for, in small letters.
        names: Every right name, for completion and for what may have been meant.
        of_fact: What each fact is about, by its id.
    """

    index: Mapping[str, tuple[Topic, ...]]
    names: tuple[str, ...]
    of_fact: Mapping[str, frozenset[Topic]]

    def find(self, name: str) -> tuple[Topic, ...]:
        """What a name stands for; several things may share one.

        Raises:
            UnknownTopic: Nothing has that name.
        """
        found = self.index.get(_key(name))
        if found is None:
            raise UnknownTopic(name, nearest(_key(name), self.names))
        return found

    def read(self, words: Sequence[str]) -> tuple[tuple[Topic, ...], ...]:
        """What the words of a command line stand for: the longest names that can be made of them.

        `hip thrust` may be typed without quotation marks.

        Raises:
            UnknownTopic: A word belongs to no name.
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
        """The complaint about a word that begins no name, with the words around it if they help."""
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
"""How like a name several words must be for their complaint to be about all of them."""
_KINDS = {"role": "role", "contraction": "contraction", "movement-pattern": "pattern"}
"""Families of terms that are kinds of topic."""

Choice = Sequence[tuple[Topic, ...]]
"""What names were typed. A name may stand for several things, of which any will do."""


def topics_of(library: Library) -> Topics:
    """Gather all names of a library, and what each of its facts is about."""
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
    """Everything that can be a topic, and what it is rightly called."""
    for kind, nouns in _nouns(library.base):
        for noun in nouns:
            yield Topic(_kind(kind, noun), noun.id), (noun.name, *noun.aliases)
    # Known even where no glossary defines them.
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
    """Whether what a fact is about is chosen: of one kind any will do, of several each must.

    Args:
        topics: What the fact is about.
        choice: The names that were typed.
        template: Id of the template that made a card of the fact, if one did.
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
    """Whether a pack holds a fact."""
    exercise = getattr(fact, "exercise", None)
    if isinstance(exercise, Exercise):
        patterns = base.patterns_of(exercise)
        return exercise.id in pack.exercises or not patterns.isdisjoint(pack.patterns)
    muscle = getattr(fact, "muscle", None)
    region = muscle.region if isinstance(muscle, Muscle) else None
    return fact.type in pack.types or (region is not None and region in pack.regions)


def _topics_of(fact: Fact, base: FactBase) -> set[Topic]:
    """Everything a fact is about."""
    found = {Topic("source", citation.source.id) for citation in fact.citations}
    found |= {Topic("pack", p.id) for p in base.packs.values() if in_pack(fact, p, base)}
    for name in ("exercise", "than"):
        noun = getattr(fact, name, None)
        if isinstance(noun, Exercise):
            found.add(Topic("exercise", noun.id))
            found |= {Topic("pattern", pattern) for pattern in base.patterns_of(noun)}
    for name in ("muscle", "group", "serves"):
        noun = getattr(fact, name, None)
        if isinstance(noun, Muscle):
            found.add(Topic("muscle", noun.id))
            found |= {Topic("muscle", group.id) for group in base.groups_of(noun)}
    for name in ("role", "unlike", "contraction"):
        value = getattr(fact, name, None)
        if value is not None:
            kind = "contraction" if name == "contraction" else "role"
            found.add(Topic(kind, value.replace(" ", "-")))
    for name in ("term", "value", "action", "of"):
        term = getattr(fact, name, None)
        if isinstance(term, Term):
            found.add(Topic("family", term.family))
            found.add(Topic(_kind("term", term), term.id))
    return found


def _kind(kind: str, noun: Named) -> str:
    """The kind of topic a noun is; roles, contractions and patterns are kinds of their own."""
    return _KINDS.get(noun.family, kind) if isinstance(noun, Term) else kind


def _key(name: str) -> str:
    return british(" ".join(name.lower().replace("-", " ").split()))
