"""The learner's answers as a quiz needs them: from their file, or else from the log."""

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import click

from quiz.cli.store import now, readable_log
from quiz.home.paths import cache_folder, log_file
from quiz.log.computed_file import computed_file
from quiz.log.days import study_day
from quiz.log.stamp import log_stamp
from quiz.schedule.learner import LearnerAnswers, load_answers, store_answers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from quiz.log.mix_ups import ConceptRow
    from quiz.log.reader import LogReader

_NAME = "answers"


@cache
def answers_so_far() -> LearnerAnswers:
    """The answers when a command begins; of a log that has not changed, they are stored.

    A log that cannot be read has none: the session itself reports it.
    """
    context = click.get_current_context(silent=True)
    if context is not None:
        context.find_root().call_on_close(answers_so_far.cache_clear)
    file, folder, today = log_file(), cache_folder(), study_day(now())
    if file is None or not file.exists():
        return LearnerAnswers()
    stamp = None if folder is None else log_stamp(file)
    if folder is not None and stamp is not None:
        found = load_answers(computed_file(folder, file, _NAME), stamp, today)
        if found is not None:
            return found
    from quiz.log.records import StoreError

    try:
        return remember_answers(readable_log())
    except StoreError:
        return LearnerAnswers()


def remember_answers(log: "LogReader") -> LearnerAnswers:
    """The answers in a log, which are stored for the next quiz.

    Raises:
        StoreError: The log cannot be read.
    """
    from quiz.log.counts import AnswerCounts
    from quiz.log.mix_ups import slipped

    folder, today = cache_folder(), study_day(now())
    log.settle()
    before = log.changes()
    found = LearnerAnswers(
        log.past(), log.patterns_of_day(today), slipped(AnswerCounts(log).concepts())
    )
    if folder is not None and log.file is not None and log.ends_by(today):
        stamp = log_stamp(log.file)
        if stamp is not None and log.changes() == before:
            store_answers(computed_file(folder, log.file, _NAME), stamp, today, found)
    return found


def contrasts_of(
    concepts: "Sequence[ConceptRow]", vocabularies: "Mapping[str, str]", at: datetime
) -> "Mapping[str, Collection[str]]":
    """The wrong options that a learner should be shown, by the right concept.

    Args:
        concepts: The latest answers to questions on concepts.
        vocabularies: The closed vocabulary of each concept that belongs to one.
        at: The moment.
    """
    if not concepts:
        return {}
    from quiz.log.mix_ups import contrasts, mix_ups

    return contrasts(mix_ups(concepts, vocabularies, date.fromisoformat(study_day(at))))
