"""Reads the figure, `data/figure.yaml`: outlines, regions, and the muscles that are not drawn."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from cards.load.document import Fields, Node, read_document
from cards.model.figure import (
    BodyFigure,
    Curve,
    Depth,
    Detail,
    DetailRegion,
    Fibres,
    FigureView,
    MuscleRegion,
    Outline,
    Point,
)
from cards.problems import DataError, Problems

_DATA = Path(__file__).parent.parent / "data"

BUILTIN_FIGURE = _DATA / "figure.yaml"
"""The built-in figure."""

WIDTH, HEIGHT = 200, 812
"""The largest x and y of a landmark."""

_CLOSED, _OPEN = 3, 2
"""The fewest landmarks of a closed and of an open curve."""

_LONGEST_GUIDE = 3
_MOST_LINES = 20


def read_figure(
    muscles: Collection[str], file: Path = BUILTIN_FIGURE, name: str = "cards/data/figure.yaml"
) -> BodyFigure:
    """Read the figure in a file.

    Args:
        muscles: Ids of all muscles; each must have a region, or a reason for having none.
        file: The file.
        name: Its name in problems.

    Raises:
        DataError: With every problem of the file.
    """
    problems = Problems()
    top = read_document(file, name).fields(("views", "details", "undrawn"))
    outlines: dict[FigureView, Outline] = {}
    regions: dict[str, MuscleRegion] = {}
    for key, node in top["views"].entries(problems):
        with problems.gathered():
            view = FigureView(key.one_of("view", FigureView))
            f = node.fields(("body", "head", "hair", "ear", "regions"), _DRAWN_ONLY, go_on=True)
            outlines[view] = _outline(f)
            regions |= f.read("regions", partial(_regions, view=view, muscles=muscles)) or {}
            f.done()
    details = tuple(_details(top["details"], muscles, problems))
    undrawn = _undrawn(top["undrawn"], muscles, regions.values(), problems)
    problems.raise_any()
    drawn = {muscle for region in regions.values() for muscle in region.muscles}
    missing = sorted(set(muscles) - drawn - undrawn.keys())
    if missing:
        raise top["undrawn"].error(
            f"No region shows {', '.join(missing)}. Draw a region, or give the reason here."
        )
    return BodyFigure(
        outlines=outlines, regions=tuple(regions.values()), details=details, undrawn=undrawn
    )


def builtin_muscles() -> frozenset[str]:
    """Ids of the built-in muscles, without reading their facts."""
    file = _DATA / "muscles.yaml"
    entries = read_document(file, "cards/data/muscles.yaml").fields(("muscles",), ("confidence",))
    return frozenset(key.text() for key, _ in entries["muscles"].entries())


_DRAWN_ONLY = ("flesh", "bones", "lines")


def _outline(f: Fields) -> Outline:
    return Outline(
        body=f.need("body", _open_curve),
        head=f.need("head", _open_curve),
        hair=f.need("hair", _open_curve),
        ear=f.need("ear", _closed_curve),
        flesh=f.read("flesh", _curves(_closed_curve)) or (),
        bones=f.read("bones", _curves(_closed_curve)) or (),
        lines=f.read("lines", _curves(_open_curve)) or (),
    )


def _regions(node: Node, view: FigureView, muscles: Collection[str]) -> Mapping[str, MuscleRegion]:
    problems = Problems()
    found: dict[str, MuscleRegion] = {}
    named: list[tuple[Node, str]] = []
    ids = {key.text() for key, _ in node.entries(problems)}
    for key, value in node.entries(problems):
        with problems.gathered():
            id_ = key.identifier()
            if not id_.endswith(f"-{view}"):
                raise key.error(f"A region of this view ends with '-{view}', as in '{id_}-{view}'.")
            found[id_] = _region(id_, value, view, muscles)
            named += [(each, id_) for each in _named(value)]
    for each, id_ in named:
        with problems.gathered():
            if each.one_of("region of this view", ids) == id_:
                raise each.error(
                    "A region is neither a neighbour of itself nor over itself; remove it."
                )
    problems.raise_any()
    return found


def _named(node: Node) -> Iterator[Node]:
    """The regions that a region names."""
    for key, value in node.entries():
        if key.text() in ("neighbours", "covers"):
            yield from value.items()


def _region(id_: str, node: Node, view: FigureView, muscles: Collection[str]) -> MuscleRegion:
    optional = ("depth", "neighbours", "covers", "in-terminal", "fibres")
    f = node.fields(("muscles", "where", "parts"), optional, go_on=True)
    region = MuscleRegion(
        id=id_,
        muscles=f.need("muscles", partial(_muscles, known=muscles)),
        view=view,
        depth=f.read("depth", _depth) or Depth.SURFACE,
        where=f.need("where", Node.text),
        neighbours=f.texts("neighbours"),
        covers=f.texts("covers"),
        in_terminal=f.flag("in-terminal"),
        parts=f.need("parts", _curves(_closed_curve)),
        fibres=f.read("fibres", _all_fibres) or (),
    )
    f.done()
    return region


def _depth(node: Node) -> Depth:
    return Depth(node.one_of("depth", Depth))


def _all_fibres(node: Node) -> tuple[Fibres, ...]:
    return tuple(map(_fibres, node.items()))


def _details(node: Node, muscles: Collection[str], problems: Problems) -> Iterator[Detail]:
    for key, value in node.entries(problems):
        with problems.gathered():
            f = value.fields(
                ("caption", "shows", "body", "regions"), ("bones", "lines"), go_on=True
            )
            detail = Detail(
                id=key.identifier(),
                caption=f.need("caption", Node.text),
                shows=f.need("shows", partial(_muscles, known=muscles)),
                body=f.need("body", _closed_curve),
                regions=f.need("regions", partial(_detail_regions, muscles=muscles)),
                bones=f.read("bones", _curves(_closed_curve)) or (),
                lines=f.read("lines", _curves(_open_curve)) or (),
            )
            f.done()
            yield detail


def _detail_regions(node: Node, muscles: Collection[str]) -> tuple[DetailRegion, ...]:
    problems = Problems()
    found = []
    for item in node.items():
        with problems.gathered():
            f = item.fields(("muscles", "parts"), ("depth", "fibres"), go_on=True)
            region = DetailRegion(
                muscles=f.need("muscles", partial(_muscles, known=muscles)),
                depth=f.read("depth", _depth) or Depth.SURFACE,
                parts=f.need("parts", _curves(_closed_curve)),
                fibres=f.read("fibres", _all_fibres) or (),
            )
            f.done()
            found.append(region)
    problems.raise_any()
    return tuple(found)


def _muscles(node: Node, known: Collection[str]) -> tuple[str, ...]:
    found = tuple(item.one_of("muscle", known) for item in node.items())
    if not found:
        raise node.error("A region shows at least one muscle.")
    return found


def _undrawn(
    node: Node, muscles: Collection[str], regions: Collection[MuscleRegion], problems: Problems
) -> Mapping[str, str]:
    drawn = {muscle: region.id for region in regions for muscle in region.muscles}
    found: dict[str, str] = {}
    for key, reason in node.entries(problems):
        with problems.gathered():
            muscle = key.one_of("muscle", muscles)
            if muscle in drawn:
                raise key.error(f"The region '{drawn[muscle]}' shows it; remove it here.")
            found[muscle] = reason.text()
    return found


def _curves(read: Callable[[Node], Curve]) -> Callable[[Node], tuple[Curve, ...]]:
    return lambda node: tuple(read(item) for item in node.items())


def _closed_curve(node: Node) -> Curve:
    return _curve(node, _CLOSED)


def _open_curve(node: Node) -> Curve:
    return _curve(node, _OPEN)


def _curve(node: Node, fewest: int) -> Curve:
    points = tuple(_point(node, word) for word in node.text().split())
    if len(points) < fewest:
        raise node.error(f"A curve needs at least {fewest} landmarks, written x,y x,y …")
    return points


def _point(node: Node, word: str) -> Point:
    x, _, y = word.removesuffix("!").partition(",")
    try:
        point = Point(float(x), float(y), word.endswith("!"))
    except ValueError:
        raise _wrong_point(node, word) from None
    if not (0 <= point.x <= WIDTH and 0 <= point.y <= HEIGHT):
        raise _wrong_point(node, word)
    return point


def _wrong_point(node: Node, word: str) -> DataError:
    return node.error(
        f"'{word}' is not a landmark: write x,y with x from 0 to {WIDTH} and y from 0 to {HEIGHT}, "
        "and a '!' after it for a corner.",
        word=word,
    )


def _fibres(node: Node) -> Fibres:
    f = node.fields(("first", "last", "lines"), go_on=True)
    fibres = Fibres(
        first=f.need("first", _open_curve),
        last=f.need("last", _open_curve),
        lines=f.need("lines", _count),
    )
    f.done()
    if len(fibres.first) != len(fibres.last) or len(fibres.first) > _LONGEST_GUIDE:
        raise node.error("Both guide lines need two landmarks, or both three.")
    return fibres


def _count(node: Node) -> int:
    text = node.text()
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_LINES:
        raise node.error(f"'{text}' is not a number of lines from 1 to {_MOST_LINES}.")
    return int(text)
