"""Options and arguments that several commands share, and what they come to."""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from cards.card import Card, Skipped
    from cards.compiled import Compiled
    from cards.outline import Mark, Outline
    from cards.template import Library
    from cards.topics import Topics
    from decks.deck import Wanted

_F = TypeVar("_F", bound=Callable[..., Any])

NOTHING_MATCHED = 3
KINDS = ("choice", "true-false", "typed", "cloze", "select-all", "matching", "ordering")
ROLES = ("prime mover", "synergist", "stabiliser", "antagonist")
CONTRACTIONS = ("concentric", "eccentric", "isometric")
PHASES = ("lifting", "lowering", "hold", "throughout")


@dataclass(frozen=True)
class Material:
    """The facts a command works on, read when they are first needed."""

    paths: tuple[Path, ...]
    only: bool
    american: bool
    stance: str | None = None
    derived: bool = True

    @cached_property
    def _compiled(self) -> "Compiled":
        from cards.compiled import compiled
        from quiz.places import cache_folder

        if self.only and not self.paths:
            raise click.UsageError("--only leaves our facts out; give yours with --facts PATH.")
        return compiled(
            self.paths,
            only=self.only,
            stance=self.stance,
            derived=self.derived,
            keep=cache_folder(),
            announce=_announce,
        )

    @property
    def library(self) -> "Library":
        """Our facts and the user's."""
        return self._compiled.library

    @property
    def cards(self) -> "tuple[Card, ...]":
        """All cards."""
        return self._compiled.cards

    @property
    def templates(self) -> tuple[str, ...]:
        """Ids of all templates."""
        return self._compiled.templates

    @property
    def outlines(self) -> "tuple[Outline, ...]":
        """All cards, as far as choosing goes."""
        return self._compiled.outlines

    def marks(self) -> "tuple[tuple[Mark, ...], ...]":
        """What each card is about, in the order of the outlines."""
        return self._compiled.marks

    def card(self, number: int) -> "Card":
        """The card at one place among all of them, read by itself."""
        return self._compiled.card(number)

    @property
    def skipped(self) -> "tuple[Skipped, ...]":
        """The pairs of template and fact that make no card."""
        return self._compiled.skipped

    @property
    def topics(self) -> "Topics":
        """All names."""
        return self._compiled.topics

    def spell(self, text: str) -> str:
        """Text in the spelling that is wanted."""
        if not self.american:
            return text
        from cards.words import american

        return american(text)


def _announce() -> None:
    """Say why nothing happens for a while; only to somebody who is looking."""
    if is_terminal(sys.stderr):
        remark("Reading all facts: once, and again when one of them has changed …")


def facts_options(command: _F) -> _F:
    """`--facts`, `--only`, `--stance`, `--no-derived` and `--us`, as one `Material`."""
    wrapped = click.option(
        "--us", is_flag=True, envvar="PRIMEMOVER_US", help="Show American spelling (stabilizer)."
    )(paths_options(command))
    wrapped = click.option(
        "--no-derived",
        is_flag=True,
        help="Leave out what a rule of ours derives, and keep what sources say themselves.",
    )(wrapped)
    return click.option(
        "--stance",
        type=Stance(),
        envvar="PRIMEMOVER_STANCE",
        metavar="BODY",
        help="Where certifying bodies differ, take the side of one: ace, nasm, nsca …",
    )(wrapped)


def paths_options(command: _F) -> _F:
    """`--facts` and `--only`, handed over as one `Material`."""

    def wrapper(
        *args: Any, facts_paths: tuple[Path, ...], only: bool, us: bool = False, **kwargs: Any
    ) -> Any:
        material = Material(
            paths=(*own_paths(), *facts_paths),
            only=only,
            american=us,
            stance=kwargs.pop("stance", None),
            derived=not kwargs.pop("no_derived", False),
        )
        return command(*args, material=material, **kwargs)

    wrapper.__name__, wrapper.__doc__ = command.__name__, command.__doc__
    wrapper.__dict__.update(command.__dict__)
    options = (
        click.option(
            "--only",
            is_flag=True,
            help="Leave our facts out, and take those of --facts alone.",
        ),
        click.option(
            "--facts",
            "facts_paths",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="PATH",
            help="A YAML file or a folder of facts of your own, beside ours; may be repeated.",
        ),
    )
    for option in options:
        wrapper = option(wrapper)
    return wrapper  # type: ignore[return-value]  # click's decorators keep the type of what they wrap


def own_paths() -> tuple[Path, ...]:
    """The user's own facts that need no naming: the folder in their data, then the environment."""
    from quiz.places import facts_folder

    listed = os.environ.get("PRIMEMOVER_FACTS", "")
    folder = facts_folder()
    at_home = (folder,) if folder is not None and _holds_facts(folder) else ()
    return (*at_home, *(Path(part) for part in listed.split(os.pathsep) if part))


def _holds_facts(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(entry.name.endswith((".yaml", ".yml")) for entry in entries)
    except OSError:
        return False


class Topic(click.ParamType[str]):
    """A name; it is looked up when the facts are read, and completed from them."""

    name = "topic"

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The names that begin as typed."""
        from click.shell_completion import CompletionItem

        from cards.problems import DataError

        paths = (*own_paths(), *ctx.params.get("facts_paths", ()))
        try:
            topics = Material(paths, bool(ctx.params.get("only")), american=False).topics
        except (DataError, click.UsageError):
            return []
        typed = incomplete.lower().replace(" ", "-")
        slugs = dict.fromkeys(_slug(name) for name in topics.names)
        return [CompletionItem(slug) for slug in slugs if slug.startswith(typed)]


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


class Duration(click.ParamType[float]):
    """A time such as `90`, `45s`, `10m` or `1h30m`, in seconds."""

    name = "time"
    _PARTS = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number of seconds; an unreadable time is a mistake in the call."""
        if isinstance(value, float):
            return value
        found = self._PARTS.fullmatch(str(value).strip().lower())
        hours, minutes, seconds = found.groups() if found else (None, None, None)
        total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds or 0)
        if total <= 0:
            self.fail(f"'{value}' is no time; write 30s, 10m or 1h30m.", param, ctx)
        return total


class Word(click.ParamType[str]):
    """One of a few words; American spelling, hyphens, plurals and aliases are understood."""

    def __init__(
        self, what: str, words: Sequence[str], aliases: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.name = what
        self._words = words
        self._forms = {
            form: word
            for alias, word in (
                *((word.replace("-", " "), word) for word in words),
                *aliases.items(),
            )
            for form in (alias, f"{alias}s")
        }

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as the facts write it."""
        from cards.words import british

        typed = british(re.sub(r"[-_\s]+", " ", str(value).lower()))
        if typed in self._forms:
            return self._forms[typed]
        from cards.words import nearest

        meant = nearest(typed, self._words)
        hint = f" Did you mean '{meant}'?" if meant else ""
        known = ", ".join(self._words)
        return self.fail(f"'{value}' is no {self.name}.{hint} Known: {known}.", param, ctx)

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The words that begin as typed."""
        from click.shell_completion import CompletionItem

        slugs = (word.replace(" ", "-") for word in self._words)
        return [CompletionItem(slug) for slug in slugs if slug.startswith(incomplete)]


class Stance(click.ParamType[str]):
    """A body whose teaching some source carries; it is checked when the facts are read."""

    name = "body"

    def convert(
        self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None
    ) -> str:
        """The body in small letters."""
        return str(value).strip().lower()


def topics_argument(command: _F) -> _F:
    """`[TOPIC]...`, as typed."""
    return click.argument("topics", nargs=-1, type=Topic(), metavar="[TOPIC]...")(command)


def choice_options(command: _F) -> _F:
    """The options that choose among cards, handed over as keywords for `wanted`."""
    options = (
        click.option(
            "--attributed",
            is_flag=True,
            help="Also ask what is contested or one author's opinion, worded “According to …”.",
        ),
        click.option(
            "--phase",
            "phases",
            type=Word("phase", PHASES),
            multiple=True,
            metavar="PHASE",
            help=f"Only this phase: {', '.join(PHASES)}.",
        ),
        click.option(
            "--contraction",
            "contractions",
            type=Word("contraction", CONTRACTIONS),
            multiple=True,
            metavar="CONTRACTION",
            help=f"Only this contraction: {', '.join(CONTRACTIONS)}.",
        ),
        click.option(
            "--role",
            "roles",
            type=Word("role", ROLES, {"agonist": "prime mover"}),
            multiple=True,
            metavar="ROLE",
            help=f"Only this role: {', '.join(ROLES)}.",
        ),
        click.option(
            "--template",
            "templates",
            multiple=True,
            metavar="ID",
            help="Only cards of this template.",
        ),
        click.option(
            "--level",
            "levels",
            type=click.Choice((1, 2, 3)),
            multiple=True,
            metavar="1|2|3",
            help="Only cards of this difficulty, as estimated: 1 easy, 2 middling, 3 hard.",
        ),
        click.option(
            "--kind",
            "kinds",
            type=Word("kind", KINDS),
            multiple=True,
            metavar="KIND",
            help=f"Only this kind of card: {', '.join(KINDS)}.",
        ),
    )
    for option in options:
        command = option(command)
    return command


def wanted(material: Material, topics: Sequence[str], **choice: Any) -> "Wanted":
    """What the options and topics of a command line ask for.

    Raises:
        UnknownTopic: A topic or a template is not known.
    """
    from decks.deck import Wanted

    for id_ in choice.get("templates", ()):
        _check_template(id_, material)
    # Who names no topic need not wait for all names to be put in order.
    if not topics:
        return Wanted(**choice)
    known = material.topics
    return Wanted(topics=known.read(topics), of_fact=known.of_fact, **choice)


def _check_template(id_: str, material: Material) -> None:
    from cards.topics import UnknownTopic
    from cards.words import nearest

    known = set(material.templates)
    if id_ not in known:
        raise UnknownTopic(id_, nearest(id_, known))


def nothing_matched(what: str) -> "click.exceptions.Exit":
    """Say on stderr that a choice left nothing, and how to widen it."""
    click.echo(f"No {what} match. Leave a topic or an option out to widen the choice.", err=True)
    return click.exceptions.Exit(NOTHING_MATCHED)


def is_terminal(stream: Any) -> bool:
    """Whether somebody is looking at a stream."""
    return bool(getattr(stream, "isatty", lambda: False)())


def remark(text: str) -> None:
    """Say something beside the data."""
    click.echo(text, err=True)


def standard_out_can(text: str) -> bool:
    """Whether standard output can show a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def as_json(record: object) -> str:
    """A record as one line; where the output knows no signs outside ASCII, they are escaped."""
    import json

    return json.dumps(record, ensure_ascii=not standard_out_can("é–✓"))


def terminal_columns() -> int:
    """How wide the terminal is now; 80 where there is none. `COLUMNS` overrides it.

    What `shutil.get_terminal_size` does, without the archive formats that `shutil` loads.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80
