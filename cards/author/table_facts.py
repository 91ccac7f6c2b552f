"""The claims in the rows of a table, and the words that are not known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cards.author.columns import Columns
from cards.author.table import Cell, Table
from cards.author.words import Words
from cards.problems import Problem

SKIP = ""
"""The meaning of a word whose claims are skipped."""

NEW = "+"
"""The meaning of a word that is a new exercise."""

_SEVERAL = re.compile(r"\s*(?:[;/,]|\band\b|&|\+)\s*")
_IN_EXERCISES = ("role", "contraction", "action")
_IN_WORDS = ("origin", "insertion")
_EXTRA: tuple[str, ...] = ("source", "at", "quote", "note")
_UNKNOWN = "?"


class TableWord(NamedTuple):
    """A word of a table, and the kind of thing that it names."""

    kind: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """The same for all spellings in capital and small letters."""
        return self.kind, self.text.casefold()


Meanings = Mapping[tuple[str, str], str]
"""The user's meanings of words, by their keys: ids, `SKIP` or `NEW`."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim of a row.

    Attributes:
        exercise: The id of the exercise; None for a claim on the muscle in general.
        muscle: The id of the muscle.
        key: The key of its value in a fact file.
        value: The value as a fact file writes it.
        phase: The phase.
        extra: The source, the place in it, a quotation and a note, if stated.
        cell: The cell that states it.
    """

    exercise: str | None
    muscle: str
    key: str
    value: str
    phase: str | None
    extra: Mapping[str, str]
    cell: Cell

    @property
    def said(self) -> tuple[object, ...]:
        """The claim without its source."""
        return self.exercise, self.muscle, self.key, self.value, self.phase


@dataclass
class TableFacts:
    """The claims of a table whose words are known.

    Attributes:
        claims: The claims.
        new: The names of new exercises by their ids.
        unknown: The cells of each word that is not known, or not unique.
        problems: The problems of single rows.
        inherited: The number of rows that take their exercise from the row above.
        skipped: The cells whose words are skipped.
    """

    claims: list[Claim] = field(default_factory=list)
    new: dict[str, str] = field(default_factory=dict)
    unknown: dict[TableWord, list[Cell]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    inherited: int = 0
    skipped: list[Cell] = field(default_factory=list)


def facts_in(table: Table, columns: Columns, words: Words, meanings: Meanings) -> TableFacts:
    """Read the claims of a table.

    Args:
        table: The table.
        columns: Its columns.
        words: The names that are known.
        meanings: The user's meanings of other words.
    """
    reader = _Reader(columns, words, meanings, TableFacts())
    for row in table.rows:
        reader.take(row)
    reader.report_contradictions()
    return reader.found


@dataclass
class _Reader:
    columns: Columns
    words: Words
    meanings: Meanings
    found: TableFacts
    _exercise: str | None = None
    _spelt: dict[tuple[str, str], TableWord] = field(default_factory=dict)

    def take(self, row: Mapping[int, Cell]) -> None:
        """Read the claims of one row."""
        cells = {name: row[n] for name, n in self.columns.by_name.items() if n in row}
        exercise = self._exercise_of(cells)
        if exercise == SKIP:
            return
        extra: dict[str, str] = {name: cells[name].text for name in _EXTRA if name in cells}
        before = self._size()
        phases = self._meant("phase", cells.get("phase"), exercise)
        if not phases and self._is_skipped("phase", cells.get("phase")):
            return
        phase = phases[0] if phases else None
        for number, role in self.columns.roles.items():
            for muscle, cell in self._each("muscle", row.get(number)):
                self._add(exercise, muscle, "role", role, phase, extra, cell)
        # All words of the row are looked up, even if one of them is unknown.
        muscles, values = list(self._each("muscle", cells.get("muscle"))), list(self._values(cells))
        is_one_value = len(cells.keys() & set(_IN_EXERCISES)) == 1
        for muscle, _ in muscles:
            for key, value, cell in values:
                # Next to a contraction or an action, the role has no phase.
                within = phase if key != "role" or is_one_value else None
                self._add(exercise, muscle, key, value, within, extra, cell)
        if self._size() == before:
            self._report_empty(row, cells)

    def _is_skipped(self, kind: str, cell: Cell | None) -> bool:
        return cell is not None and self.meanings.get(TableWord(kind, cell.text).key) == SKIP

    def _size(self) -> int:
        found = self.found
        cells = sum(map(len, found.unknown.values())) + len(found.skipped)
        return len(found.claims) + len(found.problems) + cells

    def _exercise_of(self, cells: Mapping[str, Cell]) -> str | None:
        """The exercise of a row; below merged cells, that of the row above."""
        if "exercise" not in self.columns.by_name:
            return None
        if "exercise" not in cells:
            self.found.inherited += self._exercise is not None
            return self._exercise
        skipped = len(self.found.skipped)
        meant = self._meant("exercise", cells["exercise"])
        is_skipped = len(self.found.skipped) > skipped
        # If it is unknown, the other words of the row are looked up all the same.
        self._exercise = meant[0] if meant else SKIP if is_skipped else _UNKNOWN
        return self._exercise

    def _values(self, cells: Mapping[str, Cell]) -> Iterator[tuple[str, str, Cell]]:
        """The values that a row states of its muscle."""
        for key in (*_IN_EXERCISES, "nerve"):
            for value, cell in self._each(key, cells.get(key)):
                yield key, value, cell
        for key in _IN_WORDS:
            if key in cells:
                yield key, cells[key].text, cells[key]

    def _each(self, kind: str, cell: Cell | None) -> Iterator[tuple[str, Cell]]:
        """The meaning of a cell, or of each of the words that it lists."""
        if cell is None:
            return
        whole = self.words.find(kind, cell.text) or (kind, cell.text.casefold()) in self.meanings
        for text in [cell.text] if whole else filter(None, _SEVERAL.split(cell.text)):
            for value in self._meaning_of(TableWord(kind, text), cell, None):
                yield value, cell

    def _meant(self, kind: str, cell: Cell | None, exercise: str | None = None) -> tuple[str, ...]:
        return (
            self._meaning_of(TableWord(kind, cell.text), cell, exercise) if cell is not None else ()
        )

    def _meaning_of(self, word: TableWord, cell: Cell, exercise: str | None) -> tuple[str, ...]:
        """The id that a word stands for; nothing if it is unknown or skipped."""
        given = self.meanings.get(word.key)
        if given == NEW:
            id_ = slug(word.text)
            self.found.new.setdefault(id_, word.text)
            return (id_,)
        if given == SKIP:
            self.found.skipped.append(cell)
            return ()
        ids = (given,) if given else self.words.find(word.kind, word.text, exercise)
        if len(ids) == 1:
            return ids
        self.found.unknown.setdefault(self._spelt.setdefault(word.key, word), []).append(cell)
        return ()

    def _add(
        self,
        exercise: str | None,
        muscle: str,
        key: str,
        value: str,
        phase: str | None,
        extra: Mapping[str, str],
        cell: Cell,
    ) -> None:
        about_muscle = key in (*_IN_WORDS, "nerve")
        if exercise is None and key in ("role", "contraction"):
            message = f"A {key} needs an exercise, and the table has no column for it."
            self.found.problems.append(cell.problem(message))
            return
        self.found.claims.append(
            Claim(
                exercise=None if about_muscle else exercise,
                muscle=muscle,
                key=key,
                value=value,
                phase=None if about_muscle else phase,
                extra=extra,
                cell=cell,
            )
        )

    def _report_empty(self, row: Mapping[int, Cell], cells: Mapping[str, Cell]) -> None:
        first = next(iter(row.values()))
        lacks = "no value for it" if "muscle" in cells else "no muscle"
        self.found.problems.append(first.problem(f"The row states nothing: it has {lacks}."))

    def report_contradictions(self) -> None:
        """Report rows of one source that state different values of what has one."""
        stated: dict[tuple[object, ...], Claim] = {}
        for claim in self.found.claims:
            if claim.key not in ("role", "contraction"):
                continue
            about = (*claim.said[:3], claim.phase, claim.extra.get("source"))
            first = stated.setdefault(about, claim)
            if first.value != claim.value:
                message = f"'{claim.value}' contradicts '{first.value}' in row {first.cell.row}."
                self.found.problems.append(claim.cell.problem(message))


def slug(text: str) -> str:
    """A text as an id."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))


def without_repetitions(claims: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Each claim once, with all claims that say the same."""
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        same.setdefault(claim.said, []).append(claim)
    for found in same.values():
        yield found[0], tuple(found)
