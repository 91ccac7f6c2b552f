"""Things by the names that files give them; who wins a name, and what a slip of it may mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from cards.load.document import Node
from cards.model.nouns import Exercise, Family, Muscle, Named, Pack, Source, Term
from cards.model.vocabulary import Origin
from cards.problems import DataError

Noun = Source | Muscle | Family | Term | Exercise | Pack
_T = TypeVar("_T", bound=Noun)


@dataclass(slots=True)
class Names:
    """What files have named so far.

    Attributes:
        only: Whether our facts are left out; what we name then gives way to the user's.
        failed: Names whose definition was complained about, so that nobody is blamed for them.
    """

    only: bool = False
    sources: dict[str, Source] = field(default_factory=dict)
    muscles: dict[str, Muscle] = field(default_factory=dict)  # groups among them
    families: dict[str, Family] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    packs: dict[str, Pack] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    _builtin: set[tuple[str, str]] = field(default_factory=set)

    def register(
        self, what: str, key: Node, noun: _T, known: dict[str, _T], *, origin: Origin
    ) -> None:
        """Take in what was defined.

        Raises:
            DataError: The name is taken.
        """
        first = known.get(noun.id)
        if first is not None:
            ours = (what, noun.id) in self._builtin
            if ours and origin is Origin.USER and not self.only and _same(first, noun):
                known[noun.id] = _widened(first, noun)
                return
            if origin is Origin.BUILTIN or not (ours and self.only):
                hint = (
                    "Give this one another id, or leave our facts out with --only."
                    if ours
                    else "Give one of them another id."
                )
                message = f"The {what} '{noun.id}' stands already in {first.place}. {hint}"
                raise key.error(message)
        if origin is Origin.BUILTIN:
            self._builtin.add((what, noun.id))
        else:
            self._builtin.discard((what, noun.id))
        known[noun.id] = noun

    def find(self, what: str, node: Node, known: Mapping[str, _T], word: str | None = None) -> _T:
        """What the text, or a word of it, names.

        Raises:
            DataError: Nothing has that id. The error is empty where that only follows from
                something that was complained about already.
        """
        name = node.text() if word is None else word
        if name in known:
            return known[name]
        error = node.unknown(what, known, word=word, meant=_by_name(name, known.values()))
        raise DataError(()) if name in self.failed else error

    def muscle(self, node: Node) -> Muscle:
        """The muscle or group that the text names."""
        return self.find("muscle or group", node, self.muscles)

    def exercise(self, node: Node) -> Exercise:
        """The exercise that the text names."""
        return self.find("exercise", node, self.exercises)

    def term(self, node: Node, family: str | None = None) -> Term:
        """The term that the text names, from one family or from all."""
        if family is None:
            return self.find("term", node, self.terms)
        known = {term.id: term for term in self.terms.values() if term.family == family}
        return self.find(f"term of the family '{family}'", node, known)


def _same(ours: Noun, theirs: Noun) -> bool:
    """Whether a file of the user's names what we know by that id, so that theirs adds to ours."""
    if not isinstance(ours, Named) or not isinstance(theirs, Named) or isinstance(ours, Family):
        return type(ours) is type(theirs) and ours.name == theirs.name
    alike = type(ours) is type(theirs) and getattr(ours, "family", None) == getattr(
        theirs, "family", None
    )
    return alike and theirs.name.lower() in (form.lower() for form in ours.forms)


def _widened(ours: _T, theirs: _T) -> _T:
    """Ours, with the other names and the phases that the user's file adds."""
    if not isinstance(ours, Named) or not isinstance(theirs, Named):
        return ours
    both = replace(
        ours,
        aliases=_together(ours.aliases, theirs.aliases),
        misspellings=_together(ours.misspellings, theirs.misspellings),
    )
    if isinstance(both, Exercise) and isinstance(theirs, Exercise):
        phases = {**theirs.phases, **both.phases}
        both = replace(both, phases=phases, complete=both.complete | theirs.complete)
    return cast("_T", both)


def _together(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))


def _by_name(name: str, nouns: Iterable[Noun]) -> str | None:
    """The id of what somebody wrote by its name, or by another name it has."""
    for noun in nouns:
        forms = noun.forms if isinstance(noun, Named) else (noun.name,)
        if name.lower() in (form.lower() for form in forms):
            return noun.id
    return None
