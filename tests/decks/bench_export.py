"""Benchmark of exports: `python tests/decks/bench_export.py [NOTES]...` prints figures.

Compares time, peak memory and package size with plain genanki writing the same notes, alternating,
each in a separate process; and measures how long Anki takes to import the package. The export also
builds the fields from cards and compresses the package; genanki gets finished fields.
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
from typing import TYPE_CHECKING

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from decks.deck import Deck

sys.path.insert(0, str(ROOT))

SIZES = (100, 10_000, 100_000)
ROUNDS = 3
NOW = 1_760_000_000


def cards_of(count: int) -> "Deck":
    from cards.generate import make_cards
    from cards.load.library import read_library

    library = read_library()
    cards, _ = make_cards(library)
    rounds = -(-count // len(cards))
    many = (
        replace(card, id=f"{card.id}~{number}") if number else card
        for number in range(rounds)
        for card in cards
    )
    from decks.deck import Deck

    return Deck(
        name="Bench",
        cards=tuple(card for card, _ in zip(many, range(count), strict=False)),
        base=library.base,
    )


def export(count: int, file: Path) -> float:
    from decks.formats.anki.write import write
    from decks.formats.format import Settings
    from decks.ledger import Times

    deck = cards_of(count)
    begin = time.perf_counter()
    write(deck, file, Settings(times=Times(NOW, NOW)))
    return time.perf_counter() - begin


def genanki_alone(count: int, file: Path) -> float:
    import genanki

    from decks.formats.anki.notes import content
    from decks.formats.anki.write import _note_types  # the same note types

    deck = cards_of(count)
    types = _note_types(NOW)
    contents = [content(card) for card in deck.cards]
    begin = time.perf_counter()
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
    genanki.Package(target).write_to_file(file, timestamp=NOW)
    return time.perf_counter() - begin


def measured(work: Callable[[int, Path], float], count: int, file: Path) -> tuple[float, float]:
    """Seconds, and peak memory in MiB, measured in a separate process."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_in_process, (work, count, file))


def _in_process(work: Callable[[int, Path], float], count: int, file: Path) -> tuple[float, float]:
    seconds = work(count, file)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print("notes  export s  MiB  KiB    genanki s  MiB  KiB    ratio  import s")
    for count in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            found: dict[str, list[tuple[float, float]]] = {"export": [], "alone": []}
            for _ in range(ROUNDS if count < SIZES[-1] else 1):
                found["export"].append(measured(export, count, folder / "export.apkg"))
                found["alone"].append(measured(genanki_alone, count, folder / "alone.apkg"))
            one, other = (
                [statistics.median(each) for each in zip(*found[name], strict=True)]
                for name in ("export", "alone")
            )
            sizes_ = [(folder / f"{n}.apkg").stat().st_size // 1024 for n in ("export", "alone")]
            took = imported(folder / "export.apkg", folder)
            print(
                f"{count:<8} {one[0]:6.2f} {one[1]:5.0f} {sizes_[0]:6}"
                f"    {other[0]:6.2f} {other[1]:5.0f} {sizes_[1]:6}"
                f"    {one[0] / other[0]:5.2f}  {took:6.2f}"
            )


if __name__ == "__main__":
    main()
