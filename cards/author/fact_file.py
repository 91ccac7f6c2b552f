"""The text of a fact file with the claims of a table, and the row of each of its lines."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from cards.author.table_facts import Claim, TableFacts, slug, without_repetitions
from cards.model.base import FactBase
from cards.model.vocabulary import Phase

_WORDS = {
    Phase.LIFTING.value: "as the load rises",
    Phase.LOWERING.value: "as the load comes down",
    Phase.HOLD.value: "while the position is held",
}
"""Words for the phases of a new exercise, until its author writes better ones."""


@dataclass(frozen=True)
class FactFile:
    """A fact file.

    Attributes:
        text: Its text.
        claims: The claim on each of its lines that has one, by the number of the line.
    """

    text: str
    claims: Mapping[int, Claim]


def fact_file(found: TableFacts, table: str, source: str, base: FactBase) -> FactFile:
    """Write the claims of a table as a fact file.

    Args:
        found: The claims.
        table: The name of the table's file.
        source: The name of the source of rows that name none.
        base: The facts, for the sources that they know.
    """
    sources = _Sources(base)
    used = {claim.extra.get("source", source) for claim in found.claims}
    head = [f"# Facts from {table}, written by `primemover facts import`."]
    new = [name for name in sorted(used) if not sources.is_known(name)]
    if new:
        head.append("sources:")
        head += [
            f"  {sources.id_of(name)}: {{name: {quoted(name)}, title: {quoted(name)}, kind: notes}}"
            for name in new
        ]
    lines: list[tuple[str, Claim | None]] = [(line, None) for line in head]
    by_exercise = [claim for claim in found.claims if claim.exercise is not None]
    of_muscles = [claim for claim in found.claims if claim.exercise is None]
    if by_exercise:
        lines.append(("exercises:", None))
        for exercise, claims in groupby(sorted(by_exercise, key=_place), lambda c: c.exercise):
            lines += _exercise(str(exercise), list(claims), found.new, sources, source)
    if of_muscles:
        lines.append(("muscles:", None))
        for muscle, claims in groupby(sorted(of_muscles, key=_place), lambda c: c.muscle):
            lines += [(f"  {muscle}:", None), ("    traits:", None)]
            lines += _entries(list(claims), "      ", sources, source)
    text = "".join(f"{line}\n" for line, _ in lines)
    return FactFile(text, {n: claim for n, (_, claim) in enumerate(lines, 1) if claim is not None})


Lines = Iterator[tuple[str, Claim | None]]


def _exercise(
    id_: str, claims: list[Claim], new: Mapping[str, str], sources: "_Sources", source: str
) -> Lines:
    yield f"  {id_}:", None
    if id_ in new:
        yield f"    name: {quoted(new[id_])}", None
        phases = sorted({c.phase for c in claims if c.phase in _WORDS}, key=list(_WORDS).index)
        if phases:
            yield "    phases:", None
        for phase in phases:
            yield f"      {phase}: {_WORDS[phase]}", None
    yield "    involvements:", None
    for muscle, each in groupby(claims, lambda claim: claim.muscle):
        yield f"      {muscle}:", None
        yield from _entries(list(each), "        ", sources, source)


def _entries(claims: list[Claim], indent: str, sources: "_Sources", source: str) -> Lines:
    for claim, same in without_repetitions(claims):
        parts = {claim.key: claim.value if claim.key not in _TEXTS else quoted(claim.value)}
        if claim.phase is not None:
            parts["phase"] = claim.phase
        cited = dict.fromkeys(
            " ".join((sources.id_of(c.extra.get("source", source)), *c.extra.get("at", "").split()))
            for c in same
        )
        listed = ", ".join(map(quoted, cited))
        parts["source"] = f"[{listed}]" if len(cited) > 1 else listed
        for key in ("quote", "note"):
            texts = dict.fromkeys(c.extra[key] for c in same if key in c.extra)
            if texts:
                parts[key] = quoted("; ".join(texts))
        yield f"{indent}- {{{', '.join(f'{k}: {v}' for k, v in parts.items())}}}", claim


_TEXTS = ("origin", "insertion")


@dataclass(frozen=True)
class _Sources:
    """The ids of sources by the names that a table uses."""

    base: FactBase

    def is_known(self, name: str) -> bool:
        return self._known(name) is not None

    def id_of(self, name: str) -> str:
        known = self._known(name)
        if known is not None:
            return known
        id_ = slug(name) or "table"
        return f"{id_}-2" if id_ in self.base.sources else id_

    def _known(self, name: str) -> str | None:
        if name in self.base.sources:
            return name
        titles = (
            source.id
            for source in self.base.sources.values()
            if name.casefold() in (source.name.casefold(), source.title.casefold())
        )
        return next(titles, None)


def _place(claim: Claim) -> tuple[str, str]:
    return claim.exercise or "", claim.muscle


def quoted(text: str) -> str:
    """A text in double quotation marks."""
    return json.dumps(text, ensure_ascii=False)
