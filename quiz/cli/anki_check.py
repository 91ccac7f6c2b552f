"""Tries an update to a deck in Anki's library, and explains its effect on a learner."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cards.errors import FileError
from cards.files import temporary_folder
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from decks.history.trial import Losses, UpdateTrial

_NAMED = 3


def tried(first: Path, later: Path | None) -> "UpdateTrial":
    """Import a package, and a later version after it, into a scratch collection.

    Raises:
        FileError: A file cannot be read.
        NoAnkiLibrary: The library of Anki is not installed.
        PackageError: A file is damaged, or is refused.
    """
    from decks.history.archive import check_package, extract_collection
    from decks.history.trial import is_text, try_update

    try:
        with temporary_folder() as folder:
            for package in (first, later):
                if package is not None and not is_text(package):
                    check_package(package)
                    extract_collection(package, folder / "checked")
            scratch = folder / "anki"
            scratch.mkdir()
            return try_update(first, later, scratch)
    except OSError as error:
        raise FileError(f"{error.filename} cannot be read: {error.strerror}.") from None


def figures(trial: "UpdateTrial") -> Mapping[str, object]:
    """The result, for scripts."""
    contents = trial.contents._asdict()
    update = trial.update
    if update is None:
        return contents | {"update": None}
    values = update._asdict() | {
        name: {"before": losses.before, "lost": losses.lost}
        for name, losses in update._asdict().items()
        if name in ("remarks", "tags", "schedules")
    }
    return contents | {"simulated": trial.is_simulated, "update": values}


def lines(trial: "UpdateTrial", first: Path, later: Path | None) -> Iterator[str]:
    """The result in sentences."""
    contents = trial.contents
    learned = f"{contents.learned:,} of them answered" if contents.learned else "none answered"
    yield (
        f"{first}: {counted(contents.notes, 'note')} with {counted(contents.cards, 'card')},"
        f" {learned}; {counted(contents.remarks, 'remark')}; {contents.retired:,} retired."
    )
    update = trial.update
    if update is None:
        return
    if trial.is_simulated:
        yield (
            "It has no answers, so a learner was simulated, who answers some cards and writes a"
            " remark and a tag on every note."
        )
    yield (
        f"{later}: {counted(len(update.added), 'note')} added, {len(update.changed):,} changed,"
        f" {update.unchanged:,} as they were, {len(update.retired):,} newly retired."
    )
    if update.conflicting:
        yield (
            f"Anki does not update {counted(update.conflicting, 'note')}, because the note type"
            " differs; “Merge note types” would."
        )
    yield _losses("Remarks", update.remarks)
    yield _losses("Tags of the learner", update.tags)
    yield _losses("Schedules of answered cards", update.schedules)
    if update.answers:
        yield f"Lost from the review log: {counted(update.answers, 'answer')}."


def _losses(what: str, losses: "Losses") -> str:
    if not losses.lost:
        return f"{what}: all {losses.before:,} kept." if losses.before else f"{what}: none."
    more = f" and {len(losses.lost) - _NAMED} more" if len(losses.lost) > _NAMED else ""
    named = f"{', '.join(losses.lost[:_NAMED])}{more}"
    return (
        f"{what}: {len(losses.lost):,} of {losses.before:,} lost, of {named}. `anki push` and"
        " `export anki-tsv` keep them."
    )
