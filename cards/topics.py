"""Finding exercises, muscles, roles and the rest by the names people type."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cards.base import FactBase
from cards.card import Card
from cards.facts import Contraction, Fact, Muscle, Named, Role, Term
from cards.template import Library
from cards.words import british, likeness, nearest


@dataclass(frozen=True)
class Topic:
    """Something facts can be about.

    Attributes:
        kind: `exercise`, `muscle`, `role`, `contraction`, `family`, `term`, `source`, `template`.
        id: Which one.
    """

    kind: str
    id: str


class UnknownTopic(LookupError):  # noqa: N818 - it is the name that is unknown, nothing has failed
    """A name that nothing has.

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
    """All names of a library."""

    library: Library

    @cached_property
    def _index(self) -> Mapping[str, tuple[Topic, ...]]:
        found: dict[str, dict[Topic, None]] = {}
        for topic, names in self._named():
            for name in (topic.id, *names):
                found.setdefault(_key(name), {})[topic] = None
        for kind, nouns in self._nouns():
            for noun in nouns:
                for name in noun.misspellings:
                    found.setdefault(_key(name), {})[Topic(_kind(kind, noun), noun.id)] = None
        return {name: tuple(topics) for name, topics in found.items()}

    def _named(self) -> Iterator[tuple[Topic, tuple[str, ...]]]:
        """Everything that can be a topic, and what it is rightly called."""
        base = self.library.base
        for kind, nouns in self._nouns():
            for noun in nouns:
                yield Topic(_kind(kind, noun), noun.id), (noun.name, *noun.aliases)
        # Known even where no glossary defines them.
        for role in Role:
            yield Topic("role", role.replace(" ", "-")), ()
        for contraction in Contraction:
            yield Topic("contraction", contraction.value), ()
        for source in base.sources.values():
            yield Topic("source", source.id), (source.name,)
        for template in self.library.templates:
            yield Topic("template", template.id), (template.tests,)

    def _nouns(self) -> tuple[tuple[str, Iterable[Named]], ...]:
        base = self.library.base
        return (
            ("exercise", base.exercises.values()),
            ("muscle", base.muscles.values()),
            ("family", base.families.values()),
            ("term", base.terms.values()),
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every right name, for completion and for what may have been meant."""
        return tuple(
            sorted({_key(n) for topic, names in self._named() for n in (topic.id, *names)})
        )

    def find(self, name: str) -> tuple[Topic, ...]:
        """What a name stands for; several things may share one.

        Raises:
            UnknownTopic: Nothing has that name.
        """
        found = self._index.get(_key(name))
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
            end = next((e for e in ends if _key(" ".join(words[at:e])) in self._index), None)
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
_VALUES = ("role", "contraction")
Choice = Sequence[tuple[Topic, ...]]
"""What names were typed. A name may stand for several things, of which any will do."""


def about(fact: Fact, choice: Choice, base: FactBase, template: str | None = None) -> bool:
    """Whether a fact is among the topics: of one kind any will do, of several kinds each must.

    Args:
        fact: The fact.
        choice: The names.
        base: Where a group's members stand: a group stands for them too.
        template: Id of the template that made a card of the fact, if one did.
    """
    by_kind: dict[str, list[tuple[Topic, ...]]] = {}
    for name in choice:
        by_kind.setdefault(name[0].kind, []).append(name)
    return all(
        any(_touches(fact, topic, base, template) for name in names for topic in name)
        for names in by_kind.values()
    )


def chosen(card: Card, choice: Choice, base: FactBase) -> bool:
    """Whether a card is among the chosen topics."""
    return any(about(fact, choice, base, card.template.id) for fact in card.facts)


def _touches(fact: Fact, topic: Topic, base: FactBase, template: str | None) -> bool:
    if topic.kind == "template":
        return topic.id == template
    if topic.kind == "source":
        return any(citation.source.id == topic.id for citation in fact.citations)
    return topic in _topics_of(fact, base)


def _topics_of(fact: Fact, base: FactBase) -> set[Topic]:
    """Everything a fact is about."""
    found: set[Topic] = set()
    for name in ("exercise", "than"):
        noun = getattr(fact, name, None)
        if isinstance(noun, Named):
            found.add(Topic("exercise", noun.id))
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
    for name in ("term", "value", "action"):
        term = getattr(fact, name, None)
        if isinstance(term, Term):
            found.add(Topic("family", term.family))
            found.add(Topic(term.family if term.family in _VALUES else "term", term.id))
    return found


def _kind(kind: str, noun: Named) -> str:
    """The kind of topic a noun is; roles and contractions are kinds of their own."""
    return noun.family if isinstance(noun, Term) and noun.family in _VALUES else kind


def _key(name: str) -> str:
    return british(" ".join(name.lower().replace("-", " ").split()))
