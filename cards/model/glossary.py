"""The definitions of terms, and the statements that tell terms or muscles apart."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import permutations

from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction


class Glossary:
    """The definitions by term, and the distinctions by the terms that they name."""

    def __init__(
        self, definitions: Iterable[Definition], distinctions: Iterable[Distinction]
    ) -> None:
        """Take the agreed definitions, and all distinctions."""
        self.definitions = {definition.term.id: definition for definition in definitions}
        self._all = tuple(distinctions)

    @cached_property
    def _distinctions(self) -> Mapping[str, tuple[Distinction, ...]]:
        found: dict[str, list[Distinction]] = {}
        for distinction in self._all:
            for id_ in distinction.between:
                found.setdefault(id_, []).append(distinction)
        return {id_: tuple(distinctions) for id_, distinctions in found.items()}

    def distinctions_of(self, id_: str) -> tuple[Distinction, ...]:
        """The agreed statements that tell a term or a muscle from another one."""
        return tuple(d for d in self._distinctions.get(id_, ()) if not d.attributed)

    @cached_property
    def _confused(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for distinction in self._all:
            for one, other in permutations(distinction.between, 2):
                found.setdefault(one, set()).add(other)
        return {id_: frozenset(others) for id_, others in found.items()}

    def confused_with(self, id_: str) -> frozenset[str]:
        """Ids of the terms that a distinction contrasts with it."""
        return self._confused.get(id_, frozenset())
