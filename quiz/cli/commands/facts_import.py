"""`primemover facts import`: turns a table into a fact file."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.errors import FileError
from quiz.cli.options import OUTPUT, echo_path, is_terminal, paths_options, remark
from quiz.home.library import LibraryHandle
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from cards.author.columns import Columns
    from cards.author.fact_file import FactFile
    from cards.author.table import Cell, Table
    from cards.author.table_facts import TableFacts, TableWord
    from cards.author.words import Words
    from cards.problems import Problem

_SKIPPED, _NEW = "skip", "new"


class Assignment(click.ParamType[tuple[str, str]]):
    """Two texts with an equals sign between them."""

    name = "assignment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The two texts."""
        name, equals, meaning = (part.strip() for part in str(value).partition("="))
        if not (name and equals and meaning):
            self.fail(f"'{value}' is not an assignment; write NAME=MEANING.", param, ctx)
        return name, meaning


@click.command(
    "import",
    short_help="Turn a table into a file with facts.",
    epilog="""\b
Examples:
  primemover facts import class.csv --dry-run      show the facts
  primemover facts import class.csv -o class.yaml  write them
  primemover facts import class.csv --column muscle="What works"
  primemover facts import class.csv --map "rear delt=posterior deltoid" """,
)
@click.argument("table", type=click.Path(path_type=Path), metavar="TABLE")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write the facts, instead of next to the table.",
)
@click.option("--dry-run", is_flag=True, help="Print the facts and write nothing.")
@click.option(
    "--column",
    "named",
    type=Assignment(),
    multiple=True,
    metavar="NAME=HEADING",
    help="The heading of a column: exercise, muscle, role …; repeatable.",
)
@click.option(
    "--map",
    "mapped",
    type=Assignment(),
    multiple=True,
    metavar="WORD=NAME",
    help="The meaning of a word: a name, new (exercise) or skip; repeatable.",
)
@click.option(
    "--source", metavar="NAME", help="The source of rows that name none, instead of the table."
)
@paths_options
def import_(
    handle: LibraryHandle,
    table: Path,
    output: Path | None,
    dry_run: bool,
    named: Sequence[tuple[str, str]],
    mapped: Sequence[tuple[str, str]],
    source: str | None,
) -> None:
    """Turn a TABLE of a spreadsheet, saved as CSV, into a file with facts.

    The first row has the headings: exercise, muscle, role, phase, contraction, joint action,
    source, page … A column headed by a role lists muscles: prime movers, synergists. A table of
    muscles may have origin, insertion, nerve and action.

    Words are understood as topics are: quads, bench presses, agonist. On a terminal, the command
    asks once what an unknown word means; otherwise it lists all of them and writes nothing.
    """
    from cards.author.fact_file import fact_file
    from cards.author.table import read_table
    from cards.author.words import Words

    content = read_table(_table(table))
    columns = _columns(content, handle, dict(named))
    words = Words(handle.topics, handle.library.base)
    found = _facts(content, columns, words, {word.casefold(): name for word, name in mapped})
    if not found.claims:
        raise FileError(f"{table} contains no claims.")
    written = fact_file(found, table.name, source or table.stem, words.base)
    target = output or table.with_suffix(".yaml")
    _report(written, found, table, handle, target)
    if dry_run or target == OUTPUT:
        click.echo(written.text, nl=False)
        return
    _write(target, written.text)
    echo_path(target)
    remark(f"Next: primemover facts add {target}")


def _table(path: Path) -> Path:
    if path.suffix.lower() in (".xls", ".xlsx", ".ods", ".numbers"):
        raise FileError(f"{path} is a spreadsheet; save it as CSV in UTF-8, and import that file.")
    return path


def _columns(table: "Table", handle: LibraryHandle, named: Mapping[str, str]) -> "Columns":
    from cards.author.columns import COLUMNS, recognise
    from cards.english import nearest

    for name, heading in named.items():
        if name not in COLUMNS:
            meant = nearest(name, COLUMNS)
            hint = f" Did you mean '{meant}'?" if meant else ""
            message = f"Unknown column '{name}'.{hint} Known: {', '.join(COLUMNS)}."
            raise click.UsageError(message)
        if heading.casefold() not in (known.casefold() for known in table.headings):
            message = f"No column is headed '{heading}'. Headings: {', '.join(table.headings)}."
            raise click.UsageError(message)
    columns = recognise(table.headings, handle.topics, named)
    if "muscle" not in columns.by_name and not columns.roles:
        message = (
            f"No column names muscles. Headings: {', '.join(filter(None, table.headings))}. "
            "Write --column muscle=HEADING."
        )
        raise click.UsageError(message)
    if columns.ignored:
        remark(f"Ignored columns: {', '.join(columns.ignored)}. To read one, use --column.")
    return columns


# -- words that are not known ----------------------------------------------------------------------


def _facts(
    table: "Table", columns: "Columns", words: "Words", mapped: Mapping[str, str]
) -> "TableFacts":
    """The claims of a table, after every unknown word has been asked for.

    Raises:
        DataError: Words remain unknown, or rows have problems.
    """
    from cards.author.table_facts import facts_in
    from cards.problems import DataError

    meanings: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    while True:
        found = facts_in(table, columns, words, meanings)
        waiting = {word: cells for word, cells in found.unknown.items() if word.key not in meanings}
        for word, cells in waiting.items():
            meaning = _mapped(word, mapped, words)
            if meaning is None and is_terminal(sys.stdin):
                meaning = _ask(word, cells, words)
            if meaning is None:
                problems.append(_unknown(word, cells, words))
            else:
                meanings[word.key] = meaning
        if problems or found.problems:
            raise DataError([*problems, *found.problems])
        if not waiting:
            return found


def _mapped(word: "TableWord", mapped: Mapping[str, str], words: "Words") -> str | None:
    name = mapped.get(word.text.casefold())
    return _meaning(word, name, words) if name is not None else None


def _meaning(word: "TableWord", name: str, words: "Words") -> str | None:
    """The id that a name stands for; None if it is unknown."""
    from cards.author.table_facts import NEW, SKIP

    if name == _SKIPPED:
        return SKIP
    if name == _NEW and word.kind == "exercise":
        return NEW
    found = words.find(word.kind, name)
    return found[0] if len(found) == 1 else None


def _ask(word: "TableWord", cells: Sequence["Cell"], words: "Words") -> str:
    """Ask what a word means, until the answer is a known name."""
    suggested = words.suggestions(word.kind, word.text)
    click.echo(f"{_where(cells)}: '{word.text}' is not a known {_kind(word)}.", err=True)
    for number, name in enumerate(suggested, start=1):
        click.echo(f"  {number}  {name}", err=True)
    or_new = f", {_NEW} for a new exercise" if word.kind == "exercise" else ""
    question = f"A number, a name{or_new}, or {_SKIPPED}"
    while True:
        typed = str(click.prompt(question, err=True)).strip()
        chosen = typed.isdecimal() and 1 <= int(typed) <= len(suggested)
        meaning = _meaning(word, suggested[int(typed) - 1] if chosen else typed, words)
        if meaning is not None:
            return meaning
        near = words.suggestions(word.kind, typed)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        click.echo(f"Unknown {_kind(word)} '{typed}'.{hint}", err=True)


def _unknown(word: "TableWord", cells: Sequence["Cell"], words: "Words") -> "Problem":
    rows = sorted({cell.row for cell in cells})
    also = f" It is in {counted(len(rows), 'row')}." if len(rows) > 1 else ""
    near = words.suggestions(word.kind, word.text)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    say = near[0] if near else _NEW if word.kind == "exercise" else _SKIPPED
    message = f"Unknown {_kind(word)} '{word.text}'.{also}{hint} Use --map \"{word.text}={say}\"."
    return cells[0].problem(message)


def _kind(word: "TableWord") -> str:
    return "joint action" if word.kind == "action" else word.kind


def _where(cells: Sequence["Cell"]) -> str:
    rows = list(dict.fromkeys(str(cell.row) for cell in cells))
    return f"Row{'s' if len(rows) > 1 else ''} {', '.join(rows)}, {cells[0].column}"


# -- the file --------------------------------------------------------------------------------------


def _report(
    written: "FactFile", found: "TableFacts", table: Path, handle: LibraryHandle, target: Path
) -> None:
    """Check the file that would be written, and say what it adds.

    Raises:
        DataError: It has problems, at the cells that cause them.
    """
    import tempfile
    from dataclasses import replace

    from cards.problems import DataError
    from quiz.cli.user_claims import contents_of, differences

    others = tuple(path for path in handle.paths if path != target)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / target.with_suffix(".yaml").name
        file.write_text(written.text, encoding="utf-8")
        checked = replace(handle, paths=(*others, file), cached=False)
        try:
            contents = contents_of(str(file), checked)
        except DataError as error:
            raise DataError(_at_cells(error.problems, str(file), written)) from None
        different = tuple(differences((str(file),), checked))
    for fact, message in different:
        claim = written.claims.get(fact.place.line)
        where = f"Row {claim.cell.row}" if claim is not None else str(table)
        remark(f"{where}: {message}")
    if found.inherited:
        number = counted(found.inherited, "row")
        remark(f"{number} without an exercise: read as on the exercise of the row above.")
    if found.skipped:
        rows = sorted({cell.row for cell in found.skipped})
        remark(f"Skipped as you asked: row{'s' * (len(rows) > 1)} {', '.join(map(str, rows))}.")
    remark(f"{table}: {contents}.")


def _at_cells(problems: Sequence["Problem"], file: str, written: "FactFile") -> Sequence["Problem"]:
    """The problems at the cells of the table that their lines come from."""
    return [
        written.claims[problem.place.line].cell.problem(problem.message)
        if problem.place.file == file and problem.place.line in written.claims
        else problem
        for problem in problems
    ]


def _write(file: Path, text: str) -> None:
    from cards.files import create

    try:
        create(file, text)
    except FileExistsError:
        raise FileError(f"{file} already exists; name another file with -o.") from None
    except OSError as error:
        raise FileError(f"{file} cannot be written: {error.strerror or error}.") from None
