"""Draws the questions of an exam, and those of them that do not count."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise, repeat
from random import Random
from typing import TYPE_CHECKING, NamedTuple

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
from quiz.session.session import ExamSection, ExamSheet, Item, Limits, Session
from quiz.session.sets import reworded

if TYPE_CHECKING:
    from quiz.schedule.scheduler import Choose

ASKED = frozenset(kind for kind, each in QUESTION_KINDS.items() if each.in_exam)
"""Kinds of card that an exam asks."""

_SPARE = 2
"""Spare cards to try per question, in case one repeats a fact or a wording."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The questions of an exam.

    Attributes:
        exam_format: The format, shortened to the questions there are.
        unscored: Positions of the questions that do not count, from 0; only for the report.
        requested: How many questions were requested.
        counts: How many there are in each part of the format; empty if it has one part.
    """

    exam_format: ExamFormat
    questions: tuple[Question, ...]
    unscored: frozenset[int]
    requested: int
    counts: tuple[int, ...] = ()

    @property
    def short(self) -> int:
        """How many requested questions are missing."""
        return self.requested - len(self.questions)


class PaperPart(NamedTuple):
    """The draw for a part of an exam.

    Attributes:
        items: How many questions to draw; fewer are drawn if fewer exist.
        summaries: The cards that may be asked.
        choose: The scheduler, which knows the shares of the subjects in this part.
    """

    items: int
    summaries: Sequence[CardSummary]
    choose: "Choose"


def draw_paper(
    parts: Iterable[PaperPart],
    read_card: Callable[[int], Card],
    exam_format: ExamFormat,
    random: Random,
    sets: Iterable[CardSet] = (),
) -> Paper:
    """Draw a paper; equal cards and an equal seed give the same.

    Only questions with one best answer and all options of the format are asked, and no fact and no
    wording twice.

    Args:
        parts: The parts of the exam, in order.
        read_card: Reads the card of a number.
        exam_format: The format.
        random: The source of randomness, apart from that of the schedulers.
        sets: The sets of cards.
    """
    options = exam_format.options or MOST_OPTIONS
    paper = _Cards()
    counts, requested = list[int](), 0
    for part in parts:
        pool = [each for each in part.summaries if _is_asked(each, options)]
        before = len(paper.cards)
        _add(paper, part._replace(summaries=pool), read_card)
        counts.append(len(paper.cards) - before)
        requested += part.items
    questions = reworded(draw(paper.cards, random, options), sets)
    shortened = exam_format.shortened(counts) if questions else exam_format
    return Paper(
        exam_format=shortened,
        questions=questions,
        unscored=_unscored(counts, shortened.unscored, random) if questions else frozenset(),
        requested=requested,
        counts=tuple(counts) if len(counts) > 1 else (),
    )


def _unscored(counts: Iterable[int], total: int, random: Random) -> frozenset[int]:
    """Positions of the questions that do not count, in proportion to those of each part."""
    ends = [0, *accumulate(counts)]
    found: set[int] = set()
    for first, end in pairwise(ends):
        number = round(total * end / ends[-1]) - round(total * first / ends[-1])
        found.update(random.sample(range(first, end), number))
    return frozenset(found)


def sections_of(paper: Paper, limit: float | None) -> tuple[ExamSection, ...]:
    """The sections of an exam, each with its part of the time; empty if it has not several.

    Args:
        paper: The paper.
        limit: Seconds for the whole exam; None for no limit.
    """
    parts = [(p, n) for p, n in zip(paper.exam_format.parts, paper.counts, strict=False) if n]
    if len(parts) < 2:  # noqa: PLR2004 - one section is the whole exam
        return ()
    usual = [part.minutes and part.minutes * count / part.items for part, count in parts]
    whole = sum(minutes or 0 for minutes in usual)
    return tuple(
        ExamSection(part.name, count, limit and minutes and round(limit * minutes / whole, 3))
        for (part, count), minutes in zip(parts, usual, strict=True)
    )


def _is_asked(card: CardSummary, options: int) -> bool:
    """Whether an exam asks a card: no opinion, one best answer, and as many options as it has."""
    return card.kind in ASKED and not card.opinion and card.wrong >= options - 1


def exam_of(paper: Paper, limit: float | None, *, seed: int, version: str) -> Session:
    """The exam that asks a paper.

    Args:
        paper: The paper.
        limit: Seconds for the whole exam; None for no limit.
        seed: The seed of the paper.
        version: The version of the facts.
    """
    sections = sections_of(paper, limit)
    numbers = [number for number, each in enumerate(sections) for _ in range(each.items)]
    return Session(
        items=tuple(
            Item(question=question, scored=position not in paper.unscored, section=number)
            for position, (question, number) in enumerate(
                zip(paper.questions, numbers or repeat(0), strict=False)
            )
        ),
        feedback=Feedback.AT_END,
        navigation=Navigation.FREE,
        limits=Limits(whole=limit),
        sheet=ExamSheet(paper.exam_format, seed, version),
        sections=sections,
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
        sections=sections_of(paper, limit),
    )


def _add(paper: "_Cards", part: PaperPart, read_card: Callable[[int], Card]) -> None:
    """Add the cards of a part to a paper.

    One that repeats a fact or a wording is replaced by one on its subject, or else on any.
    """
    new = [each for each in part.summaries if each.about not in paper.facts]
    chosen = part.choose(new, part.items)
    taken = {each.number for each in chosen}
    spare = [
        each for each in part.choose(new, part.items * (1 + _SPARE)) if each.number not in taken
    ]
    for each in chosen:
        near = sorted(spare, key=lambda other: other.tests != each.tests)
        cards = (read_card(other.number) for other in (each, *near))
        card = next(filter(paper.allows, cards), None)
        if card is not None:
            paper.add(card)


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
