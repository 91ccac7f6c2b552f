"""Defaults of options from the user's settings.

Click resolves an option in this order: the command line, its environment variable, the setting, and
the default of the option.
"""

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from quiz.home.settings import UserSettings


class OptionDefault(NamedTuple):
    """The default of an option.

    Attributes:
        setting: The key of the setting.
        convert: Turns its value into the value of the option.
    """

    setting: str
    convert: Callable[[Any], Any] = lambda value: value


OPTIONS: Mapping[str, OptionDefault] = MappingProxyType(
    {
        "exam_name": OptionDefault("exam"),
        "spelling": OptionDefault("spelling"),
        "us": OptionDefault("spelling", lambda spelling: spelling == "us"),
        "stance": OptionDefault("stance"),
        "no_derived": OptionDefault("derived", lambda derived: not derived),
        "confidence": OptionDefault("confidence"),
    }
)
"""The options that have a setting, by the names of their parameters."""


class SettingsAsDefaults(dict[str, Any]):
    """The defaults of the options of every command, in the form that click calls a default map.

    The settings are read when an option asks for its default, so `--help` does not read them.
    """

    def get(self, command: str, default: Any = None) -> Any:  # noqa: ARG002 - click passes both
        """The defaults for a command inside this one: options have one meaning in all commands."""
        return self

    def __contains__(self, parameter: object) -> bool:
        return parameter in OPTIONS and self[str(parameter)] is not None

    def __getitem__(self, parameter: str) -> Any:
        setting, convert = OPTIONS[parameter]
        value = getattr(user_settings(), setting, None)
        return None if value is None else convert(value)


def user_settings() -> "UserSettings | None":
    """The user's settings, None without a file; its problems are reported once, on stderr."""
    from quiz.home.paths import settings_file  # `--help` needs no paths

    file = settings_file()
    if file is None or not file.exists():
        return None
    from quiz.home.settings_file import stored_settings  # not needed without a file

    found = stored_settings()
    context = click.get_current_context(silent=True)
    if found.problems and context is not None and not context.resilient_parsing:
        reported = context.find_root().meta
        if not reported.setdefault("settings", False):
            reported["settings"] = True
            for problem in found.problems:
                sys.stderr.write(f"{problem}\nIt is ignored. `primemover settings` shows all.\n")
    return found.settings
