"""The files of the Anki ledger: the built-in one and the user's.

The built-in one holds the notes of the last release; before the first one it is empty.
`python -m quiz.cli.anki_ledger` updates it for a release.
"""

import json
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import decks
from cards.files import create_folder, locked, write_atomically
from decks.formats.anki.deck_options import DEFAULT_NAME
from decks.ledger import Ledger, LedgerError, Stamp, as_text, from_text, updated
from quiz.home.paths import anki_ledger_file, facts_folder

if TYPE_CHECKING:
    from quiz.home.library import LibraryHandle

BUILTIN_FILE = Path(decks.__file__).parent / "data" / "anki-ledger.tsv"
_DIGITS = 12


def ledger() -> Ledger:
    """Read the built-in and the user's ledger.

    Raises:
        LedgerError: A line cannot be read.
        OSError: A file cannot be read.
    """
    return Ledger(builtin=builtin_stamps(), written=_written(anki_ledger_file()))


def builtin_stamps() -> dict[str, Stamp]:
    """The notes of the last release."""
    return from_text(BUILTIN_FILE.read_text(encoding="utf-8"), BUILTIN_FILE.name)


def source_id(handle: "LibraryHandle", deck: str) -> str:
    """An identifier for a deck, however its fact files are called and wherever they are.

    The deck of an author has the facts of the author's files, so its name identifies it. Any other
    deck has the name of an exam or of the program, whatever is exported in it; so what the command
    line chose counts too: an export without a file of facts does not withdraw its notes.

    Args:
        handle: The library.
        deck: The name of the deck, which has the title and the author.
    """
    chosen: dict[str, object] = {"deck": deck, "only": handle.only}
    if not handle.only or deck == DEFAULT_NAME:
        named = {path.resolve().name for path in handle.paths if path != facts_folder()}
        chosen |= {"facts": sorted(named), "stance": handle.stance, "derived": handle.derived}
    return sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:_DIGITS]


def remember(stamps: Mapping[str, Stamp]) -> None:
    """Record the stamps of an export, to detect later changes.

    Raises:
        OSError: The ledger cannot be written.
    """
    file = anki_ledger_file()
    if file is None:
        return
    create_folder(file.parent)
    with locked(file):
        # Read again, because another export may have written it meanwhile.
        known = _written(file)
        for id_, stamp in stamps.items():
            before = known.get(id_)
            if before is None or before.changed <= stamp.changed:
                known[id_] = _with_other_decks(stamp, before)
        write_atomically(file, [as_text(known).encode()])


def _with_other_decks(stamp: Stamp, before: Stamp | None) -> Stamp:
    """A stamp with the decks that another export has recorded meanwhile."""
    known = {each.deck for each in stamp.editions}
    more = () if before is None else (e for e in before.editions if e.deck not in known)
    return stamp._replace(editions=tuple(sorted((*stamp.editions, *more))))


def _written(file: Path | None) -> dict[str, Stamp]:
    """Read the user's ledger.

    Raises:
        LedgerError: A line cannot be read.
        OSError: The file cannot be read.
    """
    if file is None or not file.exists():
        return {}
    try:
        return from_text(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError:
        raise LedgerError(f"{file} is not UTF-8. Move it away to start a new ledger.") from None


def current() -> dict[str, str]:
    """The present content of every note from built-in facts, and of the note types."""
    from cards.generate import make_cards
    from cards.load.library import read_library
    from decks.deck import Deck
    from decks.formats.anki.write import contents

    library = read_library()
    cards, _ = make_cards(library)
    return contents(Deck(name="", cards=cards, base=library.base))


def main() -> None:
    """Update the built-in ledger for a release, and report what has changed."""
    before = builtin_stamps()
    after = updated(before, current(), int(time.time()))
    added = len(after.keys() - before.keys())
    retired = sum(
        s.retired and not before[id_].retired for id_, s in after.items() if id_ in before
    )
    changed = sum(after[id_] != before[id_] for id_ in before) - retired
    write_atomically(BUILTIN_FILE, [as_text(after).encode()])
    sys.stdout.write(f"{added} added, {changed} changed, {retired} retired, {len(after)} in all.\n")


if __name__ == "__main__":
    main()
