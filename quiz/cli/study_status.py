"""The learner's state at a moment of a day of study: from its file, or else from the log."""

from datetime import datetime
from typing import TYPE_CHECKING

from cards.named_tuple import NamedTuple
from quiz.cli.store import now
from quiz.home.paths import cache_folder, log_file
from quiz.log.computed_file import computed_file
from quiz.log.days import study_day
from quiz.log.stamp import log_stamp
from quiz.memory.version import fsrs_version
from quiz.study.state import StudyState, load_state, store_state

if TYPE_CHECKING:
    from quiz.cli.sessions import Setup
    from quiz.memory.recall_model import Trial

_NAME = "studied"

_LATELY = 2_000
"""The latest answers, from which cards in turn and times of questions are computed."""


class Status(NamedTuple):
    """The learner's state at a moment.

    Attributes:
        trials: The answers that the recall model is fitted to; empty if the log was not read.
    """

    moment: datetime
    state: StudyState
    trials: "tuple[Trial, ...]" = ()

    @property
    def today(self) -> str:
        """The study day."""
        return study_day(self.moment)


def status_at_start(setup: "Setup") -> Status:
    """The state before the first question; of a log that has not changed, it is stored.

    Raises:
        StoreError: The log cannot be read.
    """
    moment, file, folder = now(), log_file(), cache_folder()
    if file is not None and folder is not None:
        stamp = log_stamp(file)
        if stamp is not None:
            found = load_state(
                computed_file(folder, file, _NAME), stamp, fsrs_version(), study_day(moment)
            )
            if found is not None:
                return Status(moment, found)
    return status_from_log(setup)


def status_from_log(setup: "Setup") -> Status:
    """The state by the log, which is stored for the next start.

    Raises:
        StoreError: The log cannot be read.
    """
    from quiz.log.counts import AnswerCounts
    from quiz.log.history import standing
    from quiz.log.mix_ups import slipped
    from quiz.memory.recall import recalled
    from quiz.study.known import known_facts
    from quiz.study.past import past_study

    moment, log, folder = now(), setup.log(), cache_folder()
    log.settle()
    before = log.changes()
    memory = recalled(log, folder)
    answers = standing(log.figures(_LATELY, for_study=True))
    state = StudyState(
        known_facts(memory),
        past_study(answers, study_day(moment)),
        slipped(AnswerCounts(log).concepts()),
    )
    found = Status(moment, state, memory.trials)
    if folder is not None and log.file is not None:
        stamp = log_stamp(log.file)
        if stamp is not None and log.changes() == before:
            file = computed_file(folder, log.file, _NAME)
            store_state(file, stamp, fsrs_version(), found.today, state)
    return found
