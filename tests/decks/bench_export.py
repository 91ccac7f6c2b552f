"""Benchmark of exports: `python -m tests.decks.bench_export [NOTES]...` prints figures.

Compares time, peak memory and package size with plain genanki writing the same notes, alternating,
each in a fresh process, both with `PRAGMA synchronous = OFF`; and measures how long Anki takes to
import the package. The export also builds the fields from cards and compresses the package; genanki
gets finished fields. There are no maps.
"""

import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from decks.deck import Deck

SIZES = (10_000,)
ROUNDS = 7
NOW = 1_760_000_000


class Cost(NamedTuple):
    """The cost of an export.

    Attributes:
        wall: In seconds.
        processor: In seconds of processor time, which other programs disturb less.
        memory: The peak of the process, in MiB.
    """

    wall: float
    processor: float
    memory: float


def cards_of(count: int) -> "Deck":
    """A deck of that many notes, from the cached library."""
    from decks.deck import Deck
    from quiz.home.library import LibraryHandle

    handle = LibraryHandle(paths=(), only=False, american=False)
    cards = handle.cards
    many = (
        replace(card, id=f"{card.id}~{number}") if number else card
        for number in range(-(-count // len(cards)))
        for card in cards
    )
    of_deck = tuple(card for card, _ in zip(many, range(count), strict=False))
    return Deck(name="Bench", cards=of_deck, base=handle.library.base)


def export(count: int, file: Path) -> Cost:
    from decks.formats.anki import write
    from decks.formats.format import Settings
    from decks.ledger import Times

    deck = cards_of(count)
    return measured(lambda: write.write(deck, file, Settings(times=Times(NOW, NOW))))


def genanki_alone(count: int, file: Path) -> Cost:
    import genanki

    from decks.formats.anki.notes import content
    from decks.formats.anki.write import _note_types  # the same note types

    class Package(genanki.Package):  # type: ignore[misc]  # genanki has no types
        def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
            cursor.execute("PRAGMA synchronous = OFF")
            super().write_to_db(cursor, timestamp, id_gen)

    types = _note_types(NOW)
    contents = [content(card) for card in cards_of(count).cards]

    def write() -> None:
        target = genanki.Deck(1, "Bench")
        for number, note in enumerate(contents):
            target.add_note(
                genanki.Note(
                    model=types[note.cloze],
                    fields=list(note.fields),
                    tags=note.tags,
                    guid=note.guid,
                    due=number,
                )
            )
        Package(target).write_to_file(file, timestamp=NOW)

    return measured(write)


def measured(work: Callable[[], object]) -> Cost:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Cost(wall, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def in_fresh_process(work: Callable[[int, Path], Cost], count: int, file: Path) -> Cost:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (count, file))


def imported(file: Path, folder: Path) -> float:
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    collection = Collection(str(folder / "collection.anki2"))
    begin = time.perf_counter()
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
    )
    seconds = time.perf_counter() - begin
    collection.close()
    return seconds


def main() -> None:
    for count in tuple(map(int, sys.argv[1:])) or SIZES:
        with tempfile.TemporaryDirectory() as name:
            built, alone = Path(name, "export.apkg"), Path(name, "alone.apkg")
            costs: dict[Path, list[Cost]] = {built: [], alone: []}
            for _ in range(ROUNDS):
                costs[built].append(in_fresh_process(export, count, built))
                costs[alone].append(in_fresh_process(genanki_alone, count, alone))
            print(f"{count} notes, {ROUNDS} rounds")
            for each in Cost._fields:
                for word, figure in (("minimum", min), ("median", statistics.median)):
                    one, other = (
                        figure(getattr(cost, each) for cost in costs[file])
                        for file in (built, alone)
                    )
                    print(
                        f"{each:10} {word:8} export {one:7.2f}  genanki {other:7.2f}"
                        f"  ratio {one / other:.2f}"
                    )
            for file in (built, alone):
                print(f"{file.name}: {file.stat().st_size // 1024} KiB")
            print(f"Anki imports the export in {imported(built, Path(name)):.2f} s")


if __name__ == "__main__":
    main()
