"""The keys of a session as the table that people read in the manual."""

from quiz.run.keys import manual

_COLUMNS = {"before": "before an answer", "after": "after an answer", "in-exam": "in an exam"}


def key_table() -> str:
    """The keys before an answer, after it and in an exam, as Markdown."""
    sections = dict(manual())
    cells: dict[str, dict[str, str]] = {}
    for section, column in _COLUMNS.items():
        for each in sections[section]:
            name = f"`{each.key}`{f' and {each.takes}' if each.takes else ''}"
            cells.setdefault(name, {})[column] = each.help
    lines = [("key", *_COLUMNS.values()), ("---",) * 4]
    lines += [
        (name, *(of.get(column, "") for column in _COLUMNS.values())) for name, of in cells.items()
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
