"""A learner at a terminal: a home folder, a few facts, and a clock that tests put forward."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from cards.cache.library import load_or_build
from cards.model.card import Card
from quiz.log import history
from quiz.log.events import Queued, Redrawn
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Log, SessionRecord
from quiz.log.store import Store
from quiz.session.question import Question, asked_as, letters
from tests.support import clocked
from tests.support.homes import make_home
from tests.support.paths import LETTERS
from tests.support.terminal import Terminal

ROLE = ("--template", "role")
MUSCLE = ("--template", "muscle-in-role")
CONTRACTION = ("--template", "contraction")
TYPED = ("--template", "role-typed")


class Learner:
    """A learner with a home folder, who runs the program in terminals."""

    def __init__(self, home: Path, facts: Path = LETTERS) -> None:
        """Create the home folder.

        Args:
            home: The home folder.
            facts: The only file of facts that the learner is asked about.
        """
        self.home, self.facts = make_home(home), facts
        self._clock = home / "clock"
        self._clock.touch()
        self._opened: list[Terminal] = []

    def starts(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 50,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> Terminal:
        """Start the program; it sees no settings but these."""
        program = ("-m", clocked.__name__)
        return self.runs(
            *program, *arguments, columns=columns, lines=lines, environment=environment
        )

    def runs(
        self,
        *command: str,
        columns: int = 80,
        lines: int = 50,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> Terminal:
        """Start Python with a command line."""
        settings = {
            "PRIMEMOVER_HOME": str(self.home),
            clocked.VARIABLE: str(self._clock),
            clocked.STANDS: "yes",  # a busy machine takes no time from a limit
            "NO_COLOR": "1",
            **environment,
        }
        terminal = Terminal(*command, columns=columns, lines=lines, environment=settings)
        self._opened.append(terminal)
        return terminal

    def quizzes(self, *options: str, columns: int = 80, **environment: str) -> Terminal:
        """Start a quiz on the facts, and wait until the log holds its session.

        The time in which the log is written does not count, so a test that advances the clock
        must begin after it.
        """
        before = len(self.log().sessions)
        facts = ("--only", "--facts", str(self.facts), "--seed", "7")
        asked = ("quiz", *facts, *options)
        terminal = self.starts(*asked, columns=columns, environment=environment)
        terminal.until("> ")
        terminal.wait_for(lambda: len(self.log().sessions) > before, "the session in the log")
        terminal.wait_for(terminal.sleeps, "a program that waits for keys")
        return terminal

    def waits(self, seconds: int) -> None:
        """Advance the time of the learner's programs at once; nothing else does."""
        clocked.put_forward(self._clock, seconds)

    def resumes(self, *arguments: str, **environment: str) -> Terminal:
        """Resume a session."""
        return self.starts("resume", *arguments, environment=environment)

    def log(self) -> Log:
        """The review log on disk."""
        file = self.home / "progress.db"
        if not file.exists():
            return Log()
        store = Store(file)
        try:
            return store.log()
        finally:
            store.close()

    def session(self) -> SessionRecord:
        """The session that was started last."""
        return self.log().sessions[-1]

    def counted(self) -> list[tuple[int, str]]:
        """The position and the outcome of every answer that counts."""
        return [(review.position, review.outcome) for review in history.standing(self.log())]

    def asked(self, terminal: Terminal) -> Question:
        """The last question on the screen, restored from the log."""
        shown = _flat(question(terminal))
        found = [each for each in self._planned() if _flat(each.stem) in shown]
        (one,) = {
            each._replace(why="")
            for each in found
            if list(each.options) == list(options(terminal).values())
        }
        asked = asked_as(self.cards[one.card], one.stem, one.options, one.left_side)
        assert asked is not None
        return asked

    def right(self, terminal: Terminal) -> str:
        """The keys that answer the last question on the screen right."""
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
        library = load_or_build((self.facts,), only=True, keep=self.home / "cache")
        return {card.id: card for card in library.cards}

    def _planned(self) -> Iterator[PlannedQuestion]:
        log = self.log()
        for started in log.sessions:
            yield from started.plan
        for event in log.events:
            if isinstance(event.body, Queued | Redrawn):
                yield event.body.planned

    def queued(self) -> list[str]:
        """The cards of the contrasts that were queued."""
        events = (event.body for event in self.log().events)
        return [body.planned.card for body in events if isinstance(body, Queued)]

    def leaves(self) -> None:
        """Close the terminals."""
        for terminal in self._opened:
            terminal.close()


def answer(terminal: Terminal, keys: str) -> str:
    """Answer, and return the feedback."""
    terminal.type(keys)
    feedback = terminal.until("any key: the ")
    # The whole line of keys: the program discards what is typed before it is complete.
    return feedback + terminal.until("? see all keys")


def goes_on(terminal: Terminal) -> None:
    """Continue with the next question."""
    terminal.type(" ")
    terminal.until("> ")


def _flat(text: str) -> str:
    return " ".join(text.split())


_HEAD = re.compile(r"^(\d+ of \d+) · ", re.MULTILINE)


def question(terminal: Terminal) -> str:
    """The last question on the screen with its options."""
    text = terminal.output.replace("\r", "")
    begin = list(_HEAD.finditer(text))[-1].start()
    block = text[begin:]
    return block[block.index("\n\n") : block.index(" · i don't know")].rpartition("\n\n")[0].strip()


def number(terminal: Terminal) -> str:
    """The number of the last question on the screen: `2 of 3`."""
    return str(_HEAD.findall(terminal.output)[-1])


def options(terminal: Terminal) -> dict[str, str]:
    """The options of the last question on the screen, by their letters."""
    return dict(re.findall(r"^  ([a-j])  (.+)$", question(terminal), re.MULTILINE))


def head(terminal: Terminal) -> str:
    """The line above the last question on the screen."""
    found = re.findall(r"^\d+ of \d+ · .*", terminal.output, re.MULTILINE)
    return str(found[-1]).strip()
