"""HTML for Anki, with everything escaped that Anki, HTML or MathJax would interpret."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

# Anki interprets cloze braces, LaTeX and sounds as well. MathJax works on the page after entities
# are resolved, but does not look across elements.
_ESCAPES = {
    **{char: html.escape(char) for char in "&<>\"'"},
    **{char: f"&#{ord(char)};" for char in "{}["},
    "\\": "<span>&#92;</span>",
    "::": ":&#58;",
}
_SPECIAL = re.compile("|".join(re.escape(text) for text in _ESCAPES))
_CACHE_SIZE = 16384


# Names and reasons are repeated on many cards of a deck.
@lru_cache(maxsize=_CACHE_SIZE)
def escaped(text: str) -> str:
    """A text that Anki shows verbatim."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)


def listed(name: str, items: Iterable[str]) -> str:
    """A list of that class, from items that are already escaped."""
    return f'<ol class="{name}">{"".join([f"<li>{item}</li>" for item in items])}</ol>'
