"""`primemover settings`: shows and changes the user's settings."""

import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from cards.characters import printable
from cards.errors import FileError
from quiz.cli.options import as_json, remark, terminal_columns
from quiz.cli.parameters import ExamName
from quiz.cli.store import now
from quiz.home.paths import settings_file
from quiz.home.settings import SETTINGS, InvalidValue, Setting

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.home.settings import UserSettings


_MOST_DAYS = 3650
"""Days from today to an exam; a larger number is not meant as days."""


class SettingKey(click.ParamType[str]):
    """The key of a setting."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The key as typed."""
        if value in SETTINGS:
            return str(value)
        from cards.english import nearest

        meant = nearest(str(value), SETTINGS)
        hint = f" Did you mean '{meant}'?" if meant else ""
        return self.fail(
            f"Unknown setting '{value}'.{hint} Known: {', '.join(SETTINGS)}.", param, ctx
        )

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The keys that start with the typed text."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(key, help=setting.meaning)
            for key, setting in SETTINGS.items()
            if key.startswith(incomplete)
        ]


class SettingValue(click.ParamType[str]):
    """The value of the setting that was typed before it."""

    name = "value"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The values that start with the typed text, if there are few."""
        from click.shell_completion import CompletionItem

        setting = SETTINGS.get(ctx.params.get("key", ""))
        if setting is None:
            return []
        if ctx.params.get("key") == "exam":
            return ExamName().shell_complete(ctx, param, incomplete)
        if setting.listed:
            return [CompletionItem(incomplete, type="file")]
        return [CompletionItem(word) for word in setting.words if word.startswith(incomplete)]


@click.group(
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",  # not every version of click says so by itself
    epilog="""\b
Examples:
  primemover settings                       all settings, with their meaning
  primemover settings set exam nasm
  primemover settings set date 28           the exam is in 28 days
  primemover settings set facts ~/class     read these facts too
  primemover settings unset date""",
)
@click.pass_context
def settings(ctx: click.Context) -> None:
    """Show or change your settings.

    They are in one file, which you can also edit. An option on the command line or an environment
    variable overrides a setting.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)


@settings.command(
    epilog="""\b
Examples:
  primemover settings show
  primemover settings show --json | grep '"key": "exam"'"""
)
@click.option("--json", "json_", is_flag=True, help="Print one JSON object per setting.")
def show(json_: bool = False) -> None:
    """Show all settings, as the lines of a settings file.

    A setting without a value is shown with its default, as a comment. If the file has problems, all
    of them are reported, and the exit code is 1.
    """
    from cards.problems import DataError
    from quiz.home.settings_file import read_settings

    file = _file()
    found = read_settings(file)
    if json_:
        for record in _records(found.settings):
            click.echo(as_json(record))
    else:
        click.echo(printable("\n".join(_lines(found.settings, file))))
    if found.problems:
        raise DataError(found.problems)


@settings.command(
    "set",
    epilog="""\b
Examples:
  primemover settings set minutes 30
  primemover settings set date 2027-01-15
  primemover settings set facts class.yaml ~/more-facts""",
)
@click.argument("key", type=SettingKey())
@click.argument("values", nargs=-1, required=True, type=SettingValue(), metavar="VALUE...")
def set_(key: str, values: Sequence[str]) -> None:
    """Set KEY to VALUE.

    Only "facts" takes several values. The date of the exam can be a number of days from today. The
    other lines of the file, and your comments in it, stay as they are.
    """
    from quiz.home.settings_change import change_settings

    setting = SETTINGS[key]
    if len(values) > 1 and not setting.listed:
        raise click.UsageError(f"'{key}' has one value, not {len(values)}.")
    texts = tuple(checked(key, value) for value in values)
    file = _file()
    change_settings(file, key, texts)
    remark(f"{key}: {', '.join(texts)} ({file})")
    _warn_of_variable(setting)


@settings.command(
    epilog="""\b
Examples:
  primemover settings unset date"""
)
@click.argument("key", type=SettingKey())
def unset(key: str) -> None:
    """Remove KEY, so that its default applies."""
    from quiz.home.settings_change import change_settings

    file = _file()
    if file.exists():
        change_settings(file, key, ())
    remark(f"{key}: the default applies, {SETTINGS[key].default} ({file})")
    _warn_of_variable(SETTINGS[key])


def _file() -> "Path":
    file = settings_file()
    if file is None:
        raise FileError("This system defines no folder for your settings; set PRIMEMOVER_HOME.")
    return file


def checked(key: str, value: str) -> str:
    """A value as the file will have it.

    Raises:
        UnknownExam: It is not the name of an exam.
        UsageError: It cannot be used for another reason.
    """
    setting = SETTINGS[key]
    if setting.words:
        value = value.lower()
    if key == "exam":
        from quiz.home.exams import chosen_exam

        return chosen_exam(value).id
    if key == "date" and value.isascii() and value.isdecimal() and int(value) <= _MOST_DAYS:
        return (now() + timedelta(days=int(value))).date().isoformat()
    if setting.listed:
        path = os.path.abspath(os.path.expanduser(value))  # noqa: PTH100, PTH111 - Path may raise
        if not os.path.lexists(path):
            raise click.UsageError(f"{key}: {path} does not exist.")
        return path
    try:
        setting.parse(value)
    except InvalidValue as invalid:
        known = f" Known: {', '.join(invalid.known)}." if invalid.known else ""
        if key == "date":
            known = " Days work too, such as 28."
        raise click.UsageError(f"{key}: {invalid}{known}") from None
    return value


def _lines(found: "UserSettings", file: "Path") -> Iterator[str]:
    """The settings as lines of a settings file, with explanations."""
    from textwrap import wrap

    yield f"# {file}"
    for key, setting in SETTINGS.items():
        yield ""
        overrides = " or ".join(filter(None, (setting.option, setting.variable)))
        said = f"{setting.meaning[:1].upper()}{setting.meaning[1:]}. Default: {setting.default}."
        if overrides:
            said += f" {overrides} {'adds to' if setting.listed else 'overrides'} it."
        yield from wrap(
            said,
            terminal_columns(),
            initial_indent="# ",
            subsequent_indent="# ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        value = _plain(getattr(found, key))
        if value is None or value == []:
            yield f"#{key}: {setting.example}"
        elif isinstance(value, list):
            yield f"{key}:"
            yield from (f"  - {each}" for each in value)
        else:
            yield f"{key}: {str(value).lower() if isinstance(value, bool) else value}"


def _records(found: "UserSettings") -> Iterator[dict[str, Any]]:
    for key, setting in SETTINGS.items():
        yield {
            "key": key,
            "value": _plain(getattr(found, key)),
            "default": setting.default,
            "meaning": setting.meaning,
            "values": setting.words,
            "option": setting.option or None,
            "variable": setting.variable or None,
        }


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _warn_of_variable(setting: Setting) -> None:
    """Remark on an environment variable that overrides the setting."""
    if setting.variable and os.environ.get(setting.variable):
        remark(f"{setting.variable} is set, and overrides this setting.")
