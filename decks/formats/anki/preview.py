"""Cards as Anki shows them, as HTML without Anki."""

import re
from collections.abc import Mapping

from decks.formats.anki.note_types import CLOZE_FIELDS, QUESTION_FIELDS
from decks.formats.anki.templates import CLOZE_TEMPLATES, QUESTION_TEMPLATES

_SECTION = re.compile(r"\{\{([#^])(\w+)\}\}(.*?)\{\{/\2\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(cloze:)?(\w+)\}\}")
_GAP = re.compile(r"\{\{c1::(.*?)\}\}", re.DOTALL)


def sides(fields: tuple[str, ...], *, cloze: bool) -> tuple[str, str]:
    """The front and the back of the first card of a note.

    Args:
        fields: The values, in the order of the note type.
        cloze: Whether it is a cloze note.
    """
    names = CLOZE_FIELDS if cloze else QUESTION_FIELDS
    values = {name: value for (name, _), value in zip(names, fields, strict=True)}
    template = (CLOZE_TEMPLATES if cloze else QUESTION_TEMPLATES)[0]
    front = _rendered(template.front, values, '<span class="cloze">[...]</span>')
    return front, _rendered(template.back, values, r'<span class="cloze">\1</span>')


def _rendered(template: str, values: Mapping[str, str], gap: str) -> str:
    """A side; `gap` replaces each gap of a cloze, as in `re.sub`."""
    text, before = template, ""
    while text != before:  # sections may be nested
        before = text
        text = _SECTION.sub(lambda found: _section(found, values), text)
    return _FIELD.sub(
        lambda found: _GAP.sub(gap, values[found[2]]) if found[1] else values[found[2]], text
    )


def _section(found: re.Match[str], values: Mapping[str, str]) -> str:
    kind, name, text = found.groups()
    return text if bool(values[name]) is (kind == "#") else ""
