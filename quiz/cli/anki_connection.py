"""The connection to a running Anki, from the user's environment."""

import os
import time
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.anki.connect import DEFAULT_ADDRESS, AnkiConnect, address_of

if TYPE_CHECKING:
    from decks.history.reviews import LoggedReview

ADDRESS, KEY = "PRIMEMOVER_ANKI", "PRIMEMOVER_ANKI_KEY"
"""Environment variables: the address, and the key of AnkiConnect."""

QUICK = 1.0
"""Seconds. Nothing that a learner waits for takes longer."""

PATIENT = 60.0
"""Seconds. An import of many notes takes some."""

_LATE = 31
"""Days. Answers on a phone arrive in Anki with the next synchronization."""


def connection(seconds: float) -> AnkiConnect:
    """The running Anki.

    Args:
        seconds: The time limit of each answer.

    Raises:
        AnkiError: It does not answer, or its AnkiConnect is too old.
        SettingError: The address is not on this machine.
    """
    address = address_of(os.environ.get(ADDRESS) or DEFAULT_ADDRESS)
    anki = AnkiConnect(address, time.monotonic, seconds=seconds, key=os.environ.get(KEY, ""))
    anki.check()
    return anki


def answers_since(seconds: float, since: datetime | None, now: datetime) -> "list[LoggedReview]":
    """The entries of Anki's review log for our notes.

    Args:
        seconds: The time limit of each answer of Anki.
        since: The moment of the latest answer that is known; None for all entries.
        now: The moment.

    Raises:
        AnkiError: Anki cannot be asked.
        SettingError: The address is not on this machine.
    """
    from quiz.anki.collection import notes_in, reviews_of

    anki = connection(seconds)
    days = None if since is None else max(0, (now - since).days) + _LATE
    return reviews_of(anki, notes_in(anki, days))
