"""A map as a PNG picture; the only module that imports resvg_py, an optional extra."""

from cards.errors import ExitCode, PrimemoverError

_WIDTH = 1600
"""The width of a picture in pixels."""


class NoPictures(PrimemoverError, exit_code=ExitCode.USAGE):
    """The optional extra that makes pictures is not installed."""


def png(svg: str, width: int = _WIDTH) -> bytes:
    """Render an SVG document.

    Args:
        svg: The document.
        width: The width of the picture in pixels.

    Raises:
        NoPictures: The extra is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise NoPictures(
            "PNG needs an extra: pip install 'primemover[png]'. An .svg file needs none."
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))
