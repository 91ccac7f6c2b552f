"""Types of command-line parameters: names, times, words in both spellings."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import click

from cards.errors import PrimemoverError
from quiz.home.library import LibraryHandle, user_fact_paths


class TopicName(click.ParamType[str]):
    """The name of a topic, looked up when the facts are loaded."""

    name = "topic"

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The names that start with the typed text."""
        from click.shell_completion import CompletionItem

        paths = (*user_fact_paths(), *ctx.params.get("facts_paths", ()))
        try:
            topics = LibraryHandle(
                paths, bool(ctx.params.get("only")), american=False, silent=True
            ).topics
        except PrimemoverError:
            return []
        typed = incomplete.lower().replace(" ", "-")
        slugs = dict.fromkeys(_slug(name) for name in topics.names)
        return [CompletionItem(slug) for slug in slugs if slug.startswith(typed)]


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


class ExamName(click.ParamType[str]):
    """The name of an exam profile, looked up when the command runs."""

    name = "exam"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The exams with a name that starts with the typed text."""
        from click.shell_completion import CompletionItem

        from quiz.home.exams import exams

        typed = incomplete.lower()
        return [
            CompletionItem(profile.id, help=profile.title)
            for profile in exams(silent=True).profiles
            if any(name.lower().startswith(typed) for name in profile.names)
        ]


class ExamOrTopic(click.ParamType[str]):
    """The name of an exam, or of a topic that restricts it."""

    name = "exam"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The exams, and after one the topics, that start with the typed text."""
        if ctx.params.get(param.name or ""):
            return TopicName().shell_complete(ctx, param, incomplete)
        return ExamName().shell_complete(ctx, param, incomplete)


class Duration(click.ParamType[float]):
    """A time such as `90`, `45s`, `10m` or `1h30m`, in seconds."""

    name = "time"
    _PARTS = r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number of seconds."""
        if isinstance(value, float):
            return value
        found = re.fullmatch(self._PARTS, str(value).strip().lower())
        hours, minutes, seconds = found.groups() if found else (None, None, None)
        total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds or 0)
        if total <= 0:
            self.fail(f"'{value}' is not a valid time; write 30s, 10m or 1h30m.", param, ctx)
        return total


class Pair(click.ParamType[tuple[str, str]]):
    """Two names separated by a slash, such as `eccentric/isometric`."""

    name = "pair"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The two names."""
        if isinstance(value, tuple):
            return value[0], value[1]
        one, slash, other = (part.strip() for part in str(value).partition("/"))
        if not (one and slash and other) or "/" in other:
            self.fail(f"'{value}' is not a pair; write eccentric/isometric.", param, ctx)
        return one, other


class KnownWord(click.ParamType[str]):
    """One of a few words; also accepts American spelling, hyphens, plurals and aliases."""

    def __init__(
        self, what: str, words: Iterable[str], aliases: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.name = what
        # Plain strings, because they are stored in the settings of a session.
        self._words = tuple(map(str, words))
        self._forms = {
            form: word
            for alias, word in (
                *((word.replace("-", " "), word) for word in self._words),
                *((alias, str(word)) for alias, word in aliases.items()),
            )
            for form in (alias, f"{alias}s")
        }

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is written in facts."""
        from cards.english import british

        typed = british(re.sub(r"[-_\s]+", " ", str(value).lower()))
        if typed in self._forms:
            return self._forms[typed]
        from cards.english import nearest

        meant = nearest(typed, self._words)
        hint = f" Did you mean '{meant}'?" if meant else ""
        known = ", ".join(self._words)
        return self.fail(f"Unknown {self.name} '{value}'.{hint} Known: {known}.", param, ctx)

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The words that start with the typed text."""
        from click.shell_completion import CompletionItem

        slugs = (word.replace(" ", "-") for word in self._words)
        return [CompletionItem(slug) for slug in slugs if slug.startswith(incomplete)]
