"""Defaults of options from the user's settings.

Click resolves an option in this order: the command line, its environment variable, the setting, and
the default of the option.
"""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from quiz.home.settings import UserSettings


OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "exam_name": "exam",
        "spelling": "spelling",
        "stance": "stance",
        "confidence": "confidence",
        "minutes": "minutes",
        "self_rate": "flashcards",
        "most_new": "new",
    }
)
"""The setting of each option that has one, by the name of its parameter."""


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
        return getattr(user_settings(), OPTIONS[parameter], None)


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
            problems = "\n\n".join(map(str, found.problems))
            is_empty = found.settings == type(found.settings)()
            rest = "No settings apply" if is_empty else "The other settings apply"
            sys.stderr.write(f"{problems}\n{rest}; `primemover settings` shows all of them.\n\n")
    return found.settings


def is_first_run() -> bool:
    """Whether there are neither settings nor answers yet."""
    from quiz.home.paths import log_file, settings_file

    files = (settings_file(), log_file())
    return files[0] is not None and not any(file.exists() for file in files if file is not None)


def is_over(stored: "UserSettings | None", today: str) -> bool:
    """Whether the day of the exam has passed, and the learner was not asked yet what comes next.

    Args:
        stored: The settings; None without a file.
        today: The study day.
    """
    if stored is None or stored.date is None:
        return False
    return stored.date.isoformat() < today
