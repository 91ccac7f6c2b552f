"""The facts that an exam can ask about, compared with the share of each subject."""

from dataclasses import replace

import pytest

from cards.model.vocabulary import Subject
from cards.report.supply import Supply, is_asked, supplies
from tests.support.exams import PROFILES, profile
from tests.support.library import builtin_cards

WEIGHTED = [each for each in PROFILES if each.weights is not None]


@pytest.mark.parametrize(("share", "needed"), [(0.5, 8), (5, 8), (6, 9), (20, 30), (20.1, 31)])
def test_a_share_needs_three_facts_for_two_percent_and_never_under_eight(
    share: float, needed: int
) -> None:
    assert Supply(subject=Subject.LOAD, share=share, facts=0).needed == needed


def test_the_shares_of_an_exam_add_up_and_its_subjects_have_facts() -> None:
    for each in WEIGHTED:
        found = list(supplies(each, builtin_cards()))

        assert sum(supply.share for supply in found) == pytest.approx(100), each.id
        assert all(supply.facts for supply in found), each.id


def test_an_exam_only_asks_what_its_body_teaches() -> None:
    taught = next(card for card in builtin_cards() if card.body is not None)

    assert is_asked(taught, replace(profile("general"), stance=taught.body))
    assert is_asked(taught, profile("general"))
    assert not is_asked(taught, profile("issa"))


def test_cards_that_are_asked_on_request_are_not_counted() -> None:
    optional = [replace(card, optional=True) for card in builtin_cards()]

    assert all(supply.facts == 0 for supply in supplies(profile("general"), optional))
