"""`primemover facts add` and `facts remove`: the facts that every command reads."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from cards.errors import FileError
from quiz.cli.options import as_json, echo_path, remark
from quiz.home.library import LibraryHandle, user_fact_paths
from quiz.home.paths import facts_folder, removed_facts_folder


class FileInHome(click.ParamType[str]):
    """The name of a file in the user's folder of facts."""

    name = "name"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The names that start with the typed text."""
        from click.shell_completion import CompletionItem

        from quiz.home.facts import names_in

        folder = facts_folder()
        names = names_in(folder) if folder is not None else {}
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(
    short_help="Put a file where every command reads it.",
    epilog="""\b
Examples:
  primemover facts add class.yaml            check it, then add it
  primemover facts add class.yaml --replace  a newer version of it""",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--replace", is_flag=True, help="Replace a different file of the same name.")
@click.option("--json", is_flag=True, help="Print one JSON object per file.")
def add(files: Sequence[Path], replace: bool, json: bool) -> None:
    """Check a FILE with your facts and copy it to your folder of facts.

    From then on, every command reads it, and its questions are asked along with the others. A file
    with problems is not added; all of them are reported. `primemover facts remove` undoes it.
    """
    for file in files:
        _add(file, replace=replace, json=json)


def _add(file: Path, *, replace: bool, json: bool) -> None:
    from quiz.cli.faults import refuse_doubts, refuse_flawed_questions
    from quiz.cli.user_claims import contents_of, remarks_on
    from quiz.home.facts import add as add_file
    from quiz.home.facts import is_same, names_in, target_of

    folder, removed = _folders()
    target = target_of(file, folder)
    same = is_same(file, target)
    if target.exists() and not same and not replace:
        message = f"{target} already exists and differs. Use --replace, or rename {file}."
        raise FileError(message)
    others = tuple(path for path in names_in(folder).values() if path != target)
    elsewhere = tuple(path for path in user_fact_paths() if path != folder)
    handle = LibraryHandle((*others, *elsewhere, file), only=False, american=False, cached=False)
    contents = contents_of(str(file), handle)
    if same:
        remark(f"{target} is the same file; nothing to add.")

    def concerns(name: str) -> bool:
        return name == str(file)

    refuse_doubts(handle, concerns)
    refuse_flawed_questions(handle, concerns)
    for line in remarks_on((str(file),), handle):
        remark(line)
    earlier = None if same else add_file(file, target, removed)
    if json:
        click.echo(as_json({"file": str(target), **contents._asdict()}))
    else:
        click.echo(f"{target}: {contents}.")
    if earlier is not None:
        remark(f"To undo: primemover facts add --replace {earlier}")
    else:
        remark(f"To undo: primemover facts remove {target.stem}")


@click.command(
    short_help="Take a file out of your folder of facts.",
    epilog="""\b
Examples:
  primemover facts remove class       the file that was added as class.yaml""",
)
@click.argument("names", nargs=-1, required=True, type=FileInHome(), metavar="NAME...")
@click.option("--json", is_flag=True, help="Print one JSON object per file.")
def remove(names: Sequence[str], json: bool) -> None:
    """Move the file NAME out of your folder of facts, so that no command reads it.

    The file is kept, and the command says where. Your answers to its questions are kept as well.
    """
    from quiz.home.facts import remove as remove_file

    folder, removed = _folders()
    for name in names:
        target = remove_file(name, folder, removed)
        if json:
            click.echo(as_json({"removed": name, "file": str(target)}))
        else:
            echo_path(target)
        remark(f"To undo: primemover facts add {target}")


def _folders() -> tuple[Path, Path]:
    folder, removed = facts_folder(), removed_facts_folder()
    if folder is None or removed is None:
        raise FileError("This system defines no folder for your data; set PRIMEMOVER_HOME.")
    return folder, removed
