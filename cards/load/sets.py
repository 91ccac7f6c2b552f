"""Reads the kinds of set from YAML."""

import re
from collections.abc import Collection
from pathlib import Path

from cards.load.document import Node, read_document
from cards.model.card_set import FEWEST_IN_SET, SetKind
from cards.problems import Problems
from cards.sets.scenes import SCENES

BUILTIN_SETS = Path(__file__).parent.parent / "data" / "exams" / "sets.yaml"
"""The built-in kinds of set."""

_SLOT = re.compile(r"\{([^{}]*)\}")


def read_set_kinds(
    templates: Collection[str],
    file: Path = BUILTIN_SETS,
    name: str = "cards/data/exams/sets.yaml",
) -> tuple[SetKind, ...]:
    """Read the kinds of set in a file.

    Args:
        templates: The ids of the templates that have choices.
        file: The file.
        name: Its name in problems.

    Raises:
        DataError: With every problem of the file.
    """
    problems = Problems()
    found: list[SetKind] = []
    top = read_document(file, name).fields(("sets",))
    for key, node in top["sets"].entries(problems):
        with problems.gathered():
            found.append(_set_kind(key, node, templates))
    problems.raise_any()
    return tuple(found)


def _set_kind(key: Node, node: Node, templates: Collection[str]) -> SetKind:
    f = node.fields(("scene", "text", "phrase", "questions"), optional=("short",), go_on=True)
    scene = f.need("scene", lambda item: item.one_of("scene", SCENES.keys()))
    slots = SCENES[scene].slots if scene in SCENES else None
    kind = SetKind(
        id=key.identifier(),
        scene=scene,
        text=f.need("text", lambda item: _text(item, slots)),
        phrase=f.need("phrase", lambda item: _text(item, slots)),
        short=f.read("short", lambda item: _text(item, slots)) or "",
        questions=f.need("questions", lambda item: _questions(item, templates)),
    )
    f.done()
    return kind


def _text(node: Node, slots: Collection[str] | None) -> str:
    """A text with slots of the scene; None if the scene is unknown."""
    text = node.text()
    for slot in _SLOT.findall(text):
        if slots is not None and slot not in slots:
            raise node.unknown("slot", slots, word=slot)
    if {"{", "}"} & set(_SLOT.sub("", text)):
        raise node.error("Unbalanced brace; a slot is written {like-this}.")
    return text


def _questions(node: Node, templates: Collection[str]) -> tuple[tuple[str, ...], ...]:
    problems = Problems()
    places: list[tuple[str, ...]] = []
    for place in node.items():
        with problems.gathered():
            places.append(tuple(each.one_of("template", templates) for each in place.one_or_more()))
    problems.raise_any()
    if len(places) < FEWEST_IN_SET:
        raise node.error("A set needs at least two questions.")
    return tuple(places)
