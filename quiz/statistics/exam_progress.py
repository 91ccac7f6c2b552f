"""The page of `primemover stats` as values: the progress towards an exam, and what to do.

A piece of advice is never based on one answer: each needs several answers, or counts facts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from cards.model.concepts import concept_name
from quiz.log.mix_ups import MixUp
from quiz.memory.state import DueReviews
from quiz.session.answer import GUESS, SURE
from quiz.statistics.dimensions import ROLE
from quiz.statistics.figures import FEW, StudyDays, Tally, Weakness, total
from quiz.statistics.knowledge import ExpectedScore, StateCounts, SubjectKnowledge

DUE_DAYS = 7
"""Days of the forecast of due work."""

WINDOW = 28
"""Days whose answers count, unless `--since` says otherwise."""

CONFIDENCES: Mapping[int, str] = {GUESS: "a guess", 2: "think so", SURE: "sure"}
"""Each confidence in words."""

_FIRM_SHARE = 0.85
"""The share of sure answers that should be right at least."""

_FEWEST_SURE = 10
"""Sure answers before a share of them is judged."""

_SUBJECTS = 2
"""Subjects that are advised at once."""


class CoveredExam(NamedTuple):
    """The part of an exam that is asked here.

    Attributes:
        id: The id of its profile.
        name: Its name.
        is_chosen: Whether the learner chose it; otherwise it is the general candidate's.
        questions: How many of its questions are asked here.
        options: The options of each question.
        option: The option that chooses it for other commands; empty if the settings choose it.
        seconds: Its time for each question; None if it has no limit.
        days: Days until it; None without a date, negative after it.
    """

    id: str
    name: str
    is_chosen: bool = False
    questions: int = 50
    options: int = 4
    option: str = ""
    seconds: float | None = None
    days: int | None = None

    @property
    def command(self) -> str:
        """The command that asks it."""
        return f"primemover exam {self.id}" if self.is_chosen else "primemover exam --list"


class ExamProgress(NamedTuple):
    """Everything on the page.

    Attributes:
        exam: The exam.
        subjects: Its subjects, the one with most to gain first.
        score: The expected score; None after too few answers, or for topics.
        due: The facts that fall due on each of the next days.
        retention: The reviews of facts that were due; None for topics.
        confidence: The answers with each confidence.
        seconds: The median time of an answer.
        days: The answers of each study day.
        spent: The seconds of study on each study day.
        study_days: How many days had answers.
        mix_ups: The live mix-ups, the heaviest first.
        weakest: The weakest cells of muscle and role.
        since: The first day that answers count from.
        today: The study day.
        minutes: The study time of a day.
        topics: The topics that the page is about, as they were typed.
    """

    exam: CoveredExam
    subjects: tuple[SubjectKnowledge, ...]
    score: ExpectedScore | None
    due: tuple[int, ...]
    retention: DueReviews | None
    confidence: Mapping[int, Tally]
    seconds: float
    days: Mapping[date, Tally]
    spent: Mapping[date, float]
    study_days: StudyDays
    mix_ups: tuple[MixUp, ...]
    weakest: tuple[Weakness, ...]
    since: date
    today: date
    minutes: int = 20
    topics: tuple[str, ...] = ()

    def study(self, *words: str) -> str:
        """The command that studies the topics of the page, or a part of them."""
        return " ".join(filter(None, ("primemover study", *words, *self.topics, self.exam.option)))

    @property
    def tiers(self) -> Mapping[int, StateCounts]:
        """The facts of each tier, in all subjects."""
        found: dict[int, StateCounts] = {}
        for subject in self.subjects:
            for tier, counts in subject.tiers.items():
                found[tier] = found.get(tier, StateCounts()).plus(counts)
        return dict(sorted(found.items()))

    @property
    def answers(self) -> Tally:
        """All answers that count."""
        return total(self.days.values())

    @property
    def question_seconds(self) -> float:
        """The mean time of a question, with reading its explanation; 0 without answers."""
        asked = self.answers.asked
        return sum(self.spent.values()) / asked if asked else 0.0


class Advice(NamedTuple):
    """What to do next, why, and the command that does it."""

    reason: str
    command: str


def advice(page: ExamProgress) -> Iterator[Advice]:
    """What to do next, the most useful first."""
    if page.due[0]:
        minutes = max(1, round(page.due[0] * page.question_seconds / 60))
        are = "fact is" if page.due[0] == 1 else "facts are"
        yield Advice(f"{page.due[0]} {are} due, about {minutes} min", page.study())
    for subject in page.subjects[:_SUBJECTS]:
        core = subject.core
        yield Advice(
            f"{subject.subject}: {core.firm} of {core.facts} core facts firm;"
            f" {subject.share:.0%} of the questions",
            page.study(subject.subject),
        )
    if page.mix_ups:
        worst = page.mix_ups[0]
        wrong, right = concept_name(worst.taken_for), concept_name(worst.asked_for)
        yield Advice(
            f"mix-up: {wrong} for {right}, {worst.count} of {worst.asked}",
            page.study("--mix-ups"),
        )
    yield from _on_weak_cells(page.weakest)
    sure = page.confidence.get(SURE, Tally())
    if sure.asked >= _FEWEST_SURE and sure.share < _FIRM_SHARE:
        yield Advice(
            f"sure, but right in only {sure.share:.0%} of {sure.asked}",
            "primemover quiz --confidence",
        )
    limit = page.exam.seconds
    if limit is not None and page.answers.asked >= FEW and page.seconds > limit:
        yield Advice(
            f"{page.seconds:.0f} s for an answer; the exam gives {limit:.0f}", page.exam.command
        )
    if not page.exam.is_chosen:
        yield Advice(
            "no exam is chosen: its weights decide what counts", "primemover settings set exam nasm"
        )
    elif page.exam.days is None:
        yield Advice(
            "no date is set: it decides what gains most", "primemover settings set date 28"
        )


def _on_weak_cells(weakest: Iterable[Weakness]) -> Iterator[Advice]:
    by_muscle: dict[str, list[str]] = {}
    for weak in weakest:
        if weak.tally.interval.high >= _FIRM_SHARE:
            continue  # it may be firm
        points = f"{weak.tally.points:.1f}".removesuffix(".0")
        role = f"{weak.column}: {points} of {weak.tally.asked} right"
        by_muscle.setdefault(weak.row, []).append(role)
    for muscle, roles in by_muscle.items():  # one quiz asks for all roles of a muscle
        reason = f"{muscle.replace('-', ' ')}, {', '.join(roles)}"
        yield Advice(reason, f"primemover quiz {muscle} {ROLE.subject}")
