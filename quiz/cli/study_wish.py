"""The wish of a learner for a day of study: the cards, the exam and the time."""

from datetime import date
from typing import TYPE_CHECKING, Any

from cards.errors import NothingMatched
from cards.named_tuple import NamedTuple
from quiz.cli.defaults import user_settings
from quiz.cli.options import card_filter, nothing_matched
from quiz.home.exams import chosen_exam
from quiz.home.paths import cache_folder
from quiz.session.kinds import RARE_KINDS
from quiz.session.question import MOST_OPTIONS
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cards.exams.scope import ExamScope
    from cards.model.summary import CardSummary
    from decks.deck import CardFilter
    from quiz.home.library import LibraryHandle
    from quiz.log.reader import LogReader
    from quiz.study.pool import StudyPool


class Wish(NamedTuple):
    """The learner's wish for today.

    Attributes:
        pool: The facts that may be asked, and their cards.
        exam: The exam.
        date: Its day, if it is known.
        minutes: The study time of a day.
        most_new: The most facts to begin today; None for no limit.
        options: How many options a choice shows.
        self_rated: Whether the learner rates the recall of each answer.
        in_anki: The facts that Anki asks; None if the learner reviews only here.
    """

    pool: "StudyPool"
    exam: "ExamScope"
    date: date | None
    minutes: int
    most_new: int | None = None
    options: int = MOST_OPTIONS
    self_rated: bool = False
    in_anki: frozenset[str] | None = None


def wish_for(handle: "LibraryHandle", topics: "Sequence[str]", minutes: int, **choice: Any) -> Wish:
    """The wish of a learner who wants to study these topics for some minutes.

    Raises:
        NothingMatched: No card is on these topics.
    """
    exam = handle.exam or chosen_exam(None)
    pool = study_pool(handle, card_filter(handle, topics, **choice), exam)
    if not pool.facts:
        raise nothing_matched("cards")
    stored = user_settings()
    day, most_new = (None, None) if stored is None else (stored.date, stored.new)
    in_anki = None
    if stored is not None and stored.reviews == "anki":
        from quiz.cli.anki_study import facts_in_anki

        in_anki = facts_in_anki(handle)
    return Wish(pool, exam, day, minutes, most_new, in_anki=in_anki)


def study_pool(handle: "LibraryHandle", criteria: "CardFilter", exam: "ExamScope") -> "StudyPool":
    """The facts that match; those that an exam asks without further choice are stored."""
    from quiz.study.pool import pool_file, stored_pool

    def selected() -> "StudyPool":
        chosen = handle.select(criteria)
        cards = [card for card in chosen if card.kind not in RARE_KINDS] or chosen
        return _pool_of(handle, cards, exam)

    folder, digest = cache_folder() if handle.cached else None, handle.digest
    if folder is None or digest is None or criteria != type(criteria)(exam=criteria.exam):
        return selected()
    asks = (exam.id, exam.stance, tuple(exam.shares.items()), tuple(exam.levels.items()))
    file = pool_file(folder, handle.settings, exam.id)
    return stored_pool(file, (digest, asks), selected)


def _pool_of(
    handle: "LibraryHandle", cards: "Sequence[CardSummary]", exam: "ExamScope"
) -> "StudyPool":
    from quiz.study.candidates import askable_facts
    from quiz.study.pool import pool_of

    return pool_of(askable_facts(cards, handle.cached_tiers(exam), exam.levels), cards)


def contrasting(wish: Wish, handle: "LibraryHandle", store: "LogReader") -> Wish:
    """A wish for only those of its cards that contrast what the learner mixes up.

    Raises:
        NothingMatched: There is no such card.
        StoreError: The log cannot be read.
    """
    from quiz.cli.drawing import mix_ups_in
    from quiz.log.revisit import cards_of_mix_ups

    cards = cards_of_mix_ups(handle, wish.pool.cards, mix_ups_in(handle, store))
    if not cards:
        raise NothingMatched(
            "There is no mix-up to practise. `primemover stats --mix-ups` lists settled ones, too."
        )
    return wish._replace(pool=_pool_of(handle, cards, wish.exam))


def why_so(wish: Wish, today: str) -> str:
    """Why a plan is as it is.

    Args:
        wish: The wish of the learner.
        today: The study day.
    """
    if wish.most_new == 0:
        return "What you know stays fresh: only what is due, and nothing new."
    day = date.fromisoformat(today)
    if wish.date is None or wish.date < day:
        of_day = counted(wish.minutes, "minute")
        return f"{of_day} a day, in the shares of the {wish.exam.name}."
    days = (wish.date - day).days
    when = {0: "is today", 1: "is tomorrow"}.get(days, f"is in {days} days")
    first = "what gains most by then comes first"
    if days <= 1:
        first = "ten minutes of what you nearly know"
    return f"The {wish.exam.name} {when}: {first}."
