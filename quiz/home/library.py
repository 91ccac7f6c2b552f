"""The library that a command works with, loaded on first use."""

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cards.errors import ExitCode, PrimemoverError
from cards.named_tuple import NamedTuple
from cards.value_class import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cards.answers.vocabulary import Lexicon
    from cards.cache.library import LoadedLibrary
    from cards.exams.scope import ExamScope
    from cards.model.base import FactBase
    from cards.model.card import Card, Skipped
    from cards.model.card_set import CardSet
    from cards.model.fact import Fact
    from cards.model.figure import BodyFigure
    from cards.model.summary import CardSummary, FactSummary
    from cards.model.template import Library
    from cards.problems import OmittedFile
    from cards.tiers.facts import FactTier
    from cards.topics import Topics
    from decks.deck import CardFilter

_MANY = 500
"""From this number of cards on, it is faster to load all of them."""


class NoFactsChosen(PrimemoverError, exit_code=ExitCode.USAGE):
    """The built-in facts are excluded, and no others are given."""


class LibrarySettings(NamedTuple):
    """Which facts a session is about, as the log stores it.

    Attributes:
        paths: The user's fact files and folders, as absolute paths.
        only: Whether the built-in facts are excluded.
        american: Whether American spelling is shown.
        stance: The certifying body to follow where bodies differ, by its id.
        derived: Whether facts derived by a rule are included.
    """

    paths: tuple[str, ...]
    only: bool
    american: bool
    stance: str | None
    derived: bool


@value_class(frozen=True)
class LibraryHandle:
    """The library that a command works with, loaded on first use.

    Attributes:
        strict: Whether a problem in a file that every command reads is an error; otherwise the file
            is skipped, and named once.
        silent: Whether nothing is written to stderr.
        cached: Whether it is stored on disk for later runs.
        exam: The exam that cards are chosen for; None for a command that chooses none.
        shows_loading: Whether to show how much of many facts or cards is loaded from the cache.
    """

    paths: tuple[Path, ...]
    only: bool
    american: bool
    stance: str | None = None
    derived: bool = True
    strict: bool = False
    silent: bool = False
    cached: bool = True
    exam: "ExamScope | None" = None
    shows_loading: bool = False

    @cached_property
    def _loaded(self) -> "LoadedLibrary":
        from cards.cache.library import load_or_build
        from quiz.home.paths import cache_folder

        self.require_facts()
        folder = cache_folder()
        line = _LoadingLine("Preparing facts (once)", shown=not self.silent and sys.stderr.isatty())
        try:
            loaded = load_or_build(
                self.paths,
                only=self.only,
                stance=self.stance,
                derived=self.derived,
                keep=folder,
                stored=self.cached,
                progress=line.show,
                optional=() if self.strict else user_fact_paths(),
            )
        finally:
            line.end()
        if line.shown and self.cached and folder is not None and not loaded.is_stored:
            _remark_on_cache(folder)
        for omitted in () if self.silent else loaded.omitted:
            _remark_on(omitted)
        if self.shows_loading:
            loaded.progress = _LoadingLine("Loading facts", shown=line.shown).show
        return loaded

    def require_facts(self) -> None:
        """Refuse to exclude the built-in facts without others.

        Raises:
            NoFactsChosen: That is the choice.
        """
        if self.only and not self.paths:
            raise NoFactsChosen("--only excludes the built-in facts; give yours with --facts PATH.")

    @property
    def library(self) -> "Library":
        """The facts and the templates."""
        return self._loaded.library

    @property
    def base(self) -> "FactBase":
        """The facts."""
        return self._loaded.base

    @cached_property
    def lexicon(self) -> "Lexicon":
        """The concepts of the facts, by which typed answers are judged."""
        from cards.cache.lexicon import load_lexicon

        return load_lexicon(self._loaded)

    @property
    def user_files(self) -> "tuple[Path, ...]":
        """The user's fact files."""
        from cards.load.library import files_under

        return tuple(file for path in self.paths for file in files_under(path))

    @property
    def cards(self) -> "tuple[Card, ...]":
        """All cards."""
        return self._loaded.cards

    @property
    def templates(self) -> tuple[str, ...]:
        """The ids of all templates."""
        return self._loaded.templates

    @property
    def summaries(self) -> "tuple[CardSummary, ...]":
        """The summaries of all cards."""
        return self._loaded.summaries

    @property
    def version(self) -> str:
        """A hash of everything the cards can show; the same on every machine."""
        return self._loaded.version

    @property
    def digest(self) -> str | None:
        """A digest of all summaries and of what cards show; None if they are not stored."""
        return self._loaded.digest

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of facts and exercises."""
        return self._loaded.counts

    @property
    def vocabularies(self) -> dict[str, str]:
        """The closed vocabulary of each concept that belongs to one."""
        return self._loaded.vocabularies

    def cached_tiers(self, exam: "ExamScope") -> "Mapping[str, int]":
        """The tier of each fact that an exam may ask, by the fact's id."""
        from cards.cache.tiers import tier_numbers
        from quiz.home.paths import cache_folder

        return tier_numbers(self._loaded, exam, cache_folder() if self.cached else None)

    @cached_property
    def figure(self) -> "BodyFigure":
        """The figure that muscle maps are drawn on; only a map loads it."""
        from cards.cache.figure import load_figure
        from quiz.home.paths import cache_folder

        return load_figure(cache_folder() if self.cached else None)

    @property
    def sets(self) -> "tuple[CardSet, ...]":
        """The sets of cards that can be asked in a row."""
        return self._loaded.sets

    def fact_summaries(self) -> "tuple[tuple[FactSummary, ...], ...]":
        """The summaries of each card's facts, in the order of the cards."""
        return self._loaded.fact_summaries

    def facts_about(self, criteria: "CardFilter") -> "Iterable[Fact]":
        """The facts that match; on a topic, only its facts are loaded."""
        base = self.base
        if not criteria.topics:
            found: Iterable[Fact] = base.facts
        else:
            found = base.facts_at(self._loaded.facts_on(criteria.topics))
        return filter(criteria.matches_fact, found)

    def card(self, number: int) -> "Card":
        """The card with this number; no other card is loaded."""
        return self._loaded.card(number)

    def select(self, criteria: "CardFilter") -> "list[CardSummary]":
        """The summaries of the cards that match; if only optional cards do, of these.

        On a topic, only its cards are looked at, and of a kind, a level or a template only those.
        """
        if criteria.values and not criteria.needs_facts:
            return criteria.select(self._loaded.summaries_with(criteria.values), tuple)
        if not criteria.topics:
            return criteria.select(self.summaries, self.fact_summaries)
        cards, facts = self._loaded.on_topics(criteria.topics)
        return criteria.select(cards, lambda: facts)

    def matching(self, criteria: "CardFilter") -> "list[Card]":
        """The cards that match; where few do, the others are not loaded."""
        if criteria.topics:
            every = zip(*self._loaded.on_topics(criteria.topics), strict=True)
        else:
            every = zip(self.summaries, self.fact_summaries(), strict=True)
        numbers = [card.number for card, facts in every if criteria.matches_summary(card, facts)]
        if len(numbers) > _MANY:
            return [self.cards[number] for number in numbers]
        return [self.card(number) for number in numbers]

    def testing(self, subject: str) -> "list[CardSummary]":
        """The summaries of the cards that test a subject."""
        return self._loaded.summaries_with({"tests": (subject,)})

    def find(self, id_: str) -> "Card | None":
        """The card with this id, if there is one."""
        number = self._numbers.get(id_)
        return None if number is None else self.card(number)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {summary.id: summary.number for summary in self.summaries}

    @property
    def skipped(self) -> "tuple[Skipped, ...]":
        """The pairs of template and fact without a card."""
        return self._loaded.skipped

    @cached_property
    def tiers(self) -> "Mapping[str, FactTier]":
        """The tier of each fact that the exam asks, by its id; without an exam, of none."""
        if self.exam is None:
            return {}
        from cards.cache.tiers import tiers_for
        from quiz.home.paths import cache_folder

        return tiers_for(self._loaded, self.exam, cache_folder() if self.cached else None)

    @property
    def topics(self) -> "Topics":
        """All names."""
        return self._loaded.topics

    @classmethod
    def from_settings(cls, settings: LibrarySettings) -> "LibraryHandle":
        """The library of an earlier session."""
        paths = tuple(Path(path) for path in settings.paths)
        return cls(
            paths=paths,
            only=settings.only,
            american=settings.american,
            stance=settings.stance,
            derived=settings.derived,
        )

    @property
    def settings(self) -> LibrarySettings:
        """The settings that load the same library again."""
        return LibrarySettings(
            paths=tuple(str(path.absolute()) for path in self.paths),
            only=self.only,
            american=self.american,
            stance=self.stance,
            derived=self.derived,
        )

    def spell(self, text: str) -> str:
        """A text in the requested spelling."""
        if not self.american:
            return text
        from cards.english import american

        return american(text)


class _LoadingLine:
    """A line on stderr that shows how much of a library is built or loaded.

    It fits a narrow terminal; a bar would need modules that are slow to import.

    Attributes:
        shown: Whether it is shown.
    """

    def __init__(self, work: str, *, shown: bool) -> None:
        self._work, self.shown = work, shown
        self._percentage = -1

    def show(self, share: float) -> None:
        """Show the share of the work that is done."""
        percentage = int(_ALL * share)
        if self.shown and percentage != self._percentage:
            self._percentage = percentage
            sys.stderr.write(f"\r{self._work} … {percentage}%")
            sys.stderr.flush()
        if percentage == _ALL:  # a damaged library is built again later
            self.end()

    def end(self) -> None:
        """End the line, if there is one."""
        if self._percentage >= 0:
            self._percentage = -1
            sys.stderr.write("\n")


_ALL = 100
"""Per cent."""


def _remark_on_cache(folder: Path) -> None:
    from cards.characters import printable  # a cache can be written as a rule

    text = (
        f"The cache folder {folder} cannot be written, so this is repeated in each run. "
        "The variable PRIMEMOVER_HOME sets another folder."
    )
    sys.stderr.write(printable(text) + "\n")


def _remark_on(omitted: "OmittedFile") -> None:
    sys.stderr.write(f"{omitted} `primemover facts check` reports all of them.\n")


def user_fact_paths() -> tuple[Path, ...]:
    """The paths of user facts: the facts folder, the settings, and the environment variable."""
    from quiz.home.paths import facts_folder, settings_file

    listed = os.environ.get("PRIMEMOVER_FACTS", "")
    folder = facts_folder()
    at_home = (folder,) if folder is not None and _holds_facts(folder) else ()
    file = settings_file()
    in_settings: tuple[Path, ...] = ()
    if file is not None and os.path.exists(file):  # noqa: PTH110 - twice as fast as Path
        from quiz.home.settings_file import stored_settings  # not needed without a file

        in_settings = stored_settings().settings.facts
    return (*at_home, *in_settings, *(Path(part) for part in listed.split(os.pathsep) if part))


def _holds_facts(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(
                entry.name.endswith((".yaml", ".yml")) and not entry.name.startswith(".")
                for entry in entries
            )
    except OSError:
        return False
