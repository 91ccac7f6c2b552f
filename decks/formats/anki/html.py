"""Text as Anki shows it: every sign that Anki, HTML or MathJax would read is escaped."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

# Anki reads more than HTML: cloze braces, LaTeX, sounds. MathJax reads the page after its entities
# are resolved, but not across elements.
_SIGNS = {
    **{sign: html.escape(sign) for sign in "&<>\"'"},
    **{sign: f"&#{ord(sign)};" for sign in "{}["},
    "\\": "<span>&#92;</span>",
    "::": ":&#58;",
}
_SIGN = re.compile("|".join(re.escape(sign) for sign in _SIGNS))
_REMEMBERED = 4096


# Names and reasons stand on many cards of a deck.
@lru_cache(maxsize=_REMEMBERED)
def escaped(text: str) -> str:
    """A text that Anki shows as it is."""
    return _SIGN.sub(lambda found: _SIGNS[found[0]], text)


def listed(name: str, items: Iterable[str]) -> str:
    """Items, escaped already, as a list of that class."""
    return f'<ol class="{name}">{"".join([f"<li>{item}</li>" for item in items])}</ol>'
