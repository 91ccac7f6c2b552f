"""Counts of the answers that count, in SQL: no answer becomes a record.

Answers that were undone, or given again in an exam, are found first and excluded from every count.
"""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from quiz.log.history import given
from quiz.log.store import Store

_ZONES = timedelta(days=2)
"""More than the study day and the day in UTC can differ."""

_IS_OMITTED = (
    "writer IN (SELECT value FROM json_each(:writers))"
    " AND printf('%s/%05d', writer, counter) IN (SELECT value FROM json_each(:omitted))"
)


_LATELY = 2_000
"""Answers in which mix-ups are looked for; earlier ones have faded."""


class ConceptRow(NamedTuple):
    """An answer to a question whose right answer is a concept; see `mix_ups.ConceptAnswer`."""

    day: str
    card: str
    asked_for: str | None
    taken_for: str | None
    right: bool


class AnswerCounts:
    """Counts of the answers of a log, or of a part of them."""

    def __init__(
        self, store: Store, since: date | None = None, cards: Collection[str] | None = None
    ) -> None:
        """Find the answers to exclude.

        Args:
            store: The log.
            since: The first study day to count; None for all.
            cards: Ids of the cards to count; None for all.

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
            first = since - _ZONES if since - date.min > _ZONES else since
            self._given |= {"at": first.isoformat(), "day": since.isoformat()}
        if cards is not None:
            conditions.append("card IN (SELECT value FROM json_each(:cards))")
            self._given["cards"] = json.dumps(list(cards))
        self._where = f"FROM review WHERE {' AND '.join(conditions)}"

    def concepts(self) -> list[ConceptRow]:
        """The latest answers to questions whose right answer is a concept, the latest last.

        Raises:
            StoreError: The log cannot be read.
        """
        found = self._store.query(
            f"SELECT day, card, asked_for, taken_for, outcome = 'right' {self._where}"
            f" AND asked_for IS NOT NULL ORDER BY at DESC LIMIT {_LATELY}",
            self._given,
        )
        return [ConceptRow._make(row) for row in reversed(found)]


def _omitted(store: Store) -> list[str]:
    """Ids of the answers that do not count: undone, or given again in an exam."""
    select = "SELECT json_extract(body, '$.review') FROM event WHERE kind = 'undone'"
    undone = {str(id_) for (id_,) in store.query(select, {}) if id_ is not None}
    exams = store.exam_figures()
    standing = {answer.id for answer in given(exams)}
    return sorted(undone | ({answer.id for answer in exams.reviews} - standing))
