"""Turns a page of the manual into lines for a terminal or a pipe.

A page uses a little of Markdown: paragraphs, `## headings`, `- items` and fenced code. A line such
as `{{fact-types}}` is replaced by a list. Text is wrapped to the width; code is shown as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from quiz.terminal.layout import TextLayout, columns

Entry = tuple[str, str]
"""A name, and a line on what it means."""

Lists = Mapping[str, Callable[[], Iterable[Entry]]]

_FENCE, _HEADING, _ITEM = "```", "## ", "- "
_INDENT, _CODE = "  ", "    "
_LONGEST_NAME = 26
"""Columns. A list with a longer name puts each text below its name."""


def render(title: str, text: str, lists: Lists, layout: TextLayout) -> Iterator[str]:
    """A page, line by line.

    Args:
        title: The first line.
        text: The contents of the page's file.
        lists: The lists that the page may name.
        layout: How wide a line may be, and which characters can be shown.
    """
    yield from layout.wrap(title)
    for block in _blocks(text):
        yield ""
        yield from _render_block(block, lists, layout)


def _blocks(text: str) -> Iterator[list[str]]:
    """The parts of a page that an empty line separates; fenced code is one part."""
    block: list[str] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith(_FENCE)
        if line or fenced:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _render_block(block: list[str], lists: Lists, layout: TextLayout) -> Iterator[str]:
    first = block[0]
    if first.startswith(_FENCE):
        yield from (f"{_CODE}{line}".rstrip() for line in block[1:-1])
    elif first.startswith(_HEADING):
        yield from layout.wrap(first.removeprefix(_HEADING))
    elif first.startswith("{{"):
        yield from _render_entries(tuple(lists[first.strip("{}")]()), layout)
    elif first.startswith(_ITEM):
        for item in "\n".join(block).removeprefix(_ITEM).split(f"\n{_ITEM}"):
            yield from layout.wrap(item, _INDENT * 2, f"{_INDENT}{_ITEM}")
    else:
        yield from layout.wrap(" ".join(block), _INDENT)


def _render_entries(entries: Iterable[Entry], layout: TextLayout) -> Iterator[str]:
    """Names and texts in two columns; one below the other if a name is too wide for that."""
    entries = tuple(entries)
    longest = max(columns(name) for name, _ in entries)
    side_by_side = longest <= min(_LONGEST_NAME, layout.width // 3)
    indent = " " * (len(_INDENT) + longest + 2) if side_by_side else _INDENT * 3
    for name, text in entries:
        if side_by_side:
            yield from layout.wrap(text, indent, f"{_INDENT}{name:<{longest}}  ")
        else:
            yield from layout.wrap(name, _INDENT * 2, _INDENT)
            yield from layout.wrap(text, indent)
