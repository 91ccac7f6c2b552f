"""Reads exam profiles from YAML: the built-in ones, then those of the user.

To add a key, read it in `_profile`, and describe it in `quiz.manual.meanings`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cards.exams.blueprint import Blueprint, Certainty, Counted, FieldShare, Levels
from cards.exams.exam_format import ExamFormat, ExamPart
from cards.exams.format_fields import number, percentage, read_exam_format
from cards.exams.profile import ExamProfile, normalized
from cards.exams.sections import combined
from cards.files import files_in
from cards.load.document import Fields, Node, read_document
from cards.load.library import files_under
from cards.model.bodies import BODIES
from cards.model.vocabulary import Origin, Subject
from cards.problems import DataError, OmittedFile, Place, Problems

BUILTIN_PROFILES = Path(__file__).parent.parent / "data" / "exams" / "profiles"
"""The folder of the built-in profiles, one file each."""

_FIRST = ("general", "cscs", "nsca-cpt", "nasm-cpt", "ace-cpt", "acsm-cpt", "acsm-ep")
"""The profiles that are listed first, in this order; the others follow by name."""

_MOST_QUESTIONS = 100_000
_SPELLINGS = {"us": "us", "uk": "uk"}
_ON_SECTIONS = ("title", "aliases", "format", "field", "counted", "weights", "levels", "never")
_ON_PROFILES = (*_ON_SECTIONS, "body", "edition", "spelling", "stance", "sections")

Names = dict[str, Place]
"""The names that are in use, normalized, and where they are defined."""


def builtin_profiles() -> tuple[ExamProfile, ...]:
    """The built-in profiles, the one for all candidates first."""
    profiles, _ = read_profiles()
    return profiles


def read_profiles(
    folder: Path | None = None, *, strict: bool = False
) -> tuple[tuple[ExamProfile, ...], tuple[OmittedFile, ...]]:
    """Read the built-in profiles, then those of the user.

    Args:
        folder: The user's folder, which need not exist.
        strict: Whether a problem in a file of the user is an error.

    Returns:
        The profiles, and the files of the user that were omitted because of their problems.

    Raises:
        DataError: With every problem of the built-in files, and, if strict, of the user's.
    """
    problems = Problems()
    names: Names = {}
    found: list[ExamProfile] = []
    for file in files_under(BUILTIN_PROFILES):
        with problems.gathered():
            name = f"cards/data/exams/profiles/{file.name}"
            found += _read(file, name, names, Origin.BUILTIN)
    problems.raise_any()
    found.sort(key=lambda profile: (*_FIRST, profile.id).index(profile.id))
    omitted = []
    for file in _files_of_user(folder):
        try:
            found += _read(file, str(file), names, Origin.USER)
        except DataError as error:
            problems.add(error)
            first = error.problems[0]
            omitted.append(
                OmittedFile(str(file), len(error.problems), first.place.line, first.message)
            )
    if strict:
        problems.raise_any()
    return tuple(found), tuple(omitted)


def _files_of_user(folder: Path | None) -> list[Path]:
    """The user's files; a folder that is missing or empty has none."""
    if folder is None or not folder.is_dir():
        return []
    return files_in(folder, (".yaml", ".yml"))


def _read(file: Path, name: str, names: Names, origin: Origin) -> list[ExamProfile]:
    """The profiles in a file; their names are registered if none has a problem.

    Raises:
        DataError: With every problem of the file.
    """
    problems = Problems()
    found: list[ExamProfile] = []
    used = dict(names)
    top = read_document(file, name).fields(("exams",))
    for key, node in top["exams"].entries(problems):
        with problems.gathered():
            found.append(_profile(key, node, used, _Given(origin)))
    problems.raise_any()
    names |= used
    return found


class _Given(NamedTuple):
    """The values that a section has in common with its whole exam."""

    origin: Origin
    body: str | None = None
    edition: str | None = None
    american: bool = False
    stance: str | None = None
    counted: Counted | None = None
    never: tuple[str, ...] = ()


def _profile(
    key: Node, node: Node, names: Names, given: _Given, *, is_section: bool = False
) -> ExamProfile:
    f = node.fields(("name",), _ON_SECTIONS if is_section else _ON_PROFILES, go_on=True)
    name = f.need("name", Node.text)
    id_ = key.identifier()
    title = f.text("title") or name
    body = f.read("body", _body) or given.body
    counted = f.read("counted", _counted) or given.counted
    field = f.read("field", _field)
    read_format = partial(read_exam_format, id_=id_, name=title, body=body)
    exam_format = f.read("format", read_format)
    if exam_format is not None:
        exam_format = replace(
            exam_format,
            aliases=f.texts("aliases"),
            own=given.origin is Origin.USER,
            parts=(_part(exam_format, field, name if is_section else ""),),
        )
    profile = ExamProfile(
        id=id_,
        name=name,
        title=title,
        aliases=f.texts("aliases"),
        body=body,
        edition=f.text("edition") or given.edition,
        american=bool(f.read("spelling", _is_american)) if "spelling" in f else given.american,
        stance=f.read("stance", _body) or given.stance or body,
        exam_format=exam_format,
        field=field,
        weights=f.read("weights", _weights),
        counted=counted,
        levels=f.read("levels", _levels),
        never=f.texts("never") or given.never,
        origin=given.origin,
    )
    if "sections" in f:
        profile = _with_sections(profile, f, names)
    _register(key, f, profile, names)
    f.done()
    return profile


def _with_sections(profile: ExamProfile, f: Fields, names: Names) -> ExamProfile:
    """A profile with its sections, and with the figures that follow from them."""
    for key in ("format", "field", "weights", "levels"):
        if key in f:
            f.wrong(f[key].error(f"'{key}' cannot be combined with 'sections'; each has one."))
    given = _Given(
        profile.origin,
        profile.body,
        profile.edition,
        profile.american,
        profile.stance,
        profile.counted,
        profile.never,
    )

    def sections(node: Node) -> tuple[ExamProfile, ...]:
        problems = Problems()
        found = []
        for key, value in node.entries(problems):
            with problems.gathered():
                section = _profile(key, value, names, given, is_section=True)
                found.append(section)
                for needed in ("exam_format", "field", "weights", "levels"):
                    if getattr(section, needed) is None:
                        label = needed.removeprefix("exam_")
                        problems.add(key.error(f"The section needs '{label}'."))
        problems.raise_any()
        return tuple(found)

    found = f.read("sections", sections)
    return combined(profile, found) if found else profile


def _part(exam_format: ExamFormat, field: FieldShare | None, name: str) -> ExamPart:
    """The only part of an exam, or of a section."""
    items = exam_format.items
    return ExamPart(
        name=name,
        items=items,
        minutes=exam_format.minutes,
        in_field=None if field is None else max(1, round(items * field.percent / 100)),
    )


def _register(key: Node, f: Fields, profile: ExamProfile, names: Names) -> None:
    """Ensure that the names of a profile are not in use already."""
    places = {profile.id: key}
    for each in ("name", "title"):
        if each in f:
            places[f[each].text()] = f[each]
    places |= {alias.text(): alias for alias in f.read("aliases", Node.items) or ()}
    for name, node in places.items():
        first = names.get(normalized(name))
        if first is not None:
            f.wrong(node.error(f"'{name}' is already the name of an exam ({first})."))
    # Only after the loop: an alias may be a different spelling of the id.
    for name, node in places.items():
        names.setdefault(normalized(name), node.place)


def _body(node: Node) -> str:
    return node.one_of("certifying body", BODIES.keys())


def _is_american(node: Node) -> bool:
    return node.one_of("spelling", _SPELLINGS) == "us"


def _weights(node: Node) -> Blueprint:
    f = node.fields(("shares", "method", "confidence"), go_on=True)
    weights = Blueprint(
        shares=f.need("shares", _shares),
        method=f.need("method", Node.text),
        confidence=f.need("confidence", _certainty),
    )
    f.done()
    return weights


def _shares(node: Node) -> Mapping[Subject, float]:
    problems = Problems()
    shares: dict[Subject, float] = {}
    for key, value in node.entries(problems):
        with problems.gathered():
            subject = Subject(key.one_of("subject", Subject))
            shares[subject] = percentage(value)
    problems.raise_any()
    if not sum(shares.values()):
        raise node.error("At least one subject needs a share above 0.")
    return shares


def _field(node: Node) -> FieldShare:
    f = node.fields(("percent", "low", "high", "method", "confidence"), go_on=True)
    field = FieldShare(
        percent=f.need("percent", percentage),
        low=f.need("low", percentage),
        high=f.need("high", percentage),
        method=f.need("method", Node.text),
        confidence=f.need("confidence", _certainty),
    )
    f.done()
    if not field.low <= field.percent <= field.high:
        raise node.error("'percent' must be between 'low' and 'high'.")
    return field


def _levels(node: Node) -> Levels:
    f = node.fields(("recall", "application", "analysis", "method", "confidence"), go_on=True)
    levels = Levels(
        recall=f.need("recall", percentage),
        application=f.need("application", percentage),
        analysis=f.need("analysis", percentage),
        method=f.need("method", Node.text),
        confidence=f.need("confidence", _certainty),
    )
    f.done()
    total = levels.recall + levels.application + levels.analysis
    if round(total) != 100:  # noqa: PLR2004 - percent
        raise node.error(f"The three levels add up to {total:g}, not 100.")
    return levels


def _counted(node: Node) -> Counted:
    f = node.fields(("questions", "in-field", "sources"), go_on=True)
    whole: Callable[[Node], int] = number(0, _MOST_QUESTIONS)
    counted = Counted(
        questions=f.need("questions", whole),
        in_field=f.need("in-field", whole),
        sources=f.need("sources", whole),
    )
    f.done()
    return counted


def _certainty(node: Node) -> Certainty:
    return Certainty(node.one_of("confidence", Certainty))
