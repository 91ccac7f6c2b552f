"""On-disk cache of the outcomes of templates, so that an edit renews only what depends on it.

All libraries with the same choice of facts share one file. A part of it is used if everything that
it read is equal in the facts of now; so it does not matter which library wrote it.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.cache.codec import Decoder, Encoder
from cards.cache.parts import PartsFile, parts_file
from cards.cache.store import shared_objects
from cards.digests import digests_of, of_templates
from cards.files import write_atomically
from cards.outcomes import NONE_KNOWN, BuildPart, Generation, TemplateOutcome

if TYPE_CHECKING:
    from cards.model.recorded import Read
    from cards.model.template import Library

_WORTH_STORING = 0.25
"""The share of outcomes that must be new: fewer are generated as fast as all are written."""

_Reference = tuple[str, str]
"""The kind and the id of a shared object."""


def load_outcomes(
    file: Path, stamp: tuple[Any, ...], library: "Library"
) -> Mapping[str, BuildPart]:
    """The parts in a file that are right for a library; none if the file is missing or damaged.

    Args:
        file: The cache file.
        stamp: The state of the program.
        library: The facts and templates of now.
    """
    try:
        stored = PartsFile(file)
        if stored.part("stamp") != stamp:
            return NONE_KNOWN
        return dict(_right_parts(stored, library))
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return NONE_KNOWN


def _right_parts(stored: PartsFile, library: "Library") -> Iterator[tuple[str, BuildPart]]:
    digests = digests_of(library.base)
    known: dict[Read, str] = stored.part("digests")
    if stored.part("on all") != (digests.nouns, of_templates(library.templates)):
        return
    changed = {read for read, digest in known.items() if digests.of(read) != digest}
    references: list[_Reference] = stored.part("references")
    objects = dict(shared_objects(library))
    decoder = Decoder(stored.part("classes"), lambda number: objects[references[number]])
    every = zip(stored.part("parts"), stored.objects(0), strict=True)
    for (name, reads), stored_outcomes in every:
        if not changed.isdisjoint(reads):
            continue
        outcomes = {
            (template, fact): TemplateOutcome(decoder.decode(results), reason)
            for template, fact, results, reason in stored_outcomes
        }
        yield name, BuildPart(name, set(reads), outcomes)


def store_outcomes(
    file: Path, stamp: tuple[Any, ...], library: "Library", found: Generation
) -> None:
    """Write all parts, if enough of them are new.

    Raises:
        OSError: The file cannot be written.
    """
    sizes = {name: len(part.outcomes) for name, part in found.parts.items()}
    if sum(sizes[name] for name in found.renewed) < sum(sizes.values()) * _WORTH_STORING:
        return
    digests = digests_of(library.base)
    references: dict[_Reference, int] = {}
    numbers = {id(object_): key for key, object_ in dict(shared_objects(library)).items()}

    def reference(object_: object) -> int | None:
        key = numbers.get(id(object_))
        return None if key is None else references.setdefault(key, len(references))

    encoder = Encoder(reference)
    objects = [
        [
            (template, fact, encoder.encode(outcome.results), outcome.reason)
            for (template, fact), outcome in part.outcomes.items()
        ]
        for part in found.parts.values()
    ]
    reads = sorted(set(chain.from_iterable(part.reads for part in found.parts.values())))
    content = {
        "stamp": stamp,
        "on all": (digests.nouns, of_templates(library.templates)),
        "digests": {read: digests.of(read) for read in reads},
        "parts": [(name, sorted(part.reads)) for name, part in found.parts.items()],
        "references": list(references),
        "classes": encoder.classes,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, parts_file(content, objects))
