"""Reads and validates the format of an exam from YAML.

To add a key, read it in `read_exam_format`, and describe it in `quiz.manual.meanings`.
"""

from collections.abc import Callable
from typing import TypeVar

from cards.exams.exam_format import (
    Domain,
    ExamFormat,
    FormatSource,
    Passing,
    PassingKind,
    UnconfirmedValue,
)
from cards.load.document import Fields, Node
from cards.problems import DataError, Problems

_T = TypeVar("_T")
_UNTIMED, _UNKNOWN = "untimed", "unknown"
_MOST_ITEMS, _MOST_MINUTES = 1000, 24 * 60
_FEWEST_OPTIONS, _MOST_OPTIONS = 2, 6
_LONGEST = 7
"""Characters of a number; converting a very long one would be slow."""

_WHOLE, _ROUNDING = 100, 2
"""Percentages: the total of the domains, and the tolerance for rounding."""


def read_exam_format(node: Node, *, id_: str, name: str, body: str | None) -> ExamFormat:
    """Read the format of an exam without its parts, which depend on the rest of the profile.

    Args:
        node: The value of `format`.
        id_: The id of the profile.
        name: The full name of the exam.
        body: Id of the certifying body.

    Raises:
        DataError: With every problem of the format.
    """
    f = node.fields(
        ("scored", "minutes", "sources"),
        ("unscored", "options", "passing", "domains", "unconfirmed"),
        go_on=True,
    )
    exam_format = ExamFormat(
        id=id_,
        name=name,
        body=body,
        scored=f.need("scored", number(1, _MOST_ITEMS)),
        unscored=f.read("unscored", number(0, _MOST_ITEMS)) or 0,
        minutes=f.read("minutes", _or(_UNTIMED, number(1, _MOST_MINUTES))),
        options=f.read("options", _or(_UNKNOWN, number(_FEWEST_OPTIONS, _MOST_OPTIONS))),
        passing=f.read("passing", _passing),
        domains=f.read("domains", _each(_domain)) or (),
        sources=f.read("sources", _each(_source)) or (),
        unconfirmed=f.read("unconfirmed", _each(_unconfirmed)) or (),
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
        percent=f.read("percent", percentage),
        items=f.read("items", number(0, _MOST_ITEMS)),
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
        mark=f.read("mark", number(0, _MOST_ITEMS)),
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


def number(least: int, most: int) -> Callable[[Node], int]:
    """A function that reads a whole number in a range."""

    def read(node: Node) -> int:
        text = node.text()
        if not (text.isascii() and text.isdecimal() and len(text) < _LONGEST):
            raise node.error(f"'{text}' is not a whole number; write one from {least} to {most}.")
        if not least <= int(text) <= most:
            raise node.error(f"{text} is out of range; write a number from {least} to {most}.")
        return int(text)

    return read


def percentage(node: Node) -> float:
    """A number from 0 to 100, which may have a fraction."""
    text = node.text()
    is_number = text.isascii() and text.replace(".", "", 1).isdecimal() and len(text) < _LONGEST
    if not is_number or float(text) > _WHOLE:
        raise node.error(f"'{text}' is not a percentage; write a number from 0 to 100.")
    return float(text)


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
