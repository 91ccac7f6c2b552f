"""YAML that remembers where each thing was written; the only module that knows about YAML.

Values are the text as written: `no` stays `no` and `3:1:1` stays `3:1:1`, because YAML's own
guesses would read a Boolean and the number 10861 there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TypeVar, cast

import yaml

from cards.english import nearest
from cards.load.text_file import TextFile, read_text_file, whole_file
from cards.load.yaml_errors import NO_SPACE, Mark, forbidden_sign, in_plain_words
from cards.problems import DataError, Place, Problem, Problems

_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader]
try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same nodes, some six times slower
    from yaml import SafeLoader as _Loader

_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHORT_LIST = 26
_LONGEST_WORD = 60
_KIND_OF_NODE = {
    yaml.ScalarNode: "text",
    yaml.SequenceNode: "a list",
    yaml.MappingNode: "a mapping",
}
_EXPECTED = {
    yaml.ScalarNode: "one text",
    yaml.SequenceNode: "a list (lines that begin with '- ', or [one, two])",
    yaml.MappingNode: "a mapping (lines of 'key: value')",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file: a text, a list or a mapping, and its place."""

    _node: yaml.Node
    _source: TextFile

    @property
    def place(self) -> Place:
        """Where the value begins."""
        mark = self._node.start_mark
        lines = self._source.lines
        text = lines[mark.line] if mark.line < len(lines) else ""
        return Place(file=self._source.name, line=mark.line + 1, column=mark.column + 1, text=text)

    def error(
        self, message: str, known: Iterable[str] = (), *, word: str | None = None
    ) -> DataError:
        """A complaint about this value, or about a word of it, to be raised."""
        place = self._place_of(word) if word else self.place
        return DataError([Problem(place=place, message=message, known=tuple(known))])

    def unknown(
        self,
        what: str,
        known: Iterable[str],
        *,
        word: str | None = None,
        meant: str | None = None,
    ) -> DataError:
        """The complaint that this text is no `what`, with what may have been meant.

        Args:
            what: What it should have been, for the complaint ("role").
            known: What would have been understood.
            word: The part of the text that is meant, if not all of it.
            meant: What was meant, if that is known; otherwise it is the nearest.
        """
        names = sorted(known)
        text = self.text() if word is None else word
        meant = meant or nearest(text, names)
        shown = text if len(text) <= _LONGEST_WORD else f"{text[:_LONGEST_WORD]}…"
        message = f"'{shown}' is no {what}."
        if meant:
            message += f" Did you mean '{meant}'?"
        return self.error(message, names if len(names) <= _SHORT_LIST else (), word=word)

    @property
    def holds_entries(self) -> bool:
        """Whether it is a mapping."""
        return isinstance(self._node, yaml.MappingNode)

    def text(self) -> str:
        """The text as written.

        Raises:
            DataError: It is a list, a mapping, or empty, or holds a control character.
        """
        node = self._expect(yaml.ScalarNode)
        value = " ".join(str(node.value).split())
        if not value:
            raise self._nothing(yaml.ScalarNode)
        # Double quotes let "\e[2J" through, which would act on the terminal it is shown in.
        if not value.isprintable() and (sign := forbidden_sign(value)):
            raise self.error(f"The text holds a {sign[0]}; take it out.")
        return value

    def identifier(self) -> str:
        """The text, which must be an id: small letters, digits and single hyphens."""
        text = self.text()
        if not _ID.fullmatch(text):
            slug = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
            hint = f" Did you mean '{slug}'?" if slug else ""
            raise self.error(
                f"'{text}' is no id: an id is made of small letters, digits and hyphens.{hint}"
            )
        return text

    def flag(self) -> bool:
        """True or false, written as just that."""
        text = self.text()
        if text not in ("true", "false"):
            raise self.error(f"'{text}' is neither true nor false.", ("true", "false"))
        return text == "true"

    def one_of(self, what: str, known: Mapping[str, str] | Iterable[str]) -> str:
        """The text, which must be one of the known ones.

        Args:
            what: What it should be, for the complaint ("role").
            known: The values, or a mapping of what may be written to the value it means.
        """
        names = known if isinstance(known, Mapping) else {name: name for name in known}
        text = self.text()
        if text not in names:
            near = nearest(text, names)
            raise self.unknown(what, set(names.values()), meant=names[near] if near else None)
        return names[text]

    def items(self) -> tuple["Node", ...]:
        """The members of a list."""
        node = self._expect(yaml.SequenceNode)
        return tuple(self._child(child) for child in node.value)

    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item.text() for item in self.items())

    def one_or_more(self) -> tuple["Node", ...]:
        """The members of a list, or a single text as a list of one."""
        return self.items() if isinstance(self._node, yaml.SequenceNode) else (self,)

    def entries(self, gather: Problems | None = None) -> tuple[tuple["Node", "Node"], ...]:
        """The keys and values of a mapping, in the order of the file.

        Args:
            gather: Where to put what is wrong with single keys, to go on with the others.

        Raises:
            DataError: It is no mapping; or, unless that is gathered, a key stands in it twice.
        """
        node = self._expect(yaml.MappingNode)
        problems = Problems() if gather is None else gather
        seen: dict[str, Node] = {}
        pairs = []
        for key_node, value_node in node.value:
            key = self._child(key_node)
            try:
                name = key.text()
                if name in seen:
                    first = seen[name].place.line
                    raise key.error(f"'{name}' stands here twice; the first is on line {first}.")
            except DataError as error:
                problems.add(error)
            else:
                seen[name] = key
                pairs.append((key, self._child(value_node)))
        if gather is None:
            problems.raise_any()
        return tuple(pairs)

    def names_in_file(self) -> set[str]:
        """What may be a name anywhere in the file this value stands in."""
        return self._source.names()

    def fields(
        self, required: Iterable[str] = (), optional: Iterable[str] = (), *, go_on: bool = False
    ) -> "Fields":
        """The values of a mapping by key, when it has all the keys it must and no others.

        Args:
            required: The keys it must have.
            optional: The keys it may have.
            go_on: Keep what is wrong until `Fields.done`, so that the values are looked at too.

        Raises:
            DataError: It is no mapping; or, unless told to go on, with every unknown, every
                repeated and every missing key.
        """
        problems = Problems()
        wanted = tuple(required)
        known = (*wanted, *optional)
        found: dict[str, Node] = {}
        misspelt: set[str | None] = set()
        for key, value in self.entries(problems):
            name = key.text()
            if name in known:
                found[name] = value
            elif ":" in name:
                problems.add(key.error(NO_SPACE, word=":"))
                misspelt.add(name.partition(":")[0])
            else:
                problems.add(key.unknown("key that is known here", known))
                misspelt.add(nearest(name, known))
        missing = [f"'{name}'" for name in wanted if name not in found and name not in misspelt]
        if missing:
            keys = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
            noun = "key" if len(missing) == 1 else "keys"
            problems.add(self.error(f"The {noun} {keys} must stand here too."))
        if not go_on:
            problems.raise_any()
        return Fields(self, found, bool(misspelt), problems if go_on else None)

    def _place_of(self, word: str) -> Place:
        """Where a word of the text stands, if that is on its first line."""
        place = self.place
        column = place.text.find(word, place.column - 1) + 1
        return replace(place, column=column) if column else place

    def _nothing(self, kind: type[yaml.Node]) -> DataError:
        return self.error(f"Nothing is written here; expected {_EXPECTED[kind]}.")

    def _child(self, node: yaml.Node) -> "Node":
        return Node(node, self._source)

    def _expect(self, kind: type[yaml.Node]) -> yaml.Node:
        if not isinstance(self._node, kind):
            if self._node.value == "":
                raise self._nothing(kind)
            found = _KIND_OF_NODE[type(self._node)]
            raise self.error(f"Expected {_EXPECTED[kind]}, found {found}.")
        return self._node


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one mapping by key.

    Where the mapping is read on to its end, whatever is wrong is kept until `done` raises it.

    Attributes:
        node: The mapping.
        misspelt: Whether unknown keys stand in it, so that one that is missing may be among them.
    """

    node: Node
    _found: Mapping[str, Node]
    misspelt: bool = False
    _problems: Problems | None = None

    def __getitem__(self, key: str) -> Node:
        return self._found[key]

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def get(self, key: str) -> Node | None:
        """The value, if the key stands there."""
        return self._found.get(key)

    def read(self, key: str, how: Callable[[Node], _T]) -> _T | None:
        """What `how` makes of the value; None if the key is missing or its value is wrong."""
        if key not in self._found:
            return None
        try:
            return how(self._found[key])
        except DataError as error:
            self.wrong(error)
            return None

    def need(self, key: str, how: Callable[[Node], _T]) -> _T:
        """What `how` makes of a required value. Not to be used before `done` let it pass."""
        return cast("_T", self.read(key, how))

    def wrong(self, error: DataError) -> None:
        """Keep a complaint about several values together."""
        if self._problems is None:
            raise error
        self._problems.add(error)

    def done(self) -> None:
        """End the reading of this mapping if anything in it was wrong.

        Raises:
            DataError: With all of that.
        """
        if self._problems is not None:
            self._problems.raise_any()

    def text(self, key: str) -> str | None:
        """The text of a key that may be missing."""
        return self.read(key, Node.text)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list that may be missing."""
        return self.read(key, Node.texts) or ()

    def flag(self, key: str) -> bool:
        """True or false; false if the key is missing."""
        return bool(self.read(key, Node.flag))

    def identifier(self, key: str) -> str | None:
        """The id of a key that may be missing."""
        return self.read(key, Node.identifier)


def read_document(path: Path, name: str) -> Node:
    """Read one YAML file.

    Args:
        path: The file.
        name: What to call it in complaints.

    Raises:
        DataError: The file cannot be read, is too large, not UTF-8, empty, not YAML, holds more
            than one document, nests too deeply, or uses aliases or tags.
    """
    source = read_text_file(path, name)
    for number, line in enumerate(source.lines):
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation:
            column = indentation.index("\t")
            raise source.error("A tab is used for indentation; YAML wants spaces.", number, column)
    try:
        if _SUSPICIOUS.search(source.text) or _brackets_nest_deeply(source.text):
            _refuse_what_is_not_plain(source)
        node = yaml.compose(source.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        ended = error.problem_mark or error.context_mark
        began = error.context_mark or ended
        said = f"{error.context or ''} {error.problem or ''}".strip()
        plain = in_plain_words(said, _mark(began), _mark(ended), source.lines)
        raise source.error(*plain) from None
    except yaml.YAMLError as error:  # such an error has no mark
        for number, line in enumerate(source.lines):
            if sign := forbidden_sign(line):
                message = f"A {sign[0]} stands here; take it out."
                raise source.error(message, number, sign[1]) from None
        reason = getattr(error, "reason", "it cannot be read")
        raise whole_file(name, f"The file is not YAML: {reason}.") from None
    if node is None:
        raise whole_file(name, "The file is empty. Write a section such as 'exercises:' in it.")
    return Node(node, source)


_SUSPICIOUS = re.compile(r"[&*!]|^[ ?-]{64}", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]{}]")
_DEEPEST = 32
"""Levels. Ours have seven; libyaml itself falls over some ten thousand."""

_MOST_BRACKETS = 2000
"""Closing brackets in comments and quotes hide depth from a count; not from a look at so many."""


def _mark(mark: yaml.Mark | None) -> Mark:
    return (mark.line, mark.column) if mark else (0, 0)


def _brackets_nest_deeply(text: str) -> bool:
    """Whether they may; a closer look tells."""
    brackets = _BRACKETS.findall(text)
    depths = accumulate(1 if bracket in "[{" else -1 for bracket in brackets)
    return len(brackets) > _MOST_BRACKETS or max(depths, default=0) > _DEEPEST


def _refuse_what_is_not_plain(source: TextFile) -> None:
    """Refuse aliases, anchors, tags and deep nesting before they can act."""
    depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        mark: yaml.Mark = event.start_mark  # type: ignore[assignment] # an event always has one
        line, column = mark.line, mark.column
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        message = None
        if isinstance(event, yaml.AliasEvent):
            message = f"An alias (*{anchor}) stands here; write the value out."
        elif anchor is not None:
            message = f"An anchor (&{anchor}) stands here; nothing can refer to it."
        elif tag is not None:
            short = tag.replace("tag:yaml.org,2002:", "!!")
            message = f"A tag ({short}) stands here; plain values need none."
        if message:
            raise source.error(f"{message} A text that begins so needs quotes.", line, column)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise source.error(f"Values nest more than {_DEEPEST} deep here.", line, column)
