"""The columns of a table of facts, recognised by their headings.

To add a column, add its headings to `COLUMNS`, and its claim in `table_facts`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cards.topics import Topics

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "exercise": ("exercises", "exercise name", "lift", "name of the exercise"),
        "muscle": ("muscles", "muscle group", "muscle groups", "muscles involved"),
        "role": ("roles", "muscle role", "role of the muscle"),
        "phase": ("phases", "movement phase", "phase of the movement"),
        "contraction": ("contraction type", "type of contraction", "muscle contraction"),
        "action": ("actions", "joint action", "joint actions", "joint movement"),
        "origin": ("origins",),
        "insertion": ("insertions",),
        "nerve": ("nerves", "innervation", "nerve supply"),
        "source": ("sources", "reference", "references", "book", "textbook"),
        "at": ("page", "pages", "place", "chapter"),
        "quote": ("quotation",),
        "note": ("notes", "remark", "remarks", "comment", "comments"),
    }
)
"""The columns that are read, each with other headings for it."""

_MEANINGS = {heading: name for name, others in COLUMNS.items() for heading in (name, *others)}


@dataclass(frozen=True)
class Columns:
    """The columns of a table by what they contain.

    Attributes:
        by_name: The number of each column of `COLUMNS`.
        roles: The columns headed by a role, whose cells list muscles; each with the role.
        ignored: The headings of the other columns.
    """

    by_name: Mapping[str, int]
    roles: Mapping[int, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def recognise(
    headings: Iterable[str], topics: Topics, named: Mapping[str, str] = MappingProxyType({})
) -> Columns:
    """Recognise the columns by their headings.

    Args:
        headings: The headings.
        topics: The names of roles.
        named: Headings that the user assigned to names in `COLUMNS`.
    """
    assigned = {heading.casefold(): name for name, heading in named.items()}
    by_name: dict[str, int] = {}
    roles: dict[int, str] = {}
    ignored = []
    for number, heading in enumerate(headings):
        key = " ".join(heading.replace("_", " ").casefold().split())
        name = assigned.get(heading.casefold())
        if name is None and _MEANINGS.get(key) not in named:
            name = _MEANINGS.get(key)
        role = next((topic.id for topic in topics.named(key) if topic.kind == "role"), None)
        if name is not None and name not in by_name:
            by_name[name] = number
        elif role is not None:
            roles[number] = role.replace("-", " ")
        elif heading:
            ignored.append(heading)
    return Columns(by_name, roles, tuple(ignored))
