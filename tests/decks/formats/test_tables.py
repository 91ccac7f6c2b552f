"""Text formats: what each one contains, and that omitted cards are reported."""

import codecs
import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from cards.model.template import Kind
from cards.selection import first_selection
from decks.deck import Deck
from decks.formats.format import FORMATS, ExportResult, Settings
from decks.ledger import Ledger, Stamp, Times
from quiz.cli.app import cli
from tests.support.homes import make_home
from tests.support.library import builtin_cards, builtin_library

CARDS = tuple(
    first_selection(card)
    for kind in Kind
    for card in [each for each in builtin_cards() if each.kind is kind][:5]
)
SEVERAL = (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING)


LEDGER = Ledger(
    written={card.id: Stamp("q" if card.kind is not Kind.CLOZE else "c", 1) for card in CARDS}
)


def export(format_: str, file: Path) -> ExportResult:
    deck = Deck(name="Primemover", cards=CARDS, base=builtin_library().base)
    return FORMATS[format_].write(deck, file, Settings(times=Times(1, 1), ledger=LEDGER))


def test_a_csv_file_has_a_row_for_every_card(tmp_path: Path) -> None:
    written = export("csv", tmp_path / "cards.csv")
    assert (tmp_path / "cards.csv").read_bytes().startswith(codecs.BOM_UTF8)  # for Excel
    with (tmp_path / "cards.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))

    assert (written.notes, written.omitted) == (len(CARDS), {})
    assert [row["id"] for row in found] == [card.id for card in CARDS]
    assert all(
        row["answer"].removeprefix("'") == c.answer for row, c in zip(found, CARDS, strict=True)
    )
    assert all(row["source"] and row["why"] for row in found)


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x"])
def test_no_cell_starts_a_formula(tmp_path: Path, text: str) -> None:
    from dataclasses import replace

    card = replace(CARDS[0], explanation=text)
    deck = Deck(name="x", cards=(card,), base=builtin_library().base)
    FORMATS["csv"].write(deck, tmp_path / "x.csv", Settings(times=Times(1, 1)))

    assert f"'{text}" in (tmp_path / "x.csv").read_text("utf-8")


def test_quizlet_gets_one_line_per_card_and_the_others_are_reported(
    tmp_path: Path,
) -> None:
    written = export("quizlet", tmp_path / "cards.txt")
    lines = (tmp_path / "cards.txt").read_text("utf-8").splitlines()
    fitting = [card for card in CARDS if card.kind not in SEVERAL]

    assert len(lines) == written.notes == len(fitting)
    assert all(line.count("\t") == 1 for line in lines)
    ((_, omitted),) = written.omitted.items()
    assert omitted == tuple(card.id for card in CARDS if card.kind in SEVERAL)


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "anki"])
def test_equal_cards_give_equal_bytes_and_no_temporary_files_remain(
    tmp_path: Path, format_: str
) -> None:
    export(format_, tmp_path / "one")
    export(format_, tmp_path / "other")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]


@pytest.mark.slow
@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_omitted_cards_are_reported_and_are_an_error_with_strict(
    tmp_path: Path, strict: tuple[str, ...], code: int
) -> None:
    arguments = [
        "export",
        "quizlet",
        str(tmp_path / "x.txt"),
        "cable-glute-kickback",
        "--all",
        "--kind",
        "matching",
    ]
    ended = CliRunner().invoke(cli, [*arguments, "--kind", "choice", *strict])

    assert ended.exit_code == code
    assert "Omitted: " in ended.stderr
    assert (tmp_path / "x.txt").exists()


@pytest.mark.parametrize(
    "option",
    [("--exam-cards",), ("--type-in",), ("--preset",), ("--deck", "A"), ("--retention", ".9")],
)
def test_an_option_without_effect_is_refused(tmp_path: Path, option: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(cli, ["export", "csv", str(tmp_path / "x.csv"), *option])

    assert ended.exit_code == 2
    assert "cannot be combined with csv" in ended.stderr


@pytest.mark.slow
def test_an_export_records_its_notes_in_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    first, second = tmp_path / "first.apkg", tmp_path / "second.apkg"
    for file in (first, second):
        ended = CliRunner().invoke(cli, ["export", "anki", str(file), "back-squat", "--exam-cards"])
        assert ended.exit_code == 0

    assert first.read_bytes() == second.read_bytes()
    assert (tmp_path / "home" / "anki-ledger.tsv").read_text("utf-8").count("back-squat") > 20


USER_FACTS = """
sources:
  class-notes: {name: our class notes, title: "Week 2", kind: notes}
source: class-notes
exercises:
  hip-thrust:
    involvements:
      gluteus-maximus: [{role: prime mover}]
"""


@pytest.mark.slow
def test_the_note_of_a_removed_user_fact_is_retired_only_if_its_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    facts_file, file = tmp_path / "mine.yaml", str(tmp_path / "x.apkg")
    other_file = tmp_path / "other.yaml"
    other_file.write_text(USER_FACTS, "utf-8")

    def export(*options: str) -> str:
        arguments = ["export", "anki", file, "hip-thrust", "--only", *options]
        ended = CliRunner().invoke(cli, arguments)
        assert ended.exit_code == 0, ended.stderr
        return ended.stderr

    def soleus() -> dict[str, str]:
        lines = (tmp_path / "home" / "anki-ledger.tsv").read_text("utf-8").splitlines()
        parts = (line.split("\t") for line in lines if "soleus" in line)
        return {id_: content for _, content, id_, *_ in parts}

    facts = ("--facts", str(facts_file))
    facts_file.write_text(f"{USER_FACTS}      soleus: [{{role: stabiliser}}]\n", "utf-8")
    assert "Marked as retired" not in export(*facts)
    before = soleus()
    facts_file.write_text(USER_FACTS, "utf-8")

    assert "Marked as retired" not in export("--facts", str(other_file)), "the file was not read"
    assert "Marked as retired: " in export(*facts)
    assert "Marked as retired" not in export(*facts, "--no-retired")
    assert "Marked as retired: " in export(*facts), "it remains retired"
    assert before.keys() == soleus().keys()
    assert not set(before.values()) & set(soleus().values())
    facts_file.write_text(f"{USER_FACTS}      soleus: [{{role: stabiliser}}]\n", "utf-8")
    export(*facts)
    assert soleus() == before, "it is generated again, unchanged"


def test_user_facts_give_the_same_bytes_on_every_machine_with_a_given_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts_file = tmp_path / "mine.yaml"
    facts_file.write_text(USER_FACTS, "utf-8")
    arguments = ["hip-thrust", "--facts", str(facts_file), "--only"]
    written = []
    for home in ("one", "other"):
        monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / home)))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        file = tmp_path / f"{home}.apkg"
        ended = CliRunner().invoke(cli, ["export", "anki", str(file), *arguments])
        assert ended.exit_code == 0, ended.stderr
        written.append(file.read_bytes())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ended = CliRunner().invoke(cli, ["export", "anki", str(tmp_path / "x.apkg"), *arguments])

    assert written[0] == written[1]
    assert ended.exit_code == 1
    assert "SOURCE_DATE_EPOCH should be seconds since 1970" in ended.stderr


@pytest.mark.slow
def test_an_invalid_ledger_is_reported_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path)))
    (tmp_path / "anki-ledger.tsv").write_text("no\n", "utf-8")
    ended = CliRunner().invoke(cli, ["export", "anki", str(tmp_path / "x.apkg"), "hip-thrust"])

    assert ended.exit_code == 1
    assert "anki-ledger.tsv:1: invalid line" in ended.stderr
