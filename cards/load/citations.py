"""What claims cite: sources of their own, or those that stand above them for all that follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from cards.checks.doubts import DOUBTS
from cards.load.document import Fields, Node
from cards.load.names import Names
from cards.model.nouns import Citation
from cards.model.vocabulary import Confidence, Origin
from cards.problems import DataError, Place, Problem, Problems

CITED = ("source", "at", "confidence", "quote", "note", "waive")
"""What every claim may hold."""

_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Defaults:
    """What stands at the top of a file or an exercise for the claims below it.

    Attributes:
        sources: None where some stand there that are not known, which was complained about.
    """

    sources: tuple[Citation, ...] | None
    confidence: Confidence
    origin: Origin


class Cited(TypedDict):
    """What every claim shares, ready to be handed to its dataclass."""

    citations: tuple[Citation, ...]
    confidence: Confidence
    quote: str | None
    note: str | None
    waive: tuple[tuple[str, str], ...]
    place: Place
    origin: Origin


@dataclass(frozen=True, slots=True)
class Citations:
    """Reads what claims cite, and remembers the claims that cite nothing."""

    names: Names
    problems: Problems
    _unsourced: dict[str, list[Place]] = field(default_factory=dict)

    def defaults(self, top: Fields, origin: Origin) -> Defaults:
        """What the top of a file says for the claims below it."""
        confidence = None
        with self.problems.gathered():
            confidence = _confidence(top["confidence"]) if "confidence" in top else None
        return Defaults(
            sources=self.default_sources(top) if "source" in top else (),
            confidence=confidence or Confidence.MEDIUM,
            origin=origin,
        )

    def default_sources(self, f: Fields) -> tuple[Citation, ...] | None:
        """The sources that stand above other claims; None if they cannot be read."""
        with self.problems.gathered():
            return self.read(f["source"])
        return None

    def cited(self, f: Fields, defaults: Defaults) -> Cited:
        """What a claim shares with every other one."""
        citations = f.read("source", self.read) if "source" in f else defaults.sources
        if citations == ():
            place = f.node.place
            self._unsourced.setdefault(place.file, []).append(place)
        at = f.text("at")
        if at and citations:
            if len(citations) > 1:
                message = "'at' goes with one source; write the places behind each source"
                example = ", ".join(f"{c.source.id} {' '.join(c.at) or '…'}" for c in citations)
                f.wrong(f["at"].error(f"{message}: [{example}]."))
            (*_, only) = citations
            citations = (Citation(source=only.source, at=(*only.at, *at.split())),)
        return {
            "citations": citations or (),
            "confidence": f.read("confidence", _confidence) or defaults.confidence,
            "quote": f.text("quote"),
            "note": f.text("note"),
            "waive": f.read("waive", read_waivers) or (),
            "place": f.node.place,
            "origin": defaults.origin,
        }

    def read(self, node: Node) -> tuple[Citation, ...]:
        """The sources that a text or a list of them names, with the places in each."""
        problems = Problems()
        found = []
        for item in node.one_or_more():
            with problems.gathered():
                id_, *at = item.text().split()
                source = self.names.find("source", item, self.names.sources, word=id_)
                found.append(Citation(source=source, at=tuple(at)))
        problems.raise_any()
        if not found:
            raise node.error("Nothing is written here; expected a source.")
        return tuple(found)

    def complain_of_missing_ones(self) -> None:
        """One complaint a file: one line at its top mends them all."""
        for places in self._unsourced.values():
            first, *others = dict.fromkeys(places)
            message = "No source: write 'source:' here, or above for all that follows."
            lines = sorted({place.line for place in others} - {first.line})
            if lines:
                message += f" The same goes for {_lines(lines)}."
            self.problems.add(DataError([Problem(place=first, message=message)]))


def fact_id(parts: Sequence[str], cited: Cited) -> str:
    """The id of a claim; one that is only asked as a source's own carries that source."""
    id_ = "/".join(parts)
    if cited["confidence"].attributed and cited["citations"]:
        return f"{id_}@{cited['citations'][0].source.id}"
    return id_


def read_waivers(node: Node) -> tuple[tuple[str, str], ...]:
    """Checks that need not hold here, each with the reason.

    Raises:
        DataError: No check has that name.
    """
    problems = Problems()
    found = []
    for check, reason in node.entries():
        with problems.gathered():
            found.append((check.one_of("check", DOUBTS.keys()), reason.text()))
    problems.raise_any()
    return tuple(found)


def _confidence(node: Node) -> Confidence:
    return Confidence(node.one_of("degree of confidence", Confidence))


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > _MOST_LINES:
        return f"{len(numbers)} more claims of this file, down to line {numbers[-1]}"
    return f"lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
