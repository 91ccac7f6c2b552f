"""Finding exercises, muscles, roles and the rest by the names people type."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cards.base import FactBase
from cards.card import Card
from cards.facts import Contraction, Fact, Muscle, Named, Role, Term
from cards.template import Library
from cards.words import british, nearest


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
        return {name: tuple(topics) for name, topics in found.items()}

    def _named(self) -> Iterator[tuple[Topic, tuple[str, ...]]]:
        """Everything that can be a topic, and what it is called."""
        base = self.library.base
        nouns: tuple[tuple[str, Iterable[Named]], ...] = (
            ("exercise", base.exercises.values()),
            ("muscle", base.muscles.values()),
            ("family", base.families.values()),
        )
        for kind, all_ in nouns:
            for noun in all_:
                yield Topic(kind, noun.id), noun.forms
        for term in base.terms.values():
            yield Topic(term.family if term.family in _VALUES else "term", term.id), term.forms
        # Known even where no glossary defines them.
        for role in Role:
            yield Topic("role", role.replace(" ", "-")), ()
        for contraction in Contraction:
            yield Topic("contraction", contraction.value), ()
        for source in base.sources.values():
            yield Topic("source", source.id), (source.name,)
        for template in self.library.templates:
            yield Topic("template", template.id), (template.tests,)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is understood, for completion."""
        return tuple(sorted(self._index))

    def find(self, name: str) -> tuple[Topic, ...]:
        """What a name stands for; several things may share one.

        Raises:
            UnknownTopic: Nothing has that name.
        """
        found = self._index.get(_key(name))
        if found is None:
            raise UnknownTopic(name, nearest(_key(name), self._index))
        return found

    def read(self, words: Sequence[str]) -> tuple[tuple[Topic, ...], ...]:
        """What the words of a command line stand for: the longest names that can be made of them.

        `hip thrust` may be typed without quotation marks.

        Raises:
            UnknownTopic: A word belongs to no name.
        """
        topics = []
        rest = list(words)
        while rest:
            lengths = range(len(rest), 0, -1)
            length = next((n for n in lengths if _key(" ".join(rest[:n])) in self._index), 1)
            topics.append(self.find(" ".join(rest[:length])))
            rest = rest[length:]
        return tuple(topics)


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
    return about(card.fact, choice, base, card.template.id)


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


def _key(name: str) -> str:
    return british(" ".join(name.lower().replace("-", " ").split()))
