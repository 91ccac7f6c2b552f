"""The legend of a muscle map as HTML with its CSS, so that it has the size of text on a phone."""

from collections.abc import Iterator

from cards.model.figure import BodyFigure
from cards.model.vocabulary import Contraction, Role
from decks.formats.anki.html import escaped
from decks.maps.glyphs import badge_defs
from decks.maps.legend import Look, legend_items
from decks.maps.listing import listed
from decks.maps.palette import PALETTES, Palette, Swatch, Texture
from decks.maps.spec import MapSpec, Paint, Theme


def legend_html(spec: MapSpec, figure: BodyFigure, asked: str | None) -> str:
    """The phase of a map, and its legend in a fold whose heading is the look of the asked muscle.

    A back with an open legend would not fit the screen of a phone; the looks are the same on all
    cards, so that few learners open it twice.

    Args:
        spec: The map.
        figure: The landmarks.
        asked: The name of the muscle that the card asks about, which has a ring.
    """
    entries = [entry for panel in spec.panels for entry in panel.entries if entry.name == asked]
    phases = [f"<div>{escaped(panel.heading)}</div>" for panel in spec.panels if panel.heading]
    items, chief = [], ["Legend"]
    for look, words in legend_items(spec, figure):
        named = f"{_swatch(look)}{escaped(words)}"
        asked_in = [entry for entry in entries if entry.paint is look]
        chief += [f"{named}: <b>{escaped(entry.name)}</b>" for entry in asked_in]
        names = _names(look, spec, figure)
        items.append(f"<div>{named}: {escaped(names)}</div>" if names else f"<span>{named}</span>")
    heading = " \u00b7 ".join(chief[1:] or chief)
    fold = f"<summary>{heading}</summary>{''.join(items)}"
    words = f'{"".join(phases)}<details class="legend">{fold}</details>'
    return f'<div class="words">{words}</div>'


def _names(look: Paint | Contraction | Look, spec: MapSpec, figure: BodyFigure) -> str:
    """The names of all that is drawn in a paint; empty for another look."""
    names = [
        row.entry.label
        for panel in spec.panels
        for paint in listed(panel, figure)
        for row in paint.rows
        if paint.paint is look and row.places
    ]
    return ", ".join(dict.fromkeys(names))


def _swatch(look: Paint | Contraction | Look) -> str:
    return f'<i class="{_class(look)}"></i>'


def _class(look: Paint | Contraction | Look) -> str:
    """The class of a swatch or badge: a texture, as the names of roles have two spellings."""
    return str(PALETTES[Theme.LIGHT].swatches[look].texture if isinstance(look, Paint) else look)


def legend_css() -> str:
    """The styles of all swatches, for a page in daylight and at night."""
    rules = [_LAYOUT, _BADGE_LAYOUT]
    rules += [
        f".legend .{name} {{ background: {look}; }}\n"
        for name, look in _looks(PALETTES[Theme.LIGHT])
    ]
    rules += [
        f".nightMode .legend .{name}, .night_mode .legend .{name} {{ background: {look}; }}\n"
        for name, look in _looks(PALETTES[Theme.NIGHT])
    ]
    return "".join(rules)


_LAYOUT = """\
.spots { position: relative; }
.words { flex: 1 1 130px; margin-left: 10px; }
.spots i { position: absolute; box-sizing: border-box; min-width: 12px; aspect-ratio: 1;
  transform: translate(-50%, -50%); border: 2px solid var(--ink); border-radius: 50%;
  box-shadow: 0 0 0 1.5px var(--paper), inset 0 0 0 1px var(--paper); }
details.legend { margin: 0; border: 0; background: none; color: var(--soft);
  font-size: 14px; line-height: 1.7; }
.legend summary { padding: 4px; font-size: 15px; }
.legend span { display: inline-block; margin: 3px 7px; }
.legend div { margin: 3px 7px; line-height: 1.4; }
.legend b { color: var(--ink); }
.legend i { display: inline-block; width: 22px; height: 13px; margin-right: 6px;
  border: 1px solid var(--soft); border-radius: 2px; vertical-align: -1px; }
.legend .deep { border-style: dashed; }
"""
_BADGES = ", ".join(f".legend .{each}" for each in Contraction)
_BADGE_LAYOUT = (
    f"{_BADGES} {{ width: 22px; height: 22px; border: 0; border-radius: 50%; "
    "vertical-align: -6px; }\n"
)


def _looks(palette: Palette) -> Iterator[tuple[str, str]]:
    """The class and the background of each swatch and badge."""
    for role in (*map(Paint, Role), Paint.CONTESTED):
        yield _class(role), _background(palette.swatches[role])
    yield _class(Look.PLAIN), palette.muscle
    for contraction in Contraction:
        yield _class(contraction), _badge(contraction, palette)


def _badge(contraction: Contraction, palette: Palette) -> str:
    """The badge of a contraction as CSS: the one in the picture."""
    drawn = badge_defs((contraction,), (palette.ground, palette.text)).replace('"', "'")
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='-13 -13 26 26'>{drawn}</svg>"
    return f'center / contain no-repeat url("data:image/svg+xml,{svg.replace("#", "%23")}")'


def _background(swatch: Swatch) -> str:
    """A texture as CSS: the same stripes and dots as in the picture."""
    fill, detail = swatch.fill, swatch.detail
    match swatch.texture:
        case Texture.SOLID:
            return fill
        case Texture.SLANTED:
            return f"repeating-linear-gradient(135deg, {fill} 0 4px, {detail} 4px 6px)"
        case Texture.DOTTED:
            return f"radial-gradient({detail} 1.2px, {fill} 1.8px) 0 0 / 5px 5px"
        case Texture.LEVEL:
            return f"repeating-linear-gradient({fill} 0 2px, {detail} 2px 4px)"
        case Texture.CROSSED:
            stripes = f"transparent 0 4px, {detail} 4px 5px"
            return (
                f"repeating-linear-gradient(45deg, {stripes}), "
                f"repeating-linear-gradient(135deg, {stripes}), {fill}"
            )
