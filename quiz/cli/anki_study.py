"""Study next to Anki: the facts that Anki asks, and the answers given there."""

from typing import TYPE_CHECKING

from cards.errors import PrimemoverError
from quiz.cli.options import remark
from quiz.cli.store import now, open_reader, open_store
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from quiz.home.library import LibraryHandle
    from quiz.study.past import PastStudy


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
    if result.added:
        remark(f"From Anki: {counted(result.added, 'new answer')}.")


def anki_today(in_anki: frozenset[str], past: "PastStudy") -> str:
    """The part of the day that Anki takes, to follow the reasons of a plan.

    Args:
        in_anki: The facts that Anki asks.
        past: The answers of the day.
    """
    if not in_anki:
        return " Nothing was exported to Anki yet, so everything is asked here."
    answers = f"{counted(past.anki, 'answer')} today" if past.anki else "no answers yet today"
    minutes = f" in {_minutes(past.anki_seconds)}" if past.anki else ""
    return f" In Anki, {answers}{minutes}; here comes what Anki does not ask."


def all_in_anki(past: "PastStudy", minutes: int) -> str:
    """The remark on a day without questions here.

    Args:
        past: The answers of the day.
        minutes: The study time of a day.
    """
    return (
        f"Your answers in Anki took {_minutes(past.anki_seconds)} of today's {minutes}, and of what"
        " Anki does not ask, nothing is due."
    )


def _minutes(seconds: float) -> str:
    return counted(max(1, round(seconds / 60)), "minute")
