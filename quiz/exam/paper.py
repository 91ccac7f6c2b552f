"""Draws the questions of an exam, and those of them that do not count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from cards.exams.exam_format import ExamFormat
from cards.model.card import Card
from cards.model.card_set import CardSet
from cards.model.summary import CardSummary
from quiz.home.library import LibrarySettings
from quiz.log.exam_settings import ExamSettings
from quiz.session.kinds import QUESTION_KINDS
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import MOST_OPTIONS, Question
from quiz.session.questions import draw
from quiz.session.session import ExamSheet, Item, Limits, Session
from quiz.session.sets import reworded

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
    sets: Iterable[CardSet] = (),
) -> Paper:
    """Draw a paper; equal cards and an equal seed give the same.

    Only questions with one best answer are asked, no wording twice, and what a body teaches only in
    its own exam. A card with too few wrong
    options for the format is replaced by another of its template that has enough; if there is none,
    it shows those it has.

    Args:
        summaries: The cards that may be asked; only choices are.
        read_card: Reads the card of a number.
        exam_format: The format.
        items: How many questions to draw; fewer are drawn if fewer exist.
        choose: The scheduler that chooses the cards.
        random: The source of randomness for everything else.
        sets: The sets of cards.
    """
    options = exam_format.options or MOST_OPTIONS
    asked = [each for each in summaries if _is_asked(each, exam_format.body)]
    chosen = choose(asked, items)
    taken = set(chosen)
    spare = [each for each in choose(asked, items * (1 + _SPARE)) if each not in taken]
    cards = _fitting(chosen, spare, read_card, options - 1)
    questions = reworded(draw(cards, random, options), sets)
    shortened = exam_format.shortened(len(questions)) if questions else exam_format
    unscored = random.sample(range(len(questions)), shortened.unscored if questions else 0)
    return Paper(
        exam_format=shortened,
        questions=questions,
        unscored=frozenset(unscored),
        requested=items,
    )


def _is_asked(card: CardSummary, body: str | None) -> bool:
    """Whether an exam of a body asks a card: no opinion, and no other body's teaching."""
    taught_elsewhere = None not in (body, card.body) and card.body != body
    return card.kind in ASKED and not card.opinion and not taught_elsewhere


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


def _fitting(
    chosen: Iterable[CardSummary],
    spare: Iterable[CardSummary],
    read_card: Callable[[int], Card],
    wrong: int,
) -> list[Card]:
    """The chosen cards; those that cannot be asked are replaced by spare ones.

    One with too few options is replaced by one of its template. If the template has none, because
    its vocabulary has no more values, it stays. One that repeats a fact or a wording is replaced by
    one on its subject, or else on any.
    """
    waiting = list(spare)
    paper = _Cards()
    for each in chosen:
        card = read_card(each.number)
        if len(card.distractors) < wrong:
            alike = [other for other in waiting if other.template == each.template]
            card = _better(alike, paper, read_card, wrong) or card
        if not paper.allows(card):
            near = sorted(waiting, key=lambda other: other.tests != each.tests)
            card = _better(near, paper, read_card, 0) or card
        if paper.allows(card):
            paper.add(card)
    return paper.cards


@dataclass
class _Cards:
    """The cards of a paper, no two on one fact or in one wording."""

    cards: list[Card] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)

    def allows(self, card: Card) -> bool:
        """Whether the paper has neither its fact nor one of its wordings yet."""
        return card.fact.id not in self.facts and self.stems.isdisjoint(card.stems)

    def add(self, card: Card) -> None:
        """Add a card."""
        self.cards.append(card)
        self.facts.add(card.fact.id)
        self.stems.update(card.stems)


def _better(
    spare: Iterable[CardSummary], paper: _Cards, read_card: Callable[[int], Card], wrong: int
) -> Card | None:
    """The first spare card with enough wrong options that the paper allows."""
    cards = (read_card(each.number) for each in spare if each.about not in paper.facts)
    return next((c for c in cards if len(c.distractors) >= wrong and paper.allows(c)), None)
