"""YAML documents whose values know their place; the only module that imports yaml.

Values are read as text: `no` remains `no` and `3:1:1` remains `3:1:1`, which YAML would resolve to
a Boolean and the number 10861.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TypeVar, cast

import yaml

from cards.characters import hidden_character
from cards.english import nearest
from cards.load.lookalikes import cause_of, may_cut, report_cut_texts, report_indentation
from cards.load.suggestions import suggestion
from cards.load.text_file import TextFile, read_text_file, whole_file
from cards.load.yaml_errors import NO_SPACE, Position, forbidden_character, in_plain_words
from cards.problems import DataError, Place, Problem, Problems

_PlainLoader: type[yaml.SafeLoader] | type[yaml.CSafeLoader]
try:
    from yaml import CSafeLoader as _PlainLoader
except ImportError:  # PyYAML without libyaml: the same nodes, but six times slower
    from yaml import SafeLoader as _PlainLoader


class _Loader(_PlainLoader):  # type: ignore[valid-type, misc] # it is one of two classes
    """A loader that does not look for numbers and dates, since all values are read as text."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: object) -> str:  # noqa: ARG002
        """The tag of a value, which nothing reads."""
        return ""


_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CURLY = re.compile("[“‘][^“”‘’]*[”’]")
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
    """A value in a file: a text, a list or a mapping, with its place."""

    _node: yaml.Node
    _source: TextFile

    @property
    def place(self) -> Place:
        """The place where the value begins."""
        start = self._node.start_mark
        lines = self._source.lines
        text = lines[start.line] if start.line < len(lines) else ""
        return Place(
            file=self._source.name, line=start.line + 1, column=start.column + 1, text=text
        )

    @property
    def written(self) -> str:
        """The kind of value, its quotation marks, and its text if it is one."""
        node = self._node
        text = node.value if isinstance(node, yaml.ScalarNode) else len(node.value)
        return repr((type(node).__name__, getattr(node, "style", None), text))

    def values(self) -> "Iterator[Node]":
        """The value itself and all values in it, in a fixed order."""
        waiting = [self._node]
        while waiting:
            node = waiting.pop()
            yield Node(node, self._source)
            if isinstance(node, yaml.MappingNode):
                waiting += [part for pair in node.value for part in pair]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value

    def error(
        self, message: str, known: Iterable[str] = (), *, word: str | None = None
    ) -> DataError:
        """Create an error about this value, or about a word in it."""
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
        """Create an error about an unknown value, with a suggestion.

        Args:
            what: The kind of value, such as "role".
            known: The valid values.
            word: The part of the text that is unknown, if not all of it.
            meant: The suggestion; by default, the most similar valid value.
        """
        names = sorted(known)
        text = self.text() if word is None else word
        meant = meant or suggestion(what, text, names)
        shown = text if len(text) <= _LONGEST_WORD else f"{text[:_LONGEST_WORD]}…"
        message = f"Unknown {what} '{shown}'."
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
            DataError: It is a list, a mapping, or empty, or contains a control character.
        """
        node = self._expect(yaml.ScalarNode)
        value = " ".join(str(node.value).split())
        if value and value.isascii() and value.isprintable():
            return value
        if not value:
            raise self._nothing(yaml.ScalarNode)
        # Double quotes allow escapes such as "\e[2J", which would control the terminal.
        if not value.isprintable() and (character := forbidden_character(value)):
            raise self.error(f"The text contains a {character[0]}; remove it.")
        if hidden := hidden_character(value):
            raise self.error(f"The text contains {hidden}; remove it.")
        if _CURLY.fullmatch(value):
            raise self.error('Curly quotation marks become part of the text; write "…" or nothing.')
        return value

    def identifier(self) -> str:
        """The text, which must be an id: lower-case letters, digits and single hyphens."""
        text = self.text()
        if not _ID.fullmatch(text):
            slug = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
            hint = f" Did you mean '{slug}'?" if slug else ""
            raise self.error(
                f"Invalid id '{text}': use lower-case letters, digits and hyphens.{hint}"
            )
        return text

    def flag(self) -> bool:
        """The value of a text that must be `true` or `false`."""
        text = self.text()
        if text not in ("true", "false"):
            raise self.error(f"'{text}' is not a Boolean; write true or false.")
        return text == "true"

    def one_of(self, what: str, known: Mapping[str, str] | type[StrEnum] | Iterable[str]) -> str:
        """The text, which must be one of the valid values.

        Args:
            what: The kind of value for the error, such as "role".
            known: The valid values, or a mapping from accepted spellings to values.
        """
        names = known if isinstance(known, Mapping) else _by_name(known)
        text = self.text()
        if text not in names:
            near = suggestion(what, text, names)
            raise self.unknown(what, set(names.values()), meant=names[near] if near else None)
        return names[text]

    def items(self) -> tuple["Node", ...]:
        """The items of a list."""
        node = self._expect(yaml.SequenceNode)
        return tuple(self._child(child) for child in node.value)

    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item.text() for item in self.items())

    def one_or_more(self) -> tuple["Node", ...]:
        """The items of a list, or a single text as a list of one."""
        return self.items() if isinstance(self._node, yaml.SequenceNode) else (self,)

    def entries(self, gather: Problems | None = None) -> tuple[tuple["Node", "Node"], ...]:
        """The keys and values of a mapping, in the order of the file.

        Args:
            gather: Collects the problems of single keys, so that the others are still read.

        Raises:
            DataError: It is not a mapping; or, without `gather`, a key is repeated.
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
                    raise key.error(f"Duplicate key '{name}'; the first is on line {first}.")
            except DataError as error:
                problems.add(error)
            else:
                seen[name] = key
                pairs.append((key, self._child(value_node)))
        if gather is None:
            problems.raise_any()
        return tuple(pairs)

    def names_in_file(self) -> set[str]:
        """Everything that may be a name in the file of this value."""
        return self._source.names()

    def fields(
        self, required: Iterable[str] = (), optional: Iterable[str] = (), *, go_on: bool = False
    ) -> "Fields":
        """The values of a mapping by key, after validating the keys.

        Args:
            required: The required keys.
            optional: The optional keys.
            go_on: Defer the errors until `Fields.done`, so that the values are validated as well.

        Raises:
            DataError: It is not a mapping; or, without `go_on`, there are unknown, repeated or
                missing keys.
        """
        problems = Problems()
        needed = tuple(required)
        known = (*needed, *optional)
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
                problems.add(key.unknown("key", known))
                misspelt.add(nearest(name, known))
        missing = [f"'{name}'" for name in needed if name not in found and name not in misspelt]
        if missing:
            keys = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
            noun = "key" if len(missing) == 1 else "keys"
            problems.add(self.error(f"Missing required {noun} {keys}."))
        if not go_on:
            problems.raise_any()
        return Fields(self, found, bool(misspelt), problems if go_on else None)

    def _place_of(self, word: str) -> Place:
        """The place of a word of the text, if it is on the first line."""
        place = self.place
        column = place.text.find(word, place.column - 1) + 1
        return replace(place, column=column) if column else place

    def _nothing(self, kind: type[yaml.Node]) -> DataError:
        return self.error(f"The value is missing; expected {_EXPECTED[kind]}.")

    def _child(self, node: yaml.Node) -> "Node":
        return Node(node, self._source)

    def _expect(self, kind: type[yaml.Node]) -> yaml.Node:
        if not isinstance(self._node, kind):
            if self._node.value == "":
                raise self._nothing(kind)
            found = _KIND_OF_NODE[type(self._node)]
            raise self.error(f"Expected {_EXPECTED[kind]}, found {found}.")
        return self._node


def _by_name(known: type[StrEnum] | Iterable[str]) -> Mapping[str, str]:
    return _members(known) if isinstance(known, type) else {name: name for name in known}


@cache
def _members(known: type[StrEnum]) -> Mapping[str, str]:
    return {name: name for name in known}


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of a mapping by key.

    Errors are deferred until `done` if the fields were created with `go_on`.

    Attributes:
        node: The mapping.
        misspelt: Whether there are unknown keys, one of which may be a missing key misspelt.
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
        """The value of an optional key."""
        return self._found.get(key)

    def read(self, key: str, how: Callable[[Node], _T]) -> _T | None:
        """Read the value with `how`; None if the key is missing or the value is invalid."""
        if key not in self._found:
            return None
        try:
            return how(self._found[key])
        except DataError as error:
            self.wrong(error)
            return None

    def need(self, key: str, how: Callable[[Node], _T]) -> _T:
        """Read a required value with `how`. The result is only valid if `done` raises nothing."""
        return cast("_T", self.read(key, how))

    def wrong(self, error: DataError) -> None:
        """Report an error about several values, deferred if possible."""
        if self._problems is None:
            raise error
        self._problems.add(error)

    def done(self) -> None:
        """Raise the deferred errors.

        Raises:
            DataError: There are any.
        """
        if self._problems is not None:
            self._problems.raise_any()

    def text(self, key: str) -> str | None:
        """The text of an optional key."""
        return self.read(key, Node.text)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of an optional list."""
        return self.read(key, Node.texts) or ()

    def flag(self, key: str) -> bool:
        """The Boolean of an optional key; false if it is missing."""
        return bool(self.read(key, Node.flag))

    def identifier(self, key: str) -> str | None:
        """The id of an optional key."""
        return self.read(key, Node.identifier)


def read_document(path: Path, name: str) -> Node:
    """Read one YAML file.

    Args:
        path: The file.
        name: Its name in error messages.

    Raises:
        DataError: The file cannot be read, is too large, not UTF-8, empty, not YAML, contains more
            than one document, nests too deeply, or uses aliases or tags.
    """
    return parse_document(read_text_file(path, name))


def parse_document(source: TextFile) -> Node:
    """Parse the YAML of a file that was read.

    Raises:
        DataError: As `read_document`.
    """
    report_indentation(source)
    try:
        if _SUSPICIOUS.search(source.text) or _brackets_nest_deeply(source.text):
            _refuse_what_is_not_plain(source)
        node = yaml.compose(source.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        ended = error.problem_mark or error.context_mark
        began = error.context_mark or ended
        if cause := cause_of(source, _position(began), _position(ended)):
            raise cause from None
        said = f"{error.context or ''} {error.problem or ''}".strip()
        plain = in_plain_words(said, _position(began), _position(ended), source.lines)
        raise source.error(*plain) from None
    except yaml.YAMLError as error:  # has no mark
        for number, line in enumerate(source.lines):
            if character := forbidden_character(line):
                message = f"The line contains a {character[0]}; remove it."
                raise source.error(message, number, character[1]) from None
        reason = getattr(error, "reason", "it cannot be parsed")
        raise whole_file(source.name, f"Invalid YAML: {reason}.") from None
    if node is None:
        raise whole_file(source.name, "The file is empty. Add a section such as 'exercises:'.")
    if may_cut(source):
        report_cut_texts(source, _ends_of_plain_texts(node))
    return Node(node, source)


def _ends_of_plain_texts(node: yaml.Node) -> Iterator[Position]:
    """Where the texts without quotation marks end."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, yaml.ScalarNode):
            if not each.style:  # libyaml says "" and PyYAML None
                yield _position(each.end_mark)
        elif isinstance(each, yaml.MappingNode):
            waiting += [part for pair in each.value for part in pair]
        else:
            waiting += each.value


_SUSPICIOUS = re.compile(r"[&*!]|^[ ?-]{64}", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]{}]")
_DEEPEST = 32
"""Levels of nesting. Our files have seven; libyaml overflows its stack at some ten thousand."""

_MOST_BRACKETS = 2000
"""Brackets in comments and quotes distort the count; with more of them, the exact check is used."""


def _position(position: yaml.Mark | None) -> Position:
    return (position.line, position.column) if position else (0, 0)


def _brackets_nest_deeply(text: str) -> bool:
    """A quick check for deep nesting, which can have false positives."""
    brackets = _BRACKETS.findall(text)
    depths = accumulate(1 if bracket in "[{" else -1 for bracket in brackets)
    return len(brackets) > _MOST_BRACKETS or max(depths, default=0) > _DEEPEST


def _refuse_what_is_not_plain(source: TextFile) -> None:
    """Refuse aliases, anchors, tags and deep nesting before they take effect."""
    depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        start: yaml.Mark = event.start_mark  # type: ignore[assignment] # events always have one
        line, column = start.line, start.column
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        message = None
        if isinstance(event, yaml.AliasEvent):
            message = f"Aliases (*{anchor}) are not supported; repeat the value."
        elif anchor is not None:
            message = f"Anchors (&{anchor}) are not supported."
        elif tag is not None:
            short = tag.replace("tag:yaml.org,2002:", "!!")
            message = f"Tags ({short}) are not supported."
        if message:
            raise source.error(
                f"{message} Quote the text if it starts with this character.", line, column
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise source.error(f"Values are nested more than {_DEEPEST} levels deep.", line, column)
