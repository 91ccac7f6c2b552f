"""Asks how sure an answer was; keeps the words and the keys to itself."""

from quiz.terminal.terminal import Terminal

_PROMPT = "How sure? 1 guess, 2 think so, 3 sure, Enter skips: "
_DEGREES = ("1", "2", "3")


def ask_confidence(terminal: Terminal) -> int | None:
    """1 a guess, 2 think so, 3 sure; None where it was skipped.

    Raises:
        EOFError: There is no more input.
    """
    while True:
        typed = (terminal.key(_PROMPT) or "").strip()
        if typed in _DEGREES or not typed:
            return int(typed) if typed else None
        terminal.remark("Type 1, 2 or 3, or Enter to skip it.")
