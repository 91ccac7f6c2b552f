"""Symbols in front of the names of roles: a shape and a colour, the same on every card."""

import re
from functools import lru_cache

from cards.model.vocabulary import Role
from decks.formats.anki.html import escaped
from decks.maps.palette import PALETTES
from decks.maps.spec import Paint, Theme

_SHAPES = {
    Role.PRIME_MOVER: "<circle cx='6' cy='6' r='5'",
    Role.SYNERGIST: "<path d='M6 1l5.4 10H.6z'",
    Role.STABILISER: "<path d='M1.2 1.2h9.6v9.6H1.2z'",
    Role.ANTAGONIST: "<path d='M6 .8L11.2 6 6 11.2.8 6z'",
}
"""The outline of each symbol in a box of 12 by 12, so that it can be read without its colour."""

_CLASSES = {role: role.value.replace(" ", "-") for role in Role}
_SPELLINGS = {role.value.replace("is", "i[sz]"): name for role, name in _CLASSES.items()}
_NAMES = re.compile(
    "|".join(rf"(?P<r{n}>\b{spelling}s?\b)" for n, spelling in enumerate(_SPELLINGS)),
    re.IGNORECASE,
)
_CLASS_OF = {f"r{n}": name for n, name in enumerate(_SPELLINGS.values())}
_CACHE_SIZE = 16384


# Options and reasons are repeated on many cards of a deck.
@lru_cache(maxsize=_CACHE_SIZE)
def with_symbols(text: str) -> str:
    """A text that Anki shows verbatim, with a symbol in front of each name of a role."""
    return _NAMES.sub(_with_symbol, escaped(text))


def _with_symbol(found: re.Match[str]) -> str:
    return f'<span class="role {_CLASS_OF[found.lastgroup or ""]}">{found[0]}</span>'


def role_css() -> str:
    """The styles of the symbols, for a page in daylight and at night."""
    rules = [_LAYOUT]
    for role in Role:
        light, night = (_image(role, theme) for theme in (Theme.LIGHT, Theme.NIGHT))
        name = f".role.{_CLASSES[role]}"
        rules.append(f"{name} {{ background-image: {light}; }}\n")
        rules.append(f".nightMode {name}, .night_mode {name} {{ background-image: {night}; }}\n")
    return "".join(rules)


# The symbol is a background, so that a typed answer is compared with the text only.
_LAYOUT = """\
.role, .legend .role { display: inline; margin: 0; padding-left: .92em;
  background: no-repeat 0 52% / .7em .7em; }
"""


def _image(role: Role, theme: Theme) -> str:
    """A symbol in the colours of its role on maps."""
    swatch = PALETTES[theme].swatches[Paint(role)]
    bright = swatch.edge if theme is Theme.LIGHT else swatch.fill
    edge = swatch.detail if role is Role.ANTAGONIST else bright
    shape = f"{_SHAPES[role]} fill='{swatch.fill}' stroke='{edge}' stroke-width='1.4'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12'>{shape}</svg>"
    return f'url("data:image/svg+xml,{svg.replace("#", "%23")}")'
