"""The formats of exams: what ours hold, what a user may add, and what is said of a broken file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.preset import (
    ExamFormat,
    UnknownExamFormat,
    find_exam_format,
    plain,
    preset_of,
    spelt,
)
from cards.exams.read import read_exam_formats
from cards.problems import DataError
from quiz.home.paths import presets_file
from quiz.screens.preset import list_lines, preset_lines
from quiz.terminal.layout import TextLayout, columns

Golden = Callable[[str, str], None]

OURS = read_exam_formats()
IDS = {
    *("nsca-cscs-sf", "nsca-cscs-pa", "nsca-cpt", "acsm-cpt", "acsm-ep", "nasm-cpt", "ace-cpt"),
    *("nccpt", "issa"),
}
WIDTHS = (20, 40, 80, 200)

each_of_ours = pytest.mark.parametrize("exam_format", OURS, ids=lambda exam_format: exam_format.id)

OWN = """\
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


def own(folder: Path, text: str) -> Path:
    file = folder / "presets.yaml"
    file.write_text(text, encoding="utf-8")
    return file


# -- ours --------------------------------------------------------------------------------------


def test_every_exam_that_candidates_sit_is_there() -> None:
    assert {exam_format.id for exam_format in OURS} == IDS


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
def test_the_formats_are_those_that_were_reported(
    id_: str, items: int, minutes: int | None, options: int | None
) -> None:
    exam_format = find_exam_format(OURS, id_)

    assert (exam_format.items, exam_format.minutes, exam_format.options) == (
        items,
        minutes,
        options,
    )


@each_of_ours
def test_the_domains_add_up_where_all_are_known(exam_format: ExamFormat) -> None:
    if len(exam_format.domains) > 1:
        assert sum(domain.percent or 0 for domain in exam_format.domains) == 100
    published = [domain.items for domain in exam_format.domains if domain.items is not None]
    if published:
        assert len(published) == len(exam_format.domains)
        assert sum(published) == exam_format.scored


@each_of_ours
def test_published_items_fit_their_percentages(exam_format: ExamFormat) -> None:
    for domain in exam_format.domains:
        if domain.items is not None and domain.percent is not None:
            assert abs(domain.items / exam_format.scored * 100 - domain.percent) < 1


@each_of_ours
def test_each_says_who_reported_it_and_when(exam_format: ExamFormat) -> None:
    assert exam_format.sources
    for source in exam_format.sources:
        assert source.date or source.checked


@each_of_ours
def test_what_no_body_confirmed_says_so(exam_format: ExamFormat) -> None:
    doubted = " ".join(doubt.value for doubt in exam_format.unconfirmed)

    assert "options" in doubted  # no body publishes the number where it could be read
    if exam_format.passing is None or exam_format.passing.mark is None:
        assert "passing mark" in doubted
    if not exam_format.domains or any(domain.percent is None for domain in exam_format.domains):
        assert "domains" in doubted


@each_of_ours
def test_scaled_marks_lie_within_their_scale(exam_format: ExamFormat) -> None:
    passing = exam_format.passing

    assert passing is not None
    if passing.scale is not None and passing.mark is not None:
        assert passing.scale[0] < passing.mark < passing.scale[1]


def test_every_name_belongs_to_one_preset() -> None:
    owner = {spelt(name): exam_format.id for exam_format in OURS for name in exam_format.names}

    for exam_format in OURS:
        assert {owner[spelt(name)] for name in exam_format.names} == {exam_format.id}


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
def test_a_preset_is_found_by_id_name_and_alias_however_it_is_spelt(typed: str, meant: str) -> None:
    assert find_exam_format(OURS, typed).id == meant


def test_an_unknown_preset_gets_what_was_meant_and_what_there_is() -> None:
    with pytest.raises(UnknownExamFormat) as caught:
        find_exam_format(OURS, "nams-cpt")

    assert "Did you mean 'nasm-cpt'?" in str(caught.value)
    assert all(id_ in str(caught.value) for id_ in IDS)


# -- short forms -------------------------------------------------------------------------------


@each_of_ours
def test_a_short_form_of_all_items_is_the_exam_itself(exam_format: ExamFormat) -> None:
    assert exam_format.shortened(exam_format.items) is exam_format


@given(st.sampled_from(OURS), st.integers(min_value=1, max_value=400))
def test_a_short_form_keeps_the_pace_and_the_shares(exam_format: ExamFormat, items: int) -> None:
    short = exam_format.shortened(items)

    assert short.items == items
    assert (
        abs(short.unscored / items - exam_format.unscored / exam_format.items) <= 0.5 / items + 1e-9
    )
    assert short.pace == (None if exam_format.pace is None else pytest.approx(exam_format.pace))
    assert short.shortened_from == (None if items == exam_format.items else exam_format.items)


def test_a_short_form_of_a_short_form_remembers_the_whole_exam() -> None:
    assert find_exam_format(OURS, "nasm").shortened(60).shortened(12).shortened_from == 120


@each_of_ours
def test_a_preset_survives_the_log(exam_format: ExamFormat) -> None:
    again = preset_of(json.loads(json.dumps(plain(exam_format))))

    assert again == exam_format


# -- a user's own ------------------------------------------------------------------------------


def test_a_users_presets_stand_behind_ours(tmp_path: Path) -> None:
    exam_formats = read_exam_formats(own(tmp_path, OWN))

    assert exam_formats[:-1] == OURS
    assert exam_formats[-1].own
    assert find_exam_format(exam_formats, "final").pace == 90


def test_a_user_without_presets_has_ours(tmp_path: Path) -> None:
    assert read_exam_formats(tmp_path / "presets.yaml") == OURS


def test_the_users_file_lies_in_their_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", "somewhere")

    assert presets_file() == Path("somewhere", "presets.yaml")


BROKEN = [
    ("minuts: 45", "minutes: 45", "Did you mean 'minutes'?"),
    ("scored: many", "scored: 30", "'many' is no whole number; write one from 1 to 1000."),
    ("scored: ３", "scored: 30", "is no whole number"),
    ("scored: 0", "scored: 30", "0 does not fit here; write a number from 1 to 1000."),
    ("scored: 99999999999", "scored: 30", "is no whole number"),
    ("minutes: none", "minutes: 45", "from 1 to 1440, or 'untimed'."),
    ("options: 1", "options: 5", "from 2 to 6, or 'unknown'."),
    ("{kind: percent, mark: 60}", "{kind: percentage, mark: 60}", "Did you mean 'percentage'?"),
    ("{kind: percentage, mark: 160}", "{kind: percentage, mark: 60}", "lies outside its scale"),
    ("{kind: scaled, mark: 9, scale: 1-8}", "{kind: percentage, mark: 60}", "outside its scale"),
    ("{kind: scaled, scale: 8-1}", "{kind: percentage, mark: 60}", "'8-1' is no scale"),
    ("{kind: percentage, scale: 0-9}", "{kind: percentage, mark: 60}", "a percentage goes to 100"),
    (
        "{who: the school, what: its rules}",
        "{who: the school, what: its rules, date: 2026}",
        "when",
    ),
    ("{who: us, date: 2026}", "{who: the school, what: its rules, date: 2026}", "'what' must"),
    ("[nasm]", "[final]", "A preset is called 'nasm' already, in cards/data/exams/presets.yaml:"),
    ("School Final:", "school-final:", "Did you mean 'school-final'?"),
    ("nasm-cpt:", "school-final:", "A preset is called 'nasm-cpt' already"),
    ("domains: [{name: A, percent: 101}]", "options: 5", "from 0 to 100"),
    ("domains: [{name: A, percent: 60}, {name: B, percent: 50}]", "options: 5", "come to 110%"),
    ("domains: [{name: A, items: 31}]", "options: 5", "31 items together, but only 30 are scored"),
    ("unconfirmed: [{value: options}]", "options: 5", "The key 'known' must stand here too."),
]


@pytest.mark.parametrize(("wrong", "right", "said"), BROKEN, ids=[wrong for wrong, _, _ in BROKEN])
def test_a_broken_preset_is_told_at_its_place(
    wrong: str, right: str, said: str, tmp_path: Path
) -> None:
    assert right in OWN
    file = own(tmp_path, OWN.replace(right, wrong))

    with pytest.raises(DataError) as caught:
        read_exam_formats(file)

    assert said in str(caught.value)
    for problem in caught.value.problems:
        assert problem.place.file == str(file)
        assert 1 <= problem.place.column <= len(problem.place.text)


def test_all_problems_of_a_file_are_told_in_one_run(tmp_path: Path) -> None:
    text = OWN.replace("scored: 30", "scored: x").replace("options: 5", "options: y")
    text += OWN.replace("presets:\n", "").replace("school-final", "other").replace("[final]", "7")

    with pytest.raises(DataError) as caught:
        read_exam_formats(own(tmp_path, text))

    assert [problem.place.line for problem in caught.value.problems] == [5, 7, 13]


def test_a_preset_that_is_complained_about_once_is_not_complained_about_twice(
    tmp_path: Path,
) -> None:
    file = own(tmp_path, OWN.replace("date: 2026", "dat: 2026"))

    with pytest.raises(DataError) as caught:
        read_exam_formats(file)

    assert len(caught.value.problems) == 1


# -- what people read --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80])
def test_the_screen_before_an_exam_reads_well(width: int, golden: Golden) -> None:
    exam_format = find_exam_format(OURS, "acsm-cpt")
    lines = [line for line, _ in preset_lines(exam_format, layout(width))]

    golden(f"exam-preset-{width}.txt", "\n".join([*lines, ""]))


def test_the_list_of_presets_reads_well(golden: Golden) -> None:
    golden("exam-list.txt", "\n".join([*(line for line, _ in list_lines(OURS, layout(80))), ""]))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("plainly", [False, True])
def test_lines_on_presets_fit_every_screen(width: int, *, plainly: bool) -> None:
    screen = layout(width, unicode=False)
    lines = [
        line for exam_format in OURS for line, _ in preset_lines(exam_format, screen, plain=plainly)
    ]
    lines += [line for line, _ in list_lines(OURS, screen, plain=plainly)]

    assert max(map(columns, lines)) <= min(width, 100)
    assert all(line.isascii() for line in lines)
    assert not plainly or not any(line.startswith(" ") for line in lines if width > 40)


@each_of_ours
def test_everything_that_is_known_of_a_preset_is_shown(exam_format: ExamFormat) -> None:
    shown = " ".join(
        " ".join(line for line, _ in preset_lines(exam_format, layout(100), plain=True)).split()
    )

    for domain in exam_format.domains:
        assert domain.name in shown
    for source in exam_format.sources:
        assert source.who in shown
        assert (source.date or "") in shown
        assert (source.checked or "") in shown
    for doubt in exam_format.unconfirmed:
        assert doubt.known in shown
    assert "functional anatomy" in shown
    assert "untimed" in shown or f"{exam_format.minutes:g} min" in shown
