"""`primemover settings`, and the settings as defaults of options."""

import io
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import click
import pytest

from quiz.__main__ import run
from quiz.cli.app import cli
from quiz.cli.defaults import OPTIONS, SettingsAsDefaults
from quiz.home.settings import SETTINGS
from tests.quiz.cli.test_help import commands
from tests.support.homes import make_home
from tests.support.paths import LETTERS


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of a new home."""
    home = make_home(tmp_path / "home")
    monkeypatch.setenv("PRIMEMOVER_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")
    return home / "settings.yaml"


Capture = pytest.CaptureFixture[str]


def test_all_settings_are_shown_as_lines_of_a_file(file: Path, capsys: Capture) -> None:
    file.write_text("confidence: false\nminutes: 30\nfacts:\n  - a\n  - b\n", encoding="utf-8")

    assert run(["settings"]) == 0
    shown = capsys.readouterr().out
    assert run(["settings", "show"]) == 0

    assert shown == capsys.readouterr().out
    assert set(re.findall(r"^#?([a-z]+):", shown, re.MULTILINE)) == set(SETTINGS)
    lines = shown.splitlines()
    assert {"confidence: false", "minutes: 30", "facts:", f"  - {file.parent / 'a'}"} <= set(lines)
    assert [line for line in lines if len(line) > 80 and str(file.parent) not in line] == []
    file.write_text(shown, encoding="utf-8")
    assert run(["settings"]) == 0
    assert shown == capsys.readouterr().out


def test_json_has_one_object_for_each_setting(file: Path, capsys: Capture) -> None:
    file.write_text("date: 2027-01-15\nconfidence: true\n", encoding="utf-8")

    assert run(["settings", "show", "--json"]) == 0

    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["key"] for record in records] == list(SETTINGS)
    values = {record["key"]: record["value"] for record in records}
    assert (values["date"], values["confidence"], values["minutes"]) == ("2027-01-15", True, None)
    assert {tuple(record) for record in records} == {
        ("key", "value", "default", "meaning", "values", "option", "variable")
    }


def test_problems_are_all_reported_and_the_code_is_1(file: Path, capsys: Capture) -> None:
    file.write_text("minuts: 3\nspelling: usa\nminutes: 30\n", encoding="utf-8")

    assert run(["settings"]) == 1

    shown = capsys.readouterr()
    assert "Did you mean 'minutes'?" in shown.err
    assert "2 problems." in shown.err
    assert "minutes: 30" in shown.out


def test_a_setting_is_set_and_removed(file: Path, capsys: Capture) -> None:
    assert run(["settings", "set", "minutes", "30"]) == 0
    assert "minutes: 30" in file.read_text(encoding="utf-8")

    assert run(["settings", "unset", "minutes"]) == 0
    assert "minutes" not in file.read_text(encoding="utf-8")
    assert "minutes: the default applies, 20" in capsys.readouterr().err


def test_the_date_can_be_a_number_of_days_from_today(file: Path) -> None:
    before = date.today()  # noqa: DTZ011 - the learner's day

    assert run(["settings", "set", "date", "28"]) == 0

    after = date.today()  # noqa: DTZ011 - as above
    days = {f"date: {day + timedelta(days=28)}" for day in (before, after)}
    assert days & set(file.read_text(encoding="utf-8").splitlines())


def test_paths_are_stored_as_absolute_paths(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("class.yaml").touch()

    assert run(["settings", "set", "facts", "class.yaml", "home"]) == 0

    assert f"facts:\n  - {tmp_path / 'class.yaml'}\n  - {tmp_path / 'home'}\n" in file.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["minuts", "30"], "Unknown setting 'minuts'. Did you mean 'minutes'?"),
        (["minutes", "soon"], "'soon' is not a number of minutes from 1 to 600."),
        (["date", "99999"], "'99999' is not a date such as 2027-01-15."),
        (["spelling", "usa"], "Unknown value 'usa'. Did you mean 'us'? Known: us, uk."),
        (["exam", "nasm", "ace"], "'exam' has one value, not 2."),
        (["stance", "nsc"], "Unknown value 'nsc'. Did you mean 'nsca'?"),
        (["facts", "no-such.yaml"], "no-such.yaml does not exist."),
        (["exam"], "Missing argument 'VALUE...'"),
    ],
)
def test_a_wrong_key_or_value_changes_nothing(
    arguments: list[str], message: str, file: Path, capsys: Capture
) -> None:
    assert run(["settings", "set", *arguments]) == 2

    assert message in " ".join(capsys.readouterr().err.split())
    assert not file.exists()


def test_an_exam_is_stored_by_its_id(file: Path, capsys: Capture) -> None:
    assert run(["settings", "set", "exam", "NASM"]) == 0
    assert "exam: nasm-cpt\n" in file.read_text(encoding="utf-8")

    assert run(["settings", "set", "exam", "nams"]) == 3
    assert "nasm" in capsys.readouterr().err


def test_a_variable_that_overrides_the_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("PRIMEMOVER_STANCE", "ace")

    assert run(["settings", "set", "stance", "nsca"]) == 0

    assert "PRIMEMOVER_STANCE is set, and overrides this setting." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "incomplete", "expected"),
    [
        ([], "", set(SETTINGS)),
        ([], "mi", {"minutes"}),
        (["spelling"], "", {"us", "uk"}),
        (["confidence"], "f", {"false"}),
        (["exam"], "nas", {"nasm-cpt"}),
        (["stance"], "nas", {"nasm"}),
        (["minutes"], "", set()),
    ],
)
def test_keys_and_values_are_completed(
    arguments: list[str], incomplete: str, expected: set[str]
) -> None:
    from click.shell_completion import ShellComplete

    complete = ShellComplete(cli, {}, "primemover", "_PRIMEMOVER_COMPLETE")

    found = complete.get_completions(["settings", "set", *arguments], incomplete)

    assert {item.value for item in found} == expected


# -- defaults of options ---------------------------------------------------------------------------


def test_each_option_with_a_setting_exists() -> None:
    names = {parameter.name for _, command in commands() for parameter in command.params}

    assert set(OPTIONS.values()) <= set(SETTINGS)
    assert set(OPTIONS) <= names


def _resolved(*arguments: str) -> object:
    """The values of two options as click resolves them."""

    @click.command("quiz")
    @click.option("--stance", envvar="PRIMEMOVER_STANCE", default="none")
    @click.option("--confidence/--no-confidence")
    def command(stance: str, confidence: bool) -> tuple[str, bool]:
        return stance, confidence

    group = click.Group(
        "primemover", [command], context_settings={"default_map": SettingsAsDefaults()}
    )
    return group.main(["quiz", *arguments], standalone_mode=False)


def test_an_option_overrides_a_variable_a_setting_and_a_default_in_this_order(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _resolved() == ("none", False)
    file.write_text("stance: nsca\nconfidence: true\n", encoding="utf-8")
    assert _resolved() == ("nsca", True)
    monkeypatch.setenv("PRIMEMOVER_STANCE", "ace")
    assert _resolved() == ("ace", True)
    assert _resolved("--stance", "nasm", "--no-confidence") == ("nasm", False)


def test_a_problem_is_reported_once_by_every_command_that_needs_settings(
    file: Path, capsys: Capture
) -> None:
    file.write_text("stance: nsca\nminuts: 3\n", encoding="utf-8")

    assert _resolved() == ("nsca", False)

    errors = capsys.readouterr().err
    assert errors.count("Unknown key 'minuts'.") == 1
    assert errors.endswith("The other settings apply; `primemover settings` shows all of them.\n\n")


def test_a_file_that_is_not_yaml_is_reported_and_no_setting_applies(
    file: Path, capsys: Capture
) -> None:
    file.write_text("stance: [nsca\n", encoding="utf-8")

    assert _resolved() == ("none", False)
    assert "No settings apply;" in capsys.readouterr().err


def test_facts_in_the_settings_are_read_by_every_command(file: Path) -> None:
    from quiz.home.library import user_fact_paths

    file.write_text("facts: class.yaml\n", encoding="utf-8")

    assert user_fact_paths() == (file.parent / "class.yaml",)


@pytest.mark.slow
def test_the_exam_of_the_settings_decides_what_is_asked_and_how_it_is_spelled(
    file: Path, capsys: Capture
) -> None:
    def asked(*options: str) -> str:
        assert run(["cards", "list", "back-squat", "--json", *options]) == 0
        return capsys.readouterr().out

    general, of_nasm = asked(), asked("--exam", "nasm")
    assert general != of_nasm
    file.write_text("exam: nasm\n", encoding="utf-8")

    assert asked() == of_nasm
    assert asked("--exam", "general") == general


def test_an_unknown_exam_in_the_settings_is_ignored(file: Path, capsys: Capture) -> None:
    file.write_text("exam: nams\n", encoding="utf-8")

    assert run(["cards", "list", "back-squat", "--json", "--only", "--facts", str(LETTERS)]) == 3
    assert "It is ignored; `primemover settings`" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("setting", "arguments", "variable", "spelling"),
    [
        ("us", (), "", "stabilizer"),
        ("us", ("--spelling", "uk"), "", "stabiliser"),
        ("uk", ("--us",), "", "stabilizer"),
        ("uk", (), "1", "stabilizer"),
        ("uk", ("--exam", "nasm"), "", "stabiliser"),
    ],
)
@pytest.mark.slow
def test_the_spelling_of_the_settings_is_overridden(
    setting: str,
    arguments: tuple[str, ...],
    variable: str,
    spelling: str,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    file.write_text(f"spelling: {setting}\n", encoding="utf-8")
    monkeypatch.setenv("PRIMEMOVER_US", variable)

    monkeypatch.setattr(sys, "stdin", io.StringIO())

    run(["quiz", "--template", "role", "-n", "1", "--seed", "1", "--no-save", *arguments])

    assert spelling in capsys.readouterr().out
