"""Display options and the capabilities of the terminal; opens the terminal."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cards.value_class import value_class
from quiz.cli.options import is_terminal, standard_out_can, terminal_columns

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from quiz.screens.view import View
    from quiz.terminal.layout import TextLayout
    from quiz.terminal.terminal import Terminal

_F = TypeVar("_F", bound=Callable[..., Any])


@value_class(frozen=True, kw_only=True)
class Display:
    """The display options of the user.

    Attributes:
        plain: Whether to print one item per line, without symbols and colours.
        jsonl: Whether to print JSON objects, for scripts.
        colour: Whether colours may be used.
        clock: Whether times are shown.
        tick: Whether the clock is updated every second.
        american: Whether American spelling is shown.
    """

    plain: bool = False
    jsonl: bool = False
    colour: bool = True
    clock: bool = True
    tick: bool = False
    american: bool = False

    @property
    def why_plain(self) -> str | None:
        """The reason for plain output, or None."""
        reasons = (
            (self.plain, "--plain was asked for"),
            (os.environ.get("ACCESSIBLE", "0") not in ("", "0"), "ACCESSIBLE is set"),
            (os.environ.get("TERM") == "dumb", "TERM is dumb"),
            (not is_terminal(sys.stdin), "the input is not a terminal"),
            (not is_terminal(sys.stdout), "the output is not a terminal"),
        )
        return next((reason for true, reason in reasons if true), None)

    @property
    def by_key(self) -> bool:
        """Whether single keys are read."""
        from quiz.terminal.keyboard import can_read_keys

        return self.why_plain is None and not self.jsonl and can_read_keys(sys.stdin)

    @property
    def attended(self) -> bool:
        """Whether the session is interactive, so that the user needs time to read."""
        return not self.jsonl and is_terminal(sys.stdin)

    @property
    def layout(self) -> "TextLayout":
        """The layout for the capabilities of the terminal."""
        from quiz.terminal.layout import TextLayout

        return TextLayout(
            measure=terminal_columns,
            colour=self.by_key and self.colour and not os.environ.get("NO_COLOR"),
            unicode=standard_out_can("✓✗·–−“”"),
            american=self.american,
        )

    def view(self, seed: int, figure: "Callable[[], BodyFigure] | None" = None) -> "View":
        """The view; only its module is imported. `figure` reads the landmarks of maps that ask."""
        if self.jsonl:
            from quiz.screens.json_lines import JsonView

            return JsonView(seed, unicode=standard_out_can("é–✓"))
        if self.why_plain is None:
            from quiz.screens.screen import ScreenView

            return ScreenView(
                self.layout, seed, timed=self.clock, by_key=self.by_key, figure=figure
            )
        from quiz.screens.plain import PlainView

        return PlainView(self.layout, seed, self.why_plain, timed=self.clock)

    @contextmanager
    def terminal(self, view: "View") -> Iterator["Terminal"]:
        """The screen and the keyboard; the terminal is always restored afterwards."""
        from quiz.terminal.keyboard import Keys, Lines
        from quiz.terminal.terminal import Terminal

        make = partial(
            Terminal,
            out=sys.stdout,
            clock=time.monotonic,
            waits=self.attended,
            announce=view.remark,
            width=terminal_columns,
            says_time=self.clock,
            prompts=not self.jsonl,
        )
        if self.by_key:
            keys = Keys(sys.stdin, sys.stdout)
            shown = make(
                keyboard=keys,
                echoes=True,
                tick=_ticking if self.tick and self.clock else None,
                released=keys.released,
                key_delay=_key_delay(),
            )
            with keys.listening(), closing(shown) as terminal:
                yield terminal
            return
        # The terminal echoes the input, or the JSON objects contain it.
        echo = None if self.jsonl or is_terminal(sys.stdin) else sys.stdout
        with closing(make(keyboard=Lines(sys.stdin, echo), echoes=False)) as terminal:
            yield terminal


_KEY_DELAY = 0.15
"""Seconds after a new question in which a key cannot be meant for it."""


def _key_delay() -> float:
    """Seconds after a new question in which keys are ignored.

    Raises:
        UsageError: The variable is not a number of seconds.
    """
    typed = os.environ.get("PRIMEMOVER_KEY_DELAY", "")
    try:
        delay = float(typed) if typed else _KEY_DELAY
    except ValueError:
        delay = -1.0
    if not 0 <= delay <= 1:
        raise click.UsageError(
            f"PRIMEMOVER_KEY_DELAY is '{typed}'; it should be seconds from 0 to 1, such as"
            f" {_KEY_DELAY}."
        )
    return delay


def _ticking(remaining: float) -> str:
    from quiz.screens.view import clock

    return clock(remaining)


def display_options(command: _F) -> _F:
    """The display options, as a single `Display`."""

    def wrapper(
        *args: Any, plain: bool, jsonl: bool, no_colour: bool, no_clock: bool, tick: bool, **kw: Any
    ) -> Any:
        if tick and no_clock:
            raise click.UsageError("--tick cannot be combined with --no-clock.")
        display = Display(
            plain=plain, jsonl=jsonl, colour=not no_colour, clock=not no_clock, tick=tick
        )
        return command(*args, display=display, **kw)

    wrapper.__name__, wrapper.__doc__ = command.__name__, command.__doc__
    wrapper.__dict__.update(command.__dict__)
    for option in (
        click.option(
            "--no-color", "--no-colour", "no_colour", is_flag=True, help="Use no colours."
        ),
        click.option(
            "--jsonl",
            is_flag=True,
            help="Print JSON objects: questions, answers, the result.",
        ),
        click.option(
            "--plain",
            is_flag=True,
            help="Print one item per line: for screen readers and pipes.",
        ),
        click.option("--tick", is_flag=True, help="Show the clock running, if there is a limit."),
        click.option("--no-clock", is_flag=True, help="Hide all times until the end."),
    ):
        wrapper = option(wrapper)
    return wrapper  # type: ignore[return-value]  # click's decorators keep the type of what they wrap
