"""Reads blueprints from YAML."""

from pathlib import Path

from cards.exams.blueprint import Blueprint, Certainty, Counted
from cards.load.document import Node, read_document
from cards.model.bodies import BODIES
from cards.model.vocabulary import Subject
from cards.problems import Problems

_EXAMS = Path(__file__).parent.parent / "data" / "exams"
_BUILTIN = ("general.yaml", "certifications.yaml")

_WHOLE = 100
_LONGEST = 7
"""Characters of a number; converting a very long one would be slow."""


def builtin_blueprints() -> tuple[Blueprint, ...]:
    """The built-in blueprints: the one for all candidates first, then one of each exam."""
    return tuple(
        blueprint
        for name in _BUILTIN
        for blueprint in read_blueprints(_EXAMS / name, f"cards/data/exams/{name}")
    )


def read_blueprints(file: Path, name: str) -> tuple[Blueprint, ...]:
    """Read the blueprints in a file.

    Args:
        file: The file.
        name: Its name in problems.

    Raises:
        DataError: With every problem of the file.
    """
    problems = Problems()
    found: dict[str, Blueprint] = {}
    top = read_document(file, name).fields(("profiles",))
    for key, node in top["profiles"].entries(problems):
        with problems.gathered():
            blueprint = _blueprint(key, node)
            if blueprint.id in found:
                raise key.error(f"'{blueprint.id}' is already the id of a profile.")
            found[blueprint.id] = blueprint
    problems.raise_any()
    return tuple(found.values())


def _blueprint(key: Node, node: Node) -> Blueprint:
    f = node.fields(("name", "shares", "method", "confidence", "counted"), ("body",), go_on=True)
    blueprint = Blueprint(
        id=key.identifier(),
        name=f.need("name", Node.text),
        body=f.read("body", lambda item: item.one_of("certifying body", BODIES.keys())),
        shares=f.need("shares", _shares),
        method=f.need("method", Node.text),
        confidence=f.need(
            "confidence", lambda item: Certainty(item.one_of("confidence", Certainty))
        ),
        counted=f.need("counted", _counted),
    )
    f.done()
    return blueprint


def _shares(node: Node) -> dict[Subject, float]:
    problems = Problems()
    shares: dict[Subject, float] = {}
    for key, value in node.entries(problems):
        with problems.gathered():
            subject = Subject(key.one_of("subject", Subject))
            shares[subject] = _percent(value)
    problems.raise_any()
    if not sum(shares.values()):
        raise node.error("At least one subject needs a share above 0.")
    return shares


def _percent(node: Node) -> float:
    text = node.text()
    is_number = text.isascii() and text.replace(".", "", 1).isdecimal() and len(text) < _LONGEST
    if not is_number or float(text) > _WHOLE:
        raise node.error(f"'{text}' is not a share; write a number from 0 to 100, such as 10.8.")
    return float(text)


def _counted(node: Node) -> Counted:
    f = node.fields(("questions", "in-field", "sources"), go_on=True)
    counted = Counted(
        questions=f.need("questions", _whole_number),
        in_field=f.need("in-field", _whole_number),
        sources=f.need("sources", _whole_number),
    )
    f.done()
    return counted


def _whole_number(node: Node) -> int:
    text = node.text()
    if not (text.isascii() and text.isdecimal() and len(text) < _LONGEST):
        raise node.error(f"'{text}' is not a whole number.")
    return int(text)
