"""The core of an exam: its facts of tier 1 by subject, and those that a card applies."""

import pytest

from cards.exams.profile import find_profile
from cards.model.level import level_of
from cards.model.summary import summary
from cards.model.vocabulary import Level
from cards.report.tiers import core_of
from quiz.home.exams import exams
from tests.support.library import builtin_cards, builtin_library, cached_library

BASE = builtin_library().base


@pytest.mark.parametrize("name", ["cscs", "nasm"])
def test_the_core_of_an_exam_is_on_its_subjects_and_partly_applied(name: str) -> None:
    profile = find_profile(exams(silent=True).profiles, name)

    core = core_of(profile, BASE, builtin_cards(), cached_library().summaries)

    assert core.facts == 600
    assert {subject for subject, count in core.by_subject.items() if count} <= {
        subject for subject, share in profile.shares.items() if share
    }
    for subject, count in core.applied_by_subject.items():
        assert 0 <= count <= core.by_subject[subject]
    assert 250 <= core.applied <= core.facts


def test_nothing_is_applied_without_cards_of_application() -> None:
    profile = find_profile(exams(silent=True).profiles, "nasm")
    recall = [card for card in builtin_cards() if level_of(card) is Level.RECALL]

    assert core_of(profile, BASE, recall, tuple(map(summary, recall))).applied == 0
