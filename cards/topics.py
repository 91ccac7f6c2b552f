"""Topics: resolving names of exercises, muscles, roles and others to ids."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cards.english import british, likeness, nearest
from cards.errors import ExitCode, NothingMatched
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.nouns import Compensation, Exercise, Muscle, Named, Pack, Property, Term
from cards.model.summary import CardSummary
from cards.model.template import Library
from cards.model.vocabulary import SUBJECTS, Contraction, Role, Subject


class Topic(NamedTuple):
    """A subject that facts can have.

    Attributes:
        kind: `exercise`, `muscle`, `region`, `role`, `contraction`, `family`, `term`, `pattern`,
            `compensation`, `pack`, `property`, `source`, `subject`, `template`.
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


class Match(NamedTuple):
    """The topics that a name on the command line stands for.

    Attributes:
        name: The name as typed.
        topics: The topics; any of them may match.
        stated: Whether the name states what was selected; otherwise, the command lists it.
    """

    name: str
    topics: tuple[Topic, ...]
    stated: bool


@dataclass(frozen=True)
class Topics:
    """All names in a library, and the topics of its facts.

    Attributes:
        index: The topics with each name, by the normalized name.
        names: All correct names, for completion and suggestions.
        labels: The readable name of each topic.
        of_fact: The topics of each fact, by its id.
        by_type: The packs that select facts by their type.
    """

    index: Mapping[str, tuple[Topic, ...]]
    names: tuple[str, ...]
    labels: Mapping[Topic, str]
    of_fact: Mapping[str, frozenset[Topic]]
    by_type: frozenset[Topic]

    def find(self, name: str) -> tuple[Topic, ...]:
        """The topics with a name, of which there can be several.

        Raises:
            UnknownTopic: There are none.
        """
        found = self.match(name)
        if found is None:
            raise UnknownTopic(name, nearest(_key(name), self.names))
        return found.topics

    def named(self, name: str) -> tuple[Topic, ...]:
        """The topics with this whole name, in the singular or the plural; often none."""
        key = _key(name)
        return self.index.get(key) or self._joined.get(_joined(key), ())

    def match(self, name: str) -> Match | None:
        """The topics with a name, which may be in the plural or one word of the whole name.

        "squat" is the name of no exercise, so it stands for every squat. "bench" is the name of a
        term only, so it stands for the bench press too. "deadlift" is an exercise.
        """
        key = _key(name)
        whole = self.named(name)
        if whole and not all(self._is_loose(topic, key) for topic in whole):
            return Match(name, whole, all(topic.kind != "region" for topic in whole))
        if whole:
            more = [t for t in self._containing(key, _WIDENING) if self._has_word(t, key)]
        else:
            tiers = (self._containing(key, kinds) for kinds in _TIERS)
            more = list(next(filter(None, tiers), ()))
        topics = tuple(dict.fromkeys((*whole, *more)))
        return Match(name, topics, topics == whole) if topics else None

    def read(self, words: Sequence[str]) -> tuple[Match, ...]:
        """Parse the words of a command line into topics, taking the longest names that match.

        So `hip thrust` need not be quoted.

        Raises:
            UnknownTopic: A word is not part of any name.
        """
        matches = []
        at = 0
        while at < len(words):
            spans = ((end, " ".join(words[at:end])) for end in range(len(words), at, -1))
            found = ((end, match) for end, name in spans if (match := self.match(name)))
            end, match = next(found, (at, None))
            if match is None:
                raise self._unknown(words, at)
            matches.append(match)
            at = end
        return tuple(matches)

    @cached_property
    def _joined(self) -> Mapping[str, tuple[Topic, ...]]:
        """The topics with each name, by its singular as one word: `pushup` for "push-ups"."""
        return {_joined(name): topics for name, topics in reversed(list(self.index.items()))}

    def _is_loose(self, topic: Topic, key: str) -> bool:
        """Whether one word may mean other topics too: a term, or a short name of an exercise."""
        if " " in key:
            return False
        name = _key(self.labels[topic])
        return topic.kind == "term" or (topic.kind == "exercise" and key != name)

    def _containing(self, key: str, kinds: Collection[str]) -> tuple[Topic, ...]:
        """The topics of some kinds whose name contains the words; failing that, an alias."""
        words = _singular(key)
        if not words or words.split()[0] in _GENERIC_WORDS:
            return ()
        found = {
            topic
            for name, topics in self.index.items()
            if f" {words} " in f" {_singular(name)} "
            for topic in topics
            if topic.kind in kinds
        }
        named = {topic for topic in found if self._has_word(topic, key)}
        return tuple(sorted(named or found, key=lambda t: (self.labels[t].casefold(), t)))

    def _has_word(self, topic: Topic, key: str) -> bool:
        """Whether the words are in the name of a topic, not only in an alias."""
        return f" {_singular(key)} " in f" {_singular(_key(self.labels[topic]))} "

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
_TIERS = (
    ("exercise", "muscle", "region"),
    ("compensation",),
    ("pack", "pattern", "property", "family"),
    ("term",),
)
"""The kinds of topic that a word of a name can stand for; the first that has the word counts."""
_WIDENING = ("exercise", "term")
"""The kinds of topic that a term of one word, or a short name of an exercise, may also mean."""
_GENERIC_WORDS = frozenset(
    ("a", "an", "and", "exercise", "in", "joint", "movement", "muscle", "of", "the", "type", "with")
)
"""Words that do not select anything as the first word of a name."""
_KINDS = {"role": "role", "contraction": "contraction", "movement-pattern": "pattern"}
"""Families of terms that have their own kind of topic."""

Choice = Sequence[tuple[Topic, ...]]
"""The topics of each name that was typed. Of the topics with one name, any may match."""


def topics_of(library: Library, facts: Iterable[Fact] | None = None) -> Topics:
    """Collect the names in a library and the topics of its facts.

    Args:
        library: The facts and templates.
        facts: The facts whose topics to collect; None for all facts.
    """
    base = library.base
    index: dict[str, dict[Topic, None]] = {}
    right: set[str] = set()
    labels: dict[Topic, str] = {}
    for topic, names in _named(library):
        labels.setdefault(topic, _label(topic, names))
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
        labels=labels,
        of_fact=dict(_topics_of_facts(base.facts if facts is None else facts, base)),
        by_type=frozenset(Topic("pack", pack.id) for pack in base.packs.values() if pack.types),
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
    for subject, text in SUBJECTS.items():
        yield Topic("subject", subject.value), (text.label, *text.aliases)
    for template in library.templates:
        yield Topic("template", template.id), ()
    yield from _regions(library.base)


def _regions(base: FactBase) -> Iterator[tuple[Topic, tuple[str, ...]]]:
    """The regions of the body; the upper back is part of the back."""
    regions = {muscle.region for muscle in base.muscles.values() if muscle.region}
    for region in sorted(regions):
        wider = region.rpartition(" ")[2]
        yield Topic("region", _slug(region)), (region, wider if wider in regions else region)


def _label(topic: Topic, names: Sequence[str]) -> str:
    """The readable name of a topic."""
    if topic.kind == "region":
        return f"muscles of the {names[0]}"
    return names[0] if names and topic.kind != "template" else topic.id.replace("-", " ")


def _nouns(base: FactBase) -> tuple[tuple[str, Iterable[Named]], ...]:
    return (
        ("exercise", base.exercises.values()),
        ("muscle", base.muscles.values()),
        ("family", base.families.values()),
        ("term", base.terms.values()),
        ("compensation", base.compensations.values()),
        ("pack", base.packs.values()),
        ("property", base.properties.values()),
    )


def about(
    topics: Collection[Topic], choice: Choice, of_card: Collection[Topic] = frozenset()
) -> bool:
    """Whether the topics of a fact match a choice: at least one topic of each kind in the choice.

    Args:
        topics: The topics of the fact.
        choice: The names that were typed.
        of_card: The topics of the card that the fact is on; see `topics_of_card`.
    """
    by_kind: dict[str, list[tuple[Topic, ...]]] = {}
    for name in choice:
        by_kind.setdefault(name[0].kind, []).append(name)
    return all(
        any(topic in topics or topic in of_card for name in names for topic in name)
        for names in by_kind.values()
    )


_KIND_OF_QUESTION = ("template", "family", "term", "source", "role")
"""Kinds of topic that name what is asked, and not only whom it is asked about."""

_OPTIONAL_SUBJECTS = frozenset({Topic("subject", Subject.NERVES.value)})
"""Subjects without a card that is always asked: their name asks for the optional ones."""


def asks_optional(
    topics: Collection[Topic],
    choice: Choice,
    of_card: Collection[Topic],
    by_type: Collection[Topic],
) -> bool:
    """Whether a choice names what an optional template asks of a fact.

    An exercise, a muscle or a region does not: `quadriceps` does not ask for its nerve. Neither
    does the name of a subject, although a template or a family may have the same name.

    Args:
        topics: The topics of the fact.
        choice: The names that were typed.
        of_card: The topics of the card that the fact is on.
        by_type: The packs that select facts by their type.
    """
    return any(
        topic in topics or topic in of_card
        for name in choice
        for topic in _asking(name)
        if topic.kind in _KIND_OF_QUESTION or topic in _OPTIONAL_SUBJECTS or topic in by_type
    )


def _asking(name: Sequence[Topic]) -> Sequence[Topic]:
    """The topics with a name, but only the subject if one has it."""
    return [topic for topic in name if topic.kind == "subject"] or name


def topics_of_card(card: CardSummary) -> tuple[Topic, ...]:
    """The topics that depend on how a fact is asked."""
    return Topic("template", card.template), Topic("subject", card.tests)


def _topics_of_facts(
    facts: Iterable[Fact], base: FactBase
) -> Iterator[tuple[str, frozenset[Topic]]]:
    """The id and all topics of each fact; shared topics are computed once."""
    of_noun: dict[Named, frozenset[Topic]] = {}
    of_packs: dict[tuple[Exercise | None, str | None, str], list[Topic]] = {}
    for fact in facts:
        key = _pack_key(fact)
        if key not in of_packs:
            packs = (pack for pack in base.packs.values() if in_pack(fact, pack, base))
            of_packs[key] = [Topic("pack", pack.id) for pack in packs]
        found = {Topic("source", citation.source.id) for citation in fact.citations}
        found.update(of_packs[key])
        found |= {Topic(value.sort, value.replace(" ", "-")) for value in fact.values}
        for noun in fact.nouns:
            if noun not in of_noun:
                of_noun[noun] = frozenset(_topics_of_noun(noun, base))
            found |= of_noun[noun]
        yield fact.id, frozenset(found)


def _pack_key(fact: Fact) -> tuple[Exercise | None, str | None, str]:
    """The exercise of a fact, or else its region and type: they decide which packs contain it."""
    exercise, muscle = fact.about.exercise, fact.about.muscle
    if exercise is not None:
        return exercise, None, ""
    return None, muscle.region if muscle is not None else None, fact.type


def in_pack(fact: Fact, pack: Pack, base: FactBase) -> bool:
    """Whether a pack contains a fact."""
    exercise, region, type_ = _pack_key(fact)
    if exercise is not None:
        patterns = base.patterns_of(exercise)
        return exercise.id in pack.exercises or not patterns.isdisjoint(pack.patterns)
    return type_ in pack.types or (region is not None and region in pack.regions)


def _topics_of_noun(noun: Named, base: FactBase) -> Iterator[Topic]:
    """The noun, and what it belongs to."""
    match noun:
        case Exercise():
            yield Topic("exercise", noun.id)
            yield from (Topic("pattern", pattern) for pattern in base.patterns_of(noun))
        case Muscle():
            yield Topic("muscle", noun.id)
            if noun.region:
                yield Topic("region", _slug(noun.region))
            yield from (Topic("muscle", group.id) for group in base.groups_of(noun))
        case Property():
            yield Topic("property", noun.id)
        case Term():
            yield Topic("family", noun.family)
            yield Topic(_kind("term", noun), noun.id)
        case Compensation():
            yield Topic("compensation", noun.id)
            yield from _topics_of_noun(base.terms[noun.assessment], base)
        case _:
            raise TypeError(type(noun))


def _kind(kind: str, noun: Named) -> str:
    """The kind of topic for a noun; roles, contractions and patterns have separate kinds."""
    return _KINDS.get(noun.family, kind) if isinstance(noun, Term) else kind


def _key(name: str) -> str:
    return british(" ".join(name.lower().replace("-", " ").split()))


def _singular(key: str) -> str:
    """The words of a normalized name in the singular: "press" for "presses"."""
    return " ".join(map(_singular_word, key.split()))


_SHORTEST_PLURAL = 3
_SIBILANTS = ("ch", "sh", "ss", "x", "zz")


def _singular_word(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > len("flies"):
        return f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith(_SIBILANTS):
        return word[:-2]
    return word[:-1]


def _joined(key: str) -> str:
    return _singular(key).replace(" ", "")


def _slug(name: str) -> str:
    return name.replace(" ", "-")
