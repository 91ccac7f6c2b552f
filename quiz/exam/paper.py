"""Draws the questions of an exam, and those of them that do not count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from cards.exams.exam_format import ExamFormat
from cards.model.card import Card
from cards.model.kinds import CHOICES
from cards.model.summary import CardSummary
from quiz.home.library import LibrarySettings
from quiz.log.exam_settings import ExamSettings
from quiz.session.kinds import QUESTION_KINDS
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import MOST_OPTIONS, Question
from quiz.session.questions import draw
from quiz.session.session import ExamSheet, Item, Limits, Session

if TYPE_CHECKING:
    from quiz.schedule.scheduler import Choose

ASKED = frozenset(kind for kind, each in QUESTION_KINDS.items() if each.in_exam)
"""Kinds of card that an exam asks."""

_SPARE = 2
"""Spare cards to try per question, in case one has too few options."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The questions of an exam.

    Attributes:
        exam_format: The format, shortened to the questions there are.
        unscored: Positions of the questions that do not count, from 0; only for the report.
        requested: How many questions were requested.
    """

    exam_format: ExamFormat
    questions: tuple[Question, ...]
    unscored: frozenset[int]
    requested: int

    @property
    def short(self) -> int:
        """How many requested questions are missing."""
        return self.requested - len(self.questions)


def draw_paper(
    summaries: Iterable[CardSummary],
    read_card: Callable[[int], Card],
    exam_format: ExamFormat,
    items: int,
    choose: "Choose",
    random: Random,
) -> Paper:
    """Draw a paper; equal cards and an equal seed give the same.

    The kinds of knowledge take turns. A card with too few wrong options for the format is replaced
    by another on the same kind of knowledge that has enough; if there is none, it shows those it
    has.

    Args:
        summaries: The cards that may be asked; only those answered by one letter are.
        read_card: Reads the card of a number.
        exam_format: The format.
        items: How many questions to draw; fewer are drawn if fewer exist.
        choose: The scheduler that chooses the cards.
        random: The source of randomness for everything else.
    """
    options = exam_format.options or MOST_OPTIONS
    asked = [summary for summary in summaries if summary.kind in ASKED]
    chosen = _chosen(asked, items, choose)
    taken = set(chosen)
    spare = [each for each in _chosen(asked, items * (1 + _SPARE), choose) if each not in taken]
    cards = _fitting(chosen, spare, read_card, options - 1)
    questions = draw(cards, random, options)
    shortened = exam_format.shortened(len(questions)) if questions else exam_format
    unscored = random.sample(range(len(questions)), shortened.unscored if questions else 0)
    return Paper(
        exam_format=shortened,
        questions=questions,
        unscored=frozenset(unscored),
        requested=items,
    )


def exam_of(paper: Paper, limit: float | None, *, seed: int, version: str) -> Session:
    """The exam that asks a paper.

    Args:
        paper: The paper.
        limit: Seconds for the whole exam; None for no limit.
        seed: The seed of the paper.
        version: The version of the facts.
    """
    return Session(
        items=tuple(
            Item(question=question, scored=position not in paper.unscored)
            for position, question in enumerate(paper.questions)
        ),
        feedback=Feedback.AT_END,
        navigation=Navigation.FREE,
        limits=Limits(whole=limit),
        sheet=ExamSheet(paper.exam_format, seed, version),
    )


def settings_of(
    paper: Paper, limit: float | None, library: LibrarySettings, *, confidence: bool
) -> ExamSettings:
    """The settings for resuming the exam.

    Args:
        paper: The paper.
        limit: Seconds for the whole exam; None for no limit.
        library: The facts it is about.
        confidence: Whether the learner is asked how sure an answer was.
    """
    return ExamSettings(
        library=library,
        exam_format=paper.exam_format,
        unscored=tuple(sorted(paper.unscored)),
        time_limit=limit,
        confidence=confidence,
        scope=paper.exam_format.name,
    )


def _chosen(asked: list[CardSummary], count: int, choose: "Choose") -> list[CardSummary]:
    """Choices up to their number; assertions where a kind of knowledge has no choices."""
    tested = {summary.tests for summary in asked if summary.kind in CHOICES}
    first = [each for each in asked if each.kind in CHOICES or each.tests not in tested]
    chosen = list(choose(first, count))
    if len(chosen) < count:
        taken, facts = set(first), {each.about for each in first}
        rest = [each for each in asked if each not in taken]
        for pool in (
            [each for each in rest if each.about not in facts],
            [each for each in rest if each.about in facts],
        ):
            chosen += choose(pool, count - len(chosen))
    return chosen


def _fitting(
    chosen: list[CardSummary],
    spare: list[CardSummary],
    read_card: Callable[[int], Card],
    wrong: int,
) -> list[Card]:
    """The chosen cards; those with too few wrong options are replaced if possible."""
    waiting: dict[str, list[CardSummary]] = {}
    for each in reversed(spare):
        waiting.setdefault(each.tests, []).append(each)
    facts = {each.about for each in chosen}
    cards = []
    for each in chosen:
        card = read_card(each.number)
        if each.kind in CHOICES and len(card.distractors) < wrong:
            card = _better(waiting.get(each.tests, []), facts, read_card, wrong) or card
        cards.append(card)
    return cards


def _better(
    waiting: list[CardSummary], facts: set[str], read_card: Callable[[int], Card], wrong: int
) -> Card | None:
    """The next spare card with enough wrong options, on a fact that has not been used."""
    while waiting:
        each = waiting.pop()
        if each.kind not in CHOICES or each.about in facts:
            continue
        card = read_card(each.number)
        if len(card.distractors) >= wrong:
            facts.add(each.about)
            return card
    return None
