"""The errors that are the user's to mend, and the exit codes of the program.

    PrimemoverError
    ├── DataError            1  facts, templates or exam formats have problems
    ├── EditorError          1  the editor cannot be started, or failed
    ├── FileError            1  a file cannot be read or written
    ├── LedgerError          1  the record of exported notes cannot be read or continued
    ├── SettingError         1  an environment variable has an unusable value
    ├── StoreError           1  the review log cannot be used
    ├── NoFactsChosen        2  --only without --facts
    ├── UnknownBody          2  --stance names no certifying body
    ├── UnknownSession       2  no session, or several, have an id that begins like this
    └── NothingMatched       3  a choice of cards, facts or answers that is empty
        ├── NothingToWrite   3  the export format supports none of the cards
        ├── UnknownExamFormat  3  no exam format has this name
        ├── UnknownId        3  no card or fact has this id
        └── UnknownTopic     3  nothing has this name

The command line shows `report()` and ends with `exit_code`. Any other exception is a bug, and keeps
its traceback. To add an error: derive it with its exit code, and draw it above.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the program tells the shell when it ends."""

    DONE = 0
    FAULTY_DATA = 1  # something in the user's data or files is wrong
    USAGE = 2
    NOTHING_MATCHED = 3
    INTERRUPTED = 130


class PrimemoverError(Exception):
    """Something that the user can mend; the text says what is wrong and what would be right.

    Attributes:
        exit_code: What the program ends with.
        preformatted: Whether the report has a layout that wrapping its lines would destroy.
    """

    exit_code: ClassVar[ExitCode]
    preformatted: ClassVar[bool] = False

    def __init_subclass__(cls, *, exit_code: ExitCode) -> None:
        """Require an exit code of every class, so that none can be forgotten."""
        cls.exit_code = exit_code

    def report(self) -> str:
        """The text for stderr."""
        return f"Error: {self}"


class FileError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """A file cannot be read or written."""


class SettingError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """An environment variable has an unusable value."""


class NothingMatched(PrimemoverError, exit_code=ExitCode.NOTHING_MATCHED):
    """A choice of cards, facts or answers that is empty."""

    def report(self) -> str:
        """The text alone: an empty result is not a failure."""
        return str(self)


class UnknownId(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """No card or fact has this id."""

    def __init__(self, what: str, id_: str, meant: str | None) -> None:
        """Name the kind of thing, the id as typed, and the id that was probably meant."""
        hint = f" Did you mean '{meant}'?" if meant else ""
        super().__init__(f"No {what} has the id '{id_}'.{hint}")
