"""A learner with the real Anki library: imports decks, answers cards over days, and exports."""

import json
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.decks import DeckId
    from anki.notes import NoteId

_DAY = 86_400


class AnkiLearner:
    """A collection with FSRS on, and the learner who studies it."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        collection.set_config("fsrs", True)
        assert collection.db is not None
        self.database = collection.db

    def imports(self, package: Path, *, with_progress: bool = False) -> int:
        """Import a package with Anki's default options; return the number of new notes."""
        options = ImportAnkiPackageOptions(with_scheduling=with_progress)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        return len(self.collection.import_anki_package(request).log.new)

    def studies(self, days: int, answers: int, random: Random) -> None:
        """Answer that many cards on each of some days, the last of which is today."""
        deck = self.collection.decks.id_for_name("primemover")
        self.collection.decks.select(deck or cast("DeckId", 1))
        for day in reversed(range(days)):
            for _ in range(answers):
                card = self.collection.sched.getCard()
                if card is None:
                    break
                self.collection.sched.answerCard(card, random.choice((1, 2, 3, 3, 3, 4)))
            if day:
                self._sleeps()

    def _sleeps(self) -> None:
        """Put everything a day into the past."""
        execute = self.database.execute
        execute("update col set crt = crt - ?", _DAY)
        execute("update revlog set id = id - ?", _DAY * 1000)
        execute("update cards set due = due - ? where queue = 1", _DAY)
        for card, text in self.database.all("select id, data from cards where data like '%lrt%'"):
            data = json.loads(text)
            data["lrt"] -= _DAY
            execute("update cards set data = ? where id = ?", json.dumps(data), card)

    def exports(self, package: Path, *, legacy: bool = True) -> None:
        """Export everything with scheduling."""
        options = ExportAnkiPackageOptions(with_scheduling=True, legacy=legacy)
        self.collection.export_anki_package(out_path=str(package), options=options, limit=None)

    def stabilities(self) -> dict[str, float]:
        """The stability of each card that Anki has a memory of, by the id of our card."""
        cards = map(self.collection.get_card, self.collection.find_cards("prop:reps>0"))
        return {
            card.note().guid.removeprefix("primemover/"): card.memory_state.stability
            for card in cards
            if card.memory_state is not None
        }

    def computed_stabilities(self) -> dict[str, float]:
        """The same, computed again by Anki from its review log."""
        compute = self.collection._backend.compute_memory_state
        return {
            self.collection.get_card(card).note().guid.removeprefix("primemover/"): compute(
                card
            ).state.stability
            for card in self.collection.find_cards("prop:reps>0")
        }

    def due_days(self) -> dict[str, int]:
        """The days until each card in review is due, by the id of our card."""
        cards = map(self.collection.get_card, self.collection.find_cards("is:review"))
        today = self.collection.sched.today
        return {card.note().guid.removeprefix("primemover/"): card.due - today for card in cards}

    def schedule(self, *, retired: Container[str] = ()) -> dict[str, object]:
        """The schedule of the first card of each note that is not retired, by the card's id."""
        rows = self.database.all(
            "select guid, type, queue, due, ivl, reps, cards.data from cards"
            " join notes on nid = notes.id where ord = 0"
        )
        found = {guid.removeprefix("primemover/"): state for guid, *state in rows}
        return {card: state for card, state in found.items() if card not in retired}

    def notes(self) -> "Sequence[NoteId]":
        """The ids of all notes."""
        return self.collection.find_notes("")


@contextmanager
def anki_learner(folder: Path) -> Iterator[AnkiLearner]:
    """A learner with an empty collection in a new folder."""
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield AnkiLearner(collection)
    finally:
        collection.close()
