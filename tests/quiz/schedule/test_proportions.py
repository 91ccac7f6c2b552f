"""The subjects of quizzes and exams are in the proportions of the exam profile."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from random import Random

from cards.exams.profile import ExamProfile
from cards.exams.scope import ExamScope
from cards.model.summary import CardSummary
from decks.deck import CardFilter
from quiz.exam.paper import ASKED, PaperPart, draw_paper
from quiz.schedule.sampling import sample
from quiz.schedule.scheduler import Mix
from quiz.session.kinds import RARE_KINDS
from quiz.session.question import MOST_OPTIONS
from tests.support.exams import PROFILES, scope
from tests.support.library import cached_library

LIBRARY = cached_library()
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUESTIONS, TOLERANCE = 20, 2


def pool(exam: ExamScope) -> list[CardSummary]:
    return CardFilter(exam=exam).select(LIBRARY.summaries, lambda: LIBRARY.fact_summaries)


def expected(exam: ExamScope, cards: Iterable[CardSummary], count: int) -> dict[str, float]:
    """The questions of each subject: its share, or all its facts if these are fewer.

    The others share what such a subject leaves.
    """
    facts = Counter(card.tests for card in {card.about: card for card in cards}.values())
    found: dict[str, float] = {}
    waiting = {subject: share for subject, share in exam.shares.items() if share}
    while waiting:
        remaining, whole = count - sum(found.values()), sum(waiting.values())
        exact = {subject: remaining * share / whole for subject, share in waiting.items()}
        short = {subject for subject, number in exact.items() if facts[subject] < number}
        found |= {s: facts[s] if s in short else exact[s] for s in (short or waiting)}
        waiting = {s: share for s, share in waiting.items() if s not in found}
    return found


def off(asked: Counter[str], exact: Mapping[str, float]) -> dict[str, float]:
    """The subjects that are too far from their number of questions."""
    by = {subject: asked[subject] - exact.get(subject, 0) for subject in {*asked, *exact}}
    return {subject: number for subject, number in by.items() if abs(number) > TOLERANCE}


def test_a_quiz_of_twenty_has_the_weights_of_its_exam_within_two_questions() -> None:
    for profile in PROFILES:
        exam = scope(profile.id)
        cards = pool(exam)
        exact = expected(exam, cards, QUESTIONS)
        mix = Mix(exam.shares, RARE_KINDS, LIBRARY.sets)
        for seed in range(3):
            drawn = sample(cards, QUESTIONS, mix=mix, history=dict, now=NOW, random=Random(seed))

            assert not off(Counter(card.tests for card in drawn), exact), (profile.id, seed)


def exam_parts(profile: ExamProfile, chance: Random) -> tuple[list[PaperPart], dict[str, float]]:
    """The parts of an exam of twenty, and the questions that each subject should get."""
    assert profile.exam_format is not None
    options = profile.exam_format.options or MOST_OPTIONS
    sections = profile.sections or (profile,)
    parts, exact = [], dict[str, float]()
    for section, count in zip(sections, profile.exam_format.counts(QUESTIONS), strict=True):
        exam = scope(section.id)
        cards = pool(exam)
        choose = partial(
            sample,
            mix=Mix(exam.shares, (), LIBRARY.sets),
            history=dict,
            now=NOW,
            random=chance,
        )
        parts.append(PaperPart(count, cards, choose))
        askable = [c for c in cards if c.kind in ASKED and c.wrong >= options - 1]
        for subject, number in expected(exam, askable, count).items():
            exact[subject] = exact.get(subject, 0) + number
    return parts, exact


def test_an_exam_of_twenty_has_the_weights_of_its_profile_within_two_questions() -> None:
    for profile in PROFILES:
        if profile.exam_format is None:
            continue
        for seed in range(2):
            chance = Random(seed)
            parts, exact = exam_parts(profile, chance)
            paper = draw_paper(parts, LIBRARY.card, profile.exam_format, chance, LIBRARY.sets)
            asked = Counter(question.card.tests.value for question in paper.questions)

            assert paper.short == 0, profile.id
            assert not off(asked, exact), (profile.id, seed)


def test_an_exam_asks_its_body_and_no_other() -> None:
    for profile in PROFILES:
        bodies = {card.body for card in pool(scope(profile.id))} - {None}

        assert bodies <= {profile.stance} or profile.stance is None, profile.id
    assert len({card.body for card in pool(scope("general"))}) > 2
    assert {card.body for card in pool(scope("nasm"))} == {None, "nasm"}
