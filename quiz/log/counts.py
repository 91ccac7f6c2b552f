"""Counts of the answers that count, in SQL: no answer becomes a record.

Answers that were undone, or given again in an exam, are found first and excluded from every count.
"""

# ruff: noqa: S608 - names in the SQL are constants, and values are parameters

import json
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from quiz.log.mix_ups import ConceptRow
from quiz.log.reader import ZONES, LogReader

_IS_OMITTED = (
    "writer IN (SELECT value FROM json_each(:writers))"
    " AND printf('%s/%05d', writer, counter) IN (SELECT value FROM json_each(:omitted))"
)


_LATELY = 2_000
"""Answers in which mix-ups are looked for; earlier ones have faded."""


_SCORE = "min(max(score, 0.0), 1.0)"
"""A log written by another program may have scores outside 0 to 1."""

_LONGEST = 180.0
"""Seconds. The time of a session counts up to this for each answer; the rest are breaks."""


class CountedAnswers(NamedTuple):
    """Answers with the same values in some columns.

    Attributes:
        values: These values.
        asked: How many answers there are.
        points: The sum of their scores.
    """

    values: tuple[Any, ...]
    asked: int
    points: float


class AnswerCounts:
    """Counts of the answers of a log, or of a part of them; one at a time for each log."""

    def __init__(
        self,
        store: LogReader,
        since: date | None = None,
        cards: Collection[str] | None = None,
        columns: Collection[str] = (),
    ) -> None:
        """Find the answers to exclude.

        Args:
            store: The log.
            since: The first study day to count; None for all.
            cards: Ids of the cards to count; None for all.
            columns: The columns to count by, besides `day` and `session`.

        Raises:
            StoreError: The log cannot be read.
        """
        self._store = store
        omitted = _omitted(store)
        self._given: dict[str, object] = {}
        conditions = ["outcome <> 'not decided'"]
        if omitted:
            conditions.append(f"NOT ({_IS_OMITTED})")
            self._given |= {
                "omitted": json.dumps(omitted),
                "writers": json.dumps(list({id_.rpartition("/")[0] for id_ in omitted})),
            }
        if since is not None:
            conditions.append("at >= :at AND day >= :day")
            first = since - ZONES if since - date.min > ZONES else since
            self._given |= {"at": first.isoformat(), "day": since.isoformat()}
        if cards is not None:
            conditions.append("card IN (SELECT value FROM json_each(:cards))")
            self._given["cards"] = json.dumps(list(cards))
        self._where = f"FROM review WHERE {' AND '.join(conditions)}"
        names = dict.fromkeys(("day", "session", "score", "seconds", "elapsed", *columns))
        self._columns = ", ".join(names)

    @cached_property
    def _table(self) -> str:
        """A table in memory of the answers that count: a review is too wide to be read often."""
        self._store.query("DROP TABLE IF EXISTS temp.counted", {})
        self._query(f"CREATE TEMP TABLE counted AS SELECT {self._columns} {self._where}")
        return "temp.counted"

    def by(self, *columns: str) -> list[CountedAnswers]:
        """The answers counted by the values of some columns.

        Args:
            columns: Columns of an answer, such as `muscle`.

        Raises:
            StoreError: The log cannot be read.
        """
        names = "".join(f"{name}, " for name in columns)
        group = f" GROUP BY {', '.join(columns)}" if columns else ""
        select = f"SELECT {names}count(*), coalesce(sum({_SCORE}), 0) FROM {self._table}{group}"
        return [CountedAnswers(row[:-2], row[-2], row[-1]) for row in self._store.query(select, {})]

    def total(self) -> CountedAnswers:
        """All answers together.

        Raises:
            StoreError: The log cannot be read.
        """
        return self.by()[0]

    def seconds(self) -> float:
        """The median time of an answer in seconds; 0 without answers.

        Raises:
            StoreError: The log cannot be read.
        """
        select = (
            f"SELECT avg(seconds) FROM (SELECT seconds FROM {self._table} ORDER BY seconds"
            f" LIMIT 2 - (SELECT count(*) FROM {self._table}) % 2"
            f" OFFSET (SELECT (count(*) - 1) / 2 FROM {self._table}))"
        )
        return float(self._store.query(select, {})[0][0] or 0.0)

    def study_seconds(self) -> dict[str, float]:
        """The time of study on each study day, with reading the explanations but without breaks.

        Answers from Anki count with their seconds: their session is a day in UTC, not a sitting.

        Raises:
            StoreError: The log cannot be read.
        """
        spent = f"min(max(elapsed) - min(elapsed - seconds), count(*) * {_LONGEST})"
        in_anki = "session IN (SELECT id FROM session WHERE mode = 'anki')"
        by_session = (
            f"SELECT day, CASE WHEN {in_anki} THEN sum(seconds) ELSE {spent} END AS spent"
            f" FROM {self._table} GROUP BY day, session"
        )
        select = f"SELECT day, sum(spent) FROM ({by_session}) GROUP BY day"
        return dict(self._store.query(select, {}))

    def facts(self) -> set[str]:
        """Ids of the facts that were asked.

        Raises:
            StoreError: The log cannot be read.
        """
        found: set[str] = set()
        for fact, packed in self._query(f"SELECT DISTINCT fact, facts {self._where}"):
            found.add(fact)
            with suppress(ValueError):  # a damaged record
                found.update(map(str, json.loads(packed)))
        return found

    def concepts(self) -> list[ConceptRow]:
        """The latest answers to questions whose right answer is a concept, the latest last.

        Empty if no wrong answer was a concept. An index shows that; the questions on concepts would
        be searched for in the whole log.

        Raises:
            StoreError: The log cannot be read.
        """
        if not self._store.query("SELECT 1 FROM review WHERE taken_for IS NOT NULL LIMIT 1", {}):
            return []
        found = self._query(
            f"SELECT day, card, asked_for, taken_for, outcome = 'right' {self._where}"
            f" AND asked_for IS NOT NULL ORDER BY at DESC LIMIT {_LATELY}"
        )
        return [ConceptRow._make(row) for row in reversed(found)]

    def _query(self, select: str) -> list[tuple[Any, ...]]:
        return self._store.query(select, self._given)


def _omitted(store: LogReader) -> list[str]:
    """Ids of the answers that do not count: undone, or given again in an exam."""
    select = "SELECT json_extract(body, '$.review') FROM event WHERE kind = 'undone'"
    undone = {str(id_) for (id_,) in store.query(select, {}) if id_ is not None}
    if not store.query("SELECT 1 FROM session WHERE mode = 'exam' LIMIT 1", {}):
        return sorted(undone)
    from quiz.log.history import given  # slow to import, and most logs have no exam

    exams = store.exam_figures()
    standing = {answer.id for answer in given(exams)}
    return sorted(undone | ({answer.id for answer in exams.reviews} - standing))
