"""The page of attributions lists each work under a licence that asks for its name."""

from collections.abc import Callable
from dataclasses import replace

from cards.report.licences import attribution_page, attributions
from tests.support.library import builtin_library

SOURCES = tuple(builtin_library().base.sources.values())


def test_the_page_in_the_folder_of_the_data_lists_every_attribution(
    golden: Callable[[str, str], None],
) -> None:
    golden("../../cards/data/ATTRIBUTION.md", attribution_page(SOURCES))


def test_the_textbook_with_most_of_the_anatomy_comes_first() -> None:
    assert attributions(SOURCES)[0] == ("OpenStax Anatomy & Physiology 2e", "CC BY 4.0")


def test_a_source_with_all_rights_reserved_is_not_listed() -> None:
    closed = replace(SOURCES[-1], licence="all rights reserved; facts only")

    assert attributions([closed]) == ()
