"""The faults that `facts check` and `facts add` report beyond the form of a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode
from quiz.cli.options import remark
from quiz.home.library import LibraryHandle
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from cards.problems import Problem

Concerns = Callable[[str], bool]
"""Whether a file, by its name in problems, is checked."""


def refuse_doubts(handle: LibraryHandle, concerns: Concerns = lambda _: True) -> None:
    """Report implausible combinations that are not waived, and exit with 1 if there are any."""
    from cards.checks.doubts import doubts

    found = [
        (name, problem)
        for name, problem in doubts(handle.library.base, forbidden=True)
        if concerns(problem.place.file)
    ]
    for name, problem in found:
        click.echo(
            f"{problem}\nIf it is correct, add a reason: waive: {{{name}: reason}}\n", err=True
        )
    _exit_after(len(found))


def refuse_flawed_questions(handle: LibraryHandle, concerns: Concerns = lambda _: True) -> None:
    """Report flaws of the user's ready-made questions, and exit with 1 if one is an error."""
    from cards.model.facts.question import ReadyQuestion

    # The rules of lint take long to import, and most users write no questions.
    if not handle.library.base.of_type(ReadyQuestion):
        return
    from cards.lint.questions import flaws_of_questions
    from cards.lint.rules import Severity

    errors = 0
    for severity, problem in flaws_of_questions(handle.cards, handle.library.base):
        if not concerns(problem.place.file):
            continue
        if severity is Severity.ERROR:
            errors += 1
            click.echo(f"{problem}\n", err=True)
        else:
            remark_on(problem)
    _exit_after(errors)


def remark_on(problem: "Problem") -> None:
    """A remark on one line: the place, and what could be better there."""
    remark(f"{problem.place.file}:{problem.place.line}: {problem.message}")


def _exit_after(problems: int) -> None:
    if problems:
        remark(f"{counted(problems, 'problem')}.")
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
