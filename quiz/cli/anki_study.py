"""Study next to Anki: the facts that Anki asks, and the answers given there."""

from typing import TYPE_CHECKING

from cards.errors import PrimemoverError
from quiz.cli.options import remark
from quiz.cli.store import now, open_reader, open_store
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from quiz.home.library import LibraryHandle


def facts_in_anki(handle: "LibraryHandle") -> frozenset[str]:
    """The facts that Anki asks: those of notes that were exported, or answered there.

    Raises:
        StoreError: The log cannot be read.
    """
    from quiz.anki.log import cards_from_anki
    from quiz.cli.exporting import read_ledger
    from quiz.home.paths import log_file

    file = log_file()
    has_log = file is not None and file.exists()
    cards = set(cards_from_anki(open_reader())) if has_log else set()
    try:
        written = read_ledger().written
    except PrimemoverError as error:  # what was exported does not decide whether one can study
        remark(error.report())
    else:
        cards.update(id_ for id_, stamp in written.items() if not stamp.retired)
    return frozenset(summary.about for summary in handle.summaries if summary.id in cards)


def pull_answers(handle: "LibraryHandle") -> None:
    """Add the answers given in Anki since the last time, if Anki answers at once.

    Raises:
        StoreError: The log cannot be read or written.
    """
    from quiz.anki.log import latest_entry
    from quiz.cli.anki_connection import QUICK, answers_since
    from quiz.cli.anki_pull import add_reviews

    try:
        found = answers_since(QUICK, latest_entry(open_store()), now())
    except PrimemoverError as error:
        remark(f"Without the latest answers from Anki: {error}")
        return
    result = add_reviews(found, handle)
    if result.reviews:
        remark(f"From Anki: {counted(len(result.reviews), 'new answer')}.")
