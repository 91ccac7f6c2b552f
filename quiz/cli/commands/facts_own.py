"""`primemover facts new` and `facts schema`: tools for authors of facts."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from cards.errors import FileError
from quiz.cli.options import echo_path, paths_options, remark
from quiz.home.library import LibraryHandle


@click.command(
    short_help="Start a file with your own facts.",
    epilog="""\b
Examples:
  primemover facts new "Zercher squat"         a new exercise
  primemover facts new hip-thrust -o hip.yaml  claims on a built-in exercise""",
)
@click.argument("exercise", nargs=-1, required=True, metavar="EXERCISE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it, instead of your facts folder.",
)
@paths_options
def new(handle: LibraryHandle, exercise: Sequence[str], output: Path | None) -> None:
    """Write a commented, valid file for an EXERCISE, for you to fill in.

    A JSON Schema in the same folder lets editors complete keys, ids and roles. An existing file is
    never overwritten. See `primemover help facts`.
    """
    from cards.author.scaffold import SCHEMA_FILE, scaffold
    from quiz.home.paths import facts_folder

    name = " ".join(exercise)
    id_ = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    if not id_:
        message = f"'{name}' contains no letters or digits for an id."
        raise click.UsageError(message)
    library = handle.library
    folder = facts_folder()
    file = output or (folder / f"{id_}.yaml" if folder is not None else Path(f"{id_}.yaml"))
    shown = " ".join(name.replace("-", " ").split()) if name == id_ else name
    _write(file, scaffold(id_, shown, library.base))
    schema = file.parent / SCHEMA_FILE
    if not schema.exists():
        _write(schema, _schema(handle))
    echo_path(file)
    if id_ in library.base.exercises:
        remark(f"The file extends the built-in {library.base.exercises[id_].name}.")
    option = "" if output is None else f" --facts {file}"
    remark("Fill it in, then:")
    remark(f"  primemover facts check {file}")
    remark(f"  primemover quiz{option} {id_}")


def _write(file: Path, text: str) -> None:
    """Write a new file; never overwrite an existing one."""
    from cards.files import create, create_folder

    try:
        create_folder(file.parent)
        create(file, text)
    except FileExistsError:
        raise FileError(f"{file} already exists; name another file with -o.") from None
    except OSError as error:
        raise FileError(
            f"{file} cannot be written: {error.strerror or error}. Name another with -o."
        ) from None


@click.command(
    short_help="Print a schema of fact files, for editors.",
    epilog="""\b
Example:
  primemover facts schema > primemover.schema.json""",
)
@paths_options
def schema(handle: LibraryHandle) -> None:
    """Print a JSON Schema of fact files, for completion in editors.

    A file names it in its first line: `# yaml-language-server: $schema=primemover.schema.json`.
    """
    click.echo(_schema(handle), nl=False)


def _schema(handle: LibraryHandle) -> str:
    import json

    from cards.author.schema import fact_file_schema

    return json.dumps(fact_file_schema(handle.library), indent=1, ensure_ascii=False) + "\n"
