"""Exam formats: the built-in ones, user-defined ones, and complaints about invalid files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.exam_format import (
    ExamFormat,
    UnknownExamFormat,
    find_exam_format,
    normalized,
)
from cards.exams.read import read_exam_formats
from cards.problems import DataError
from quiz.home.paths import presets_file
from quiz.screens.exam_format import format_lines, list_lines
from quiz.terminal.layout import TextLayout, columns

Golden = Callable[[str, str], None]

BUILTIN = read_exam_formats()
IDS = {
    *("nsca-cscs-sf", "nsca-cscs-pa", "nsca-cpt", "acsm-cpt", "acsm-ep", "nasm-cpt", "ace-cpt"),
    *("nccpt", "issa"),
}
WIDTHS = (20, 40, 80, 200)

each_builtin = pytest.mark.parametrize(
    "exam_format", BUILTIN, ids=lambda exam_format: exam_format.id
)

USER_FORMATS = """\
presets:
  school-final:
    name: Our school's final
    aliases: [final]
    scored: 30
    minutes: 45
    options: 5
    passing: {kind: percentage, mark: 60}
    sources:
      - {who: the school, what: its rules, date: 2026}
"""


def layout(width: int, *, unicode: bool = True) -> TextLayout:
    return TextLayout(measure=lambda: width, unicode=unicode)


def write(folder: Path, text: str) -> Path:
    file = folder / "presets.yaml"
    file.write_text(text, encoding="utf-8")
    return file


# -- built-in ----------------------------------------------------------------------------------


def test_all_expected_exams_are_included() -> None:
    assert {exam_format.id for exam_format in BUILTIN} == IDS


@pytest.mark.parametrize(
    ("id_", "items", "minutes", "options"),
    [
        ("nsca-cscs-sf", 95, 90, 3),
        ("nsca-cscs-pa", 125, 150, 3),
        ("nsca-cpt", 155, 180, 3),
        ("acsm-cpt", 135, 150, 4),
        ("acsm-ep", 140, 210, None),
        ("nasm-cpt", 120, 120, 4),
        ("ace-cpt", 150, 180, 4),
        ("nccpt", 140, 120, 4),
        ("issa", 200, None, None),
    ],
)
def test_the_formats_match_the_sources(
    id_: str, items: int, minutes: int | None, options: int | None
) -> None:
    exam_format = find_exam_format(BUILTIN, id_)

    assert (exam_format.items, exam_format.minutes, exam_format.options) == (
        items,
        minutes,
        options,
    )


@each_builtin
def test_known_domains_add_up(exam_format: ExamFormat) -> None:
    if len(exam_format.domains) > 1:
        assert sum(domain.percent or 0 for domain in exam_format.domains) == 100
    published = [domain.items for domain in exam_format.domains if domain.items is not None]
    if published:
        assert len(published) == len(exam_format.domains)
        assert sum(published) == exam_format.scored


@each_builtin
def test_published_items_match_their_percentages(exam_format: ExamFormat) -> None:
    for domain in exam_format.domains:
        if domain.items is not None and domain.percent is not None:
            assert abs(domain.items / exam_format.scored * 100 - domain.percent) < 1


@each_builtin
def test_every_format_has_dated_sources(exam_format: ExamFormat) -> None:
    assert exam_format.sources
    for source in exam_format.sources:
        assert source.date or source.checked


@each_builtin
def test_unconfirmed_values_are_listed(exam_format: ExamFormat) -> None:
    unconfirmed = " ".join(each.value for each in exam_format.unconfirmed)

    assert "options" in unconfirmed  # no certifying body publishes the number
    if exam_format.passing is None or exam_format.passing.mark is None:
        assert "passing mark" in unconfirmed
    if not exam_format.domains or any(domain.percent is None for domain in exam_format.domains):
        assert "domains" in unconfirmed


@each_builtin
def test_scaled_marks_are_within_their_scale(exam_format: ExamFormat) -> None:
    passing = exam_format.passing

    assert passing is not None
    if passing.scale is not None and passing.mark is not None:
        assert passing.scale[0] < passing.mark < passing.scale[1]


def test_names_are_unique() -> None:
    owner = {
        normalized(name): exam_format.id for exam_format in BUILTIN for name in exam_format.names
    }

    for exam_format in BUILTIN:
        assert {owner[normalized(name)] for name in exam_format.names} == {exam_format.id}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nasm-cpt", "nasm-cpt"),
        ("NASM CPT", "nasm-cpt"),
        ("nasm", "nasm-cpt"),
        ("cscs-sf", "nsca-cscs-sf"),
        ("NSCA CSCS, Scientific Foundations", "nsca-cscs-sf"),
        ("Practical/Applied", "nsca-cscs-pa"),
    ],
)
def test_a_format_is_found_by_id_name_and_alias_in_any_spelling(typed: str, meant: str) -> None:
    assert find_exam_format(BUILTIN, typed).id == meant


def test_an_unknown_format_is_reported_with_a_suggestion_and_all_ids() -> None:
    with pytest.raises(UnknownExamFormat) as caught:
        find_exam_format(BUILTIN, "nams-cpt")

    assert "Did you mean 'nasm-cpt'?" in str(caught.value)
    assert all(id_ in str(caught.value) for id_ in IDS)


# -- shortened exams ---------------------------------------------------------------------------


@each_builtin
def test_shortening_to_all_items_changes_nothing(exam_format: ExamFormat) -> None:
    assert exam_format.shortened(exam_format.items) is exam_format


@given(st.sampled_from(BUILTIN), st.integers(min_value=1, max_value=400))
def test_a_shortened_exam_keeps_pace_and_proportions(exam_format: ExamFormat, items: int) -> None:
    short = exam_format.shortened(items)

    assert short.items == items
    assert (
        abs(short.unscored / items - exam_format.unscored / exam_format.items) <= 0.5 / items + 1e-9
    )
    assert short.pace == (None if exam_format.pace is None else pytest.approx(exam_format.pace))
    assert short.shortened_from == (None if items == exam_format.items else exam_format.items)


def test_shortening_twice_records_the_full_exam() -> None:
    assert find_exam_format(BUILTIN, "nasm").shortened(60).shortened(12).shortened_from == 120


# -- user-defined ------------------------------------------------------------------------------


def test_user_formats_follow_the_builtin_ones(tmp_path: Path) -> None:
    exam_formats = read_exam_formats(write(tmp_path, USER_FORMATS))

    assert exam_formats[:-1] == BUILTIN
    assert exam_formats[-1].own
    assert find_exam_format(exam_formats, "final").pace == 90


def test_without_a_user_file_there_are_the_builtin_formats(tmp_path: Path) -> None:
    assert read_exam_formats(tmp_path / "presets.yaml") == BUILTIN


def test_the_user_file_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", "somewhere")

    assert presets_file() == Path("somewhere", "presets.yaml")


BROKEN = [
    ("minuts: 45", "minutes: 45", "Did you mean 'minutes'?"),
    ("scored: many", "scored: 30", "'many' is not a whole number; write one from 1 to 1000."),
    ("scored: ３", "scored: 30", "is not a whole number"),
    ("scored: 0", "scored: 30", "0 is out of range; write a number from 1 to 1000."),
    ("scored: 99999999999", "scored: 30", "is not a whole number"),
    ("minutes: none", "minutes: 45", "from 1 to 1440, or 'untimed'."),
    ("options: 1", "options: 5", "from 2 to 6, or 'unknown'."),
    ("{kind: percent, mark: 60}", "{kind: percentage, mark: 60}", "Did you mean 'percentage'?"),
    ("{kind: percentage, mark: 160}", "{kind: percentage, mark: 60}", "is outside the scale"),
    ("{kind: scaled, mark: 9, scale: 1-8}", "{kind: percentage, mark: 60}", "outside the scale"),
    ("{kind: scaled, scale: 8-1}", "{kind: percentage, mark: 60}", "Invalid scale '8-1'"),
    (
        "{kind: percentage, scale: 0-9}",
        "{kind: percentage, mark: 60}",
        "only allowed with 'kind: scaled'",
    ),
    (
        "{who: the school, what: its rules}",
        "{who: the school, what: its rules, date: 2026}",
        "when",
    ),
    (
        "{who: us, date: 2026}",
        "{who: the school, what: its rules, date: 2026}",
        "Missing required key 'what'",
    ),
    (
        "[nasm]",
        "[final]",
        "'nasm' is already the name of an exam format (cards/data/exams/presets.yaml:",
    ),
    ("School Final:", "school-final:", "Did you mean 'school-final'?"),
    ("nasm-cpt:", "school-final:", "'nasm-cpt' is already the name of an exam format"),
    ("domains: [{name: A, percent: 101}]", "options: 5", "from 0 to 100"),
    ("domains: [{name: A, percent: 60}, {name: B, percent: 50}]", "options: 5", "add up to 110%"),
    ("domains: [{name: A, items: 31}]", "options: 5", "31 items, but only 30 are scored"),
    ("unconfirmed: [{value: options}]", "options: 5", "Missing required key 'known'."),
]


@pytest.mark.parametrize(("wrong", "right", "said"), BROKEN, ids=[wrong for wrong, _, _ in BROKEN])
def test_an_invalid_format_is_reported_at_its_place(
    wrong: str, right: str, said: str, tmp_path: Path
) -> None:
    assert right in USER_FORMATS
    file = write(tmp_path, USER_FORMATS.replace(right, wrong))

    with pytest.raises(DataError) as caught:
        read_exam_formats(file)

    assert said in str(caught.value)
    for problem in caught.value.problems:
        assert problem.place.file == str(file)
        assert 1 <= problem.place.column <= len(problem.place.text)


def test_all_problems_of_a_file_are_reported_in_one_run(tmp_path: Path) -> None:
    text = USER_FORMATS.replace("scored: 30", "scored: x").replace("options: 5", "options: y")
    text += (
        USER_FORMATS.replace("presets:\n", "")
        .replace("school-final", "other")
        .replace("[final]", "7")
    )

    with pytest.raises(DataError) as caught:
        read_exam_formats(write(tmp_path, text))

    assert [problem.place.line for problem in caught.value.problems] == [5, 7, 13]


def test_a_misspelt_key_is_not_also_reported_as_missing(
    tmp_path: Path,
) -> None:
    file = write(tmp_path, USER_FORMATS.replace("date: 2026", "dat: 2026"))

    with pytest.raises(DataError) as caught:
        read_exam_formats(file)

    assert len(caught.value.problems) == 1


# -- display -----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80])
def test_the_screen_before_an_exam_reads_well(width: int, golden: Golden) -> None:
    exam_format = find_exam_format(BUILTIN, "acsm-cpt")
    lines = [line for line, _ in format_lines(exam_format, layout(width))]

    golden(f"exam-preset-{width}.txt", "\n".join([*lines, ""]))


def test_the_list_of_formats_reads_well(golden: Golden) -> None:
    golden("exam-list.txt", "\n".join([*(line for line, _ in list_lines(BUILTIN, layout(80))), ""]))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("plainly", [False, True])
def test_descriptions_fit_every_screen(width: int, *, plainly: bool) -> None:
    screen = layout(width, unicode=False)
    lines = [
        line
        for exam_format in BUILTIN
        for line, _ in format_lines(exam_format, screen, plain=plainly)
    ]
    lines += [line for line, _ in list_lines(BUILTIN, screen, plain=plainly)]

    assert max(map(columns, lines)) <= min(width, 100)
    assert all(line.isascii() for line in lines)
    assert not plainly or not any(line.startswith(" ") for line in lines if width > 40)


@each_builtin
def test_all_values_of_a_format_are_shown(exam_format: ExamFormat) -> None:
    shown = " ".join(
        " ".join(line for line, _ in format_lines(exam_format, layout(100), plain=True)).split()
    )

    for domain in exam_format.domains:
        assert domain.name in shown
    for source in exam_format.sources:
        assert source.who in shown
        assert (source.date or "") in shown
        assert (source.checked or "") in shown
    for unconfirmed in exam_format.unconfirmed:
        assert unconfirmed.known in shown
    assert "functional anatomy" in shown
    assert "untimed" in shown or f"{exam_format.minutes:g} min" in shown
