"""`cards check`: its report, its records and its exit code."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.lint.rules import (
    lint,
)
from cards.model.card import Skipped
from quiz.__main__ import run
from quiz.cli.lint_report import Checked, report
from quiz.terminal.layout import TextLayout
from tests.cards.lint.examples import (
    BASE,
    CLOZE,
    DOUBTFUL,
    ROLE,
    TWICE,
    many,
    stem,
    user_facts,
)
from tests.support.homes import make_home
from tests.support.library import builtin_card
from tests.support.paths import ROOT

GOOD = "Which role is that of the {muscle} in the {exercise}?"
BROKEN = "Which role is that of the {muscle} in the {exercise}, or in {{{{exercise}}}}?"

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Check:
    """Run `cards check` on a text; return the exit code, stdout and stderr."""
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PRIMEMOVER_FACTS", raising=False)
    monkeypatch.delenv("PRIMEMOVER_US", raising=False)

    def call(text: str, *arguments: str) -> tuple[int, str, str]:
        file = tmp_path / "mine.yaml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        facts = ("--only", "--facts", str(file))
        code = run(["cards", "check", "doubtful-role", *facts, *arguments])
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


def test_a_report_reads_well(check: Check, golden: Callable[[str, str], None]) -> None:
    code, text, errors = check(user_facts())

    golden("cards-check.txt", text)
    assert (code, errors) == (0, "")


def test_a_whole_report_reads_well(check: Check, golden: Callable[[str, str], None]) -> None:
    waive = f"{TWICE}, vague-term: my source says usually"
    code, text, errors = check(user_facts(waive), "--all")

    golden("cards-check-all.txt", text)
    assert (code, errors) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "arguments", "code"),
    [
        (GOOD, (), 0),
        (GOOD, ("--strict",), 0),
        (GOOD, ("--strict", "--json"), 0),
        (DOUBTFUL, (), 0),
        (DOUBTFUL, ("--strict",), 1),
        (DOUBTFUL, ("--strict", "--json"), 1),
        (BROKEN, (), 1),
        (BROKEN, ("--all",), 1),
    ],
)
def test_the_exit_code_reports_unwaived_flaws(
    check: Check, stem: str, arguments: tuple[str, ...], code: int
) -> None:
    ended, _, errors = check(user_facts(stem=stem), *arguments)

    assert (ended, errors) == (code, "")


def test_there_is_a_record_for_each_flaw_and_one_with_the_totals(check: Check) -> None:
    code, text, errors = check(user_facts(), "--json")
    *records, totals = (json.loads(line) for line in text.splitlines())
    flaws = [record for record in records if "rule" in record]

    assert (code, errors) == (0, "")
    assert [record["guessed"] for record in records if record not in flaws] == ["roles, choice"]
    assert {flaw["rule"] for flaw in flaws} == {
        "negative-stem",
        "negative-unemphasised",
        "vague-term",
    }
    assert all(flaw.keys() == {"rule", "severity", "card", "message"} for flaw in flaws)
    assert {flaw["severity"] for flaw in flaws} == {"warning"}
    assert {flaw["card"].split("/")[0] for flaw in flaws} == {"doubtful-role"}
    assert (totals["cards"], totals["kinds"]) == (2, {"choice": 2})
    assert (totals["errors"], totals["warnings"], totals["waived"]) == (0, len(flaws), 2)


def test_waived_flaws_are_included_with_all(check: Check) -> None:
    reasons = {
        record["waived"]
        for line in check(user_facts(), "--json", "--all")[1].splitlines()
        if "waived" in (record := json.loads(line)) and "rule" in record
    }

    assert reasons == {"it is asked in other words"}


def test_a_long_list_of_cards_is_shortened() -> None:
    cards = many(builtin_card(ROLE), [stem("Which role does it not have?")], 12)
    checked = Checked(cards=cards, skipped=(), facts=(), asked=(), flaws=lint(cards, BASE))

    assert "    and 2 cards more; --all lists them" in list(
        report(checked, TextLayout(), whole=False)
    )
    assert not [line for line in report(checked, TextLayout(), whole=True) if "more;" in line]


def test_skipped_pairs_and_unasked_facts_are_counted() -> None:
    pairs = [Skipped(template="role", fact=f"a/{n}", reason="no role is stated") for n in range(2)]
    facts = [builtin_card(ROLE).fact, builtin_card(CLOZE).fact]
    checked = Checked(
        cards=[builtin_card(ROLE)], skipped=pairs, facts=facts, asked={facts[0].id}, flaws=()
    )

    assert list(report(checked, TextLayout(), whole=False)) == [
        "1 card: 1 choice",
        "2 facts, 1 with a card; without: 1 action",
        "2 pairs of template and fact without a card, because:",
        "     2  no role is stated",
        "",
        "No flaws.",
    ]
    assert [line for line in report(checked, TextLayout(), whole=True) if "/" in line] == [
        "  hip-thrust/joint-action",
        "          role × a/0",
        "          role × a/1",
    ]


def test_checking_nothing_is_reported(check: Check) -> None:
    code, text, errors = check(user_facts(), "hip-thrust")

    assert (code, text) == (3, "")
    assert errors.startswith("No cards match.")


@pytest.mark.slow
def test_other_commands_do_not_import_the_rules() -> None:
    program = """
import sys
from quiz.__main__ import run
run(["cards", "list"])
run(["quiz", "--help"])
run(["facts", "check"])
sys.exit(sorted({"cards.lint.rules", "quiz.cli.lint_report"} & set(sys.modules)) or 0)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False
    )

    assert ended.returncode == 0
