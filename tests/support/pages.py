"""Pages of the built-in facts."""

from functools import cache

from cards.cache.exams import load_exams
from cards.exams.scope import GENERAL
from cards.model.vocabulary import Subject
from cards.pages.build import PageRequest, page_of
from cards.pages.page import Page
from cards.pages.scope import PageScope
from cards.tiers.facts import FactTier, tiers_of_facts
from cards.tiers.nouns import builtin_noun_tiers
from tests.support.library import cached_library


@cache
def _tiers(exam: str) -> dict[str, FactTier]:
    found = cached_library()
    scope = load_exams(None, None).scope(exam)
    return tiers_of_facts(
        found.library.base,
        found.summaries,
        builtin_noun_tiers(),
        shares={Subject(subject): share for subject, share in scope.shares.items()},
        body=scope.stance,
    )


@cache
def scope_of(exam: str = GENERAL) -> PageScope:
    """The scope of pages for an exam."""
    return PageScope(
        base=cached_library().library.base,
        tiers={fact: each.tier for fact, each in _tiers(exam).items()},
        nouns=builtin_noun_tiers(),
        stance=load_exams(None, None).scope(exam).stance,
    )


@cache
def page(words: str, exam: str = GENERAL) -> Page:
    """The page of some words, as a command line has them."""
    topics = cached_library().topics
    return page_of(PageRequest(words.split(), topics), topics, _tiers(exam), scope_of(exam))
