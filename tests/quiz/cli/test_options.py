"""The command line: what each option of a list and of a quiz does."""

import os
from pathlib import Path
from typing import Any

import pytest

from decks.formats.format import ExportResult
from tests.quiz.cli.calls import CLASS, Primemover, cards_of, objects

pytestmark = pytest.mark.usefixtures("clean_environment")

# -- what each option does -------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "field", "values"),
    [
        (("--kind", "cloze"), "kind", {"cloze"}),
        (("--kind", "cloze", "--kind", "true_false"), "kind", {"cloze", "true-false"}),
        (("--kind", "True False"), "kind", {"true-false"}),
        (("--role", "stabilizer"), "role", {"stabiliser"}),
        (("--role", "agonists"), "role", {"prime mover"}),
        (("--role", "prime-mover", "--role", "synergist"), "role", {"prime mover", "synergist"}),
        (("--contraction", "eccentric"), "contraction", {"eccentric"}),
        (("--phase", "lowering"), "phase", {"lowering"}),
        (("--template", "role"), "template", {"role"}),
        (("wall-bridge", "--facts", CLASS), "exercise", {"wall-bridge"}),
    ],
)
def test_options_select_matching_cards(
    primemover: Primemover, options: tuple[str, ...], field: str, values: set[str]
) -> None:
    if CLASS in options:
        everything = cards_of(primemover, "--facts", CLASS)
    else:  # the cards of few exercises: reading all of them takes long
        everything = cards_of(primemover, "push-up", "forward-lunge", "barbell-curl", "leg-curl")
        options = ("push-up", "forward-lunge", "barbell-curl", "leg-curl", *options)
    found = cards_of(primemover, *options)

    assert values == {card[field] for card in found if card[field]}
    for card in found:  # a card on several facts has a tag for each of them
        tags = {f"{field}::{value.replace(' ', '-')}" for value in values}
        assert card[field] or tags & {*card["tags"]}
    assert len(found) < len(everything)
    quizzed = primemover("quiz", "--jsonl", "-n", "3", *options)
    assert quizzed[0] == 0
    assert objects(quizzed[1])[0]["card"] in {card["id"] for card in found}


@pytest.mark.slow
def test_a_level_selects_its_cards(primemover: Primemover) -> None:
    found = cards_of(primemover, "--level", "application")

    assert {card["level"] for card in found} == {"application"}
    quizzed = objects(primemover("quiz", "--jsonl", "-n", "3", "--level", "application")[1])
    assert quizzed[0]["card"] in {card["id"] for card in found}


@pytest.mark.slow
def test_several_levels_widen_the_selection(primemover: Primemover) -> None:
    names = ("application", "analysis")
    counts = [len(cards_of(primemover, "--level", name)) for name in names]
    both = (argument for name in names for argument in ("--level", name))

    assert len(cards_of(primemover, *both)) == sum(counts)


def test_an_unknown_level_names_those_there_are(primemover: Primemover) -> None:
    code, text, errors = primemover("cards", "list", "--level", "recal")
    assert (code, text) == (2, "")
    assert "Did you mean 'recall'? Known: recall, application, analysis." in errors


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["select-all", "matching", "ordering"])
def test_kinds_with_several_letters_can_be_selected(primemover: Primemover, kind: str) -> None:
    found = cards_of(primemover, "--all", "--kind", kind)

    assert {kind} == {card["kind"] for card in found}
    assert all((len(card["left"]) > 1) is (kind == "matching") for card in found)
    assert all(len(card["facts"]) > 1 or kind == "ordering" for card in found)


@pytest.mark.slow
def test_names_need_not_be_quoted(primemover: Primemover) -> None:
    assert cards_of(primemover, "hip-thrust") == cards_of(primemover, "Hip", "thrusts")


@pytest.mark.slow
def test_attributed_adds_contested_claims_and_opinions(primemover: Primemover) -> None:
    settled, all_ = cards_of(primemover), cards_of(primemover, "--attributed")

    ids = {card["id"] for card in settled}
    added = [card for card in all_ if card["id"] not in ids]
    assert len(settled) + len(added) == len(all_)
    agreed = [card for card in added if card["confidence"] not in ("contested", "opinion")]
    assert {card["template"] for card in agreed} <= {
        *("purpose", "muscle-for-purpose"),  # what one person says a muscle is there for
        *("listed-muscle", "muscle-on-all-lists", "plan-for-finding"),  # what an author lists
    }
    assert len(added) > len(agreed)


@pytest.mark.slow
def test_skipped_pairs_are_listed_with_the_reason(primemover: Primemover) -> None:
    _, text, _ = primemover("cards", "list", "--skipped")
    _, fewer, _ = primemover("cards", "list", "--skipped", "--template", "role")
    found = objects(primemover("cards", "list", "--skipped", "--json", "glute-bridge")[1])

    assert 0 < len(fewer.splitlines()) < len(text.splitlines())
    assert all(line.startswith("role × ") for line in fewer.splitlines())
    assert found
    assert all("glute-bridge" in record["fact"] for record in found)


def test_the_count_and_the_seed_are_used(primemover: Primemover) -> None:
    def asked(*options: str) -> list[str]:
        _, text, _ = primemover("quiz", "--jsonl", *options, typed="i\n" * 20)
        return [o["card"] for o in objects(text) if o["event"] == "question"]

    assert len(asked("-n", "4")) == 4
    assert len(asked()) == 10
    assert asked("--seed", "3") == asked("--seed", "3")
    assert asked("--seed", "3") != asked("--seed", "4")


def test_too_few_questions_are_reported(primemover: Primemover) -> None:
    options = ("wall-bridge", "--facts", CLASS, "--template", "muscle-in-role")
    _, _, errors = primemover("quiz", *options, "-n", "9")
    _, _, one = primemover("quiz", *options, "obliques")

    assert errors == "There are only 3 questions on this.\n"
    assert one == "There is only 1 question on this.\n"


def test_limits_are_shown_before_the_first_question(primemover: Primemover) -> None:
    _, text, _ = primemover("quiz", "--time", "1h30m", "--per-question", "45s")

    assert "90:00 in all, 0:45 a question" in " ".join(text.split())
    assert "90:00 left." in text


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90", 90), ("90s", 90), ("1.5s", 1.5), ("10m", 600), ("1h", 3600), ("2M30S", 150)],
)
def test_times_are_accepted_in_common_notations(
    primemover: Primemover, written: str, seconds: float
) -> None:
    _, text, _ = primemover("quiz", "--jsonl", "--time", written)

    assert abs(seconds - objects(text)[0]["seconds_left"]) <= 0.5


@pytest.mark.slow
@pytest.mark.parametrize("environment", [False, True])
def test_american_spelling_is_available(
    primemover: Primemover, monkeypatch: pytest.MonkeyPatch, environment: bool
) -> None:
    option = () if environment else ("--us",)
    commands = (
        ("quiz", "--role", "stabiliser", "--template", "muscle-in-role", "-n", "3", "--seed", "1"),
        ("cards", "list", "--role", "stabiliser"),
        ("facts", "list", "stabiliser"),
    )
    for command in commands:
        monkeypatch.delenv("PRIMEMOVER_US", raising=False)
        british = primemover(*command)[1]
        if environment:
            monkeypatch.setenv("PRIMEMOVER_US", "1")
        american = primemover(*command, *option)[1]

        assert "stabiliser" in british
        assert "stabilizer" in american


@pytest.mark.slow
def test_a_deck_can_use_american_spelling(
    primemover: Primemover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    def note(deck: Any, *_: object) -> ExportResult:
        for card in deck.cards:
            texts.extend((*card.stems, *card.key, *card.left_side, *card.reasons, card.explanation))
            texts.extend(text for d in card.distractors for text in (d.text, d.reason))
        return ExportResult(notes=len(deck.cards))

    monkeypatch.setattr("decks.formats.anki.write.write", note)
    code, _, errors = primemover("export", "anki", str(tmp_path / "x.apkg"), "--us")

    assert (code, errors.count(" cards on ")) == (0, 1)
    assert any("stabilizer" in text for text in texts)
    assert not [text for text in texts if "stabiliser" in text]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["file", "folder", "environment"])
def test_user_facts_are_read(
    primemover: Primemover, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
) -> None:
    (tmp_path / "class.yaml").write_text(Path(CLASS).read_text("utf-8"), "utf-8")
    option = {"file": ("--facts", CLASS), "folder": ("--facts", str(tmp_path))}.get(how, ())
    if how == "environment":
        monkeypatch.setenv("PRIMEMOVER_FACTS", os.pathsep.join((CLASS, "")))
    builtin = objects(primemover("facts", "list", "--json", "hip-thrust")[1])
    both = objects(primemover("facts", "list", "--json", *option)[1])
    alone = objects(primemover("facts", "list", "--json", "--only", *option)[1])

    assert {fact["exercise"] for fact in alone} == {"wall-bridge"}
    assert {"wall-bridge", "hip-thrust"} <= {fact["exercise"] for fact in both}
    assert {fact["id"] for fact in builtin} <= {fact["id"] for fact in both}


def test_user_facts_are_checked(primemover: Primemover) -> None:
    code, text, _ = primemover("facts", "check", CLASS, "--only")

    assert code == 0
    assert text.startswith("7 facts (7 medium), ")
    assert text.endswith("No problems.\n")


# -- answers that the command line names -----------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "answer"),
    [
        (("--role", "stabiliser"), "stabiliser"),
        (("--contraction", "eccentric"), "eccentric"),
        (("gluteus maximus",), "gluteus maximus"),
        (("prime mover",), "prime mover"),
    ],
)
def test_a_quiz_does_not_ask_for_what_its_command_line_names(
    primemover: Primemover, options: tuple[str, ...], answer: str
) -> None:
    _, text, _ = primemover(
        *("quiz", *options, "-n", "6", "--seed", "1", "--jsonl", "--no-save"), typed="i\n" * 6
    )
    keys = [event["key"] for event in objects(text) if event["event"] == "answer"]

    assert len(keys) == 6
    assert [answer] not in keys


@pytest.mark.parametrize("options", ["anki", "anki-tsv", "csv", "anki --title x"])
def test_an_export_without_any_facts_is_refused(
    primemover: Primemover, tmp_path: Path, options: str
) -> None:
    format_, *more = options.split()
    code, out, err = primemover("export", format_, str(tmp_path / "x"), "--only", *more)

    assert (code, out) == (2, "")
    assert "--only excludes the built-in facts; give yours with --facts" in err
