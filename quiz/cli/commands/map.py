"""`primemover map`: the muscles of an exercise or a finding, drawn on the body."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.errors import FileError, NothingMatched
from quiz.cli.display import Display
from quiz.cli.options import (
    OUTPUT,
    as_json,
    exam_option,
    facts_options,
    is_terminal,
    remark,
)
from quiz.cli.parameters import TopicName
from quiz.cli.sections import SectionedCommand
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from decks.maps.spec import MapSpec, Theme

_ENDINGS = (".svg", ".png")


@click.command(
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover map hip-thrust                   opens in the browser
  primemover map back-squat -o squat.svg      a file that scales
  primemover map power-clean --phase -o pc.png
  primemover map knees move inward --exam nasm
  primemover map bench-press --plain          the same in words""",
)
@click.argument("topics", nargs=-1, required=True, type=TopicName(), metavar="EXERCISE|FINDING")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Write to FILE, which ends in .svg or .png; - is standard output.",
)
@click.option("--phase", "by_phase", is_flag=True, help="Draw each phase, side by side.")
@click.option("--night", is_flag=True, help="Use colours for a dark page.")
@click.option("--print", "in_print", is_flag=True, help="Use black and white.")
@click.option("--labels/--no-labels", default=True, help="Write names next to the body.")
@click.option("--plain", is_flag=True, help="Print the map in words, for screen readers.")
@click.option("--json", "json_", is_flag=True, help="Print one JSON object.")
@exam_option
@facts_options
def map(  # noqa: A001 - the command's name
    handle: LibraryHandle,
    topics: Sequence[str],
    file: Path | None,
    by_phase: bool,
    night: bool,
    in_print: bool,
    labels: bool,
    plain: bool,
    json_: bool,
) -> None:
    """Draw the muscles of an exercise by their roles, or those that a body lists for a finding.

    A muscle that no source credits stays plain. Without -o, the map opens in the browser, or is
    drawn in a terminal that has none; in a pipe, it is printed as SVG. A .png file needs `pip
    install primemover[png]`.
    """
    given = {"--plain": plain, "--json": json_, "-o": file is not None}
    chosen = [option for option, is_given in given.items() if is_given]
    if len(chosen) > 1:
        raise click.UsageError(f"{chosen[0]} and {chosen[1]} cannot be combined.")
    if night and in_print:
        raise click.UsageError("--night and --print cannot be combined.")
    if file not in (None, OUTPUT) and file.suffix.lower() not in _ENDINGS:
        raise click.UsageError(f"'{file}' must end in .svg or .png.")
    theme = _theme(night=night, in_print=in_print)
    spec = _spec(handle, topics, by_phase=by_phase, theme=theme, labels=labels)
    figure = handle.figure
    if json_:
        from decks.maps.listing import map_record

        click.echo(as_json(map_record(spec, figure)))
    elif plain:
        from decks.maps.listing import list_lines

        for line in list_lines(spec, figure):
            click.echo(handle.spell(line))
    else:
        _write(spec, figure, file, handle)


def _theme(*, night: bool, in_print: bool) -> "Theme":
    from decks.maps.spec import Theme

    if in_print:
        return Theme.PRINT
    return Theme.NIGHT if night else Theme.LIGHT


def _spec(
    handle: LibraryHandle, words: Sequence[str], *, by_phase: bool, theme: "Theme", labels: bool
) -> "MapSpec":
    """The map of the only exercise or finding that the words name.

    Raises:
        NothingMatched: They name something else, several exercises, or a finding without a list.
        UsageError: A finding has no phases.
    """
    from decks.maps.exercise import exercise_map
    from decks.maps.finding import finding_map

    base, name = handle.library.base, " ".join(words)
    found = [topic for match in handle.topics.read(words) for topic in match.topics]
    drawable = [topic for topic in found if topic.kind in ("exercise", "compensation")]
    if len(drawable) != 1:
        labels_of = handle.topics.labels
        names = ", ".join(labels_of[topic] for topic in drawable)
        detail = f"it can mean {names}" if names else "it is not an exercise or a finding"
        raise NothingMatched(f"No map of '{name}': {detail}. Name one exercise or finding.")
    (topic,) = drawable
    if topic.kind == "exercise":
        exercise = base.exercises[topic.id]
        spec = exercise_map(exercise, base, by_phase=by_phase, theme=theme, labels=labels)
    else:
        if by_phase:
            raise click.UsageError("A finding has no phases: leave --phase out.")
        body = None if handle.exam is None else handle.exam.stance
        listed = finding_map(
            base.compensations[topic.id], base, body=body, theme=theme, labels=labels
        )
        if listed is None:
            raise NothingMatched(f"No map of '{name}': no body lists muscles for it.")
        spec = listed
    if not any(panel.entries for panel in spec.panels):
        raise NothingMatched(f"No map of '{name}': no source states its muscles.")
    return spec


def _write(spec: "MapSpec", figure: "BodyFigure", file: Path | None, handle: LibraryHandle) -> None:
    """Write the map to the file, or show it.

    Raises:
        FileError: The file cannot be written.
    """
    from decks.maps.document import render

    svg = handle.spell(render(replace(spec, headed=True), figure))
    if file == OUTPUT or (file is None and not is_terminal(sys.stdout)):
        click.echo(svg.encode())  # always UTF-8, as it says
    elif file is None:
        if not _open(svg):
            from quiz.screens.muscle_map import map_lines

            click.echo("\n".join(map_lines(spec, figure, Display(american=handle.american).layout)))
    else:
        _save(svg, file)
        remark(f"{file}: {spec.title}.")


def _save(svg: str, file: Path) -> None:
    from decks.files import draft_of

    if file.suffix.lower() == ".png":
        from decks.maps.picture import png

        content = png(svg)
    else:
        content = f"{svg}\n".encode()
    try:
        with draft_of(file) as draft:
            draft.write_bytes(content)
    except OSError as error:
        raise FileError(f"Cannot write {file}: {error.strerror}.") from error


def _has_windows() -> bool:
    """Whether programs with windows can be started: not over a plain SSH connection."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in displays)


def _open(svg: str) -> bool:
    """Open the map in the browser, and say how to get a file; whether there is a browser."""
    if not _has_windows():
        remark("No browser can open here: -o map.svg writes a file, --plain the words.")
        return False
    import tempfile

    with tempfile.NamedTemporaryFile("w", suffix=".svg", delete=False, encoding="utf-8") as file:
        file.write(svg)
    click.launch(file.name)
    remark(f"The map is in {file.name}. If no browser opens it: -o map.svg, or --plain.")
    return True
