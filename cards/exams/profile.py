"""The profile of an exam: its format, what it asks, in which shares, and how sure that is."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from cards.errors import ExitCode, NothingMatched
from cards.exams.blueprint import Blueprint, Counted, FieldShare, Levels
from cards.exams.exam_format import ExamFormat
from cards.exams.scope import ExamScope
from cards.model.vocabulary import Origin, Subject
from cards.value_class import value_class

DISCLAIMER = "Unofficial; not affiliated with any certifying body; names belong to their owners."
"""Shown wherever the names of exams are listed."""


@value_class(frozen=True, kw_only=True)
class ExamProfile:
    """The contents and the format of an exam.

    Attributes:
        name: The short name, such as NASM-CPT.
        title: The full name.
        aliases: Other names.
        body: Id of the certifying body that sets it; None if none does.
        edition: The edition or the outline that the figures are for.
        american: Whether it is in American spelling.
        stance: Id of the only body whose teaching it asks; None for that of all bodies.
        exam_format: How it runs; None if there is no such exam.
        field: The share that is in the field of this program; None if it is not known.
        weights: The share of each subject; None if it is not known.
        counted: The practice questions that were read for it; None if there are none.
        levels: The cognitive levels of its questions; None if they are not known.
        never: The contents that it never asks.
        sections: The sections, each with a profile, if it has several.
        origin: Whether it is user-defined.
    """

    id: str
    name: str
    title: str
    aliases: tuple[str, ...] = ()
    body: str | None = None
    edition: str | None = None
    american: bool = False
    stance: str | None = None
    exam_format: ExamFormat | None = None
    field: FieldShare | None = None
    weights: Blueprint | None = None
    counted: Counted | None = None
    levels: Levels | None = None
    never: tuple[str, ...] = ()
    sections: tuple["ExamProfile", ...] = ()
    origin: Origin = Origin.BUILTIN

    @property
    def names(self) -> tuple[str, ...]:
        """The id, both names and the aliases."""
        return tuple(dict.fromkeys((self.id, self.name, self.title, *self.aliases)))

    @property
    def shares(self) -> Mapping[Subject, float]:
        """Percent of the questions on each subject; empty if it is not known."""
        return MappingProxyType({}) if self.weights is None else self.weights.shares


class UnknownExam(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """No exam profile has this name."""


def with_sections(profiles: Iterable[ExamProfile]) -> tuple[ExamProfile, ...]:
    """The profiles, each followed by its sections."""
    return tuple(each for profile in profiles for each in (profile, *profile.sections))


def find_profile(profiles: Iterable[ExamProfile], name: str) -> ExamProfile:
    """The profile or section with that id, name or alias.

    Raises:
        UnknownExam: There is none; the message suggests a similar name and lists all ids.
    """
    known = with_sections(profiles)
    by_name = names_of(known)
    profile_id = by_name.get(normalized(name))
    if profile_id is None:
        raise unknown_exam(name, by_name)
    return next(profile for profile in known if profile.id == profile_id)


def names_of(profiles: Iterable[ExamProfile]) -> dict[str, str]:
    """The id of a profile by each of its names, normalized."""
    return {normalized(name): profile.id for profile in profiles for name in profile.names}


def unknown_exam(name: str, by_name: Mapping[str, str]) -> UnknownExam:
    """The error for a name that no profile has."""
    from cards.english import nearest

    near = nearest(normalized(name), by_name)
    meant = f" Did you mean '{by_name[near]}'?" if near else ""
    ids = ", ".join(dict.fromkeys(by_name.values()))
    return UnknownExam(f"Unknown exam '{name}'.{meant} Known: {ids}.")


def normalized(name: str) -> str:
    """A name normalized for comparison: without case and punctuation."""
    letters = "".join(char if char.isalnum() else " " for char in name.casefold())
    return " ".join(letters.split())


def scope_of(profile: ExamProfile, fallback: Mapping[Subject, float]) -> ExamScope:
    """The scope of a profile.

    Args:
        profile: The profile.
        fallback: The shares to use if those of the profile are not known.
    """
    shares = profile.shares or fallback
    return ExamScope(
        id=profile.id,
        name=profile.name,
        stance=profile.stance,
        american=profile.american,
        shares={subject.value: share for subject, share in shares.items()},
        levels={} if profile.levels is None else profile.levels.shares,
    )


def encode_profile(profile: ExamProfile) -> dict[str, Any]:
    """A profile as plain values, for scripts: those of its format, and then its other ones."""
    exam_format = profile.exam_format
    values = {} if exam_format is None else asdict(exam_format)
    return values | {
        "id": profile.id,
        "name": profile.title,
        "short_name": profile.name,
        "aliases": profile.aliases,
        "body": profile.body,
        "edition": profile.edition,
        "american": profile.american,
        "stance": profile.stance,
        "field": None if profile.field is None else asdict(profile.field),
        "shares": {subject.value: share for subject, share in profile.shares.items()},
        "weights_confidence": None if profile.weights is None else profile.weights.confidence,
        "weights_method": None if profile.weights is None else profile.weights.method,
        "counted": None if profile.counted is None else profile.counted._asdict(),
        "levels": None if profile.levels is None else asdict(profile.levels),
        "never": profile.never,
        "sections": [section.id for section in profile.sections],
        "own": profile.origin is Origin.USER,
    }
