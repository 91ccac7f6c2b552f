"""Options and arguments that several commands share."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cards.characters import json_escaped, printable
from cards.errors import NothingMatched
from cards.model.template import Kind
from cards.model.vocabulary import Contraction, Level, Phase, Role
from cards.value_class import replace
from quiz.cli.parameters import ExamName, KnownWord, TopicName
from quiz.home.library import LibraryHandle, user_fact_paths

if TYPE_CHECKING:
    from cards.exams.scope import ExamScope
    from decks.deck import CardFilter

_F = TypeVar("_F", bound=Callable[..., Any])

OUTPUT = Path("-")
"""Means standard output, where a file is expected."""


def exam_option(command: _F) -> _F:
    """`--exam`, which `facts_options` puts into the `LibraryHandle`."""
    return click.option(
        "--exam",
        "exam_name",
        type=ExamName(),
        envvar="PRIMEMOVER_EXAM",
        metavar="EXAM",
        help="Choose what this exam asks: cscs, nasm, ace … [default: general]",
    )(command)


def facts_options(command: _F) -> _F:
    """`--facts`, `--only`, `--stance`, `--no-derived` and spelling, as one `LibraryHandle`."""
    wrapped = click.option(
        "--spelling",
        type=click.Choice(("us", "uk")),
        metavar="us|uk",
        help="American or British spelling. [default: as in the exam, otherwise uk]",
    )(paths_options(command))
    wrapped = click.option(
        "--us", is_flag=True, envvar="PRIMEMOVER_US", help="The same as --spelling us."
    )(wrapped)
    wrapped = click.option(
        "--no-derived",
        is_flag=True,
        help="Exclude claims that follow from a rule only.",
    )(wrapped)
    return click.option(
        "--stance",
        envvar="PRIMEMOVER_STANCE",
        metavar="BODY",
        help="Where certifying bodies differ, follow one: ace, nasm, nsca …",
    )(wrapped)


def shows_loading(command: _F) -> _F:
    """Show how much is loaded, for a command that may load all facts or cards."""

    @wraps(command)
    def wrapper(*args: Any, handle: LibraryHandle, **kwargs: Any) -> Any:
        return command(*args, handle=replace(handle, shows_loading=True), **kwargs)

    return cast("_F", wrapper)


def paths_options(command: _F) -> _F:
    """`--facts` and `--only`, as a single `LibraryHandle`."""

    def wrapper(
        *args: Any, facts_paths: tuple[Path, ...], only: bool, us: bool = False, **kwargs: Any
    ) -> Any:
        stance = _body(kwargs.pop("stance", None))
        exam = _exam(kwargs)
        if exam is not None and stance is not None:
            exam = exam._replace(stance=stance)
        spelling = kwargs.pop("spelling", None)
        if us and _is_setting("spelling"):
            spelling = "us"
        american = us or (exam is not None and exam.american)
        handle = LibraryHandle(
            paths=(*user_fact_paths(), *facts_paths),
            only=only,
            american=american if spelling is None else spelling == "us",
            stance=stance,
            derived=not kwargs.pop("no_derived", False),
            exam=exam,
        )
        return command(*args, handle=handle, **kwargs)

    wrapper.__name__, wrapper.__doc__ = command.__name__, command.__doc__
    wrapper.__dict__.update(command.__dict__)
    options = (
        click.option(
            "--only",
            is_flag=True,
            help="Exclude the built-in facts.",
        ),
        click.option(
            "--facts",
            "facts_paths",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="PATH",
            help="Your facts, a file or a folder; repeatable.",
        ),
    )
    for option in options:
        wrapper = option(wrapper)
    return wrapper  # type: ignore[return-value]  # click's decorators keep the type of what they wrap


def _exam(arguments: dict[str, Any]) -> "ExamScope | None":
    """Take the exam from the arguments of a command; None if it chooses no cards.

    The first words of `primemover exam` are an exam, unless an option names one and they are a
    topic.
    """
    if "exam_name" not in arguments:
        return None
    from quiz.home.exams import chosen_exam, is_exam

    name = arguments.pop("exam_name")
    words = arguments.pop("exam_and_topics", None)
    if words is not None:
        ends = range(len(words), 0, -1)  # "nsca cpt" needs no quotes
        end = next((n for n in ends if is_exam(" ".join(words[:n]))), 0 if name else 1)
        name = " ".join(words[:end]) or name
        arguments["topics"] = tuple(words[end:])
    try:
        return chosen_exam(name)
    except NothingMatched as error:
        if not _is_setting("exam_name"):
            raise
        remark(f"{error} It is ignored; `primemover settings` shows your settings.")
        return chosen_exam(None)


def _is_setting(parameter: str) -> bool:
    """Whether the value of an option is that of the user's settings."""
    source = click.get_current_context().get_parameter_source(parameter)
    return source is click.core.ParameterSource.DEFAULT_MAP


def _body(typed: str | None) -> str | None:
    """Normalize the name of a certifying body; it is validated when the facts are loaded."""
    return typed.strip().lower() if typed else None


def topics_argument(command: _F) -> _F:
    """`[TOPIC]...`, as typed."""
    return click.argument("topics", nargs=-1, type=TopicName(), metavar="[TOPIC]...")(command)


def choice_options(command: _F) -> _F:
    """The options that choose among cards, as keyword arguments of `card_filter`."""
    options = (
        click.option(
            "--attributed",
            is_flag=True,
            help="Include contested claims and opinions, worded “According to …”.",
        ),
        click.option(
            "--phase",
            "phases",
            type=KnownWord("phase", Phase),
            multiple=True,
            metavar="PHASE",
            help=f"This phase: {', '.join(Phase)}.",
        ),
        click.option(
            "--contraction",
            "contractions",
            type=KnownWord("contraction", Contraction),
            multiple=True,
            metavar="CONTRACTION",
            help=f"This contraction: {', '.join(Contraction)}.",
        ),
        click.option(
            "--role",
            "roles",
            type=KnownWord("role", Role, {"agonist": Role.PRIME_MOVER}),
            multiple=True,
            metavar="ROLE",
            help=f"This role: {', '.join(Role)}.",
        ),
        click.option(
            "--template",
            "templates",
            multiple=True,
            metavar="ID",
            help="Cards of this template.",
        ),
        click.option(
            "--level",
            "levels",
            type=KnownWord("level", Level),
            multiple=True,
            metavar="LEVEL",
            help=f"This cognitive level: {', '.join(Level)}.",
        ),
        click.option(
            "--kind",
            "kinds",
            type=KnownWord("kind", Kind),
            multiple=True,
            metavar="KIND",
            help=f"This kind of card: {', '.join(Kind)}.",
        ),
    )
    for option in options:
        command = option(command)
    return command


def all_option(command: _F) -> _F:
    """`--all`, as the keyword argument `optional` of `card_filter`."""
    return click.option(
        "--all",
        "optional",
        is_flag=True,
        help="Include what is only asked when it is named, such as nerves and attachments.",
    )(command)


def card_filter(handle: LibraryHandle, topics: Sequence[str], **choice: Any) -> "CardFilter":
    """The filter from the options and topics of a command line.

    Raises:
        UnknownTopic: A topic or a template is unknown.
    """
    from decks.deck import CardFilter

    choice.setdefault("exam", handle.exam)
    for id_ in choice.get("templates", ()):
        _check_template(id_, handle)
    # Loading the names takes time and is only needed for topics.
    if not topics:
        return CardFilter(**choice)
    known = handle.topics
    matches = known.read(topics)
    for match in matches:
        if not match.stated:
            remark(f"{match.name}: {_listed([known.labels[topic] for topic in match.topics])}.")
    return CardFilter(
        topics=tuple(match.topics for match in matches),
        of_fact=known.of_fact,
        by_type=known.by_type,
        **choice,
    )


_MOST_NAMED = 12
"""Topics that a remark lists by name."""


def _listed(names: Sequence[str]) -> str:
    """The names as part of a sentence; of a long list, the first ones and a count."""
    names = tuple(dict.fromkeys(names))
    named = names if len(names) <= _MOST_NAMED else names[: _MOST_NAMED - 1]
    more = len(names) - len(named)
    *first, last = (*named, f"{more} more") if more else named
    return f"{', '.join(first)} and {last}" if first else last


def _check_template(id_: str, handle: LibraryHandle) -> None:
    from cards.english import nearest
    from cards.topics import UnknownTopic

    known = set(handle.templates)
    if id_ not in known:
        raise UnknownTopic(id_, nearest(id_, known))


def nothing_matched(what: str) -> NothingMatched:
    """The error for an empty selection, with a hint."""
    return NothingMatched(f"No {what} match. Remove a topic or an option to widen the selection.")


def is_terminal(stream: Any) -> bool:
    """Whether a stream is a terminal."""
    return bool(getattr(stream, "isatty", lambda: False)())


def echo_path(file: Path) -> None:
    """Print a path; on a terminal with escapes for what cannot be seen, for a script as it is."""
    click.echo(printable(str(file)) if is_terminal(sys.stdout) else str(file))


def remark(text: str) -> None:
    """Print a remark to stderr; on a terminal, wrap it at word boundaries."""
    text = printable(text)
    if is_terminal(sys.stderr):
        import shutil
        import textwrap

        width = shutil.get_terminal_size().columns
        # Do not break paths and commands, so that they can be copied.
        wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        text = "\n".join(wrapper.fill(line) for line in text.split("\n"))
    click.echo(text, err=True)


def standard_out_can(text: str) -> bool:
    """Whether standard output can show a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def as_json(record: object) -> str:
    """A record as one line of JSON; non-ASCII characters are escaped if stdout cannot show them."""
    import json

    return json_escaped(json.dumps(record, ensure_ascii=not standard_out_can("é–✓")))


def terminal_columns() -> int:
    """The width of the terminal, or 80 without one. `COLUMNS` overrides it.

    The same as `shutil.get_terminal_size`, without the modules that `shutil` imports.
    """
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80
