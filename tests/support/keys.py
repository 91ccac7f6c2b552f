"""The keys of a session as the table that people read in the manual."""

from quiz.run.keys import manual

_COLUMNS = ("Before an answer", "After an answer", "In an exam")


def key_table() -> str:
    """The keys before an answer, after it and in an exam, as Markdown."""
    sections = dict(manual())
    cells: dict[str, dict[str, str]] = {}
    for column in _COLUMNS:
        for each in sections[column]:
            name = f"`{each.key}`{f' and {each.takes}' if each.takes else ''}"
            cells.setdefault(name, {})[column] = each.help
    lines = [("key", *(column.lower() for column in _COLUMNS)), ("---",) * 4]
    lines += [(name, *(of.get(column, "") for column in _COLUMNS)) for name, of in cells.items()]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
