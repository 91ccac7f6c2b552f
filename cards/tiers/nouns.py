"""The tiers of exercises, muscles and terms, read from `data/tiers.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cards.load.document import Node, read_document
from cards.model.nouns import Exercise, Muscle, Named, Term
from cards.problems import Problems
from cards.tiers.tier import Tier

_FILE = Path(__file__).parent.parent / "data" / "tiers.yaml"
_SECTIONS: Mapping[type[Named], str] = {
    Exercise: "exercises",
    Muscle: "muscles",
    Term: "terms",
}
"""The sections of the file, by the nouns in them; groups of muscles are in `muscles`."""

UNLISTED = Tier.REST
"""The tier of an exercise, a muscle or a term that the file does not list."""


@dataclass(frozen=True, kw_only=True)
class Importance:
    """The tier of a noun, and the evidence for it, by its ids in the file."""

    tier: Tier
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NounTiers:
    """The tiers of exercises, muscles and terms.

    Attributes:
        evidence: Each kind of evidence in words.
        listed: The nouns of each section, by their ids.
    """

    evidence: Mapping[str, str]
    listed: Mapping[str, Mapping[str, Importance]]

    def tier(self, noun: Named) -> Tier | None:
        """The tier of a noun; None for what has none, such as a property or a finding."""
        for kind, section in _SECTIONS.items():
            if isinstance(noun, kind):
                found = self.listed[section].get(noun.id)
                return found.tier if found is not None else UNLISTED
        return None


@cache
def builtin_noun_tiers() -> NounTiers:
    """The built-in tiers."""
    return read_noun_tiers(_FILE, "cards/data/tiers.yaml")


def read_noun_tiers(file: Path, name: str) -> NounTiers:
    """Read the tiers in a file.

    Args:
        file: The file.
        name: Its name in problems.

    Raises:
        DataError: With every problem of the file.
    """
    problems = Problems()
    top = read_document(file, name).fields(("evidence", *_SECTIONS.values()))
    evidence = {key.identifier(): text.text() for key, text in top["evidence"].entries(problems)}
    listed: dict[str, dict[str, Importance]] = {}
    for section in _SECTIONS.values():
        found = listed[section] = {}
        for key, node in top[section].entries(problems):
            with problems.gathered():
                found[key.identifier()] = _importance(node, evidence)
    problems.raise_any()
    return NounTiers(evidence=evidence, listed=listed)


def _importance(node: Node, evidence: Mapping[str, str]) -> Importance:
    f = node.fields(("tier", "because"), go_on=True)
    importance = Importance(
        tier=f.need("tier", _tier),
        because=f.need("because", lambda node: _because(node, evidence)),
    )
    f.done()
    return importance


def _tier(node: Node) -> Tier:
    return Tier(int(node.one_of("tier", [str(tier.value) for tier in Tier])))


def _because(node: Node, evidence: Mapping[str, str]) -> tuple[str, ...]:
    because = tuple(item.one_of("kind of evidence", evidence.keys()) for item in node.items())
    if not because:
        raise node.error("'because:' needs at least one kind of evidence.")
    return because
