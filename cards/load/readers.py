"""Readers of the arguments that all nouns share, and of values that need checks."""

from collections.abc import Mapping
from string import Formatter
from typing import TypedDict

from cards.load.document import Fields, Node
from cards.model.vocabulary import Phase, Viewpoint
from cards.problems import Place, Problems


class NounArguments(TypedDict):
    """The arguments that all classes of named nouns share."""

    id: str
    name: str
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]
    plural: bool
    note: str | None
    place: Place


def named(key: Node, f: Fields) -> NounArguments:
    """The arguments that an entry states.

    Raises:
        DataError: The entry states no name, or one in the wrong form.
    """
    return {
        "id": key.text(),
        "name": f.need("name", Node.text),
        "aliases": f.texts("aliases"),
        "misspellings": f.texts("misspellings"),
        "plural": f.flag("plural"),
        "note": f.text("note"),
        "place": key.place,
    }


def views(node: Node) -> list[str]:
    """The sides from which a finding is seen."""
    return [item.one_of("view", Viewpoint) for item in node.one_or_more()]


_SLOTS_OF_VALUE = frozenset(("case", "value", "exercise", "muscle"))


def sentence_of_value(node: Node) -> str:
    """The sentence of a property, with the slots that its values fill."""
    text = node.text()
    try:
        slots = {slot for _, slot, _, _ in Formatter().parse(text) if slot is not None}
    except ValueError:
        raise node.error("Unpaired brace: write a slot as {case} or {value}.") from None
    for slot in sorted(slots - _SLOTS_OF_VALUE):
        raise node.unknown("slot", _SLOTS_OF_VALUE, word=slot)
    if "value" not in slots:
        raise node.error("The sentence needs the slot {value}.")
    return text


def moving_phase(node: Node) -> Phase:
    """The phase that a repetition begins with."""
    return Phase(node.one_of("phase", (Phase.LIFTING.value, Phase.LOWERING.value)))


def phases(node: Node) -> Mapping[Phase, str]:
    """The phases of an exercise, each with its words."""
    problems = Problems()
    known = [phase.value for phase in Phase if phase is not Phase.THROUGHOUT]
    found = {}
    for key, words in node.entries(problems):
        with problems.gathered():
            found[Phase(key.one_of("phase", known))] = words.text()
    problems.raise_any()
    return found
