"""The paths of the user's files. Computes them without accessing the disk."""

import os
import sys
from pathlib import Path

ELSEWHERE = "Set PRIMEMOVER_HOME to a folder that can be written to."
"""The way out if a file of the user cannot be written."""


def cache_folder() -> Path | None:
    """The cache folder; None if the system defines none."""
    return _home("cache") or _folder(
        "LOCALAPPDATA", "~/Library/Caches", "XDG_CACHE_HOME", "~/.cache"
    )


def data_folder() -> Path | None:
    """The folder of the user's data; None if the system defines none."""
    return _home() or _folder(
        "APPDATA", "~/Library/Application Support", "XDG_DATA_HOME", "~/.local/share"
    )


def settings_file() -> Path | None:
    """The file of the user's settings; None if the system defines no folder for it."""
    config = _home() or _folder(
        "APPDATA", "~/Library/Application Support", "XDG_CONFIG_HOME", "~/.config"
    )
    return config / "settings.yaml" if config is not None else None


def facts_folder() -> Path | None:
    """The folder of user facts that are always read."""
    data = data_folder()
    return data / "facts" if data is not None else None


def removed_facts_folder() -> Path | None:
    """The folder of user facts that were removed; no command reads it."""
    data = data_folder()
    return data / "removed" if data is not None else None


def errata_file() -> Path | None:
    """The file of questions that the learner reported as wrong."""
    data = data_folder()
    return data / "errata.jsonl" if data is not None else None


def log_file() -> Path | None:
    """The file of the review log."""
    data = data_folder()
    return data / "progress.db" if data is not None else None


def anki_ledger_file() -> Path | None:
    """The file of the ledger of exported notes."""
    data = data_folder()
    return data / "anki-ledger.tsv" if data is not None else None


def exams_folder() -> Path | None:
    """The folder of user-defined exam profiles."""
    data = data_folder()
    return data / "exams" if data is not None else None


def _home(*below: str) -> Path | None:
    home = os.environ.get("PRIMEMOVER_HOME")
    return Path(home, *below) if home else None


def _folder(windows: str, mac: str, variable: str, linux: str) -> Path | None:
    if sys.platform == "win32":
        place = os.environ.get(windows)
    elif sys.platform == "darwin":
        place = os.path.expanduser(mac)  # noqa: PTH111 - Path.home() may raise
    else:
        place = os.environ.get(variable) or os.path.expanduser(linux)  # noqa: PTH111
    return Path(place, "primemover") if place and os.path.isabs(place) else None  # noqa: PTH117
