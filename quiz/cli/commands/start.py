"""`primemover` without a command: a start screen with one key per choice."""

import sys
from contextlib import nullcontext

from quiz.cli.display import Display
from quiz.cli.options import remark
from quiz.cli.sessions import resumable
from quiz.cli.store import now, open_store
from quiz.home.library import LibraryHandle, user_fact_paths
from quiz.log.records import Log, StoreError
from quiz.screens.start import choices, screen, spoken
from quiz.terminal.keyboard import Keys, Lines

_LATELY = 2_000
"""Number of answers to examine for missed and mixed-up questions, to keep the screen fast."""


def start() -> tuple[str, ...] | None:
    """Show the choices, and wait for one.

    Returns:
        The chosen command line; `("--help",)` for help; None for quitting.
    """
    display = Display()
    handle = LibraryHandle(paths=user_fact_paths(), only=False, american=False)
    log = unfinished = Log()
    try:
        store = open_store()
        log = store.figures(_LATELY)
        unfinished = next((store.log(each.id) for each in reversed(resumable(log))), unfinished)
    except StoreError as error:
        remark(f"The review log cannot be used: {error}")
    found = tuple(choices(log, unfinished, now(), handle.vocabularies))
    layout = display.layout
    show = screen if display.why_plain is None else spoken
    sys.stdout.write("\n".join(show(layout, handle.counts, found)) + "\n")
    keyboard = Keys(sys.stdin, sys.stdout) if display.by_key else Lines(sys.stdin)
    arguments = {choice.key: choice.arguments for choice in found} | {"?": ("--help",)}
    with keyboard.listening() if isinstance(keyboard, Keys) else nullcontext():
        while True:
            sys.stdout.write("> ")
            sys.stdout.flush()
            try:
                key = (keyboard.key(None) or "").strip().lower()
            except EOFError:
                key = "q"
            if display.by_key:
                sys.stdout.write(f"{key if key.isprintable() else ''}\n")
            if key == "q":
                return None
            if key in arguments:
                return arguments[key]
            keys = ", ".join(arguments)
            shown = key[:12] if key.isprintable() else ""
            said = f"Unknown key '{shown}'" if shown else "No choice made"
            sys.stdout.write("\n".join(layout.wrap(f"{said}: {keys}, or q to quit.")) + "\n")
