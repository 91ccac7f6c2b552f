"""The built-in exam profiles."""

from functools import cache

from cards.exams.exam_format import ExamFormat
from cards.exams.profile import ExamProfile, find_profile, scope_of, with_sections
from cards.exams.read import builtin_profiles
from cards.exams.scope import GENERAL, ExamScope

PROFILES = with_sections(builtin_profiles())
"""All profiles, each followed by its sections."""

FORMATS = tuple(each.exam_format for each in PROFILES if each.exam_format is not None)
"""The formats of all profiles that have one."""


def profile(name: str) -> ExamProfile:
    """The profile with that id, name or alias."""
    return find_profile(PROFILES, name)


def exam_format(name: str) -> ExamFormat:
    """The format of a profile."""
    found = profile(name).exam_format
    assert found is not None
    return found


@cache
def scope(name: str = GENERAL) -> ExamScope:
    """The scope of a profile."""
    return scope_of(profile(name), profile(GENERAL).shares)


SHARES = scope().shares
"""The share of each subject for the general candidate."""
