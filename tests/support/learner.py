"""Somebody who learns at a terminal: a home folder of their own, and a few settled facts."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import pytest

from cards.cache.library import load_or_build
from cards.model.card import Card
from quiz.log import history
from quiz.log.events import Queued, Redrawn
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Log, SessionRecord
from quiz.log.store import Store
from quiz.session.question import Question, asked_as, letters
from tests.support.homes import make_home, shared_cache
from tests.support.paths import LETTERS
from tests.support.terminal import DEADLINE, Terminal

"""Facts that make a question of every kind."""

ROLE = ("--template", "role")
MUSCLE = ("--template", "muscle-in-role")
CONTRACTION = ("--template", "contraction")
TYPED = ("--template", "role-typed")


class Learner:
    """Somebody with a home folder, who starts programs in terminals."""

    def __init__(self, home: Path, facts: Path = LETTERS) -> None:
        """Create the home folder.

        Args:
            home: The home folder.
            facts: The only file of facts that the learner is asked about.
        """
        self.home, self.facts = make_home(home), facts
        self._opened: list[Terminal] = []

    def starts(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 50,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> Terminal:
        """Start the program; it sees no settings but these."""
        return self.runs(
            "-m", "quiz", *arguments, columns=columns, lines=lines, environment=environment
        )

    def runs(
        self,
        *command: str,
        columns: int = 80,
        lines: int = 50,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> Terminal:
        """Start Python with a command line of its own."""
        told = {"PRIMEMOVER_HOME": str(self.home), "NO_COLOR": "1", **environment}
        terminal = Terminal(*command, columns=columns, lines=lines, environment=told)
        self._opened.append(terminal)
        return terminal

    def quizzes(self, *options: str, columns: int = 80, **environment: str) -> Terminal:
        """Start a quiz on the facts, and wait until its first question has been written down."""
        before = len(self.log().sessions)
        facts = ("--only", "--facts", str(self.facts), "--seed", "7")
        asked = ("quiz", *facts, *options)
        terminal = self.starts(*asked, columns=columns, environment=environment)
        terminal.until("> ")
        self.wait_for(lambda: len(self.log().sessions) > before)
        return terminal

    def resumes(self, *arguments: str, **environment: str) -> Terminal:
        """Go on with a session that was left."""
        return self.starts("resume", *arguments, environment=environment)

    def log(self) -> Log:
        """Everything that is on disk now."""
        file = self.home / "progress.db"
        if not file.exists():
            return Log()
        store = Store(file)
        try:
            return store.log()
        finally:
            store.close()

    def session(self) -> SessionRecord:
        """The session that began last."""
        return self.log().sessions[-1]

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that is seen on disk alone."""
        end = time.monotonic() + DEADLINE
        while not holds():
            if time.monotonic() > end:
                pytest.fail("It does not come to be.")
            time.sleep(0.01)

    def counted(self) -> list[tuple[int, str]]:
        """The answers that count in all sessions: the places and what became of them."""
        return [(review.position, review.outcome) for review in history.standing(self.log())]

    def asked(self, terminal: Terminal) -> Question:
        """The last question on a screen, whole, as the log has it."""
        shown = _flat(question(terminal))
        found = [each for each in self._planned() if _flat(each.stem) in shown]
        (one,) = {each for each in found if list(each.options) == list(options(terminal).values())}
        asked = asked_as(self.cards[one.card], one.stem, one.options, one.left_side)
        assert asked is not None
        return asked

    def right(self, terminal: Terminal) -> str:
        """What to type to answer the last question on a screen right."""
        asked = self.asked(terminal)
        if asked.typed:
            return asked.card.key[0]
        keys = letters(asked.options)
        right = [number for number, option in enumerate(asked.options) if option.right]
        return "".join(keys[number] for number in asked.solution or right)

    def wrong(self, terminal: Terminal) -> str:
        """The letter of a wrong option."""
        asked = self.asked(terminal)
        known = zip(letters(asked.options), asked.options, strict=True)
        return next(key for key, option in known if not option.right)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """All cards of the facts, by their ids."""
        library = load_or_build((self.facts,), only=True, keep=shared_cache())
        return {card.id: card for card in library.cards}

    def _planned(self) -> Iterator[PlannedQuestion]:
        log = self.log()
        for started in log.sessions:
            yield from started.plan
        for event in log.events:
            if isinstance(event.body, Queued | Redrawn):
                yield event.body.planned

    def leaves(self) -> None:
        """Clear the terminals away."""
        for terminal in self._opened:
            terminal.close()


def answer(terminal: Terminal, keys: str) -> str:
    """Answer, and hand back what is said to it."""
    terminal.type(keys)
    said = terminal.until("any key: the ")
    # The whole offer, so that what is typed next is not typed ahead.
    return said + terminal.until("? see all keys")


def goes_on(terminal: Terminal) -> None:
    """Go on to the next question."""
    terminal.type(" ")
    terminal.until("> ")


def _flat(text: str) -> str:
    return " ".join(text.split())


_HEAD = re.compile(r"^(\d+ of \d+) · ", re.MULTILINE)


def question(terminal: Terminal) -> str:
    """The last question on the screen with its options: what must not change by itself."""
    text = terminal.output.replace("\r", "")
    begin = list(_HEAD.finditer(text))[-1].start()
    block = text[begin:]
    return block[block.index("\n\n") : block.index(" · i don't know")].rpartition("\n\n")[0].strip()


def number(terminal: Terminal) -> str:
    """The number of that question: `2 of 3`."""
    return str(_HEAD.findall(terminal.output)[-1])


def options(terminal: Terminal) -> dict[str, str]:
    """The options of that question, by their letters."""
    return dict(re.findall(r"^  ([a-j])  (.+)$", question(terminal), re.MULTILINE))


def head(terminal: Terminal) -> str:
    """The line over that question."""
    found = re.findall(r"^\d+ of \d+ · .*", terminal.output, re.MULTILINE)
    return str(found[-1]).strip()
