"""Adds the reviews of an Anki collection to the review log, and reports them."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cards.errors import FileError
from cards.files import temporary_folder
from quiz.anki.log import known_reviews, pulled
from quiz.cli.options import as_json, remark
from quiz.cli.progress_bar import progress_bar
from quiz.cli.store import local, now, open_reader, open_store
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.history.reviews import LoggedReview, PackageHistory
    from quiz.anki.log import Pulled
    from quiz.home.library import LibraryHandle

_LONG = 2**25
"""Bytes of a collection from which on progress is shown."""

_TOGETHER = 10_000
"""Reviews that are stored together, so that memory does not grow with their number."""

_NAMED = 5
"""Notes that are named if their cards do not exist."""


def read_package(package: Path) -> "PackageHistory":
    """The review log of a package.

    Raises:
        FileError: The package cannot be read.
        PackageError: It is not a package, it is damaged, or it is refused.
    """
    from decks.history.archive import expected_size, extract_collection
    from decks.history.collection import read_history

    try:
        with temporary_folder() as folder:
            collection = folder / "collection"
            size = expected_size(package)
            with progress_bar("Reading", size, shown=size >= _LONG) as done:
                extract_collection(package, collection, done)
            return read_history(collection)
    except OSError as error:
        raise FileError(f"{package} cannot be read: {error.strerror or error}.") from None


class AddedReviews(NamedTuple):
    """The reviews of an Anki collection that our log did not have; see `Pulled`.

    Attributes:
        added: How many answers were added, or would be.
        cards: The ids of their cards.
        days: The study days of the first and the last of them; empty without any.
        known: How many entries the log had already.
        others: How many entries are not answers.
        gone: How many entries each note has whose card the facts do not generate.
    """

    added: int = 0
    cards: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()
    known: int = 0
    others: int = 0
    gone: Mapping[str, int] = MappingProxyType({})

    def with_part(self, part: "Pulled") -> "AddedReviews":
        """The sum with another part of a log."""
        days = sorted({*self.days, *(review.day for review in part.reviews)})
        return AddedReviews(
            added=self.added + len(part.reviews),
            cards=self.cards.union(review.card for review in part.reviews),
            days=tuple(days[:1] + days[1:][-1:]),
            known=self.known + part.known,
            others=self.others + part.others,
            gone=Counter(self.gone) + Counter(part.gone),
        )


def add_reviews(
    found: "Iterable[LoggedReview]", handle: "LibraryHandle", *, saves: bool = True
) -> AddedReviews:
    """Store the reviews that our log does not have, some at a time.

    Args:
        found: The entries of Anki's review log for our notes.
        handle: The library.
        saves: Whether anything is stored.

    Raises:
        StoreError: The log cannot be read or written.
    """
    known = known_reviews(open_store() if saves else open_reader())
    find, added, rest = cache(handle.find), AddedReviews(), iter(found)
    while part := list(islice(rest, _TOGETHER)):
        result = pulled(part, find, known, now(), local)
        if saves and result.records:
            open_store().merge(result.records)
        added = added.with_part(result)
    return added


def report(
    result: AddedReviews,
    foreign: int | None,
    *,
    dry_run: bool,
    json_: bool,
    echo: Callable[[str], Any],
) -> None:
    """Report what was added, and what was not.

    Args:
        result: The comparison with the log.
        foreign: How many entries are on other notes; None if only our notes were asked for.
        dry_run: Whether nothing was stored.
        json_: Whether to print one JSON object.
        echo: Prints to standard output.
    """
    days, cards = result.days, len(result.cards)
    if json_:
        echo(
            as_json(
                {
                    "added": result.added,
                    "known": result.known,
                    "cards": cards,
                    "first": days[0] if days else None,
                    "last": days[-1] if days else None,
                    "not_answers": result.others,
                    "gone": dict(sorted(result.gone.items())),
                    "foreign": foreign,
                    "dry_run": dry_run,
                }
            )
        )
        return
    verb = "would be added" if dry_run else "added"
    said = f"{counted(result.added, 'review')} {verb}"
    if days:
        period = " to ".join(days)
        said += f", of {counted(cards, 'card')}, {period}"
    remark(f"{said}; {result.known:,} known already.")
    if result.gone:
        ids = sorted(result.gone)
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        remark(
            f"Not added: {counted(sum(result.gone.values()), 'review')} of"
            f" {counted(len(ids), 'note')} that these facts do not generate:"
            f" {', '.join(ids[:_NAMED])}{more}. If they come from other facts, name these with"
            " --facts."
        )
    if result.others:
        remark(
            f"Not added: {counted(result.others, 'entry').replace('entrys', 'entries')} of Anki's"
            " log that are not answers, such as a new due date."
        )
    if foreign:
        remark(f"Not added: {counted(foreign, 'review')} of other notes, or of deleted cards.")
