"""The errors that a user can fix, and the exit codes of the program.

    PrimemoverError
    ├── AnkiError            1  a running Anki cannot be reached, or refuses a request
    │   └── AnkiRefusal      1  Anki answered with an error
    ├── DataError            1  facts, templates or exam profiles have problems
    ├── EditorError          1  the editor cannot be started, or failed
    ├── FactsChanged         1  a card is gone while the program is running
    ├── FileError            1  a file cannot be read or written
    ├── LedgerError          1  the record of exported notes is invalid or incompatible
    ├── OtherNoteType        1  the open collection has other fields in our note type
    ├── PackageError         1  an Anki package is damaged, or is refused
    ├── RivalAnswers         1  two cards ask the same and have different answers
    ├── SettingError         1  an environment variable has an unusable value
    ├── StoreError           1  the review log cannot be used
    │   └── DamagedLog       1  the review log is damaged
    ├── NoAnkiLibrary        2  the library of Anki is not installed
    ├── NoFactsChosen        2  --only without --facts
    ├── NoPictures           2  pictures need an extra that is not installed
    ├── UnknownBody          2  the certifying body of --stance is unknown
    ├── UnknownSession       2  the prefix matches no session, or several
    └── NothingMatched       3  no cards, facts or answers match
        ├── NothingToWrite   3  the export format supports none of the cards
        ├── UnknownExam      3  no exam profile has this name
        ├── UnknownId        3  no card or fact has this id
        └── UnknownTopic     3  nothing has this name

The command line prints `report()` and exits with `exit_code`. Any other exception is a bug and
keeps its traceback. To add an error, derive it with its exit code and add it to this tree.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The exit codes."""

    DONE = 0
    FAULTY_DATA = 1  # something in the user's data or files is wrong
    USAGE = 2
    NOTHING_MATCHED = 3
    INTERRUPTED = 130


class PrimemoverError(Exception):
    """An error that the user can fix; the text says what is wrong and what would be right.

    Attributes:
        exit_code: The exit code of the program.
        preformatted: Whether the report has a layout that must not be wrapped.
    """

    exit_code: ClassVar[ExitCode]
    preformatted: ClassVar[bool] = False

    def __init_subclass__(cls, *, exit_code: ExitCode) -> None:
        """Require an exit code for every class."""
        cls.exit_code = exit_code

    def report(self) -> str:
        """The text for stderr."""
        return f"Error: {self}"


class FileError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """A file cannot be read or written."""


class SettingError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """An environment variable has an unusable value."""


class NothingMatched(PrimemoverError, exit_code=ExitCode.NOTHING_MATCHED):
    """No cards, facts or answers match."""

    def report(self) -> str:
        """Only the text, because an empty result is not a failure."""
        return str(self)


class UnknownId(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """No card or fact has this id."""

    def __init__(self, what: str, id_: str, meant: str | None) -> None:
        """Name the kind of object, the id as typed, and the id that was probably meant."""
        hint = f" Did you mean '{meant}'?" if meant else ""
        super().__init__(f"No {what} has the id '{id_}'.{hint}")
