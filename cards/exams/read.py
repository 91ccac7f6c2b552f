"""Reads and validates exam formats from YAML.

The keys are documented at the top of `presets.yaml`. To add one, read it in `_exam_format`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from cards.exams.exam_format import (
    Domain,
    ExamFormat,
    FormatSource,
    Passing,
    PassingKind,
    UnconfirmedValue,
    normalized,
)
from cards.load.document import Fields, Node, read_document
from cards.problems import DataError, Place, Problems

_T = TypeVar("_T")
BUILTIN_EXAM_FORMATS = Path(__file__).parent.parent / "data" / "exams" / "presets.yaml"
"""The built-in exam formats."""

_UNTIMED, _UNKNOWN = "untimed", "unknown"
_MOST_ITEMS, _MOST_MINUTES = 1000, 24 * 60
_FEWEST_OPTIONS, _MOST_OPTIONS = 2, 6
_WHOLE, _ROUNDING = 100, 2
"""Percentages: the total of the domains, and the tolerance for rounding."""


def read_exam_formats(user_file: Path | None = None) -> tuple[ExamFormat, ...]:
    """Read the built-in formats, then those of the user.

    Args:
        user_file: The user's file, which need not exist.

    Raises:
        DataError: With every problem of every file.
    """
    problems = Problems()
    found: list[ExamFormat] = []
    names: dict[str, Place] = {}
    files = [(BUILTIN_EXAM_FORMATS, f"cards/data/exams/{BUILTIN_EXAM_FORMATS.name}", False)]
    if user_file is not None and user_file.exists():
        files.append((user_file, str(user_file), True))
    for file, name, is_users in files:
        with problems.gathered():
            for key, node in _entries(read_document(file, name), problems):
                with problems.gathered():
                    exam_format = _exam_format(key, node, is_users=is_users)
                    _register(exam_format, key, node, names)
                    found.append(exam_format)
    problems.raise_any()
    return tuple(found)


def _entries(document: Node, problems: Problems) -> Iterator[tuple[Node, Node]]:
    top = document.fields(("presets",))
    yield from top["presets"].entries(problems)


def _register(exam_format: ExamFormat, key: Node, node: Node, names: dict[str, Place]) -> None:
    """Ensure that the names of a format are not in use already."""
    places = {exam_format.id: key}
    for entry, value in node.entries():
        if entry.text() == "name":
            places[exam_format.name] = value
        elif entry.text() == "aliases":
            places |= {alias.text(): alias for alias in value.items()}
    for name, place in places.items():
        first = names.get(normalized(name))
        if first is not None:
            raise place.error(f"'{name}' is already the name of an exam format ({first}).")
    # Only after the loop: an alias may be a different spelling of the id.
    names |= {normalized(name): place.place for name, place in places.items()}


def _exam_format(key: Node, node: Node, *, is_users: bool) -> ExamFormat:
    f = node.fields(
        ("name", "scored", "minutes", "sources"),
        ("aliases", "unscored", "options", "passing", "domains", "unconfirmed"),
        go_on=True,
    )
    exam_format = ExamFormat(
        id=key.identifier(),
        name=f.need("name", Node.text),
        aliases=f.texts("aliases"),
        scored=f.need("scored", _number(1, _MOST_ITEMS)),
        unscored=f.read("unscored", _number(0, _MOST_ITEMS)) or 0,
        minutes=f.read("minutes", _or(_UNTIMED, _number(1, _MOST_MINUTES))),
        options=f.read("options", _or(_UNKNOWN, _number(_FEWEST_OPTIONS, _MOST_OPTIONS))),
        passing=f.read("passing", _passing),
        domains=f.read("domains", _each(_domain)) or (),
        sources=f.read("sources", _each(_source)) or (),
        unconfirmed=f.read("unconfirmed", _each(_unconfirmed)) or (),
        own=is_users,
    )
    if "domains" in f:
        f.read("domains", lambda domains: _adds_up(exam_format, domains))
    f.done()
    return exam_format


def _adds_up(exam_format: ExamFormat, node: Node) -> None:
    percent = sum(domain.percent or 0 for domain in exam_format.domains)
    if percent > _WHOLE + _ROUNDING:
        raise node.error(f"The domains add up to {percent:g}%, more than 100%.")
    items = sum(domain.items or 0 for domain in exam_format.domains)
    if exam_format.scored and items > exam_format.scored:
        raise node.error(
            f"The domains add up to {items} items, but only {exam_format.scored} are scored."
        )


def _domain(node: Node) -> Domain:
    f = node.fields(("name",), ("percent", "items", "covered"), go_on=True)
    domain = Domain(
        name=f.need("name", Node.text),
        percent=f.read("percent", _number(0, _WHOLE)),
        items=f.read("items", _number(0, _MOST_ITEMS)),
        covered=f.flag("covered"),
    )
    f.done()
    return domain


def _source(node: Node) -> FormatSource:
    f = node.fields(("who", "what"), ("date", "checked"), go_on=True)
    source = FormatSource(
        who=f.need("who", Node.text),
        what=f.need("what", Node.text),
        date=f.text("date"),
        checked=f.text("checked"),
    )
    if source.date is None and source.checked is None and not _wrong_date(f):
        f.wrong(node.error("A source needs a 'date', or the date when it was 'checked'."))
    f.done()
    return source


def _wrong_date(f: Fields) -> bool:
    """Whether there is an invalid date, which has been reported already."""
    return f.misspelt or "date" in f or "checked" in f


def _unconfirmed(node: Node) -> UnconfirmedValue:
    f = node.fields(("value", "known"), go_on=True)
    unconfirmed = UnconfirmedValue(
        value=f.need("value", Node.text), known=f.need("known", Node.text)
    )
    f.done()
    return unconfirmed


def _passing(node: Node) -> Passing:
    f = node.fields(("kind",), ("mark", "scale"), go_on=True)
    kind = f.need("kind", lambda item: PassingKind(item.one_of("kind of mark", PassingKind)))
    passing = Passing(
        kind=kind,
        mark=f.read("mark", _number(0, _MOST_ITEMS)),
        scale=f.read("scale", _scale),
    )
    if "scale" in f and kind is PassingKind.PERCENTAGE:
        f.wrong(f["scale"].error("'scale' is only allowed with 'kind: scaled'."))
    if passing.mark is not None and not _fits(passing):
        f.wrong(f["mark"].error(f"The mark {passing.mark:g} is outside the scale."))
    f.done()
    return passing


def _fits(passing: Passing) -> bool:
    percentage = passing.kind is PassingKind.PERCENTAGE
    low, high = (0, _WHOLE) if percentage else passing.scale or (0, _MOST_ITEMS)
    return passing.mark is None or low <= passing.mark <= high


def _scale(node: Node) -> tuple[int, int]:
    text = node.text()
    low, _, high = text.partition("-")
    if not (low.strip().isdecimal() and high.strip().isdecimal() and int(low) < int(high)):
        raise node.error(
            f"Invalid scale '{text}'; write the lowest and the highest score, such as 200-800."
        )
    return int(low), int(high)


def _number(least: int, most: int) -> Callable[[Node], int]:
    def read(node: Node) -> int:
        text = node.text()
        # Converting a very long number would be slow.
        if not (text.isascii() and text.isdecimal() and len(text) < len("1000000")):
            raise node.error(f"'{text}' is not a whole number; write one from {least} to {most}.")
        if not least <= int(text) <= most:
            raise node.error(f"{text} is out of range; write a number from {least} to {most}.")
        return int(text)

    return read


def _or(word: str, how: Callable[[Node], int]) -> Callable[[Node], int | None]:
    """Read a number, or a word that means none."""

    def read(node: Node) -> int | None:
        text = node.text()
        if text == word:
            return None
        try:
            return how(node)
        except DataError as error:
            problem = error.problems[0]
            message = f"{problem.message.removesuffix('.')}, or '{word}'."
            raise node.error(message) from None

    return read


def _each(how: Callable[[Node], _T]) -> Callable[[Node], tuple[_T, ...]]:
    """Read all items of a list, reporting the problems of all of them."""

    def read(node: Node) -> tuple[_T, ...]:
        problems = Problems()
        found = []
        for item in node.items():
            with problems.gathered():
                found.append(how(item))
        problems.raise_any()
        return tuple(found)

    return read
