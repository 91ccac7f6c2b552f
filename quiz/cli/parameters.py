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

    def __init__(self, *, names_bodies: bool = False) -> None:
        """Complete names.

        Args:
            names_bodies: Whether a certifying body may be named too.
        """
        self._names_bodies = names_bodies

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The names that start with the typed text; sources only if there is nothing else."""
        from click.shell_completion import CompletionItem

        paths = (*user_fact_paths(), *ctx.params.get("facts_paths", ()))
        try:
            topics = LibraryHandle(
                paths, bool(ctx.params.get("only")), american=False, silent=True
            ).topics
        except PrimemoverError:
            return []
        typed = incomplete.lower().replace(" ", "-")
        slugs: dict[str, bool] = {}
        if self._names_bodies:
            from cards.model.bodies import BODIES

            slugs |= dict.fromkeys(BODIES, False)
        for name in topics.names:
            are_sources = all(topic.kind == "source" for topic in topics.named(name))
            slugs[_slug(name)] = slugs.get(_slug(name), True) and are_sources
        found = {slug: is_source for slug, is_source in slugs.items() if slug.startswith(typed)}
        shown = [slug for slug, is_source in found.items() if not is_source] or found
        return [CompletionItem(slug) for slug in shown]


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


class ExamName(click.ParamType[str]):
    """The name of an exam profile, looked up when the command runs."""

    name = "exam"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The first name of each exam that starts with the typed text."""
        from click.shell_completion import CompletionItem

        from quiz.home.exams import exams

        typed = incomplete.lower()
        found = []
        for profile in exams(silent=True).profiles:
            names = map(_slug, (profile.id, profile.name, *profile.aliases))
            name = next((name for name in names if name.startswith(typed)), None)
            found += [CompletionItem(name, help=profile.title)] if name else []
        return found


class ExamOrTopic(click.ParamType[str]):
    """The name of an exam, or of a topic that restricts it."""

    name = "exam"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The exams that start with the typed text; the topics after one, or if there are none."""
        is_first = not ctx.params.get(param.name or "")
        found = ExamName().shell_complete(ctx, param, incomplete) if is_first else []
        return found or TopicName().shell_complete(ctx, param, incomplete)


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
