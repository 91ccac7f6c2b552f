"""Citations of claims: their own sources, or the default ones of the file or exercise."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cards.checks.doubts import DOUBTS
from cards.load.document import Fields, Node
from cards.load.names import Names
from cards.model.entry import Cited
from cards.model.nouns import Citation
from cards.model.vocabulary import Confidence, Origin
from cards.problems import DataError, Place, Problem, Problems

CITED = ("source", "at", "confidence", "quote", "note", "waive")
"""The keys that every claim can have."""

_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Defaults:
    """Defaults for the claims of a file or an exercise.

    Attributes:
        sources: The default sources; None if they are unknown, which has been reported already.
    """

    sources: tuple[Citation, ...] | None
    confidence: Confidence
    origin: Origin


@dataclass(frozen=True, slots=True)
class Citations:
    """Reads citations, and records the claims without any."""

    names: Names
    problems: Problems
    _unsourced: dict[str, list[Place]] = field(default_factory=dict)

    def defaults(self, top: Fields, origin: Origin) -> Defaults:
        """Read the defaults at the top of a file."""
        confidence = None
        with self.problems.gathered():
            confidence = _confidence(top["confidence"]) if "confidence" in top else None
        return Defaults(
            sources=self.default_sources(top) if "source" in top else (),
            confidence=confidence or Confidence.MEDIUM,
            origin=origin,
        )

    def default_sources(self, f: Fields) -> tuple[Citation, ...] | None:
        """Read default sources; None if they are invalid."""
        with self.problems.gathered():
            return self.read(f["source"])
        return None

    def cited(self, f: Fields, defaults: Defaults) -> Cited:
        """Read the keys that all claims share."""
        citations = f.read("source", self.read) if "source" in f else defaults.sources
        if citations == ():
            place = f.node.place
            self._unsourced.setdefault(place.file, []).append(place)
        at = f.text("at")
        if at and citations:
            if len(citations) > 1:
                message = "'at' is only allowed with one source; write each place after its source"
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
        """Read a source or a list of sources, each with its places."""
        problems = Problems()
        found = []
        for item in node.one_or_more():
            with problems.gathered():
                id_, *at = item.text().split()
                source = self.names.find("source", item, self.names.sources, word=id_)
                found.append(Citation(source=source, at=tuple(at)))
        problems.raise_any()
        if not found:
            raise node.error("The value is missing; expected a source.")
        return tuple(found)

    def report_missing_sources(self) -> None:
        """Report missing sources once per file, because one line at its top fixes them all."""
        for places in self._unsourced.values():
            first, *others = dict.fromkeys(places)
            message = "Missing source: add 'source:' here, or above as the default for all claims."
            lines = sorted({place.line for place in others} - {first.line})
            if lines:
                message += f" This also applies to {_lines(lines)}."
            self.problems.add(DataError([Problem(place=first, message=message)]))


def read_waivers(node: Node) -> tuple[tuple[str, str], ...]:
    """Read the checks that are waived here, each with its reason.

    Raises:
        DataError: A check is unknown.
    """
    problems = Problems()
    found = []
    for check, reason in node.entries():
        with problems.gathered():
            found.append((check.one_of("check", DOUBTS.keys()), reason.text()))
    problems.raise_any()
    return tuple(found)


def _confidence(node: Node) -> Confidence:
    return Confidence(node.one_of("confidence", Confidence))


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > _MOST_LINES:
        return f"{len(numbers)} more claims in this file, up to line {numbers[-1]}"
    return f"lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
