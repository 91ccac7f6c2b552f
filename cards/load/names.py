"""The registry of ids: which definition of an id counts, and suggestions for unknown ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar, cast

from cards.derive.rules import RULES
from cards.english import nearest
from cards.load.document import Node
from cards.load.suggestions import sharing_a_word
from cards.model.nouns import (
    Compensation,
    Exercise,
    Family,
    Muscle,
    Named,
    Pack,
    Property,
    Source,
    Term,
)
from cards.model.vocabulary import Origin
from cards.problems import DataError

if TYPE_CHECKING:
    from cards.model.base import FactBase

Noun = Source | Muscle | Family | Term | Exercise | Compensation | Pack | Property
_T = TypeVar("_T", bound=Noun)


_KINDS = (
    *("source", "muscle or group", "family"),
    *("term", "exercise", "finding", "pack"),
    "property",
)
"""The kinds of nouns, in the order of `Names.all_nouns`."""


def _rules() -> dict[str, Source]:
    return {id_: rule.source for id_, rule in RULES.items()}


@dataclass(slots=True)
class Names:
    """The nouns that files have defined so far, and the rules as sources.

    Attributes:
        only: Whether built-in facts are excluded; user definitions then replace built-in ones.
        failed: Ids whose definition is invalid, so that references to them are not reported.
    """

    only: bool = False
    sources: dict[str, Source] = field(default_factory=_rules)
    muscles: dict[str, Muscle] = field(default_factory=dict)  # including groups
    families: dict[str, Family] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    compensations: dict[str, Compensation] = field(default_factory=dict)
    packs: dict[str, Pack] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    _builtin: set[tuple[str, str]] = field(
        default_factory=lambda: {("source", id_) for id_ in RULES}
    )

    @classmethod
    def of_builtin(cls, base: "FactBase") -> "Names":
        """The nouns of the built-in facts, as if their files had just been read."""
        names = cls(
            sources=dict(base.sources),
            muscles=dict(base.muscles),
            families=dict(base.families),
            terms=dict(base.terms),
            exercises=dict(base.exercises),
            compensations=dict(base.compensations),
            packs=dict(base.packs),
            properties=dict(base.properties),
        )
        for what, nouns in zip(_KINDS, names.all_nouns(), strict=True):
            names._builtin.update((what, id_) for id_ in nouns)
        return names

    def copy(self, *, only: bool) -> "Names":
        """The same nouns, for further definitions."""
        return Names(
            only=only,
            sources=dict(self.sources),
            muscles=dict(self.muscles),
            families=dict(self.families),
            terms=dict(self.terms),
            exercises=dict(self.exercises),
            compensations=dict(self.compensations),
            packs=dict(self.packs),
            properties=dict(self.properties),
            failed=set(self.failed),
            _builtin=set(self._builtin),
        )

    def keeps(self, earlier: "Names") -> bool:
        """Whether further definitions only added nouns, and changed none."""
        return all(
            now[id_] is noun or now[id_] == noun
            for now, before in zip(self.all_nouns(), earlier.all_nouns(), strict=True)
            for id_, noun in before.items()
        )

    def all_nouns(self) -> tuple[Mapping[str, Noun], ...]:
        """The nouns of each kind."""
        return (
            *(self.sources, self.muscles, self.families),
            *(self.terms, self.exercises, self.compensations, self.packs),
            self.properties,
        )

    def register(
        self, what: str, key: Node, noun: _T, known: dict[str, _T], *, origin: Origin
    ) -> None:
        """Register a noun.

        Raises:
            DataError: The id is in use.
        """
        first = known.get(noun.id)
        if first is not None:
            is_builtin = (what, noun.id) in self._builtin
            if is_builtin and origin is Origin.USER and not self.only and _same(first, noun):
                known[noun.id] = _widened(first, noun)
                return
            if origin is Origin.BUILTIN or not (is_builtin and self.only):
                hint = (
                    _ADDING.get(what, "").format(noun.id)
                    + "Choose another id, or exclude the built-in facts with --only."
                    if is_builtin
                    else "Choose another id for one of them."
                )
                message = f"The {what} '{noun.id}' is already defined in {first.place}. {hint}"
                raise key.error(message)
        if origin is Origin.BUILTIN:
            self._builtin.add((what, noun.id))
        else:
            self._builtin.discard((what, noun.id))
        known[noun.id] = noun

    def find(self, what: str, node: Node, known: Mapping[str, _T], word: str | None = None) -> _T:
        """Look up the noun that a text, or a word of it, refers to.

        Raises:
            DataError: The id is unknown. The error is empty if its definition was invalid, which
                has been reported already.
        """
        name = node.text() if word is None else word
        if name in known:
            return known[name]
        error = node.unknown(what, known, word=word, meant=_meant(name, known.values()))
        raise DataError(()) if name in self.failed else error

    def muscle(self, node: Node) -> Muscle:
        """Look up a muscle or group."""
        return self.find("muscle or group", node, self.muscles)

    def exercise(self, node: Node) -> Exercise:
        """Look up an exercise."""
        return self.find("exercise", node, self.exercises)

    def term(self, node: Node, family: str | None = None) -> Term:
        """Look up a term, in one family or in all."""
        if family is None:
            return self.find("term", node, self.terms)
        found = self.terms.get(node.text())
        if found is not None and found.family == family:
            return found
        known = {term.id: term for term in self.terms.values() if term.family == family}
        return self.find(family.replace("-", " "), node, known)


def _same(builtin: Noun, added: Noun) -> bool:
    """Whether a user definition refers to the same noun as the built-in one, and so extends it."""
    if (
        not isinstance(builtin, Named)
        or not isinstance(added, Named)
        or isinstance(builtin, Family)
    ):
        return type(builtin) is type(added) and builtin.name == added.name
    is_same_kind = type(builtin) is type(added) and getattr(builtin, "family", None) == getattr(
        added, "family", None
    )
    return is_same_kind and added.name.lower() in (form.lower() for form in builtin.forms)


def _widened(builtin: _T, added: _T) -> _T:
    """The built-in noun, extended by names and phases from the user's file."""
    if not isinstance(builtin, Named) or not isinstance(added, Named):
        return builtin
    both = replace(
        builtin,
        aliases=_together(builtin.aliases, added.aliases),
        misspellings=_together(builtin.misspellings, added.misspellings),
    )
    if isinstance(both, Exercise) and isinstance(added, Exercise):
        phases = {**added.phases, **both.phases}
        both = replace(both, phases=phases, complete=both.complete | added.complete)
    return cast("_T", both)


def _together(builtin: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*builtin, *added)))


def _meant(name: str, nouns: Iterable[Noun]) -> str | None:
    """The id of the noun that a name or an alias fits: as a whole, nearly, or by one word."""
    forms: dict[str, str] = {}
    for noun in nouns:
        for form in noun.forms if isinstance(noun, Named) else (noun.name,):
            forms.setdefault(form.lower(), noun.id)
    text = name.lower()
    spaced = text.replace("-", " ")
    exact = forms.get(text) or forms.get(spaced) or forms.get(spaced.removesuffix("s"))
    ids = set(forms.values())
    if exact or nearest(text, ids):
        return exact
    near = nearest(spaced, forms) or sharing_a_word(text, ids) or sharing_a_word(text, forms)
    return near if near is None or near in ids else forms[near]


_ADDING = {
    "exercise": (
        "To add claims to it, write only 'involvements', 'traits' or 'statements' under '{}:',"
        " without 'name' and 'phases'. "
    ),
    "muscle or group": "To add claims to it, write only 'traits' under '{}:', without 'name'. ",
}
"""Advice on adding claims to something built-in, by what it is."""
