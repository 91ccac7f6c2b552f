"""Exam profiles: the built-in ones, user-defined ones, and what is wrong with a file of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.exams.exam_format import ExamFormat
from cards.exams.profile import UnknownExam, find_profile, normalized
from cards.exams.read import builtin_profiles, read_profiles
from cards.exams.scope import GENERAL
from cards.model.vocabulary import Origin, Subject
from cards.problems import DataError
from quiz.home.paths import exams_folder
from tests.support.exams import FORMATS, PROFILES, exam_format, profile, scope

IDS = {
    *("general", "cscs", "cscs-sf", "cscs-pa", "nsca-cpt", "nasm-cpt", "ace-cpt", "acsm-cpt"),
    *("acsm-ep", "issa", "ncsf", "nccpt", "nfpt"),
}
WITHOUT_WEIGHTS = {"nccpt", "nfpt"}

USER_PROFILE = """\
exams:
  school-final:
    name: Final
    title: Our school's final
    aliases: [final exam]
    body: nasm
    spelling: uk
    format:
      scored: 30
      minutes: 45
      options: 5
      passing: {kind: percentage, mark: 60}
      sources:
        - {who: the school, what: its rules, date: 2026}
    field: {percent: 30, low: 25, high: 40, method: read in the rules, confidence: high}
    counted: {questions: 40, in-field: 12, sources: 3}
    weights:
      {shares: {roles: 60, planes: 12.5}, method: counted, confidence: low}
    levels: {recall: 50, application: 30, analysis: 20, method: counted, confidence: guess}
"""


def write(folder: Path, text: str) -> Path:
    """A folder of user profiles with this file."""
    (folder / "school.yaml").write_text(text, encoding="utf-8")
    return folder


# -- built-in ----------------------------------------------------------------------------------


def test_there_is_one_file_for_each_profile_and_the_general_one_comes_first() -> None:
    assert {each.id for each in PROFILES} == IDS
    assert PROFILES[0].id == GENERAL


@pytest.mark.parametrize(
    ("id_", "items", "minutes", "options", "asked"),
    [
        ("cscs", 220, 240, 3, (11, 52)),
        ("cscs-sf", 95, 90, 3, (11,)),
        ("cscs-pa", 125, 150, 3, (52,)),
        ("nsca-cpt", 155, 180, 3, (56,)),
        ("acsm-cpt", 135, 150, 4, (43,)),
        ("acsm-ep", 140, 210, 4, (31,)),
        ("nasm-cpt", 120, 120, 4, (37,)),
        ("ace-cpt", 150, 180, 4, (42,)),
        ("ncsf", 150, 180, 4, (52,)),
        ("issa", 200, None, 4, (70,)),
        ("nccpt", 155, 120, 4, (155,)),  # the share in the field is not known
        ("nfpt", 120, 120, None, (120,)),
    ],
)
def test_the_formats_match_the_sources(
    id_: str, items: int, minutes: int | None, options: int | None, asked: tuple[int, ...]
) -> None:
    found = exam_format(id_)

    assert (found.items, found.minutes, found.options) == (items, minutes, options)
    assert found.counts() == asked


def test_known_domains_add_up() -> None:
    for found in FORMATS:
        percents = [domain.percent for domain in found.domains]
        if len(percents) > 2:
            assert sum(percent or 0 for percent in percents) == 100, found.id
        published = [domain.items for domain in found.domains if domain.items is not None]
        if published:
            assert len(published) == len(found.domains), found.id
            assert sum(published) == found.scored, found.id


def test_every_format_names_its_sources_and_what_is_not_confirmed() -> None:
    for found in FORMATS:
        unconfirmed = " ".join(each.value for each in found.unconfirmed)

        assert all(source.date or source.checked for source in found.sources), found.id
        assert found.sources, found.id
        assert "options" in unconfirmed, found.id  # no certifying body publishes the number
        if found.passing is None or found.passing.mark is None:
            assert "passing mark" in unconfirmed, found.id
        if not found.domains or any(domain.percent is None for domain in found.domains):
            assert "domains" in unconfirmed, found.id


def test_every_profile_says_how_sure_its_figures_are_or_that_it_has_none() -> None:
    for each in PROFILES:
        figures = (each.weights, each.levels, each.counted)

        assert all(figures) is (each.id not in WITHOUT_WEIGHTS), each.id
        assert any(figures) is (each.id not in WITHOUT_WEIGHTS), each.id
        assert (each.field is None) is (each.id in WITHOUT_WEIGHTS | {GENERAL}), each.id
        assert each.american is (each.id != GENERAL)


def test_the_general_profile_has_a_share_for_every_subject() -> None:
    shares = profile(GENERAL).shares
    outside = {Subject.NEUROMUSCULAR, Subject.PRINCIPLES}

    assert set(shares) == set(Subject)
    assert shares[Subject.NERVES] == 0
    field = sum(share for subject, share in shares.items() if subject not in outside)
    assert field == pytest.approx(100, abs=0.5)


def test_an_exam_with_sections_has_their_mean_by_questions_in_the_field() -> None:
    sf, pa = profile("cscs").sections
    one, other = 95 * 12, 125 * 42

    for subject in Subject:
        expected = (one * sf.shares.get(subject, 0) + other * pa.shares.get(subject, 0)) / (
            one + other
        )
        assert profile("cscs").shares.get(subject, 0) == pytest.approx(expected, abs=0.06)


def test_a_profile_without_weights_draws_like_the_general_one() -> None:
    assert scope("nccpt").shares == scope(GENERAL).shares
    assert scope("nccpt").stance == "nccpt"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nasm-cpt", "nasm-cpt"),
        ("NASM CPT", "nasm-cpt"),
        ("nasm", "nasm-cpt"),
        ("CSCS", "cscs"),
        ("NSCA CSCS, Scientific Foundations", "cscs-sf"),
        ("nsca-cscs-pa", "cscs-pa"),
        ("Practical/Applied", "cscs-pa"),
        ("issa-cpt", "issa"),
    ],
)
def test_a_profile_is_found_by_id_name_and_alias_in_any_spelling(typed: str, meant: str) -> None:
    assert find_profile(builtin_profiles(), typed).id == meant


def test_an_unknown_exam_is_reported_with_a_suggestion_and_all_ids() -> None:
    with pytest.raises(UnknownExam) as caught:
        find_profile(builtin_profiles(), "nams-cpt")

    assert "Did you mean 'nasm-cpt'?" in str(caught.value)
    assert all(id_ in str(caught.value) for id_ in IDS)


def test_names_are_unique() -> None:
    owner = {normalized(name): each.id for each in PROFILES for name in each.names}

    for each in PROFILES:
        assert {owner[normalized(name)] for name in each.names} == {each.id}


# -- shortened exams ---------------------------------------------------------------------------


@given(st.sampled_from(FORMATS), st.integers(min_value=1, max_value=400))
def test_a_shortened_exam_keeps_the_pace_of_each_part_and_the_proportions(
    whole: ExamFormat, items: int
) -> None:
    counts = whole.counts(items)
    short = whole.shortened(counts)

    assert sum(counts) == short.items == items
    asked = whole.counts()
    assert all(
        abs(count - items * each / sum(asked)) <= 1
        for count, each in zip(counts, asked, strict=True)
    )
    assert abs(short.unscored / items - whole.unscored / whole.items) <= 0.5 / items + 1e-9
    if len(whole.parts) == 1:
        assert short.pace == (None if whole.pace is None else pytest.approx(whole.pace))
    assert short.shortened_from == (None if items == whole.items else whole.items)


def test_shortening_twice_records_the_full_exam() -> None:
    assert exam_format("nasm").shortened([60]).shortened([12]).shortened_from == 120


# -- user-defined ------------------------------------------------------------------------------


def test_user_profiles_follow_the_builtin_ones(tmp_path: Path) -> None:
    profiles, omitted = read_profiles(write(tmp_path, USER_PROFILE))
    mine = profiles[-1]

    assert profiles[:-1] == builtin_profiles()
    assert omitted == ()
    assert mine.origin is Origin.USER
    assert (mine.id, mine.stance, mine.american) == ("school-final", "nasm", False)
    assert mine.exam_format is not None
    assert mine.exam_format.pace == 90
    assert mine.exam_format.counts() == (9,)
    assert find_profile(profiles, "final exam") is mine


def test_without_a_folder_of_the_user_there_are_the_builtin_profiles(tmp_path: Path) -> None:
    assert read_profiles(tmp_path / "exams") == (builtin_profiles(), ())
    assert read_profiles(tmp_path) == (builtin_profiles(), ())


def test_the_folder_of_the_user_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", "somewhere")

    assert exams_folder() == Path("somewhere", "exams")


def test_a_file_with_a_problem_is_omitted_and_named_and_the_others_work(tmp_path: Path) -> None:
    write(tmp_path, USER_PROFILE.replace("scored: 30", "scored: many"))
    good = USER_PROFILE.replace("school-final", "other").replace("Final", "Other")
    good = good.replace("Our school's final", "Another").replace("final exam", "another exam")
    (tmp_path / "other.yaml").write_text(good, encoding="utf-8")
    profiles, omitted = read_profiles(tmp_path)

    assert profiles[-1].id == "other"
    assert [(each.size, each.line) for each in omitted] == [(1, 9)]
    assert "'many' is not a whole number" in str(omitted[0])
    assert not any(each.id == "school-final" for each in profiles)


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
        "[final exam]",
        "'nasm' is already the name of an exam (cards/data/exams/profiles/nasm-cpt.yaml:",
    ),
    ("School Final:", "school-final:", "Did you mean 'school-final'?"),
    ("nasm-cpt:", "school-final:", "'nasm-cpt' is already the name of an exam ("),
    ("domains: [{name: A, percent: 101}]", "options: 5", "from 0 to 100"),
    ("domains: [{name: A, percent: 60}, {name: B, percent: 50}]", "options: 5", "add up to 110%"),
    ("domains: [{name: A, items: 31}]", "options: 5", "31 items, but only 30 are scored"),
    ("unconfirmed: [{value: options}]", "options: 5", "Missing required key 'known'."),
    ("role: 60", "roles: 60", "Unknown subject 'role'. Did you mean 'roles'?"),
    ("roles: most", "roles: 60", "'most' is not a percentage; write a number from 0 to 100"),
    ("roles: 101", "roles: 60", "'101' is not a percentage"),
    ("{roles: 0}", "{roles: 60, planes: 12.5}", "At least one subject needs a share above 0."),
    ("confidence: lo}", "confidence: low}", "Unknown confidence 'lo'. Did you mean 'low'?"),
    ("questions: some", "questions: 40", "'some' is not a whole number"),
    ("percent: 20", "percent: 30", "'percent' must be between 'low' and 'high'."),
    ("analysis: 10", "analysis: 20", "The three levels add up to 90, not 100."),
    ("body: nasn", "body: nasm", "Did you mean 'nasm'?"),
    ("spelling: usa", "spelling: uk", "Did you mean 'us'?"),
    ("", "    name: Final\n", "Missing required key 'name'"),
]


@pytest.mark.parametrize(("wrong", "right", "said"), BROKEN, ids=[wrong for wrong, _, _ in BROKEN])
def test_an_invalid_profile_is_reported_at_its_place(
    wrong: str, right: str, said: str, tmp_path: Path
) -> None:
    assert right in USER_PROFILE
    folder = write(tmp_path, USER_PROFILE.replace(right, wrong))

    with pytest.raises(DataError) as caught:
        read_profiles(folder, strict=True)

    assert said in str(caught.value)
    for problem in caught.value.problems:
        assert problem.place.file == str(folder / "school.yaml")
        assert 1 <= problem.place.column <= max(1, len(problem.place.text))


def test_all_problems_of_a_file_are_reported_in_one_run(tmp_path: Path) -> None:
    text = USER_PROFILE.replace("scored: 30", "scored: x").replace("options: 5", "options: y")
    text = text.replace("roles: 60", "role: 60").replace("percent: 30", "percent: 90")

    with pytest.raises(DataError) as caught:
        read_profiles(write(tmp_path, text), strict=True)

    assert [problem.place.line for problem in caught.value.problems] == [9, 11, 15, 18]


def test_a_misspelt_key_is_not_also_reported_as_missing(tmp_path: Path) -> None:
    folder = write(tmp_path, USER_PROFILE.replace("date: 2026", "dat: 2026"))

    with pytest.raises(DataError) as caught:
        read_profiles(folder, strict=True)

    assert len(caught.value.problems) == 1


SECTIONS = """\
exams:
  double:
    name: Double
    sections:
      half:
        name: Half
        format: {scored: 9, minutes: 9, sources: [{who: us, what: a rule, date: 2026}]}
"""


def test_a_section_needs_every_figure(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_profiles(write(tmp_path, SECTIONS), strict=True)

    said = [problem.message for problem in caught.value.problems]
    assert said == [f"The section needs '{key}'." for key in ("field", "weights", "levels")]


def test_what_belongs_to_the_sections_is_refused_together_with_them(tmp_path: Path) -> None:
    text = SECTIONS.replace("    sections:", "    levels: {recall: 100}\n    sections:")

    with pytest.raises(DataError) as caught:
        read_profiles(write(tmp_path, text), strict=True)

    assert "'levels' cannot be combined with 'sections'; each has one." in str(caught.value)
