"""A table of facts, as a spreadsheet exports it: rows of cells, each with its place."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cards.load.text_file import read_text_file, whole_file
from cards.problems import DataError, Place, Problem

_DELIMITERS = "\t;,"
_QUOTES = "\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and its place.

    Attributes:
        text: The text in one line, without quotation marks around it.
        row: The number of the row, as a spreadsheet counts.
        column: The heading of its column.
        place: The place in the file.
    """

    text: str
    row: int
    column: str
    place: Place

    def problem(self, message: str) -> Problem:
        """A problem of this cell, which names the row and the column."""
        return Problem(place=self.place, message=f"Row {self.row}, {self.column}: {message}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        headings: The headings of the columns.
        rows: The rows that are not empty, each with its cells that are not empty by their column.
    """

    headings: tuple[str, ...]
    rows: tuple[Mapping[int, Cell], ...]


def read_table(path: Path) -> Table:
    """Read a table with headings; commas, semicolons or tabs separate its cells.

    Raises:
        DataError: The file cannot be read, is not UTF-8, or has no rows.
    """
    name = str(path)
    source = read_text_file(path, name)
    reader = csv.reader(source.text.splitlines(keepends=True), delimiter=_delimiter(source.lines))
    records: list[tuple[int, int, list[str]]] = []
    try:
        line = 0
        for number, record in enumerate(reader, start=1):
            records.append((number, line, [" ".join(text.split()) for text in record]))
            line = reader.line_num
    except csv.Error as error:
        raise whole_file(name, f"Line {reader.line_num}: {error}.") from None
    filled = [record for record in records if any(record[2])]
    if len(filled) < 2:  # noqa: PLR2004 - the headings, and something below them
        raise whole_file(name, "The table needs a row of headings and at least one more row.")
    headings = tuple(filled[0][2])
    rows = []
    for number, line, texts in filled[1:]:
        cells = _cells(texts, headings, number, Place(file=name, line=line + 1), source.lines[line])
        rows.append({cell[0]: cell[1] for cell in cells})
    return Table(headings, tuple(rows))


def _cells(
    texts: list[str], headings: tuple[str, ...], row: int, place: Place, line: str
) -> Iterator[tuple[int, Cell]]:
    column = 0
    for number, text in enumerate(texts):
        if not text:
            continue
        found = line.find(text.split(" ")[0], column)
        column = max(column, found)
        if number >= len(headings) or not headings[number]:
            here = Place(file=place.file, line=place.line, column=column + 1, text=line)
            message = f"Row {row}: “{text}” is in a column without a heading."
            raise DataError([Problem(place=here, message=message)])
        yield (
            number,
            Cell(
                text=text.strip(_QUOTES).strip() or text,
                row=row,
                column=headings[number],
                place=Place(file=place.file, line=place.line, column=column + 1, text=line),
            ),
        )


def _delimiter(lines: tuple[str, ...]) -> str:
    """The character that separates the most headings."""
    first = next((line for line in lines if line.strip()), "")
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([first], delimiter=each), [])))
