"""`primemover study`: today's plan."""

from collections.abc import Sequence
from typing import Any

import click

from cards.value_class import replace
from quiz.cli.display import Display, display_options
from quiz.cli.options import exam_option, facts_options, topics_argument
from quiz.cli.sections import SectionedCommand
from quiz.cli.sessions import Setup, new_seed
from quiz.home.library import LibraryHandle
from quiz.log.settings import QuizSettings

_USUAL_MINUTES = 20


@click.command(
    cls=SectionedCommand,
    epilog="""\b
Examples:
  primemover study                          today's plan
  primemover study --exam nasm --minutes 10
  primemover study squat                    only on squats
  primemover study --mix-ups                only what you mix up
  primemover study --self-rate              as flashcards, rated by you
  primemover study --check                  find out what you know already""",
)
@topics_argument
@click.option(
    "--minutes",
    type=click.IntRange(1, 600),
    default=_USUAL_MINUTES,
    show_default=True,
    metavar="N",
    help="The study time of today.",
)
@click.option(
    "--new",
    "most_new",
    type=click.IntRange(min=0),
    metavar="N",
    help="The most facts to begin today.",
)
@click.option(
    "--check/--no-check",
    default=None,
    help="Ask a little of everything first, to see what you know. [default: once, on a terminal]",
)
@click.option(
    "--self-rate/--no-self-rate",
    default=False,
    help="Think, see the answer, and rate how well you knew it: flashcards.",
)
@click.option("--mix-ups", is_flag=True, help="Only what you mix up; see `stats --mix-ups`.")
@click.option("--no-save", is_flag=True, help="Save neither answers nor progress.")
@display_options
@exam_option
@facts_options
def study(
    handle: LibraryHandle,
    display: Display,
    topics: Sequence[str],
    minutes: int,
    most_new: int | None,
    check: bool | None,
    self_rate: bool,
    mix_ups: bool,
    no_save: bool,
    **choice: Any,
) -> None:
    """Study today's plan: what is due, what is weak, and what is new.

    The plan remembers what you forget, weighs the subjects as your exam does, and takes no longer
    than the minutes of today. It comes in rounds of ten; q stops at any time, and `primemover
    study` continues with the rest. `primemover settings` keeps your exam, its date and your
    minutes a day.
    """
    from quiz.cli.defaults import is_first_run, is_over, user_settings
    from quiz.cli.store import now
    from quiz.cli.study_wish import contrasting, wish_for
    from quiz.cli.studying import StudyDay
    from quiz.log.days import study_day

    asks = display.attended and not no_save
    before = user_settings()
    is_first, is_after = is_first_run(), is_over(before, study_day(now()))
    if asks and (is_after or (is_first and display.by_key)):
        from quiz.home.exams import chosen_exam
        from quiz.home.settings import UserSettings

        if is_first or before is None:
            from quiz.cli.first_run import first_run

            first_run(display)
        else:
            from quiz.cli.after_exam import ask_what_follows

            ask_what_follows(before, display)
        stored = user_settings() or UserSettings()
        exam = chosen_exam(stored.exam)
        handle = replace(handle, exam=exam, american=exam.american)
        minutes, most_new = stored.minutes or minutes, stored.new
    if not no_save and getattr(user_settings(), "reviews", None) == "anki":
        from quiz.cli.anki_study import pull_answers

        pull_answers(handle)
    wish = wish_for(handle, topics, minutes, **choice)
    wish = wish._replace(most_new=most_new, self_rated=self_rate)
    settings = QuizSettings(library=handle.settings, scope="today's plan")
    setup = Setup(
        handle=handle, display=display, seed=new_seed(), settings=settings, saves=not no_save
    )
    if mix_ups:
        wish = contrasting(wish, handle, setup.log())
    StudyDay(wish, setup).run(check=check)
