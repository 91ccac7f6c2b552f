"""The file in the cache folder that holds the learner's recall model, fitted once a study day.

A line with the schema, the version of Python, and the length and the checksum of the rest, which is
marshalled: JSON takes longer to import. A file that does not match is ignored: the model begins as
that of an average learner until it is fitted again.
"""

import contextlib
import marshal
import sys
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from cards.named_tuple import NamedTuple
from quiz.memory.recall_model import Coefficients, RecallModel

_SCHEMA = f"primemover-recall-model 2 {sys.hexversion:x}"


class FittedModel(NamedTuple):
    """A model, and the study day on which it was fitted; empty before the first fit."""

    model: RecallModel = RecallModel()
    day: str = ""


def load_model(file: Path) -> FittedModel:
    """The model in a file; that of an average learner if there is none or it is damaged."""
    try:
        header, _, body = file.read_bytes().partition(b"\n")
        if header != _header(body):
            return FittedModel()
        values = marshal.loads(body)  # noqa: S302 - written by us, and not damaged
        model = RecallModel(Coefficients(*values["coefficients"]), MappingProxyType(values["ease"]))
        return FittedModel(model, values["day"])
    except (OSError, ValueError, LookupError, TypeError, EOFError):
        return FittedModel()


def store_model(file: Path, fitted: FittedModel) -> None:
    """Write the file, atomically; if it cannot be written, the model is fitted again later."""
    from cards.files import create_folder, write_atomically  # slow to import, and needed once a day

    model, day = fitted
    values = {"day": day, "coefficients": list(model.coefficients), "ease": dict(model.ease)}
    body = marshal.dumps(values)
    with contextlib.suppress(OSError):
        create_folder(file.parent)
        write_atomically(file, [_header(body), b"\n", body])


def _header(body: bytes) -> bytes:
    return f"{_SCHEMA} {len(body)} {crc32(body):08x}".encode()
